//! Drawing: elements in layers on a canvas, written as an SVG document. Charts and maps are drawn with this alone.
//!
//! All lengths are in px of the finished picture, x to the right and y down from its upper left corner. Inside the
//! document one px is [`UNITS_PER_PX`] units of a view box that is as many times larger, because the shapes come
//! from a drawing crate that rounds to whole units. Only the width and height of the document are in px.
//!
//! The same calls give the same bytes: nothing here depends on time, chance or the order of a hash table.

mod element;
mod font;
mod geometry;
pub mod label;
mod look;
mod marker;
pub mod sheet;
pub mod theme;

pub use element::{
    Element, area, circle, group, line, outline, polygon, polyline, rectangle, text, text_frame,
};
pub use font::{Extent, Weight, extent, font_files, width, wrapped};
pub use geometry::{Frame, Point, Size, UNITS_PER_PX};
pub use look::{Anchor, Colour, Dash, Fill, Halo, Hatch, Look, Stroke, TextStyle};
pub use marker::{Marker, marker};

use element::{escaped, push, write_pattern};
use theme::Theme;

/// The fonts that a reader's program may use, best first. Texts are measured in the first one.
pub const FONT_FAMILY: &str = "'DejaVu Sans', Verdana, sans-serif";

/// A picture in the making.
#[derive(Clone, Debug)]
pub struct Canvas {
    size: Size,
    background: Colour,
    title: String,
    description: String,
    layers: Vec<Layer>,
}

impl Canvas {
    /// An empty picture in the background colour of the theme. Screen readers say the title and the description.
    pub fn new(size: Size, theme: &Theme, title: &str, description: &str) -> Self {
        let title = title.to_owned();
        let description = description.to_owned();
        Self {
            size,
            background: theme.background,
            title,
            description,
            layers: Vec::new(),
        }
    }

    /// Its size.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Puts a layer on top of those that are there; an empty one is left out.
    pub fn add(&mut self, layer: Layer) {
        if !layer.elements.is_empty() {
            self.layers.push(layer);
        }
    }

    /// The whole document.
    pub fn into_svg(self) -> String {
        let width = self.size.width_px();
        let height = self.size.height_px();
        let units_across = width * UNITS_PER_PX;
        let units_down = height * UNITS_PER_PX;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {units_across} {units_down}\" role=\"img\" aria-labelledby=\"picture-title picture-description\" \
             font-family=\"{FONT_FAMILY}\">\n<title id=\"picture-title\">{}</title>\n<desc id=\"picture-description\">{}</desc>\n",
            escaped(&self.title),
            escaped(&self.description)
        );
        self.write_patterns(&mut svg);
        let mut background = Layer::new("background", "Background");
        background.add(rectangle(self.size.frame(), &Look::filled(self.background)));
        for layer in std::iter::once(&background).chain(&self.layers) {
            layer.write(&mut svg);
        }
        svg.push_str("</svg>\n");
        svg
    }

    fn write_patterns(&self, svg: &mut String) {
        let mut hatches: Vec<Hatch> = Vec::new();
        for hatch in self
            .layers
            .iter()
            .flat_map(|layer| &layer.elements)
            .flat_map(Element::hatches)
        {
            if !hatches.contains(&hatch) {
                hatches.push(hatch);
            }
        }
        if hatches.is_empty() {
            return;
        }
        svg.push_str("<defs>\n");
        for hatch in hatches {
            write_pattern(hatch, svg);
        }
        svg.push_str("</defs>\n");
    }
}

/// A named group of elements, later ones above earlier ones; a layer of its own in Inkscape.
#[derive(Clone, Debug)]
pub struct Layer {
    id: String,
    label: String,
    elements: Vec<Element>,
}

impl Layer {
    /// An empty layer: an id in kebab-case, unique in the picture, and a name for people.
    pub fn new(id: &str, label: &str) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            elements: Vec::new(),
        }
    }

    /// Draws an element above those that are there.
    pub fn add(&mut self, element: Element) {
        self.elements.push(element);
    }

    fn write(&self, svg: &mut String) {
        let id = escaped(&self.id);
        let label = escaped(&self.label);
        push(
            svg,
            format_args!(
                "<g id=\"{id}\" inkscape:groupmode=\"layer\" inkscape:label=\"{label}\">\n"
            ),
        );
        for element in &self.elements {
            element.write(svg);
        }
        svg.push_str("</g>\n");
    }
}

impl Extend<Element> for Layer {
    fn extend<T: IntoIterator<Item = Element>>(&mut self, elements: T) {
        self.elements.extend(elements);
    }
}
