//! GeoParquet 1.1 (<https://geoparquet.org/releases/v1.1.0/>): the features of a map as a table with a column of geometries in
//! well-known binary (OGC 06-103r4, 8.2), longitude before latitude.

use std::io::Write;
use std::sync::Arc;

use geo::Coord;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::geojson::bounds;
use crate::error::{Error, Result};
use crate::map::feature::{Feature, Heading, Shape, Value, rounded};

/// Columns that every feature has.
const FIXED: [&str; 3] = ["id", "name", "kind"];

/// Writes a row a feature: `id`, `name`, `kind`, `geometry`, then a column for each property of any, null where it has none.
/// Title and notes are metadata of the file.
///
/// # Errors
/// If the file cannot be made.
pub(crate) fn write(heading: &Heading, features: &[Feature], out: &mut dyn Write) -> Result<()> {
    let file =
        encoded(heading, features).map_err(|error| Error::Output(std::io::Error::other(error)))?;
    Ok(out.write_all(&file)?)
}

/// A property that some feature has.
struct Property {
    name: &'static str,
    kind: Physical,
}

fn encoded(heading: &Heading, features: &[Feature]) -> Result<Vec<u8>, ParquetError> {
    let properties = properties(features);
    let schema = schema(&properties)?;
    let writing = WriterProperties::builder()
        .set_created_by(format!("arcminute version {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(metadata(heading, features)))
        .build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(writing))?;
    let mut group = file.next_row_group()?;
    let text = |wanted: fn(&Feature) -> &str| -> Vec<Option<ByteArray>> {
        let texts = features.iter().map(|feature| Some(wanted(feature).into()));
        texts.collect()
    };
    add::<ByteArrayType>(&mut group, text(|feature| &feature.id))?;
    add::<ByteArrayType>(&mut group, text(|feature| &feature.name))?;
    add::<ByteArrayType>(&mut group, text(|feature| feature.kind))?;
    let geometries = features
        .iter()
        .map(|feature| Some(wkb(&feature.shape).into()));
    add::<ByteArrayType>(&mut group, geometries.collect())?;
    for property in &properties {
        let values = features.iter().map(|feature| {
            let found = feature
                .properties
                .iter()
                .find(|(name, _)| *name == property.name);
            found.map(|(_, value)| value)
        });
        match property.kind {
            Physical::DOUBLE => {
                let numbers = values.map(|value| match value {
                    Some(Value::Number(number)) => number.filter(|number| number.is_finite()),
                    _ => None,
                });
                add::<DoubleType>(&mut group, numbers.collect())?;
            }
            Physical::BOOLEAN => {
                let flags = values.map(|value| match value {
                    Some(Value::Flag(flag)) => *flag,
                    _ => None,
                });
                add::<BoolType>(&mut group, flags.collect())?;
            }
            _ => {
                let texts = values.map(|value| match value {
                    Some(Value::Text(text)) => text.as_deref().map(ByteArray::from),
                    _ => None,
                });
                add::<ByteArrayType>(&mut group, texts.collect())?;
            }
        }
    }
    group.close()?;
    file.into_inner()
}

/// The properties of all features, in the order in which they come.
fn properties(features: &[Feature]) -> Vec<Property> {
    let mut found: Vec<Property> = Vec::new();
    for (name, value) in features.iter().flat_map(|feature| &feature.properties) {
        let kind = match value {
            Value::Text(_) => Physical::BYTE_ARRAY,
            Value::Number(_) => Physical::DOUBLE,
            Value::Flag(_) => Physical::BOOLEAN,
        };
        if !found.iter().any(|known| known.name == *name) {
            found.push(Property { name, kind });
        }
    }
    found
}

fn schema(properties: &[Property]) -> Result<TypePtr, ParquetError> {
    let field = |name: &str, physical, logical| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
            .map(Arc::new)
    };
    let text = |name: &str| field(name, Physical::BYTE_ARRAY, Some(LogicalType::String));
    let mut fields = Vec::new();
    for name in FIXED {
        fields.push(text(name)?);
    }
    fields.push(field("geometry", Physical::BYTE_ARRAY, None)?);
    for property in properties {
        fields.push(match property.kind {
            Physical::BYTE_ARRAY => text(property.name)?,
            kind => field(property.name, kind, None)?,
        });
    }
    let schema = Type::group_type_builder("features")
        .with_fields(fields)
        .build()?;
    Ok(Arc::new(schema))
}

fn metadata(heading: &Heading, features: &[Feature]) -> Vec<KeyValue> {
    let mut kinds: Vec<&str> = Vec::new();
    for feature in features {
        let kind = match feature.shape {
            Shape::Area(_) => "MultiPolygon",
            Shape::Line(_) => "MultiLineString",
            Shape::Point(_) => "Point",
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    // Without a coordinate reference system longitude and latitude of WGS 84 are meant (OGC:CRS84).
    let mut column = serde_json::json!({
        "encoding": "WKB",
        "geometry_types": kinds,
        "orientation": "counterclockwise",
    });
    if let (Some(bounds), Some(column)) = (bounds(features), column.as_object_mut()) {
        column.insert("bbox".to_owned(), bounds.into());
    }
    let geo = serde_json::json!({
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": { "geometry": column },
    });
    vec![
        KeyValue::new("geo".to_owned(), geo.to_string()),
        KeyValue::new("title".to_owned(), heading.title.clone()),
        KeyValue::new("notes".to_owned(), heading.notes.join("\n")),
    ]
}

/// Adds a column whose missing values are null.
fn add<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    values: Vec<Option<T::T>>,
) -> Result<(), ParquetError> {
    let levels: Vec<i16> = values
        .iter()
        .map(|value| i16::from(value.is_some()))
        .collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    if let Some(mut column) = group.next_column()? {
        column
            .typed::<T>()
            .write_batch(&values, Some(&levels), None)?;
        column.close()?;
    }
    Ok(())
}

/// A geometry in well-known binary, little-endian, its numbers rounded as in GeoJSON.
fn wkb(shape: &Shape) -> Vec<u8> {
    const POINT: u32 = 1;
    const LINE: u32 = 2;
    const POLYGON: u32 = 3;
    const LINES: u32 = 5;
    const POLYGONS: u32 = 6;
    let mut bytes = Vec::new();
    let head = |bytes: &mut Vec<u8>, kind: u32| {
        bytes.push(1);
        bytes.extend(kind.to_le_bytes());
    };
    let count = |bytes: &mut Vec<u8>, count: usize| {
        bytes.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
    };
    let points = |bytes: &mut Vec<u8>, points: &[Coord]| {
        count(bytes, points.len());
        for point in points {
            bytes.extend(rounded(point.x).to_le_bytes());
            bytes.extend(rounded(point.y).to_le_bytes());
        }
    };
    match shape {
        Shape::Point(position) => {
            head(&mut bytes, POINT);
            bytes.extend(rounded(position.lon_deg()).to_le_bytes());
            bytes.extend(rounded(position.lat_deg()).to_le_bytes());
        }
        Shape::Line(lines) => {
            head(&mut bytes, LINES);
            count(&mut bytes, lines.0.len());
            for line in lines {
                head(&mut bytes, LINE);
                points(&mut bytes, &line.0);
            }
        }
        Shape::Area(areas) => {
            head(&mut bytes, POLYGONS);
            count(&mut bytes, areas.0.len());
            for area in areas {
                head(&mut bytes, POLYGON);
                count(&mut bytes, 1 + area.interiors().len());
                for ring in std::iter::once(area.exterior()).chain(area.interiors()) {
                    points(&mut bytes, &ring.0);
                }
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use geo::{LineString, MultiPolygon, Polygon};
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;
    use crate::position::Position;

    fn features() -> Vec<Feature> {
        let square = LineString::from(vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]);
        let area = Feature {
            id: "ring-500".to_owned(),
            name: "500 km".to_owned(),
            kind: "ring",
            shape: Shape::Area(MultiPolygon::new(vec![Polygon::new(square, Vec::new())])),
            properties: vec![
                ("km", Value::Number(Some(500.0))),
                ("system_id", Value::Text(None)),
                ("minutes", Value::Number(None)),
                ("reach_certain", Value::Flag(None)),
            ],
            style: None,
        };
        let point = Feature {
            id: "to-berlin".to_owned(),
            kind: "place",
            shape: Shape::Point(Position::new(52.5, 13.4).unwrap()),
            properties: vec![
                ("system_id", Value::Text(Some("9m729".to_owned()))),
                ("reach_certain", Value::Flag(Some(false))),
            ],
            ..area.clone()
        };
        vec![area, point]
    }

    #[test]
    fn rows_and_metadata_are_read_back() {
        let heading = Heading {
            title: "Title".to_owned(),
            notes: vec!["One.".to_owned()],
        };
        let mut file = Vec::new();
        write(&heading, &features(), &mut file).unwrap();
        let reader = SerializedFileReader::new(Bytes::from(file)).unwrap();
        let about = reader.metadata().file_metadata();
        let geo = about.key_value_metadata().unwrap();
        let geo = geo.iter().find(|entry| entry.key == "geo").unwrap();
        let geo: serde_json::Value = serde_json::from_str(geo.value.as_ref().unwrap()).unwrap();
        // The keys that the specification requires.
        assert_eq!(geo["version"], "1.1.0");
        assert_eq!(geo["primary_column"], "geometry");
        assert_eq!(geo["columns"]["geometry"]["encoding"], "WKB");
        assert_eq!(
            geo["columns"]["geometry"]["bbox"],
            serde_json::json!([0.0, 0.0, 13.4, 52.5])
        );
        let names: Vec<&str> = about
            .schema_descr()
            .columns()
            .iter()
            .map(|column| column.name())
            .collect();
        let own = ["km", "system_id", "minutes", "reach_certain"];
        assert_eq!(
            names,
            [&["id", "name", "kind", "geometry"], &own[..]].concat()
        );
        // A column without a value has the type that its values would have.
        let types: Vec<Physical> = about
            .schema_descr()
            .columns()
            .iter()
            .skip(4)
            .map(|column| column.physical_type())
            .collect();
        let text = Physical::BYTE_ARRAY;
        assert_eq!(
            types,
            [Physical::DOUBLE, text, Physical::DOUBLE, Physical::BOOLEAN]
        );
        let rows: Vec<String> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().to_string())
            .collect();
        assert_eq!(rows.len(), 2);
        assert!(
            rows[0].contains("km: 500.0") && rows[0].contains("system_id: null"),
            "{rows:?}"
        );
        assert!(
            rows[1].contains("km: null")
                && rows[1].contains("9m729")
                && rows[1].contains("reach_certain: false"),
            "{rows:?}"
        );
    }

    #[test]
    fn a_point_is_as_the_standard_has_it() {
        // Byte order, type 1, x, y: OGC 06-103r4, 8.2.3.
        let bytes = wkb(&Shape::Point(Position::new(52.5, 13.4).unwrap()));
        assert_eq!(bytes[..5], [1, 1, 0, 0, 0]);
        assert_eq!(bytes[5..13], 13.4_f64.to_le_bytes());
        assert_eq!(bytes[13..], 52.5_f64.to_le_bytes());
    }
}
