//! `plot`: charts of flight and warning times, as SVG, PNG or PDF.

use crate::chart::{profile, time_range, warning};
use crate::model::{Needs, Plan, Study};
use crate::treaty::BandSet;
use crate::{Error, Result};
use clap::Subcommand;

use super::options::{ModelArgs, PictureArgs, PlaceArgs, UnitArgs, number};
use super::{Outcome, output};

/// Charts: flight time against range, altitude profiles, warning timelines
///
/// The format follows the file's extension: .svg, .png or .pdf. Without -o the SVG goes to standard output.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    chart: Chart,
}

const EXAMPLES: &str = "\
Examples:
  arcminute plot time-range -o times.svg
  arcminute plot time-range --missile pershing-ii --missile 9m729 --theme print -o times.pdf
  arcminute plot profile kapustin-yar Berlin --angle 15 --angle 30 --angle 70 -o profile.svg
  arcminute plot warning kaliningrad @capitals --missile generic-ballistic -o warning.png";

#[derive(Subcommand)]
enum Chart {
    TimeRange(TimeRangeArgs),
    Profile(ProfileArgs),
    Warning(Box<WarningArgs>),
}

/// Flight time against range, with the fan of faster and slower arcs, bands of speed, and reported test flights
#[derive(clap::Args)]
struct TimeRangeArgs {
    #[command(flatten)]
    model: ModelArgs,
    /// End of the range axis, km [default: what the systems claim, or 6000]
    #[arg(long, value_name = "KM")]
    max_km: Option<String>,
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
    #[arg(long, value_name = "DEG")]
    angle: Vec<String>,
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
    model: ModelArgs,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    picture: PictureArgs,
}

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let (picture, svg) = match &args.chart {
        Chart::TimeRange(args) => (&args.picture, draw_time_range(args)?),
        Chart::Profile(args) => (&args.picture, draw_profile(args)?),
        Chart::Warning(args) => (&args.picture, draw_warning(args)?),
    };
    output::picture(picture.output.as_deref(), picture.format()?, &svg)?;
    Ok(Outcome::Done)
}

fn draw_time_range(args: &TimeRangeArgs) -> Result<String> {
    args.picture.format()?;
    let setting = args.picture.setting(args.unit.unit()?)?;
    args.model.heed_only(
        "plot time-range",
        &["--trajectory", "--speed-kmh", "--path-factor", "--rotation"],
    )?;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let greatest_km = args
        .max_km
        .as_deref()
        .map(|text| number("greatest range", text))
        .transpose()?;
    let chart = time_range::time_range(&systems, &assumptions, greatest_km)?;
    time_range::draw(&chart, &setting)
}

fn draw_profile(args: &ProfileArgs) -> Result<String> {
    args.picture.format()?;
    let setting = args.picture.setting(args.unit.unit()?)?;
    let angles = args
        .angle
        .iter()
        .map(|text| number("launch angle", text))
        .collect::<Result<Vec<_>>>()?;
    let (from, to) = args.places.resolve()?;
    let ([from], [to]) = (&from[..], &to[..]) else {
        let count = from.len() * to.len();
        return Err(Error::Usage(format!(
            "profile takes one pair of places, not {count}"
        )));
    };
    let chart = profile::profile(from, to, BandSet::named("inf")?, &angles)?;
    profile::draw(&chart, &setting)
}

fn draw_warning(args: &WarningArgs) -> Result<String> {
    args.picture.format()?;
    let setting = args.picture.setting(args.unit.unit()?)?;
    let heeded = [
        "--trajectory",
        "--speed-kmh",
        "--path-factor",
        "--delay-s",
        "--rotation",
    ];
    args.model.heed_only("plot warning", &heeded)?;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let (from, to) = args.places.resolve()?;
    // Far more rows than a sheet can hold are refused before they are computed.
    let count = from.len() * to.len() * systems.len().max(1);
    if count > 20 * warning::MOST_ROWS {
        return Err(Error::Usage(format!(
            "warning draws up to {} timelines, not {count}: name fewer places",
            warning::MOST_ROWS
        )));
    }
    let study = Study::under(from, to, systems, &assumptions);
    let plan = Plan::new(&study);
    let rows = plan
        .rows(Needs::ALL)
        .map(|planned| Ok(planned.row?))
        .collect::<Result<Vec<_>>>()?;
    warning::draw(&warning::warnings(&rows, assumptions.delays)?, &setting)
}
