//! The rules of the tables of places: countries, cities, sites, and names in languages.

use std::collections::HashSet;

use super::{Row, Table};
use crate::catalogue::language::Language;
use crate::catalogue::site::{City, Country, Site};
use crate::quantity::within;

/// Minimum population of a city outside Europe that is not a seat of government.
const LEAST_ELSEWHERE: u32 = 500_000;

/// Smaller places outside Europe that people ask for along with missiles, by GeoNames number: Tel Aviv, Gaza, Honolulu,
/// Anchorage, Petropavlovsk-Kamchatsky, Naha, Laayoune, Ramallah.
const LANDMARKS: [u32; 8] = [
    293_397, 281_133, 5_856_195, 5_879_400, 2_122_104, 1_856_035, 2_462_881, 282_239,
];

pub(super) fn check_countries(
    countries: &Table<Country>,
    cities: [&Table<City>; 2],
    faults: &mut Vec<String>,
) {
    let all = || cities.into_iter().flat_map(|table| &table.rows);
    let numbers: HashSet<u32> = all().map(|(_, city)| city.geonames_id).collect();
    let mut seen = HashSet::new();
    for (line, country) in &countries.rows {
        let mut row = countries.row(*line, faults);
        let is_code =
            country.iso2.len() == 2 && country.iso2.bytes().all(|b| b.is_ascii_uppercase());
        row.rule("iso2", is_code, "must be two capital letters");
        row.rule("iso2", seen.insert(country.iso2), "is there twice");
        row.filled("name", country.name);
        let capitals: Vec<&City> = all()
            .map(|(_, city)| city)
            .filter(|city| city.capital && city.country == country.iso2)
            .collect();
        let is_named = country.capital_geonames_id.is_some() || !country.european;
        row.rule(
            "capital_geonames_id",
            is_named,
            "must be there for a European state",
        );
        let is_found = match capitals[..] {
            [capital] => country.capital_geonames_id == Some(capital.geonames_id),
            [] => !country.european,
            _ => false,
        };
        row.rule(
            "capital_geonames_id",
            is_found,
            "data/cities.csv must have this one capital",
        );
        // The seat of a territory is not a capital, but it is a place.
        let is_known = country
            .capital_geonames_id
            .is_none_or(|number| numbers.contains(&number));
        row.rule("capital_geonames_id", is_known, "is in no table of cities");
    }
}

/// Checks a city of either table.
fn check_city(row: &mut Row<'_>, city: &City, before: Option<&str>) {
    row.id(city.id, before);
    row.filled("name", city.name);
    row.position(city.lat_deg, city.lon_deg);
    row.decimals("lat", city.lat_deg);
    row.decimals("lon", city.lon_deg);
    row.rule("geonames_id", city.geonames_id > 0, "must not be 0");
}

fn european(countries: &Table<Country>) -> HashSet<&'static str> {
    let european = countries
        .rows
        .iter()
        .filter(|(_, country)| country.european);
    european.map(|(_, country)| country.iso2).collect()
}

pub(super) fn check_cities(
    cities: &Table<City>,
    countries: &Table<Country>,
    faults: &mut Vec<String>,
) {
    let european = european(countries);
    let mut before = None;
    for (line, city) in &cities.rows {
        let mut row = cities.row(*line, faults);
        check_city(&mut row, city, before.replace(city.id));
        let reason = format!(
            "{:?} is no European state of data/countries.csv",
            city.country
        );
        row.rule("country", european.contains(city.country), &reason);
        let is_large = city.population >= 15_000 || city.capital;
        row.rule(
            "population",
            is_large,
            "is below 15,000, and it is no capital",
        );
    }
}

pub(super) fn check_world_cities(
    elsewhere: &Table<City>,
    cities: &Table<City>,
    countries: &Table<Country>,
    faults: &mut Vec<String>,
) {
    let european = european(countries);
    let ids: HashSet<&str> = cities.rows.iter().map(|(_, city)| city.id).collect();
    let seats = countries.rows.iter();
    let seats: HashSet<u32> = seats
        .filter_map(|(_, country)| country.capital_geonames_id)
        .collect();
    let mut before = None;
    for (line, city) in &elsewhere.rows {
        let mut row = elsewhere.row(*line, faults);
        check_city(&mut row, city, before.replace(city.id));
        row.rule("id", !ids.contains(city.id), "is in data/cities.csv");
        row.country("country", city.country, countries);
        // Russia beyond the Urals counts as outside Europe.
        let is_elsewhere = !european.contains(city.country) || city.country == "RU";
        row.rule(
            "country",
            is_elsewhere,
            "is a European state: its cities are in data/cities.csv",
        );
        let is_large = city.population >= LEAST_ELSEWHERE
            || city.capital
            || seats.contains(&city.geonames_id)
            || LANDMARKS.contains(&city.geonames_id);
        row.rule(
            "population",
            is_large,
            "is below 500,000, and it is no seat of a government",
        );
    }
}

pub(super) fn check_country_names(
    names: &Table<Vec<&'static str>>,
    countries: &Table<Country>,
    faults: &mut Vec<String>,
) {
    check_names(names, "iso2", faults);
    for (line, cells) in &names.rows {
        names
            .row(*line, faults)
            .country("iso2", cells[0], countries);
    }
}

pub(super) fn check_city_names(
    names: &Table<Vec<&'static str>>,
    cities: [&Table<City>; 2],
    faults: &mut Vec<String>,
) {
    check_names(names, "id", faults);
    let all = cities.into_iter().flat_map(|table| &table.rows);
    let ids: HashSet<&str> = all.map(|(_, city)| city.id).collect();
    for (line, cells) in &names.rows {
        let is_known = ids.contains(cells[0]);
        let mut row = names.row(*line, faults);
        row.rule("id", is_known, "is in no table of cities");
    }
}

/// Checks names in other languages: one column per language, and one line per entry whose name differs between them.
fn check_names(names: &Table<Vec<&'static str>>, key: &'static str, faults: &mut Vec<String>) {
    let languages = Language::ALL.into_iter().skip(1).map(Language::code);
    let columns = std::iter::once(key).chain(languages);
    let is_header = names.header.iter().copied().eq(columns);
    names.row(1, faults).rule(
        key,
        is_header,
        "the columns after it must be the languages of src/catalogue/language.rs",
    );
    let mut before = "";
    for (line, cells) in &names.rows {
        let mut row = names.row(*line, faults);
        row.rule(key, before < cells[0], "lines stand in order, each once");
        before = cells[0];
        for (column, cell) in names.header.iter().zip(cells).skip(1) {
            let is_one = !cell.contains('|') && cell.trim().len() == cell.len();
            row.rule(column, is_one, "must be one name");
        }
    }
}

pub(super) fn check_sites(
    sites: &Table<Site>,
    countries: &Table<Country>,
    faults: &mut Vec<String>,
) {
    let mut before = None;
    for (line, site) in &sites.rows {
        let mut row = sites.row(*line, faults);
        row.id(site.id, before.replace(site.id));
        row.filled("name", site.name);
        row.country("country", site.country, countries);
        row.country("operator", site.operator, countries);
        row.years(site.first_year, site.last_year);
        row.position(site.lat, site.lon);
        let uncertainty_km = within("uncertainty", site.uncertainty_km, " km", 1.0, 60.0);
        row.value("uncertainty_km", uncertainty_km);
        row.filled("position_source", site.position_source);
        row.filled("role", site.role);
        row.filled("role_source", site.role_source);
    }
}
