//! `diff`: compares two folders of results or two scenarios.

use std::path::{Component, Path, PathBuf};

use crate::compare::{self, FIELDS, Fact, MatchRow};
use crate::export::refuse_if_too_many_to_read;
use crate::model::Plan;
use crate::scenario::{self, Manifest};
use crate::{Error, Result, shown};

use super::options::{OutputArgs, UnitArgs};
use super::run::{MAX_SHOWN_FAULTS, folder_of};
use super::{Outcome, input, output};

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
  arcminute diff examples/inf-2019.toml examples/oreshnik-2024.toml
  arcminute diff examples/mtcr-300km.toml examples/range-sweep.toml -o changes.csv";

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let format = args.output.format()?;
    let unit = args.unit.units;
    let a = side(&args.a)?;
    let b = side(&args.b)?;
    let matches = compare::compare(&a, &b);
    let path = args.output.output.as_deref();
    if format.is_for_people() {
        let is_shown = |it: &&compare::Match<'_>| args.all || !it.changes().is_empty();
        refuse_if_too_many_to_read(matches.iter().filter(is_shown).count() as u64)?;
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

/// The label of a side: the name of its file or folder.
fn label(path: &Path) -> String {
    path.file_stem()
        .map_or_else(|| shown::path(path), |stem| shown::path(Path::new(stem)))
}

/// The rows of a side.
fn side(path: &Path) -> Result<Vec<Fact>> {
    if path.is_dir() {
        return results(path);
    }
    let text = input::text(path, input::WRITTEN_BYTES)?;
    let scenario = scenario::read_in(&text, folder_of(path)).map_err(|faults| {
        let name = shown::path(path);
        let told: Vec<String> = faults
            .iter()
            .take(MAX_SHOWN_FAULTS)
            .map(|fault| fault.render(&name, &text, false))
            .collect();
        let told = told.join("\n\n");
        // Each fault already begins with `error:`.
        Error::Usage(told.strip_prefix("error: ").unwrap_or(&told).to_owned())
    })?;
    compare::facts(&Plan::new(&scenario.study))
}

/// Refuses a file of a manifest that lies outside its folder: the manifest may come from someone else.
fn refuse_outside(folder: &Path, file: &str) -> Result<()> {
    let mut parts = Path::new(file).components();
    if parts.all(|part| matches!(part, Component::Normal(_))) {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "the manifest of {} names a file outside of it, {:?}: it is not of `arcminute run`",
        shown::path(folder),
        shown::cut(file)
    )))
}

/// Reads the rows of a file.
type Reader = fn(&str) -> Result<Vec<Fact>>;

/// The rows that a run has written into a folder.
fn results(folder: &Path) -> Result<Vec<Fact>> {
    let manifest = Manifest::read(folder)?.ok_or_else(|| {
        Error::Usage(format!(
            "{} holds no results of `arcminute run`: it has no manifest.json",
            shown::path(folder)
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
            refuse_outside(folder, &record.file)?;
            let text = input::regular_text(&path, input::ROWS_BYTES)?;
            if !record.is_of(text.as_bytes()) {
                return Err(Error::Usage(format!(
                    "{} is not what the run has written: its SHA-256 is not that of the manifest; run the scenario again",
                    shown::path(&path)
                )));
            }
            return read(&text)
                .map_err(|error| Error::Usage(format!("{}: {error}", shown::path(&path))));
        }
    }
    Err(Error::Usage(format!(
        "{} holds no rows as .csv, .json or .ndjson to compare; compare the scenario files instead",
        shown::path(folder)
    )))
}
