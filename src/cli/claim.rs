//! `claim`: whether a public claim of a flight can be true.

use std::path::{Path, PathBuf};

use crate::catalogue::{Role, places_with_note};
use crate::claim::document::{claim, claims};
use crate::claim::file::{Judged, Quote, quotes, quotes_of_csv};
use crate::claim::table::{ClaimRow, FIELDS};
use crate::warning::Delays;
use crate::{Error, Result, shown};

use super::message::message;
use super::options::OutputArgs;
use super::{Outcome, input, output};

/// Whether a claimed flight time, speed, apogee or range can be true, with the arithmetic
///
/// The verdict is consistent, only-lofted, only-depressed, only-lofted-or-depressed, outside-the-model,
/// looks-like-another-quantity or impossible; of several findings the gravest stands. Any verdict is a result: the exit
/// status is 0. Figures are taken as they are quoted: "15 min" is 14½ to 15½, "13,000 km/h" 12,500 to 13,500, "over Mach 11"
/// has no upper end, and "about" says no more than the rounding.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
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

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let format = args.output.format()?;
    let judged = if let Some(file) = &args.file {
        judge_file(file)?
    } else {
        let judged = quote_of(args).judge(Delays::default())?;
        for (text, role) in [(&args.from, Role::From), (&args.to, Role::To)] {
            let found = text.as_deref().map(|text| places_with_note(text, role));
            if let Some(Ok((_, Some(note)))) = found {
                message!("note: {note}");
            }
        }
        vec![judged]
    };
    let path = args.output.output.as_deref();
    if format.is_for_people() {
        let document = match &judged[..] {
            [one] => claim(one),
            many => claims(many),
        };
        output::document(path, format, &document)?;
    } else {
        let rows = judged.iter().map(ClaimRow::new);
        let rows = rows.collect::<Result<Vec<_>>>()?;
        output::records(path, format, FIELDS, &rows)?;
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
    let text = input::text(file, input::WRITTEN_BYTES)?;
    let is_csv = file
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let all = if is_csv {
        quotes_of_csv(&text)
    } else {
        quotes(&text)
    };
    let all = all.map_err(|error| Error::Usage(format!("{}: {error}", shown::path(file))))?;
    if all.is_empty() {
        return Err(Error::Usage(format!(
            "{}: there is no claim in it",
            shown::path(file)
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
                shown::path(file),
                at + 1
            ))
        })
    };
    all.into_iter().enumerate().map(judge).collect()
}
