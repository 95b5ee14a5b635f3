//! The values of rows.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

/// One value of a row.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    /// The field does not apply.
    Null,
    /// Text.
    Text(&'a str),
    /// Text that is put together only when it is written.
    Formatted(&'a dyn Display),
    /// A finite number.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Flag(bool),
    /// A list of texts.
    List(List<'a>),
}

/// A list of texts, as the record holds it.
#[derive(Clone, Copy, Debug)]
pub enum List<'a> {
    /// Texts joined by `|`; empty ones do not count.
    Joined(&'a str),
    /// Texts.
    Texts(&'a [&'a str]),
    /// A set of codes, as the bits of a number: bit 0 is the first code.
    Codes(&'static [&'static str], u32),
}

impl<'a> List<'a> {
    /// Calls `each` with the members in their order.
    pub(crate) fn for_each(self, mut each: impl FnMut(&'a str)) {
        match self {
            Self::Joined(joined) => joined
                .split('|')
                .filter(|member| !member.is_empty())
                .for_each(each),
            Self::Texts(texts) => texts.iter().copied().for_each(each),
            Self::Codes(codes, set) => {
                for (bit, code) in codes.iter().enumerate() {
                    if set & (1 << bit) != 0 {
                        each(code);
                    }
                }
            }
        }
    }

    /// The members in their order.
    pub fn members(self) -> Vec<&'a str> {
        let mut members = Vec::new();
        self.for_each(|member| members.push(member));
        members
    }
}

impl<'a> Cell<'a> {
    /// A number, or null. A value that is not finite is null as well: machine formats have no NaN.
    pub(crate) fn number(value: Option<f64>) -> Self {
        value
            .filter(|value| value.is_finite())
            .map_or(Self::Null, Self::Number)
    }

    /// A whole number, or null.
    pub(crate) fn integer(value: Option<impl Into<i64>>) -> Self {
        value.map_or(Self::Null, |value| Self::Integer(value.into()))
    }

    /// Text, or null.
    pub(crate) fn text(value: Option<&'a str>) -> Self {
        value.map_or(Self::Null, Self::Text)
    }

    /// Text, or null where it is empty.
    pub(crate) fn filled(value: &'a str) -> Self {
        if value.is_empty() {
            Self::Null
        } else {
            Self::Text(value)
        }
    }

    /// True for [`Cell::Null`].
    pub(crate) const fn is_null(self) -> bool {
        matches!(self, Self::Null)
    }

    /// The members of a list; nothing for other cells.
    pub fn members(self) -> Vec<&'a str> {
        match self {
            Self::List(list) => list.members(),
            _ => Vec::new(),
        }
    }

    /// The cell as one piece of text, members joined by `;`; empty for null. Numbers have all their digits.
    pub fn to_text(self) -> Cow<'a, str> {
        if let Self::Text(text) = self {
            return Cow::Borrowed(text);
        }
        let mut text = String::new();
        self.write_to(&mut text);
        Cow::Owned(text)
    }

    /// Appends that text to `out`, without allocating for each cell. Takes the cell by reference: copying every cell of a
    /// file takes a tenth of the time.
    pub fn write_to(&self, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match *self {
            Self::Null => Ok(()),
            Self::Text(text) => out.write_str(text),
            Self::Formatted(text) => write!(out, "{text}"),
            Self::Number(number) => {
                write_number(number, out);
                Ok(())
            }
            Self::Integer(number) => write!(out, "{number}"),
            Self::Flag(flag) => out.write_str(if flag { "true" } else { "false" }),
            Self::List(list) => {
                let mut separator = "";
                list.for_each(|member| {
                    out.push_str(separator);
                    out.push_str(member);
                    separator = ";";
                });
                Ok(())
            }
        };
    }
}

impl PartialEq for Cell<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (*self, *other) {
            (Self::Null, Self::Null) => true,
            (Self::Number(a), Self::Number(b)) => a.total_cmp(&b).is_eq(),
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Flag(a), Self::Flag(b)) => a == b,
            (Self::List(a), Self::List(b)) => a.members() == b.members(),
            (Self::Text(_) | Self::Formatted(_), Self::Text(_) | Self::Formatted(_)) => {
                self.to_text() == other.to_text()
            }
            _ => false,
        }
    }
}

impl fmt::Debug for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("Null"),
            Self::Text(text) => f.debug_tuple("Text").field(text).finish(),
            Self::Formatted(text) => write!(f, "Formatted({text})"),
            Self::Number(number) => f.debug_tuple("Number").field(number).finish(),
            Self::Integer(number) => f.debug_tuple("Integer").field(number).finish(),
            Self::Flag(flag) => f.debug_tuple("Flag").field(flag).finish(),
            Self::List(list) => f.debug_tuple("List").field(&list.members()).finish(),
        }
    }
}

/// Appends a number with the fewest digits that read back as the same, and without an exponent: as many as `Display` writes,
/// but faster where no zeros must be filled in. Of two texts that are equally near, `Display` may take the other.
fn write_number(number: f64, out: &mut String) {
    let size = number.abs();
    if (1e-4..1e15).contains(&size) {
        let mut buffer = zmij::Buffer::new();
        let text = buffer.format_finite(number);
        out.push_str(text.strip_suffix(".0").unwrap_or(text));
    } else {
        // Writing to a string cannot fail.
        let _ = write!(out, "{number}");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_have_the_fewest_digits_that_read_back(number in prop_oneof![
            any::<f64>().prop_filter("finite", |number| number.is_finite()),
            -1e6..1e6_f64,
            (-1_000_000..1_000_000_i32).prop_map(|tenths| f64::from(tenths) / 10.0),
        ]) {
            let mut text = String::new();
            write_number(number, &mut text);
            let of_display = number.to_string();
            prop_assert!(!text.contains('e') && text.parse() == Ok(number), "{} for {}", text, of_display);
            prop_assert_eq!(text.len(), of_display.len());
        }
    }

    #[test]
    fn a_number_midway_between_two_texts_is_either() {
        // 0.125 is as far from 0.12 as from 0.13, and both are nearer to this number than to any other.
        let number = -129_549_975_318_930.0 - 0.125;
        let mut text = String::new();
        write_number(number, &mut text);
        assert!(
            text == "-129549975318930.12" || text == "-129549975318930.13",
            "{text}"
        );
        assert_eq!(text.parse(), Ok(number));
    }

    #[test]
    fn lists_are_read_whatever_holds_them() {
        const CODES: &[&str] = &["a", "b", "c"];
        for (list, text) in [
            (List::Joined("x||y"), "x;y"),
            (List::Joined(""), ""),
            (List::Texts(&["x", "y"]), "x;y"),
            (List::Codes(CODES, 0b101), "a;c"),
            (List::Codes(CODES, 0), ""),
        ] {
            assert_eq!(Cell::List(list).to_text(), text, "{list:?}");
            assert_eq!(list.members().join(";"), text, "{list:?}");
        }
        assert_eq!(
            Cell::List(List::Joined("a|c")),
            Cell::List(List::Codes(CODES, 0b101))
        );
    }

    #[test]
    fn cells_stay_small() {
        // They are returned by value for every field of every row.
        assert_eq!(size_of::<Cell<'_>>(), 24);
    }
}
