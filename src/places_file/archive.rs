//! How much a spreadsheet holds, before it is read.

use std::io::{BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::refused;
use super::sheets::{MOST_CELLS, MOST_COLUMNS, MOST_TEXT_BYTES, too_many, too_much_text};
use crate::error::Result;

/// The most bytes of an archive when unpacked.
const MOST_UNPACKED_BYTES: u64 = 512 << 20;

/// The most bytes between two tags of XML, which are held at once: Excel takes 32,767 letters in a cell.
const MOST_BYTES_OF_CELL: usize = 1 << 20;

/// Measures an archive by unpacking it to nowhere: what it says of its sizes may be untrue.
pub(super) fn measure(bytes: &[u8]) -> Result<()> {
    // An old spreadsheet is no archive.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(());
    };
    let mut left = MOST_UNPACKED_BYTES;
    for at in 0..archive.len() {
        let Ok(entry) = archive.by_index(at) else {
            continue;
        };
        let name = entry
            .name()
            .map(|name| name.to_lowercase())
            .unwrap_or_default();
        let is_xml = std::path::Path::new(&name)
            .extension()
            .is_some_and(|it| it == "xml");
        let mut part = Part::default();
        let mut repeats = (name == "content.xml").then(Repeats::default);
        let mut reader = BufReader::with_capacity(1 << 16, entry.take(left + 1));
        // A part that breaks off is found again when it is read.
        while let Ok(piece) = reader.fill_buf() {
            if piece.is_empty() {
                break;
            }
            part.take(piece);
            if let Some(repeats) = &mut repeats {
                repeats.take(piece).map_err(refused)?;
            }
            let count = piece.len();
            reader.consume(count);
            if is_xml && part.longest > MOST_BYTES_OF_CELL {
                return Err(refused(format!(
                    "it has a cell of more than {} MB, where spreadsheets take 32,767 letters",
                    MOST_BYTES_OF_CELL >> 20
                )));
            }
        }
        left = left.checked_sub(part.bytes).ok_or_else(|| {
            refused(format!(
                "it has more than {} MB unpacked: split it, or write it as CSV",
                MOST_UNPACKED_BYTES >> 20
            ))
        })?;
        if let Some(texts) = part.texts_announced()
            && name.ends_with("sharedstrings.xml")
            && texts > part.bytes / LEAST_BYTES_OF_TEXT
        {
            return Err(refused(format!(
                "the spreadsheet is damaged: it announces {texts} texts, and has no room for them"
            )));
        }
    }
    Ok(())
}

/// The fewest bytes of a text in the table of texts of XLSX: `<si/>`.
const LEAST_BYTES_OF_TEXT: u64 = 5;

/// A part of an archive as it is unpacked.
#[derive(Default)]
struct Part {
    bytes: u64,
    head: Vec<u8>,
    /// Bytes since the last tag began, and the most that ever were.
    since_tag: usize,
    longest: usize,
}

impl Part {
    fn take(&mut self, piece: &[u8]) {
        self.bytes += piece.len() as u64;
        let room = 1024_usize.saturating_sub(self.head.len());
        self.head.extend_from_slice(&piece[..piece.len().min(room)]);
        let mut rest = piece;
        while let Some(at) = memchr::memchr(b'<', rest) {
            self.longest = self.longest.max(self.since_tag + at);
            self.since_tag = 0;
            rest = &rest[at + 1..];
        }
        self.since_tag += rest.len();
        self.longest = self.longest.max(self.since_tag);
    }

    /// How many texts the table of texts of XLSX says that it has.
    fn texts_announced(&self) -> Option<u64> {
        let head = String::from_utf8_lossy(&self.head);
        // More digits than a number holds are more texts than any.
        Some(digits_of(&head, "uniqueCount")?.parse().unwrap_or(u64::MAX))
    }
}

/// The digits of an attribute of XML.
fn digits_of<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, after) = tag.split_once(name)?;
    let digits = after.trim_start_matches(['=', '"', '\'', ' ']);
    let end = digits.find(|c: char| !c.is_ascii_digit());
    Some(&digits[..end.unwrap_or(digits.len())])
}

/// What the repeated cells and rows of an ODS make: a few bytes may stand for a full sheet.
#[derive(Default)]
struct Repeats {
    /// The tag and text that are not yet complete.
    pending: Vec<u8>,
    times_of_row: usize,
    times_of_cell: usize,
    /// Rows to the last one that is filled, and the rows since.
    rows: usize,
    rows_since: usize,
    /// Columns of the present row, and the most that a filled cell stands in.
    column: usize,
    width: usize,
    text_bytes: usize,
}

impl Repeats {
    fn take(&mut self, piece: &[u8]) -> std::result::Result<(), String> {
        self.pending.extend_from_slice(piece);
        let mut start = 0;
        while let Some(next) = memchr::memchr(b'<', &self.pending[start + 1..]) {
            let end = start + 1 + next;
            let tag = String::from_utf8_lossy(&self.pending[start..end]).into_owned();
            self.tag(&tag)?;
            start = end;
            if start + 1 >= self.pending.len() {
                break;
            }
        }
        self.pending.drain(..start);
        Ok(())
    }

    /// A tag with the text behind it.
    fn tag(&mut self, tag: &str) -> std::result::Result<(), String> {
        let (head, text) = tag.split_once('>').unwrap_or((tag, ""));
        let repeats = |name: &str| digits_of(head, name)?.parse::<usize>().ok();
        if head.starts_with("<table:table-row") {
            // As many as a sheet of LibreOffice has.
            self.times_of_row = repeats("number-rows-repeated").unwrap_or(1).min(1 << 20);
            self.rows_since += self.times_of_row;
            self.column = 0;
        } else if head.starts_with("<table:table-cell")
            || head.starts_with("<table:covered-table-cell")
        {
            self.times_of_cell = repeats("number-columns-repeated")
                .unwrap_or(1)
                .min(MOST_COLUMNS);
            self.column = (self.column + self.times_of_cell).min(MOST_COLUMNS);
            if head.contains("office:value") {
                self.width = self.width.max(self.column);
                self.rows += std::mem::take(&mut self.rows_since);
            }
            if self.rows.saturating_mul(self.width) > MOST_CELLS {
                return Err(too_many());
            }
        } else if head.starts_with("<table:table ") {
            *self = Self {
                pending: std::mem::take(&mut self.pending),
                text_bytes: self.text_bytes,
                ..Self::default()
            };
        }
        let times = self.times_of_row.max(1) * self.times_of_cell.max(1);
        self.text_bytes = self
            .text_bytes
            .saturating_add(text.trim().len().saturating_mul(times));
        if self.text_bytes > MOST_TEXT_BYTES {
            return Err(too_much_text());
        }
        Ok(())
    }
}
