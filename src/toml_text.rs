//! Reads TOML files: into types, or into a tree with the position of each part. The only caller of the toml crate.

use std::ops::Range;

use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Result};

/// Reads a whole file.
///
/// # Errors
/// [`Error::Usage`] with the line, the column and what is wrong there.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| Error::Usage(error.to_string().trim_end().to_owned()))
}

/// A value as a file of its own.
///
/// # Errors
/// [`Error::Usage`] for what TOML cannot express.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<String> {
    toml::to_string_pretty(value).map_err(|error| Error::Usage(error.to_string()))
}

/// A value and its bytes in the file.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) span: Range<usize>,
    pub(crate) content: Content,
}

/// A value. Integers and floats are one kind: nobody should have to write `500.0`.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Text(String),
    Number(f64),
    Flag(bool),
    Date(String),
    List(Vec<Value>),
    Table(Table),
}

impl Content {
    /// Its name in messages that another kind is needed.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Keys with their values, in the order of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) entries: Vec<(Key, Value)>,
}

/// A key and its position.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) span: Range<usize>,
}

/// Longest text whose faults are all looked for in one go, bytes, and how far they are looked for after the first one of a
/// longer text: a fault takes a thousand times as much memory as the byte that it is about.
const FAULTY_BYTES: usize = 1 << 14;

/// The tree of a file, or the positions and reasons of its syntax errors.
pub(crate) fn tree(text: &str) -> Result<Table, Vec<(Range<usize>, String)>> {
    let fault =
        |error: &toml::de::Error| (error.span().unwrap_or(0..0), error.message().to_owned());
    let first = match DeTable::parse(text) {
        Ok(table) => return Ok(owned_table(table.get_ref())),
        Err(error) => fault(&error),
    };
    let wanted = first.0.start.saturating_add(FAULTY_BYTES);
    let end = (wanted..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len());
    let (_, errors) = DeTable::parse_recoverable(&text[..end]);
    let mut faults: Vec<_> = errors.iter().map(fault).collect();
    // Each unclosed level is reported at the end of the file.
    faults.dedup();
    if end < text.len() {
        // The cut makes faults of its own.
        faults.retain(|(span, _)| span.end < end);
    }
    if faults.is_empty() {
        faults.push(first);
    }
    Err(faults)
}

fn owned_table(table: &DeTable<'_>) -> Table {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        (
            Key {
                name: name.clone().into_owned(),
                span: key.span(),
            },
            owned(value),
        )
    };
    let mut entries: Vec<(Key, Value)> = table.iter().map(entry).collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Table { entries }
}

fn owned(value: &Spanned<DeValue<'_>>) -> Value {
    let content = match value.get_ref() {
        DeValue::String(text) => Content::Text(text.clone().into_owned()),
        // Beyond 2^53 a whole number is rounded, which matters to no quantity here.
        DeValue::Integer(number) => Content::Number(match number.radix() {
            10 => number.as_str().parse().unwrap_or(f64::NAN),
            radix => {
                let digits = number.as_str().chars();
                digits
                    .filter_map(|digit| digit.to_digit(radix))
                    .fold(0.0, |whole, digit| {
                        whole * f64::from(radix) + f64::from(digit)
                    })
            }
        }),
        DeValue::Float(number) => Content::Number(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Content::Flag(*flag),
        DeValue::Datetime(date) => Content::Date(date.to_string()),
        DeValue::Array(list) => Content::List(list.iter().map(owned).collect()),
        DeValue::Table(table) => Content::Table(owned_table(table)),
    };
    Value {
        span: value.span(),
        content,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_knows_where_its_parts_stand() {
        let text = "b = 0x10\n[[a]]\nx = [1, 2.5, nan]\ny = 2019-07-05\n";
        let tree = tree(text).unwrap();
        let names: Vec<&str> = tree
            .entries
            .iter()
            .map(|(key, _)| key.name.as_str())
            .collect();
        assert_eq!(names, ["b", "a"]);
        let (key, value) = &tree.entries[0];
        assert_eq!(
            (&text[key.span.clone()], &text[value.span.clone()]),
            ("b", "0x10")
        );
        assert!(matches!(value.content, Content::Number(16.0)));
        let Content::List(tables) = &tree.entries[1].1.content else {
            panic!("a list of tables")
        };
        let Content::Table(table) = &tables[0].content else {
            panic!("a table")
        };
        let Content::List(numbers) = &table.entries[0].1.content else {
            panic!("a list")
        };
        assert_eq!(&text[numbers[1].span.clone()], "2.5");
        assert!(matches!(numbers[2].content, Content::Number(number) if number.is_nan()));
        assert!(matches!(&table.entries[1].1.content, Content::Date(date) if date == "2019-07-05"));
    }

    #[test]
    fn faults_of_a_long_text_are_looked_for_near_the_first() {
        let faults = tree(&"=\n".repeat(1_000_000)).unwrap_err();
        assert!(
            (2..4 * FAULTY_BYTES).contains(&faults.len()),
            "{}",
            faults.len()
        );
        let text = format!(
            "{}a = \n{}",
            "# ü\n".repeat(50_000),
            "b = 1\n".repeat(50_000)
        );
        let faults = tree(&text).unwrap_err();
        assert_eq!(&text[faults[0].0.start - 4..faults[0].0.start], "a = ");
    }

    #[test]
    fn what_is_no_toml_is_reported_with_its_place() {
        let faults = tree("a = \nb = 1\nb = 2\n").unwrap_err();
        assert!(!faults.is_empty());
        assert!(
            faults
                .iter()
                .all(|(span, message)| span.end <= 20 && !message.is_empty()),
            "{faults:?}"
        );
    }
}
