//! The tables that `build.rs` makes of `data/`.
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
use super::{City, Claim, Country, Missile, Site};
use crate::quantity::Interval;

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
    lat_deg: f64,
    lon_deg: f64,
}

/// The number of cities.
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
        lat_deg: city.lat_deg,
        lon_deg: city.lon_deg,
        population: city.population,
        capital: city.capital,
        geonames_id: city.geonames_id,
        spellings: &rest[..city.spellings_length.into()],
    }
}

/// A row of a table that bears a name, and which of its names that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bearer {
    pub(super) table: Table,
    pub(super) kind: NameKind,
    pub(super) row: usize,
}

/// The number of names in the index. Names are sorted, and as often in it as they have bearers.
pub(super) fn name_count() -> usize {
    NAME_ROWS.len()
}

/// The folded name at this place of the index.
pub(super) fn name(at: usize) -> &'static str {
    &NAME_TEXTS[NAME_STARTS[at] as usize..NAME_STARTS[at + 1] as usize]
}

/// The bearer of the name at this place of the index.
pub(super) fn bearer(at: usize) -> Bearer {
    let (table, kind) = bearer::KINDS[usize::from(NAME_KINDS[at])];
    Bearer {
        table,
        kind,
        row: NAME_ROWS[at].into(),
    }
}

/// All bearers of exactly this folded name.
pub(super) fn bearers(folded: &str) -> impl Iterator<Item = Bearer> {
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
    (low..name_count())
        .take_while(move |&at| name(at) == folded)
        .map(bearer)
}
