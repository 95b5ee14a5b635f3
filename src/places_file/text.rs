//! Places of CSV and its cousins, of lists whose columns spaces part, and of lists of names.

use std::io::Read;

use super::collect::{Collector, Draft, PROJECTED};
use super::doubt;
use super::rows::{Layout, Names, Value};
use super::{Name, refused};
use crate::error::Result;
use crate::number::{LATITUDE, LONGITUDE, read_number};
use crate::table::{Columns, Field, Options, Role, Row, Table};

/// What the rows of a text hold.
enum Content {
    Places(Layout),
    /// Names alone, in a column that the header names.
    Names(Names),
    /// Names alone, without a header.
    Lines,
    /// Names alone, all in one line.
    OneLine,
    /// Two numbers and a name, parted by blanks.
    BySpaces,
    /// What the first row below comments shows.
    BelowComments,
}

/// What a row without a header shows of the others.
fn shown_by(row: &Row) -> Option<Content> {
    if let Some(layout) = Layout::guessed(row.iter().map(Value::of_text)) {
        return Some(Content::Places(layout));
    }
    if row.is_empty() || by_spaces(row).is_some() {
        return Some(Content::BySpaces);
    }
    match count_of_names(row)? {
        0..=MOST_CELLS_OF_NAME => Some(Content::Lines),
        _ => Some(Content::OneLine),
    }
}

/// Reads places from a text of records.
pub(super) fn read(source: impl Read, options: Options, collector: &mut Collector) -> Result<()> {
    let mut table = Table::open(source, options)?;
    let first = table.first();
    let is_comment = first.cell(0).starts_with(['#', '>']);
    let mut content = match table.columns() {
        Some(columns) => of_columns(columns)?,
        None if is_comment => Content::BelowComments,
        None => shown_by(first).ok_or_else(|| neither(first))?,
    };
    let has_commas = table.separator() == b',';
    collector.has_header = table.columns().is_some();
    if let (None, Content::Places(_) | Content::BySpaces) = (table.columns(), &content) {
        let cells: Vec<Value<'_>> = first.iter().map(Value::of_text).collect();
        let doubt = Some(first)
            .filter(|_| has_commas)
            .and_then(doubt::decimal_commas)
            .or_else(|| doubt::more_numbers(&cells, has_commas));
        if let Some(reason) = doubt {
            return Err(refused(format!("line {}: {reason}", first.line())));
        }
    }
    // The first row under names shows what else is there.
    let mut is_told = false;
    let order = is_comment.then(|| order_of(first)).flatten();
    let says_order = table.columns().is_some() || order.is_some();
    let mut row = Row::default();
    while let Some(read) = table.next(&mut row)? {
        if let Err(fault) = read {
            collector.fault(fault.line, fault.reason);
            continue;
        }
        if let Content::BelowComments = content
            && !row.cell(0).starts_with(['#', '>'])
        {
            content = shown_by(&row).unwrap_or(Content::BySpaces);
        }
        let has_two_numbers = match &content {
            Content::Places(layout) => layout.has_two_numbers(),
            Content::BySpaces => true,
            _ => false,
        };
        collector.order_is_assumed |= !says_order && has_two_numbers;
        if let (Content::Names(_), Some(columns), false) = (&content, table.columns(), is_told) {
            is_told = true;
            let first = table.first();
            let names = first.iter();
            let note = header_of_names(first.line(), names, columns, |at| {
                Value::of_text(row.cell(at))
            })?;
            collector.notes.push(note);
        }
        let is_guessed = table.columns().is_none()
            && has_commas
            && matches!(content, Content::Places(_) | Content::BySpaces);
        if let Some(reason) = Some(&row)
            .filter(|_| is_guessed)
            .and_then(doubt::decimal_commas)
        {
            collector.fault(row.line(), reason);
            continue;
        }
        let draft = match &content {
            Content::Places(layout) => layout.draft(row.line(), |at| Value::of_text(row.cell(at))),
            Content::Names(names) => {
                let found = names.read(|at| Value::of_text(row.cell(at)));
                name_of(row.line(), found, collector)?;
                continue;
            }
            // Comments and heads of segments of the Generic Mapping Tools.
            _ if row.cell(0).starts_with(['#', '>']) => continue,
            Content::BelowComments => continue,
            Content::Lines => {
                let cells: Vec<&str> = row.iter().filter(|cell| !cell.is_empty()).collect();
                let text = without_bullet(&cells.join(", ")).to_owned();
                name_of(row.line(), Some((text, None)), collector)?;
                continue;
            }
            Content::OneLine => {
                if row.line() != table.first().line() {
                    return Err(neither(table.first()));
                }
                for cell in row.iter().filter(|cell| !cell.is_empty()) {
                    name_of(row.line(), Some((cell.to_owned(), None)), collector)?;
                }
                continue;
            }
            Content::BySpaces => by_spaces(&row)
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

/// What the columns of a header hold.
fn of_columns(columns: &Columns) -> Result<Content> {
    if let Some(layout) = Layout::of(columns) {
        return Ok(Content::Places(layout));
    }
    names_of(columns).map(Content::Names)
}

/// The columns of names, where there are no coordinates.
///
/// # Errors
/// That of [`no_coordinates`] if there are neither, or some that cannot be read.
pub(super) fn names_of(columns: &Columns) -> Result<Names> {
    Names::of(columns)
        .filter(|_| !has_part_of_coordinates(columns))
        .ok_or_else(|| no_coordinates(columns))
}

/// Takes the name of a row, if it has one.
pub(super) fn name_of(
    line: u64,
    found: Option<(String, Option<String>)>,
    collector: &mut Collector,
) -> Result<()> {
    let Some((text, country)) = found else {
        collector.fault(line, "it has no name");
        return Ok(());
    };
    let name = Name {
        text,
        country,
        line,
    };
    collector.name(name, "it has no coordinates")
}

/// The note of a header above names, so that no first name is taken for one in silence, nor coordinates under a name that
/// is not known are left out.
///
/// # Errors
/// What to write, if columns that are not known seem to hold coordinates in the first row.
pub(super) fn header_of_names<'c, 'v>(
    line: u64,
    cells: impl Iterator<Item = &'c str>,
    columns: &Columns,
    first: impl Fn(usize) -> Value<'v>,
) -> Result<String> {
    let unread = doubt::unread(columns, doubt::Order::OfTable, first).map_err(refused)?;
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    Ok(format!(
        "it has no coordinates, and its names are looked up; line {line}, {:?}, is taken as the header{unread}",
        cells.join(", ")
    ))
}

/// Most cells of a name without a header: a city, and perhaps its country.
const MOST_CELLS_OF_NAME: usize = 2;

/// Longest name that is looked up: characters, and words.
const MOST_LETTERS_OF_NAME: usize = 100;
const MOST_WORDS_OF_NAME: usize = 8;

/// The number of cells of a row each of which may be a name; None if one may not.
fn count_of_names(row: &Row) -> Option<usize> {
    let is_text = |cell: &&str| {
        let cell = without_bullet(cell);
        cell.starts_with(|c: char| c.is_alphabetic() || c == '@')
            && cell.chars().count() <= MOST_LETTERS_OF_NAME
            && cell.split_whitespace().count() <= MOST_WORDS_OF_NAME
            && !cell.contains(['{', '}', '[', ']', '<', '>', '=', ';', '|'])
    };
    let cells: Vec<&str> = row.iter().filter(|cell| !cell.is_empty()).collect();
    cells.iter().all(is_text).then_some(cells.len())
}

/// A line of a list without the mark before it: `- Berlin`, `1. Berlin`.
fn without_bullet(line: &str) -> &str {
    let bare = line.trim_start_matches(['-', '*', '•', '–', '·']);
    let bare = if bare.len() < line.len() {
        bare
    } else {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.strip_prefix(['.', ')']) {
            Some(rest) if line.starts_with(|c: char| c.is_ascii_digit()) => rest,
            _ => line,
        }
    };
    bare.trim_start()
}

fn neither(row: &Row) -> crate::error::Error {
    let cells: Vec<&str> = row.iter().collect();
    refused(format!(
        "line {}: {:?} is neither a header nor a place: name columns lat and lon, and name; or say which they are, as \
         in --header lat=breite; without coordinates, write a name a line",
        row.line(),
        cells.join(", ")
    ))
}

/// True if columns hold one coordinate without the other, or metres of a plane.
fn has_part_of_coordinates(columns: &Columns) -> bool {
    let has_part = [
        Field::Latitude,
        Field::Longitude,
        Field::Northing,
        Field::Easting,
    ]
    .into_iter()
    .any(|field| columns.find(Role::of(field)).is_some());
    has_part || columns.has_unread_coordinates()
}

pub(super) fn no_coordinates(columns: &Columns) -> crate::error::Error {
    let find = |field| columns.find(Role::of(field));
    let names: Vec<&str> = columns.names().collect();
    if let (Some(east), Some(north)) = (find(Field::Easting), find(Field::Northing)) {
        return refused(format!(
            "columns {:?} and {:?} hold metres of a grid: {PROJECTED}",
            names[east], names[north]
        ));
    }
    refused(format!(
        "no columns of latitude and longitude among {}: say which they are, as in --header lat=breite --header lon=laenge; both \
         in one column stand with the latitude first, as --header position=ort",
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
