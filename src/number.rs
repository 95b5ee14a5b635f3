//! The one reader of numbers: options, cells of files and parts of groups, as people of any country write them.
//!
//! | written | read as |
//! |---|---|
//! | `5500`, `54.71`, `−33.87`, `1e3` | what it says: digits, one decimal point, a sign of any form, an exponent |
//! | `7,5`, `54,7065` | a decimal comma: one separator before any number of digits but three |
//! | `5,500`, `1.200` | refused with both readings, unless one lies outside the limits of the quantity |
//! | `0.500`, `1234,567` | decimal: no group of thousands begins with a zero or has four digits |
//! | `1,234,567`, `1.234.567`, `1 234 567`, `12'000` | thousands; each group after the first has three digits |
//! | `1,234.5`, `1.234,5`, `12'000,5` | both kinds: the last separator is decimal |
//! | `500 km`, `300mi`, `12.0000 km/h`, `1 h 30 min` | with a unit of the right kind; one of another kind is named |
//!
//! A space may be any Unicode space. Infinities, NaN, hexadecimal digits and `nm` (nautical miles or nanometres) are
//! refused.

mod digits;
mod list;
#[cfg(test)]
mod tests;
mod unit;

use crate::error::{Error, Result};
use crate::invisible::visible;
use crate::quantity::limits::Limits;
use crate::quantity::{positive, within};

pub(crate) use list::{read_list, read_one_or_tuple, read_tuple};
pub(crate) use unit::Kind;

/// A kind of number that users give, with its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// Name for messages, in the user's terms: "radius of the ring".
    pub(crate) name: &'static str,
    /// Kind, which sets the unit of a bare number and the units that may be written.
    pub(crate) kind: Kind,
    /// The least admissible value in the unit of its kind; [`f64::MIN_POSITIVE`] means "above zero".
    pub(crate) least: f64,
    /// The greatest admissible value in the unit of its kind, or infinity.
    pub(crate) greatest: f64,
    /// The limits of the model with their reason, if any.
    limits: Option<Limits>,
}

/// A latitude in degrees.
pub(crate) const LATITUDE: Quantity = Quantity::new("latitude", Kind::Degrees, -90.0, 90.0);

/// A longitude in degrees, counted either way round: −180 to 360. [`crate::position::Position`] takes −180 to 180.
pub(crate) const LONGITUDE: Quantity = Quantity::new("longitude", Kind::Degrees, -180.0, 360.0);

impl Quantity {
    /// A quantity between two limits, both admissible.
    pub(crate) const fn new(name: &'static str, kind: Kind, least: f64, greatest: f64) -> Self {
        Self {
            name,
            kind,
            least,
            greatest,
            limits: None,
        }
    }

    /// A quantity within the limits of the model.
    pub(crate) const fn within_limits(limits: &Limits, kind: Kind) -> Self {
        Self {
            name: limits.name,
            kind,
            least: limits.least,
            greatest: limits.greatest,
            limits: Some(*limits),
        }
    }

    /// The same under another name.
    pub(crate) const fn named(self, name: &'static str) -> Self {
        let limits = match self.limits {
            Some(limits) => Some(limits.named(name)),
            None => None,
        };
        Self {
            name,
            limits,
            ..self
        }
    }

    /// A quantity above zero and up to a limit.
    pub(crate) const fn above_zero(name: &'static str, kind: Kind, greatest: f64) -> Self {
        Self::new(name, kind, f64::MIN_POSITIVE, greatest)
    }

    /// True if the value is admissible: within the limits, and whole where it counts something.
    fn admits(&self, value: f64) -> bool {
        value >= self.least
            && value <= self.greatest
            && value.is_finite()
            && (self.kind != Kind::Count || value.fract() == 0.0)
    }

    /// The value if it is admissible.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] with the limits; [`Error::Unreadable`] for a count that is not whole.
    pub(crate) fn check(&self, value: f64) -> Result<f64> {
        if let Some(limits) = self.limits {
            limits.check(value)?;
        }
        let unit = self.kind.suffix();
        if self.least.to_bits() != f64::MIN_POSITIVE.to_bits() {
            within(self.name, value, unit, self.least, self.greatest)?;
        } else if value > 0.0 && self.greatest.is_finite() {
            within(self.name, value, unit, 0.0, self.greatest)?;
        } else {
            positive(self.name, value, unit)?;
        }
        if self.kind == Kind::Count && value.fract() != 0.0 {
            return Err(self.unreadable(&value.to_string(), "write a whole number".to_owned()));
        }
        Ok(value)
    }

    fn unreadable(&self, text: &str, reason: String) -> Error {
        Error::Unreadable {
            name: self.name,
            text: text.to_owned(),
            reason,
        }
    }

    /// More than one reading of a text, each as it may be written instead.
    fn ambiguous(&self, text: &str, mut readings: Vec<String>) -> Error {
        if readings.len() > 2 {
            let last = readings.pop().unwrap_or_default();
            let rest = readings.join(", ");
            return self.unreadable(
                text,
                format!("it may mean {rest} or {last}; write the one you mean"),
            );
        }
        Error::TwoReadings {
            name: self.name,
            text: text.to_owned(),
            readings,
        }
    }
}

/// Reads a number as a value of a quantity, in the unit of its kind.
///
/// Plain numbers, of which files have millions, are read without an allocation.
///
/// # Errors
/// [`Error::TwoReadings`] where a separator may be one of thousands or decimals and both readings are admissible;
/// [`Error::OutOfRange`] outside the limits; [`Error::Unreadable`] for text that is no number, and for units of another
/// kind.
pub(crate) fn read_number(text: &str, quantity: &Quantity) -> Result<f64> {
    if let Some(value) = plain(text.trim_ascii(), quantity) {
        return if quantity.admits(value) {
            // Zero has no sign: -0 would be printed as such.
            Ok(value + 0.0)
        } else {
            quantity.check(value)
        };
    }
    let mut readings = readings(text, quantity)?;
    match readings.len() {
        1 => Ok(readings.remove(0).value + 0.0),
        _ => Err(quantity.ambiguous(text, readings.into_iter().map(|found| found.text).collect())),
    }
}

/// A value as it is read again: with a further zero behind three decimals that might be thousands.
pub(crate) fn written(value: f64, quantity: &Quantity) -> String {
    let text = value.to_string();
    match read_number(&text, quantity) {
        Err(Error::TwoReadings { .. }) => text + "0",
        _ => text,
    }
}

/// True of a number with a unit behind it, of this kind or of another; a designation such as 9m729 is none.
pub(crate) fn has_unit(text: &str, kind: Kind) -> bool {
    let tidy = tidy(text);
    let (number, unit) = digits::split_unit(&tidy);
    let is_known = || !matches!(unit::factor(unit, kind), Err(unit::Fault::Unknown));
    digits::readings(number).is_some() && !unit.is_empty() && is_known()
}

/// A number of digits, perhaps with a sign and a decimal point or comma, which can be read in one way only.
fn plain(text: &str, quantity: &Quantity) -> Option<f64> {
    let bytes = text.as_bytes();
    let sign = usize::from(matches!(bytes.first()?, b'-' | b'+'));
    let mut point = None;
    for (at, byte) in bytes.iter().enumerate().skip(sign) {
        match byte {
            b'0'..=b'9' => {}
            b'.' | b',' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let value: f64 = match point {
        Some(at) if bytes[at] == b',' => {
            // Long numbers, and a comma that ends one, are left to the careful reader.
            let mut copy = [0; 32];
            let copy = copy
                .get_mut(..bytes.len())
                .filter(|_| at + 1 < bytes.len())?;
            copy.copy_from_slice(bytes);
            copy[at] = b'.';
            std::str::from_utf8(copy).ok()?.parse().ok()?
        }
        _ => text.parse().ok()?,
    };
    if let Some(point) = point
        && bytes.len() - point == 4
        && (1..=3).contains(&(point - sign))
        && bytes[sign] != b'0'
        && quantity.admits((value * 1000.0).round())
    {
        return None;
    }
    Some(without_minus_zero(value))
}

/// Zero has no sign.
fn without_minus_zero(value: f64) -> f64 {
    value + 0.0
}

/// One way to read a text.
struct Reading {
    /// In the unit of the quantity's kind.
    value: f64,
    /// A spelling that is read as this value and as no other.
    text: String,
}

/// The admissible readings of a text, one or two.
fn readings(text: &str, quantity: &Quantity) -> Result<Vec<Reading>> {
    let tidy = tidy(text);
    let (is_negative, unsigned) = without_sign(&tidy);
    if let Some(rest) = mach(unsigned) {
        return Err(quantity.unreadable(text, unit::no_single_mach(rest, quantity.kind)));
    }
    let (number, unit) = digits::split_unit(unsigned);
    let Some(candidates) = digits::readings(number) else {
        let form = quantity.kind.example();
        return Err(quantity.unreadable(text, format!("it is no number; write {form}")));
    };
    if unit.contains(|c: char| c.is_ascii_digit()) {
        return compound(text, unsigned, is_negative, quantity);
    }
    let factor = unit::factor(unit, quantity.kind)
        .map_err(|fault| fault.error(text, &candidates[0], unit, quantity))?;
    let mut found: Vec<Reading> = Vec::new();
    let mut refused = 0.0;
    for candidate in candidates {
        let size: f64 = candidate.parse().unwrap_or(f64::NAN);
        let value = without_minus_zero(factor.of(if is_negative { -size } else { size }));
        if quantity.admits(value) {
            let sign = if is_negative { "-" } else { "" };
            let space = if unit.is_empty() { "" } else { " " };
            found.push(Reading {
                value,
                text: format!("{sign}{candidate}{space}{unit}"),
            });
        } else {
            refused = value;
        }
    }
    if found.is_empty() {
        quantity.check(refused)?;
    }
    Ok(found)
}

/// `1 h 30 min`: a time in parts, each a smaller unit than the one before, all but the last whole.
fn compound(
    text: &str,
    unsigned: &str,
    is_negative: bool,
    quantity: &Quantity,
) -> Result<Vec<Reading>> {
    let unreadable = || {
        let form = quantity.kind.example();
        quantity.unreadable(text, format!("write one number, as {form}"))
    };
    if !quantity.kind.is_time() {
        return Err(unreadable());
    }
    let mut total = 0.0;
    let mut longer = f64::INFINITY;
    let mut rest = unsigned;
    while !rest.is_empty() {
        let (number, following) = digits::split_unit(rest);
        let end = following
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(following.len());
        let (unit, next) = following.split_at(end);
        let factor = unit::factor(unit.trim(), quantity.kind).map_err(|_| unreadable())?;
        let size: f64 = match digits::readings(number).as_deref() {
            Some([only]) => only.parse().unwrap_or(f64::NAN),
            _ => return Err(unreadable()),
        };
        let one = factor.of(1.0);
        let is_last = next.is_empty();
        if unit.trim().is_empty() || one >= longer || (!is_last && size.fract() != 0.0) {
            return Err(unreadable());
        }
        longer = one;
        total += factor.of(size);
        rest = next;
    }
    let value = quantity.check(without_minus_zero(if is_negative { -total } else { total }))?;
    Ok(vec![Reading {
        value,
        text: text.trim().to_owned(),
    }])
}

/// The unit behind a number that is one of another kind, and what it measures.
pub(crate) fn unit_of_other_kind(text: &str, kind: Kind) -> Option<(String, &'static str)> {
    let tidy = tidy(text);
    let (_, unsigned) = without_sign(&tidy);
    let (number, unit) = digits::split_unit(unsigned);
    digits::readings(number)?;
    match unit::factor(unit, kind) {
        Err(unit::Fault::Other(what)) => Some((unit.to_owned(), what)),
        _ => None,
    }
}

/// True of a text with a further number behind the unit of the first.
fn has_parts(text: &str) -> bool {
    let tidy = tidy(text);
    let (_, unsigned) = without_sign(&tidy);
    let (_, unit) = digits::split_unit(unsigned);
    unit.contains(|c: char| c.is_ascii_digit())
}

/// Without invisible characters and space around it, full-width forms as ASCII.
fn tidy(text: &str) -> String {
    visible(text)
        .trim()
        .chars()
        .map(|c| match c {
            // Full-width forms stand 0xFEE0 above their ASCII characters.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        })
        .collect()
}

/// Splits a leading sign off. Any dash before a number is a minus.
fn without_sign(tidy: &str) -> (bool, &str) {
    let mut chars = tidy.chars();
    match chars.next() {
        Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}') => {
            (true, chars.as_str().trim_start())
        }
        Some('+') => (false, chars.as_str().trim_start()),
        _ => (false, tidy),
    }
}

/// The number of a Mach number: `Mach 5`, `M5`, `5 Mach`.
fn mach(text: &str) -> Option<&str> {
    let lower = text.get(..4).map(str::to_lowercase);
    if lower.as_deref() == Some("mach") {
        return Some(text[4..].trim());
    }
    if let Some(rest) = text.strip_prefix('M')
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(rest);
    }
    let at = text.len().checked_sub(4)?;
    (text.get(at..)?.to_lowercase() == "mach").then(|| text[..at].trim())
}
