//! Points and rectangles of a picture, px, and the rectangles of its texts, by the fonts that they are drawn in.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// A point, px from the upper left corner.
pub type Point = (f64, f64);

/// An upright rectangle.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Bounds {
    /// The square of this half side around a point.
    pub fn around(centre: Point, half_side: f64) -> Self {
        Self {
            left: centre.0 - half_side,
            top: centre.1 - half_side,
            right: centre.0 + half_side,
            bottom: centre.1 + half_side,
        }
    }

    /// The least rectangle that holds some points.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Self {
        let squares = points.into_iter().map(|point| Self::around(point, 0.0));
        let joined = squares.reduce(|a, b| Self {
            left: a.left.min(b.left),
            top: a.top.min(b.top),
            right: a.right.max(b.right),
            bottom: a.bottom.max(b.bottom),
        });
        joined.expect("a point")
    }

    /// The rectangle of a text whose letters are set apart: by so much more to the left (negative) and to the right.
    pub fn wider(self, (left, right): (f64, f64)) -> Self {
        Self {
            left: self.left + left,
            right: self.right + right,
            ..self
        }
    }

    pub fn centre(self) -> Point {
        (
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.top, self.bottom),
        )
    }

    /// True if the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// True if the other lies wholly in it.
    pub fn holds(self, other: Self) -> bool {
        other.left >= self.left
            && other.right <= self.right
            && other.top >= self.top
            && other.bottom <= self.bottom
    }
}

/// The rectangle that the ink and the advance of a text take whose baseline starts at a point, after a shift by a share
/// of its width.
pub fn text_bounds(words: &str, start: Point, size_px: f64, is_bold: bool, shift: f64) -> Bounds {
    let file = if is_bold {
        dejavu::sans::bold()
    } else {
        dejavu::sans::regular()
    };
    let font = FontRef::new(file).expect("a font");
    let px = |units: f32| f64::from(units) * size_px / 2048.0;
    assert_eq!(
        font.metrics(Size::unscaled(), LocationRef::default())
            .units_per_em,
        2048
    );
    let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let mut width = 0.0;
    let mut ascent: f64 = 0.0;
    let mut descent: f64 = 0.0;
    for letter in words.chars() {
        let glyph = font
            .charmap()
            .map(letter)
            .unwrap_or_else(|| panic!("no {letter:?} in the font"));
        width += px(glyphs.advance_width(glyph).expect("a width"));
        if let Some(ink) = glyphs.bounds(glyph) {
            ascent = ascent.max(px(ink.y_max));
            descent = descent.max(px(-ink.y_min));
        }
    }
    let left = start.0 + shift * width;
    Bounds {
        left,
        top: start.1 - ascent,
        right: left + width,
        bottom: start.1 + descent,
    }
}
