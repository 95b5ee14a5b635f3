//! `plot`: charts of flight and warning times, as SVG, PNG or PDF.

use clap::Subcommand;

use crate::Result;
use crate::catalogue::System;
use crate::export::picture::{Drawn, PictureFormat};
use crate::key::Frontend;
use crate::model::Assumptions;
use crate::model::options;
use crate::number::{Kind, Quantity};
use crate::quantity::limits::THRESHOLD_MIN;
use crate::spec::Scene;
use crate::spec::chart::{Chart, ChartSpec, Flights};
use crate::treaty::BandSet;

use super::message::message;
use super::model_options::{OfTimeRanges, OfTimelines};
use super::options::{ModelArgs, PictureArgs, PlaceArgs, Places, UnitArgs};
use super::values::{List, choice, list, number, values};
use super::{Outcome, interrupt};

/// Charts: flight time against range, altitude profiles, warning timelines, what moves a warning, claims of range
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
const THRESHOLD: Quantity = Quantity::within_limits(&THRESHOLD_MIN, Kind::Minutes);
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
  arcminute plot warning kaliningrad @nato --missile oreshnik --threshold 8 -o threshold.png
  arcminute plot sensitivity kapustin-yar Berlin -o sensitivity.svg
  arcminute plot claims 9m729 -o claims.svg";

#[derive(Subcommand)]
enum ChartArgs {
    TimeRange(TimeRangeArgs),
    Profile(ProfileArgs),
    /// A timeline a place: boost, detection, confirmation, notification, and what is left until impact
    Warning(Box<FlightArgs>),
    /// What moves the warning time how far: a bar for each cause alone, largest first
    Sensitivity(Box<FlightArgs>),
    Claims(ClaimsArgs),
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

/// Flights between places, and a picture of them.
#[derive(clap::Args)]
struct FlightArgs {
    #[command(flatten)]
    places: PlaceArgs,
    #[command(flatten)]
    model: ModelArgs<OfTimelines>,
    /// A line where so much warning is left, min
    #[arg(long, value_name = "MIN…", value_parser = list(&THRESHOLD))]
    threshold: Vec<List>,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    picture: PictureArgs,
}

/// Who says which range of a missile, and when: a row a claim
#[derive(clap::Args)]
struct ClaimsArgs {
    /// Missile
    #[arg(value_name = "MISSILE", required_unless_present = "more")]
    missiles: Vec<String>,
    /// A further missile; may be repeated
    #[arg(short, long = "missile", value_name = "NAME")]
    more: Vec<String>,
    /// Band set whose edges are drawn
    #[arg(long, value_name = "SET", default_value = "inf", value_parser = choice::<&'static BandSet>())]
    bands: &'static BandSet,
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
        ChartArgs::Warning(args) => ("warning", &args.picture, flights(args, Chart::warning)?),
        ChartArgs::Sensitivity(args) => {
            let drawn = flights(args, Chart::sensitivity)?;
            ("sensitivity", &args.picture, drawn)
        }
        ChartArgs::Claims(args) => ("claims", &args.picture, (claims(args)?, Outcome::Done)),
    };
    picture.write(&file, name)?;
    Ok(outcome)
}

fn time_range(args: &TimeRangeArgs) -> Result<Drawn> {
    let format = args.picture.format()?;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let chart = Chart::TimeRange {
        systems,
        greatest_km: args.max_km,
    };
    draw(chart, format, &args.picture, &args.unit, assumptions)
}

fn profile(args: &ProfileArgs) -> Result<(Drawn, Outcome)> {
    let format = args.picture.format()?;
    let places = args.places.resolve()?;
    let outcome = places.outcome();
    let Places { from, to, .. } = places;
    let chart = Chart::profile(&from, &to, args.angle.clone(), Frontend::CommandLine)?;
    let assumptions = options::default_assumptions()?;
    let file = draw(chart, format, &args.picture, &args.unit, assumptions)?;
    Ok((file, outcome))
}

/// A chart of flights.
fn flights(
    args: &FlightArgs,
    chart: fn(Flights, Frontend) -> Result<Chart>,
) -> Result<(Drawn, Outcome)> {
    let format = args.picture.format()?;
    let systems = args.model.systems()?;
    let assumptions = args.model.assumptions(&systems)?;
    let places = args.places.resolve()?;
    let outcome = places.outcome();
    let Places { from, to, .. } = places;
    let flights = Flights {
        from,
        to,
        systems,
        thresholds_min: values(&args.threshold),
    };
    let chart = chart(flights, Frontend::CommandLine)?;
    let file = draw(chart, format, &args.picture, &args.unit, assumptions)?;
    Ok((file, outcome))
}

fn claims(args: &ClaimsArgs) -> Result<Drawn> {
    let format = args.picture.format()?;
    let names = args.missiles.iter().chain(&args.more);
    let systems = names.map(|name| System::named(name));
    let chart = Chart::Claims {
        systems: systems.collect::<Result<_>>()?,
    };
    let assumptions = Assumptions {
        bands: args.bands,
        ..options::default_assumptions()?
    };
    draw(chart, format, &args.picture, &args.unit, assumptions)
}

fn draw(
    chart: Chart,
    format: PictureFormat,
    picture: &PictureArgs,
    unit: &UnitArgs,
    assumptions: Assumptions<'static>,
) -> Result<Drawn> {
    let spec = ChartSpec {
        format,
        style: picture.style(),
        chart,
    };
    for sentence in spec.untranslated() {
        message!("note: {sentence}");
    }
    spec.file(&Scene {
        assumptions,
        unit: unit.units,
        flies: &|_, _, _| true,
    })
}

#[cfg(test)]
mod tests {
    use super::Args;
    use crate::spec::chart::ChartKind;

    #[test]
    fn every_chart_has_a_command() {
        let command = <Args as clap::Args>::augment_args(clap::Command::new("plot"));
        let mut commands: Vec<&str> = command
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        let mut kinds = ChartKind::ALL.map(ChartKind::code);
        commands.sort_unstable();
        kinds.sort_unstable();
        assert_eq!(commands, kinds);
    }
}
