//! The sheet that a chart or a map is drawn on: title and legend above, caveats and credit below, and the body between them.

use super::theme::Theme;
use super::{
    Canvas, Colour, Element, Layer, Marker, Point, Rectangle, Size, SizeRequest, Stroke, Style,
    TextStyle, Weight, circle, extent, line, marker, rectangle, text, wrapped,
};
use crate::catalogue::Language;
use crate::error::{Error, Result};
use crate::quantity::LengthUnit;

/// Appearance of a chart or a map, whatever it shows.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    /// Its size; None takes the one that suits what it shows.
    pub(crate) size: Option<SizeRequest>,
    /// Its colours.
    pub(crate) theme: Theme,
    /// The unit of distances.
    pub(crate) unit: LengthUnit,
    /// What is written otherwise than usual.
    pub(crate) wording: Wording,
    /// Where the body is to lie, if the words leave it that much room; None for all that they leave.
    pub(crate) kept_body: Option<Rectangle>,
}

/// What is written around a picture otherwise than usual.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wording {
    /// Instead of its subtitle.
    pub(crate) subtitle: Option<String>,
    /// Notes behind its own.
    pub(crate) notes: Vec<String>,
    /// Before the credit.
    pub(crate) source: Option<String>,
    /// True if the legend is left out.
    pub(crate) hides_legend: bool,
    /// True if all notes but those of one's own are left out.
    pub(crate) hides_notes: bool,
    /// The font that readers' programs take first, in SVG.
    pub(crate) font: Option<String>,
    /// The language of names, and of fixed words where it has them.
    pub(crate) language: Language,
    /// The command that makes the picture again, for its metadata.
    pub(crate) command: String,
}

impl Setting {
    /// The size, if width and height are asked for.
    ///
    /// # Errors
    /// Those of [`Size::new`].
    pub(crate) fn whole_size(&self) -> Result<Option<Size>> {
        self.size.map_or(Ok(None), SizeRequest::size)
    }

    /// Width in px, if any is asked for; else this one.
    pub(crate) fn width_px(&self, usual_px: u32) -> u32 {
        self.size.map_or(usual_px, SizeRequest::width_px)
    }

    /// The size of this height and the width that is asked for; else of this one.
    fn with_height(&self, usual_px: u32, height_px: u32) -> Result<Size> {
        match self.size {
            Some(size) => size.with_height(height_px),
            None => Size::new(usual_px, height_px),
        }
    }

    /// Factor by which letters and lines are larger than usual.
    pub(crate) fn scale(&self) -> f64 {
        match self.whole_size() {
            Ok(Some(size)) => size.scale(),
            _ if self.size.is_some_and(SizeRequest::is_page) => 1.0,
            _ => (f64::from(self.width_px(0)) / 900.0).max(1.0),
        }
    }
}

impl Wording {
    /// The words of a picture as they are to be.
    fn applied(&self, words: &SheetText) -> SheetText {
        let mut words = words.clone();
        if let Some(subtitle) = &self.subtitle {
            words.subtitle.clone_from(subtitle);
        }
        if self.hides_legend {
            words.legend.clear();
        }
        if self.hides_notes {
            words.caveats.clear();
        }
        words.caveats.extend(self.notes.iter().cloned());
        if let Some(source) = &self.source {
            words.credit = format!("{source} {}", words.credit);
        }
        words
    }
}

/// The text around a chart or a map.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetText {
    /// Heading.
    pub(crate) title: String,
    /// Subject and assumptions, below the title.
    pub(crate) subtitle: String,
    /// Text alternative in full sentences, for screen readers.
    pub(crate) description: String,
    /// Entries of the legend.
    pub(crate) legend: Vec<LegendEntry>,
    /// Reservations that the picture must carry, each a sentence.
    pub(crate) caveats: Vec<String>,
    /// Models, data and program.
    pub(crate) credit: String,
}

/// A line of a legend.
#[derive(Clone, Debug)]
pub(crate) struct LegendEntry {
    /// Sample of its appearance.
    pub(crate) sign: LegendSymbol,
    /// Its meaning.
    pub(crate) label: String,
}

/// A sample in a legend.
#[derive(Clone, Debug)]
pub(crate) enum LegendSymbol {
    /// Areas side by side in the colours that they have, and a mark on them.
    Swatch(Vec<Colour>, Option<(Marker, Style)>),
    /// A line.
    Line(Stroke),
    /// An area.
    Area(Style),
    /// An area with a line through it.
    Band(Style, Stroke),
    /// A dot.
    Dot(Style),
    /// A mark with a ring of this style about it.
    Ringed(Style),
    /// The mark of a place.
    Mark(Marker, Style),
}

impl LegendEntry {
    /// An entry.
    pub(crate) fn new(sign: LegendSymbol, label: impl Into<String>) -> Self {
        Self {
            sign,
            label: label.into(),
        }
    }
}

/// Size of the letters of a title at scale 1, px.
const TITLE_PX: f64 = 18.0;
/// Size of most letters at scale 1, px.
pub(crate) const TEXT_PX: f64 = 12.0;
/// Size of the letters of legends and labels at scale 1, px.
pub(crate) const SMALL_PX: f64 = 11.0;
const NOTE_PX: f64 = 10.0;

/// Name and version of the program, with which all credits end.
pub(crate) const PROGRAM: &str = concat!("arcminute ", env!("CARGO_PKG_VERSION"));

/// What pictures may be used for.
pub(crate) const LICENCE: &str = "Free to use and change; name GeoNames (CC BY 4.0) where cities are shown. Natural Earth is in the public domain.";

/// A sheet with its text, and the room that is left for the chart.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The canvas.
    pub(crate) canvas: Canvas,
    /// The rectangle that is left for the chart.
    pub(crate) body: Rectangle,
    /// Factor by which text and lines are larger than usual.
    pub(crate) scale: f64,
}

/// Least height of the body, px at scale 1.
const LEAST_BODY_PX: f64 = 130.0;
/// Shares of their usual size at which words are set, in turn. The least makes notes 7 px (5.2 pt).
const WORD_SIZES: [f64; 4] = [1.0, 0.9, 0.8, 0.7];
pub(crate) const MARGIN_PX: f64 = 16.0;
const SIGN_WIDTH_PX: f64 = 26.0;
const LEADING: f64 = 1.35;

/// A block of text lines, top to bottom.
struct Block {
    lines: Vec<String>,
    style: TextStyle,
}

impl Block {
    fn new(words: &str, style: TextStyle, width_px: f64) -> Self {
        Self {
            lines: wrapped(words, style.size_px, style.weight, width_px),
            style,
        }
    }

    fn height(&self) -> f64 {
        self.lines.len() as f64 * self.style.size_px * LEADING
    }

    /// Draws the block with its upper left corner there; says where it ends.
    fn draw(&self, corner: Point, layer: &mut Layer) -> f64 {
        let mut y = corner.y;
        for words in &self.lines {
            // The baseline leaves a tenth of the leading below the deepest letters.
            layer.add(text(
                Point::new(corner.x, y + self.style.size_px),
                words,
                &self.style,
            ));
            y += self.style.size_px * LEADING;
        }
        y
    }
}

/// Lays out the text of a picture. Where it leaves too little room it is set smaller, down to the least size that is read in
/// print.
///
/// # Errors
/// [`Error::OutOfRange`] if the size leaves no room for the picture between them.
pub(crate) fn sheet(setting: &Setting, size: Size, words: &SheetText) -> Result<Sheet> {
    let all_notes = words.caveats.clone();
    let words = setting.wording.applied(words);
    let mut lacking_px = 0.0;
    for share in WORD_SIZES {
        match laid_out(setting, size, &words, share) {
            Ok(sheet) => {
                let canvas = sheet.canvas.noted(all_notes);
                return Ok(Sheet { canvas, ..sheet });
            }
            Err(lacking) => lacking_px = lacking,
        }
    }
    let height = f64::from(size.height_px());
    Err(Error::OutOfRange {
        name: "height".to_owned(),
        value: height,
        unit: " px",
        allowed: format!(
            "{:.0} px or more for the words of this picture at this width",
            (height + lacking_px).ceil()
        ),
        suggestion: None,
    })
}

/// The sheet with words of this share of their usual size; else by how many px the body is too low.
fn laid_out(
    setting: &Setting,
    size: Size,
    words: &SheetText,
    share: f64,
) -> std::result::Result<Sheet, f64> {
    let scale = size.scale();
    let page = size.bounds().grown(-MARGIN_PX * scale * share);
    let theme = &setting.theme;
    // A title of a narrow picture would take half of it.
    let narrow = (page.width() / (600.0 * scale)).clamp(0.75, 1.0);
    let title = Block::new(
        &words.title,
        TextStyle::new(TITLE_PX * narrow * scale * share, theme.text).bold(),
        page.width(),
    );
    let subtitle = Block::new(
        &words.subtitle,
        TextStyle::new(TEXT_PX * scale * share, theme.muted_text),
        page.width(),
    );
    let note_style = TextStyle::new(NOTE_PX * scale * share, theme.muted_text);
    let notes: Vec<Block> = words
        .caveats
        .iter()
        .chain(std::iter::once(&words.credit))
        // Sentences that are also read in Markdown mark commands by backticks.
        .map(|sentence| Block::new(&sentence.replace('`', ""), note_style, page.width()))
        .collect();
    let title_or = |text: &str| {
        if text.is_empty() {
            words.subtitle.clone()
        } else {
            text.to_owned()
        }
    };
    let mut canvas = Canvas::new(size, theme, &title_or(&words.title), &words.description)
        .in_font(setting.wording.font.clone())
        .made_of(words.credit.clone())
        .made_by(setting.wording.command.clone());

    let mut head = Layer::new("title", "Title");
    let mut y = title.draw(Point::new(page.left, page.top - 4.0 * scale), &mut head);
    y = subtitle.draw(Point::new(page.left, y), &mut head);
    canvas.add(head);
    let mut legend = Layer::new("legend", "Legend");
    y = draw_legend(
        &words.legend,
        Point::new(page.left, y + 4.0 * scale * share),
        page.right,
        setting,
        scale * share,
        &mut legend,
    );
    canvas.add(legend);

    let notes_height: f64 = notes.iter().map(Block::height).sum();
    let notes_top = page.bottom + 4.0 * scale - notes_height;
    let body = Rectangle::new(
        page.left,
        y + 10.0 * scale * share,
        page.right,
        notes_top - 8.0 * scale * share,
    );
    let lacking_px = LEAST_BODY_PX * scale * share - body.height();
    if lacking_px > 0.0 {
        return Err(lacking_px);
    }
    let body = match setting.kept_body {
        Some(kept) if body.grown(0.01).holds(kept) => kept,
        _ => body,
    };
    let mut foot = Layer::new("notes", "Caveats and credit");
    let mut y = notes_top;
    for note in &notes {
        y = note.draw(Point::new(page.left, y), &mut foot);
    }
    canvas.add(foot);
    Ok(Sheet {
        canvas,
        body,
        scale,
    })
}

/// The size at this width that leaves a body of the height, at scale 1, that suits the body's width.
///
/// Exact up to 900 px of width, where the scale is 1 whatever the height; a wider body may come out taller than asked for.
///
/// # Errors
/// [`Error::OutOfRange`] if no size does.
pub(crate) fn height_for_body(
    setting: &Setting,
    words: &SheetText,
    width_px: u32,
    body_px: impl FnOnce(f64) -> f64,
) -> Result<Size> {
    // SheetText take the same room whatever the height, as long as the scale is the same.
    let width_px = setting.width_px(width_px);
    // Without a body that is kept, which would leave no room to measure.
    let measured = Setting {
        kept_body: None,
        ..setting.clone()
    };
    let probe = measured
        .with_height(width_px, 10_000)
        .and_then(|size| sheet(&measured, size, words))?;
    let around = 10_000.0 - probe.body.height();
    let body_px = body_px(probe.body.width() / probe.scale);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped"
    )]
    let height_px = (around + body_px * probe.scale).ceil().clamp(0.0, 4e9) as u32;
    setting.with_height(width_px, height_px.max(300))
}

/// Draws the entries of a legend in rows; says where they end.
fn draw_legend(
    entries: &[LegendEntry],
    corner: Point,
    right: f64,
    setting: &Setting,
    scale: f64,
    layer: &mut Layer,
) -> f64 {
    let style = TextStyle::new(SMALL_PX * scale, setting.theme.text);
    let row_height = 18.0 * scale;
    let sign_width = SIGN_WIDTH_PX * scale;
    let mut place = corner;
    let room_px = right - corner.x - sign_width - 6.0 * scale;
    for entry in entries {
        let lines = super::wrapped(&entry.label, style.size_px, style.weight, room_px);
        let widest = lines.iter().map(|line| width(line, &style));
        let entry_width = sign_width + 6.0 * scale + widest.fold(0.0, f64::max);
        if place.x > corner.x && place.x + entry_width > right {
            place = Point::new(corner.x, place.y + row_height);
        }
        let middle = place.y + 0.5 * row_height;
        layer.extend(draw_symbol(
            &entry.sign,
            Rectangle::new(place.x, middle, place.x + sign_width, middle),
            scale,
        ));
        let baseline = Point::new(
            place.x + sign_width + 6.0 * scale,
            middle + half_digit(&style),
        );
        let leading = LEADING * style.size_px;
        for (number, line) in lines.iter().enumerate() {
            let down = leading * number as f64;
            layer.add(text(baseline.moved(0.0, down), line, &style));
        }
        if lines.len() > 1 {
            // It has the row to itself, and the rows below.
            place = Point::new(
                corner.x,
                place.y + leading * (lines.len() - 1) as f64 + row_height,
            );
        } else {
            place.x += entry_width + 18.0 * scale;
        }
    }
    if entries.is_empty() || place.x <= corner.x {
        place.y
    } else {
        place.y + row_height
    }
}

fn draw_symbol(sign: &LegendSymbol, middle: Rectangle, scale: f64) -> Vec<Element> {
    let from = Point::new(middle.left, middle.top);
    let to = Point::new(middle.right, middle.top);
    let patch = Rectangle::new(from.x, from.y - 5.5 * scale, to.x, from.y + 5.5 * scale);
    match sign {
        LegendSymbol::Swatch(colours, mark) => {
            let share = patch.width() / colours.len().max(1) as f64;
            let part = |(number, colour): (usize, &Colour)| {
                let left = patch.left + share * number as f64;
                let part = Rectangle::new(left, patch.top, left + share, patch.bottom);
                rectangle(part, &Style::filled(*colour))
            };
            let mut drawn: Vec<Element> = colours.iter().enumerate().map(part).collect();
            drawn.extend(
                mark.map(|(shape, style)| marker(shape, middle.centre(), 3.6 * scale, &style)),
            );
            drawn
        }
        LegendSymbol::Line(stroke) => vec![line(from, to, *stroke)],
        LegendSymbol::Area(style) => vec![rectangle(patch, style)],
        LegendSymbol::Band(style, stroke) => {
            vec![rectangle(patch, style), line(from, to, *stroke)]
        }
        LegendSymbol::Dot(style) => vec![circle(middle.centre(), 4.0 * scale, style)],
        LegendSymbol::Ringed(style) => vec![circle(middle.centre(), 5.6 * scale, style)],
        LegendSymbol::Mark(shape, style) => {
            vec![marker(*shape, middle.centre(), 3.6 * scale, style)]
        }
    }
}

/// Width of a label in this style, px.
pub(crate) fn width(label: &str, style: &TextStyle) -> f64 {
    super::width(label, style.size_px, style.weight)
}

/// Distance from the middle of a line of text down to its baseline: half the height of a digit, px.
pub(crate) fn half_digit(style: &TextStyle) -> f64 {
    0.5 * extent("0", style.size_px, Weight::Regular).ascent
}

/// A small label of data: haloed, in the text colour.
pub(crate) fn label_style(theme: &Theme, scale: f64) -> TextStyle {
    let halo = theme.halo(scale);
    TextStyle::new(SMALL_PX * scale, theme.text).haloed(halo.colour, halo.reach_px)
}
