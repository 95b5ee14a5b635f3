//! Places of Parquet: columns of degrees, or the points of `GeoParquet`.

use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::Type;

use super::collect::Collector;
use super::doubt;
use super::rows::{Layout, Names, Value};
use super::{refused, text};
use crate::error::{Error, Result};
use crate::position::notation::well_known::{self, not_a_point};
use crate::position::notation::{Reading, read_any};
use crate::table::parquet::{DAMAGED, whole_file};
use crate::table::{Columns, Options, caught, whole_bytes};

/// Reads the rows of a file.
pub(super) fn read<R: Read + Seek>(
    source: R,
    options: &Options,
    collector: &mut Collector,
) -> Result<()> {
    caught(|| rows(source, options, collector)).unwrap_or_else(|| Err(refused(DAMAGED)))
}

fn rows<R: Read + Seek>(mut source: R, options: &Options, collector: &mut Collector) -> Result<()> {
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
    let reader = whole_file(bytes).map_err(broken)?;
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
        (Some(layout), Some(at)) if layout.is_at(at) => (Layout::of_names(&columns), Some(at)),
        (Some(layout), _) => (layout, None),
        (None, Some(at)) => (Layout::of_names(&columns), Some(at)),
        (None, None) => {
            let names_of = text::names_of(&columns)?;
            collector.has_header = true;
            return names_alone(&reader, names_of, &columns, collector);
        }
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
                    Some(Field::Bytes(bytes)) => well_known::of_bytes(bytes.data())
                        .map_err(|kind| not_a_point(kind.unwrap_or("geometry of its kind")))
                        .and_then(|point| layout.draft_at(line, (point.y, point.x, None), cell)),
                    Some(Field::Str(text)) => {
                        read_any(text).map_err(|error| error.to_string()).and_then(
                            |Reading {
                                 position,
                                 uncertainty_km,
                                 ..
                             }| {
                                let at = (position.lat_deg(), position.lon_deg(), uncertainty_km);
                                layout.draft_at(line, at, cell)
                            },
                        )
                    }
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

const WITHOUT_COORDINATES: &str = "it has no coordinates, and its names are looked up";

/// Takes the names of all rows.
fn names_alone(
    reader: &SerializedFileReader<Bytes>,
    names: Names,
    columns: &Columns,
    collector: &mut Collector,
) -> Result<()> {
    let broken = |error: parquet::errors::ParquetError| {
        refused(format!("the Parquet file cannot be read: {error}"))
    };
    for (line, row) in (1..).zip(reader.get_row_iter(None).map_err(broken)?) {
        let row = row.map_err(broken)?;
        let fields: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
        let cell = |at: usize| fields.get(at).map_or(Value::Empty, |field| value(field));
        if line == 1 {
            let unread = doubt::unread(columns, &names.columns(), doubt::Order::OfTable, cell)
                .map_err(refused)?;
            let note = format!("{WITHOUT_COORDINATES}{unread}");
            collector.notes.push(note);
            let nested = row.get_column_iter().find(|(_, field)| {
                matches!(
                    field,
                    Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_)
                )
            });
            if let Some((name, field)) = nested
                && field.to_string().contains(|c: char| c.is_ascii_digit())
            {
                return Err(refused(format!(
                    "column {name:?} holds several values in one, which are not read: write a latitude and a longitude in columns \
                     of their own, or leave it out and the names are looked up"
                )));
            }
        }
        let found = names.read(cell);
        text::name_of(line, found, collector)?;
    }
    Ok(())
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
