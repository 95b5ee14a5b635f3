//! Range rings and tracks on the ellipsoid, as regions and paths of the sphere.

use std::f64::consts::PI;

use geo::Coord;

use crate::error::Result;
use crate::geodesy::{self, EARTH_RADIUS_KM};
use crate::map::sphere::{Path, Region, Unit};
use crate::position::Position;
use crate::quantity::Kilometres;
use crate::quantity::limits::RADIUS_KM;

/// The largest radius of a ring, km.
pub(crate) const MAX_RADIUS_KM: f64 = RADIUS_KM.greatest;

/// Greatest distance of a side of a ring's polygon from the ring, as a share of the radius: 0.05 px where the radius is
/// 500 px. It holds for sides that are arcs of great circles and for sides that are straight in longitude and latitude.
pub(crate) const RING_ERROR: f64 = 1e-4;

/// The coarsest polygon has 16 sides.
const MAX_RING_ERROR: f64 = 0.0193;

/// Below this the digits of longitudes and latitudes end, km: a millimetre. It takes the place of [`RING_ERROR`] within
/// 10 m, or halving sides would go on for ever.
const LEAST_ERROR_KM: f64 = 1e-6;

/// Greatest distance of a track from its geodesic, km.
const TRACK_ERROR_KM: f64 = 1.0;

/// The longest step of a track, km.
const TRACK_STEP_KM: f64 = 100.0;

/// From this radius on some geodesics have met others that are shorter, km: π b of WGS 84, rounded down.
const CUT_LOCUS_KM: f64 = 19_900.0;

/// Maximum depth of halving a side where the ring passes near a pole.
const MAX_DEPTH: u32 = 24;

/// A checked radius of a ring.
///
/// # Errors
/// [`Error::OutOfRange`] unless 0.001 ≤ `km` ≤ [`MAX_RADIUS_KM`].
pub(crate) fn radius(km: f64) -> Result<Kilometres> {
    RADIUS_KM.check(km).and_then(Kilometres::new)
}

/// All that lies within `radius` of `centre` along the ground, as a region whose interior is to the left of its ring.
///
/// # Errors
/// [`Error::OutOfRange`] unless 0.001 ≤ `radius` ≤ [`MAX_RADIUS_KM`].
pub(crate) fn disc(centre: Position, radius: Kilometres) -> Result<Region> {
    disc_within(centre, radius, 0.0)
}

/// The same where the polygon's sides may be so many km off the ring: it has fewer of them, down to 16.
///
/// # Errors
/// Those of [`disc`].
pub(crate) fn disc_within(centre: Position, radius: Kilometres, error_km: f64) -> Result<Region> {
    let share = (error_km / radius.km()).clamp(RING_ERROR, MAX_RING_ERROR);
    Ok(Region::new(vec![ring(centre, radius, share)?]))
}

/// `count` positions on the ring, clockwise from north: for extents and labels.
///
/// # Errors
/// [`Error::OutOfRange`] unless 0.001 ≤ `radius` ≤ [`MAX_RADIUS_KM`].
pub(crate) fn positions(
    centre: Position,
    radius: Kilometres,
    count: usize,
) -> Result<Vec<Position>> {
    let radius = self::radius(radius.km())?;
    let azimuth_deg = |index: usize| 360.0 * index as f64 / count as f64;
    Ok((0..count)
        .map(|index| geodesy::point_along(centre, azimuth_deg(index), radius))
        .collect())
}

/// The geodesic between two positions as a path.
pub(crate) fn track(from: Position, to: Position) -> Path {
    let whole = geodesy::inverse(from, to);
    let Some((azimuth_deg, _)) = whole.azimuths_deg else {
        return Path::new(vec![from.into(), to.into()]);
    };
    let length_km = whole.distance.km();
    let at =
        |along_km: f64| geodesy::point_along(from, azimuth_deg, Kilometres::computed(along_km));
    let steps = (length_km / TRACK_STEP_KM).ceil().max(1.0);
    let mut points = vec![from.into()];
    let mut last = (0.0, from);
    let mut step = 1.0;
    while step <= steps {
        let along_km = length_km * step / steps;
        let next = (along_km, if step < steps { at(along_km) } else { to });
        refine(last, next, &at, TRACK_ERROR_KM, MAX_DEPTH, &mut points);
        last = next;
        step += 1.0;
    }
    Path::new(points)
}

/// The ring, counter-clockwise about its centre, by sides that are no farther from it than a share of the radius.
fn ring(centre: Position, radius: Kilometres, error_share: f64) -> Result<Vec<Unit>> {
    let radius = self::radius(radius.km())?;
    let at = |turned_deg: f64| geodesy::point_along(centre, -turned_deg, radius);
    // A side that spans the angle a misses the circle by r a² / 8, on a plane; on a sphere by less.
    let sides = (PI / (2.0 * error_share).sqrt()).ceil();
    let error_km = (error_share * radius.km()).max(LEAST_ERROR_KM);
    let first = (0.0, at(0.0));
    let mut points = Vec::new();
    let mut last = first;
    let mut side = 1.0;
    while side <= sides {
        let turned_deg = 360.0 * side / sides;
        let next = if side < sides {
            (turned_deg, at(turned_deg))
        } else {
            (turned_deg, first.1)
        };
        refine(last, next, &at, error_km, MAX_DEPTH, &mut points);
        last = next;
        side += 1.0;
    }
    if radius.km() > CUT_LOCUS_KM {
        // Near the antipode geodesics cross one another, and what they reach then is nearer than they are long. The
        // rest, if any, bounds what is out of reach.
        points.retain(|point| {
            let lonlat = point.to_lonlat();
            let there = Position::new(lonlat.y, lonlat.x).unwrap_or(centre);
            geodesy::inverse(centre, there).distance.km() > radius.km() - 1e-3
        });
    }
    Ok(points)
}

/// Adds the points after `from` up to `to`, halving where a side that is straight in longitude and latitude would stray
/// from the arc of a great circle between its ends: that is what map programs make of an exported side, and it goes
/// far astray near a pole.
fn refine(
    from: (f64, Position),
    to: (f64, Position),
    at: &impl Fn(f64) -> Position,
    error_km: f64,
    depth: u32,
    points: &mut Vec<Unit>,
) {
    let a = Unit::from(from.1);
    let b = Unit::from(to.1);
    if depth > 0 && astray_km(from.1, to.1, a, b) > 0.5 * error_km {
        let middle = 0.5 * (from.0 + to.0);
        let middle = (middle, at(middle));
        refine(from, middle, at, error_km, depth - 1, points);
        refine(middle, to, at, error_km, depth - 1, points);
    } else {
        points.push(b);
    }
}

/// Distance from the middle of a side on the plane of longitude and latitude to the middle of its arc, km.
fn astray_km(from: Position, to: Position, a: Unit, b: Unit) -> f64 {
    let mut lon_step_deg = to.lon_deg() - from.lon_deg();
    if lon_step_deg.abs() > 180.0 {
        lon_step_deg -= 360.0_f64.copysign(lon_step_deg);
    }
    let middle = Coord {
        x: from.lon_deg() + 0.5 * lon_step_deg,
        y: 0.5 * (from.lat_deg() + to.lat_deg()),
    };
    let angle_rad = a
        .midpoint(b)
        .map_or(PI, |arc| Unit::from_lonlat(middle).angle_rad(arc));
    EARTH_RADIUS_KM * angle_rad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiny_rings_have_few_points() {
        for km in [1e-3, 1.0] {
            for (lat, lon) in [(54.71, 20.51), (90.0, 0.0), (-89.999_999, 180.0)] {
                let centre = Position::new(lat, lon).unwrap();
                let disc = disc(centre, radius(km).unwrap()).unwrap();
                let count = disc.rings().iter().map(Vec::len).sum::<usize>();
                assert!(count < 2000, "{km} km about {lat} {lon}: {count} points");
            }
        }
    }
}
