//! Detects the separator of columns from the first lines.

use super::scan::line_end;

/// Bytes of a file examined.
pub(super) const SAMPLE_BYTES: usize = 1 << 16;

/// Lines examined.
const SAMPLE_LINES: usize = 30;

/// The separators, the more telling first: a comma also separates decimals, thousands, and words.
const SEPARATORS: [u8; 4] = [b'\t', b';', b'|', b','];

/// Properties found from the first lines.
pub(super) struct Dialect {
    pub(super) separator: u8,
    /// The length of a line `sep=;`, which Excel writes before the header.
    pub(super) skipped_bytes: usize,
    /// Note on the separator, if it is not the common comma.
    pub(super) note: Option<String>,
}

/// Finds the separator of a file from its beginning. With `is_last`, the sample is all of it.
pub(super) fn find(sample: &[u8], is_last: bool) -> Dialect {
    let (first, first_bytes) = line_end(sample, 0, is_last).unwrap_or((sample.len(), sample.len()));
    if let Some(separator) = stated(&sample[..first]) {
        return Dialect {
            separator,
            skipped_bytes: first_bytes,
            note: note(separator, "as its first line says"),
        };
    }
    let separator = most_regular(sample, is_last);
    Dialect {
        separator,
        skipped_bytes: 0,
        note: note(separator, "as its lines show"),
    }
}

pub(super) fn note(separator: u8, why: &str) -> Option<String> {
    let name = match separator {
        b'\t' => "tabs".to_owned(),
        b';' => "semicolons".to_owned(),
        b'|' => "vertical bars".to_owned(),
        b',' => return None,
        other => format!("{:?}", char::from(other)),
    };
    Some(format!("columns are separated by {name}, {why}"))
}

/// The separator of a line `sep=;`, perhaps in quotation marks.
fn stated(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii_end();
    let line = match line {
        [b'"', inner @ .., b'"'] => inner,
        line => line,
    };
    match line {
        [s, e, p, b'=', separator]
            if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep"
                && separator.is_ascii()
                && !separator.is_ascii_alphanumeric()
                && !matches!(separator, b'"' | b'\n' | b'\r') =>
        {
            Some(*separator)
        }
        // The tab that ends the line was trimmed.
        [s, e, p, b'='] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => Some(b'\t'),
        _ => None,
    }
}

/// The separator that the first line has and that occurs equally often in most lines after it.
pub(super) fn most_regular(sample: &[u8], is_last: bool) -> u8 {
    let lines = lines(sample, is_last);
    let counts: Vec<[usize; 4]> = lines
        .iter()
        .map(|line| SEPARATORS.map(|separator| count(line, separator)))
        .collect();
    let Some(first) = counts.first() else {
        return b',';
    };
    let regular = |at: usize| counts.iter().filter(|line| line[at] == first[at]).count();
    (0..SEPARATORS.len())
        .filter(|&at| first[at] > 0)
        // Of equals, `max_by_key` takes the last.
        .rev()
        .max_by_key(|&at| regular(at))
        .map_or(b',', |at| SEPARATORS[at])
}

/// The first lines that are not blank. A line that the sample cuts off is left out.
fn lines(sample: &[u8], is_last: bool) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut rest = sample;
    while !rest.is_empty() && found.len() < SAMPLE_LINES {
        let Some((content, bytes)) = line_end(rest, 0, is_last) else {
            break;
        };
        if !rest[..content].trim_ascii().is_empty() {
            found.push(&rest[..content]);
        }
        rest = &rest[bytes..];
    }
    if found.is_empty() && !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// Number of separators in a line outside quotation marks. Unpaired marks count as text.
fn count(line: &[u8], separator: u8) -> usize {
    let pairs = memchr::memchr_iter(b'"', line).count().is_multiple_of(2);
    let mut is_within = false;
    let mut count = 0;
    for &byte in line {
        if byte == b'"' && pairs {
            is_within = !is_within;
        } else if byte == separator && !is_within {
            count += 1;
        }
    }
    count
}
