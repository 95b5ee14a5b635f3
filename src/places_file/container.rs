//! KMZ, which is KML in a zip archive, and the places of spreadsheets.

use std::borrow::Cow;
use std::io::{Read, Seek};

use zip::ZipArchive;

use super::collect::Collector;
use super::doubt;
use super::rows::{Layout, Value};
use super::sheets::{Sheet, SheetCell, sheets};
use super::{kml, refused, text, whole};
use crate::error::Result;
use crate::table::{Columns, Options};

/// Reads a zip archive: KMZ, or a spreadsheet.
pub(super) fn read<R: Read + Seek>(
    mut source: R,
    options: &Options,
    collector: &mut Collector,
) -> Result<()> {
    let mut archive = ZipArchive::new(&mut source)
        .map_err(|error| refused(format!("the archive cannot be read: {error}")))?;
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(Cow::into_owned)
        .collect();
    let is_kml = |name: &String| name.to_lowercase().ends_with(".kml");
    // Google Earth takes doc.kml, or else the first.
    let document = names
        .iter()
        .find(|name| name.as_str() == "doc.kml")
        .or_else(|| names.iter().find(|name| is_kml(name)));
    if let Some(name) = document {
        if names.iter().filter(|name| is_kml(name)).count() > 1 {
            collector
                .notes
                .push(format!("of the files in the archive {name:?} is read"));
        }
        let entry = archive
            .by_name(name)
            .map_err(|error| refused(format!("{name:?} in the archive cannot be read: {error}")))?;
        let text = whole(entry, options, collector)?;
        return kml::read(&text, collector);
    }
    drop(archive);
    spreadsheet(source, options, collector)
}

/// Reads all sheets of a spreadsheet that have coordinates, or the first of names.
pub(super) fn spreadsheet<R: Read + Seek>(
    source: R,
    options: &Options,
    collector: &mut Collector,
) -> Result<()> {
    let all = sheets(source, options)?;
    let count = all.len();
    let mut without = None;
    // Sheets of names count where none has coordinates.
    for may_be_names in [false, true] {
        let mut read = Vec::new();
        let mut left_out = Vec::new();
        for one in &all {
            let before = collector.count();
            match sheet(one, may_be_names, options, collector) {
                Ok(true) => read.push(format!("{:?}", one.name)),
                Ok(false) => {}
                Err(error) if collector.count() > before => return Err(error),
                // A sheet of remarks may come first.
                Err(error) => {
                    left_out.push(format!("{:?}", one.name));
                    without = without.or(Some(error));
                }
            }
            if may_be_names && !read.is_empty() {
                break;
            }
        }
        if !read.is_empty() {
            if count > 1 {
                let rest = match &left_out[..] {
                    [] => String::new(),
                    names => format!("; {} has no places that can be read", names.join(", ")),
                };
                let sheets = read.join(" and ");
                let verb = if read.len() == 1 { "is" } else { "are" };
                collector
                    .notes
                    .push(format!("of its sheets {sheets} {verb} read{rest}"));
            }
            return Ok(());
        }
    }
    Err(without.unwrap_or_else(|| refused("the spreadsheet is empty")))
}

/// Rows above a header that may be titles.
const MOST_TITLES: usize = 20;

/// The place of the header among the rows of a sheet, below titles perhaps: the first that is one by this test.
pub(crate) fn header_below_titles<T>(
    rows: &[(u64, Vec<SheetCell>)],
    is_header: impl Fn(&[String], u64) -> Option<T>,
) -> Option<(usize, T)> {
    let above = rows.iter().take(MOST_TITLES).enumerate();
    let mut found = above.filter_map(|(at, (line, row))| {
        let names: Vec<String> = row.iter().map(SheetCell::text).collect();
        Some((at, is_header(&names, *line)?))
    });
    found.next()
}

/// The note of titles above a header.
pub(crate) fn titles_left_out(line: u64) -> String {
    format!("row {line} is taken as the header, and what is above it is left out")
}

/// Reads a sheet. False if it is empty.
fn sheet(
    sheet: &Sheet,
    may_be_names: bool,
    options: &Options,
    collector: &mut Collector,
) -> Result<bool> {
    let Some((first_line, first)) = sheet.rows.first() else {
        return Ok(false);
    };
    let columns_of = |names: &[String]| Columns::of_names(names, &options.mapping).ok();
    let first_names: Vec<String> = first.iter().map(SheetCell::text).collect();
    let guessed = Layout::guessed(first.iter().map(value)).filter(|_| options.mapping.is_empty());
    let header = header_below_titles(&sheet.rows, |names, _| Layout::of(&columns_of(names)?))
        .filter(|(at, _)| *at == 0 || guessed.is_none());
    if let (None, Some(_)) = (&header, &guessed) {
        let cells: Vec<Value<'_>> = first.iter().map(value).collect();
        if let Some(reason) = doubt::more_numbers(&cells, false) {
            return Err(refused(format!("row {first_line}: {reason}")));
        }
    }
    let (start, layout) = match (header, guessed) {
        (Some((at, layout)), _) => {
            if at > 0 {
                collector.notes.push(titles_left_out(sheet.rows[at].0));
            }
            (at + 1, layout)
        }
        (None, Some(layout)) => {
            collector.order_is_assumed |= layout.has_two_numbers();
            (0, layout)
        }
        (None, None) => {
            let columns = Columns::of_names(&first_names, &options.mapping)?;
            if !may_be_names {
                return Err(text::no_coordinates(&columns));
            }
            return names(sheet, &columns, (*first_line, &first_names), collector);
        }
    };
    for (line, row) in &sheet.rows[start..] {
        match layout.draft(*line, |at| row.get(at).map_or(Value::Empty, value)) {
            Ok(draft) => collector.push(draft)?,
            Err(reason) => collector.fault(*line, reason),
        }
    }
    Ok(true)
}

/// Reads a sheet without coordinates: its names, below a header or without one.
fn names(
    sheet: &Sheet,
    columns: &Columns,
    (first_line, first): (u64, &[String]),
    collector: &mut Collector,
) -> Result<bool> {
    let filled = |row: &[SheetCell]| {
        let cells = row.iter().map(SheetCell::text);
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
    };
    let (names, start) = match text::names_of(columns) {
        Ok(names) => {
            let cells = first.iter().map(String::as_str);
            let below = sheet.rows.get(1);
            let cell = |at: usize| {
                let row = below.and_then(|(_, row)| row.get(at));
                row.map_or(Value::Empty, value)
            };
            let note = text::header_of_names(first_line, cells, columns, cell)?;
            collector.notes.push(note);
            collector.has_header = true;
            (Some(names), 1)
        }
        // A list, of which each row has one cell; one alone is a remark.
        Err(_)
            if sheet.rows.len() > 1 && sheet.rows.iter().all(|(_, row)| filled(row).len() == 1) =>
        {
            (None, 0)
        }
        Err(error) => return Err(error),
    };
    for (line, row) in &sheet.rows[start..] {
        let found = match names {
            Some(names) => names.read(|at| row.get(at).map_or(Value::Empty, value)),
            None => filled(row).pop().map(|text| (text, None)),
        };
        text::name_of(*line, found, collector)?;
    }
    Ok(true)
}

fn value(cell: &SheetCell) -> Value<'_> {
    match cell {
        SheetCell::Empty => Value::Empty,
        SheetCell::Number(number) => Value::Number(*number),
        SheetCell::Text(text) => Value::of_text(text),
        SheetCell::Flag(flag) => Value::Text(Cow::Owned(flag.to_string())),
    }
}
