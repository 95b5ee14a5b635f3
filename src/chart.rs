//! Charts of flight and warning times: pure data and geometry first, then a drawing of them.

mod axis;
pub mod profile;
mod sheet;
pub mod time_range;
pub mod warning;

use crate::present::words::LengthUnit;
use crate::svg::theme::Theme;
use crate::svg::{Look, Stroke, TextStyle, Weight};

/// How a chart is drawn, whatever it shows.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Its size; None takes the one that suits what it shows.
    pub size: Option<crate::svg::Size>,
    /// Its colours.
    pub theme: Theme,
    /// The unit of distances.
    pub unit: LengthUnit,
}

/// The words around a chart.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// What it shows.
    pub title: String,
    /// Of what, and by which assumptions.
    pub subtitle: String,
    /// The same in full sentences, for those who do not see the picture.
    pub description: String,
    /// What the signs stand for.
    pub legend: Vec<Entry>,
    /// Reservations that the picture must carry, each a sentence.
    pub caveats: Vec<String>,
    /// Models, data and program.
    pub credit: String,
}

/// A line of a legend.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it looks like in the picture.
    pub sign: Sign,
    /// What it stands for.
    pub label: String,
}

/// What something looks like in a picture.
#[derive(Clone, Copy, Debug)]
pub enum Sign {
    /// A line.
    Line(Stroke),
    /// An area.
    Area(Look),
    /// An area with a line through it.
    Band(Look, Stroke),
    /// A dot.
    Dot(Look),
}

impl Entry {
    fn new(sign: Sign, label: impl Into<String>) -> Self {
        Self { sign, label: label.into() }
    }
}

/// Sizes of letters at scale 1, px.
const TITLE_PX: f64 = 18.0;
const TEXT_PX: f64 = 12.0;
const SMALL_PX: f64 = 11.0;
const NOTE_PX: f64 = 10.0;

/// What all credits end with.
const PROGRAM: &str = concat!("arcminute ", env!("CARGO_PKG_VERSION"));

fn text_style(setting: &Setting, scale: f64) -> TextStyle {
    TextStyle::new(TEXT_PX * scale, setting.theme.text)
}

fn small_style(setting: &Setting, scale: f64) -> TextStyle {
    TextStyle::new(SMALL_PX * scale, setting.theme.muted_text)
}

/// Width of a label in this style, px.
fn width(label: &str, style: &TextStyle) -> f64 {
    crate::svg::extent(label, style.size_px, style.weight).width
}

/// How far below the middle of a line of text its baseline lies: half the height of a digit.
fn half_digit(style: &TextStyle) -> f64 {
    0.5 * crate::svg::extent("0", style.size_px, Weight::Regular).ascent
}
