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
