//! Checks the tables of `data/` and generates statics of the library from them. A row that breaks a rule fails the build
//! with its file, line and column.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use sha2::{Digest, Sha256};

// The row types and their rules are shared with the library.
#[macro_use]
#[path = "src/codes.rs"]
mod codes;
#[allow(dead_code, reason = "the library uses the rest")]
#[path = "src/error.rs"]
mod error;
#[allow(dead_code, reason = "the library uses the rest")]
#[path = "src/shown.rs"]
mod shown;
#[allow(dead_code, reason = "the library uses the rest")]
#[path = "src/quantity"]
mod quantity {
    mod bounds;
    mod interval;
    pub(crate) use bounds::{positive, within};
    pub(crate) use interval::Interval;
}
#[path = "src/names"]
mod names {
    pub(crate) mod fold;
}
#[allow(dead_code, reason = "the library uses the rest")]
#[path = "src/catalogue"]
mod catalogue {
    pub(crate) mod bearer;
    pub(crate) mod claim;
    pub(crate) mod language;
    pub(crate) mod missile;
    pub(crate) mod range_rule;
    pub(crate) mod site;
    pub(crate) mod test_flight;
}
#[allow(dead_code, reason = "the library uses the rest")]
#[path = "src/treaty"]
mod treaty {
    pub(crate) mod bands;
    pub(crate) mod event;
}

#[path = "build/bands.rs"]
mod band_sets;
#[path = "build/check.rs"]
mod check;
#[path = "build/index.rs"]
mod index;

use crate::check::{Tables, Texts};
use crate::treaty::bands::{Band, BandSet, Edge};

/// The files that are embedded in the program.
const DATA: [&str; 17] = [
    "bands.toml",
    "basemap-110m.bin",
    "basemap-50m.bin",
    "cities.csv",
    "city_names.csv",
    "countries.csv",
    "country_names.csv",
    "country_parts.csv",
    "edition.txt",
    "map_countries.csv",
    "map_names.csv",
    "missiles.csv",
    "range_claims.csv",
    "sites.csv",
    "test_flights.csv",
    "treaty_dates.csv",
    "world_cities.csv",
];

fn main() -> ExitCode {
    match make() {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            for fault in faults {
                println!("cargo::error={}", fault.replace('\n', " "));
            }
            ExitCode::FAILURE
        }
    }
}

fn make() -> Result<(), Vec<String>> {
    hash_data()?;
    let tables = check::tables(&Texts {
        countries: read("countries.csv")?,
        country_names: read("country_names.csv")?,
        cities: read("cities.csv")?,
        world_cities: read("world_cities.csv")?,
        city_names: read("city_names.csv")?,
        sites: read("sites.csv")?,
        missiles: read("missiles.csv")?,
        claims: read("range_claims.csv")?,
        test_flights: read("test_flights.csv")?,
        treaty_dates: read("treaty_dates.csv")?,
    })?;
    let sets = band_sets::sets(&read("bands.toml")?)
        .map_err(|error| vec![format!("data/bands.toml: {error}")])?;
    write("tables.rs", statics(&tables, &sets))?;
    write("bands.rs", band_statics(&sets))?;
    let events = &tables.treaty_dates;
    let count = events.len();
    write(
        "events.rs",
        format!("static EVENTS: [Event; {count}] = {events:?};\n"),
    )
}

fn read(name: &str) -> Result<String, Vec<String>> {
    let path = format!("data/{name}");
    fs::read_to_string(&path).map_err(|error| vec![format!("{path}: {error}")])
}

fn write(name: &str, text: String) -> Result<(), Vec<String>> {
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let path = Path::new(&folder).join(name);
    fs::write(&path, text).map_err(|error| vec![format!("{}: {error}", path.display())])
}

/// The SHA-256 of each embedded file of data, in the form of `sha256sum`, and the edition: the date of the data and the
/// SHA-256 of that list.
fn hash_data() -> Result<(), Vec<String>> {
    let mut lines = String::new();
    for name in DATA {
        let path = format!("data/{name}");
        println!("cargo::rerun-if-changed={path}");
        let bytes = fs::read(&path).map_err(|error| vec![format!("{path}: {error}")])?;
        let sha256 = hexadecimal(&bytes);
        push(&mut lines, format_args!("{sha256}  {path}\n"));
    }
    let date = read("edition.txt")?;
    let date = date.trim();
    if !check::is_date(date) {
        return Err(vec![format!(
            "data/edition.txt:1: {date:?} must be a day of the calendar as YYYY-MM-DD"
        )]);
    }
    let sha256 = hexadecimal(lines.as_bytes());
    println!("cargo::rustc-env=EDITION_DATE={date}");
    println!("cargo::rustc-env=EDITION_SHA256={sha256}");
    println!("cargo::rustc-env=EDITION={date} ({})", &sha256[..12]);
    write("data.sha256", lines)
}

/// SHA-256 in hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        push(&mut text, format_args!("{byte:02x}"));
    }
    text
}

/// The tables as Rust source: a derived `Debug` prints rows of texts, numbers, options and plain enums as valid Rust.
fn statics(tables: &Tables, sets: &[BandSet]) -> String {
    let Tables {
        countries,
        country_names,
        cities,
        city_names,
        sites,
        missiles,
        claims,
        test_flights,
        treaty_dates: _,
    } = tables;
    let mut out = String::new();
    let mut table = |name: &str, row: &str, count: usize, rows: &dyn std::fmt::Debug| {
        push(
            &mut out,
            format_args!("pub(super) static {name}: [{row}; {count}] = {rows:?};\n"),
        );
    };
    table("COUNTRIES", "Country", countries.len(), countries);
    table("SITES", "Site", sites.len(), sites);
    table("MISSILES", "Missile", missiles.len(), missiles);
    table("CLAIMS", "Claim", claims.len(), claims);
    // A module of its own, because kinds of missiles and classes of flights share some names.
    push(
        &mut out,
        format_args!(
            "mod flights {{\nuse crate::catalogue::{{FlightClass::*, ReportKind::*, SourceGrade::*, TestFlight}};\n\
             pub(in crate::catalogue) static TEST_FLIGHTS: [TestFlight; {}] = {test_flights:?};\n}}\n",
            test_flights.len()
        ),
    );

    let mut texts = String::new();
    push(
        &mut out,
        format_args!("static CITIES: [CityRow; {}] = [\n", cities.len()),
    );
    for city in cities {
        let country = countries
            .iter()
            .position(|country| country.iso2 == city.country)
            .expect("the country of each city was checked");
        push(
            &mut out,
            format_args!(
                "CityRow {{ texts: {}, id_length: {}, name_length: {}, spellings_length: {}, country: {country}, \
                 capital: {}, population: {}, geonames_id: {}, lat: {}, lon: {} }},\n",
                texts.len(),
                city.id.len(),
                city.name.len(),
                city.spellings.len(),
                city.capital,
                city.population,
                city.geonames_id,
                check::parts_of_degree(city.lat_deg),
                check::parts_of_degree(city.lon_deg),
            ),
        );
        for text in [city.id, city.name, city.spellings] {
            texts.push_str(text);
        }
    }
    push(
        &mut out,
        format_args!("];\nstatic CITY_TEXTS: &str = {texts:?};\n"),
    );
    let european = cities.iter().filter(|city| city.european).count();
    push(
        &mut out,
        format_args!(
            "static EUROPEAN_CITIES: usize = {european};\nconst PARTS_PER_DEGREE: f64 = {:?};\n",
            check::PARTS_PER_DEGREE
        ),
    );
    let row_of_country = |code: &str| countries.iter().position(|row| row.iso2 == code);
    out.push_str(&names_in_languages(
        "COUNTRY",
        country_names,
        row_of_country,
    ));
    let rows: HashMap<&str, usize> = cities.iter().map(|city| city.id).zip(0..).collect();
    let row_of_city = |id: &str| rows.get(id).copied();
    out.push_str(&names_in_languages("CITY", city_names, row_of_city));
    out.push_str(&index::statics(tables, sets));
    out
}

/// The rows that have names in other languages, in order, each with its names in the order of the languages, joined by `|`.
fn names_in_languages(
    prefix: &str,
    lines: &[Vec<&str>],
    row_of: impl Fn(&str) -> Option<usize>,
) -> String {
    let mut named: Vec<(usize, String)> = lines
        .iter()
        .map(|line| {
            let row = row_of(line[0]).expect("the keys of names were checked");
            (row, line[1..].join("|").trim_end_matches('|').to_owned())
        })
        .collect();
    named.sort_unstable();
    let mut starts = vec![0];
    let mut texts = String::new();
    for (_, names) in &named {
        texts.push_str(names);
        starts.push(texts.len());
    }
    let rows: Vec<usize> = named.iter().map(|(row, _)| *row).collect();
    let count = rows.len();
    let ends = starts.len();
    format!(
        "static {prefix}_NAME_ROWS: [u16; {count}] = {rows:?};\n\
         static {prefix}_NAME_STARTS: [u32; {ends}] = {starts:?};\n\
         static {prefix}_NAME_TEXTS: &str = {texts:?};\n"
    )
}

fn band_statics(sets: &[BandSet]) -> String {
    let edge = |edge: &Option<Edge>| format!("{edge:?}");
    let mut out = format!(
        "pub(super) static BAND_SETS: [BandSet; {}] = [\n",
        sets.len()
    );
    for set in sets {
        push(
            &mut out,
            format_args!(
                "BandSet {{ id: Borrowed({:?}), title: Borrowed({:?}), note: Borrowed({:?}), source: Borrowed({:?}), \
                 bands: Borrowed(&[\n",
                set.id, set.title, set.note, set.source
            ),
        );
        for Band {
            id,
            name,
            citation,
            lower,
            upper,
        } in set.bands()
        {
            push(
                &mut out,
                format_args!(
                    "Band {{ id: Borrowed({id:?}), name: Borrowed({name:?}), citation: Borrowed({citation:?}), \
                     lower: {}, upper: {} }},\n",
                    edge(lower),
                    edge(upper)
                ),
            );
        }
        out.push_str("]) },\n");
    }
    out.push_str("];\n");
    out
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a text can be written to");
}
