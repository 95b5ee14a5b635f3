//! Drawing: elements in layers on a canvas, written as an SVG document. Charts and maps are drawn with this alone.
//!
//! All lengths are in px of the finished picture, x to the right and y down from its upper left corner. Inside the
//! document one px is [`UNITS_PER_PX`] units of a view box that is as many times larger, because the shapes come
//! from a drawing crate that rounds to whole units. Only the width and height of the document are in px.
//!
//! The same calls give the same bytes: nothing here depends on time, chance or the order of a hash table.
//!
//! ```
//! use arcminute::svg::theme::Theme;
//! use arcminute::svg::{Canvas, Layer, Look, Point, Size, Stroke, circle};
//! let theme = Theme::named("light")?;
//! let mut canvas = Canvas::new("600x400".parse::<Size>()?, &theme, "One ring", "A circle around a point.");
//! let mut rings = Layer::new("rings", "Rings");
//! let line = Stroke::new(theme.text, 1.5);
//! rings.add(circle(Point::new(300.0, 200.0), 120.0, &Look::stroked(line)).titled("120 px"));
//! canvas.add(rings);
//! let document = canvas.into_svg();
//! assert!(document.contains(r#"<g id="rings""#));
//! # Ok::<(), arcminute::Error>(())
//! ```

mod element;
mod font;
mod geometry;
pub mod label;
mod look;
mod marker;
pub mod sheet;
pub mod theme;

pub use element::{Element, area, circle, group, line, outline, polygon, polyline, rectangle, text, text_frame};
pub use font::{Extent, Weight, extent, font_files, width, wrapped};
pub use geometry::{Frame, Point, Size, UNITS_PER_PX};
pub use look::{Anchor, Colour, Dash, Fill, Halo, Hatch, Look, Stroke, TextStyle};
pub use marker::{Marker, marker};

use element::{escaped, push, write_pattern};
use theme::Theme;

/// The fonts that a reader's program may use, best first. Texts are measured in the first one.
///
/// ```
/// use arcminute::svg::theme::Theme;
/// use arcminute::svg::{Canvas, FONT_FAMILY, Size};
/// let document = Canvas::new(Size::new(900, 600)?, &Theme::named("light")?, "", "").into_svg();
/// assert!(document.contains(&format!(r#"font-family="{FONT_FAMILY}""#)), "stated once, for all texts");
/// assert!(FONT_FAMILY.starts_with("'DejaVu Sans'"));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub const FONT_FAMILY: &str = "'DejaVu Sans', Verdana, sans-serif";

/// A picture in the making.
///
/// ```
/// use arcminute::svg::theme::Theme;
/// use arcminute::svg::{Canvas, Size};
/// let canvas = Canvas::new(Size::new(900, 600)?, &Theme::named("print")?, "Range & time", "Two curves.");
/// let document = canvas.into_svg();
/// assert!(document.contains(r#"width="900" height="600""#));
/// assert!(document.contains("Range &amp; time"), "texts are escaped");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Canvas {
    size: Size,
    background: Colour,
    title: String,
    description: String,
    layers: Vec<Layer>,
}

/// From an empty picture to its document, layer by layer.
///
/// ```
/// use arcminute::svg::theme::Theme;
/// use arcminute::svg::{Canvas, Layer, Look, Size, circle};
/// let theme = Theme::named("dark")?;
/// let mut canvas = Canvas::new(Size::new(600, 400)?, &theme, "A dot", "A dot in the middle.");
/// let mut dots = Layer::new("dots", "Dots");
/// dots.add(circle(canvas.size().frame().centre(), 4.0, &Look::filled(theme.limit)));
/// canvas.add(dots);
/// // 300 and 200 px in units of a sixteenth px.
/// assert!(canvas.into_svg().contains(r#"<circle cx="4800" cy="3200" r="64""#));
/// # Ok::<(), arcminute::Error>(())
/// ```
impl Canvas {
    /// An empty picture in the background colour of the theme. Screen readers say the title and the description.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Canvas, Size};
    /// let theme = Theme::named("dark")?;
    /// let document = Canvas::new(Size::new(600, 400)?, &theme, "Nothing", "An empty picture.").into_svg();
    /// assert!(document.contains(&format!("fill=\"{}\"", theme.background)));
    /// assert!(document.contains(r#"<desc id="picture-description">An empty picture.</desc>"#));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(size: Size, theme: &Theme, title: &str, description: &str) -> Self {
        let (title, description) = (title.to_owned(), description.to_owned());
        Self { size, background: theme.background, title, description, layers: Vec::new() }
    }

    /// Its size.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Canvas, Size};
    /// let canvas = Canvas::new("900x600".parse()?, &Theme::named("light")?, "", "");
    /// assert_eq!(canvas.size(), Size::new(900, 600)?);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn size(&self) -> Size {
        self.size
    }

    /// Puts a layer on top of those that are there; an empty one is left out.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Canvas, Layer, Look, Size, rectangle};
    /// let theme = Theme::named("light")?;
    /// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
    /// let mut sea = Layer::new("sea", "Sea");
    /// sea.add(rectangle(canvas.size().frame(), &Look::filled(theme.map.sea)));
    /// canvas.add(sea);
    /// canvas.add(Layer::new("land", "Land"));
    /// let document = canvas.into_svg();
    /// assert!(document.find(r#"id="background""#) < document.find(r#"id="sea""#), "later layers cover earlier ones");
    /// assert!(!document.contains(r#"id="land""#), "there is nothing in it");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn add(&mut self, layer: Layer) {
        if !layer.elements.is_empty() {
            self.layers.push(layer);
        }
    }

    /// The whole document.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Canvas, Size};
    /// let document = Canvas::new(Size::new(900, 600)?, &Theme::named("light")?, "Nothing", "").into_svg();
    /// assert!(document.starts_with("<svg ") && document.ends_with("</svg>\n"));
    /// // 16 units a px.
    /// assert!(document.contains(r#"width="900" height="600" viewBox="0 0 14400 9600""#));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn into_svg(self) -> String {
        let (width, height) = (self.size.width_px(), self.size.height_px());
        let (units_across, units_down) = (width * UNITS_PER_PX, height * UNITS_PER_PX);
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
        for hatch in self.layers.iter().flat_map(|layer| &layer.elements).flat_map(Element::hatches) {
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
///
/// ```
/// use arcminute::svg::theme::Theme;
/// use arcminute::svg::{Canvas, Layer, Look, Marker, Point, Size, marker};
/// let theme = Theme::named("light")?;
/// let mut bases = Layer::new("bases", "Bases & ranges");
/// bases.add(marker(Marker::Square, Point::new(300.0, 200.0), 4.0, &Look::filled(theme.text)));
/// let mut canvas = Canvas::new(Size::new(600, 400)?, &theme, "One base", "A base in the middle.");
/// canvas.add(bases);
/// let group = r#"<g id="bases" inkscape:groupmode="layer" inkscape:label="Bases &amp; ranges">"#;
/// assert!(canvas.into_svg().contains(group));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Layer {
    id: String,
    label: String,
    elements: Vec<Element>,
}

/// A layer takes elements one by one or many at once.
///
/// ```
/// use arcminute::svg::theme::Theme;
/// use arcminute::svg::{Canvas, Layer, Look, Point, Size, circle};
/// let theme = Theme::named("light")?;
/// let mut dots = Layer::new("dots", "Dots");
/// dots.add(circle(Point::new(300.0, 200.0), 6.0, &Look::filled(theme.text)));
/// dots.extend([100.0, 500.0].map(|x| circle(Point::new(x, 200.0), 3.0, &Look::filled(theme.muted_text))));
/// let mut canvas = Canvas::new(Size::new(600, 400)?, &theme, "Dots", "Three dots in a row.");
/// canvas.add(dots);
/// assert_eq!(canvas.into_svg().matches("<circle").count(), 3);
/// # Ok::<(), arcminute::Error>(())
/// ```
impl Layer {
    /// An empty layer: an id in kebab-case, unique in the picture, and a name for people.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Canvas, Layer, Size, Stroke, line};
    /// let theme = Theme::named("light")?;
    /// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
    /// let mut limit = Layer::new("model-limit", "Limit of the model");
    /// limit.add(line((0.0, 100.0).into(), (900.0, 100.0).into(), Stroke::new(theme.limit, 1.0)));
    /// canvas.add(limit);
    /// assert!(canvas.into_svg().contains(r#"inkscape:label="Limit of the model""#));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(id: &str, label: &str) -> Self {
        Self { id: id.to_owned(), label: label.to_owned(), elements: Vec::new() }
    }

    /// Draws an element above those that are there.
    ///
    /// ```
    /// use arcminute::svg::theme::Theme;
    /// use arcminute::svg::{Canvas, Layer, Look, Point, Size, TextStyle, circle, text};
    /// let theme = Theme::named("light")?;
    /// let mut places = Layer::new("places", "Places");
    /// places.add(circle(Point::new(100.0, 100.0), 4.0, &Look::filled(theme.text)));
    /// places.add(text(Point::new(108.0, 104.0), "Gdańsk", &TextStyle::new(12.0, theme.text)));
    /// let mut canvas = Canvas::new(Size::new(900, 600)?, &theme, "", "");
    /// canvas.add(places);
    /// let document = canvas.into_svg();
    /// assert!(document.find("<circle") < document.find("Gdańsk"), "what is written later lies above");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn add(&mut self, element: Element) {
        self.elements.push(element);
    }

    fn write(&self, svg: &mut String) {
        let (id, label) = (escaped(&self.id), escaped(&self.label));
        push(svg, format_args!("<g id=\"{id}\" inkscape:groupmode=\"layer\" inkscape:label=\"{label}\">\n"));
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
