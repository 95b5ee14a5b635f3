//! What tests of pictures share: running the program, reading the SVG that it writes, comparing with reviewed pictures.

// Each program of tests uses a part of it.
#![allow(dead_code, unused_imports)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use roxmltree::{Document, Node};

mod bounds;

use bounds::text_bounds;
pub use bounds::{Bounds, Point};

/// Runs the program.
pub fn arcminute(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_arcminute"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// The SVG that the program writes to standard output.
pub fn svg(arguments: &[&str]) -> String {
    let output = arcminute(arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("SVG is UTF-8")
}

/// An attribute as a number.
pub fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name)
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| panic!("{name} of {node:?}"))
}

/// The texts of a document, or of a part of it, with their rectangles.
pub fn labels(document: Node<'_, '_>) -> Vec<(String, Bounds)> {
    let texts = document
        .descendants()
        .filter(|node| node.has_tag_name("text") && node.attribute("class") != Some("halo"));
    texts
        .map(|node| {
            let words = node
                .children()
                .filter(Node::is_text)
                .filter_map(|child| child.text())
                .collect::<String>();
            let shift = match node.attribute("text-anchor") {
                Some("middle") => -0.5,
                Some("end") => -1.0,
                _ => 0.0,
            };
            let start = (number(node, "x"), number(node, "y"));
            let is_bold = node.attribute("font-weight") == Some("bold");
            let spacing_px = node
                .attribute("letter-spacing")
                .map_or(0.0, |spacing| spacing.parse().unwrap());
            let bounds = text_bounds(&words, start, number(node, "font-size"), is_bold, shift);
            let more_px = spacing_px * words.chars().count() as f64;
            let bounds = bounds.wider((shift * more_px, (1.0 + shift) * more_px));
            (words, bounds)
        })
        .collect()
}

/// Checks that a document is well-formed, says what it is, and has layers, unique ids and short numbers.
pub fn assert_sound(name: &str, svg: &str) {
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}"));
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"), "{name}");
    let [title, description] =
        ["title", "desc"].map(|tag| root.children().find(|node| node.has_tag_name(tag)));
    assert!(
        title
            .and_then(|node| node.text())
            .is_some_and(|text| text.len() > 10),
        "{name}"
    );
    assert!(
        description
            .and_then(|node| node.text())
            .is_some_and(|text| text.len() > 30),
        "{name}"
    );
    let [width, height] = ["width", "height"].map(|name| number(root, name));
    assert_eq!(
        root.attribute("viewBox"),
        Some(format!("0 0 {width} {height}").as_str()),
        "{name}: a unit is a px"
    );
    let layers: Vec<&str> = root
        .children()
        .filter(|node| node.has_tag_name("g"))
        .filter_map(|node| node.attribute("id"))
        .collect();
    assert!(layers.len() >= 6, "{name}: {layers:?}");
    let mut ids: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    ids.sort_unstable();
    assert!(
        ids.windows(2).all(|pair| pair[0] != pair[1]),
        "{name}: {ids:?}"
    );
    for node in document.descendants() {
        for reference in node
            .attributes()
            .filter_map(|attribute| attribute.value().strip_prefix("url(#"))
        {
            assert!(
                ids.contains(&reference.trim_end_matches(')')),
                "{name}: {reference}"
            );
        }
        for attribute in node.attributes() {
            let has_long_number = attribute.value().split([' ', ',', '(', ')']).any(|word| {
                word.parse::<f64>().is_ok()
                    && word
                        .split_once('.')
                        .is_some_and(|(_, digits)| digits.len() > 2)
            });
            assert!(!has_long_number, "{name}: {attribute:?}");
        }
    }
    assert!(svg.contains("arcminute "), "{name}: no credit");
    // The metadata before it have the command, which may ask for bands of the INF Treaty.
    let drawn = svg
        .split_once("</metadata>")
        .map_or(svg, |(_, drawn)| drawn);
    assert!(!drawn.contains("NaN") && !drawn.contains("inf "), "{name}");
}

/// Checks that no label leaves the picture or overlaps another; says how many there are.
pub fn assert_labels_clear(name: &str, document: &Document<'_>) -> usize {
    let root = document.root_element();
    let page = Bounds::of([(0.0, 0.0), (number(root, "width"), number(root, "height"))]);
    let labels = labels(root);
    for (at, (words, frame)) in labels.iter().enumerate() {
        assert!(
            page.holds(*frame),
            "{name}: {words:?} leaves the picture: {frame:?}"
        );
        for (other_words, other) in &labels[at + 1..] {
            assert!(
                !frame.overlaps(*other),
                "{name}: {words:?} overlaps {other_words:?}"
            );
        }
    }
    labels.len()
}

/// Checks that the theme for print has greys alone.
pub fn assert_grey(name: &str, svg: &str) {
    let document = Document::parse(svg).unwrap();
    for value in document
        .descendants()
        .flat_map(|node| node.attributes())
        .map(|attribute| attribute.value())
    {
        if let Some(hex) = value.strip_prefix('#') {
            assert!(
                hex[0..2] == hex[2..4] && hex[2..4] == hex[4..6],
                "{name}: {value}"
            );
        }
    }
}

/// Checks that each command is refused with status 2 and a message, and writes nothing. `FILE` in an argument stands
/// for a folder that must stay empty.
pub fn assert_refused(cases: &[(&[&str], &str)]) {
    let folder = tempfile::tempdir().unwrap();
    let path = format!("{}/", folder.path().display());
    for (arguments, message) in cases {
        let arguments: Vec<String> = arguments
            .iter()
            .map(|argument| argument.replace("FILE/", &path))
            .collect();
        let output = arcminute(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(message), "{arguments:?}: {stderr}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        0,
        "a file was left"
    );
}

/// A picture whose pixels differ on average by more than this, of 255, has changed. Rounding of curves between
/// processors stays below a tenth of it.
pub const MEAN_DIFFERENCE: f64 = 0.5;

/// Compares with a picture that was looked at; `ARCMINUTE_ACCEPT=1` stores the new one to be looked at.
#[cfg(feature = "pictures")]
pub fn compare(name: &str, arguments: &[&str]) {
    if crate::packaged() {
        return;
    }
    let stored: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(name);
    let output = arcminute(&[arguments, &["--format", "png"]].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    if std::env::var_os("ARCMINUTE_ACCEPT").is_some() {
        std::fs::write(&stored, &output.stdout).unwrap();
    }
    let old = std::fs::read(&stored).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mean = mean_difference(name, &output.stdout, &old);
    assert!(
        mean < MEAN_DIFFERENCE,
        "{name} differs by {mean:.3} of 255 on average: look at it"
    );
}

/// An SVG document as a PNG file, in the embedded fonts.
#[cfg(feature = "pictures")]
pub fn png(svg: &str) -> Vec<u8> {
    use resvg::usvg::{Options, Tree};
    let mut options = Options {
        font_family: "DejaVu Sans".to_owned(),
        ..Options::default()
    };
    for file in [dejavu::sans::regular(), dejavu::sans::bold()] {
        options.fontdb_mut().load_font_data(file.to_vec());
    }
    let tree = Tree::from_str(svg, &options).expect("SVG");
    let size = tree.size().to_int_size();
    let mut pixels = resvg::tiny_skia::Pixmap::new(size.width(), size.height()).expect("an area");
    resvg::render(
        &tree,
        resvg::tiny_skia::Transform::identity(),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().expect("PNG")
}

/// How much the pixels of two PNG files of one size differ on average, of 255.
#[cfg(feature = "pictures")]
pub fn mean_difference(name: &str, new: &[u8], old: &[u8]) -> f64 {
    let [new, old] = [new, old].map(|file| resvg::tiny_skia::Pixmap::decode_png(file).unwrap());
    assert_eq!(
        (new.width(), new.height()),
        (old.width(), old.height()),
        "{name}"
    );
    let pairs = new.data().iter().zip(old.data());
    let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / new.data().len() as f64
}
