//! `explain`: the derivation of one pair, step by step.

use crate::catalogue::{Asker, Role, advised};
use crate::model::{Pair, Plan, Study};
use crate::schema::Needs;
use crate::{Error, Result};

use super::options::{ModelArgs, OutputArgs, PlaceArgs, UnitArgs};
use super::{Outcome, output};

/// The derivation of one pair, step by step, with equations, numbers, units and sources
///
/// Takes the same options as `check` and ends with the same times.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    places: PlaceArgs,
    #[command(flatten)]
    model: ModelArgs,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  arcminute explain kapustin-yar Berlin
  arcminute explain mutlangen Moscow --missile pershing-ii --rotation
  arcminute explain kaliningrad Berlin --format markdown -o derivation.md";

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let format = args.output.format()?;
    if !format.is_for_people() {
        return Err(Error::Usage(
            "explain writes table, markdown or html; check has csv, json and ndjson".to_owned(),
        )
        .into());
    }
    let unit = args.unit.units;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let places = args
        .places
        .resolve()
        .map_err(|error| advised(error, Role::To, Asker::Pair("explain")))?;
    if let count @ (0 | 2..) = places.from.len() * places.to.len() {
        return Err(Error::Usage(format!(
            "explain takes one pair of places, not {count}; check takes many"
        ))
        .into());
    }
    let outcome = places.outcome();
    let study = Study::under(places.from, places.to, systems, &assumptions);
    let plan = Plan::new(&study);
    let rows = plan
        .rows(Needs::ALL)
        .map(|planned| Ok(planned.row?))
        .collect::<Result<Vec<_>>>()?;
    let pair = Pair::new(&study.from[0], &study.to[0], &study.bands);
    let document = crate::explain::explain(&pair, &rows, &assumptions, unit);
    output::document(args.output.output.as_deref(), format, &document)?;
    Ok(outcome)
}
