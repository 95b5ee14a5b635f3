//! The sheet that a chart is drawn on: title and legend above, caveats and credit below, and the body between them.

use super::axis::Axis;
use super::{Entry, NOTE_PX, SMALL_PX, Setting, Sign, TEXT_PX, TITLE_PX, Words, half_digit, small_style, width};
use crate::error::{Error, Result};
use crate::svg::{
    Anchor, Canvas, Element, Frame, Layer, Look, Point, Size, Stroke, TextStyle, Weight, circle, line, polyline,
    rectangle, text, wrapped,
};

/// A sheet with its words set, and the room that is left for the chart.
pub(super) struct Sheet {
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

/// Sets the words of a chart.
///
/// # Errors
/// [`Error::OutOfRange`] if the size leaves no room for the chart between them.
pub(super) fn sheet(setting: &Setting, size: Size, words: &Words) -> Result<Sheet> {
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
            allowed: format!("{:.0} px or more for the words of this chart at this width", (height + lacking).ceil()),
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

/// The size at this width that leaves a body of `body_px` at scale 1 between its words.
///
/// # Errors
/// [`Error::OutOfRange`] if no size does.
pub(super) fn height_for_body(setting: &Setting, words: &Words, width_px: u32, body_px: f64) -> Result<Size> {
    // Words take the same room whatever the height, as long as the scale is the same.
    let probe = Size::new(width_px, 10_000).and_then(|size| sheet(setting, size, words))?;
    let around = 10_000.0 - probe.body.height();
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
    }
}

/// The marks of an axis: a value and how it is said.
pub(super) type Marks = [(f64, String)];

/// Draws grid lines at the marks of both axes, and the frame's left and lower edge.
pub(super) fn draw_grid(frame: Frame, x: (Axis, &Marks), y: (Axis, &Marks), setting: &Setting, scale: f64) -> Layer {
    let mut grid = Layer::new("grid", "Grid");
    let (thin, edge) = (Stroke::new(setting.theme.grid, scale), Stroke::new(setting.theme.axis, scale));
    for (value, _) in x.1 {
        let at = x.0.px(*value);
        grid.add(line(Point::new(at, frame.top), Point::new(at, frame.bottom), thin));
    }
    for (value, _) in y.1 {
        let at = y.0.px(*value);
        grid.add(line(Point::new(frame.left, at), Point::new(frame.right, at), thin));
    }
    let corners = [(frame.left, frame.top), (frame.left, frame.bottom), (frame.right, frame.bottom)].map(Point::from);
    grid.add(polyline(&corners, edge));
    grid
}

/// Height of the room for the marks and the name of the x axis, px at scale 1.
pub(super) const X_AXIS_PX: f64 = 40.0;
/// Height of the room for the name of the y axis above the frame, px at scale 1.
pub(super) const Y_NAME_PX: f64 = 20.0;

/// Draws the values of the marks, and the names of the axes: that of x below its end, that of y above its head.
pub(super) fn draw_axes(
    frame: Frame,
    x: (Axis, &Marks, &str),
    y: (Axis, &Marks, &str),
    setting: &Setting,
    scale: f64,
) -> Layer {
    let mut axes = Layer::new("axes", "Axes");
    let style = small_style(setting, scale);
    let name_style = TextStyle { colour: setting.theme.text, ..style };
    for (value, said) in x.1 {
        let at = Point::new(x.0.px(*value), frame.bottom + 15.0 * scale);
        axes.add(text(at, said, &style.anchored(Anchor::Middle)));
    }
    for (value, said) in y.1 {
        let at = Point::new(frame.left - 6.0 * scale, y.0.px(*value) + half_digit(&style));
        axes.add(text(at, said, &style.anchored(Anchor::End)));
    }
    let below = Point::new(frame.centre().x, frame.bottom + 32.0 * scale);
    axes.add(text(below, x.2, &name_style.anchored(Anchor::Middle)));
    if !y.2.is_empty() {
        let above = Point::new(frame.left - widest(y.1, &style) - 6.0 * scale, frame.top - 9.0 * scale);
        axes.add(text(above, y.2, &name_style));
    }
    axes
}

/// Width of the widest mark, px.
pub(super) fn widest(marks: &Marks, style: &TextStyle) -> f64 {
    marks.iter().map(|(_, said)| width(said, style)).fold(0.0, f64::max)
}

/// A dot with an edge in the colour of the ground, so that it stands out on lines.
pub(super) fn dot_look(setting: &Setting, scale: f64) -> Look {
    Look::filled(setting.theme.text).with_stroke(Stroke::new(setting.theme.background, scale))
}

/// A small label of data: haloed, in the text colour.
pub(super) fn label_style(setting: &Setting, scale: f64) -> TextStyle {
    let halo = setting.theme.halo(scale);
    TextStyle { weight: Weight::Regular, ..TextStyle::new(SMALL_PX * scale, setting.theme.text) }
        .haloed(halo.colour, halo.reach_px)
}
