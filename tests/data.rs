//! The catalogue as its users meet it. What the rows of the tables must be is checked by the build script, whose rules are
//! tested in `src/catalogue/tests.rs`.

use std::collections::BTreeMap;
use std::fs;

use arcminute::catalogue::{
    self, Role, SiteOrCity, cities, countries, missile, missiles, site_or_city, sites,
};
use arcminute::geodesy;
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

/// The statics of the cities hold what the file says.
#[test]
fn cities_are_as_written() {
    let text = fs::read_to_string("data/cities.csv").unwrap();
    let mut cities = cities();
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        let city = cities.next().unwrap();
        let texts = [city.id, city.name, city.country, city.spellings];
        assert_eq!(texts, [&row[0], &row[1], &row[2], &row[8]]);
        let position = Position::new(row[3].parse().unwrap(), row[4].parse().unwrap());
        assert_eq!(city.place().position, position.unwrap(), "{}", city.id);
        let numbers = [city.population, city.geonames_id];
        assert_eq!(numbers, [5, 7].map(|at| row[at].parse::<u32>().unwrap()));
        assert_eq!(city.capital, &row[6] == "yes", "{}", city.id);
    }
    assert!(cities.next().is_none());
}

#[test]
fn names_of_capitals_find_them() {
    for capital in cities().filter(|city| city.capital) {
        let found = site_or_city(capital.name, Role::To);
        let is_found = matches!(&found, Ok(SiteOrCity::City(city)) if city.id == capital.id);
        assert!(is_found, "{}: {found:?}", capital.id);
    }
}

#[test]
fn country_names_are_as_written() {
    for country in countries() {
        assert_eq!(catalogue::country_name(country.iso2), country.name);
    }
    for unknown in ["XX", "", "D", "Germany"] {
        assert_eq!(catalogue::country_name(unknown), unknown);
    }
}

/// The dispute that the program started from.
#[test]
fn the_9m729_carries_both_sides() {
    let range_km = missile("9m729").unwrap().range_km().unwrap();
    assert_eq!((range_km.low(), range_km.high()), (476.0, 2500.0));
    let claims = catalogue::claims_of("9m729");
    for claimant in ["M. Matveyevsky", "US Department of State", "CSIS"] {
        assert!(
            claims.iter().any(|claim| claim.claimant.contains(claimant)),
            "{claimant}"
        );
    }
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
        for name in [entry.id, entry.name]
            .into_iter()
            .chain(split(entry.aliases))
        {
            let found = missile(name);
            let row = format!("missiles.csv {} {name:?}", entry.id);
            faults.add_unless(
                found.as_ref().is_ok_and(|found| found.id == entry.id),
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
        for name in [entry.id, entry.name]
            .into_iter()
            .chain(split(entry.aliases))
        {
            let row = format!("sites.csv {} {name:?}", entry.id);
            match site_or_city(name, Role::From) {
                Ok(SiteOrCity::Site(site)) => {
                    let told = format!("the name finds {}", site.id);
                    faults.add_unless(site.id == entry.id, &row, &told);
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
            // Signs alone have no folded form.
            let latin = any_ascii::any_ascii(name);
            if !latin.chars().any(|letter| letter.is_ascii_alphanumeric()) {
                continue;
            }
            total += 1;
            let row = format!("cities.csv {} {name:?}", entry.id);
            match site_or_city(name, Role::To) {
                // What some call a city so may be the name of a country or a missile.
                Ok(_) | Err(arcminute::Error::OtherKind { .. }) => {}
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
        matches!(site_or_city("Königsberg", Role::From), Ok(SiteOrCity::Site(site)) if site.id == "kaliningrad")
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

/// The numbers of rows that the page of the data gives are those of the files.
#[test]
fn counts_of_the_page_are_those_of_the_files() {
    let page = std::fs::read_to_string("docs/data.md").unwrap();
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = |name: &str| {
        let text = std::fs::read_to_string(format!("data/{name}.csv")).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let languages = reader.headers().unwrap().len() - 1;
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        (rows, languages)
    };
    let grouped = |number: usize| match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", number / 1000, number % 1000),
    };
    let (names, languages) = rows("city_names");
    let cells = names.iter().flat_map(|row| row.iter().skip(1));
    // To the nearest hundred.
    let name_count = (cells.filter(|name| !name.is_empty()).count() + 50) / 100 * 100;
    for wanted in [
        format!(
            "{} rows, derived from GeoNames",
            grouped(rows("cities").0.len())
        ),
        format!(
            "{} cities, which are the capitals",
            grouped(rows("world_cities").0.len())
        ),
        format!("missile-defence sites: {} rows", rows("sites").0.len()),
        format!("in {languages} languages of Europe"),
        format!(
            "{} cities have at least one other name, {} names in all",
            grouped(names.len()),
            grouped(name_count)
        ),
    ] {
        assert!(page.contains(&wanted), "{wanted}");
    }
}
