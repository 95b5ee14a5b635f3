//! Reading TOML files: into types, or into a tree that knows where each part of it stands. The only caller of the toml
//! crate.

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
/// [`Error::Usage`] for what TOML cannot say.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<String> {
    toml::to_string_pretty(value).map_err(|error| Error::Usage(error.to_string()))
}

/// A value and the bytes of the file where it stands.
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

/// A key and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) span: Range<usize>,
}

/// The tree of a file, or each place where it is no TOML and why.
pub(crate) fn tree(text: &str) -> Result<Table, Vec<(Range<usize>, String)>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(owned_table(table.get_ref()));
    }
    let fault =
        |error: &toml::de::Error| (error.span().unwrap_or(0..0), error.message().to_owned());
    Err(errors.iter().map(fault).collect())
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
        // Beyond 2^53 a whole number is rounded, which no quantity here minds.
        DeValue::Integer(number) => Content::Number(match number.radix() {
            10 => number.as_str().parse().unwrap_or(f64::NAN),
            radix => {
                i64::from_str_radix(number.as_str(), radix).map_or(f64::NAN, |whole| whole as f64)
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
