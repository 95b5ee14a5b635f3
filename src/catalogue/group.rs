//! Groups of places: `@capitals`, `@cities>500k`, `@capitals:world`, `@country:DE`, `@nato`, `@sites:RU`, `@launch-sites:RU`.

mod list;
mod unknown;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use super::given::given;
use super::lookup::{self, Role};
use super::part::part_of_country;
use super::qualified::countries_named;
use super::{City, Country, Place, Site, SiteKind, cities, countries, sites, world_cities};
use crate::error::{Error, Result};
use crate::names::fold;
use crate::names::nearest;
use crate::number::{Kind, Quantity, read_number};
use list::groups_of;
use unknown::unknown_group;

pub(super) use list::{as_options, named_parts};

/// A group of places of the catalogue.
///
/// ```
/// use arcminute::catalogue::Group;
/// let group: Group = "@country:de".parse()?;
/// assert_eq!(group.to_string(), "@cities:DE");
/// assert!(group.places()?.iter().all(|place| place.country.as_deref() == Some("DE")));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    members: Members,
    filter: Option<Filter>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Members {
    Capitals,
    Cities { above: u32 },
    Sites { with_launches_only: bool },
}

impl Group {
    /// True of a group that is narrowed by the number of people.
    fn has_population(&self) -> bool {
        matches!(self.members, Members::Cities { above: 1.. })
    }
}

/// Narrows a group.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Filter {
    /// One country, by its code.
    Country(&'static str),
    /// The whole world, for a group that is European by default.
    World,
    /// Members of NATO.
    Nato,
    /// Members of the European Union.
    Eu,
    /// Sites of one kind.
    SiteKind(SiteKind),
}

impl Filter {
    fn holds_country(&self, iso2: &str) -> bool {
        let member = |is_member: fn(&Country) -> bool| {
            countries()
                .iter()
                .any(|country| country.iso2 == iso2 && is_member(country))
        };
        match self {
            Self::Country(code) => *code == iso2,
            Self::World => true,
            Self::Nato => member(|country| country.nato),
            Self::Eu => member(|country| country.eu),
            Self::SiteKind(_) => false,
        }
    }
}

/// The places that an argument names: a group, or one place.
///
/// # Errors
/// [`Error::EmptyGroup`] for a group without members, [`Error::Unknown`] for an unknown group, and those of
/// [`lookup::place`].
///
/// ```
/// use arcminute::{Error, catalogue::{Role, places}};
/// assert_eq!(places("Kiev", Role::To)?[0].name, "Kyiv");
/// assert!(places("@nato", Role::To)?.iter().all(|place| place.capital));
/// // A dissolved state has no capital among today's cities.
/// assert!(matches!(places("@capitals:SU", Role::To), Err(Error::EmptyGroup(_))));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn places(text: &str, role: Role) -> Result<Vec<Place>> {
    places_with_note(text, role).map(|(places, _)| places)
}

/// The places that an argument names, with a note of the choice where several bear the name.
pub(crate) fn places_with_note(text: &str, role: Role) -> Result<(Vec<Place>, Option<String>)> {
    if text.trim_start().starts_with('@') {
        let mut all = EachOnce::default();
        let parts = groups_of(text, role)?;
        let note = union_note(text, &parts);
        for part in parts {
            if all.is_new(&part)? {
                all.add(part.parse::<Group>()?.places()?);
            }
        }
        return Ok((all.into_places(), note));
    }
    if let Some(found) = given(text) {
        let note = super::given::note(text).map(|note| format!("{text}: {note}"));
        return Ok((vec![found?], note));
    }
    let named = lookup::named(text, role)?;
    Ok((vec![named.entry.place()], named.note))
}

/// Says which groups a list stands for, where parts without a sign of their own were completed and are not countries alone:
/// `@capitals:eu,nato` is both together, and not what is in both.
fn union_note(text: &str, parts: &[Cow<'_, str>]) -> Option<String> {
    let is_completed = parts.iter().any(|part| matches!(part, Cow::Owned(_)));
    let is_of_countries = |part: &Cow<'_, str>| {
        part.parse::<Group>()
            .is_ok_and(|group| matches!(group.filter, Some(Filter::Country(_))))
    };
    if !is_completed || parts.iter().all(is_of_countries) {
        return None;
    }
    Some(format!(
        "{text} is taken as all of {} together",
        parts.join(" and ")
    ))
}

/// Maximum number of different groups and files in one list: each may hold thousands of places.
const MAX_GROUPS: usize = 100;

/// Number of the groups that a text names.
fn group_count(text: &str) -> usize {
    let is_group = text.trim_start().starts_with('@');
    // One for each part at most.
    if is_group {
        text.split([',', ';']).count()
    } else {
        0
    }
}

/// Places named by several texts, each once, in order; places with equal id and position are the same.
#[derive(Default)]
pub(crate) struct EachOnce {
    texts: HashSet<String>,
    group_count: usize,
    keys: HashSet<(Option<Cow<'static, str>>, u64, u64)>,
    places: Vec<Place>,
}

impl EachOnce {
    /// True for a text not seen before, whose places must be looked up.
    ///
    /// # Errors
    /// [`Error::Usage`] for more groups than a list may have.
    pub(crate) fn is_new(&mut self, text: &str) -> Result<bool> {
        let is_new = self.texts.insert(text.trim().to_owned());
        if is_new {
            self.group_count += group_count(text);
        }
        if self.group_count > MAX_GROUPS {
            return Err(Error::Usage(format!(
                "more than {MAX_GROUPS} different groups and files of places in one list: name one that holds the others"
            )));
        }
        Ok(is_new)
    }

    /// Forgets a text that named no place, so that each occurrence is reported.
    pub(crate) fn forget(&mut self, text: &str) {
        self.texts.remove(text.trim());
        self.group_count -= group_count(text);
    }

    /// Adds the places of a text.
    pub(crate) fn add(&mut self, places: impl IntoIterator<Item = Place>) {
        for place in places {
            let position = place.position;
            let key = (
                place.id.clone(),
                position.lat_deg().to_bits(),
                position.lon_deg().to_bits(),
            );
            if self.keys.insert(key) {
                self.places.push(place);
            }
        }
    }

    /// All places.
    pub(crate) fn into_places(self) -> Vec<Place> {
        self.places
    }
}

impl Group {
    /// The members in the order of their ids.
    ///
    /// # Errors
    /// [`Error::EmptyGroup`] if there is none.
    ///
    /// ```
    /// use arcminute::catalogue::Group;
    /// let places = "@cities>500k".parse::<Group>()?.places()?;
    /// assert!(places.iter().all(|place| place.population > Some(500_000)));
    /// assert!(places.is_sorted_by(|a, b| a.id < b.id));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn places(&self) -> Result<Vec<Place>> {
        let wanted = |country: &str| {
            self.filter
                .as_ref()
                .is_none_or(|filter| filter.holds_country(country))
        };
        let has_world = self.has_world();
        let cities_where = |wanted: &dyn Fn(&City) -> bool| -> Vec<Place> {
            let mut found: Vec<City> = cities()
                .chain(world_cities().filter(|_| has_world))
                .filter(|city| wanted(city))
                .collect();
            found.sort_by_key(|city| city.id);
            found.iter().map(City::place).collect()
        };
        let members = match self.members {
            Members::Capitals => cities_where(&|city| city.capital && wanted(city.country)),
            Members::Cities { above } => {
                // Some seats of government have a population of 0.
                let is_above = |city: &City| above == 0 || city.population > above;
                cities_where(&|city| is_above(city) && wanted(city.country))
            }
            Members::Sites { with_launches_only } => sites()
                .iter()
                .filter(|site| site.launches || !with_launches_only)
                .filter(|site| match &self.filter {
                    Some(Filter::SiteKind(kind)) => site.kind == *kind,
                    _ => wanted(site.country),
                })
                .map(Site::place)
                .collect(),
        };
        if members.is_empty() {
            Err(Error::EmptyGroup(self.to_string()))
        } else {
            Ok(members)
        }
    }
}

impl Group {
    /// True if it includes cities outside Europe: a group of the world, of an alliance, or of a country without places in
    /// Europe.
    fn has_world(&self) -> bool {
        match &self.filter {
            Some(Filter::World | Filter::Nato) => true,
            Some(Filter::Country(code)) => !countries()
                .iter()
                .any(|country| country.iso2 == *code && country.european),
            Some(Filter::Eu | Filter::SiteKind(_)) | None => false,
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.members {
            Members::Capitals => f.write_str("@capitals")?,
            Members::Cities { above: 0 } => f.write_str("@cities")?,
            Members::Cities { above } => write!(f, "@cities>{above}")?,
            Members::Sites {
                with_launches_only: false,
            } => f.write_str("@sites")?,
            Members::Sites {
                with_launches_only: true,
            } => f.write_str("@launch-sites")?,
        }
        match &self.filter {
            None => Ok(()),
            Some(Filter::Country(code)) => write!(f, ":{code}"),
            Some(Filter::SiteKind(kind)) => write!(f, ":{kind}"),
            Some(Filter::World) => f.write_str(":world"),
            Some(Filter::Nato) => f.write_str(":nato"),
            Some(Filter::Eu) => f.write_str(":eu"),
        }
    }
}

impl FromStr for Group {
    type Err = Error;

    /// `@capitals`, `@cities`, `@cities>POPULATION` (or `@cities:POPULATION`), `@sites` and `@launch-sites`, each with
    /// `:COUNTRY` (code or name), `:nato` or `:eu` after it, cities and capitals also with `:world`, sites with `:KIND`;
    /// `@country:COUNTRY` is `@cities:COUNTRY`, `@nato` and `@eu` are the members' capitals.
    fn from_str(text: &str) -> Result<Self> {
        Self::read(text)?.ok_or_else(|| unknown_group(text))
    }
}

impl Group {
    /// `None` where the text is not of the form of a group; what is meant instead is for [`unknown_group`] to say, which
    /// tries its own proposals here.
    fn read(text: &str) -> Result<Option<Self>> {
        let tidy = text.trim().trim_start_matches('@').to_lowercase();
        let (head, filter) = match tidy.split_once(':') {
            Some((head, word)) => (head, Some(word)),
            None => (tidy.as_str(), None),
        };
        // `@cities:500k` is for shells that would take `>` for a redirection.
        let (head, population, filter) = match (head.split_once('>'), filter) {
            (Some((head, number)), filter) => (head.trim_end(), Some(number), filter),
            // `@cities:world>5m` is `@cities>5m:world`.
            (None, Some(word)) if word.contains('>') => match word.split_once('>') {
                Some((word, number)) => (head, Some(number), Some(word.trim_end())),
                None => (head, None, Some(word)),
            },
            (None, Some(word)) if word.trim_start().starts_with(|c: char| c.is_ascii_digit()) => {
                match word.split_once(':') {
                    Some((number, word)) => (head, Some(number), Some(word)),
                    None => (head, Some(word), None),
                }
            }
            (None, filter) => (head, None, filter),
        };
        let above = population
            .map(|number| parse_population(text, number))
            .transpose()?;
        let (members, implied) = match head {
            "capitals" if above.is_none() => (Members::Capitals, None),
            "cities" => (
                Members::Cities {
                    above: above.unwrap_or(0),
                },
                None,
            ),
            "country" if filter.is_some() => (
                Members::Cities {
                    above: above.unwrap_or(0),
                },
                None,
            ),
            "nato" if above.is_none() && filter.is_none() => {
                (Members::Capitals, Some(Filter::Nato))
            }
            "eu" if above.is_none() && filter.is_none() => (Members::Capitals, Some(Filter::Eu)),
            "sites" | "launch-sites" | "launchsites" | "launch sites" if above.is_none() => {
                let with_launches_only = head != "sites";
                (Members::Sites { with_launches_only }, None)
            }
            _ => return Ok(None),
        };
        let is_of_europe = |word: &&str| word.trim() == "europe" && !is_of_sites(members);
        let filter = match filter.filter(|word| !is_of_europe(word)) {
            Some(word) if word.trim().is_empty() => return Ok(None),
            Some(word) => Some(parse_filter(text, word, members)?),
            None => implied,
        };
        Ok(Some(Self { members, filter }))
    }
}

/// Population of a city.
const POPULATION: Quantity = Quantity::new("population", Kind::Count, 0.0, 4e9);

/// `500k`, `1.5m`, `250000` or `250,000,000`.
fn parse_population(text: &str, number: &str) -> Result<u32> {
    let number = number.trim_start_matches('=');
    match read_number(number, &POPULATION) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the limits of the quantity bound it"
        )]
        Ok(people) => Ok(people as u32),
        Err(error @ Error::TwoReadings { .. }) => Err(error),
        Err(_) => Err(Error::Unreadable {
            name: "group",
            text: text.to_owned(),
            reason: format!(
                "{number:?} is not a population; write @cities>500k, @cities>1.5m or @cities>250000"
            ),
        }),
    }
}

fn is_of_sites(members: Members) -> bool {
    matches!(members, Members::Sites { .. })
}

fn parse_filter(text: &str, word: &str, members: Members) -> Result<Filter> {
    let is_of_sites = is_of_sites(members);
    match word.trim() {
        "nato" => return Ok(Filter::Nato),
        "eu" => return Ok(Filter::Eu),
        "world" if !is_of_sites => return Ok(Filter::World),
        _ => {}
    }
    if is_of_sites && let Ok(kind) = word.parse() {
        return Ok(Filter::SiteKind(kind));
    }
    if let Some((name, state)) = part_of_country(word) {
        let (head, _) = text.rsplit_once(':').unwrap_or((text, ""));
        return Err(Error::OtherKind {
            name: text.to_owned(),
            what: format!(
                "a group of {name}, which is a part of {} ({}) and no country",
                state.iso2, state.name
            ),
            advice: format!("write {head}:{}", state.iso2),
        });
    }
    let named: Vec<&Country> = countries_named(word).collect();
    match named[..] {
        [country] => return Ok(Filter::Country(country.iso2)),
        [] => {}
        _ => {
            return Err(Error::Ambiguous {
                what: "country",
                name: word.to_owned(),
                candidates: named
                    .iter()
                    .map(|country| format!("{} ({})", country.iso2, country.name))
                    .collect(),
            });
        }
    }
    let known = countries().iter().map(|country| country.name);
    // Of three letters one is too much to be a slip: GER begins a name.
    let wanted = fold(word);
    let near: Vec<String> = if wanted.len() <= 3 {
        let begins = known.filter(|name| !wanted.is_empty() && fold(name).starts_with(&wanted));
        begins.take(3).map(str::to_owned).collect()
    } else {
        nearest(word, known)
    };
    let nearest: Vec<String> = near
        .into_iter()
        .filter_map(|name| countries().iter().find(|country| country.name == name))
        .map(|country| format!("{} ({})", country.iso2, country.name))
        .collect();
    let advice = if is_of_sites {
        "`arcminute list countries` and `arcminute list sites` show what there is"
    } else {
        "`arcminute list countries` shows what there is"
    };
    // As it was written, not in lower case.
    let written = text.rsplit(':').next().unwrap_or(word);
    Err(Error::Unknown {
        what: "country",
        name: written.to_owned(),
        nearest,
        advice,
    })
}
