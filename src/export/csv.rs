//! Comma-separated values.

use std::io::Write;

use super::RowWriter;
use crate::delimited::RecordWriter;
use crate::error::Result;
use crate::record::Cell;

struct CsvRows<W: Write>(RecordWriter<W>);

/// Writes the header and returns the writer of rows.
pub(super) fn writer<'w>(header: &[&str], out: &'w mut dyn Write) -> Result<Box<dyn RowWriter + 'w>> {
    let mut writer = RecordWriter::new(out);
    writer.record(header.iter())?;
    Ok(Box::new(CsvRows(writer)))
}

impl<W: Write> RowWriter for CsvRows<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.0.record(cells.iter().map(|cell| Bytes(cell.to_text())))
    }

    fn finish(self: Box<Self>) -> Result<()> {
        self.0.finish()
    }
}

struct Bytes<'r>(std::borrow::Cow<'r, str>);

impl AsRef<[u8]> for Bytes<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
