//! GeoJSON by RFC 7946. The only caller of the geojson crate.

use std::io::Write;
use std::ops::Div;

use geo::{BoundingRect, Coord, LineString, MultiPolygon, Polygon, Rect};
use geojson::feature::Id;
use geojson::{FeatureCollection, Geometry, GeometryValue, JsonObject, JsonValue};

use super::json;
use crate::error::Result;
use crate::map::feature::{Feature, Heading, Shape, Style, Value, rounded};

/// Writes a feature collection. Title and notes become its foreign members `title` and `notes`; each feature has the
/// properties `name` and `kind` beside its own.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn write(heading: &Heading, features: &[Feature], out: &mut dyn Write) -> Result<()> {
    let mut collection = FeatureCollection::new(features.iter().map(feature));
    collection.bbox = bounds(features);
    let mut members = JsonObject::new();
    members.insert("title".to_owned(), heading.title.clone().into());
    members.insert("notes".to_owned(), heading.notes.clone().into());
    collection.foreign_members = Some(members);
    json::write(&collection, &mut *out).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

fn feature(feature: &Feature) -> geojson::Feature {
    let named = [("name", feature.name.as_str()), ("kind", feature.kind)];
    let mut properties = JsonObject::new();
    for (name, value) in &feature.properties {
        properties.insert((*name).to_owned(), property(value));
    }
    properties.extend(named.map(|(name, text)| (name.to_owned(), text.into())));
    if let Some(style) = &feature.style {
        properties.extend(simplestyle(style, &feature.shape));
    }
    geojson::Feature {
        geometry: geometry(&feature.shape),
        id: Some(Id::String(feature.id.clone())),
        properties: Some(properties),
        ..geojson::Feature::default()
    }
}

/// Colours under the names of simplestyle-spec 1.1.0, which map programs use.
fn simplestyle(style: &Style, shape: &Shape) -> Vec<(String, JsonValue)> {
    let hex = |rgb: [u8; 3]| {
        let [red, green, blue] = rgb;
        JsonValue::from(format!("#{red:02x}{green:02x}{blue:02x}"))
    };
    let line = hex(style.line_rgb);
    let named: Vec<(&str, JsonValue)> = match (shape, style.fill_rgba) {
        (Shape::Point(_), _) => vec![("marker-color", line)],
        (Shape::Area(_), Some([red, green, blue, alpha])) => vec![
            ("fill", hex([red, green, blue])),
            (
                "fill-opacity",
                (f64::from(alpha) / 255.0 * 100.0).round().div(100.0).into(),
            ),
            ("stroke-opacity", 0.0.into()),
        ],
        // Its edge is a feature of its own: drawn twice it would be darker than it is meant.
        (Shape::Area(_), None) => vec![
            ("fill-opacity", 0.0.into()),
            ("stroke", line),
            ("stroke-opacity", 0.0.into()),
        ],
        (Shape::Line(_), _) => vec![
            ("stroke", line),
            ("stroke-width", style.line_width_px.into()),
        ],
    };
    named
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// West, south, east and north of all features, degrees. Where some cross the antimeridian west is greater than east (RFC 7946,
/// 5.2), unless they take all longitudes.
pub(super) fn bounds(features: &[Feature]) -> Option<Vec<f64>> {
    let of_rect = |rect: Rect| [rect.min().x, rect.min().y, rect.max().x, rect.max().y];
    let of_shape = |shape: &Shape| -> Vec<[f64; 4]> {
        match shape {
            Shape::Point(position) => {
                let (lon, lat) = (position.lon_deg(), position.lat_deg());
                vec![[lon, lat, lon, lat]]
            }
            Shape::Line(lines) => {
                let rects = lines.iter().filter_map(BoundingRect::bounding_rect);
                rects.map(of_rect).collect()
            }
            Shape::Area(areas) => {
                let rects = areas.iter().filter_map(BoundingRect::bounding_rect);
                rects.map(of_rect).collect()
            }
        }
    };
    let mut parts: Vec<[f64; 4]> = features
        .iter()
        .flat_map(|feature| of_shape(&feature.shape))
        .collect();
    parts.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let [mut west, south, mut east, north] = parts.iter().copied().reduce(|a, b| {
        [
            a[0].min(b[0]),
            a[1].min(b[1]),
            a[2].max(b[2]),
            a[3].max(b[3]),
        ]
    })?;
    if rounded(west) <= -180.0 && rounded(east) >= 180.0 {
        // What is split at the antimeridian leaves a gap elsewhere: the widest is outside.
        let mut widest = 0.0;
        let mut reached = west;
        for part in &parts {
            if part[0] - reached > widest {
                widest = part[0] - reached;
                (east, west) = (reached, part[0]);
            }
            reached = reached.max(part[2]);
        }
    }
    Some([west, south, east, north].map(rounded).to_vec())
}

fn property(value: &Value) -> JsonValue {
    match value {
        Value::Text(text) => text.clone().into(),
        // A number that is not finite becomes null.
        Value::Number(number) => (*number).into(),
        Value::Flag(flag) => (*flag).into(),
    }
}

fn geometry(shape: &Shape) -> Option<Geometry> {
    let value = match shape {
        Shape::Point(position) => {
            GeometryValue::new_point([rounded(position.lon_deg()), rounded(position.lat_deg())])
        }
        Shape::Line(lines) => match lines.0.as_slice() {
            [] => return None,
            [line] => GeometryValue::new_line_string(points(line)),
            lines => GeometryValue::new_multi_line_string(lines.iter().map(points)),
        },
        Shape::Area(MultiPolygon(polygons)) => match polygons.as_slice() {
            [] => return None,
            [polygon] => GeometryValue::new_polygon(rings(polygon)),
            polygons => GeometryValue::new_multi_polygon(polygons.iter().map(rings)),
        },
    };
    Some(Geometry::new(value))
}

fn rings(polygon: &Polygon) -> Vec<Vec<[f64; 2]>> {
    std::iter::once(polygon.exterior())
        .chain(polygon.interiors())
        .map(points)
        .collect()
}

fn points(line: &LineString) -> Vec<[f64; 2]> {
    line.coords()
        .map(|&Coord { x, y }| [rounded(x), rounded(y)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::Position;

    #[test]
    fn names_are_escaped_and_coordinates_are_longitude_first() {
        let place = Feature {
            id: "a".to_owned(),
            name: "\"Kapustin\" <Yar> & Капустин".to_owned(),
            kind: "place",
            shape: Shape::Point(Position::new(48.57, 45.75).unwrap()),
            properties: vec![
                ("minutes", Value::Number(Some(f64::NAN))),
                ("band", Value::Text(Some("below".to_owned()))),
            ],
            style: None,
        };
        let mut out = Vec::new();
        write(
            &Heading {
                title: "T".to_owned(),
                notes: vec![],
            },
            &[place],
            &mut out,
        )
        .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(r#""coordinates":[45.75,48.57]"#), "{text}");
        assert!(
            text.contains(r#""minutes":null"#) && text.contains(r#""band":"below""#),
            "{text}"
        );
        let read: geojson::GeoJson = text.parse().unwrap();
        let geojson::GeoJson::FeatureCollection(read) = read else {
            panic!("{text}")
        };
        assert_eq!(
            read.features[0].property("name").unwrap(),
            "\"Kapustin\" <Yar> & Капустин"
        );
    }
}
