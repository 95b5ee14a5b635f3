//! The flat tables that `build.rs` packs: what every run needs of cities, sites and missiles, and an index of names.
//!
//! Layout, all numbers little-endian, each table in the order of its CSV file. Texts are ended by a zero; a record
//! holds the offset of the first one.
//!
//! - `cities.bin`, 32 bytes a record: latitude `f64`, longitude `f64`, population `u32`, GeoNames id `u32`, texts `u32`
//!   (id, name, other spellings joined by `|`), country 2 bytes, capital 1 byte, 1 byte unused.
//! - `sites.bin`, 32 bytes: latitude, longitude, uncertainty in km `f64`, texts `u32` (id, name), country 2 bytes,
//!   2 bytes unused.
//! - `systems.bin`, 64 bytes: low, nominal, high range in km, low, nominal, high speed in km/h, altitude in m `f64`
//!   (NaN for none), texts `u32` (id, name, kind, basing), state 2 bytes, named by the INF Treaty 1 byte, unverified
//!   1 byte.
//! - `country_names.bin`: for each state its code, 2 bytes, and its name, ended by a line feed.
//! - `names.bin`: the number n of entries `u32`; n entries of 8 bytes, sorted by name: offset of the folded name `u32`,
//!   target `u32` (2 bits table, 2 bits kind of name, 28 bits row); the folded names, each ended by a zero.

use std::borrow::Cow;

use super::{Basing, City, Kind, NameKind, Place, System, Table, checked};
use crate::quantity::Interval;

static CITIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cities.bin"));
static CITY_TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/city_texts.bin"));
static SITES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sites.bin"));
static SITE_TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/site_texts.bin"));
static SYSTEMS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/systems.bin"));
static SYSTEM_TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/system_texts.bin"));
static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));

static COUNTRY_NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/country_names.bin"));

const CITY_BYTES: usize = 32;
const SITE_BYTES: usize = 32;
const SYSTEM_BYTES: usize = 64;
const ENTRY_BYTES: usize = 8;

/// The number of cities.
pub(super) fn city_count() -> usize {
    CITIES.len() / CITY_BYTES
}

/// The city in this row of `data/cities.csv`.
pub(super) fn city(row: usize) -> City {
    let record = &CITIES[row * CITY_BYTES..][..CITY_BYTES];
    let [id, name, spellings] = texts(CITY_TEXTS, u32_at(record, 24));
    City {
        id,
        name,
        spellings,
        country: code_at(record, 28),
        lat_deg: f64_at(record, 0),
        lon_deg: f64_at(record, 8),
        population: u32_at(record, 16),
        geonames_id: u32_at(record, 20),
        capital: record[30] == 1,
    }
}

/// The site in this row of `data/sites.csv`, as a place.
pub(super) fn site_place(row: usize) -> Place {
    let record = &SITES[row * SITE_BYTES..][..SITE_BYTES];
    let [id, name] = texts(SITE_TEXTS, u32_at(record, 24));
    Place {
        id: Some(Cow::Borrowed(id)),
        name: Cow::Borrowed(name),
        country: Some(Cow::Borrowed(code_at(record, 28))),
        position: checked(f64_at(record, 0), f64_at(record, 8)),
        uncertainty_km: f64_at(record, 16),
        capital: false,
        population: None,
    }
}

/// The name of the state with this code.
pub(super) fn country_name(code: &str) -> Option<&'static str> {
    COUNTRY_NAMES
        .lines()
        .find_map(|line| line.strip_prefix(code))
        .filter(|_| code.len() == 2)
}

/// The number of missiles.
pub(super) fn system_count() -> usize {
    SYSTEMS.len() / SYSTEM_BYTES
}

/// The missile in this row of `data/missiles.csv`, as the models see it.
pub(super) fn system(row: usize) -> System {
    let record = &SYSTEMS[row * SYSTEM_BYTES..][..SYSTEM_BYTES];
    let [id, name, kind, basing] = texts(SYSTEM_TEXTS, u32_at(record, 56));
    let interval = |at: usize| {
        let [low, nominal, high] = [0, 8, 16].map(|offset| f64_at(record, at + offset));
        Interval::new("figure", "", low, nominal, high).ok()
    };
    System {
        id: Cow::Borrowed(id),
        name: Cow::Borrowed(name),
        kind: Kind::of_code(kind),
        basing: Basing::of_code(basing),
        state: Some(Cow::Borrowed(code_at(record, 60))),
        inf_listed: record[62] == 1,
        range_km: interval(0),
        speed_km_h: interval(24),
        altitude_m: Some(f64_at(record, 48)).filter(|metres| metres.is_finite()),
        unverified: record[63] == 1,
    }
}

/// N texts that follow one another in a heap.
fn texts<const N: usize>(heap: &'static str, offset: u32) -> [&'static str; N] {
    let mut following = heap[offset as usize..].splitn(N + 1, '\0');
    std::array::from_fn(|_| following.next().unwrap_or_default())
}

fn code_at(record: &'static [u8], at: usize) -> &'static str {
    std::str::from_utf8(&record[at..at + 2]).unwrap_or_default()
}

/// A name's entry: what it points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) table: Table,
    pub(super) kind: NameKind,
    pub(super) row: usize,
}

/// Everything that bears exactly this folded name.
pub(super) fn find(folded: &str) -> impl Iterator<Item = Target> {
    let mut low = 0;
    let mut high = name_count();
    while low < high {
        let middle = usize::midpoint(low, high);
        if name(middle) < folded.as_bytes() {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let folded = folded.to_owned();
    (low..name_count())
        .take_while(move |&at| name(at) == folded.as_bytes())
        .map(target)
}

/// All folded names, in the order of [`name_and_target`].
pub(super) fn all_names() -> impl Iterator<Item = &'static str> {
    (0..name_count()).map(name_text)
}

/// The folded name at this place of the index, with what it points to.
pub(super) fn name_and_target(at: usize) -> (&'static str, Target) {
    (name_text(at), target(at))
}

fn name_text(at: usize) -> &'static str {
    std::str::from_utf8(name(at)).unwrap_or_default()
}

fn name_count() -> usize {
    u32_at(NAMES, 0) as usize
}

fn name(at: usize) -> &'static [u8] {
    let heap = &NAMES[4 + name_count() * ENTRY_BYTES..];
    let text = &heap[u32_at(NAMES, 4 + at * ENTRY_BYTES) as usize..];
    text.split(|&byte| byte == 0).next().unwrap_or_default()
}

fn target(at: usize) -> Target {
    let bits = u32_at(NAMES, 8 + at * ENTRY_BYTES);
    let table = match bits >> 30 {
        0 => Table::City,
        1 => Table::Site,
        _ => Table::Missile,
    };
    let kind = match bits >> 28 & 0b11 {
        0 => NameKind::Id,
        1 => NameKind::Name,
        _ => NameKind::Spelling,
    };
    Target {
        table,
        kind,
        row: (bits & 0x0fff_ffff) as usize,
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes_at(bytes, at))
}

fn f64_at(bytes: &[u8], at: usize) -> f64 {
    f64::from_le_bytes(bytes_at(bytes, at))
}

fn bytes_at<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut taken = [0; N];
    taken.copy_from_slice(&bytes[at..][..N]);
    taken
}
