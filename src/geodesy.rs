//! Distances, azimuths and destinations on the WGS 84 ellipsoid.
//!
//! Assessments have their distances from our kernel, one pair or many, so that a pair has the same bits wherever it comes up.
//! [`inverse`] is Karney's own, by geographiclib-rs: the kernel is within 0.1 µm of it and, for many pairs, some thirty times as
//! fast.

pub(crate) mod batch;
mod columns;
mod exact;

use crate::error::{Error, Result};
use crate::position::Position;
use crate::quantity::{Kilometres, within};

pub use batch::PointTable;
pub use columns::{TrackColumns, inverse_columns};

/// Mean Earth radius R₁ = (2a + b)/3 of WGS 84, km, to 0.1 m: the sphere of the flight models, and only of these.
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// The geodesic from one position to another.
///
/// ```
/// use arcminute::{geodesy, position::Position};
/// let (moscow, kyiv) = (Position::new(55.75, 37.62)?, Position::new(50.45, 30.52)?);
/// // −138.232330° in tests/reference/europe_distances.csv, which counts westward azimuths below zero.
/// let azimuths_deg = geodesy::inverse(moscow, kyiv).azimuths_deg;
/// assert!(azimuths_deg.is_some_and(|(initial, _)| (initial - 221.767_670).abs() < 1e-6));
/// assert_eq!(geodesy::inverse(kyiv, kyiv).azimuths_deg, None);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroundTrack {
    /// Length of the WGS 84 geodesic.
    pub distance: Kilometres,
    /// Azimuth at the start and at the end, both in the direction of travel, degrees clockwise from north,
    /// 0 ≤ a < 360. None where the two positions coincide.
    pub azimuths_deg: Option<(f64, f64)>,
}

/// The shortest WGS 84 geodesic between two positions.
///
/// Accurate to 15 nanometres (Karney, "Algorithms for geodesics", J. Geodesy 87 (2013) 43–55).
///
/// ```
/// use arcminute::{geodesy, position::Position};
/// let track = geodesy::inverse(Position::new(48.57, 45.75)?, Position::new(48.4647, 35.0462)?);
/// assert!((track.distance.km() - 790.195_961).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn inverse(from: Position, to: Position) -> GroundTrack {
    let (distance_m, initial_deg, final_deg) = exact::inverse(degrees(from), degrees(to));
    GroundTrack::from_metres(distance_m, initial_deg, final_deg)
}

/// The same by the batch kernel: what tables, groups and cards have of a pair, with the same bits in each.
pub(crate) fn inverse_by_kernel(from: Position, to: Position) -> GroundTrack {
    let to: PointTable = std::iter::once(to).collect();
    inverse_to_part(from, to.all())
        .pop()
        .expect("there is a track for each destination")
}

impl GroundTrack {
    /// From the results of the kernels: metres, and azimuths that mean nothing at zero distance.
    fn from_metres(distance_m: f64, initial_deg: f64, final_deg: f64) -> Self {
        let azimuths_deg = (distance_m > 0.0).then_some((initial_deg, final_deg));
        Self {
            distance: Kilometres::computed(distance_m / 1000.0),
            azimuths_deg,
        }
    }
}

/// The shortest geodesics from one position to each of `to`.
///
/// Within 0.1 µm of [`inverse`], and far faster for many.
///
/// ```
/// use arcminute::geodesy::{self, PointTable};
/// use arcminute::position::Position;
/// let kyiv_and_vienna = PointTable::from_degrees(&[50.4501, 48.2082], &[30.5234, 16.3738])?;
/// let tracks = geodesy::inverse_to_many(Position::new(48.57, 45.75)?, &kyiv_and_vienna);
/// // From Kapustin Yar, in tests/reference/geodesic_pairs.csv.
/// assert!((tracks[0].distance.km() - 1120.289_154).abs() < 1e-6);
/// assert!((tracks[1].distance.km() - 2162.578_684).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn inverse_to_many(from: Position, to: &PointTable) -> Vec<GroundTrack> {
    inverse_to_part(from, to.all())
}

/// As [`inverse_to_many`], to a part of a table.
pub(crate) fn inverse_to_part(from: Position, to: batch::Points<'_>) -> Vec<GroundTrack> {
    tracks(to.len(), |tracks| batch::tracks(from.into(), to, tracks))
}

/// The shortest geodesic from each of `from` to the position at the same place in `to`.
///
/// # Errors
/// [`Error::UnequalLengths`] if the lengths differ.
///
/// ```
/// use arcminute::geodesy::{self, PointTable};
/// let from = PointTable::from_degrees(&[48.57, 54.7104], &[45.75, 20.4522])?;
/// let to = PointTable::from_degrees(&[50.4501, 52.2297], &[30.5234, 21.0122])?;
/// let tracks = geodesy::inverse_of_pairs(&from, &to)?;
/// // Kapustin Yar to Kyiv and Kaliningrad to Warsaw, in tests/reference/geodesic_pairs.csv.
/// assert!((tracks[0].distance.km() - 1120.289_154).abs() < 1e-6);
/// assert!((tracks[1].distance.km() - 278.580_274).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn inverse_of_pairs(from: &PointTable, to: &PointTable) -> Result<Vec<GroundTrack>> {
    if from.len() != to.len() {
        return Err(Error::UnequalLengths {
            name: "table of destinations",
            expected: from.len(),
            found: to.len(),
        });
    }
    Ok(tracks(to.len(), |tracks| {
        batch::pair_tracks(from.all(), to.all(), tracks)
    }))
}

/// The tracks that a kernel writes into columns of this length.
fn tracks(length: usize, write: impl FnOnce(batch::Tracks<'_>) -> usize) -> Vec<GroundTrack> {
    let [
        mut distances_m,
        mut initial_azimuths_deg,
        mut final_azimuths_deg,
    ] = [(); 3].map(|()| vec![f64::NAN; length]);
    write(batch::Tracks {
        distances_m: &mut distances_m,
        initial_azimuths_deg: &mut initial_azimuths_deg,
        final_azimuths_deg: &mut final_azimuths_deg,
    });
    let track = |at| {
        GroundTrack::from_metres(
            distances_m[at],
            initial_azimuths_deg[at],
            final_azimuths_deg[at],
        )
    };
    (0..length).map(track).collect()
}

/// The position that lies `distance` from `from` along the geodesic with the given initial azimuth in degrees.
///
/// # Errors
/// [`Error::OutOfRange`] if the azimuth is not finite, or the distance is too many turns for a position to be computed.
///
/// ```
/// use arcminute::{geodesy, position::Position, quantity::Kilometres};
/// let london = Position::new(51.51, -0.13)?;
/// // Distance and azimuth to Paris, 48.85°N 2.35°E, in tests/reference/europe_distances.csv.
/// let paris = geodesy::destination(london, 148.132_443, Kilometres::new(344.804_273)?)?;
/// assert!((paris.lat_deg() - 48.85).abs() < 1e-6 && (paris.lon_deg() - 2.35).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn destination(from: Position, azimuth_deg: f64, distance: Kilometres) -> Result<Position> {
    within(
        "azimuth",
        azimuth_deg,
        "°",
        f64::NEG_INFINITY,
        f64::INFINITY,
    )?;
    let (lat_deg, lon_deg) = exact::direct(degrees(from), azimuth_deg, distance.km() * 1000.0);
    Position::new(lat_deg, lon_deg)
}

/// [`destination`] by an azimuth and a distance that the crate has computed.
///
/// # Panics
/// If [`destination`] refuses them.
pub(crate) fn point_along(from: Position, azimuth_deg: f64, distance: Kilometres) -> Position {
    destination(from, azimuth_deg, distance)
        .expect("the azimuth is finite and the distance on the Earth")
}

/// Checks columns of degrees: latitudes −90…90, longitudes finite. `side` precedes the name of a bad one.
fn check_degrees(side: &str, lat_deg: &[f64], lon_deg: &[f64]) -> Result<()> {
    let check = |name: &str, column: &[f64], limit_deg: f64| {
        let is_wrong = |degrees: &f64| !(degrees.is_finite() && degrees.abs() <= limit_deg);
        let Some(index) = column.iter().position(is_wrong) else {
            return Ok(0.0);
        };
        let name = format!("{side}{name} at index {index}");
        within(&name, column[index], "°", -limit_deg, limit_deg)
    };
    check("latitude", lat_deg, 90.0)?;
    check("longitude", lon_deg, f64::INFINITY)?;
    Ok(())
}

fn degrees(position: Position) -> (f64, f64) {
    (position.lat_deg(), position.lon_deg())
}

/// Great-circle distance on the sphere of radius [`EARTH_RADIUS_KM`], from geographic latitudes, well conditioned
/// at every distance including the antipode.
///
/// ```
/// use arcminute::{geodesy, position::Position};
/// let (kapustin_yar, dnipro) = (Position::new(48.57, 45.75)?, Position::new(48.4647, 35.0462)?);
/// let sphere_km = geodesy::sphere_distance(kapustin_yar, dnipro).km();
/// // 0.3 % less than the geodesic: both in tests/reference/geodesic_pairs.csv.
/// assert!((sphere_km - 787.829_187).abs() < 1e-6);
/// assert!(geodesy::inverse(kapustin_yar, dnipro).distance.km() > sphere_km + 2.3);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn sphere_distance(from: Position, to: Position) -> Kilometres {
    Kilometres::computed(EARTH_RADIUS_KM * central_angle_rad(from, to))
}

/// Azimuth of the great circle at its start on that sphere, radians clockwise from north; 0 for equal positions.
pub(crate) fn sphere_initial_azimuth_rad(from: Position, to: Position) -> f64 {
    let lat1 = from.lat_deg().to_radians();
    let lat2 = to.lat_deg().to_radians();
    let delta = (to.lon_deg() - from.lon_deg()).to_radians();
    (lat2.cos() * delta.sin())
        .atan2(lat1.cos() * lat2.sin() - lat1.sin() * lat2.cos() * delta.cos())
}

/// The angle between two positions seen from the centre of a sphere, radians, 0…π.
fn central_angle_rad(from: Position, to: Position) -> f64 {
    let lat1 = from.lat_deg().to_radians();
    let lat2 = to.lat_deg().to_radians();
    let delta = (to.lon_deg() - from.lon_deg()).to_radians();
    // The vector form of Vincenty's formula for a sphere: |a × b| and a · b.
    let cross = (lat2.cos() * delta.sin())
        .hypot(lat1.cos() * lat2.sin() - lat1.sin() * lat2.cos() * delta.cos());
    let dot = lat1.sin() * lat2.sin() + lat1.cos() * lat2.cos() * delta.cos();
    cross.atan2(dot)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES_DEG: [(f64, f64); 4] = [
        (48.57, 45.75),
        (52.52, 13.405),
        (-33.9, 151.2),
        (48.57, 45.75),
    ];

    fn position((lat_deg, lon_deg): (f64, f64)) -> Position {
        Position::new(lat_deg, lon_deg).unwrap()
    }

    /// A micrometre is the bound that the batch kernel promises.
    fn are_alike(one: &GroundTrack, other: &GroundTrack) -> bool {
        let azimuths = match (one.azimuths_deg, other.azimuths_deg) {
            (None, None) => true,
            (Some(a), Some(b)) => (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9,
            _ => false,
        };
        azimuths && (one.distance.km() - other.distance.km()).abs() < 1e-9
    }

    #[test]
    fn groups_have_the_tracks_of_their_pairs() {
        let table: PointTable = PLACES_DEG.map(position).into_iter().collect();
        let from = position(PLACES_DEG[0]);
        let to_many = inverse_to_many(from, &table);
        let to_part = inverse_to_part(from, table.all());
        let of_pairs = inverse_of_pairs(&[from; 4].into_iter().collect(), &table).unwrap();
        for tracks in [to_many, to_part, of_pairs] {
            assert_eq!(tracks.len(), 4);
            for (track, to_deg) in tracks.iter().zip(PLACES_DEG) {
                let single = inverse(from, position(to_deg));
                assert!(are_alike(track, &single), "{track:?} {single:?}");
            }
        }
        let fewer: PointTable = PLACES_DEG.map(position).into_iter().take(3).collect();
        let error = inverse_of_pairs(&fewer, &table).unwrap_err().to_string();
        assert_eq!(error, "table of destinations has 4 values, but must have 3");
    }

    #[test]
    fn numbers_that_are_none_are_refused() {
        let from = position(PLACES_DEG[0]);
        let distance = Kilometres::new(100.0).unwrap();
        for azimuth_deg in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(destination(from, azimuth_deg, distance).is_err());
        }
        let error = |lat_deg: &[f64], lon_deg: &[f64]| {
            PointTable::from_degrees(lat_deg, lon_deg)
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            error(&[50.0, 95.0], &[10.0, 20.0]),
            "latitude at index 1 is 95°, but must be between -90 and 90°"
        );
        assert_eq!(
            error(&[50.0, f64::NAN], &[10.0, 20.0]),
            "latitude at index 1 is NaN°, but must be between -90 and 90°"
        );
        assert_eq!(
            error(&[50.0, 51.0], &[f64::NAN, 20.0]),
            "longitude at index 0 is NaN°, but must be a finite number"
        );
        assert_eq!(
            error(&[50.0, 51.0], &[20.0]),
            "column of longitudes has 1 values, but must have 2"
        );
    }

    #[test]
    fn one_place_has_no_azimuths() {
        let place = position(PLACES_DEG[0]);
        assert_eq!(
            inverse(place, place),
            GroundTrack {
                distance: Kilometres::computed(0.0),
                azimuths_deg: None
            }
        );
    }
}
