//! Rows in blocks: each block is encoded on its own, on any thread, and the blocks of a file are put together in order.
//!
//! Formats implement [`Encoder`] and [`Frame`]; text formats share [`TextFrame`].

use std::borrow::Borrow;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::format::Format;
#[cfg(feature = "parquet")]
use super::parquet;
use crate::error::{Error, Result};
use crate::model::Row;
use crate::schema::{Cell, Field, Heading, List, Record};

/// Encoded rows that follow one another in a file.
pub(crate) enum Block {
    /// Text without its frame.
    Text(Vec<u8>),
    /// A row group.
    #[cfg(feature = "parquet")]
    RowGroup(parquet::RowGroup),
}

/// Rows that wait to be encoded; each format reads them in the order that suits it.
#[cfg_attr(
    not(feature = "parquet"),
    allow(dead_code, reason = "only Parquet reads column by column")
)]
pub(crate) trait Rows {
    /// The number of rows.
    fn count(&self) -> usize;

    /// Calls `each` with the cells of a row, counted from 0, in the order of the headings.
    fn row(&self, row: usize, each: &mut dyn FnMut(&Cell<'_>));

    /// Calls `each` with every value of a field of texts or lists, members joined by `;`; None for null. Fields are
    /// numbered in the order of the headings.
    fn texts(&self, field: usize, each: &mut dyn FnMut(Option<&str>));

    /// Adds every value of a field of numbers to `column`.
    ///
    /// # Errors
    /// The text of the first cell of another type.
    fn numbers(&self, field: usize, column: &mut Values<f64>) -> Result<(), String>;

    /// Adds every value of a field of integers to `column`.
    ///
    /// # Errors
    /// The text of the first cell of another type.
    fn integers(&self, field: usize, column: &mut Values<i64>) -> Result<(), String>;

    /// Adds every value of a field of flags to `column`.
    ///
    /// # Errors
    /// The text of the first cell of another type.
    fn flags(&self, field: usize, column: &mut Values<bool>) -> Result<(), String>;
}

/// The values of a column: those that are not null, and for each row 1 where there is one, else 0.
#[cfg_attr(
    not(feature = "parquet"),
    allow(dead_code, reason = "only Parquet reads column by column")
)]
pub(crate) struct Values<T> {
    pub(crate) values: Vec<T>,
    pub(crate) levels: Vec<i16>,
}

#[cfg_attr(
    not(feature = "parquet"),
    allow(dead_code, reason = "only Parquet reads column by column")
)]
impl<T> Values<T> {
    pub(crate) fn new() -> Self {
        Self {
            values: Vec::new(),
            levels: Vec::new(),
        }
    }

    /// Adds cells. Each is matched where it is read: copying it first takes longer than encoding it.
    fn add<'c>(
        &mut self,
        cells: impl Iterator<Item = Cell<'c>>,
        value: impl Fn(Cell<'c>) -> Option<T>,
    ) -> Result<(), String> {
        for cell in cells {
            let is_null = cell.is_null();
            self.levels.push(i16::from(!is_null));
            if !is_null {
                let value = value(cell).ok_or_else(|| cell.to_text().into_owned())?;
                self.values.push(value);
            }
        }
        Ok(())
    }
}

/// A source of cells, read by row or by column; [`Rows`] follows from it.
#[cfg_attr(
    not(feature = "parquet"),
    allow(dead_code, reason = "only Parquet reads column by column")
)]
trait Source {
    fn count(&self) -> usize;
    fn row(&self, row: usize, each: &mut dyn FnMut(&Cell<'_>));
    fn column(&self, field: usize) -> impl Iterator<Item = Cell<'_>>;
}

impl<S: Source> Rows for S {
    fn count(&self) -> usize {
        Source::count(self)
    }

    fn row(&self, row: usize, each: &mut dyn FnMut(&Cell<'_>)) {
        Source::row(self, row, each);
    }

    fn texts(&self, field: usize, each: &mut dyn FnMut(Option<&str>)) {
        let mut text = String::new();
        // Sets of codes mostly repeat those of the row before.
        let mut last_set = None;
        for cell in self.column(field) {
            match cell {
                Cell::Null => each(None),
                Cell::Text(text) => each(Some(text)),
                Cell::List(List::Codes(_, set)) if last_set == Some(set) => each(Some(&text)),
                other => {
                    text.clear();
                    other.write_to(&mut text);
                    last_set = match other {
                        Cell::List(List::Codes(_, set)) => Some(set),
                        _ => None,
                    };
                    each(Some(&text));
                }
            }
        }
    }

    fn numbers(&self, field: usize, column: &mut Values<f64>) -> Result<(), String> {
        column.add(self.column(field), |cell| match cell {
            Cell::Number(number) => Some(number),
            _ => None,
        })
    }

    fn integers(&self, field: usize, column: &mut Values<i64>) -> Result<(), String> {
        column.add(self.column(field), |cell| match cell {
            Cell::Integer(integer) => Some(integer),
            _ => None,
        })
    }

    fn flags(&self, field: usize, column: &mut Values<bool>) -> Result<(), String> {
        column.add(self.column(field), |cell| match cell {
            Cell::Flag(flag) => Some(flag),
            _ => None,
        })
    }
}

/// One row, as its cells.
pub(super) struct OneRow<'r>(pub(super) &'r [Cell<'r>]);

impl Source for OneRow<'_> {
    fn count(&self) -> usize {
        1
    }

    fn row(&self, _: usize, each: &mut dyn FnMut(&Cell<'_>)) {
        self.0.iter().for_each(each);
    }

    fn column(&self, field: usize) -> impl Iterator<Item = Cell<'_>> {
        std::iter::once(self.0[field])
    }
}

/// Records with the fields that are written.
pub(crate) struct Records<'r, R: Record, T, F> {
    fields: &'r [Field<R>],
    items: &'r [T],
    record: F,
}

impl<'r, R: Record, T, F: Fn(&T) -> &R::Of<'r>> Records<'r, R, T, F> {
    /// These fields of the records that `record` finds in the items.
    pub(crate) fn new(fields: &'r [Field<R>], items: &'r [T], record: F) -> Self {
        Self {
            fields,
            items,
            record,
        }
    }
}

impl<'r, R: Record, T, F: Fn(&T) -> &R::Of<'r>> Source for Records<'r, R, T, F> {
    fn count(&self) -> usize {
        self.items.len()
    }

    fn row(&self, row: usize, each: &mut dyn FnMut(&Cell<'_>)) {
        let record = (self.record)(&self.items[row]);
        for field in self.fields {
            each(&(field.value)(record));
        }
    }

    fn column(&self, field: usize) -> impl Iterator<Item = Cell<'_>> {
        let value = self.fields[field].value;
        self.items
            .iter()
            .map(move |item| value((self.record)(item)))
    }
}

/// Encodes rows of one format.
pub(crate) trait Encoder: Send {
    /// Adds rows.
    ///
    /// # Errors
    /// If a cell does not fit its field.
    fn add(&mut self, rows: &dyn Rows) -> Result<()>;

    /// The rows that were added since the last block.
    ///
    /// # Errors
    /// If the format cannot encode them.
    fn take(&mut self) -> Result<Block>;
}

/// Puts the blocks of one file together.
pub(crate) trait Frame: Send {
    /// Writes the beginning of the file, before the first block.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn start(&mut self, out: &mut dyn Write) -> Result<()>;

    /// Writes the next block, after its separator.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn block(&mut self, block: Block, out: &mut dyn Write) -> Result<()>;

    /// Writes the rows of a file of the same format and fields, whose blocks come next.
    ///
    /// # Errors
    /// If it cannot be read or has another frame, or the output cannot be written.
    fn file(&mut self, file: &mut File, out: &mut dyn Write) -> Result<()>;

    /// Writes the end of the file, after the last block.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn end(self: Box<Self>, out: &mut dyn Write) -> Result<()>;
}

/// The frame of a text format: text before, between and after blocks.
pub(super) struct TextFrame {
    start: Vec<u8>,
    separator: &'static str,
    /// After the last block, without and with rows before it.
    ends: [&'static str; 2],
    has_rows: bool,
}

impl TextFrame {
    pub(super) fn new(start: Vec<u8>, separator: &'static str, ends: [&'static str; 2]) -> Self {
        Self {
            start,
            separator,
            ends,
            has_rows: false,
        }
    }
}

impl Frame for TextFrame {
    fn start(&mut self, out: &mut dyn Write) -> Result<()> {
        Ok(out.write_all(&self.start)?)
    }

    fn block(&mut self, block: Block, out: &mut dyn Write) -> Result<()> {
        #[cfg(feature = "parquet")]
        let Block::Text(text) = block else {
            unreachable!("the encoder is of the same format")
        };
        #[cfg(not(feature = "parquet"))]
        let Block::Text(text) = block;
        if self.has_rows {
            out.write_all(self.separator.as_bytes())?;
        }
        self.has_rows = true;
        Ok(out.write_all(&text)?)
    }

    fn file(&mut self, file: &mut File, out: &mut dyn Write) -> Result<()> {
        let foreign = || io::Error::new(io::ErrorKind::InvalidData, "it has other fields");
        let size = file.metadata()?.len();
        let start = self.start.len() as u64;
        let [without_rows, with_rows] = self.ends;
        let mut found = Vec::new();
        file.take(start).read_to_end(&mut found)?;
        if found != self.start {
            return Err(foreign().into());
        }
        if size == start + without_rows.len() as u64 {
            return Ok(());
        }
        let rows = (size - start).checked_sub(with_rows.len() as u64);
        let rows = rows.ok_or_else(foreign)?;
        if self.has_rows {
            out.write_all(self.separator.as_bytes())?;
        }
        self.has_rows = true;
        io::copy(&mut file.take(rows), out)?;
        found.clear();
        file.read_to_end(&mut found)?;
        if found != with_rows.as_bytes() {
            return Err(foreign().into());
        }
        Ok(())
    }

    fn end(self: Box<Self>, out: &mut dyn Write) -> Result<()> {
        Ok(out.write_all(self.ends[usize::from(self.has_rows)].as_bytes())?)
    }
}

/// Encodes rows into blocks.
pub(crate) struct BlockEncoder {
    encoder: Box<dyn Encoder>,
    rows: usize,
}

impl BlockEncoder {
    /// An encoder of rows with these fields.
    ///
    /// # Errors
    /// [`crate::Error::Usage`] for a format for people, or one that this build does not have.
    pub(crate) fn new(format: Format, headings: &[Heading]) -> Result<Self> {
        Ok(Self {
            encoder: (format.row_writer()?.encoder)(headings)?,
            rows: 0,
        })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// If a cell does not fit its field.
    pub(crate) fn add(&mut self, rows: &dyn Rows) -> Result<()> {
        self.rows += rows.count();
        self.encoder.add(rows)
    }

    /// The rows that were added since the last block; None if there are none.
    ///
    /// # Errors
    /// If the format cannot encode them.
    pub(crate) fn take(&mut self) -> Result<Option<Block>> {
        if self.rows == 0 {
            return Ok(None);
        }
        self.rows = 0;
        self.encoder.take().map(Some)
    }
}

/// A file of blocks.
pub(crate) struct BlockFile<W: Write> {
    frame: Box<dyn Frame>,
    out: W,
}

impl<W: Write> BlockFile<W> {
    /// Writes the beginning of the file, before the first row.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub(crate) fn new(format: Format, headings: &[Heading], mut out: W) -> Result<Self> {
        let mut frame = (format.row_writer()?.frame)(headings)?;
        frame.start(&mut out)?;
        Ok(Self { frame, out })
    }

    /// Writes the next block.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub(crate) fn append(&mut self, block: Block) -> Result<()> {
        self.frame.block(block, &mut self.out)
    }

    /// Writes the rows of a file of the same format and fields.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be read or has other fields; [`Error::Output`] if the output cannot be written.
    pub(crate) fn append_file(&mut self, path: &Path) -> Result<()> {
        let fault = |source| Error::Io {
            action: "read",
            path: path.to_owned(),
            source,
        };
        let mut file = File::open(path).map_err(fault)?;
        self.frame
            .file(&mut file, &mut self.out)
            .map_err(|error| match error {
                Error::Output(source) => fault(source),
                other => other,
            })
    }

    /// Writes the end of the file, after the last row, and returns the output.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub(crate) fn finish(mut self) -> Result<W> {
        self.frame.end(&mut self.out)?;
        Ok(self.out)
    }
}

/// A file of rows that are written as they come.
pub(crate) struct RowFile<W: Write> {
    encoder: BlockEncoder,
    file: BlockFile<W>,
    rows_a_block: usize,
    /// Bytes of long texts in the waiting rows.
    long_bytes: usize,
}

/// Texts from this length on, bytes, count towards [`LONG_BYTES_A_BLOCK`]: shorter ones are bounded by the number of rows.
const LONG_TEXT: usize = 1 << 10;

/// Rows with this many bytes of long texts are a block, however few they are: cells that are passed through may have a
/// megabyte each.
const LONG_BYTES_A_BLOCK: usize = 1 << 25;

impl<W: Write> RowFile<W> {
    /// Writes the beginning of the file, before the first row.
    ///
    /// # Errors
    /// If the output cannot be written, or the format is one for people.
    pub(crate) fn new(format: Format, headings: &[Heading], out: W) -> Result<Self> {
        Ok(Self {
            encoder: BlockEncoder::new(format, headings)?,
            file: BlockFile::new(format, headings, out)?,
            rows_a_block: format.row_writer()?.rows_a_block,
            long_bytes: 0,
        })
    }

    /// Writes one row; its cells are in the order of the headings.
    ///
    /// # Errors
    /// If the output cannot be written, or a cell does not fit its field.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.encoder.add(&OneRow(cells))?;
        let long = |cell: &Cell<'_>| match cell {
            Cell::Text(text) if text.len() >= LONG_TEXT => text.len(),
            _ => 0,
        };
        self.long_bytes += cells.iter().map(long).sum::<usize>();
        if self.encoder.rows < self.rows_a_block && self.long_bytes < LONG_BYTES_A_BLOCK {
            Ok(())
        } else {
            self.flush()
        }
    }

    /// Writes the end of the file, after the last row, and returns the output.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub(crate) fn finish(mut self) -> Result<W> {
        self.flush()?;
        self.file.finish()
    }

    fn flush(&mut self) -> Result<()> {
        self.long_bytes = 0;
        self.encoder
            .take()?
            .map_or(Ok(()), |block| self.file.append(block))
    }
}

/// Writes rows with all their fields.
///
/// # Errors
/// [`crate::Error::Output`] if the output cannot be written, [`crate::Error::Usage`] for a format for people, or one that
/// this build does not have.
///
/// ```
/// use arcminute::export::{Format, write_rows};
/// use arcminute::model::Study;
/// let rows = Study::new("kaliningrad", "Berlin")?.rows().collect::<Result<Vec<_>, _>>()?;
/// let mut csv = Vec::new();
/// write_rows(Format::Csv, &rows, &mut csv)?;
/// assert!(csv.starts_with(b"from_id,from_name,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_rows<R: Borrow<Row>>(
    format: Format,
    rows: impl IntoIterator<Item = R>,
    out: &mut dyn Write,
) -> Result<()> {
    let mut file = RowFile::new(format, &Row::headings(), out)?;
    for row in rows {
        file.row(&row.borrow().cells())?;
    }
    file.finish().map(drop)
}
