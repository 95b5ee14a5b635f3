//! Points and rectangles, in px.

/// A point of the picture, px from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    /// To the right.
    pub(crate) x: f64,
    /// Down.
    pub(crate) y: f64,
}

impl Point {
    /// A point.
    pub(crate) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point so many px further right and down.
    #[must_use]
    pub(crate) fn moved(self, right: f64, down: f64) -> Self {
        Self {
            x: self.x + right,
            y: self.y + down,
        }
    }
}

impl From<(f64, f64)> for Point {
    fn from((x, y): (f64, f64)) -> Self {
        Self { x, y }
    }
}

/// A rectangle with upright sides, px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rectangle {
    /// Least x.
    pub(crate) left: f64,
    /// Least y.
    pub(crate) top: f64,
    /// Greatest x.
    pub(crate) right: f64,
    /// Greatest y.
    pub(crate) bottom: f64,
}

impl Rectangle {
    /// The rectangle of these sides.
    pub(crate) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// The square of this half side around a point.
    pub(crate) fn around(centre: Point, half_side: f64) -> Self {
        Self::new(
            centre.x - half_side,
            centre.y - half_side,
            centre.x + half_side,
            centre.y + half_side,
        )
    }

    /// Left to right.
    pub(crate) fn width(self) -> f64 {
        self.right - self.left
    }

    /// Top to bottom.
    pub(crate) fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// The point in its middle.
    pub(crate) fn centre(self) -> Point {
        Point::new(
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.top, self.bottom),
        )
    }

    /// True if the two share more than an edge.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// True if the point lies in it or on its edge.
    pub(crate) fn contains(self, point: Point) -> bool {
        point.x >= self.left
            && point.x <= self.right
            && point.y >= self.top
            && point.y <= self.bottom
    }

    /// True if the other lies wholly in it.
    pub(crate) fn holds(self, other: Self) -> bool {
        other.left >= self.left
            && other.right <= self.right
            && other.top >= self.top
            && other.bottom <= self.bottom
    }

    /// The rectangle that is larger by so many px on every side; smaller for negative px.
    #[must_use]
    pub(crate) fn grown(self, px: f64) -> Self {
        Self::new(
            self.left - px,
            self.top - px,
            self.right + px,
            self.bottom + px,
        )
    }

    /// The least rectangle that holds both.
    #[must_use]
    pub(crate) fn joined(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// True if the straight line between two points passes through it.
    pub(crate) fn is_crossed_by(self, from: Point, to: Point) -> bool {
        self.part_inside(from, to).is_some()
    }

    /// The part of the straight line between two points that lies inside, as shares of its length; None if it only
    /// touches a corner (Liang and Barsky, ACM Trans. Graph. 3 (1984) 1).
    pub(crate) fn part_inside(self, from: Point, to: Point) -> Option<(f64, f64)> {
        let dx = to.x - from.x;
        let dy = to.y - from.y;
        let mut enter = 0.0_f64;
        let mut leave = 1.0_f64;
        for (slope, room) in [
            (-dx, from.x - self.left),
            (dx, self.right - from.x),
            (-dy, from.y - self.top),
            (dy, self.bottom - from.y),
        ] {
            if slope == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if slope < 0.0 {
                enter = enter.max(room / slope);
            } else {
                leave = leave.min(room / slope);
            }
        }
        (enter < leave).then_some((enter, leave))
    }

    /// The end points of that part.
    fn clipped(self, from: Point, to: Point) -> Option<(Point, Point)> {
        let (enter, leave) = self.part_inside(from, to)?;
        let at = |share: f64| from.moved(share * (to.x - from.x), share * (to.y - from.y));
        Some((at(enter), at(leave)))
    }

    /// The parts of a line through many points that lie inside.
    pub(crate) fn clipped_line(self, points: &[Point]) -> Vec<Vec<Point>> {
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

    /// The parts of a line through many points that lie outside.
    pub(crate) fn left_outside(self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        let mut add = |from: Point, to: Point| match parts.last_mut() {
            Some(part) if part.last() == Some(&from) => part.push(to),
            _ => parts.push(vec![from, to]),
        };
        for ends in points.windows(2) {
            let (from, to) = (ends[0], ends[1]);
            let at = |share: f64| from.moved(share * (to.x - from.x), share * (to.y - from.y));
            match self.part_inside(from, to) {
                None => add(from, to),
                Some((enter, leave)) => {
                    if enter > 0.0 {
                        add(from, at(enter));
                    }
                    if leave < 1.0 {
                        add(at(leave), to);
                    }
                }
            }
        }
        parts
    }

    /// The point of it that is nearest to another.
    pub(crate) fn nearest(self, point: Point) -> Point {
        Point::new(
            point.x.max(self.left).min(self.right),
            point.y.max(self.top).min(self.bottom),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cross_rectangles() {
        let frame = Rectangle::new(0.0, 0.0, 10.0, 10.0);
        let crossed =
            |from: (f64, f64), to: (f64, f64)| frame.is_crossed_by(from.into(), to.into());
        assert!(crossed((-5.0, 5.0), (15.0, 5.0)));
        assert!(crossed((2.0, 2.0), (3.0, 3.0)));
        assert!(!crossed((-5.0, 11.0), (15.0, 11.0)));
        assert!(!crossed((-5.0, 5.0), (-1.0, 5.0)));
        assert!(!crossed((0.0, 25.0), (25.0, 0.0)));
        let zigzag = [
            (-5.0, 5.0),
            (5.0, 5.0),
            (5.0, 15.0),
            (8.0, 15.0),
            (8.0, 5.0),
        ]
        .map(Point::from);
        let parts = frame.clipped_line(&zigzag);
        assert_eq!(parts.len(), 2);
        assert_eq!(
            parts[0],
            [(0.0, 5.0), (5.0, 5.0), (5.0, 10.0)].map(Point::from)
        );
    }

    #[test]
    fn what_lies_outside_is_left() {
        let frame = Rectangle::new(0.0, 0.0, 10.0, 10.0);
        let line = [(-5.0, 5.0), (15.0, 5.0), (15.0, 20.0)].map(Point::from);
        let parts = frame.left_outside(&line);
        assert_eq!(parts[0], [(-5.0, 5.0), (0.0, 5.0)].map(Point::from));
        assert_eq!(
            parts[1..],
            [[(10.0, 5.0), (15.0, 5.0), (15.0, 20.0)]
                .map(Point::from)
                .to_vec()]
        );
    }
}
