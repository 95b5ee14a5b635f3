//! Comma-separated values.
//!
//! A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-` or `@`, also in full width, a tab, an end of
//! line or NUL, and is not a number) gets an apostrophe in front, which spreadsheets read as "this is text". Texts of the
//! catalogue never need it; names and columns from a user's file may.

use super::format::RowWriter;
use super::rows::{Block, Encoder, Rows, TextFrame};
use crate::error::Result;
use crate::schema::{Cell, Heading};

pub(super) const WRITER: RowWriter = RowWriter {
    rows_a_block: 1024,
    encoder: |_| Ok(Box::new(Lines::default())),
    frame: |headings| Ok(Box::new(TextFrame::new(header(headings), "", ["", ""]))),
};

/// Encodes rows as lines.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Encoder for Lines {
    fn add(&mut self, rows: &dyn Rows) -> Result<()> {
        for row in 0..rows.count() {
            let mut line = Line::begin(&mut self.text);
            rows.row(row, &mut |cell| line.cell(cell));
            line.end();
        }
        Ok(())
    }

    fn take(&mut self) -> Result<Block> {
        Ok(Block::Text(std::mem::take(&mut self.text).into_bytes()))
    }
}

/// The line of names.
fn header(headings: &[Heading]) -> Vec<u8> {
    let mut text = String::new();
    let mut line = Line::begin(&mut text);
    for heading in headings {
        line.text(&heading.name);
    }
    line.end();
    text.into_bytes()
}

/// A line at the end of a text.
struct Line<'t> {
    text: &'t mut String,
    start: usize,
    is_empty: bool,
}

impl<'t> Line<'t> {
    fn begin(text: &'t mut String) -> Self {
        let start = text.len();
        Self {
            text,
            start,
            is_empty: true,
        }
    }

    fn separate(&mut self) {
        if !self.is_empty {
            self.text.push(',');
        }
        self.is_empty = false;
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        match cell {
            Cell::Text(text) => self.text(text),
            Cell::List(_) | Cell::Formatted(_) => {
                self.separate();
                let start = self.text.len();
                cell.write_to(self.text);
                if needs_quotes(&self.text[start..]) {
                    let text = self.text.split_off(start);
                    push_quoted(self.text, &text);
                }
            }
            // Numbers and flags need no quotes.
            _ => {
                self.separate();
                cell.write_to(self.text);
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.separate();
        if is_formula(text) {
            let text = format!("'{text}");
            if needs_quotes(&text) {
                push_quoted(self.text, &text);
            } else {
                self.text.push_str(&text);
            }
        } else if needs_quotes(text) {
            push_quoted(self.text, text);
        } else {
            self.text.push_str(text);
        }
    }

    fn end(self) {
        if self.text.len() == self.start {
            // One empty cell: readers skip empty lines.
            self.text.push_str("\"\"");
        }
        self.text.push('\n');
    }
}

/// True for texts with a comma, a quotation mark or an end of line. Without an early return, the compiler compares many bytes
/// at once.
fn needs_quotes(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| {
        found | matches!(byte, b',' | b'"' | b'\n' | b'\r')
    })
}

fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

fn is_formula(text: &str) -> bool {
    const SIGNS: [char; 12] = [
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
    ];
    // Most texts begin with a letter or digit: one comparison separates them from the rest.
    text.bytes()
        .next()
        .is_some_and(|first| !first.is_ascii_alphanumeric())
        && text.starts_with(SIGNS)
        && text.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rows::OneRow;
    use super::*;
    use crate::schema::Kind;

    fn written(rows: &[&[Cell<'_>]]) -> String {
        let mut lines = Lines::default();
        for row in rows {
            lines.add(&OneRow(row)).unwrap();
        }
        lines.text
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        let texts = [
            "=1+1", "@SUM(A1)", "-5.2", "+x", "-x", "plain", "'quoted", "\tx", "=1,2", "＝1",
        ];
        let cells = texts.map(|text| [Cell::Text(text)]);
        let mut rows: Vec<&[Cell<'_>]> = cells.iter().map(|cell| &cell[..]).collect();
        rows.push(&[Cell::Number(-5.0)]);
        assert_eq!(
            written(&rows),
            "'=1+1\n'@SUM(A1)\n-5.2\n'+x\n'-x\nplain\n'quoted\n'\tx\n\"'=1,2\"\n'＝1\n-5\n"
        );
    }

    #[test]
    fn a_line_of_one_empty_cell_is_no_empty_line() {
        assert_eq!(written(&[&[Cell::Null]]), "\"\"\n");
        assert_eq!(written(&[&[Cell::Null, Cell::Text("")]]), ",\n");
    }

    proptest! {
        /// The csv crate writes the same, and so reads what is written.
        #[test]
        fn lines_are_those_of_the_csv_crate(
            lines in prop::collection::vec(prop::collection::vec("[a,\"\n\r é;]{0,4}", 3), 1..4)
        ) {
            let mut wanted = csv::Writer::from_writer(Vec::new());
            let mut found = header(&["a", "b,", "=c"].map(|name| Heading {
                name: name.into(),
                kind: Kind::Text,
            }));
            wanted.write_record(["a", "b,", "'=c"]).unwrap();
            for line in &lines {
                let guarded = line.iter().map(|text| {
                    if is_formula(text) { format!("'{text}") } else { text.clone() }
                });
                wanted.write_record(guarded).unwrap();
                let cells: Vec<Cell<'_>> = line.iter().map(|text| Cell::Text(text)).collect();
                found.extend(written(&[&cells]).into_bytes());
            }
            prop_assert_eq!(found, wanted.into_inner().unwrap());
        }
    }
}
