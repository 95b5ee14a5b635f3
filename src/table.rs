//! The one reader of records: CSV and its cousins, from spreadsheets of any country and programs of any age.
//!
//! The encoding and the separator are detected and noted. Every record keeps the number of its line in the file, whatever
//! ends its lines; a fault in a record is reported with that number, and reading goes on. Nothing is cut off: a record with
//! more cells than columns is a fault.
//!
//! A file is read as it comes, in memory that does not grow with it.

#[cfg(any(feature = "formats", feature = "parquet"))]
mod caught;
mod columns;
mod decoder;
mod dialect;
mod header;
mod hemisphere;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod row;
mod scan;
#[cfg(test)]
mod tests;
mod titles;
mod whole;

use std::io::Read;
use std::path::PathBuf;

use memchr::memchr;

use crate::error::{Error, Result};
use decoder::Decoder;
use row::take;
use scan::Scan;

#[cfg(any(feature = "formats", feature = "parquet"))]
pub(crate) use caught::caught;
pub(crate) use columns::{Columns, Field, Mapping, Role, Side, read_cell};
pub(crate) use decoder::whole_text;
pub(crate) use hemisphere::{Letters, in_hemispheres, with_letters};
pub(crate) use row::Row;
pub(crate) use whole::whole_bytes;

/// Maximum length of a record, bytes. Longer ones are faults.
pub(crate) const MOST_RECORD_BYTES: usize = 1 << 20;

/// Maximum length of a line: some files, such as `/dev/zero`, never end one.
const MOST_LINE_BYTES: usize = 64 << 20;

/// Options for reading a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// The name of the file, for messages.
    pub(crate) name: PathBuf,
    /// The label of its encoding, if the user gave one: `windows-1251`, `latin1`, `utf-16le` …
    pub(crate) encoding: Option<String>,
    /// Roles of columns, where their names do not show them.
    pub(crate) mapping: Vec<Mapping>,
}

impl Options {
    /// Options that detect everything from the file.
    pub(crate) fn named(name: impl Into<PathBuf>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    fn io(&self, source: std::io::Error) -> Error {
        Error::Io {
            action: "read",
            path: self.name.clone(),
            source,
        }
    }
}

/// Fault in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The line on which the record begins, from 1.
    pub(crate) line: u64,
    /// The reason, and what to do.
    pub(crate) reason: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// A file of records, read one by one.
pub(crate) struct Table<R> {
    decoder: Decoder<R>,
    options: Options,
    /// UTF-8 that is not yet read, from `start` on.
    buffer: Vec<u8>,
    start: usize,
    /// The line on which the next record begins.
    line: u64,
    separator: u8,
    columns: Option<Columns>,
    /// The first record, whether it is a header or not.
    header: Row,
    /// True until a first record that is no header was returned.
    first_is_data: bool,
    /// The number of cells of the first record: none may have more.
    width: Option<usize>,
    notes: Vec<String>,
    /// True once a cell that may hold records was noted.
    is_swallowing_told: bool,
}

impl<R: Read> Table<R> {
    /// Opens a file: finds its encoding and its separator, and reads its header if it has one.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be read; [`Error::Usage`] for an unknown encoding, an unreadable first record, a duplicate
    /// column, or a mapping to a missing column.
    pub(crate) fn open(source: R, options: Options) -> Result<Self> {
        let decoder = Decoder::new(source, options.encoding.as_deref())?;
        let mut table = Self {
            decoder,
            options,
            buffer: Vec::new(),
            start: 0,
            line: 1,
            separator: b',',
            columns: None,
            header: Row::default(),
            first_is_data: false,
            width: None,
            notes: Vec::new(),
            is_swallowing_told: false,
        };
        table.fill(dialect::SAMPLE_BYTES)?;
        let found = dialect::find(&table.buffer, table.decoder.is_over());
        table.separator = found.separator;
        table.start = found.skipped_bytes;
        table.line += u64::from(found.skipped_bytes > 0);
        let is_over = table.decoder.is_over();
        let below = titles::find(&table.buffer, is_over, &table.options);
        match below.filter(|_| found.skipped_bytes == 0) {
            Some(below) => {
                table.separator = below.separator;
                table.start = below.bytes;
                table.line += below.lines;
                table.notes = below.notes;
            }
            None => table.notes.extend(found.note),
        }
        table.read_header()?;
        Ok(table)
    }

    fn read_header(&mut self) -> Result<()> {
        let mut first = Row::default();
        match self.next(&mut first)? {
            None => return Ok(()),
            Some(Err(fault)) => {
                let name = self.options.name.display();
                return Err(Error::Usage(format!("{name}: {fault}")));
            }
            Some(Ok(())) => {}
        }
        self.columns = Columns::read(&first, &self.options.mapping, &mut self.notes)?;
        self.first_is_data = self.columns.is_none();
        if self.first_is_data && first.cell(0).starts_with(['#', '>']) {
            // A comment says nothing of the number of columns.
            self.width = None;
        }
        self.header = first;
        Ok(())
    }

    /// The columns by their names. None if the first record is no header; it is then the first that [`Self::next`]
    /// gives.
    pub(crate) fn columns(&self) -> Option<&Columns> {
        self.columns.as_ref()
    }

    /// What parts the columns.
    pub(crate) fn separator(&self) -> u8 {
        self.separator
    }

    /// The first record, whether it is a header or not. It has no cells if the file is empty.
    pub(crate) fn first(&self) -> &Row {
        &self.header
    }

    /// Assumptions for the user: the encoding, the separator, columns that were renamed. May grow while the file is read.
    pub(crate) fn notes(&self) -> impl Iterator<Item = &str> {
        self.decoder
            .note()
            .into_iter()
            .chain(self.notes.iter().map(String::as_str))
    }

    /// Reads the next record into `row`, skipping blank lines: the record, or its fault. None at the end of the file.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read further.
    pub(crate) fn next(&mut self, row: &mut Row) -> Result<Option<Result<(), Fault>>> {
        if std::mem::take(&mut self.first_is_data) {
            row.clone_from(&self.header);
            return Ok(Some(Ok(())));
        }
        loop {
            let Some(record) = self.record()? else {
                return Ok(None);
            };
            let line = self.line;
            let end = self.start + record.bytes;
            let read = match record.fault {
                None => {
                    let content = &self.buffer[self.start..self.start + record.content];
                    row.line = line;
                    take(row, content, self.separator, record.is_quoted)
                }
                Some(reason) => Err(reason),
            };
            self.start = end;
            self.line += record.lines;
            match read {
                Ok(false) => {}
                Ok(true) => return Ok(Some(self.checked(row))),
                Err(reason) => return Ok(Some(Err(Fault { line, reason }))),
            }
        }
    }

    /// Checks the cells of a record against the columns.
    fn checked(&mut self, row: &mut Row) -> Result<(), Fault> {
        let fault = |reason: String| {
            Err(Fault {
                line: row.line,
                reason,
            })
        };
        let width = *self.width.get_or_insert(row.len());
        if row.is_empty() {
            return fault("all cells are empty".to_owned());
        }
        if row.len() > width {
            let is_padding = row.cells[width..].iter().all(|(start, end)| start == end);
            if !is_padding {
                let advice = if self.separator == b',' {
                    "write cells with a comma, such as decimal ones, in quotation marks"
                } else {
                    "write cells with the separator in quotation marks"
                };
                return fault(format!("{} cells, {width} columns: {advice}", row.len()));
            }
            row.cells.truncate(width);
        }
        if self.columns.is_some() && row.holds_the_same_as(&self.header) {
            return fault("it is the header again".to_owned());
        }
        Ok(())
    }

    /// Finds the end of the next record, reading on as far as needed.
    fn record(&mut self) -> Result<Option<Record>> {
        let mut wanted = 1;
        loop {
            let view = &self.buffer[self.start..];
            if view.is_empty() && self.decoder.is_over() {
                return Ok(None);
            }
            let is_last = self.decoder.is_over();
            match scan::record(view, self.separator, is_last) {
                Scan::Record {
                    content,
                    bytes,
                    lines,
                    is_quoted,
                } if content <= MOST_RECORD_BYTES => {
                    let width = self.width.unwrap_or_default();
                    if is_quoted
                        && lines > 1
                        && !self.is_swallowing_told
                        && scan::swallows_records(&view[..content], self.separator, width)
                    {
                        self.is_swallowing_told = true;
                        self.notes.push(format!(
                            "line {}: a cell between quotation marks holds lines that read like records; if they are \
                             some, close the mark on its line",
                            self.line
                        ));
                    }
                    return Ok(Some(Record {
                        content,
                        bytes,
                        lines,
                        is_quoted,
                        fault: None,
                    }));
                }
                Scan::Record { bytes, lines, .. } => {
                    return Ok(Some(Record::bad(bytes, lines, too_long())));
                }
                Scan::Bad { reason } => return Ok(Some(self.first_line(reason)?)),
                Scan::More if view.len() > MOST_RECORD_BYTES => {
                    let reason = match memchr(b'\n', &view[..MOST_RECORD_BYTES]) {
                        Some(_) => format!(
                            "a quotation mark is opened, and not closed within {} MiB",
                            MOST_RECORD_BYTES >> 20
                        ),
                        None => too_long(),
                    };
                    return Ok(Some(self.first_line(reason)?));
                }
                Scan::More => {
                    self.fill(wanted)?;
                    wanted = (2 * wanted).max(1 << 16);
                }
            }
        }
    }

    /// The rest of the physical line at the start of the buffer as an unreadable record, so that reading goes on after it.
    /// Of a long line all but the end is dropped at once.
    fn first_line(&mut self, reason: String) -> Result<Record> {
        let mut searched = 0;
        let mut dropped = 0;
        loop {
            let view = &self.buffer[self.start..];
            if let Some((content, bytes)) = scan::line_end(view, searched, self.decoder.is_over()) {
                let lines = u64::from(bytes > content);
                return Ok(Record::bad(bytes, lines, reason));
            }
            if self.decoder.is_over() {
                let bytes = view.len();
                return Ok(Record::bad(bytes, 1, reason));
            }
            searched = view.len().saturating_sub(1);
            if searched > MOST_RECORD_BYTES {
                self.start += searched;
                dropped += searched;
                searched = 0;
            }
            if dropped > MOST_LINE_BYTES {
                let reason = format!(
                    "a line is longer than {} MiB: it is no table",
                    MOST_LINE_BYTES >> 20
                );
                let error = std::io::Error::new(std::io::ErrorKind::InvalidData, reason);
                return Err(self.options.io(error));
            }
            self.fill(1 << 16)?;
        }
    }

    /// Reads on until this many more bytes are there, or the file ends.
    fn fill(&mut self, bytes: usize) -> Result<()> {
        // What was read is dropped first, so that the buffer holds one record and a piece of the file.
        self.buffer.drain(..self.start);
        self.start = 0;
        let wanted = self.buffer.len() + bytes;
        while self.buffer.len() < wanted && !self.decoder.is_over() {
            self.decoder
                .read_into(&mut self.buffer)
                .map_err(|error| self.options.io(error))?;
        }
        Ok(())
    }
}

fn too_long() -> String {
    format!("it is longer than {} MiB", MOST_RECORD_BYTES >> 20)
}

/// Extent of the next record.
struct Record {
    /// Bytes without the end of the line.
    content: usize,
    /// Bytes with it.
    bytes: usize,
    /// Line ends within.
    lines: u64,
    is_quoted: bool,
    fault: Option<String>,
}

impl Record {
    fn bad(bytes: usize, lines: u64, reason: String) -> Self {
        Self {
            content: 0,
            bytes,
            lines,
            is_quoted: false,
            fault: Some(reason),
        }
    }
}
