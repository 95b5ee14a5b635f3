//! Places of CSV and its cousins, of lists whose columns spaces part, and of lists of names.

use std::io::Read;

use super::collect::{Collector, Draft, PROJECTED};
use super::doubt;
use super::rows::{Layout, Names, Value};
use super::{Name, refused};
use crate::error::Result;
use crate::names::fold;
use crate::number::{LATITUDE, LONGITUDE, read_number};
use crate::position::notation::read_any;
use crate::shown::shell_quoted;
use crate::table::{Columns, Field, Options, Role, Row, Side, Table};

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

/// What a row shows of the others, where a line above it may have said the order of two numbers.
fn shown_below(row: &Row, order: Option<Order>) -> Option<Content> {
    if order.is_some() && by_spaces(row).is_some() {
        return Some(Content::BySpaces);
    }
    Some(match shown_by(row)? {
        Content::Places(layout) if order == Some(Order::LongitudeFirst) => {
            Content::Places(layout.exchanged())
        }
        content => content,
    })
}

/// What a row without a header shows of the others.
fn shown_by(row: &Row) -> Option<Content> {
    if let Some(layout) = Layout::guessed(row.iter().map(Value::of_text)) {
        return Some(Content::Places(layout));
    }
    if row.is_empty() || by_spaces(row).is_some() {
        return Some(Content::BySpaces);
    }
    if named_position(&line_of(row)).is_some() {
        return Some(Content::Lines);
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
    // A header whose columns blanks part, or of letters: "lon lat", "E,N".
    let is_order_alone = table.columns().is_none() && !is_comment && is_order(first);
    let order = (is_comment || is_order_alone)
        .then(|| order_of(first))
        .flatten();
    let mut content = match table.columns() {
        Some(columns) => of_columns(columns)?,
        None if is_comment || is_order_alone => Content::BelowComments,
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
    let says_order = table.columns().is_some() || order.is_some();
    let first_line = first.line();
    let mut row = Row::default();
    while let Some(read) = table.next(&mut row)? {
        if let Err(fault) = read {
            collector.fault(fault.line, fault.reason);
            continue;
        }
        if is_order_alone && row.line() == first_line {
            continue;
        }
        if let Content::BelowComments = content
            && !row.cell(0).starts_with(['#', '>'])
        {
            content = shown_below(&row, order).unwrap_or(Content::BySpaces);
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
        let is_guessed =
            table.columns().is_none() && matches!(content, Content::Places(_) | Content::BySpaces);
        let doubt = Some(&row)
            .filter(|_| is_guessed && has_commas)
            .and_then(doubt::decimal_commas)
            .or_else(|| {
                let cells: Vec<Value<'_>> = row.iter().map(Value::of_text).collect();
                doubt::several(&cells).filter(|_| is_guessed)
            });
        if let Some(reason) = doubt {
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
                let text = line_of(&row);
                let text =
                    named_position(&text).unwrap_or_else(|| without_bullet(&text).to_owned());
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
    let chosen = Names::of(columns).map(Names::columns).unwrap_or_default();
    let unread = doubt::unread(columns, &chosen, doubt::Order::OfTable, first).map_err(refused)?;
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

/// The cells of a row in one.
fn line_of(row: &Row) -> String {
    let cells: Vec<&str> = row.iter().filter(|cell| !cell.is_empty()).collect();
    cells.join(", ")
}

/// A name with its position behind it, as an option takes both: `Guam=13.44,144.79`; also written `Guam (13.44, 144.79)`,
/// `Guam: 13.44, 144.79` and `Guam - 13.44, 144.79`.
fn named_position(line: &str) -> Option<String> {
    let line = without_bullet(line);
    if !line.starts_with(char::is_alphabetic) {
        return None;
    }
    ["=", "(", ":", " - ", " – "].iter().find_map(|mark| {
        let (name, rest) = line.split_once(mark)?;
        let position = match *mark {
            "(" => rest.trim().strip_suffix(')')?,
            _ => rest,
        };
        let position = position.trim();
        let is_said = !name.trim().is_empty() && read_any(position).is_ok();
        is_said.then(|| format!("{}={position}", name.trim()))
    })
}

/// A line of a list without the mark before it: `- Berlin`, `1. Berlin`.
fn without_bullet(line: &str) -> &str {
    // A minus and the point of a decimal are none: "-33.9 18.4", "54.71 20.51".
    let begins_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let bare = line.trim_start_matches(['-', '*', '•', '–', '·']);
    if bare.len() < line.len() && !begins_number(bare) {
        return bare.trim_start();
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if begins_number(line) && !begins_number(rest) => rest.trim_start(),
        _ => line,
    }
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
    let has_end = |side| {
        [Field::Name, Field::Latitude, Field::Position]
            .into_iter()
            .any(|field| columns.find(Role::at(side, field)).is_some())
    };
    if has_end(Side::From) && has_end(Side::To) {
        return refused(format!(
            "its columns are those of pairs, {}: they are read by `arcminute check --pairs FILE`; for one end say so, as in \
             --header name={}",
            names.join(", "),
            shell_quoted(names.first().unwrap_or(&"from"))
        ));
    }
    if names.len() == 1 && find(Field::Country).is_some() {
        return refused(
            "its column is one of countries: their cities are a group, as in --to @country:DE,FR"
                .to_owned(),
        );
    }
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

/// The order that a line before the first row says: `# lon lat name`.
fn order_of(line: &Row) -> Option<Order> {
    let words = words_of(line);
    let at = |names: &[&str]| words.iter().position(|word| names.contains(&word.as_str()));
    let (lat, lon) = at(LATITUDES)
        .zip(at(LONGITUDES))
        // Letters may be words of a sentence.
        .or_else(|| {
            at(&["y", "n"])
                .zip(at(&["x", "e"]))
                .filter(|_| words.len() <= 4)
        })?;
    Some(if lat < lon {
        Order::LatitudeFirst
    } else {
        Order::LongitudeFirst
    })
}

const LATITUDES: &[&str] = &["lat", "latitude", "breite", "latitud", "szerokosc"];
const LONGITUDES: &[&str] = &[
    "lon",
    "lng",
    "long",
    "longitude",
    "lange",
    "laenge",
    "longitud",
    "dlugosc",
];

fn words_of(line: &Row) -> Vec<String> {
    let text = line.iter().collect::<Vec<_>>().join(" ");
    text.split(|c: char| !c.is_alphanumeric())
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect()
}

/// True of a line that says an order and nothing else but where the name stands.
fn is_order(line: &Row) -> bool {
    let is_known = |word: &String| {
        LATITUDES.contains(&word.as_str())
            || LONGITUDES.contains(&word.as_str())
            || matches!(
                word.as_str(),
                "x" | "y" | "n" | "e" | "name" | "id" | "z" | "height"
            )
    };
    words_of(line).iter().all(is_known) && order_of(line).is_some()
}

/// Two numbers of degrees and a name, parted by blanks: the tables of the Generic Mapping Tools.
fn by_spaces(row: &Row) -> Option<Draft> {
    // A separator within the name has parted it into cells.
    let text = row.iter().collect::<Vec<_>>().join(", ");
    if doubt::has_number_of_list(&text) {
        return None;
    }
    let mut words = text.splitn(2, [' ', '\t']);
    let first = words.next()?;
    let mut rest = words.next()?.trim_start().splitn(2, [' ', '\t']);
    let second = rest.next()?;
    let number = |text: &str| {
        read_number(text, &LONGITUDE)
            .or_else(|_| read_number(text, &LATITUDE))
            .ok()
    };
    let name = rest.next().unwrap_or_default().trim();
    // "52 30 N 13 24 E" is no place called so, nor "52.5 13.4 48.1 11.5".
    let mut of_name = name.split_whitespace();
    let goes_on = match (of_name.next(), of_name.next()) {
        (Some("N" | "S" | "E" | "W"), Some(next)) => number(next).is_some(),
        (Some(word), Some(next)) => [word, next]
            .iter()
            .all(|word| word.contains('.') && number(word).is_some()),
        _ => false,
    };
    if goes_on {
        return None;
    }
    Some(Draft {
        line: row.line(),
        lat_deg: number(first)?,
        lon_deg: number(second)?,
        name: name.to_owned(),
        ..Draft::default()
    })
}
