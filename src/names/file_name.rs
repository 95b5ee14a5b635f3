//! File names that every system accepts and that nobody can mistake for one another.

use any_ascii::any_ascii;

use crate::invisible::is_invisible;
use crate::shown::is_hidden;

/// Maximum length of a name or path, bytes: file systems take 255 a name, and older Windows 260 a path.
const MAX_BYTES: usize = 240;

/// Names of devices on Windows, with any extension.
const DEVICES: [&str; 7] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// True for a character that is invisible in a name, or looks like a blank: two names may differ in nothing else.
fn is_unseen(c: char) -> bool {
    is_hidden(c)
        || is_invisible(c)
        || (c.is_whitespace() && c != ' ')
        || matches!(
            c,
            // Joiners, variation selectors, and letters without a form.
            '\u{34f}' | '\u{200c}' | '\u{200d}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}'
        )
}

/// Fault in a name, one part of a path, that some system refuses.
pub(crate) fn fault_of_name(name: &str) -> Option<String> {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_lowercase();
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    let is_port = numbered.is_some_and(|number| {
        let mut letters = number.chars();
        matches!((letters.next(), letters.next()), (Some(digit), None) if digit.is_ascii_digit() || "¹²³".contains(digit))
    });
    if name.is_empty() {
        Some("a part of it is empty".to_owned())
    } else if DEVICES.contains(&stem.as_str()) || is_port {
        Some(format!(
            "{stem:?} is the name of a device on Windows: choose another"
        ))
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some("Windows drops a dot or a space at the end, and a space in front is not seen: leave it out".to_owned())
    } else if name
        .chars()
        .any(|c| is_unseen(c) || "/\\:*?\"<>|".contains(c))
    {
        Some("write letters, digits and `-`, `_`, `.`, with `/` between folders".to_owned())
    } else if name.len() > MAX_BYTES {
        Some(format!(
            "it has {} bytes, and some systems take no more than {MAX_BYTES}: shorten it",
            name.len()
        ))
    } else {
        None
    }
}

/// A key shared by two names that some system or a reader may confuse: it ignores case, accents and their encoding, and the
/// script of letters that look alike.
pub(crate) fn twin_key(name: &str) -> String {
    any_ascii(&name.to_lowercase()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_on_any_system() {
        for name in [
            "rows.csv",
            "Karte é.svg",
            "com10.csv",
            "console.csv",
            "Київ.md",
            ".hidden",
        ] {
            assert_eq!(fault_of_name(name), None, "{name}");
        }
        let long = "x".repeat(241);
        for name in [
            "CON",
            "con.csv",
            "nul .csv",
            "COM1.csv",
            "lpt³",
            "a.csv.",
            "a.csv ",
            " a",
            "a\u{202e}b",
            "a\u{200b}b",
            "a\u{ad}b",
            "a\u{34f}b",
            "a\u{fe0f}b",
            "a\u{3164}b",
            "a\u{2800}b",
            "a\u{a0}b",
            "CLOCK$.csv",
            "a\tb",
            "a:b",
            "",
            &long,
        ] {
            assert!(fault_of_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn twins_have_one_key() {
        for (a, b) in [
            ("é.csv", "e\u{301}.csv"),
            ("A.csv", "a.csv"),
            ("а.csv", "a.csv"),
        ] {
            assert_eq!(twin_key(a), twin_key(b), "{a} {b}");
        }
        assert_ne!(twin_key("a-b.csv"), twin_key("ab.csv"));
    }
}
