//! Sites, cities, missiles and range claims from `data/`, and their look-up by name.
//!
//! The build script checks the tables and turns them into statics, so a row that breaks a rule fails the build.

mod advice;
mod alpha3;
pub(crate) mod asked;
mod bearer;
#[cfg(test)]
#[path = "../build/check.rs"]
mod check;
mod claim;
mod edition;
pub(crate) mod given;
mod group;
mod language;
mod local_names;
mod lookup;
mod misplaced;
mod missile;
pub(crate) mod own;
mod part;
pub(crate) mod qualified;
mod range_rule;
mod rule_of_names;
pub(crate) mod script;
mod site;
mod system;
mod tables;
mod tally;
mod test_flight;
#[cfg(test)]
mod tests;
mod without;

use std::borrow::Cow;

use crate::position::Position;

pub(crate) use advice::{Asker, advised};
pub use claim::{Basis, Bound, Checked, Claim, Grade, Word};
pub use edition::{Edition, edition};
pub(crate) use given::NotesOfBearers;
pub(crate) use group::{EachOnce, places_with_note};
pub use group::{Group, places};
pub use language::Language;
pub(crate) use local_names::country_name_in;
pub use lookup::{Role, SiteOrCity, missile, place, site_or_city};
pub(crate) use lookup::{named, named_without_suggestions};
pub(crate) use misplaced::Doubts;
pub(crate) use missile::SpeedStanding;
pub use missile::{Basing, InfListing, Kind, Missile, Status};
#[cfg(feature = "commands")]
pub(crate) use part::part_of_country;
#[cfg(feature = "commands")]
pub(crate) use qualified::countries_named;
#[cfg(test)]
pub(crate) use range_rule::range_by_claims;
pub(crate) use range_rule::{capabilities, leaves_open};
pub use site::{City, Country, Site, SiteKind};
pub use system::{GENERIC_SPEED_KM_H, Reach, System};
pub use tally::{Reason, Tally};
pub use test_flight::{FlightClass, ReportKind, SourceGrade, TestFlight};
pub(crate) use without::id_of as claim_id;

/// A named position, as source or destination of a ground track.
///
/// ```
/// use arcminute::catalogue::{Role, place};
/// let area = place("Kaliningrad", Role::From)?;
/// let city = place("Kaliningrad", Role::To)?;
/// assert!(area.population.is_none() && city.population.is_some());
/// // The site covers the whole oblast.
/// assert!(area.uncertainty_km > city.uncertainty_km);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Id in the catalogue; None for a position given by its coordinates.
    pub id: Option<Cow<'static, str>>,
    /// Name for readers; the coordinates where there is no other.
    pub name: Cow<'static, str>,
    /// ISO 3166-1 alpha-2 code of the country where it lies today, XK for Kosovo.
    pub country: Option<Cow<'static, str>>,
    /// Nominal position.
    pub position: Position,
    /// Greatest distance of the real place from the nominal position, km.
    pub uncertainty_km: f64,
    /// True for capitals of the catalogue.
    pub capital: bool,
    /// Population, for cities of the catalogue.
    pub population: Option<u32>,
    /// The site, if the place is one of the catalogue.
    pub site: Option<&'static Site>,
}

impl Place {
    /// A place named by its coordinates, which are taken as exact.
    ///
    /// ```
    /// use arcminute::catalogue::Place;
    /// let place = Place::at("54.71,20.51".parse()?);
    /// assert_eq!(place.name, "54.71°N 20.51°E");
    /// assert_eq!((place.id, place.uncertainty_km), (None, 0.0));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn at(position: Position) -> Self {
        Self {
            name: Cow::Owned(position.to_string()),
            ..Self::nameless(position)
        }
    }

    /// A place with an empty name and an exact position, for rows whose names are not read.
    pub(crate) fn nameless(position: Position) -> Self {
        let name = Cow::Borrowed("");
        Self {
            id: None,
            name,
            country: None,
            position,
            uncertainty_km: 0.0,
            capital: false,
            population: None,
            site: None,
        }
    }

    /// The name, with the years of a closed site: `Mutlangen (1984–1990)`.
    ///
    /// ```
    /// use arcminute::catalogue::{Role, place};
    /// assert_eq!(place("waren", Role::From)?.label(), "Waren (Müritz) (1984–1988)");
    /// assert_eq!(place("kaliningrad", Role::From)?.label(), "Kaliningrad");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn label(&self) -> Cow<'_, str> {
        match self.site {
            Some(site) => site.label(),
            None => Cow::Borrowed(&self.name),
        }
    }

    /// True of a site that has closed by a date, or by now without one.
    pub(crate) fn is_closed(&self, date: Option<jiff::civil::Date>) -> bool {
        let last_year = self.site.and_then(|site| site.last_year);
        last_year
            .is_some_and(|last| date.is_none_or(|date| i32::from(last) < i32::from(date.year())))
    }

    /// What tells places apart: the id, or for a bare position its coordinates.
    pub(crate) fn identity(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }

    /// Greatest difference between the distance of two places and that of their positions, km.
    ///
    /// ```
    /// use arcminute::catalogue::Place;
    /// let base = Place { uncertainty_km: 35.0, ..Place::at("48.58,45.74".parse()?) };
    /// let city = Place { uncertainty_km: 10.0, ..Place::at("50.45,30.52".parse()?) };
    /// assert_eq!(base.joint_uncertainty_km(&city), 45.0);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn joint_uncertainty_km(&self, other: &Self) -> f64 {
        self.uncertainty_km + other.uncertainty_km
    }
}

impl City {
    /// The city as a place.
    ///
    /// ```
    /// use arcminute::catalogue::{Role, cities, place};
    /// let dublin = cities().find(|city| city.id == "dublin").unwrap();
    /// assert_eq!(dublin.place(), place("Dublin", Role::To)?);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn place(&self) -> Place {
        Place {
            id: Some(self.id.into()),
            name: self.name.into(),
            country: Some(self.country.into()),
            position: checked(self.lat_deg, self.lon_deg),
            uncertainty_km: self.uncertainty_km(),
            capital: self.capital,
            population: Some(self.population),
            site: None,
        }
    }
}

impl Site {
    /// The site as a place.
    pub fn place(&'static self) -> Place {
        Place {
            id: Some(self.id.into()),
            name: self.name.into(),
            country: Some(self.country.into()),
            position: checked(self.lat, self.lon),
            uncertainty_km: self.uncertainty_km,
            capital: false,
            population: None,
            site: Some(self),
        }
    }
}

/// All cities of Europe, in the order of their ids.
///
/// ```
/// use arcminute::catalogue::cities;
/// let of_ireland: Vec<&str> = cities().filter(|city| city.country == "IE").map(|city| city.id).collect();
/// assert!(of_ireland.is_sorted() && of_ireland.contains(&"dublin"));
/// assert!(cities().all(|city| city.capital || city.population >= 15_000));
/// ```
pub fn cities() -> impl ExactSizeIterator<Item = City> {
    (0..tables::european_city_count()).map(tables::city)
}

/// The cities outside Europe: capitals, other seats of government, and those of 500,000 people or more, by id.
///
/// ```
/// use arcminute::catalogue::world_cities;
/// assert!(world_cities().all(|city| !city.european));
/// assert!(world_cities().any(|city| city.name == "Washington" && city.capital));
/// ```
pub fn world_cities() -> impl ExactSizeIterator<Item = City> {
    (tables::european_city_count()..tables::city_count()).map(tables::city)
}

/// All sites, in the order of their ids.
///
/// ```
/// use arcminute::catalogue::{SiteKind, sites};
/// let mut missile_defence = sites().iter().filter(|site| site.kind == SiteKind::MissileDefence);
/// assert!(missile_defence.any(|site| site.id == "deveselu" && site.country == "RO" && site.operator == "US"));
/// ```
pub fn sites() -> &'static [Site] {
    &tables::SITES
}

/// All missile types, in the order of their ids.
///
/// ```
/// use arcminute::catalogue::{Basing, Status, missiles};
/// assert!(missiles().is_sorted_by(|a, b| a.id < b.id));
/// let mut eliminated = missiles().iter().filter(|missile| missile.status == Status::EliminatedInf);
/// assert!(eliminated.all(|missile| missile.basing == Basing::Ground && missile.inf_listing.is_some()));
/// ```
pub fn missiles() -> &'static [Missile] {
    &tables::MISSILES
}

/// All missiles as the models see them, in the order of their ids.
///
/// ```
/// use arcminute::catalogue::{Reach, systems};
/// let reach_over_2000_km = |id: &str| systems().find(|system| system.id == id).unwrap().reach(2000.0);
/// assert_eq!(reach_over_2000_km("rsd-10"), Some(Reach::Within));
/// assert_eq!(reach_over_2000_km("9m723"), Some(Reach::Beyond));
/// ```
pub fn systems() -> impl ExactSizeIterator<Item = System> {
    missiles().iter().map(System::of)
}

/// All range claims, sorted by missile and year.
pub fn claims() -> &'static [Claim] {
    &tables::CLAIMS
}

/// The range claims for one missile.
///
/// ```
/// use arcminute::catalogue::{claims_of, missile};
/// assert!(claims_of("9m729").len() > 1);
/// // By the id, not by any other name.
/// assert!(claims_of("SSC-8").is_empty());
/// assert!(claims_of(missile("SSC-8")?.id).iter().all(|claim| claim.missile == "9m729"));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn claims_of(missile_id: &str) -> &'static [Claim] {
    // Claims are sorted by missile.
    let start = claims().partition_point(|claim| claim.missile < missile_id);
    let count = claims()[start..].partition_point(|claim| claim.missile == missile_id);
    &claims()[start..start + count]
}

/// All test flights, in the order of `data/test_flights.csv`.
pub fn test_flights() -> &'static [TestFlight] {
    &tables::TEST_FLIGHTS
}

/// All states that the other tables name.
///
/// ```
/// use arcminute::catalogue::countries;
/// let soviet_union = countries().iter().find(|country| country.iso2 == "SU").unwrap();
/// assert_eq!(soviet_union.name, "Soviet Union");
/// assert!(!soviet_union.european && soviet_union.capital_geonames_id.is_none());
/// ```
pub fn countries() -> &'static [Country] {
    &tables::COUNTRIES
}

/// The name of a state, or the code itself if it is not in the catalogue.
///
/// ```
/// use arcminute::catalogue::country_name;
/// assert_eq!(country_name("SU"), "Soviet Union");
/// assert_eq!(country_name("ZZ"), "ZZ");
/// ```
pub fn country_name(iso2: &str) -> &str {
    // In the order of the codes, which a test holds; a map of all cities asks thousands of times.
    let found = countries().binary_search_by(|country| country.iso2.cmp(iso2));
    found.map_or(iso2, |row| countries()[row].name)
}

/// The position of a row of the catalogue.
fn checked(lat_deg: f64, lon_deg: f64) -> Position {
    Position::new(lat_deg, lon_deg).expect("build.rs checks the positions of the catalogue")
}
