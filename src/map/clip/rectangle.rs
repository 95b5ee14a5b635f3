//! Clipping to a rectangle of a plane with y up.

use geo::{
    Area, BooleanOps, BoundingRect, Contains, Coord, CoordsIter, Intersects, MapCoordsInPlace,
    MultiPolygon, Rect,
};

use super::join::polygons;
use crate::svg::Rectangle;

/// The corners of a rectangle and places on its edge: 0 at the lower left corner, 1 at the lower right, and so on.
pub(super) struct Edge(pub(super) Rect);

impl Edge {
    pub(super) const PERIOD: f64 = 4.0;

    /// The place of a point on the edge: of the side to which it is nearest.
    pub(super) fn place(&self, point: Coord) -> f64 {
        let min = self.0.min();
        let max = self.0.max();
        let across = (point.x - min.x) / self.0.width();
        let up = (point.y - min.y) / self.0.height();
        let sides = [
            ((point.y - min.y).abs(), across),
            ((point.x - max.x).abs(), 1.0 + up),
            ((point.y - max.y).abs(), 3.0 - across),
            ((point.x - min.x).abs(), 4.0 - up),
        ];
        let nearest = sides.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
        nearest.map_or(0.0, |(_, place)| place.rem_euclid(Self::PERIOD))
    }

    fn corner(&self, number: usize) -> Coord {
        let min = self.0.min();
        let max = self.0.max();
        match number % 4 {
            0 => min,
            1 => Coord { x: max.x, y: min.y },
            2 => max,
            _ => Coord { x: min.x, y: max.y },
        }
    }

    /// The corners between two places of which the second is the greater.
    pub(super) fn along(&self, from: f64, to: f64, ring: &mut Vec<Coord>) {
        let corners = (0_u8..8)
            .map(f64::from)
            .zip(0..)
            .filter(|&(place, _)| place > from && place < to);
        ring.extend(corners.map(|(_, number)| self.corner(number)));
    }

    pub(super) fn whole(&self) -> Vec<Coord> {
        (0..4).map(|number| self.corner(number)).collect()
    }

    /// The part of a straight edge that lies within, as shares of its length.
    fn part(&self, a: Coord, b: Coord) -> Option<(f64, f64)> {
        let min = self.0.min();
        let max = self.0.max();
        Rectangle::new(min.x, min.y, max.x, max.y).part_inside((a.x, a.y).into(), (b.x, b.y).into())
    }
}

/// The part inside a rectangle of a region given by its rings, interior to the left; rings of no more than an area are
/// dropped.
pub(crate) fn region(rings: Vec<Vec<Coord>>, frame: Rect, least_area: f64) -> MultiPolygon {
    let mut shown = MultiPolygon::new(Vec::new());
    for polygon in polygons(rings, least_area) {
        // Most polygons lie wholly on one side of the frame's edge.
        match polygon.bounding_rect() {
            Some(bounds) if frame.contains(&bounds) => shown.0.push(polygon),
            Some(bounds) if frame.intersects(&bounds) => {
                shown.0.extend(frame.to_polygon().intersection(&polygon));
            }
            _ => {}
        }
    }
    // Boolean operations round to a grid, which may be a hair outside.
    let min = frame.min();
    let max = frame.max();
    shown.map_coords_in_place(|Coord { x, y }| Coord {
        x: x.clamp(min.x, max.x),
        y: y.clamp(min.y, max.y),
    });
    // They also leave specks where an edge of the region runs along the frame.
    shown
        .0
        .retain(|polygon| polygon.unsigned_area() > least_area);
    shown
}

/// The parts of a line inside a rectangle.
pub(crate) fn line(points: &[Coord], frame: Rect) -> Vec<Vec<Coord>> {
    runs(&Edge(frame), points.iter().copied())
}

fn runs(edge: &Edge, points: impl Iterator<Item = Coord>) -> Vec<Vec<Coord>> {
    let mut runs = Vec::new();
    let mut run: Vec<Coord> = Vec::new();
    let mut last: Option<Coord> = None;
    for point in points {
        let Some(before) = last.replace(point) else {
            continue;
        };
        let Some((from, to)) = edge.part(before, point) else {
            runs.push(std::mem::take(&mut run));
            continue;
        };
        let at = |share: f64| before + (point - before) * share;
        if from > 0.0 || run.is_empty() {
            runs.push(std::mem::take(&mut run));
            run.push(if from > 0.0 { at(from) } else { before });
        }
        if to < 1.0 {
            run.push(at(to));
            runs.push(std::mem::take(&mut run));
        } else {
            run.push(point);
        }
    }
    runs.push(run);
    // What only touches the frame is no run.
    runs.retain(|run| {
        run.len() > 1
            && run
                .iter()
                .any(|point| (*point - run[0]).x.hypot((*point - run[0]).y) > 1e-9)
    });
    runs
}

/// The straight edges of polygons without those that run along a rectangle: what to stroke.
pub(crate) fn without_edges(polygons: &geo::MultiPolygon, frame: Rect) -> Vec<Vec<Coord>> {
    let min = frame.min();
    let max = frame.max();
    let near = 1e-3;
    let is_edge = |a: Coord, b: Coord| {
        [min.x, max.x]
            .iter()
            .any(|x| (a.x - x).abs() < near && (b.x - x).abs() < near)
            || [min.y, max.y]
                .iter()
                .any(|y| (a.y - y).abs() < near && (b.y - y).abs() < near)
    };
    let mut lines = Vec::new();
    for ring in polygons
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
    {
        let mut points: Vec<Coord> = ring.coords_iter().collect();
        points.pop();
        // Beginning behind an edge of the frame, if there is one, keeps each part whole.
        let closed = || {
            points
                .iter()
                .copied()
                .zip(points.iter().copied().cycle().skip(1))
        };
        let start = closed()
            .position(|(a, b)| is_edge(a, b))
            .map_or(0, |at| at + 1);
        let mut line: Vec<Coord> = Vec::new();
        for (a, b) in closed().cycle().skip(start).take(points.len()) {
            if is_edge(a, b) {
                lines.push(std::mem::take(&mut line));
            } else if line.is_empty() {
                line.extend([a, b]);
            } else {
                line.push(b);
            }
        }
        lines.push(line);
    }
    lines.retain(|line| line.len() > 1);
    lines
}
