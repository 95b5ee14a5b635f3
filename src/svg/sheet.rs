//! The sheet that a chart or a map is drawn on: title and legend above, caveats and credit below, and the body between them.

use super::theme::Theme;
use super::{
    Canvas, Element, Frame, Layer, Look, Marker, Point, Size, Stroke, TextStyle, Weight, circle, extent, line, marker,
    rectangle, text, wrapped,
};
use crate::error::{Error, Result};
use crate::present::words::LengthUnit;

/// How a chart or a map is drawn, whatever it shows.
///
/// ```
/// use arcminute::catalogue::{Role, place};
/// use arcminute::chart::profile::{draw, profile};
/// use arcminute::present::words::LengthUnit;
/// use arcminute::svg::{Size, sheet::Setting, theme::Theme};
/// use arcminute::treaty::BandSet;
/// let (from, to) = (place("Kapustin Yar", Role::From)?, place("Berlin", Role::To)?);
/// let chart = profile(&from, &to, BandSet::named("inf")?, &[])?;
/// let size = Some(Size::new(1200, 800)?);
/// let setting = Setting { size, theme: Theme::named("print")?, unit: LengthUnit::NauticalMiles };
/// let document = draw(&chart, &setting)?;
/// assert!(document.contains(r#"width="1200" height="800""#) && document.contains("Altitude, nmi"));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Setting {
    /// Its size; None takes the one that suits what it shows.
    pub size: Option<Size>,
    /// Its colours.
    pub theme: Theme,
    /// The unit of distances.
    pub unit: LengthUnit,
}

/// The words around a chart or a map.
///
/// ```
/// use arcminute::present::words::LengthUnit;
/// use arcminute::svg::{Size, sheet::{PROGRAM, Setting, Words, sheet}, theme::Theme};
/// let words = Words {
///     title: "Range and time".to_owned(),
///     caveats: vec!["A range is what somebody claims.".to_owned()],
///     credit: format!("Figures of the press. {PROGRAM}"),
///     ..Words::default()
/// };
/// let setting = Setting { size: None, theme: Theme::named("light")?, unit: LengthUnit::Kilometres };
/// let document = sheet(&setting, Size::new(900, 600)?, &words)?.canvas.into_svg();
/// assert!(document.find(">Range and time</text>") < document.find(">A range is what somebody claims.</text>"));
/// # Ok::<(), arcminute::Error>(())
/// ```
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
///
/// ```
/// use arcminute::present::words::LengthUnit;
/// use arcminute::svg::{Size, sheet::{Entry, Setting, Sign, Words, sheet}, theme::Theme};
/// let setting = Setting { size: None, theme: Theme::named("light")?, unit: LengthUnit::Kilometres };
/// let sign = Sign::Line(setting.theme.series[0].stroke(2.0));
/// let words = Words { legend: vec![Entry { sign, label: "usual time".to_owned() }], ..Words::default() };
/// let document = sheet(&setting, Size::new(900, 600)?, &words)?.canvas.into_svg();
/// assert!(document.find(r#"<g id="legend""#) < document.find(">usual time</text>"));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it looks like in the picture.
    pub sign: Sign,
    /// What it stands for.
    pub label: String,
}

/// What something looks like in a picture.
///
/// ```
/// use arcminute::present::words::LengthUnit;
/// use arcminute::svg::{Look, Size, sheet::{Entry, Setting, Sign, Words, sheet}, theme::Theme};
/// let setting = Setting { size: None, theme: Theme::named("light")?, unit: LengthUnit::Kilometres };
/// let look = Look::filled(setting.theme.text);
/// let shapes = |sign| {
///     let words = Words { legend: vec![Entry::new(sign, "flight")], ..Words::default() };
///     let document = sheet(&setting, Size::new(900, 600)?, &words)?.canvas.into_svg();
///     // The background is a rectangle as well.
///     Ok::<_, arcminute::Error>((document.matches("<rect").count() - 1, document.matches("<circle").count()))
/// };
/// assert_eq!((shapes(Sign::Area(look))?, shapes(Sign::Dot(look))?), ((1, 0), (0, 1)));
/// # Ok::<(), arcminute::Error>(())
/// ```
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
    /// The mark of a place.
    Mark(Marker, Look),
}

/// Legends are mostly made from what is drawn, in the same order.
///
/// ```
/// use arcminute::svg::sheet::{Entry, Sign};
/// use arcminute::svg::theme::Theme;
/// let theme = Theme::named("print")?;
/// let legend: Vec<Entry> = ["boost", "detection", "confirmation"]
///     .into_iter()
///     .zip(theme.areas)
///     .map(|(label, area)| Entry::new(Sign::Area(area.look(1.0, 1.0)), label))
///     .collect();
/// assert_eq!(legend[2].label, "confirmation");
/// # Ok::<(), arcminute::Error>(())
/// ```
impl Entry {
    /// An entry.
    ///
    /// ```
    /// use arcminute::svg::sheet::{Entry, Sign};
    /// use arcminute::svg::{Look, theme::okabe_ito};
    /// let entry = Entry::new(Sign::Dot(Look::filled(okabe_ito::BLUE)), format!("every {} min", 2));
    /// assert_eq!(entry.label, "every 2 min");
    /// assert!(matches!(entry.sign, Sign::Dot(look) if look.stroke.is_none()));
    /// ```
    pub fn new(sign: Sign, label: impl Into<String>) -> Self {
        Self { sign, label: label.into() }
    }
}

/// Size of the letters of a title at scale 1, px.
const TITLE_PX: f64 = 18.0;
/// Size of most letters at scale 1, px.
///
/// ```
/// use arcminute::svg::{Size, sheet::TEXT_PX};
/// assert_eq!(TEXT_PX * Size::new(900, 600)?.scale(), 12.0);
/// assert_eq!(TEXT_PX * Size::new(1800, 1200)?.scale(), 24.0);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub const TEXT_PX: f64 = 12.0;
/// Size of the letters of legends and labels at scale 1, px.
///
/// ```
/// use arcminute::svg::sheet::{SMALL_PX, TEXT_PX, label_style};
/// use arcminute::svg::theme::Theme;
/// assert_eq!(label_style(&Theme::named("light")?, 1.0).size_px, SMALL_PX);
/// assert!(SMALL_PX < TEXT_PX);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub const SMALL_PX: f64 = 11.0;
const NOTE_PX: f64 = 10.0;

/// What all credits end with.
///
/// ```
/// use arcminute::svg::sheet::PROGRAM;
/// let version = PROGRAM.strip_prefix("arcminute ").unwrap_or_default();
/// assert!(version.starts_with(|first: char| first.is_ascii_digit()), "the version of the crate: {version}");
/// ```
pub const PROGRAM: &str = concat!("arcminute ", env!("CARGO_PKG_VERSION"));

/// A sheet with its words set, and the room that is left for the chart.
///
/// ```
/// use arcminute::present::words::LengthUnit;
/// use arcminute::svg::sheet::{Setting, Sheet, Words, sheet};
/// use arcminute::svg::{Layer, Look, Size, Stroke, rectangle, theme::Theme};
/// let setting = Setting { size: None, theme: Theme::named("light")?, unit: LengthUnit::Kilometres };
/// let Sheet { mut canvas, body, scale } = sheet(&setting, Size::new(900, 600)?, &Words::default())?;
/// let mut chart = Layer::new("chart", "Chart");
/// chart.add(rectangle(body, &Look::stroked(Stroke::new(setting.theme.axis, scale))));
/// canvas.add(chart);
/// assert!(canvas.size().frame().holds(body));
/// assert!(canvas.into_svg().contains(r#"<g id="chart""#));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Debug)]
pub struct Sheet {
    /// What is drawn on.
    pub canvas: Canvas,
    /// The room that is left.
    pub body: Frame,
    /// How much larger than usual all is drawn.
    pub scale: f64,
}

/// Least height of the body, px at scale 1.
const LEAST_BODY_PX: f64 = 130.0;
const MARGIN_PX: f64 = 16.0;
const SIGN_WIDTH_PX: f64 = 26.0;
const LEADING: f64 = 1.35;

/// A block of text lines, top to bottom.
struct Block {
    lines: Vec<String>,
    style: TextStyle,
}

impl Block {
    fn new(words: &str, style: TextStyle, width_px: f64) -> Self {
        Self { lines: wrapped(words, style.size_px, style.weight, width_px), style }
    }

    fn height(&self) -> f64 {
        self.lines.len() as f64 * self.style.size_px * LEADING
    }

    /// Draws the block with its upper left corner there; says where it ends.
    fn draw(&self, corner: Point, layer: &mut Layer) -> f64 {
        let mut y = corner.y;
        for words in &self.lines {
            // The baseline leaves a tenth of the leading below the deepest letters.
            layer.add(text(Point::new(corner.x, y + self.style.size_px), words, &self.style));
            y += self.style.size_px * LEADING;
        }
        y
    }
}

/// Sets the words of a picture.
///
/// # Errors
/// [`Error::OutOfRange`] if the size leaves no room for the picture between them.
///
/// ```
/// use arcminute::present::words::LengthUnit;
/// use arcminute::svg::{Size, sheet::{Setting, Words, sheet}, theme::Theme};
/// let setting = Setting { size: None, theme: Theme::named("light")?, unit: LengthUnit::Kilometres };
/// let words = Words { title: "Range and time".to_owned(), ..Words::default() };
/// // Twice the usual 900 × 600 px: all letters and gaps are twice as large.
/// assert_eq!(sheet(&setting, Size::new(1800, 1200)?, &words)?.scale, 2.0);
/// let wordy = Words { caveats: vec!["A range is a claim.".to_owned(); 40], ..words };
/// let error = sheet(&setting, Size::new(900, 600)?, &wordy).unwrap_err();
/// assert!(error.to_string().starts_with("height is 600 px, but must be"));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn sheet(setting: &Setting, size: Size, words: &Words) -> Result<Sheet> {
    let scale = size.scale();
    let page = size.frame().grown(-MARGIN_PX * scale);
    let theme = &setting.theme;
    let title = Block::new(&words.title, TextStyle::new(TITLE_PX * scale, theme.text).bold(), page.width());
    let subtitle = Block::new(&words.subtitle, TextStyle::new(TEXT_PX * scale, theme.muted_text), page.width());
    let note_style = TextStyle::new(NOTE_PX * scale, theme.muted_text);
    let notes: Vec<Block> = words
        .caveats
        .iter()
        .chain(std::iter::once(&words.credit))
        // Sentences that are also read in Markdown mark commands by backticks.
        .map(|sentence| Block::new(&sentence.replace('`', ""), note_style, page.width()))
        .collect();
    let mut canvas = Canvas::new(size, theme, &words.title, &words.description);

    let mut head = Layer::new("title", "Title");
    let mut y = title.draw(Point::new(page.left, page.top - 4.0 * scale), &mut head);
    y = subtitle.draw(Point::new(page.left, y), &mut head);
    canvas.add(head);
    let mut legend = Layer::new("legend", "Legend");
    y = draw_legend(&words.legend, Point::new(page.left, y + 4.0 * scale), page.right, setting, scale, &mut legend);
    canvas.add(legend);

    let notes_height: f64 = notes.iter().map(Block::height).sum();
    let notes_top = page.bottom + 4.0 * scale - notes_height;
    let body = Frame::new(page.left, y + 10.0 * scale, page.right, notes_top - 8.0 * scale);
    let lacking = LEAST_BODY_PX * scale - body.height();
    if lacking > 0.0 {
        let height = f64::from(size.height_px());
        return Err(Error::OutOfRange {
            name: "height".to_owned(),
            value: height,
            unit: " px",
            allowed: format!("{:.0} px or more for the words of this picture at this width", (height + lacking).ceil()),
            suggestion: None,
        });
    }
    let mut foot = Layer::new("notes", "Caveats and credit");
    let mut y = notes_top;
    for note in &notes {
        y = note.draw(Point::new(page.left, y), &mut foot);
    }
    canvas.add(foot);
    Ok(Sheet { canvas, body, scale })
}

/// The size at this width that leaves a body of the height, at scale 1, that suits the body's width.
///
/// Exact up to 900 px of width, where the scale is 1 whatever the height; a wider body may come out taller than asked for.
///
/// # Errors
/// [`Error::OutOfRange`] if no size does.
///
/// ```
/// use arcminute::present::words::LengthUnit;
/// use arcminute::svg::{sheet::{Setting, Words, height_for_body, sheet}, theme::Theme};
/// let setting = Setting { size: None, theme: Theme::named("light")?, unit: LengthUnit::Kilometres };
/// let words = Words { title: "Range and time".to_owned(), ..Words::default() };
/// let size = height_for_body(&setting, &words, 900, |body_width_px| 0.5 * body_width_px)?;
/// assert_eq!(size.width_px(), 900);
/// let body = sheet(&setting, size, &words)?.body;
/// // The height is rounded up to whole px.
/// assert!((0.0..1.0).contains(&(body.height() - 0.5 * body.width() + 1e-9)));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn height_for_body(
    setting: &Setting,
    words: &Words,
    width_px: u32,
    body_px: impl FnOnce(f64) -> f64,
) -> Result<Size> {
    // Words take the same room whatever the height, as long as the scale is the same.
    let probe = Size::new(width_px, 10_000).and_then(|size| sheet(setting, size, words))?;
    let around = 10_000.0 - probe.body.height();
    let body_px = body_px(probe.body.width() / probe.scale);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let height_px = (around + body_px * probe.scale).ceil().clamp(0.0, 4e9) as u32;
    Size::new(width_px, height_px.max(300))
}

/// Draws the entries of a legend in rows; says where they end.
fn draw_legend(entries: &[Entry], corner: Point, right: f64, setting: &Setting, scale: f64, layer: &mut Layer) -> f64 {
    let style = TextStyle::new(SMALL_PX * scale, setting.theme.text);
    let (row_height, sign_width) = (18.0 * scale, SIGN_WIDTH_PX * scale);
    let mut place = corner;
    for entry in entries {
        let entry_width = sign_width + 6.0 * scale + width(&entry.label, &style);
        if place.x > corner.x && place.x + entry_width > right {
            place = Point::new(corner.x, place.y + row_height);
        }
        let middle = place.y + 0.5 * row_height;
        layer.extend(draw_sign(entry.sign, Frame::new(place.x, middle, place.x + sign_width, middle), scale));
        let baseline = Point::new(place.x + sign_width + 6.0 * scale, middle + half_digit(&style));
        layer.add(text(baseline, &entry.label, &style));
        place.x += entry_width + 18.0 * scale;
    }
    if entries.is_empty() { corner.y } else { place.y + row_height }
}

fn draw_sign(sign: Sign, middle: Frame, scale: f64) -> Vec<Element> {
    let (from, to) = (Point::new(middle.left, middle.top), Point::new(middle.right, middle.top));
    let patch = Frame::new(from.x, from.y - 5.5 * scale, to.x, from.y + 5.5 * scale);
    match sign {
        Sign::Line(stroke) => vec![line(from, to, stroke)],
        Sign::Area(look) => vec![rectangle(patch, &look)],
        Sign::Band(look, stroke) => vec![rectangle(patch, &look), line(from, to, stroke)],
        Sign::Dot(look) => vec![circle(middle.centre(), 4.0 * scale, &look)],
        Sign::Mark(shape, look) => vec![marker(shape, middle.centre(), 4.0 * scale, &look)],
    }
}

/// Width of a label in this style, px.
///
/// ```
/// use arcminute::svg::{Colour, TextStyle, sheet::width};
/// let style = TextStyle::new(12.0, Colour::hex(0));
/// assert!((width("Kyiv, Kyiv", &style) - 2.0 * width("Kyiv", &style) - width(", ", &style)).abs() < 1e-9);
/// assert!(width("Kyiv", &style.bold()) > width("Kyiv", &style));
/// ```
pub fn width(label: &str, style: &TextStyle) -> f64 {
    super::width(label, style.size_px, style.weight)
}

/// How far below the middle of a line of text its baseline lies: half the height of a digit.
///
/// ```
/// use arcminute::svg::{Colour, Point, TextStyle, sheet::half_digit, text_frame};
/// let style = TextStyle::new(12.0, Colour::hex(0));
/// let (middle_px, baseline) = (50.0, Point::new(0.0, 50.0 + half_digit(&style)));
/// // Round digits reach a little below their baseline.
/// assert!((text_frame(baseline, "500", &style).centre().y - middle_px).abs() < 0.2);
/// ```
pub fn half_digit(style: &TextStyle) -> f64 {
    0.5 * extent("0", style.size_px, Weight::Regular).ascent
}

/// A small label of data: haloed, in the text colour.
///
/// ```
/// use arcminute::svg::{sheet::{SMALL_PX, label_style}, theme::Theme};
/// let theme = Theme::named("dark")?;
/// let style = label_style(&theme, 2.0);
/// assert_eq!((style.size_px, style.colour), (2.0 * SMALL_PX, theme.text));
/// assert_eq!(style.halo.map(|halo| halo.colour), Some(theme.background));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn label_style(theme: &Theme, scale: f64) -> TextStyle {
    let halo = theme.halo(scale);
    TextStyle::new(SMALL_PX * scale, theme.text).haloed(halo.colour, halo.reach_px)
}
