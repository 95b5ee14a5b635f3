//! Names with qualifiers: `Berlin, Germany`, `Halle (Saale)`, `Frankfurt/Main`, `Kaliningrad (city)`.

use std::borrow::Cow;

use super::alpha3;
use super::bearer::{NameKind, Table};
use super::lookup::{Role, SiteOrCity};
use super::rule_of_names::{Choice, choose, entry, goes_on, is_called, places_named};
use super::tables::{self, Bearer};
use super::{Country, SiteKind, countries};
use crate::names::fold;

/// Result for a text that begins with a name.
pub(super) enum Qualified {
    /// Bearers of the name that fit the qualifier.
    Found(Choice),
    /// No bearer of the name fits; these are the bearers.
    NoneFits(Vec<SiteOrCity>),
}

/// The place whose name ends at a comma, a bracket, a slash or a space, and that fits the rest; None without such a name.
pub(super) fn find(text: &str, role: Role) -> Option<Qualified> {
    let (text, table) = without_kind(text);
    let is_wanted = |bearer: &Bearer| table.is_none_or(|table| bearer.table == table);
    if table.is_some() {
        let folded = fold(text);
        let mut found = places_named(&folded);
        found.retain(is_wanted);
        if !found.is_empty() {
            return Some(Qualified::Found(choose(&found, Some(text), &folded, role)));
        }
    }
    // Of a text that spaces alone keep from being an id, the last word is a code in small letters too.
    let is_like_id = places_named(&fold(text))
        .iter()
        .any(|bearer| bearer.kind == NameKind::Id);
    let mut others = None;
    for (base, qualifiers, is_marked) in splits(text) {
        let folded = fold(base);
        let mut found = places_named(&folded);
        found.retain(is_wanted);
        if found.is_empty() {
            continue;
        }
        let fits = |bearer: &Bearer| {
            let fits = qualifiers
                .iter()
                .map(|qualifier| fit(*bearer, &folded, qualifier, (is_marked, is_like_id)));
            fits.min().unwrap_or(Fit::No)
        };
        let best = found.iter().map(fits).max().unwrap_or(Fit::No);
        if best > Fit::No {
            let fitting: Vec<Bearer> = found.into_iter().filter(|it| fits(it) == best).collect();
            return Some(Qualified::Found(choose(&fitting, None, &folded, role)));
        }
        if is_marked || others.is_none() {
            let called = found.iter().filter(|it| is_called(**it, &folded));
            let called: Vec<SiteOrCity> = called.copied().map(entry).collect();
            others.get_or_insert(called);
        }
    }
    others.map(Qualified::NoneFits)
}

/// The text without `(city)` or `(site)` at its end, and the table that it names.
fn without_kind(text: &str) -> (&str, Option<Table>) {
    for (kind, table) in [("(city)", Table::City), ("(site)", Table::Site)] {
        let start = text.len().saturating_sub(kind.len());
        if let Some(end) = text.get(start..)
            && end.eq_ignore_ascii_case(kind)
        {
            return (text[..start].trim_end(), Some(table));
        }
    }
    (text, None)
}

/// Each way to split a text into a name and its qualifiers, the longest name first; at marks before spaces.
fn splits(text: &str) -> Vec<(&str, Vec<&str>, bool)> {
    const MARKS: [char; 5] = [',', '(', ')', '/', ';'];
    let ends = |is_end: fn(char) -> bool| {
        let ends = text.char_indices().filter(move |(_, c)| is_end(*c));
        let ends: Vec<usize> = ends.map(|(at, _)| at).collect();
        ends.into_iter().rev()
    };
    let mut splits = Vec::new();
    for at in ends(|c| MARKS.contains(&c)) {
        let (base, rest) = (text[..at].trim(), &text[at..]);
        let whole = rest[1..].trim();
        let whole = match whole.strip_suffix(')') {
            Some(inner) if rest.starts_with('(') => inner.trim_end(),
            _ => whole,
        };
        // A country may have a bracket of its own.
        splits.push((base, vec![whole], true));
        let parts = rest.split(MARKS).map(str::trim);
        splits.push((base, parts.filter(|it| !it.is_empty()).collect(), true));
    }
    for at in ends(char::is_whitespace) {
        splits.push((text[..at].trim(), vec![text[at..].trim()], false));
    }
    splits.retain(|(base, qualifiers, _)| {
        !base.is_empty() && qualifiers.iter().any(|it| !it.is_empty())
    });
    splits
}

/// Degree to which a qualifier fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    /// It names the country, or the kind of entry.
    Country,
    /// It is a part of the name.
    Name,
    /// It is the code of the country, which a short part of a name may look like: `Bar, ME` is not in the Meuse.
    Code,
}

fn fit(bearer: Bearer, base: &str, qualifier: &str, (is_marked, is_like_id): (bool, bool)) -> Fit {
    let place = entry(bearer);
    let names: Vec<&str> = match &place {
        SiteOrCity::Site(site) => std::iter::once(site.name)
            .chain(site.aliases.split('|'))
            .collect(),
        SiteOrCity::City(city) => std::iter::once(city.name)
            .chain(city.spellings.split('|'))
            .collect(),
    };
    let is_code = qualifier.len() == 2 && place.is_of(&qualifier.to_ascii_uppercase());
    let is_capital = || qualifier.chars().all(char::is_uppercase);
    if is_code && (is_marked || is_like_id || is_capital()) {
        return Fit::Code;
    }
    // A second name may follow the first: `Gdańsk (Danzig)`.
    let second = fold(qualifier);
    let is_named = |name: &&str| {
        goes_on(name, base, qualifier) || (is_marked && second != base && fold(name) == second)
    };
    if names.iter().any(is_named) {
        return Fit::Name;
    }
    // `Kura test range`, `Engels air base`.
    let is_kind = match &place {
        SiteOrCity::Site(site) => {
            let is_base = matches!(site.kind, SiteKind::Base | SiteKind::HistoricalBase);
            second == "site"
                || second == fold(site.kind.code())
                || (is_base && ["base", "airbase", "missilebase"].contains(&second.as_str()))
        }
        SiteOrCity::City(_) => second == "city",
    };
    // Two letters after a space are a code if they look like one: many names have short words.
    let is_word = is_marked || qualifier.len() > 2 || qualifier.chars().all(char::is_uppercase);
    let in_country = || countries_named(qualifier).any(|country| place.is_of(country.iso2));
    if is_kind || (is_word && in_country()) {
        Fit::Country
    } else {
        Fit::No
    }
}

/// A name as it is looked up beside its country, or whatever a column of countries says: what is none there is no reason to take the
/// place of that name elsewhere.
pub(crate) fn beside<'n>(name: Cow<'n, str>, country: &str) -> Cow<'n, str> {
    let country = country.trim();
    let says_nothing = !country.contains(char::is_alphabetic)
        || ["n/a", "na", "nan", "none", "null", "unknown"]
            .contains(&country.to_lowercase().as_str())
            && country != "NA";
    if says_nothing {
        return name;
    }
    Cow::Owned(format!("{name}, {country}"))
}

/// The countries with this code or name in any language: exact codes and names before alternative names.
pub(crate) fn countries_named(text: &str) -> impl Iterator<Item = &'static Country> {
    let of_countries = |text: &str| -> Vec<Bearer> {
        let folded = fold(text);
        let bearers = tables::bearers(&folded);
        bearers.filter(|it| it.table == Table::Country).collect()
    };
    let mut found = of_countries(text);
    if found.is_empty()
        && let Some((article, name)) = text.trim().split_once(' ')
        && article.eq_ignore_ascii_case("the")
    {
        found = of_countries(name);
    }
    if found.is_empty()
        && let Some(code) = alpha3::iso2(text.trim())
    {
        found = of_countries(code);
    }
    // A code has no marks within: n/a is none.
    let is_marked = text
        .trim_matches(|c: char| !c.is_alphanumeric())
        .contains(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
    found.retain(|it| it.kind != NameKind::Id || !is_marked);
    let best: Option<NameKind> = found.iter().map(|it| it.kind).min();
    let best = found.into_iter().filter(move |it| Some(it.kind) == best);
    best.map(|bearer| &countries()[bearer.row])
}
