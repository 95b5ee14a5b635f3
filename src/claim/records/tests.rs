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
