//! `claim`: whether a public claim of a flight can be true.

use std::fs;
use std::path::{Path, PathBuf};

use crate::claim::document::{claim, claims};
use crate::claim::file::{Judged, Quote, quotes, quotes_of_csv};
use crate::flight::ballistic::{Arc, minimum_energy};
use crate::record::Cell;
use crate::warning::Delays;
use crate::{Error, Result};

use super::options::OutputArgs;
use super::{Outcome, output};

/// Whether a claimed flight time, speed, apogee or range can be true, with the arithmetic
///
/// The verdict is consistent, only-lofted, only-depressed, only-lofted-or-depressed, outside-the-model,
/// looks-like-another-quantity or impossible; of several findings the gravest stands. Any verdict is a result: the exit
/// status is 0. Figures are taken as they are quoted: "15 min" is 14½ to 15½, "13,000 km/h" 12,500 to 13,500, "over Mach 11"
/// has no upper end, and "about" says no more than the rounding.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Source; with --range alone no places are needed
    #[arg(value_name = "FROM")]
    from: Option<String>,
    /// Destination
    #[arg(value_name = "TO")]
    to: Option<String>,
    /// Claimed flight time, as "15 min", "12-15 min", "3 min 20 s" or "under 10 minutes"
    #[arg(long, value_name = "TIME")]
    time: Option<String>,
    /// Claimed speed, as "over Mach 10", "13,000 km/h" or "2.5-3 km/s"
    #[arg(long, value_name = "SPEED")]
    speed: Option<String>,
    /// Claimed apogee, as "1000 km" or "200 miles"
    #[arg(long, value_name = "HEIGHT")]
    apogee: Option<String>,
    /// Claimed range, as "480 km"; without places, the distance flown
    #[arg(long, value_name = "LENGTH")]
    range: Option<String>,
    /// The missile: a ballistic one for the boost allowance of its range class, any other for its ground speed
    #[arg(long, value_name = "NAME")]
    missile: Option<String>,
    /// Judge the claims of a file instead: [[claim]] tables in TOML, or a CSV table with the same names
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "to", "time", "speed", "apogee", "range", "missile"])]
    file: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  arcminute claim kapustin-yar Dnipro --time \"15 min\" --speed \"Mach 11\" --missile oreshnik
  arcminute claim kaliningrad Berlin --time \"106 s\"
  arcminute claim --range \"1090 km\" --apogee \"6248.5 km\" --time \"4052 s\"
  arcminute claim kapustin-yar Berlin --time \"20 min\" --missile 9m729
  arcminute claim --file examples/claims.toml";

const COLUMNS: [&str; 20] = [
    "title",
    "from_name",
    "to_name",
    "distance_km",
    "time",
    "speed",
    "apogee",
    "range",
    "missile",
    "verdict",
    "launch_angle_low_deg",
    "launch_angle_high_deg",
    "apogee_low_km",
    "apogee_high_km",
    "launch_speed_low_km_s",
    "launch_speed_high_km_s",
    "minimum_energy_time_s",
    "minimum_energy_speed_km_s",
    "reasons",
    "source",
];

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let format = args.output.format()?;
    let judged = match &args.file {
        Some(file) => judge_file(file)?,
        None => vec![quote_of(args).judge(Delays::default())?],
    };
    let path = args.output.output.as_deref();
    if format.is_for_people() {
        let document = match &judged[..] {
            [one] => claim(one),
            many => claims(many),
        };
        output::document(path, format, &document)?;
    } else {
        output::rows(path, format, &COLUMNS, |write| {
            judged.iter().try_for_each(|one| write_row(one, write))
        })?;
    }
    Ok(Outcome::Done)
}

fn quote_of(args: &Args) -> Quote {
    Quote {
        title: String::new(),
        from: args.from.clone(),
        to: args.to.clone(),
        time: args.time.clone(),
        speed: args.speed.clone(),
        apogee: args.apogee.clone(),
        range: args.range.clone(),
        missile: args.missile.clone(),
        source: String::new(),
    }
}

fn judge_file(file: &Path) -> Result<Vec<Judged>> {
    let text = fs::read_to_string(file).map_err(|source| Error::Io {
        action: "read",
        path: file.to_owned(),
        source,
    })?;
    let is_csv = file
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let all = if is_csv {
        quotes_of_csv(&text)
    } else {
        quotes(&text)
    };
    let all = all.map_err(|error| Error::Usage(format!("{}: {error}", file.display())))?;
    if all.is_empty() {
        return Err(Error::Usage(format!(
            "{}: there is no claim in it",
            file.display()
        )));
    }
    let judge = |(at, quote): (usize, Quote)| {
        let title = if quote.title.is_empty() {
            String::new()
        } else {
            format!(" ({})", quote.title)
        };
        quote.judge(Delays::default()).map_err(|error| {
            Error::Usage(format!(
                "{}: claim {}{title}: {error}",
                file.display(),
                at + 1
            ))
        })
    };
    all.into_iter().enumerate().map(judge).collect()
}

fn write_row(judged: &Judged, write: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
    let quote = &judged.quote;
    let needed = judged.judgement.needed;
    let reference = minimum_energy(judged.claim.distance)?;
    let places = judged.places.as_ref();
    let low =
        |value: fn(&Arc) -> f64| Cell::number(needed.and_then(|arcs| arcs.low).as_ref().map(value));
    let high = |value: fn(&Arc) -> f64| {
        Cell::number(needed.and_then(|arcs| arcs.high).as_ref().map(value))
    };
    let speeds = needed
        .into_iter()
        .flat_map(|arcs| [arcs.low, arcs.high])
        .flatten()
        .map(|arc| arc.launch_speed_km_s);
    let reasons = judged
        .judgement
        .steps
        .iter()
        .map(|step| step.result.replace('|', "/"))
        .collect::<Vec<_>>()
        .join("|");
    write(&[
        Cell::filled(&quote.title),
        Cell::text(places.map(|(from, _)| from.name.as_ref())),
        Cell::text(places.map(|(_, to)| to.name.as_ref())),
        Cell::Number(judged.claim.distance.km()),
        Cell::text(quote.time.as_deref()),
        Cell::text(quote.speed.as_deref()),
        Cell::text(quote.apogee.as_deref()),
        Cell::text(quote.range.as_deref()),
        Cell::text(quote.missile.as_deref()),
        Cell::Text(judged.judgement.verdict.code()),
        low(|arc| arc.launch_angle_deg),
        high(|arc| arc.launch_angle_deg),
        low(|arc| arc.apogee_km),
        high(|arc| arc.apogee_km),
        Cell::number(speeds.clone().reduce(f64::min)),
        Cell::number(speeds.reduce(f64::max)),
        Cell::Number(reference.free_flight_time_s),
        Cell::Number(reference.launch_speed_km_s),
        Cell::List(&reasons),
        Cell::filled(&quote.source),
    ])
}
