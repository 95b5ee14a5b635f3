//! Maps as files: pictures, or the same rings and places for other programs.

use std::io::Write;
use std::path::Path;

use super::picture::{self, Drawn, PictureFormat};
use super::{geojson, kml};
use crate::error::Result;
use crate::map::drawing::{draw, panels};
use crate::map::feature::{Feature, Heading};
use crate::map::features::features;
use crate::map::layout::Layout;
use crate::map::subject::Subject;
use crate::map::view::View;
use crate::svg::Canvas;
use crate::svg::sheet::Setting;

codes! {
    /// A format of maps. The codes are the extensions of files as well.
    #[derive(Default)]
    pub(crate) enum MapFormat as "format" {
        /// As [`PictureFormat::Svg`].
        #[default]
        Svg = "svg",
        /// As [`PictureFormat::Png`].
        Png = "png",
        /// As [`PictureFormat::Pdf`].
        Pdf = "pdf",
        /// RFC 7946.
        GeoJson = "geojson" | "json",
        /// OGC KML 2.2.
        Kml = "kml",
        /// GeoParquet 1.1.
        GeoParquet = "parquet" | "geoparquet",
    }
}

impl MapFormat {
    /// True of what is looked at, not of data.
    pub(crate) fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Png | Self::Pdf)
    }

    /// The format that a file's extension asks for.
    ///
    /// # Errors
    /// [`Error::Unreadable`](crate::Error::Unreadable) if no format has it.
    pub(crate) fn of_extension(path: &Path) -> Result<Self> {
        picture::by_extension(path, "maps", &Self::ALL.map(Self::code))
    }
}

/// A map of `subject` as a picture, with the way from positions to pixels; with `panels`, a map for each of them, and so
/// no one way.
///
/// # Errors
/// Those of the extent and the drawing.
pub(crate) fn drawn(
    subject: &Subject<'_>,
    panels: &[Subject<'_>],
    layout: &Layout,
    setting: &Setting,
) -> Result<(Canvas, Option<View>)> {
    let projection = layout.projection(subject.origins);
    let extent = layout.extent(subject)?;
    if panels.is_empty() {
        let (canvas, view) = draw(subject, &projection, &extent, setting)?;
        Ok((canvas, Some(view)))
    } else {
        let canvas = panels::draw(subject, panels, &projection, &extent, setting)?;
        Ok((canvas, None))
    }
}

/// A map of `subject` as the bytes of a file; with `panels`, which pictures alone have, a map for each of
/// them, and with `is_each`, which data alone have, a feature for each ring of each origin.
///
/// # Errors
/// Those of the extent, the drawing and [`picture::encoded`].
pub(crate) fn encoded(
    subject: &Subject<'_>,
    panels: &[Subject<'_>],
    is_each: bool,
    layout: &Layout,
    setting: &Setting,
    format: MapFormat,
) -> Result<Drawn> {
    let picture = |format| {
        let (canvas, view) = drawn(subject, panels, layout, setting)?;
        Ok(Drawn {
            view,
            ..picture::encoded(&canvas, format)?
        })
    };
    let data = |write: fn(&Heading, &[Feature], &mut dyn Write) -> Result<()>| {
        let (heading, features) = features(subject, is_each)?;
        let mut file = Vec::new();
        write(&heading, &features, &mut file)?;
        Ok(Drawn {
            file,
            ..Drawn::default()
        })
    };
    match format {
        MapFormat::Svg => picture(PictureFormat::Svg),
        MapFormat::Png => picture(PictureFormat::Png),
        MapFormat::Pdf => picture(PictureFormat::Pdf),
        MapFormat::GeoJson => data(geojson::write),
        MapFormat::Kml => data(kml::write),
        #[cfg(feature = "parquet")]
        MapFormat::GeoParquet => data(super::geoparquet::write),
        #[cfg(not(feature = "parquet"))]
        MapFormat::GeoParquet => Err(super::format::no_parquet()),
    }
}
