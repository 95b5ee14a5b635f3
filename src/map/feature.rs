//! Geometry with properties, as GeoJSON and KML write it.

use geo::{MultiLineString, MultiPolygon};

use crate::position::Position;

/// A geometry in longitude and latitude, as [`super::lonlat`] makes it.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// An area: rings, annuli.
    Area(MultiPolygon),
    /// A line: tracks, radials.
    Line(MultiLineString),
    /// A place.
    Point(Position),
}

/// A value of a property; None where it does not apply, so that a column has one type whatever was asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Text.
    Text(Option<String>),
    /// A number; one that is not finite is written as null.
    Number(Option<f64>),
    /// Yes or no.
    Flag(Option<bool>),
}

/// Colours and width for programs that draw (KML; GeoJSON carries none).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    /// Red, green and blue of lines, outlines and dots, 0–255.
    pub line_rgb: [u8; 3],
    /// Width of lines, px.
    pub line_width_px: f64,
    /// Red, green, blue and opacity of an area, 0–255. None: not filled.
    pub fill_rgba: Option<[u8; 4]>,
}

/// A feature of the map.
#[derive(Clone, Debug)]
pub(crate) struct Feature {
    /// Unique within the list, for example `kapustin-yar-5500`: GeoJSON's `id`, from which the KML placemark's `id` is made.
    pub id: String,
    /// For readers: "5,500 km from Kapustin Yar".
    pub name: String,
    /// Kind of feature: `ring`, `annulus`, `place`, `track` …; written as the property `kind`. KML has one folder for each.
    pub kind: &'static str,
    /// Geometry.
    pub shape: Shape,
    /// Further properties, which GeoJSON writes sorted by name and KML in this order; names carry units: `radius_km`, `minutes`, `band`,
    /// `site_id` …
    pub properties: Vec<(&'static str, Value)>,
    /// Colours and width.
    pub style: Option<Style>,
}

/// Title and notes of the whole list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heading {
    /// Title of the map.
    pub title: String,
    /// Sources, caveats, licence: one paragraph each.
    pub notes: Vec<String>,
}

/// Rounds a coordinate in degrees to 6 decimals (0.1 m), which RFC 7946 section 11.2 recommends.
pub(crate) fn rounded(degrees: f64) -> f64 {
    // Adding zero turns -0 into 0.
    (degrees * 1e6).round() / 1e6 + 0.0
}
