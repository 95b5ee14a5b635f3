//! Which projection and which extent a map gets where nobody says, and what the names of extents stand for.

use std::str::FromStr;

use crate::catalogue::Place;
use crate::error::{Error, Result};
use crate::map::projection::{Kind, Projection};
use crate::map::ring;
use crate::map::sphere;
use crate::map::subject::Subject;
use crate::map::view::Extent;
use crate::position::Position;
use crate::quantity::Kilometres;

/// How a map is laid out.
///
/// ```
/// use arcminute::catalogue::{Role, place};
/// use arcminute::map::layout::{Framing, Layout};
/// use arcminute::map::projection::Kind;
/// let globe = Layout { projection: Some(Kind::Orthographic), framing: Framing::World };
/// let from = [place("Plesetsk", Role::From)?];
/// assert_eq!(globe.projection(&from).kind(), Kind::Orthographic);
/// assert_eq!(Layout::default().framing, Framing::Auto);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The projection; None for what suits the origins.
    pub projection: Option<Kind>,
    /// What it shows.
    pub framing: Framing,
}

/// What a map is to show.
///
/// ```
/// use arcminute::map::layout::Framing;
/// assert_eq!("world".parse::<Framing>()?, Framing::World);
/// let Framing::Box([west_deg, south_deg, east_deg, north_deg]) = "-10,35,42,71".parse()? else { panic!("no box") };
/// assert_eq!((west_deg, east_deg), (-10.0, 42.0));
/// assert_eq!((south_deg, north_deg), (35.0, 71.0));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Framing {
    /// All that is drawn.
    #[default]
    Auto,
    /// Europe.
    Europe,
    /// All that the projection shows.
    World,
    /// West, south, east and north, degrees.
    Box([f64; 4]),
}

/// Room around what is shown, as a share of the larger side.
const MARGIN: f64 = 0.04;

/// Points of each ring that decide what the map must show.
const RING_POINTS: usize = 72;

/// Beyond this the antipode is within the ring, which no map shows, km.
const GREATEST_SHOWN_KM: f64 = 19_000.0;

impl FromStr for Framing {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "auto" => Ok(Self::Auto),
            "europe" => Ok(Self::Europe),
            "world" => Ok(Self::World),
            _ => {
                let degrees: Option<Vec<f64>> =
                    text.split(',').map(|part| part.trim().replace('−', "-").parse().ok()).collect();
                degrees.and_then(|degrees| degrees.try_into().ok()).map(Self::Box).ok_or_else(|| Error::Unreadable {
                    name: "extent",
                    text: text.to_owned(),
                    reason: "write europe, auto, world, or WEST,SOUTH,EAST,NORTH in degrees".to_owned(),
                })
            }
        }
    }
}

/// From what is drawn to the projection and the extent of its map.
///
/// ```
/// use arcminute::catalogue::{Role, place};
/// use arcminute::map::layout::Layout;
/// use arcminute::map::projection::Kind;
/// let from = [place("Kaliningrad", Role::From)?];
/// let projection = Layout::default().projection(&from);
/// assert_eq!(projection.kind(), Kind::AzimuthalEquidistant);
/// assert_eq!(projection.centre(), from[0].position);
/// # Ok::<(), arcminute::Error>(())
/// ```
impl Layout {
    /// The projection about these origins: azimuthal equidistant for one, where rings are true circles; for several in
    /// Europe the grid of its statistics.
    ///
    /// ```
    /// use arcminute::catalogue::{Role, place};
    /// use arcminute::map::layout::Layout;
    /// let aegis_ashore = [place("Deveselu", Role::From)?, place("Redzikowo", Role::From)?];
    /// assert_eq!(Layout::default().projection(&aegis_ashore).epsg(), Some(3035));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn projection(&self, origins: &[Place]) -> Projection {
        let centre = sphere::middle(origins.iter().map(|place| place.position)).unwrap_or(Position::ORIGIN);
        match (self.projection, origins) {
            (None, [one]) => Projection::new(Kind::AzimuthalEquidistant, one.position),
            (None | Some(Kind::LambertAzimuthal), many) if many.len() > 1 && is_european(centre) => {
                Projection::europe()
            }
            (None, _) => Projection::new(Kind::LambertAzimuthal, centre),
            (Some(Kind::LambertConic), _) if is_european(centre) => Projection::europe_conformal(),
            (Some(Kind::Mercator), _) if is_european(centre) => Projection::new(Kind::Mercator, Position::ORIGIN),
            (Some(kind), [one]) => Projection::new(kind, one.position),
            (Some(kind), _) => Projection::new(kind, centre),
        }
    }

    /// The extent of a map of this subject.
    ///
    /// # Errors
    /// Those of [`ring::positions`].
    ///
    /// ```
    /// use arcminute::assessment::Assumptions;
    /// use arcminute::catalogue::{Role, place};
    /// use arcminute::geodesy;
    /// use arcminute::map::isochrone::Clock;
    /// use arcminute::map::layout::Layout;
    /// use arcminute::map::subject::{Request, Subject};
    /// use arcminute::map::view::Extent;
    /// use arcminute::present::words::LengthUnit;
    /// use arcminute::treaty::BandSet;
    /// let origins = [place("Kaliningrad", Role::From)?];
    /// let request = Request {
    ///     origins: &origins,
    ///     targets: &[],
    ///     bands: None,
    ///     rings_km: vec![500.0, 1000.0],
    ///     missiles: &[],
    ///     isochrones: None,
    ///     clock: Clock::Flight,
    ///     dots_by_time_of: None,
    ///     radials: 0,
    ///     has_tracks: false,
    ///     title: None,
    ///     assumptions: Assumptions::with_bands(BandSet::named("inf")?),
    ///     unit: LengthUnit::Kilometres,
    /// };
    /// let extent = Layout::default().extent(&Subject::new(&request)?)?;
    /// let Extent::Positions { positions, .. } = extent else { panic!("not what is drawn") };
    /// let km = |&at| geodesy::inverse(origins[0].position, at).distance.km();
    /// let farthest_km = positions.iter().map(km).fold(0.0, f64::max);
    /// assert!((farthest_km - 1000.0).abs() < 1e-6, "the outermost ring is on the map");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn extent(&self, subject: &Subject<'_>) -> Result<Extent> {
        match self.framing {
            Framing::Auto => all_of(subject),
            Framing::Europe => Ok(Extent::EUROPE),
            Framing::World => Ok(Extent::World),
            Framing::Box([west_deg, south_deg, east_deg, north_deg]) => {
                Ok(Extent::Box { west_deg, south_deg, east_deg, north_deg })
            }
        }
    }
}

/// All that is drawn.
fn all_of(subject: &Subject<'_>) -> Result<Extent> {
    let mut positions: Vec<Position> = subject.origins.iter().map(|origin| origin.position).collect();
    positions.extend(subject.targets.iter().map(|target| target.place.position));
    positions.extend(subject.radials.iter().map(|radial| radial.to));
    let outermost = subject.rings.iter().map(|ring| ring.radius).reduce(|a, b| if a.km() > b.km() { a } else { b });
    if let Some(radius) = outermost {
        let radius = Kilometres::new(radius.km().min(GREATEST_SHOWN_KM))?;
        for origin in subject.origins {
            positions.extend(ring::positions(origin.position, radius, RING_POINTS)?);
        }
    }
    Ok(Extent::Positions { positions, margin: MARGIN })
}

fn is_european(position: Position) -> bool {
    (34.0..=72.0).contains(&position.lat_deg()) && (-25.0..=60.0).contains(&position.lon_deg())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extents_are_names_or_four_numbers() {
        assert_eq!("europe".parse::<Framing>().unwrap(), Framing::Europe);
        assert_eq!("−10, 35,42,71".parse::<Framing>().unwrap(), Framing::Box([-10.0, 35.0, 42.0, 71.0]));
        for text in ["", "Europe", "1,2,3", "1,2,3,4,5", "a,b,c,d"] {
            assert!(text.parse::<Framing>().is_err(), "{text:?}");
        }
    }
}
