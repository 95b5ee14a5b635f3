//! Places of Parquet: columns of degrees, or the points of `GeoParquet`.

use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::Type;

use super::collect::Collector;
use super::rows::{Layout, Value};
use super::{refused, text};
use crate::error::{Error, Result};
use crate::table::{Columns, Options, whole_bytes};

/// Reads the rows of a file.
pub(super) fn read<R: Read + Seek>(
    mut source: R,
    options: &Options,
    collector: &mut Collector,
) -> Result<()> {
    let io = |source| Error::Io {
        action: "read",
        path: options.name.clone(),
        source,
    };
    source.seek(SeekFrom::Start(0)).map_err(io)?;
    let bytes = whole_bytes(source, &options.name)?;
    let broken = |error: parquet::errors::ParquetError| {
        refused(format!("the Parquet file cannot be read: {error}"))
    };
    let reader = SerializedFileReader::new(Bytes::from(bytes)).map_err(broken)?;
    let schema = reader.metadata().file_metadata().schema();
    let names: Vec<String> = schema
        .get_fields()
        .iter()
        .map(|field| field.name().to_owned())
        .collect();
    let columns = Columns::of_names(&names, &options.mapping)?;
    let geometry = names.iter().position(|name| {
        matches!(
            name.to_lowercase().as_str(),
            "geometry" | "geom" | "wkb_geometry"
        )
    });
    let (layout, geometry) = match (Layout::of(&columns), geometry) {
        (Some(layout), _) => (layout, None),
        (None, Some(at)) => (Layout::of_names(&columns), Some(at)),
        (None, None) => return Err(text::no_coordinates(&columns)),
    };
    let mut used = layout.used();
    used.extend(geometry);
    used.sort_unstable();
    used.dedup();
    let projection = Type::group_type_builder(schema.name())
        .with_fields(
            used.iter()
                .map(|&at| Arc::clone(&schema.get_fields()[at]))
                .collect(),
        )
        .build()
        .map_err(broken)?;
    let rows = reader.get_row_iter(Some(projection)).map_err(broken)?;
    for (line, row) in (1..).zip(rows) {
        let row = row.map_err(broken)?;
        let fields: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
        let cell = |at: usize| {
            let field = used.iter().position(|&column| column == at);
            field.map_or(Value::Empty, |field| value(fields[field]))
        };
        let draft = match geometry {
            None => layout.draft(line, cell),
            Some(at) => {
                let field = used.iter().position(|&column| column == at);
                match field.map(|field| fields[field]) {
                    Some(Field::Bytes(bytes)) => well_known_point(bytes.data())
                        .ok_or_else(|| {
                            "its geometry is no point; only points are places".to_owned()
                        })
                        .and_then(|(lon, lat)| layout.draft_at(line, (lat, lon, None), cell)),
                    _ => Err("it has no geometry".to_owned()),
                }
            }
        };
        match draft {
            Ok(draft) => collector.push(draft)?,
            Err(reason) => collector.fault(line, reason),
        }
    }
    Ok(())
}

/// The coordinates of a point in well-known binary, x and y, with or without others.
fn well_known_point(bytes: &[u8]) -> Option<(f64, f64)> {
    let (&order, rest) = bytes.split_first()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (x, rest) = rest.split_first_chunk::<8>()?;
    let (y, _) = rest.split_first_chunk::<8>()?;
    let (kind, x, y) = match order {
        0 => (
            u32::from_be_bytes(*kind),
            f64::from_be_bytes(*x),
            f64::from_be_bytes(*y),
        ),
        1 => (
            u32::from_le_bytes(*kind),
            f64::from_le_bytes(*x),
            f64::from_le_bytes(*y),
        ),
        _ => return None,
    };
    (kind % 1000 == 1 && x.is_finite() && y.is_finite()).then_some((x, y))
}

fn value(field: &Field) -> Value<'static> {
    match field {
        Field::Null | Field::Bytes(_) => Value::Empty,
        Field::Double(number) => Value::Number(*number),
        // The shortest decimal of a single: 54.71, not 54.70999908.
        Field::Float(number) => Value::Number(number.to_string().parse().unwrap_or(f64::NAN)),
        Field::Byte(number) => Value::Number(f64::from(*number)),
        Field::Short(number) => Value::Number(f64::from(*number)),
        Field::Int(number) => Value::Number(f64::from(*number)),
        Field::Long(number) => Value::Number(*number as f64),
        Field::UByte(number) => Value::Number(f64::from(*number)),
        Field::UShort(number) => Value::Number(f64::from(*number)),
        Field::UInt(number) => Value::Number(f64::from(*number)),
        Field::ULong(number) => Value::Number(*number as f64),
        Field::Str(text) if text.trim().is_empty() => Value::Empty,
        Field::Str(text) => Value::Text(Cow::Owned(text.trim().to_owned())),
        other => Value::Text(Cow::Owned(other.to_string())),
    }
}
