//! What has a name on a map, and where: origins, rings, places by importance.

use super::{layer, marks};
use crate::picture::{Bounds, Point, labels, number, svg};
use arcminute::catalogue::sites;
use roxmltree::Document;

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

/// A place on a map: how much it is looked for, its mark and its name.
struct Named {
    weight: u64,
    mark: Bounds,
    name: Option<Bounds>,
}

fn places_of(document: &Document<'_>) -> Vec<Named> {
    let cities: Vec<_> = arcminute::catalogue::cities().collect();
    let weight = |id: &str| {
        let city = cities.iter().find(|city| city.id == id).unwrap();
        u64::from(city.population) * if city.capital { 4 } else { 1 }
    };
    layer(document, "places")
        .children()
        .filter(|node| node.attribute("class") == Some("place"))
        .map(|group| {
            let id = group.attribute("id").unwrap().trim_start_matches("to-");
            let circle = group
                .descendants()
                .find(|node| node.has_tag_name("circle"))
                .unwrap();
            let centre = (number(circle, "cx"), number(circle, "cy"));
            Named {
                weight: weight(id),
                mark: Bounds::around(centre, 3.0),
                name: labels(group).pop().map(|(_, bounds)| bounds),
            }
        })
        .collect()
}

/// No name of a lesser place stands where that of a greater one would: near a greater place without a name a lesser one has
/// none, and no name of a lesser one covers it.
#[test]
fn greater_places_are_named_before_lesser_ones() {
    /// Nearer than this the one could have had the room of the other, px.
    const NEAR_PX: f64 = 40.0;
    for (to, missile, all, named) in [
        ("@cities>500k", "oreshnik", 60, 40),
        ("@cities>20k", "9m729", 3000, 90),
    ] {
        let svg = svg(&[
            "map",
            "--from",
            "kaliningrad",
            "--to",
            to,
            "--missile",
            missile,
            "--extent",
            "europe",
        ]);
        let document = Document::parse(&svg).unwrap();
        let places = places_of(&document);
        let with_name = || places.iter().filter(|place| place.name.is_some());
        assert!(places.len() > all && with_name().count() > named, "{to}");
        for greater in places.iter().filter(|place| place.name.is_none()) {
            let (x, y) = greater.mark.centre();
            let is_in_its_place = |lesser: &&Named| {
                let (right, down) = lesser.mark.centre();
                let covers = lesser.name.is_some_and(|name| name.overlaps(greater.mark));
                lesser.weight < greater.weight && (covers || (right - x).hypot(down - y) < NEAR_PX)
            };
            assert!(
                !with_name().any(|lesser| is_in_its_place(&lesser)),
                "{to}: {}",
                greater.weight
            );
        }
    }
}

/// Places that are asked for one by one have their names, however narrow the map and near their neighbours.
#[test]
fn places_asked_for_by_name_are_named() {
    let names = [
        "Bonn",
        "Cologne",
        "Düsseldorf",
        "Essen",
        "Dortmund",
        "Duisburg",
        "Frome",
    ];
    let places = names.iter().flat_map(|name| ["--to", name]);
    for size in ["900x", "360x"] {
        let arguments: Vec<&str> = [
            "map",
            "kaliningrad",
            "--missile",
            "9m729",
            "--to",
            "@capitals",
        ]
        .into_iter()
        .chain(places.clone())
        .chain(["--size", size])
        .collect();
        let page = svg(&arguments);
        let document = Document::parse(&page).unwrap();
        let written = labels(layer(&document, "places"));
        for name in names {
            assert!(
                written.iter().any(|(words, _)| words == name),
                "{name} at {size}: {written:?}"
            );
        }
    }
}

/// With two missiles the legend says which reach, and has lines for those that have one in view.
#[test]
fn two_missiles_are_told_apart() {
    let page = svg(&[
        "map",
        "kaliningrad",
        "--missile",
        "iskander-m",
        "--missile",
        "oreshnik",
        "--to",
        "@capitals",
    ]);
    let document = Document::parse(&page).unwrap();
    let legend = labels(layer(&document, "legend"));
    let legend: Vec<&str> = legend.iter().map(|(words, _)| words.as_str()).collect();
    let has = |start: &str| legend.iter().any(|words| words.starts_with(start));
    for wanted in [
        "9M723 (Iskander-M)",
        "within reach of 9M723 and Oreshnik (",
        "within reach of Oreshnik (",
        "±60 km",
    ] {
        assert!(has(wanted), "{wanted}: {legend:?}");
    }
    assert!(!has("Oreshnik"), "its lines are outside: {legend:?}");
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
    let rings = lines_of_rings(&document);
    assert_eq!(rings.len(), 3);
    let mut radii_px = Vec::new();
    // A label takes the lowest point of a small ring away.
    let centre = Bounds::of(rings[2].iter().copied()).centre();
    for ring in &rings {
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
    let mut points = Vec::new();
    for part in data.split('M').filter(|part| !part.is_empty()) {
        let spaced = part.replace('-', " -").replace(['l', 'z'], " ");
        let mut numbers = spaced
            .split_whitespace()
            .map(|word| word.parse::<f64>().unwrap());
        let mut at = (0.0, 0.0);
        while let (Some(right), Some(down)) = (numbers.next(), numbers.next()) {
            at = (at.0 + right, at.1 + down);
            points.push(at);
        }
    }
    points
}

/// A label stands in a gap of its ring: the line goes up to it and not below it.
/// The points of each line of a ring.
fn lines_of_rings(document: &Document<'_>) -> Vec<Vec<Point>> {
    let rings = layer(document, "rings").children();
    let drawn = rings.filter_map(|node| node.attribute("d"));
    drawn.map(points_of_path).collect()
}

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
    let rings = lines_of_rings(&document);
    let labels = labels(layer(&document, "ring-labels"));
    assert_eq!(
        labels
            .iter()
            .map(|(words, _)| words.as_str())
            .collect::<Vec<_>>(),
        ["500 km", "1,000 km", "5,500 km"]
    );
    for (ring, (words, bounds)) in rings.iter().zip(&labels) {
        let centre = bounds.centre();
        let reach = 0.5 * (bounds.right - bounds.left).hypot(bounds.bottom - bounds.top);
        let is_near = |at: &&Point| (at.0 - centre.0).hypot(at.1 - centre.1) < reach + 8.0;
        assert!(
            ring.iter().filter(is_near).count() > 1,
            "{words} is off its ring"
        );
        let is_below = |at: &Point| bounds.overlaps(Bounds::around(*at, 0.5));
        assert!(!ring.iter().any(is_below), "the line goes on below {words}");
    }
}

/// A label that touches two lines would seem to be of the wrong one.
#[test]
fn claim_labels_touch_their_own_line_alone() {
    for missile in ["iskander-m", "9m729"] {
        let document = svg(&[
            "map",
            "--from",
            "kapustin-yar",
            "--to",
            "@capitals",
            "--missile",
            missile,
        ]);
        let document = Document::parse(&document).unwrap();
        let rings = lines_of_rings(&document);
        let labels = labels(layer(&document, "ring-labels"));
        assert!(labels.len() > 1 && rings.len() > 1);
        for (words, bounds) in &labels {
            let touches = |at: &Point| bounds.overlaps(Bounds::around(*at, 1.0));
            let touched = rings.iter().filter(|ring| ring.iter().any(touches));
            assert!(touched.count() <= 1, "{missile}: {words}");
        }
    }
}

/// Circles about marks, the attribute, the legend and the text for screen readers name the same uncertain places.
#[test]
fn uncertain_places_are_counted_as_they_are_drawn() {
    let text = svg(&[
        "map",
        "--from",
        "kaliningrad",
        "--to",
        "@capitals",
        "--missile",
        "9m729",
    ]);
    let drawn = text.matches(r#"class="doubt""#).count();
    assert!(drawn > 0);
    assert_eq!(text.matches(r#"data-reach="uncertain""#).count(), drawn);
    let counted = if drawn == 1 {
        "(1 place)".to_owned()
    } else {
        format!("({drawn} places)")
    };
    let legend = "uncertain: the edge is within the error of the places ";
    assert!(text.contains(&format!("{legend}{counted}")));
    let (_, named) = text.split_once("Uncertain: ").unwrap();
    let named = named.split(". ").next().unwrap().split('<').next().unwrap();
    assert_eq!(named.split(", ").count(), drawn, "{named}");
}

fn count_of(svg: &str, class: &str) -> usize {
    svg.matches(&format!("class=\"{class}\"")).count()
}

#[test]
fn a_larger_sheet_names_no_fewer_places() {
    let named = |size: &str| {
        let page = svg(&[
            "map",
            "kaliningrad",
            "@capitals",
            "--missile",
            "oreshnik",
            "--size",
            size,
        ]);
        count_of(&page, "name")
    };
    let counts = ["600x400", "900x600", "1800x1200", "3600x2400"].map(named);
    assert!(counts.is_sorted(), "{counts:?}");
    // All 50 capitals and the origin.
    assert_eq!(counts[3], 51);
}

/// Of a crowd in one corner the greatest towns are named first.
#[test]
fn the_greatest_towns_of_a_country_are_named() {
    let page = svg(&["map", "luga", "@country:FI", "--missile", "iskander-m"]);
    let document = Document::parse(&page).unwrap();
    let written = labels(document.root_element());
    for town in ["Helsinki", "Espoo", "Tampere", "Turku", "Oulu"] {
        assert!(written.iter().any(|(words, _)| words == town), "{town}");
    }
}

/// Sites that have closed are marked, and begin no range.
#[test]
fn closed_sites_begin_no_range() {
    let of = |from: &str| svg(&["map", from, "@capitals", "--missile", "9m729"]);
    let count = |page: &str, reach: &str| page.matches(&format!("data-reach=\"{reach}\"")).count();
    let mixed = svg(&[
        "map",
        "--from",
        "postavy",
        "--from",
        "krichev",
        "--to",
        "@capitals",
        "--missile",
        "9m729",
    ]);
    for reach in ["within", "disputed", "beyond"] {
        assert_eq!(
            count(&mixed, reach),
            count(&of("krichev"), reach),
            "{reach}"
        );
    }
    assert!(mixed.contains("The closed site is marked; no range begins there."));
    // By itself it is what was asked for.
    assert!(count(&of("postavy"), "within") > 0);
}

#[test]
fn alternative_texts_are_in_the_language_of_the_map() {
    let page = svg(&[
        "map",
        "kaliningrad",
        "@nato",
        "--missile",
        "9m729",
        "--lang",
        "de",
    ]);
    let document = Document::parse(&page).unwrap();
    let told = document
        .descendants()
        .find(|node| node.has_tag_name("desc"))
        .and_then(|node| node.text())
        .unwrap();
    assert!(
        told.starts_with("Karte. ") && told.contains("Linien: "),
        "{told}"
    );
    for english in ["Map.", "Lines", "claim", "within", " more", "uncertain"] {
        assert!(!told.contains(english), "{english}: {told}");
    }
}
