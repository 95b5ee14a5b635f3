//! One typed schema for everything that is written as rows: the name, type, unit and meaning of each field, when it is
//! null, and how it is read off a record.
//!
//! Column types of Parquet, types of JSON values, the alignment of tables for people, `list columns` and `docs/row.md` all
//! come from here.

mod cell;
mod infer;

use std::borrow::Cow;
use std::fmt;

pub use cell::{Cell, List};
pub(crate) use infer::Inference;

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A finite number.
    Number(Unit),
    /// A whole number.
    Integer,
    /// True or false.
    Flag,
    /// A list of texts: an array in JSON, joined by `;` elsewhere.
    List,
}

impl Kind {
    /// The name in `list columns` and in the documentation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number(_) => "number",
            Self::Integer => "integer",
            Self::Flag => "flag",
            Self::List => "list",
        }
    }

    /// The unit, of a number that has one.
    pub const fn unit(self) -> Option<&'static str> {
        match self {
            Self::Number(unit) => unit.symbol(),
            _ => None,
        }
    }

    /// True for numbers and integers, which tables for people align to the right.
    pub(crate) const fn is_numeric(self) -> bool {
        matches!(self, Self::Number(_) | Self::Integer)
    }
}

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Kilometres.
    Km,
    /// Metres.
    M,
    /// Degrees.
    Deg,
    /// Seconds.
    S,
    /// Kilometres a second.
    KmPerS,
    /// Kilometres an hour.
    KmPerH,
    /// A ratio.
    One,
    /// Not known: the column was passed through from a file.
    Unknown,
}

impl Unit {
    /// The symbol, in ASCII; None for an unknown unit.
    pub(crate) const fn symbol(self) -> Option<&'static str> {
        match self {
            Self::Km => Some("km"),
            Self::M => Some("m"),
            Self::Deg => Some("deg"),
            Self::S => Some("s"),
            Self::KmPerS => Some("km/s"),
            Self::KmPerH => Some("km/h"),
            Self::One | Self::Unknown => None,
        }
    }
}

/// Results that a field is read from, beyond those that every row has: they must be computed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Arcs and times.
    pub flight: bool,
    /// Caveats, which depend on flights and on other models of the Earth.
    pub caveats: bool,
}

impl Needs {
    /// Nothing.
    pub(crate) const NONE: Self = Self {
        flight: false,
        caveats: false,
    };
    /// Arcs and times.
    pub(crate) const FLIGHT: Self = Self {
        flight: true,
        caveats: false,
    };
    /// Everything.
    pub const ALL: Self = Self {
        flight: true,
        caveats: true,
    };

    /// The needs of all these fields together.
    pub(crate) fn of<R: Record>(fields: &[Field<R>]) -> Self {
        fields
            .iter()
            .fold(Self::NONE, |needs, field| needs.and(field.needs))
    }

    /// The needs of both.
    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self {
            flight: self.flight || other.flight,
            caveats: self.caveats || other.caveats,
        }
    }
}

/// A type whose values are written as rows. Records may borrow: the trait names a family of types, one for each lifetime.
pub trait Record: 'static {
    /// The record itself.
    type Of<'a>;
}

/// A field of a record.
pub struct Field<R: Record> {
    /// The name, which ends in the unit if there is one.
    pub name: &'static str,
    /// The type.
    pub kind: Kind,
    /// The meaning, in one sentence.
    pub about: &'static str,
    /// When it is null; "never" if it always has a value.
    pub null: &'static str,
    /// The heading in tables for people; None if those leave the field out.
    pub title: Option<&'static str>,
    /// Results that must be computed before it can be read.
    pub needs: Needs,
    /// Reads the field off a record.
    pub value: for<'r, 'a> fn(&'r R::Of<'a>) -> Cell<'r>,
}

/// The text for [`Field::null`] of a field that always has a value.
pub(crate) const NEVER: &str = "never";

impl<R: Record> Field<R> {
    /// The head of a column with this field.
    pub(crate) const fn heading(&self) -> Heading {
        Heading {
            name: Cow::Borrowed(self.name),
            kind: self.kind,
        }
    }
}

impl<R: Record> Clone for Field<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Record> Copy for Field<R> {}

impl<R: Record> fmt::Debug for Field<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// The head of a column that is written: of a field, or of a column passed through from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The name.
    pub(crate) name: Cow<'static, str>,
    /// The type.
    pub(crate) kind: Kind,
}

/// The heads of all these fields.
pub(crate) fn headings<R: Record>(fields: &[Field<R>]) -> Vec<Heading> {
    fields.iter().map(Field::heading).collect()
}

/// Lists fields that need nothing beyond the record, one a line: the name, the heading in tables for people if they show
/// it, the type, the meaning, when it is null, and how it is read.
///
/// ```ignore
/// const SITES: &[Field<&'static Site>] = fields![
///     id "id": Kind::Text, "Catalogue id.", NEVER => |site| Cell::Text(&site.id);
///     first_year: Kind::Integer, "First year of use.", "where unknown" => |site| Cell::integer(site.first_year);
/// ];
/// ```
macro_rules! fields {
    ($($name:tt $($title:literal)?: $kind:expr, $about:literal, $null:expr => $value:expr;)*) => {
        &[$($crate::schema::Field {
            name: stringify!($name),
            kind: $kind,
            about: $about,
            null: $null,
            title: [$(Some($title),)? None][0],
            needs: $crate::schema::Needs::NONE,
            value: $value,
        }),*]
    };
}

pub(crate) use fields;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Fails unless names end in their unit, texts are sentences, and each cell of these records is of its field's type.
    pub(crate) fn check<'a, R: Record>(
        fields: &[Field<R>],
        records: impl IntoIterator<Item = R::Of<'a>>,
    ) {
        for (at, field) in fields.iter().enumerate() {
            let suffix = match field.kind {
                Kind::Number(Unit::Km) => "_km",
                Kind::Number(Unit::M) => "_m",
                Kind::Number(Unit::Deg) => "_deg",
                Kind::Number(Unit::S) => "_s",
                Kind::Number(Unit::KmPerS) => "_km_s",
                Kind::Number(Unit::KmPerH) => "_km_h",
                _ => "",
            };
            let name = field.name.trim_end_matches("_a").trim_end_matches("_b");
            assert!(name.ends_with(suffix), "{} lacks its unit", field.name);
            assert!(
                field.about.ends_with('.'),
                "{} {:?}",
                field.name,
                field.about
            );
            assert!(
                !field.null.is_empty() && !field.null.ends_with('.'),
                "{}",
                field.name
            );
            let is_new = fields[..at].iter().all(|known| known.name != field.name);
            assert!(is_new, "{} stands twice", field.name);
        }
        for record in records {
            for field in fields {
                let cell = (field.value)(&record);
                let fits = match cell {
                    Cell::Null => field.null != NEVER,
                    Cell::Text(_) | Cell::Formatted(_) => field.kind == Kind::Text,
                    Cell::Number(number) => {
                        number.is_finite() && matches!(field.kind, Kind::Number(_))
                    }
                    Cell::Integer(_) => field.kind == Kind::Integer,
                    Cell::Flag(_) => field.kind == Kind::Flag,
                    Cell::List(_) => field.kind == Kind::List,
                };
                assert!(fits, "{} is {:?} with {cell:?}", field.name, field.kind);
            }
        }
    }
}
