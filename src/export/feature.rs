//! Geometry with properties: what GeoJSON and KML both write.

use geo::{MultiLineString, MultiPolygon};

use crate::position::Position;

/// A geometry in longitude and latitude, as [`crate::map::lonlat`] makes it.
///
/// ```
/// use arcminute::export::feature::Shape;
/// use arcminute::map::{lonlat, ring};
/// use arcminute::position::Position;
/// let (kaliningrad, berlin) = (Position::new(54.71, 20.51)?, Position::new(52.52, 13.405)?);
/// let place = Shape::Point(kaliningrad);
/// let within_500_km = Shape::Area(lonlat::region(&ring::disc(kaliningrad, ring::radius(500.0)?)?));
/// let track = lonlat::path(&ring::track(kaliningrad, berlin));
/// assert!((track.0[0].0[0].x - 20.51).abs() < 1e-6, "longitude is x");
/// let shapes = [place, within_500_km, Shape::Line(track)];
/// assert!(matches!(&shapes[1], Shape::Area(parts) if parts.0.len() == 1));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub enum Shape {
    /// An area: rings, annuli.
    Area(MultiPolygon),
    /// A line: tracks, radials.
    Line(MultiLineString),
    /// A place.
    Point(Position),
}

/// A value of a property.
///
/// ```
/// use arcminute::export::feature::{Feature, Heading, Shape, Value};
/// use arcminute::export::geojson;
/// use arcminute::position::Position;
/// let properties = vec![
///     ("radius_km", Value::Number(500.0)),
///     ("minutes", Value::Number(f64::NAN)),
///     ("systems", Value::List(vec!["9m728".to_owned(), "9m729".to_owned()])),
/// ];
/// let shape = Shape::Point(Position::new(54.71, 20.51)?);
/// let place = Feature { id: "a".into(), name: "A".into(), kind: "place", shape, properties, style: None };
/// let mut out = Vec::new();
/// geojson::write(&Heading::default(), &[place], &mut out)?;
/// let text = String::from_utf8_lossy(&out);
/// assert!(text.contains(r#""minutes":null"#) && text.contains(r#""systems":["9m728","9m729"]"#));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number; one that is not finite is written as null.
    Number(f64),
    /// Several texts.
    List(Vec<String>),
    /// Does not apply.
    Null,
}

/// Colours and width for programs that draw (KML; GeoJSON carries none).
///
/// ```
/// use arcminute::export::feature::{Feature, Heading, Shape, Style};
/// use arcminute::export::kml;
/// use arcminute::position::Position;
/// let style = Style { line_rgb: [0xd5, 0x5e, 0x00], line_width_px: 2.0, fill_rgba: None };
/// let shape = Shape::Point(Position::new(54.71, 20.51)?);
/// let place =
///     Feature { id: "a".into(), name: "A".into(), kind: "place", shape, properties: vec![], style: Some(style) };
/// let mut out = Vec::new();
/// kml::write(&Heading::default(), &[place], &mut out)?;
/// // KML writes opacity, blue, green, red.
/// assert!(String::from_utf8_lossy(&out).contains("<color>ff005ed5</color>"));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Red, green and blue of lines, outlines and dots, 0–255.
    pub line_rgb: [u8; 3],
    /// Width of lines, px.
    pub line_width_px: f64,
    /// Red, green, blue and opacity of an area, 0–255. None: not filled.
    pub fill_rgba: Option<[u8; 4]>,
}

/// One thing on the map.
///
/// ```
/// use arcminute::export::feature::{Feature, Heading, Shape, Value};
/// use arcminute::export::geojson;
/// use arcminute::map::{lonlat, ring};
/// use arcminute::position::Position;
/// let disc = ring::disc(Position::new(54.71, 20.51)?, ring::radius(500.0)?)?;
/// let ring = Feature {
///     id: "kaliningrad-500".to_owned(),
///     name: "500 km from Kaliningrad".to_owned(),
///     kind: "ring",
///     shape: Shape::Area(lonlat::region(&disc)),
///     properties: vec![("radius_km", Value::Number(500.0))],
///     style: None,
/// };
/// let mut out = Vec::new();
/// geojson::write(&Heading::default(), &[ring], &mut out)?;
/// let text = String::from_utf8_lossy(&out);
/// assert!(text.contains(r#""type":"Polygon""#) && text.contains(r#""id":"kaliningrad-500""#));
/// assert!(text.contains(r#"{"kind":"ring","name":"500 km from Kaliningrad","radius_km":500.0}"#));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Feature {
    /// Unique within the list, for example `kapustin-yar-5500`. GeoJSON's `id`; the KML placemark's `id` is made of it.
    pub id: String,
    /// For readers: "5,500 km from Kapustin Yar".
    pub name: String,
    /// What it is: `ring`, `annulus`, `place`, `track` …; written as the property `kind`. KML has one folder for each.
    pub kind: &'static str,
    /// Where it is.
    pub shape: Shape,
    /// Further properties, which GeoJSON writes sorted by name and KML in this order; names carry units: `radius_km`, `minutes`, `band`,
    /// `site_id` …
    pub properties: Vec<(&'static str, Value)>,
    /// How to draw it.
    pub style: Option<Style>,
}

/// What is written of the whole list.
///
/// ```
/// use arcminute::export::{feature::Heading, kml};
/// let heading = Heading { title: "Ranges".to_owned(), notes: vec!["WGS 84 geodesics.".to_owned()] };
/// let mut out = Vec::new();
/// kml::write(&heading, &[], &mut out)?;
/// let text = String::from_utf8_lossy(&out);
/// assert!(text.contains("<name>Ranges</name>") && text.contains("<description>WGS 84 geodesics.</description>"));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// Title of the map.
    pub title: String,
    /// Sources, caveats, licence: one paragraph each.
    pub notes: Vec<String>,
}

/// A coordinate in degrees with as many digits as it takes to tell places 0.1 m apart, which RFC 7946 section 11.2
/// thinks enough.
pub(super) fn rounded(degrees: f64) -> f64 {
    // Adding zero turns -0 into 0.
    (degrees * 1e6).round() / 1e6 + 0.0
}
