//! Maps as files: well-formed, alike every time, with labels that collide neither with one another nor with dots, true
//! rings, and pictures as they were reviewed. The geometry itself is tested in `src/map/tests.rs`.

mod data;
mod labels;
mod words;

use crate::picture::{
    Bounds, arcminute, assert_grey, assert_labels_clear, assert_refused, assert_sound, labels,
    number, svg,
};
use arcminute::catalogue::sites;
use roxmltree::{Document, Node};

const BANDS: &[&str] = &["map", "--from", "kaliningrad", "--bands", "inf"];
const MISSILE: &[&str] = &[
    "map",
    "--from",
    "kapustin-yar",
    "--missile",
    "9m729",
    "--to",
    "@capitals",
];
const WARNING: &[&str] = &[
    "map",
    "--from",
    "kaliningrad",
    "--isochrone",
    "5",
    "10",
    "15",
    "--warning",
    "--to",
    "@capitals",
];
const MERGED: &[&str] = &["map", "--from", "@sites:RU", "--ring", "500", "2000"];
const POLE: &[&str] = &[
    "map",
    "--from",
    "-90,0",
    "--ring",
    "3000",
    "12000",
    "--radials",
    "8",
];
const CHUKOTKA: &[&str] = &[
    "map",
    "--from",
    "66.8,-176.5",
    "--ring",
    "1000,5500",
    "--track",
    "--to",
    "@nato",
];
const GLOBE: &[&str] = &[
    "map",
    "--from",
    "plesetsk",
    "--ring",
    "9000",
    "--extent",
    "world",
    "--projection",
    "orthographic",
];
const MERCATOR: &[&str] = &[
    "map",
    "--from",
    "kapustin-yar",
    "--ring",
    "5500",
    "--extent",
    "world",
    "--projection",
    "mercator",
];
const CONIC: &[&str] = &[
    "map",
    "--from",
    "Deveselu",
    "--from",
    "Redzikowo",
    "--ring",
    "300",
    "--projection",
    "lambert-conic",
];

const PANELS: &[&str] = &[
    "map",
    "--from",
    "kapustin-yar",
    "--missile",
    "9m729",
    "--missile",
    "oreshnik",
    "--to",
    "@capitals",
    "--panels",
];

const ALL: [&[&str]; 10] = [
    BANDS, MISSILE, WARNING, MERGED, POLE, CHUKOTKA, GLOBE, MERCATOR, CONIC, PANELS,
];

fn layer<'a, 'i>(document: &'a Document<'i>, id: &str) -> Node<'a, 'i> {
    let is_it = |node: &Node<'_, '_>| node.has_tag_name("g") && node.attribute("id") == Some(id);
    document
        .descendants()
        .find(is_it)
        .unwrap_or_else(|| panic!("no layer {id}"))
}

/// The rectangles of the marks of places.
fn marks(document: &Document<'_>) -> Vec<Bounds> {
    let mark = |node: Node<'_, '_>| {
        if node.has_tag_name("circle") {
            let centre = (number(node, "cx"), number(node, "cy"));
            return Some(Bounds::around(centre, number(node, "r")));
        }
        let corners = node
            .attribute("points")?
            .split_whitespace()
            .filter_map(|pair| pair.split_once(','));
        let parsed = |(x, y): (&str, &str)| (x.parse().unwrap(), y.parse().unwrap());
        Some(Bounds::of(corners.map(parsed)))
    };
    let is_mark = |node: &Node<'_, '_>| node.attribute("class") == Some("mark");
    let marks = document.descendants().filter(is_mark);
    marks
        .filter_map(|node| {
            // A mark of two halves is a group whose first shape is the whole.
            let shape = if node.has_tag_name("g") {
                node.children().find(Node::is_element)
            } else {
                Some(node)
            };
            shape.and_then(mark)
        })
        .collect()
}

/// The rectangle of a mark, and whether its place has a name.
fn named_marks(document: &Document<'_>) -> Vec<(Bounds, bool)> {
    let is_mark = |node: &Node<'_, '_>| node.attribute("class") == Some("mark");
    let named = document.descendants().filter(is_mark).map(|node| {
        let has_name = node
            .parent()
            .is_some_and(|group| group.descendants().any(|node| node.has_tag_name("text")));
        (node, has_name)
    });
    let bounds = marks(document);
    bounds
        .into_iter()
        .zip(named)
        .map(|(bounds, (_, has_name))| (bounds, has_name))
        .collect()
}

/// Checks that no label lies on another, nor on the mark of a place that has a name: where there is no other room a name
/// may cover a lesser place, which then has none.
fn assert_map_clear(name: &str, svg: &str) {
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}"));
    let count = assert_labels_clear(name, &document);
    assert!(count > 4, "{name}: {count} labels");
    let marks = named_marks(&document);
    for id in [
        "places",
        "origins",
        "ring-labels",
        "landmarks",
        "geography",
        "graticule-labels",
    ] {
        let is_there = document
            .descendants()
            .any(|node| node.attribute("id") == Some(id));
        for (words, frame) in if is_there {
            labels(layer(&document, id))
        } else {
            Vec::new()
        } {
            assert!(
                !marks
                    .iter()
                    .any(|(mark, has_name)| *has_name && mark.overlaps(frame)),
                "{name}: {words:?} lies on a mark"
            );
        }
    }
}

#[test]
fn documents_are_sound() {
    for map in ALL {
        for options in [
            &["--theme", "light"],
            &["--theme", "dark"],
            &["--size", "560x700"],
            &["--size", "1800x1600"],
        ] {
            let arguments = [map, options].concat();
            let name = arguments.join(" ");
            let svg = svg(&arguments);
            assert_sound(&name, &svg);
            assert_map_clear(&name, &svg);
            assert!(
                svg.len() < 400_000 || options[0] == "--size",
                "{name}: {} bytes",
                svg.len()
            );
        }
    }
}

#[test]
fn every_site_has_a_clear_map() {
    // In two halves, for two cores.
    let ids: Vec<&str> = sites().iter().map(|site| site.id).collect();
    assert!(ids.len() > 100);
    std::thread::scope(|scope| {
        for half in ids.chunks(ids.len().div_ceil(2)) {
            scope.spawn(move || {
                for id in half {
                    assert_map_clear(id, &svg(&["map", "--from", id]));
                }
            });
        }
    });
}

/// Cities of Europe from the largest, as `PLACE` arguments; of 0 a map without places.
#[test]
fn the_same_input_gives_the_same_bytes() {
    for map in ALL {
        // Panels are pictures.
        let data = ["geojson", "kml"].into_iter();
        let data = data.filter(|_| !map.contains(&"--panels"));
        for format in std::iter::once("svg").chain(data) {
            let arguments = [map, &["--format", format]].concat();
            assert_eq!(svg(&arguments), svg(&arguments), "{arguments:?}");
        }
    }
    for format in ["png", "pdf"] {
        let arguments = [MISSILE, &["--format", format]].concat();
        let [one, other] = [0, 1].map(|_| arcminute(&arguments).stdout);
        assert!(one == other, "{format}");
    }
}

#[test]
fn print_holds_in_grey() {
    for map in ALL {
        assert_grey(&map.join(" "), &svg(&[map, &["--theme", "print"]].concat()));
    }
}

#[test]
fn panels_are_one_map_a_missile() {
    let page = svg(PANELS);
    let document = Document::parse(&page).unwrap();
    for (id, missile) in [("panel-1", "9M729 (SSC-8)"), ("panel-2", "Oreshnik")] {
        let written = labels(layer(&document, id));
        assert_eq!(written[0].0, missile);
        assert!(
            written.iter().any(|(words, _)| words == "Kapustin Yar"),
            "{id}"
        );
    }
}

/// An inset where the extent is small, an arrow where north is not up, neither elsewhere.
#[test]
fn small_extents_say_where_they_are() {
    let has =
        |arguments: &[&str], class: &str| svg(arguments).contains(&format!("class=\"{class}\""));
    let small = ["map", "--from", "kaliningrad", "--ring", "200"];
    assert!(has(&small, "inset") && !has(&small, "north"));
    assert!(!has(BANDS, "inset") && !has(BANDS, "north"));
    let turned = [
        "map",
        "--from",
        "kapustin-yar",
        "--ring",
        "5000",
        "--extent=-10,36,4,44",
    ];
    assert!(has(&turned, "north"));
}

#[test]
fn bad_input_is_refused_and_leaves_no_file() {
    const FROM: [&str; 3] = ["map", "--from", "kaliningrad"];
    let cases: [(&[&str], &str); 28] = [
        (
            &["--ring", "0", "-o", "FILE/a.svg"],
            "between 0.001 and 20003 km",
        ),
        (
            &["--ring", "-5", "-o", "FILE/a.svg"],
            "radius of the ring is -5 km",
        ),
        (&["--ring", "NaN", "-o", "FILE/a.svg"], "it is no number"),
        (
            &["--ring", "inf", "-o", "FILE/a.geojson"],
            "it is no number",
        ),
        (&["--ring", "20004", "-o", "FILE/a.kml"], "half the Earth"),
        (
            &["--ring", "500", "x", "-o", "FILE/a.svg"],
            "unknown place \"x\"",
        ),
        (
            &["--extent", "10,50,10,60", "-o", "FILE/a.svg"],
            "has no area",
        ),
        (
            &["--extent", "10,60,20,50", "-o", "FILE/a.svg"],
            "has no area",
        ),
        (
            &["--extent", "NaN,50,20,60", "-o", "FILE/a.svg"],
            "write europe, auto, world, or WEST,SOUTH,EAST,NORTH",
        ),
        (
            &["--extent", "10,50,20,95", "-o", "FILE/a.svg"],
            "northern edge of the extent",
        ),
        (
            &["--extent", "asia", "-o", "FILE/a.svg"],
            "europe, auto, world",
        ),
        (&["--bands", "none", "-o", "FILE/a.svg"], "nothing to draw"),
        (&["--bands", "inv", "-o", "FILE/a.svg"], "unknown band set"),
        (
            &["-o", "FILE/a.gif"],
            ".svg, .png, .pdf, .geojson, .kml or .parquet",
        ),
        (
            &["-o", "FILE/a"],
            ".svg, .png, .pdf, .geojson, .kml or .parquet",
        ),
        (
            &["--format", "tiff", "-o", "FILE/a.svg"],
            "svg, png, pdf, geojson, kml or parquet",
        ),
        (
            &["--projection", "peters", "-o", "FILE/a.svg"],
            "write azimuthal-equidistant",
        ),
        (&["--size", "100x100", "-o", "FILE/a.svg"], "300"),
        (
            &["--theme", "sepia", "-o", "FILE/a.svg"],
            "light, dark or print",
        ),
        (
            &["--isochrone", "0", "-o", "FILE/a.svg"],
            "no isochrone to draw",
        ),
        (
            &["--isochrone", "5", "--rotation", "-o", "FILE/a.svg"],
            "unexpected argument '--rotation'",
        ),
        (
            &[
                "--isochrone",
                "5",
                "--missile",
                "pershing-ii",
                "--trajectory",
                "lofted",
                "-o",
                "FILE/a.svg",
            ],
            "lofted",
        ),
        (
            &[
                "--isochrone",
                "5",
                "--missile",
                "9m729",
                "--missile",
                "iskander-m",
                "-o",
                "FILE/a.svg",
            ],
            "of one missile",
        ),
        (
            &["--missile", "generic-cruise", "-o", "FILE/a.svg"],
            "has no range to draw",
        ),
        (
            &["--warning", "-o", "FILE/a.svg"],
            "--warning is for --isochrone",
        ),
        (
            &["--track", "-o", "FILE/a.svg"],
            "--track draws lines to places",
        ),
        (&["--radials", "0", "-o", "FILE/a.svg"], "1 to 360"),
        (
            &["--dots", "size", "-o", "FILE/a.svg"],
            "reach, ring, band, minutes or place",
        ),
    ];
    let cases: Vec<(Vec<&str>, &str)> = cases
        .into_iter()
        .map(|(arguments, message)| ([&FROM, arguments].concat(), message))
        .collect();
    let cases: Vec<(&[&str], &str)> = cases
        .iter()
        .map(|(arguments, message)| (arguments.as_slice(), *message))
        .collect();
    assert_refused(&cases);
    assert_refused(&[
        (&["map", "-o", "FILE/a.svg"], "no source is given"),
        (
            &["map", "--from", "atlantis", "-o", "FILE/a.svg"],
            "unknown place",
        ),
        (
            &[
                "map",
                "--from",
                "kaliningrad",
                "--to",
                "@country:XX",
                "-o",
                "FILE/a.svg",
            ],
            "XX",
        ),
    ]);
}

#[cfg(feature = "pictures")]
mod pictures;

/// The map of the same question has Minsk as uncertain: 9M729 claims begin at 476 km, and Kaliningrad is known to within 60 km.
#[test]
fn data_files_tell_certainty_and_marks() {
    let data = |format: &str| {
        svg(&[
            "map",
            "kaliningrad",
            "@capitals",
            "--missile",
            "9m729",
            "--format",
            format,
        ])
    };
    let geojson: serde_json::Value = serde_json::from_str(&data("geojson")).unwrap();
    let features = geojson["features"].as_array().unwrap();
    let of = |id: &str| {
        let found = features.iter().find(|feature| feature["id"] == id);
        found.unwrap()["properties"].clone()
    };
    let (warsaw, minsk) = (of("to-warsaw"), of("to-minsk"));
    let (london, lisbon) = (of("to-london"), of("to-lisbon"));
    assert_eq!(
        (&warsaw["reach"], &warsaw["reach_certain"]),
        (&"within".into(), &true.into())
    );
    assert_eq!(
        (&minsk["reach"], &minsk["reach_certain"]),
        (&"within".into(), &false.into())
    );
    assert_eq!(
        (&london["reach"], &lisbon["reach"]),
        (&"disputed".into(), &"beyond".into())
    );
    let mut colours: Vec<String> = [&warsaw, &minsk, &london, &lisbon]
        .map(|place| place["marker-color"].to_string())
        .to_vec();
    colours.sort();
    colours.dedup();
    assert_eq!(colours.len(), 4, "{colours:?}");
    assert!(warsaw["minutes"].is_number() && lisbon["minutes"].is_null());
    // Without a missile no place has a time, and the fields keep their types.
    let kml = svg(&[
        "map",
        "kaliningrad",
        "@capitals",
        "--ring",
        "500",
        "--format",
        "kml",
    ]);
    for field in [
        "type=\"double\" name=\"minutes\"",
        "type=\"bool\" name=\"reach_certain\"",
    ] {
        assert!(
            kml.contains(field) && data("kml").contains(field),
            "{field}"
        );
    }
}

#[test]
fn the_command_is_in_the_metadata() {
    let page = svg(&[
        "map",
        "kaliningrad",
        "Berlin",
        "--missile",
        "9m729",
        "-o",
        "-",
    ]);
    assert!(page.contains(" Made by: arcminute map kaliningrad Berlin --missile 9m729</metadata>"));
}
