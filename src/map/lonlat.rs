//! Regions and paths as longitudes and latitudes on a plane, cut at ±180° as RFC 7946 section 3.1.9 asks.

use geo::{BooleanOps, Coord, LineString, MapCoordsInPlace, MultiLineString, MultiPolygon, Orient, orient::Direction};

use crate::map::clip::{meridian, polygons};
use crate::map::sphere::{Path, Region};

/// Nearer to ±180° of longitude or ±90° of latitude than this is on it, degrees: boolean operations round to a grid.
const SNAP_DEG: f64 = 1e-6;

/// What is smaller than this is a crack that rounding has left, square degrees.
const LEAST_AREA: f64 = 1e-11;

/// A region in degrees of longitude −180…180 (x) and latitude −90…90 (y), cut along the antimeridian. Exteriors run
/// counter-clockwise, holes clockwise, and what holds a pole is closed along it.
///
/// ```
/// use arcminute::map::{lonlat, ring};
/// use arcminute::position::Position;
/// let chukotka = Position::new(66.8, -176.5)?;
/// let parts = lonlat::region(&ring::disc(chukotka, ring::radius(500.0)?)?);
/// assert_eq!(parts.0.len(), 2, "one on each side of the antimeridian");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn region(region: &Region) -> MultiPolygon {
    polygons(meridian::region(region, 0.0), LEAST_AREA)
}

/// Regions that may overlap, merged into one, in degrees as [`region`] writes them.
///
/// ```
/// use arcminute::map::{lonlat, ring};
/// use arcminute::position::Position;
/// use geo::{Contains, Point};
/// let disc = |lat_deg, lon_deg| ring::disc(Position::new(lat_deg, lon_deg)?, ring::radius(500.0)?);
/// let (berlin, warsaw) = (disc(52.52, 13.41)?, disc(52.23, 21.01)?);
/// let both = lonlat::union([&berlin, &warsaw]);
/// assert_eq!(both.0.len(), 1, "they are 517 km apart");
/// assert!(both.contains(&Point::new(13.41, 52.52)) && both.contains(&Point::new(21.01, 52.23)), "longitude first");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn union<'a>(regions: impl IntoIterator<Item = &'a Region>) -> MultiPolygon {
    let cut: Vec<MultiPolygon> = regions.into_iter().map(region).collect();
    match cut.as_slice() {
        [only] => only.clone(),
        _ => tidied(geo::unary_union(&cut)),
    }
}

/// What is in `outer` and not in `inner`, both in degrees as [`region`] writes them, and so is the result.
///
/// ```
/// use arcminute::map::{lonlat, ring};
/// use arcminute::position::Position;
/// use geo::{Contains, Point};
/// let kaliningrad = Position::new(54.71, 20.51)?;
/// let within = |km| Ok::<_, arcminute::Error>(lonlat::region(&ring::disc(kaliningrad, ring::radius(km)?)?));
/// let band = lonlat::difference(&within(1000.0)?, &within(500.0)?);
/// let (berlin, warsaw) = (Position::new(52.52, 13.41)?, Position::new(52.23, 21.01)?);
/// assert!(band.contains(&Point::from(berlin)), "528 km away");
/// assert!(!band.contains(&Point::from(warsaw)), "278 km away");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn difference(outer: &MultiPolygon, inner: &MultiPolygon) -> MultiPolygon {
    tidied(outer.difference(inner))
}

/// A path in degrees, cut along the antimeridian.
///
/// ```
/// use arcminute::map::{lonlat, ring};
/// use arcminute::position::Position;
/// let track = ring::track(Position::new(60.0, 170.0)?, Position::new(60.0, -170.0)?);
/// let lines = lonlat::path(&track);
/// assert_eq!(lines.0.len(), 2);
/// let (leaves, enters) = (*lines.0[0].0.last().unwrap(), lines.0[1].0[0]);
/// assert_eq!((leaves.x, enters.x), (180.0, -180.0));
/// assert!(leaves.y == enters.y && leaves.y > 60.0, "the geodesic leaves the parallel for the north");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn path(path: &Path) -> MultiLineString {
    MultiLineString::new(meridian::path(path, 0.0).into_iter().map(LineString::new).collect())
}

/// Puts back on the edge of the world what boolean operations have moved off it, and winds as RFC 7946 asks.
fn tidied(mut polygons: MultiPolygon) -> MultiPolygon {
    let snapped = |value: f64, edge: f64| if value.abs() > edge - SNAP_DEG { edge.copysign(value) } else { value };
    polygons.map_coords_in_place(|Coord { x, y }| Coord { x: snapped(x, 180.0), y: snapped(y, 90.0) });
    polygons.orient(Direction::Default)
}
