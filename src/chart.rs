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

/// The text itself, or as much of its beginning as there is room for.
fn cut_to(words: &str, style: &TextStyle, room_px: f64) -> String {
    if width(words, style) <= room_px + 0.01 {
        return words.to_owned();
    }
    let mut short = words.to_owned();
    while short.pop().is_some() {
        let cut = format!("{}…", short.trim_end());
        if extent(&cut, style.size_px, style.weight).width <= room_px {
            return cut;
        }
    }
    String::new()
}
