//! The index of names: every spelling of every city, site, missile, country and band set, folded, with its bearer.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::catalogue::bearer::{KINDS, NameKind, Table};
use crate::check::Tables;
use crate::names::fold::{fold, fold_with_digraphs, without_bracket};
use crate::treaty::bands::BandSet;

/// A folded name and its bearer.
type Entry = (String, Table, usize, NameKind);

/// The index as Rust source: columns, because the compiler takes ten times as long for as many structs.
pub fn statics(tables: &Tables, sets: &[BandSet]) -> String {
    let entries = entries(tables, sets);
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
    let sets: Vec<[&str; 2]> = sets
        .iter()
        .map(|set| [set.id.as_ref(), set.title.as_ref()])
        .collect();
    let set_count = sets.len();
    format!(
        "static NAME_TEXTS: &str = {texts:?};\n\
         static NAME_STARTS: [u32; {ends}] = [{starts}];\n\
         static NAME_ROWS: [u16; {count}] = [{rows}];\n\
         static NAME_KINDS: [u8; {count}] = [{kinds}];\n\
         pub(super) static BAND_SETS: [[&str; 2]; {set_count}] = {sets:?};\n"
    )
}

fn add(list: &mut String, number: usize) {
    write!(list, "{number},").expect("a text can be written to");
}

/// The entries sorted by name, table and row. Each name appears once per row of a table, with its best kind.
fn entries(tables: &Tables, sets: &[BandSet]) -> Vec<Entry> {
    let mut index = Index::default();
    for (row, city) in tables.cities.iter().enumerate() {
        index.add_row(Table::City, row, [city.id, city.name, city.spellings]);
        // `Halle (Saale)` is called Halle.
        index.add(without_bracket(city.name), Table::City, row, NameKind::Name);
    }
    let rows: HashMap<&str, usize> = tables.cities.iter().map(|city| city.id).zip(0..).collect();
    index.add_lines(&tables.city_names, Table::City, &rows);
    for (row, site) in tables.sites.iter().enumerate() {
        index.add_row(Table::Site, row, [site.id, site.name, site.aliases]);
        index.add(without_bracket(site.name), Table::Site, row, NameKind::Name);
        index.add(&site.label(), Table::Site, row, NameKind::Name);
    }
    for (row, missile) in tables.missiles.iter().enumerate() {
        let texts = [missile.id, missile.name, missile.aliases];
        index.add_row(Table::Missile, row, texts);
    }
    for (row, country) in tables.countries.iter().enumerate() {
        let texts = [country.iso2, country.name, country.spellings];
        index.add_row(Table::Country, row, texts);
    }
    let countries = tables.countries.iter().map(|country| country.iso2);
    let rows: HashMap<&str, usize> = countries.zip(0..).collect();
    index.add_lines(&tables.country_names, Table::Country, &rows);
    for (row, set) in sets.iter().enumerate() {
        index.add_row(Table::BandSet, row, [&set.id, &set.title, ""]);
    }
    let mut entries = index.0;
    entries.sort_unstable();
    entries.dedup_by(|later, first| (&later.0, later.1, later.2) == (&first.0, first.1, first.2));
    entries
}

#[derive(Default)]
struct Index(Vec<Entry>);

impl Index {
    fn add(&mut self, name: &str, table: Table, row: usize, kind: NameKind) {
        let folds = [Some(fold(name)), fold_with_digraphs(name)];
        let filled = folds.into_iter().flatten().filter(|name| !name.is_empty());
        self.0.extend(filled.map(|name| (name, table, row, kind)));
    }

    fn add_row(&mut self, table: Table, row: usize, [id, name, spellings]: [&str; 3]) {
        self.add(id, table, row, NameKind::Id);
        self.add(name, table, row, NameKind::Name);
        for spelling in spellings.split('|') {
            self.add(spelling, table, row, NameKind::Spelling);
        }
    }

    /// Adds names in other languages, from lines that begin with the key of a row.
    fn add_lines(&mut self, lines: &[Vec<&str>], table: Table, rows: &HashMap<&str, usize>) {
        for line in lines {
            for name in &line[1..] {
                self.add(name, table, rows[line[0]], NameKind::Spelling);
            }
        }
    }
}
