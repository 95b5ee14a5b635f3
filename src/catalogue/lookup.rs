//! From a name in any spelling to one entry of the catalogue, or to an error that helps.

use std::sync::LazyLock;

use super::bearer::Table;
use super::given::given;
use super::tables::{self, Bearer};
use super::{City, Missile, Place, Site, country_name, missiles, sites};
use crate::error::{Error, Result};
use crate::names::{LIKENESS, Letters, best_three, fold, likeness};

/// The end of a ground track that a name stands for. A name that is both a site and a city is a site as source and a
/// city as destination.
///
/// ```
/// use arcminute::catalogue::{Role, place};
/// // Kursk has a base, which is a site and has no inhabitants, and is a city.
/// assert_eq!(place("Kursk", Role::From)?.population, None);
/// assert!(place("Kursk", Role::To)?.population.is_some());
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The source: sites first.
    From,
    /// The destination: cities first.
    To,
}

/// An entry of the catalogue that has a position.
///
/// ```
/// use arcminute::catalogue::{Role, SiteOrCity, site_or_city};
/// let inhabitants = |entry| match entry {
///     SiteOrCity::City(city) => Some(city.population),
///     SiteOrCity::Site(_) => None,
/// };
/// assert!(inhabitants(site_or_city("Minsk", Role::To)?) > Some(1_000_000));
/// assert_eq!(inhabitants(site_or_city("Kapustin Yar", Role::From)?), None);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub enum SiteOrCity {
    /// A site.
    Site(&'static Site),
    /// A city.
    City(City),
}

impl SiteOrCity {
    /// The entry as a place.
    pub fn place(self) -> Place {
        match self {
            Self::Site(site) => site.place(),
            Self::City(city) => city.place(),
        }
    }

    /// Id and description, to tell it from others of its name.
    fn candidate(&self) -> String {
        match self {
            Self::Site(site) => format!("{} (site, {})", site.id, country_name(site.country)),
            Self::City(city) => {
                format!(
                    "{} ({}, {}, {} people)",
                    city.id,
                    city.name,
                    country_name(city.country),
                    city.population
                )
            }
        }
    }

    fn is_capital(&self) -> bool {
        matches!(self, Self::City(city) if city.capital)
    }
}

/// The place that `text` stands for: a position in any of its forms, or a name in any of its spellings.
///
/// # Errors
/// [`Error::Unknown`] with the nearest names, [`Error::Ambiguous`] with the candidates, or what is wrong with the
/// position.
///
/// ```
/// use arcminute::catalogue::{Role, place};
/// assert_eq!(place("Київ", Role::To)?.name, "Kyiv");
/// assert_eq!(place("54.71N, 20.51E", Role::From)?.position.lat_deg(), 54.71);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn place(text: &str, role: Role) -> Result<Place> {
    if let Some(found) = given(text) {
        return found;
    }
    site_or_city(text, role).map(SiteOrCity::place)
}

/// The site or city that bears a name.
///
/// Sites beat cities as source, and cities beat sites as destination; within a table an id beats a name and a name
/// beats another spelling. A capital beats other cities of its name.
///
/// # Errors
/// [`Error::Unknown`] or [`Error::Ambiguous`].
///
/// ```
/// use arcminute::catalogue::{Role, SiteOrCity, site_or_city};
/// // Sites come first as source, but a name that no site bears finds its city.
/// assert!(matches!(site_or_city("Kursk", Role::From)?, SiteOrCity::Site(_)));
/// assert!(matches!(site_or_city("Berlin", Role::From)?, SiteOrCity::City(city) if city.capital));
/// // Missiles are not places.
/// assert!(site_or_city("SSC-8", Role::To).is_err());
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn site_or_city(text: &str, role: Role) -> Result<SiteOrCity> {
    let found: Vec<Bearer> = tables::bearers(&fold(text))
        .filter(|bearer| bearer.table != Table::Missile)
        .collect();
    let first_table = match role {
        Role::From => Table::Site,
        Role::To => Table::City,
    };
    let rank = |bearer: &Bearer| (bearer.table != first_table, bearer.kind);
    let Some(best) = found.iter().map(rank).min() else {
        return Err(unknown_place(text));
    };
    let mut candidates: Vec<SiteOrCity> = found
        .iter()
        .filter(|bearer| rank(bearer) == best)
        .map(entry)
        .collect();
    if candidates.len() > 1
        && candidates
            .iter()
            .filter(|candidate| candidate.is_capital())
            .count()
            == 1
    {
        candidates.retain(SiteOrCity::is_capital);
    }
    match candidates.len() {
        1 => Ok(candidates.swap_remove(0)),
        _ => Err(Error::Ambiguous {
            what: "place",
            name: text.to_owned(),
            candidates: candidates.iter().map(SiteOrCity::candidate).collect(),
        }),
    }
}

/// The missile that bears a name, with all that is known of it.
///
/// # Errors
/// [`Error::Unknown`] with the nearest names, or [`Error::Ambiguous`].
///
/// ```
/// use arcminute::{Error, catalogue::missile};
/// assert_eq!(missile("ss20")?.id, "rsd-10");
/// let Err(Error::Unknown { nearest, .. }) = missile("Oreshnk") else { panic!("no missile bears this name") };
/// assert_eq!(nearest[0], "oreshnik");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn missile(text: &str) -> Result<&'static Missile> {
    let found: Vec<Bearer> = tables::bearers(&fold(text))
        .filter(|bearer| bearer.table == Table::Missile)
        .collect();
    let best = found.iter().map(|bearer| bearer.kind).min();
    let candidates: Vec<&Missile> = found
        .iter()
        .filter(|bearer| Some(bearer.kind) == best)
        .map(|bearer| &missiles()[bearer.row])
        .collect();
    match candidates[..] {
        [missile] => Ok(missile),
        [] => Err(Error::Unknown {
            what: "missile",
            name: text.to_owned(),
            nearest: nearest_ids(text, |bearer| {
                (bearer.table == Table::Missile).then(|| missiles()[bearer.row].id)
            }),
            advice: "`arcminute list missiles` shows what there is",
        }),
        _ => Err(Error::Ambiguous {
            what: "missile",
            name: text.to_owned(),
            candidates: candidates
                .iter()
                .map(|missile| format!("{} ({})", missile.id, missile.name))
                .collect(),
        }),
    }
}

fn entry(bearer: &Bearer) -> SiteOrCity {
    match bearer.table {
        Table::Site => SiteOrCity::Site(&sites()[bearer.row]),
        Table::City | Table::Missile => SiteOrCity::City(tables::city(bearer.row)),
    }
}

fn unknown_place(text: &str) -> Error {
    let nearest = nearest_ids(text, |bearer| match bearer.table {
        Table::City => Some(tables::city(bearer.row).id),
        Table::Site => Some(sites()[bearer.row].id),
        Table::Missile => None,
    });
    let advice = "`arcminute list cities` shows what there is; any other place by its coordinates, as 35.69,51.39";
    Error::Unknown {
        what: "place",
        name: text.to_owned(),
        nearest,
        advice,
    }
}

/// The letters of each name of the index, counted when the first wrong name is met.
static LETTERS: LazyLock<Vec<Letters>> = LazyLock::new(|| {
    (0..tables::name_count())
        .map(|at| Letters::of(tables::name(at)))
        .collect()
});

/// The ids of the entries whose names are most like `text`.
fn nearest_ids(text: &str, id_of: impl Fn(Bearer) -> Option<&'static str>) -> Vec<String> {
    let wanted = fold(text);
    let letters = Letters::of(&wanted);
    let may_be_meant = LETTERS
        .iter()
        .enumerate()
        .filter(|(_, others)| letters.may_be_like(**others));
    best_three(may_be_meant.filter_map(|(at, _)| {
        let likeness = likeness(&wanted, tables::name(at));
        if likeness < LIKENESS {
            None
        } else {
            id_of(tables::bearer(at)).map(|id| (likeness, id.to_owned()))
        }
    }))
}
