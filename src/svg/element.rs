//! The elements of an SVG document. The only caller of plotters.
//!
//! Lines, polylines, polygons, rectangles and circles are drawn by plotters' SVG backend, whose coordinates are whole
//! numbers: they go to it in units of a sixteenth px. What it cannot say is put in afterwards, on the element that it
//! wrote: dashes, hatches, an edge around a filled shape, opacity, a tooltip. Two kinds of element are written here
//! instead, because no element of the backend's can be made into them: areas with holes, which need one `<path>` of
//! several rings, and texts, which the backend places by guessed font sizes and on lines of their own.

use std::fmt::{Display, Write};

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::{Color, RGBColor, ShapeStyle};

use super::font::{Weight, extent};
use super::geometry::{Frame, Point, UNITS_PER_PX};
use super::look::{Anchor, Colour, Fill, Hatch, Look, Stroke, TextStyle};

/// A shape, a text or a group, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    tag: String,
    attributes: Vec<(&'static str, String)>,
    title: Option<String>,
    content: Content,
    hatch: Option<Hatch>,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Nothing,
    Text(String),
    Elements(Vec<Element>),
}

/// A straight line.
pub fn line(from: Point, to: Point, stroke: Stroke) -> Element {
    let style = shape_style(stroke.colour, stroke.width_px);
    drawn(|backend| backend.draw_line(from.units(), to.units(), &style)).stroked(stroke)
}

/// A line through many points.
pub fn polyline(points: &[Point], stroke: Stroke) -> Element {
    let style = shape_style(stroke.colour, stroke.width_px);
    drawn(|backend| backend.draw_path(distinct(points), &style))
        .stroked(stroke)
        .with("stroke-linejoin", &"round")
}

/// A closed shape without holes.
pub fn polygon(corners: &[Point], look: &Look) -> Element {
    let style = shape_style(Colour::hex(0), 1.0);
    drawn(|backend| backend.fill_polygon(distinct(corners), &style)).looking(look)
}

/// A rectangle with upright sides.
pub fn rectangle(frame: Frame, look: &Look) -> Element {
    let upper_left = Point::new(frame.left, frame.top);
    let lower_right = Point::new(frame.right, frame.bottom);
    let style = shape_style(Colour::hex(0), 1.0);
    drawn(|backend| backend.draw_rect(upper_left.units(), lower_right.units(), &style, true))
        .looking(look)
}

/// A circle.
pub fn circle(centre: Point, radius_px: f64, look: &Look) -> Element {
    let style = shape_style(Colour::hex(0), 1.0);
    drawn(|backend| backend.draw_circle(centre.units(), units(radius_px), &style, true))
        .looking(look)
}

/// A shape of closed rings, in which every ring inside another is a hole: the even-odd rule. Rings need not repeat
/// their first point. All rings are one element.
pub fn area<R: AsRef<[Point]>>(rings: impl IntoIterator<Item = R>, look: &Look) -> Element {
    let mut path = String::new();
    for ring in rings {
        write_steps(ring.as_ref(), true, &mut path);
    }
    Element::new("path")
        .with("d", &path)
        .with("fill-rule", &"evenodd")
        .looking(look)
}

/// Several lines as one element: borders, a graticule.
pub fn outline<R: AsRef<[Point]>>(lines: impl IntoIterator<Item = R>, stroke: Stroke) -> Element {
    let mut path = String::new();
    for line in lines {
        write_steps(line.as_ref(), false, &mut path);
    }
    Element::new("path")
        .with("d", &path)
        .looking(&Look::stroked(stroke))
        .with("stroke-linejoin", &"round")
}

/// A text whose baseline starts, has its middle or ends at `position`, by the style's anchor. It stays text.
pub fn text(position: Point, text: &str, style: &TextStyle) -> Element {
    let (x, y) = position.units();
    let anchor = match style.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    let mut element = Element::new("text")
        .with("x", &x)
        .with("y", &y)
        .with("font-size", &units(style.size_px));
    if style.weight == Weight::Bold {
        element = element.with("font-weight", &"bold");
    }
    if let Some(anchor) = anchor {
        element = element.with("text-anchor", &anchor);
    }
    if style.turn_deg != 0.0 {
        element = element.with(
            "transform",
            &format!("rotate({} {x} {y})", two_decimals(style.turn_deg)),
        );
    }
    element = element.with("fill", &style.colour);
    if let Some(halo) = style.halo {
        element = element
            .with("stroke", &halo.colour)
            .with("stroke-width", &units(2.0 * halo.reach_px))
            .with("stroke-linejoin", &"round")
            .with("paint-order", &"stroke");
    }
    Element {
        content: Content::Text(text.to_owned()),
        ..element
    }
}

/// The rectangle that the ink and the advance of a text take, without its halo. Of a turned text, the upright
/// rectangle around it.
pub fn text_frame(position: Point, text: &str, style: &TextStyle) -> Frame {
    let room = extent(text, style.size_px, style.weight);
    let left = match style.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -0.5 * room.width,
        Anchor::End => -room.width,
    };
    let (sin, cos) = style.turn_deg.to_radians().sin_cos();
    let corner = |x: f64, y: f64| position.moved(x * cos - y * sin, x * sin + y * cos);
    let corners = [
        corner(left, -room.ascent),
        corner(left + room.width, -room.ascent),
        corner(left, room.descent),
        corner(left + room.width, room.descent),
    ];
    corners
        .map(|corner| Frame::around(corner, 0.0))
        .into_iter()
        .reduce(Frame::joined)
        .unwrap_or(Frame::around(position, 0.0))
}

/// Elements that belong together, such as a dot and its name.
pub fn group(elements: Vec<Element>) -> Element {
    Element {
        content: Content::Elements(elements),
        ..Element::new("g")
    }
}

impl Element {
    fn new(tag: &str) -> Self {
        Self {
            tag: tag.to_owned(),
            attributes: Vec::new(),
            title: None,
            content: Content::Nothing,
            hatch: None,
        }
    }

    /// The element with a tooltip.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        Self {
            title: Some(title.into()),
            ..self
        }
    }

    /// The element with an id, which must be unique in the picture.
    #[must_use]
    pub fn identified(self, id: impl Into<String>) -> Self {
        self.with("id", &id.into())
    }

    /// The element with a class, by which a page that holds the picture can find it.
    #[must_use]
    pub fn classed(self, class: &str) -> Self {
        self.with("class", &class)
    }

    /// The hatches that it and the elements in it are filled with.
    pub(super) fn hatches(&self) -> Vec<Hatch> {
        let inner = match &self.content {
            Content::Elements(elements) => elements.iter().flat_map(Self::hatches).collect(),
            Content::Nothing | Content::Text(_) => Vec::new(),
        };
        self.hatch.into_iter().chain(inner).collect()
    }

    /// Gives an attribute a value, in the place of the one that it has.
    fn with(mut self, name: &'static str, value: &dyn Display) -> Self {
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value.to_string(),
            None => self.attributes.push((name, value.to_string())),
        }
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.attributes.retain(|(known, _)| *known != name);
        self
    }

    /// Puts in what plotters leaves out of a line.
    fn stroked(self, stroke: Stroke) -> Self {
        let mut element = self
            .with("stroke", &stroke.colour)
            .with("stroke-width", &units(stroke.width_px));
        let dashes: Vec<String> = stroke
            .dash
            .lengths()
            .iter()
            .map(|widths| units(widths * stroke.width_px).to_string())
            .collect();
        if !dashes.is_empty() {
            element = element.with("stroke-dasharray", &dashes.join(" "));
        }
        if stroke.dash.has_dots() {
            element = element.with("stroke-linecap", &"round");
        }
        if stroke.opacity < 1.0 {
            element = element.with("stroke-opacity", &two_decimals(stroke.opacity));
        }
        element
    }

    /// Puts in the fill and the edge of a shape.
    fn looking(self, look: &Look) -> Self {
        let mut element = self.without("stroke").without("stroke-width");
        element = match look.fill {
            None => element.with("fill", &"none"),
            Some(Fill::Solid(colour, opacity)) if opacity < 1.0 => element
                .with("fill", &colour)
                .with("fill-opacity", &two_decimals(opacity)),
            Some(Fill::Solid(colour, _)) => element.with("fill", &colour),
            Some(Fill::Hatched(hatch)) => Self {
                hatch: Some(hatch),
                ..element.with("fill", &format!("url(#{})", pattern_id(hatch)))
            },
        };
        match look.stroke {
            None => element,
            Some(stroke) => element.stroked(stroke),
        }
    }

    /// Writes the element and all that is in it.
    pub(super) fn write(&self, svg: &mut String) {
        if self.tag.is_empty() {
            return;
        }
        let tag = &self.tag;
        svg.push('<');
        svg.push_str(tag);
        for (name, value) in &self.attributes {
            push(svg, format_args!(" {name}=\"{}\"", escaped(value)));
        }
        if self.title.is_none() && self.content == Content::Nothing {
            svg.push_str("/>\n");
            return;
        }
        svg.push('>');
        if let Some(title) = &self.title {
            push(svg, format_args!("<title>{}</title>", escaped(title)));
        }
        match &self.content {
            Content::Nothing => {}
            Content::Text(text) => svg.push_str(&escaped(text)),
            Content::Elements(elements) => {
                svg.push('\n');
                for element in elements {
                    element.write(svg);
                }
            }
        }
        push(svg, format_args!("</{tag}>\n"));
    }
}

/// The one element that `draw` makes plotters write, taken apart.
fn drawn<E>(draw: impl FnOnce(&mut SVGBackend<'_>) -> Result<(), E>) -> Element {
    let mut document = String::new();
    // The size is of no account: the line that states it is dropped.
    let mut backend = SVGBackend::with_string(&mut document, (1, 1));
    let result = draw(&mut backend);
    drop(backend);
    let written = document
        .lines()
        .nth(1)
        .filter(|_| result.is_ok())
        .unwrap_or_default();
    // Coordinates, colours and keywords alone: no value holds a quotation mark or anything escaped.
    let inner = written.trim_start_matches('<').trim_end_matches("/>");
    let (tag, rest) = inner.split_once(' ').unwrap_or_default();
    let mut element = Element::new(tag);
    for (name, value) in rest
        .split("\" ")
        .filter_map(|attribute| attribute.split_once("=\""))
    {
        let value = value.trim_end_matches('"').trim_end();
        // Colours, widths and opacities are put in by the callers, in one way for all elements.
        if let Some(known) = GEOMETRY.iter().find(|known| **known == name) {
            element = element.with(known, &value);
        }
    }
    if tag == "polyline" {
        element = element.with("fill", &"none");
    }
    element
}

/// The attributes of plotters' elements that say where they are.
const GEOMETRY: [&str; 12] = [
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "points",
];

/// An opaque style for plotters, which leaves out whatever could not be seen.
fn shape_style(colour: Colour, width_px: f64) -> ShapeStyle {
    let color = RGBColor(colour.red, colour.green, colour.blue).to_rgba();
    ShapeStyle {
        color,
        filled: false,
        stroke_width: units(width_px),
    }
}

/// A length in units of the document.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0…10⁸"
)]
fn units(px: f64) -> u32 {
    (px * f64::from(UNITS_PER_PX)).round().clamp(0.0, 1e8) as u32
}

/// The points in units of the document, without those that fall onto the one before.
fn distinct(points: &[Point]) -> Vec<(i32, i32)> {
    let mut all: Vec<(i32, i32)> = points.iter().map(|point| point.units()).collect();
    all.dedup();
    all
}

/// A line as path data: the first point, then steps, which take fewer digits.
fn write_steps(points: &[Point], closed: bool, path: &mut String) {
    let mut points = distinct(points);
    if closed && points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let Some((&(mut x, mut y), rest)) = points.split_first() else {
        return;
    };
    push(path, format_args!("M{x} {y}"));
    for (at, &(next_x, next_y)) in rest.iter().enumerate() {
        let dx = next_x - x;
        let dy = next_y - y;
        path.push_str(if at == 0 {
            "l"
        } else if dx < 0 {
            ""
        } else {
            " "
        });
        push(path, format_args!("{dx}"));
        path.push_str(if dy < 0 { "" } else { " " });
        push(path, format_args!("{dy}"));
        (x, y) = (next_x, next_y);
    }
    if closed {
        path.push('z');
    }
}

/// Writes the definition of a hatch.
pub(super) fn write_pattern(hatch: Hatch, svg: &mut String) {
    let spacing = units(hatch.spacing_px).max(1);
    let width = units(hatch.width_px).max(1);
    // The line lies in the middle of its tile, so that no edge of the tile cuts it.
    push(
        svg,
        format_args!(
            "<pattern id=\"{}\" patternUnits=\"userSpaceOnUse\" width=\"{spacing}\" height=\"{spacing}\" \
             patternTransform=\"rotate({})\"><rect x=\"{}\" y=\"0\" width=\"{width}\" height=\"{spacing}\" \
             fill=\"{}\"/></pattern>\n",
            pattern_id(hatch),
            hatch.angle_deg,
            spacing.saturating_sub(width) / 2,
            hatch.colour
        ),
    );
}

fn pattern_id(hatch: Hatch) -> String {
    let colour = hatch.colour.to_string();
    let turn = if hatch.angle_deg < 0 { "left" } else { "right" };
    format!(
        "hatch-{}-{}-{}-{turn}-{}",
        colour.trim_start_matches('#'),
        units(hatch.spacing_px),
        units(hatch.width_px),
        hatch.angle_deg.unsigned_abs()
    )
}

/// A number with at most two decimals.
fn two_decimals(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

/// Appends to a string, which cannot fail.
pub(super) fn push(svg: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = svg.write_fmt(arguments);
}

/// Text as it must stand in attributes and between tags. What XML 1.0 does not admit is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\0'..=' ' if letter != ' ' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svg::Dash;

    fn written(element: &Element) -> String {
        let mut svg = String::new();
        element.write(&mut svg);
        svg
    }

    const RED: Colour = Colour::hex(0xff_00_00);

    #[test]
    fn plotters_draws_to_a_sixteenth_px() {
        let stroke = Stroke::new(RED, 1.5).dashed(Dash::Short);
        assert_eq!(
            written(&line(Point::new(0.0, 1.0), Point::new(10.03, 2.5), stroke).titled("A < B")),
            "<line x1=\"0\" y1=\"16\" x2=\"160\" y2=\"40\" stroke=\"#ff0000\" stroke-width=\"24\" \
             stroke-dasharray=\"84 60\"><title>A &lt; B</title></line>\n"
        );
        assert_eq!(
            written(&circle(Point::new(1.0, 1.0), 2.25, &Look::filled(RED))),
            "<circle cx=\"16\" cy=\"16\" r=\"36\" fill=\"#ff0000\"/>\n"
        );
        assert_eq!(
            written(&polyline(
                &[
                    Point::new(0.0, 0.0),
                    Point::new(0.001, 0.0),
                    Point::new(1.0, -1.0)
                ],
                stroke
            )),
            "<polyline points=\"0,0 16,-16\" fill=\"none\" stroke=\"#ff0000\" stroke-width=\"24\" \
             stroke-dasharray=\"84 60\" stroke-linejoin=\"round\"/>\n"
        );
        assert_eq!(
            written(&rectangle(
                Frame::new(0.0, 0.0, 2.0, 1.0),
                &Look::tinted(RED, 0.254)
            )),
            "<rect x=\"0\" y=\"0\" width=\"32\" height=\"16\" fill=\"#ff0000\" fill-opacity=\"0.25\"/>\n"
        );
    }

    #[test]
    fn holes_are_rings_of_one_path() {
        let square = |half| {
            Frame::around(Point::new(10.0, 10.0), half);
            [
                (10.0 - half, 10.0 - half),
                (10.0 + half, 10.0 - half),
                (10.0 + half, 10.0 + half),
            ]
            .map(Point::from)
        };
        let hatch = Hatch {
            colour: RED,
            spacing_px: 6.0,
            width_px: 1.0,
            angle_deg: -45,
        };
        let element = area([square(5.0), square(1.0)], &Look::hatched(hatch));
        assert_eq!(
            written(&element),
            "<path d=\"M80 80l160 0 0 160zM144 144l32 0 0 32z\" fill-rule=\"evenodd\" \
             fill=\"url(#hatch-ff0000-96-16-left-45)\"/>\n"
        );
        assert_eq!(element.hatches(), [hatch]);
    }

    #[test]
    fn texts_stay_texts() {
        let style = TextStyle::new(12.0, RED)
            .bold()
            .anchored(Anchor::Middle)
            .haloed(Colour::hex(0xff_ff_ff), 1.5);
        assert_eq!(
            written(&text(Point::new(5.0, 5.0), "Řím & \u{1}\"x\"", &style)),
            "<text x=\"80\" y=\"80\" font-size=\"192\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"#ff0000\" \
             stroke=\"#ffffff\" stroke-width=\"48\" stroke-linejoin=\"round\" paint-order=\"stroke\">Řím &amp; \
             &quot;x&quot;</text>\n"
        );
        let frame = text_frame(Point::new(5.0, 5.0), "Řím", &style);
        assert!(
            (frame.centre().x - 5.0).abs() < 1e-9 && frame.bottom >= 5.0 && frame.top < -4.0,
            "{frame:?}"
        );
    }

    #[test]
    fn nothing_malformed_comes_of_no_number() {
        let nowhere = Point::new(f64::NAN, f64::NEG_INFINITY);
        for element in [
            line(nowhere, nowhere, Stroke::new(RED, f64::NAN)),
            circle(nowhere, f64::INFINITY, &Look::filled(RED)),
            area([vec![nowhere; 3], Vec::new()], &Look::default()),
            text(nowhere, "", &TextStyle::new(f64::NAN, RED).turned(f64::NAN)),
        ] {
            let svg = written(&element);
            assert!(roxmltree::Document::parse(&svg).is_ok(), "{svg}");
        }
    }
}
