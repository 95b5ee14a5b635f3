//! Invisible characters that come along when text is copied: Unicode category Cf, "format".
//!
//! Wikipedia, phones and word processors put direction marks, zero-width spaces and byte-order marks between the
//! characters that a person sees. Nothing that the program reads gives them a meaning, so they are dropped wherever
//! text is read.

use std::borrow::Cow;

/// The characters of category Cf in Unicode 16, as ranges in ascending order.
const FORMAT_CHARACTERS: [(char, char); 21] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{180e}', '\u{180e}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{2064}'),
    ('\u{2066}', '\u{206f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{fff9}', '\u{fffb}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0001}', '\u{e0001}'),
    ('\u{e0020}', '\u{e007f}'),
];

/// True for a character of Unicode category Cf.
pub(crate) fn is_invisible(c: char) -> bool {
    c >= '\u{ad}'
        && FORMAT_CHARACTERS
            .iter()
            .any(|&(first, last)| (first..=last).contains(&c))
}

/// The text without characters of category Cf. Borrowed where there are none.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_invisible) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| !is_invisible(c)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_copying_leaves_are_dropped() {
        for text in [
            "\u{200e}54.71, 20.51",
            "54.71,\u{200b} 20.51",
            "\u{202a}54.71, 20.51\u{202c}",
            "\u{feff}54.71, 20.51",
            "54.\u{ad}71, 20.51\u{2060}",
            "\u{2068}54.71, 20.51\u{2069}",
        ] {
            assert_eq!(visible(text), "54.71, 20.51", "{text:?}");
        }
        assert!(matches!(visible("Kyïv ,\u{a0}x"), Cow::Borrowed(_)));
    }

    #[test]
    fn ranges_are_in_order_and_apart() {
        for pair in FORMAT_CHARACTERS.windows(2) {
            assert!(pair[0].0 <= pair[0].1 && pair[0].1 < pair[1].0);
        }
    }
}
