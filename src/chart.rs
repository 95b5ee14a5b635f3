//! Charts of flight and warning times: pure data and geometry first, then a drawing of them. The only caller of plotters.

mod marks;
mod plot;
pub mod profile;
pub(crate) mod sensitivity;
mod styled;
pub mod time_range;
pub mod warning;

use crate::svg::TextStyle;
use crate::svg::sheet::{SMALL_PX, Setting, TEXT_PX};

fn text_style(setting: &Setting, scale: f64) -> TextStyle {
    TextStyle::new(TEXT_PX * scale, setting.theme.text)
}

fn small_style(setting: &Setting, scale: f64) -> TextStyle {
    TextStyle::new(SMALL_PX * scale, setting.theme.muted_text)
}
