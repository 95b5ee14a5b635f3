//! Drawing: elements in layers on a canvas, written as an SVG document. Maps are drawn with this alone, charts through
//! the [`backend`] that makes a canvas a drawing backend of plotters.
//!
//! All lengths are in px of the finished picture, x to the right and y down from its upper left corner, and documents
//! have them with at most two decimals.
//!
//! The same calls give the same bytes: nothing here depends on time, chance or the order of a hash table.

#[cfg(feature = "charts")]
pub(crate) mod backend;
mod element;
mod font;
mod geometry;
pub(crate) mod label;
mod marker;
mod number;
pub(crate) mod sheet;
mod size;
mod style;
pub(crate) mod theme;

#[cfg(feature = "pictures")]
pub(crate) use element::HALO;
pub(crate) use element::{
    Element, Precision, Reader, area, bounds_of, circle, group, line, outline, rectangle, room_of,
    text,
};
#[cfg(feature = "pictures")]
pub(crate) use font::font_files;
use font::is_drawn;
pub(crate) use font::{Extent, Weight, extent, width, wrapped};
pub(crate) use geometry::{Point, Rectangle};
pub(crate) use marker::{Marker, marker};
pub(crate) use size::{Size, SizeRequest};
pub(crate) use style::{Colour, Dash, Fill, Hatch, Stroke, Style, TextAnchor, TextStyle};

use crate::catalogue::edition;
use crate::xml::escaped;
use element::{push, write_pattern};
use theme::Theme;

/// The fonts that a reader's program may use, best first. Texts are measured in the first one.
pub(crate) const FONT_FAMILY: &str = "'DejaVu Sans', Verdana, sans-serif";

/// A picture in the making.
#[derive(Clone, Debug)]
pub(crate) struct Canvas {
    size: Size,
    background: Colour,
    title: String,
    description: String,
    font: Option<String>,
    language: &'static str,
    notes: Vec<String>,
    source: String,
    command: String,
    layers: Vec<Layer>,
}

impl Canvas {
    /// An empty picture in the background colour of the theme. Screen readers say the title and the description.
    pub(crate) fn new(size: Size, theme: &Theme, title: &str, description: &str) -> Self {
        let title = title.to_owned();
        let description = description.to_owned();
        Self {
            size,
            background: theme.background,
            title,
            description,
            font: None,
            language: "en",
            notes: Vec::new(),
            source: String::new(),
            command: String::new(),
            layers: Vec::new(),
        }
    }

    /// The same with a font that readers' programs take first. Widths stay those of the usual font.
    #[must_use]
    pub(crate) fn in_font(self, font: Option<String>) -> Self {
        Self { font, ..self }
    }

    /// The same in a language other than English, by its code.
    #[must_use]
    pub(crate) fn in_language(self, language: &'static str) -> Self {
        Self { language, ..self }
    }

    /// The code of its language.
    #[cfg(feature = "pictures")]
    pub(crate) fn language(&self) -> &'static str {
        self.language
    }

    /// The same with the notes that belong to it, drawn or not.
    #[must_use]
    pub(crate) fn noted(self, notes: Vec<String>) -> Self {
        Self { notes, ..self }
    }

    /// Title, description, and what it is made of.
    pub(crate) fn words(&self) -> [String; 3] {
        [&self.title, &self.description, &self.source].map(Clone::clone)
    }

    /// The notes that belong to it.
    pub(crate) fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The letters of its texts that the embedded font lacks, each once.
    pub(crate) fn lacking_letters(&self) -> Vec<char> {
        let mut lacking = Vec::new();
        let elements = self.layers.iter().flat_map(|layer| &layer.elements);
        for element in elements {
            element.for_each_text(&mut |text| {
                for letter in text.chars().filter(|letter| !is_drawn(*letter)) {
                    if !lacking.contains(&letter) {
                        lacking.push(letter);
                    }
                }
            });
        }
        lacking
    }

    /// The same with what it is made of.
    #[must_use]
    pub(crate) fn made_of(self, source: String) -> Self {
        Self { source, ..self }
    }

    /// The same with the command that makes it again; empty where none is known.
    #[must_use]
    pub(crate) fn made_by(self, command: String) -> Self {
        Self { command, ..self }
    }

    /// The command that makes it again.
    #[cfg(feature = "pictures")]
    pub(crate) fn command(&self) -> &str {
        &self.command
    }

    /// What it is made of.
    #[cfg(feature = "pictures")]
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// Size of the picture.
    #[cfg(feature = "pictures")]
    pub(crate) fn size(&self) -> Size {
        self.size
    }

    /// Its title.
    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    /// What screen readers say of it.
    #[cfg(feature = "pictures")]
    pub(crate) fn description(&self) -> &str {
        &self.description
    }

    /// Puts a layer on top of those that are there; one that stays empty is left out of the document.
    pub(crate) fn add(&mut self, layer: Layer) {
        self.layers.push(layer);
    }

    /// The whole document for any program.
    pub(crate) fn to_svg(&self) -> String {
        self.document(Reader::Any)
    }

    /// The document for a page that has others too: all its ids begin with this word.
    pub(crate) fn to_svg_among(&self, word: &str) -> String {
        // Quotes within texts and values are escaped, so that these are attributes.
        self.to_svg()
            .replace(" id=\"", &format!(" id=\"{word}-"))
            .replace("url(#", &format!("url(#{word}-"))
            .replace(
                "aria-labelledby=\"picture-title picture-description\"",
                &format!("aria-labelledby=\"{word}-picture-title {word}-picture-description\""),
            )
    }

    /// The whole document for this reader.
    pub(crate) fn document(&self, reader: Reader) -> String {
        let width = self.size.width_px();
        let height = self.size.height_px();
        let own_font = self.font.as_deref().filter(|_| reader == Reader::Any);
        let made_by = match self.command.as_str() {
            "" => String::new(),
            command => format!(" Made by: {}", escaped(command)),
        };
        let font = own_font.map_or(String::new(), |font| format!("'{}', ", escaped(font)));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"picture-title picture-description\" \
             font-family=\"{font}{FONT_FAMILY}\" xml:lang=\"{}\">\n<title id=\"picture-title\">{}</title>\n<desc id=\"picture-description\">{}</desc>\n\
             <metadata>{}; {}. {} {}{made_by}</metadata>\n",
            self.language,
            escaped(&self.title),
            escaped(&self.description),
            sheet::PROGRAM,
            edition(),
            escaped(&self.source),
            sheet::LICENCE,
        );
        self.write_patterns(&mut svg);
        let mut background = Layer::new("background", "Background");
        background.add(rectangle(
            self.size.bounds(),
            &Style::filled(self.background),
        ));
        let drawn = self
            .layers
            .iter()
            .filter(|layer| !layer.elements.is_empty());
        for layer in std::iter::once(&background).chain(drawn) {
            layer.write(reader, &mut svg);
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
pub(crate) struct Layer {
    id: String,
    label: String,
    elements: Vec<Element>,
}

impl Layer {
    /// An empty layer: an id in kebab-case, unique in the picture, and a name for people.
    pub(crate) fn new(id: &str, label: &str) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            elements: Vec::new(),
        }
    }

    /// Draws an element above those that are there.
    pub(crate) fn add(&mut self, element: Element) {
        self.elements.push(element);
    }

    /// A group of what is in the layer, for a picture that has others like it: all ids begin with this word.
    pub(crate) fn into_group(self, word: &str) -> Element {
        let elements = self.elements.into_iter().map(|element| element.among(word));
        group(elements.collect()).identified(&format!("{word}-{}", self.id))
    }

    fn write(&self, reader: Reader, svg: &mut String) {
        let id = escaped(&self.id);
        let label = escaped(&self.label);
        push(
            svg,
            format_args!(
                "<g id=\"{id}\" inkscape:groupmode=\"layer\" inkscape:label=\"{label}\">\n"
            ),
        );
        for element in &self.elements {
            element.write(reader, svg);
        }
        svg.push_str("</g>\n");
    }
}

impl Extend<Element> for Layer {
    fn extend<T: IntoIterator<Item = Element>>(&mut self, elements: T) {
        self.elements.extend(elements);
    }
}
