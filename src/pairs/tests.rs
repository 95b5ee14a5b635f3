#![expect(
    clippy::float_cmp,
    reason = "what is read is the decimal that is written"
)]

use super::*;

#[cfg(feature = "encodings")]
type Encode = fn(&str) -> Vec<u8>;

fn opened(text: &[u8]) -> Result<Pairs<'_>> {
    open(text, text, Options::named("pairs.csv"))
}

fn lines(text: &str) -> Vec<(u64, Result<PairLine, Refused>)> {
    opened(text.as_bytes())
        .unwrap_or_else(|error| panic!("{text:?}: {error}"))
        .map(Result::unwrap)
        .collect()
}

fn reason(line: &(u64, Result<PairLine, Refused>)) -> &str {
    &line.1.as_ref().unwrap_err().reason
}

fn names(text: &str) -> (String, String) {
    let lines = lines(text);
    let pair = lines[0]
        .1
        .as_ref()
        .unwrap_or_else(|refused| panic!("{text:?}: {}", refused.reason));
    (
        pair.from.name.clone().into_owned(),
        pair.to.name.clone().into_owned(),
    )
}

fn degrees(text: &str) -> [f64; 4] {
    let lines = lines(text);
    let pair = lines[0]
        .1
        .as_ref()
        .unwrap_or_else(|refused| panic!("{text:?}: {}", refused.reason));
    [
        pair.from.position.lat_deg(),
        pair.from.position.lon_deg(),
        pair.to.position.lat_deg(),
        pair.to.position.lon_deg(),
    ]
}

#[test]
fn headers_and_lines_without_one() {
    for text in [
        "from,to\nkapustin-yar,Berlin\n",
        "note,TO,from\nx,Berlin,kapustin-yar\n",
        "kapustin-yar,Berlin\n",
        "\u{feff}from,to\r\nkapustin-yar,Berlin\r\n",
        "from,to\n\"kapustin-yar\",\" Berlin \"",
        "from;to\nkapustin-yar;Berlin\n",
        "from\tto\nkapustin-yar\tBerlin\n",
        "from|to\nkapustin-yar|Berlin\n",
        "sep=,\r\nfrom,to\r\nkapustin-yar,Berlin\r\n",
        "sep=;\nfrom;to\nkapustin-yar;Berlin\n",
        "Origin,Destination\nkapustin-yar,Berlin\n",
        "von;nach\nkapustin-yar;Berlin\n",
        "\n\nfrom,to\n\nkapustin-yar,Berlin\n",
    ] {
        assert_eq!(
            names(text),
            ("Kapustin Yar".to_owned(), "Berlin".to_owned()),
            "{text:?}"
        );
    }
    let lines = lines("48.57,45.75,52.52,13.405\n");
    assert_eq!(lines[0].1.as_ref().unwrap().to.name, "52.52°N 13.405°E");
}

/// Each has one pair, from 54.71,20.51 to 52.52,13.405.
#[test]
fn degrees_as_files_have_them() {
    for text in [
        "from_lat,from_lon,to_lat,to_lon\n54.71,20.51,52.52,13.405\n",
        "from_lat,from_lng,to_lat,to_lng\n54.71,20.51,52.52,13.405\n",
        "from_latitude,from_longitude,to_latitude,to_longitude\n54.71,20.51,52.52,13.405\n",
        "lat1,lon1,lat2,lon2\n54.71,20.51,52.52,13.405\n",
        "fromLat,fromLon,toLat,toLon\n54.71,20.51,52.52,13.405\n",
        "From lat (°),From lon (°),To lat (°),To lon (°)\n54.71,20.51,52.52,13.405\n",
        "from_lon,from_lat,to_lon,to_lat\n20.51,54.71,13.405,52.52\n",
        "from_lat;from_lon;to_lat;to_lon\n54,71;20,51;52,52;13,405\n",
        "54,71;20,51;52,52;13,405\n",
        "54,71\t20,51\t52,52\t13,405\n",
        "from_lat,from_lon,to_lat,to_lon\n\"54,71\",\"20,51\",\"52,52\",\"13,405\"\n",
        "from_lat,from_lon,to_lat,to_lon\n54.71°,20.51°E,52°31'12\"N,13.405\n",
        "from_lat,from_lon,to_lat,to_lon\n\u{200e}54.71,20.51\u{200b},52.52,13.405\n",
        "from_lat,from_lon,to_lat,to_lon\n+54.71, 20.51 ,52.52,13.405\n",
        "from,to_lat,to_lon\n\"54.71,20.51\",52.52,13.405\n",
        "from;to\n54.71, 20.51;52.52, 13.405\n",
        "from;to\ngeo:54.71,20.51;52.52N 13.405E\n",
        "from_position;to_position\n54.71 20.51;52.52 13.405\n",
        "from,to\n\"Launch=54.71,20.51\",\"52.52,13.405\"\n",
    ] {
        assert_eq!(degrees(text), [54.71, 20.51, 52.52, 13.405], "{text:?}");
    }
    let south = "from_lat,from_lon,to_lat,to_lon\n−33.87,−70.5,-33.5,-70.25\n";
    assert_eq!(degrees(south), [-33.87, -70.5, -33.5, -70.25]);
}

#[test]
fn a_bad_line_says_why_and_the_rest_goes_on() {
    let lines = lines("from,to,id\nkaliningrad,Berln,1\nkaliningrad\nkaliningrad,Berlin,3\n");
    assert_eq!(
        lines.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
        [2, 3, 4]
    );
    assert!(reason(&lines[0]).contains("did you mean berlin"));
    assert!(reason(&lines[1]).contains("cell 2 (to) is missing"));
    assert_eq!(
        lines[2].1.as_ref().unwrap().extra,
        [Extra::Text("3".to_owned())]
    );
}

#[test]
fn cells_that_are_missing_are_told() {
    let text = "from,to,a,b\nkaliningrad,Berlin,1,2\nkaliningrad,Rome,1\nkaliningrad,Paris\n";
    let mut pairs = opened(text.as_bytes()).unwrap();
    assert_eq!(
        pairs
            .by_ref()
            .filter(|line| line.as_ref().is_ok_and(|(_, line)| line.is_ok()))
            .count(),
        3
    );
    let notes = pairs.notes();
    assert!(
        notes
            .iter()
            .any(|note| note.contains("2 lines, the first is line 3")),
        "{notes:?}"
    );
    let mut pairs = opened(b"from,to\nRome,Berlin\n").unwrap();
    assert_eq!(pairs.by_ref().count(), 1);
    assert!(pairs.notes().is_empty());
}

#[test]
fn bearers_of_a_name_are_told_once() {
    let text = "from,to\nRome,Washington\nRome,Washington\nWashington,Rome\n";
    let mut pairs = opened(text.as_bytes()).unwrap();
    assert_eq!(pairs.by_ref().count(), 3);
    let notes = pairs.notes();
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains("there is also the city Washington, United Kingdom"));
}

#[test]
fn wrong_records_are_told_with_their_line() {
    for (text, line, word) in [
        // Decimal commas between commas: nothing is cut off.
        (
            "from_lat,from_lon,to_lat,to_lon\n54,71,20,51,52,52,13,405\n",
            2,
            "8 cells, 4 columns",
        ),
        (
            "from,to,note\nkaliningrad,Berlin,heavy, old gun\n",
            2,
            "4 cells, 3 columns",
        ),
        // Line ends of every kind, blank lines and quoted ones are counted.
        (
            "from,to\r\nkaliningrad,Berlin\r\nkaliningrad,Nowhere1\r\n",
            3,
            "Nowhere1",
        ),
        ("from,to\n\nkaliningrad,Nowhere1\n", 3, "Nowhere1"),
        ("from,to\rkaliningrad,Nowhere1\r", 2, "Nowhere1"),
        (
            "from,to,note\nkaliningrad,Berlin,\"a\nb\"\nkaliningrad,Nowhere1,x\n",
            4,
            "Nowhere1",
        ),
        (
            "from,to,note\nkaliningrad,Berlin,\"open\nkaliningrad,Paris,x\n",
            2,
            "not closed",
        ),
        ("from,to\nkaliningrad,Berlin\n,,\n", 3, "empty"),
        ("from,to\nkaliningrad,Berlin\nfrom,to\n", 3, "header again"),
        ("from,to\nkaliningrad,\n", 2, "cell 2 ("),
        (
            "from_lat,from_lon,to_lat,to_lon\n91,0,0,0\n",
            2,
            "did you mean 0,91",
        ),
        (
            "from_lat,from_lon,to_lat,to_lon\nnorth,0,0,0\n",
            2,
            "not a number of degrees",
        ),
        (
            "from_lat,from_lon,to_lat,to_lon\n1,2,3,4\n5,,7,8\n",
            3,
            "cell 2 (",
        ),
        // One position in two halves, or two positions.
        ("from,to\n\"54,71\",\"52,52\"\n", 2, "two ways"),
        ("from;to\n54,71;20,51\n", 2, "two ways"),
    ] {
        let lines = lines(text);
        let bad = lines
            .iter()
            .find(|(_, pair)| pair.is_err())
            .unwrap_or_else(|| panic!("{text:?} has no bad line"));
        assert_eq!(bad.0, line, "{text:?}: {}", reason(bad));
        assert!(reason(bad).contains(word), "{text:?}: {}", reason(bad));
    }
    // After an unclosed quotation mark the lines are read one by one.
    let after =
        lines("from,to,note\nkaliningrad,Berlin,\"open\nkaliningrad,Paris,x\nkaliningrad,Rome,y\n");
    assert_eq!(after.iter().filter(|(_, pair)| pair.is_ok()).count(), 2);
}

#[test]
fn longitudes_from_0_to_360_are_told_apart() {
    let header = "from_lat,from_lon,to_lat,to_lon\n";
    let text = format!("{header}0,10,40.7,285.994\n0,359.5,0,180\n1,-5,0,0\n");
    let mut pairs = opened(text.as_bytes()).unwrap();
    let lines: Vec<_> = pairs.by_ref().map(Result::unwrap).collect();
    let lon = |at: usize| lines[at].1.as_ref().unwrap().to.position.lon_deg();
    assert_eq!((lon(0), lon(1)), (-74.006, 180.0));
    assert!(reason(&lines[2]).contains("not both"));
    assert!(pairs.notes().iter().any(|note| note.contains("0 to 360")));
    let mixed = self::lines(&format!("{header}0,-10,40.7,285.994\n"));
    assert!(reason(&mixed[0]).contains("same meridian is -74.006"));
}

#[test]
fn places_have_names_and_uncertainties_of_their_own() {
    let text = "from_name,from_lat,from_lon,from_country,from_uncertainty_mi,to,note\n\
                Site B,15.35,44.2,YE,10,Berlin,x\n,15.35,44.2,,,Berlin,y\n";
    let lines = lines(text);
    let first = lines[0].1.as_ref().unwrap();
    assert_eq!(first.from.name, "Site B");
    assert_eq!(first.from.id.as_deref(), Some("site-b"));
    assert_eq!(first.from.country.as_deref(), Some("YE"));
    assert!((first.from.uncertainty_km - 16.093_44).abs() < 1e-9);
    let second = lines[1].1.as_ref().unwrap();
    assert_eq!(second.from.name, "15.35°N 44.2°E");
    // Nothing is lost: what results have no field for is passed through.
    let names = |has: bool| {
        let pairs = opened(text.as_bytes()).unwrap().with_fields(|_| has);
        pairs.extra_names().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names(true), ["from_uncertainty_mi", "note"]);
    assert_eq!(
        names(false),
        ["from_name", "from_country", "from_uncertainty_mi", "note"]
    );
}

#[test]
fn columns_are_mapped() {
    let text = "launch_site;aim;Breite 2\nkaliningrad;52.52;13.405\n";
    assert!(opened(text.as_bytes()).is_err());
    let options = Options {
        mapping: ["from=launch_site", "to_lat=aim", "to_lon=Breite 2"]
            .iter()
            .map(|mapping| mapping.parse().unwrap())
            .collect(),
        ..Options::named("pairs.csv")
    };
    let mut pairs = read(text.as_bytes(), options).unwrap();
    let line = pairs.next().unwrap().unwrap().1.unwrap();
    assert_eq!(line.to.position.lat_deg(), 52.52);
}

#[test]
fn a_name_that_is_refused_again_is_refused_alike() {
    let lines = lines("Berln,Berln\nBerln,Paris\nParis,Berln\nBerln,Paris\nParis,Berlin\n");
    let reasons: Vec<&str> = lines[..4]
        .iter()
        .map(|line| reason(line).split(';').next().unwrap_or_default())
        .collect();
    assert_eq!(reasons, ["unknown place \"Berln\""; 4]);
    assert!(lines[4].1.is_ok());
}

#[test]
fn files_that_are_none() {
    for text in [
        "",
        "from\nkaliningrad\n",
        "a,b,c\n",
        "{\"from\": 1}",
        "<kml/>",
        "event_id,date,place,figure\n1,2,3,4\n",
    ] {
        assert!(opened(text.as_bytes()).is_err(), "{text:?}");
    }
}

#[test]
fn columns_of_one_name_get_names_of_their_own() {
    let pairs = opened(b"from,to,note,Note,\nkaliningrad,Berlin,a,b,c\n").unwrap();
    assert_eq!(
        pairs.extra_names().collect::<Vec<_>>(),
        ["note", "Note_2", "column_5"]
    );
    assert!(
        pairs.notes()[0].contains("two columns are called"),
        "{:?}",
        pairs.notes()
    );
}

/// Every encoding × every separator × every line end gives the same pair.
#[cfg(feature = "encodings")]
#[cfg(feature = "encodings")]
#[test]
fn encodings_separators_and_line_ends() {
    let encodings: [(&str, Encode); 7] = [
        ("UTF-8", |text| text.as_bytes().to_vec()),
        ("UTF-8 with a mark", |text| {
            format!("\u{feff}{text}").into_bytes()
        }),
        ("UTF-16LE", |text| {
            "\u{feff}"
                .encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect()
        }),
        ("UTF-16BE", |text| {
            "\u{feff}"
                .encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(u16::to_be_bytes)
                .collect()
        }),
        ("UTF-16LE without a mark", |text| {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }),
        ("windows-1252", |text| {
            encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
        }),
        ("windows-1250", |text| {
            encoding_rs::WINDOWS_1250.encode(text).0.into_owned()
        }),
    ];
    let mut count = 0;
    for (encoding, encoded) in encodings {
        for separator in [",", ";", "\t", "|"] {
            for end in ["\n", "\r\n", "\r"] {
                let lines = [
                    ["from", "to", "Höhe"],
                    ["Königsberg", "München", "größer"],
                    ["Köln", "Zürich", "für Übung"],
                ];
                let text: String = lines
                    .iter()
                    .map(|line| line.join(separator) + end)
                    .collect();
                let bytes = encoded(&text);
                let what = format!("{encoding} {separator:?} {end:?}");
                let pairs = opened(&bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
                assert_eq!(pairs.extra_names().collect::<Vec<_>>(), ["Höhe"], "{what}");
                let lines: Vec<_> = pairs.map(Result::unwrap).collect();
                let ids: Vec<_> = lines
                    .iter()
                    .map(|(line, pair)| {
                        let pair = pair
                            .as_ref()
                            .unwrap_or_else(|refused| panic!("{what}: {}", refused.reason));
                        (*line, pair.from.id.as_deref(), pair.to.id.as_deref())
                    })
                    .collect();
                assert_eq!(
                    ids,
                    [
                        (2, Some("kaliningrad"), Some("munich")),
                        (3, Some("cologne"), Some("zurich"))
                    ],
                    "{what}"
                );
                count += 1;
            }
        }
    }
    assert_eq!(count, 84);
    let cyrillic = encoding_rs::WINDOWS_1251
        .encode("откуда;куда;заметка\nКалининград;Берлин;проверка кириллицы\n")
        .0;
    let pairs = opened(&cyrillic).unwrap();
    assert!(
        pairs.notes()[0].contains("windows-1251"),
        "{:?}",
        pairs.notes()
    );
    assert_eq!(
        pairs.map(|line| line.unwrap().1.unwrap().to.id).next(),
        Some(Some("berlin".into()))
    );
}

/// Of words for the same, the most telling is the end, and the others are passed through.
#[test]
fn a_source_beside_from_is_a_column() {
    let pairs = opened(b"from,to,source,start\nkaliningrad,Berlin,a book,2019\n").unwrap();
    assert_eq!(pairs.extra_names().collect::<Vec<_>>(), ["source", "start"]);
    assert_eq!(names("source,target\nkapustin-yar,Berlin\n").1, "Berlin");
}

#[test]
fn hemispheres_in_columns_of_their_own() {
    for (text, wanted) in [
        (
            "from_lat,from_ns,from_lon,from_ew,to_lat,to_lon\n33.9,S,18.4,W,52,13\n",
            [-33.9, -18.4, 52.0, 13.0],
        ),
        (
            "from_lat,from_lat_hem,from_lon,from_lon_hem,to_lat,to_lon\n33.9,S,18.4,E,52,13\n",
            [-33.9, 18.4, 52.0, 13.0],
        ),
        (
            "lat1,ns1,lon1,ew1,lat2,ns2,lon2,ew2\n33.9,S,18.4,W,52,N,13,W\n",
            [-33.9, -18.4, 52.0, -13.0],
        ),
        (
            "from_lat,ns,from_lon,ew,to_lat,ns,to_lon,ew\n33.9,S,18.4,W,52,N,13,W\n",
            [-33.9, -18.4, 52.0, -13.0],
        ),
        (
            "from_lat,from_lon,to_lat,to_lon,from N/S,from E/W\n33.9,18.4,52,13,S,W\n",
            [-33.9, -18.4, 52.0, 13.0],
        ),
        (
            "from_lat,q,from_lon,r,to_lat,to_lon\n33.9,South,18.4,West,52,13\n",
            [-33.9, -18.4, 52.0, 13.0],
        ),
        // One letter in a column of another name is a class.
        (
            "from_lat,from_lon,to_lat,to_lon,class\n33.9,18.4,52,13,S\n",
            [33.9, 18.4, 52.0, 13.0],
        ),
    ] {
        assert_eq!(degrees(text), wanted, "{text}");
    }
    let text = "from_lat,from_lon,ns,ew,to\n33.9,18.4,S,W,Berlin\n";
    assert_eq!(degrees(text)[..2], [-33.9, -18.4]);
    for (text, word) in [
        (
            "from_lat,from_ns,from_lon,from_ew,to\n-33.9,N,18.4,W,Berlin\n",
            "cell 2 (from_ns) says N, and -33.9 has a minus",
        ),
        (
            "from_lat,from_ns,from_lon,from_ew,to\n33.9,x,18.4,W,Berlin\n",
            "\"x\" is none",
        ),
        ("from_lat,from_lon,to\n-33.9N,18.4W,Berlin\n", "two ways"),
        ("from,to\n\"-33.9N,18.4W\",Berlin\n", "two ways"),
    ] {
        assert!(reason(&lines(text)[0]).contains(word), "{text}");
    }
    for (text, word) in [
        (
            "from_lat,from_lon,to_lat,to_lon,ns,ew\n33.9,18.4,52,13,S,W\n",
            "column \"ns\" holds hemispheres, and nothing says of which end",
        ),
        (
            "from_lat_d,from_lat_m,from_lon_d,from_lon_m,to\n33,9,18,4,Berlin\n",
            "parts of degrees",
        ),
    ] {
        let error = opened(text.as_bytes()).err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains(word)), "{text}");
    }
}
