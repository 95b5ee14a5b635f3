//! Advice for text that is not a place.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;

use super::bearer::Table;
use super::group::as_options;
use super::lookup::{Role, SiteOrCity};
use super::qualified::countries_named;
use super::rule_of_names::entry;
use super::tables;
use super::{Country, cities, countries, missiles, sites, world_cities};
use crate::error::Error;
use crate::names::{LIKENESS, Letters, fold, likeness};

/// Minimum likeness of a suggested place: one wrong letter in four passes, two in five do not.
const NEAR: f64 = 0.75;

/// Likeness of a name that begins with the given text.
const BEGINNING: f64 = 0.9;

/// Minimum number of letters from which names that begin with them are suggested.
const LEAST_BEGINNING: usize = 4;

/// The error for text that is not a place but a country, a missile, a band set, a group, a file or a list of places.
pub(super) fn other_kind(text: &str, role: Role) -> Option<Error> {
    let folded = fold(text);
    let option = match role {
        Role::From => "--from",
        Role::To => "--to",
    };
    let told = |what: String, advice: String| Error::OtherKind {
        name: text.to_owned(),
        what,
        advice,
    };
    if text.starts_with('@') {
        let advice = format!("it can be a whole {option}, as in {option} @capitals");
        return Some(told(
            "a group, where one place is wanted".to_owned(),
            advice,
        ));
    }
    if let Some(country) = countries_named(text).next() {
        return Some(told(
            "a country, where a place or a group of places is wanted".to_owned(),
            country_advice(country, role),
        ));
    }
    let mut bearers = tables::bearers(&folded);
    if let Some(bearer) = bearers.find(|it| matches!(it.table, Table::Missile | Table::BandSet)) {
        return Some(if bearer.table == Table::Missile {
            let id = missiles()[bearer.row].id;
            let advice = format!("write --missile {id}, or `arcminute show {id}`");
            told("a missile, where a place is wanted".to_owned(), advice)
        } else {
            let [id, _] = tables::BAND_SETS[bearer.row];
            let advice = format!("write --bands {id}, or `arcminute show {id}`");
            told("a band set, where a place is wanted".to_owned(), advice)
        });
    }
    if let Some((_, group)) = GROUPS.iter().find(|(word, _)| *word == folded) {
        let advice = format!("write {option} {group}");
        return Some(told("a group of places".to_owned(), advice));
    }
    file_advice(text, option)
        .map(|advice| told("a file, where a place is wanted".to_owned(), advice))
        .or_else(|| {
            let advice = list_advice(text, role)?;
            Some(told("more than one place".to_owned(), advice))
        })
}

/// Groups, by the words that people use for them.
const GROUPS: [(&str, &str); 14] = [
    ("all", "@cities"),
    ("allcapitals", "@capitals"),
    ("allcities", "@cities"),
    ("everywhere", "@cities"),
    ("capitals", "@capitals"),
    ("cities", "@cities"),
    ("eu", "@eu"),
    ("europe", "@capitals"),
    ("europeanunion", "@eu"),
    ("launchsites", "@launch-sites"),
    ("nato", "@nato"),
    ("natocapitals", "@nato"),
    ("sites", "@sites"),
    ("world", "@capitals:world"),
];

/// Advice with the non-empty groups of a country's places.
fn country_advice(country: &Country, role: Role) -> String {
    let code = country.iso2;
    let has_sites = sites().iter().any(|site| site.country == code);
    let launches = sites()
        .iter()
        .any(|site| site.country == code && site.launches);
    let has_cities = cities()
        .chain(world_cities())
        .any(|city| city.country == code);
    let mut ways = Vec::new();
    match role {
        Role::From if launches => {
            ways.push(format!("--from @launch-sites:{code} for its launch sites"));
        }
        Role::From if has_sites => ways.push(format!("--from @sites:{code} for its sites")),
        _ => {}
    }
    if has_cities {
        let option = if role == Role::From { "--from" } else { "--to" };
        ways.push(format!("{option} @country:{code} for its cities"));
    }
    if ways.is_empty() {
        format!("the catalogue has no place in {}", country.name)
    } else {
        format!("write {}", ways.join(", or "))
    }
}

/// Advice for a file given as a place.
fn file_advice(text: &str, option: &str) -> Option<String> {
    let text = text
        .strip_prefix("file://")
        .or_else(|| text.strip_prefix("file:"))
        .unwrap_or(text);
    let (stem, extension) = text.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    match extension.to_lowercase().as_str() {
        "svg" | "png" | "pdf" | "html" | "md" => {
            Some(format!("write results to it with -o {text}"))
        }
        "toml" => Some(format!("write `arcminute run {text}`")),
        "csv" | "geojson" | "json" | "kml" | "kmz" | "ods" | "parquet" | "tsv" | "txt" | "xls"
        | "xlsx" => Some(format!(
            "write {option} @file:{text} to read places from it, or -o {text} to write results to it"
        )),
        _ => None,
    }
}

/// Advice for a list of places: each with its own option.
fn list_advice(text: &str, role: Role) -> Option<String> {
    let parts: Vec<&str> = text
        .split([',', ';', '+', '&', '/'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .collect();
    // A long list is not a slip, and each part costs a look-up.
    let options = (2..=20)
        .contains(&parts.len())
        .then(|| as_options(&parts, role))?;
    Some(format!("write {}", options?))
}

/// The error for an unknown name, with suggestions.
pub(super) fn unknown_place(text: &str, suggestions: Vec<String>) -> Error {
    Error::Unknown {
        what: "place",
        name: text.to_owned(),
        nearest: suggestions,
        advice: "`arcminute list cities` shows what there is; any other place by its coordinates, as 35.69,51.39",
    }
}

/// Suggestions from names of all kinds: at most three, the most likely first.
pub(super) fn suggestions(text: &str) -> Vec<String> {
    let mut all: Vec<String> = nearest(text, NEAR, |_| true)
        .into_iter()
        .map(suggestion)
        .collect();
    // A site and a city may share an id.
    let mut seen = HashSet::new();
    all.retain(|suggestion| seen.insert(suggestion.clone()));
    all
}

/// An entry of the index of names, in a form that the user may write.
fn suggestion(at: usize) -> String {
    let bearer = tables::bearer(at);
    match bearer.table {
        Table::City | Table::Site => entry(bearer).suggestion(),
        Table::Missile => format!("the missile {}", missile_named(at)),
        Table::Country => {
            let Country { iso2, name, .. } = &countries()[bearer.row];
            format!("@country:{iso2} ({name})")
        }
        Table::BandSet => format!("the band set {}", tables::BAND_SETS[bearer.row][0]),
    }
}

/// Ids of the missiles whose names are most like `text`, each with the name if it differs.
pub(super) fn nearest_missiles(text: &str) -> Vec<String> {
    nearest(text, LIKENESS, |table| table == Table::Missile)
        .into_iter()
        .map(missile_named)
        .collect()
}

/// Id of the missile at this position in the index, with the indexed name if it differs.
fn missile_named(at: usize) -> String {
    let missile = &missiles()[tables::bearer(at).row];
    let mut names = [missile.id, missile.name]
        .into_iter()
        .chain(missile.aliases.split('|'));
    match names.find(|name| fold(name) == tables::name(at)) {
        Some(name) if name != missile.id => format!("{} ({name})", missile.id),
        _ => missile.id.to_owned(),
    }
}

/// The letters of each name of the index, counted at the first wrong name.
static LETTERS: LazyLock<Vec<Letters>> = LazyLock::new(|| {
    (0..tables::name_count())
        .map(|at| Letters::of(tables::name(at)))
        .collect()
});

/// Positions in the index of the names most like `text` or beginning with it, one name for each of three entries.
fn nearest(text: &str, least: f64, is_wanted: impl Fn(Table) -> bool) -> Vec<usize> {
    let wanted = fold(text);
    // Of three letters one is too much to be a slip.
    let least = if wanted.len() < LEAST_BEGINNING {
        least.max(BEGINNING)
    } else {
        least
    };
    let letters = Letters::of(&wanted);
    let alike = LETTERS
        .iter()
        .enumerate()
        .filter(|(_, others)| letters.may_be_like(**others))
        .map(|(at, _)| (likeness(&wanted, tables::name(at)), at));
    let begins = match wanted.len() {
        LEAST_BEGINNING.. => tables::names_beginning(&wanted),
        _ => 0..0,
    };
    let begins = begins.map(|at| (BEGINNING, at));
    let mut best: Vec<(f64, usize)> = Vec::new();
    for (score, at) in alike.filter(|(score, _)| *score >= least).chain(begins) {
        let bearer = tables::bearer(at);
        if !is_wanted(bearer.table) {
            continue;
        }
        let same = best.iter_mut().find(|(_, at)| {
            let known = tables::bearer(*at);
            (known.table, known.row) == (bearer.table, bearer.row)
        });
        match same {
            Some((best, known))
                if score > *best
                    || (score.total_cmp(best).is_eq()
                        && bearer.kind < tables::bearer(*known).kind) =>
            {
                (*best, *known) = (score, at);
            }
            Some(_) => {}
            None => best.push((score, at)),
        }
    }
    // Of equally similar names, a main name comes before a spelling, then the larger place.
    let key = |at: usize| {
        let bearer = tables::bearer(at);
        let size = match bearer.table {
            Table::City | Table::Site => entry(bearer).population(),
            _ => 0,
        };
        (bearer.kind, Reverse(size), bearer.row)
    };
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| key(a.1).cmp(&key(b.1))));
    best.truncate(3);
    best.into_iter().map(|(_, at)| at).collect()
}

/// The error for an ambiguous name, with its candidates.
pub(super) fn ambiguous(text: &str, candidates: &[SiteOrCity]) -> Error {
    Error::Ambiguous {
        what: "place",
        name: text.to_owned(),
        candidates: candidates.iter().map(SiteOrCity::candidate).collect(),
    }
}
