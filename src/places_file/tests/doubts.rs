//! Tables that may be read in two ways are refused, and what is left out is told.

use super::*;

#[test]
fn decimal_commas_without_a_header_are_never_another_place() {
    // Names, both halves and what parts them.
    for name in ["", "Berlin ", "Berlin, ", "Berlin,"] {
        for (lat, lon) in [("52,5", "13,4"), ("54,71", "20,51"), ("52,52", "13,405")] {
            for (between, end) in [(" ", ""), (", ", ""), (",", ""), ("N ", "E"), ("° ", "°")] {
                let text = format!("{name}{lat}{between}{lon}{end}\n");
                let said = refusal(&text);
                assert!(
                    ["commas", "which of the", "neither", "two ways"]
                        .iter()
                        .any(|word| said.contains(word)),
                    "{text}: {said}"
                );
            }
        }
    }
    // Where semicolons or tabs part the columns there is no doubt.
    for text in [
        "52,5;13,4\n",
        "Berlin;52,5;13,4\n",
        "Berlin\t52,5\t13,4\n",
        "52,5;13,4;Berlin\n",
    ] {
        let file = read_text(text);
        let position = file.points[0].position;
        assert_eq!(
            (position.lat_deg(), position.lon_deg()),
            (52.5, 13.4),
            "{text}"
        );
    }
    // Integers, and heights behind decimals, are no decimal commas.
    for (text, lat, lon) in [
        ("Berlin,52,13\n", 52.0, 13.0),
        ("52.5,13.4,34\n", 52.5, 13.4),
        ("52,13\n", 52.0, 13.0),
    ] {
        let position = read_text(text).points[0].position;
        assert_eq!(
            (position.lat_deg(), position.lon_deg()),
            (lat, lon),
            "{text}"
        );
    }
}

#[test]
fn one_number_is_no_position_and_a_count_of_rows_no_latitude() {
    for text in [
        "Berlin;3,6\n",
        "Berlin;3,6;891\n",
        "Warszawa;80,5\n",
        "Berlin\t3,6\n",
        "Berlin|3,6\n",
        "Berlin,\"3,6\"\n",
    ] {
        assert!(
            refusal(text).contains("neither a header nor a place"),
            "{text}"
        );
    }
    for text in [
        "1,48.85,2.35\n",
        "1;48.85;2.35\n",
        "1;48,85;2,35\n",
        "Paris;1;48,85;2,35\n",
    ] {
        assert!(refusal(text).contains("which of the 3 numbers"), "{text}");
    }
}

#[test]
fn numbers_under_names_that_are_not_known_are_refused_or_told() {
    for (lat, lon) in [
        ("szer", "dł"),
        ("nord", "ost"),
        ("phi", "lambda"),
        ("N", "E"),
        ("Koord. N", "Koord. O"),
    ] {
        for text in [
            format!("name;{lat};{lon}\nBerlin;48,1;11,5\n"),
            format!("name,{lat},{lon}\nBerlin,48.1,11.5\n"),
        ] {
            let said = refusal(&text);
            let (lat, lon) = (format!("lat={lat}"), format!("lon={lon}"));
            assert!(said.contains(&lat) && said.contains(&lon), "{text}: {said}");
            let file = read_bytes(text.as_bytes(), &[&lat, &lon]).unwrap();
            assert_eq!(places(&file), [("Berlin", 48.1, 11.5)], "{text}");
        }
        let json = format!(r#"[{{"name": "Berlin", "{lat}": 48.1, "{lon}": 11.5}}]"#);
        let file = read_bytes(json.as_bytes(), &[]).unwrap();
        assert!(file.names.is_empty() && file.points.is_empty(), "{json}");
        assert!(
            file.faults[0].reason.contains("may hold coordinates"),
            "{json}"
        );
    }
    let said = refusal("name;spot\nBerlin;52.5N 13.4E\n");
    assert!(said.contains("--header position=spot"), "{said}");
    for (text, note) in [
        ("name;pos\nBerlin;3,6\n", "; column \"pos\" is not read"),
        (
            "name;people;rank\nBerlin;3,6;1\n",
            "; columns \"people\" and \"rank\" are not read",
        ),
        ("name;remark\nBerlin;large\n", "is taken as the header"),
    ] {
        let file = read_text(text);
        assert_eq!(file.names[0].text, "Berlin", "{text}");
        assert!(file.notes[0].ends_with(note), "{:?}", file.notes);
    }
}

#[test]
fn hemispheres_and_minutes_in_columns_of_their_own() {
    for header in [
        "name,lat,ns,lon,ew",
        "name,lat,N/S,lon,E/W",
        "name,lat,lat_hem,lon,lon_hem",
        "name,lat,lat_ref,lon,lon_ref",
        "name,lat,direction,lon,direction 2",
        "name,lat,h1,lon,h2",
    ] {
        for (letters, lat, lon) in [
            (["S", "W"], -33.9, -18.4),
            (["N", "E"], 33.9, 18.4),
            (["s", "East"], -33.9, 18.4),
        ] {
            let [ns, ew] = letters;
            let text = format!("{header}\nA,33.9,{ns},18.4,{ew}\n");
            assert_eq!(places(&read_text(&text)), [("A", lat, lon)], "{text}");
        }
    }
    let json = r#"[{"name": "A", "lat": 33.9, "lon": 18.4, "lat_ref": "S", "lon_ref": "W"}]"#;
    assert_eq!(places(&read_text(json)), [("A", -33.9, -18.4)]);
    for (text, word) in [
        (
            "name,lat,lon,direction\nA,33.9,18.4,NE\n",
            "column \"direction\"",
        ),
        ("name,lat,ns,lon\nA,-33.9,N,18.4\n", "column \"ns\" says N"),
        (
            "name,lat,ns,lon,lat_hem\nA,33.9,N,18.4,S\n",
            "says the opposite",
        ),
        (
            "name,lat,latSign,lon,lonSign\nA,33.9,-,18.4,-\n",
            "column \"latSign\"",
        ),
        ("name,lat,lon\nA,-33.9N,18.4\n", "two ways"),
        ("name,lat,lon\nA,33.9,-18.4E\n", "two ways"),
    ] {
        let file = read_text(text);
        assert!(file.points.is_empty(), "{text}");
        assert!(file.faults[0].reason.contains(word), "{:?}", file.faults);
    }
    // A grade S is no hemisphere.
    let file = read_text("name,lat,lon,grade\nA,33.9,18.4,S\n");
    assert_eq!(places(&file), [("A", 33.9, 18.4)]);
    for header in [
        "lat_deg,lat_min,lon_deg,lon_min",
        "latd,latm,lond,lonm",
        "lat_d,lat_m,lon_d,lon_m",
        "LatD,LatM,LonD,LonM",
        "lat,min,lon,min",
        "lat_degrees,lat_arcmin,lon_degrees,lon_arcmin",
        "latitude,latitude minutes,longitude,longitude minutes",
    ] {
        let text = format!("{header}\n54,42,20,30\n");
        assert!(refusal(&text).contains("parts of degrees"), "{text}");
    }
    // The bounds of an area are no minutes.
    let file = read_text("name,lat,lat_min,lat_max,lon\nA,54,53,55,20\n");
    assert_eq!(places(&file), [("A", 54.0, 20.0)]);
    let mapping = ["lat=lat_deg", "lon=lon_deg"];
    let text = b"lat_deg,lat_min,lon_deg,lon_min\n54,42,20,30\n";
    let read = read_bytes(text, &mapping);
    assert!(read.unwrap_err().to_string().contains("parts of degrees"));
}
