//! Places of CSV and its cousins, and of lists whose columns spaces part.

use std::io::Read;

use super::collect::{Collector, Draft};
use super::refused;
use super::rows::{Layout, Value};
use crate::error::Result;
use crate::number::{LATITUDE, LONGITUDE, read_number};
use crate::table::{Columns, Options, Row, Table};

/// Reads places from a text of records.
pub(super) fn read(source: impl Read, options: Options, collector: &mut Collector) -> Result<()> {
    let mut table = Table::open(source, options)?;
    let layout = match table.columns() {
        Some(columns) => Some(Layout::of(columns).ok_or_else(|| no_coordinates(columns))?),
        None => Layout::guessed(table.first().iter().map(Value::of_text)),
    };
    let has_header = table.columns().is_some();
    if layout.is_none() && by_spaces(table.first()).is_none() && !table.first().is_empty() {
        let cells: Vec<&str> = table.first().iter().collect();
        return Err(refused(format!(
            "line {}: {:?} is neither a header nor a place: name columns lat and lon, and name; or say which they are, as \
             in --header lat=breite",
            table.first().line(),
            cells.join(", ")
        )));
    }
    collector.order_is_assumed = !has_header && layout.as_ref().is_none_or(Layout::has_two_numbers);
    let mut row = Row::default();
    while let Some(read) = table.next(&mut row)? {
        let draft = match (read, &layout) {
            (Err(fault), _) => {
                collector.fault(fault.line, fault.reason);
                continue;
            }
            (Ok(()), Some(layout)) => layout.draft(row.line(), |at| Value::of_text(row.cell(at))),
            (Ok(()), None) => by_spaces(&row)
                .ok_or_else(|| "it does not begin with two numbers of degrees".to_owned()),
        };
        match draft {
            Ok(draft) => collector.push(draft)?,
            Err(reason) => collector.fault(row.line(), reason),
        }
    }
    collector.notes.extend(table.notes().map(str::to_owned));
    Ok(())
}

pub(super) fn no_coordinates(columns: &Columns) -> crate::error::Error {
    let names: Vec<&str> = columns.names().collect();
    refused(format!(
        "no columns of latitude and longitude among {}: say which they are, as in --header lat=breite --header lon=laenge",
        names.join(", ")
    ))
}

/// Two numbers of degrees and a name, parted by blanks: the tables of the Generic Mapping Tools.
fn by_spaces(row: &Row) -> Option<Draft> {
    // A separator within the name has parted it into cells.
    let text = row.iter().collect::<Vec<_>>().join(", ");
    let mut words = text.splitn(2, [' ', '\t']);
    let first = words.next()?;
    let mut rest = words.next()?.trim_start().splitn(2, [' ', '\t']);
    let second = rest.next()?;
    let number = |text: &str| {
        read_number(text, &LONGITUDE)
            .or_else(|_| read_number(text, &LATITUDE))
            .ok()
    };
    Some(Draft {
        line: row.line(),
        lat_deg: number(first)?,
        lon_deg: number(second)?,
        name: rest.next().unwrap_or_default().trim().to_owned(),
        ..Draft::default()
    })
}
