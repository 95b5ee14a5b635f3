//! The elements of an SVG document.

mod path;

use std::fmt::Write;

use super::font::{Extent, Weight, extent};
use super::geometry::{Point, Rectangle};
use super::number::{STEPS_PER_PX, grid_steps, px};
use super::style::{Fill, Halo, Hatch, Stroke, Style, TextAnchor, TextStyle};
use crate::xml::escaped;
use path::{pairs, pattern_id, steps_text, write_steps};

pub(super) use path::write_pattern;

/// A shape, a text or a group, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    tag: &'static str,
    attributes: Vec<(&'static str, String)>,
    title: Option<String>,
    content: Content,
    hatch: Option<Hatch>,
    halo: Option<Halo>,
}

/// Who reads a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Any program. A halo is a text of its own below the letters: many programs do not know `paint-order`.
    Any,
    /// The renderer of our own PNG, which knows `paint-order`.
    #[cfg_attr(
        not(any(test, feature = "pictures")),
        expect(dead_code, reason = "PNG and PDF are drawn with that feature")
    )]
    Ours,
    /// The maker of our own PDF, with halos as for any program, which it makes shapes.
    #[cfg_attr(
        not(any(test, feature = "pictures")),
        expect(dead_code, reason = "PNG and PDF are drawn with that feature")
    )]
    Print,
}

/// What marks a halo among the texts of a document; its colours follow.
pub(crate) const HALO: &str = " class=\"halo\" aria-hidden=\"true\"";

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Nothing,
    Text(String),
    Elements(Vec<Element>),
}

/// Rounding of the points of [`area`] and [`outline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    /// To a tenth of a px: for coasts and borders, which have ten thousand points.
    Tenth,
    /// To a hundredth of a px, as all other elements.
    Hundredth,
}

impl Precision {
    fn steps_per_px(self) -> i32 {
        match self {
            Self::Tenth => 10,
            Self::Hundredth => STEPS_PER_PX,
        }
    }
}

/// A straight line.
pub(crate) fn line(from: Point, to: Point, stroke: Stroke) -> Element {
    Element::new("line")
        .with("x1", px(from.x))
        .with("y1", px(from.y))
        .with("x2", px(to.x))
        .with("y2", px(to.y))
        .stroked(stroke)
}

/// A line through many points.
pub(crate) fn polyline(points: &[Point], stroke: Stroke) -> Element {
    Element::new("polyline")
        .with("points", pairs(points))
        .styled(&Style::stroked(stroke))
        .with("stroke-linejoin", "round")
}

/// A closed shape without holes.
pub(crate) fn polygon(corners: &[Point], style: &Style) -> Element {
    Element::new("polygon")
        .with("points", pairs(corners))
        .styled(style)
}

/// A rectangle with upright sides.
pub(crate) fn rectangle(bounds: Rectangle, style: &Style) -> Element {
    // Both sides are rounded, and not the width, so that neighbours meet.
    let left = grid_steps(bounds.left);
    let top = grid_steps(bounds.top);
    Element::new("rect")
        .with("x", steps_text(left))
        .with("y", steps_text(top))
        .with("width", steps_text(grid_steps(bounds.right) - left))
        .with("height", steps_text(grid_steps(bounds.bottom) - top))
        .styled(style)
}

/// A circle.
pub(crate) fn circle(centre: Point, radius_px: f64, style: &Style) -> Element {
    Element::new("circle")
        .with("cx", px(centre.x))
        .with("cy", px(centre.y))
        .with("r", px(radius_px.max(0.0)))
        .styled(style)
}

/// A shape of closed rings, in which every ring inside another is a hole: the even-odd rule. Rings need not repeat
/// their first point. All rings are one element.
pub(crate) fn area<R: AsRef<[Point]>>(
    rings: impl IntoIterator<Item = R>,
    precision: Precision,
    style: &Style,
) -> Element {
    let mut path = String::new();
    for ring in rings {
        write_steps(ring.as_ref(), precision, true, &mut path);
    }
    Element::new("path")
        .with("d", path)
        .with("fill-rule", "evenodd")
        .styled(style)
}

/// Several lines as one element: borders, a graticule.
pub(crate) fn outline<R: AsRef<[Point]>>(
    lines: impl IntoIterator<Item = R>,
    precision: Precision,
    stroke: Stroke,
) -> Element {
    let mut path = String::new();
    for line in lines {
        write_steps(line.as_ref(), precision, false, &mut path);
    }
    Element::new("path")
        .with("d", path)
        .styled(&Style::stroked(stroke))
        .with("stroke-linejoin", "round")
}

/// A text whose baseline starts, has its middle or ends at `position`, by the style's anchor. It stays text.
pub(crate) fn text(position: Point, text: &str, style: &TextStyle) -> Element {
    let x = px(position.x);
    let y = px(position.y);
    let anchor = match style.anchor {
        TextAnchor::Start => None,
        TextAnchor::Middle => Some("middle"),
        TextAnchor::End => Some("end"),
    };
    let turn = (style.turn_deg != 0.0).then(|| format!("rotate({} {x} {y})", px(style.turn_deg)));
    let mut element = Element::new("text")
        .with("x", x)
        .with("y", y)
        .with("font-size", px(style.size_px));
    if style.weight == Weight::Bold {
        element = element.with("font-weight", "bold");
    }
    if let Some(anchor) = anchor {
        element = element.with("text-anchor", anchor);
    }
    if let Some(turn) = turn {
        element = element.with("transform", turn);
    }
    if style.spacing_px > 0.0 {
        element = element.with("letter-spacing", px(style.spacing_px));
    }
    element = element.with("fill", style.colour.to_string());
    Element {
        content: Content::Text(text.to_owned()),
        halo: style.halo,
        ..element
    }
}

/// The room that a text takes, wherever it stands.
pub(crate) fn room_of(text: &str, style: &TextStyle) -> Extent {
    let mut room = extent(text, style.size_px, style.weight);
    room.width += style.spacing_px * text.chars().count() as f64;
    room
}

/// The rectangle that the ink and the advance of a text take, without its halo. Of a turned text, the upright
/// rectangle around it. The room is measured once for all positions that are tried.
pub(crate) fn bounds_of(position: Point, room: &Extent, style: &TextStyle) -> Rectangle {
    let left = match style.anchor {
        TextAnchor::Start => 0.0,
        TextAnchor::Middle => -0.5 * room.width,
        TextAnchor::End => -room.width,
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
        .map(|corner| Rectangle::around(corner, 0.0))
        .into_iter()
        .reduce(Rectangle::joined)
        .unwrap_or(Rectangle::around(position, 0.0))
}

/// Elements that belong together, such as a dot and its name.
pub(crate) fn group(elements: Vec<Element>) -> Element {
    Element {
        content: Content::Elements(elements),
        ..Element::new("g")
    }
}

impl Element {
    fn new(tag: &'static str) -> Self {
        Self {
            tag,
            attributes: Vec::new(),
            title: None,
            content: Content::Nothing,
            hatch: None,
            halo: None,
        }
    }

    /// The element with a class, by which a style sheet finds it.
    #[must_use]
    pub(crate) fn classed(self, class: &'static str) -> Self {
        self.with("class", class)
    }

    /// The element with a value for scripts, under a name that begins with `data-`.
    #[must_use]
    pub(crate) fn with_data(self, name: &'static str, value: &str) -> Self {
        self.with(name, escaped(value))
    }

    /// The element with a tooltip.
    #[must_use]
    pub(crate) fn titled(self, title: impl Into<String>) -> Self {
        Self {
            title: Some(title.into()),
            ..self
        }
    }

    /// The element with an id, which must be unique in the picture.
    #[must_use]
    pub(crate) fn identified(self, id: &str) -> Self {
        self.with("id", escaped(id))
    }

    /// The element in a picture that has others like it: all ids in it begin with this word.
    #[must_use]
    pub(super) fn among(mut self, word: &str) -> Self {
        for (name, value) in &mut self.attributes {
            if *name == "id" {
                *value = format!("{word}-{value}");
            }
        }
        if let Content::Elements(elements) = &mut self.content {
            let all = std::mem::take(elements);
            elements.extend(all.into_iter().map(|element| element.among(word)));
        }
        self
    }

    /// Hands every text in it to `look`.
    pub(super) fn for_each_text(&self, look: &mut dyn FnMut(&str)) {
        match &self.content {
            Content::Nothing => {}
            Content::Text(text) => look(text),
            Content::Elements(elements) => {
                for element in elements {
                    element.for_each_text(look);
                }
            }
        }
    }

    /// The hatches that it and the elements in it are filled with.
    pub(super) fn hatches(&self) -> Vec<Hatch> {
        let inner = match &self.content {
            Content::Elements(elements) => elements.iter().flat_map(Self::hatches).collect(),
            Content::Nothing | Content::Text(_) => Vec::new(),
        };
        self.hatch.into_iter().chain(inner).collect()
    }

    /// Adds an attribute whose value needs no escaping.
    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Adds the attributes of a line.
    fn stroked(self, stroke: Stroke) -> Self {
        let mut element = self
            .with("stroke", stroke.colour.to_string())
            .with("stroke-width", px(stroke.width_px));
        let dashes: Vec<String> = stroke
            .dash
            .lengths()
            .iter()
            .map(|widths| px(widths * stroke.width_px))
            .collect();
        if !dashes.is_empty() {
            element = element.with("stroke-dasharray", dashes.join(" "));
        }
        if stroke.dash.has_dots() {
            element = element.with("stroke-linecap", "round");
        }
        if stroke.opacity < 1.0 {
            element = element.with("stroke-opacity", px(stroke.opacity));
        }
        element
    }

    /// Adds the attributes of the inside and the edge of a shape.
    fn styled(self, style: &Style) -> Self {
        let element = match style.fill {
            None => self.with("fill", "none"),
            Some(Fill::Solid(colour, opacity)) if opacity < 1.0 => self
                .with("fill", colour.to_string())
                .with("fill-opacity", px(opacity)),
            Some(Fill::Solid(colour, _)) => self.with("fill", colour.to_string()),
            Some(Fill::Hatched(hatch)) => Self {
                hatch: Some(hatch),
                ..self.with("fill", format!("url(#{})", pattern_id(hatch)))
            },
        };
        match style.stroke {
            None => element,
            Some(stroke) => element.stroked(stroke),
        }
    }

    /// Writes the element and all that is in it.
    pub(super) fn write(&self, reader: Reader, svg: &mut String) {
        if let (Some(halo), Reader::Any | Reader::Print) = (self.halo, reader) {
            self.write_halo(halo, svg);
        }
        svg.push('<');
        svg.push_str(self.tag);
        self.write_attributes(svg);
        if let (Some(halo), Reader::Ours) = (self.halo, reader) {
            push(
                svg,
                format_args!(
                    " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                    halo.colour,
                    px(2.0 * halo.reach_px)
                ),
            );
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
                    element.write(reader, svg);
                }
            }
        }
        push(svg, format_args!("</{}>\n", self.tag));
    }

    fn write_attributes(&self, svg: &mut String) {
        for (name, value) in &self.attributes {
            for part in [" ", name, "=\"", value, "\""] {
                svg.push_str(part);
            }
        }
    }

    /// The same letters as a thick line in the colour of the ground; screen readers pass over them.
    fn write_halo(&self, halo: Halo, svg: &mut String) {
        let Content::Text(text) = &self.content else {
            return;
        };
        push(svg, format_args!("<{}", self.tag));
        let placed = Self {
            attributes: self
                .attributes
                .iter()
                .filter(|(name, _)| !matches!(*name, "fill" | "id" | "class"))
                .cloned()
                .collect(),
            ..Self::new(self.tag)
        };
        placed.write_attributes(svg);
        push(
            svg,
            format_args!(
                "{HALO} fill=\"{0}\" stroke=\"{0}\" stroke-width=\"{1}\" \
                 stroke-linejoin=\"round\">{2}</{3}>\n",
                halo.colour,
                px(2.0 * halo.reach_px),
                escaped(text),
                self.tag
            ),
        );
    }
}

/// Appends to a string, which cannot fail.
pub(super) fn push(svg: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = svg.write_fmt(arguments);
}

#[cfg(test)]
mod tests;
