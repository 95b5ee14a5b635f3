//! Rows in blocks: each block is encoded on its own, by whichever thread is free, and the blocks of a file are put
//! together in order. Formats differ in how a block is encoded and in what stands around blocks.

use std::io::Write;

#[cfg(feature = "parquet")]
use super::parquet;
use super::{Format, RowWriter, csv, json};
use crate::error::{Error, Result};
use crate::record::Cell;

/// Encoded rows that follow one another in a file.
#[derive(Debug)]
pub enum Block {
    /// Text without what stands around it.
    Text(Vec<u8>),
    /// A row group.
    #[cfg(feature = "parquet")]
    RowGroup(parquet::RowGroup),
}

/// Encodes rows into blocks.
pub struct BlockEncoder {
    kind: Kind,
    rows: usize,
}

enum Kind {
    Csv(Box<csv::Encoder>),
    Json(json::Encoder),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Encoder>),
}

impl BlockEncoder {
    /// An encoder of rows with these fields.
    ///
    /// # Errors
    /// [`Error::Usage`] for a format that is for people, or that this build does not have.
    pub fn new(format: Format, header: &[&str]) -> Result<Self> {
        let kind = match format {
            Format::Csv => Kind::Csv(Box::new(csv::Encoder::new(header.len()))),
            Format::Json | Format::Ndjson => {
                Kind::Json(json::Encoder::new(header, separator(format)))
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => Kind::Parquet(Box::new(parquet::Encoder::new(header)?)),
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => {
                return Err(Error::Usage(
                    "this build has no parquet: it needs the feature of that name".to_owned(),
                ));
            }
            Format::Table | Format::Markdown | Format::Html => {
                return Err(Error::Usage(
                    "rows are written as csv, json, ndjson or parquet; table, markdown and html are for reading"
                        .to_owned(),
                ));
            }
        };
        Ok(Self { kind, rows: 0 })
    }

    /// Adds so many rows; `cell` gives the cell of a row, counted from 0, and of a field in the order of the header. Each
    /// format asks for them in the order that suits it.
    ///
    /// # Errors
    /// If a cell does not fit its field.
    pub fn rows<'r>(
        &mut self,
        count: usize,
        cell: impl Fn(usize, usize) -> Cell<'r>,
    ) -> Result<()> {
        self.rows += count;
        match &mut self.kind {
            Kind::Csv(csv) => (0..count).try_for_each(|row| csv.row(|field| cell(row, field))),
            Kind::Json(json) => (0..count).try_for_each(|row| json.row(|field| cell(row, field))),
            #[cfg(feature = "parquet")]
            Kind::Parquet(parquet) => parquet.rows(count, cell),
        }
    }

    /// The rows that were added since the last block; None if there is none.
    ///
    /// # Errors
    /// If the format cannot encode them.
    pub fn take(&mut self) -> Result<Option<Block>> {
        if self.rows == 0 {
            return Ok(None);
        }
        self.rows = 0;
        Ok(Some(match &mut self.kind {
            Kind::Csv(csv) => Block::Text(csv.take()?),
            Kind::Json(json) => Block::Text(json.take()),
            #[cfg(feature = "parquet")]
            Kind::Parquet(parquet) => Block::RowGroup(parquet.take()?),
        }))
    }
}

/// What stands between rows of a text format.
fn separator(format: Format) -> &'static str {
    match format {
        Format::Json => ",\n",
        Format::Ndjson => "\n",
        _ => "",
    }
}

/// A file of blocks.
pub struct BlockFile<W: Write> {
    format: Format,
    out: W,
    is_empty: bool,
    #[cfg(feature = "parquet")]
    parquet: Option<parquet::File>,
}

impl<W: Write> BlockFile<W> {
    /// Writes what stands before the first row.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn new(format: Format, header: &[&str], mut out: W) -> Result<Self> {
        match format {
            Format::Csv => out.write_all(&csv::line(header)?)?,
            Format::Json => out.write_all(b"[\n")?,
            _ => {}
        }
        Ok(Self {
            format,
            out,
            is_empty: true,
            #[cfg(feature = "parquet")]
            parquet: if format == Format::Parquet {
                Some(parquet::File::new(header)?)
            } else {
                None
            },
        })
    }

    /// Writes the next block.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn append(&mut self, block: Block) -> Result<()> {
        match block {
            Block::Text(text) => {
                if !self.is_empty {
                    self.out.write_all(separator(self.format).as_bytes())?;
                }
                self.out.write_all(&text)?;
            }
            #[cfg(feature = "parquet")]
            Block::RowGroup(group) => {
                if let Some(parquet) = &mut self.parquet {
                    parquet.append(group)?;
                    self.out.write_all(&parquet.take()?)?;
                }
            }
        }
        self.is_empty = false;
        Ok(())
    }

    /// Writes what stands behind the last row, and returns what was written to.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn finish(mut self) -> Result<W> {
        #[cfg(feature = "parquet")]
        if let Some(parquet) = self.parquet {
            self.out.write_all(&parquet.finish()?)?;
        }
        match self.format {
            Format::Json => self.out.write_all(b"\n]\n")?,
            Format::Ndjson if !self.is_empty => self.out.write_all(b"\n")?,
            _ => {}
        }
        Ok(self.out)
    }
}

/// Rows of a block where they are written as they come.
const ROWS_A_BLOCK: usize = 1024;

/// Rows of a row group where they are written as they come: a reader of Parquet wants large ones.
const ROWS_A_ROW_GROUP: usize = 1 << 16;

/// A writer of rows as they come, block by block.
pub(super) struct BlockRows<'w> {
    encoder: BlockEncoder,
    file: BlockFile<&'w mut dyn Write>,
    rows_a_block: usize,
}

impl<'w> BlockRows<'w> {
    pub(super) fn new(format: Format, header: &[&str], out: &'w mut dyn Write) -> Result<Self> {
        let rows_a_block = if format == Format::Parquet {
            ROWS_A_ROW_GROUP
        } else {
            ROWS_A_BLOCK
        };
        let encoder = BlockEncoder::new(format, header)?;
        Ok(Self {
            encoder,
            file: BlockFile::new(format, header, out)?,
            rows_a_block,
        })
    }

    fn flush(&mut self) -> Result<()> {
        self.encoder
            .take()?
            .map_or(Ok(()), |block| self.file.append(block))
    }
}

impl RowWriter for BlockRows<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.encoder.rows(1, |_, field| cells[field])?;
        if self.encoder.rows < self.rows_a_block {
            Ok(())
        } else {
            self.flush()
        }
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.flush()?;
        self.file.finish().map(drop)
    }
}
