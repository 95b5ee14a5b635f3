//! Apache Parquet: columns of the types that the schema gives, numbers compressed by Snappy, texts by dictionary. The only
//! caller of the parquet crate.
//!
//! A row group is encoded column by column into memory, on any thread, and then copied into the file.

mod dictionary;

use std::io::{self, Write};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::{ColumnCloseResult, get_column_writer, get_typed_column_writer};
use parquet::data_type::{BoolType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::{PageIndexPolicy, ParquetMetaDataOptions, ParquetMetaDataReader};
use parquet::file::properties::{
    EnabledStatistics, WriterProperties, WriterPropertiesBuilder, WriterPropertiesPtr,
};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{
    ColumnDescPtr, ColumnPath, SchemaDescPtr, SchemaDescriptor, Type, TypePtr,
};

use dictionary::TextColumn;

use super::format::RowWriter;
use super::rows::{Block, Encoder, Frame, Rows, Values};
use crate::error::{Error, Result};
use crate::schema::{Heading, Kind};

pub(super) const WRITER: RowWriter = RowWriter {
    // Readers want large row groups.
    rows_a_block: 1 << 16,
    encoder: |headings| Ok(Box::new(RowEncoder::new(headings)?)),
    frame: |headings| Ok(Box::new(File::new(headings)?)),
};

/// An encoded row group.
pub(crate) struct RowGroup {
    columns: Vec<(Bytes, ColumnCloseResult)>,
}

/// Encodes rows column by column.
struct RowEncoder {
    schema: SchemaDescPtr,
    properties: WriterPropertiesPtr,
    /// The same without dictionaries.
    plain: WriterPropertiesPtr,
    columns: Vec<Column>,
}

enum Column {
    Texts(Box<TextColumn>),
    Numbers(Values<f64>),
    Integers(Values<i64>),
    Flags(Values<bool>),
}

impl RowEncoder {
    fn new(headings: &[Heading]) -> Result<Self> {
        let column = |heading: &Heading| match heading.kind {
            Kind::Number(_) => Column::Numbers(Values::new()),
            Kind::Integer => Column::Integers(Values::new()),
            Kind::Flag => Column::Flags(Values::new()),
            Kind::Text | Kind::List => Column::Texts(Box::new(TextColumn::new())),
        };
        Ok(Self {
            schema: Arc::new(SchemaDescriptor::new(schema(headings)?)),
            properties: properties(headings),
            plain: Arc::new(builder().set_dictionary_enabled(false).build()),
            columns: headings.iter().map(column).collect(),
        })
    }
}

impl Encoder for RowEncoder {
    fn add(&mut self, rows: &dyn Rows) -> Result<()> {
        for (field, column) in self.columns.iter_mut().enumerate() {
            let added = match column {
                Column::Texts(texts) => {
                    rows.texts(field, &mut |text| texts.add(text));
                    Ok(())
                }
                Column::Numbers(numbers) => rows.numbers(field, numbers),
                Column::Integers(integers) => rows.integers(field, integers),
                Column::Flags(flags) => rows.flags(field, flags),
            };
            added.map_err(|text| {
                Error::Usage(format!(
                    "column {} cannot hold {text:?}, which is not of its type",
                    self.schema.column(field).name()
                ))
            })?;
        }
        Ok(())
    }

    fn take(&mut self) -> Result<Block> {
        let encode = |(field, column): (usize, &mut Column)| {
            let description = self.schema.column(field);
            match column {
                Column::Texts(texts) => texts.take(description),
                Column::Numbers(numbers) => {
                    take::<DoubleType>(numbers, description, &self.properties)
                }
                Column::Integers(integers) => {
                    // Numbers of rows and the like, each of which is there once.
                    let is_counting = integers.values.is_sorted_by(|before, after| before < after);
                    let properties = if is_counting {
                        &self.plain
                    } else {
                        &self.properties
                    };
                    take::<Int64Type>(integers, description, properties)
                }
                Column::Flags(flags) => take::<BoolType>(flags, description, &self.properties),
            }
        };
        let columns = self
            .columns
            .iter_mut()
            .enumerate()
            .map(encode)
            .collect::<Result<_, ParquetError>>();
        Ok(Block::RowGroup(RowGroup {
            columns: columns.map_err(output_error)?,
        }))
    }
}

/// Encodes the values since the last call as one column chunk.
fn take<T: DataType>(
    column: &mut Values<T::T>,
    description: ColumnDescPtr,
    properties: &WriterPropertiesPtr,
) -> Result<(Bytes, ColumnCloseResult), ParquetError> {
    let mut out = TrackedWrite::new(Vec::new());
    let pages = Box::new(SerializedPageWriter::new(&mut out));
    let writer = get_column_writer(description, Arc::clone(properties), pages);
    let mut writer = get_typed_column_writer::<T>(writer);
    writer.write_batch(&column.values, Some(&column.levels), None)?;
    column.values.clear();
    column.levels.clear();
    let close = writer.close()?;
    Ok((Bytes::from(out.into_inner()?), close))
}

/// A file of row groups. The output of the parquet crate stays in its buffer until it is passed on.
struct File(SerializedFileWriter<Vec<u8>>);

impl File {
    fn new(headings: &[Heading]) -> Result<Self> {
        SerializedFileWriter::new(Vec::new(), schema(headings)?, properties(headings))
            .map(Self)
            .map_err(output_error)
    }

    /// Passes on what is in the buffer. Offsets within the file are counted by the writer, not by this buffer.
    fn pass_on(&mut self, out: &mut dyn Write) -> Result<()> {
        self.0.flush()?;
        out.write_all(self.0.inner())?;
        self.0.inner_mut().clear();
        Ok(())
    }
}

impl Frame for File {
    fn start(&mut self, out: &mut dyn Write) -> Result<()> {
        self.pass_on(out)
    }

    fn block(&mut self, block: Block, out: &mut dyn Write) -> Result<()> {
        let Block::RowGroup(group) = block else {
            unreachable!("the encoder is of the same format")
        };
        let append = || {
            let mut row_group = self.0.next_row_group()?;
            for (bytes, close) in group.columns {
                row_group.append_column(&bytes, close)?;
            }
            row_group.close().map(drop)
        };
        append().map_err(output_error)?;
        self.pass_on(out)
    }

    /// Row groups are taken as they are: their bytes do not depend on the file that they are in, except for offsets, which
    /// the writer computes anew.
    fn file(&mut self, file: &mut std::fs::File, out: &mut dyn Write) -> Result<()> {
        // As a mask, which is the reader's default, the numbers of pages of each encoding would be lost.
        let options = ParquetMetaDataOptions::new().with_encoding_stats_as_mask(false);
        let metadata = ParquetMetaDataReader::new()
            .with_metadata_options(Some(options))
            .with_page_index_policy(PageIndexPolicy::Optional)
            .parse_and_finish(file)
            .map_err(output_error)?;
        if metadata.file_metadata().schema() != self.0.schema_descr().root_schema() {
            let reason = "it has other fields";
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason).into());
        }
        let index = metadata.page_index();
        for (group, row_group) in metadata.row_groups().iter().enumerate() {
            let mut append = || {
                let mut out = self.0.next_row_group()?;
                for (at, column) in row_group.columns().iter().enumerate() {
                    let close = ColumnCloseResult {
                        bytes_written: column.compressed_size().cast_unsigned(),
                        rows_written: row_group.num_rows().cast_unsigned(),
                        metadata: column.clone(),
                        bloom_filter: None,
                        column_index: index
                            .and_then(|index| index.column_index(group, at))
                            .cloned(),
                        offset_index: index
                            .and_then(|index| index.offset_index(group, at))
                            .cloned(),
                    };
                    out.append_column(&*file, close)?;
                }
                out.close().map(drop)
            };
            append().map_err(output_error)?;
            self.pass_on(out)?;
        }
        Ok(())
    }

    fn end(self: Box<Self>, out: &mut dyn Write) -> Result<()> {
        let rest = self.0.into_inner().map_err(output_error)?;
        Ok(out.write_all(&rest)?)
    }
}

fn output_error(error: ParquetError) -> Error {
    Error::Output(std::io::Error::other(error))
}

fn schema(headings: &[Heading]) -> Result<TypePtr> {
    let field = |heading: &Heading| {
        let (physical, logical) = match heading.kind {
            Kind::Number(_) => (Physical::DOUBLE, None),
            Kind::Integer => (Physical::INT64, None),
            Kind::Flag => (Physical::BOOLEAN, None),
            Kind::Text | Kind::List => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        Type::primitive_type_builder(&heading.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
            .map(Arc::new)
    };
    let fields = headings.iter().map(field).collect::<Result<_, _>>();
    Type::group_type_builder("assessment")
        .with_fields(fields.map_err(output_error)?)
        .build()
        .map(Arc::new)
        .map_err(output_error)
}

fn builder() -> WriterPropertiesBuilder {
    WriterProperties::builder()
        .set_created_by(format!("arcminute version {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
}

fn properties(headings: &[Heading]) -> WriterPropertiesPtr {
    let mut builder = builder();
    // Numbers seldom repeat between rows: a dictionary of them would be started and thrown away.
    for heading in headings {
        if matches!(heading.kind, Kind::Number(_)) {
            let path = ColumnPath::from(heading.name.as_ref());
            builder = builder.set_column_dictionary_enabled(path, false);
        }
    }
    Arc::new(builder.build())
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field as Read;

    use super::super::format::Format;
    use super::super::rows::{BlockEncoder, BlockFile, Records, RowFile};
    use super::*;
    use crate::catalogue::System;
    use crate::model::{COLUMNS, Plan, Study};
    use crate::schema::{Cell, Field, Inference, Record, headings};
    use crate::tables;

    /// Names and types of the columns of a file, and its cells as text.
    fn read(file: Vec<u8>) -> (Vec<(String, Physical)>, Vec<Vec<String>>) {
        let reader = SerializedFileReader::new(Bytes::from(file)).unwrap();
        let schema = reader.metadata().file_metadata().schema_descr_ptr();
        let columns = schema.columns().iter();
        let types = columns.map(|column| (column.name().to_owned(), column.physical_type()));
        let text = |field: &Read| match field {
            Read::Null => String::new(),
            Read::Str(text) => text.clone(),
            Read::Double(number) => number.to_string(),
            Read::Long(number) => number.to_string(),
            Read::Bool(flag) => flag.to_string(),
            other => panic!("{other:?}"),
        };
        let rows = reader.get_row_iter(None).unwrap().map(|row| {
            let row = row.unwrap();
            row.get_column_iter()
                .map(|(_, field)| text(field))
                .collect()
        });
        (types.collect(), rows.collect())
    }

    fn type_of(kind: Kind) -> Physical {
        match kind {
            Kind::Number(_) => Physical::DOUBLE,
            Kind::Integer => Physical::INT64,
            Kind::Flag => Physical::BOOLEAN,
            Kind::Text | Kind::List => Physical::BYTE_ARRAY,
        }
    }

    /// Writes records and reads them back: types are those of the fields, cells those of the records.
    fn check<R: Record>(fields: &[Field<R>], records: &[R::Of<'_>]) {
        let mut file = RowFile::new(Format::Parquet, &headings(fields), Vec::new()).unwrap();
        let mut wanted = Vec::new();
        for record in records {
            let cells: Vec<Cell<'_>> = fields.iter().map(|field| (field.value)(record)).collect();
            file.row(&cells).unwrap();
            let texts = cells.iter().map(|cell| cell.to_text().into_owned());
            wanted.push(texts.collect::<Vec<_>>());
        }
        let (types, rows) = read(file.finish().unwrap());
        for (field, (name, physical)) in fields.iter().zip(&types) {
            assert_eq!(
                (field.name, type_of(field.kind)),
                (name.as_str(), *physical)
            );
        }
        assert_eq!(rows, wanted);
    }

    #[test]
    fn rows_are_read_back_as_they_were() {
        let systems = ["9m729", "oreshnik"].map(|name| System::named(name).unwrap());
        let study = Study::new("kapustin-yar", "@capitals").unwrap();
        let study = study.with_systems([&systems[..], &[System::GENERIC_BALLISTIC]].concat());
        let plan = Plan::new(&study);
        let (rows, _) = plan.assess_all();
        check(COLUMNS, &rows);
        // The same in blocks of several rows.
        let mut blocks = BlockFile::new(Format::Parquet, &headings(COLUMNS), Vec::new()).unwrap();
        let mut encoder = BlockEncoder::new(Format::Parquet, &headings(COLUMNS)).unwrap();
        for some in rows.chunks(3) {
            encoder
                .add(&Records::new(COLUMNS, some, |row| row))
                .unwrap();
            blocks.append(encoder.take().unwrap().unwrap()).unwrap();
        }
        let (_, found) = read(blocks.finish().unwrap());
        let text = |row, field: &Field<_>| (field.value)(row).to_text().into_owned();
        for (row, found) in rows.iter().zip(&found) {
            let wanted: Vec<String> = COLUMNS.iter().map(|field| text(row, field)).collect();
            assert_eq!(found, &wanted);
        }
        assert_eq!(found.len(), rows.len());
    }

    /// Columns have the types of the schema, whatever their names end in.
    #[test]
    fn tables_have_the_types_of_their_fields() {
        check(tables::CITIES.fields, &(tables::CITIES.rows)());
        check(tables::MISSILES.fields, &(tables::MISSILES.rows)());
        check(tables::BANDS.fields, &(tables::BANDS.rows)());
        check(tables::CLAIMS.fields, &(tables::CLAIMS.rows)());
        check::<crate::compare::MatchRow<'static>>(crate::compare::FIELDS, &[]);
        let city = |name| {
            tables::CITIES
                .fields
                .iter()
                .find(|field| field.name == name)
        };
        assert_eq!(city("population").unwrap().kind, Kind::Integer);
        assert_eq!(city("capital").unwrap().kind, Kind::Flag);
    }

    #[test]
    fn columns_passed_through_have_the_types_of_their_values() {
        let columns = [
            ("population_km", ["12", "", "-3"], Physical::INT64),
            ("height", ["1.5", "2", ""], Physical::DOUBLE),
            ("open", ["true", "false", ""], Physical::BOOLEAN),
            ("code", ["007", "12", ""], Physical::BYTE_ARRAY),
        ];
        let kinds = columns.map(|(_, texts, _)| {
            let mut inference = Inference::default();
            for text in texts {
                inference.add(text);
            }
            inference.kind()
        });
        let headings: Vec<Heading> = columns
            .iter()
            .zip(kinds)
            .map(|((name, ..), kind)| Heading {
                name: (*name).into(),
                kind,
            })
            .collect();
        let mut file = RowFile::new(Format::Parquet, &headings, Vec::new()).unwrap();
        for row in 0..3 {
            let cells = columns.iter().zip(kinds);
            let cells: Vec<Cell<'_>> = cells
                .map(|((_, texts, _), kind)| kind.cell(texts[row]))
                .collect();
            file.row(&cells).unwrap();
        }
        let (types, rows) = read(file.finish().unwrap());
        for ((name, texts, physical), (at, found)) in columns.iter().zip(types.iter().enumerate()) {
            assert_eq!((found.0.as_str(), found.1), (*name, *physical));
            assert!(
                rows.iter()
                    .map(|row| row[at].as_str())
                    .eq(texts.iter().copied())
            );
        }
    }

    #[test]
    fn a_cell_of_another_type_is_an_error_that_names_the_column() {
        let heading = Heading {
            name: "n".into(),
            kind: Kind::Integer,
        };
        let mut file = RowFile::new(Format::Parquet, &[heading], Vec::new()).unwrap();
        let error = file.row(&[Cell::Text("x")]).unwrap_err().to_string();
        assert!(
            error.contains("column n") && error.contains("\"x\""),
            "{error}"
        );
    }
}
