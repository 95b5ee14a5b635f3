//! Reading comma-separated values by RFC 4180: typed tables, and records with their line numbers. The only caller of the
//! csv crate; `export::csv` writes.

use std::io::{self, Read};

use serde::de::DeserializeOwned;

/// All rows of a table, each as it parses, or why it does not.
pub(crate) fn typed_rows<T: DeserializeOwned>(
    text: &str,
) -> impl Iterator<Item = Result<T, String>> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .map(|row| row.map_err(|error| fault(&error)))
}

/// What is wrong with a row and on which line, in fewer words than the csv crate has.
fn fault(error: &csv::Error) -> String {
    let what = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => match err.field() {
            Some(index) => format!("column {}: {}", index + 1, err.kind()),
            None => err.kind().to_string(),
        },
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!(
                "cells: {len}, columns: {expected_len}; a cell with a comma is written in quotation marks"
            )
        }
        _ => return error.to_string(),
    };
    format!(
        "line {}: {what}",
        error.position().map_or(1, csv::Position::line)
    )
}

/// One record of a file with the line on which it begins, counted from 1.
pub(crate) struct Record {
    pub(crate) line: u64,
    /// The cells, or why the line cannot be read.
    pub(crate) cells: Result<Vec<String>, String>,
}

/// Largest record, bytes: longer ones come of a quotation mark that is not closed, or of a file that is none of text.
const MAX_RECORD_BYTES: u64 = 1 << 20;

/// A reader that fails where a record grows beyond [`MAX_RECORD_BYTES`] and where the file ends within quotation marks:
/// the csv crate would take all that follows for one cell. Such faults have the kind [`io::ErrorKind::InvalidData`].
struct Guarded<R> {
    source: R,
    state: State,
    line: u64,
    /// Line on which the present record begins.
    record_line: u64,
    record_bytes: u64,
}

/// Where a reader of CSV is within a record.
#[derive(Clone, Copy, PartialEq)]
enum State {
    StartOfCell,
    Cell,
    Quoted,
    /// Behind a quotation mark within quotation marks: their end, or the first of two.
    QuoteInQuoted,
}

impl<R: Read> Guarded<R> {
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        for &byte in bytes {
            self.record_bytes += 1;
            let is_end = byte == b'\n' || byte == b'\r';
            self.state = match (self.state, byte) {
                (State::Quoted, b'"') => State::QuoteInQuoted,
                (State::StartOfCell | State::QuoteInQuoted, b'"') | (State::Quoted, _) => {
                    State::Quoted
                }
                (_, b',' | b'\n' | b'\r') => State::StartOfCell,
                _ => State::Cell,
            };
            if byte == b'\n' {
                self.line += 1;
            }
            if is_end && self.state != State::Quoted {
                self.record_bytes = 0;
                self.record_line = self.line;
            }
        }
        if self.record_bytes > MAX_RECORD_BYTES {
            let is_open = self.state == State::Quoted;
            let why = if is_open {
                "; a quotation mark is not closed"
            } else {
                ""
            };
            return Err(self.fault(&format!(
                "it has more than {MAX_RECORD_BYTES} bytes, which is the limit{why}"
            )));
        }
        Ok(())
    }

    fn fault(&self, what: &str) -> io::Error {
        let message = format!("line {}: {what}", self.record_line);
        io::Error::new(io::ErrorKind::InvalidData, message)
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        if count == 0 && self.state == State::Quoted && !buffer.is_empty() {
            return Err(self.fault("a quotation mark is not closed"));
        }
        self.take(&buffer[..count])?;
        Ok(count)
    }
}

/// The records of a file, read as they are asked for. Lines may have different numbers of cells.
///
/// What the system says of a file that cannot be read further ends the records, as an error of its own.
pub(crate) fn records<R: Read>(source: R) -> impl Iterator<Item = std::io::Result<Record>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .buffer_capacity(1 << 16)
        .from_reader(Guarded {
            source,
            state: State::StartOfCell,
            line: 1,
            record_line: 1,
            record_bytes: 0,
        });
    let mut record = csv::ByteRecord::new();
    let mut is_over = false;
    std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let line = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                let cells = record
                    .iter()
                    .map(|cell| std::str::from_utf8(cell).map(str::to_owned))
                    .collect::<Result<Vec<_>, _>>()
                    .map_err(|_| "it is not UTF-8 text".to_owned());
                Some(Ok(Record { line, cells }))
            }
            Err(error) => {
                is_over = true;
                Some(Err(match error.into_kind() {
                    csv::ErrorKind::Io(source) => source,
                    other => std::io::Error::other(format!("{other:?}")),
                }))
            }
        }
    })
}
