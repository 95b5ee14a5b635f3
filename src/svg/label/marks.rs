//! Marks of places, found by where they are: there may be thousands.

use crate::svg::geometry::{Point, Rectangle};

/// Marks of places in squares of the frame.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    frame: Rectangle,
    columns: usize,
    squares: Vec<Vec<(Rectangle, usize)>>,
}

/// Side of a square, px.
const SQUARE_PX: f64 = 48.0;

impl Marks {
    pub(super) fn new(frame: Rectangle) -> Self {
        let count = |px: f64| bounded(px / SQUARE_PX, 1000) + 1;
        let columns = count(frame.width());
        Self {
            frame,
            columns,
            squares: vec![Vec::new(); columns * count(frame.height())],
        }
    }

    /// Columns and rows that a rectangle touches.
    fn touched(&self, area: Rectangle) -> impl Iterator<Item = usize> + use<> {
        let columns = self.columns;
        let rows = self.squares.len() / columns;
        let at = |px: f64, from: f64, count: usize| bounded((px - from) / SQUARE_PX, count - 1);
        let left = at(area.left, self.frame.left, columns);
        let right = at(area.right, self.frame.left, columns);
        let top = at(area.top, self.frame.top, rows);
        let bottom = at(area.bottom, self.frame.top, rows);
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }

    pub(super) fn add(&mut self, mark: Rectangle, rank: usize) {
        for square in self.touched(mark) {
            self.squares[square].push((mark, rank));
        }
    }

    /// True if a mark of a rank below `below` lies under the area.
    pub(super) fn has(&self, area: Rectangle, below: usize) -> bool {
        self.touched(area).any(|square| {
            self.squares[square]
                .iter()
                .any(|(mark, rank)| *rank < below && mark.overlaps(area))
        })
    }

    /// True if the straight line between two points crosses a mark that holds neither of them.
    pub(super) fn are_crossed_by(&self, from: Point, to: Point) -> bool {
        let around = Rectangle::around(from, 0.0).joined(Rectangle::around(to, 0.0));
        self.touched(around).any(|square| {
            self.squares[square].iter().any(|(mark, _)| {
                mark.is_crossed_by(from, to) && !mark.contains(from) && !mark.contains(to)
            })
        })
    }

    /// How many marks lie under the area, those of low ranks counting most; a large one may count twice.
    pub(super) fn cost(&self, area: Rectangle) -> f64 {
        self.touched(area)
            .flat_map(|square| &self.squares[square])
            .filter(|(mark, _)| mark.overlaps(area))
            .map(|(_, rank)| 1.0 / (1.0 + *rank as f64 / 20.0))
            .sum()
    }
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
