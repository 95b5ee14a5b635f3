//! Positions in the notations of maps, standards and languages, beside the plain ones of [`super::parse`].
//!
//! | notation | example |
//! |---|---|
//! | `geo:` URI (RFC 5870) | `geo:54.71,20.51;u=35` |
//! | ISO 6709 | `+54.71+020.51/`, `+544236+0203036/` |
//! | compact | `544236N 0203036E`, `N5442 E02030` |
//! | map links | Google, OpenStreetMap, Apple, Bing, Yandex, Wikipedia's `GeoHack` |
//! | MGRS, UTM | `34UDF6853261972`, `34U 468532 6061972` |
//! | plus codes | `9G662GQ6+XX` |
//! | letters and words | `54°42′36″ n. Br., 20°30′36″ ö. L.`, `54° с. ш. 20° в. д.`, `54 deg 42 min north, 20 deg east` |
//! | WKT, WKB | `POINT(20.51 54.71)`, `SRID=4326;POINT(20.51 54.71)`, `0101000000…` |
//! | several at once | Wikipedia's `55°45′21″N 37°37′02″E / 55.75583°N 37.61722°E` |
//!
//! A known notation that cannot be read, such as a short link or what3words, is refused by its name.

mod compact;
mod grid;
mod link;
mod pluscode;
#[cfg(test)]
mod tests;
pub(crate) mod well_known;
mod words;

pub(crate) use words::hemisphere;

use std::borrow::Cow;

use super::parse::sexagesimal;
use super::{Position, parse};
use crate::error::{Error, Result};
use crate::invisible::visible;
use crate::number::{LATITUDE, LONGITUDE, read_number};

/// A position with the uncertainty and the note that its notation implies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) position: Position,
    /// Uncertainty in km, where the notation implies one: half the diagonal of a grid square.
    pub(crate) uncertainty_km: Option<f64>,
    /// Assumption that the user should know.
    pub(crate) note: Option<&'static str>,
}

impl Reading {
    pub(super) fn exact(position: Position) -> Self {
        Self {
            position,
            uncertainty_km: None,
            note: None,
        }
    }
}

/// Reads a position in one of the notations of this module. None if the text is in none of them: it may then be a plain
/// position, or a name.
pub(crate) fn read(text: &str) -> Option<Result<Reading>> {
    // Names, the most common input, have none of these.
    let is_empty_point = || text.trim_end().ends_with("EMPTY");
    if !text.contains(|c: char| c.is_numeric() || c == '/' || c == ':') && !is_empty_point() {
        return None;
    }
    let clean = visible(text);
    let clean = clean.trim();
    let found = link::read(clean)
        .or_else(|| several(clean))
        .or_else(|| bracketed(clean))
        .or_else(|| hyphened(clean))
        .or_else(|| well_known::read(clean))
        .or_else(|| compact::read(clean))
        .or_else(|| pluscode::read(clean))
        .or_else(|| grid::read(clean))
        .or_else(|| words::read(clean))
        .or_else(|| differs(clean, text))?;
    Some(found.map_err(|refusal| refusal.error(text)))
}

/// Reads the degrees of one cell: a number, or degrees, minutes and seconds with or without a letter. Plain numbers are not held
/// to any limit, as columns may stand the wrong way round.
///
/// # Errors
/// Those of [`read_number`].
pub(crate) fn read_degrees(text: &str, is_lat: bool) -> Result<f64> {
    // With a decimal point or none, no number of degrees can be read in two ways.
    if let Some(number) = text.parse().ok().filter(|number: &f64| number.is_finite()) {
        return Ok(number);
    }
    let quantity = if is_lat { &LATITUDE } else { &LONGITUDE };
    if let Some(read) = with_letter(text, is_lat) {
        return read;
    }
    read_number(text, quantity).or_else(|error| {
        // The other half of the pair, so that one reader reads all forms of coordinates.
        let pair = if is_lat {
            format!("{text} 0°E")
        } else {
            format!("0°N {text}")
        };
        match read_any(&pair) {
            // Of O, which is Ost and Ouest.
            Ok(Reading {
                note: Some(note), ..
            }) => Err(Error::Unreadable {
                name: quantity.name,
                text: text.to_owned(),
                reason: note.replace("is read as", "may be"),
            }),
            Ok(reading) if is_lat => Ok(reading.position.lat_deg()),
            Ok(reading) => Ok(reading.position.lon_deg()),
            Err(_) => Err(error),
        }
    })
}

/// A number with the letter of its hemisphere before or after it: `N 52.44`, `52,44 N`. None for anything else.
fn with_letter(text: &str, is_lat: bool) -> Option<Result<f64>> {
    let text = text.trim();
    let is_letter = |c: &char| "NSEWO".contains(c.to_ascii_uppercase());
    let (letter, rest) = match text.chars().next().filter(is_letter) {
        Some(letter) => (letter, &text[1..]),
        None => (
            text.chars().next_back().filter(is_letter)?,
            &text[..text.len() - 1],
        ),
    };
    let number = rest.trim().trim_end_matches('°').trim_end();
    if let Some(size) = number.strip_prefix(['-', '−'])
        && size.starts_with(|c: char| c.is_ascii_digit())
        && size
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    {
        let (positive, negative) = if is_lat { ('N', 'S') } else { ('E', 'W') };
        return Some(Err(Error::TwoReadings {
            name: if is_lat {
                LATITUDE.name
            } else {
                LONGITUDE.name
            },
            text: text.to_owned(),
            readings: vec![format!("{size}°{negative}"), format!("{size}°{positive}")],
        }));
    }
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let quantity = if is_lat { &LATITUDE } else { &LONGITUDE };
    let size = match read_number(number, quantity) {
        Ok(size) => size,
        // Degrees, minutes and seconds are read elsewhere.
        Err(Error::Unreadable { .. }) => return None,
        Err(error) => return Some(Err(error)),
    };
    Some(match (letter.to_ascii_uppercase(), is_lat) {
        ('N', true) | ('E', false) => Ok(size),
        ('S', true) | ('W', false) => Ok(-size),
        ('O', false) => Err(Error::TwoReadings {
            name: quantity.name,
            text: text.to_owned(),
            readings: vec![
                format!("{size}°E (Ost)"),
                format!("{size}°W (Ouest, Oeste)"),
            ],
        }),
        _ => Err(Error::Unreadable {
            name: quantity.name,
            text: text.to_owned(),
            reason: "its letter is one of the other axis".to_owned(),
        }),
    })
}

/// Reads a position in any notation, the plain ones included.
///
/// # Errors
/// [`Error::Unreadable`], [`Error::TwoReadings`] or [`Error::OutOfRange`] with the fault.
pub(crate) fn read_any(text: &str) -> Result<Reading> {
    read(text).unwrap_or_else(|| parse::position(text).map(Reading::exact))
}

/// Refuses two texts that are each a pair of whole numbers, as `54,71 20,51`: where decimals have a comma this is one
/// position in two halves, and elsewhere two positions.
///
/// # Errors
/// [`Error::TwoReadings`] with both.
pub(crate) fn refuse_halves(first: &str, second: &str) -> Result<()> {
    let half = |text: &str| {
        let (whole, fraction) = text.trim().split_once(',')?;
        let is_whole = |digits: &str, longest: usize| {
            (1..=longest).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        // Nobody writes 0,0 for 0: zeros alone are no fraction.
        let fraction = Some(fraction).filter(|digits| digits.bytes().any(|byte| byte != b'0'))?;
        let unsigned = whole.trim_start_matches(['-', '+', '−']);
        (is_whole(unsigned, 3) && is_whole(fraction, 15)).then(|| {
            let whole = whole.replace('−', "-");
            (
                format!("{whole}.{fraction}"),
                format!("{whole}.0,{fraction}.0"),
            )
        })
    };
    let (Some(lat), Some(lon)) = (half(first), half(second)) else {
        return Ok(());
    };
    let is_position = |text: &str| text.parse::<Position>().is_ok();
    let one = format!("{},{}", lat.0, lon.0);
    if is_position(&one) && is_position(&lat.1) && is_position(&lon.1) {
        return Err(Error::TwoReadings {
            name: "positions",
            text: format!("{first} {second}"),
            readings: vec![
                format!("the one position {one}"),
                format!("the two {} and {}", lat.1, lon.1),
            ],
        });
    }
    Ok(())
}

/// Reason to refuse a position in a notation of this module.
enum Refusal {
    /// In words.
    Because(Cow<'static, str>),
    /// Two readings, each as it may be written instead.
    TwoWays([String; 2]),
    Other(Error),
}

impl Refusal {
    const fn because(reason: &'static str) -> Self {
        Self::Because(Cow::Borrowed(reason))
    }

    fn error(self, text: &str) -> Error {
        match self {
            Self::Because(reason) => Error::Unreadable {
                name: "position",
                text: text.to_owned(),
                reason: reason.into_owned(),
            },
            Self::TwoWays(readings) => Error::TwoReadings {
                name: "position",
                text: text.to_owned(),
                readings: readings.to_vec(),
            },
            // The text as it was given, not as it was tidied.
            Self::Other(Error::Unreadable { name, reason, .. }) => Error::Unreadable {
                name,
                text: text.to_owned(),
                reason,
            },
            Self::Other(Error::TwoReadings { name, readings, .. }) => Error::TwoReadings {
                name,
                text: text.to_owned(),
                readings,
            },
            Self::Other(error) => error,
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

type Found = std::result::Result<Reading, Refusal>;

fn at(lat_deg: f64, lon_deg: f64) -> Found {
    Ok(Reading::exact(Position::new(lat_deg, lon_deg)?))
}

/// A plain position from which invisible characters were dropped.
fn differs(clean: &str, text: &str) -> Option<Found> {
    (clean != text.trim() && parse::looks_plain(clean))
        .then(|| Ok(Reading::exact(parse::position(clean)?)))
}

/// Maximum difference between spellings of one position, degrees: seconds and three decimals are rounded.
const SAME_WITHIN_DEG: f64 = 0.02;

/// One position written several times, with slashes between, as Wikipedia does.
fn several(clean: &str) -> Option<Found> {
    if !clean.contains(" / ") {
        return None;
    }
    let parts: Vec<&str> = clean.split(" / ").map(str::trim).collect();
    let positions: Vec<Position> = parts
        .iter()
        .map(|part| read_any(part).ok().map(|reading| reading.position))
        .collect::<Option<_>>()?;
    let first = *positions.first()?;
    let is_same = |other: &Position| {
        (first.lat_deg() - other.lat_deg()).abs() <= SAME_WITHIN_DEG
            && (first.lon_deg() - other.lon_deg()).abs() <= SAME_WITHIN_DEG
    };
    Some(if positions.iter().all(is_same) {
        Ok(Reading::exact(first))
    } else {
        Err(Refusal::because(
            "the positions between the slashes are not the same; write one of them",
        ))
    })
}

/// `(54.71, 20.51)` is latitude first as without the brackets; square brackets hold either order.
fn bracketed(clean: &str) -> Option<Found> {
    if let Some(inner) = between(clean, '(', ')') {
        let inner = inner.trim();
        return match read(inner) {
            Some(read) => Some(read.map_err(Refusal::Other)),
            None if parse::looks_plain(inner) => Some(
                parse::position(inner)
                    .map(Reading::exact)
                    .map_err(Refusal::Other),
            ),
            None => None,
        };
    }
    let inner = between(clean, '[', ']')?;
    let (first, second) = inner.split_once(',')?;
    let (a, b) = (number(first)?, number(second)?);
    Some(match (Position::new(a, b), Position::new(b, a)) {
        (Ok(_), Ok(_)) => Err(Refusal::TwoWays([format!("{a},{b}"), format!("{b},{a}")])),
        (Ok(position), Err(_)) | (Err(_), Ok(position)) => Ok(Reading::exact(position)),
        (Err(error), Err(_)) => Err(error.into()),
    })
}

/// `55-45-21N 037-37-04E`, `54-42.6N 20-30.6E`: hyphens between degrees, minutes and seconds, where letters say the directions.
fn hyphened(clean: &str) -> Option<Found> {
    let chars: Vec<char> = clean.chars().collect();
    let is_hyphen = |at: usize| {
        let is_digit = |at: Option<usize>| {
            at.and_then(|at| chars.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        matches!(chars[at], '-' | '‐' | '‑' | '–')
            && is_digit(at.checked_sub(1))
            && is_digit(Some(at + 1))
    };
    let letters = |c: &&char| "NSEWnsew".contains(**c);
    let is_of_letters = chars.iter().filter(|c| c.is_alphabetic()).count() == 2
        && chars.iter().filter(letters).count() == 2;
    if !is_of_letters || !(0..chars.len()).any(is_hyphen) {
        return None;
    }
    let parted: String = (0..chars.len())
        .map(|at| if is_hyphen(at) { ' ' } else { chars[at] })
        .collect();
    let read = parse::position(&parted).map(Reading::exact);
    Some(read.map_err(Refusal::Other))
}

fn between(text: &str, open: char, close: char) -> Option<&str> {
    text.strip_prefix(open)?.strip_suffix(close)
}

/// A plain decimal number.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    if is_plain { text.parse().ok() } else { None }
}
