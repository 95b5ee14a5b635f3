//! What a cell of a file of claims is, beside a figure of its column.

use crate::claim::parse;

/// Words for a figure that is not known.
const NOTHING: [&str; 14] = [
    "unknown",
    "n/a",
    "na",
    "none",
    "null",
    "nan",
    "not available",
    "?",
    "-",
    "–",
    "—",
    "unbekannt",
    "inconnu",
    "неизвестно",
];

pub(super) fn is_nothing(text: &str) -> bool {
    text.is_empty() || NOTHING.contains(&text.to_lowercase().as_str())
}

/// True of a time, a speed or a length with its unit.
pub(super) fn is_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(char::is_alphabetic)
        && text.len() <= LONGEST_FIGURE
        && (parse::time_s(text).is_ok()
            || parse::speed_km_s(text).is_ok()
            || parse::length_km("length", text).is_ok())
}

/// Longest cell that is tried as a figure, bytes.
const LONGEST_FIGURE: usize = 40;

/// `23:50 (UTC)`: hours and minutes of a day.
pub(super) fn is_time_of_day(text: &str) -> bool {
    let Some((hours, rest)) = text.split_once(':') else {
        return false;
    };
    let minutes: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let is_below = |digits: &str, limit: u32| {
        (1..=2).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && digits.parse::<u32>().is_ok_and(|number| number < limit)
    };
    is_below(hours.trim(), 24) && minutes.len() == 2 && is_below(&minutes, 60)
}
