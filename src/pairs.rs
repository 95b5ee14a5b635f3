//! Files of pairs: one source and one destination a record, and whatever else stands beside them.
//!
//! Read are CSV and its cousins, Parquet and spreadsheets; the content says which it is. Each end is a place as on the
//! command line, a position, or two columns of degrees, perhaps with a name, an id, a country and an uncertainty of its own.
//! The names of the columns say which is which; all other columns are passed through.

mod ends;
#[cfg(feature = "parquet")]
mod parquet;
mod reader;
#[cfg(feature = "formats")]
mod sheet;
mod short;
#[cfg(test)]
mod tests;
mod value;

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use crate::catalogue::Place;
use crate::error::{Error, Result};
use crate::places_file::{Kind as FileKind, PROJECTED, kind_of};
use crate::schema::{Inference, Kind};
use crate::shown;
use crate::table::{Columns, Field, Options, Role as ColumnRole, Row, Side, Table};

use ends::Ends;
use reader::Reader;
use short::ShortLines;
pub(crate) use value::{Extra, Value};

/// A file of pairs, read record by record.
pub(crate) struct Pairs<'r> {
    source: Source<'r>,
    reader: Reader,
    /// The names of all columns.
    names: Vec<String>,
    /// Their types; None where a text says nothing of them.
    kinds: Option<Vec<Kind>>,
    /// The columns that are passed through.
    extra: Vec<usize>,
    /// The file, for notes.
    file: String,
    notes: Vec<String>,
    short: ShortLines,
}

enum Source<'r> {
    Text(Box<Table<Box<dyn Read + 'r>>>, Row),
    #[cfg(feature = "formats")]
    Sheet(std::vec::IntoIter<(u64, Vec<Value<'static>>)>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Rows>),
}

/// One record of a file of pairs.
#[derive(Clone, Debug)]
pub(crate) struct PairLine {
    /// The source.
    pub(crate) from: Place,
    /// The destination.
    pub(crate) to: Place,
    /// The cells that are passed through, in the order of [`Pairs::extra_names`].
    pub(crate) extra: Vec<Extra>,
}

impl PairLine {
    /// The size of the cells that are passed through.
    pub(crate) fn extra_bytes(&self) -> usize {
        self.extra.iter().map(Extra::bytes).sum()
    }
}

/// Why a record is no pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// What is wrong, and what to do.
    pub(crate) reason: String,
    /// The same without what is of this record alone, to count the records that it holds for.
    pub(crate) kind: String,
}

/// Why an end cannot be read: a record that is refused, or a cell of it that has nothing in it.
enum Fault {
    Refused(Refused),
    /// The cell, and what it is.
    Cell(usize, Cow<'static, str>),
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl Fault {
    /// The reason, with the name of the column where it has one.
    fn named(self, names: &[String]) -> Refused {
        match self {
            Self::Refused(refused) => refused,
            Self::Cell(at, what) => {
                let name = names.get(at).filter(|name| !name.is_empty());
                let name = name.map_or_else(String::new, |name| format!(" ({})", shown::cut(name)));
                Refused::because(format!("cell {}{name} {what}", at + 1))
            }
        }
    }
}

impl Refused {
    fn of(error: &Error) -> Self {
        let kind = match error {
            Error::OutOfRange { name, .. } => format!("{name} out of range"),
            Error::Unreadable { name, .. } => format!("{name} that cannot be read"),
            Error::TwoReadings { name, .. } => format!("{name} that can be read in two ways"),
            Error::Unknown { what, name, .. } => format!("unknown {what} {:?}", shown::cut(name)),
            Error::Ambiguous { what, name, .. } => {
                format!("ambiguous {what} {:?}", shown::cut(name))
            }
            other => other.to_string(),
        };
        Self {
            reason: error.to_string(),
            kind,
        }
    }

    fn because(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        let kind = reason
            .split([':', ';'])
            .next()
            .unwrap_or_default()
            .to_owned();
        Self { reason, kind }
    }
}

/// Opens a text of pairs.
///
/// # Errors
/// Those of [`open`].
pub(crate) fn read<'r>(source: impl Read + 'r, options: Options) -> Result<Pairs<'r>> {
    let name = file_name(&options.name);
    let source: Box<dyn Read + 'r> = Box::new(source);
    let table = Table::open(source, options)?;
    if table.first().is_empty() {
        return Err(Error::Usage(
            "the file of pairs is empty; write lines of from,to".to_owned(),
        ));
    }
    let takes_whole_degrees = table.separator() == b',' && table.columns().is_some();
    let (ends, names) = if let Some(columns) = table.columns() {
        let names: Vec<&str> = columns.names().collect();
        let line = table.first().line();
        let ends = Ends::of(columns).ok_or_else(|| no_ends(line, &names))?;
        ends.refuse_unsaid(columns, line)?;
        (ends, names.into_iter().map(str::to_owned).collect())
    } else {
        let cells: Vec<&str> = table.first().iter().collect();
        let ends = Ends::guessed(cells.len())
            .filter(|_| Ends::could_be(&cells))
            .ok_or_else(|| no_ends(table.first().line(), &cells))?;
        (ends, vec![String::new(); cells.len()])
    };
    let mut pairs = Pairs::new(
        Source::Text(Box::new(table), Row::default()),
        ends,
        names,
        name,
    );
    pairs.reader.takes_whole_degrees = takes_whole_degrees;
    Ok(pairs)
}

/// Opens a file of pairs of any kind. `start` is its beginning.
///
/// # Errors
/// [`Error::Usage`] if the file is empty, names half a pair, or has a first line that is neither a header nor a pair;
/// [`Error::Io`] with what the system said if it cannot be read.
pub(crate) fn open<'r>(
    source: impl Read + 'r,
    start: &[u8],
    options: Options,
) -> Result<Pairs<'r>> {
    match kind_of(start) {
        #[cfg(feature = "parquet")]
        FileKind::Parquet => parquet::open(source, &options),
        #[cfg(feature = "formats")]
        FileKind::Zip | FileKind::Spreadsheet => sheet::open(source, &options),
        kind => match kind.refusal() {
            Some(what) => Err(Error::Usage(format!(
                "{} is {what}, of which pairs are not read: write a table with columns from and to",
                shown::path(&options.name)
            ))),
            None => read(source, options),
        },
    }
}

/// True if a file that begins so has types of its own, and is read as a whole.
pub(crate) fn has_types(start: &[u8]) -> bool {
    matches!(
        kind_of(start),
        FileKind::Parquet | FileKind::Zip | FileKind::Spreadsheet
    )
}

/// The name of a file, for notes.
fn file_name(path: &Path) -> String {
    if path.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        shown::path(path)
    }
}

fn no_ends(line: u64, cells: &[&str]) -> Error {
    let columns = Columns::of_names(cells, &[]).ok();
    let has = |field| {
        columns
            .as_ref()
            .is_some_and(|columns| columns.find(ColumnRole::of(field)).is_some())
    };
    let is_of_grid = columns.as_ref().is_some_and(|columns| {
        [Side::From, Side::To].into_iter().any(|side| {
            let find = |field| columns.find(ColumnRole::at(side, field));
            find(Field::Easting).is_some() || find(Field::Northing).is_some()
        })
    });
    if is_of_grid {
        return Error::Usage(format!(
            "line {line} of the pairs names metres of a grid, {:?}: {PROJECTED}",
            shown::cut(&cells.join(", "))
        ));
    }
    if has(Field::Latitude) && has(Field::Longitude) || has(Field::Position) {
        return Error::Usage(format!(
            "line {line} has one place a line, {:?}, and no pair: give the file as --from @file:PATH or --to @file:PATH; or name \
             the other end, as in --header to=target",
            shown::cut(&cells.join(", "))
        ));
    }
    let cells = cells.join(", ");
    Error::Usage(format!(
        "line {line} of the pairs is neither a header nor a pair: {:?}; name columns from and to, or from_lat, from_lon, \
         to_lat and to_lon, or say which they are, as in --header from=launch_site; without a header, write two places or \
         four numbers a line",
        shown::cut(&cells)
    ))
}

impl<'r> Pairs<'r> {
    fn new(source: Source<'r>, ends: Ends, names: Vec<String>, file: String) -> Self {
        let pairs = Self {
            source,
            reader: Reader::new(ends),
            names,
            kinds: None,
            extra: Vec::new(),
            file,
            notes: Vec::new(),
            short: ShortLines::default(),
        };
        pairs.with_fields(|_| true)
    }

    /// Passes through whatever the results have no field for.
    #[must_use]
    pub(crate) fn with_fields(mut self, has_field: impl Fn(&str) -> bool) -> Self {
        let ends = &self.reader.ends;
        self.extra = (0..self.names.len())
            .filter(|&at| !ends.uses(at, &has_field))
            .collect();
        self
    }

    /// The names of the columns that are passed through.
    pub(crate) fn extra_names(&self) -> impl Iterator<Item = &str> {
        self.extra.iter().map(|&at| self.names[at].as_str())
    }

    /// The types of these columns, where the file says them.
    pub(crate) fn extra_kinds(&self) -> Option<Vec<Kind>> {
        let kinds = self.kinds.as_ref()?;
        Some(self.extra.iter().map(|&at| kinds[at]).collect())
    }

    /// What was assumed and should be told. Complete once all records are read.
    pub(crate) fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = match &self.source {
            Source::Text(table, _) => table.notes().map(str::to_owned).collect(),
            #[cfg(any(feature = "formats", feature = "parquet"))]
            _ => Vec::new(),
        };
        notes.extend(self.short.note());
        notes.extend(self.notes.iter().cloned());
        notes.extend(self.reader.turn.note());
        notes.extend(self.reader.bearers.all());
        notes.extend(self.reader.doubts.notes());
        notes.extend(self.reader.first_origin.map(|line| {
            format!(
                "line {line}: 0,0 lies in the Gulf of Guinea, and often stands for a position that is missing"
            )
        }));
        notes
            .into_iter()
            .map(|note| format!("{}: {note}", self.file))
            .collect()
    }

    /// Leaves positions that are given by coordinates without a name, where nobody reads it: it takes longer to write
    /// than the distance to compute.
    #[must_use]
    pub(crate) fn without_names_of_positions(mut self) -> Self {
        self.reader.names_positions = false;
        self
    }

    /// Reads all records and finds the types of the columns that are passed through. Records that cannot be read do not
    /// count.
    ///
    /// # Errors
    /// [`Error::Io`] with what the system said if the file cannot be read further.
    pub(crate) fn kinds_of_extra(mut self) -> Result<Vec<Kind>> {
        if let Some(kinds) = self.extra_kinds() {
            return Ok(kinds);
        }
        let mut columns = vec![Inference::default(); self.extra.len()];
        if let Source::Text(table, row) = &mut self.source
            && !columns.is_empty()
        {
            while let Some(read) = table.next(row)? {
                if read.is_ok() {
                    for (column, &at) in columns.iter_mut().zip(&self.extra) {
                        column.add(row.cell(at));
                    }
                }
            }
        }
        Ok(columns.into_iter().map(Inference::kind).collect())
    }
}

impl Iterator for Pairs<'_> {
    type Item = Result<(u64, Result<PairLine, Refused>)>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self {
            source,
            reader,
            names,
            extra,
            short,
            ..
        } = self;
        let named = |fault: Fault| fault.named(names);
        match source {
            Source::Text(table, row) => match table.next(row) {
                Err(error) => Some(Err(error)),
                Ok(None) => None,
                Ok(Some(Err(fault))) => Some(Ok((fault.line, Err(Refused::because(fault.reason))))),
                Ok(Some(Ok(()))) => {
                    let count = row.len();
                    let cell = |at: usize| (at < count).then(|| Value::of_text(row.cell(at)));
                    let line = reader.line(row.line(), cell, extra).map_err(named);
                    if line.is_ok() && extra.last().is_some_and(|&last| last >= count) {
                        short.add(row.line());
                    }
                    Some(Ok((row.line(), line)))
                }
            },
            #[cfg(feature = "formats")]
            Source::Sheet(rows) => {
                let (line, cells) = rows.next()?;
                if cells.len() > names.len() {
                    let reason = format!("{} cells, {} columns", cells.len(), names.len());
                    return Some(Ok((line, Err(Refused::because(reason)))));
                }
                let cell = |at: usize| Some(cells.get(at).map_or(Value::Empty, Value::borrowed));
                Some(Ok((line, reader.line(line, cell, extra).map_err(named))))
            }
            #[cfg(feature = "parquet")]
            Source::Parquet(rows) => match rows.next() {
                Err(error) => Some(Err(error)),
                Ok(false) => None,
                Ok(true) => {
                    let cell = |at: usize| Some(rows.cell(at));
                    let line = reader.line(rows.number(), cell, extra).map_err(named);
                    Some(Ok((rows.number(), line)))
                }
            },
        }
    }
}
