//! `check`: how far, which band, how long, how much warning.

use std::path::PathBuf;

use crate::assessment::{Assessment, Assumptions, Pair, ReadySystem};
use crate::catalogue::Place;
use crate::catalogue::System;
use crate::export::Format;
use crate::geodesy;
use crate::geodesy::batch::PointTable;
use crate::present::{card, matrix, refuse_if_too_many_to_read};
use crate::report::{Frame, report};
use crate::schema::{Needs, headings};
use crate::{Error, Result};

use super::options::{ModelArgs, OutputArgs, PlaceArgs, UnitArgs};
use super::rows::{cells, columns_for};
use super::{Outcome, output, pairs};

/// Distance, treaty band, flight and warning times from places to places
///
/// One pair prints a card; many print a table with a summary. Without --missile two generic systems stand in, which
/// are taken to reach; with it, each missile is judged by the published claims of its range. As html many pairs make a
/// report: the map, the table, and the sources of every figure.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    places: PlaceArgs,
    /// Read pairs from a CSV file instead, or from standard input for -; other columns are passed through
    #[arg(long, value_name = "FILE", conflicts_with_all = ["first", "second", "from", "to"])]
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
  arcminute check kapustin-yar @capitals --missile 9m729 -o report.html
  arcminute check @sites:RU @capitals --missile none --format csv -o distances.csv
  arcminute check --pairs pairs.csv --missile none --columns distance_km";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    if let Some(file) = &args.pairs {
        return pairs::run(
            file,
            &args.model,
            args.columns.as_deref(),
            &args.unit,
            &args.output,
        );
    }
    let format = args.output.format()?;
    let unit = args.unit.unit()?;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let columns = columns_for(args.columns.as_deref(), format.is_for_people())?;
    let (from, to) = args.places.resolve()?;
    let path = args.output.output.as_deref();
    let mut failures = Failures {
        is_one_pair: from.len() == 1 && to.len() == 1,
        ..Failures::default()
    };
    if format.is_for_people() {
        refuse_if_too_many_to_read((from.len() * to.len() * systems.len().max(1)) as u64)?;
    }
    let needs = Needs::of(&columns);
    let headings = headings(&columns);
    if failures.is_one_pair || format.is_for_people() {
        let mut rows = Vec::new();
        for_each_row(
            &from,
            &to,
            &systems,
            &assumptions,
            Needs::ALL,
            &mut failures,
            |row| {
                rows.push(*row);
                Ok(())
            },
        )?;
        if format.is_for_people() {
            let document = match (&from[..], &to[..]) {
                ([from], [to]) => {
                    let pair = Pair::new(from, to, assumptions.bands);
                    card(&pair, &rows, &assumptions, unit, args.model.is_generic())
                }
                _ if format == Format::Html => {
                    let frame = Frame {
                        command: command_line(),
                        ..Frame::default()
                    };
                    report((&from, &to), &systems, &rows, &assumptions, unit, &frame)?
                }
                _ => matrix(&rows, &assumptions, unit),
            };
            output::document(path, format, &document)?;
        } else {
            output::rows(path, format, &headings, |write| {
                rows.iter().try_for_each(|row| write(&cells(&columns, row)))
            })?;
        }
    } else {
        output::rows(path, format, &headings, |write| {
            for_each_row(
                &from,
                &to,
                &systems,
                &assumptions,
                needs,
                &mut failures,
                |row| write(&cells(&columns, row)),
            )
        })?;
    }
    Ok(if failures.count > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// The command as one would type it again.
fn command_line() -> String {
    let quoted = |argument: String| {
        let is_plain = |c: char| c.is_alphanumeric() || "-_./:@=,+%".contains(c);
        if argument.chars().all(is_plain) && !argument.is_empty() {
            argument
        } else {
            format!("'{}'", argument.replace('\'', "'\\''"))
        }
    };
    let arguments = std::env::args_os()
        .skip(1)
        .map(|argument| quoted(argument.to_string_lossy().into_owned()));
    std::iter::once("arcminute".to_owned())
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Rows that failed. They are reported as soon as one row has succeeded; until then they wait, so that a command of
/// which every row fails ends with one error and no output. Of one pair, any failure is the user's to mend.
#[derive(Default)]
struct Failures {
    is_one_pair: bool,
    count: usize,
    waiting: Vec<(String, Error)>,
    succeeded: bool,
}

impl Failures {
    fn add(&mut self, row: String, error: Error) {
        self.count += 1;
        self.waiting.push((row, error));
        self.report_if_any_succeeded();
    }

    fn success(&mut self) {
        self.succeeded = true;
        self.report_if_any_succeeded();
    }

    fn report_if_any_succeeded(&mut self) {
        if self.succeeded && !self.is_one_pair {
            for (row, error) in self.waiting.drain(..) {
                eprintln!("error: {row}: {error}");
            }
        }
    }

    /// The first error if there was nothing but errors.
    fn end(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let (row, error) = self.waiting.swap_remove(0);
        if self.is_one_pair || self.count == 1 {
            return Err(error);
        }
        Err(Error::Usage(format!(
            "all {} rows failed; the first, {row}: {error}",
            self.count
        )))
    }
}

/// Calls `each` with every row, in the order from, to, system. A row that fails is reported and left out.
fn for_each_row<'a>(
    from: &'a [Place],
    to: &'a [Place],
    systems: &'a [System],
    assumptions: &Assumptions<'a>,
    needs: Needs,
    failures: &mut Failures,
    mut each: impl FnMut(&Assessment<'a>) -> Result<()>,
) -> Result<()> {
    let ready_systems: Vec<_> = systems
        .iter()
        .map(|system| ReadySystem::new(system, assumptions))
        .collect();
    let points: PointTable = to
        .iter()
        .map(|to| (to.position.lat_deg(), to.position.lon_deg()))
        .collect();
    for from in from {
        // One pair keeps the reference implementation; many share the batch kernel, which is as good to 0.1 µm.
        let tracks = match to {
            [to] => vec![geodesy::inverse(from.position, to.position)],
            _ => geodesy::inverse_to_many(from.position, &points),
        };
        for (to, track) in to.iter().zip(tracks) {
            let pair = Pair::with_track_for(needs, from, to, assumptions.bands, track);
            if systems.is_empty() {
                failures.success();
                each(&pair.alone())?;
            }
            let ready = pair.ready_for(needs);
            for system in &ready_systems {
                match ready.assess(system, assumptions) {
                    Ok(row) => {
                        failures.success();
                        each(&row)?;
                    }
                    Err(error) => failures.add(
                        format!("{} to {}, {}", from.name, to.name, system.system.id),
                        error,
                    ),
                }
            }
        }
    }
    failures.end()
}
