//! `diff`: two folders of results or two scenarios, beside each other.

use std::fs;
use std::path::{Path, PathBuf};

use crate::compare::{self, FIELDS, Fact, MatchRow};
use crate::model::Plan;
use crate::scenario::{self, Manifest};
use crate::{Error, Result};

use super::options::{OutputArgs, UnitArgs};
use super::{Outcome, output};

/// What changes between two scenarios: which cities change band or reach, and how minutes move
///
/// Each side is a scenario file, or a folder of results of `run` with rows as csv, json or ndjson. Sources and systems that
/// differ stand in for each other where both sides have as many: so two sites can be compared, or two figures of range.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// A scenario file, or a folder of results
    #[arg(value_name = "A")]
    a: PathBuf,
    /// Another
    #[arg(value_name = "B")]
    b: PathBuf,
    /// Rows that do not change as well
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  arcminute diff today.toml if-the-site-moves.toml
  arcminute diff results/before results/after --format markdown
  arcminute diff by-russia.toml by-nato.toml -o changes.csv";

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let format = args.output.format()?;
    let unit = args.unit.unit()?;
    let a = side(&args.a)?;
    let b = side(&args.b)?;
    let matches = compare::compare(&a, &b);
    let path = args.output.output.as_deref();
    if format.is_for_people() {
        let labels = [label(&args.a), label(&args.b)];
        let document = compare::document(&matches, [&labels[0], &labels[1]], unit, args.all);
        output::document(path, format, &document)?;
        return Ok(Outcome::Done);
    }
    let mut rows: Vec<MatchRow<'_>> = matches.iter().map(MatchRow::new).collect();
    rows.retain(|row| args.all || row.is_changed());
    output::records(path, format, FIELDS, &rows)?;
    Ok(Outcome::Done)
}

/// What to call a side: the name of its file or folder.
fn label(path: &Path) -> String {
    path.file_stem().map_or_else(
        || path.display().to_string(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

/// The rows of a side.
fn side(path: &Path) -> Result<Vec<Fact>> {
    if path.is_dir() {
        return results(path);
    }
    let text = fs::read_to_string(path).map_err(|source| Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    })?;
    let scenario = scenario::read(&text).map_err(|faults| {
        let name = path.display().to_string();
        let told: Vec<String> = faults
            .iter()
            .map(|fault| fault.render(&name, &text, false))
            .collect();
        Error::Usage(told.join("\n\n"))
    })?;
    compare::facts(&Plan::new(&scenario.study))
}

/// From the text of a file of rows to what is compared of them.
type Reader = fn(&str) -> Result<Vec<Fact>>;

/// The rows that a run has written into a folder.
fn results(folder: &Path) -> Result<Vec<Fact>> {
    let manifest = Manifest::read(folder).ok_or_else(|| {
        Error::Usage(format!(
            "{} holds no results of `arcminute run`: it has no manifest.json",
            folder.display()
        ))
    })?;
    let readers: [(&str, Reader); 3] = [
        (".csv", compare::facts_of_csv),
        (".ndjson", compare::facts_of_ndjson),
        (".json", compare::facts_of_json),
    ];
    for record in manifest
        .outputs
        .iter()
        .filter(|record| record.kind == "rows")
    {
        if let Some((_, read)) = readers
            .iter()
            .find(|(extension, _)| record.file.ends_with(extension))
        {
            let path = folder.join(&record.file);
            let text = fs::read_to_string(&path);
            let text = text.map_err(|source| Error::Io {
                action: "read",
                path: path.clone(),
                source,
            })?;
            return read(&text)
                .map_err(|error| Error::Usage(format!("{}: {error}", path.display())));
        }
    }
    Err(Error::Usage(format!(
        "{} holds no rows as .csv, .json or .ndjson to compare; compare the scenario files instead",
        folder.display()
    )))
}
