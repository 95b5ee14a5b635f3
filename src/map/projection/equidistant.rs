//! Distance and azimuth from the centre of a map, fast: a basemap has ten thousand points, and a geodesic to the
//! nanometre takes 2 µs.

use geo::Coord;

use crate::geodesy;
use crate::map::sphere::Unit;
use crate::position::Position;

/// Semi-major axis of WGS 84, km (NIMA TR8350.2, table 3.1).
const AXIS_KM: f64 = 6378.137;

/// Flattening of WGS 84 (the same table).
const FLATTENING: f64 = 1.0 / 298.257_223_563;

/// Near the antipode Vincenty's iteration is slow or without end: its cosine of the angle from the centre.
const FAR_COSINE: f64 = -0.98;

/// A place on the plane of an azimuthal equidistant map, km east (x) and north (y), of a place given by its longitude
/// relative to the centre (x) and its latitude (y), degrees.
///
/// Vincenty's inverse formula (Survey Review 23 (1975) no. 176, pp. 88–93, equations 13–20 and 3, 4, 6), good to less
/// than a millimetre; geodesics by [`geodesy`] where that formula fails.
pub(super) fn forward(centre: Position, lonlat_deg: Coord) -> Option<Coord> {
    let by_angles = Angles {
        reduced: reduced(lonlat_deg.y),
        longitude: lonlat_deg.x.to_radians().sin_cos(),
    };
    iterated(reduced(centre.lat_deg()), by_angles, SETTLED_RAD)
        .or_else(|| by_geodesic(centre, lonlat_deg))
}

/// A change of longitude below which the iteration has settled, radians: a tenth of a millimetre.
const SETTLED_RAD: f64 = 1e-11;

/// The same for points of coasts and rings, which are drawn to a hundredth of a px: a centimetre, and some metres at most near the antipode.
const SETTLED_TO_DRAW_RAD: f64 = 1e-9;

/// Sine and cosine of the reduced latitude of a place, and of its longitude relative to the centre.
#[derive(Clone, Copy)]
struct Angles {
    reduced: (f64, f64),
    longitude: (f64, f64),
}

/// The way to the plane for many points of the sphere: a basemap's, which come as vectors and need no angles then.
#[derive(Clone, Copy, Debug)]
pub(in crate::map) struct OfUnits {
    centre: Position,
    reduced: (f64, f64),
    turn: (f64, f64),
}

impl OfUnits {
    pub(super) fn new(centre: Position) -> Self {
        Self {
            centre,
            reduced: reduced(centre.lat_deg()),
            turn: centre.lon_deg().to_radians().sin_cos(),
        }
    }

    /// [`forward`] of a point, to a few metres at the worst.
    pub(in crate::map) fn forward(&self, unit: Unit) -> Option<Coord> {
        let (sin_turn, cos_turn) = self.turn;
        let x = unit.x * cos_turn + unit.y * sin_turn;
        let y = unit.y * cos_turn - unit.x * sin_turn;
        let level = (x * x + y * y).sqrt();
        let sin = (1.0 - FLATTENING) * unit.z;
        let length = (sin * sin + level * level).sqrt();
        let angles = Angles {
            reduced: (sin / length, level / length),
            longitude: if level > 0.0 {
                (y / level, x / level)
            } else {
                (0.0, 1.0)
            },
        };
        iterated(self.reduced, angles, SETTLED_TO_DRAW_RAD).or_else(|| {
            let mut lonlat_deg = unit.to_lonlat();
            lonlat_deg.x = (lonlat_deg.x - self.centre.lon_deg() + 540.0).rem_euclid(360.0) - 180.0;
            by_geodesic(self.centre, lonlat_deg)
        })
    }
}

/// Vincenty's iteration; None where it does not settle.
fn iterated((sin_u1, cos_u1): (f64, f64), place: Angles, settled_rad: f64) -> Option<Coord> {
    let (sin_u2, cos_u2) = place.reduced;
    let (sin_longitude, cos_longitude) = place.longitude;
    // What the longitude on the auxiliary sphere is more than that on the ellipsoid: a few thousandths.
    let mut more = 0.0;
    for _ in 0..12 {
        let (sin_more, cos_more) = of_small(more);
        let sin_lambda = sin_longitude * cos_more + cos_longitude * sin_more;
        let cos_lambda = cos_longitude * cos_more - sin_longitude * sin_more;
        let east = cos_u2 * sin_lambda;
        let north = cos_u1 * sin_u2 - sin_u1 * cos_u2 * cos_lambda;
        // Both are at most 1, so that nothing overflows; `hypot` would be a tenth of the time of a map.
        let sin_sigma = (east * east + north * north).sqrt();
        let cos_sigma = sin_u1 * sin_u2 + cos_u1 * cos_u2 * cos_lambda;
        if cos_sigma < FAR_COSINE {
            break;
        }
        if sin_sigma < 1e-15 {
            return Some(Coord::zero());
        }
        let sigma = sin_sigma.atan2(cos_sigma);
        let sin_alpha = cos_u1 * cos_u2 * sin_lambda / sin_sigma;
        let cos2_alpha = 1.0 - sin_alpha * sin_alpha;
        let cos_2mid = if cos2_alpha > 1e-12 {
            cos_sigma - 2.0 * sin_u1 * sin_u2 / cos2_alpha
        } else {
            0.0
        };
        let c = FLATTENING / 16.0 * cos2_alpha * (4.0 + FLATTENING * (4.0 - 3.0 * cos2_alpha));
        let bend =
            sigma + c * sin_sigma * (cos_2mid + c * cos_sigma * (2.0 * cos_2mid * cos_2mid - 1.0));
        let next = (1.0 - c) * FLATTENING * sin_alpha * bend;
        let is_settled = (next - more).abs() < settled_rad;
        more = next;
        if is_settled {
            let distance_km = distance_km(sigma, sin_sigma, cos_sigma, cos_2mid, cos2_alpha);
            return Some(Coord {
                x: distance_km * east / sin_sigma,
                y: distance_km * north / sin_sigma,
            });
        }
    }
    None
}

/// Sine and cosine of an angle of up to a few hundredths, radians, by their series; of a larger one as usual.
fn of_small(angle: f64) -> (f64, f64) {
    const SMALL: f64 = 0.02;
    if angle.abs() > SMALL {
        return angle.sin_cos();
    }
    let square = angle * angle;
    (
        angle * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0))),
        1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0))),
    )
}

/// Equations 3, 4 and 6.
fn distance_km(sigma: f64, sin_sigma: f64, cos_sigma: f64, cos_2mid: f64, cos2_alpha: f64) -> f64 {
    let minor_km = AXIS_KM * (1.0 - FLATTENING);
    let u2 = cos2_alpha * (AXIS_KM * AXIS_KM - minor_km * minor_km) / (minor_km * minor_km);
    let a = 1.0 + u2 / 16384.0 * (4096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)));
    let b = u2 / 1024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)));
    let cubic = b / 6.0
        * cos_2mid
        * (4.0 * sin_sigma * sin_sigma - 3.0)
        * (4.0 * cos_2mid * cos_2mid - 3.0);
    let delta = b
        * sin_sigma
        * (cos_2mid + b / 4.0 * (cos_sigma * (2.0 * cos_2mid * cos_2mid - 1.0) - cubic));
    minor_km * a * (sigma - delta)
}

fn by_geodesic(centre: Position, lonlat_deg: Coord) -> Option<Coord> {
    let from = Position::new(centre.lat_deg(), 0.0).ok()?;
    let track = geodesy::inverse(from, Position::new(lonlat_deg.y, lonlat_deg.x).ok()?);
    let Some((azimuth_deg, _)) = track.azimuths_deg else {
        return Some(Coord::zero());
    };
    let (sin, cos) = azimuth_deg.to_radians().sin_cos();
    Some(Coord {
        x: track.distance.km() * sin,
        y: track.distance.km() * cos,
    })
}

/// Sine and cosine of the latitude on the auxiliary sphere.
fn reduced(lat_deg: f64) -> (f64, f64) {
    let (sin, cos) = lat_deg.to_radians().sin_cos();
    let sin = (1.0 - FLATTENING) * sin;
    let length = sin.hypot(cos);
    (sin / length, cos / length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_geodesic_to_a_millimetre() {
        for centre_lat in [-90.0, -77.8, -30.0, 0.0, 1e-7, 48.57, 66.8, 89.9, 90.0] {
            let centre = Position::new(centre_lat, 0.0).unwrap();
            for lat in (-90..=90).step_by(3) {
                for lon in (-180..=180).step_by(3) {
                    let lonlat = Coord {
                        x: f64::from(lon),
                        y: f64::from(lat),
                    };
                    let fast = forward(centre, lonlat).unwrap();
                    let exact = by_geodesic(centre, lonlat).unwrap();
                    let apart_km = (fast.x - exact.x).hypot(fast.y - exact.y);
                    assert!(
                        apart_km < 1e-6,
                        "{centre_lat} {lon} {lat}: {fast:?} {exact:?}"
                    );
                    let drawn = OfUnits::new(centre).forward(Unit::from_lonlat(lonlat));
                    let drawn = drawn.unwrap();
                    let apart_km = (drawn.x - exact.x).hypot(drawn.y - exact.y);
                    assert!(
                        apart_km < 5e-3,
                        "{centre_lat} {lon} {lat}: {drawn:?} {exact:?}"
                    );
                }
            }
        }
    }
}
