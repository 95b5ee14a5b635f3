//! The pages of `docs/` against the lists of the program that they describe.

use std::fs;
use std::path::Path;

use arcminute::caveat::Caveat;

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The sections of a page: title and text.
fn sections(text: &str) -> Vec<(&str, &str)> {
    text.split("\n## ")
        .skip(1)
        .filter_map(|section| section.split_once('\n'))
        .collect()
}

#[test]
fn every_caveat_has_its_section() {
    let text = page("docs/caveats.md");
    let sections = sections(&text);
    let titles: Vec<&str> = sections.iter().map(|(title, _)| *title).collect();
    assert_eq!(titles, Caveat::ALL.map(Caveat::code));
    for ((title, text), caveat) in sections.into_iter().zip(Caveat::ALL) {
        let quoted: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("> "))
            .collect();
        assert_eq!(quoted.join(" "), caveat.sentence(), "{title}");
        for part in ["**When**: ", "**Why**: ", "**What to do**: "] {
            assert!(text.contains(part), "{title} has no {part}");
        }
    }
}

/// Every table of `data/` has its columns on the page, in their order.
#[test]
fn every_column_of_the_data_is_explained() {
    let text = page("docs/data.md");
    for (title, text) in sections(&text)
        .into_iter()
        .filter(|(title, _)| title.contains(".csv"))
    {
        let said: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
            .map(|(name, _)| name)
            .collect();
        let header = page(&format!("data/{title}"))
            .lines()
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(said.join(","), header, "{title}");
    }
}
