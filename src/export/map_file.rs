//! Maps as files: pictures, or the same rings and places for other programs.

use std::path::Path;
use std::str::FromStr;

use super::picture::{self, PictureFormat};
use super::{geojson, kml};
use crate::error::{Error, Result};
use crate::map::drawing::draw;
use crate::map::features::features;
use crate::map::layout::Layout;
use crate::map::subject::Subject;
use crate::svg::sheet::Setting;

/// A format of maps.
///
/// ```
/// use arcminute::export::map_file::MapFormat;
/// use arcminute::export::picture::PictureFormat;
/// assert_eq!("kml".parse::<MapFormat>()?, MapFormat::Kml);
/// assert_eq!("pdf".parse::<MapFormat>()?, MapFormat::Picture(PictureFormat::Pdf));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapFormat {
    /// SVG, PNG or PDF.
    Picture(PictureFormat),
    /// RFC 7946.
    GeoJson,
    /// OGC KML 2.2.
    Kml,
}

/// A format's name is its extension.
///
/// ```
/// use arcminute::export::map_file::MapFormat;
/// use std::path::Path;
/// for name in ["svg", "png", "pdf", "geojson", "kml"] {
///     assert_eq!(MapFormat::of_extension(Path::new(&format!("map.{name}")))?.name(), name);
/// }
/// # Ok::<(), arcminute::Error>(())
/// ```
impl MapFormat {
    /// Its name, which is also its extension.
    ///
    /// ```
    /// use arcminute::export::map_file::MapFormat;
    /// use arcminute::export::picture::PictureFormat;
    /// assert_eq!(MapFormat::GeoJson.name(), "geojson");
    /// assert_eq!(MapFormat::Picture(PictureFormat::Png).name(), "png");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Picture(format) => format.name(),
            Self::GeoJson => "geojson",
            Self::Kml => "kml",
        }
    }

    /// The format that a file's extension asks for.
    ///
    /// # Errors
    /// [`Error::Unreadable`] if it is none of svg, png, pdf, geojson and kml.
    ///
    /// ```
    /// use arcminute::export::map_file::MapFormat;
    /// use std::path::Path;
    /// assert_eq!(MapFormat::of_extension(Path::new("rings.KML"))?, MapFormat::Kml);
    /// assert!(MapFormat::of_extension(Path::new("rings.shp")).is_err());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn of_extension(path: &Path) -> Result<Self> {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        extension.to_ascii_lowercase().parse().map_err(|_| Error::Unreadable {
            name: "output file",
            text: path.display().to_string(),
            reason: "its extension names no format of maps; use .svg, .png, .pdf, .geojson or .kml, or give --format"
                .to_owned(),
        })
    }
}

impl FromStr for MapFormat {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "geojson" | "json" => Ok(Self::GeoJson),
            "kml" => Ok(Self::Kml),
            name => name.parse().map(Self::Picture).map_err(|_| Error::Unreadable {
                name: "format",
                text: text.to_owned(),
                reason: "write svg, png, pdf, geojson or kml".to_owned(),
            }),
        }
    }
}

/// A map of `subject` as the bytes of a file.
///
/// # Errors
/// What the extent, the drawing and [`picture::encoded`] report.
///
/// ```
/// use arcminute::assessment::Assumptions;
/// use arcminute::catalogue::{Role, place};
/// use arcminute::export::map_file::{MapFormat, encoded};
/// use arcminute::map::{isochrone::Clock, layout::Layout};
/// use arcminute::map::subject::{Request, Subject};
/// use arcminute::present::words::LengthUnit;
/// use arcminute::svg::{sheet::Setting, theme::Theme};
/// use arcminute::treaty::BandSet;
/// let (origins, bands) = ([place("Kaliningrad", Role::From)?], BandSet::named("inf")?);
/// let unit = LengthUnit::Kilometres;
/// let request = Request {
///     origins: &origins,
///     targets: &[],
///     bands: Some(bands),
///     rings_km: vec![],
///     missiles: &[],
///     isochrones: None,
///     clock: Clock::Flight,
///     dots_by_time_of: None,
///     radials: 0,
///     has_tracks: false,
///     title: None,
///     assumptions: Assumptions::with_bands(bands),
///     unit,
/// };
/// let setting = Setting { size: None, theme: Theme::named("light")?, unit };
/// let file = encoded(&Subject::new(&request)?, &Layout::default(), &setting, MapFormat::GeoJson)?;
/// let text = String::from_utf8_lossy(&file);
/// assert!(text.contains(r#""id":"edge-500""#) && text.contains(r#""id":"edge-5500""#));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn encoded(subject: &Subject<'_>, layout: &Layout, setting: &Setting, format: MapFormat) -> Result<Vec<u8>> {
    if let MapFormat::Picture(format) = format {
        let svg = draw(subject, &layout.projection(subject.origins), &layout.extent(subject)?, setting)?;
        return picture::encoded(&svg, format).map(std::borrow::Cow::into_owned);
    }
    let (heading, features) = features(subject)?;
    let mut file = Vec::new();
    match format {
        MapFormat::Kml => kml::write(&heading, &features, &mut file)?,
        _ => geojson::write(&heading, &features, &mut file)?,
    }
    Ok(file)
}
