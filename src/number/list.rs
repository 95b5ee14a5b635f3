//! Lists of numbers and tuples of a fixed length.
//!
//! Numbers of a list are separated by repeating the option, by semicolons, by a comma and a space, by spaces, or by commas,
//! where each has one reading only: `500,1000,5500` is three numbers; `5,500` may be one or two, and is refused.

use super::{Quantity, Reading, read_number, readings};
use crate::error::{Error, Result};
use crate::invisible::visible;

/// Maximum number of numbers separated by commas alone. The ways to read them double with each.
const MOST_BY_COMMAS: usize = 16;

/// Reads a list of numbers from the values of an option, in their order.
///
/// A unit after the last number of a value that is a list applies to all of it: `500, 1000 mi`.
///
/// # Errors
/// Those of [`read_number`] for each number, and [`Error::TwoReadings`] where a value may be one number or several, or
/// several in more than one way.
pub(crate) fn read_list<T: AsRef<str>>(texts: &[T], quantity: &Quantity) -> Result<Vec<f64>> {
    let mut values = Vec::new();
    for text in texts {
        let text = visible(text.as_ref());
        // A shell splits "500, 1000" after the comma.
        let trimmed = text.trim().trim_end_matches([',', ';']).trim_end();
        values.extend(one_value(trimmed, quantity)?);
    }
    Ok(values)
}

/// The numbers of one value.
fn one_value(text: &str, quantity: &Quantity) -> Result<Vec<f64>> {
    if text.contains(';') {
        return with_one_unit(text, &split(text, ';'), quantity);
    }
    if text.contains(", ") {
        let pieces: Vec<&str> = text.split(", ").map(str::trim).collect();
        return with_one_unit(text, &pieces, quantity);
    }
    // `5 min,10 min`: a comma behind a unit parts numbers.
    if let Some(pieces) = by_commas_behind_units(text) {
        return read_list(&pieces, quantity);
    }
    let words = numbers_of(text);
    if words.len() > 1 {
        return by_spaces(text, &words, quantity);
    }
    if text.contains(',') {
        return by_commas(text, quantity);
    }
    Ok(vec![read_number(text, quantity)?])
}

/// The numbers of a text all of whose commas that part numbers stand behind a unit, each with a unit of its own; None for any
/// other.
fn by_commas_behind_units(text: &str) -> Option<Vec<&str>> {
    let is_unit = |c: char| c.is_alphabetic() || c == '°';
    let mut pieces = Vec::new();
    let mut rest = text;
    let ends = |text: &str| {
        text.match_indices(',')
            .map(|(at, _)| at)
            .find(|at| text[..*at].trim_end().ends_with(is_unit))
    };
    while let Some(at) = ends(rest) {
        pieces.push(rest[..at].trim());
        rest = rest[at + 1..].trim();
    }
    pieces.push(rest);
    let has_units = pieces.iter().all(|piece| piece.ends_with(is_unit));
    (pieces.len() > 1 && has_units).then_some(pieces)
}

fn split(text: &str, separator: char) -> Vec<&str> {
    text.split(separator).map(str::trim).collect()
}

/// Reads each piece; a unit on the last one alone applies to all.
fn with_one_unit(text: &str, pieces: &[&str], quantity: &Quantity) -> Result<Vec<f64>> {
    common_unit(text, pieces, quantity)?
        .iter()
        .map(|piece| read_number(piece, quantity))
        .collect()
}

/// The pieces, each with the unit of the last if that alone has one.
fn common_unit(text: &str, pieces: &[&str], quantity: &Quantity) -> Result<Vec<String>> {
    let unit_of = |piece: &str| {
        let (_, unsigned) = super::without_sign(piece);
        let (_, unit) = super::digits::split_unit(unsigned);
        (!unit.is_empty()).then(|| unit.to_owned())
    };
    let units: Vec<_> = pieces.iter().map(|piece| unit_of(piece)).collect();
    match units.split_last() {
        Some((Some(unit), before)) if before.iter().all(Option::is_none) => Ok(pieces
            .iter()
            .map(|piece| {
                if piece.ends_with(unit.as_str()) {
                    (*piece).to_owned()
                } else {
                    format!("{piece} {unit}")
                }
            })
            .collect()),
        Some(_) if units.iter().any(Option::is_some) && units.iter().any(Option::is_none) => {
            Err(quantity.unreadable(
                text,
                "some numbers have a unit and some have none; give each its unit".to_owned(),
            ))
        }
        _ => Ok(pieces.iter().map(|&piece| piece.to_owned()).collect()),
    }
}

/// The numbers of a text separated by spaces, each with the unit that follows it. No-break and thin spaces separate
/// thousands, not numbers.
fn numbers_of(text: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    let mut previous_is_sign = false;
    for word in text
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
    {
        let begins_number = word.contains(|c: char| c.is_ascii_digit());
        match numbers.last_mut() {
            Some(last) if previous_is_sign || !begins_number => {
                last.push(' ');
                last.push_str(word);
            }
            _ => numbers.push(word.to_owned()),
        }
        previous_is_sign = !word.contains(|c: char| c.is_alphanumeric());
    }
    numbers
}

/// Numbers separated by spaces, unless the spaces may separate thousands.
fn by_spaces(text: &str, words: &[String], quantity: &Quantity) -> Result<Vec<f64>> {
    let pieces: Vec<&str> = words.iter().map(String::as_str).collect();
    let several = with_one_unit(text, &pieces, quantity);
    let joined = with_thousands(words, quantity);
    if joined.len() > 1 && joined.len() < words.len() {
        let joined_pieces: Vec<&str> = joined.iter().map(String::as_str).collect();
        match (with_one_unit(text, &joined_pieces, quantity), &several) {
            (Ok(_), Ok(_)) => {
                let ways = vec![joined.join(";"), pieces.join(";")];
                return Err(quantity.ambiguous(text, ways));
            }
            (Ok(values), Err(_)) => return Ok(values),
            (Err(_), _) => {}
        }
    }
    match (readings(text, quantity), several) {
        // `1 h 30 min` is one time in parts.
        (Ok(mut one), Ok(_)) if one.len() == 1 && super::has_parts(text) => {
            Ok(vec![one.remove(0).value])
        }
        (Ok(one), Ok(_)) => {
            let mut ways: Vec<String> = one.into_iter().map(|reading| reading.text).collect();
            ways.push(pieces.join(";"));
            Err(quantity.ambiguous(text, ways))
        }
        (Ok(mut one), Err(_)) if one.len() == 1 => Ok(vec![one.remove(0).value]),
        (_, several) => several,
    }
}

/// The numbers with groups of three digits joined to the number before them, where both together are within the limits.
fn with_thousands(words: &[String], quantity: &Quantity) -> Vec<String> {
    let digits = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count();
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        let one = joined
            .last()
            .filter(|before| (1..=3).contains(&before.len()) && digits(before) == before.len())
            .filter(|before| !before.starts_with('0') && digits(word) == 3)
            .map(|before| format!("{before}{word}"))
            .filter(|one| readings(one, quantity).is_ok());
        match one {
            Some(one) => {
                joined.pop();
                joined.push(one);
            }
            None => joined.push(word.clone()),
        }
    }
    joined
}

/// The ways to read a value that differ in their numbers, each with a spelling of its own.
#[derive(Default)]
struct Ways(Vec<(Vec<f64>, String)>);

impl Ways {
    fn keep(&mut self, values: Vec<f64>, written: String) {
        if self.0.iter().all(|(known, _)| *known != values) {
            self.0.push((values, written));
        }
    }
}

/// Numbers separated by commas alone, if that is the only way to read them.
fn by_commas(text: &str, quantity: &Quantity) -> Result<Vec<f64>> {
    let pieces = split(text, ',');
    // `1.000,5`: a comma behind groups of thousands is decimal, as for every number.
    if let [before, after] = &pieces[..] {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_decimal = before.contains(['.', '\'']) && digits != 3;
        if let (true, Ok(value)) = (is_decimal, read_number(text, quantity)) {
            return Ok(vec![value]);
        }
    }
    if pieces.len() > MOST_BY_COMMAS {
        return Err(quantity.unreadable(
            text,
            format!("part more than {MOST_BY_COMMAS} numbers by semicolons or spaces"),
        ));
    }
    let pieces = common_unit(text, &pieces, quantity)?;
    let mut ways = Ways::default();
    // As one number.
    let has_long_fraction = pieces.len() == 2 && is_no_fraction(&pieces[1]);
    let one = readings(text, quantity);
    for reading in one.as_deref().unwrap_or_default() {
        let is_decimal = reading.text.contains('.');
        if !(is_decimal && has_long_fraction) {
            ways.keep(vec![reading.value], reading.text.clone());
        }
    }
    // As several, some of whose commas may separate thousands.
    for joined in 0..1_u32 << (pieces.len() - 1) {
        if let Some(numbers) = joined_by(&pieces, joined)
            && numbers.len() > 1
        {
            match list_of(&numbers, quantity) {
                List::Read(values) => ways.keep(values, numbers.join(";")),
                // Each number by itself may have two readings.
                List::Ambiguous(error) if joined == 0 => return Err(error),
                List::Ambiguous(_) | List::None => {}
            }
        }
        if ways.0.len() > 3 {
            break;
        }
    }
    // As several with decimal commas: 7,5,8,5.
    if let Some(numbers) = decimal_pairs(&pieces)
        && let List::Read(values) = list_of(&numbers, quantity)
    {
        ways.keep(values, numbers.join(";"));
    }
    let Ways(mut ways) = ways;
    match ways.len() {
        0 => match one {
            Err(error) if pieces.len() < 3 => Err(error),
            _ => with_one_unit(
                text,
                &pieces.iter().map(String::as_str).collect::<Vec<_>>(),
                quantity,
            ),
        },
        1 => Ok(ways.remove(0).0),
        _ => {
            ways.truncate(3);
            Err(quantity.ambiguous(text, ways.into_iter().map(|(_, written)| written).collect()))
        }
    }
}

/// Four and more digits that end in a zero: nobody writes decimals so, and `500,2000` is a list.
fn is_no_fraction(piece: &str) -> bool {
    let digits: &str = piece
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    digits.len() >= 4 && digits.ends_with('0')
}

enum List {
    Read(Vec<f64>),
    Ambiguous(Error),
    None,
}

fn list_of(numbers: &[String], quantity: &Quantity) -> List {
    let mut values = Vec::with_capacity(numbers.len());
    for number in numbers {
        match readings(number, quantity).as_deref() {
            Ok([Reading { value, .. }]) => values.push(*value),
            Ok(_) => {
                return match read_number(number, quantity) {
                    Err(error) => List::Ambiguous(error),
                    Ok(_) => List::None,
                };
            }
            Err(_) => return List::None,
        }
    }
    List::Read(values)
}

/// The pieces with the commas whose bits are set taken as those of thousands. None where they cannot be.
fn joined_by(pieces: &[String], joined: u32) -> Option<Vec<String>> {
    let mut numbers: Vec<String> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at == 0 || joined & (1 << (at - 1)) == 0 {
            numbers.push(piece.clone());
            continue;
        }
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let before = numbers.last_mut()?;
        let unsigned = before.trim_start_matches(['-', '+', '−']);
        let is_group = digits == 3
            && !unsigned.starts_with('0')
            && !unsigned.is_empty()
            && unsigned.bytes().all(|byte| byte.is_ascii_digit())
            && (unsigned.len() <= 3 || joined & (1 << (at - 1)) >> 1 != 0);
        if !is_group {
            return None;
        }
        before.push_str(piece);
    }
    Some(numbers)
}

/// `7,5,8,5` as 7.5 and 8.5.
fn decimal_pairs(pieces: &[String]) -> Option<Vec<String>> {
    let is_whole = |piece: &str| {
        let unsigned = piece.trim_start_matches(['-', '+', '−']);
        !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit())
    };
    if pieces.len() < 4 || !pieces.len().is_multiple_of(2) {
        return None;
    }
    pieces
        .chunks(2)
        .map(|pair| {
            let starts_with_digit = pair[1].starts_with(|c: char| c.is_ascii_digit());
            let is_pair = is_whole(&pair[0])
                && starts_with_digit
                && !pair[1].contains('.')
                && !is_no_fraction(&pair[1]);
            // Without a trailing fourth digit, three decimals may be thousands.
            is_pair.then(
                || match pair[1].bytes().take_while(u8::is_ascii_digit).count() {
                    3 => format!("{}.{}0{}", pair[0], &pair[1][..3], &pair[1][3..]),
                    _ => format!("{}.{}", pair[0], pair[1]),
                },
            )
        })
        .collect()
}

/// Reads a tuple of a fixed length, such as LOW,NOMINAL,HIGH, each number with a quantity of its own. Commas separate the
/// numbers, which then have decimal points; with semicolons between them they may have decimal commas.
///
/// A unit after the last number alone applies to all.
///
/// # Errors
/// [`Error::Unreadable`] if there are more or fewer numbers; those of [`read_number`] for each.
pub(crate) fn read_tuple<const N: usize>(
    text: &str,
    quantities: [&Quantity; N],
) -> Result<[f64; N]> {
    let clean = visible(text);
    let whole = quantities[0];
    let pieces: Vec<String> = if clean.contains(';') {
        split(&clean, ';').into_iter().map(str::to_owned).collect()
    } else if clean.contains(',') {
        split(&clean, ',').into_iter().map(str::to_owned).collect()
    } else {
        numbers_of(&clean)
    };
    if pieces.len() != N {
        let decimal = if clean.contains(',') && pieces.len() == 2 * N {
            "; write decimal points, or part the numbers by semicolons"
        } else {
            ""
        };
        return Err(whole.unreadable(
            text,
            format!(
                "{N} numbers are wanted, parted by commas, and {} {} given{decimal}",
                pieces.len(),
                if pieces.len() == 1 { "is" } else { "are" }
            ),
        ));
    }
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let mut values = [0.0; N];
    for ((value, piece), quantity) in values
        .iter_mut()
        .zip(common_unit(text, &pieces, whole)?)
        .zip(quantities)
    {
        *value = read_number(&piece, quantity)?;
    }
    Ok(values)
}

/// Reads a tuple as [`read_tuple`] does, or one number for all of its members: `--delay-s 300`.
///
/// # Errors
/// Those of [`read_tuple`], or of [`read_number`] where there is no separator.
pub(crate) fn read_one_or_tuple<const N: usize>(
    text: &str,
    quantities: [&Quantity; N],
) -> Result<[f64; N]> {
    match read_tuple(text, quantities) {
        Ok(values) => Ok(values),
        Err(error) => {
            // Commas separate the numbers of a tuple, so that 100,200 is two of three and not 100.2.
            let is_word = text.trim_start().starts_with(char::is_alphabetic);
            let is_one = !text.contains([';', ',']) && (is_word || numbers_of(text).len() <= 1);
            if is_one {
                read_number(text, quantities[0]).map(|value| [value; N])
            } else {
                Err(error)
            }
        }
    }
}
