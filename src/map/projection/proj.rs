//! Projections by their PROJ definitions. The only caller of proj4rs.

use geo::Coord;
use proj4rs::proj::Proj;
use proj4rs::transform::transform;

/// A PROJ definition about longitude 0, without false origin, with its ellipsoid.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    geographic: Proj,
    plane: Proj,
}

impl Definition {
    /// From the parameters of `+proj` and the name of an ellipsoid. None if proj4rs does not know them.
    pub(super) fn new(parameters: &str, ellipsoid: &str) -> Option<Self> {
        let read = |text: &str| Proj::from_proj_string(text).ok();
        Some(Self {
            geographic: read(&format!("+proj=longlat +ellps={ellipsoid} +no_defs"))?,
            plane: read(&format!(
                "+proj={parameters} +ellps={ellipsoid} +units=m +no_defs"
            ))?,
        })
    }

    /// From degrees to km.
    pub(super) fn forward(&self, lonlat_deg: Coord) -> Option<Coord> {
        let mut point = (lonlat_deg.x.to_radians(), lonlat_deg.y.to_radians(), 0.0);
        transform(&self.geographic, &self.plane, &mut point).ok()?;
        finite(Coord {
            x: point.0 / 1000.0,
            y: point.1 / 1000.0,
        })
    }

    /// From km to degrees.
    pub(super) fn inverse(&self, plane_km: Coord) -> Option<Coord> {
        let mut point = (plane_km.x * 1000.0, plane_km.y * 1000.0, 0.0);
        transform(&self.plane, &self.geographic, &mut point).ok()?;
        finite(Coord {
            x: point.0.to_degrees(),
            y: point.1.to_degrees(),
        })
    }
}

fn finite(point: Coord) -> Option<Coord> {
    (point.x.is_finite() && point.y.is_finite()).then_some(point)
}
