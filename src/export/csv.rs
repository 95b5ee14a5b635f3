//! Comma-separated values.
//!
//! A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, and is
//! no number) gets an apostrophe in front, which spreadsheets take for "this is text". Texts of the catalogue never do;
//! names and columns of a user's file may.

use std::io::Write;

use super::RowWriter;
use crate::delimited::RecordWriter;
use crate::error::Result;
use crate::record::Cell;

struct CsvRows<W: Write> {
    out: RecordWriter<W>,
    /// The text of a cell, kept from one to the next.
    text: String,
}

/// Writes the header and returns the writer of rows.
pub(super) fn writer<'w>(header: &[&str], out: &'w mut dyn Write) -> Result<Box<dyn RowWriter + 'w>> {
    let mut rows = CsvRows { out: RecordWriter::new(out), text: String::new() };
    for name in header {
        rows.out.cell(name)?;
    }
    rows.out.end()?;
    Ok(Box::new(rows))
}

impl<W: Write> RowWriter for CsvRows<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for cell in cells {
            self.text.clear();
            if let Cell::Text(text) = cell
                && is_formula(text)
            {
                self.text.push('\'');
            }
            cell.write_to(&mut self.text);
            self.out.cell(&self.text)?;
        }
        self.out.end()
    }

    fn finish(self: Box<Self>) -> Result<()> {
        self.out.finish()
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        let mut out = Vec::new();
        let mut rows = writer(&["a"], &mut out).unwrap();
        for text in ["=1+1", "@SUM(A1)", "-5.2", "+x", "-x", "plain", "'quoted", "\tx"] {
            rows.row(&[Cell::Text(text)]).unwrap();
        }
        rows.row(&[Cell::Number(-5.0)]).unwrap();
        rows.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "a\n'=1+1\n'@SUM(A1)\n-5.2\n'+x\n'-x\nplain\n'quoted\n'\tx\n-5\n");
    }
}
