//! The size of a picture, in px, mm or inches.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::quantity::within;

use super::geometry::Rectangle;

/// Width and height of a picture in whole px.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    width_px: u32,
    height_px: u32,
    is_page: bool,
}

/// The size that is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SizeRequest {
    width: f64,
    height: Option<f64>,
    unit: SizeUnit,
}

/// Unit of a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SizeUnit {
    Px,
    Mm,
    Inch,
}

impl SizeUnit {
    const ALL: [(&'static str, Self); 4] = [
        ("px", Self::Px),
        ("mm", Self::Mm),
        ("in", Self::Inch),
        ("\"", Self::Inch),
    ];

    /// By the definition of the px in CSS: 96 to an inch.
    fn px(self) -> f64 {
        match self {
            Self::Px => 1.0,
            Self::Mm => 96.0 / 25.4,
            Self::Inch => 96.0,
        }
    }
}

impl SizeRequest {
    /// A width without a height, as people write it: `360`, `96mm`.
    ///
    /// # Errors
    /// Those of reading a size; [`Error::Unreadable`] where a height is given too.
    pub(crate) fn of_width(text: &str) -> Result<Self> {
        let plain = text.trim().trim_end_matches("px").trim_end();
        let is_px = plain.ends_with(|last: char| last.is_ascii_digit());
        let whole = if is_px {
            format!("{plain}x")
        } else {
            text.to_owned()
        };
        let request: Self = whole.parse()?;
        match request.height {
            None => Ok(request),
            Some(_) => Err(Error::Unreadable {
                name: "width",
                text: text.to_owned(),
                reason: "write one number, or width and height with --size".to_owned(),
            }),
        }
    }

    /// Width, px.
    pub(crate) fn width_px(self) -> u32 {
        whole_px(self.width * self.unit.px())
    }

    /// True of a size on paper, on which letters have their size in pt whatever the sheet.
    pub(crate) fn is_page(self) -> bool {
        self.unit != SizeUnit::Px
    }

    /// The size, if the height is given.
    ///
    /// # Errors
    /// Those of [`Size::new`].
    pub(crate) fn size(self) -> Result<Option<Size>> {
        let height = self.height.map(|height| whole_px(height * self.unit.px()));
        height
            .map(|height_px| self.with_height(height_px))
            .transpose()
    }

    /// The size with this height.
    ///
    /// # Errors
    /// Those of [`Size::new`].
    pub(crate) fn with_height(self, height_px: u32) -> Result<Size> {
        let size = Size::new(self.width_px(), height_px)?;
        Ok(Size {
            is_page: self.is_page(),
            ..size
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held within the numbers of a picture"
)]
fn whole_px(px: f64) -> u32 {
    px.round().clamp(0.0, 1e9) as u32
}

impl fmt::Display for SizeRequest {
    /// As it is written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            SizeUnit::Px => "",
            SizeUnit::Mm => "mm",
            SizeUnit::Inch => "in",
        };
        match self.height {
            Some(height) => write!(f, "{}x{height}{unit}", self.width),
            None if unit.is_empty() => write!(f, "{}x", self.width),
            None => write!(f, "{}{unit}", self.width),
        }
    }
}

impl FromStr for SizeRequest {
    type Err = Error;

    /// Reads `900x600`, `360x` (as tall as it takes), `96mm`, `96x120mm`, `5in`.
    fn from_str(text: &str) -> Result<Self> {
        let unreadable = || {
            Error::Unreadable {
            name: "size",
            text: text.to_owned(),
            reason: "write WIDTHxHEIGHT in whole px, for example 900x600, WIDTHx for as tall as it takes, or a size on paper, \
                     for example 96mm, 96x120mm or 5in"
                .to_owned(),
        }
        };
        let text = text.trim();
        let (number, unit) = SizeUnit::ALL
            .into_iter()
            .find_map(|(symbol, unit)| Some((text.strip_suffix(symbol)?.trim_end(), unit)))
            .unwrap_or((text, SizeUnit::Px));
        let side = |digits: &str| {
            let digits = digits.trim();
            let is_plain = digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
            let value: f64 = digits.parse().map_err(|_| unreadable())?;
            let is_whole = unit != SizeUnit::Px || value.fract() == 0.0;
            if is_plain && is_whole && value < 1e6 {
                Ok(value)
            } else {
                Err(unreadable())
            }
        };
        let request = match number.split_once(['x', 'X', '×']) {
            Some((width, "")) => Self {
                width: side(width)?,
                height: None,
                unit,
            },
            Some((width, height)) => Self {
                width: side(width)?,
                height: Some(side(height)?),
                unit,
            },
            None if unit == SizeUnit::Px => return Err(unreadable()),
            None => Self {
                width: side(number)?,
                height: None,
                unit,
            },
        };
        // What is out of range is refused where it is written.
        match request.size()? {
            Some(_) => Ok(request),
            None => request.with_height(SIDES_PX.0).map(|_| request),
        }
    }
}

/// The least side that leaves room for labels, and the greatest whose raster picture fits into memory, px.
const SIDES_PX: (u32, u32) = (300, 10_000);

/// How letters grow with a picture: of one twice as wide and high they are 1.6 times as large.
const GROWTH: f64 = 2.0 / 3.0;

/// Maximum number of pixels of a picture: 400 MB while it is drawn as PNG.
const MAX_AREA_PX: u64 = 50_000_000;

impl Size {
    /// The size for which text is 12 px high; a larger picture has larger text.
    const REFERENCE_PX: (f64, f64) = (900.0, 600.0);

    /// A size.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless both sides are 300 to 10,000 px.
    pub(crate) fn new(width_px: u32, height_px: u32) -> Result<Self> {
        let least = f64::from(SIDES_PX.0);
        let greatest = f64::from(SIDES_PX.1);
        within("width", f64::from(width_px), " px", least, greatest)?;
        within("height", f64::from(height_px), " px", least, greatest)?;
        let area_px = u64::from(width_px) * u64::from(height_px);
        if area_px > MAX_AREA_PX {
            return Err(Error::Usage(format!(
                "a picture of {width_px}x{height_px} has {area_px} pixels; up to {MAX_AREA_PX} fit into memory: take a \
                 smaller size, or draw it as SVG or PDF, which can be enlarged"
            )));
        }
        Ok(Self {
            width_px,
            height_px,
            is_page: false,
        })
    }

    /// True of a size on paper.
    #[cfg(feature = "pictures")]
    pub(crate) fn is_page(self) -> bool {
        self.is_page
    }

    /// Width, px.
    pub(crate) fn width_px(self) -> u32 {
        self.width_px
    }

    /// Height, px.
    pub(crate) fn height_px(self) -> u32 {
        self.height_px
    }

    /// The whole picture.
    pub(crate) fn bounds(self) -> Rectangle {
        Rectangle::new(
            0.0,
            0.0,
            f64::from(self.width_px),
            f64::from(self.height_px),
        )
    }

    /// Factor by which text, lines and gaps are larger than usual: 1 up to 900 × 600 px, so that small pictures stay
    /// readable, and from there slower than the picture grows, so that a larger one is readable from as far and has room
    /// for more. On paper it is 1.
    pub(crate) fn scale(self) -> f64 {
        if self.is_page {
            return 1.0;
        }
        let (width, height) = Self::REFERENCE_PX;
        (f64::from(self.width_px) / width)
            .min(f64::from(self.height_px) / height)
            .max(1.0)
            .powf(GROWTH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_checked() {
        let size = |text: &str| text.parse::<SizeRequest>().unwrap();
        assert_eq!(
            size("900x600").size().unwrap(),
            Some(Size::new(900, 600).unwrap())
        );
        // 96 px to 25.4 mm: two columns of a newspaper.
        assert_eq!(
            (size("96mm").width_px(), size("96mm").is_page()),
            (363, true)
        );
        assert_eq!(size("5 in").width_px(), 480);
        let tall = size("96x120mm").size().unwrap().unwrap();
        assert_eq!(
            (tall.width_px(), tall.height_px(), tall.scale()),
            (363, 454, 1.0)
        );
        assert_eq!(size("360x").size().unwrap(), None);
        for text in ["900x600", "360x", "96mm", "96x120mm", "5in"] {
            assert_eq!(size(text).to_string(), text);
        }
        for text in [
            "900",
            "mm",
            "10mm",
            "9000mm",
            "900.5x600",
            "x",
            "900x600x3",
            "-900x600",
            "9e2x600",
            "NaNx600",
            "0x0",
            "299x600",
            "900x10001",
        ] {
            assert!(text.parse::<SizeRequest>().is_err(), "{text}");
        }
    }
}
