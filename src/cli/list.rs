//! `list`: what the catalogue holds, and `--where` to narrow it.

use crate::catalogue::{self, City, Claim, Country, Missile, Site};
use crate::caveat::Caveat;
use crate::export::Format;
use crate::names::{fold, nearest};
use crate::present::{Align, Block, Document, Grid, GridColumn};
use crate::record::Cell;
use crate::treaty::{Band, BandSet, Edge};
use crate::{Error, Result};

use super::options::OutputArgs;
use super::{Outcome, output};

/// What the catalogue holds: sites, cities, missiles, range claims, bands, countries; and what caveats mean
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Which table
    #[arg(value_enum)]
    table: Table,
    /// Only rows whose field matches: FIELD=VALUE, or FIELD>NUMBER, <, >=, <=; may be repeated
    #[arg(long = "where", value_name = "CONDITION")]
    conditions: Vec<String>,
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
  arcminute list claims --where missile=9m729 --format csv
  arcminute list missiles --name SS-20";

#[derive(Clone, Copy, clap::ValueEnum)]
enum Table {
    Sites,
    Cities,
    Missiles,
    Claims,
    Bands,
    Countries,
    Caveats,
}

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    match args.table {
        Table::Sites => list(args, catalogue::sites().iter(), SITE_FIELDS),
        Table::Cities => list(
            args,
            catalogue::cities().collect::<Vec<_>>().iter(),
            CITY_FIELDS,
        ),
        Table::Missiles => list(args, catalogue::missiles().iter(), MISSILE_FIELDS),
        Table::Claims => list(args, catalogue::claims().iter(), CLAIM_FIELDS),
        Table::Bands => {
            let bands: Vec<_> = BandSet::all()
                .iter()
                .flat_map(|set| set.bands().iter().map(move |band| (set, band)))
                .collect();
            list(args, bands.iter(), BAND_FIELDS)
        }
        Table::Countries => list(args, catalogue::countries().iter(), COUNTRY_FIELDS),
        Table::Caveats => list(args, Caveat::ALL.iter(), CAVEAT_FIELDS),
    }?;
    Ok(Outcome::Done)
}

/// A field of a table: its name in machine formats, how to read it, and its title in the table that people see.
struct Field<R: ?Sized> {
    name: &'static str,
    value: for<'r> fn(&'r R) -> Cell<'r>,
    shown: Option<(&'static str, Align)>,
}

const fn words<R: ?Sized>(
    name: &'static str,
    title: &'static str,
    value: for<'r> fn(&'r R) -> Cell<'r>,
) -> Field<R> {
    Field {
        name,
        value,
        shown: Some((title, Align::Left)),
    }
}

const fn numbers<R: ?Sized>(
    name: &'static str,
    title: &'static str,
    value: for<'r> fn(&'r R) -> Cell<'r>,
) -> Field<R> {
    Field {
        name,
        value,
        shown: Some((title, Align::Right)),
    }
}

/// A field that machine formats have and tables for people have no room for.
const fn wide<R: ?Sized>(name: &'static str, value: for<'r> fn(&'r R) -> Cell<'r>) -> Field<R> {
    Field {
        name,
        value,
        shown: None,
    }
}

const SITE_FIELDS: &[Field<Site>] = &[
    words("id", "id", |it| Cell::Text(&it.id)),
    words("name", "name", |it| Cell::Text(&it.name)),
    wide("aliases", |it| Cell::List(&it.aliases)),
    words("country", "in", |it| Cell::Text(&it.country)),
    words("operator", "by", |it| Cell::Text(&it.operator)),
    words("kind", "kind", |it| Cell::Text(it.kind.code())),
    wide("first_year", |it| Cell::integer(it.first_year)),
    wide("last_year", |it| Cell::integer(it.last_year)),
    numbers("lat_deg", "lat°", |it| Cell::Number(it.lat)),
    numbers("lon_deg", "lon°", |it| Cell::Number(it.lon)),
    numbers("uncertainty_km", "± km", |it| {
        Cell::Number(it.uncertainty_km)
    }),
    wide("position_source", |it| Cell::filled(&it.position_source)),
    wide("role", |it| Cell::filled(&it.role)),
    wide("role_source", |it| Cell::filled(&it.role_source)),
];

const CITY_FIELDS: &[Field<City>] = &[
    words("id", "id", |it| Cell::Text(it.id)),
    words("name", "name", |it| Cell::Text(it.name)),
    words("country", "in", |it| Cell::Text(it.country)),
    numbers("lat_deg", "lat°", |it| Cell::Number(it.lat_deg)),
    numbers("lon_deg", "lon°", |it| Cell::Number(it.lon_deg)),
    numbers("population", "population", |it| {
        Cell::Integer(it.population.into())
    }),
    wide("capital", |it| Cell::Flag(it.capital)),
    numbers("uncertainty_km", "± km", |it| {
        Cell::Number(it.uncertainty_km())
    }),
    wide("geonames_id", |it| Cell::Integer(it.geonames_id.into())),
    wide("spellings", |it| Cell::List(it.spellings)),
];

const MISSILE_FIELDS: &[Field<Missile>] = &[
    words("id", "id", |it| Cell::Text(&it.id)),
    words("name", "name", |it| Cell::Text(&it.name)),
    wide("aliases", |it| Cell::List(&it.aliases)),
    words("kind", "kind", |it| Cell::Text(it.kind.code())),
    words("basing", "basing", |it| Cell::Text(it.basing.code())),
    words("state", "state", |it| Cell::Text(&it.state)),
    words("status", "status", |it| Cell::Text(it.status.code())),
    wide("first_year", |it| Cell::integer(it.first_year)),
    wide("last_year", |it| Cell::integer(it.last_year)),
    numbers("range_low_km", "low km", |it| {
        Cell::number(it.range_km().map(|range| range.low))
    }),
    numbers("range_nominal_km", "nominal", |it| {
        Cell::number(it.range_km().map(|range| range.nominal))
    }),
    numbers("range_high_km", "high km", |it| {
        Cell::number(it.range_km().map(|range| range.high))
    }),
    wide("speed_low_km_h", |it| {
        Cell::number(it.speed_km_h().map(|speed| speed.low))
    }),
    wide("speed_nominal_km_h", |it| {
        Cell::number(it.speed_km_h().map(|speed| speed.nominal))
    }),
    wide("speed_high_km_h", |it| {
        Cell::number(it.speed_km_h().map(|speed| speed.high))
    }),
    wide("speed_source", |it| Cell::filled(&it.speed_source)),
    wide("altitude_m", |it| Cell::number(it.altitude_m)),
    wide("altitude_source", |it| Cell::filled(&it.altitude_source)),
    wide("inf_listing", |it| {
        Cell::text(it.inf_listing.map(catalogue::InfListing::code))
    }),
    wide("unverified", |it| Cell::Flag(it.has_unverified_figure())),
    wide("notes", |it| Cell::filled(&it.notes)),
    wide("source", |it| Cell::filled(&it.source)),
];

const CLAIM_FIELDS: &[Field<Claim>] = &[
    words("missile", "missile", |it| Cell::Text(&it.missile)),
    words("claimant", "claimant", |it| Cell::Text(&it.claimant)),
    words("basis", "basis", |it| Cell::Text(it.basis.code())),
    numbers("low_km", "low km", |it| Cell::Number(it.low_km)),
    numbers("high_km", "high km", |it| Cell::Number(it.high_km)),
    numbers("year", "year", |it| Cell::Integer(it.year.into())),
    wide("statement", |it| Cell::filled(&it.statement)),
    wide("source", |it| Cell::filled(&it.source)),
];

type BandRow = (&'static BandSet, &'static Band);

const BAND_FIELDS: &[Field<BandRow>] = &[
    words("band_set", "set", |(set, _)| Cell::Text(&set.id)),
    words("band", "band", |(_, band)| Cell::Text(&band.id)),
    wide("name", |(_, band)| Cell::Text(&band.name)),
    numbers("lower_km", "lower km", |(_, band)| {
        Cell::Number(band.lower.map_or(0.0, |edge| edge.km))
    }),
    words("lower_inside", "inside", |(_, band)| {
        Cell::Flag(band.lower.is_none_or(|edge| !edge.belongs_below))
    }),
    numbers("upper_km", "upper km", |(_, band)| {
        Cell::number(band.upper.map(|edge: Edge| edge.km))
    }),
    words("upper_inside", "inside", |(_, band)| match band.upper {
        Some(edge) => Cell::Flag(edge.belongs_below),
        None => Cell::Null,
    }),
    wide("citation", |(_, band)| Cell::Text(&band.citation)),
    wide("source", |(set, _)| Cell::Text(&set.source)),
];

const COUNTRY_FIELDS: &[Field<Country>] = &[
    words("code", "code", |it| Cell::Text(&it.iso2)),
    words("name", "name", |it| Cell::Text(&it.name)),
    words("european", "european", |it| Cell::Flag(it.european)),
    words("eu", "eu", |it| Cell::Flag(it.eu)),
    words("nato", "nato", |it| Cell::Flag(it.nato)),
    words("note", "note", |it| Cell::filled(&it.note)),
];

const CAVEAT_FIELDS: &[Field<Caveat>] = &[
    words("code", "code", |it| Cell::Text(it.code())),
    words("sentence", "sentence", |it| Cell::Text(it.sentence())),
];

fn list<'r, R: 'r>(
    args: &Args,
    rows: impl Iterator<Item = &'r R>,
    fields: &[Field<R>],
) -> Result<()> {
    let conditions = args
        .conditions
        .iter()
        .map(|text| Condition::parse(text, fields))
        .collect::<Result<Vec<_>>>()?;
    let wanted = args.name.as_deref().map(fold);
    let holds_name = |row: &R| {
        let holds = |cell: Cell<'_>, wanted: &str| {
            let members = cell.members();
            fold(&cell.to_text()).contains(wanted)
                || members.iter().any(|member| fold(member).contains(wanted))
        };
        wanted
            .as_ref()
            .is_none_or(|wanted| fields.iter().any(|field| holds((field.value)(row), wanted)))
    };
    let rows: Vec<&R> = rows
        .filter(|row| {
            conditions
                .iter()
                .all(|condition| condition.holds((fields[condition.field].value)(row)))
        })
        .filter(|row| holds_name(row))
        .collect();
    let format = args.output.format()?;
    let path = args.output.output.as_deref();
    if format.is_for_people() {
        return output::document(path, format, &document(&rows, fields, format));
    }
    let header: Vec<&str> = fields.iter().map(|field| field.name).collect();
    output::rows(path, format, &header, |write| {
        rows.iter().try_for_each(|row| {
            let cells: Vec<Cell<'_>> = fields.iter().map(|field| (field.value)(row)).collect();
            write(&cells)
        })
    })
}

fn document<R>(rows: &[&R], fields: &[Field<R>], format: Format) -> Document {
    let shown = || {
        fields
            .iter()
            .filter_map(|field| field.shown.map(|(title, align)| (field, title, align)))
    };
    let grid = Grid {
        columns: shown()
            .map(|(_, title, align)| GridColumn {
                title: title.to_owned(),
                align,
            })
            .collect(),
        rows: rows
            .iter()
            .map(|row| {
                shown()
                    .map(|(field, ..)| (field.value)(row).to_text().into_owned())
                    .collect()
            })
            .collect(),
    };
    let count = match rows.len() {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    };
    let has_more = format == Format::Table && fields.iter().any(|field| field.shown.is_none());
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

/// One `--where`: a field, a comparison and a value.
struct Condition {
    field: usize,
    comparison: Comparison,
    value: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Comparison {
    Is,
    Above,
    AtLeast,
    Below,
    AtMost,
}

impl Condition {
    fn parse<R>(text: &str, fields: &[Field<R>]) -> Result<Self> {
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
        if comparison != Comparison::Is && value.parse::<f64>().is_err() {
            return Err(unreadable("what follows < or > must be a number"));
        }
        let name = name.trim();
        let field = fields
            .iter()
            .position(|field| field.name == name)
            .ok_or_else(|| Error::Unknown {
                what: "field",
                name: name.to_owned(),
                nearest: nearest(name, fields.iter().map(|field| field.name)),
                advice: "",
            })?;
        Ok(Self {
            field,
            comparison,
            value: value.to_owned(),
        })
    }

    fn holds(&self, cell: Cell<'_>) -> bool {
        if self.comparison == Comparison::Is {
            let wanted = fold(&self.value);
            let is_number = matches!((cell, self.value.parse::<f64>()), (Cell::Number(number), Ok(value)) if number.total_cmp(&value).is_eq());
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
        let value = self.value.parse::<f64>().unwrap_or(f64::NAN);
        match self.comparison {
            Comparison::Is => number.total_cmp(&value).is_eq(),
            Comparison::Above => number > value,
            Comparison::AtLeast => number >= value,
            Comparison::Below => number < value,
            Comparison::AtMost => number <= value,
        }
    }
}
