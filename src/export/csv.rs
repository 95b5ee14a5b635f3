//! Comma-separated values.
//!
//! A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, and is
//! not a number) gets an apostrophe in front, which spreadsheets read as "this is text". Texts of the catalogue never need
//! it; names and columns from a user's file may.

use super::format::RowWriter;
use super::rows::{Block, Encoder, Rows, TextFrame};
use crate::delimited::RecordWriter;
use crate::error::Result;
use crate::schema::{Cell, Heading};

pub(super) const WRITER: RowWriter = RowWriter {
    rows_a_block: 1024,
    encoder: |_| Ok(Box::new(Lines::new())),
    frame: |headings| Ok(Box::new(TextFrame::new(header(headings)?, "", ["", ""]))),
};

/// Encodes rows as lines.
struct Lines {
    lines: RecordWriter<Vec<u8>>,
    /// Text of the present cell; kept to reuse its memory.
    text: String,
}

impl Lines {
    fn new() -> Self {
        Self {
            lines: RecordWriter::new(Vec::new()),
            text: String::new(),
        }
    }

    fn cell(&mut self, cell: &Cell<'_>) -> Result<()> {
        match *cell {
            Cell::Text(text) if !is_formula(text) => self.lines.cell(text),
            cell => {
                self.text.clear();
                if matches!(cell, Cell::Text(_)) {
                    self.text.push('\'');
                }
                cell.write_to(&mut self.text);
                self.lines.cell(&self.text)
            }
        }
    }
}

impl Encoder for Lines {
    fn add(&mut self, rows: &dyn Rows) -> Result<()> {
        for row in 0..rows.count() {
            let mut written = Ok(());
            rows.row(row, &mut |cell| {
                // Assigned on failure alone: this runs for every cell of a file.
                if written.is_ok()
                    && let Err(error) = self.cell(cell)
                {
                    written = Err(error);
                }
            });
            written?;
            self.lines.end()?;
        }
        Ok(())
    }

    fn take(&mut self) -> Result<Block> {
        let lines = std::mem::replace(&mut self.lines, RecordWriter::new(Vec::new()));
        lines.into_inner().map(Block::Text)
    }
}

/// The line of names.
fn header(headings: &[Heading]) -> Result<Vec<u8>> {
    let mut line = RecordWriter::new(Vec::new());
    for heading in headings {
        line.cell(&heading.name)?;
    }
    line.end()?;
    line.into_inner()
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::super::rows::OneRow;
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        let mut lines = Lines::new();
        for text in [
            "=1+1", "@SUM(A1)", "-5.2", "+x", "-x", "plain", "'quoted", "\tx",
        ] {
            lines.add(&OneRow(&[Cell::Text(text)])).unwrap();
        }
        lines.add(&OneRow(&[Cell::Number(-5.0)])).unwrap();
        let Block::Text(text) = lines.take().unwrap() else {
            panic!("lines are text")
        };
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "'=1+1\n'@SUM(A1)\n-5.2\n'+x\n'-x\nplain\n'quoted\n'\tx\n-5\n"
        );
    }
}
