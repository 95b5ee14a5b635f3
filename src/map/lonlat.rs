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

/// All that lies within a distance of some position, merged into one, in degrees as [`region`] writes it; sides are as near to
/// the rings as that share of the radius.
///
/// # Errors
/// Those of [`ring::disc`].
pub(crate) fn within(
    positions: impl IntoIterator<Item = Position>,
    radius: Kilometres,
    error_share: f64,
) -> Result<MultiPolygon> {
    let error_km = error_share * radius.km();
    let area = |position| ring::disc_within(position, radius, error_km).map(|disc| region(&disc));
    merge::merged(positions, radius, &area, &tidied)
}

/// `outer` without `inner`, all in degrees as [`region`] returns them.
pub(crate) fn difference(outer: &MultiPolygon, inner: &MultiPolygon) -> MultiPolygon {
    tidied(outer.difference(inner))
}

/// The edges of areas, as [`region`] writes them, without the stretches along ±180° and the poles at which they are cut.
pub(crate) fn edges(areas: &MultiPolygon) -> MultiLineString {
    let on_cut = |from: Coord, to: Coord| {
        let is_meridian = from.x.abs() > 180.0 - SNAP_DEG && (from.x - to.x).abs() < SNAP_DEG;
        let is_pole = from.y.abs() > 90.0 - SNAP_DEG && (from.y - to.y).abs() < SNAP_DEG;
        is_meridian || is_pole
    };
    let mut lines = Vec::new();
    for ring in areas
        .iter()
        .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()))
    {
        let cuts = ring.0.windows(2).any(|ends| on_cut(ends[0], ends[1]));
        if !cuts {
            lines.push(ring.clone());
            continue;
        }
        // From behind a cut, so that no line is broken where the ring begins.
        let open = &ring.0[..ring.0.len() - 1];
        let first = (0..open.len())
            .find(|at| on_cut(open[*at], open[(at + 1) % open.len()]))
            .map_or(0, |at| at + 1);
        let turned = open.iter().cycle().skip(first).take(open.len() + 1);
        let turned: Vec<Coord> = turned.copied().collect();
        let mut line: Vec<Coord> = Vec::new();
        for ends in turned.windows(2) {
            if on_cut(ends[0], ends[1]) {
                if line.len() > 1 {
                    lines.push(LineString::new(std::mem::take(&mut line)));
                }
                line.clear();
                continue;
            }
            if line.is_empty() {
                line.push(ends[0]);
            }
            line.push(ends[1]);
        }
        if line.len() > 1 {
            lines.push(LineString::new(line));
        }
    }
    MultiLineString::new(lines)
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
