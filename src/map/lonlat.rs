//! Regions and paths as longitudes and latitudes on a plane, cut at ±180° as RFC 7946 section 3.1.9 asks.

use geo::{
    BooleanOps, Coord, LineString, MapCoordsInPlace, MultiLineString, MultiPolygon, Orient,
    orient::Direction,
};

use crate::error::Result;
use crate::map::clip::{meridian, polygons};
use crate::map::sphere::{Path, Region};
use crate::map::{merge, ring};
use crate::position::Position;
use crate::quantity::Kilometres;

/// Nearer to ±180° of longitude or ±90° of latitude than this is on it, degrees: boolean operations round to a grid.
const SNAP_DEG: f64 = 1e-6;

/// Rings of a smaller area are cracks left by rounding, square degrees.
const LEAST_AREA: f64 = 1e-11;

/// A region in degrees of longitude −180…180 (x) and latitude −90…90 (y), cut along the antimeridian. Exteriors run
/// counter-clockwise, holes clockwise, and what holds a pole is closed along it.
pub(crate) fn region(region: &Region) -> MultiPolygon {
    polygons(meridian::region(region, 0.0), LEAST_AREA)
}

/// All that lies within a distance of some position, merged into one, in degrees as [`region`] writes it.
///
/// # Errors
/// Those of [`ring::disc`].
pub(crate) fn within(
    positions: impl IntoIterator<Item = Position>,
    radius: Kilometres,
) -> Result<MultiPolygon> {
    let area = |position| ring::disc(position, radius).map(|disc| region(&disc));
    merge::merged(positions, radius, &area, &tidied)
}

/// `outer` without `inner`, all in degrees as [`region`] returns them.
pub(crate) fn difference(outer: &MultiPolygon, inner: &MultiPolygon) -> MultiPolygon {
    tidied(outer.difference(inner))
}

/// A path in degrees, cut along the antimeridian.
pub(crate) fn path(path: &Path) -> MultiLineString {
    MultiLineString::new(
        meridian::path(path, 0.0)
            .into_iter()
            .map(LineString::new)
            .collect(),
    )
}

/// Snaps points near the edge of the world back onto it, and winds rings as RFC 7946 asks.
fn tidied(mut polygons: MultiPolygon) -> MultiPolygon {
    let snapped = |value: f64, edge: f64| {
        if value.abs() > edge - SNAP_DEG {
            edge.copysign(value)
        } else {
            value
        }
    };
    polygons.map_coords_in_place(|Coord { x, y }| Coord {
        x: snapped(x, 180.0),
        y: snapped(y, 90.0),
    });
    polygons.orient(Direction::Default)
}
