//! Conditions of `--where`, and which field a word of theirs means.

use crate::catalogue::{countries_named, part_of_country};
use crate::names::{fold, nearest};
use crate::number::{self, Quantity, read_number};
use crate::schema::{Cell, Field, Kind, Record, Unit};
use crate::shown::shell_quoted;
use crate::{Error, Result};

/// Words for fields that some tables call otherwise.
const SYNONYMS: [(&str, &[&str]); 7] = [
    ("country", &["state", "country"]),
    ("state", &["country", "state"]),
    ("owner", &["state", "operator", "country"]),
    ("operator", &["state", "operator"]),
    ("type", &["kind"]),
    ("range", &["range_nominal_km"]),
    ("speed", &["speed_nominal_km_h"]),
];

/// Fields that hold countries by their codes.
const OF_COUNTRIES: [&str; 3] = ["country", "state", "operator"];

/// The place of a field that a person names: by its name, by the title that the table shows, or by another word for it.
///
/// # Errors
/// [`Error::Unknown`] with all fields.
pub(super) fn field_named<R: Record>(name: &str, fields: &[Field<R>]) -> Result<usize> {
    let name = name.trim();
    let wanted = fold(name);
    let by_name = |wanted: &str| fields.iter().position(|field| fold(field.name) == wanted);
    let by_title = || {
        let is_titled = |field: &Field<R>| field.title.is_some_and(|title| fold(title) == wanted);
        fields.iter().position(is_titled)
    };
    let by_synonym = || {
        let others = SYNONYMS.iter().find(|(word, _)| *word == wanted)?.1;
        others.iter().find_map(|other| by_name(&fold(other)))
    };
    if let Some(found) = by_name(&wanted).or_else(by_title).or_else(by_synonym) {
        return Ok(found);
    }
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let error = Error::Unknown {
        what: "field",
        name: name.to_owned(),
        nearest: nearest(name, names.iter().copied()),
        advice: "",
    };
    Err(Error::Usage(format!(
        "{error}; the fields are {}",
        names.join(", ")
    )))
}

/// True of a field that holds codes of countries.
pub(super) fn is_of_countries<R: Record>(field: &Field<R>) -> bool {
    OF_COUNTRIES.contains(&field.name)
}

/// A condition of `--where`: a field, a comparison and a value.
pub(super) struct Condition {
    pub(super) field: usize,
    comparison: Comparison,
    pub(super) value: String,
    /// The value, if it is a number.
    number: Option<f64>,
}

/// The characters of comparisons, those of other languages included: what is none here is refused by its sign.
const SIGNS: [char; 13] = [
    '=', '<', '>', '!', '≠', '≥', '≤', '~', '≈', '^', '⩾', '⩽', '≔',
];

/// Comparisons as they are written, in every order of their signs that people use.
const COMPARISONS: [(&[&str], Comparison); 6] = [
    (&["=", "=="], Comparison::Is),
    (&["!=", "≠", "<>", "!=="], Comparison::IsNot),
    (&[">"], Comparison::Above),
    (&[">=", "=>", "≥", "⩾"], Comparison::AtLeast),
    (&["<"], Comparison::Below),
    (&["<=", "=<", "≤", "⩽"], Comparison::AtMost),
];

/// The forms of a condition, for errors.
const FORMS: &str = "write FIELD=VALUE, FIELD!=VALUE, or FIELD>NUMBER and so for <, >= and <=";

/// True of a word that holds the sign of a comparison.
pub(super) fn has_sign(text: &str) -> bool {
    text.contains(SIGNS)
}

/// True of a word that has something on either side of its sign.
pub(super) fn is_whole(text: &str) -> bool {
    has_sign(text) && !text.starts_with(SIGNS) && !text.ends_with(SIGNS)
}

#[derive(Clone, Copy, PartialEq)]
enum Comparison {
    Is,
    IsNot,
    Above,
    AtLeast,
    Below,
    AtMost,
}

/// What the numbers of a field stand for.
fn quantity(kind: Kind) -> Quantity {
    let kind = match kind {
        Kind::Number(Unit::Km) => number::Kind::Length,
        Kind::Number(Unit::M) => number::Kind::Metres,
        Kind::Number(Unit::Deg) => number::Kind::Degrees,
        Kind::Number(Unit::S) => number::Kind::Time,
        Kind::Number(Unit::KmPerH) => number::Kind::Speed,
        Kind::Integer => number::Kind::Count,
        _ => number::Kind::Plain,
    };
    let greatest = match kind {
        number::Kind::Degrees => 360.0,
        _ => f64::INFINITY,
    };
    Quantity::new("value", kind, -greatest, greatest)
}

/// The options for several conditions in one text: `range>500 and state=RU`. None for one.
fn several(text: &str) -> Option<String> {
    let parts: Vec<&str> = [" and ", " AND ", " und ", " et ", "&&", " & ", ",", ";"]
        .iter()
        .map(|between| text.split(between).map(str::trim).collect::<Vec<_>>())
        .find(|parts| parts.len() > 1 && parts.iter().all(|part| part.contains(['=', '<', '>'])))?;
    let options: Vec<String> = parts
        .iter()
        .map(|part| format!("--where {}", shell_quoted(part)))
        .collect();
    Some(options.join(" "))
}

impl Condition {
    /// True where it asks for one value, not for numbers above or below one.
    pub(super) fn is_of_equality(&self) -> bool {
        self.comparison == Comparison::Is
    }

    pub(super) fn parse<R: Record>(text: &str, fields: &[Field<R>]) -> Result<Self> {
        let unreadable = |reason: &str| Error::Unreadable {
            name: "condition",
            text: text.to_owned(),
            reason: reason.to_owned(),
        };
        if let Some(all) = several(text) {
            return Err(unreadable(&format!(
                "one condition is wanted: repeat --where, as in {all}"
            )));
        }
        let at = text.find(SIGNS).ok_or_else(|| unreadable(FORMS))?;
        let (name, rest) = text.split_at(at);
        let is_of_sign = |c: char| SIGNS.contains(&c) || c.is_whitespace();
        let value = rest.trim_start_matches(is_of_sign);
        // `> =` and `! =` are one sign each.
        let sign: String = rest[..rest.len() - value.len()]
            .split_whitespace()
            .collect();
        let value = value.trim_end();
        let comparison = COMPARISONS
            .iter()
            .find(|(signs, _)| signs.contains(&sign.as_str()))
            .map(|(_, comparison)| *comparison)
            .ok_or_else(|| {
                unreadable(&format!(
                    "{sign:?} is no comparison that is known here; {FORMS}"
                ))
            })?;
        let field = field_named(name, fields)?;
        let number = match read_number(value, &quantity(fields[field].kind)) {
            Ok(number) => Some(number),
            Err(error @ Error::TwoReadings { .. }) if fields[field].kind.is_numeric() => {
                return Err(error);
            }
            Err(_) if matches!(comparison, Comparison::Is | Comparison::IsNot) => None,
            Err(_) => return Err(unreadable("what follows <, >, <= or >= must be a number")),
        };
        if is_of_countries(&fields[field])
            && let Some((part, state)) = part_of_country(value)
        {
            return Err(unreadable(&format!(
                "{part} is a part of {} ({}), and no country: write {}{sign}{}",
                state.iso2, state.name, fields[field].name, state.iso2
            )));
        }
        // Countries are named in any language, and their codes are what the tables hold.
        let country = is_of_countries(&fields[field])
            .then(|| countries_named(value).next())
            .flatten();
        Ok(Self {
            field,
            comparison,
            value: country.map_or(value, |country| country.iso2).to_owned(),
            number,
        })
    }

    /// True where a row meets it; a field without a value is not equal to any.
    pub(super) fn holds(&self, cell: Cell<'_>) -> bool {
        if self.comparison == Comparison::IsNot {
            return !self.is_equal(cell);
        }
        if self.comparison == Comparison::Is {
            return self.is_equal(cell);
        }
        let number = match cell {
            Cell::Number(number) => number,
            Cell::Integer(number) => number as f64,
            _ => return false,
        };
        let value = self.number.unwrap_or(f64::NAN);
        match self.comparison {
            Comparison::Is | Comparison::IsNot => false,
            Comparison::Above => number > value,
            Comparison::AtLeast => number >= value,
            Comparison::Below => number < value,
            Comparison::AtMost => number <= value,
        }
    }

    fn is_equal(&self, cell: Cell<'_>) -> bool {
        let wanted = fold(&self.value);
        let is_number = matches!((cell, self.number), (Cell::Number(number), Some(value)) if number.total_cmp(&value).is_eq());
        let is_member = cell.members().iter().any(|member| fold(member) == wanted);
        is_number
            || is_member
            || (fold(&cell.to_text()) == wanted
                && cell.to_text().is_empty() == self.value.is_empty())
    }
}
