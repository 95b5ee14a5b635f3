//! Comma-separated values.
//!
//! A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, and is
//! no number) gets an apostrophe in front, which spreadsheets take for "this is text". Texts of the catalogue never do;
//! names and columns of a user's file may.

use crate::delimited::RecordWriter;
use crate::error::Result;
use crate::record::Cell;

/// Encodes rows as lines.
pub(super) struct Encoder {
    fields: usize,
    lines: RecordWriter<Vec<u8>>,
    /// The text of a cell, kept from one to the next.
    text: String,
}

impl Encoder {
    pub(super) fn new(fields: usize) -> Self {
        Self {
            fields,
            lines: RecordWriter::new(Vec::new()),
            text: String::new(),
        }
    }

    pub(super) fn row<'r>(&mut self, cell: impl Fn(usize) -> Cell<'r>) -> Result<()> {
        for field in 0..self.fields {
            match cell(field) {
                Cell::Text(text) if !is_formula(text) => self.lines.cell(text)?,
                cell => {
                    self.text.clear();
                    if matches!(cell, Cell::Text(_)) {
                        self.text.push('\'');
                    }
                    cell.write_to(&mut self.text);
                    self.lines.cell(&self.text)?;
                }
            }
        }
        self.lines.end()
    }

    /// The lines since the last call.
    pub(super) fn take(&mut self) -> Result<Vec<u8>> {
        std::mem::replace(&mut self.lines, RecordWriter::new(Vec::new())).into_inner()
    }
}

/// Names as one line.
pub(super) fn line(names: &[&str]) -> Result<Vec<u8>> {
    let mut line = RecordWriter::new(Vec::new());
    for name in names {
        line.cell(name)?;
    }
    line.end()?;
    line.into_inner()
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        let mut rows = Encoder::new(1);
        for text in [
            "=1+1", "@SUM(A1)", "-5.2", "+x", "-x", "plain", "'quoted", "\tx",
        ] {
            rows.row(|_| Cell::Text(text)).unwrap();
        }
        rows.row(|_| Cell::Number(-5.0)).unwrap();
        let text = String::from_utf8(rows.take().unwrap()).unwrap();
        assert_eq!(
            text,
            "'=1+1\n'@SUM(A1)\n-5.2\n'+x\n'-x\nplain\n'quoted\n'\tx\n-5\n"
        );
        assert!(rows.take().unwrap().is_empty());
    }
}
