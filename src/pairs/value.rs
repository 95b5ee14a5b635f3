//! Cells of records of any kind of file.

use std::borrow::Cow;

use crate::schema::{Cell, Kind};

/// A cell as the file has it. Numbers of typed files are not read from text.
#[cfg_attr(
    not(any(feature = "formats", feature = "parquet")),
    allow(dead_code, reason = "typed files alone have it")
)]
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'v> {
    Empty,
    Number(f64),
    Integer(i64),
    Flag(bool),
    Text(Cow<'v, str>),
}

impl<'v> Value<'v> {
    pub(super) fn of_text(text: &'v str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// The same, borrowed.
    #[cfg_attr(
        not(feature = "formats"),
        allow(dead_code, reason = "typed files alone have it")
    )]
    pub(super) fn borrowed(&'v self) -> Self {
        match self {
            Self::Text(text) => Self::Text(Cow::Borrowed(text)),
            other => other.clone(),
        }
    }

    /// The cell as text; empty for nothing.
    pub(super) fn into_text(self) -> Cow<'v, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Flag(flag) => Cow::Owned(flag.to_string()),
            Self::Text(text) => text,
        }
    }
}

/// A cell that is passed through.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Extra {
    /// Nothing, in a typed file.
    Null,
    Number(f64),
    Integer(i64),
    Flag(bool),
    /// Text as it stands in the file.
    Text(String),
}

impl Extra {
    pub(super) fn of(value: Value<'_>) -> Self {
        match value {
            Value::Empty => Self::Null,
            Value::Number(number) => Self::Number(number),
            Value::Integer(number) => Self::Integer(number),
            Value::Flag(flag) => Self::Flag(flag),
            Value::Text(text) => Self::Text(text.into_owned()),
        }
    }

    /// The cell in a column of this type.
    pub(crate) fn cell(&self, kind: Kind) -> Cell<'_> {
        match self {
            Self::Null => Cell::Null,
            Self::Number(number) => Cell::number(Some(*number)),
            #[expect(
                clippy::cast_precision_loss,
                reason = "a column of numbers holds doubles"
            )]
            Self::Integer(number) if matches!(kind, Kind::Number(_)) => {
                Cell::Number(*number as f64)
            }
            Self::Integer(number) => Cell::Integer(*number),
            Self::Flag(flag) => Cell::Flag(*flag),
            Self::Text(text) => kind.cell(text),
        }
    }
}
