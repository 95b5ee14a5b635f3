//! Charts as files: well-formed, alike every time, with labels that do not overlap and values in their places, and
//! pictures as they were reviewed.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use arcminute::svg::{Anchor, Colour, Frame, Point, TextStyle, UNITS_PER_PX, text_frame};
use roxmltree::{Document, Node};

fn arcminute(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_arcminute")).args(arguments).output().expect("the program runs")
}

fn svg(arguments: &[&str]) -> String {
    let output = arcminute(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("SVG is UTF-8")
}

const TIME_RANGE: &[&str] = &["plot", "time-range"];
const SYSTEMS: &[&str] = &["plot", "time-range", "--missile", "pershing-ii", "--missile", "9m729"];
const PROFILE: &[&str] = &["plot", "profile", "48.57,45.75", "52.52,13.405"];
const LONG_PROFILE: &[&str] = &["plot", "profile", "62.9,40.6", "35,-120", "--units", "nmi"];
const WARNING: &[&str] = &[
    "plot",
    "warning",
    "54.71,20.51",
    "52.52,13.405",
    "--to",
    "54.6,25.3",
    "--to",
    "40.4,-3.7",
    "--to",
    "52.23,21.01",
];
const LATE: &[&str] = &["plot", "warning", "54.71,20.51", "54.6,25.3", "--delay-s", "300,420,900"];

const ALL: [&[&str]; 6] = [TIME_RANGE, SYSTEMS, PROFILE, LONG_PROFILE, WARNING, LATE];

/// Each chart in each theme, at its usual size, small, and large.
fn for_each_chart(mut check: impl FnMut(&str, &str)) {
    for chart in ALL {
        for theme in ["light", "dark", "print"] {
            for size in [None, Some("600x560"), Some("1800x1400")] {
                let mut arguments = [chart, &["--theme", theme]].concat();
                arguments.extend(size.iter().flat_map(|size| ["--size", size]));
                check(&arguments.join(" "), &svg(&arguments));
            }
        }
    }
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{name} of {node:?}"))
}

/// The texts of a document with their rectangles, px.
fn labels(document: &Document<'_>) -> Vec<(String, Frame)> {
    let px = |node, name| number(node, name) / f64::from(UNITS_PER_PX);
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts
        .map(|node| {
            let words = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect::<String>();
            let mut style =
                TextStyle::new(px(node, "font-size"), Colour::hex(0)).anchored(match node.attribute("text-anchor") {
                    Some("middle") => Anchor::Middle,
                    Some("end") => Anchor::End,
                    _ => Anchor::Start,
                });
            if node.attribute("font-weight") == Some("bold") {
                style = style.bold();
            }
            let frame = text_frame(Point::new(px(node, "x"), px(node, "y")), &words, &style);
            (words, frame)
        })
        .collect()
}

#[test]
fn documents_are_well_formed_and_say_what_they_are() {
    for_each_chart(|name, svg| {
        let document = Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        let [title, description] = ["title", "desc"].map(|tag| root.children().find(|node| node.has_tag_name(tag)));
        assert!(title.and_then(|node| node.text()).is_some_and(|text| text.len() > 10), "{name}");
        assert!(description.and_then(|node| node.text()).is_some_and(|text| text.len() > 30), "{name}");
        assert!(
            (number(root, "width") * f64::from(UNITS_PER_PX)).to_string()
                == root.attribute("viewBox").unwrap().split(' ').nth(2).unwrap()
        );
        let layers: Vec<&str> =
            root.children().filter(|node| node.has_tag_name("g")).filter_map(|node| node.attribute("id")).collect();
        assert!(layers.len() >= 6, "{name}: {layers:?}");
        let mut ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{name}: {ids:?}");
        for node in document.descendants() {
            for reference in node.attributes().filter_map(|it| it.value().strip_prefix("url(#")) {
                assert!(ids.contains(&reference.trim_end_matches(')')), "{name}: {reference}");
            }
            for attribute in node.attributes() {
                let has_long_number = attribute.value().split([' ', ',', '(', ')']).any(|word| {
                    word.parse::<f64>().is_ok() && word.split_once('.').is_some_and(|(_, digits)| digits.len() > 2)
                });
                assert!(!has_long_number, "{name}: {attribute:?}");
            }
        }
        assert!(svg.contains("arcminute "), "{name}: no credit");
        assert!(!svg.contains("NaN") && !svg.contains("inf "), "{name}");
    });
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for chart in ALL {
        assert_eq!(svg(chart), svg(chart), "{chart:?}");
    }
}

#[test]
fn labels_neither_overlap_nor_leave_the_picture() {
    for_each_chart(|name, svg| {
        let document = Document::parse(svg).unwrap();
        let root = document.root_element();
        let page = Frame::new(0.0, 0.0, number(root, "width"), number(root, "height"));
        let labels = labels(&document);
        assert!(labels.len() > 12, "{name}: {}", labels.len());
        for (at, (words, frame)) in labels.iter().enumerate() {
            assert!(page.holds(*frame), "{name}: {words:?} leaves the picture: {frame:?}");
            for (other_words, other) in &labels[at + 1..] {
                assert!(!frame.overlaps(*other), "{name}: {words:?} overlaps {other_words:?}");
            }
        }
    });
}

/// The grid lines of a chart are at equal steps where the axis has equal values, and the marks stand at them.
#[test]
fn marks_stand_where_their_values_are() {
    let document = svg(TIME_RANGE);
    let document = Document::parse(&document).unwrap();
    let layer = |id: &str| document.descendants().find(|node| node.attribute("id") == Some(id)).unwrap();
    let marks: Vec<(f64, f64)> = layer("axes")
        .children()
        .filter(|node| node.attribute("text-anchor") == Some("middle"))
        .filter_map(|node| Some((node.text()?.replace(',', "").parse().ok()?, number(node, "x"))))
        .collect();
    assert!(marks.len() >= 7, "{marks:?}");
    let (zero, full) = (marks[0], *marks.iter().find(|(km, _)| (*km - 6000.0).abs() < 1e-9).unwrap());
    for (km, x) in &marks {
        let expected = zero.1 + (full.1 - zero.1) * km / 6000.0;
        assert!((x - expected).abs() <= 1.0, "{km} km at {x}, not {expected}");
    }
    // A reported flight: Hwasong-12, 29 August 2017, 2,700 km in 14 min (data/test_flights.csv).
    let dot = layer("test-flights")
        .descendants()
        .filter(|node| node.has_tag_name("circle"))
        .find(|node| node.descendants().any(|it| it.text().is_some_and(|text| text.contains("2017-08-29"))))
        .unwrap();
    assert!((number(dot, "cx") - zero.1 - (full.1 - zero.1) * 0.45).abs() <= 1.0);
    let time = |label: &str| {
        let node = layer("axes").children().find(|node| node.text() == Some(label)).unwrap();
        number(node, "y")
    };
    let (ten, thirty) = (time("10 min"), time("30 min"));
    let expected = ten + (thirty - ten) * (14.0_f64 / 10.0).ln() / 3.0_f64.ln();
    // Marks are set by their baselines, half a digit below their values.
    let below = ten - number_of_line_near(layer("grid"), ten);
    assert!((number(dot, "cy") - (expected - below)).abs() <= 2.0);
}

/// The y of the horizontal grid line nearest to a height.
fn number_of_line_near(grid: Node<'_, '_>, y: f64) -> f64 {
    let lines =
        grid.children().filter(|node| node.has_tag_name("line") && node.attribute("y1") == node.attribute("y2"));
    lines.map(|node| number(node, "y1")).min_by(|a, b| (a - y).abs().total_cmp(&(b - y).abs())).unwrap()
}

/// The scales of a profile are equal: 500 km along the ground are as many px as 500 km up.
#[test]
fn profiles_have_equal_scales() {
    let document = svg(PROFILE);
    let document = Document::parse(&document).unwrap();
    let axes = document.descendants().find(|node| node.attribute("id") == Some("axes")).unwrap();
    let mark = |label: &str, anchor: &str, name: &str| {
        let is_it = |node: &Node<'_, '_>| node.text() == Some(label) && node.attribute("text-anchor") == Some(anchor);
        number(axes.children().find(is_it).unwrap(), name)
    };
    let across = mark("1,000", "middle", "x") - mark("0", "middle", "x");
    let up = mark("0", "end", "y") - mark("1,000", "end", "y");
    assert!((across - up).abs() <= 2.0, "{across} {up}");
}

#[test]
fn print_holds_in_grey() {
    for chart in ALL {
        let svg = svg(&[chart, &["--theme", "print"]].concat());
        let document = Document::parse(&svg).unwrap();
        for value in document.descendants().flat_map(|node| node.attributes()).map(|it| it.value()) {
            if let Some(hex) = value.strip_prefix('#') {
                assert!(hex[0..2] == hex[2..4] && hex[2..4] == hex[4..6], "{chart:?}: {value}");
            }
        }
    }
}

#[test]
fn bad_input_is_refused_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (gif, none, good) = (file("a.gif"), file("a"), file("a.svg"));
    let cases: [(&[&str], &str); 16] = [
        (&["plot", "time-range", "-o", &gif], ".svg, .png or .pdf"),
        (&["plot", "time-range", "-o", &none], ".svg, .png or .pdf"),
        (&["plot", "time-range", "--format", "gif", "-o", &good], "svg, png or pdf"),
        (&["plot", "time-range", "--size", "0x0", "-o", &good], "300"),
        (&["plot", "time-range", "--size", "900", "-o", &good], "WIDTHxHEIGHT"),
        (&["plot", "time-range", "--size", "300x300", "-o", &good], "px or more"),
        (&["plot", "time-range", "--theme", "sepia", "-o", &good], "light, dark or print"),
        (&["plot", "time-range", "--max-km", "NaN", "-o", &good], "greatest range"),
        (&["plot", "time-range", "--max-km", "-5", "-o", &good], "greatest range"),
        (&["plot", "time-range", "--delay-s", "1,2,3", "-o", &good], "--delay-s"),
        (&["plot", "time-range", "--missile", "none", "-o", &good], "1 to 5 systems"),
        (&["plot", "profile", "54,20", "54,20", "-o", &good], "no ballistic arc"),
        (&["plot", "profile", "54,20", "52,13", "--angle", "95", "-o", &good], "launch angle"),
        (&["plot", "profile", "54,20", "52,13", "--angle", "89.9", "-o", &good], "launch angle"),
        (&["plot", "warning", "54,20", "54,20", "-o", &good], "nothing to draw"),
        (&["plot", "warning", "54,20", "52,13", "--missile", "none", "-o", &good], "nothing to draw"),
    ];
    for (arguments, message) in cases {
        let output = arcminute(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(message), "{arguments:?}: {stderr}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a file was left");
}

#[cfg(feature = "pictures")]
mod pictures {
    use super::{LATE, LONG_PROFILE, Path, PathBuf, TIME_RANGE, arcminute};
    use resvg::tiny_skia::Pixmap;

    /// A picture whose pixels differ on average by more than this, of 255, has changed. Rounding of curves between
    /// processors stays below a tenth of it.
    const MEAN_DIFFERENCE: f64 = 0.5;

    /// Compares with a picture that was looked at; `ARCMINUTE_ACCEPT=1` stores the new one to be looked at.
    fn compare(name: &str, arguments: &[&str]) {
        let stored: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
        let output = arcminute(&[arguments, &["--format", "png"]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        if std::env::var_os("ARCMINUTE_ACCEPT").is_some() {
            std::fs::write(&stored, &output.stdout).unwrap();
        }
        let new = Pixmap::decode_png(&output.stdout).unwrap();
        let old = Pixmap::load_png(&stored).unwrap();
        assert_eq!((new.width(), new.height()), (old.width(), old.height()), "{name}");
        let pairs = new.data().iter().zip(old.data());
        let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        let mean = sum as f64 / new.data().len() as f64;
        assert!(mean < MEAN_DIFFERENCE, "{name} differs by {mean:.3} of 255 on average: look at it");
    }

    #[test]
    fn pictures_are_as_they_were_reviewed() {
        compare("time-range-light.png", &[TIME_RANGE, &["--size", "600x440"]].concat());
        compare("profile-dark.png", &[LONG_PROFILE, &["--size", "600x440", "--theme", "dark"]].concat());
        compare("warning-print.png", &[LATE, &["--size", "600x440", "--theme", "print"]].concat());
    }

    #[test]
    fn files_are_what_their_extensions_say() {
        let folder = tempfile::tempdir().unwrap();
        for (name, start) in [("a.svg", b"<svg".as_slice()), ("a.png", b"\x89PNG"), ("a.PDF", b"%PDF")] {
            let file = folder.path().join(name).display().to_string();
            let output = arcminute(&[TIME_RANGE, &["-o", &file]].concat());
            assert!(output.status.success() && output.stdout.is_empty(), "{name}");
            let bytes = std::fs::read(&file).unwrap();
            assert!(bytes.starts_with(start), "{name}");
        }
    }
}
