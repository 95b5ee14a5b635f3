//! Positions that are probably not meant: latitude and longitude exchanged, or a name of the catalogue far from its place.

use super::bearer::NameKind;
use super::lookup::SiteOrCity;
use super::rule_of_names::{entry, places_named};
use super::{City, Place, cities, country_name, sites, world_cities};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::names::fold;
use crate::position::Position;
use crate::shown;

/// A position that nobody has named within so many km, though exchanged it would be near a place of the catalogue: within so
/// many.
const NOWHERE_KM: f64 = 300.0;
const NEAR_KM: f64 = 50.0;

/// The same where exchanged it would be in the middle of a place.
const NOWHERE_BESIDE_CENTRE_KM: f64 = 150.0;
const CENTRE_KM: f64 = 10.0;

/// The position the other way round, and the city of Europe near it, if it is far from every place as it stands.
pub(super) fn exchanged(position: Position) -> Option<(Position, City)> {
    // Of most positions this is soon known, and what follows looks at every city.
    if is_near_a_place(position, NOWHERE_BESIDE_CENTRE_KM) {
        return None;
    }
    let other = Position::new(position.lon_deg(), position.lat_deg()).ok()?;
    let gaps = cities().map(|city| (city, gap_km(other, city.lat_deg, city.lon_deg)));
    let (near, distance_km) = gaps.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let is_told = distance_km <= CENTRE_KM
        || (distance_km <= NEAR_KM && !is_near_a_place(position, NOWHERE_KM));
    is_told.then_some((other, near))
}

fn is_near_a_place(position: Position, within_km: f64) -> bool {
    let is_near = |lat_deg: f64, lon_deg| {
        let north_km = (lat_deg - position.lat_deg()).to_radians() * EARTH_RADIUS_KM;
        north_km.abs() <= within_km && gap_km(position, lat_deg, lon_deg) <= within_km
    };
    sites().iter().any(|site| is_near(site.lat, site.lon))
        || cities()
            .chain(world_cities())
            .any(|city| is_near(city.lat_deg, city.lon_deg))
}

/// About the distance, km: along the chord of a sphere.
fn gap_km(from: Position, lat_deg: f64, lon_deg: f64) -> f64 {
    let of = |lat_deg: f64, lon_deg: f64| {
        let (lat, lon) = (lat_deg.to_radians(), lon_deg.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    };
    let a = of(from.lat_deg(), from.lon_deg());
    let b = of(lat_deg, lon_deg);
    let squares = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f64>().sqrt() * EARTH_RADIUS_KM
}

/// A place with a name of the catalogue, far from whoever bears it there.
#[derive(Clone, Debug)]
pub(super) struct Misplaced {
    name: String,
    /// The nearest bearer.
    bearer: SiteOrCity,
    distance_km: f64,
    /// True if the bearer is near the position the other way round.
    is_exchanged: bool,
}

/// So far from its namesake a place is told.
const FAR_KM: f64 = 500.0;

/// What is odd about a place of this name at a position, if it bears a name of the catalogue and is far from all who do. A country
/// that none of them is in says that another is meant.
pub(super) fn misplaced(
    name: &str,
    position: Position,
    country: Option<&str>,
) -> Option<Misplaced> {
    let folded = fold(name);
    if folded.is_empty() {
        return None;
    }
    let bearers = places_named(&folded);
    let named = bearers
        .iter()
        .filter(|bearer| bearer.kind != NameKind::Spelling);
    let gaps = named.map(|bearer| {
        let bearer = entry(*bearer);
        let (lat_deg, lon_deg) = match &bearer {
            SiteOrCity::Site(site) => (site.lat, site.lon),
            SiteOrCity::City(city) => (city.lat_deg, city.lon_deg),
        };
        (
            bearer,
            gap_km(position, lat_deg, lon_deg),
            (lat_deg, lon_deg),
        )
    });
    let (bearer, distance_km, (lat_deg, lon_deg)) = gaps.min_by(|a, b| a.1.total_cmp(&b.1))?;
    if distance_km <= FAR_KM || country.is_some_and(|country| !bearer.is_of(country)) {
        return None;
    }
    let other = Position::new(position.lon_deg(), position.lat_deg()).ok();
    let is_exchanged = other.is_some_and(|other| gap_km(other, lat_deg, lon_deg) <= NEAR_KM);
    Some(Misplaced {
        name: name.to_owned(),
        bearer,
        distance_km,
        is_exchanged,
    })
}

impl Misplaced {
    pub(super) fn told(&self) -> String {
        let far = format!(
            "{:?} lies {} km from {} of the catalogue",
            shown::cut(&self.name),
            shown::grouped(self.distance_km, 0),
            self.bearer.full_name()
        );
        if self.is_exchanged {
            format!("{far}, and with latitude and longitude exchanged would be there")
        } else {
            far
        }
    }
}

/// The places of a file that are probably not where they are meant, of as many as are looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubts {
    looked_at: usize,
    /// How many have latitude and longitude exchanged, and what is told of the first.
    exchanged: Option<(usize, String)>,
    /// How many lie far from whoever bears their name.
    far: Option<(usize, String)>,
    /// How many are known so badly that their numbers may be metres.
    vague: Option<(usize, String)>,
}

/// A place of a file is mostly known better than this, km.
const VAGUE_KM: f64 = 100.0;

/// The most places of a file that are looked at, and as many where the first are in order: each takes some tenths of a millisecond
/// in the middle of an ocean.
const MOST_LOOKED_AT: usize = 200;
const LOOKED_AT_FIRST: usize = 50;

impl Doubts {
    /// True while further places are looked at.
    pub(crate) fn is_open(&self) -> bool {
        let is_in_doubt = [&self.exchanged, &self.far, &self.vague]
            .iter()
            .any(|list| list.is_some());
        self.looked_at < LOOKED_AT_FIRST || (is_in_doubt && self.looked_at < MOST_LOOKED_AT)
    }

    /// Looks at a place of the file.
    pub(crate) fn add(&mut self, line: u64, place: &Place, is_named: bool) {
        if !self.is_open() {
            return;
        }
        self.looked_at += 1;
        if place.uncertainty_km > VAGUE_KM {
            let told = || {
                format!(
                    "line {line}: it is known to within {} km; numbers without a unit are km, and where they are metres, the name \
                     of their column says so, as accuracy_m",
                    shown::grouped(place.uncertainty_km, 0)
                )
            };
            self.vague.get_or_insert_with(|| (0, told())).0 += 1;
        }
        let found = is_named
            .then(|| misplaced(&place.name, place.position, place.country.as_deref()))
            .flatten();
        let (list, told) = match found {
            Some(found) if found.is_exchanged => (&mut self.exchanged, found.told()),
            Some(found) => (&mut self.far, found.told()),
            None => {
                let Some((_, near)) = exchanged(place.position) else {
                    return;
                };
                let told = format!(
                    "{} is far from every place of the catalogue, and with latitude and longitude exchanged would be near {}, {}",
                    place.position,
                    near.name,
                    country_name(near.country)
                );
                (&mut self.exchanged, told)
            }
        };
        let (count, _) = list.get_or_insert_with(|| (0, format!("line {line}: {told}")));
        *count += 1;
    }

    /// One note each of what was found.
    pub(crate) fn notes(&self) -> impl Iterator<Item = String> {
        let of_all = if self.looked_at >= MOST_LOOKED_AT {
            format!("the first {MOST_LOOKED_AT} places")
        } else {
            format!("{} places", self.looked_at)
        };
        let notes = [&self.exchanged, &self.far, &self.vague].map(|list| {
            let (count, first) = list.as_ref()?;
            Some(match count {
                1 => first.clone(),
                count => format!("{first}; so it is with {count} of {of_all}"),
            })
        });
        notes.into_iter().flatten()
    }
}
