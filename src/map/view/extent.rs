//! The extent of a map, and its bounds on the plane.

use geo::{Coord, Rect};

use crate::error::{Error, Result};
use crate::map::clip::cap;
use crate::map::projection::{Domain, Kind, Projection};
use crate::map::sphere::Cap;
use crate::position::Position;
use crate::quantity::{Kilometres, within};

/// Extent of a map.
#[derive(Clone, Debug)]
pub(crate) enum Extent {
    /// All that the projection shows.
    World,
    /// A box in degrees; east may be less than west, where it crosses the antimeridian.
    Box {
        /// Western edge, degrees east.
        west_deg: f64,
        /// Southern edge, degrees north.
        south_deg: f64,
        /// Eastern edge, degrees east.
        east_deg: f64,
        /// Northern edge, degrees north.
        north_deg: f64,
    },
    /// A square about a position: so far on the plane to each side.
    Square {
        /// Its middle.
        middle: Position,
        /// Half a side, km.
        half: Kilometres,
    },
    /// Every one of these positions, with a margin as a share of the larger side (0.05 is usual). What the projection
    /// does not show is left out.
    Positions {
        /// Positions that must be on the map: places, points of rings, ends of tracks.
        positions: Vec<Position>,
        /// Share of the larger side that is left free on each side, 0…1.
        margin: f64,
    },
}

impl Extent {
    /// Europe from Ireland to the Urals' western slope and from Crete to the North Cape.
    pub(crate) const EUROPE: Self = Self::Box {
        west_deg: -10.0,
        south_deg: 35.0,
        east_deg: 42.0,
        north_deg: 71.0,
    };
}

impl Extent {
    /// Its bounds on the plane, km.
    ///
    /// # Errors
    /// Those of [`super::View::fit`].
    pub(crate) fn bounds_km(&self, projection: &Projection) -> Result<Rect> {
        bounds_km(projection, self)
    }

    /// Height over width of what it takes of the plane.
    ///
    /// # Errors
    /// Those of [`super::View::fit`].
    pub(crate) fn aspect(&self, projection: &Projection) -> Result<f64> {
        let bounds = bounds_km(projection, self)?;
        Ok(bounds.height() / bounds.width())
    }
}

/// The least that a map of positions shows across, km: a single place has no size.
const LEAST_KM: f64 = 20.0;

/// The bounds of an extent on the plane, km.
pub(super) fn bounds_km(projection: &Projection, extent: &Extent) -> Result<Rect> {
    let (points, margin, least_km) = match extent {
        Extent::World => (world(projection), 0.0, 0.0),
        &Extent::Box {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        } => (
            box_points(projection, west_deg, south_deg, east_deg, north_deg)?,
            0.0,
            0.0,
        ),
        Extent::Square { middle, half } => {
            let middle = projection.forward(*middle);
            let corner = Coord {
                x: half.km(),
                y: half.km(),
            };
            let corners = middle.map(|middle| vec![middle - corner, middle + corner]);
            (corners.unwrap_or_default(), 0.0, 0.0)
        }
        Extent::Positions { positions, margin } => {
            let margin = within("margin", *margin, "", 0.0, 1.0)?;
            let points: Vec<Coord> = positions
                .iter()
                .filter_map(|&position| projection.forward(position))
                .collect();
            (points, margin, LEAST_KM)
        }
    };
    let Some(&first) = points.first() else {
        let name = projection.name();
        return Err(Error::Usage(format!(
            "nothing of the extent is on the map, whose projection is {name}"
        )));
    };
    let mut low = first;
    let mut high = first;
    for point in points {
        low = Coord {
            x: low.x.min(point.x),
            y: low.y.min(point.y),
        };
        high = Coord {
            x: high.x.max(point.x),
            y: high.y.max(point.y),
        };
    }
    let middle = (low + high) / 2.0;
    let pad = margin * (high.x - low.x).max(high.y - low.y);
    let half = |span: f64| (0.5 * span + pad).max(0.5 * least_km);
    let half = Coord {
        x: half(high.x - low.x),
        y: half(high.y - low.y),
    };
    if half.x > 1e-6 && half.y > 1e-6 {
        Ok(Rect::new(middle - half, middle + half))
    } else {
        Err(Error::Usage("the extent has no area on the map".to_owned()))
    }
}

/// The rim of what the projection shows.
fn world(projection: &Projection) -> Vec<Coord> {
    match projection.domain() {
        Domain::Cap(limit_deg) => {
            // A hair within, so that no point of the rim is lost to rounding.
            let limit = Cap {
                centre: projection.centre().into(),
                radius_rad: (limit_deg - 1e-4).to_radians(),
            };
            let rim = cap::rim(&limit)
                .into_iter()
                .map(crate::map::sphere::Unit::to_lonlat);
            let positions = rim.filter_map(|lonlat| Position::new(lonlat.y, lonlat.x).ok());
            positions
                .filter_map(|position| projection.forward(position))
                .collect()
        }
        Domain::Strip(south_deg, north_deg) => {
            // The south of a Mercator map is as empty as its north is large.
            let south_deg = if projection.kind() == Kind::Mercator {
                -78.0
            } else {
                south_deg
            };
            grid(-180.0, south_deg, 180.0, north_deg)
                .filter_map(|relative_deg| projection.forward_relative(relative_deg))
                .collect()
        }
    }
}

fn box_points(
    projection: &Projection,
    west_deg: f64,
    south_deg: f64,
    east_deg: f64,
    north_deg: f64,
) -> Result<Vec<Coord>> {
    within("western edge of the extent", west_deg, "°", -180.0, 180.0)?;
    within("eastern edge of the extent", east_deg, "°", -180.0, 180.0)?;
    within("southern edge of the extent", south_deg, "°", -90.0, 90.0)?;
    within("northern edge of the extent", north_deg, "°", -90.0, 90.0)?;
    let width_deg = if east_deg < west_deg {
        east_deg - west_deg + 360.0
    } else {
        east_deg - west_deg
    };
    if !(width_deg > 0.0 && north_deg > south_deg) {
        return Err(Error::Usage(format!(
            "extent {west_deg},{south_deg},{east_deg},{north_deg} has no area: write WEST,SOUTH,EAST,NORTH in degrees, \
             south below north"
        )));
    }
    let turned = |lon_deg: f64| {
        if lon_deg > 180.0 {
            lon_deg - 360.0
        } else {
            lon_deg
        }
    };
    let positions = grid(west_deg, south_deg, west_deg + width_deg, north_deg)
        .filter_map(|lonlat| Position::new(lonlat.y, turned(lonlat.x)).ok());
    Ok(positions
        .filter_map(|position| projection.forward(position))
        .collect())
}

/// Points along the edge of a box, close together, and some within it: what a projection does not tear has its
/// farthest points on the edge.
fn grid(west: f64, south: f64, east: f64, north: f64) -> impl Iterator<Item = Coord> {
    const STEPS: u8 = 40;
    const INNER: u8 = 8;
    let at = |low: f64, high: f64, step: u8| {
        if step == STEPS {
            high
        } else {
            low + (high - low) * f64::from(step) / f64::from(STEPS)
        }
    };
    let is_taken = |column: u8, row: u8| {
        let is_edge = column == 0 || column == STEPS || row == 0 || row == STEPS;
        is_edge || (column.is_multiple_of(INNER) && row.is_multiple_of(INNER))
    };
    let all = (0..=STEPS).flat_map(|column| (0..=STEPS).map(move |row| (column, row)));
    all.filter(move |(column, row)| is_taken(*column, *row))
        .map(move |(column, row)| Coord {
            x: at(west, east, column),
            y: at(south, north, row),
        })
}
