//! The tables of keys in `docs/scenario.md`, checked against the keys that the reader knows.

use super::keys::{self, entries};
use super::output::OutputCode;
use crate::key::{Entry, Takes};

/// The line before each table of the guide, and the table.
fn tables() -> Vec<(String, String)> {
    let heading = |text: &str, keys: Vec<&'static Entry>| (text.to_owned(), table(&keys));
    let mut tables = vec![
        heading("## The file", keys::file()),
        heading("### `[[leg]]`", entries(keys::LEG)),
        heading("### `[[place]]`", entries(keys::PLACE)),
        heading("### `[[system]]`", entries(keys::SYSTEM)),
        heading("### `[[band]]`", entries(keys::BAND)),
        heading("### `[[output]]`", entries(keys::OUTPUT)),
    ];
    for kind in OutputCode::ALL {
        tables.push(heading(
            &format!("Of kind `{kind}` "),
            keys::of_output(kind),
        ));
    }
    tables
}

fn table(keys: &[&Entry]) -> String {
    let row = |key: &&Entry| {
        let needed = if key.is_required { " (needed)" } else { "" };
        let default = key.default.map_or(String::new(), |json| {
            let toml = json.replace("\": ", " = ").replace('"', "");
            format!(" Default: `{toml}`.")
        });
        let Entry { name, about, .. } = key;
        format!(
            "| `{name}`{needed} | {} | {about}{default} |\n",
            takes(key.takes)
        )
    };
    let rows: String = keys.iter().map(row).collect();
    format!("| key | takes | meaning |\n|---|---|---|\n{rows}")
}

fn takes(takes: Takes) -> String {
    let codes = |names: Vec<&str>| {
        let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        quoted.join(", ")
    };
    match takes {
        Takes::Text => "text".to_owned(),
        Takes::Texts => "text or list".to_owned(),
        Takes::TextOf(forms) | Takes::OneOf(forms) => codes(forms()),
        Takes::TextsOf(forms) => format!("{}, or a list", codes(forms())),
        Takes::Flag => codes(vec!["true", "false"]),
        Takes::Flags => "flag or list".to_owned(),
        Takes::Number => "number".to_owned(),
        Takes::Sweep => "sweep".to_owned(),
        Takes::IntervalSweep => "interval or sweep".to_owned(),
        Takes::Date => "date".to_owned(),
        Takes::Tables(_) | Takes::Outputs => "tables".to_owned(),
    }
}

#[test]
fn the_guide_has_every_key() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/scenario.md");
    let old = std::fs::read_to_string(path).unwrap();
    let mut guide = old.clone();
    for (heading, table) in tables() {
        let found = guide.find(&format!("\n{heading}"));
        let start = found.unwrap_or_else(|| panic!("docs/scenario.md has no {heading:?}"));
        let start = start + guide[start..].find("| key |").unwrap();
        let end = start + guide[start..].find("\n\n").unwrap() + 1;
        guide.replace_range(start..end, &table);
    }
    if std::env::var_os("ARCMINUTE_ACCEPT").is_some() {
        std::fs::write(path, &guide).unwrap();
    } else {
        assert!(guide == old, "ARCMINUTE_ACCEPT=1 writes the tables of keys");
    }
}
