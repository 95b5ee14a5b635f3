//! Maps as files: well-formed, alike every time, with labels that collide neither with one another nor with dots, true
//! rings, and pictures as they were reviewed. The geometry itself is tested in `src/map/tests.rs`.

use crate::picture::{
    Bounds, Point, arcminute, assert_grey, assert_labels_clear, assert_refused, assert_sound,
    labels, number, svg,
};
use arcminute::catalogue::sites;
use geo::Intersects;
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
fn largest_cities(count: usize) -> Vec<String> {
    let mut cities: Vec<_> = arcminute::catalogue::cities().collect();
    cities.sort_by_key(|city| std::cmp::Reverse(city.population));
    let named = cities.iter().take(count);
    named
        .flat_map(|city| ["--to".to_owned(), city.id.to_owned()])
        .collect()
}

/// Origin and rings have their names at every size and however many places there are: the launch sites of the catalogue
/// in turn through six sizes and four numbers of places. The ignored test after it has all of both.
#[test]
fn origins_and_rings_are_always_named() {
    assert_named(false);
}

#[test]
#[ignore = "takes minutes: all launch sites at six sizes with four numbers of places"]
fn origins_and_rings_are_named_in_all_cases() {
    assert_named(true);
}

fn assert_named(is_all: bool) {
    const SIZES: [&str; 6] = [
        "900x1000",
        "600x1600",
        "3000x2000",
        "1200x800",
        "400x500",
        "96mm",
    ];
    let ids: Vec<&str> = sites()
        .iter()
        .filter(|site| site.launches)
        .map(|site| site.id)
        .collect();
    let numbers: Vec<Vec<String>> = [0, 5, 50, 500].map(largest_cities).to_vec();
    let check = |at: usize, id: &str| {
        let all = numbers
            .iter()
            .flat_map(|places| SIZES.map(|size| (places, size)));
        let one = (&numbers[at % 4], SIZES[at % 6]);
        let cases: Vec<_> = if is_all { all.collect() } else { vec![one] };
        for (places, size) in cases {
            let mut arguments = vec!["map", "--from", id, "--ring", "500", "1500", "--size", size];
            arguments.extend(places.iter().map(String::as_str));
            let svg = svg(&arguments);
            let document = Document::parse(&svg).unwrap();
            let written = labels(document.root_element());
            let origin = layer(&document, "origins");
            assert_eq!(
                labels(origin).len(),
                1,
                "{id} at {size}: no name of the origin"
            );
            for ring in ["500 km", "1,500 km"] {
                let is_there = written.iter().any(|(words, _)| words == ring);
                assert!(
                    is_there,
                    "{id} at {size} with {} places: no {ring}",
                    places.len() / 2
                );
            }
        }
    };
    std::thread::scope(|scope| {
        for half in 0..2 {
            let (ids, check) = (&ids, &check);
            scope.spawn(move || {
                for (at, id) in ids.iter().enumerate().filter(|(at, _)| at % 2 == half) {
                    check(at, id);
                }
            });
        }
    });
}

/// No name of a lesser place stands where that of a greater one would: of any two places so near each other that their
/// names would touch, the greater has its name if the lesser has.
#[test]
fn greater_places_are_named_before_lesser_ones() {
    let svg = svg(&[
        "map",
        "--from",
        "kaliningrad",
        "--to",
        "@cities>500k",
        "--missile",
        "oreshnik",
        "--extent",
        "europe",
    ]);
    let document = Document::parse(&svg).unwrap();
    let cities: Vec<_> = arcminute::catalogue::cities().collect();
    let weight = |id: &str| {
        let city = cities.iter().find(|city| city.id == id).unwrap();
        u64::from(city.population) * if city.capital { 4 } else { 1 }
    };
    let places: Vec<(u64, Bounds, Option<Bounds>)> = layer(&document, "places")
        .children()
        .filter(|node| node.attribute("class") == Some("place"))
        .map(|group| {
            let id = group.attribute("id").unwrap().trim_start_matches("to-");
            let circle = group
                .descendants()
                .find(|node| node.has_tag_name("circle"))
                .unwrap();
            let centre = (number(circle, "cx"), number(circle, "cy"));
            let name = labels(group).pop().map(|(_, bounds)| bounds);
            (weight(id), Bounds::around(centre, 3.0), name)
        })
        .collect();
    assert!(places.len() > 60 && places.iter().filter(|place| place.2.is_some()).count() > 40);
    for (greater, mark, name) in places.iter().filter(|place| place.2.is_none()) {
        let covers = |(lesser, _, name): &&(u64, Bounds, Option<Bounds>)| {
            lesser < greater && name.is_some_and(|name| name.overlaps(*mark))
        };
        assert!(
            !places.iter().any(|place| covers(&place)),
            "{greater} {name:?}"
        );
    }
}

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

/// On the azimuthal equidistant map about its origin a ring is a circle to 0.1 px: its vertices, before the document
/// rounds them to a hundredth of a px.
#[test]
fn rings_are_circles_about_their_origin() {
    let document = svg(&[
        "map",
        "--from",
        "kapustin-yar",
        "--ring",
        "500",
        "2000",
        "5500",
    ]);
    let document = Document::parse(&document).unwrap();
    let star = marks(&document).pop().unwrap();
    // The centre of the star's five outer points, of which the frame is not symmetrical: by the rings instead.
    let rings: Vec<Vec<Point>> = layer(&document, "rings")
        .children()
        .filter_map(|node| node.attribute("d"))
        .map(points_of_path)
        .collect();
    assert_eq!(rings.len(), 3);
    let mut radii_px = Vec::new();
    for ring in &rings {
        let centre = Bounds::of(ring.iter().copied()).centre();
        assert!(star.overlaps(Bounds::around(centre, 0.1)));
        let distance_px = |at: &Point| (at.0 - centre.0).hypot(at.1 - centre.1);
        let (least, greatest) = ring
            .iter()
            .map(distance_px)
            .fold((f64::INFINITY, 0.0), |(low, high), px| {
                (f64::min(low, px), f64::max(high, px))
            });
        assert!(
            ring.len() > 40 && greatest - least < 0.3,
            "{least} to {greatest} px"
        );
        radii_px.push(f64::midpoint(least, greatest));
    }
    for (ratio, expected) in [
        (radii_px[1] / radii_px[0], 4.0),
        (radii_px[2] / radii_px[0], 11.0),
    ] {
        assert!((ratio / expected - 1.0).abs() < 0.005, "{ratio} {expected}");
    }
}

/// The points of path data as the program writes it: `M` with absolute, `l` with relative coordinates.
fn points_of_path(data: &str) -> Vec<Point> {
    let spaced = data.replace('-', " -").replace(['M', 'l', 'z'], " ");
    let mut numbers = spaced
        .split_whitespace()
        .map(|word| word.parse::<f64>().unwrap());
    let mut at = (0.0, 0.0);
    let mut points = Vec::new();
    while let (Some(right), Some(down)) = (numbers.next(), numbers.next()) {
        at = (at.0 + right, at.1 + down);
        points.push(at);
    }
    points
}

/// A label stands for its ring: the one at 500 km is about as far from the origin as the ring.
#[test]
fn ring_labels_sit_on_their_rings() {
    let document = svg(&[
        "map",
        "--from",
        "kaliningrad",
        "--ring",
        "500",
        "1000",
        "5500",
    ]);
    let document = Document::parse(&document).unwrap();
    let rings: Vec<Vec<Point>> = layer(&document, "rings")
        .children()
        .filter_map(|node| node.attribute("d"))
        .map(points_of_path)
        .collect();
    let labels = labels(layer(&document, "ring-labels"));
    assert_eq!(
        labels
            .iter()
            .map(|(words, _)| words.as_str())
            .collect::<Vec<_>>(),
        ["500 km", "1,000 km", "5,500 km"]
    );
    for (ring, (words, bounds)) in rings.iter().zip(&labels) {
        let frame = geo::Rect::new((bounds.left, bounds.top), (bounds.right, bounds.bottom));
        let crosses = ring
            .windows(2)
            .any(|ends| frame.intersects(&geo::Line::new(ends[0], ends[1])));
        assert!(crosses, "{words} is off its ring");
    }
}

#[test]
fn names_are_in_the_language_that_is_asked_for() {
    let page = svg(&[MISSILE, &["--lang", "de", "--label", "km"]].concat());
    let document = Document::parse(&page).unwrap();
    let written = labels(document.root_element());
    // Names by CLDR and GeoNames; the distances are those of `check kapustin-yar`.
    for wanted in ["Berlin 2.313 km", "Moskau 971 km"] {
        assert!(
            written.iter().any(|(words, _)| words == wanted),
            "{wanted}: {written:?}"
        );
    }
    assert!(written[0].0.contains("Russland"), "{}", written[0].0);
    assert_eq!(
        document
            .root_element()
            .attribute(("http://www.w3.org/XML/1998/namespace", "lang")),
        Some("de")
    );
}

/// Fixed words are in the five languages: no English is left but the names of claimants and what the data say.
#[test]
fn fixed_words_are_in_five_languages() {
    for (language, legend, note) in [
        (
            "de",
            "nur nach einigen Angaben",
            "Grenzen nach Natural Earth",
        ),
        (
            "fr",
            "selon certaines sources seulement",
            "Frontières de Natural Earth",
        ),
        (
            "pl",
            "tylko według niektórych źródeł",
            "Granice według Natural Earth",
        ),
        ("uk", "лише за деякими заявами", "Кордони за Natural Earth"),
        (
            "ru",
            "лишь по некоторым заявлениям",
            "Границы по Natural Earth",
        ),
    ] {
        let page = svg(&[MISSILE, &["--lang", language]].concat());
        let document = Document::parse(&page).unwrap();
        let written = labels(document.root_element());
        let written: Vec<String> = written.into_iter().map(|(words, _)| words).collect();
        let written = written.join("\n");
        for wanted in [legend, note] {
            assert!(written.contains(wanted), "{language}: {wanted}");
        }
        for english in [
            "within reach",
            "by some claims",
            "places)",
            "Borders as",
            "true from",
        ] {
            assert!(!written.contains(english), "{language}: {english}");
        }
    }
}

/// Names of countries and seas, which keep off all else, and none where places are many.
#[test]
fn countries_and_seas_are_named() {
    let page = svg(BANDS);
    let document = Document::parse(&page).unwrap();
    let written = labels(layer(&document, "geography"));
    for wanted in ["POLAND", "UKRAINE", "FRANCE", "Black Sea", "North Sea"] {
        assert!(
            written.iter().any(|(words, _)| words == wanted),
            "{wanted}: {written:?}"
        );
    }
    let crowded = svg(&[
        "map",
        "--from",
        "kaliningrad",
        "--ring",
        "500",
        "--to",
        "@cities>100k",
    ]);
    assert!(!crowded.contains("id=\"geography\""));
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
mod pictures {
    use std::path::Path;

    use super::{
        BANDS, CHUKOTKA, GLOBE, MERCATOR, MERGED, MISSILE, PANELS, POLE, WARNING, arcminute,
        assert_map_clear,
    };
    use crate::picture::{MEAN_DIFFERENCE, compare, mean_difference, png, svg};

    #[test]
    fn pictures_are_as_they_were_reviewed() {
        for (name, map, theme) in [
            ("map-bands-light.png", BANDS, "light"),
            ("map-missile-print.png", MISSILE, "print"),
            ("map-warning-dark.png", WARNING, "dark"),
            ("map-merged-light.png", MERGED, "light"),
            ("map-pole-light.png", POLE, "light"),
            ("map-chukotka-light.png", CHUKOTKA, "light"),
            ("map-globe-light.png", GLOBE, "light"),
            ("map-mercator-light.png", MERCATOR, "light"),
            ("map-panels-light.png", PANELS, "light"),
        ] {
            compare(
                name,
                &[map, &["--size", "520x640", "--theme", theme]].concat(),
            );
        }
    }

    /// The commands of the README that write pictures, and the pictures beside it; `ARCMINUTE_ACCEPT=1` stores new ones.
    #[test]
    fn pictures_of_the_readme_are_what_its_commands_draw() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
        let mut count = 0;
        for line in readme.lines() {
            let Some((command, file)) = line.split_once(" -o docs/") else {
                continue;
            };
            let arguments: Vec<&str> = command.split(' ').skip(1).collect();
            let path = root.join("docs").join(file);
            let drawn = svg(&arguments);
            if std::env::var_os("ARCMINUTE_ACCEPT").is_some() {
                std::fs::write(&path, &drawn).unwrap();
            }
            let stored =
                std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert_map_clear(line, &stored);
            let [new, old] = [&drawn, &stored].map(|svg| png(svg));
            let mean = mean_difference(file, &new, &old);
            assert!(
                mean < MEAN_DIFFERENCE,
                "docs/{file} is not what its command draws: {mean:.2} of 255"
            );
            count += 1;
        }
        assert_eq!(count, 4, "pictures in the README");
    }

    #[test]
    fn every_format_is_what_its_extension_says() {
        let folder = tempfile::tempdir().unwrap();
        for (name, start) in [
            ("a.svg", b"<svg".as_slice()),
            ("a.png", b"\x89PNG"),
            ("a.PDF", b"%PDF"),
            ("a.geojson", b"{"),
            ("a.json", b"{"),
            ("a.kml", b"<?xml"),
        ] {
            let file = folder.path().join(name);
            let output = arcminute(&[BANDS, &["-o", file.to_str().unwrap()]].concat());
            assert!(
                output.status.success() && output.stdout.is_empty(),
                "{name}"
            );
            assert!(std::fs::read(&file).unwrap().starts_with(start), "{name}");
        }
    }

    /// librsvg is another reader of SVG than the resvg that we draw PNG with. Run by `cargo test -- --ignored`, as
    /// it needs `rsvg-convert` (Debian: librsvg2-bin) and the font `DejaVu Sans`.
    #[test]
    #[ignore = "needs rsvg-convert"]
    fn librsvg_draws_the_same() {
        let folder = tempfile::tempdir().unwrap();
        for map in [BANDS, MISSILE, WARNING, MERGED, GLOBE] {
            let svg = folder.path().join("a.svg");
            let png = folder.path().join("a.png");
            assert!(
                arcminute(&[map, &["-o", svg.to_str().unwrap()]].concat())
                    .status
                    .success()
            );
            let ours = arcminute(&[map, &["--format", "png"]].concat()).stdout;
            let status = std::process::Command::new("rsvg-convert")
                .arg(&svg)
                .arg("-o")
                .arg(&png)
                .status();
            assert!(status.expect("rsvg-convert runs").success());
            let mean = mean_difference("librsvg", &ours, &std::fs::read(&png).unwrap());
            // Letters are hinted and smoothed otherwise.
            assert!(mean < 2.0, "{map:?} differs by {mean:.2} of 255 on average");
        }
    }
}
