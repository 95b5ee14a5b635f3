//! Reads the tables of `data/` and checks them against their rules. Every fault is reported with its file, line and column.
//!
//! The tests of the library include this file to check that each rule catches the fault it is meant for.

mod places;

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::catalogue::claim::{Basis, Checked as Check, Claim};
use crate::catalogue::missile::{Kind, Missile};
use crate::catalogue::site::{City, Country, Site};
use crate::catalogue::test_flight::TestFlight;
use crate::error::Result as Checked;
use crate::quantity::{Interval, positive, within};
use crate::treaty::event::Event;

/// The texts of the tables, as in `data/`.
#[derive(Clone)]
pub struct Texts {
    pub countries: String,
    pub country_names: String,
    pub cities: String,
    pub world_cities: String,
    pub city_names: String,
    pub sites: String,
    pub missiles: String,
    pub claims: String,
    pub test_flights: String,
    pub treaty_dates: String,
}

/// The checked tables.
#[derive(Debug)]
pub struct Tables {
    pub countries: Vec<Country>,
    /// A line of `country_names.csv`, the code first, for each country that has one.
    pub country_names: Vec<Vec<&'static str>>,
    /// European cities first, then the others.
    pub cities: Vec<City>,
    /// A line of `city_names.csv`, the id first, for each city that has one.
    pub city_names: Vec<Vec<&'static str>>,
    pub sites: Vec<Site>,
    pub missiles: Vec<Missile>,
    pub claims: Vec<Claim>,
    pub test_flights: Vec<TestFlight>,
    #[allow(
        dead_code,
        reason = "the tests of the library read it from the statics"
    )]
    pub treaty_dates: Vec<Event>,
}

/// What a degree of a coordinate of a city is embedded in: GeoNames gives five decimals, some 1 m.
pub const PARTS_PER_DEGREE: f64 = 1e5;

/// A coordinate in parts of a degree.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a coordinate has at most 180 degrees"
)]
pub fn parts_of_degree(deg: f64) -> i32 {
    (deg * PARTS_PER_DEGREE).round() as i32
}

/// Reads all tables.
///
/// # Errors
/// Each fault as `FILE:LINE: COLUMN: reason`.
pub fn tables(texts: &Texts) -> Result<Tables, Vec<String>> {
    let mut faults = Vec::new();
    let countries = Table::read("data/countries.csv", &texts.countries, &mut faults);
    let country_names = Table::read("data/country_names.csv", &texts.country_names, &mut faults);
    let cities = Table::read("data/cities.csv", &texts.cities, &mut faults);
    let world_cities = Table::read("data/world_cities.csv", &texts.world_cities, &mut faults);
    let city_names = Table::read("data/city_names.csv", &texts.city_names, &mut faults);
    let sites = Table::read("data/sites.csv", &texts.sites, &mut faults);
    let mut missiles: Table<Missile> =
        Table::read("data/missiles.csv", &texts.missiles, &mut faults);
    let claims: Table<Claim> = Table::read("data/range_claims.csv", &texts.claims, &mut faults);
    let test_flights = Table::read("data/test_flights.csv", &texts.test_flights, &mut faults);
    let treaty_dates = Table::read("data/treaty_dates.csv", &texts.treaty_dates, &mut faults);
    // An unread row would make other rows look wrong.
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut of_missile: HashMap<&str, Vec<&Claim>> = HashMap::new();
    for (_, claim) in &claims.rows {
        of_missile.entry(claim.missile).or_default().push(claim);
    }
    for (_, missile) in &mut missiles.rows {
        missile.fill_in(of_missile.get(missile.id).map_or(&[], Vec::as_slice));
    }
    places::check_countries(&countries, [&cities, &world_cities], &mut faults);
    places::check_country_names(&country_names, &countries, &mut faults);
    places::check_cities(&cities, &countries, &mut faults);
    places::check_world_cities(&world_cities, &cities, &countries, &mut faults);
    places::check_city_names(&city_names, [&cities, &world_cities], &mut faults);
    places::check_sites(&sites, &countries, &mut faults);
    check_missiles(&missiles, &countries, &mut faults);
    check_claims(&claims, &missiles, &mut faults);
    check_test_flights(&test_flights, &missiles, &mut faults);
    check_treaty_dates(&treaty_dates, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let european = cities.into_rows().into_iter().map(|city| City {
        european: true,
        ..city
    });
    Ok(Tables {
        countries: countries.into_rows(),
        country_names: country_names.into_rows(),
        cities: european.chain(world_cities.into_rows()).collect(),
        city_names: city_names.into_rows(),
        sites: sites.into_rows(),
        missiles: missiles.into_rows(),
        claims: claims.into_rows(),
        test_flights: test_flights.into_rows(),
        treaty_dates: treaty_dates.into_rows(),
    })
}

/// Rows with the lines on which they begin.
struct Table<R> {
    file: &'static str,
    header: Vec<&'static str>,
    rows: Vec<(u64, R)>,
}

impl<R: Deserialize<'static>> Table<R> {
    /// The rows of a file. Records are kept as long as the program runs, so that rows can borrow from them.
    fn read(file: &'static str, text: &str, faults: &mut Vec<String>) -> Self {
        let mut rows = Vec::new();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header: &'static csv::StringRecord = match reader.headers() {
            Ok(header) => Box::leak(Box::new(header.clone())),
            Err(error) => {
                faults.push(format!("{file}:1: {error}"));
                return Self {
                    file,
                    header: Vec::new(),
                    rows,
                };
            }
        };
        for record in reader.into_records() {
            let record: &'static csv::StringRecord = match record {
                Ok(record) => Box::leak(Box::new(record)),
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    faults.push(format!("{file}:{line}: {error}"));
                    continue;
                }
            };
            let line = record.position().map_or(1, csv::Position::line);
            match record.deserialize(Some(header)) {
                Ok(row) => rows.push((line, row)),
                Err(error) => {
                    let fault = fault_of::<R>(&error, record, header);
                    faults.push(format!("{file}:{line}: {fault}"));
                }
            }
        }
        Self {
            file,
            header: header.iter().collect(),
            rows,
        }
    }
}

/// The column of a cell that does not parse, and the reason.
fn fault_of<R: Deserialize<'static>>(
    error: &csv::Error,
    record: &csv::StringRecord,
    header: &csv::StringRecord,
) -> String {
    let reason = |error: &csv::Error| match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        _ => error.to_string(),
    };
    let told = reason(error);
    // Not every error of the csv crate names its column: the shortest run of cells with the same error ends with the bad
    // cell.
    let cut = |count: usize, record: &csv::StringRecord| -> &'static csv::StringRecord {
        Box::leak(Box::new(record.iter().take(count).collect()))
    };
    let column = (1..=header.len())
        .find(|&count| {
            let cells = cut(count, record).deserialize::<R>(Some(cut(count, header)));
            cells.is_err_and(|error| reason(&error) == told)
        })
        .and_then(|count| header.get(count - 1));
    match column {
        Some(column) => format!("{column}: {told}"),
        None => told,
    }
}

impl<R> Table<R> {
    fn into_rows(self) -> Vec<R> {
        self.rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Collector for the faults of the row on this line.
    fn row<'f>(&self, line: u64, faults: &'f mut Vec<String>) -> Row<'f> {
        Row {
            place: format!("{}:{line}", self.file),
            faults,
        }
    }
}

/// Collects the faults of one row.
struct Row<'f> {
    place: String,
    faults: &'f mut Vec<String>,
}

impl Row<'_> {
    /// Adds a fault of the column unless its rule holds.
    fn rule(&mut self, column: &str, holds: bool, rule: &str) {
        if !holds {
            self.faults
                .push(format!("{}: {column}: {rule}", self.place));
        }
    }

    /// Adds a fault of the column if its value was refused.
    fn value<T>(&mut self, column: &str, value: Checked<T>) {
        if let Err(error) = value {
            self.faults
                .push(format!("{}: {column}: {error}", self.place));
        }
    }

    fn filled(&mut self, column: &str, text: &str) {
        self.rule(column, !text.trim().is_empty(), "must not be empty");
    }

    fn position(&mut self, lat_deg: f64, lon_deg: f64) {
        self.value("lat", within("latitude", lat_deg, "°", -90.0, 90.0));
        self.value("lon", within("longitude", lon_deg, "°", -180.0, 180.0));
        let is_given = lat_deg != 0.0 || lon_deg != 0.0;
        self.rule("lat", is_given, "0°N 0°E is no place of the catalogue");
    }

    /// A coordinate of a table that is embedded in parts of a degree.
    fn decimals(&mut self, column: &str, deg: f64) {
        #[expect(
            clippy::float_cmp,
            reason = "the library must have the number of the table"
        )]
        let is_kept = f64::from(parts_of_degree(deg)) / PARTS_PER_DEGREE == deg;
        self.rule(column, is_kept, "must not have more than five decimals");
    }

    fn country(&mut self, column: &str, code: &str, countries: &Table<Country>) {
        let is_known = countries
            .rows
            .iter()
            .any(|(_, country)| country.iso2 == code);
        let reason = format!("{code:?} is not in data/countries.csv");
        self.rule(column, is_known, &reason);
    }

    fn years(&mut self, first: Option<u16>, last: Option<u16>) {
        for (column, year) in [("first_year", first), ("last_year", last)] {
            let is_year = year.is_none_or(|year| (1930..2100).contains(&year));
            self.rule(column, is_year, "is no year from 1930 on");
        }
        let is_in_order = first.zip(last).is_none_or(|(first, last)| first <= last);
        self.rule("last_year", is_in_order, "is before first_year");
    }

    /// Checks that ids are kebab-case, unique and in ascending order.
    fn id(&mut self, id: &str, before: Option<&str>) {
        self.rule(
            "id",
            is_kebab(id),
            "must be lower-case words joined by hyphens",
        );
        if let Some(before) = before {
            let reason = format!("{id:?} is there twice");
            self.rule("id", id != before, &reason);
            let reason = format!("{id:?} must stand before {before:?}: ids are in order");
            self.rule("id", id >= before, &reason);
        }
    }
}

fn check_missiles(missiles: &Table<Missile>, countries: &Table<Country>, faults: &mut Vec<String>) {
    let mut before = None;
    for (line, missile) in &missiles.rows {
        let mut row = missiles.row(*line, faults);
        row.id(missile.id, before.replace(missile.id));
        row.filled("name", missile.name);
        row.country("state", missile.state, countries);
        row.years(missile.first_year, missile.last_year);
        row.filled("source", missile.source);
        let speeds = [
            missile.speed_low_kmh,
            missile.speed_nominal_kmh,
            missile.speed_high_kmh,
        ];
        if missile.kind == Kind::Ballistic {
            let has_none = speeds.iter().all(Option::is_none) && missile.speed_source.is_empty();
            row.rule(
                "speed_low_kmh",
                has_none,
                "ballistic missiles have no speed and no source of it",
            );
        } else if let [Some(low), Some(nominal), Some(high)] = speeds {
            row.value("speed_low_kmh", positive("low speed", low, " km/h"));
            row.value(
                "speed_nominal_kmh",
                Interval::new("speed", " km/h", low, nominal, high),
            );
            row.filled("speed_source", missile.speed_source);
        } else {
            let has_none = speeds.iter().all(Option::is_none) && missile.speed_source.is_empty();
            row.rule(
                "speed_low_kmh",
                has_none,
                "a speed has a low, a nominal and a high value; without any there is no source of it",
            );
        }
        let is_checked = missile.inf_listing.is_some() == missile.inf_listing_checked.is_some();
        row.rule(
            "inf_listing_checked",
            is_checked,
            "is for a listing, and a listing has one",
        );
        if let Some(altitude_m) = missile.altitude_m {
            row.value("altitude_m", positive("altitude", altitude_m, " m"));
        }
        let has_source = missile.altitude_m.is_some() != missile.altitude_source.is_empty();
        row.rule(
            "altitude_source",
            has_source,
            "is for an altitude, and an altitude has one",
        );
    }
}

fn check_claims(claims: &Table<Claim>, missiles: &Table<Missile>, faults: &mut Vec<String>) {
    let ids: HashSet<&str> = missiles
        .rows
        .iter()
        .map(|(_, missile)| missile.id)
        .collect();
    let mut seen = HashSet::new();
    let mut before = None;
    for (line, claim) in &claims.rows {
        let mut row = claims.row(*line, faults);
        let reason = format!("{:?} is not in data/missiles.csv", claim.missile);
        row.rule("missile", ids.contains(claim.missile), &reason);
        row.filled("claimant", claim.claimant);
        row.value("low_km", positive("range", claim.low_km, " km"));
        let high_km = within("range", claim.high_km, " km", claim.low_km, 25_000.0);
        row.value("high_km", high_km);
        let is_year = (1950..2100).contains(&claim.year);
        row.rule("year", is_year, "is no year from 1950 on");
        row.filled("statement", claim.statement);
        let is_bare = ["press", "media", "analysts", "experts", "officials"]
            .contains(&claim.claimant.to_lowercase().as_str());
        row.rule(
            "claimant",
            !is_bare,
            "must be a person, an office or a publication",
        );
        let is_seen = claim.checked == Check::Seen;
        row.rule(
            "lead",
            claim.lead.is_empty() == is_seen,
            "is for unverified claims, and for all of them",
        );
        let has_source = !is_seen || !claim.source.trim().is_empty();
        row.rule(
            "source",
            has_source,
            "must not be empty of a claim that was seen",
        );
        row.rule(
            "date",
            claim.date.is_empty() || is_partial_date(claim.date),
            "must be YYYY, YYYY-MM or YYYY-MM-DD",
        );
        let figures = [claim.low_km, claim.high_km].map(f64::to_bits);
        let are_of_treaty = figures == [500.0, 5500.0].map(f64::to_bits);
        row.rule(
            "basis",
            claim.basis == Basis::TreatyFinding || !are_of_treaty,
            "500 to 5,500 km is a treaty finding, not a range",
        );
        let kind = (claim.basis.code(), claim.bound.code());
        let is_new = seen.insert((claim.missile, claim.claimant, claim.year, kind, figures));
        row.rule("missile", is_new, "the claim is there twice");
        let place = (claim.missile, claim.year);
        let is_in_order = before.replace(place).is_none_or(|before| before <= place);
        row.rule("missile", is_in_order, "claims stand by missile and year");
    }
}

fn check_treaty_dates(events: &Table<Event>, faults: &mut Vec<String>) {
    let mut before = "";
    for (line, event) in &events.rows {
        let mut row = events.row(*line, faults);
        let is_day = is_date(event.date);
        row.rule(
            "date",
            is_day,
            "must be a day of the calendar as YYYY-MM-DD",
        );
        row.rule("date", before <= event.date, "events stand by date");
        before = event.date;
        row.rule(
            "event",
            is_kebab(event.id),
            "must be lower-case words joined by hyphens",
        );
        row.filled("text", event.text);
        row.filled("source", event.source);
    }
}

fn check_test_flights(
    flights: &Table<TestFlight>,
    missiles: &Table<Missile>,
    faults: &mut Vec<String>,
) {
    let mut seen = HashSet::new();
    for (line, flight) in &flights.rows {
        let mut row = flights.row(*line, faults);
        row.rule(
            "id",
            is_kebab(flight.id),
            "must be lower-case words joined by hyphens",
        );
        row.rule("id", seen.insert(flight.id), "is there twice");
        row.filled("name", flight.name);
        let is_known = flight.missile.is_empty()
            || missiles
                .rows
                .iter()
                .any(|(_, missile)| missile.id == flight.missile);
        row.rule("missile", is_known, "is not in data/missiles.csv");
        row.rule(
            "date",
            is_date(flight.date),
            "must be a day of the calendar as YYYY-MM-DD",
        );
        row.value("range_km", positive("range", flight.range_km, " km"));
        if let Some(apogee_km) = flight.apogee_km {
            row.value("apogee_km", positive("apogee", apogee_km, " km"));
        }
        row.value("time_s", positive("time", flight.time_s, " s"));
        row.value(
            "time_uncertainty_s",
            positive("uncertainty", flight.time_uncertainty_s, " s"),
        );
        row.value(
            "range_uncertainty_km",
            positive("uncertainty", flight.range_uncertainty_km, " km"),
        );
        for (column, text) in [
            ("quote", flight.quote),
            ("title", flight.title),
            ("publisher", flight.publisher),
            ("source", flight.source),
        ] {
            row.filled(column, text);
        }
    }
}

/// True for lower-case words of letters and digits, joined by hyphens.
fn is_kebab(id: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    id.split('-').all(is_word)
}

/// True for a year, a month or a day of the calendar as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn is_partial_date(text: &str) -> bool {
    match text.len() {
        4 => is_date(&format!("{text}-01-01")),
        7 => is_date(&format!("{text}-01")),
        _ => is_date(text),
    }
}

/// True for a day of the calendar as `YYYY-MM-DD`.
pub fn is_date(text: &str) -> bool {
    let numbers: Vec<u32> = text
        .split('-')
        .map_while(|part| part.parse().ok())
        .collect();
    let [year, month, day] = numbers[..] else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    text.len() == 10 && (1..=12).contains(&month) && (1..=days).contains(&day)
}
