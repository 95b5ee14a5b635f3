//! Advice for text that is not a place.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;

use super::bearer::{NameKind, Table};
use super::group::{as_options, named_parts};
use super::lookup::{Role, SiteOrCity};
use super::part::part_of_country;
use super::qualified::countries_named;
use super::rule_of_names::entry;
use super::tables;
use super::{City, Country, cities, countries, missiles, sites, world_cities};
use crate::error::Error;
use crate::names::{LIKENESS, Letters, fold, likeness};
use crate::shown::shell_quoted;

/// Minimum likeness of a suggested place: one wrong letter in four passes, two in five do not.
const NEAR: f64 = 0.75;

/// Likeness of a name that begins with the given text.
const BEGINNING: f64 = 0.9;

/// Minimum number of letters from which names that begin with them are suggested.
const LEAST_BEGINNING: usize = 4;

/// Who asks for a place, and so what advice may be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asker {
    /// A command that takes many places, each by an option.
    Places,
    /// A command of this name that takes one pair of places.
    Pair(&'static str),
    /// `show`, which takes one entry of the catalogue.
    Entry,
    /// A key of a scenario file.
    Scenario,
}

impl Asker {
    /// How one of several places is given, or a group of them.
    fn place(self, role: Role, text: &str) -> String {
        match (self, role) {
            (Self::Scenario, Role::From) => format!("from = {text:?}"),
            (Self::Scenario, Role::To) => format!("to = {text:?}"),
            (_, Role::From) => format!("--from {}", shell_quoted(text)),
            (_, Role::To) => format!("--to {}", shell_quoted(text)),
        }
    }
}

/// The error with advice for who asks: a claim has no `--to`, and a file has keys.
pub(crate) fn advised(error: Error, role: Role, asker: Asker) -> Error {
    match error {
        Error::OtherKind { name, what, advice } => {
            // What holds for everybody stays as it is.
            let is_of_options = advice.contains(" --") || asker != Asker::Scenario;
            let better = is_of_options.then(|| other_kind_for(&name, role, asker));
            let own = Error::OtherKind { name, what, advice };
            better.flatten().unwrap_or(own)
        }
        error => error,
    }
}

/// The error for text that is not a place but a country, a missile, a band set, a group, a file or a list of places.
pub(super) fn other_kind(text: &str, role: Role) -> Option<Error> {
    other_kind_for(text, role, Asker::Places)
}

/// The same for who asks.
fn other_kind_for(text: &str, role: Role, asker: Asker) -> Option<Error> {
    let folded = fold(text);
    let told = |what: &str, advice: String| Error::OtherKind {
        name: text.to_owned(),
        what: what.to_owned(),
        advice,
    };
    if text.starts_with('@') {
        let list = list_advice(text, role, asker).filter(|_| asker == Asker::Scenario);
        return Some(match list {
            Some(advice) => told("a list of groups and places", advice),
            None => told(
                "a group, where one place is wanted",
                group_advice("@capitals", role, asker),
            ),
        });
    }
    if let Some((_, state)) = part_of_country(text) {
        return Some(told(
            &format!(
                "a part of {} ({}), and no place or country",
                state.iso2, state.name
            ),
            country_advice(state, role, asker),
        ));
    }
    if let Some(country) = countries_named(text).next() {
        return Some(told(
            "a country, where a place or a group of places is wanted",
            country_advice(country, role, asker),
        ));
    }
    let mut bearers = tables::bearers(&folded);
    if let Some(bearer) = bearers.find(|it| matches!(it.table, Table::Missile | Table::BandSet)) {
        return Some(if bearer.table == Table::Missile {
            let id = missiles()[bearer.row].id;
            let way = match asker {
                Asker::Scenario => format!("systems = [{id:?}]"),
                _ => format!("--missile {id}"),
            };
            let advice = format!("write {way}, or `arcminute show {id}`");
            told("a missile, where a place is wanted", advice)
        } else {
            let [id, _] = tables::BAND_SETS[bearer.row];
            let way = match asker {
                Asker::Scenario => format!("write bands = {id:?}, or "),
                // A claim is judged without bands.
                Asker::Pair("claim") => String::new(),
                _ => format!("write --bands {id}, or "),
            };
            let advice = format!("{way}`arcminute show {id}`");
            told("a band set, where a place is wanted", advice)
        });
    }
    if let Some((_, group)) = GROUPS.iter().find(|(word, _)| *word == folded) {
        let advice = group_advice(group, role, asker);
        return Some(told("a group of places", advice));
    }
    file_advice(text, role, asker)
        .map(|advice| told("a file, where a place is wanted", advice))
        .or_else(|| {
            let advice = list_advice(text, role, asker)?;
            Some(told("more than one place", advice))
        })
}

/// How a group is asked for, by who can take one.
fn group_advice(group: &str, role: Role, asker: Asker) -> String {
    match asker {
        Asker::Places | Asker::Scenario => format!("write {}", asker.place(role, group)),
        Asker::Pair(command) => {
            format!("{command} takes one pair of places, and `arcminute check` takes groups")
        }
        Asker::Entry => {
            "show takes one entry; `arcminute list cities`, `arcminute list sites` and `arcminute list countries` have many"
                .to_owned()
        }
    }
}

/// Groups, by the words that people use for them.
const GROUPS: [(&str, &str); 22] = [
    ("all", "@cities"),
    ("baltics", "@country:EE,LV,LT"),
    ("balticstates", "@country:EE,LV,LT"),
    ("baltikum", "@country:EE,LV,LT"),
    ("benelux", "@country:BE,NL,LU"),
    ("nordiccountries", "@country:DK,FI,IS,NO,SE"),
    ("scandinavia", "@country:DK,NO,SE"),
    ("visegrad", "@country:PL,CZ,SK,HU"),
    ("visegradgroup", "@country:PL,CZ,SK,HU"),
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

/// Advice with the non-empty groups of a country's places, or with a place of it where one is wanted.
fn country_advice(country: &Country, role: Role, asker: Asker) -> String {
    let code = country.iso2;
    let has_sites = sites().iter().any(|site| site.country == code);
    let launches = sites()
        .iter()
        .any(|site| site.country == code && site.launches);
    let mut of_country = cities()
        .chain(world_cities())
        .filter(|city| city.country == code);
    if let Asker::Pair(command) = asker {
        let all: Vec<City> = of_country.collect();
        let capital = all.iter().find(|city| city.capital);
        let largest = all.iter().max_by_key(|city| city.population);
        return match capital.or(largest) {
            Some(city) => format!(
                "{command} takes one pair of places, so name a place in it, as {}; `arcminute check` takes @country:{code}",
                shell_quoted(city.id)
            ),
            None => format!("the catalogue has no place in {}", country.name),
        };
    }
    if asker == Asker::Entry {
        return format!("write `arcminute show {code}`");
    }
    let has_cities = of_country.next().is_some();
    let mut ways = Vec::new();
    let way = |group: &str| asker.place(role, &format!("{group}:{code}"));
    match role {
        Role::From if launches => {
            ways.push(format!("{} for its launch sites", way("@launch-sites")));
        }
        Role::From if has_sites => ways.push(format!("{} for its sites", way("@sites"))),
        _ => {}
    }
    if has_cities {
        ways.push(format!("{} for its cities", way("@country")));
    }
    if ways.is_empty() {
        format!("the catalogue has no place in {}", country.name)
    } else {
        format!("write {}", ways.join(", or "))
    }
}

/// Advice for a file given as a place.
fn file_advice(text: &str, role: Role, asker: Asker) -> Option<String> {
    let text = text
        .strip_prefix("file://")
        .or_else(|| text.strip_prefix("file:"))
        .unwrap_or(text);
    let (stem, extension) = text.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    let extension = extension.to_lowercase();
    let is_table = matches!(
        extension.as_str(),
        "csv"
            | "geojson"
            | "json"
            | "kml"
            | "kmz"
            | "ods"
            | "parquet"
            | "tsv"
            | "txt"
            | "xls"
            | "xlsx"
    );
    let is_result = ["svg", "png", "pdf", "html", "md"].contains(&extension.as_str());
    let of_places = || asker.place(role, &format!("@file:{text}"));
    let quoted = shell_quoted(text);
    match asker {
        Asker::Scenario => is_table.then(|| format!("write {}", of_places())),
        _ if extension == "toml" => Some(format!("write `arcminute run {quoted}`")),
        Asker::Entry => None,
        _ if is_result => Some(format!("write results to it with -o {quoted}")),
        Asker::Pair("claim") => is_table
            .then(|| format!("write `arcminute claim --file {quoted}` to judge the claims in it")),
        Asker::Pair(command) => is_table.then(|| {
            format!("{command} takes one pair of places; `arcminute check` reads places with @file:{text}")
        }),
        Asker::Places => is_table.then(|| {
            format!(
                "write {} to read places from it, or -o {quoted} to write results to it",
                of_places()
            )
        }),
    }
}

/// Advice for a list of places: each with its own option.
fn list_advice(text: &str, role: Role, asker: Asker) -> Option<String> {
    let parts = parts_of_list(text);
    // A long list is not a slip, and each part costs a look-up.
    if !(2..=20).contains(&parts.len()) {
        return None;
    }
    Some(match asker {
        Asker::Places => format!("write {}", as_options(&parts, role)?),
        Asker::Scenario => {
            let key = if role == Role::From { "from" } else { "to" };
            format!("write {key} = {:?}", named_parts(&parts, role)?)
        }
        Asker::Pair(command) => {
            let parts = named_parts(&parts, role)?;
            format!(
                "{command} takes one pair of places, so write one of them, as {}",
                shell_quoted(&parts[0])
            )
        }
        Asker::Entry => {
            let parts = named_parts(&parts, role)?;
            format!(
                "show takes one entry, so write `arcminute show {}`",
                shell_quoted(&parts[0])
            )
        }
    })
}

/// The parts of a text that may list places.
pub(super) fn parts_of_list(text: &str) -> Vec<&str> {
    text.split([',', ';', '+', '&', '/'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .collect()
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
        if !is_wanted(bearer.table) || is_far_spelling(bearer, score, at, &wanted) {
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

/// Least likeness of a spelling of a place that is shown by another name, which few would see a likeness to.
const NEAR_SPELLING: f64 = 0.9;

/// Fewest people of a city whose spellings are as near as its name.
const PEOPLE_OF_SPELLINGS: u32 = 500_000;

/// True of a spelling of a small city that is not very near, or of which the text is less than half.
fn is_far_spelling(bearer: tables::Bearer, score: f64, at: usize, wanted: &str) -> bool {
    bearer.table == Table::City
        && bearer.kind == NameKind::Spelling
        && (score < NEAR_SPELLING && entry(bearer).population() < PEOPLE_OF_SPELLINGS
            || tables::name(at).len() > 2 * wanted.len())
}

/// The error for an ambiguous name, with its candidates.
pub(super) fn ambiguous(text: &str, candidates: &[SiteOrCity]) -> Error {
    Error::Ambiguous {
        what: "place",
        name: text.to_owned(),
        candidates: candidates.iter().map(SiteOrCity::candidate).collect(),
    }
}
