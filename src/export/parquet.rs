//! Apache Parquet: the fields as typed columns, texts by dictionary, compressed by Snappy. The only caller of the parquet
//! crate.
//!
//! A row group is encoded column by column into memory, on any thread, and then copied into the file.

use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{ColumnPath, SchemaDescPtr, SchemaDescriptor, Type, TypePtr};

use crate::error::{Error, Result};
use crate::record::Cell;

/// An encoded row group.
pub struct RowGroup {
    columns: Vec<(Bytes, ColumnCloseResult)>,
}

impl std::fmt::Debug for RowGroup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sizes: Vec<usize> = self.columns.iter().map(|(bytes, _)| bytes.len()).collect();
        f.debug_struct("RowGroup").field("column_bytes", &sizes).finish()
    }
}

/// Encodes rows into row groups.
pub(super) struct Encoder {
    schema: SchemaDescPtr,
    properties: WriterPropertiesPtr,
    columns: Vec<Column>,
    texts: Texts,
}

/// The values of one column: those that are there, and for each row whether one is.
struct Column {
    values: Values,
    is_there: Vec<i16>,
}

enum Values {
    Texts(Vec<ByteArray>),
    Numbers(Vec<f64>),
    Flags(Vec<bool>),
}

impl Encoder {
    pub(super) fn new(header: &[&str]) -> Result<Self> {
        let schema = Arc::new(SchemaDescriptor::new(schema(header)?));
        let column = |name: &&str| {
            let values = match physical(name) {
                Physical::DOUBLE => Values::Numbers(Vec::new()),
                Physical::BOOLEAN => Values::Flags(Vec::new()),
                _ => Values::Texts(Vec::new()),
            };
            Column { values, is_there: Vec::new() }
        };
        let columns = header.iter().map(column).collect();
        Ok(Self { schema, properties: properties(header), columns, texts: Texts::default() })
    }

    /// Adds rows column by column.
    pub(super) fn rows<'r>(&mut self, count: usize, cell: impl Fn(usize, usize) -> Cell<'r>) -> Result<()> {
        for (field, column) in self.columns.iter_mut().enumerate() {
            let levels = &mut column.is_there;
            let cells = (0..count).map(|row| cell(row, field));
            let misfit = match &mut column.values {
                Values::Numbers(numbers) => add(levels, cells, |cell| match cell {
                    Cell::Number(number) => Ok(numbers.push(number)),
                    other => Err(other),
                }),
                Values::Flags(flags) => add(levels, cells, |cell| match cell {
                    Cell::Flag(flag) => Ok(flags.push(flag)),
                    other => Err(other),
                }),
                Values::Texts(texts) => {
                    self.texts.forget_places();
                    add(levels, cells, |cell| Ok(texts.push(self.texts.shared(cell))))
                }
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
        let encode = |(at, column): (usize, &mut Column)| {
            let mut out = TrackedWrite::new(Vec::new());
            let pages = Box::new(SerializedPageWriter::new(&mut out));
            let mut writer = get_column_writer(self.schema.column(at), Arc::clone(&self.properties), pages);
            let levels = Some(&column.is_there[..]);
            match (&mut writer, &column.values) {
                (ColumnWriter::ByteArrayColumnWriter(writer), Values::Texts(texts)) => {
                    writer.write_batch(texts, levels, None)?;
                }
                (ColumnWriter::DoubleColumnWriter(writer), Values::Numbers(numbers)) => {
                    writer.write_batch(numbers, levels, None)?;
                }
                (ColumnWriter::BoolColumnWriter(writer), Values::Flags(flags)) => {
                    writer.write_batch(flags, levels, None)?;
                }
                // The schema and the values are made from the same names.
                _ => return Err(ParquetError::General("a column of another type".to_owned())),
            }
            let close = writer.close()?;
            column.is_there.clear();
            match &mut column.values {
                Values::Texts(texts) => texts.clear(),
                Values::Numbers(numbers) => numbers.clear(),
                Values::Flags(flags) => flags.clear(),
            }
            Ok((Bytes::from(out.into_inner()?), close))
        };
        let columns = self.columns.iter_mut().enumerate().map(encode).collect::<Result<_, ParquetError>>();
        Ok(RowGroup { columns: columns.map_err(fault)? })
    }
}

/// Notes for each cell whether there is a value, and adds it; the first that does not fit ends it.
fn add<'r>(
    levels: &mut Vec<i16>,
    cells: impl Iterator<Item = Cell<'r>>,
    mut push: impl FnMut(Cell<'r>) -> Result<(), Cell<'r>>,
) -> Result<(), Cell<'r>> {
    for cell in cells {
        let is_there = cell != Cell::Null;
        levels.push(i16::from(is_there));
        if is_there {
            push(cell)?;
        }
    }
    Ok(())
}

/// Texts that come again and again, each in memory once: ids and names do, in cycles.
struct Texts {
    slots: Vec<Slot>,
    /// Grows with every batch: places in memory are known within one alone, as long as what is there lives.
    batch: u64,
    text: String,
}

/// The last text of a slot, and where it was met.
#[derive(Clone)]
struct Slot {
    batch: u64,
    place: (usize, usize),
    text: ByteArray,
}

/// Enough slots for the systems of a large run; a power of two.
const SLOTS: usize = 1 << 10;

impl Default for Texts {
    fn default() -> Self {
        let empty = Slot { batch: 0, place: (0, 0), text: ByteArray::from(Vec::new()) };
        Self { slots: vec![empty; SLOTS], batch: 0, text: String::new() }
    }
}

impl Texts {
    /// Begins a batch: from here on, what was in memory may have gone.
    fn forget_places(&mut self) {
        self.batch += 1;
    }

    fn shared(&mut self, cell: Cell<'_>) -> ByteArray {
        let Cell::Text(text) = cell else {
            self.text.clear();
            cell.write_to(&mut self.text);
            // Lists of codes differ in length or somewhere among these bytes, or share a slot in turns.
            let text = self.text.as_bytes();
            let sampled =
                text.iter().step_by(7).fold(text.len(), |mixed, &byte| mixed.wrapping_mul(31) + usize::from(byte));
            let slot = &mut self.slots[sampled % SLOTS];
            if slot.text.data() != text {
                // No place: what is written here next lies at the same one.
                *slot = Slot { batch: 0, place: (0, 0), text: shareable(text) };
            }
            return slot.text.clone();
        };
        let place = (text.as_ptr() as usize, text.len());
        // Texts lie at least some bytes apart, and those of one table in a row.
        let slot = &mut self.slots[(place.0 ^ (place.0 >> 7) ^ place.1) % SLOTS];
        if slot.batch != self.batch || slot.place != place {
            if slot.text.data() != text.as_bytes() {
                slot.text = shareable(text.as_bytes());
            }
            (slot.batch, slot.place) = (self.batch, place);
        }
        slot.text.clone()
    }
}

/// A text that is cheap to clone: memory with room to spare is shared from the first, where other memory is only made to be
/// shared by its first clone, and asked about it by each.
fn shareable(text: &[u8]) -> ByteArray {
    let mut bytes = Vec::with_capacity(text.len() + 1);
    bytes.extend_from_slice(text);
    ByteArray::from(bytes)
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
    let is_number = ["_km", "_deg", "_s", "_km_s"].iter().any(|unit| name.ends_with(unit));
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
        let builder = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        builder.with_logical_type(logical).build().map(Arc::new)
    };
    let fields = header.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(fault)?;
    Type::group_type_builder("assessment").with_fields(fields).build().map(Arc::new).map_err(fault)
}

fn properties(header: &[&str]) -> WriterPropertiesPtr {
    let mut builder = WriterProperties::builder()
        .set_created_by(format!("arcminute version {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk);
    for name in header {
        let path = ColumnPath::from(*name);
        builder = match physical(name) {
            // Numbers of rows are seldom alike: a dictionary of them would be begun and thrown away.
            Physical::DOUBLE => builder.set_column_dictionary_enabled(path, false),
            // The least and the greatest of some names say nothing that a reader could use.
            _ => builder.set_column_statistics_enabled(path, EnabledStatistics::None),
        };
    }
    Arc::new(builder.build())
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::super::Format;
    use super::super::block::{BlockEncoder, BlockFile};
    use super::*;
    use crate::assessment::{Assumptions, COLUMNS, Pair};
    use crate::catalogue::{Role, System, place, places};
    use crate::treaty::BandSet;

    #[test]
    fn rows_are_read_back_as_they_were() {
        let assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
        let from = place("kapustin-yar", Role::From).unwrap();
        let to = places("@capitals", Role::To).unwrap();
        let systems = [System::named("9m729").unwrap(), System::named("oreshnik").unwrap(), System::GENERIC_BALLISTIC];
        let header: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        let mut file = Vec::new();
        let mut wanted = Vec::new();
        {
            let mut blocks = BlockFile::new(Format::Parquet, &header, &mut file).unwrap();
            let mut encoder = BlockEncoder::new(Format::Parquet, &header).unwrap();
            for to in &to {
                for system in &systems {
                    let row = Pair::new(&from, to, assumptions.bands).assess(system, &assumptions).unwrap();
                    let cells: Vec<Cell<'_>> = COLUMNS.iter().map(|column| (column.value)(&row)).collect();
                    encoder.rows(1, |_, field| cells[field]).unwrap();
                    wanted.push(cells.iter().map(|cell| cell.to_text().into_owned()).collect::<Vec<_>>());
                }
                blocks.append(encoder.take().unwrap().unwrap()).unwrap();
            }
            blocks.finish().unwrap();
        }
        let reader = SerializedFileReader::new(Bytes::from(file)).unwrap();
        assert_eq!(reader.num_row_groups(), to.len());
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
