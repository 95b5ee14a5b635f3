//! Finds the ends of records and cells: RFC 4180 with any line end, and any separator of one byte.

use memchr::{memchr, memchr2, memchr3};

/// Result of scanning the start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Scan {
    /// A record.
    Record {
        /// Its bytes without the end of its line.
        content: usize,
        /// Its bytes with the end of its line.
        bytes: usize,
        /// The line ends within and after it.
        lines: u64,
        /// True if a cell begins with a quotation mark.
        is_quoted: bool,
    },
    /// A record whose quotation marks are wrong.
    Bad { reason: String },
    /// The end of the record is missing.
    More,
}

/// The end of the line that begins at the start of the text: its length without and with the line end. None if the end is
/// missing; the last line ends with the text.
pub(super) fn line_end(text: &[u8], searched: usize, is_last: bool) -> Option<(usize, usize)> {
    match memchr2(b'\n', b'\r', &text[searched..]) {
        None => is_last.then_some((text.len(), text.len())),
        Some(found) => {
            let at = searched + found;
            if text[at] == b'\n' {
                return Some((at, at + 1));
            }
            match text.get(at + 1) {
                Some(b'\n') => Some((at, at + 2)),
                Some(_) => Some((at, at + 1)),
                None => is_last.then_some((at, at + 1)),
            }
        }
    }
}

/// Finds the end of the record at the start of the text. With `is_last`, nothing follows the text.
pub(super) fn record(text: &[u8], separator: u8, is_last: bool) -> Scan {
    let Some((content, bytes)) = line_end(text, 0, is_last) else {
        // A quoted cell may hold the line ends that are missing here, but then they are not there either.
        return Scan::More;
    };
    let plain = Scan::Record {
        content,
        bytes,
        lines: u64::from(bytes > content),
        is_quoted: false,
    };
    if memchr(b'"', &text[..content]).is_none() {
        return plain;
    }
    match quoted(text, separator, is_last) {
        Quoted::None => plain,
        Quoted::Record(scan) => scan,
        // Tab-separated files seldom quote, and have quotation marks of their own.
        Quoted::Bad(_) if separator == b'\t' => plain,
        Quoted::Bad(reason) => Scan::Bad {
            reason: reason.to_owned(),
        },
        Quoted::More => Scan::More,
    }
}

enum Quoted {
    /// No cell of the record begins with a quotation mark.
    None,
    Record(Scan),
    Bad(&'static str),
    More,
}

/// True if a quoted cell of a record has a line in it that reads like a record of its own: with as many cells, and no blank
/// after a separator, unlike a sentence. An unclosed quotation mark takes the lines up to the next one into its cell.
pub(super) fn swallows_records(text: &[u8], separator: u8, width: usize) -> bool {
    let is_record = |line: &[u8]| {
        let mut count = 0;
        for at in memchr::memchr_iter(separator, line) {
            if matches!(line.get(at + 1), Some(b' ' | b'\t')) {
                return false;
            }
            count += 1;
        }
        count > 0 && count + 1 == width
    };
    let mut at = 0;
    loop {
        let start = at + spaces(&text[at..], separator);
        let mut end = start;
        if text.get(start) == Some(&b'"')
            && let Some(close) = closing_quote(text, start + 1)
        {
            let cell = &text[start + 1..close];
            let mut lines = cell.split(|&byte| byte == b'\n' || byte == b'\r');
            lines.next();
            if lines.any(is_record) {
                return true;
            }
            end = close + 1;
        }
        match memchr(separator, &text[end..]) {
            Some(length) => at = end + length + 1,
            None => return false,
        }
    }
}

const UNCLOSED: &str = "a quotation mark is opened and not closed";

/// Finds the end of a record that has quotation marks.
fn quoted(text: &[u8], separator: u8, is_last: bool) -> Quoted {
    let mut is_quoted = false;
    let mut inner_lines = 0;
    let mut at = 0;
    loop {
        let start = at + spaces(&text[at..], separator);
        if text.get(start) == Some(&b'"') {
            is_quoted = true;
            let content = start + 1;
            let Some(close) = closing_quote(text, content) else {
                return if is_last {
                    Quoted::Bad(UNCLOSED)
                } else {
                    Quoted::More
                };
            };
            if close + 1 == text.len() && !is_last {
                // The other half of a doubled mark may follow.
                return Quoted::More;
            }
            let lines = line_ends(&text[content..close]);
            inner_lines += lines;
            at = close + 1 + spaces(&text[close + 1..], separator);
            match text.get(at) {
                None if !is_last => return Quoted::More,
                None | Some(b'\n' | b'\r') => {}
                Some(&byte) if byte == separator => {}
                Some(_) if lines > 0 => return Quoted::Bad(UNCLOSED),
                Some(_) => {
                    return Quoted::Bad(
                        "text follows a closing quotation mark; write a quotation mark within a quoted cell twice",
                    );
                }
            }
        } else {
            match memchr3(separator, b'\n', b'\r', &text[start..]) {
                Some(length) => at = start + length,
                None if is_last => at = text.len(),
                None => return Quoted::More,
            }
        }
        if text.get(at) == Some(&separator) {
            at += 1;
            continue;
        }
        if !is_quoted {
            return Quoted::None;
        }
        return match line_end(&text[at..], 0, is_last) {
            Some((_, bytes)) => Quoted::Record(Scan::Record {
                content: at,
                bytes: at + bytes,
                lines: inner_lines + u64::from(bytes > 0),
                is_quoted,
            }),
            None => Quoted::More,
        };
    }
}

/// The quotation mark that closes a cell: the first one that is not doubled.
fn closing_quote(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let found = at + memchr(b'"', text.get(at..)?)?;
        if text.get(found + 1) != Some(&b'"') {
            return Some(found);
        }
        at = found + 2;
    }
}

/// Line ends of any kind; CR and LF together are one.
fn line_ends(text: &[u8]) -> u64 {
    let mut count = 0;
    let mut previous = 0;
    for &byte in text {
        count += u64::from(byte == b'\r' || (byte == b'\n' && previous != b'\r'));
        previous = byte;
    }
    count
}

/// Number of leading blanks that are not separators.
fn spaces(text: &[u8], separator: u8) -> usize {
    text.iter()
        .take_while(|&&byte| byte != separator && matches!(byte, b' ' | b'\t'))
        .count()
}

/// A cell as written in a record.
pub(super) enum Content<'t> {
    Plain(&'t str),
    /// Between quotation marks; those within are doubled.
    Quoted(&'t str),
}

/// The first cell of a record that [`record`] found well formed, and what follows the separator after it.
pub(super) fn cell(text: &str, separator: u8) -> (Content<'_>, Option<&str>) {
    let bytes = text.as_bytes();
    let start = spaces(bytes, separator);
    if bytes.get(start) == Some(&b'"')
        && let Some(close) = closing_quote(bytes, start + 1)
    {
        let after = close + 1 + spaces(&bytes[close + 1..], separator);
        let following = (bytes.get(after) == Some(&separator)).then(|| &text[after + 1..]);
        return (Content::Quoted(&text[start + 1..close]), following);
    }
    match memchr(separator, bytes) {
        Some(end) => (Content::Plain(&text[..end]), Some(&text[end + 1..])),
        None => (Content::Plain(text), None),
    }
}
