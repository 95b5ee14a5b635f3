//! KML 2.2 (OGC 07-147r2). The only caller of the kml crate.
//!
//! Elements are built one by one and not through the crate's types, which write the style after the geometry and all
//! holes into one boundary where the schema wants them the other way, and attributes in no fixed order.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write;

use geo::{LineString, Polygon};
use kml::types::Element;
use kml::{Kml, KmlDocument, KmlVersion, KmlWriter};

use crate::error::{Error, Result};
use crate::map::feature::{Feature, Heading, Shape, Style, Value, rounded};
use crate::xml::is_admitted;

/// Writes one document with a folder for each kind of feature and one shared style for each set of colours and width.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn write(heading: &Heading, features: &[Feature], out: &mut dyn Write) -> Result<()> {
    let mut styles: Vec<Style> = Vec::new();
    for style in features.iter().filter_map(|feature| feature.style) {
        if !styles.contains(&style) {
            styles.push(style);
        }
    }
    let mut kinds: Vec<&str> = Vec::new();
    for feature in features {
        if !kinds.contains(&feature.kind) {
            kinds.push(feature.kind);
        }
    }
    let mut children = vec![
        leaf("name", &heading.title),
        leaf("description", &heading.notes.join("\n\n")),
    ];
    children.extend(
        styles
            .iter()
            .enumerate()
            .map(|(index, style)| style_element(index, style)),
    );
    children.push(schema(features));
    children.extend(kinds.iter().map(|&kind| {
        let of_kind = features.iter().filter(|feature| feature.kind == kind);
        let placemarks = of_kind.map(|feature| placemark(feature, &styles));
        node(
            "Folder",
            std::iter::once(leaf("name", kind))
                .chain(placemarks)
                .collect(),
        )
    }));
    let document = Kml::KmlDocument(KmlDocument {
        version: KmlVersion::V22,
        attrs: attribute("xmlns", "http://www.opengis.net/kml/2.2"),
        elements: vec![Kml::<f64>::Element(node("Document", children))],
    });
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    KmlWriter::from_writer(&mut *out)
        .write(&document)
        .map_err(|error| Error::Output(std::io::Error::other(error)))?;
    Ok(out.write_all(b"\n")?)
}

fn placemark(feature: &Feature, styles: &[Style]) -> Element {
    let mut children = vec![leaf("name", &feature.name)];
    if let Some(index) = feature
        .style
        .and_then(|style| styles.iter().position(|known| *known == style))
    {
        children.push(leaf("styleUrl", &format!("#style-{index}")));
    }
    let given = feature
        .properties
        .iter()
        .filter(|(_, value)| !text(value).is_empty());
    let data = given.map(|(name, value)| {
        let mut data = leaf("SimpleData", &text(value));
        data.attrs = attribute("name", name);
        data
    });
    let mut data = node("SchemaData", data.collect());
    data.attrs = attribute("schemaUrl", &format!("#{SCHEMA}"));
    children.push(node("ExtendedData", vec![data]));
    let mut shapes = geometries(&feature.shape);
    if shapes.len() == 1 {
        children.append(&mut shapes);
    } else {
        children.push(node("MultiGeometry", shapes));
    }
    let mut placemark = node("Placemark", children);
    placemark.attrs = attribute("id", &identifier(&feature.id));
    placemark
}

/// Id of the types of fields.
const SCHEMA: &str = "fields";

/// The type of each field, so that programs read numbers as numbers.
fn schema(features: &[Feature]) -> Element {
    let mut fields: Vec<(&str, &str)> = Vec::new();
    for (name, value) in features.iter().flat_map(|feature| &feature.properties) {
        let kind = match value {
            Value::Text(_) => "string",
            Value::Number(_) => "double",
            Value::Flag(_) => "bool",
        };
        if !fields.iter().any(|(known, _)| known == name) {
            fields.push((name, kind));
        }
    }
    let fields = fields.into_iter().map(|(name, kind)| {
        let mut field = node("SimpleField", Vec::new());
        // The crate keeps attributes in a hash table, so that two would come in no fixed order: they are written as one.
        field.attrs = attribute(&format!("type=\"{kind}\" name"), name);
        field
    });
    let mut schema = node("Schema", fields.collect());
    schema.attrs = attribute("id", SCHEMA);
    schema
}

fn geometries(shape: &Shape) -> Vec<Element> {
    match shape {
        Shape::Point(position) => {
            let lon_deg = rounded(position.lon_deg());
            let lat_deg = rounded(position.lat_deg());
            vec![node(
                "Point",
                vec![leaf("coordinates", &format!("{lon_deg},{lat_deg}"))],
            )]
        }
        Shape::Line(lines) => {
            let drawn = |line| {
                node(
                    "LineString",
                    vec![leaf("tessellate", "1"), coordinates(line)],
                )
            };
            lines.iter().map(drawn).collect()
        }
        Shape::Area(polygons) => polygons.iter().map(polygon).collect(),
    }
}

fn polygon(polygon: &Polygon) -> Element {
    let boundary = |name, ring| node(name, vec![node("LinearRing", vec![coordinates(ring)])]);
    // Without tessellation Google Earth draws a side through the ground where it is long.
    let mut children = vec![
        leaf("tessellate", "1"),
        boundary("outerBoundaryIs", polygon.exterior()),
    ];
    children.extend(
        polygon
            .interiors()
            .iter()
            .map(|ring| boundary("innerBoundaryIs", ring)),
    );
    node("Polygon", children)
}

fn coordinates(line: &LineString) -> Element {
    let mut text = String::with_capacity(20 * line.0.len());
    for point in line.coords() {
        let space = if text.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{space}{},{}", rounded(point.x), rounded(point.y));
    }
    leaf("coordinates", &text)
}

fn style_element(index: usize, style: &Style) -> Element {
    let [red, green, blue] = style.line_rgb;
    let line = colour([red, green, blue, 255]);
    let width = if style.line_width_px.is_finite() {
        style.line_width_px.max(0.0)
    } else {
        1.0
    };
    let mut children = vec![
        node(
            "IconStyle",
            vec![leaf("color", &line), leaf("scale", "0.8")],
        ),
        node(
            "LineStyle",
            vec![leaf("color", &line), leaf("width", &width.to_string())],
        ),
    ];
    children.push(match style.fill_rgba {
        // The edge of an area is a feature of its own.
        Some(fill) => node(
            "PolyStyle",
            vec![leaf("color", &colour(fill)), leaf("outline", "0")],
        ),
        None => node("PolyStyle", vec![leaf("fill", "0"), leaf("outline", "0")]),
    });
    let mut element = node("Style", children);
    element.attrs = attribute("id", &format!("style-{index}"));
    element
}

/// KML has opacity first and the primary colours the wrong way round.
fn colour([red, green, blue, alpha]: [u8; 4]) -> String {
    format!("{alpha:02x}{blue:02x}{green:02x}{red:02x}")
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(Some(text)) => text.clone(),
        Value::Number(Some(number)) if number.is_finite() => number.to_string(),
        Value::Flag(Some(flag)) => flag.to_string(),
        Value::Text(None) | Value::Number(_) | Value::Flag(None) => String::new(),
    }
}

/// A name that XML accepts as an identifier: it begins with a letter and has no special characters.
fn identifier(id: &str) -> String {
    let plain = id.chars().map(|letter| {
        if letter.is_ascii_alphanumeric() || letter == '-' {
            letter
        } else {
            '_'
        }
    });
    format!("feature-{}", plain.collect::<String>())
}

fn leaf(name: &str, content: &str) -> Element {
    // The writer escapes what must be escaped; what XML cannot hold at all is left out.
    let content = content
        .chars()
        .filter(|letter| is_admitted(*letter) || matches!(letter, '\n' | '\t'))
        .collect();
    Element {
        name: name.to_owned(),
        content: Some(content),
        ..Element::default()
    }
}

fn node(name: &str, children: Vec<Element>) -> Element {
    Element {
        name: name.to_owned(),
        children,
        ..Element::default()
    }
}

/// One attribute: the order of several would change from run to run.
fn attribute(name: &str, value: &str) -> HashMap<String, String> {
    HashMap::from([(name.to_owned(), value.to_owned())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::Position;

    #[test]
    fn names_are_escaped_and_styles_are_shared() {
        let style = Style {
            line_rgb: [1, 2, 255],
            line_width_px: 2.0,
            fill_rgba: None,
        };
        let place = |name: &str| Feature {
            id: "kapustin yar".to_owned(),
            name: name.to_owned(),
            kind: "place",
            shape: Shape::Point(Position::new(48.57, 45.75).unwrap()),
            properties: vec![("band", Value::Text(Some("a<b".to_owned())))],
            style: Some(style),
        };
        let mut out = Vec::new();
        write(
            &Heading::default(),
            &[place("<Yar> & \"Kap\"\u{1}"), place("Капустин")],
            &mut out,
        )
        .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.contains("&lt;Yar&gt; &amp; ")
                && text.contains("Капустин")
                && !text.contains('\u{1}'),
            "{text}"
        );
        assert_eq!(text.matches("<Style id=").count(), 1, "{text}");
        assert!(text.contains("<color>ffff0201</color>"), "{text}");
        assert!(
            text.contains("<coordinates>45.75,48.57</coordinates>"),
            "{text}"
        );
        assert!(text.parse::<Kml>().is_ok(), "{text}");
    }
}
