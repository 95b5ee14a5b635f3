//! The canvas as a drawing backend of plotters. The only caller of plotters-backend.
//!
//! Backends have whole coordinates. Ours counts the steps of the grid that documents are written in, hundredths of a px:
//! the sizes, font sizes and widths of lines that plotters is given are all in steps ([`steps`]), and what it draws
//! comes out exact to a hundredth of a px. Texts have the sizes in which they will be drawn.
//!
//! Settings that plotters does not have are made on the canvas around a call: a [`Pen`] with dashes, hatches, edges and
//! tooltips, and layers.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform,
};

use super::element::{Element, circle, group, line, polygon, polyline, rectangle, text};
use super::font::{Weight, extent};
use super::geometry::{Point, Rectangle};
use super::number::{STEPS_PER_PX, grid_steps};
use super::style::{Colour, Fill, Stroke, Style, TextAnchor, TextStyle};
use super::{Canvas, Layer};

/// A length in steps of the backend's grid.
pub(crate) fn steps(px: f64) -> i32 {
    grid_steps(px)
}

/// A point of the backend's grid in px.
pub(crate) fn point(at: BackendCoord) -> Point {
    Point::new(px(at.0), px(at.1))
}

fn px(steps: i32) -> f64 {
    f64::from(steps) / f64::from(STEPS_PER_PX)
}

/// Style and tooltip of shapes, in place of the style that plotters passes on.
#[derive(Clone, Debug)]
pub(crate) struct Pen {
    /// Inside and edge; a line has the edge alone.
    pub(crate) style: Style,
    /// Tooltip.
    pub(crate) title: Option<String>,
}

/// A canvas that plotters draws on, in the topmost layer.
#[derive(Clone, Debug)]
pub(crate) struct PlotCanvas {
    canvas: Canvas,
    pen: Option<Pen>,
}

impl PlotCanvas {
    /// Takes over a canvas with what is on it.
    pub(crate) fn new(canvas: Canvas) -> Self {
        Self { canvas, pen: None }
    }

    /// Puts a layer on top: what follows is drawn in it.
    pub(crate) fn add(&mut self, layer: Layer) {
        self.canvas.add(layer);
    }

    /// Draws an element of our own.
    pub(crate) fn draw(&mut self, element: Element) {
        if self.canvas.layers.is_empty() {
            self.canvas.add(Layer::new("chart", "Chart"));
        }
        if let Some(layer) = self.canvas.layers.last_mut() {
            layer.add(element);
        }
    }

    /// The document so far.
    pub(crate) fn to_svg(&self) -> String {
        self.canvas.to_svg()
    }

    /// Draws with a pen.
    pub(crate) fn with_pen<R>(&mut self, pen: Pen, draw: impl FnOnce(&mut Self) -> R) -> R {
        self.pen = Some(pen);
        let result = draw(self);
        self.pen = None;
        result
    }

    /// Number of elements in the topmost layer.
    pub(crate) fn count(&self) -> usize {
        self.canvas
            .layers
            .last()
            .map_or(0, |layer| layer.elements.len())
    }

    /// Makes one group of the elements of the topmost layer from this number on.
    pub(crate) fn group_from(&mut self, first: usize) {
        if let Some(layer) = self.canvas.layers.last_mut() {
            let members: Vec<Element> = layer.elements.drain(first..).collect();
            layer.elements.push(group(members));
        }
    }

    /// Draws a shape in the style of the pen, if there is one.
    fn draw_shape(&mut self, own: Style, shape: impl FnOnce(&Style) -> Element) {
        let element = match &self.pen {
            Some(pen) => match &pen.title {
                Some(title) => shape(&pen.style).titled(title.as_str()),
                None => shape(&pen.style),
            },
            None if own == Style::default() => return,
            None => shape(&own),
        };
        self.draw(element);
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn colour(color: BackendColor) -> Colour {
    Colour {
        red: color.rgb.0,
        green: color.rgb.1,
        blue: color.rgb.2,
    }
}

/// Nothing of what cannot be seen.
fn edge<S: BackendStyle>(style: &S) -> Option<Stroke> {
    let color = style.color();
    let width_px = f64::from(style.stroke_width()) / f64::from(STEPS_PER_PX);
    (color.alpha > 0.0).then(|| Stroke::new(colour(color), width_px).with_opacity(color.alpha))
}

fn outlined<S: BackendStyle>(style: &S) -> Style {
    Style {
        fill: None,
        stroke: edge(style),
    }
}

fn filled<S: BackendStyle>(style: &S) -> Style {
    let color = style.color();
    Style {
        fill: (color.alpha > 0.0).then(|| Fill::Solid(colour(color), color.alpha)),
        stroke: None,
    }
}

fn inside<S: BackendStyle>(style: &S, fill: bool) -> Style {
    if fill { filled(style) } else { outlined(style) }
}

fn line_stroke(style: &Style) -> Stroke {
    style
        .stroke
        .unwrap_or_else(|| Stroke::new(Colour::hex(0), 0.0))
}

/// The style of a text without its anchor.
fn text_style<S: BackendTextStyle>(style: &S) -> TextStyle {
    let plain = TextStyle::new(
        style.size() / f64::from(STEPS_PER_PX),
        colour(style.color()),
    );
    match style.style() {
        FontStyle::Bold => plain.bold(),
        FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => plain,
    }
}

impl DrawingBackend for PlotCanvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let size = self.canvas.size;
        let per_px = STEPS_PER_PX.unsigned_abs();
        (size.width_px() * per_px, size.height_px() * per_px)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// A square of one px.
    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        let corner = point(at);
        let square = Rectangle::new(corner.x, corner.y, corner.x + 1.0, corner.y + 1.0);
        self.draw_shape(filled(&color), |style| rectangle(square, style));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_shape(outlined(style), |style| {
            line(point(from), point(to), line_stroke(style))
        });
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let upper_left = point(upper_left);
        let lower_right = point(lower_right);
        let bounds = Rectangle::new(upper_left.x, upper_left.y, lower_right.x, lower_right.y);
        self.draw_shape(inside(style, fill), |style| rectangle(bounds, style));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<Point> = path.into_iter().map(point).collect();
        self.draw_shape(outlined(style), |style| match points[..] {
            [from, to] => line(from, to, line_stroke(style)),
            _ => polyline(&points, line_stroke(style)),
        });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let radius_px = f64::from(radius) / f64::from(STEPS_PER_PX);
        self.draw_shape(inside(style, fill), |style| {
            circle(point(centre), radius_px, style)
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let corners: Vec<Point> = corners.into_iter().map(point).collect();
        self.draw_shape(filled(style), |style| polygon(&corners, style));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        words: &str,
        style: &S,
        at: BackendCoord,
    ) -> Drawn {
        if style.color().alpha <= 0.0 {
            return Ok(());
        }
        let plain = text_style(style);
        let turn_deg = match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => 90.0,
            FontTransform::Rotate180 => 180.0,
            FontTransform::Rotate270 => 270.0,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => TextAnchor::Start,
            HPos::Center => TextAnchor::Middle,
            HPos::Right => TextAnchor::End,
        };
        // The position is at the top, the middle or the bottom of the letters, and ours on their baseline: of digits and
        // capitals, so that labels side by side share it whatever letters they have.
        let capitals = extent("0", plain.size_px, Weight::Regular);
        let down_px = match style.anchor().v_pos {
            VPos::Top => capitals.ascent,
            VPos::Center => 0.5 * capitals.ascent,
            VPos::Bottom => -extent("p", plain.size_px, Weight::Regular).descent,
        };
        let (sin, cos) = f64::to_radians(turn_deg).sin_cos();
        let baseline = point(at).moved(-down_px * sin, down_px * cos);
        self.draw(text(
            baseline,
            words,
            &plain.anchored(anchor).turned(turn_deg),
        ));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        words: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let plain = text_style(style);
        let size = extent(words, plain.size_px, plain.weight);
        let whole = |px: f64| steps(px).unsigned_abs();
        Ok((whole(size.width), whole(size.ascent + size.descent)))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use plotters::coord::Shift;
    use plotters::drawing::DrawingArea;
    use plotters::element::{Circle, PathElement, Pixel};
    use plotters::style::text_anchor::Pos;
    use plotters::style::{Color, FontDesc, FontFamily, RGBColor, ShapeStyle};

    use super::*;
    use crate::svg::Size;
    use crate::svg::theme::Theme;

    fn canvas() -> PlotCanvas {
        let theme = Theme::named("light").unwrap();
        let size = Size::new(400, 300).unwrap();
        PlotCanvas::new(Canvas::new(size, &theme, "title", "description"))
    }

    type Area = DrawingArea<PlotCanvas, Shift>;

    /// The first element that is drawn on an empty canvas.
    fn drawn(draw: impl FnOnce(&Area)) -> String {
        let canvas = Rc::new(RefCell::new(canvas()));
        draw(&DrawingArea::from(&canvas));
        let svg = canvas.borrow().to_svg();
        let layer = svg.split("id=\"chart\"").nth(1).unwrap_or_default();
        layer.lines().nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn elements_of_plotters_come_out_to_a_hundredth_px() {
        let red = ShapeStyle::from(RGBColor(255, 0, 0)).stroke_width(150);
        let blue = RGBColor(0, 0, 255).mix(0.5).filled();
        assert_eq!(
            drawn(|area| {
                assert_eq!(area.dim_in_pixel(), (40_000, 30_000));
                area.draw(&PathElement::new([(0, 5), (1234, 5050)], red))
                    .unwrap();
            }),
            "<line x1=\"0\" y1=\"0.05\" x2=\"12.34\" y2=\"50.5\" stroke=\"#ff0000\" stroke-width=\"1.5\"/>"
        );
        assert_eq!(
            drawn(|area| area.draw(&Circle::new((100, 200), 250, blue)).unwrap()),
            "<circle cx=\"1\" cy=\"2\" r=\"2.5\" fill=\"#0000ff\" fill-opacity=\"0.5\"/>"
        );
        let unseen = RGBColor(0, 0, 0).mix(0.0);
        assert_eq!(
            drawn(|area| area.draw(&Pixel::new((0, 0), unseen)).unwrap()),
            ""
        );
    }

    #[test]
    fn pens_say_what_plotters_cannot() {
        let pen = Pen {
            style: Style::stroked(Stroke::new(Colour::hex(0), 2.0).dashed(crate::svg::Dash::Short)),
            title: Some("a < b".to_owned()),
        };
        let mut canvas = canvas();
        canvas.with_pen(pen, |canvas| {
            let red = RGBColor(255, 0, 0).to_backend_color();
            canvas.draw_line((0, 0), (100, 0), &red).unwrap();
        });
        let svg = canvas.to_svg();
        assert_eq!(
            svg.lines().nth_back(2).unwrap(),
            "<line x1=\"0\" y1=\"0\" x2=\"1\" y2=\"0\" stroke=\"#000000\" stroke-width=\"2\" \
             stroke-dasharray=\"7 5\"><title>a &lt; b</title></line>"
        );
    }

    #[test]
    fn texts_have_the_sizes_of_their_font() {
        let font = FontDesc::new(FontFamily::SansSerif, 1200.0, FontStyle::Normal);
        let style = font.color(&RGBColor(0, 0, 0));
        let size = extent("1,000 km", 12.0, Weight::Regular);
        let (width, _) = canvas().estimate_text_size("1,000 km", &style).unwrap();
        assert!((f64::from(width) / 100.0 - size.width).abs() < 0.01);
        let top = style.pos(Pos::new(HPos::Right, VPos::Top));
        let svg = drawn(|area| area.draw_text("0", &top, (1000, 1000)).unwrap());
        // The height of a digit of DejaVu Sans is 0.742 of its size.
        assert_eq!(
            svg,
            "<text x=\"10\" y=\"18.91\" font-size=\"12\" text-anchor=\"end\" fill=\"#000000\">0</text>"
        );
    }
}
