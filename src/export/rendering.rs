//! SVG documents as PNG through resvg and as PDF through svg2pdf. The only caller of both, which share
//! one reader of SVG, so that this file would not compile if their versions of it differed.
//!
//! Texts are drawn in the fonts that they were measured in, which are embedded; no font of the system is looked at, so
//! that a picture comes out alike everywhere.

use std::fmt::Write;
use std::sync::Arc;

use resvg::tiny_skia::{PathSegment, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Group, Node, Options, Tree};
use svg2pdf::{ConversionOptions, PageOptions};

use super::pdf_file::{self, About};
use super::png_file;
use crate::error::{Error, Result};
use crate::svg::sheet::{LICENCE, PROGRAM};
use crate::svg::{Canvas, HALO, Reader, font_files};

/// Px per inch of a page, by the definition of the px in CSS.
const PX_PER_INCH: f32 = 96.0;

/// Px per inch of a PNG with a size on paper, which newspapers ask for.
const PRINT_PX_PER_INCH: f32 = 300.0;

/// A picture as a PNG file: with its own size in px, or on paper with 300 px per inch.
pub(super) fn png(canvas: &Canvas) -> Result<Vec<u8>> {
    let zoom = if canvas.size().is_page() {
        PRINT_PX_PER_INCH / PX_PER_INCH
    } else {
        1.0
    };
    let file = png_of(&canvas.document(Reader::Ours), zoom)?;
    let texts = [
        ("Title", canvas.title()),
        ("Description", canvas.description()),
        ("Copyright", LICENCE),
        ("Software", PROGRAM),
        ("Source", canvas.source()),
        ("Comment", canvas.command()),
    ];
    let px_per_inch = f64::from(zoom * PX_PER_INCH);
    Ok(png_file::with_texts(
        &file,
        &texts,
        canvas.size().is_page().then_some(px_per_inch),
    ))
}

fn png_of(svg: &str, zoom: f32) -> Result<Vec<u8>> {
    let failed = |reason: String| Error::Picture {
        format: "PNG",
        reason,
    };
    let tree = tree(svg).map_err(failed)?;
    let size = tree
        .size()
        .to_int_size()
        .scale_by(zoom)
        .ok_or_else(|| failed("it has no area".to_owned()))?;
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| failed("it has no area".to_owned()))?;
    resvg::render(
        &tree,
        Transform::from_scale(zoom, zoom),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|error| failed(error.to_string()))
}

/// A picture as a PDF file of one page, with text that can be searched and selected, a title and a description.
pub(super) fn pdf(canvas: &Canvas) -> Result<Vec<u8>> {
    let file = pdf_of(&outlined_halos(&canvas.document(Reader::Print))?)?;
    let about = About {
        language: canvas.language(),
        title: canvas.title(),
        description: canvas.description(),
        source: canvas.source(),
        licence: LICENCE,
        creator: PROGRAM,
        command: canvas.command(),
    };
    pdf_file::ordered(&file, &about).ok_or_else(|| Error::Picture {
        format: "PDF",
        reason: "its objects are not in the form that is expected".to_owned(),
    })
}

/// The document with its halos as shapes: as texts they would be found and copied beside the letters that they lie under.
fn outlined_halos(svg: &str) -> Result<String> {
    let mut parts = svg.split(HALO);
    let mut named = parts.next().unwrap_or_default().to_owned();
    for (number, part) in parts.enumerate() {
        let _ = write!(named, " id=\"halo-{number}\"{part}");
    }
    let tree = tree(&named).map_err(failed_pdf)?;
    let mut outlined = String::with_capacity(2 * svg.len());
    let mut rest = svg;
    let mut number = 0;
    while let Some(at) = rest.find(HALO) {
        let start = rest[..at].rfind('<').unwrap_or(at);
        let (style, after) = rest[at + HALO.len()..].split_once('>').unwrap_or_default();
        outlined.push_str(&rest[..start]);
        if let Some(Node::Text(text)) = tree.node_by_id(&format!("halo-{number}")) {
            let mut shape = String::new();
            write_outline(text.flattened(), &mut shape);
            let _ = writeln!(outlined, "<path d=\"{shape}\"{style}/>");
        }
        rest = after
            .split_once("</text>\n")
            .map_or("", |(_, behind)| behind);
        number += 1;
    }
    outlined.push_str(rest);
    Ok(outlined)
}

/// Appends the outlines of letters, in px of the picture.
fn write_outline(group: &Group, shape: &mut String) {
    for node in group.children() {
        match node {
            Node::Group(inner) => write_outline(inner, shape),
            Node::Path(path) => {
                let placed = path.data().clone().transform(path.abs_transform());
                for segment in placed.iter().flat_map(|placed| placed.segments()) {
                    let _ = match segment {
                        PathSegment::MoveTo(to) => write!(shape, "M{:.2} {:.2}", to.x, to.y),
                        PathSegment::LineTo(to) => write!(shape, "L{:.2} {:.2}", to.x, to.y),
                        PathSegment::QuadTo(a, to) => {
                            write!(shape, "Q{:.2} {:.2} {:.2} {:.2}", a.x, a.y, to.x, to.y)
                        }
                        PathSegment::CubicTo(a, b, to) => write!(
                            shape,
                            "C{:.2} {:.2} {:.2} {:.2} {:.2} {:.2}",
                            a.x, a.y, b.x, b.y, to.x, to.y
                        ),
                        PathSegment::Close => write!(shape, "Z"),
                    };
                }
            }
            Node::Image(_) | Node::Text(_) => {}
        }
    }
}

fn failed_pdf(reason: String) -> Error {
    Error::Picture {
        format: "PDF",
        reason,
    }
}

fn pdf_of(svg: &str) -> Result<Vec<u8>> {
    let tree = tree(svg).map_err(failed_pdf)?;
    let page = PageOptions { dpi: PX_PER_INCH };
    svg2pdf::to_pdf(&tree, ConversionOptions::default(), page)
        .map_err(|error| failed_pdf(error.to_string()))
}

fn tree(svg: &str) -> Result<Tree, String> {
    let mut fonts = Database::new();
    for file in font_files() {
        fonts.load_font_source(Source::Binary(Arc::new(file)));
    }
    let options = Options {
        fontdb: Arc::new(fonts),
        font_family: "DejaVu Sans".to_owned(),
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svg::theme::Theme;
    use crate::svg::{Layer, Point, Size, TextStyle, extent, text};

    #[test]
    fn what_is_no_svg_is_refused() {
        assert!(matches!(
            png_of("<svg", 1.0),
            Err(Error::Picture { format: "PNG", .. })
        ));
        assert!(matches!(
            pdf_of(""),
            Err(Error::Picture { format: "PDF", .. })
        ));
    }

    /// Our widths against those of the shaper that draws: kerning narrows them a little, nothing widens them.
    #[test]
    fn texts_are_as_wide_as_they_are_measured() {
        let theme = Theme::named("light").unwrap();
        for words in [
            "Kraków",
            "AVAVA To Yes",
            "Київ і Львів",
            "Αθήνα",
            "თბილისი",
            "Երևան",
            "Şanlıurfa",
            "1,234 km",
        ] {
            for style in [
                TextStyle::new(12.0, theme.text),
                TextStyle::new(18.0, theme.text).bold(),
            ] {
                let mut canvas =
                    Canvas::new(Size::new(600, 400).unwrap(), &theme, "title", "description");
                let mut layer = Layer::new("words", "SheetText");
                layer.add(text(Point::new(100.0, 100.0), words, &style));
                canvas.add(layer);
                let tree = tree(&canvas.to_svg()).unwrap();
                let drawn = f64::from(tree.node_by_id("words").unwrap().abs_bounding_box().width());
                let measured = extent(words, style.size_px, style.weight).width;
                assert!(
                    drawn <= measured * 1.02 && drawn >= measured * 0.85,
                    "{words}: {drawn} {measured}"
                );
            }
        }
    }
}
