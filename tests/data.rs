//! The rules that the data files keep. A row that breaks one is named.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use arcminute::catalogue::{
    self, Basis, Kind, Role, SiteOrCity, cities, claims, countries, missile, missiles,
    site_or_city, sites, systems,
};
use arcminute::geodesy;
use arcminute::names::fold;
use arcminute::position::Position;
use arcminute::quantity::Interval;

/// Collects what is wrong, so that one run shows all of it.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add_unless(&mut self, holds: bool, row: &str, rule: &str) {
        if !holds {
            self.0.push(format!("{row}: {rule}"));
        }
    }

    fn assert_none(self) {
        assert!(
            self.0.is_empty(),
            "{} faults:\n{}",
            self.0.len(),
            self.0.join("\n")
        );
    }
}

fn raw_rows(file: &str) -> Vec<csv::StringRecord> {
    let path = format!("data/{file}");
    let text = fs::read_to_string(&path).unwrap();
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|row| row.unwrap_or_else(|error| panic!("{path}: {error}")))
        .collect()
}

fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

/// No row is left out for being unreadable.
#[test]
fn every_row_parses() {
    for (file, parsed) in [
        ("cities.csv", cities().len()),
        ("sites.csv", sites().len()),
        ("missiles.csv", missiles().len()),
        ("range_claims.csv", claims().len()),
        ("countries.csv", countries().len()),
    ] {
        let rows = raw_rows(file);
        assert_eq!(
            rows.len(),
            parsed,
            "data/{file}: the first row that does not parse is number {parsed} or before"
        );
    }
}

#[test]
fn ids_are_unique_kebab_case_and_in_order() {
    let mut faults = Faults::default();
    for file in ["cities.csv", "sites.csv", "missiles.csv"] {
        let rows = raw_rows(file);
        for row in &rows {
            faults.add_unless(
                is_kebab(&row[0]),
                &format!("{file} {}", &row[0]),
                "id is not kebab-case",
            );
        }
        for pair in rows.windows(2) {
            faults.add_unless(
                pair[0][0] < pair[1][0],
                &format!("{file} {}", &pair[1][0]),
                "id is double or out of order",
            );
        }
    }
    faults.assert_none();
}

#[test]
fn cities_are_whole() {
    let mut faults = Faults::default();
    let european: BTreeSet<&str> = countries()
        .iter()
        .filter(|country| country.european)
        .map(|country| country.iso2.as_str())
        .collect();
    for city in cities() {
        let row = format!("cities.csv {}", city.id);
        faults.add_unless(
            Position::new(city.lat_deg, city.lon_deg).is_ok(),
            &row,
            "position out of range",
        );
        faults.add_unless(
            (city.lat_deg, city.lon_deg) != (0.0, 0.0),
            &row,
            "position is missing",
        );
        faults.add_unless(
            european.contains(city.country),
            &row,
            "country is not European in countries.csv",
        );
        faults.add_unless(
            city.population >= 15_000 || city.capital,
            &row,
            "fewer than 15,000 people and no capital",
        );
        faults.add_unless(city.geonames_id > 0, &row, "GeoNames id is missing");
        faults.add_unless(!city.name.trim().is_empty(), &row, "name is missing");
    }
    // The packed tables hold what the file says.
    for (row, city) in raw_rows("cities.csv").iter().zip(cities()) {
        let name = format!("cities.csv {}", &row[0]);
        let same = row[0] == *city.id
            && row[1] == *city.name
            && row[2] == *city.country
            && row[8] == *city.spellings;
        faults.add_unless(
            same && row[3].parse() == Ok(city.lat_deg),
            &name,
            "packed differently from the file",
        );
    }
    faults.assert_none();
    assert!(cities().len() > 7000, "{} cities", cities().len());
}

#[test]
fn every_european_country_has_its_capital() {
    let mut faults = Faults::default();
    for country in countries().iter().filter(|country| country.european) {
        let row = format!("countries.csv {}", country.iso2);
        let capitals: Vec<_> = cities()
            .filter(|city| city.capital && city.country == country.iso2)
            .collect();
        faults.add_unless(
            capitals.len() == 1,
            &row,
            "does not have exactly one capital in cities.csv",
        );
        for capital in &capitals {
            faults.add_unless(
                Some(capital.geonames_id) == country.capital_geonames_id,
                &row,
                "capital's GeoNames id differs",
            );
            let found = site_or_city(capital.name, Role::To);
            let is_found = matches!(&found, Ok(SiteOrCity::City(city)) if city.id == capital.id);
            faults.add_unless(is_found, &row, "capital's name does not find it");
        }
    }
    faults.assert_none();
    assert_eq!(
        countries()
            .iter()
            .filter(|country| country.european)
            .count(),
        50
    );
}

#[test]
fn sites_are_whole() {
    const KINDS: [&str; 8] = [
        "base",
        "deployment-area",
        "test-range",
        "historical-base",
        "missile-defence",
        "radar",
        "production",
        "headquarters",
    ];
    let mut faults = Faults::default();
    let codes: BTreeSet<&str> = countries()
        .iter()
        .map(|country| country.iso2.as_str())
        .collect();
    for site in sites() {
        let row = format!("sites.csv {}", site.id);
        faults.add_unless(
            Position::new(site.lat, site.lon).is_ok(),
            &row,
            "position out of range",
        );
        faults.add_unless(KINDS.contains(&site.kind.as_str()), &row, "unknown kind");
        faults.add_unless(
            site.country.len() == 2,
            &row,
            "country is not a two-letter code",
        );
        faults.add_unless(
            codes.contains(site.operator.as_str()),
            &row,
            "operator is not in countries.csv",
        );
        faults.add_unless(
            (1.0..=60.0).contains(&site.uncertainty_km),
            &row,
            "uncertainty is not 1 to 60 km",
        );
        faults.add_unless(
            !site.position_source.is_empty(),
            &row,
            "position source is missing",
        );
        faults.add_unless(
            !site.role.is_empty() && !site.role_source.is_empty(),
            &row,
            "role or its source is missing",
        );
        let in_order = site
            .first_year
            .zip(site.last_year)
            .is_none_or(|(first, last)| first <= last);
        faults.add_unless(in_order, &row, "years out of order");
    }
    faults.assert_none();
    assert!(sites().len() >= 60, "{} sites", sites().len());
}

#[test]
fn missiles_are_whole() {
    const STATUSES: [&str; 6] = [
        "in-service",
        "in-development",
        "retired",
        "eliminated-inf",
        "cancelled",
        "unknown",
    ];
    let mut faults = Faults::default();
    let codes: BTreeSet<&str> = countries()
        .iter()
        .map(|country| country.iso2.as_str())
        .collect();
    for missile in missiles() {
        let row = format!("missiles.csv {}", missile.id);
        faults.add_unless(
            codes.contains(missile.state.as_str()),
            &row,
            "state is not in countries.csv",
        );
        faults.add_unless(
            STATUSES.contains(&missile.status.as_str()),
            &row,
            "unknown status",
        );
        faults.add_unless(!missile.source.is_empty(), &row, "source is missing");
        let has_speed = missile.speed_km_h().is_some();
        faults.add_unless(
            has_speed == (missile.kind != Kind::Ballistic),
            &row,
            "speed is missing, out of order or in excess",
        );
        faults.add_unless(
            has_speed != missile.speed_source.is_empty(),
            &row,
            "speed source is missing or in excess",
        );
        faults.add_unless(
            missile.altitude_m.is_some() != missile.altitude_source.is_empty(),
            &row,
            "altitude source",
        );
        let range_km = missile.range_km();
        let in_order = range_km.is_some_and(|km| {
            0.0 < km.low() && km.low() <= km.nominal() && km.nominal() <= km.high()
        });
        faults.add_unless(in_order, &row, "no range follows from its claims");
        let in_order = missile
            .first_year
            .zip(missile.last_year)
            .is_none_or(|(first, last)| first <= last);
        faults.add_unless(in_order, &row, "years out of order");
    }
    faults.assert_none();
    assert!(missiles().len() >= 50, "{} missiles", missiles().len());
}

/// The packed systems say what the tables and the range rule say.
#[test]
fn systems_are_packed_by_the_rule() {
    assert_eq!(systems().len(), missiles().len());
    for (system, missile) in systems().zip(missiles()) {
        assert_eq!(system.id, missile.id);
        assert_eq!(
            (system.kind, system.basing),
            (missile.kind, Some(missile.basing)),
            "{}",
            missile.id
        );
        assert_eq!(
            system.state.as_deref(),
            Some(missile.state.as_str()),
            "{}",
            missile.id
        );
        assert_eq!(system.range_km, missile.range_km(), "{}", missile.id);
        assert_eq!(system.speed_km_h, missile.speed_km_h(), "{}", missile.id);
        assert_eq!(system.altitude_m, missile.altitude_m, "{}", missile.id);
        assert_eq!(
            system.inf_listed,
            missile.inf_listing.is_some(),
            "{}",
            missile.id
        );
        assert_eq!(
            system.unverified,
            missile.rests_on_unverified(),
            "{}",
            missile.id
        );
    }
}

#[test]
fn country_names_are_packed_as_written() {
    for country in countries() {
        assert_eq!(catalogue::country_name(&country.iso2), country.name);
    }
    for unknown in ["XX", "", "D", "Germany"] {
        assert_eq!(catalogue::country_name(unknown), unknown);
    }
}

#[test]
fn sites_are_packed_as_written() {
    for site in sites() {
        let place = catalogue::place(&site.id, Role::From).unwrap();
        assert_eq!(
            (place.name.as_ref(), place.country.as_deref()),
            (site.name.as_str(), Some(site.country.as_str()))
        );
        assert_eq!(
            (place.position.lat_deg(), place.position.lon_deg()),
            (site.lat, site.lon),
            "{}",
            site.id
        );
        assert!(
            (place.uncertainty_km - site.uncertainty_km).abs() < 1e-12,
            "{}",
            site.id
        );
    }
}

#[test]
fn claims_are_whole() {
    let mut faults = Faults::default();
    let ids: BTreeSet<&str> = missiles()
        .iter()
        .map(|missile| missile.id.as_str())
        .collect();
    let mut seen = BTreeSet::new();
    for (number, claim) in claims().iter().enumerate() {
        let row = format!(
            "range_claims.csv line {} ({} by {})",
            number + 2,
            claim.missile,
            claim.claimant
        );
        faults.add_unless(
            ids.contains(claim.missile.as_str()),
            &row,
            "claim for no missile",
        );
        faults.add_unless(
            0.0 < claim.low_km && claim.low_km <= claim.high_km,
            &row,
            "range out of order",
        );
        faults.add_unless((1950..=2026).contains(&claim.year), &row, "year");
        let is_said =
            !claim.claimant.is_empty() && !claim.statement.is_empty() && !claim.source.is_empty();
        faults.add_unless(is_said, &row, "claimant, statement or source is missing");
        let is_finding =
            claim.basis == Basis::TreatyFinding || (claim.low_km, claim.high_km) != (500.0, 5500.0);
        faults.add_unless(
            is_finding,
            &row,
            "500 to 5,500 km is a treaty finding, not a range",
        );
        let key = (
            &claim.missile,
            &claim.claimant,
            claim.year,
            claim.high_km.to_bits(),
            claim.low_km.to_bits(),
        );
        faults.add_unless(seen.insert(key), &row, "claim is double");
    }
    faults.assert_none();
    assert!(claims().len() >= 90, "{} claims", claims().len());
}

/// The dispute that the program started from.
#[test]
fn the_9m729_carries_both_sides() {
    let range_km = missile("9m729").unwrap().range_km().unwrap();
    assert_eq!((range_km.low(), range_km.high()), (480.0, 2600.0));
    let russian = catalogue::claims_of("9m729")
        .find(|claim| (claim.high_km - 480.0).abs() < 0.5)
        .expect("Russia's figure");
    assert!(russian.claimant.contains("Russia"), "{}", russian.claimant);
    assert!(
        Interval::new(
            "range",
            " km",
            range_km.low(),
            range_km.nominal(),
            range_km.high()
        )
        .is_ok()
    );
}

#[test]
fn every_missile_alias_finds_its_missile() {
    let mut faults = Faults::default();
    for entry in missiles() {
        for name in [&entry.id, &entry.name]
            .into_iter()
            .map(String::as_str)
            .chain(split(&entry.aliases))
        {
            let found = missile(name);
            let row = format!("missiles.csv {} {name:?}", entry.id);
            faults.add_unless(
                found.as_ref().is_ok_and(|it| it.id == entry.id),
                &row,
                "the name does not find it",
            );
        }
    }
    faults.assert_none();
}

#[test]
fn every_site_alias_finds_its_site() {
    let mut faults = Faults::default();
    for entry in sites() {
        for name in [&entry.id, &entry.name]
            .into_iter()
            .map(String::as_str)
            .chain(split(&entry.aliases))
        {
            let row = format!("sites.csv {} {name:?}", entry.id);
            match site_or_city(name, Role::From) {
                Ok(SiteOrCity::Site(site)) => {
                    let found = site.id.as_deref().unwrap_or_default();
                    faults.add_unless(found == entry.id, &row, &format!("the name finds {found}"));
                }
                Ok(SiteOrCity::City(city)) => {
                    // A city's own name outranks a site's other spelling.
                    faults.add_unless(false, &row, &format!("the name finds the city {}", city.id));
                }
                Err(error) => faults.add_unless(false, &row, &error.to_string()),
            }
        }
    }
    faults.assert_none();
}

/// Every spelling of a city finds it, or lists it among the candidates, or stands for a place of higher rank.
#[test]
fn every_city_spelling_resolves() {
    let mut faults = Faults::default();
    let mut ambiguous = 0;
    let mut total = 0;
    for entry in cities() {
        let qualified = format!("{}, {}", entry.name, entry.country);
        for name in [entry.id, entry.name, &qualified]
            .into_iter()
            .chain(split(entry.spellings))
        {
            if fold(name).is_empty() {
                continue;
            }
            total += 1;
            let row = format!("cities.csv {} {name:?}", entry.id);
            match site_or_city(name, Role::To) {
                Ok(_) => {}
                Err(arcminute::Error::Ambiguous { candidates, .. }) => {
                    ambiguous += 1;
                    faults.add_unless(candidates.len() > 1, &row, "ambiguous with one candidate");
                }
                Err(error) => faults.add_unless(false, &row, &error.to_string()),
            }
        }
        let found = site_or_city(entry.id, Role::To);
        let is_found = matches!(&found, Ok(SiteOrCity::City(city)) if city.id == entry.id);
        faults.add_unless(
            is_found,
            &format!("cities.csv {}", entry.id),
            "the id does not find it",
        );
    }
    faults.assert_none();
    assert!(
        ambiguous * 10 < total,
        "{ambiguous} of {total} spellings are ambiguous"
    );
}

/// Spellings that the public uses, each with the id that it must find.
#[test]
fn famous_spellings() {
    for (spelling, id) in [
        ("Kyiv", "kyiv"),
        ("Kiev", "kyiv"),
        ("Київ", "kyiv"),
        ("Киев", "kyiv"),
        ("München", "munich"),
        ("Munich", "munich"),
        ("Muenchen", "munich"),
        ("MUNCHEN", "munich"),
        ("Köln", "cologne"),
        ("Koeln", "cologne"),
        ("Cologne", "cologne"),
        ("Warszawa", "warsaw"),
        ("Варшава", "warsaw"),
        ("Königsberg", "kaliningrad"),
        ("Αθήνα", "athens"),
        ("Москва", "moscow"),
        ("Moskva", "moscow"),
        ("Wien", "vienna"),
        ("Praha", "prague"),
        ("Beograd", "belgrade"),
        ("Београд", "belgrade"),
        ("Lwów", "lviv"),
        ("Lemberg", "lviv"),
        ("Danzig", "gdansk"),
        ("Breslau", "wroclaw"),
        ("Göteborg", "gothenburg"),
        ("Goeteborg", "gothenburg"),
        ("København", "copenhagen"),
        ("Firenze", "florence"),
        ("Genf", "geneva"),
        ("Den Haag", "the-hague"),
        ("Saint Petersburg", "saint-petersburg"),
        ("St. Petersburg", "saint-petersburg"),
        ("Leningrad", "saint-petersburg"),
        ("București", "bucharest"),
        ("Dnipropetrovsk", "dnipro"),
        ("თბილისი", "tbilisi"),
    ] {
        match site_or_city(spelling, Role::To) {
            Ok(SiteOrCity::City(city)) => assert_eq!(city.id, id, "{spelling}"),
            other => panic!("{spelling}: {other:?}"),
        }
    }
    assert!(
        matches!(site_or_city("Königsberg", Role::From), Ok(SiteOrCity::Site(site)) if site.id.as_deref() == Some("kaliningrad"))
    );
    assert!(matches!(
        site_or_city("Kaliningrad", Role::From),
        Ok(SiteOrCity::Site(_))
    ));
    assert!(matches!(
        site_or_city("Kaliningrad", Role::To),
        Ok(SiteOrCity::City(_))
    ));
}

/// GeoNames' positions against the table of distances: the capitals lie where others put them, to a kilometre.
#[test]
fn capitals_lie_where_the_reference_puts_them() {
    let text = fs::read_to_string("tests/reference/europe_distances.csv").unwrap();
    let mut places: BTreeMap<String, Position> = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(Result::unwrap)
    {
        let number = |at: usize| row[at].parse::<f64>().unwrap();
        places.insert(
            row[0].to_owned(),
            Position::new(number(2), number(3)).unwrap(),
        );
        places.insert(
            row[1].to_owned(),
            Position::new(number(4), number(5)).unwrap(),
        );
    }
    for (name, expected) in places {
        let found =
            catalogue::place(&name, Role::To).unwrap_or_else(|error| panic!("{name}: {error}"));
        let off_km = geodesy::inverse(found.position, expected).distance.km();
        // The reference rounds to 0.01°, up to 0.8 km.
        assert!(off_km < 1.0, "{name} lies {off_km} km from the reference");
    }
}

fn split(joined: &str) -> impl Iterator<Item = &str> {
    joined.split('|').filter(|name| !name.is_empty())
}
