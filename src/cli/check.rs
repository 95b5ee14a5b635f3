//! `check`: how far, which band, how long, how much warning.

use std::path::PathBuf;

use crate::export::{Format, refuse_if_too_many_to_read};
use crate::model::{Assessment, Column, Plan, Study};
use crate::present::words::LengthUnit;
use crate::present::{Block, Document, card, matrix, sentence};
use crate::report::{Asked, Frame, of_card, report};
use crate::schema::{Needs, headings};

use super::options::{ModelArgs, OutputArgs, PlaceArgs, UnitArgs};
use super::rows::{FailedRows, cells, columns_for};
use super::{Outcome, command_line, host, output, pairs};

/// Distance, treaty band, flight and warning times from places to places
///
/// One pair prints a card; many print a table with a summary. Without --missile two generic systems stand in, which
/// are taken to reach; with it, each missile is judged by the published claims of its range. As html many pairs make a
/// report: the map, the table, and the sources of every figure.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    places: PlaceArgs,
    /// Read pairs from a table instead: CSV and its cousins, Parquet or a spreadsheet, or standard input for -; other columns
    /// are passed through
    #[arg(long, value_name = "FILE", conflicts_with_all = ["first", "second", "rest", "from", "to"])]
    pairs: Option<PathBuf>,
    #[command(flatten)]
    model: ModelArgs,
    /// Fields of machine formats, by name and in this order
    #[arg(long, value_name = "A,B,…")]
    columns: Option<String>,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  arcminute check kapustin-yar Berlin
  arcminute check kapustin-yar @capitals --missile 9m729
  arcminute check mutlangen Moscow --missile pershing-ii --trajectory depressed
  arcminute check krichev @eu --missile cruise:2000km@850km/h
  arcminute check kapustin-yar @capitals --missile 9m729 -o report.html
  arcminute check @launch-sites:RU @capitals --missile none --format csv -o distances.csv
  arcminute check --pairs examples/pairs.csv --missile none --columns from_name,to_name,distance_km";

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    if let Some(file) = &args.pairs {
        return pairs::run(
            file,
            &args.places.files,
            &args.model,
            args.columns.as_deref(),
            &args.unit,
            &args.output,
        );
    }
    let format = args.output.format()?;
    let unit = args.unit.units;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let columns = columns_for(args.columns.as_deref(), format.is_for_people())?;
    let places = args.places.resolve()?;
    let of_places = places.outcome();
    let study = Study::under(places.from, places.to, systems, &assumptions);
    study.refuse_if_too_large()?;
    let plan = Plan::new(&study);
    let path = args.output.output.as_deref();
    let is_one_pair = plan.legs[0].pair_count() == 1;
    let mut failed = FailedRows::of(is_one_pair);
    if !format.is_for_people() {
        let needs = if is_one_pair {
            Needs::ALL
        } else {
            Needs::of(&columns)
        };
        output::rows(path, format, &headings(&columns), |write| {
            for planned in plan.rows(needs) {
                if let Some(row) = failed.unless_failed(planned.row) {
                    write(&cells(&columns, &row))?;
                }
            }
            failed.refuse_all()
        })?;
        return Ok(failed.outcome().and(of_places));
    }
    refuse_if_too_many_to_read(plan.row_count())?;
    let rows: Vec<Assessment<'_>> = plan
        .rows(Needs::ALL)
        .filter_map(|planned| failed.unless_failed(planned.row))
        .collect();
    failed.refuse_all()?;
    let frame = Frame {
        command: command_line::whole(),
        ..Frame::default()
    };
    let asked = Asked {
        from: &study.from,
        to: &study.to,
        systems: &study.systems,
        assumptions: &assumptions,
        unit,
    };
    let document = match (&rows[..], is_one_pair) {
        ([first, ..], true) => {
            let is_generic = args.model.is_generic();
            let card = card(&first.pair, &rows, &assumptions, unit, is_generic);
            if format == Format::Html {
                of_card(card, &rows, asked, &frame)?
            } else {
                card
            }
        }
        _ if format == Format::Html => report(asked, &rows, &frame)?,
        _ => {
            host::assessed(&rows);
            with_sentence(matrix(&rows, &assumptions, unit), &rows, unit, format)
        }
    };
    output::document(path, format, &document)?;
    Ok(failed.outcome().and(of_places))
}

/// The table with the answer in a sentence: as the first line of a text, below the title elsewhere.
fn with_sentence(
    mut table: Document,
    rows: &[Assessment<'_>],
    unit: LengthUnit,
    format: Format,
) -> Document {
    let at = usize::from(format != Format::Table);
    let sentence = sentence(rows, unit).map(Block::Paragraph);
    table.blocks.splice(at..at, sentence);
    table
}

/// The systems and assumptions of these arguments, without places, and the fields that they pick.
pub(super) fn rule(args: &Args) -> crate::Result<(Study, Vec<Column>)> {
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let columns = columns_for(args.columns.as_deref(), false)?;
    let study = Study::under(Vec::new(), Vec::new(), systems, &assumptions);
    Ok((study, columns))
}
