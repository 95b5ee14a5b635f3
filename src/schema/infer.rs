//! Types of columns whose values are known only as text.

use super::{Cell, Kind, Unit};

/// Finds the type of a column from its texts: the first of flag, integer and number that every text fits, else text.
///
/// Inference is exact: whatever could be an identifier or lose a digit stays text. Empty cells fit any type; a column of
/// nothing else is text. The rules are those of `docs/row.md`, "Columns passed through".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inference {
    has_value: bool,
    /// For each of [`TYPES`], whether every text fits it.
    fits: [bool; TYPES.len()],
}

/// The types that are tried, in this order.
const TYPES: [Kind; 3] = [Kind::Flag, Kind::Integer, Kind::Number(Unit::Unknown)];

impl Default for Inference {
    fn default() -> Self {
        Self {
            has_value: false,
            fits: [true; TYPES.len()],
        }
    }
}

impl Inference {
    /// Takes the next text of the column into account.
    pub(crate) fn add(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.has_value = true;
        for (kind, fits) in TYPES.iter().zip(&mut self.fits) {
            *fits = *fits && !matches!(kind.cell(text), Cell::Text(_));
        }
    }

    /// The type that all texts fit.
    pub(crate) fn kind(self) -> Kind {
        let mut fitting = TYPES.iter().zip(self.fits).filter(|(_, fits)| *fits);
        match fitting.next() {
            Some((kind, _)) if self.has_value => *kind,
            _ => Kind::Text,
        }
    }
}

impl Kind {
    /// The value of a text in a column of this type: null where it is empty, unless the column is text. A text that does not
    /// fit stays text.
    pub(crate) fn cell(self, text: &str) -> Cell<'_> {
        let typed = match self {
            Self::Text | Self::List => return Cell::Text(text),
            _ if text.is_empty() => return Cell::Null,
            Self::Flag => flag(text).map(Cell::Flag),
            Self::Integer => integer(text).map(Cell::Integer),
            Self::Number(_) => number(text).map(Cell::Number),
        };
        typed.unwrap_or(Cell::Text(text))
    }
}

/// `true` or `false`.
fn flag(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Digits without a leading zero, after `-` for a negative number, within 64 bits.
fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = is_whole(digits) && text != "-0";
    is_plain.then(|| text.parse().ok()).flatten()
}

/// An integer or a decimal fraction with digits on both sides of the point, of at most 15 digits: this many survive the
/// round trip through a double-precision number.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_plain = is_whole(whole)
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && digits.len() <= 15 + usize::from(digits.contains('.'))
        && text != "-0";
    is_plain.then(|| text.parse().ok()).flatten()
}

/// Digits without a leading zero.
fn is_whole(digits: &str) -> bool {
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NUMBER: Kind = Kind::Number(Unit::Unknown);

    fn kind(texts: &[&str]) -> Kind {
        let mut inference = Inference::default();
        for text in texts {
            inference.add(text);
        }
        inference.kind()
    }

    #[test]
    fn a_column_has_the_type_that_every_value_fits() {
        for (texts, wanted) in [
            (&["12", "0", "-7"][..], Kind::Integer),
            (&["9223372036854775807"], Kind::Integer),
            (&["12", "", "3"], Kind::Integer),
            (&["12", "1.5"], NUMBER),
            (&["-0.25", "1.50", "123456789012345"], NUMBER),
            (&["true", "false", ""], Kind::Flag),
            (&["true", "1"], Kind::Text),
            (&["1", "x"], Kind::Text),
            (&[], Kind::Text),
            (&["", ""], Kind::Text),
        ] {
            assert_eq!(kind(texts), wanted, "{texts:?}");
        }
    }

    #[test]
    fn what_would_not_read_back_stays_text() {
        for text in [
            "007",
            "00",
            "-01",
            "1e5",
            "+1",
            " 1",
            "1 ",
            "-0",
            "-",
            ".5",
            "1.",
            "01.5",
            "1.2.3",
            "1,5",
            "NaN",
            "inf",
            "0x10",
            "12345678901234567890",
            "9223372036854775808",
            "1.234567890123456",
            "TRUE",
            "yes",
            "−1",
            "１",
        ] {
            assert_eq!(kind(&[text]), Kind::Text, "{text:?}");
        }
        // Each fits a type, but no type fits both: 16 digits are too many for a number.
        assert_eq!(kind(&["9007199254740993"]), Kind::Integer);
        assert_eq!(kind(&["9007199254740993", "0.5"]), Kind::Text);
    }

    #[test]
    fn empty_cells_are_null_in_typed_columns_alone() {
        assert_eq!(Kind::Integer.cell(""), Cell::Null);
        assert_eq!(Kind::Text.cell(""), Cell::Text(""));
        assert_eq!(Kind::Integer.cell("x"), Cell::Text("x"));
    }

    proptest! {
        /// A typed value, written again, is the text that was read but for zeros at the end of a fraction.
        #[test]
        fn typed_values_write_back(text in "-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?|[-+0-9.e]{1,8}") {
            let kind = kind(&[&text]);
            if kind != Kind::Text {
                let wanted = match text.split_once('.') {
                    Some(_) => text.trim_end_matches('0').trim_end_matches('.'),
                    None => &text,
                };
                prop_assert_eq!(kind.cell(&text).to_text(), wanted, "{:?}", text);
            }
        }
    }
}
