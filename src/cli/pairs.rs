//! `check --pairs`: the pairs of a file, line by line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::path::Path;

use crate::catalogue::Place;
use crate::export::Format;
use crate::geodesy::PointTable;
use crate::geodesy::{self, GroundTrack};
use crate::model::{Assessment, Pair, Plan, RowFailure, Study};
use crate::pairs::{PairLine, Pairs, read};
use crate::present::{matrix, refuse_if_too_many_to_read};
use crate::schema::{Heading, Kind, Needs, headings};
use crate::{Error, Result};

use super::message::message;
use super::options::{ModelArgs, OutputArgs, UnitArgs};
use super::rows::{cells, columns_for};
use super::{Outcome, output};

/// Assesses each line as it is read. A bad line is reported with its number, and the rest goes on.
pub(crate) fn run(
    file: &Path,
    model: &ModelArgs,
    columns: Option<&str>,
    unit: &UnitArgs,
    output: &OutputArgs,
) -> anyhow::Result<Outcome> {
    let format = output.format_or(Format::Csv)?;
    let unit = unit.unit()?;
    let systems = model.systems()?;
    let assumptions = model.assumptions(&systems)?;
    let study = Study::under(Vec::new(), Vec::new(), systems, &assumptions);
    let plan = Plan::new(&study);
    let columns = columns_for(columns, format.is_for_people())?;
    // What fails while pairs are read is the file's; results have errors of their own.
    let of_file = |error| match error {
        Error::Output(source) => Error::Io {
            action: "read",
            path: file.to_owned(),
            source,
        },
        other => other,
    };
    let (source, kinds) = source(file, format).map_err(of_file)?;
    let mut pairs = read(source).map_err(of_file)?;
    let path = output.output.as_deref();
    let mut bad_lines = BadLines::default();
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
        return Ok(bad_lines.outcome());
    }
    if !columns
        .iter()
        .any(|column| matches!(column.name, "from_name" | "to_name"))
    {
        pairs = pairs.without_names_of_positions();
    }
    let needs = Needs::of(&columns);
    let kinds = kinds.unwrap_or_else(|| vec![Kind::Text; pairs.extra_names().len()]);
    let mut headings = headings(&columns);
    headings.extend(
        pairs
            .extra_names()
            .iter()
            .zip(&kinds)
            .map(|(name, &kind)| Heading {
                name: name.clone().into(),
                kind,
            }),
    );
    if let Some(double) = pairs.extra_names().iter().find(|name| {
        columns
            .iter()
            .any(|column| column.name.eq_ignore_ascii_case(name))
    }) {
        return Err(Error::Usage(format!(
            "the pairs have a column {double:?}, as the results do: rename it"
        ))
        .into());
    }
    output::rows(path, format, &headings, |write| {
        loop {
            let block = next_block(&mut pairs).map_err(of_file)?;
            if block.is_empty() {
                return Ok(());
            }
            let mut tracks = tracks(&block).into_iter();
            for (number, line) in &block {
                let line = match line {
                    Ok(line) => line,
                    Err(reason) => {
                        bad_lines.report(*number, reason);
                        continue;
                    }
                };
                let track = tracks.next().expect("one geodesic for each readable line");
                let pair = Pair::with_track(&line.from, &line.to, &study.bands, track, needs);
                for row in plan.rows_between(pair, needs) {
                    let Some(row) = bad_lines.unless_failed(*number, row) else {
                        continue;
                    };
                    let mut cells = cells(&columns, &row);
                    let extra = kinds.iter().zip(&line.extra);
                    cells.extend(extra.map(|(kind, text)| kind.cell(text)));
                    write(&cells)?;
                }
            }
        }
    })?;
    Ok(bad_lines.outcome())
}

/// Bytes of standard input, or of another file that can be read only once, that are kept in memory; more go to a temporary
/// file.
const KEPT_IN_MEMORY: usize = 1 << 24;

/// The types of the columns that are passed through, in their order.
type Kinds = Vec<Kind>;

/// The file to read the pairs from, and the types of the columns that are passed through; None if they are text. For csv,
/// whose cells have no types, and for people, who do not see these columns, types are not looked for. For other formats all
/// lines are read before the first row is written; a file that can be read only once is kept meanwhile.
fn source(file: &Path, format: Format) -> Result<(Box<dyn Read>, Option<Kinds>)> {
    let failed = |source: io::Error| Error::Io {
        action: "read",
        path: file.to_owned(),
        source,
    };
    let is_stdin = file.as_os_str() == "-";
    let open = || -> Result<Box<dyn Read>> {
        if is_stdin {
            return Ok(Box::new(io::stdin().lock()));
        }
        Ok(Box::new(File::open(file).map_err(failed)?))
    };
    let opened = open()?;
    if format == Format::Csv || format.is_for_people() {
        return Ok((opened, None));
    }
    if !is_stdin && file.metadata().is_ok_and(|found| found.is_file()) {
        let kinds = read(opened)?.kinds_of_extra()?;
        return Ok((open()?, Some(kinds)));
    }
    // Without such columns, rows are written as lines come in.
    let mut opened = BufReader::new(opened);
    let mut first = Vec::new();
    opened.read_until(b'\n', &mut first).map_err(failed)?;
    let has_extra = read(&first[..]).map_or(true, |pairs| !pairs.extra_names().is_empty());
    let mut whole = Cursor::new(first).chain(opened);
    if !has_extra {
        return Ok((Box::new(whole), None));
    }
    let mut kept = tempfile::spooled_tempfile(KEPT_IN_MEMORY);
    io::copy(&mut whole, &mut kept).map_err(failed)?;
    kept.rewind().map_err(failed)?;
    let kinds = read(&mut kept)?.kinds_of_extra()?;
    kept.rewind().map_err(failed)?;
    Ok((Box::new(kept), Some(kinds)))
}

/// Lines whose distances are computed together: enough for the batch kernel, few enough to come out as they come in.
const BLOCK_LINES: usize = 1024;

/// A line with its number, or why it is none.
type NumberedLine = (u64, std::result::Result<PairLine, String>);

/// The next lines of the file; none at its end.
fn next_block(pairs: &mut Pairs<'_>) -> Result<Vec<NumberedLine>> {
    pairs.take(BLOCK_LINES).collect()
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

/// How many lines were bad, each reported as it was met.
#[derive(Default)]
struct BadLines {
    count: u64,
}

impl BadLines {
    fn report(&mut self, number: u64, reason: &str) {
        self.count += 1;
        message!("error: line {number}: {reason}");
    }

    fn unless_bad(
        &mut self,
        number: u64,
        line: std::result::Result<PairLine, String>,
    ) -> Option<PairLine> {
        line.map_err(|reason| self.report(number, &reason)).ok()
    }

    /// The row, or None where it failed, which is reported.
    fn unless_failed<'a>(
        &mut self,
        number: u64,
        row: Result<Assessment<'a>, RowFailure>,
    ) -> Option<Assessment<'a>> {
        row.map_err(|failure| {
            self.report(number, &format!("{}: {}", failure.system, failure.error));
        })
        .ok()
    }

    fn outcome(&self) -> Outcome {
        if self.count > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        }
    }
}

/// The good lines, as long as their rows can be read as a table.
fn all_lines(
    pairs: &mut Pairs<'_>,
    rows_a_line: u64,
    bad_lines: &mut BadLines,
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
