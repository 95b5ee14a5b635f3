//! One record: its cells, and how they are taken from its text.

use memchr::memchr;

use super::scan;
use crate::invisible::is_invisible;

/// The cells of one record, without space around them. One is used for all records of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(super) line: u64,
    text: String,
    /// The start and the end of each cell in `text`.
    pub(super) cells: Vec<(usize, usize)>,
}

impl Row {
    /// The line on which the record begins, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The number of cells.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The text of a cell; empty past the last one, as in a record whose last cells were left out.
    pub(crate) fn cell(&self, at: usize) -> &str {
        self.cells
            .get(at)
            .map_or("", |&(start, end)| &self.text[start..end])
    }

    /// All cells in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.cells
            .iter()
            .map(|&(start, end)| &self.text[start..end])
    }

    /// True if no cell holds anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.cells.iter().all(|(start, end)| start == end)
    }

    pub(super) fn holds_the_same_as(&self, other: &Self) -> bool {
        self.cell(0) == other.cell(0) && self.iter().eq(other.iter())
    }

    /// Takes over the cells of a record that holds no quotation mark at the start of a cell.
    fn set_plain(&mut self, text: &str, separator: u8) {
        self.text.clear();
        self.text.push_str(text);
        self.cells.clear();
        let mut start = 0;
        for end in memchr::memchr_iter(separator, text.as_bytes()).chain([text.len()]) {
            let cell = &text[start..end];
            let before = cell.len() - cell.trim_start().len();
            self.cells
                .push((start + before, start + before + cell.trim().len()));
            start = end + 1;
        }
    }

    /// Takes over the cells of a record with quoted cells, which [`scan::record`] has found to be well formed.
    fn set_quoted(&mut self, text: &str, separator: u8) {
        self.text.clear();
        self.cells.clear();
        let mut rest = Some(text);
        while let Some(cell) = rest {
            let (content, following) = scan::cell(cell, separator);
            let start = self.text.len();
            match content {
                scan::Content::Plain(text) => self.text.push_str(text.trim()),
                scan::Content::Quoted(text) => {
                    let mut parts = text.split("\"\"");
                    self.text.push_str(parts.next().unwrap_or_default());
                    for part in parts {
                        self.text.push('"');
                        self.text.push_str(part);
                    }
                    let trimmed = self.text[start..].trim_end().len();
                    self.text.truncate(start + trimmed);
                    let before = self.text[start..].len() - self.text[start..].trim_start().len();
                    self.text.replace_range(start..start + before, "");
                }
            }
            self.cells.push((start, self.text.len()));
            rest = following;
        }
    }

    /// Drops invisible characters, if there are any.
    fn drop_invisible(&mut self) {
        if self.text.is_ascii() || !self.text.chars().any(is_invisible) {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        for cell in &mut self.cells {
            let start = text.len();
            text.extend(
                self.text[cell.0..cell.1]
                    .chars()
                    .filter(|&c| !is_invisible(c)),
            );
            let trimmed = text[start..].trim();
            let before = trimmed.as_ptr() as usize - text[start..].as_ptr() as usize;
            *cell = (start + before, start + before + trimmed.len());
        }
        self.text = text;
    }
}

/// Takes over the cells of a record. False for a blank line.
pub(super) fn take(
    row: &mut Row,
    content: &[u8],
    separator: u8,
    is_quoted: bool,
) -> Result<bool, String> {
    if memchr(0, content).is_some() {
        return Err("it holds NUL bytes, which text has not".to_owned());
    }
    let text = std::str::from_utf8(content).map_err(|error| {
        format!(
            "it is not UTF-8 text: byte {} cannot be read",
            error.valid_up_to() + 1
        )
    })?;
    if text.trim().is_empty() && !text.bytes().any(|byte| byte == separator) {
        return Ok(false);
    }
    if is_quoted {
        row.set_quoted(text, separator);
    } else {
        row.set_plain(text, separator);
    }
    row.drop_invisible();
    Ok(true)
}
