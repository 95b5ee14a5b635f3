//! Look-up of catalogue entries by name in any spelling, with errors that help.

use std::borrow::Cow;

use super::advice::{ambiguous, nearest_missiles, other_kind, suggestions, unknown_place};
use super::bearer::{NameKind, Table};
use super::given::given;
use super::qualified::{self, Qualified, countries_named};
use super::rule_of_names::{Choice, by_size, choose, entry, places_named};
use super::tables::{self, Bearer};
use super::{City, Country, Missile, Place, Site, country_name, missiles};
use crate::error::{Error, Result};
use crate::names::{fold, likeness};
use crate::shown;

/// The end of a ground track that a name denotes. A name shared by a site and a city means the site as source and the city
/// as destination.
///
/// ```
/// use arcminute::catalogue::{Role, place};
/// // Kursk is both a base, which is a site without population, and a city.
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

    pub(super) fn id(&self) -> &'static str {
        match self {
            Self::Site(site) => site.id,
            Self::City(city) => city.id,
        }
    }

    /// Population of a city, 0 for a site.
    pub(super) fn population(&self) -> u32 {
        match self {
            Self::Site(_) => 0,
            Self::City(city) => city.population,
        }
    }

    /// True if it lies in the country, or the country operates it.
    pub(super) fn is_of(&self, iso2: &str) -> bool {
        match self {
            Self::Site(site) => site.country == iso2 || site.operator == iso2,
            Self::City(city) => city.country == iso2,
        }
    }

    /// Name and country: `Berlin, Germany`.
    pub(super) fn full_name(&self) -> String {
        match self {
            Self::Site(site) => format!("{}, {}", site.name, country_name(site.country)),
            Self::City(city) => format!("{}, {}", city.name, country_name(city.country)),
        }
    }

    /// The text to write for this entry, and its description.
    pub(super) fn suggestion(&self) -> String {
        format!("{} ({})", self.id(), self.full_name())
    }

    /// Id and description, to distinguish it from others of its name.
    pub(super) fn candidate(&self) -> String {
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

    /// Kind, name and country.
    fn told(&self) -> String {
        match self {
            Self::Site(_) => format!("the site {}", self.full_name()),
            Self::City(_) => format!("the city {}", self.full_name()),
        }
    }

    /// True for a site and a city of one name in one country.
    fn is_namesake(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Site(site), Self::City(city)) | (Self::City(city), Self::Site(site)) => {
                (site.name, site.country) == (city.name, city.country)
            }
            _ => false,
        }
    }

    /// The text that names this entry and no other.
    fn exact(&self) -> String {
        let is_other =
            |bearer: &Bearer| bearer.kind == NameKind::Id && entry(*bearer).id() == self.id();
        let is_shared = places_named(&fold(self.id()))
            .iter()
            .filter(|it| is_other(it))
            .count()
            > 1;
        match self {
            _ if !is_shared => self.id().to_owned(),
            Self::Site(site) => format!("{:?}", format!("{} (site)", site.id)),
            Self::City(city) => format!("{:?}", format!("{} (city)", city.id)),
        }
    }
}

impl Place {
    /// The id that finds this place as source or destination: with its kind, if a site and a city share the id and the other
    /// one would be found.
    pub(crate) fn id_as(&self, role: Role) -> Option<Cow<'_, str>> {
        let id = self.id.as_deref()?;
        let is_of_catalogue = self.site.is_some() || self.population.is_some();
        let is_found = !is_of_catalogue
            || site_or_city(id, role)
                .is_ok_and(|found| matches!(found, SiteOrCity::Site(_)) == self.site.is_some());
        Some(match (is_found, self.site) {
            (true, _) => Cow::Borrowed(id),
            (false, Some(_)) => Cow::Owned(format!("{id} (site)")),
            (false, None) => Cow::Owned(format!("{id} (city)")),
        })
    }
}

/// Result of looking up a name.
pub(crate) struct Named {
    /// The entry.
    pub(crate) entry: SiteOrCity,
    /// Note of the choice, where several entries bear the name.
    pub(crate) note: Option<String>,
}

/// The place that `text` denotes: a position in any of its forms, or a name in any of its spellings.
///
/// # Errors
/// [`Error::Unknown`] with the nearest names, [`Error::Ambiguous`] with the candidates, [`Error::OtherKind`] for something
/// other than a place, or the fault of the position.
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
/// An exact id names its entry; a name shared by a site and a city means the site as source and the city as destination. A
/// European city comes before others of its name, unless one of them is ten times as large; of several, the one ten times as
/// large as every other. Text after a comma, in brackets or after a slash narrows the choice: `Brest, France`,
/// `Frankfurt/Oder`, `Kaliningrad (city)`.
///
/// # Errors
/// [`Error::Unknown`], [`Error::Ambiguous`], or [`Error::OtherKind`] for a country, a missile or anything else that is not a
/// place.
///
/// ```
/// use arcminute::catalogue::{Role, SiteOrCity, site_or_city};
/// // Sites come first as source, but a name that no site bears finds its city.
/// assert!(matches!(site_or_city("Kursk", Role::From)?, SiteOrCity::Site(_)));
/// assert!(matches!(site_or_city("Berlin", Role::From)?, SiteOrCity::City(city) if city.capital));
/// // Of two Washingtons the American one is ten times as large.
/// assert!(matches!(site_or_city("Washington", Role::To)?, SiteOrCity::City(city) if city.country == "US"));
/// // Missiles are not places.
/// assert!(site_or_city("SSC-8", Role::To).is_err());
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn site_or_city(text: &str, role: Role) -> Result<SiteOrCity> {
    named(text, role).map(|named| named.entry)
}

/// As [`named`], without the search for names near an unknown one, which takes a thousand times as long.
pub(crate) fn named_without_suggestions(text: &str, role: Role) -> Result<Named> {
    named_or(text, role, |_| Vec::new())
}

/// The site or city that bears a name, with a note where others bear it as well.
pub(crate) fn named(text: &str, role: Role) -> Result<Named> {
    named_or(text, role, suggestions)
}

/// As [`named`], with suggestions for an unknown name from `suggested`.
fn named_or(text: &str, role: Role, suggested: fn(&str) -> Vec<String>) -> Result<Named> {
    let text = text.trim();
    if PLACEHOLDERS.contains(&text) {
        return Err(Error::Unreadable {
            name: "place",
            text: text.to_owned(),
            reason: format!(
                "{text} stands for a place of yours; name one, as kaliningrad or Berlin"
            ),
        });
    }
    if let Some(named) = in_full(text).and_then(|text| by_name(&text, role, Ids::OfWholeNames)) {
        return named;
    }
    if let Some(named) = by_name(text, role, Ids::OfWholeNames) {
        return named.map(|named| with_note_of_code(text, named));
    }
    let mut others = Vec::new();
    for text in std::iter::once(text).chain(with_saint_in_full(text).iter().map(String::as_str)) {
        match qualified::find(text, role) {
            Some(Qualified::Found(choice)) => return taken(text, choice),
            Some(Qualified::NoneFits(found)) => others = found,
            None => {}
        }
        if let Some(named) = by_name(text, role, Ids::All) {
            return named;
        }
    }
    Err(other_kind(text, role).unwrap_or_else(|| {
        let others = by_size(others);
        let mut nearest: Vec<String> = others.iter().map(SiteOrCity::suggestion).collect();
        // A site and a city may share an id.
        nearest.dedup();
        nearest.truncate(3);
        if nearest.is_empty() {
            let name = text.split([',', '(', '/']).next().unwrap_or(text);
            nearest = suggested(name.trim());
        }
        unknown_place(text, nearest)
    }))
}

/// Which ids a text may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ids {
    All,
    /// Of a text with a qualifier those alone that are the name as well: "Halle, DE" is not halle-de, which is the smaller one.
    OfWholeNames,
}

/// Words of the usage for what is to be named.
const PLACEHOLDERS: [&str; 3] = ["FROM", "TO", "PLACE"];

/// A text that begins with `St` with that word in full, where it is a name so and shortened another's spelling: St-Denis.
fn in_full(text: &str) -> Option<String> {
    let is_called = |text: &str| {
        let folded = fold(text);
        places_named(&folded)
            .iter()
            .any(|it| it.kind != NameKind::Spelling)
    };
    let variants = with_saint_in_full(text);
    (!variants.is_empty() && !is_called(text))
        .then(|| variants.into_iter().find(|text| is_called(text)))
        .flatten()
}

/// The entry that the whole text names.
fn by_name(text: &str, role: Role, ids: Ids) -> Option<Result<Named>> {
    let folded = fold(text);
    let mut found = places_named(&folded);
    if ids == Ids::OfWholeNames && has_qualifier(text) {
        let is_name = |bearer: Bearer| match entry(bearer) {
            SiteOrCity::Site(site) => fold(site.name) == folded,
            SiteOrCity::City(city) => fold(city.name) == folded,
        };
        found.retain(|bearer| bearer.kind != NameKind::Id || is_name(*bearer));
    }
    if found.is_empty() {
        return None;
    }
    let choice = choose(&found, Some(text), &folded, role);
    let is_name = found.iter().any(|it| it.kind != NameKind::Spelling);
    // An alternative name of a city must not hide a country or a missile of that name.
    let Some(error) = (!is_name).then(|| other_kind(text, role)).flatten() else {
        return Some(taken(text, choice));
    };
    let Some(country) = capital_of(text, &choice) else {
        return Some(Err(error));
    };
    Some(taken(text, choice).map(|named| Named {
        note: Some(format!(
            "{:?} is taken as the city {}; for the country write @country:{}",
            shown::cut(text),
            named.entry.full_name(),
            country.iso2
        )),
        ..named
    }))
}

/// True if something that tells places apart follows the name: a mark, or the code of a country.
fn has_qualifier(text: &str) -> bool {
    let has_code = || {
        let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        word.len() == 2
            && word.len() < text.len()
            && word.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    text.contains([',', '(', '/', ';']) || has_code()
}

/// Fewest people of a city that an abbreviation in capitals means without a note: ROM.
const PEOPLE_WITHOUT_NOTE: u32 = 500_000;

/// True of a text of the form of codes of airports.
fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The same with a note, where the text has the form of the code of an airport or a city and names a smaller city: BER, a spelling of Veroia.
fn with_note_of_code(text: &str, named: Named) -> Named {
    match &named.entry {
        SiteOrCity::City(city) if is_code(text) && city.population < PEOPLE_WITHOUT_NOTE => {
            let told = format!(
                "{text:?} is taken as {}; codes of three letters are not read",
                named.entry.told()
            );
            let note = named.note.unwrap_or(told);
            Named {
                note: Some(note),
                entry: named.entry,
            }
        }
        _ => named,
    }
}

/// Variants of a text that begins with `St`, `Saint` or the like.
fn with_saint_in_full(text: &str) -> Vec<String> {
    let (word, rest) = text.split_once([' ', '.', '-']).unwrap_or((text, ""));
    let full: &[&str] = match word.to_lowercase().as_str() {
        "st" => &["Saint", "Sankt", "Sint"],
        "ste" => &["Sainte"],
        "saint" => &["St", "Sankt"],
        "sankt" | "sint" => &["St"],
        _ => &[],
    };
    full.iter()
        .map(|word| format!("{word} {}", rest.trim()))
        .collect()
}

/// The country of that name whose capital is chosen.
fn capital_of(text: &str, choice: &Choice) -> Option<&'static Country> {
    let Choice::One {
        entry: SiteOrCity::City(city),
        ..
    } = choice
    else {
        return None;
    };
    let number = Some(city.geonames_id);
    countries_named(text).find(|country| country.capital_geonames_id == number)
}

/// The chosen entry, with a note of the others that might have been meant.
fn taken(text: &str, choice: Choice) -> Result<Named> {
    let (entry, others) = match choice {
        Choice::One { entry, others } => (entry, by_size(others)),
        Choice::Ambiguous(candidates) => return Err(ambiguous(text, &by_size(candidates))),
    };
    let note = (!others.is_empty()).then(|| {
        let shown = others.iter().take(MOST_OTHERS);
        let mut shown: Vec<String> = shown
            .map(|other| match (other, other.is_namesake(&entry)) {
                (SiteOrCity::Site(_), true) => format!("for the site write {}", other.exact()),
                (SiteOrCity::City(_), true) => format!("for the city write {}", other.exact()),
                _ => format!("there is also {}: write {}", other.told(), other.exact()),
            })
            .collect();
        if others.len() > MOST_OTHERS {
            shown.push(format!("and {} more", others.len() - MOST_OTHERS));
        }
        format!(
            "{:?} is taken as {}; {}",
            shown::cut(text),
            entry.told(),
            shown.join("; ")
        )
    });
    let note = note.or_else(|| note_of_other_name(text, &entry));
    Ok(Named { entry, note })
}

/// Fewest people of a city whose other names are taken without a note.
const PEOPLE_OF_OTHER_NAMES: u32 = 100_000;

/// Likeness of two spellings of one name, at least; two names have less.
const ONE_NAME: f64 = 0.8;

/// A note where a town is found by another name than the one it is shown by: a place that is better known, and not in the
/// catalogue, may bear it as well.
fn note_of_other_name(text: &str, entry: &SiteOrCity) -> Option<String> {
    let SiteOrCity::City(city) = entry else {
        return None;
    };
    let (wanted, name) = (fold(text), fold(city.name));
    let is_town = city.population < PEOPLE_OF_OTHER_NAMES && !city.capital;
    let is_part = wanted.contains(&name) || name.contains(&wanted) || fold(city.id) == wanted;
    let is_other = is_town && !is_part && !is_code(text) && !text.contains([',', '(', '/']);
    (is_other && likeness(&wanted, &name) < ONE_NAME).then(|| {
        format!(
            "{:?} is taken as {}, of which it is another name",
            shown::cut(text),
            entry.told()
        )
    })
}

/// Maximum number of others that a note names.
const MOST_OTHERS: usize = 2;

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
    let candidates = missiles_named(text);
    match candidates[..] {
        [missile] => Ok(missile),
        [] => Err(Error::Unknown {
            what: "missile",
            name: text.to_owned(),
            nearest: nearest_missiles(text),
            advice: "`arcminute list missiles` shows what there is; any other by its range, as 2000km",
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

/// The missiles that bear this name as the best of its kinds. Unlike [`missile`] it looks for no similar names, which takes a
/// millisecond.
pub(super) fn missiles_named(text: &str) -> Vec<&'static Missile> {
    let found: Vec<Bearer> = tables::bearers(&fold(text))
        .filter(|bearer| bearer.table == Table::Missile)
        .collect();
    let best = found.iter().map(|bearer| bearer.kind).min();
    found
        .iter()
        .filter(|bearer| Some(bearer.kind) == best)
        .map(|bearer| &missiles()[bearer.row])
        .collect()
}
