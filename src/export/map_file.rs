//! Maps as files: pictures, or the same rings and places for other programs.

use std::path::Path;
use std::str::FromStr;

use super::picture::{self, PictureFormat};
use super::{geojson, kml};
use crate::error::{Error, Result};
use crate::map::drawing::draw;
use crate::map::features::features;
use crate::map::layout::Layout;
use crate::map::subject::Subject;
use crate::svg::sheet::Setting;

/// A format of maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MapFormat {
    /// SVG, PNG or PDF.
    Picture(PictureFormat),
    /// RFC 7946.
    GeoJson,
    /// OGC KML 2.2.
    Kml,
}

impl MapFormat {
    /// Its name, which is also its extension.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Picture(format) => format.name(),
            Self::GeoJson => "geojson",
            Self::Kml => "kml",
        }
    }

    /// The format that a file's extension asks for.
    ///
    /// # Errors
    /// [`Error::Unreadable`] if it is none of svg, png, pdf, geojson and kml.
    pub(crate) fn of_extension(path: &Path) -> Result<Self> {
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        extension.to_ascii_lowercase().parse().map_err(|_| Error::Unreadable {
            name: "output file",
            text: path.display().to_string(),
            reason: "its extension names no format of maps; use .svg, .png, .pdf, .geojson or .kml, or give --format"
                .to_owned(),
        })
    }
}

impl FromStr for MapFormat {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "geojson" | "json" => Ok(Self::GeoJson),
            "kml" => Ok(Self::Kml),
            name => name
                .parse()
                .map(Self::Picture)
                .map_err(|_| Error::Unreadable {
                    name: "format",
                    text: text.to_owned(),
                    reason: "write svg, png, pdf, geojson or kml".to_owned(),
                }),
        }
    }
}

/// A map of `subject` as the bytes of a file.
///
/// # Errors
/// Those of the extent, the drawing and [`picture::encoded`].
pub(crate) fn encoded(
    subject: &Subject<'_>,
    layout: &Layout,
    setting: &Setting,
    format: MapFormat,
) -> Result<Vec<u8>> {
    if let MapFormat::Picture(format) = format {
        let svg = draw(
            subject,
            &layout.projection(subject.origins),
            &layout.extent(subject)?,
            setting,
        )?;
        return picture::encoded(&svg, format).map(std::borrow::Cow::into_owned);
    }
    let (heading, features) = features(subject)?;
    let mut file = Vec::new();
    match format {
        MapFormat::Kml => kml::write(&heading, &features, &mut file)?,
        _ => geojson::write(&heading, &features, &mut file)?,
    }
    Ok(file)
}
