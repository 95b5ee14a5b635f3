//! Pictures as they were reviewed, in every format.

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

/// A PDF for the press: as wide as asked, in points, with title, language and one figure that has a description.
#[test]
fn pdfs_have_size_title_language_and_structure() {
    let told = arcminute(&[
        "map",
        "kaliningrad",
        "@capitals",
        "--missile",
        "9m729",
        "--lang",
        "de",
        "--size",
        "96mm",
        "--theme",
        "print",
        "--format",
        "pdf",
        "-o",
        "-",
    ]);
    assert!(told.status.success());
    let page = String::from_utf8_lossy(&told.stdout).into_owned();
    for wanted in [
        "/Lang (de)",
        "/MarkInfo << /Marked true >>",
        "/DisplayDocTitle true",
        "/StructTreeRoot",
        "/S /Figure",
        "/Alt <FEFF",
        "/Title <FEFF",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    let (_, after) = page.split_once("/MediaBox [").unwrap();
    let (sides, _) = after.split_once(']').unwrap();
    let width_pt: f64 = sides.split_whitespace().nth(2).unwrap().parse().unwrap();
    // 72 points to 25.4 mm, to a quarter of a point.
    assert!((width_pt - 96.0 / 25.4 * 72.0).abs() < 0.25, "{sides}");
}
