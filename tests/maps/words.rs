//! Words and names on maps, and their languages.

use super::{BANDS, MISSILE, layer};
use crate::picture::{labels, svg};
use roxmltree::Document;

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

/// Sites and missiles in the letters of the language, quarters of the compass in its words.
#[test]
fn sites_and_missiles_have_their_names_too() {
    for (language, wanted) in [
        ("ru", &["Орешник", "Капустин Яр", "45,75° в. д."][..]),
        ("uk", &["Орешник", "Капустин Яр", "Казань", "45,75° сх. д."]),
        ("de", &["Kapustin Jar", "45,75°O"]),
    ] {
        let page = svg(&[
            "map",
            "kapustin-yar",
            "--missile",
            "oreshnik",
            "--to",
            "Kazan",
            "--lang",
            language,
        ]);
        for wanted in wanted {
            assert!(page.contains(wanted), "{language}: {wanted}");
        }
        assert!(
            !page.contains("President"),
            "{language}: an office in English"
        );
    }
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

/// Names of countries and seas, which keep off all else; where places are many about them.
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
    let document = Document::parse(&crowded).unwrap();
    let written = labels(layer(&document, "geography"));
    assert!(
        written.iter().any(|(words, _)| words == "ALGERIA"),
        "{written:?}"
    );
}
