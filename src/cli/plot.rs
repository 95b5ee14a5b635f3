//! `plot`: charts of flight and warning times, as SVG, PNG or PDF.

use clap::Subcommand;

use crate::Result;
use crate::export::picture::PictureFormat;
use crate::key::Door;
use crate::model::Assumptions;
use crate::model::options;
use crate::number::{Kind, Quantity};
use crate::spec::Scene;
use crate::spec::chart::{Chart, ChartSpec};

use super::model_options::{OfTimeRanges, OfTimelines};
use super::options::{ModelArgs, PictureArgs, PlaceArgs, Places, UnitArgs};
use super::values::number;
use super::{Outcome, interrupt};

/// Charts: flight time against range, altitude profiles, warning timelines, what moves a warning
///
/// The format follows the file's extension: .svg, .png or .pdf. Without -o the SVG goes to standard output, or where that is a
/// terminal to a new file.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    chart: ChartArgs,
}

const MAX_RANGE: Quantity = Quantity::above_zero("greatest range", Kind::Length, f64::INFINITY);
const LAUNCH_ANGLE: Quantity = Quantity::new(
    "launch angle",
    Kind::Degrees,
    f64::NEG_INFINITY,
    f64::INFINITY,
);

const EXAMPLES: &str = "\
Examples:
  arcminute plot time-range -o times.svg
  arcminute plot time-range --missile pershing-ii --missile 9m729 --theme print -o times.pdf
  arcminute plot profile kapustin-yar Berlin --angle 15 --angle 30 --angle 70 -o profile.svg
  arcminute plot warning kaliningrad @capitals --missile generic-ballistic -o warning.png
  arcminute plot sensitivity kapustin-yar Berlin -o sensitivity.svg";

#[derive(Subcommand)]
enum ChartArgs {
    TimeRange(TimeRangeArgs),
    Profile(ProfileArgs),
    Warning(Box<WarningArgs>),
    Sensitivity(Box<SensitivityArgs>),
}

/// Flight time against range, with the fan of faster and slower arcs, bands of speed, and reported test flights
#[derive(clap::Args)]
struct TimeRangeArgs {
    #[command(flatten)]
    model: ModelArgs<OfTimeRanges>,
    /// End of the range axis, km [default: what the systems claim, or 6000]
    #[arg(long, value_name = "KM", value_parser = number(&MAX_RANGE))]
    max_km: Option<f64>,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    picture: PictureArgs,
}

/// Altitude against ground distance for one pair of places and several launch angles
#[derive(clap::Args)]
struct ProfileArgs {
    #[command(flatten)]
    places: PlaceArgs,
    /// Launch angle, degrees; may be repeated [default: 20, minimum energy, 60]
    #[arg(long, value_name = "DEG", value_parser = number(&LAUNCH_ANGLE))]
    angle: Vec<f64>,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    picture: PictureArgs,
}

/// A timeline a place: boost, detection, confirmation, notification, and what is left until impact
#[derive(clap::Args)]
struct WarningArgs {
    #[command(flatten)]
    places: PlaceArgs,
    #[command(flatten)]
    model: ModelArgs<OfTimelines>,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    picture: PictureArgs,
}

/// What moves the warning time how far: a bar for each cause alone, largest first
#[derive(clap::Args)]
struct SensitivityArgs {
    #[command(flatten)]
    places: PlaceArgs,
    #[command(flatten)]
    model: ModelArgs<OfTimelines>,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    picture: PictureArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    interrupt::clean_up_on_signals();
    let (name, picture, (file, outcome)) = match &args.chart {
        ChartArgs::TimeRange(args) => (
            "time-range",
            &args.picture,
            (time_range(args)?, Outcome::Done),
        ),
        ChartArgs::Profile(args) => ("profile", &args.picture, profile(args)?),
        ChartArgs::Warning(args) => ("warning", &args.picture, warning(args)?),
        ChartArgs::Sensitivity(args) => ("sensitivity", &args.picture, sensitivity(args)?),
    };
    picture.write(&file, name)?;
    Ok(outcome)
}

fn time_range(args: &TimeRangeArgs) -> Result<Vec<u8>> {
    let format = args.picture.format()?;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let chart = Chart::TimeRange {
        systems,
        greatest_km: args.max_km,
    };
    draw(chart, format, &args.picture, &args.unit, assumptions)
}

fn profile(args: &ProfileArgs) -> Result<(Vec<u8>, Outcome)> {
    let format = args.picture.format()?;
    let places = args.places.resolve()?;
    let outcome = places.outcome();
    let Places { from, to, .. } = places;
    let chart = Chart::profile(&from, &to, args.angle.clone(), Door::CommandLine)?;
    let assumptions = options::default_assumptions()?;
    let file = draw(chart, format, &args.picture, &args.unit, assumptions)?;
    Ok((file, outcome))
}

fn warning(args: &WarningArgs) -> Result<(Vec<u8>, Outcome)> {
    let format = args.picture.format()?;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let places = args.places.resolve()?;
    let outcome = places.outcome();
    let Places { from, to, .. } = places;
    let chart = Chart::warning(from, to, systems, Door::CommandLine)?;
    let file = draw(chart, format, &args.picture, &args.unit, assumptions)?;
    Ok((file, outcome))
}

fn sensitivity(args: &SensitivityArgs) -> Result<(Vec<u8>, Outcome)> {
    let format = args.picture.format()?;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let places = args.places.resolve()?;
    let outcome = places.outcome();
    let Places { from, to, .. } = places;
    let chart = Chart::sensitivity(from, to, systems, Door::CommandLine)?;
    let file = draw(chart, format, &args.picture, &args.unit, assumptions)?;
    Ok((file, outcome))
}

fn draw(
    chart: Chart,
    format: PictureFormat,
    picture: &PictureArgs,
    unit: &UnitArgs,
    assumptions: Assumptions<'static>,
) -> Result<Vec<u8>> {
    let spec = ChartSpec {
        format,
        style: picture.style(),
        chart,
    };
    spec.file(&Scene {
        assumptions,
        unit: unit.unit()?,
        flies: &|_, _, _| true,
    })
}
