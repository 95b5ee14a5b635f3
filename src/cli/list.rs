//! `list`: the tables of the program, and `--where` to narrow them.

mod condition;

use std::cmp::{Ordering, Reverse};

use clap::ValueEnum;

use crate::catalogue::{Country, countries, countries_named, missile, part_of_country};
use crate::export::Format;
use crate::names::fold;
use crate::present::{Block, Document, Grid, GridColumn};
use crate::schema::{Cell, Field, Kind, Record};
use crate::tables::{self, Table};
use crate::{Error, Result, shown};

use super::message::message;
use super::options::OutputArgs;
use super::{Outcome, output};
use condition::{Condition, field_named, has_sign, is_of_countries, is_whole};

/// List sites, cities, missiles, range claims, bands, countries or events of the treaties; caveats and columns with their
/// meaning
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Which table
    #[arg(value_enum)]
    table: Option<Name>,
    /// Only rows of a country, or of which some field holds this text: Russia, Iskander
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    /// Only rows whose field matches: FIELD=VALUE, FIELD!=VALUE, or FIELD>NUMBER, <, >=, <=; may be repeated
    #[arg(long = "where", value_name = "CONDITION")]
    conditions: Vec<String>,
    /// With cities: those elsewhere as well, which are capitals or have 500,000 people or more
    #[arg(long)]
    world: bool,
    /// Only rows of which some field holds this text, in any spelling
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Order of the rows by a field: the least first, or with a minus sign before it the greatest
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    sort: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  arcminute list sites Russia --where kind=base
  arcminute list cities --where 'population>1000000'
  arcminute list cities --world --where country=JP
  arcminute list claims --where missile=9m729 --format csv
  arcminute list missiles --where kind=cruise --sort=-range
  arcminute list missiles --name SS-20";

#[derive(Clone, Copy, ValueEnum)]
enum Name {
    Sites,
    Cities,
    Missiles,
    Claims,
    Bands,
    Countries,
    Events,
    Caveats,
    Columns,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let Some(table) = args.table else {
        let names: Vec<String> = Name::value_variants()
            .iter()
            .filter_map(|name| Some(name.to_possible_value()?.get_name().to_owned()))
            .collect();
        return Err(Error::Usage(format!(
            "no table is given: name one of {}, as in `arcminute list missiles`",
            names.join(", ")
        ))
        .into());
    };
    if args.world && !matches!(table, Name::Cities) {
        return Err(Error::Usage(
            "--world is for cities: write `arcminute list cities --world`".to_owned(),
        )
        .into());
    }
    match table {
        Name::Sites => list(args, &tables::SITES, None),
        Name::Cities if args.world => list(args, &tables::WORLD_CITIES, None),
        Name::Cities => list(args, &tables::CITIES, Some(&tables::WORLD_CITIES)),
        Name::Missiles => list(args, &tables::MISSILES, None),
        Name::Claims => list(args, &tables::CLAIMS, None),
        Name::Bands => list(args, &tables::BANDS, None),
        Name::Countries => list(args, &tables::COUNTRIES, None),
        Name::Events => list(args, &tables::EVENTS, None),
        Name::Caveats => list(args, &tables::CAVEATS, None),
        Name::Columns => list(args, &tables::ROW_COLUMNS, None),
    }?;
    Ok(Outcome::Done)
}

/// Prints the rows that are asked for; `wider` is a table of more rows, for those that find none here.
fn list<R: Record>(args: &Args, table: &Table<R>, wider: Option<&Table<R>>) -> Result<()> {
    let fields = table.fields;
    refuse_bare_condition(&args.words, fields)?;
    let conditions = args
        .conditions
        .iter()
        .map(|text| Condition::parse(text, fields))
        .collect::<Result<Vec<_>>>()?;
    let texts = args.name.iter().map(|text| Wanted::Text(fold(text)));
    let words = args.words.iter().map(|word| wanted(word, fields));
    let texts: Vec<Wanted> = texts.chain(words).collect();
    let holds = |cell: Cell<'_>, wanted: &str| {
        let members = cell.members();
        fold(&cell.to_text()).contains(wanted)
            || members.iter().any(|member| fold(member).contains(wanted))
    };
    let holds_text = |row: &R::Of<'static>, wanted: &Wanted| match wanted {
        Wanted::Text(text) => fields.iter().any(|field| holds((field.value)(row), text)),
        Wanted::Value(places, value) => {
            let mut values = places.iter().map(|&at| (fields[at].value)(row).to_text());
            values.any(|found| found == *value)
        }
    };
    let meets = |row: &R::Of<'static>, condition: &Condition| {
        condition.holds((fields[condition.field].value)(row))
    };
    let is_asked = |row: &R::Of<'static>| {
        conditions.iter().all(|condition| meets(row, condition))
            && texts.iter().all(|text| holds_text(row, text))
    };
    let mut rows = (table.rows)();
    rows.retain(is_asked);
    for word in &args.words {
        note_country(word, fields);
    }
    let elsewhere = wider.filter(|_| rows.is_empty()).map_or(0, |wider| {
        (wider.rows)().iter().filter(|row| is_asked(row)).count()
    });
    if elsewhere > 0 {
        message!(
            "note: no row of this table; elsewhere in the world there {}: add --world",
            match elsewhere {
                1 => "is 1".to_owned(),
                count => format!("are {count}"),
            }
        );
    } else if rows.is_empty() {
        let all = (table.rows)();
        note_no_rows(&conditions, fields, &all);
        let named = args.name.iter().chain(&args.words);
        for (text, wanted) in named.zip(&texts) {
            if !all.iter().any(|row| holds_text(row, wanted)) {
                message!("note: no row of the table holds {:?}", shown::cut(text));
            }
        }
    }
    if let Some(sort) = &args.sort {
        let is_falling = sort.starts_with(['-', '−']);
        let field = field_named(sort.trim_start_matches(['-', '−']), fields)?;
        rows.sort_by(|a, b| {
            let [a, b] = [a, b].map(|row| (fields[field].value)(row));
            in_order(a, b, is_falling)
        });
    }
    let format = args.output.format()?;
    let path = args.output.output.as_deref();
    if format.is_for_people() {
        return output::document(path, format, &document(&rows, fields, format));
    }
    output::records(path, format, fields, &rows)
}

/// What a word asks of a row.
enum Wanted {
    /// Some field holds this text, folded.
    Text(String),
    /// One of these fields has this value.
    Value(Vec<usize>, String),
}

/// Says of a word that is sought in every text which country it may have meant: Russian, Scotland.
fn note_country<R: Record>(word: &str, fields: &[Field<R>]) {
    if !fields.iter().any(|field| is_of_countries(field)) {
        return;
    }
    let meant = match part_of_country(word) {
        Some((_, state)) => Some(state),
        None if matches!(wanted(word, fields), Wanted::Text(_)) => of_stem(word),
        None => None,
    };
    if let Some(country) = meant {
        message!(
            "note: {:?} is sought in every text; for the country write {}",
            shown::cut(word),
            shown::shell_quoted(country.name)
        );
    }
}

/// Fewest letters that an adjective shares with the name of its country, and most letters of either after them: British is of
/// Britain, Swedish of Sweden.
const STEM: usize = 4;
const MOST_ENDING: usize = 3;

/// The country whose name a word is an adjective of, by its beginning.
fn of_stem(word: &str) -> Option<&'static Country> {
    let word = fold(word);
    let score = |name: &str| {
        let name = fold(name);
        let shared = word
            .bytes()
            .zip(name.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let ending = (word.len() - shared).max(name.len() - shared);
        (shared >= STEM && ending <= MOST_ENDING).then_some((shared, Reverse(ending)))
    };
    countries()
        .iter()
        .filter_map(|country| {
            let names = std::iter::once(country.name).chain(country.spellings.split('|'));
            Some((names.filter_map(score).max()?, country))
        })
        .max_by_key(|(score, _)| *score)
        .map(|(_, country)| country)
}

/// A country asks for fields of countries, a missile for the field of the missile, the name of a flag for rows that have it,
/// and anything else for its text.
fn wanted<R: Record>(word: &str, fields: &[Field<R>]) -> Wanted {
    let at = |is_wanted: &dyn Fn(&Field<R>) -> bool| -> Vec<usize> {
        (0..fields.len())
            .filter(|&at| is_wanted(&fields[at]))
            .collect()
    };
    let folded = fold(word);
    let is_part = part_of_country(word).is_some();
    let country = countries_named(word).next().filter(|_| !is_part);
    let missile = missile(word).ok();
    let singular = folded.strip_suffix('s').unwrap_or(&folded);
    let values = [
        country.map(|country| (at(&|field| is_of_countries(field)), country.iso2)),
        missile.map(|missile| (at(&|field| field.name == "missile"), missile.id)),
        Some((
            at(&|field| field.kind == Kind::Flag && [&folded[..], singular].contains(&field.name)),
            "true",
        )),
    ];
    let found = values.into_iter().flatten().find(|(at, _)| !at.is_empty());
    match found {
        Some((at, value)) => Wanted::Value(at, value.to_owned()),
        None => Wanted::Text(folded),
    }
}

/// Refuses a condition that stands without its option: `list missiles "range>5000"`.
fn refuse_bare_condition<R: Record>(words: &[String], fields: &[Field<R>]) -> Result<()> {
    if !words.iter().any(|word| has_sign(word)) {
        return Ok(());
    }
    let whole = words.iter().find(|word| is_whole(word));
    let text = whole.cloned().unwrap_or_else(|| words.join(" "));
    Condition::parse(&text, fields)?;
    Err(Error::Usage(format!(
        "a condition follows its option; did you mean --where {}?",
        shown::shell_quoted(&text)
    )))
}

/// Most values of a field that a note lists.
const MOST_VALUES: usize = 20;

/// Says which conditions no row of the table meets, and what the field has instead.
fn note_no_rows<R: Record>(conditions: &[Condition], fields: &[Field<R>], rows: &[R::Of<'static>]) {
    for condition in conditions {
        let field = &fields[condition.field];
        if rows.iter().any(|row| condition.holds((field.value)(row))) {
            continue;
        }
        let mut values: Vec<String> = rows
            .iter()
            .map(|row| (field.value)(row).to_text().into_owned())
            .filter(|value| !value.is_empty())
            .collect();
        values.sort();
        values.dedup();
        let name = field.name;
        if condition.is_of_equality() && values.len() <= MOST_VALUES {
            message!(
                "note: no row has {name}={}; there is {}",
                condition.value,
                values.join(", ")
            );
        } else {
            message!("note: no row of the table meets the condition on {name}");
        }
    }
}

/// The order of two cells: numbers before texts, and what is empty last.
fn in_order(a: Cell<'_>, b: Cell<'_>, is_falling: bool) -> Ordering {
    let number = |cell: Cell<'_>| match cell {
        Cell::Number(number) => Some(number),
        Cell::Integer(number) => Some(number as f64),
        _ => None,
    };
    let order = match (number(a), number(b)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => return Ordering::Less,
        (None, Some(_)) => return Ordering::Greater,
        (None, None) => {
            let [a, b] = [a.to_text(), b.to_text()];
            match (a.is_empty(), b.is_empty()) {
                (false, false) => fold(&a).cmp(&fold(&b)),
                (a, b) => return a.cmp(&b),
            }
        }
    };
    if is_falling { order.reverse() } else { order }
}

/// A cell for people: flags as yes or nothing.
fn words(cell: Cell<'_>) -> String {
    match cell {
        Cell::Flag(true) => "yes".to_owned(),
        Cell::Flag(false) => String::new(),
        cell => cell.to_text().into_owned(),
    }
}

fn document<R: Record>(rows: &[R::Of<'static>], fields: &[Field<R>], format: Format) -> Document {
    let shown = || {
        fields
            .iter()
            .filter_map(|field| field.title.map(|title| (field, title)))
    };
    let column = |(field, title): (&Field<R>, &str)| {
        if field.kind.is_numeric() {
            GridColumn::numbers(title)
        } else {
            GridColumn::words(title)
        }
    };
    let grid = Grid {
        columns: shown().map(column).collect(),
        rows: rows
            .iter()
            .map(|row| {
                shown()
                    .map(|(field, _)| words((field.value)(row)))
                    .collect()
            })
            .collect(),
    };
    let count = match rows.len() {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    };
    let has_more = format == Format::Table && fields.iter().any(|field| field.title.is_none());
    let more = if has_more {
        "; csv, json and ndjson have all fields, with sources"
    } else {
        ""
    };
    Document {
        blocks: vec![
            Block::Grid(grid),
            Block::Paragraph(format!("{count}{more}")),
        ],
    }
}
