//! Pictures as files: SVG as it is drawn, PNG and PDF made from it.

use std::borrow::Cow;
use std::path::Path;
use std::str::FromStr;

use crate::error::{Error, Result};

/// A format of pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PictureFormat {
    /// Scalable, with text and layers.
    #[default]
    Svg,
    /// Pixels.
    Png,
    /// For print, with text.
    Pdf,
}

impl PictureFormat {
    /// Its name, which is also its extension.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// The format that a file's extension asks for.
    ///
    /// # Errors
    /// [`Error::Unreadable`] if it is none of svg, png and pdf.
    pub(crate) fn of_extension(path: &Path) -> Result<Self> {
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        extension.to_ascii_lowercase().parse().map_err(|_| Error::Unreadable {
            name: "output file",
            text: path.display().to_string(),
            reason: "its extension names no format of pictures; use .svg, .png or .pdf, or give --format".to_owned(),
        })
    }
}

impl FromStr for PictureFormat {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            "pdf" => Ok(Self::Pdf),
            _ => Err(Error::Unreadable {
                name: "format",
                text: text.to_owned(),
                reason: "write svg, png or pdf".to_owned(),
            }),
        }
    }
}

/// An SVG document as the bytes of a file in this format.
///
/// # Errors
/// [`Error::Picture`] if the document is no SVG; [`Error::Usage`] for PNG and PDF where the program was built without
/// the feature `pictures`.
pub(crate) fn encoded(svg: &str, format: PictureFormat) -> Result<Cow<'_, [u8]>> {
    match format {
        PictureFormat::Svg => Ok(Cow::Borrowed(svg.as_bytes())),
        #[cfg(feature = "pictures")]
        PictureFormat::Png => super::rendering::png(svg).map(Cow::Owned),
        #[cfg(feature = "pictures")]
        PictureFormat::Pdf => super::rendering::pdf(svg).map(Cow::Owned),
        #[cfg(not(feature = "pictures"))]
        PictureFormat::Png | PictureFormat::Pdf => Err(Error::Usage(
            "this build writes pictures as SVG alone: PNG and PDF need the feature `pictures`"
                .to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_follow_extensions() {
        let of = |path: &str| PictureFormat::of_extension(Path::new(path));
        assert_eq!(of("a/b.SVG").unwrap(), PictureFormat::Svg);
        assert_eq!(of("b.x.pdf").unwrap(), PictureFormat::Pdf);
        for path in ["b.gif", "b", "svg", ".png", "b.", ""] {
            assert!(
                of(path)
                    .unwrap_err()
                    .to_string()
                    .contains(".svg, .png or .pdf"),
                "{path}"
            );
        }
    }

    #[cfg(feature = "pictures")]
    #[test]
    fn what_is_no_svg_is_refused() {
        assert!(matches!(
            encoded("<svg", PictureFormat::Png),
            Err(Error::Picture { format: "PNG", .. })
        ));
        assert!(matches!(
            encoded("", PictureFormat::Pdf),
            Err(Error::Picture { format: "PDF", .. })
        ));
    }
}
