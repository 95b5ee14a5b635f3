//! Text from files and command lines as it may be shown: without characters that move a cursor or turn the order of
//! letters around, and cut where it is long.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

/// Longest value that a message repeats in full, in characters.
const MAX_VALUE: usize = 120;

/// True of a character that is not seen but changes what is: control characters, separators of lines, marks that change
/// the direction of writing, and such as have no width. Joiners, by which some scripts write their words, are none.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Text on one line: a space for each end of a line and each tab, and U+FFFD for any other hidden character.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_hidden) {
        let shown = |c| match c {
            '\n' | '\r' | '\t' => ' ',
            c => visible(c),
        };
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Text of several lines with U+FFFD for hidden characters other than ends of lines and tabs.
pub(crate) fn lines(text: &str) -> String {
    let shown = |c| match c {
        '\n' | '\t' => c,
        c => visible(c),
    };
    text.chars().map(shown).collect()
}

fn visible(c: char) -> char {
    if is_hidden(c) {
        char::REPLACEMENT_CHARACTER
    } else {
        c
    }
}

/// A number with its thousands parted by commas.
pub(crate) fn grouped(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A value as a message repeats it: its beginning alone where it is long, with its length.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    if text.chars().nth(MAX_VALUE).is_none() {
        return Cow::Borrowed(text);
    }
    let beginning: String = text.chars().take(MAX_VALUE / 2).collect();
    let count = text.chars().count();
    Cow::Owned(format!("{beginning}… ({count} characters)"))
}

/// A path in a message.
pub(crate) fn path(path: &Path) -> String {
    one_line(&path.display().to_string()).into_owned()
}

/// A number as it was given: with an exponent where its digits would fill a line.
pub(crate) fn number(value: f64) -> String {
    let size = value.abs();
    if value == 0.0 || !value.is_finite() || (1e-7..1e16).contains(&size) {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}

/// An argument of a command as a POSIX shell reads it.
pub(crate) fn shell_quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:@=,+%".contains(c);
    if argument.chars().all(is_plain) && !argument.is_empty() {
        return argument.to_owned();
    }
    if !argument.chars().any(is_hidden) {
        return format!("'{}'", argument.replace('\'', "'\\''"));
    }
    // bash, zsh, ksh and POSIX from 2024 on.
    let mut quoted = String::from("$'");
    for c in argument.chars() {
        match c {
            '\'' | '\\' => quoted.extend(['\\', c]),
            c if is_hidden(c) => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(quoted, "\\{byte:03o}");
                }
            }
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_a_cursor_or_turns_letters_is_seen() {
        assert_eq!(
            one_line("a\u{1b}[2J\nb\u{202e}c"),
            "a\u{fffd}[2J b\u{fffd}c"
        );
        assert_eq!(lines("a\n\tb\u{9b}"), "a\n\tb\u{fffd}");
        for plain in ["Łódź", "Київ", "تهران", "می\u{200c}خواهم", "e\u{301}"] {
            assert_eq!(one_line(plain), plain);
        }
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(cut(&"x".repeat(120)).len(), 120);
        let long = "é".repeat(5000);
        assert!(cut(&long).ends_with("é… (5000 characters)"));
        assert_eq!(number(5e-324), "5e-324");
        assert_eq!(number(-1e308), "-1e308");
        assert_eq!(number(0.1), "0.1");
    }

    #[test]
    fn a_shell_reads_what_was_meant() {
        assert_eq!(shell_quoted("@cities:500k"), "@cities:500k");
        assert_eq!(shell_quoted("a b; $(id)"), "'a b; $(id)'");
        assert_eq!(shell_quoted("it's"), "'it'\\''s'");
        assert_eq!(shell_quoted("a\n'\u{1b}"), "$'a\\012\\'\\033'");
        assert_eq!(shell_quoted(""), "''");
    }
}
