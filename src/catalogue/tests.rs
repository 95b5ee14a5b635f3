//! Each rule of the tables, against rows that break it.

mod names;

use super::check::{Texts, tables};

fn texts() -> Texts {
    let read = |name: &str| std::fs::read_to_string(format!("data/{name}")).unwrap();
    Texts {
        countries: read("countries.csv"),
        country_names: read("country_names.csv"),
        cities: read("cities.csv"),
        world_cities: read("world_cities.csv"),
        city_names: read("city_names.csv"),
        sites: read("sites.csv"),
        missiles: read("missiles.csv"),
        claims: read("range_claims.csv"),
        test_flights: read("test_flights.csv"),
        treaty_dates: read("treaty_dates.csv"),
    }
}

/// The faults of the tables after one change of one text.
fn faults(texts: &Texts, change: impl FnOnce(&mut Texts)) -> Vec<String> {
    let mut changed = texts.clone();
    change(&mut changed);
    tables(&changed).expect_err("the change breaks a rule")
}

/// `text` with the first `old` replaced, which must occur.
fn with(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old:?} is not in the table");
    text.replacen(old, new, 1)
}

#[test]
fn the_tables_keep_their_rules() {
    let tables = tables(&texts()).unwrap();
    assert!(tables.cities.len() > 6800, "{}", tables.cities.len());
    let elsewhere = tables.cities.iter().filter(|city| !city.european);
    assert!(elsewhere.count() > 1000);
    assert!(
        tables.country_names.len() >= 250,
        "{}",
        tables.country_names.len()
    );
    assert!(
        tables.city_names.len() >= 1300,
        "{}",
        tables.city_names.len()
    );
    assert!(tables.sites.len() >= 150, "{}", tables.sites.len());
    assert!(tables.missiles.len() >= 120, "{}", tables.missiles.len());
    assert!(tables.claims.len() >= 280, "{}", tables.claims.len());
    assert_eq!(
        tables.test_flights.len(),
        crate::catalogue::test_flights().len()
    );
    let european = tables.countries.iter().filter(|country| country.european);
    assert_eq!(european.count(), 50);
}

#[test]
fn faults_of_sites_are_told_with_line_and_column() {
    let texts = texts();
    let site =
        "akhtyrka,Okhtyrka,Ахтырка|Охтирка,UA,SU,historical-base,yes,,1991,50.309,34.895,15,";
    for (row, told) in [
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,yes,,1991,95,34.895,15,",
            "data/sites.csv:2: lat: latitude is 95°, but must be between -90 and 90°",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,yes,,1991,NaN,34.895,15,",
            "data/sites.csv:2: lat: latitude is NaN°, but must be between -90 and 90°",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,yes,,1991,0,0,15,",
            "data/sites.csv:2: lat: 0°N 0°E is no place of the catalogue",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,barracks,yes,,1991,50.309,34.895,15,",
            "data/sites.csv:2: kind: unknown variant `barracks`, expected one of `base`,",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,yes,,1991,north,34.895,15,",
            "data/sites.csv:2: lat: invalid float literal",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,perhaps,,1991,50.309,34.895,15,",
            "data/sites.csv:2: launches: \"perhaps\" is neither \"yes\" nor \"no\"",
        ),
        (
            "akhtyrka,Okhtyrka,,XY,SU,historical-base,yes,,1991,50.309,34.895,15,",
            "data/sites.csv:2: country: \"XY\" is not in data/countries.csv",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,XY,historical-base,yes,,1991,50.309,34.895,15,",
            "data/sites.csv:2: operator: \"XY\" is not in data/countries.csv",
        ),
        (
            "akhtyrka,,,UA,SU,historical-base,yes,,1991,50.309,34.895,15,",
            "data/sites.csv:2: name: must not be empty",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,yes,1992,1991,50.309,34.895,15,",
            "data/sites.csv:2: last_year: is before first_year",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,yes,,1991,50.309,34.895,150,",
            "data/sites.csv:2: uncertainty_km: uncertainty is 150 km, but must be between 1 and 60 km",
        ),
        (
            "Akhtyrka,Okhtyrka,,UA,SU,historical-base,yes,,1991,50.309,34.895,15,",
            "data/sites.csv:2: id: must be lower-case words joined by hyphens",
        ),
        (
            "aluksne,Okhtyrka,,UA,SU,historical-base,yes,,1991,50.309,34.895,15,",
            "data/sites.csv:3: id: \"aluksne\" is there twice",
        ),
        (
            "zz,Okhtyrka,,UA,SU,historical-base,yes,,1991,50.309,34.895,15,",
            "data/sites.csv:3: id: \"aluksne\" must stand before \"zz\": ids are in order",
        ),
        ("akhtyrka,", "data/sites.csv:2: "),
    ] {
        let faults = faults(&texts, |texts| texts.sites = with(&texts.sites, site, row));
        assert!(
            faults.iter().any(|fault| fault.starts_with(told)),
            "{row}: {faults:#?}"
        );
    }
}

#[test]
fn faults_of_the_other_tables_are_told() {
    let texts = texts();
    let told = |change: fn(&mut Texts), told: &str| {
        let faults = faults(&texts, change);
        assert!(
            faults.iter().any(|fault| fault.contains(told)),
            "{told}: {faults:#?}"
        );
    };
    told(
        |texts| {
            texts.countries = with(&texts.countries, "AD,Andorra,yes", "AD,Andorra,ja");
        },
        "data/countries.csv:2: european: \"ja\" is neither \"yes\" nor empty",
    );
    told(
        |texts| {
            texts.countries = with(
                &texts.countries,
                "AD,Andorra,yes,,,3041563",
                "AD,Andorra,yes,,,1",
            );
        },
        "data/countries.csv:2: capital_geonames_id: data/cities.csv must have this one capital",
    );
    told(
        |texts| {
            texts.countries = with(&texts.countries, "AL,Albania", "AD,Albania");
        },
        "data/countries.csv:7: iso2: is there twice",
    );
    told(
        |texts| {
            texts.cities = with(
                &texts.cities,
                ",ES,43.37135,-8.396,250438,",
                ",CN,43.37135,-8.396,250438,",
            );
        },
        "data/cities.csv:2: country: \"CN\" is no European state",
    );
    told(
        |texts| {
            texts.cities = with(&texts.cities, "-8.396,250438,", "-188.396,250438,");
        },
        "data/cities.csv:2: lon: longitude is -188.396°",
    );
    told(
        |texts| {
            texts.cities = with(&texts.cities, "-8.396,250438,", "-8.396,14999,");
        },
        "data/cities.csv:2: population: is below 15,000",
    );
    told(
        |texts| texts.missiles = with(&texts.missiles, ",cruise,no,sea,RU,", ",winged,no,sea,RU,"),
        "data/missiles.csv:2: kind: unknown variant `winged`",
    );
    told(
        |texts| {
            texts.missiles = with(&texts.missiles, ",700,870,950,", ",700,670,950,");
        },
        "data/missiles.csv:2: speed_nominal_kmh: nominal speed is 670 km/h, but must be between 700 and 950 km/h",
    );
    told(
        |texts| {
            texts.missiles = with(&texts.missiles, ",700,870,950,", ",700,,950,");
        },
        "data/missiles.csv:2: speed_low_kmh: a speed has a low, a nominal and a high value",
    );
    told(
        |texts| {
            texts.missiles = with(
                &texts.missiles,
                ",ballistic,no,ground,RU,in-service,2006,,,,,,",
                ",ballistic,no,ground,RU,in-service,2006,,1,,,,",
            );
        },
        "data/missiles.csv:3: speed_low_kmh: ballistic missiles have no speed",
    );
    told(
        |texts| {
            texts.treaty_dates = with(&texts.treaty_dates, "1988-06-01,", "1988-06-31,");
        },
        "data/treaty_dates.csv:3: date: must be a day of the calendar as YYYY-MM-DD",
    );
    told(
        |texts| {
            texts.test_flights = with(
                &texts.test_flights,
                "ballistic,1942-10-03",
                "ballistic,1942-02-29",
            );
        },
        "data/test_flights.csv:2: date: must be a day of the calendar as YYYY-MM-DD",
    );
    told(
        |texts| {
            texts.test_flights = with(
                &texts.test_flights,
                "84.5,300,30,rounded",
                "84.5,300,0,rounded",
            );
        },
        "data/test_flights.csv:2: time_uncertainty_s: uncertainty is 0 s",
    );
    told(
        |texts| texts.test_flights = with(&texts.test_flights, "agni-1,ball", "agni-9,ball"),
        "data/test_flights.csv:3: missile: is not in data/missiles.csv",
    );
}

#[test]
fn faults_of_the_world_and_of_names_are_told() {
    type File = fn(&mut Texts) -> &mut String;
    let texts = texts();
    let countries: File = |texts| &mut texts.countries;
    let cities: File = |texts| &mut texts.world_cities;
    let names: File = |texts| &mut texts.city_names;
    let country_names: File = |texts| &mut texts.country_names;
    for (file, old, new, told) in [
        (
            cities,
            ",7.36667,1160000,",
            ",7.36667,116000,",
            "data/world_cities.csv:2: population: is below 500,000, and it is no seat",
        ),
        (
            cities,
            "aba,Aba,NG,",
            "aba,Aba,ZZ,",
            "data/world_cities.csv:2: country: \"ZZ\" is not in data/countries.csv",
        ),
        (
            cities,
            "aba,Aba,NG,",
            "aba,Aba,DE,",
            "data/world_cities.csv:2: country: is a European state",
        ),
        (
            cities,
            "aba,Aba,NG,",
            "aachen,Aba,NG,",
            "data/world_cities.csv:2: id: is in data/cities.csv",
        ),
        (
            cities,
            "aba,Aba,NG,5.10658",
            "aba,Aba,NG,95",
            "data/world_cities.csv:2: lat: latitude is 95°",
        ),
        (
            cities,
            "aba,Aba,NG,5.10658",
            "aba,Aba,NG,5.106581",
            "data/world_cities.csv:2: lat: must not have more than five decimals",
        ),
        (
            names,
            "\naachen,",
            "\naachen-xx,",
            "data/city_names.csv:3: id: is in no table of cities",
        ),
        (
            names,
            "\naachen,",
            "\na-coruna,",
            "data/city_names.csv:3: id: lines stand in order, each once",
        ),
        (
            names,
            ",Aix-la-Chapelle,",
            ",Aix|la Chapelle,",
            "data/city_names.csv:3: fr: must be one name",
        ),
        (
            names,
            "id,de,fr,",
            "id,fr,de,",
            "data/city_names.csv:1: id: the columns after it must be the languages",
        ),
        (
            country_names,
            "\nAD,",
            "\nAA,",
            "data/country_names.csv:2: iso2: \"AA\" is not in data/countries.csv",
        ),
        (
            country_names,
            ",Andorre,",
            ",",
            "data/country_names.csv:2: ",
        ),
        (
            countries,
            "AE,United Arab Emirates,,,,292968",
            "AE,United Arab Emirates,,,,1",
            "data/countries.csv:3: capital_geonames_id: data/cities.csv must have this one capital",
        ),
        (
            countries,
            ",Guam,,,,4044012,",
            ",Guam,,,,1,",
            "capital_geonames_id: is in no table of cities",
        ),
    ] {
        let faults = faults(&texts, |texts| {
            let text = file(texts);
            *text = with(text, old, new);
        });
        assert!(
            faults.iter().any(|fault| fault.contains(told)),
            "{told}: {faults:#?}"
        );
    }
}

#[test]
fn faults_of_claims_are_told_with_line_and_column() {
    let texts = texts();
    let claim = "3m14,\"V. Putin, President of Russia\",capability,exact,1400,1400,2017,";
    for (row, told) in [
        (
            "3m15,\"V. Putin, President of Russia\",capability,exact,1400,1400,2017,",
            "missile: \"3m15\" is not in data/missiles.csv",
        ),
        (
            "3m14,,capability,exact,1400,1400,2017,",
            "claimant: must not be empty",
        ),
        (
            "3m14,Press,capability,exact,1400,1400,2017,",
            "claimant: must be a person, an office or a publication",
        ),
        (
            "3m14,Putin,hearsay,exact,1400,1400,2017,",
            "basis: unknown variant `hearsay`, expected one of `capability`, `flown`, `goal`",
        ),
        (
            "3m14,Putin,capability,roughly,1400,1400,2017,",
            "bound: unknown variant `roughly`, expected one of `exact`, `about`, `at-least`, `at-most`",
        ),
        (
            "3m14,Putin,capability,exact,1400,1300,2017,",
            "high_km: range is 1300 km, but must be between 1400 and 25000 km",
        ),
        (
            "3m14,Putin,capability,exact,500,5500,2017,",
            "basis: 500 to 5,500 km is a treaty finding",
        ),
        (
            "3m14,Putin,capability,exact,1400,1400,2016,",
            "missile: claims stand by missile and year",
        ),
    ] {
        let faults = faults(&texts, |texts| {
            texts.claims = with(&texts.claims, claim, row);
        });
        let told = format!("data/range_claims.csv:4: {told}");
        assert!(
            faults.iter().any(|fault| fault.starts_with(&told)),
            "{row}: {faults:#?}"
        );
    }
    for (old, new, told) in [
        (
            ",,press,seen,,",
            ",,rumour,seen,,",
            "grade: unknown variant `rumour`",
        ),
        (
            ",,press,seen,,",
            ",,press,heard,,",
            "checked: unknown variant `heard`",
        ),
        (
            ",,press,seen,,",
            ",,press,unverified,,",
            "lead: is for unverified claims, and for all of them",
        ),
        (
            ",,press,seen,,",
            ",,press,seen,page 3,",
            "lead: is for unverified claims, and for all of them",
        ),
        (
            ",2017-08-18,",
            ",18 August 2017,",
            "date: must be YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            "https://report.az/en/region/russian-defense-minister-our-caspian-flotilla-conducted-over-500-combat-exercises/",
            "",
            "source: must not be empty of a claim that was seen",
        ),
    ] {
        let faults = faults(&texts, |texts| texts.claims = with(&texts.claims, old, new));
        let told = format!("data/range_claims.csv:2: {told}");
        assert!(
            faults.iter().any(|fault| fault.starts_with(&told)),
            "{new}: {faults:#?}"
        );
    }
}

/// The rule of districts against other counts of cities of 100,000 people and more in a country. `docs/data.md` has the
/// sources and the remaining differences.
#[test]
fn large_cities_are_as_many_as_others_count() {
    let count = |country: &str| {
        crate::catalogue::cities()
            .filter(|city| city.country == country && city.population >= 100_000)
            .count()
    };
    for (country, known, off) in [
        ("DE", 80, 0),
        ("IT", 45, 1),
        ("FR", 39, 1),
        ("AT", 6, 0),
        ("HU", 8, 1),
        ("PL", 36, 3),
    ] {
        assert!(
            count(country).abs_diff(known) <= off,
            "{country}: {}",
            count(country)
        );
    }
    let ids: Vec<&str> = crate::catalogue::cities().map(|city| city.id).collect();
    for district in ["buda", "pest", "esenler", "cankaya", "wandsbek", "mokotow"] {
        assert!(!ids.contains(&district), "{district}");
    }
    for town in [
        "mannheim",
        "ludwigshafen-am-rhein",
        "potsdam",
        "espoo",
        "badalona",
        "sopot",
    ] {
        assert!(ids.contains(&town), "{town}");
    }
}
