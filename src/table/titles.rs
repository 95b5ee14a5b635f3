//! Tables below lines of titles or comments, as spreadsheets and agencies write them.

use super::scan::{Scan, line_end, record};
use super::{Columns, Options, Row, dialect, take};

/// Most lines above a header.
const MOST_LINES: u64 = 20;

/// Where a table begins below its titles.
pub(super) struct Below {
    /// The bytes and the lines above its header.
    pub(super) bytes: usize,
    pub(super) lines: u64,
    pub(super) separator: u8,
    pub(super) notes: Vec<String>,
}

/// The table below the titles of a file, of which `sample` is the beginning. None if the first line is no title: a title has
/// one cell with text in it, or begins as a comment.
pub(super) fn find(sample: &[u8], is_last: bool, options: &Options) -> Option<Below> {
    // Names of columns are no title, whatever the lines below them look like.
    let separator = dialect::most_regular(sample, is_last);
    if is_header(sample, separator, is_last, options) {
        return None;
    }
    let mut above: Vec<&[u8]> = Vec::new();
    let mut at = 0;
    let mut lines = 0;
    while lines < MOST_LINES {
        let rest = sample.get(at..).filter(|rest| !rest.is_empty())?;
        let (content, bytes) = line_end(rest, 0, is_last)?;
        if lines > 0 {
            let separator = dialect::most_regular(rest, is_last);
            if !above.iter().all(|line| is_title(line, separator)) {
                return None;
            }
            if is_header(rest, separator, is_last, options) {
                let line = lines + 1;
                let mut notes = vec![format!(
                    "line {line} is taken as the header, and what is above it is left out"
                )];
                notes.extend(dialect::note(separator, "as its lines show"));
                return Some(Below {
                    bytes: at,
                    lines,
                    separator,
                    notes,
                });
            }
        }
        above.push(&rest[..content]);
        at += bytes;
        lines += 1;
    }
    None
}

fn is_title(line: &[u8], separator: u8) -> bool {
    let line = line.trim_ascii();
    let mut filled = line
        .split(|&byte| byte == separator)
        .filter(|cell| !cell.trim_ascii().is_empty());
    line.starts_with(b"#") || filled.nth(1).is_none()
}

/// True if the record at the start of the text names columns: two of them, or what the user maps.
fn is_header(text: &[u8], separator: u8, is_last: bool, options: &Options) -> bool {
    let Scan::Record {
        content, is_quoted, ..
    } = record(text, separator, is_last)
    else {
        return false;
    };
    let mut row = Row::default();
    if take(&mut row, &text[..content], separator, is_quoted) != Ok(true) || row.len() < 2 {
        return false;
    }
    let columns = Columns::read(&row, &options.mapping, &mut Vec::new());
    let least = if options.mapping.is_empty() { 2 } else { 1 };
    columns
        .ok()
        .flatten()
        .is_some_and(|columns| columns.role_count() >= least)
}

#[cfg(test)]
mod tests {
    use super::super::Table;
    use super::*;

    fn header_of(text: &str) -> (Option<Vec<String>>, u64, Vec<String>) {
        let table = Table::open(text.as_bytes(), Options::named("x.csv")).unwrap();
        let names = table
            .columns()
            .map(|columns| columns.names().map(str::to_owned).collect());
        let notes = table.notes().map(str::to_owned).collect();
        (names, table.first().line(), notes)
    }

    #[test]
    fn titles_above_a_header_are_left_out() {
        for (text, line) in [
            ("Bases of the north\nname,lat,lon\nA,54.71,20.51\n", 2),
            ("Standorte;;\n;;\nName;Breite;Länge\nA;54,71;20,51\n", 3),
            (
                "Standorte, Stand 2024\n\nName;Breite;Länge\nA;54,71;20,51\n",
                3,
            ),
            (
                "# made by a program, 2024\nname,lat,lon\nA,54.71,20.51\n",
                2,
            ),
        ] {
            let (names, found, notes) = header_of(text);
            assert_eq!(names.map(|names| names.len()), Some(3), "{text}");
            assert_eq!(found, line, "{text}");
            assert!(
                notes[0].starts_with(&format!("line {line} is taken as the header")),
                "{notes:?}"
            );
        }
    }

    #[test]
    fn what_is_no_title_is_kept() {
        for text in [
            "name,lat,lon\nA,54.71,20.51\n",
            "Berlin\nParis, France\nLyon, France\n",
            "A,54.71,20.51\nname,lat,lon\n",
            "# lon lat name\n20.51 54.71 A\n",
            "place\n\"54.71,20.51\"\n",
            "name,lat,note\n\",x\",\"\ty,|x\",\"\rx\"\n",
        ] {
            let (_, line, notes) = header_of(text);
            assert_eq!(line, 1, "{text}");
            assert!(notes.is_empty(), "{text}: {notes:?}");
        }
    }
}
