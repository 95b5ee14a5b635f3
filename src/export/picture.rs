//! Pictures as files: SVG as it is drawn, PNG and PDF made from it.

use std::path::Path;
use std::str::FromStr;

use super::format::no_format;
use crate::error::Result;
use crate::map::view::View;
use crate::svg::Canvas;

codes! {
    /// A format of pictures. The codes are the extensions of files as well.
    #[derive(Default)]
    pub(crate) enum PictureFormat as "format" {
        /// Scalable, with text and layers.
        #[default]
        Svg = "svg",
        /// Pixels.
        Png = "png",
        /// For print, with text.
        Pdf = "pdf",
    }
}

impl PictureFormat {
    /// The format that a file's extension asks for.
    ///
    /// # Errors
    /// [`Error::Usage`] if it is the code of none.
    pub(crate) fn of_extension(path: &Path) -> Result<Self> {
        by_extension(path, "pictures", &Self::ALL.map(Self::code))
    }
}

/// The format of a file by its extension, among those for `purpose` with these codes.
pub(super) fn by_extension<F: FromStr>(path: &Path, purpose: &str, codes: &[&str]) -> Result<F> {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    extension.to_ascii_lowercase().parse().map_err(|_| {
        let extensions: Vec<String> = codes.iter().map(|code| format!(".{code}")).collect();
        let extensions: Vec<&str> = extensions.iter().map(String::as_str).collect();
        let extensions = crate::codes::one_of(&extensions);
        no_format(
            path,
            &format!(" of {purpose}"),
            &extensions,
            "give --format",
        )
    })
}

/// A picture as a file, and what is to be told of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawn {
    /// The bytes of the file.
    pub(crate) file: Vec<u8>,
    /// The notes that belong to it, drawn or not.
    pub(crate) notes: Vec<String>,
    /// Title, description and credit, as the picture has them.
    pub(crate) words: [String; 3],
    /// The way from positions to pixels, of a map alone on its sheet.
    pub(crate) view: Option<View>,
    /// Letters that the embedded font lacks, which PNG and PDF show as boxes.
    pub(crate) lacking: Vec<char>,
}

/// A picture as a file in this format.
///
/// # Errors
/// [`Error::Picture`] if it cannot be drawn; [`Error::Usage`] for PNG and PDF where the program was built without
/// them.
pub(crate) fn encoded(canvas: &Canvas, format: PictureFormat) -> Result<Drawn> {
    Ok(Drawn {
        file: bytes(canvas, format)?,
        notes: canvas.notes().to_vec(),
        words: canvas.words(),
        view: None,
        lacking: match format {
            PictureFormat::Svg => Vec::new(),
            PictureFormat::Png | PictureFormat::Pdf => canvas.lacking_letters(),
        },
    })
}

fn bytes(canvas: &Canvas, format: PictureFormat) -> Result<Vec<u8>> {
    match format {
        PictureFormat::Svg => Ok(canvas.to_svg().into_bytes()),
        #[cfg(feature = "pictures")]
        PictureFormat::Png => super::rendering::png(canvas),
        #[cfg(feature = "pictures")]
        PictureFormat::Pdf => super::rendering::pdf(canvas),
        #[cfg(not(feature = "pictures"))]
        PictureFormat::Png | PictureFormat::Pdf => Err(crate::Error::Usage(
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
}
