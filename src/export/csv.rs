//! Comma-separated values by RFC 4180, lines ended by a line feed.

use std::io::Write;

use super::RowWriter;
use crate::error::{Error, Result};
use crate::record::Cell;

struct CsvRows<W: Write>(csv::Writer<W>);

/// Writes the header and returns the writer of rows.
pub(super) fn writer<'w>(header: &[&str], out: &'w mut dyn Write) -> Result<Box<dyn RowWriter + 'w>> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(header).map_err(output_error)?;
    Ok(Box::new(CsvRows(writer)))
}

impl<W: Write> RowWriter for CsvRows<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for cell in cells {
            self.0.write_field(cell.to_text().as_bytes()).map_err(output_error)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(output_error)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.0.flush()?)
    }
}

fn output_error(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(source) => Error::Output(source),
        other => Error::Output(std::io::Error::other(format!("{other:?}"))),
    }
}
