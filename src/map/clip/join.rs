//! Joining the pieces of rings along the edge of the window that cut them.

use geo::{BoundingRect, Contains, Coord, LineString, MultiPolygon, Polygon};

/// A part of a ring inside a window: points from its entry to its exit, both included.
#[derive(Debug)]
pub(super) struct Piece<P> {
    pub(super) points: Vec<P>,
    /// Place of the entry on the window's edge: a number that grows counter-clockwise.
    pub(super) enters: f64,
    /// Place of the exit.
    pub(super) leaves: f64,
}

/// Places on the edge nearer together than this share of its length are one: rounding cannot tell their order.
const TOUCH: f64 = 1e-10;

/// Joins pieces to closed rings. `period` is the length of the window's edge; `along` adds the points of the edge
/// between two places of it, the second of which may be up to two periods, neither end included. `area` is positive
/// for points that run counter-clockwise.
pub(super) fn join<P>(
    pieces: Vec<Piece<P>>,
    period: f64,
    area: impl Fn(&[P]) -> f64,
    mut along: impl FnMut(f64, f64, &mut Vec<P>),
) -> Vec<Vec<P>> {
    let is_solid = pieces.iter().map(|piece| area(&piece.points)).sum::<f64>() > 0.0;
    let ends = ordered_ends(&pieces, period, is_solid);
    let mut pieces: Vec<Option<Piece<P>>> = pieces.into_iter().map(Some).collect();
    let mut rings = Vec::new();
    for start in 0..pieces.len() {
        let mut ring = Vec::new();
        let mut next = start;
        while let Some(piece) = pieces[next].take() {
            ring.extend(piece.points);
            let Some(at) = ends.iter().position(|end| !end.enters && end.piece == next) else {
                break;
            };
            // The next one to enter; round the whole edge, if need be, to the piece itself.
            let Some(step) = (1..=ends.len()).find(|step| ends[(at + step) % ends.len()].enters)
            else {
                break;
            };
            let entry = &ends[(at + step) % ends.len()];
            let way =
                entry.place - ends[at].place + if at + step >= ends.len() { period } else { 0.0 };
            along(piece.leaves, piece.leaves + way.max(0.0), &mut ring);
            next = entry.piece;
        }
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    rings
}

/// An end of a piece.
#[derive(Clone, Copy, Debug)]
struct End {
    /// Along the edge from wherever the order begins.
    place: f64,
    enters: bool,
    piece: usize,
}

/// The ends of pieces along the edge. What leaves and what enters must take turns; where two are so near together that
/// their order is an accident of rounding (a ring that touches the edge from within, or a spike without width across
/// it), they are put in the order that makes them. If all are, `is_solid` says whether the pieces are rings by
/// themselves, or notches in what covers the whole window.
fn ordered_ends<P>(pieces: &[Piece<P>], period: f64, is_solid: bool) -> Vec<End> {
    let both = |(index, piece): (usize, &Piece<P>)| {
        [
            End {
                place: piece.enters,
                enters: true,
                piece: index,
            },
            End {
                place: piece.leaves,
                enters: false,
                piece: index,
            },
        ]
    };
    let mut ends: Vec<End> = pieces.iter().enumerate().flat_map(both).collect();
    ends.sort_by(|a, b| a.place.total_cmp(&b.place));
    // Beginning behind the widest gap, so that no two that are near together lie on either side of the beginning.
    let gap = |at: usize| {
        (ends[at].place - ends[(at + ends.len() - 1) % ends.len()].place).rem_euclid(period)
    };
    let Some(first) = (0..ends.len()).max_by(|&a, &b| gap(a).total_cmp(&gap(b))) else {
        return ends;
    };
    ends.rotate_left(first);
    let origin = ends[0].place;
    for end in &mut ends {
        end.place = (end.place - origin).rem_euclid(period);
    }
    let by_turns = |mut first_enters: bool| {
        let mut order = ends.clone();
        let mut faults = 0;
        for at in 0..order.len() {
            if order[at].enters != first_enters {
                let near = (at + 1..order.len())
                    .take_while(|&next| order[next].place - order[at].place < TOUCH * period);
                match near
                    .into_iter()
                    .find(|&next| order[next].enters == first_enters)
                {
                    Some(next) => order.swap(at, next),
                    None => faults += 1,
                }
            }
            first_enters = !first_enters;
        }
        (faults, order)
    };
    let solid = by_turns(false);
    let hollow = by_turns(true);
    let is_solid = if solid.0 == hollow.0 {
        is_solid
    } else {
        solid.0 < hollow.0
    };
    if is_solid { solid.1 } else { hollow.1 }
}

/// Polygons of rings on a plane with y up and the interior to the left: each hole goes into the smallest exterior that
/// holds it. Rings of no more than an area, in square units of the plane, are dropped.
pub(crate) fn polygons(rings: Vec<Vec<Coord>>, least_area: f64) -> MultiPolygon {
    let mut exteriors = Vec::new();
    let mut holes = Vec::new();
    for ring in rings {
        let area = 0.5 * signed_area(&ring);
        if ring.len() < 3 || area.abs() <= least_area {
            continue;
        }
        let mut line = LineString::new(ring);
        line.close();
        if area > 0.0 {
            exteriors.push((area, Polygon::new(line, Vec::new())));
        } else {
            holes.push(line);
        }
    }
    if let ([(_, only)], false) = (exteriors.as_mut_slice(), holes.is_empty()) {
        holes.drain(..).for_each(|hole| only.interiors_push(hole));
    }
    exteriors.sort_by(|a, b| a.0.total_cmp(&b.0));
    let boxes: Vec<_> = exteriors
        .iter()
        .map(|(_, polygon)| polygon.bounding_rect())
        .collect();
    for hole in holes {
        let around = hole.bounding_rect();
        let home = exteriors
            .iter()
            .zip(&boxes)
            .position(|((_, polygon), bounds)| {
                let (Some(bounds), Some(around)) = (bounds, &around) else {
                    return false;
                };
                bounds.contains(around)
                    && hole.coords().any(|point| {
                        Polygon::new(polygon.exterior().clone(), vec![]).contains(point)
                    })
            });
        if let Some((_, polygon)) = home.and_then(|at| exteriors.get_mut(at)) {
            polygon.interiors_push(hole);
        }
    }
    MultiPolygon::new(exteriors.into_iter().map(|(_, polygon)| polygon).collect())
}

/// Twice the area of a ring on a plane with y up, positive counter-clockwise.
pub(super) fn signed_area(ring: &[Coord]) -> f64 {
    let Some(&origin) = ring.last() else {
        return 0.0;
    };
    // Relative to one of its points, so that a small ring far out keeps its digits.
    let relative = |point: &Coord| *point - origin;
    ring.iter()
        .map(relative)
        .zip(ring.iter().skip(1).map(relative))
        .map(|(a, b)| a.x * b.y - b.x * a.y)
        .sum()
}
