#![expect(
    clippy::float_cmp,
    reason = "what is read is the number that was written, to the last bit"
)]

#[cfg(feature = "formats")]
mod containers;
mod doubts;
#[cfg(feature = "parquet")]
mod parquet_files;

use std::io::Cursor;

use proptest::prelude::*;

use super::*;

fn read_bytes(bytes: &[u8], mapping: &[&str]) -> Result<PlacesFile> {
    let options = Options {
        mapping: mapping.iter().map(|text| text.parse().unwrap()).collect(),
        ..Options::named("places")
    };
    let start = bytes[..bytes.len().min(4096)].to_vec();
    read_source(Cursor::new(bytes.to_vec()), &start, options)
}

fn read_text(text: &str) -> PlacesFile {
    read_bytes(text.as_bytes(), &[]).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refusal(text: &str) -> String {
    match read_bytes(text.as_bytes(), &[]) {
        Ok(file) => panic!("{text:?} is read as {file:?}"),
        Err(error) => error.to_string(),
    }
}

/// Name, latitude and longitude of each place.
fn places(file: &PlacesFile) -> Vec<(&str, f64, f64)> {
    file.points
        .iter()
        .map(|point| {
            (
                point.name.as_str(),
                point.position.lat_deg(),
                point.position.lon_deg(),
            )
        })
        .collect()
}

const TWO: [(&str, f64, f64); 2] = [
    ("Kaliningrad", 54.706, 20.51),
    ("Kapustin Yar", 48.57, 45.75),
];

#[test]
fn tables_of_places_as_people_keep_them() {
    for text in [
        "name,lat,lon\nKaliningrad,54.706,20.51\nKapustin Yar,48.57,45.75\n",
        "Name;Breite;Länge\nKaliningrad;54,706;20,51\nKapustin Yar;48,57;45,75\n",
        "id\tsite\tlatitude\tlongitude\nLOC-001\tKaliningrad\t54.706\t20.51\nLOC-002\tKapustin Yar\t48.57\t45.75\n",
        "sep=;\r\nlat;lng;title\r\n54.706;20.51;Kaliningrad\r\n48.57;45.75;Kapustin Yar\r\n",
        "name,coordinates\nKaliningrad,\"54.706, 20.51\"\nKapustin Yar,48.57N 45.75E\n",
        "city|lat_deg|lon_deg\nKaliningrad|54.706°|20.51°\nKapustin Yar|48.57N|45.75E\n",
        "name,lat,lon\nKaliningrad,\"54°42′21,6″N\",20°30′36″E\nKapustin Yar,48°34.2′N,E45°45′\n",
        "LON,LAT,NAME\n20.51,54.706,Kaliningrad\n45.75,48.57,Kapustin Yar\n",
        // Without a header.
        "Kaliningrad,54.706,20.51\nKapustin Yar,48.57,45.75\n",
        "54.706;20.51;Kaliningrad\n48.57;45.75;Kapustin Yar\n",
        "54.706 20.51 Kaliningrad\n48.57 45.75 Kapustin Yar\n",
        "Kaliningrad\tgeo:54.706,20.51\nKapustin Yar\t48.57N 45.75E\n",
    ] {
        let file = read_text(text);
        assert_eq!(file.faults, [], "{text}");
        let found = places(&file);
        assert_eq!(found.len(), 2, "{text}");
        for (found, wanted) in found.iter().zip(TWO) {
            assert_eq!(found.0, wanted.0, "{text}");
            assert!(
                (found.1 - wanted.1).abs() < 1e-12 && (found.2 - wanted.2).abs() < 1e-12,
                "{text}: {found:?}"
            );
        }
    }
    let file = read_text("lat,lon\n54.706,20.51\n");
    assert_eq!(file.points[0].name, "54.706°N 20.51°E");
    let file = read_text("name,lat,lon,uncertainty_m,country\nx,54.7,20.5,500,RU\ny,1,2,,\n");
    assert_eq!(file.points[0].uncertainty_km, Some(0.5));
    assert_eq!(file.points[0].country.as_deref(), Some("RU"));
    assert_eq!(
        (file.points[1].uncertainty_km, file.points[1].line),
        (None, 3)
    );
    let file = read_bytes(
        b"Ort;N;O\nKaliningrad;54,706;20,51\n",
        &["lat=N", "lon=O", "name=Ort"],
    )
    .unwrap();
    assert_eq!(places(&file), [TWO[0]]);
}

#[test]
fn the_order_and_the_count_of_longitudes() {
    // lon lat name, as the tables of the Generic Mapping Tools have it.
    let file = read_text("125.75 39.03 Pyongyang\n-77.04 38.90 Washington\n");
    assert_eq!(
        places(&file),
        [("Pyongyang", 39.03, 125.75), ("Washington", 38.90, -77.04)]
    );
    assert!(
        file.notes[0].contains("longitude, latitude"),
        "{:?}",
        file.notes
    );
    // What can be both is latitude first, and told.
    let file = read_text("20.51,54.71\n13.4,52.5\n");
    assert_eq!(file.points[0].position.lat_deg(), 20.51);
    assert!(file.notes[0].contains("latitude, longitude"));
    // Two rows of a file with names for its columns stand the other way round.
    let file = read_text("name,lat,lon\na,39,125\nb,120,45\nc,151,-33\n");
    assert_eq!(file.points.len(), 1);
    assert_eq!(file.faults.len(), 2);
    assert!(
        file.faults[0].reason.contains("did you mean 45,120"),
        "{:?}",
        file.faults
    );
    assert!(
        file.notes[0].contains("2 of the places"),
        "{:?}",
        file.notes
    );

    let file = read_text("name,lat,lon\nNew York,40.7128,285.994059\nBerlin,52.52,13.405\n");
    assert_eq!(file.points[0].position.lon_deg(), -74.005_941);
    assert_eq!(file.points[1].position.lon_deg(), 13.405);
    assert!(file.notes[0].contains("0 to 360"), "{:?}", file.notes);
    // A file with negative longitudes does not count on.
    let file = read_text("name,lat,lon\nNew York,40.7128,285.994059\nBoston,42.4,-71.06\n");
    assert_eq!((file.points.len(), file.faults.len()), (1, 1));
    assert!(
        file.faults[0].reason.contains("-74.005941"),
        "{:?}",
        file.faults
    );
    let file = read_text("name,lat,lon\nNew York,40.7128,375.255119\nBoston,42.4,71.06\n");
    assert_eq!(file.faults.len(), 1);
}

#[test]
fn a_row_that_is_no_place_is_told_and_the_rest_goes_on() {
    let file = read_text(
        "name,lat,lon\r\na,1,2\r\n\r\nb,x,2\r\nc,1\r\nd,1,2,3\r\n,,\r\ne,95,2\r\nf,3,4\r\n\"g,1,2\r\nh,5,6\r\n",
    );
    let lines: Vec<u64> = file.points.iter().map(|point| point.line).collect();
    assert_eq!(lines, [2, 9, 11]);
    let faults: Vec<(u64, &str)> = file
        .faults
        .iter()
        .map(|fault| (fault.line, fault.reason.as_str()))
        .collect();
    for ((line, reason), (wanted, word)) in faults.iter().zip([
        (4, "latitude \"x\" cannot be read"),
        (5, "it has no longitude"),
        (6, "4 cells, 3 columns"),
        (7, "all cells are empty"),
        (8, "latitude is 95°"),
        (10, "opened and not closed"),
    ]) {
        assert_eq!(*line, wanted);
        assert!(reason.contains(word), "{reason}");
    }
    assert_eq!(faults.len(), 6);
    for (text, word) in [
        ("", "no places"),
        ("name,lat,lon\n", "no places"),
        (
            "country,accuracy\nx,y\n",
            "no columns of latitude and longitude among country, accuracy",
        ),
        ("alpha,beta,gamma\nx,y,z\n", "neither a header nor a place"),
        ("<html></html>", "not KML"),
        ("{\"a\": }", "line 1: it is no JSON"),
        ("{\"type\": \"Topology\", \"objects\": {}}", "TopoJSON"),
    ] {
        assert!(refusal(text).contains(word), "{text}: {}", refusal(text));
    }
}

#[test]
fn geojson_and_other_json() {
    let feature = |name: &str, lon: f64, lat: f64| {
        format!(
            r#"{{"type": "Feature", "properties": {{"name": "{name}", "uncertainty_km": 5}}, "geometry": {{"type": "Point", "coordinates": [{lon}, {lat}]}}}}"#
        )
    };
    let [a, b] = TWO.map(|(name, lat, lon)| feature(name, lon, lat));
    for text in [
        format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{a},\n{b}\n]}}"),
        format!("\u{feff}{{\"features\": [\n{a},\n{b}\n], \"type\": \"FeatureCollection\"}}"),
        format!("\n{a}\n{b}\n"),
        format!("\u{1e}{a}\n\u{1e}{b}\n"),
        "[\n{\"name\": \"Kaliningrad\", \"lat\": 54.706, \"lng\": 20.51},\n{\"name\": \"Kapustin Yar\", \"lat\": \"48,57\", \"lng\": \"45.75\"}\n]".to_owned(),
        "{\"unit\": \"km\", \"stops\": [\n{\"label\": \"Kaliningrad\", \"latitude\": 54.706, \"longitude\": 20.51},\n{\"label\": \"Kapustin Yar\", \"latitude\": 48.57, \"longitude\": 45.75}]}".to_owned(),
    ] {
        let file = read_text(&text);
        assert_eq!(places(&file), TWO, "{text}");
        assert_eq!(file.faults, []);
        assert_eq!(file.points[1].line, file.points[0].line + 1, "{text}");
    }
    let file = read_text(&a);
    assert_eq!(places(&file), [TWO[0]]);
    assert_eq!(file.points[0].uncertainty_km, Some(5.0));
    let file = read_text(
        r#"{"type": "MultiPoint", "coordinates": [[20.51, 54.706], [45.75, 48.57, 100]]}"#,
    );
    assert_eq!(file.points.len(), 2);

    let file = read_text(&format!(
        "{{\"type\": \"FeatureCollection\", \"features\": [\n{a},\n{{\"type\": \"Feature\", \"properties\": null, \
         \"geometry\": {{\"type\": \"Polygon\", \"coordinates\": []}}}},\n{{\"type\": \"Feature\", \"geometry\": null}},\n\
         {{\"type\": \"Feature\", \"id\": \"x\", \"geometry\": {{\"type\": \"Point\", \"coordinates\": [1]}}}},\n3,\n\
         {{\"type\": \"Feature\", \"id\": \"x\", \"geometry\": {{\"type\": \"Point\", \"coordinates\": [1, 2]}}}}]}}"
    ));
    let faults: Vec<u64> = file.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(faults, [3, 4, 5, 6]);
    assert!(file.faults[0].reason.contains("a Polygon is no point"));
    assert_eq!(file.points[1].name, "x");
    let projected = format!(
        "{{\"type\": \"FeatureCollection\", \"crs\": {{\"type\": \"name\", \"properties\": {{\"name\": \
         \"urn:ogc:def:crs:EPSG::3857\"}}}}, \"features\": [{a}]}}"
    );
    assert!(refusal(&projected).contains("EPSG::3857"));
    // What was read before a fault is kept.
    let file = read_text(&format!("{a}\n{b}\n{{\"broken\": "));
    assert_eq!((file.points.len(), file.faults[0].line), (2, 3));
}

const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document><Style id="a"><IconStyle/></Style>
<Folder><name>Sites</name><Folder>
<Placemark><name>Kaliningrad</name>
  <ExtendedData><Data name="uncertainty_km"><value>60</value></Data></ExtendedData>
  <Point><coordinates>
    20.51,54.706,0
  </coordinates></Point></Placemark>
</Folder></Folder>
<Placemark><name><![CDATA[Kapustin Yar]]></name><Point><coordinates>45.75,48.57</coordinates></Point></Placemark>
</Document></kml>
"#;

#[test]
fn kml() {
    let file = read_text(KML);
    assert_eq!(places(&file), TWO);
    assert_eq!(file.points[0].uncertainty_km, Some(60.0));
    assert_eq!((file.points[0].line, file.points[1].line), (5, 11));
    let utf_16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(KML.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(places(&read_bytes(&utf_16, &[]).unwrap()), TWO);

    let document = |inner: &str| format!("<kml>\n<Document>\n{inner}\n</Document></kml>");
    let file = read_text(&document(
        "<Placemark><name>A &amp; B&#233;</name><MultiGeometry><Point><coordinates>1,2</coordinates></Point>\
         <Point><coordinates>3,4</coordinates></Point></MultiGeometry></Placemark>",
    ));
    assert_eq!(places(&file), [("A & Bé", 2.0, 1.0), ("A & Bé", 4.0, 3.0)]);
    let file = read_text(&document(
        "<Placemark><Point><coordinates></coordinates></Point></Placemark>\n\
         <Placemark><name>way</name><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>\n\
         <Placemark/>\n<Placemark><Point><coordinates>x,2</coordinates></Point></Placemark>\n\
         <Placemark><Point><coordinates>1,95</coordinates></Point></Placemark>\n\
         <Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>",
    ));
    let faults: Vec<u64> = file.faults.iter().map(|fault| fault.line).collect();
    assert_eq!((faults, file.points.len()), (vec![3, 4, 5, 6, 7], 1));
    let file = read_text(&document(
        "<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>\n<Placemark><Point></Document>",
    ));
    assert_eq!(file.points.len(), 1);
    assert!(
        file.faults
            .iter()
            .any(|fault| fault.reason.contains("well-formed"))
    );
    let deep = format!("<kml>{}", "<Folder>".repeat(100_000));
    assert!(refusal(&deep).contains("deep"));
}

#[test]
fn a_million_places_and_no_more() {
    let mut text = "lat,lon\n".to_owned();
    text += &"54.71,20.51\n".repeat(MOST_PLACES);
    assert_eq!(read_text(&text).points.len(), MOST_PLACES);
    text += "54.71,20.51\n";
    assert!(refusal(&text).contains("line 1000002: the file has more than 1000000 places"));
}

#[test]
fn a_file_is_read_by_its_path() {
    let path = std::env::temp_dir().join(format!("arcminute-places-{}.txt", std::process::id()));
    std::fs::write(&path, "name,lat,lon\nx,1,2\n").unwrap();
    let found = super::read(&path, None, &[]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(places(&found.unwrap()), [("x", 1.0, 2.0)]);
    assert!(super::read(&path, None, &[]).is_err());
}

proptest! {
    #[test]
    fn places_are_read_back_from_every_format(
        rows in prop::collection::vec((-90.0..=90.0_f64, -180.0..=180.0_f64, "[a-zäł][a-zäł ,;']{0,8}x"), 1..6)
    ) {
        let csv = rows.iter()
            .map(|(lat, lon, name)| format!("\"{name}\",{lat},{lon}\n"))
            .collect::<Vec<_>>()
            .concat();
        let features: Vec<String> = rows.iter().map(|(lat, lon, name)| {
            let name = serde_json::to_string(name).unwrap();
            format!("{{\"type\":\"Feature\",\"properties\":{{\"name\":{name}}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}}}}")
        }).collect();
        let placemarks = rows.iter().map(|(lat, lon, name)| {
            format!("<Placemark><name>{name}</name><Point><coordinates>{lon},{lat}</coordinates></Point></Placemark>")
        }).collect::<Vec<_>>().concat();
        for text in [
            format!("name,lat,lon\n{csv}"),
            format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",")),
            format!("<kml><Document>{placemarks}</Document></kml>"),
        ] {
            let file = read_text(&text);
            prop_assert_eq!(&file.faults, &[]);
            for (point, (lat, lon, name)) in file.points.iter().zip(&rows) {
                prop_assert_eq!(point.position, Position::new(*lat, *lon).unwrap());
                prop_assert_eq!(point.name.split_whitespace().collect::<Vec<_>>(), name.split_whitespace().collect::<Vec<_>>());
            }
            prop_assert_eq!(file.points.len(), rows.len());
        }
    }

    #[test]
    fn no_bytes_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..100),
        text in "[-0-9.,;:{}\\[\\]\"<>/a-z \n]{0,60}",
        start in prop::sample::select(vec![
            "", "PK\u{3}\u{4}", "PAR1", "{\"type\":\"FeatureCollection\",\"features\":[", "[{\"lat\":", "<kml><Placemark>",
            "<kml><Placemark><Point><coordinates>", "lat,lon\n", "name;lat;lon\n",
        ]),
    ) {
        let _ = read_bytes(&[start.as_bytes(), &bytes].concat(), &[]);
        let _ = read_bytes(format!("{start}{text}").as_bytes(), &[]);
    }
}

#[test]
fn json_of_other_shapes() {
    for text in [
        r#"{"sites": {"a": {"name": "Kaliningrad", "lat": 54.706, "lon": 20.51}, "b": {"name": "Kapustin Yar", "lat": 48.57, "lon": 45.75}}}"#,
        r#"{"Kaliningrad": {"lat": 54.706, "lng": 20.51}, "Kapustin Yar": {"lat": 48.57, "lng": 45.75}}"#,
        r#"[{"name": "Kaliningrad", "longlat": [20.51, 54.706]}, {"name": "Kapustin Yar", "longlat": [45.75, 48.57]}]"#,
        r#"[{"name": "Kaliningrad", "latlng": [54.706, 20.51]}, {"name": "Kapustin Yar", "latlng": [48.57, 45.75]}]"#,
        r#"{"stops": [{"name": "Kaliningrad", "coordinates": [20.51, 54.706]}, {"name": "Kapustin Yar", "coordinates": [45.75, 48.57]}]}"#,
    ] {
        let file = read_text(text);
        assert_eq!(file.faults, [], "{text}");
        assert_eq!(places(&file), TWO, "{text}");
    }
}

#[test]
fn a_comment_may_say_the_order() {
    // Either order is possible: the comment decides, and without one the latitude is first.
    let north =
        read_text("# lon lat name\n20.51 54.706 Kaliningrad\n# more\n45.75 48.57 Kapustin Yar\n");
    assert_eq!((places(&north), &north.faults[..]), (TWO.to_vec(), &[][..]));
    let table = read_text("# sites\nKaliningrad,54.706,20.51\nKapustin Yar,48.57,45.75\n");
    assert_eq!(places(&table), TWO);
    let other = read_text("> sites\n54.706 20.51 Kaliningrad\n48.57 45.75 Kapustin Yar\n");
    assert_eq!(places(&other), TWO);
}
