//! Label placement: the first free one of several positions, so that no label covers another or a marker.

mod marks;

use super::element::{Element, bounds_of, group, line, room_of, text};
use super::font::{Extent, extent};
use super::geometry::{Point, Rectangle};
use super::style::{Stroke, TextAnchor, TextStyle};
use marks::{Lines, Marks};

/// Places labels inside a frame and keeps record of what is occupied.
#[derive(Clone, Debug)]
pub(crate) struct LabelPlacer {
    frame: Rectangle,
    gap_px: f64,
    taken: Vec<Rectangle>,
    lines: Vec<(Point, Point)>,
    thin_lines: Lines,
    marks: Marks,
}

/// A candidate position for a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LabelAnchor {
    /// A point on the baseline.
    pub(crate) position: Point,
    /// The end or the middle of the text that is at that point.
    pub(crate) anchor: TextAnchor,
}

/// A text that has its place.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// The text, with its leader if it has one.
    pub(crate) element: Element,
    /// What its letters take.
    pub(crate) frame: Rectangle,
}

/// A text that may be at any of several positions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Movable<'t> {
    pub(crate) text: &'t str,
    pub(crate) style: &'t TextStyle,
    /// It keeps off marks of lower ranks.
    pub(crate) below: usize,
    /// The mark that it belongs to, which others keep off.
    pub(crate) mark: Rectangle,
    /// True if that is reserved already.
    pub(crate) is_reserved: bool,
    pub(crate) anchors: &'t [LabelAnchor],
}

impl Movable<'_> {
    fn frame(&self, room: &Extent, anchor: LabelAnchor) -> Rectangle {
        bounds_of(anchor.position, room, &self.style.anchored(anchor.anchor))
    }
}

impl LabelPlacer {
    /// An empty frame. Labels keep `gap_px` from one another.
    pub(crate) fn new(frame: Rectangle, gap_px: f64) -> Self {
        Self {
            marks: Marks::new(frame),
            thin_lines: Lines::new(frame),
            frame,
            gap_px,
            taken: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Reserves a rectangle: a marker, a legend, a label placed by other means.
    pub(crate) fn take(&mut self, frame: Rectangle) {
        self.taken.push(frame);
    }

    /// Registers the mark of a place. Labels keep off it, and those of a lower rank may cover it where nothing else is free.
    pub(crate) fn take_mark(&mut self, mark: Rectangle, rank: usize) {
        self.marks.add(mark, rank);
    }

    /// True if the mark of a place lies under a rectangle.
    pub(crate) fn has_mark(&self, frame: Rectangle) -> bool {
        self.marks.has(frame, usize::MAX)
    }

    /// Reserves a line: labels never cross it.
    pub(crate) fn take_line(&mut self, points: &[Point]) {
        self.lines
            .extend(points.windows(2).map(|ends| (ends[0], ends[1])));
    }

    /// Registers a line that labels avoid where possible.
    pub(crate) fn take_thin_line(&mut self, points: &[Point]) {
        for ends in points.windows(2) {
            self.thin_lines.add(ends[0], ends[1]);
        }
    }

    /// True if no line that labels should avoid crosses the rectangle.
    pub(crate) fn is_clear(&self, frame: Rectangle) -> bool {
        !self.thin_lines.cross(frame)
    }

    /// True if none of those lines crosses the straight line between two points.
    pub(crate) fn is_open_to_lines(&self, from: Point, to: Point) -> bool {
        !self.thin_lines.are_crossed_by(from, to)
    }

    /// True if a rectangle is inside the frame and clear of everything reserved.
    pub(crate) fn is_free(&self, frame: Rectangle) -> bool {
        let wide = frame.grown(self.gap_px);
        self.frame.holds(frame)
            && !self.taken.iter().any(|taken| taken.overlaps(wide))
            && !self
                .lines
                .iter()
                .any(|&(from, to)| frame.is_crossed_by(from, to))
    }

    /// Places a text where it costs least: the marks that it covers, and how late the position comes. It keeps off marks of
    /// ranks below `below`. None if no position is free of them and of what was reserved, at less than `most`.
    pub(crate) fn place_at_least_cost(
        &mut self,
        label: &str,
        style: &TextStyle,
        (below, most): (usize, f64),
        anchors: impl IntoIterator<Item = LabelAnchor>,
    ) -> Option<Placed> {
        let mut best: Option<(f64, LabelAnchor, Rectangle)> = None;
        let room = room_of(label, style);
        for (number, anchor) in anchors.into_iter().enumerate() {
            let frame = bounds_of(anchor.position, &room, &style.anchored(anchor.anchor));
            if !self.is_free(frame) || self.marks.has(frame.grown(self.gap_px), below) {
                continue;
            }
            let lateness = 0.02 * number as f64;
            if best.is_some_and(|(cost, ..)| cost <= lateness) {
                break;
            }
            let cost = lateness + self.marks.cost(frame.grown(self.gap_px));
            if cost < best.map_or(most, |(known, ..)| known) {
                best = Some((cost, anchor, frame));
            }
        }
        let (_, anchor, frame) = best?;
        Some(self.put(label, style, anchor, frame))
    }

    /// Writes a text at a position, and reserves what it takes.
    fn put(
        &mut self,
        label: &str,
        style: &TextStyle,
        anchor: LabelAnchor,
        frame: Rectangle,
    ) -> Placed {
        self.take(frame);
        Placed {
            element: text(anchor.position, label, &style.anchored(anchor.anchor)),
            frame,
        }
    }

    /// Places a text where only others that can move are in the way, and moves them: `others` are their rectangles and texts
    /// with the positions that they may have and the rank below which they keep off marks. Says where they are now.
    pub(crate) fn place_by_moving(
        &mut self,
        label: &Movable<'_>,
        others: &[(Rectangle, Movable<'_>)],
    ) -> Option<(Placed, Vec<(usize, Placed)>)> {
        /// More are not moved for one.
        const MOST_MOVED: usize = 2;
        let room = room_of(label.text, label.style);
        for &anchor in label.anchors {
            let frame = label.frame(&room, anchor);
            if self.marks.has(frame.grown(self.gap_px), label.below) {
                continue;
            }
            let is_in_the_way = |taken: Rectangle| {
                taken.overlaps(frame.grown(self.gap_px)) || taken.overlaps(label.mark)
            };
            let in_the_way: Vec<usize> = (0..others.len())
                .filter(|number| is_in_the_way(others[*number].0))
                .collect();
            if in_the_way.is_empty() || in_the_way.len() > MOST_MOVED {
                continue;
            }
            let before = self.taken.clone();
            for number in &in_the_way {
                self.release(others[*number].0);
            }
            if self.is_free(frame) && (label.is_reserved || self.is_free(label.mark)) {
                let placed = self.put(label.text, label.style, anchor, frame);
                self.take(label.mark);
                let mut again = |number: usize| {
                    let other = &others[number].1;
                    let anchors = other.anchors.iter().copied();
                    let found = self.place(other.text, other.style, other.below, anchors)?;
                    Some((number, found))
                };
                let moved: Option<Vec<_>> = in_the_way.into_iter().map(&mut again).collect();
                self.release(label.mark);
                if let Some(moved) = moved {
                    return Some((placed, moved));
                }
            }
            self.taken = before;
        }
        None
    }

    /// Gives back a rectangle that was reserved.
    pub(crate) fn release(&mut self, frame: Rectangle) {
        if let Some(at) = self.taken.iter().rposition(|taken| *taken == frame) {
            self.taken.swap_remove(at);
        }
    }

    /// True if the straight line between two points is clear of all reserved rectangles, apart from those that
    /// hold its beginning.
    fn is_open(&self, from: Point, to: Point) -> bool {
        !self
            .taken
            .iter()
            .any(|taken| taken.is_crossed_by(from, to) && !taken.contains(from))
    }

    /// True if that line crosses neither labels, nor other leaders, nor the marks of other places.
    fn is_clear_way(&self, from: Point, to: Point) -> bool {
        self.is_open(from, to)
            && !self.lines.iter().any(|line| crosses(*line, (from, to)))
            && !self.marks.are_crossed_by(from, to)
    }

    /// Places a text with a leader to its marker at the first free position that a leader can reach, and reserves both;
    /// None if there is no such position. It keeps off marks of ranks below `below`, and the leader off all but for 0.
    pub(crate) fn place_with_leader(
        &mut self,
        label: &str,
        style: &TextStyle,
        marker: Point,
        leader: Stroke,
        below: usize,
        anchors: impl IntoIterator<Item = LabelAnchor>,
    ) -> Option<Placed> {
        let room = room_of(label, style);
        for anchor in anchors {
            let style = style.anchored(anchor.anchor);
            let frame = bounds_of(anchor.position, &room, &style);
            let end = frame.grown(0.5 * self.gap_px).nearest(marker);
            if self.is_free(frame)
                && !self.marks.has(frame.grown(self.gap_px), below)
                && (below == 0 || self.is_clear_way(marker, end))
            {
                self.take(frame);
                self.take_line(&[marker, end]);
                let element = group(vec![
                    line(marker, end, leader),
                    text(anchor.position, label, &style),
                ]);
                return Some(Placed { element, frame });
            }
        }
        None
    }

    /// Places a text at the first free position, preferably one clear of thin lines, and reserves it; None if no position
    /// is free. It keeps off marks of ranks below `below`.
    pub(crate) fn place(
        &mut self,
        label: &str,
        style: &TextStyle,
        below: usize,
        anchors: impl IntoIterator<Item = LabelAnchor>,
    ) -> Option<Placed> {
        let mut second_best = None;
        let room = room_of(label, style);
        for anchor in anchors {
            let style = style.anchored(anchor.anchor);
            let frame = bounds_of(anchor.position, &room, &style);
            if self.is_free(frame) && !self.marks.has(frame.grown(self.gap_px), below) {
                second_best = second_best.or(Some((anchor, frame)));
                if self.is_clear(frame) {
                    second_best = Some((anchor, frame));
                    break;
                }
            }
        }
        let (anchor, frame) = second_best?;
        Some(self.put(label, style, anchor, frame))
    }
}

/// True if two straight lines cross within both.
fn crosses(one: (Point, Point), other: (Point, Point)) -> bool {
    let side = |line: (Point, Point), at: Point| {
        (line.1.x - line.0.x) * (at.y - line.0.y) - (line.1.y - line.0.y) * (at.x - line.0.x)
    };
    let parts = |line, ends: (Point, Point)| side(line, ends.0) * side(line, ends.1) < 0.0;
    parts(one, other) && parts(other, one)
}

/// Number of positions around a marker.
pub(crate) const AROUND: usize = 16;

/// Positions around a marker, best first: right, left, above, below, then the corners, each `distance_px` away, and the same
/// moved a little along the side.
pub(crate) fn anchors_around(
    marker: Point,
    distance_px: f64,
    label: &str,
    style: &TextStyle,
) -> [LabelAnchor; AROUND] {
    let room = extent(label, style.size_px, style.weight);
    let middle = 0.5 * (room.ascent - room.descent);
    let diagonal = 0.7 * distance_px;
    let above = -distance_px - room.descent;
    let below = distance_px + room.ascent;
    let half_above = -diagonal - room.descent;
    let half_below = diagonal + room.ascent;
    let slip = 0.45 * room.ascent;
    let aside = 0.28 * room.width;
    let at = |right: f64, down: f64, anchor| LabelAnchor {
        position: marker.moved(right, down),
        anchor,
    };
    [
        at(distance_px, middle, TextAnchor::Start),
        at(-distance_px, middle, TextAnchor::End),
        at(0.0, above, TextAnchor::Middle),
        at(0.0, below, TextAnchor::Middle),
        at(diagonal, half_above, TextAnchor::Start),
        at(diagonal, half_below, TextAnchor::Start),
        at(-diagonal, half_above, TextAnchor::End),
        at(-diagonal, half_below, TextAnchor::End),
        at(distance_px, middle - slip, TextAnchor::Start),
        at(distance_px, middle + slip, TextAnchor::Start),
        at(-distance_px, middle - slip, TextAnchor::End),
        at(-distance_px, middle + slip, TextAnchor::End),
        at(aside, above, TextAnchor::Middle),
        at(-aside, above, TextAnchor::Middle),
        at(aside, below, TextAnchor::Middle),
        at(-aside, below, TextAnchor::Middle),
    ]
}

/// Positions further away, nearest first, for labels with a leader: up to `distance_px` sideways and as far up and
/// down.
pub(crate) fn anchors_beyond(
    marker: Point,
    distance_px: f64,
    style: &TextStyle,
) -> Vec<LabelAnchor> {
    const STEPS: i32 = 8;
    let step_px = distance_px / f64::from(STEPS);
    let middle = 0.35 * style.size_px;
    let mut anchors = Vec::new();
    for aside in 1..=STEPS {
        for off in (-STEPS..=STEPS).filter(|off| *off != 0) {
            for (side, anchor) in [(1.0, TextAnchor::Start), (-1.0, TextAnchor::End)] {
                let right = side * f64::from(aside) * step_px;
                let down = f64::from(off) * step_px;
                anchors.push((
                    right.hypot(down),
                    LabelAnchor {
                        position: marker.moved(right, down + middle),
                        anchor,
                    },
                ));
            }
        }
    }
    anchors.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    anchors.into_iter().map(|(_, anchor)| anchor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svg::Colour;

    #[test]
    fn labels_give_way_until_there_is_no_room() {
        let mut placer = LabelPlacer::new(Rectangle::new(0.0, 0.0, 200.0, 100.0), 1.0);
        let style = TextStyle::new(12.0, Colour::hex(0));
        let marker = Point::new(100.0, 50.0);
        placer.take(Rectangle::around(marker, 3.0));
        let mut placed = 0;
        while placer
            .place(
                "Praha",
                &style,
                usize::MAX,
                anchors_around(marker, 6.0, "Praha", &style),
            )
            .is_some()
        {
            placed += 1;
        }
        assert!((4..=8).contains(&placed), "{placed}");
        for (at, one) in placer.taken.iter().enumerate() {
            assert!(
                placer.taken[at + 1..]
                    .iter()
                    .all(|other| !one.overlaps(*other))
            );
        }
    }

    #[test]
    fn labels_keep_off_lines_and_edges() {
        let mut placer = LabelPlacer::new(Rectangle::new(0.0, 0.0, 60.0, 30.0), 1.0);
        let style = TextStyle::new(12.0, Colour::hex(0));
        placer.take_line(&[Point::new(0.0, 15.0), Point::new(60.0, 15.0)]);
        let spot = |x, y| {
            [LabelAnchor {
                position: Point::new(x, y),
                anchor: TextAnchor::Start,
            }]
        };
        assert!(
            placer
                .place("Oslo", &style, usize::MAX, spot(5.0, 18.0))
                .is_none()
        );
        assert!(
            placer
                .place("Oslo", &style, usize::MAX, spot(40.0, 12.0))
                .is_none()
        );
        assert!(
            placer
                .place("Oslo", &style, usize::MAX, spot(5.0, 12.0))
                .is_some()
        );
    }
}
