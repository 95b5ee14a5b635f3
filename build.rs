//! Packs what every run needs of the catalogue, and an index of all names, into flat tables, so that the program looks
//! a name up without parsing the catalogue. `src/catalogue/packed.rs` reads them and describes the layout.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use sha2::{Digest, Sha256};

#[path = "src/names/fold.rs"]
mod fold;
#[path = "src/catalogue/range_rule.rs"]
mod range_rule;

type Error = Box<dyn std::error::Error>;

/// What the program has within it.
const DATA: [&str; 9] = [
    "bands.toml",
    "basemap-110m.bin",
    "basemap-50m.bin",
    "cities.csv",
    "countries.csv",
    "missiles.csv",
    "range_claims.csv",
    "sites.csv",
    "test_flights.csv",
];

/// Which table a name points into, as in `packed.rs`.
const CITY: u32 = 0;
const SITE: u32 = 1;
const MISSILE: u32 = 2;

/// What kind of name it is, best first, as in `packed.rs`.
const ID: u32 = 0;
const NAME: u32 = 1;
const SPELLING: u32 = 2;

fn main() -> Result<(), Error> {
    println!("cargo::rerun-if-changed=src/names/fold.rs");
    println!("cargo::rerun-if-changed=src/catalogue/range_rule.rs");
    let mut names = Vec::new();
    pack_cities(&mut names)?;
    pack_sites(&mut names)?;
    pack_systems(&mut names)?;
    pack_country_names()?;
    hash_data()?;
    pack("names.bin", pack_names(names)?)
}

/// The SHA-256 of each file of data that the program has within it, as `sha256sum` writes them.
fn hash_data() -> Result<(), Error> {
    let mut lines = String::new();
    for name in DATA {
        let path = format!("data/{name}");
        println!("cargo::rerun-if-changed={path}");
        let hash = Sha256::digest(fs::read(&path)?);
        for byte in hash {
            write!(lines, "{byte:02x}")?;
        }
        writeln!(lines, "  {path}")?;
    }
    pack("data.sha256", lines.into_bytes())
}

fn pack_cities(names: &mut Vec<(String, u32)>) -> Result<(), Error> {
    let mut records = Vec::new();
    let mut texts = Vec::new();
    for (row, city) in rows("data/cities.csv")?.iter().enumerate() {
        let [
            id,
            name,
            country,
            lat,
            lon,
            population,
            capital,
            geonames_id,
            spellings,
        ] = columns(city)?;
        add_names(names, CITY, row, [id, name, spellings]);
        for folded in folds(name) {
            names.push((
                format!("{folded}{}", country.to_ascii_lowercase()),
                target(CITY, NAME, row),
            ));
        }
        records.extend(lat.parse::<f64>()?.to_le_bytes());
        records.extend(lon.parse::<f64>()?.to_le_bytes());
        records.extend(population.parse::<u32>()?.to_le_bytes());
        records.extend(geonames_id.parse::<u32>()?.to_le_bytes());
        records.extend(add_texts(&mut texts, [id, name, spellings])?);
        records.extend(country_code(country)?);
        records.extend([u8::from(capital == "yes"), 0]);
    }
    pack("cities.bin", records)?;
    pack("city_texts.bin", texts)
}

fn pack_sites(names: &mut Vec<(String, u32)>) -> Result<(), Error> {
    let mut records = Vec::new();
    let mut texts = Vec::new();
    for (row, site) in rows("data/sites.csv")?.iter().enumerate() {
        let cells: [&str; 14] = columns(site)?;
        let [
            id,
            name,
            aliases,
            country,
            _,
            _,
            _,
            _,
            lat,
            lon,
            uncertainty_km,
            ..,
        ] = cells;
        add_names(names, SITE, row, [id, name, aliases]);
        for number in [lat, lon, uncertainty_km] {
            records.extend(number.parse::<f64>()?.to_le_bytes());
        }
        records.extend(add_texts(&mut texts, [id, name])?);
        records.extend(country_code(country)?);
        records.extend([0, 0]);
    }
    pack("sites.bin", records)?;
    pack("site_texts.bin", texts)
}

fn pack_systems(names: &mut Vec<(String, u32)>) -> Result<(), Error> {
    let claims = rows("data/range_claims.csv")?;
    let mut records = Vec::new();
    let mut texts = Vec::new();
    for (row, missile) in rows("data/missiles.csv")?.iter().enumerate() {
        let cells: [&str; 18] = columns(missile)?;
        let [
            id,
            name,
            aliases,
            kind,
            basing,
            state,
            _,
            _,
            _,
            slow,
            usual,
            fast,
            speed_source,
            ..,
        ] = cells;
        let [altitude_m, altitude_source, inf_listing, ..] = cells[13..] else {
            return Err("no altitude".into());
        };
        add_names(names, MISSILE, row, [id, name, aliases]);
        // Columns of a claim: missile, claimant, basis, low, high, year, statement, source.
        let counted = || {
            claims
                .iter()
                .filter(|claim| &claim[0] == id && matches!(&claim[2], "capability" | "flown"))
        };
        let figures = counted()
            .map(|claim| {
                Ok((
                    &claim[2] == "capability",
                    claim[3].parse()?,
                    claim[4].parse()?,
                ))
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let range_km = range_rule::range_by_rule(figures).unwrap_or([f64::NAN; 3]);
        let sources = [speed_source, altitude_source]
            .into_iter()
            .chain(counted().map(|claim| &claim[7]));
        let is_unverified = sources
            .into_iter()
            .any(|source| source.starts_with("unverified"));
        for number in range_km.into_iter().chain([
            number(slow)?,
            number(usual)?,
            number(fast)?,
            number(altitude_m)?,
        ]) {
            records.extend(number.to_le_bytes());
        }
        records.extend(add_texts(&mut texts, [id, name, kind, basing])?);
        records.extend(country_code(state)?);
        records.extend([u8::from(!inf_listing.is_empty()), u8::from(is_unverified)]);
    }
    pack("systems.bin", records)?;
    pack("system_texts.bin", texts)
}

fn pack_country_names() -> Result<(), Error> {
    let mut lines = Vec::new();
    for country in &rows("data/countries.csv")? {
        lines.extend(country_code(&country[0])?);
        lines.extend(country[1].as_bytes());
        lines.push(b'\n');
    }
    pack("country_names.bin", lines)
}

/// A number, or NaN for an empty cell.
fn number(cell: &str) -> Result<f64, Error> {
    Ok(if cell.is_empty() {
        f64::NAN
    } else {
        cell.parse()?
    })
}

fn pack(file: &str, bytes: Vec<u8>) -> Result<(), Error> {
    Ok(fs::write(
        Path::new(&env::var("OUT_DIR")?).join(file),
        bytes,
    )?)
}

/// Adds texts, each ended by a zero, and returns the offset of the first.
fn add_texts<const N: usize>(heap: &mut Vec<u8>, texts: [&str; N]) -> Result<[u8; 4], Error> {
    let offset = u32::try_from(heap.len())?;
    for text in texts {
        heap.extend(text.as_bytes());
        heap.push(0);
    }
    Ok(offset.to_le_bytes())
}

fn country_code(code: &str) -> Result<[u8; 2], Error> {
    <[u8; 2]>::try_from(code.as_bytes())
        .map_err(|_| format!("country code {code:?} is not two letters").into())
}

fn rows(path: &str) -> Result<Vec<csv::StringRecord>, Error> {
    println!("cargo::rerun-if-changed={path}");
    Ok(csv::Reader::from_path(path)?
        .records()
        .collect::<Result<_, _>>()?)
}

fn columns<const N: usize>(record: &csv::StringRecord) -> Result<[&str; N], Error> {
    let cells: Vec<&str> = record.iter().collect();
    Ok(cells
        .try_into()
        .map_err(|cells: Vec<&str>| format!("{} cells instead of {N}: {cells:?}", cells.len()))?)
}

fn target(table: u32, kind: u32, row: usize) -> u32 {
    table << 30 | kind << 28 | u32::try_from(row).expect("fewer than 2^28 rows")
}

fn folds(name: &str) -> impl Iterator<Item = String> {
    [Some(fold::fold(name)), fold::fold_with_digraphs(name)]
        .into_iter()
        .flatten()
        .filter(|folded| !folded.is_empty())
}

fn add_names(
    names: &mut Vec<(String, u32)>,
    table: u32,
    row: usize,
    [id, name, spellings]: [&str; 3],
) {
    let known = [(id, ID), (name, NAME)]
        .into_iter()
        .chain(spellings.split('|').map(|spelling| (spelling, SPELLING)));
    for (text, kind) in known {
        names.extend(folds(text).map(|folded| (folded, target(table, kind, row))));
    }
}

/// Sorted by name, then by target, and each name once for a row of a table: as its best kind.
fn pack_names(mut names: Vec<(String, u32)>) -> Result<Vec<u8>, Error> {
    const ROW_OF_TABLE: u32 = !(0b11 << 28);
    names.sort_unstable_by(|a, b| {
        (&a.0, a.1 & ROW_OF_TABLE, a.1).cmp(&(&b.0, b.1 & ROW_OF_TABLE, b.1))
    });
    names.dedup_by(|later, first| {
        later.0 == first.0 && later.1 & ROW_OF_TABLE == first.1 & ROW_OF_TABLE
    });
    let mut heap = Vec::new();
    let mut index = Vec::from(u32::try_from(names.len())?.to_le_bytes());
    let mut last = None;
    let mut offset = 0;
    for (name, target) in &names {
        if last != Some(name) {
            offset = u32::try_from(heap.len())?;
            heap.extend(name.as_bytes());
            heap.push(0);
            last = Some(name);
        }
        index.extend(offset.to_le_bytes());
        index.extend(target.to_le_bytes());
    }
    index.extend(heap);
    Ok(index)
}
