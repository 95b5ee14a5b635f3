//! Text inside XML and HTML.

use crate::shown::is_hidden;

/// `text` as it must stand between tags and inside attributes in double quotes. Characters that XML 1.0 does not admit
/// are left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            letter if is_admitted(letter) => safe.push(letter),
            _ => {}
        }
    }
    safe
}

/// False for characters that XML 1.0 does not admit, and for those that are not seen but change what is.
pub(crate) fn is_admitted(letter: char) -> bool {
    !is_hidden(letter) && !matches!(letter, '\u{fffe}' | '\u{ffff}')
}
