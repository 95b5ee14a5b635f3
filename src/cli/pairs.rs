//! `check --pairs`: the pairs of a file, record by record.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, Write};
use std::path::Path;

use crate::catalogue::Place;
use crate::export::{Format, refuse_if_too_many_to_read};
use crate::geodesy::PointTable;
use crate::geodesy::{self, GroundTrack};
use crate::inputs::note_input;
use crate::model::{Assessment, Column, Pair, Plan, RowFailure, Study};
use crate::names::fold;
use crate::pairs::{PairLine, Pairs, Refused, has_types, open};
use crate::present::matrix;
use crate::schema::{Heading, Kind, Needs, headings};
use crate::table;
use crate::{Error, Result, shown};

use super::message::message;
use super::options::{FileArgs, ModelArgs, OutputArgs, UnitArgs};
use super::progress::Progress;
use super::rows::columns_for;
use super::{Outcome, input, output};

/// Assesses each record as it is read. A bad one is reported with its line, and the rest goes on.
pub(crate) fn run(
    file: &Path,
    files: &FileArgs,
    model: &ModelArgs,
    columns: Option<&str>,
    unit: &UnitArgs,
    output: &OutputArgs,
) -> anyhow::Result<Outcome> {
    let format = output.format_or(Format::Csv)?;
    let unit = unit.units;
    let systems = model.systems()?;
    let assumptions = model.assumptions(&systems)?;
    let study = Study::under(Vec::new(), Vec::new(), systems, &assumptions);
    let plan = Plan::new(&study);
    let columns = columns_for(columns, format.is_for_people()).map_err(of_own_columns)?;
    // An error while pairs are read belongs to the file; results have errors of their own.
    let of_file = |error| match error {
        Error::Output(source) => Error::Io {
            action: "read",
            path: file.to_owned(),
            source,
        },
        other => other,
    };
    let options = files.options(file);
    let has_field =
        |name: &str| format.is_for_people() || columns.iter().any(|column| column.name == name);
    let source = Source::open(file, format, &options, &has_field).map_err(of_file)?;
    let progress = Progress::of_bytes("pairs", source.bytes);
    let mut pairs = open(progress.reading(source.content), &source.start, options)
        .map_err(of_file)?
        .with_fields(has_field);
    if model.is_generic() {
        note_missiles(&pairs);
    }
    let path = output.output.as_deref();
    let mut bad_lines = BadLines::new(&progress);
    if format.is_for_people() {
        let lines =
            all_lines(&mut pairs, plan.legs[0].rows_a_pair(), &mut bad_lines).map_err(of_file)?;
        let mut rows = Vec::new();
        for (number, line) in &lines {
            let pair = Pair::new(&line.from, &line.to, &study.bands);
            let found = plan.rows_between(pair, Needs::ALL);
            rows.extend(found.filter_map(|row| bad_lines.unless_failed(*number, row)));
        }
        output::document(path, format, &matrix(&rows, &assumptions, unit))?;
        return Ok(bad_lines.finish(&pairs));
    }
    if !columns
        .iter()
        .any(|column| matches!(column.name, "from_name" | "to_name"))
    {
        pairs = pairs.without_names_of_positions();
    }
    let needs = Needs::of(&columns);
    let names: Vec<String> = pairs.extra_names().map(str::to_owned).collect();
    let kinds = source
        .kinds
        .or_else(|| pairs.extra_kinds())
        .unwrap_or_else(|| vec![Kind::Text; names.len()]);
    let headings = headings_with(&columns, &names, &kinds)?;
    output::rows(path, format, &headings, |write| {
        let mut block = Vec::with_capacity(BLOCK_LINES);
        loop {
            next_block(&mut pairs, &mut block).map_err(of_file)?;
            if block.is_empty() {
                progress.finish();
                return Ok(());
            }
            let mut tracks = tracks(&block).into_iter();
            for (number, line) in &block {
                let line = match line {
                    Ok(line) => line,
                    Err(refused) => {
                        bad_lines.report(*number, refused);
                        continue;
                    }
                };
                let track = tracks.next().expect("one geodesic for each readable line");
                let pair = Pair::with_track(&line.from, &line.to, &study.bands, track, needs);
                for row in plan.rows_between(pair, needs) {
                    let Some(row) = bad_lines.unless_failed(*number, row) else {
                        continue;
                    };
                    let mut cells = Vec::with_capacity(headings.len());
                    cells.extend(columns.iter().map(|column| (column.value)(&row)));
                    let extra = kinds.iter().zip(&line.extra);
                    cells.extend(extra.map(|(kind, extra)| extra.cell(*kind)));
                    write(&cells)?;
                }
            }
        }
    })?;
    Ok(bad_lines.finish(&pairs))
}

/// The headings of the result columns and of the columns passed through.
fn headings_with(columns: &[Column], names: &[String], kinds: &[Kind]) -> Result<Vec<Heading>> {
    let mut headings = headings(columns);
    if let Some(double) = names.iter().find(|name| {
        headings
            .iter()
            .any(|heading| heading.name.eq_ignore_ascii_case(name))
    }) {
        return Err(Error::Usage(format!(
            "the pairs have a column {double:?}, as the results do: rename it"
        )));
    }
    headings.extend(names.iter().zip(kinds).map(|(name, &kind)| Heading {
        name: name.clone().into(),
        kind,
    }));
    Ok(headings)
}

/// Bytes of standard input, or of another file that can be read only once, kept in memory; more go to a temporary file.
const KEPT_IN_MEMORY: usize = 1 << 24;

/// Bytes that are copied at a time.
const COPIED_AT_ONCE: usize = 1 << 16;

/// The error for input that could not be kept in the folder for temporary files: see [`KEPT_IN_MEMORY`].
fn not_kept(source: &io::Error) -> Error {
    // The name of the temporary file means nothing to the user.
    let reason = match source.get_ref().and_then(|inner| inner.source()) {
        Some(system) => system.to_string(),
        None => source.to_string(),
    };
    Error::Usage(format!(
        "the pairs cannot be kept in {} to be read twice: {reason}; make room there, set TMPDIR, write csv, or read \
         them from a file",
        shown::path(&std::env::temp_dir())
    ))
}

/// Bytes at the start of a file that show its format.
const START_BYTES: usize = 512;

/// The file to read the pairs from.
struct Source {
    /// Its beginning, which is read again with the rest.
    start: Vec<u8>,
    content: Box<dyn Read>,
    /// Its size, where it is known.
    bytes: Option<u64>,
    /// The types of the columns passed through, where they were inferred from text.
    kinds: Option<Vec<Kind>>,
}

impl Source {
    /// Opens the file. Types are not inferred for csv, whose cells have none, and for people, who do not see these columns.
    /// For other formats all records of a text are read before the first row is written; a file that can be read only once
    /// is kept meanwhile.
    fn open(
        file: &Path,
        format: Format,
        options: &table::Options,
        has_field: &impl Fn(&str) -> bool,
    ) -> Result<Self> {
        let failed = |source: io::Error| Error::Io {
            action: "read",
            path: file.to_owned(),
            source,
        };
        let is_stdin = file.as_os_str() == "-";
        let opened = || -> Result<Box<dyn Read>> {
            if is_stdin {
                return Ok(Box::new(input::stdin().map_err(failed)?));
            }
            let opened = File::open(file).map_err(failed)?;
            note_input(file);
            Ok(Box::new(opened))
        };
        let mut content = opened()?;
        let mut start = Vec::new();
        (&mut content)
            .take(START_BYTES as u64)
            .read_to_end(&mut start)
            .map_err(failed)?;
        let whole = Box::new(Cursor::new(start.clone()).chain(content));
        let metadata = file.metadata().ok();
        let regular = metadata.filter(|found| !is_stdin && found.is_file());
        let mut source = Self {
            bytes: regular.as_ref().map(std::fs::Metadata::len),
            content: whole,
            start,
            kinds: None,
        };
        if format == Format::Csv || format.is_for_people() || has_types(&source.start) {
            return Ok(source);
        }
        let kinds = |content: &mut dyn Read| {
            open(content, &source.start, options.clone())?
                .with_fields(has_field)
                .kinds_of_extra()
        };
        if regular.is_some() {
            source.kinds = Some(kinds(&mut opened()?)?);
            return Ok(source);
        }
        #[cfg(feature = "files")]
        let mut kept = tempfile::spooled_tempfile(KEPT_IN_MEMORY);
        #[cfg(not(feature = "files"))]
        let mut kept = Cursor::new(Vec::new());
        let mut buffer = vec![0; COPIED_AT_ONCE];
        loop {
            let count = match source.content.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(failed(error)),
            };
            kept.write_all(&buffer[..count])
                .map_err(|error| not_kept(&error))?;
        }
        kept.rewind().map_err(failed)?;
        source.kinds = Some(kinds(&mut kept)?);
        kept.rewind().map_err(failed)?;
        source.content = Box::new(kept);
        Ok(source)
    }
}

/// Says of a field that does not exist that it may be a column of the file.
fn of_own_columns(error: Error) -> Error {
    match error {
        Error::Unknown { what: "column", .. } => Error::Usage(format!(
            "{error}; columns of the file itself are passed through without being named"
        )),
        error => error,
    }
}

/// Columns of missiles by their names, which are passed through as any other.
const OF_MISSILES: [&str; 6] = [
    "missile", "missiles", "weapon", "system", "rakete", "rocket",
];

/// Says that a column of missiles is not heeded, where none is named for all pairs.
fn note_missiles(pairs: &Pairs<'_>) {
    let named = |name: &&str| OF_MISSILES.contains(&fold(name).as_str());
    if let Some(name) = pairs.extra_names().find(named) {
        message!(
            "note: the column {name:?} is passed through; --missile names the missile of all pairs, and without it two generic \
             ones stand in"
        );
    }
}

/// Lines whose distances are computed together: enough for the batch kernel, few enough to keep up with the input.
const BLOCK_LINES: usize = 1024;

/// A line with its number, or the reason why it is none.
type NumberedLine = (u64, std::result::Result<PairLine, Refused>);

/// Bytes of cells passed through that are held together, unless one line has more.
const BLOCK_BYTES: usize = 1 << 22;

/// Puts the next lines of the file in the place of those before; none at its end.
fn next_block(pairs: &mut Pairs<'_>, block: &mut Vec<NumberedLine>) -> Result<()> {
    block.clear();
    let mut bytes = 0;
    while block.len() < BLOCK_LINES && bytes < BLOCK_BYTES {
        let Some(line) = pairs.next().transpose()? else {
            break;
        };
        bytes += line.1.as_ref().map_or(0, PairLine::extra_bytes);
        block.push(line);
    }
    Ok(())
}

/// The geodesics of the readable lines.
fn tracks(lines: &[NumberedLine]) -> Vec<GroundTrack> {
    let readable = || lines.iter().filter_map(|(_, line)| line.as_ref().ok());
    let table = |end: fn(&PairLine) -> &Place| -> PointTable {
        readable().map(|line| end(line).position).collect()
    };
    geodesy::inverse_of_pairs(&table(|line| &line.from), &table(|line| &line.to))
        .expect("each line has both ends")
}

/// Maximum number of reasons that are counted, and that the summary lists.
const MAX_REASONS: (usize, usize) = (10_000, 10);

/// The bad lines, each reported when it was found.
struct BadLines<'p> {
    progress: &'p Progress,
    count: u64,
    /// Number of bad lines for each reason, and the first of them.
    reasons: HashMap<String, (u64, u64)>,
}

impl<'p> BadLines<'p> {
    fn new(progress: &'p Progress) -> Self {
        Self {
            progress,
            count: 0,
            reasons: HashMap::new(),
        }
    }

    fn report(&mut self, number: u64, refused: &Refused) {
        self.count += 1;
        self.progress
            .beside(|| message!("error: line {number}: {}", refused.reason));
        if let Some((count, _)) = self.reasons.get_mut(&refused.kind) {
            *count += 1;
        } else if self.reasons.len() < MAX_REASONS.0 {
            self.reasons.insert(refused.kind.clone(), (1, number));
        }
    }

    fn unless_bad(
        &mut self,
        number: u64,
        line: std::result::Result<PairLine, Refused>,
    ) -> Option<PairLine> {
        line.map_err(|refused| self.report(number, &refused)).ok()
    }

    /// The row, or None where it failed, which is reported.
    fn unless_failed<'a>(
        &mut self,
        number: u64,
        row: Result<Assessment<'a>, RowFailure>,
    ) -> Option<Assessment<'a>> {
        row.map_err(|failure| {
            let refused = Refused {
                reason: format!("{}: {}", failure.system, failure.error),
                kind: format!("no flight of {}", failure.system),
            };
            self.report(number, &refused);
        })
        .ok()
    }

    /// Reports the assumptions, and the number of failures for each reason.
    fn finish(self, pairs: &Pairs<'_>) -> Outcome {
        self.progress.finish();
        for note in pairs.notes() {
            message!("note: {note}");
        }
        if self.count == 0 {
            return Outcome::Done;
        }
        if self.count > 1 {
            self.summary();
        }
        Outcome::SomeFailed
    }

    fn summary(&self) {
        message!("{} failed:", lines(self.count));
        let mut all: Vec<(&String, u64, u64)> = self
            .reasons
            .iter()
            .map(|(kind, &(count, first))| (kind, count, first))
            .collect();
        all.sort_by_key(|&(_, count, first)| (std::cmp::Reverse(count), first));
        let mut listed = 0;
        for (kind, count, first) in all.iter().take(MAX_REASONS.1) {
            let first = if *count > 1 {
                format!(", the first is line {first}")
            } else {
                String::new()
            };
            message!("  {}: {}{first}", shown::one_line(kind), lines(*count));
            listed += count;
        }
        if listed < self.count {
            message!("  other reasons: {}", lines(self.count - listed));
        }
    }
}

fn lines(count: u64) -> String {
    match count {
        1 => "1 line".to_owned(),
        _ => format!("{count} lines"),
    }
}

/// The good lines, as long as their rows can be read as a table.
fn all_lines(
    pairs: &mut Pairs<'_>,
    rows_a_line: u64,
    bad_lines: &mut BadLines<'_>,
) -> Result<Vec<(u64, PairLine)>> {
    let mut lines = Vec::new();
    for line in pairs {
        let (number, line) = line?;
        if let Some(line) = bad_lines.unless_bad(number, line) {
            lines.push((number, line));
            refuse_if_too_many_to_read(lines.len() as u64 * rows_a_line)?;
        }
    }
    Ok(lines)
}
