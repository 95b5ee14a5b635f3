//! `list`: the tables of the program, and `--where` to narrow them.

mod condition;

use std::cmp::Ordering;

use clap::ValueEnum;

use crate::catalogue::countries_named;
use crate::export::Format;
use crate::names::fold;
use crate::present::{Block, Document, Grid, GridColumn};
use crate::schema::{Cell, Field, Record};
use crate::tables::{self, Table};
use crate::{Error, Result, shown};

use super::message::message;
use super::options::OutputArgs;
use super::{Outcome, output};
use condition::{Condition, field_named, is_of_countries};

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
    /// Only rows whose field matches: FIELD=VALUE, or FIELD>NUMBER, <, >=, <=; may be repeated
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
        Name::Sites => list(args, &tables::SITES),
        Name::Cities if args.world => list(args, &tables::WORLD_CITIES),
        Name::Cities => list(args, &tables::CITIES),
        Name::Missiles => list(args, &tables::MISSILES),
        Name::Claims => list(args, &tables::CLAIMS),
        Name::Bands => list(args, &tables::BANDS),
        Name::Countries => list(args, &tables::COUNTRIES),
        Name::Events => list(args, &tables::EVENTS),
        Name::Caveats => list(args, &tables::CAVEATS),
        Name::Columns => list(args, &tables::ROW_COLUMNS),
    }?;
    Ok(Outcome::Done)
}

fn list<R: Record>(args: &Args, table: &Table<R>) -> Result<()> {
    let fields = table.fields;
    refuse_bare_condition(&args.words, fields)?;
    let conditions = args
        .conditions
        .iter()
        .map(|text| Condition::parse(text, fields))
        .collect::<Result<Vec<_>>>()?;
    let texts = args.name.iter().map(|text| (fold(text), None));
    let words = args.words.iter().map(|word| {
        let country = countries_named(word).next();
        (fold(word), country.map(|country| country.iso2))
    });
    let texts: Vec<(String, Option<&str>)> = texts.chain(words).collect();
    let holds = |cell: Cell<'_>, wanted: &str| {
        let members = cell.members();
        fold(&cell.to_text()).contains(wanted)
            || members.iter().any(|member| fold(member).contains(wanted))
    };
    let country_fields = || fields.iter().filter(|field| is_of_countries(field));
    let holds_text =
        |row: &R::Of<'static>, (wanted, country): &(String, Option<&str>)| match country {
            Some(code) if country_fields().next().is_some() => {
                country_fields().any(|field| (field.value)(row).to_text() == *code)
            }
            _ => fields.iter().any(|field| holds((field.value)(row), wanted)),
        };
    let meets = |row: &R::Of<'static>, condition: &Condition| {
        condition.holds((fields[condition.field].value)(row))
    };
    let mut rows = (table.rows)();
    rows.retain(|row| {
        conditions.iter().all(|condition| meets(row, condition))
            && texts.iter().all(|text| holds_text(row, text))
    });
    if rows.is_empty() {
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

/// Refuses a condition that stands without its option: `list missiles "range>5000"`.
fn refuse_bare_condition<R: Record>(words: &[String], fields: &[Field<R>]) -> Result<()> {
    let signs = ['=', '<', '>'];
    if !words.iter().any(|word| word.contains(signs)) {
        return Ok(());
    }
    let is_whole = |word: &&String| !word.starts_with(signs) && !word.ends_with(signs);
    let whole = words
        .iter()
        .filter(|word| word.contains(signs))
        .find(is_whole);
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
