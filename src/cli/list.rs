//! `list`: the tables of the program, and `--where` to narrow them.

use crate::export::Format;
use crate::names::{fold, nearest};
use crate::number::{self, Quantity, read_number};
use crate::present::{Block, Document, Grid, GridColumn};
use crate::schema::{Cell, Field, Kind, Record, Unit};
use crate::tables::{self, Table};
use crate::{Error, Result};

use super::options::OutputArgs;
use super::{Outcome, output};

/// List sites, cities, missiles, range claims, bands, countries or events of the treaties; caveats and columns with their
/// meaning
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Which table
    #[arg(value_enum)]
    table: Name,
    /// Only rows whose field matches: FIELD=VALUE, or FIELD>NUMBER, <, >=, <=; may be repeated
    #[arg(long = "where", value_name = "CONDITION")]
    conditions: Vec<String>,
    /// With cities: those elsewhere as well, which are capitals or have 500,000 people or more
    #[arg(long)]
    world: bool,
    /// Only rows of which some field holds this text, in any spelling
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  arcminute list sites --where country=RU --where kind=base
  arcminute list cities --where 'population>1000000'
  arcminute list cities --world --where country=JP
  arcminute list claims --where missile=9m729 --format csv
  arcminute list missiles --name SS-20";

#[derive(Clone, Copy, clap::ValueEnum)]
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
    if args.world && !matches!(args.table, Name::Cities) {
        return Err(Error::Usage(
            "--world is for cities: write `arcminute list cities --world`".to_owned(),
        )
        .into());
    }
    match args.table {
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
    let conditions = args
        .conditions
        .iter()
        .map(|text| Condition::parse(text, fields))
        .collect::<Result<Vec<_>>>()?;
    let wanted = args.name.as_deref().map(fold);
    let holds_name = |row: &R::Of<'static>| {
        let holds = |cell: Cell<'_>, wanted: &str| {
            let members = cell.members();
            fold(&cell.to_text()).contains(wanted)
                || members.iter().any(|member| fold(member).contains(wanted))
        };
        wanted
            .as_ref()
            .is_none_or(|wanted| fields.iter().any(|field| holds((field.value)(row), wanted)))
    };
    let mut rows = (table.rows)();
    rows.retain(|row| {
        let meets = |condition: &Condition| condition.holds((fields[condition.field].value)(row));
        conditions.iter().all(meets) && holds_name(row)
    });
    let format = args.output.format()?;
    let path = args.output.output.as_deref();
    if format.is_for_people() {
        return output::document(path, format, &document(&rows, fields, format));
    }
    output::records(path, format, fields, &rows)
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

/// A condition of `--where`: a field, a comparison and a value.
struct Condition {
    field: usize,
    comparison: Comparison,
    value: String,
    /// The value, if it is a number.
    number: Option<f64>,
}

#[derive(Clone, Copy, PartialEq)]
enum Comparison {
    Is,
    Above,
    AtLeast,
    Below,
    AtMost,
}

/// The quantity of the numbers in a field.
fn quantity(kind: Kind) -> Quantity {
    let kind = match kind {
        Kind::Number(Unit::Km) => number::Kind::Length,
        Kind::Number(Unit::M) => number::Kind::Metres,
        Kind::Number(Unit::Deg) => number::Kind::Degrees,
        Kind::Number(Unit::S) => number::Kind::Time,
        Kind::Number(Unit::KmPerH) => number::Kind::Speed,
        Kind::Integer => number::Kind::Count,
        _ => number::Kind::Plain,
    };
    let greatest = match kind {
        number::Kind::Degrees => 360.0,
        _ => f64::INFINITY,
    };
    Quantity::new("value", kind, -greatest, greatest)
}

impl Condition {
    fn parse<R: Record>(text: &str, fields: &[Field<R>]) -> Result<Self> {
        let unreadable = |reason: &str| Error::Unreadable {
            name: "condition",
            text: text.to_owned(),
            reason: reason.to_owned(),
        };
        let at = text
            .find(['=', '<', '>'])
            .ok_or_else(|| unreadable("write FIELD=VALUE, or FIELD>NUMBER"))?;
        let (name, rest) = text.split_at(at);
        let (comparison, value) = [
            (">=", Comparison::AtLeast),
            ("<=", Comparison::AtMost),
            (">", Comparison::Above),
            ("<", Comparison::Below),
            ("=", Comparison::Is),
        ]
        .into_iter()
        .find_map(|(sign, comparison)| {
            rest.strip_prefix(sign)
                .map(|value| (comparison, value.trim()))
        })
        .ok_or_else(|| unreadable("write FIELD=VALUE, or FIELD>NUMBER"))?;
        let name = name.trim();
        let field = fields
            .iter()
            .position(|field| field.name == name)
            .ok_or_else(|| Error::Unknown {
                what: "field",
                name: name.to_owned(),
                nearest: nearest(name, fields.iter().map(|field| field.name)),
                advice: "",
            })
            .map_err(|error| match &error {
                Error::Unknown { nearest, .. } if nearest.is_empty() => {
                    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                    Error::Usage(format!("{error}; the fields are {}", names.join(", ")))
                }
                _ => error,
            })?;
        let number = match read_number(value, &quantity(fields[field].kind)) {
            Ok(number) => Some(number),
            Err(error @ Error::TwoReadings { .. }) if fields[field].kind.is_numeric() => {
                return Err(error);
            }
            Err(_) if comparison == Comparison::Is => None,
            Err(_) => return Err(unreadable("what follows < or > must be a number")),
        };
        Ok(Self {
            field,
            comparison,
            value: value.to_owned(),
            number,
        })
    }

    fn holds(&self, cell: Cell<'_>) -> bool {
        if self.comparison == Comparison::Is {
            let wanted = fold(&self.value);
            let is_number = matches!((cell, self.number), (Cell::Number(number), Some(value)) if number.total_cmp(&value).is_eq());
            let is_member = cell.members().iter().any(|member| fold(member) == wanted);
            return is_number
                || is_member
                || (fold(&cell.to_text()) == wanted
                    && cell.to_text().is_empty() == self.value.is_empty());
        }
        let number = match cell {
            Cell::Number(number) => number,
            Cell::Integer(number) => number as f64,
            _ => return false,
        };
        let value = self.number.unwrap_or(f64::NAN);
        match self.comparison {
            Comparison::Is => number.total_cmp(&value).is_eq(),
            Comparison::Above => number > value,
            Comparison::AtLeast => number >= value,
            Comparison::Below => number < value,
            Comparison::AtMost => number <= value,
        }
    }
}
