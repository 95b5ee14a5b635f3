//! Points, rectangles and the size of a picture, all in px.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::quantity::within;

/// Units of the view box per px: coordinates are exact to 1/32 px.
///
/// ```
/// use arcminute::svg::theme::Theme;
/// use arcminute::svg::{Canvas, Size, UNITS_PER_PX};
/// let document = Canvas::new(Size::new(900, 600)?, &Theme::named("light")?, "", "").into_svg();
/// let view_box = format!(r#"viewBox="0 0 {} {}""#, 900 * UNITS_PER_PX, 600 * UNITS_PER_PX);
/// assert!(document.contains(&view_box));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub const UNITS_PER_PX: u32 = 16;

/// A point of the picture, px from its upper left corner.
///
/// ```
/// use arcminute::svg::{Point, Size};
/// let centre = Size::new(900, 600)?.frame().centre();
/// assert_eq!(centre, Point { x: 450.0, y: 300.0 });
/// assert_eq!(Point::default(), Point::from((0.0, 0.0)), "the upper left corner");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// A point.
    ///
    /// ```
    /// use arcminute::svg::Point;
    /// let foot = Point::new(450.0, 600.0);
    /// assert_eq!((foot.x, foot.y), (450.0, 600.0), "first to the right, then down");
    /// ```
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point so many px further right and down.
    ///
    /// ```
    /// use arcminute::svg::Point;
    /// let dot = Point::new(100.0, 50.0);
    /// assert_eq!(dot.moved(8.0, -4.0), Point::new(108.0, 46.0), "a negative second figure goes up");
    /// ```
    #[must_use]
    pub fn moved(self, right: f64, down: f64) -> Self {
        Self { x: self.x + right, y: self.y + down }
    }

    /// The nearest point of the grid that documents are written in, in its units. Numbers beyond any picture are
    /// held at ±10⁸ units, and what is no number is 0, so that no input makes a malformed document.
    #[expect(clippy::cast_possible_truncation, reason = "the value is within ±10⁸ by the clamp")]
    pub(super) fn units(self) -> (i32, i32) {
        let unit = |px: f64| (px * f64::from(UNITS_PER_PX)).round().clamp(-1e8, 1e8) as i32;
        (unit(self.x), unit(self.y))
    }
}

impl From<(f64, f64)> for Point {
    fn from((x, y): (f64, f64)) -> Self {
        Self { x, y }
    }
}

/// A rectangle with upright sides, px.
///
/// ```
/// use arcminute::svg::{Frame, Point};
/// let map = Frame { left: 10.0, top: 60.0, right: 890.0, bottom: 540.0 };
/// assert!(map.top < map.bottom, "y grows downwards");
/// assert!(map.contains(Point::new(10.0, 540.0)), "the lower left corner");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Least x.
    pub left: f64,
    /// Least y.
    pub top: f64,
    /// Greatest x.
    pub right: f64,
    /// Greatest y.
    pub bottom: f64,
}

impl Frame {
    /// The rectangle of these sides.
    ///
    /// ```
    /// use arcminute::svg::Frame;
    /// let frame = Frame::new(10.0, 60.0, 890.0, 540.0);
    /// assert_eq!((frame.right, frame.bottom), (890.0, 540.0), "sides, not width and height");
    /// assert_eq!((frame.width(), frame.height()), (880.0, 480.0));
    /// ```
    pub const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    /// The square of this half side around a point.
    ///
    /// ```
    /// use arcminute::svg::{Frame, Point};
    /// let dot = Frame::around(Point::new(100.0, 50.0), 4.0);
    /// assert_eq!(dot, Frame::new(96.0, 46.0, 104.0, 54.0));
    /// ```
    pub fn around(centre: Point, half_side: f64) -> Self {
        Self::new(centre.x - half_side, centre.y - half_side, centre.x + half_side, centre.y + half_side)
    }

    /// Left to right.
    ///
    /// ```
    /// use arcminute::svg::Frame;
    /// assert_eq!(Frame::new(10.0, 60.0, 890.0, 540.0).width(), 880.0);
    /// ```
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Top to bottom.
    ///
    /// ```
    /// use arcminute::svg::Frame;
    /// assert_eq!(Frame::new(10.0, 60.0, 890.0, 540.0).height(), 480.0);
    /// ```
    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// The point in its middle.
    ///
    /// ```
    /// use arcminute::svg::{Frame, Point};
    /// assert_eq!(Frame::new(10.0, 60.0, 890.0, 540.0).centre(), Point::new(450.0, 300.0));
    /// ```
    pub fn centre(self) -> Point {
        Point::new(f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// Whether the two share more than an edge.
    ///
    /// ```
    /// use arcminute::svg::Frame;
    /// let label = Frame::new(0.0, 0.0, 50.0, 12.0);
    /// assert!(label.overlaps(Frame::new(40.0, 6.0, 90.0, 18.0)));
    /// assert!(!label.overlaps(Frame::new(50.0, 0.0, 90.0, 12.0)), "they share the edge alone");
    /// ```
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether the point lies in it or on its edge.
    ///
    /// ```
    /// use arcminute::svg::{Frame, Point};
    /// let map = Frame::new(10.0, 60.0, 890.0, 540.0);
    /// assert!(map.contains(Point::new(890.0, 300.0)), "on the right edge");
    /// assert!(!map.contains(Point::new(300.0, 50.0)), "above");
    /// ```
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.left && point.x <= self.right && point.y >= self.top && point.y <= self.bottom
    }

    /// Whether the other lies in it wholly.
    ///
    /// ```
    /// use arcminute::svg::Frame;
    /// let map = Frame::new(0.0, 0.0, 900.0, 600.0);
    /// assert!(map.holds(map), "edges may touch");
    /// assert!(!map.holds(Frame::new(880.0, 300.0, 920.0, 312.0)), "the label is cut");
    /// ```
    pub fn holds(self, other: Self) -> bool {
        other.left >= self.left && other.right <= self.right && other.top >= self.top && other.bottom <= self.bottom
    }

    /// The rectangle that is larger by so many px on every side; smaller for negative px.
    ///
    /// ```
    /// use arcminute::svg::Frame;
    /// let picture = Frame::new(0.0, 0.0, 900.0, 600.0);
    /// assert_eq!(picture.grown(-10.0), Frame::new(10.0, 10.0, 890.0, 590.0));
    /// assert_eq!(picture.grown(2.0).width(), 904.0, "2 px on both sides");
    /// ```
    #[must_use]
    pub fn grown(self, px: f64) -> Self {
        Self::new(self.left - px, self.top - px, self.right + px, self.bottom + px)
    }

    /// The least rectangle that holds both.
    ///
    /// ```
    /// use arcminute::svg::{Frame, Point};
    /// let (dot, label) = (Frame::around(Point::new(100.0, 50.0), 4.0), Frame::new(108.0, 42.0, 150.0, 52.0));
    /// let both = dot.joined(label);
    /// assert_eq!(both, Frame::new(96.0, 42.0, 150.0, 54.0));
    /// assert!(both.holds(dot) && both.holds(label));
    /// ```
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether the straight line between two points passes through it.
    ///
    /// ```
    /// use arcminute::svg::{Frame, Point};
    /// let label = Frame::new(100.0, 100.0, 150.0, 112.0);
    /// assert!(label.is_crossed_by(Point::new(0.0, 106.0), Point::new(900.0, 106.0)));
    /// assert!(!label.is_crossed_by(Point::new(0.0, 106.0), Point::new(90.0, 106.0)), "the line ends before it");
    /// ```
    pub fn is_crossed_by(self, from: Point, to: Point) -> bool {
        self.clipped(from, to).is_some()
    }

    /// The part of the straight line between two points that lies inside; None if it only touches a corner. A point inside is its own part.
    ///
    /// ```
    /// use arcminute::svg::{Frame, Point};
    /// let map = Frame::new(0.0, 0.0, 900.0, 600.0);
    /// let inside = map.clipped(Point::new(1200.0, 300.0), Point::new(600.0, 300.0));
    /// assert_eq!(inside, Some((Point::new(900.0, 300.0), Point::new(600.0, 300.0))), "the direction stays");
    /// assert_eq!(map.clipped(Point::new(0.0, 700.0), Point::new(900.0, 700.0)), None, "below the map");
    /// ```
    pub fn clipped(self, from: Point, to: Point) -> Option<(Point, Point)> {
        // Liang and Barsky's clipping: the part of the line that is left after each side has cut its share.
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (step, room) in
            [(-dx, from.x - self.left), (dx, self.right - from.x), (-dy, from.y - self.top), (dy, self.bottom - from.y)]
        {
            if step == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        (enter < leave).then(|| (from.moved(enter * dx, enter * dy), from.moved(leave * dx, leave * dy)))
    }

    /// The parts of a line through many points that lie inside.
    ///
    /// ```
    /// use arcminute::svg::{Frame, Point};
    /// let map = Frame::new(0.0, 0.0, 100.0, 100.0);
    /// let track = [(-50.0, 20.0), (150.0, 20.0), (150.0, 80.0), (50.0, 80.0)].map(Point::from);
    /// let parts = map.clipped_line(&track);
    /// assert_eq!(parts[0], [(0.0, 20.0), (100.0, 20.0)].map(Point::from));
    /// assert_eq!(parts[1], [(100.0, 80.0), (50.0, 80.0)].map(Point::from), "it leaves the map and comes back");
    /// ```
    pub fn clipped_line(self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        for ends in points.windows(2) {
            let Some((from, to)) = self.clipped(ends[0], ends[1]) else {
                continue;
            };
            match parts.last_mut() {
                Some(part) if part.last() == Some(&from) => part.push(to),
                _ => parts.push(vec![from, to]),
            }
        }
        parts
    }

    /// The point of it that is nearest to another.
    ///
    /// ```
    /// use arcminute::svg::{Frame, Point};
    /// let map = Frame::new(0.0, 0.0, 900.0, 600.0);
    /// assert_eq!(map.nearest(Point::new(950.0, 300.0)), Point::new(900.0, 300.0));
    /// assert_eq!(map.nearest(Point::new(450.0, 300.0)), Point::new(450.0, 300.0), "a point inside stays");
    /// ```
    pub fn nearest(self, point: Point) -> Point {
        Point::new(point.x.max(self.left).min(self.right), point.y.max(self.top).min(self.bottom))
    }
}

/// Width and height of a picture in whole px.
///
/// ```
/// use arcminute::svg::Size;
/// let size: Size = "1200x800".parse()?;
/// assert_eq!(size, Size::new(1200, 800)?);
/// assert_eq!(size.to_string(), "1200x800");
/// assert!("1200".parse::<Size>().is_err(), "one side is missing");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    width_px: u32,
    height_px: u32,
}

/// The least side that leaves room for labels, and the greatest whose raster picture fits into memory, px.
const SIDES_PX: (u32, u32) = (300, 10_000);

impl Size {
    /// The size for which text is 12 px high; a larger picture has larger text.
    const REFERENCE_PX: (f64, f64) = (900.0, 600.0);

    /// A size.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless both sides are 300 to 10,000 px.
    ///
    /// ```
    /// use arcminute::svg::Size;
    /// assert_eq!(Size::new(900, 600)?.height_px(), 600);
    /// assert!(Size::new(300, 10_000).is_ok());
    /// assert!(Size::new(299, 600).is_err() && Size::new(900, 10_001).is_err());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(width_px: u32, height_px: u32) -> Result<Self> {
        let (least, greatest) = (f64::from(SIDES_PX.0), f64::from(SIDES_PX.1));
        within("width", f64::from(width_px), " px", least, greatest)?;
        within("height", f64::from(height_px), " px", least, greatest)?;
        Ok(Self { width_px, height_px })
    }

    /// Width, px.
    ///
    /// ```
    /// use arcminute::svg::Size;
    /// assert_eq!("900x600".parse::<Size>()?.width_px(), 900);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn width_px(self) -> u32 {
        self.width_px
    }

    /// Height, px.
    ///
    /// ```
    /// use arcminute::svg::Size;
    /// assert_eq!("900x600".parse::<Size>()?.height_px(), 600);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn height_px(self) -> u32 {
        self.height_px
    }

    /// The whole picture.
    ///
    /// ```
    /// use arcminute::svg::{Frame, Size};
    /// assert_eq!(Size::new(900, 600)?.frame(), Frame::new(0.0, 0.0, 900.0, 600.0));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn frame(self) -> Frame {
        Frame::new(0.0, 0.0, f64::from(self.width_px), f64::from(self.height_px))
    }

    /// How much larger than usual text, lines and gaps are drawn: 1 up to 900 × 600 px, so that small pictures stay
    /// readable, and from there in proportion to the picture.
    ///
    /// ```
    /// use arcminute::svg::Size;
    /// assert_eq!(Size::new(1800, 1200)?.scale(), 2.0);
    /// assert_eq!(Size::new(1800, 600)?.scale(), 1.0, "the tighter side decides");
    /// assert_eq!(Size::new(300, 300)?.scale(), 1.0, "text is never smaller");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn scale(self) -> f64 {
        let (width, height) = Self::REFERENCE_PX;
        (f64::from(self.width_px) / width).min(f64::from(self.height_px) / height).max(1.0)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width_px, self.height_px)
    }
}

impl FromStr for Size {
    type Err = Error;

    /// Reads `900x600`.
    fn from_str(text: &str) -> Result<Self> {
        let unreadable = || Error::Unreadable {
            name: "size",
            text: text.to_owned(),
            reason: "write WIDTHxHEIGHT in whole px, for example 900x600".to_owned(),
        };
        let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(unreadable)?;
        let side = |digits: &str| digits.trim().parse::<u32>().map_err(|_| unreadable());
        Self::new(side(width)?, side(height)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_checked() {
        assert_eq!("900x600".parse::<Size>().unwrap(), Size::new(900, 600).unwrap());
        for text in ["900", "900x", "x", "900x600x3", "-900x600", "9e2x600", "NaNx600", "0x0", "299x600", "900x10001"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
    }

    #[test]
    fn no_coordinate_is_malformed() {
        assert_eq!(Point::new(1.0, -0.5).units(), (16, -8));
        assert_eq!(Point::new(f64::NAN, f64::INFINITY).units(), (0, 100_000_000));
    }

    #[test]
    fn lines_cross_frames() {
        let frame = Frame::new(0.0, 0.0, 10.0, 10.0);
        let crossed = |from: (f64, f64), to: (f64, f64)| frame.is_crossed_by(from.into(), to.into());
        assert!(crossed((-5.0, 5.0), (15.0, 5.0)));
        assert!(crossed((2.0, 2.0), (3.0, 3.0)));
        assert!(!crossed((-5.0, 11.0), (15.0, 11.0)));
        assert!(!crossed((-5.0, 5.0), (-1.0, 5.0)));
        assert!(!crossed((0.0, 25.0), (25.0, 0.0)));
        let zigzag = [(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (8.0, 15.0), (8.0, 5.0)].map(Point::from);
        let parts = frame.clipped_line(&zigzag);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0], [(0.0, 5.0), (5.0, 5.0), (5.0, 10.0)].map(Point::from));
    }
}
