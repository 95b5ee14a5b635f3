//! Charts of flight and warning times: pure data and geometry first, then a drawing of them. The only caller of plotters.

pub(crate) mod claims;
mod marks;
mod plot;
pub(crate) mod profile;
mod rows;
pub(crate) mod sensitivity;
mod styled;
pub(crate) mod time_range;
pub(crate) mod warning;

use crate::svg::sheet::{SMALL_PX, Setting, TEXT_PX, width};
use crate::svg::{TextStyle, extent};

fn text_style(setting: &Setting, scale: f64) -> TextStyle {
    TextStyle::new(TEXT_PX * scale, setting.theme.text)
}

fn small_style(setting: &Setting, scale: f64) -> TextStyle {
    TextStyle::new(SMALL_PX * scale, setting.theme.muted_text)
}

/// The text itself, or as many of its first words as there is room for; of a first word that is too long, its beginning.
fn cut_to(words: &str, style: &TextStyle, room_px: f64) -> String {
    if width(words, style) <= room_px + 0.01 {
        return words.to_owned();
    }
    let spaces = words.match_indices(' ').rev().map(|(at, _)| at);
    let first_word = words.split(' ').next().unwrap_or_default();
    let within = first_word.char_indices().rev().map(|(at, _)| at);
    spaces
        .chain(within)
        .filter(|at| !is_left_hanging(&words[..*at]))
        .map(|at| format!("{}…", words[..at].trim_end_matches([' ', ',', ';', ':'])))
        .find(|cut| extent(cut, style.size_px, style.weight).width <= room_px)
        .unwrap_or_default()
}

/// True of words that end with one that leads to the next: "and", "of the".
fn is_left_hanging(words: &str) -> bool {
    const LONGEST_BYTES: usize = 3;
    let is_short = |word: &str| {
        word.len() <= LONGEST_BYTES && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    words.contains(' ') && words.rsplit(' ').next().is_some_and(is_short)
}
