//! Numbers of a table that may be coordinates otherwise than they look: decimal commas without a header, numbers under headers
//! that are not known.

use super::rows::Value;
use crate::number::{LATITUDE, LONGITUDE, read_number};
use crate::position::notation::{read_any, read_degrees};
use crate::table::{Columns, Row};

/// True of the text of one number of degrees, with a decimal point, a decimal comma or neither.
pub(super) fn is_degrees(text: &str) -> bool {
    read_number(text, &LONGITUDE).is_ok() || read_number(text, &LATITUDE).is_ok()
}

/// The axis of a coordinate with the letter of its hemisphere, true for a latitude: `52.5 N`, `33°55'S`. None for anything else.
pub(super) fn axis(text: &str) -> Option<bool> {
    let text = text.trim();
    let letter = |c: Option<char>| c.filter(|c| "NSEW".contains(c.to_ascii_uppercase()));
    let letter = letter(text.chars().next()).or_else(|| letter(text.chars().next_back()))?;
    let is_lat = matches!(letter.to_ascii_uppercase(), 'N' | 'S');
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    (has_digit && read_degrees(text, is_lat).is_ok()).then_some(is_lat)
}

/// True of the number of an entry of a list before its text: `1. 54.71`, `2) Berlin`.
pub(super) fn has_number_of_list(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len()
        && rest
            .strip_prefix(['.', ')'])
            .is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Why a row without a header is not one place, if it holds two, or letters and minutes in cells of their own.
pub(super) fn several(cells: &[Value<'_>]) -> Option<String> {
    let text = |at: usize| match cells.get(at) {
        Some(Value::Text(text)) => text.trim(),
        _ => "",
    };
    let is_letter = |at: &usize| matches!(text(*at), "N" | "S" | "E" | "W" | "n" | "s" | "e" | "w");
    let letters: Vec<usize> = (0..cells.len()).filter(is_letter).collect();
    if letters.len() > 1 {
        return Some(
            "it has letters of hemispheres in cells of their own: write each with its number, as 52.5N,13.4E or 52°30'N,13°24'E"
                .to_owned(),
        );
    }
    let is_plain = |at: usize| cells.get(at).is_some_and(is_number);
    let is_position = |at: usize| {
        let text = text(at);
        !text.is_empty() && !is_degrees(text) && !has_number_of_list(text) && read_any(text).is_ok()
    };
    let has_decimals = |at: usize| !is_whole(&cells[at]);
    let mut count = 0;
    let mut at = 0;
    while at < cells.len() {
        let is_pair = is_plain(at) && is_plain(at + 1);
        if is_pair && (count == 0 || has_decimals(at) || has_decimals(at + 1)) {
            count += 1;
            at += 2;
        } else {
            // "52.5,13.4 48.1,11.5" is torn in the middle of both.
            let is_torn = at > 0 && is_plain(at - 1) && is_plain(at + 1);
            count += usize::from(is_position(at)) * (1 + usize::from(is_torn));
            at += 1;
        }
    }
    (count > 1).then(|| {
        "it holds two positions, and one place a line is wanted: pairs are read by `arcminute check --pairs FILE`".to_owned()
    })
}

fn is_number(value: &Value<'_>) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Text(text) => is_degrees(text),
        Value::Empty => false,
    }
}

/// True of a number without decimals.
fn is_whole(value: &Value<'_>) -> bool {
    match value {
        Value::Number(number) => number.fract() == 0.0,
        Value::Text(text) => {
            is_degrees(text)
                && text
                    .trim_start_matches(['-', '+', '−'])
                    .bytes()
                    .all(|byte| byte.is_ascii_digit())
        }
        Value::Empty => false,
    }
}

/// True of a number of any size without decimals, as 405.
fn has_digits_alone(value: &Value<'_>) -> bool {
    matches!(value, Value::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Why commas of a row without a header may stand within its numbers, if they may: `54,71 20,51`.
pub(super) fn decimal_commas(row: &Row) -> Option<String> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_torn = |at: usize| {
        let cell = row.cell(at);
        let number = cell.trim_start_matches(|c: char| c.is_ascii_digit());
        // Of "5 13": the end of one number and the beginning of the next.
        is_digit(row.cell(at - 1).chars().next_back())
            && number.len() < cell.len()
            && is_digit(number.chars().next_back())
            && number.contains(|c: char| !c.is_ascii_digit())
            && !cell.contains('.')
            && is_digit(row.cell(at + 1).chars().next())
    };
    let followed_by_letter = |at: usize| {
        // "48,85 N 2,35 E"; "52,5N 13,4E" is torn as above.
        let cell = row.cell(at);
        let decimals = cell.trim_start_matches(|c: char| c.is_ascii_digit());
        let whole = decimals.trim_end_matches(|c: char| c.is_ascii_digit());
        decimals.len() < cell.len() && whole.len() < decimals.len() && whole.trim().len() <= 3
    };
    (1..row.len().saturating_sub(1))
        .any(|at| is_torn(at) && followed_by_letter(at))
        .then(|| {
            format!(
                "{:?} has commas within its numbers and between them: write the decimals with points, or part the numbers by \
                 semicolons, as in 54,71;20,51",
                row.iter().collect::<Vec<_>>().join(",")
            )
        })
}

/// Why it is not plain which of the numbers of a row without a header are its coordinates, if it is not: `1,48.85,2.35`
/// counts its rows perhaps, and `52,5,13,4` may be two numbers with decimal commas.
pub(super) fn more_numbers(cells: &[Value<'_>], has_commas: bool) -> Option<String> {
    let start = (1..cells.len())
        .find(|&at| is_number(&cells[at - 1]) && is_number(&cells[at]))
        .map(|at| at - 1)?;
    let count = cells[start..]
        .iter()
        .take_while(|cell| is_number(cell) || has_digits_alone(cell))
        .count();
    let run = &cells[start..start + count];
    if count < 3 {
        return None;
    }
    let is_counted = is_whole(&run[0]) && !is_whole(&run[1]) && !is_whole(&run[2]);
    let may_be_decimals = has_commas && (is_whole(&run[0]) || is_whole(&run[1]));
    if !is_counted && !may_be_decimals {
        return None;
    }
    let shown: Vec<String> = run
        .iter()
        .map(|value| value.clone().words().unwrap_or_default())
        .collect();
    Some(format!(
        "which of the {count} numbers {} are latitude and longitude is not said: write a header above them, as \
         name;lat;lon, and decimals with points, or commas where semicolons part the columns",
        shown.join(", ")
    ))
}

/// Whether the order of columns means anything: in a table the latitude mostly comes first, and members of objects have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    OfTable,
    None,
}

/// What is told of columns whose names are not known beside names that are looked up, as `; "pos" is not read`.
///
/// # Errors
/// What to write, if two of them hold numbers that may be degrees, or one a position.
pub(super) fn unread<'v>(
    columns: &Columns,
    chosen: &[usize],
    order: Order,
    cell: impl Fn(usize) -> Value<'v>,
) -> Result<String, String> {
    let names: Vec<&str> = columns.names().collect();
    // "location" may be the name of a place, and hold its position.
    let others = (0..names.len()).filter(|at| !chosen.contains(at));
    let position = others
        .filter(|&at| matches!(cell(at), Value::Text(text) if is_position(&text)))
        .map(|at| names[at])
        .next();
    if let Some(name) = position {
        return Err(format!(
            "column {name:?} holds positions, but its name does not say so: say so with {}",
            header_option("position", name)
        ));
    }
    let unread: Vec<(usize, &str)> = columns.unread().collect();
    let within = |at: usize, most: f64| {
        let number = match cell(at) {
            Value::Number(number) => Some(number),
            Value::Text(text) => read_degrees(&text, false)
                .or_else(|_| read_degrees(&text, true))
                .ok(),
            Value::Empty => None,
        };
        number.is_some_and(|number| number.abs() <= most)
    };
    let numbers: Vec<(usize, &str)> = unread
        .into_iter()
        .filter(|(at, _)| is_number(&cell(*at)) || has_marks(&cell(*at)))
        .collect();
    let pair = numbers.windows(2).find(|pair| {
        let is_side_by_side = pair[0].0 + 1 == pair[1].0 || order == Order::None;
        let has_decimals = pair
            .iter()
            .all(|(at, _)| has_marks(&cell(*at)) || !is_whole(&cell(*at)));
        let degrees = within(pair[0].0, 180.0) && within(pair[1].0, 180.0);
        is_side_by_side && has_decimals && degrees
    });
    if let Some([(first, lat), (second, lon)]) = pair {
        // The latitude comes first unless it cannot.
        let (lat, lon) = if within(*first, 90.0) || !within(*second, 90.0) {
            (lat, lon)
        } else {
            (lon, lat)
        };
        let options = match order {
            Order::OfTable => format!(
                "{} {}",
                header_option("lat", lat),
                header_option("lon", lon)
            ),
            Order::None => "--header lat=NAME --header lon=NAME".to_owned(),
        };
        return Err(format!(
            "columns {lat:?} and {lon:?} may hold coordinates, but their names do not say so: if they do, say so with {options}; \
             if not, leave them out and the names are looked up"
        ));
    }
    let names: Vec<String> = numbers
        .iter()
        .map(|(_, name)| format!("{name:?}"))
        .collect();
    Ok(match &names[..] {
        [] => String::new(),
        [one] => format!("; column {one} is not read"),
        [rest @ .., last] => format!("; columns {} and {last} are not read", rest.join(", ")),
    })
}

/// True of a text that is a position, or two numbers with decimal commas that may be one.
fn is_position(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let are_halves =
        matches!(words[..], [first, second] if is_degrees(first) && is_degrees(second));
    are_halves || (!is_degrees(text) && read_any(text).is_ok())
}

/// True of one coordinate in degrees and minutes, or with the letter of its hemisphere.
fn has_marks(value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => {
            axis(text).is_some()
                || (text.contains(['°', '\'', '′', 'º'])
                    && (read_degrees(text, false).is_ok() || read_degrees(text, true).is_ok()))
        }
        Value::Empty | Value::Number(_) => false,
    }
}

fn header_option(role: &str, name: &str) -> String {
    format!(
        "--header {}",
        crate::shown::shell_quoted(&format!("{role}={name}"))
    )
}
