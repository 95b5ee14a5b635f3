//! `claim`: judges whether a public claim about a flight can be true.

use std::path::{Path, PathBuf};

use crate::catalogue::{NotesOfBearers, Role, places_with_note, site_or_city};
use crate::claim::document::{claim, claims};
use crate::claim::file::{Judged, NumberedQuote, Quote, quotes};
use crate::claim::records::{MOST_CLAIMS, claims as claims_of_table};
use crate::claim::table::{ClaimRow, FIELDS};
use crate::export::Format;
use crate::schema::{Cell, Heading, Kind, headings};
use crate::warning::Delays;
use crate::{Error, Result, shown};

use super::options::{FileArgs, OutputArgs};
use super::{Outcome, advice, input, meant, message, output};

/// Whether a claimed flight time, speed, apogee or range can be true, with the arithmetic
///
/// The verdict is consistent, only-lofted, only-depressed, only-lofted-or-depressed, open-reach, outside-the-model,
/// looks-like-another-quantity, not-ballistic, contradiction, not-this-missile or impossible; of several findings the gravest
/// stands. Any verdict is a result: the exit status is 0, and 1 where claims of a file could not be read. Figures are taken as they are
/// quoted, and each leaves a twentieth open whatever its digits and unit: "2 hours" are "120 min". "Over Mach 11" has no
/// upper end, "12-15 min" are these ends, and "up to Mach 11" is Mach 11. Words may be English, German, French, Polish,
/// Ukrainian or Russian: "a mere six minutes", "knapp 15 Minuten", "niecałe 3 minuty", "12.000 km/h".
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
    /// The missile: a ballistic one for its range and top speed, any other for its ground speed
    #[arg(short, long, value_name = "NAME")]
    missile: Option<String>,
    /// Judge the claims of a file instead: [[claim]] tables in TOML, or a table (CSV and its cousins, XLSX) or objects in JSON with the same names
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "to", "time", "speed", "apogee", "range", "missile"])]
    file: Option<PathBuf>,
    #[command(flatten)]
    files: FileArgs,
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
    let (judged, failed) = if let Some(file) = &args.file {
        judge_file(file, &args.files)?
    } else {
        refuse_sentence(args)?;
        let judged = quote_of(args).judge(Delays::default())?;
        note_places(args);
        (vec![judged], 0)
    };
    let path = args.output.output.as_deref();
    if format.is_for_people() {
        let document = match &judged[..] {
            [one] => claim(one),
            many => claims(many),
        };
        output::document(path, format, &document)?;
    } else {
        write_rows(path, format, &judged)?;
    }
    Ok(if failed > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// Refuses a claim in words, with the command that was meant.
fn refuse_sentence(args: &Args) -> Result<()> {
    let (Some(text), None) = (&args.from, &args.to) else {
        return Ok(());
    };
    if site_or_city(text, Role::From).is_err()
        && let Some(meant) = meant::places_in_one(text).filter(|meant| !meant.contains(" --to "))
    {
        let claimed = [
            ("--time", &args.time),
            ("--speed", &args.speed),
            ("--apogee", &args.apogee),
            ("--range", &args.range),
            ("--missile", &args.missile),
        ];
        let claimed = claimed.iter().filter_map(|(option, value)| {
            Some(format!(
                " {option} {}",
                shown::shell_quoted(value.as_deref()?)
            ))
        });
        return Err(Error::Usage(format!(
            "FROM and TO are an argument each: did you mean arcminute claim {meant}{}?",
            claimed.collect::<String>()
        )));
    }
    // Nothing of a file is read but its name.
    let is_file =
        std::path::Path::new(text).extension().is_some() && std::path::Path::new(text).is_file();
    if is_file {
        return Err(Error::Usage(format!(
            "{text:?} is a file: did you mean arcminute claim --file {}?",
            shown::shell_quoted(text)
        )));
    }
    match advice::of_sentence(text) {
        Some(command) => Err(Error::Usage(format!(
            "a sentence is not read; did you mean {command}?"
        ))),
        None => Ok(()),
    }
}

/// Says whom a name was taken for, where several bear it.
fn note_places(args: &Args) {
    for (text, role) in [(&args.from, Role::From), (&args.to, Role::To)] {
        let found = text.as_deref().map(|text| places_with_note(text, role));
        if let Some(Ok((_, Some(note)))) = found {
            message!("note: {note}");
        }
    }
}

/// Writes the verdicts as rows, with the columns of the file beyond those of a claim.
fn write_rows(path: Option<&Path>, format: Format, judged: &[Judged]) -> Result<()> {
    let extra = judged.first().map_or(&[][..], |first| &first.quote.extra);
    let mut heads = headings(FIELDS);
    let taken: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    heads.extend(extra.iter().map(|(name, _)| Heading {
        name: if taken.contains(&name.as_str()) {
            format!("{name}_in").into()
        } else {
            name.clone().into()
        },
        kind: Kind::Text,
    }));
    output::rows(path, format, &heads, |write| {
        judged.iter().try_for_each(|judged| {
            let row = ClaimRow::new(judged);
            let mut cells: Vec<_> = FIELDS.iter().map(|field| (field.value)(&row)).collect();
            cells.extend(
                judged
                    .quote
                    .extra
                    .iter()
                    .map(|(_, cell)| Cell::filled(cell)),
            );
            write(&cells)
        })
    })
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
        extra: Vec::new(),
    }
}

/// The claims of a file: TOML by its extension or its tables, else a table.
fn quotes_of(file: &Path, files: &FileArgs) -> Result<Vec<NumberedQuote>> {
    let bytes = input::bytes(file, input::WRITTEN_BYTES)?;
    let is_toml = file
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
        || bytes
            .split(|&byte| byte == b'\n')
            .any(|line| line.starts_with(b"[[claim]]"));
    if is_toml {
        return quotes(&input::text_of(file, bytes)?);
    }
    let found = claims_of_table(&bytes[..], files.options(file))?;
    for note in found.notes {
        message!("note: {}: {note}", shown::path(file));
    }
    Ok(found.quotes)
}

/// Number of unreadable claims beyond which nothing is judged: nobody reads so many reasons.
const MAX_FAULTS: usize = 500;

/// Judges every readable claim of a file, and reports the others; returns their number.
fn judge_file(file: &Path, files: &FileArgs) -> Result<(Vec<Judged>, usize)> {
    let in_file = |error| match error {
        error @ Error::Io { .. } => error,
        other => Error::Usage(format!("{}: {other}", shown::path(file))),
    };
    let all = quotes_of(file, files).map_err(in_file)?;
    if all.is_empty() {
        return Err(Error::Usage(format!(
            "{}: there is no claim in it",
            shown::path(file)
        )));
    }
    if all.len() > MOST_CLAIMS {
        return Err(Error::Usage(format!(
            "{}: {} claims; up to {MOST_CLAIMS} are judged in one go: part the file",
            shown::path(file),
            all.len()
        )));
    }
    let mut judged = Vec::new();
    let mut faults = Vec::new();
    let mut bearers = NotesOfBearers::default();
    for NumberedQuote { place, quote } in all {
        let title = match &quote {
            Ok(quote) if !quote.title.is_empty() => format!(" ({})", quote.title),
            _ => String::new(),
        };
        let verdict = quote.and_then(|quote| quote.judge(Delays::default()));
        match verdict {
            Ok(verdict) => {
                for (text, role) in [
                    (&verdict.quote.from, Role::From),
                    (&verdict.quote.to, Role::To),
                ] {
                    let found = text.as_deref().map(|text| places_with_note(text, role));
                    bearers.add(found.and_then(Result::ok).and_then(|(_, note)| note));
                }
                judged.push(verdict);
            }
            Err(error) => faults.push(format!("{}: {place}{title}: {error}", shown::path(file))),
        }
        if faults.len() > MAX_FAULTS {
            faults.push(format!("{}: the rest was not judged", shown::path(file)));
            break;
        }
    }
    if judged.is_empty() || faults.len() > MAX_FAULTS {
        return Err(Error::Usage(faults.join("\n")));
    }
    for note in bearers.all() {
        message!("note: {note}");
    }
    for fault in &faults {
        message!("error: {fault}");
    }
    Ok((judged, faults.len()))
}
