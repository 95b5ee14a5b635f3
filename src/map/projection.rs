//! Map projections: from positions to a plane in km and back.
//!
//! Formulas: azimuthal equidistant by geodesics; Lambert's two and Mercator through proj4rs, by Snyder, "Map
//! Projections: A Working Manual", USGS Professional Paper 1395 (1987), pp. 187 (24-17 ff.), 107 (15-1 ff.), 44;
//! orthographic (p. 145) and equirectangular (p. 90) on the sphere of [`EARTH_RADIUS_KM`].

mod equidistant;
mod proj;

use std::fmt::Write;

use geo::Coord;

use crate::catalogue::Language;
use crate::caveat::Caveat;
use crate::geodesy::{self, EARTH_RADIUS_KM};
use crate::map::sphere::Unit;
use crate::position::Position;
use crate::present::phrases::{self, say};
use crate::quantity::Kilometres;
use proj::Definition;

codes! {
    /// The projections on offer.
    pub(crate) enum Kind as "projection" {
        /// Azimuthal equidistant on the WGS 84 ellipsoid: distances and azimuths from the centre are true.
        AzimuthalEquidistant = "azimuthal-equidistant",
        /// Lambert azimuthal equal-area on the GRS 80 ellipsoid.
        LambertAzimuthal = "lambert-azimuthal",
        /// Lambert conformal conic on the GRS 80 ellipsoid, standard parallels 35° and 65° north.
        LambertConic = "lambert-conic",
        /// The globe seen from afar, on the sphere.
        Orthographic = "orthographic",
        /// Longitudes and latitudes as they are, on the sphere.
        Equirectangular = "equirectangular",
        /// Mercator on the WGS 84 ellipsoid.
        Mercator = "mercator",
    }
}

/// The part of the Earth that a projection can show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Domain {
    /// All within this angle of the centre, degrees.
    Cap(f64),
    /// All longitudes, cut opposite the centre, between two latitudes, degrees.
    Strip(f64, f64),
}

/// A projection with its parameters.
#[derive(Clone, Debug)]
pub(crate) struct Projection {
    kind: Kind,
    centre: Position,
    definition: Option<Definition>,
}

impl Projection {
    /// A projection about a position, which is the centre of the azimuthal ones. Of the conic one and Mercator's only
    /// its meridian counts; on the equirectangular one scale is true along its parallel too (along 75° where it is nearer to a
    /// pole).
    pub(crate) fn new(kind: Kind, centre: Position) -> Self {
        // The map of a southern centre is that of its mirror image turned over: proj4rs 0.1.5 refuses every point about
        // the South Pole itself.
        let lat_deg = centre.lat_deg().abs();
        let definition = match kind {
            Kind::LambertAzimuthal => {
                Definition::new(&format!("laea +lat_0={lat_deg} +lon_0=0"), "GRS80")
            }
            Kind::LambertConic => {
                Definition::new("lcc +lat_1=35 +lat_2=65 +lat_0=52 +lon_0=0", "GRS80")
            }
            Kind::Mercator => Definition::new("merc +lon_0=0", "WGS84"),
            Kind::AzimuthalEquidistant | Kind::Orthographic | Kind::Equirectangular => None,
        };
        Self {
            kind,
            centre,
            definition,
        }
    }

    /// For several places in Europe: Lambert azimuthal equal-area about 52°N 10°E, the grid of the European Union's
    /// statistics (EPSG:3035) without its false origin.
    pub(crate) fn europe() -> Self {
        Self::new(
            Kind::LambertAzimuthal,
            Position::new(52.0, 10.0).unwrap_or(Position::ORIGIN),
        )
    }

    /// Lambert conformal conic about 10°E, the European Union's grid for maps up to 1:500,000 (EPSG:3034) without its
    /// false origin.
    pub(crate) fn europe_conformal() -> Self {
        Self::new(
            Kind::LambertConic,
            Position::new(52.0, 10.0).unwrap_or(Position::ORIGIN),
        )
    }

    /// Its kind.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// Its centre.
    pub(crate) fn centre(&self) -> Position {
        self.centre
    }

    /// The point of a position on the plane, km east (x) and north (y) of the centre (of the equator at the central
    /// meridian for Mercator and equirectangular). None where the projection does not show it: beyond the horizon,
    /// near the pole of a Mercator map, near the antipode of an azimuthal one.
    pub(crate) fn forward(&self, position: Position) -> Option<Coord> {
        let is_shown = match self.domain() {
            Domain::Cap(limit_deg) => {
                Unit::from(self.centre).angle_rad(position.into()) <= limit_deg.to_radians() + 1e-9
            }
            Domain::Strip(south_deg, north_deg) => {
                (south_deg..=north_deg).contains(&position.lat_deg())
            }
        };
        if !is_shown {
            return None;
        }
        let mut lon_deg = position.lon_deg() - self.centre.lon_deg();
        if lon_deg.abs() > 180.0 {
            lon_deg -= 360.0_f64.copysign(lon_deg);
        }
        self.forward_relative(Coord {
            x: lon_deg,
            y: position.lat_deg(),
        })
    }

    /// The same from a longitude relative to the centre's, −180…180, and a latitude, degrees, without asking whether
    /// the map shows it.
    pub(crate) fn forward_relative(&self, lonlat_deg: Coord) -> Option<Coord> {
        let lon_rad = lonlat_deg.x.to_radians();
        let lat_rad = lonlat_deg.y.to_radians();
        match self.kind {
            Kind::AzimuthalEquidistant => equidistant::forward(self.centre, lonlat_deg),
            Kind::Orthographic => {
                let (sin_centre, cos_centre) = self.centre.lat_deg().to_radians().sin_cos();
                let (sin_lat, cos_lat) = lat_rad.sin_cos();
                let (sin_lon, cos_lon) = lon_rad.sin_cos();
                let north = cos_centre * sin_lat - sin_centre * cos_lat * cos_lon;
                Some(Coord {
                    x: EARTH_RADIUS_KM * cos_lat * sin_lon,
                    y: EARTH_RADIUS_KM * north,
                })
            }
            Kind::Equirectangular => Some(Coord {
                x: EARTH_RADIUS_KM * lon_rad * self.standard_parallel_deg().to_radians().cos(),
                y: EARTH_RADIUS_KM * lat_rad,
            }),
            Kind::LambertAzimuthal | Kind::LambertConic | Kind::Mercator => {
                // Longitudes are kept off 180° itself, which PROJ may take for −180°.
                let lon_deg = lonlat_deg.x.clamp(-179.999_999_999, 179.999_999_999);
                let turn = self.turn();
                let there = self.definition.as_ref()?.forward(Coord {
                    x: lon_deg,
                    y: lonlat_deg.y * turn,
                })?;
                Some(Coord {
                    x: there.x,
                    y: there.y * turn,
                })
            }
        }
    }

    /// The way to the plane of many points of the sphere, where there is one that needs no angles.
    pub(in crate::map) fn of_units(&self) -> Option<equidistant::OfUnits> {
        (self.kind == Kind::AzimuthalEquidistant).then(|| equidistant::OfUnits::new(self.centre))
    }

    /// The position that lies at this point of the plane, km. None outside the map.
    pub(crate) fn inverse(&self, plane_km: Coord) -> Option<Position> {
        if !plane_km.x.is_finite() || !plane_km.y.is_finite() {
            return None;
        }
        let distance_km = plane_km.x.hypot(plane_km.y);
        let relative_deg = match self.kind {
            Kind::AzimuthalEquidistant => {
                let distance = Kilometres::new(distance_km).ok()?;
                // Beyond half a meridian geodesics lead back again.
                if distance_km > LONGEST_GEODESIC_KM {
                    return None;
                }
                let from = Position::new(self.centre.lat_deg(), 0.0).ok()?;
                let reached =
                    geodesy::point_along(from, plane_km.x.atan2(plane_km.y).to_degrees(), distance);
                Coord {
                    x: reached.lon_deg(),
                    y: reached.lat_deg(),
                }
            }
            Kind::Orthographic => {
                let sin_angle = distance_km / EARTH_RADIUS_KM;
                if sin_angle > 1.0 {
                    return None;
                }
                let cos_angle = (1.0 - sin_angle * sin_angle).sqrt();
                let (sin_centre, cos_centre) = self.centre.lat_deg().to_radians().sin_cos();
                let east = plane_km.x / EARTH_RADIUS_KM;
                let north = plane_km.y / EARTH_RADIUS_KM;
                let point = Unit {
                    x: cos_angle * cos_centre - north * sin_centre,
                    y: east,
                    z: cos_angle * sin_centre + north * cos_centre,
                };
                point.to_lonlat()
            }
            Kind::Equirectangular => Coord {
                x: (plane_km.x
                    / (EARTH_RADIUS_KM * self.standard_parallel_deg().to_radians().cos()))
                .to_degrees(),
                y: (plane_km.y / EARTH_RADIUS_KM).to_degrees(),
            },
            Kind::LambertAzimuthal if distance_km >= 2.0 * EARTH_RADIUS_KM => return None,
            Kind::LambertAzimuthal | Kind::LambertConic | Kind::Mercator => {
                let turn = self.turn();
                let there = self.definition.as_ref()?.inverse(Coord {
                    x: plane_km.x,
                    y: plane_km.y * turn,
                })?;
                Coord {
                    x: there.x,
                    y: there.y * turn,
                }
            }
        };
        // A hair beyond the edge is rounding, more is off the map.
        let is_on_map = relative_deg.x.abs() <= 180.0 + 1e-9 && relative_deg.y.abs() <= 90.0 + 1e-9;
        let mut lon_deg = relative_deg.x + self.centre.lon_deg();
        if lon_deg.abs() > 180.0 {
            lon_deg -= 360.0_f64.copysign(lon_deg);
        }
        let position = Position::new(
            relative_deg.y.clamp(-90.0, 90.0),
            lon_deg.clamp(-180.0, 180.0),
        )
        .ok()
        .filter(|_| is_on_map)?;
        // The formulas fold some points off the map back onto it.
        let there = self.forward(position)?;
        ((there.x - plane_km.x).hypot(there.y - plane_km.y) < 1.0).then_some(position)
    }

    /// Its name for the map's margin, with its parameters and, where there is one, the EPSG code.
    pub(crate) fn name(&self) -> String {
        self.name_in(Language::English)
    }

    /// The same in a language.
    pub(crate) fn name_in(&self, language: Language) -> String {
        let centre = phrases::local(&at(self.centre), language);
        let centre_deg = self.centre.lon_deg();
        let meridian = phrases::local(&degrees(centre_deg, 'E', 'W'), language);
        let mut name = match self.kind {
            Kind::AzimuthalEquidistant => {
                say(language, "Azimuthal equidistant, centre {1}", &[&centre])
            }
            Kind::LambertAzimuthal => say(
                language,
                "Lambert azimuthal equal-area, centre {1}",
                &[&centre],
            ),
            Kind::LambertConic => say(
                language,
                "Lambert conformal conic, standard parallels 35°N and 65°N, central meridian {1}",
                &[&meridian],
            ),
            Kind::Orthographic => say(language, "Orthographic, centre {1}", &[&centre]),
            Kind::Equirectangular => {
                let parallel = degrees(self.standard_parallel_deg(), 'N', 'S');
                say(
                    language,
                    "Equirectangular, standard parallel {1}, central meridian {2}",
                    &[&phrases::local(&parallel, language), &meridian],
                )
            }
            Kind::Mercator => say(language, "Mercator, central meridian {1}", &[&meridian]),
        };
        if let Some(code) = self.epsg() {
            // Writing to a string cannot fail.
            let _ = write!(name, " (EPSG:{code})");
        }
        name
    }

    /// The EPSG code of these parameters, if they have one: the same shapes, false origins aside.
    pub(crate) fn epsg(&self) -> Option<u16> {
        let lat_deg = self.centre.lat_deg();
        let lon_deg = self.centre.lon_deg();
        let is_at =
            |lat: f64, lon: f64| (lat_deg - lat).abs() < 1e-9 && (lon_deg - lon).abs() < 1e-9;
        match self.kind {
            Kind::LambertAzimuthal => is_at(52.0, 10.0).then_some(3035),
            Kind::LambertConic => is_at(lat_deg, 10.0).then_some(3034),
            Kind::Mercator => is_at(lat_deg, 0.0).then_some(3395),
            Kind::AzimuthalEquidistant | Kind::Orthographic | Kind::Equirectangular => None,
        }
    }

    /// A note for readers who measure on the map or look at rings on it.
    pub(crate) fn caveat(&self) -> &'static str {
        match self.kind {
            Kind::AzimuthalEquidistant => {
                "Distances and directions are true from the centre only; ranges about it are true circles."
            }
            Kind::LambertAzimuthal => {
                "Areas are true; ranges are not quite circles, and the less so the farther from the centre of the map."
            }
            Kind::LambertConic => {
                "Small shapes are true; scale changes with latitude, so that ranges are not circles."
            }
            Kind::Orthographic => {
                "The globe as seen from afar: ranges shrink towards its rim. Not to be measured on."
            }
            Kind::Equirectangular => {
                "East-west distances are stretched towards the poles: ranges are not circles."
            }
            Kind::Mercator => Caveat::Mercator.sentence(),
        }
    }

    /// True if one scale bar holds all over a map of a continent, to a few per cent.
    pub(crate) fn has_one_scale(&self) -> bool {
        matches!(
            self.kind,
            Kind::AzimuthalEquidistant | Kind::LambertAzimuthal | Kind::LambertConic
        )
    }

    /// The part of the Earth that it can show.
    pub(crate) fn domain(&self) -> Domain {
        match self.kind {
            // Less than 180°: within 0.6° of the antipode geodesics of an ellipsoid are not the shortest any more.
            Kind::AzimuthalEquidistant => Domain::Cap(179.0),
            // Beyond, a pixel is next to nothing on the ground.
            Kind::LambertAzimuthal => Domain::Cap(170.0),
            Kind::Orthographic => Domain::Cap(90.0),
            Kind::LambertConic => Domain::Strip(-30.0, 90.0),
            Kind::Equirectangular => Domain::Strip(-90.0, 90.0),
            Kind::Mercator => Domain::Strip(-85.0, 85.0),
        }
    }

    /// −1 where the map is drawn as its mirror image.
    fn turn(&self) -> f64 {
        if self.kind == Kind::LambertAzimuthal && self.centre.lat_deg() < 0.0 {
            -1.0
        } else {
            1.0
        }
    }

    /// The parallel on which the equirectangular map is true to scale: a map centred on a pole would have no width.
    fn standard_parallel_deg(&self) -> f64 {
        self.centre.lat_deg().clamp(-75.0, 75.0)
    }
}

/// The length of the longest geodesic that is shortest everywhere on WGS 84, π b, rounded down, km.
const LONGEST_GEODESIC_KM: f64 = 19_970.0;

fn at(position: Position) -> String {
    format!(
        "{} {}",
        degrees(position.lat_deg(), 'N', 'S'),
        degrees(position.lon_deg(), 'E', 'W')
    )
}

/// Two decimals at most: names are for reading.
fn degrees(deg: f64, positive: char, negative: char) -> String {
    let rounded = (deg.abs() * 100.0).round() / 100.0;
    format!("{rounded}°{}", if deg < 0.0 { negative } else { positive })
}
