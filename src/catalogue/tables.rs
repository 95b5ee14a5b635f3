//! The tables that `build.rs` generates from `data/`.
//!
//! In a position-independent program each `&str` in a static is a pointer that the loader has to set at every start, in a
//! page that it has to copy. So the small tables hold their texts, and the two large ones, cities and the index of names,
//! hold offsets into one long text each.

#![allow(
    clippy::enum_glob_use,
    clippy::unreadable_literal,
    reason = "the build script prints rows as `Debug` does"
)]

use super::Basing::*;
use super::Basis::*;
use super::Bound::*;
use super::Checked::*;
use super::Grade::*;
use super::InfListing::*;
use super::Kind::*;
use super::SiteKind::*;
use super::Status::*;
use super::bearer::{self, NameKind, Table};
use super::language::Language;
use super::{City, Claim, Country, Missile, Site};
use crate::quantity::Interval;
use std::ops::Range;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
pub(super) use flights::TEST_FLIGHTS;

/// A row of the cities. Its texts follow one another in [`CITY_TEXTS`]: id, name, other spellings.
struct CityRow {
    texts: u32,
    id_length: u8,
    name_length: u8,
    spellings_length: u16,
    /// Row of [`COUNTRIES`].
    country: u8,
    capital: bool,
    population: u32,
    geonames_id: u32,
    /// In parts of a degree, [`PARTS_PER_DEGREE`]: half the size of numbers of 64 bits, and the same number when divided.
    lat: i32,
    lon: i32,
}

/// The number of cities of Europe, which come first.
pub(super) fn european_city_count() -> usize {
    EUROPEAN_CITIES
}

/// The number of all cities.
pub(super) fn city_count() -> usize {
    CITIES.len()
}

/// The city in this row of the table.
pub(super) fn city(row: usize) -> City {
    let city = &CITIES[row];
    let (id, rest) = CITY_TEXTS[city.texts as usize..].split_at(city.id_length.into());
    let (name, rest) = rest.split_at(city.name_length.into());
    City {
        id,
        name,
        country: COUNTRIES[usize::from(city.country)].iso2,
        lat_deg: f64::from(city.lat) / PARTS_PER_DEGREE,
        lon_deg: f64::from(city.lon) / PARTS_PER_DEGREE,
        population: city.population,
        capital: city.capital,
        geonames_id: city.geonames_id,
        spellings: &rest[..city.spellings_length.into()],
        european: row < EUROPEAN_CITIES,
    }
}

/// The name of the city in this row in a language, where that is another than the English one.
pub(super) fn city_name(row: usize, language: Language) -> Option<&'static str> {
    let range = range_of(row, &CITY_NAME_ROWS, &CITY_NAME_STARTS)?;
    in_language(&CITY_NAME_TEXTS[range], language)
}

/// The name of the country in this row in a language, where that is another than the English one.
pub(super) fn country_name(row: usize, language: Language) -> Option<&'static str> {
    let range = range_of(row, &COUNTRY_NAME_ROWS, &COUNTRY_NAME_STARTS)?;
    in_language(&COUNTRY_NAME_TEXTS[range], language)
}

fn range_of(row: usize, rows: &[u16], starts: &[u32]) -> Option<Range<usize>> {
    let row = u16::try_from(row).ok()?;
    let at = rows.binary_search(&row).ok()?;
    Some(starts[at] as usize..starts[at + 1] as usize)
}

/// The name among those of one row, which are in the order of the languages after English.
fn in_language(names: &'static str, language: Language) -> Option<&'static str> {
    let name = names.split('|').nth((language as usize).checked_sub(1)?)?;
    Some(name).filter(|name| !name.is_empty())
}

/// A row of a table that bears a name, and the kind of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bearer {
    pub(super) table: Table,
    pub(super) kind: NameKind,
    pub(super) row: usize,
}

/// The number of names in the index. Names are sorted, and repeated for each bearer.
pub(super) fn name_count() -> usize {
    NAME_ROWS.len()
}

/// The folded name at this position in the index.
pub(super) fn name(at: usize) -> &'static str {
    &NAME_TEXTS[NAME_STARTS[at] as usize..NAME_STARTS[at + 1] as usize]
}

/// The bearer of the name at this position in the index.
pub(super) fn bearer(at: usize) -> Bearer {
    let (table, kind) = bearer::KINDS[usize::from(NAME_KINDS[at])];
    Bearer {
        table,
        kind,
        row: NAME_ROWS[at].into(),
    }
}

/// The positions in the index of all names that begin with `beginning`.
pub(super) fn names_beginning(beginning: &str) -> Range<usize> {
    let start = first_from(beginning);
    let count = (start..name_count())
        .take_while(|&at| name(at).starts_with(beginning))
        .count();
    start..start + count
}

/// All bearers of exactly this folded name.
pub(super) fn bearers(folded: &str) -> impl Iterator<Item = Bearer> {
    (first_from(folded)..name_count())
        .take_while(move |&at| name(at) == folded)
        .map(bearer)
}

/// The position in the index of the first name that is not before this one.
fn first_from(folded: &str) -> usize {
    let mut low = 0;
    let mut high = name_count();
    while low < high {
        let middle = usize::midpoint(low, high);
        if name(middle) < folded {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
