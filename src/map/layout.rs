//! Default projection and extent of a map, and the names of extents.

use std::str::FromStr;

use crate::catalogue::{Place, Reach};
use crate::error::{Error, Result};
use crate::geodesy;
use crate::map::projection::{Kind, Projection};
use crate::map::ring;
use crate::map::sphere;
use crate::map::subject::{RingOf, Subject, Target};
use crate::map::view::Extent;
use crate::number::{self, LATITUDE, LONGITUDE, Quantity, read_number, read_tuple};
use crate::position::Position;
use crate::quantity::Kilometres;

/// Projection and extent of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Layout {
    /// The projection; None for what suits the origins.
    pub(crate) projection: Option<Kind>,
    /// The centre of the projection; None for the origin, or the middle of several.
    pub(crate) centre: Option<Position>,
    /// The extent.
    pub(crate) framing: Framing,
}

/// Extent of a map.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Framing {
    /// What the map is about.
    #[default]
    Auto,
    /// Europe.
    Europe,
    /// All that the projection shows.
    World,
    /// West, south, east and north, degrees.
    Box([f64; 4]),
    /// So far to each side of a position, on the plane of the map.
    Around(Position, Kilometres),
}

/// Room around what is shown, as a share of the larger side.
const MARGIN: f64 = 0.04;

/// Points of each ring that decide what the map must show.
const RING_POINTS: usize = 72;

/// The same of each of many rings, which miss less than 1 % of a radius.
const FEW_RING_POINTS: usize = 24;

/// More origins than this are many.
const MANY_ORIGINS: usize = 100;

/// Rings that reach farther beyond the farthest place than by this factor do not widen the map.
const RING_BEYOND_PLACES: f64 = 1.25;

/// Bands that reach farther from an origin in Europe do not widen the map, nor beside places in Europe ranges, km.
const EUROPE_KM: f64 = 2_000.0;

/// Beyond this the antipode is within the ring, which no map shows, km.
const GREATEST_SHOWN_KM: f64 = 19_000.0;

/// The edges of a box, in the order in which they are written.
const EDGES: [Quantity; 4] = [
    LONGITUDE.named("western edge of the extent"),
    LATITUDE.named("southern edge of the extent"),
    LONGITUDE.named("eastern edge of the extent"),
    LATITUDE.named("northern edge of the extent"),
];

/// Half a side of a square extent.
const HALF_SIDE: Quantity = Quantity::new(
    "half side of the extent",
    number::Kind::Length,
    10.0,
    GREATEST_SHOWN_KM,
);

impl FromStr for Framing {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "auto" => Ok(Self::Auto),
            "europe" => Ok(Self::Europe),
            "world" => Ok(Self::World),
            _ => {
                if let Some((half, middle)) = text.split_once('@') {
                    let half_km = read_number(half, &HALF_SIDE)?;
                    return Ok(Self::Around(middle.parse()?, Kilometres::new(half_km)?));
                }
                let [west, south, east, north] = &EDGES;
                read_tuple(text, [west, south, east, north])
                    .map(Self::Box)
                    .map_err(|error| match error {
                        Error::Unreadable { .. } => Error::Unreadable {
                            name: "extent",
                            text: text.to_owned(),
                            reason:
                                "write europe, auto, world, or WEST,SOUTH,EAST,NORTH in degrees, or KM@LAT,LON"
                                    .to_owned(),
                        },
                        other => other,
                    })
            }
        }
    }
}

impl Layout {
    /// The projection about these origins: azimuthal equidistant for one, where rings are true circles; for several in
    /// Europe the grid of its statistics.
    pub(crate) fn projection(&self, origins: &[Place]) -> Projection {
        if let Some(centre) = self.centre {
            let usual = if origins.len() == 1 {
                Kind::AzimuthalEquidistant
            } else {
                Kind::LambertAzimuthal
            };
            return Projection::new(self.projection.unwrap_or(usual), centre);
        }
        let centre =
            sphere::middle(origins.iter().map(|place| place.position)).unwrap_or(Position::ORIGIN);
        match (self.projection, origins) {
            (None, [one]) => Projection::new(Kind::AzimuthalEquidistant, one.position),
            (None | Some(Kind::LambertAzimuthal), many)
                if many.len() > 1 && (is_european(centre) || self.framing == Framing::Europe) =>
            {
                Projection::europe()
            }
            (None, _) => Projection::new(Kind::LambertAzimuthal, centre),
            (Some(Kind::LambertConic), _) if is_european(centre) => Projection::europe_conformal(),
            (Some(Kind::Mercator), _) if is_european(centre) => {
                Projection::new(Kind::Mercator, Position::ORIGIN)
            }
            (Some(kind), [one]) => Projection::new(kind, one.position),
            (Some(kind), _) => Projection::new(kind, centre),
        }
    }

    /// The extent of a map of this subject.
    ///
    /// # Errors
    /// Those of [`ring::positions`].
    pub(crate) fn extent(&self, subject: &Subject<'_>) -> Result<Extent> {
        match self.framing {
            Framing::Auto => all_of(subject),
            Framing::Europe => Ok(Extent::EUROPE),
            Framing::World => Ok(Extent::World),
            Framing::Box([west_deg, south_deg, east_deg, north_deg]) => Ok(Extent::Box {
                west_deg,
                south_deg,
                east_deg,
                north_deg,
            }),
            Framing::Around(middle, half) => Ok(Extent::Square { middle, half }),
        }
    }
}

/// What the map is about: origins, places, what was asked for by its distance, and rings that do not reach far beyond
/// the places. A band that reaches from Europe around the world does not make the map one of the world.
fn all_of(subject: &Subject<'_>) -> Result<Extent> {
    let mut positions: Vec<Position> = subject
        .origins
        .iter()
        .map(|origin| origin.position)
        .collect();
    positions.extend(subject.radials.iter().map(|radial| radial.to));
    let is_of_europe = subject
        .origins
        .iter()
        .all(|origin| is_european(origin.position));
    let targets = places(subject, is_of_europe);
    positions.extend(targets.iter().map(|target| target.place.position));
    let farthest_km = targets
        .iter()
        .map(|target| target.distance.km())
        .fold(0.0, f64::max);
    let is_among_places = is_of_europe
        && !targets.is_empty()
        && targets
            .iter()
            .all(|target| is_european(target.place.position));
    let has_times = subject.rings.iter().any(|ring| ring.minutes().is_some());
    let is_shown = |of: RingOf, km: f64| {
        let is_near = farthest_km == 0.0 || km <= RING_BEYOND_PLACES * farthest_km;
        match of {
            RingOf::Distance => true,
            RingOf::BandEdge if is_of_europe => km <= EUROPE_KM && is_near,
            // The ends of a range stand behind the lines of time.
            RingOf::Claim { .. } if is_among_places => {
                km <= farthest_km.max(EUROPE_KM) && is_near && !has_times
            }
            RingOf::Claim { .. } => is_near && !has_times,
            // Beside places a line of time is as long as they need.
            RingOf::Time { .. } => farthest_km == 0.0,
            RingOf::BandEdge => is_near,
        }
    };
    let outermost = subject
        .rings
        .iter()
        .filter(|ring| is_shown(ring.of, ring.radius.km()))
        .map(|ring| ring.radius)
        .reduce(|a, b| if a.km() > b.km() { a } else { b });
    let has_bands = subject.rings.iter().any(|ring| ring.of == RingOf::BandEdge);
    let has_others = subject.rings.iter().any(|ring| ring.of != RingOf::BandEdge);
    if is_of_europe && has_bands && !has_others {
        positions.extend(europe());
    }
    if let Some(radius) = outermost {
        let radius = Kilometres::new(radius.km().min(GREATEST_SHOWN_KM))?;
        let count = if subject.origins.len() > MANY_ORIGINS {
            FEW_RING_POINTS
        } else {
            RING_POINTS
        };
        for origin in subject.origins {
            positions.extend(ring::positions(origin.position, radius, count)?);
        }
    }
    positions.extend(lines_beside_places(subject)?);
    Ok(Extent::Positions {
        positions,
        margin: MARGIN,
    })
}

/// The places that the map is about: of a group most of which is in Europe, not the few overseas that no missile reaches. That
/// these are outside the map is said.
fn places<'t, 'a>(subject: &'t Subject<'a>, is_of_europe: bool) -> Vec<&'t Target<'a>> {
    /// Share of a group that makes most of it.
    const MOST: f64 = 0.8;
    let all: Vec<&Target<'_>> = subject.targets.iter().collect();
    let near: Vec<&Target<'_>> = all
        .iter()
        .copied()
        .filter(|target| {
            target.is_named
                || target.reach != Some(Reach::Beyond)
                || is_european(target.place.position)
        })
        .collect();
    if is_of_europe && near.len() as f64 >= MOST * all.len() as f64 {
        near
    } else {
        all
    }
}

/// Of lines of time, where there are places, the parts that are near some: the rest would widen the map to where nothing is.
fn lines_beside_places(subject: &Subject<'_>) -> Result<Vec<Position>> {
    /// So near to a place, as a share of the radius.
    const NEAR: f64 = 0.2;
    /// With more places they are everywhere.
    const MOST_PLACES: usize = 300;
    let mut positions = Vec::new();
    if subject.targets.len() > MOST_PLACES || subject.origins.len() > MANY_ORIGINS {
        return Ok(positions);
    }
    for ring in subject.rings.iter().filter(|ring| ring.minutes().is_some()) {
        for origin in subject.origins {
            let points = ring::positions(origin.position, ring.radius, FEW_RING_POINTS)?;
            positions.extend(points.into_iter().filter(|point| {
                subject.targets.iter().any(|target| {
                    let apart = geodesy::sphere_distance(target.place.position, *point);
                    apart.km() < NEAR * ring.radius.km()
                })
            }));
        }
    }
    Ok(positions)
}

/// The corners of Europe and the middles of its sides.
fn europe() -> impl Iterator<Item = Position> {
    let sides_deg = [
        (-10.0, 35.0),
        (-10.0, 60.0),
        (-24.0, 65.0),
        (25.0, 71.0),
        (42.0, 66.0),
        (42.0, 35.0),
        (15.0, 35.0),
    ];
    sides_deg
        .into_iter()
        .filter_map(|(lon_deg, lat_deg)| Position::new(lat_deg, lon_deg).ok())
}

/// In or near Europe.
fn is_european(position: Position) -> bool {
    (34.0..=72.0).contains(&position.lat_deg()) && (-25.0..=60.0).contains(&position.lon_deg())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extents_are_names_or_four_numbers() {
        assert_eq!("europe".parse::<Framing>().unwrap(), Framing::Europe);
        assert_eq!(
            "800km@50,14.4".parse::<Framing>().unwrap(),
            Framing::Around(
                Position::new(50.0, 14.4).unwrap(),
                Kilometres::new(800.0).unwrap()
            )
        );
        assert_eq!(
            "−10, 35,42,71".parse::<Framing>().unwrap(),
            Framing::Box([-10.0, 35.0, 42.0, 71.0])
        );
        for text in [
            "",
            "Europe",
            "1,2,3",
            "1,2,3,4,5",
            "a,b,c,d",
            "5@0,0",
            "900km@",
            "900km@95,0",
        ] {
            assert!(text.parse::<Framing>().is_err(), "{text:?}");
        }
    }
}
