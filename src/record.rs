//! Cells: what every machine format prints, whatever the row is of.

use std::borrow::Cow;
use std::fmt::Write;

use crate::caveat::{Caveat, Caveats};
use crate::flight::Trajectory;

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// The field does not apply.
    Null,
    /// Text.
    Text(&'a str),
    /// A finite number with all its digits.
    Number(f64),
    /// A whole number.
    Integer(u64),
    /// Yes or no.
    Flag(bool),
    /// Texts that belong together, given joined by `|`.
    List(&'a str),
    /// A trajectory as it is written on the command line.
    Trajectory(Trajectory),
    /// Codes of caveats.
    Caveats(Caveats),
}

impl<'a> Cell<'a> {
    /// A number, or null. A value that is not finite is null as well: machine formats have no NaN.
    pub fn number(value: Option<f64>) -> Self {
        value
            .filter(|value| value.is_finite())
            .map_or(Self::Null, Self::Number)
    }

    /// A whole number, or null.
    pub fn integer(value: Option<impl Into<u64>>) -> Self {
        value.map_or(Self::Null, |value| Self::Integer(value.into()))
    }

    /// Text, or null.
    pub fn text(value: Option<&'a str>) -> Self {
        value.map_or(Self::Null, Self::Text)
    }

    /// Text, or null where it is empty.
    pub fn filled(value: &'a str) -> Self {
        if value.is_empty() {
            Self::Null
        } else {
            Self::Text(value)
        }
    }

    /// The members of a list or the codes of caveats; nothing for other cells.
    pub fn members(self) -> Vec<&'a str> {
        match self {
            Self::List(joined) => joined
                .split('|')
                .filter(|member| !member.is_empty())
                .collect(),
            Self::Caveats(caveats) => caveats.iter().map(Caveat::code).collect(),
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

    /// Appends the same text: for many cells, without a piece of memory for each.
    pub fn write_to(self, out: &mut String) {
        let mut joined = |members: &mut dyn Iterator<Item = &str>| {
            for (at, member) in members.enumerate() {
                out.push_str(if at == 0 { "" } else { ";" });
                out.push_str(member);
            }
        };
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Null => Ok(()),
            Self::Text(text) => out.write_str(text),
            Self::Number(number) => {
                write_number(number, out);
                Ok(())
            }
            Self::Integer(number) => write!(out, "{number}"),
            Self::Flag(flag) => out.write_str(if flag { "true" } else { "false" }),
            Self::Trajectory(trajectory) => write!(out, "{trajectory}"),
            Self::List(members) => {
                joined(&mut members.split('|').filter(|member| !member.is_empty()));
                Ok(())
            }
            Self::Caveats(caveats) => {
                joined(&mut caveats.iter().map(Caveat::code));
                Ok(())
            }
        };
    }
}

/// Appends a number with the fewest digits that read back as the same, and without an exponent: as many as `Display` has,
/// but faster where digits need no zeros beside them. Of two ways that are equally near, `Display` may take the other.
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
}
