//! The rule that chooses among several bearers of a name. `docs/data.md` states it in words.

use std::cmp::Reverse;

use super::bearer::{NameKind, Table};
use super::lookup::{Role, SiteOrCity};
use super::tables::{self, Bearer};
use super::{City, sites};
use crate::names::{fold, without_bracket};

/// Ratio by which one city must be larger than another of its name to be meant without a qualifier.
const TIMES_AS_LARGE: u64 = 10;

/// The outcome of the rule.
pub(super) enum Choice {
    /// One is meant; others bear the name equally well.
    One {
        entry: SiteOrCity,
        others: Vec<SiteOrCity>,
    },
    /// None is large enough to be preferred.
    Ambiguous(Vec<SiteOrCity>),
}

/// The bearers of a name that are places.
pub(super) fn places_named(folded: &str) -> Vec<Bearer> {
    tables::bearers(folded)
        .filter(|bearer| matches!(bearer.table, Table::City | Table::Site))
        .collect()
}

/// The entry of a bearer that is a place.
pub(super) fn entry(bearer: Bearer) -> SiteOrCity {
    match bearer.table {
        Table::Site => SiteOrCity::Site(&sites()[bearer.row]),
        _ => SiteOrCity::City(tables::city(bearer.row)),
    }
}

/// True for a name rather than a spelling; for a city of Europe, also if its name begins so: Frankfurt.
pub(super) fn is_called(bearer: Bearer, folded: &str) -> bool {
    bearer.kind != NameKind::Spelling || {
        let city = tables::city(bearer.row);
        bearer.table == Table::City && city.european && begins_with(city.name, folded)
    }
}

/// True if a name of several words begins with these words.
fn begins_with(name: &str, folded: &str) -> bool {
    let mut beginning = String::new();
    let words: Vec<String> = name.split(is_between_words).map(fold).collect();
    words[..words.len() - 1].iter().any(|word| {
        beginning.push_str(word);
        !word.is_empty() && beginning == folded
    })
}

/// True for a character that separates the words of a name.
pub(super) fn is_between_words(letter: char) -> bool {
    letter.is_whitespace() || "(),/-–.".contains(letter)
}

/// Chooses among the bearers of a name, at least one. `id` is the original text, if it may be an id.
///
/// An exact id names its entry. As source a site is preferred, as destination a city; but the id of a site means that site
/// if no city has it, and a main name is preferred to a spelling.
pub(super) fn choose(found: &[Bearer], id: Option<&str>, folded: &str, role: Role) -> Choice {
    let of = |table| found.iter().copied().filter(move |it| it.table == table);
    let with_id = |table| of(table).find(|it| it.kind == NameKind::Id);
    let site_id = with_id(Table::Site).filter(|_| id.is_some());
    let city_id = with_id(Table::City);
    let is_exact = |bearer: Option<Bearer>| bearer.is_some_and(|it| Some(entry(it).id()) == id);
    let called = || of(Table::City).filter(|it| is_called(*it, folded));
    let takes_site = match (site_id, city_id) {
        (Some(_), Some(_)) => role == Role::From,
        (Some(_), None) => true,
        (None, Some(_)) if is_exact(city_id) => false,
        _ => {
            let has_site = of(Table::Site).next().is_some();
            let site_has_name = of(Table::Site).any(|it| it.kind != NameKind::Spelling);
            match role {
                Role::From => has_site,
                Role::To => {
                    called().next().is_none() && (site_has_name || of(Table::City).next().is_none())
                }
            }
        }
    };
    let mut cities: Vec<City> = called().map(|it| tables::city(it.row)).collect();
    let is_name = !cities.is_empty();
    if !is_name {
        cities = of(Table::City).map(|it| tables::city(it.row)).collect();
    }
    let rivals_of = |site: Bearer| {
        let SiteOrCity::Site(place) = entry(site) else {
            return Vec::new();
        };
        // A city with only a spelling of this name is no rival of a site with the name, unless it may be the destination.
        let is_rival = |city: &&City| {
            is_name
                || site.kind == NameKind::Spelling
                || (role == Role::To && city.country == place.country)
        };
        let rivals = cities.iter().filter(is_rival);
        rivals.map(|city| SiteOrCity::City(*city)).collect()
    };
    if takes_site {
        let best = of(Table::Site).map(|it| it.kind).min();
        let sites: Vec<Bearer> = of(Table::Site).filter(|it| Some(it.kind) == best).collect();
        return match sites[..] {
            [site] => Choice::One {
                entry: entry(site),
                others: rivals_of(site),
            },
            _ => Choice::Ambiguous(sites.into_iter().map(entry).collect()),
        };
    }
    let own = city_id.map(|it| tables::city(it.row));
    let Some(city) = meant(&cities, own, is_exact(city_id)) else {
        return Choice::Ambiguous(cities.into_iter().map(SiteOrCity::City).collect());
    };
    // Mińsk Mazowiecki is no other Minsk, but Frankfurt (Oder) is another Frankfurt, and who writes Santiago may mean the
    // one of Compostela rather than one outside Europe.
    let has_name = |city: &City| fold(without_bracket(city.name)) == folded;
    let is_rival = |other: &City| {
        // An id is deliberate, unless a larger city has the name.
        let is_greater = other.population > city.population;
        other.geonames_id != city.geonames_id
            && (is_greater || !is_exact(city_id))
            && (has_name(other) || !has_name(&city) || other.european && !city.european)
    };
    let rivals = cities.into_iter().filter(is_rival);
    let mut others: Vec<SiteOrCity> = rivals.map(SiteOrCity::City).collect();
    let sites = of(Table::Site).filter(|it| !is_name || it.kind != NameKind::Spelling);
    others.extend(sites.map(entry));
    Choice::One {
        entry: SiteOrCity::City(city),
        others,
    }
}

/// The city that is meant: the one with this id, if no larger one outside Europe has the name; a European one, unless one
/// outside Europe is ten times as large; of several, the one ten times as large as every other.
fn meant(cities: &[City], own: Option<City>, is_exact: bool) -> Option<City> {
    let exceeds = |large: &City, small: &City| {
        u64::from(large.population) >= TIMES_AS_LARGE * u64::from(small.population)
    };
    let largest = |european| {
        let mut of_part: Vec<&City> = cities
            .iter()
            .filter(|city| city.european == european)
            .collect();
        of_part.sort_by_key(|city| Reverse(city.population));
        of_part
    };
    let (europe, elsewhere) = (largest(true), largest(false));
    if let Some(own) = own {
        let greater = elsewhere.first().filter(|city| exceeds(city, &own));
        if is_exact || !own.european || greater.is_none() {
            return Some(own);
        }
    }
    let is_elsewhere = match (europe.first(), elsewhere.first()) {
        (Some(of_europe), Some(other)) => exceeds(other, of_europe),
        (first, _) => first.is_none(),
    };
    match if is_elsewhere { elsewhere } else { europe }[..] {
        [one] => Some(*one),
        [first, second, ..] if exceeds(first, second) => Some(*first),
        _ => None,
    }
}

/// The candidates with the largest first.
pub(super) fn by_size(mut entries: Vec<SiteOrCity>) -> Vec<SiteOrCity> {
    entries.sort_by_key(|entry| Reverse(entry.population()));
    entries
}

/// True if a name continues after `base` with the words of `qualifier`, each in full or shortened: `Main`, `M.` for
/// Frankfurt am Main, `Oder` for Frankfurt (Oder).
pub(super) fn goes_on(name: &str, base: &str, qualifier: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(is_between_words).map(fold);
        words.filter(|word| !word.is_empty()).collect()
    };
    let mut beginning = String::new();
    let all = words(name);
    let count = all.iter().position(|word| {
        beginning.push_str(word);
        beginning == base
    });
    let Some(count) = count else { return false };
    let telling = |words: &[String]| -> Vec<String> {
        let telling = words.iter().filter(|it| !JOINING.contains(&it.as_str()));
        telling.cloned().collect()
    };
    let rest = telling(&all[count + 1..]);
    let mut wanted = telling(&words(qualifier));
    if wanted.is_empty() {
        wanted = words(qualifier);
    }
    !wanted.is_empty()
        && rest.len() == wanted.len()
        && rest
            .iter()
            .zip(&wanted)
            .all(|(full, short)| full.starts_with(short.as_str()))
}

/// Words that join the parts of a name and are often left out or shortened.
const JOINING: [&str; 44] = [
    "a", "aan", "am", "an", "auf", "b", "bei", "by", "d", "de", "del", "dem", "den", "der", "des",
    "di", "do", "i", "im", "in", "la", "le", "les", "na", "nad", "o", "ob", "of", "on", "op", "pe",
    "pod", "pri", "sous", "sul", "sur", "the", "u", "under", "unter", "upon", "v", "vor", "y",
];
