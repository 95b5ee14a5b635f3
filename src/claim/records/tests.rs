use super::*;

fn read(text: &str) -> Claims {
    claims(text.as_bytes(), Options::named("claims.csv"))
        .unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn first(text: &str) -> Quote {
    read(text).quotes.remove(0).quote.unwrap()
}

#[test]
fn tables_of_any_dialect_are_claims() {
    for text in [
        "title,from,to,time\nx,kaliningrad,Berlin,106 s\n",
        "Title;Origin;Target;Flight time (s)\nx;kaliningrad;Berlin;106\n",
        "title\tlaunch_site\tdestination\ttime_s\r\nx\tkaliningrad\tBerlin\t106\r\n",
        "sep=|\ntitle|from|to|duration\nx|kaliningrad|Berlin|106 s\n",
    ] {
        let quote = first(text);
        assert_eq!(quote.title, "x", "{text:?}");
        assert_eq!(quote.from.as_deref(), Some("kaliningrad"), "{text:?}");
        assert_eq!(quote.to.as_deref(), Some("Berlin"), "{text:?}");
        assert_eq!(quote.time.as_deref(), Some("106 s"), "{text:?}");
    }
    let quote = first(
        "launch,launch_lat,launch_lon,to,range_km,apogee_km,who\nA,15,35;44.2,Berlin,850,50,K. Y.\n",
    );
    assert_eq!(quote.range.as_deref(), Some("850 km"));
}

#[test]
fn positions_and_foreign_columns_are_carried() {
    let quote = first(
        "from;from_lat;from_lng;to;time;speaker;date\nA;15,35;44,2;Tel Aviv;11 min;Saree;2024-09-15\n",
    );
    assert_eq!(quote.from.as_deref(), Some("A=15.35;44.2"));
    assert_eq!(
        quote.extra,
        [
            ("speaker".to_owned(), "Saree".to_owned()),
            ("date".to_owned(), "2024-09-15".to_owned())
        ]
    );
}

#[test]
fn a_bad_row_is_an_error_of_its_own() {
    let claims = read("from,to,time\nkaliningrad,Berlin,106 s,more\n\nkaliningrad,Paris,5 min\n");
    let error = claims.quotes[0].quote.as_ref().unwrap_err().to_string();
    assert!(error.contains("4 cells, 3 columns"), "{error}");
    assert_eq!(claims.quotes[1].place, "line 4");
    assert!(claims.quotes[1].quote.is_ok());
    for text in ["a,b\n1,2\n", "from,to,time,time\n1,2,3,4\n"] {
        assert!(super::claims(text.as_bytes(), Options::named("x")).is_err());
    }
}

/// The shape of a database of tests: objects in lists in lists, figures that are not known, times of day.
#[test]
fn objects_of_json_are_claims() {
    let found = read(
        r#"{"years": [{"year": 2001, "tests": [
            {"date": "2001-05-29", "time": "23:50 (UTC)", "missile": "unknown", "facility": "east", "apogee": 150, "distance": "500"},
            {"date": "2001-05-30", "time": "unknown", "missile": "scud-b", "apogee": "unknown", "distance": 48.706}]}]}"#,
    );
    let quotes: Vec<&Quote> = found
        .quotes
        .iter()
        .map(|one| one.quote.as_ref().unwrap())
        .collect();
    assert_eq!(quotes.len(), 2);
    assert_eq!(quotes[0].range.as_deref(), Some("500 km"));
    assert_eq!(quotes[0].apogee.as_deref(), Some("150 km"));
    assert_eq!((&quotes[0].time, &quotes[0].missile), (&None, &None));
    assert!(
        quotes[0]
            .extra
            .contains(&("facility".to_owned(), "east".to_owned()))
    );
    assert_eq!((&quotes[1].apogee, &quotes[1].time), (&None, &None));
    // Three decimals of a number are no thousands.
    assert_eq!(quotes[1].range.as_deref(), Some("48.7060 km"));
    assert_eq!(found.quotes[1].place, "entry 2");
    assert!(
        found.notes.iter().any(|note| note.contains("taken as km")),
        "{:?}",
        found.notes
    );
    assert!(
        found.notes.iter().any(|note| note.contains("time of day")),
        "{:?}",
        found.notes
    );
}

#[test]
fn files_without_end_are_refused() {
    let rows = "a\n".repeat(MOST_CLAIMS + 1);
    for (text, word) in [
        (
            format!("range_km\n{}", "1\n".repeat(MOST_CLAIMS + 1)),
            "more than 10000 claims",
        ),
        (
            format!("range_km{}\n{rows}", ",q".repeat(MOST_COLUMNS)),
            "up to 200 are read",
        ),
        ("{\"a\": [".to_owned(), "no JSON that can be read"),
    ] {
        let error = claims(text.as_bytes(), Options::named("x"))
            .unwrap_err()
            .to_string();
        assert!(error.contains(word), "{error}");
    }
}
