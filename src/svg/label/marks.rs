//! Marks of places and thin lines, found by where they are: there may be thousands.

use super::crosses;
use crate::svg::geometry::{Point, Rectangle};

/// Side of a square, px.
const SQUARE_PX: f64 = 32.0;

/// Things in the squares of a frame that they touch.
#[derive(Clone, Debug)]
struct Squares<T> {
    frame: Rectangle,
    columns: usize,
    things: Vec<Vec<T>>,
}

impl<T: Copy> Squares<T> {
    fn new(frame: Rectangle) -> Self {
        let count = |px: f64| bounded(px / SQUARE_PX, 1000) + 1;
        let columns = count(frame.width());
        Self {
            frame,
            columns,
            things: vec![Vec::new(); columns * count(frame.height())],
        }
    }

    /// Numbers of the squares that a rectangle touches.
    fn touched(&self, area: Rectangle) -> impl Iterator<Item = usize> + use<T> {
        let columns = self.columns;
        let rows = self.things.len() / columns;
        let at = |px: f64, from: f64, count: usize| bounded((px - from) / SQUARE_PX, count - 1);
        let left = at(area.left, self.frame.left, columns);
        let right = at(area.right, self.frame.left, columns);
        let top = at(area.top, self.frame.top, rows);
        let bottom = at(area.bottom, self.frame.top, rows);
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }

    fn add(&mut self, area: Rectangle, thing: T) {
        for square in self.touched(area) {
            self.things[square].push(thing);
        }
    }

    /// What may touch a rectangle; large things may come twice.
    fn near(&self, area: Rectangle) -> impl Iterator<Item = &T> {
        self.touched(area).flat_map(|square| &self.things[square])
    }
}

/// Lines that labels avoid where possible.
#[derive(Clone, Debug)]
pub(super) struct Lines(Squares<(Point, Point)>);

impl Lines {
    pub(super) fn new(frame: Rectangle) -> Self {
        Self(Squares::new(frame))
    }

    pub(super) fn add(&mut self, from: Point, to: Point) {
        self.0.add(around(from, to), (from, to));
    }

    /// True if one crosses a rectangle.
    pub(super) fn cross(&self, area: Rectangle) -> bool {
        let mut near = self.0.near(area);
        near.any(|(from, to)| area.is_crossed_by(*from, *to))
    }

    /// True if one crosses the straight line between two points.
    pub(super) fn are_crossed_by(&self, from: Point, to: Point) -> bool {
        let mut near = self.0.near(around(from, to));
        near.any(|line| crosses(*line, (from, to)))
    }
}

/// Marks of places with their ranks.
#[derive(Clone, Debug)]
pub(super) struct Marks(Squares<(Rectangle, usize)>);

impl Marks {
    pub(super) fn new(frame: Rectangle) -> Self {
        Self(Squares::new(frame))
    }

    pub(super) fn add(&mut self, mark: Rectangle, rank: usize) {
        self.0.add(mark, (mark, rank));
    }

    /// True if a mark of a rank below `below` lies under the area.
    pub(super) fn has(&self, area: Rectangle, below: usize) -> bool {
        let mut near = self.0.near(area);
        near.any(|(mark, rank)| *rank < below && mark.overlaps(area))
    }

    /// True if the straight line between two points crosses a mark that holds neither of them.
    pub(super) fn are_crossed_by(&self, from: Point, to: Point) -> bool {
        self.0.near(around(from, to)).any(|(mark, _)| {
            mark.is_crossed_by(from, to) && !mark.contains(from) && !mark.contains(to)
        })
    }

    /// How many marks lie under the area, those of low ranks counting most; a large one may count twice.
    pub(super) fn cost(&self, area: Rectangle) -> f64 {
        let near = self.0.near(area);
        near.filter(|(mark, _)| mark.overlaps(area))
            .map(|(_, rank)| 1.0 / (1.0 + *rank as f64 / 20.0))
            .sum()
    }
}

/// The least rectangle that holds two points.
fn around(from: Point, to: Point) -> Rectangle {
    Rectangle::around(from, 0.0).joined(Rectangle::around(to, 0.0))
}

/// A whole number of 0 to `most`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held between the ends"
)]
fn bounded(value: f64, most: usize) -> usize {
    value.clamp(0.0, most as f64) as usize
}
