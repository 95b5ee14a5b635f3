//! The index of names: every spelling of every city, site and missile, folded, with its bearer.

use std::fmt::Write as _;

use crate::catalogue::bearer::{KINDS, NameKind, Table};
use crate::check::Tables;
use crate::names::fold::{fold, fold_with_digraphs};

/// A folded name and what bears it.
type Entry = (String, Table, usize, NameKind);

/// The index as Rust: columns, because the compiler takes ten times as long over as many structs.
pub fn statics(tables: &Tables) -> String {
    let entries = entries(tables);
    let mut texts = String::new();
    let mut starts = String::new();
    let mut rows = String::new();
    let mut kinds = String::new();
    for (name, table, row, kind) in &entries {
        let number = KINDS
            .iter()
            .position(|known| *known == (*table, *kind))
            .expect("the list holds every kind of name");
        add(&mut starts, texts.len());
        add(&mut rows, *row);
        add(&mut kinds, number);
        texts.push_str(name);
    }
    add(&mut starts, texts.len());
    let count = entries.len();
    let ends = count + 1;
    format!(
        "static NAME_TEXTS: &str = {texts:?};\n\
         static NAME_STARTS: [u32; {ends}] = [{starts}];\n\
         static NAME_ROWS: [u16; {count}] = [{rows}];\n\
         static NAME_KINDS: [u8; {count}] = [{kinds}];\n"
    )
}

fn add(list: &mut String, number: usize) {
    write!(list, "{number},").expect("a text can be written to");
}

/// Sorted by name, table and row, and each name once for a row of a table: as its best kind.
fn entries(tables: &Tables) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (row, city) in tables.cities.iter().enumerate() {
        add_names(
            &mut entries,
            Table::City,
            row,
            [city.id, city.name, city.spellings],
        );
        let country = city.country.to_ascii_lowercase();
        entries.extend(
            folds(city.name).map(|folded| (folded + &country, Table::City, row, NameKind::Name)),
        );
    }
    for (row, site) in tables.sites.iter().enumerate() {
        add_names(
            &mut entries,
            Table::Site,
            row,
            [site.id, site.name, site.aliases],
        );
    }
    for (row, missile) in tables.missiles.iter().enumerate() {
        add_names(
            &mut entries,
            Table::Missile,
            row,
            [missile.id, missile.name, missile.aliases],
        );
    }
    entries.sort_unstable();
    entries.dedup_by(|later, first| (&later.0, later.1, later.2) == (&first.0, first.1, first.2));
    entries
}

fn add_names(entries: &mut Vec<Entry>, table: Table, row: usize, [id, name, spellings]: [&str; 3]) {
    let known = [(id, NameKind::Id), (name, NameKind::Name)]
        .into_iter()
        .chain(
            spellings
                .split('|')
                .map(|spelling| (spelling, NameKind::Spelling)),
        );
    for (text, kind) in known {
        entries.extend(folds(text).map(|folded| (folded, table, row, kind)));
    }
}

fn folds(name: &str) -> impl Iterator<Item = String> {
    [Some(fold(name)), fold_with_digraphs(name)]
        .into_iter()
        .flatten()
        .filter(|folded| !folded.is_empty())
}
