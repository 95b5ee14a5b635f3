//! Names of places: who is meant, what is read of what is printed, and what is said of what is no place.

use arcminute::catalogue::{
    Role, SiteOrCity, cities, country_name, site_or_city, sites, world_cities,
};
use arcminute::{Error, Result};

/// What a name stands for, as the reference table writes it.
fn outcome(found: Result<SiteOrCity>) -> String {
    match found {
        Ok(SiteOrCity::City(city)) => city.id.to_owned(),
        Ok(SiteOrCity::Site(site)) => format!("site:{}", site.id),
        Err(Error::Ambiguous { .. }) => "ambiguous".to_owned(),
        Err(Error::Unknown { .. }) => "unknown".to_owned(),
        Err(Error::OtherKind { advice, .. }) => advice,
        Err(other) => other.to_string(),
    }
}

#[test]
fn names_find_whom_the_reference_table_says() {
    let text = std::fs::read_to_string("tests/reference/names.csv").unwrap();
    let mut wrong = Vec::new();
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        let (name, expected) = (&row[0], &row[2]);
        let roles: &[Role] = match &row[1] {
            "origin" => &[Role::From],
            "destination" => &[Role::To],
            _ => &[Role::From, Role::To],
        };
        for role in roles {
            let found = outcome(site_or_city(name, *role));
            let is_right = match expected.strip_prefix("country:") {
                Some(code) => found.contains(&format!("@country:{code}")),
                None => found == expected,
            };
            if !is_right {
                wrong.push(format!("{name} {role:?}: {found}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Name and country, as headings write a place, and its id: each is read as the same place.
#[test]
fn what_is_printed_of_a_place_is_read_as_that_place() {
    let mut wrong = Vec::new();
    let mut read = |text: String, role: Role, id: &str| {
        let found = outcome(site_or_city(&text, role));
        if found != id {
            wrong.push(format!("{text} {role:?}: {found}, not {id}"));
        }
    };
    for city in cities().chain(world_cities()) {
        let country = country_name(city.country);
        read(city.id.to_owned(), Role::To, city.id);
        read(format!("{}, {country}", city.name), Role::To, city.id);
        read(format!("{} ({country})", city.name), Role::To, city.id);
        read(
            format!("{}, {}", city.name, city.country),
            Role::To,
            city.id,
        );
        for role in [Role::From, Role::To] {
            read(format!("{}, {country} (city)", city.name), role, city.id);
        }
    }
    for site in sites() {
        let country = country_name(site.country);
        let id = format!("site:{}", site.id);
        let label = site.place().label().into_owned();
        for text in [site.id, site.name, &label] {
            read(text.to_owned(), Role::From, &id);
            read(format!("{text}, {country}"), Role::From, &id);
        }
        for role in [Role::From, Role::To] {
            read(format!("{}, {country} (site)", site.name), role, &id);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
