//! Rows of the tables of places: sites, cities, countries. The build script uses this file as well.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

codes! {
    /// Kind of site.
    pub enum SiteKind as "kind of site" {
        /// Base of a missile unit.
        Base = "base",
        /// Base that researchers or the press name, and the states have not.
        Reported = "reported",
        /// Area in which units deploy.
        DeploymentArea = "deployment-area",
        /// Range for tests or training.
        TestRange = "test-range",
        /// Base that is one no more.
        HistoricalBase = "historical-base",
        /// Site of interceptors.
        MissileDefence = "missile-defence",
        /// Radar station.
        Radar = "radar",
        /// Factory.
        Production = "production",
        /// Headquarters.
        Headquarters = "headquarters",
    }
}

/// A publicly documented base, test range or radar (`data/sites.csv`), known to the nearest town.
///
/// ```
/// use arcminute::catalogue::{SiteKind, sites};
/// let base = sites().iter().find(|site| site.id == "akhtyrka").unwrap();
/// // A Soviet base in what is Ukraine today.
/// assert_eq!((base.operator, base.country), ("SU", "UA"));
/// assert_eq!((base.kind, base.last_year), (SiteKind::HistoricalBase, Some(1991)));
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Kebab-case id, unique among sites.
    pub id: &'static str,
    /// Name for readers.
    pub name: &'static str,
    /// Other spellings, joined by `|`.
    pub aliases: &'static str,
    /// Country where it lies today: ISO 3166-1 alpha-2 code, XK for Kosovo.
    pub country: &'static str,
    /// State that operates or operated it; `SU` is the Soviet Union.
    pub operator: &'static str,
    /// Base, test range, radar …
    pub kind: SiteKind,
    /// True if missiles are or were launched from there, or from its area.
    #[serde(deserialize_with = "yes_or_no")]
    pub launches: bool,
    /// First year in that role, if known.
    pub first_year: Option<u16>,
    /// Last year in that role; None if it goes on or is unknown.
    pub last_year: Option<u16>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Greatest distance of the facility from the position, km.
    pub uncertainty_km: f64,
    /// Source of the position.
    pub position_source: &'static str,
    /// Role that it is publicly known for.
    pub role: &'static str,
    /// Source of the role; begins with `unverified` where no page was seen.
    pub role_source: &'static str,
}

impl Site {
    /// The name, with the years of a site that is closed: `Mutlangen (1984–1990)`.
    pub(crate) fn label(&self) -> Cow<'static, str> {
        match (self.first_year, self.last_year) {
            (Some(first), Some(last)) => Cow::Owned(format!("{} ({first}–{last})", self.name)),
            (None, Some(last)) => Cow::Owned(format!("{} (to {last})", self.name)),
            (_, None) => Cow::Borrowed(self.name),
        }
    }
}

/// A European city of 15,000 people or more, or a capital (`data/cities.csv`, from GeoNames); elsewhere, a city of 500,000
/// people or more, or a seat of government (`data/world_cities.csv`).
///
/// ```
/// use arcminute::catalogue::cities;
/// let kyiv = cities().find(|city| city.id == "kyiv").unwrap();
/// assert!(kyiv.capital && kyiv.country == "UA");
/// assert!(kyiv.spellings.split('|').any(|spelling| spelling == "Kiev"));
/// ```
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// Kebab-case id, unique among cities.
    pub id: &'static str,
    /// Name in English where there is one in wide use.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2 code, XK for Kosovo.
    pub country: &'static str,
    /// Degrees north.
    #[serde(rename = "lat")]
    pub lat_deg: f64,
    /// Degrees east.
    #[serde(rename = "lon")]
    pub lon_deg: f64,
    /// Population by GeoNames.
    pub population: u32,
    /// True for the capital of its country.
    #[serde(deserialize_with = "yes")]
    pub capital: bool,
    /// The city's number in GeoNames.
    pub geonames_id: u32,
    /// Other spellings, joined by `|`.
    pub spellings: &'static str,
    /// True for the cities of Europe, as `data/SOURCES.md` draws its border.
    #[serde(skip)]
    pub european: bool,
}

impl City {
    /// Greatest distance of a point of the city from its GeoNames position, km. A convention, by population: 2 below
    /// 100,000 people, 5 below a million, 10 from there on.
    pub fn uncertainty_km(&self) -> f64 {
        match self.population {
            0..100_000 => 2.0,
            100_000..1_000_000 => 5.0,
            _ => 10.0,
        }
    }
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
    pub iso2: &'static str,
    /// Name in English.
    pub name: &'static str,
    /// True if its cities are in `data/cities.csv`.
    #[serde(deserialize_with = "yes")]
    pub european: bool,
    /// True for members of the European Union.
    #[serde(deserialize_with = "yes")]
    pub eu: bool,
    /// True for members of NATO.
    #[serde(deserialize_with = "yes")]
    pub nato: bool,
    /// The capital's number in GeoNames.
    pub capital_geonames_id: Option<u32>,
    /// Relevant memberships and disputes.
    pub note: &'static str,
    /// Other spellings, joined by `|`.
    pub spellings: &'static str,
}

/// `yes` or `no`.
pub(super) fn yes_or_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match <&str>::deserialize(deserializer)? {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(serde::de::Error::custom(format!(
            "{other:?} is neither \"yes\" nor \"no\""
        ))),
    }
}

/// `yes` or nothing.
fn yes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match <&str>::deserialize(deserializer)? {
        "yes" => Ok(true),
        "" => Ok(false),
        other => Err(serde::de::Error::custom(format!(
            "{other:?} is neither \"yes\" nor empty"
        ))),
    }
}
