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
    let is_comment = table.first().cell(0).starts_with(['#', '>']);
    let is_by_spaces = is_comment || by_spaces(table.first()).is_some();
    if layout.is_none() && !is_by_spaces && !table.first().is_empty() {
        let cells: Vec<&str> = table.first().iter().collect();
        return Err(refused(format!(
            "line {}: {:?} is neither a header nor a place: name columns lat and lon, and name; or say which they are, as \
             in --header lat=breite",
            table.first().line(),
            cells.join(", ")
        )));
    }
    let order = is_comment.then(|| order_of(table.first())).flatten();
    collector.order_is_assumed =
        !has_header && order.is_none() && layout.as_ref().is_none_or(Layout::has_two_numbers);
    let mut row = Row::default();
    while let Some(read) = table.next(&mut row)? {
        // Comments and heads of segments of the Generic Mapping Tools.
        if layout.is_none() && row.cell(0).starts_with(['#', '>']) {
            continue;
        }
        let draft = match (read, &layout) {
            (Err(fault), _) => {
                collector.fault(fault.line, fault.reason);
                continue;
            }
            (Ok(()), Some(layout)) => layout.draft(row.line(), |at| Value::of_text(row.cell(at))),
            (Ok(()), None) => by_spaces(&row)
                .map(|draft| match order {
                    Some(Order::LongitudeFirst) => Draft {
                        lat_deg: draft.lon_deg,
                        lon_deg: draft.lat_deg,
                        ..draft
                    },
                    _ => draft,
                })
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

/// The order of two numbers, where a comment says it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    LatitudeFirst,
    LongitudeFirst,
}

/// The order that a comment before the first line says: `# lon lat name`.
fn order_of(comment: &Row) -> Option<Order> {
    let text = comment.iter().collect::<Vec<_>>().join(" ").to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let at = |names: &[&str]| words.iter().position(|word| names.contains(word));
    let lat = at(&["lat", "latitude", "breite"])?;
    let lon = at(&["lon", "lng", "long", "longitude", "länge"])?;
    Some(if lat < lon {
        Order::LatitudeFirst
    } else {
        Order::LongitudeFirst
    })
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
