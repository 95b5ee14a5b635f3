//! Clipping to a cap of the sphere: what an azimuthal map shows, a hemisphere for the orthographic one.

use std::f64::consts::TAU;

use super::join::{Piece, join};
use crate::map::sphere::{Cap, Path, Region, Unit};

/// The step along the rim of a cap, radians: on a rim of 1000 px radius it is a chord that misses by 0.04 px.
const RIM_STEP_RAD: f64 = TAU / 360.0;

/// The rim of a cap, with a way to say where on it a point is.
struct Rim<'a> {
    cap: &'a Cap,
    cos_radius: f64,
    east: Unit,
    north: Unit,
}

impl<'a> Rim<'a> {
    fn new(cap: &'a Cap) -> Self {
        let pole = Unit {
            x: 0.0,
            y: 0.0,
            z: 1.0,
        };
        let east = pole.cross(cap.centre).normalised().unwrap_or(Unit {
            x: 0.0,
            y: 1.0,
            z: 0.0,
        });
        Self {
            cap,
            cos_radius: cap.radius_rad.cos(),
            east,
            north: cap.centre.cross(east),
        }
    }

    fn shows(&self, point: Unit) -> bool {
        point.dot(self.cap.centre) >= self.cos_radius
    }

    /// The angle around the centre, counter-clockwise from east, 0…2π.
    fn place(&self, point: Unit) -> f64 {
        point
            .dot(self.north)
            .atan2(point.dot(self.east))
            .rem_euclid(TAU)
    }

    fn point(&self, place: f64) -> Unit {
        let (sin, cos) = place.sin_cos();
        let outward = self.east.blend(cos, self.north, sin);
        self.cap
            .centre
            .blend(self.cos_radius, outward, self.cap.radius_rad.sin())
    }

    fn along(&self, from: f64, to: f64, ring: &mut Vec<Unit>) {
        let mut place = (from / RIM_STEP_RAD).floor() * RIM_STEP_RAD + RIM_STEP_RAD;
        while place < to {
            ring.push(self.point(place));
            place += RIM_STEP_RAD;
        }
    }

    fn whole(&self) -> Vec<Unit> {
        let mut ring = vec![self.point(0.0)];
        self.along(0.0, TAU - 0.5 * RIM_STEP_RAD, &mut ring);
        ring
    }

    /// Of a small ring near the rim, as seen from above it: positive counter-clockwise.
    fn area(&self, points: &[Unit]) -> f64 {
        let Some(&origin) = points.last() else {
            return 0.0;
        };
        let away = |point: &Unit| point.blend(1.0, origin, -1.0);
        points
            .windows(2)
            .map(|pair| away(&pair[0]).cross(away(&pair[1])).dot(self.cap.centre))
            .sum()
    }

    /// The point at which the arc between a point that is shown and one that is not meets the rim. By bisection: such arcs
    /// are few.
    fn crossing(&self, shown: Unit, hidden: Unit) -> Unit {
        let mut near = shown;
        let mut far = hidden;
        for _ in 0..52 {
            let Some(middle) = near.midpoint(far) else {
                return shown;
            };
            if self.shows(middle) {
                near = middle;
            } else {
                far = middle;
            }
        }
        near
    }
}

/// The rim as a ring, counter-clockwise.
pub(crate) fn rim(cap: &Cap) -> Vec<Unit> {
    Rim::new(cap).whole()
}

/// The rings of what a cap shows of a region, interior to the left.
pub(crate) fn region(region: &Region, cap: &Cap) -> Vec<Vec<Unit>> {
    if region.clearly_misses(cap) {
        return Vec::new();
    }
    let rim = Rim::new(cap);
    if cap.holds(region.boundary_cap()) && !region.holds(rim.point(0.0)) {
        return region.rings().to_vec();
    }
    let mut rings = Vec::new();
    let mut pieces = Vec::new();
    for ring in region.rings() {
        let Some(start) = ring.iter().position(|&point| !rim.shows(point)) else {
            rings.push(ring.clone());
            continue;
        };
        for points in runs(&rim, ring[start..].iter().chain(&ring[..=start]).copied()) {
            if let (Some(&first), Some(&last)) = (points.first(), points.last()) {
                pieces.push(Piece {
                    enters: rim.place(first),
                    leaves: rim.place(last),
                    points,
                });
            }
        }
    }
    if pieces.is_empty() {
        if region.holds(rim.point(0.0)) {
            rings.push(rim.whole());
        }
    } else {
        rings.extend(join(
            pieces,
            TAU,
            |points| rim.area(points),
            |from, to, ring| rim.along(from, to, ring),
        ));
    }
    rings
}

/// The parts of a path that a cap shows.
pub(crate) fn path(path: &Path, cap: &Cap) -> Vec<Vec<Unit>> {
    if path.cap().misses(cap) {
        return Vec::new();
    }
    if cap.holds(path.cap()) {
        return vec![path.points().to_vec()];
    }
    runs(&Rim::new(cap), path.points().iter().copied())
}

/// The boundary of a region as the lines that a cap shows of it.
pub(crate) fn outline(region: &Region, cap: &Cap) -> Vec<Vec<Unit>> {
    if region.boundary_cap().misses(cap) {
        return Vec::new();
    }
    let rim = Rim::new(cap);
    let lines = region.rings().iter().flat_map(|ring| {
        // Beginning out of sight, if anywhere, keeps each visible part in one piece.
        let start = ring
            .iter()
            .position(|&point| !rim.shows(point))
            .unwrap_or(0);
        runs(&rim, ring[start..].iter().chain(&ring[..=start]).copied())
    });
    lines.collect()
}

fn runs(rim: &Rim<'_>, points: impl Iterator<Item = Unit>) -> Vec<Vec<Unit>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    let mut last: Option<(Unit, bool)> = None;
    for point in points {
        let is_shown = rim.shows(point);
        match (last, is_shown) {
            (Some((before, false)), true) => run.extend([rim.crossing(point, before), point]),
            (Some((before, true)), false) => {
                run.push(rim.crossing(before, point));
                runs.push(std::mem::take(&mut run));
            }
            (_, true) => run.push(point),
            (_, false) => {}
        }
        last = Some((point, is_shown));
    }
    runs.push(run);
    runs.retain(|run| run.len() > 1);
    runs
}
