//! Cutting along the meridian opposite the centre of a map: the step from the sphere to longitudes and latitudes on a
//! plane.

use geo::{Coord, Rect};

use super::join::{Piece, join, signed_area};
use super::rectangle::Edge;
use crate::map::sphere::{Path, Region, Unit};

/// A turn about the axis of the Earth that brings a meridian to longitude 0.
#[derive(Clone, Copy)]
struct Turn {
    cos: f64,
    sin: f64,
}

impl Turn {
    fn new(lon_deg: f64) -> Self {
        let (sin, cos) = lon_deg.to_radians().sin_cos();
        Self { cos, sin }
    }

    fn turned(self, point: Unit) -> Unit {
        Unit {
            x: point.x * self.cos + point.y * self.sin,
            y: point.y * self.cos - point.x * self.sin,
            z: point.z,
        }
    }
}

/// Everything there is: longitudes −180…180 relative to the central meridian and latitudes −90…90, degrees.
pub(crate) fn world() -> Rect {
    Rect::new((-180.0, -90.0), (180.0, 90.0))
}

/// The rings of a region on the plane of longitude relative to `central_lon_deg` (x) and latitude (y) in degrees,
/// interior to the left. What holds a pole runs along it from −180 to 180 or back.
pub(crate) fn region(region: &Region, central_lon_deg: f64) -> Vec<Vec<Coord>> {
    let edge = Edge(world());
    let turn = Turn::new(central_lon_deg);
    let mut rings = Vec::new();
    let mut pieces = Vec::new();
    for ring in region.rings() {
        let closed = ring
            .iter()
            .chain(ring.first())
            .map(|&point| turn.turned(point));
        let mut runs = runs(closed);
        if runs.len() == 1 {
            rings.append(&mut runs);
            continue;
        }
        // The ring began in the middle of a run, which is the last and the first one together.
        if let (Some(mut last), Some(first)) = (runs.pop(), runs.first_mut()) {
            last.pop();
            last.append(first);
            *first = last;
        }
        for points in runs {
            if let (Some(&first), Some(&last)) = (points.first(), points.last()) {
                pieces.push(Piece {
                    enters: edge.place(first),
                    leaves: edge.place(last),
                    points,
                });
            }
        }
    }
    if !pieces.is_empty() {
        rings.extend(join(pieces, Edge::PERIOD, signed_area, |from, to, ring| {
            edge.along(from, to, ring);
        }));
    } else if region.holds(Turn::new(-central_lon_deg).turned(Unit {
        x: -1.0,
        y: 0.0,
        z: 0.0,
    })) {
        rings.push(edge.whole());
    }
    rings
}

/// The parts of a path on the same plane.
pub(crate) fn path(path: &Path, central_lon_deg: f64) -> Vec<Vec<Coord>> {
    let turn = Turn::new(central_lon_deg);
    let mut runs = runs(path.points().iter().map(|&point| turn.turned(point)));
    runs.retain(|run| run.len() > 1);
    runs
}

/// The boundary of a region as lines on the same plane.
pub(crate) fn outline(region: &Region, central_lon_deg: f64) -> Vec<Vec<Coord>> {
    let turn = Turn::new(central_lon_deg);
    let lines = region.rings().iter().flat_map(|ring| {
        let mut runs = runs(
            ring.iter()
                .chain(ring.first())
                .map(|&point| turn.turned(point)),
        );
        if runs.len() > 1
            && let (Some(mut last), Some(first)) = (runs.pop(), runs.first_mut())
        {
            last.pop();
            last.append(first);
            *first = last;
        }
        runs
    });
    lines.collect()
}

/// A point that has y = 0 behind the axis is at +180, by decree.
fn is_east(point: Unit) -> bool {
    point.y >= 0.0
}

fn lonlat(point: Unit) -> Coord {
    let lonlat = point.to_lonlat();
    // atan2 gives −180 for a negative zero.
    if is_east(point) {
        Coord {
            x: lonlat.x.abs(),
            ..lonlat
        }
    } else {
        lonlat
    }
}

/// A line cut where it crosses the meridian at ±180; it goes on at the other side.
fn runs(points: impl Iterator<Item = Unit>) -> Vec<Vec<Coord>> {
    let mut runs = Vec::new();
    let mut run: Vec<Coord> = Vec::new();
    let mut last: Option<Unit> = None;
    for point in points {
        if let Some(before) = last
            && is_east(before) != is_east(point)
        {
            let crossing = before.blend(point.y.abs(), point, before.y.abs());
            if crossing.x < 0.0 {
                // A corner on the very meridian is its own crossing, to the last digit, whichever edge it is seen from.
                let lat_deg = match (before.y == 0.0, point.y == 0.0) {
                    (true, _) => before.to_lonlat().y,
                    (_, true) => point.to_lonlat().y,
                    _ => crossing.z.atan2(-crossing.x).to_degrees(),
                };
                let side = if is_east(before) { 180.0 } else { -180.0 };
                push(
                    &mut run,
                    Coord {
                        x: side,
                        y: lat_deg,
                    },
                );
                runs.push(std::mem::take(&mut run));
                run.push(Coord {
                    x: -side,
                    y: lat_deg,
                });
            }
        }
        push(&mut run, lonlat(point));
        last = Some(point);
    }
    runs.push(run);
    runs
}

fn push(run: &mut Vec<Coord>, point: Coord) {
    if run.last() != Some(&point) {
        run.push(point);
    }
}
