//! Sites, cities, missiles and range claims from `data/`, and how names find them.
//!
//! Cities and the index of names are packed at build time and read in place; the small tables are parsed when they
//! are first asked for.

mod group;
mod lookup;
mod missile;
mod packed;
mod range_rule;
mod system;
mod table;
mod test_flight;

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::position::Position;

pub use group::{Group, each_once, places};
pub use lookup::{Role, SiteOrCity, missile, place, site_or_city};
pub use missile::{
    Basing, Basis, Claim, InfListing, Kind, Missile, claims, claims_of, missiles, range_by_claims,
};
pub use system::{GENERIC_SPEED_KM_H, Reach, System};
pub use test_flight::{ReportKind, TestFlight, test_flights};

/// A named position, as source or destination of a ground track.
///
/// ```
/// use arcminute::catalogue::{Role, place};
/// let area = place("Kaliningrad", Role::From)?;
/// let city = place("Kaliningrad", Role::To)?;
/// assert!(area.population.is_none() && city.population.is_some());
/// // The site stands for the whole oblast.
/// assert!(area.uncertainty_km > city.uncertainty_km);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The catalogue's id; None for a position that was given by its coordinates.
    pub id: Option<Cow<'static, str>>,
    /// Name for readers; the coordinates where there is no other.
    pub name: Cow<'static, str>,
    /// ISO 3166-1 alpha-2 code of the country where it lies today, XK for Kosovo.
    pub country: Option<Cow<'static, str>>,
    /// Where it is taken to be.
    pub position: Position,
    /// How far the real place may be from there, km.
    pub uncertainty_km: f64,
    /// Whether it is a capital of the catalogue.
    pub capital: bool,
    /// Inhabitants, of cities of the catalogue.
    pub population: Option<u32>,
}

impl Place {
    /// A position that is named by its coordinates, taken as exact.
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

    /// A position whose name is empty, taken as exact: for rows that no name is read of.
    ///
    /// ```
    /// use arcminute::catalogue::Place;
    /// let position = "54.71,20.51".parse()?;
    /// assert_eq!(Place::nameless(position).name, "");
    /// assert_eq!(Place::nameless(position).position, Place::at(position).position);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn nameless(position: Position) -> Self {
        let name = Cow::Borrowed("");
        Self {
            id: None,
            name,
            country: None,
            position,
            uncertainty_km: 0.0,
            capital: false,
            population: None,
        }
    }

    /// By how much the distance between two places may differ from that between their positions, km.
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

/// A European city of 15,000 people or more, or a capital (`data/cities.csv`, from GeoNames).
///
/// ```
/// use arcminute::catalogue::cities;
/// let kyiv = cities().find(|city| city.id == "kyiv").unwrap();
/// assert!(kyiv.capital && kyiv.country == "UA");
/// assert!(kyiv.spellings.split('|').any(|spelling| spelling == "Kiev"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct City {
    /// Kebab-case id, unique among cities.
    pub id: &'static str,
    /// Name in English where there is one in wide use.
    pub name: &'static str,
    /// Other spellings, joined by `|`.
    pub spellings: &'static str,
    /// ISO 3166-1 alpha-2 code, XK for Kosovo.
    pub country: &'static str,
    /// Degrees north.
    pub lat_deg: f64,
    /// Degrees east.
    pub lon_deg: f64,
    /// Inhabitants by GeoNames.
    pub population: u32,
    /// The city's number in GeoNames.
    pub geonames_id: u32,
    /// Whether it is the capital of its country.
    pub capital: bool,
}

impl City {
    /// How far a point of the city may be from its GeoNames position, km. A convention, by population: 2 below
    /// 100,000 people, 5 below a million, 10 from there on.
    ///
    /// ```
    /// use arcminute::catalogue::{City, cities};
    /// let berlin = cities().find(|city| city.id == "berlin").unwrap();
    /// let of = |population| City { population, ..berlin }.uncertainty_km();
    /// assert_eq!([99_999, 100_000, 999_999, 1_000_000].map(of), [2.0, 5.0, 5.0, 10.0]);
    /// ```
    pub fn uncertainty_km(&self) -> f64 {
        match self.population {
            0..100_000 => 2.0,
            100_000..1_000_000 => 5.0,
            _ => 10.0,
        }
    }

    /// The city as a place.
    ///
    /// ```
    /// use arcminute::catalogue::{Role, cities, place};
    /// let dublin = cities().find(|city| city.id == "dublin").unwrap();
    /// assert_eq!(dublin.place(), place("Dublin", Role::To)?);
    /// assert!(dublin.place().position.lon_deg() < 0.0);
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
        }
    }
}

/// A publicly documented base, test range or radar (`data/sites.csv`), known to the nearest town.
///
/// ```
/// use arcminute::catalogue::sites;
/// let base = sites().iter().find(|site| site.id == "akhtyrka").unwrap();
/// // A Soviet base in what is Ukraine today.
/// assert_eq!((base.operator.as_str(), base.country.as_str()), ("SU", "UA"));
/// assert_eq!((base.kind.as_str(), base.last_year), ("historical-base", Some(1991)));
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Kebab-case id, unique among sites.
    pub id: String,
    /// Name for readers.
    pub name: String,
    /// Other spellings, joined by `|`.
    pub aliases: String,
    /// Country where it lies today.
    pub country: String,
    /// Who operates or operated it; `SU` is the Soviet Union.
    pub operator: String,
    /// `base`, `deployment-area`, `test-range`, `historical-base`, `missile-defence`, `radar`, `production`,
    /// `headquarters`.
    pub kind: String,
    /// First year in that role, if known.
    pub first_year: Option<u16>,
    /// Last year in that role; None if it goes on or is unknown.
    pub last_year: Option<u16>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How far the facility may be from the position, km.
    pub uncertainty_km: f64,
    /// Where the position comes from.
    pub position_source: String,
    /// What it is publicly known for.
    pub role: String,
    /// Who says so; begins with `unverified` where no page was seen.
    pub role_source: String,
}

/// A state (`data/countries.csv`).
///
/// ```
/// use arcminute::catalogue::countries;
/// let state = |iso2: &str| countries().iter().find(|country| country.iso2 == iso2).unwrap();
/// assert!(state("IE").eu && !state("IE").nato);
/// assert!(state("US").nato && !state("US").european);
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code; XK for Kosovo, SU for the Soviet Union.
    pub iso2: String,
    /// Name in English.
    pub name: String,
    /// Whether its cities are in the catalogue.
    #[serde(deserialize_with = "table::yes")]
    pub european: bool,
    /// Whether it is a member of the European Union.
    #[serde(deserialize_with = "table::yes")]
    pub eu: bool,
    /// Whether it is a member of NATO.
    #[serde(deserialize_with = "table::yes")]
    pub nato: bool,
    /// The capital's number in GeoNames, for European states.
    pub capital_geonames_id: Option<u32>,
    /// Memberships and disputes that matter here.
    pub note: String,
}

/// All cities, in the order of their ids.
///
/// ```
/// use arcminute::catalogue::cities;
/// let of_ireland: Vec<&str> = cities().filter(|city| city.country == "IE").map(|city| city.id).collect();
/// assert!(of_ireland.is_sorted() && of_ireland.contains(&"dublin"));
/// assert!(cities().all(|city| city.capital || city.population >= 15_000));
/// ```
pub fn cities() -> impl ExactSizeIterator<Item = City> {
    (0..packed::city_count()).map(packed::city)
}

/// All sites, in the order of their ids.
///
/// ```
/// use arcminute::catalogue::sites;
/// let mut missile_defence = sites().iter().filter(|site| site.kind == "missile-defence");
/// assert!(missile_defence.any(|site| site.id == "deveselu" && site.country == "RO" && site.operator == "US"));
/// ```
pub fn sites() -> &'static [Site] {
    static SITES: OnceLock<Vec<Site>> = OnceLock::new();
    SITES.get_or_init(|| table::embedded(include_str!("../data/sites.csv")))
}

/// All missiles as the models see them, in the order of their ids.
///
/// ```
/// use arcminute::catalogue::{Reach, systems};
/// let reaches_2000_km =
///     |id: &str| Reach::of(systems().find(|system| system.id == id).unwrap().range_km.unwrap(), 2000.0);
/// assert_eq!(reaches_2000_km("rsd-10"), Reach::Within);
/// assert_eq!(reaches_2000_km("9m723"), Reach::Beyond);
/// ```
pub fn systems() -> impl ExactSizeIterator<Item = System> {
    (0..packed::system_count()).map(packed::system)
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
    static COUNTRIES: OnceLock<Vec<Country>> = OnceLock::new();
    COUNTRIES.get_or_init(|| table::embedded(include_str!("../data/countries.csv")))
}

/// The name of a state, or the code itself if the catalogue does not hold it.
///
/// ```
/// use arcminute::catalogue::country_name;
/// assert_eq!(country_name("SU"), "Soviet Union");
/// assert_eq!(country_name("ZZ"), "ZZ");
/// ```
pub fn country_name(iso2: &str) -> &str {
    packed::country_name(iso2).unwrap_or(iso2)
}

/// The tables that names point into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    City,
    Site,
    Missile,
}

/// What a name is to its bearer, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NameKind {
    Id,
    Name,
    Spelling,
}

/// The position of a catalogue row. A test checks every row, so the origin never stands in for one.
fn checked(lat_deg: f64, lon_deg: f64) -> Position {
    Position::new(lat_deg, lon_deg).unwrap_or(Position::ORIGIN)
}
