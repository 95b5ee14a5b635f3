//! Apache Parquet: the fields as typed columns, numbers compressed by Snappy, texts by dictionary. The only caller of the
//! parquet crate.
//!
//! A row group is encoded column by column into memory, on any thread, and then copied into the file.

mod texts;

use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::{ColumnCloseResult, get_column_writer, get_typed_column_writer};
use parquet::data_type::{BoolType, DoubleType};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{ColumnPath, SchemaDescPtr, SchemaDescriptor, Type, TypePtr};

use texts::TextColumn;

use crate::error::{Error, Result};
use crate::record::Cell;

/// An encoded row group.
pub struct RowGroup {
    columns: Vec<(Bytes, ColumnCloseResult)>,
}

impl std::fmt::Debug for RowGroup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sizes: Vec<usize> = self.columns.iter().map(|(bytes, _)| bytes.len()).collect();
        f.debug_struct("RowGroup")
            .field("column_bytes", &sizes)
            .finish()
    }
}

/// Encodes rows into row groups.
pub(super) struct Encoder {
    schema: SchemaDescPtr,
    properties: WriterPropertiesPtr,
    columns: Vec<Column>,
}

/// The values of one column: those that are there, and for each row 1 where there is one, else 0.
enum Column {
    Texts(Box<TextColumn>),
    Numbers { values: Vec<f64>, levels: Vec<i16> },
    Flags { values: Vec<bool>, levels: Vec<i16> },
}

impl Encoder {
    pub(super) fn new(header: &[&str]) -> Result<Self> {
        let schema = Arc::new(SchemaDescriptor::new(schema(header)?));
        let column = |name: &&str| match physical(name) {
            Physical::DOUBLE => Column::Numbers {
                values: Vec::new(),
                levels: Vec::new(),
            },
            Physical::BOOLEAN => Column::Flags {
                values: Vec::new(),
                levels: Vec::new(),
            },
            _ => Column::Texts(Box::new(TextColumn::new())),
        };
        let columns = header.iter().map(column).collect();
        Ok(Self {
            schema,
            properties: properties(header),
            columns,
        })
    }

    /// Adds rows column by column.
    pub(super) fn rows<'r>(
        &mut self,
        count: usize,
        cell: impl Fn(usize, usize) -> Cell<'r>,
    ) -> Result<()> {
        for (field, column) in self.columns.iter_mut().enumerate() {
            let cells = (0..count).map(|row| cell(row, field));
            let misfit = match column {
                Column::Texts(texts) => {
                    texts.add(cells);
                    Ok(())
                }
                Column::Numbers { values, levels } => {
                    add(levels, values, cells, |cell| match cell {
                        Cell::Number(number) => Some(number),
                        _ => None,
                    })
                }
                Column::Flags { values, levels } => add(levels, values, cells, |cell| match cell {
                    Cell::Flag(flag) => Some(flag),
                    _ => None,
                }),
            };
            if let Err(misfit) = misfit {
                return Err(Error::Usage(format!(
                    "{} is named like a quantity, and parquet takes numbers alone there, not {:?}: rename it",
                    self.schema.column(field).name(),
                    misfit.to_text()
                )));
            }
        }
        Ok(())
    }

    /// The rows since the last call.
    pub(super) fn take(&mut self) -> Result<RowGroup> {
        let encode = |(field, column): (usize, &mut Column)| {
            let description = self.schema.column(field);
            let mut out = TrackedWrite::new(Vec::new());
            let writer = |out| {
                let pages = Box::new(SerializedPageWriter::new(out));
                get_column_writer(
                    self.schema.column(field),
                    Arc::clone(&self.properties),
                    pages,
                )
            };
            let close = match column {
                Column::Texts(texts) => return texts.take(description),
                Column::Numbers { values, levels } => {
                    let mut writer = get_typed_column_writer::<DoubleType>(writer(&mut out));
                    writer.write_batch(values, Some(levels), None)?;
                    values.clear();
                    levels.clear();
                    writer.close()?
                }
                Column::Flags { values, levels } => {
                    let mut writer = get_typed_column_writer::<BoolType>(writer(&mut out));
                    writer.write_batch(values, Some(levels), None)?;
                    values.clear();
                    levels.clear();
                    writer.close()?
                }
            };
            Ok((Bytes::from(out.into_inner()?), close))
        };
        let columns = self
            .columns
            .iter_mut()
            .enumerate()
            .map(encode)
            .collect::<Result<_, ParquetError>>();
        Ok(RowGroup {
            columns: columns.map_err(fault)?,
        })
    }
}

/// Notes for each cell whether there is a value, and adds it; the first that does not fit ends it.
fn add<'r, T>(
    levels: &mut Vec<i16>,
    values: &mut Vec<T>,
    cells: impl Iterator<Item = Cell<'r>>,
    value: impl Fn(Cell<'r>) -> Option<T>,
) -> Result<(), Cell<'r>> {
    for cell in cells {
        let is_there = cell != Cell::Null;
        levels.push(i16::from(is_there));
        if is_there {
            values.push(value(cell).ok_or(cell)?);
        }
    }
    Ok(())
}

/// A file of row groups, in memory as far as it was not taken.
pub(super) struct File(SerializedFileWriter<Vec<u8>>);

impl File {
    pub(super) fn new(header: &[&str]) -> Result<Self> {
        let writer = SerializedFileWriter::new(Vec::new(), schema(header)?, properties(header));
        writer.map(Self).map_err(fault)
    }

    pub(super) fn append(&mut self, group: RowGroup) -> Result<()> {
        let append = || {
            let mut row_group = self.0.next_row_group()?;
            for (bytes, close) in group.columns {
                row_group.append_column(&bytes, close)?;
            }
            row_group.close().map(drop)
        };
        append().map_err(fault)
    }

    /// What was written since the last call. Offsets within the file are counted by the writer, not by this buffer.
    pub(super) fn take(&mut self) -> Result<Vec<u8>> {
        self.0.flush()?;
        Ok(std::mem::take(self.0.inner_mut()))
    }

    pub(super) fn finish(self) -> Result<Vec<u8>> {
        self.0.into_inner().map_err(fault)
    }
}

fn fault(error: ParquetError) -> Error {
    Error::Output(std::io::Error::other(error))
}

/// Numbers have their unit in their name, and flags are few: all else is text.
fn physical(name: &str) -> Physical {
    let is_number = ["_km", "_deg", "_s", "_km_s"]
        .iter()
        .any(|unit| name.ends_with(unit));
    match name {
        "distance_band_certain" => Physical::BOOLEAN,
        _ if is_number => Physical::DOUBLE,
        _ => Physical::BYTE_ARRAY,
    }
}

fn schema(header: &[&str]) -> Result<TypePtr> {
    let field = |name: &&str| {
        let physical = physical(name);
        let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        let builder =
            Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        builder.with_logical_type(logical).build().map(Arc::new)
    };
    let fields = header
        .iter()
        .map(field)
        .collect::<Result<Vec<_>, _>>()
        .map_err(fault)?;
    Type::group_type_builder("assessment")
        .with_fields(fields)
        .build()
        .map(Arc::new)
        .map_err(fault)
}

fn properties(header: &[&str]) -> WriterPropertiesPtr {
    let mut builder = WriterProperties::builder()
        .set_created_by(format!("arcminute version {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk);
    // Numbers of rows are seldom alike: a dictionary of them would be begun and thrown away.
    for name in header
        .iter()
        .filter(|name| physical(name) == Physical::DOUBLE)
    {
        builder = builder.set_column_dictionary_enabled(ColumnPath::from(*name), false);
    }
    Arc::new(builder.build())
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::super::Format;
    use super::super::block::{BlockEncoder, BlockFile};
    use super::*;
    use crate::catalogue::System;
    use crate::model::{COLUMNS, Plan, Study};

    #[test]
    fn rows_are_read_back_as_they_were() {
        let systems = ["9m729", "oreshnik"].map(|name| System::named(name).unwrap());
        let study = Study::new("kapustin-yar", "@capitals").unwrap();
        let study = study.with_systems([&systems[..], &[System::GENERIC_BALLISTIC]].concat());
        let plan = Plan::new(&study);
        let (rows, _) = plan.assess_all();
        let header: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        let mut file = Vec::new();
        let mut wanted = Vec::new();
        {
            let mut blocks = BlockFile::new(Format::Parquet, &header, &mut file).unwrap();
            let mut encoder = BlockEncoder::new(Format::Parquet, &header).unwrap();
            for rows in rows.chunks(3) {
                for row in rows {
                    let cells: Vec<Cell<'_>> =
                        COLUMNS.iter().map(|column| (column.value)(row)).collect();
                    encoder.rows(1, |_, field| cells[field]).unwrap();
                    wanted.push(
                        cells
                            .iter()
                            .map(|cell| cell.to_text().into_owned())
                            .collect::<Vec<_>>(),
                    );
                }
                blocks.append(encoder.take().unwrap().unwrap()).unwrap();
            }
            blocks.finish().unwrap();
        }
        let reader = SerializedFileReader::new(Bytes::from(file)).unwrap();
        assert_eq!(reader.num_row_groups(), rows.len() / 3);
        let mut rows = 0;
        for (row, wanted) in reader.get_row_iter(None).unwrap().zip(&wanted) {
            for ((_, field), wanted) in row.unwrap().get_column_iter().zip(wanted) {
                let found = match field {
                    parquet::record::Field::Null => String::new(),
                    parquet::record::Field::Str(text) => text.clone(),
                    parquet::record::Field::Double(number) => number.to_string(),
                    parquet::record::Field::Bool(flag) => flag.to_string(),
                    other => panic!("{other:?}"),
                };
                assert_eq!(&found, wanted);
            }
            rows += 1;
        }
        assert_eq!(rows, wanted.len());
    }
}
