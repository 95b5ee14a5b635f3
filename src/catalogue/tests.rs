//! Each rule of the tables, against rows that break it.

use super::check::{Texts, tables};

fn texts() -> Texts {
    let read = |name: &str| std::fs::read_to_string(format!("data/{name}")).unwrap();
    Texts {
        countries: read("countries.csv"),
        cities: read("cities.csv"),
        sites: read("sites.csv"),
        missiles: read("missiles.csv"),
        claims: read("range_claims.csv"),
        test_flights: read("test_flights.csv"),
    }
}

/// The faults of the tables after one change of one text.
fn faults(texts: &Texts, change: impl FnOnce(&mut Texts)) -> Vec<String> {
    let mut changed = texts.clone();
    change(&mut changed);
    tables(&changed).expect_err("the change breaks a rule")
}

/// `text` with the first `old` replaced, which must be there.
fn with(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old:?} is not in the table");
    text.replacen(old, new, 1)
}

#[test]
fn the_tables_keep_their_rules() {
    let tables = tables(&texts()).unwrap();
    assert!(tables.cities.len() > 7000, "{}", tables.cities.len());
    assert!(tables.sites.len() >= 60, "{}", tables.sites.len());
    assert!(tables.missiles.len() >= 50, "{}", tables.missiles.len());
    assert!(tables.claims.len() >= 90, "{}", tables.claims.len());
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
    let site = "akhtyrka,Okhtyrka,Ахтырка|Охтирка,UA,SU,historical-base,,1991,50.309,34.895,15,";
    for (row, told) in [
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,,1991,95,34.895,15,",
            "data/sites.csv:2: lat: latitude is 95°, but must be between -90 and 90°",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,,1991,NaN,34.895,15,",
            "data/sites.csv:2: lat: latitude is NaN°, but must be between -90 and 90°",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,,1991,0,0,15,",
            "data/sites.csv:2: lat: 0°N 0°E is no place of the catalogue",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,barracks,,1991,50.309,34.895,15,",
            "data/sites.csv:2: kind: unknown variant `barracks`, expected one of `base`,",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,,1991,north,34.895,15,",
            "data/sites.csv:2: lat: invalid float literal",
        ),
        (
            "akhtyrka,Okhtyrka,,XY,SU,historical-base,,1991,50.309,34.895,15,",
            "data/sites.csv:2: country: \"XY\" is not in data/countries.csv",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,XY,historical-base,,1991,50.309,34.895,15,",
            "data/sites.csv:2: operator: \"XY\" is not in data/countries.csv",
        ),
        (
            "akhtyrka,,,UA,SU,historical-base,,1991,50.309,34.895,15,",
            "data/sites.csv:2: name: must not be empty",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,1992,1991,50.309,34.895,15,",
            "data/sites.csv:2: last_year: is before first_year",
        ),
        (
            "akhtyrka,Okhtyrka,,UA,SU,historical-base,,1991,50.309,34.895,150,",
            "data/sites.csv:2: uncertainty_km: uncertainty is 150 km, but must be between 1 and 60 km",
        ),
        (
            "Akhtyrka,Okhtyrka,,UA,SU,historical-base,,1991,50.309,34.895,15,",
            "data/sites.csv:2: id: must be lower-case words joined by hyphens",
        ),
        (
            "aluksne,Okhtyrka,,UA,SU,historical-base,,1991,50.309,34.895,15,",
            "data/sites.csv:3: id: \"aluksne\" is there twice",
        ),
        (
            "zz,Okhtyrka,,UA,SU,historical-base,,1991,50.309,34.895,15,",
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
    let countries: fn(&mut Texts) -> &mut String = |texts| &mut texts.countries;
    let cities: fn(&mut Texts) -> &mut String = |texts| &mut texts.cities;
    let missiles: fn(&mut Texts) -> &mut String = |texts| &mut texts.missiles;
    let claims: fn(&mut Texts) -> &mut String = |texts| &mut texts.claims;
    let test_flights: fn(&mut Texts) -> &mut String = |texts| &mut texts.test_flights;
    for (table, old, new, told) in [
        (
            countries,
            "AD,Andorra,yes",
            "AD,Andorra,ja",
            "data/countries.csv:2: european: \"ja\" is neither \"yes\" nor empty",
        ),
        (
            countries,
            "AD,Andorra,yes,,,3041563",
            "AD,Andorra,yes,,,1",
            "data/countries.csv:2: capital_geonames_id: data/cities.csv must have this one capital",
        ),
        (
            countries,
            "AL,",
            "AD,",
            "data/countries.csv:3: iso2: is there twice",
        ),
        (
            cities,
            ",ES,43.37135,-8.396,250438,",
            ",CN,43.37135,-8.396,250438,",
            "data/cities.csv:2: country: \"CN\" is no European state",
        ),
        (
            cities,
            "-8.396,250438,",
            "-188.396,250438,",
            "data/cities.csv:2: lon: longitude is -188.396°",
        ),
        (
            cities,
            "-8.396,250438,",
            "-8.396,14999,",
            "data/cities.csv:2: population: is below 15,000",
        ),
        (
            missiles,
            ",cruise,sea,RU,",
            ",winged,sea,RU,",
            "data/missiles.csv:2: kind: unknown variant `winged`",
        ),
        (
            missiles,
            ",700,870,950,",
            ",700,670,950,",
            "data/missiles.csv:2: speed_nominal_kmh: nominal speed is 670 km/h, but must be between 700 and 950 km/h",
        ),
        (
            missiles,
            ",700,870,950,",
            ",700,,950,",
            "data/missiles.csv:2: speed_low_kmh: a speed has a low, a nominal and a high value",
        ),
        (
            missiles,
            ",ballistic,ground,RU,in-service,2006,,,,,,",
            ",ballistic,ground,RU,in-service,2006,,1,,,,",
            "data/missiles.csv:3: speed_low_kmh: ballistic missiles have no speed",
        ),
        (
            claims,
            "3m14,Putin,capability,1400,1400",
            "3m15,Putin,capability,1400,1400",
            "data/range_claims.csv:3: missile: \"3m15\" is not in data/missiles.csv",
        ),
        (
            claims,
            "3m14,Putin,capability,1400,1400",
            "3m14,Putin,capability,1400,1300",
            "data/range_claims.csv:3: high_km: range is 1300 km, but must be between 1400 and 25000 km",
        ),
        (
            claims,
            "3m14,Putin,capability,1400,1400",
            "3m14,Putin,hearsay,1400,1400",
            "data/range_claims.csv:3: basis: unknown variant `hearsay`",
        ),
        (
            claims,
            "3m14,Putin,capability,1400,1400",
            "3m14,Putin,capability,500,5500",
            "data/range_claims.csv:3: basis: 500 to 5,500 km is a treaty finding",
        ),
        (
            claims,
            "3m14,Putin,capability,1400,1400,2017",
            "3m14,Putin,capability,1400,1400,2014",
            "data/range_claims.csv:3: missile: claims stand by missile and year",
        ),
        (
            test_flights,
            "2010-05-17",
            "2010-02-29",
            "data/test_flights.csv:2: date: must be a day of the calendar as YYYY-MM-DD",
        ),
        (
            test_flights,
            "2000,,660,10,rounded",
            "2000,,660,0,rounded",
            "data/test_flights.csv:2: time_uncertainty_s: uncertainty is 0 s",
        ),
        (
            test_flights,
            "agni-2,2010",
            "agni-9,2010",
            "data/test_flights.csv:2: missile: is not in data/missiles.csv",
        ),
    ] {
        let faults = faults(&texts, |texts| {
            let text = table(texts);
            *text = with(text, old, new);
        });
        assert!(
            faults.iter().any(|fault| fault.contains(told)),
            "{told}: {faults:#?}"
        );
    }
}
