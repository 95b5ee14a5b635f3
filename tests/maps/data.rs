//! Maps as data for other programs.

use super::MISSILE;
use crate::picture::svg;

/// The rings of each origin by themselves, each as an area and as a line.
#[test]
fn each_origin_has_rings_of_its_own() {
    let of = |more: &[&str]| -> serde_json::Value {
        let arguments = [
            "map",
            "--from",
            "66.8,-176.5",
            "--from",
            "Deveselu",
            "--ring",
            "5500",
        ];
        let written = svg(&[&arguments, more, &["--format", "geojson"]].concat());
        serde_json::from_str(&written).unwrap()
    };
    let kinds = |document: &serde_json::Value, kind: &str| {
        let features = document["features"].as_array().unwrap().clone();
        let wanted = features
            .into_iter()
            .filter(|feature| feature["properties"]["kind"] == kind);
        wanted.collect::<Vec<_>>()
    };
    for (more, count) in [(&[][..], 1), (&["--each"][..], 2)] {
        let document = of(more);
        assert_eq!(kinds(&document, "ring").len(), count);
        let lines = kinds(&document, "ring-line");
        assert_eq!(lines.len(), count);
        for line in lines {
            let geometry = &line["geometry"];
            let parts = match geometry["type"].as_str().unwrap() {
                "LineString" => vec![geometry["coordinates"].clone()],
                _ => geometry["coordinates"].as_array().unwrap().clone(),
            };
            for part in parts {
                // No stretch along the antimeridian, where areas are cut.
                for ends in part.as_array().unwrap().windows(2) {
                    let lon = |end: usize| ends[end][0].as_f64().unwrap();
                    assert!(lon(0).abs().min(lon(1).abs()) < 180.0, "{ends:?}");
                }
            }
        }
    }
}

#[test]
fn features_say_distance_band_and_minutes() {
    let document = svg(&[MISSILE, &["--dots", "minutes", "--format", "geojson"]].concat());
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let features = document["features"].as_array().unwrap();
    let find = |id: &str| {
        features
            .iter()
            .find(|feature| feature["id"] == id)
            .unwrap_or_else(|| panic!("no {id}"))
    };
    let berlin = &find("to-berlin")["properties"];
    assert!(
        (berlin["distance_km"].as_f64().unwrap() - 2313.0).abs() < 0.5,
        "{berlin}"
    );
    assert_eq!(berlin["band"], "intermediate-range");
    // The card of the same pair says 2,313 km and 3 h 13 min.
    assert!(
        (berlin["minutes"].as_f64().unwrap() - 193.0).abs() < 1.0,
        "{berlin}"
    );
    assert!(
        find("to-lisbon")["properties"]["minutes"].is_null(),
        "Lisbon is beyond all claims"
    );
    for (id, km) in [("9m729-low", 476.0), ("9m729-high", 2500.0)] {
        let ring = find(id);
        assert!(
            (ring["properties"]["km"].as_f64().unwrap() - km).abs() < 1e-9,
            "{ring}"
        );
        assert_eq!(ring["geometry"]["type"], "Polygon");
    }
    assert_eq!(find("9m729-disputed")["properties"]["reach"], "disputed");
    let mut ids: Vec<&str> = features
        .iter()
        .filter_map(|feature| feature["id"].as_str())
        .collect();
    ids.sort_unstable();
    assert!(ids.len() == features.len() && ids.windows(2).all(|pair| pair[0] != pair[1]));
}

/// The attribute of the picture is the verdict, of which data files have both parts: a place that some claims reach whatever its
/// error stays one, and any other that its error could move is uncertain.
#[test]
fn an_uncertain_place_is_uncertain_everywhere() {
    let arguments = ["map", "kaliningrad", "@capitals", "--missile", "9m729"];
    let page = crate::picture::svg(&arguments);
    let features =
        crate::picture::arcminute(&[&arguments[..], &["--format", "geojson", "-o", "-"]].concat());
    let features = String::from_utf8(features.stdout).unwrap();
    for reach in ["within", "disputed", "beyond", "uncertain"] {
        let drawn = page.matches(&format!("data-reach=\"{reach}\"")).count();
        // Zones and their rings have a reach as well.
        let places = features
            .split("\"type\":\"Feature\"")
            .filter(|feature| feature.contains("\"kind\":\"place\""))
            .filter(|feature| {
                let has = |member: &str| feature.contains(member);
                let is_certain = has("\"reach_certain\":true");
                match reach {
                    "disputed" => has("\"reach\":\"disputed\""),
                    "uncertain" => !is_certain && !has("\"reach\":\"disputed\""),
                    _ => is_certain && has(&format!("\"reach\":\"{reach}\"")),
                }
            })
            .count();
        assert_eq!(drawn, places, "{reach}");
    }
    assert!(page.contains("(1 place)") && page.contains("data-reach=\"uncertain\""));
}
