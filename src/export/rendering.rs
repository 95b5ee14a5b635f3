//! SVG documents as PNG through resvg and as PDF through svg2pdf. The only caller of both, which share
//! one reader of SVG, so that this file would not compile if their versions of it differed.
//!
//! Texts are drawn in the fonts that they were measured in, which are embedded; no font of the system is looked at, so
//! that a picture comes out alike everywhere.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};
use svg2pdf::{ConversionOptions, PageOptions};

use crate::error::{Error, Result};
use crate::svg::font_files;

/// Px per inch of a page, by the definition of the px in CSS.
const PX_PER_INCH: f32 = 96.0;

/// An SVG document as a PNG file of as many px as the document is.
pub(super) fn png(svg: &str) -> Result<Vec<u8>> {
    let failed = |reason: String| Error::Picture {
        format: "PNG",
        reason,
    };
    let tree = tree(svg).map_err(failed)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| failed("it has no area".to_owned()))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| failed(error.to_string()))
}

/// An SVG document as a PDF file of one page, with text that can be searched and selected.
pub(super) fn pdf(svg: &str) -> Result<Vec<u8>> {
    let failed = |reason: String| Error::Picture {
        format: "PDF",
        reason,
    };
    let tree = tree(svg).map_err(failed)?;
    let page = PageOptions { dpi: PX_PER_INCH };
    svg2pdf::to_pdf(&tree, ConversionOptions::default(), page)
        .map_err(|error| failed(error.to_string()))
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
    use crate::svg::{Canvas, Layer, Point, Size, TextStyle, extent, text};

    /// Our widths against those of the shaper that draws: kerning takes a little, nothing adds to them.
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
