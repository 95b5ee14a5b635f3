//! Distances, azimuths and destinations on the WGS 84 ellipsoid. The only caller of geographiclib-rs.

pub mod batch;

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

use crate::position::Position;
use crate::quantity::Kilometres;

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
    let (distance_m, initial_deg, final_deg) = inverse_of_degrees(
        (from.lat_deg(), from.lon_deg()),
        (to.lat_deg(), to.lon_deg()),
    );
    GroundTrack::from_metres(distance_m, initial_deg, final_deg)
}

impl GroundTrack {
    /// From what the kernels give: metres, and azimuths that mean nothing at no distance.
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
/// Within 0.1 µm of [`inverse`], and far faster for many: see [`batch`].
///
/// ```
/// use arcminute::geodesy::{self, batch::PointTable};
/// use arcminute::position::Position;
/// let kyiv_and_vienna: PointTable = [(50.4501, 30.5234), (48.2082, 16.3738)].into_iter().collect();
/// let tracks = geodesy::inverse_to_many(Position::new(48.57, 45.75)?, &kyiv_and_vienna);
/// // From Kapustin Yar, in tests/reference/geodesic_pairs.csv.
/// assert!((tracks[0].distance.km() - 1120.289_154).abs() < 1e-6);
/// assert!((tracks[1].distance.km() - 2162.578_684).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn inverse_to_many(from: Position, to: &batch::PointTable) -> Vec<GroundTrack> {
    inverse_to_part(from, to.all())
}

/// The same to a part of a table.
///
/// ```
/// use arcminute::geodesy::{self, batch::PointTable};
/// use arcminute::position::Position;
/// let capitals: PointTable = [(50.4501, 30.5234), (48.2082, 16.3738), (41.9028, 12.4964)].into_iter().collect();
/// let tracks = geodesy::inverse_to_part(Position::new(48.57, 45.75)?, capitals.all().part(1..3));
/// assert_eq!(tracks.len(), 2);
/// // From Kapustin Yar to Vienna, in tests/reference/geodesic_pairs.csv.
/// assert!((tracks[0].distance.km() - 2162.578_684).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn inverse_to_part(from: Position, to: batch::Points<'_>) -> Vec<GroundTrack> {
    let from = batch::Point::from_degrees(from.lat_deg(), from.lon_deg());
    // The columns are as long as the table, which is all that could be wrong.
    columns_of(to.len(), |columns| batch::tracks(from, to, columns).is_ok())
}

/// The shortest geodesic from each of `from` to the position at the same place in `to`; none if there are not as many.
///
/// Within 0.1 µm of [`inverse`], and far faster for many: see [`batch`].
///
/// ```
/// use arcminute::geodesy::{self, batch::PointTable};
/// let from: PointTable = [(48.57, 45.75), (54.7104, 20.4522)].into_iter().collect();
/// let to: PointTable = [(50.4501, 30.5234), (52.2297, 21.0122)].into_iter().collect();
/// let tracks = geodesy::inverse_of_pairs(&from, &to);
/// // Kapustin Yar to Kyiv and Kaliningrad to Warsaw, in tests/reference/geodesic_pairs.csv.
/// assert!((tracks[0].distance.km() - 1120.289_154).abs() < 1e-6);
/// assert!((tracks[1].distance.km() - 278.580_274).abs() < 1e-6);
/// assert!(geodesy::inverse_of_pairs(&PointTable::default(), &to).is_empty());
/// ```
pub fn inverse_of_pairs(from: &batch::PointTable, to: &batch::PointTable) -> Vec<GroundTrack> {
    columns_of(to.len(), |columns| {
        batch::pair_tracks(from.all(), to.all(), columns).is_ok()
    })
}

/// The tracks that a kernel writes into columns of a length; none if it refuses.
fn columns_of(length: usize, write: impl FnOnce(batch::Tracks<'_>) -> bool) -> Vec<GroundTrack> {
    let [
        mut distances_m,
        mut initial_azimuths_deg,
        mut final_azimuths_deg,
    ] = [(); 3].map(|()| vec![f64::NAN; length]);
    let is_written = write(batch::Tracks {
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
    (0..if is_written { length } else { 0 })
        .map(track)
        .collect()
}

/// Distance in metres, initial and final azimuth (0 ≤ a < 360), by geographiclib-rs; for coordinates in range.
fn inverse_of_degrees(from_deg: (f64, f64), to_deg: (f64, f64)) -> (f64, f64, f64) {
    // The size of the tuple picks what is computed and what the first value means: of three values it would be an
    // azimuth, of four it is the distance.
    let (distance_m, initial, last, _arc_deg): (f64, f64, f64, f64) =
        Geodesic::wgs84().inverse(from_deg.0, from_deg.1, to_deg.0, to_deg.1);
    (distance_m, clockwise(initial), clockwise(last))
}

/// The position that lies `distance` from `from` along the geodesic with the given initial azimuth in degrees.
///
/// ```
/// use arcminute::{geodesy, position::Position, quantity::Kilometres};
/// let london = Position::new(51.51, -0.13)?;
/// // Distance and azimuth to Paris, 48.85°N 2.35°E, in tests/reference/europe_distances.csv.
/// let paris = geodesy::destination(london, 148.132_443, Kilometres::new(344.804_273)?);
/// assert!((paris.lat_deg() - 48.85).abs() < 1e-6 && (paris.lon_deg() - 2.35).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn destination(from: Position, azimuth_deg: f64, distance: Kilometres) -> Position {
    let (lat_deg, lon_deg): (f64, f64) = Geodesic::wgs84().direct(
        from.lat_deg(),
        from.lon_deg(),
        azimuth_deg,
        distance.km() * 1000.0,
    );
    Position::new(lat_deg, lon_deg).unwrap_or(from)
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

/// An azimuth of −180…180° as 0 ≤ a < 360.
fn clockwise(azimuth_deg: f64) -> f64 {
    let turned = azimuth_deg.rem_euclid(360.0);
    // rem_euclid of a tiny negative number rounds up to the modulus itself.
    if turned >= 360.0 { 0.0 } else { turned + 0.0 }
}

#[cfg(test)]
mod tests {
    use super::batch::PointTable;
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

    /// A micrometre is what the batch kernel promises.
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
        let table: PointTable = PLACES_DEG.into_iter().collect();
        let from = position(PLACES_DEG[0]);
        let to_many = inverse_to_many(from, &table);
        let to_part = inverse_to_part(from, table.all());
        let of_pairs = inverse_of_pairs(&[PLACES_DEG[0]; 4].into_iter().collect(), &table);
        for tracks in [to_many, to_part, of_pairs] {
            assert_eq!(tracks.len(), 4);
            for (track, to_deg) in tracks.iter().zip(PLACES_DEG) {
                let single = inverse(from, position(to_deg));
                assert!(are_alike(track, &single), "{track:?} {single:?}");
            }
        }
        let fewer: PointTable = PLACES_DEG.into_iter().take(3).collect();
        assert!(inverse_of_pairs(&fewer, &table).is_empty());
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

    /// North is 0 and not 360, from whichever side it is neared.
    #[test]
    fn azimuths_are_below_360() {
        for (azimuth_deg, turned_deg) in [
            (0.0, 0.0),
            (-0.0, 0.0),
            (-1e-300, 0.0),
            (-90.0, 270.0),
            (180.0, 180.0),
            (360.0, 0.0),
        ] {
            let turned = clockwise(azimuth_deg);
            assert!(
                (turned - turned_deg).abs() < 1e-300 && turned.is_sign_positive(),
                "{azimuth_deg}: {turned}"
            );
        }
    }
}
