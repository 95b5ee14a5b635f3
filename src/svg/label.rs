//! Where labels go: into the first free one of several spots, so that none covers another or a marker.

use super::element::{Element, group, line, text, text_frame};
use super::font::extent;
use super::geometry::{Frame, Point};
use super::look::{Anchor, Stroke, TextStyle};

/// The room of a picture: what of it is taken, and the frame that labels must stay in.
///
/// ```
/// use arcminute::svg::label::{Room, spots_around};
/// use arcminute::svg::{Colour, Frame, Point, TextStyle};
/// let (style, marker) = (TextStyle::new(12.0, Colour::hex(0)), Point::new(100.0, 50.0));
/// let mut room = Room::new(Frame::new(0.0, 0.0, 200.0, 100.0), 1.0);
/// room.take(Frame::around(marker, 3.0));
/// let mut place = |name| room.place(name, &style, spots_around(marker, 6.0, name, &style));
/// assert!(place("Praha").is_some());
/// assert_ne!(place("Praha"), place("Praha"), "the same name goes elsewhere, as its first spot is taken");
/// ```
#[derive(Clone, Debug)]
pub struct Room {
    frame: Frame,
    gap_px: f64,
    taken: Vec<Frame>,
    lines: Vec<(Point, Point)>,
    thin_lines: Vec<(Point, Point)>,
}

/// A spot for a label: a position and which point of the text it is.
///
/// ```
/// use arcminute::svg::label::Spot;
/// use arcminute::svg::{Anchor, Colour, Point, TextStyle, text_frame};
/// let spot = Spot { position: Point::new(100.0, 50.0), anchor: Anchor::End };
/// let style = TextStyle::new(12.0, Colour::hex(0)).anchored(spot.anchor);
/// let frame = text_frame(spot.position, "Oslo", &style);
/// assert!((frame.right - 100.0).abs() < 1e-9, "the text ends there");
/// assert!(frame.top < 50.0 && frame.bottom >= 50.0, "the position is on its baseline");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Of the baseline.
    pub position: Point,
    /// Where along the baseline.
    pub anchor: Anchor,
}

/// What is not for labels is taken first, then labels are placed in the order of their weight.
///
/// ```
/// use arcminute::svg::label::{Room, Spot};
/// use arcminute::svg::{Anchor, Colour, Frame, Point, TextStyle};
/// let mut room = Room::new(Frame::new(0.0, 0.0, 60.0, 30.0), 1.0);
/// room.take_line(&[Point::new(0.0, 15.0), Point::new(60.0, 15.0)]);
/// let style = TextStyle::new(12.0, Colour::hex(0));
/// let spot = |x, y| [Spot { position: Point::new(x, y), anchor: Anchor::Start }];
/// assert!(room.place("Oslo", &style, spot(5.0, 18.0)).is_none(), "on the line");
/// assert!(room.place("Oslo", &style, spot(40.0, 12.0)).is_none(), "over the right edge");
/// assert!(room.place("Oslo", &style, spot(5.0, 12.0)).is_some());
/// ```
impl Room {
    /// An empty frame. Labels keep `gap_px` from one another.
    ///
    /// ```
    /// use arcminute::svg::Frame;
    /// use arcminute::svg::label::Room;
    /// let mut room = Room::new(Frame::new(0.0, 0.0, 200.0, 100.0), 2.0);
    /// room.take(Frame::new(10.0, 10.0, 50.0, 20.0));
    /// assert!(!room.is_free(Frame::new(51.0, 10.0, 90.0, 20.0)), "1 px off");
    /// assert!(room.is_free(Frame::new(52.0, 10.0, 90.0, 20.0)), "2 px off");
    /// ```
    pub const fn new(frame: Frame, gap_px: f64) -> Self {
        Self { frame, gap_px, taken: Vec::new(), lines: Vec::new(), thin_lines: Vec::new() }
    }

    /// Takes a rectangle: a marker, a legend, a label that was placed otherwise.
    ///
    /// ```
    /// use arcminute::svg::label::Room;
    /// use arcminute::svg::{Frame, Point};
    /// let mut room = Room::new(Frame::new(0.0, 0.0, 200.0, 100.0), 1.0);
    /// let marker = Frame::around(Point::new(100.0, 50.0), 3.0);
    /// assert!(room.is_free(marker));
    /// room.take(marker);
    /// assert!(!room.is_free(marker));
    /// ```
    pub fn take(&mut self, frame: Frame) {
        self.taken.push(frame);
    }

    /// Takes a line: labels do not lie on it.
    ///
    /// ```
    /// use arcminute::svg::label::Room;
    /// use arcminute::svg::{Frame, Point};
    /// let mut room = Room::new(Frame::new(0.0, 0.0, 200.0, 100.0), 1.0);
    /// room.take_line(&[(0.0, 50.0), (100.0, 50.0), (100.0, 100.0)].map(Point::from));
    /// assert!(!room.is_free(Frame::new(20.0, 45.0, 60.0, 55.0)), "the line passes through");
    /// assert!(room.is_free(Frame::new(120.0, 45.0, 160.0, 55.0)), "the line has turned down before");
    /// ```
    pub fn take_line(&mut self, points: &[Point]) {
        self.lines.extend(points.windows(2).map(|ends| (ends[0], ends[1])));
    }

    /// Takes a line that labels keep off if they can, and cover otherwise.
    ///
    /// ```
    /// use arcminute::svg::label::{Room, Spot};
    /// use arcminute::svg::{Anchor, Colour, Frame, Point, TextStyle, text};
    /// let mut room = Room::new(Frame::new(0.0, 0.0, 200.0, 100.0), 1.0);
    /// room.take_thin_line(&[Point::new(0.0, 50.0), Point::new(200.0, 50.0)]);
    /// let style = TextStyle::new(12.0, Colour::hex(0));
    /// let (on_it, above) = (Point::new(10.0, 54.0), Point::new(10.0, 40.0));
    /// let spots = [on_it, above].map(|position| Spot { position, anchor: Anchor::Start });
    /// assert_eq!(room.place("Riga", &style, spots), Some(text(above, "Riga", &style)), "off the line");
    /// assert_eq!(room.place("Riga", &style, spots), Some(text(on_it, "Riga", &style)), "no other spot is left");
    /// ```
    pub fn take_thin_line(&mut self, points: &[Point]) {
        self.thin_lines.extend(points.windows(2).map(|ends| (ends[0], ends[1])));
    }

    /// Whether no line that labels may cover crosses a rectangle.
    fn is_clear(&self, frame: Frame) -> bool {
        !self.thin_lines.iter().any(|&(from, to)| frame.is_crossed_by(from, to))
    }

    /// Whether a rectangle is inside the frame and clear of all that is taken.
    ///
    /// ```
    /// use arcminute::svg::Frame;
    /// use arcminute::svg::label::Room;
    /// let room = Room::new(Frame::new(0.0, 0.0, 200.0, 100.0), 1.0);
    /// assert!(room.is_free(Frame::new(0.0, 0.0, 40.0, 12.0)), "up to the edge");
    /// assert!(!room.is_free(Frame::new(-1.0, 0.0, 40.0, 12.0)), "beyond the edge");
    /// ```
    pub fn is_free(&self, frame: Frame) -> bool {
        let wide = frame.grown(self.gap_px);
        self.frame.holds(frame)
            && !self.taken.iter().any(|taken| taken.overlaps(wide))
            && !self.lines.iter().any(|&(from, to)| frame.is_crossed_by(from, to))
    }

    /// Whether the straight line between two points is clear of all rectangles that are taken, apart from those that
    /// hold its beginning.
    fn is_open(&self, from: Point, to: Point) -> bool {
        !self.taken.iter().any(|taken| taken.is_crossed_by(from, to) && !taken.contains(from))
    }

    /// Puts a text with a leader to its marker into the first free spot to which a leader is clear, and takes the room
    /// of both; None if there is no such spot.
    ///
    /// ```
    /// use arcminute::svg::label::{Room, Spot};
    /// use arcminute::svg::{Anchor, Colour, Frame, Point, Stroke, TextStyle};
    /// let mut room = Room::new(Frame::new(0.0, 0.0, 200.0, 100.0), 2.0);
    /// let (style, leader) = (TextStyle::new(12.0, Colour::hex(0)), Stroke::new(Colour::hex(0), 0.75));
    /// let marker = Point::new(50.0, 80.0);
    /// room.take(Frame::around(marker, 4.0));
    /// let spots = [Spot { position: Point::new(80.0, 30.0), anchor: Anchor::Start }];
    /// assert!(room.place_led("Minsk", &style, marker, leader, spots).is_some());
    /// assert!(!room.is_free(Frame::around(Point::new(65.0, 55.0), 3.0)), "the leader passes halfway between");
    /// assert!(room.place_led("Minsk", &style, marker, leader, spots).is_none(), "the only spot is taken");
    /// ```
    pub fn place_led(
        &mut self,
        label: &str,
        style: &TextStyle,
        marker: Point,
        leader: Stroke,
        spots: impl IntoIterator<Item = Spot>,
    ) -> Option<Element> {
        for spot in spots {
            let style = style.anchored(spot.anchor);
            let frame = text_frame(spot.position, label, &style);
            let end = frame.grown(0.5 * self.gap_px).nearest(marker);
            if self.is_free(frame) && self.is_open(marker, end) {
                self.take(frame);
                self.take_line(&[marker, end]);
                return Some(group(vec![line(marker, end, leader), text(spot.position, label, &style)]));
            }
        }
        None
    }

    /// Puts a text into the first free spot, if there is one clear of thin lines into that, and takes its room; None if
    /// no spot is free.
    ///
    /// ```
    /// use arcminute::svg::label::{Room, Spot};
    /// use arcminute::svg::{Anchor, Colour, Frame, Point, TextStyle, text};
    /// let style = TextStyle::new(12.0, Colour::hex(0));
    /// let mut room = Room::new(Frame::new(0.0, 0.0, 200.0, 100.0), 1.0);
    /// let spots = [20.0, 60.0].map(|y| Spot { position: Point::new(10.0, y), anchor: Anchor::Start });
    /// assert_eq!(room.place("Kyiv", &style, spots), Some(text(Point::new(10.0, 20.0), "Kyiv", &style)));
    /// assert_eq!(room.place("Lviv", &style, spots), Some(text(Point::new(10.0, 60.0), "Lviv", &style)));
    /// assert_eq!(room.place("Odesa", &style, spots), None);
    /// ```
    pub fn place(&mut self, label: &str, style: &TextStyle, spots: impl IntoIterator<Item = Spot>) -> Option<Element> {
        let mut second_best = None;
        for spot in spots {
            let style = style.anchored(spot.anchor);
            let frame = text_frame(spot.position, label, &style);
            if self.is_free(frame) {
                second_best = second_best.or(Some((spot, frame)));
                if self.is_clear(frame) {
                    second_best = Some((spot, frame));
                    break;
                }
            }
        }
        let (spot, frame) = second_best?;
        self.take(frame);
        Some(text(spot.position, label, &style.anchored(spot.anchor)))
    }
}

/// The spots around a marker, best first: right, left, above, below, then the corners; each `distance_px` away.
///
/// ```
/// use arcminute::svg::label::spots_around;
/// use arcminute::svg::{Anchor, Colour, Point, TextStyle};
/// let style = TextStyle::new(12.0, Colour::hex(0));
/// let [right, left, above, below, ..] = spots_around(Point::new(100.0, 50.0), 6.0, "Praha", &style);
/// assert_eq!((right.position.x, right.anchor), (106.0, Anchor::Start));
/// assert_eq!((left.position.x, left.anchor), (94.0, Anchor::End));
/// assert!(above.position.y <= 44.0 && below.position.y > 56.0, "y points down; positions are of baselines");
/// ```
pub fn spots_around(marker: Point, distance_px: f64, label: &str, style: &TextStyle) -> [Spot; 8] {
    let room = extent(label, style.size_px, style.weight);
    let middle = 0.5 * (room.ascent - room.descent);
    let diagonal = 0.7 * distance_px;
    let (above, below) = (-distance_px - room.descent, distance_px + room.ascent);
    let (half_above, half_below) = (-diagonal - room.descent, diagonal + room.ascent);
    let spot = |right: f64, down: f64, anchor| Spot { position: marker.moved(right, down), anchor };
    [
        spot(distance_px, middle, Anchor::Start),
        spot(-distance_px, middle, Anchor::End),
        spot(0.0, above, Anchor::Middle),
        spot(0.0, below, Anchor::Middle),
        spot(diagonal, half_above, Anchor::Start),
        spot(diagonal, half_below, Anchor::Start),
        spot(-diagonal, half_above, Anchor::End),
        spot(-diagonal, half_below, Anchor::End),
    ]
}

/// Spots further away, nearest first, for labels that a leader joins to their marker: up to `distance_px` sideways
/// and as far up and down.
///
/// ```
/// use arcminute::svg::label::spots_beyond;
/// use arcminute::svg::{Colour, Point, TextStyle};
/// let marker = Point::new(100.0, 50.0);
/// let spots = spots_beyond(marker, 80.0, &TextStyle::new(12.0, Colour::hex(0)));
/// let aside_px = |at: usize| (spots[at].position.x - marker.x).abs();
/// // In eight steps sideways, of 10 px here.
/// assert_eq!((aside_px(0), aside_px(spots.len() - 1)), (10.0, 80.0));
/// ```
pub fn spots_beyond(marker: Point, distance_px: f64, style: &TextStyle) -> Vec<Spot> {
    const STEPS: i32 = 8;
    let step_px = distance_px / f64::from(STEPS);
    let middle = 0.35 * style.size_px;
    let mut spots = Vec::new();
    for aside in 1..=STEPS {
        for off in (-STEPS..=STEPS).filter(|off| *off != 0) {
            for (side, anchor) in [(1.0, Anchor::Start), (-1.0, Anchor::End)] {
                let (right, down) = (side * f64::from(aside) * step_px, f64::from(off) * step_px);
                spots.push((right.hypot(down), Spot { position: marker.moved(right, down + middle), anchor }));
            }
        }
    }
    spots.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    spots.into_iter().map(|(_, spot)| spot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svg::Colour;

    #[test]
    fn labels_give_way_until_there_is_no_room() {
        let mut room = Room::new(Frame::new(0.0, 0.0, 200.0, 100.0), 1.0);
        let style = TextStyle::new(12.0, Colour::hex(0));
        let marker = Point::new(100.0, 50.0);
        room.take(Frame::around(marker, 3.0));
        let mut placed = 0;
        while room.place("Praha", &style, spots_around(marker, 6.0, "Praha", &style)).is_some() {
            placed += 1;
        }
        assert!((4..=8).contains(&placed), "{placed}");
        for (at, one) in room.taken.iter().enumerate() {
            assert!(room.taken[at + 1..].iter().all(|other| !one.overlaps(*other)));
        }
    }

    #[test]
    fn labels_keep_off_lines_and_edges() {
        let mut room = Room::new(Frame::new(0.0, 0.0, 60.0, 30.0), 1.0);
        let style = TextStyle::new(12.0, Colour::hex(0));
        room.take_line(&[Point::new(0.0, 15.0), Point::new(60.0, 15.0)]);
        let spot = |x, y| [Spot { position: Point::new(x, y), anchor: Anchor::Start }];
        assert!(room.place("Oslo", &style, spot(5.0, 18.0)).is_none());
        assert!(room.place("Oslo", &style, spot(40.0, 12.0)).is_none());
        assert!(room.place("Oslo", &style, spot(5.0, 12.0)).is_some());
    }
}
