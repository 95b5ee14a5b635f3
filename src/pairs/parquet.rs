//! Pairs of Parquet, column by column: numbers, integers, flags and texts keep their types; days and times are written as
//! texts.

use std::borrow::Cow;
use std::io::Read;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp, civil::date};
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType, FixedLenByteArray};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;

use super::ends::Ends;
use super::{Pairs, Source, Value, no_ends};
use crate::error::{Error, Result};
use crate::schema::{Kind, Unit};
use crate::table::parquet::{DAMAGED, whole_file};
use crate::table::{Columns, Options, caught, whole_bytes};

/// Rows that are read at a time.
const BLOCK_ROWS: usize = 8192;

/// Opens a file, which is read as a whole, and decoded block by block.
pub(super) fn open<'r>(source: impl Read + 'r, options: &Options) -> Result<Pairs<'r>> {
    let bytes = whole_bytes(source, &options.name)?;
    let file = super::file_name(&options.name);
    let reader = caught(|| whole_file(bytes))
        .unwrap_or_else(damaged)
        .map_err(|error| broken(&file, &error))?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let mut notes = Vec::new();
    let mut names = Vec::new();
    let mut leaves = Vec::new();
    let mut kinds = Vec::new();
    for (leaf, column) in schema.columns().iter().enumerate() {
        let form = if column.path().parts().len() == 1 && column.max_rep_level() == 0 {
            form(column)
        } else {
            None
        };
        match form {
            Some(form) => {
                names.push(column.name().to_owned());
                kinds.push(form.kind());
                leaves.push((leaf, form));
            }
            None => notes.push(format!(
                "column {:?} is left out: its type has no place in a table",
                column.path().string()
            )),
        }
    }
    let columns = Columns::of_header(&names, 1, &options.mapping, &mut notes)?;
    let texts: Vec<&str> = names.iter().map(String::as_str).collect();
    let ends = Ends::of(&columns).ok_or_else(|| no_ends(1, &texts))?;
    ends.refuse_unsaid(&columns, 1)?;
    let rows = Rows {
        columns: leaves
            .into_iter()
            .map(|(leaf, form)| {
                let physical = schema.column(leaf).physical_type();
                let is_of_bytes = matches!(
                    physical,
                    Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY
                );
                Column::new(leaf, form, is_of_bytes)
            })
            .collect(),
        reader,
        file: file.clone(),
        next_group: 0,
        left_in_group: 0,
        in_block: 0,
        at: 0,
        number: 0,
    };
    let names = columns.names().map(str::to_owned).collect();
    let mut pairs = Pairs::new(Source::Parquet(Box::new(rows)), ends, names, file);
    pairs.kinds = Some(kinds);
    pairs.notes = notes;
    Ok(pairs)
}

fn broken(file: &str, error: &ParquetError) -> Error {
    Error::Usage(format!("{file}: the Parquet file cannot be read: {error}"))
}

fn damaged<T>() -> Result<T, ParquetError> {
    Err(ParquetError::General(DAMAGED.to_owned()))
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Number,
    Integer,
    Unsigned32,
    Unsigned64,
    Flag,
    Text,
    Day,
    /// Units in a second, and whether it is of UTC, not of any clock.
    Time(i64, bool),
    /// Decimal places.
    Decimal(u32),
}

impl Form {
    fn kind(self) -> Kind {
        match self {
            Self::Number => Kind::Number(Unit::Unknown),
            Self::Integer | Self::Unsigned32 => Kind::Integer,
            Self::Flag => Kind::Flag,
            Self::Unsigned64 | Self::Text | Self::Day | Self::Time(..) | Self::Decimal(_) => {
                Kind::Text
            }
        }
    }
}

/// The form of a column; None for what no table holds: nested values, and bytes that are no text.
fn form(column: &ColumnDescriptor) -> Option<Form> {
    let logical = column.logical_type_ref();
    let converted = column.converted_type();
    let units = |unit: &TimeUnit| match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    };
    let places = || u32::try_from(column.type_scale()).ok().map(Form::Decimal);
    match (column.physical_type(), logical, converted) {
        (Physical::BOOLEAN, ..) => Some(Form::Flag),
        (Physical::DOUBLE | Physical::FLOAT, ..) => Some(Form::Number),
        (Physical::INT32, _, ConvertedType::DATE) => Some(Form::Day),
        (Physical::INT32, _, ConvertedType::UINT_32) => Some(Form::Unsigned32),
        (Physical::INT64, _, ConvertedType::UINT_64) => Some(Form::Unsigned64),
        (Physical::INT64, Some(LogicalType::Timestamp(time)), _) => {
            Some(Form::Time(units(&time.unit), time.is_adjusted_to_u_t_c))
        }
        (Physical::INT64, _, ConvertedType::TIMESTAMP_MILLIS) => Some(Form::Time(1_000, true)),
        (Physical::INT64, _, ConvertedType::TIMESTAMP_MICROS) => Some(Form::Time(1_000_000, true)),
        (Physical::INT32 | Physical::INT64, _, ConvertedType::DECIMAL) => places(),
        (Physical::INT32 | Physical::INT64, ..) => Some(Form::Integer),
        (Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY, _, ConvertedType::DECIMAL) => {
            places()
        }
        (Physical::BYTE_ARRAY, ..) => Some(Form::Text),
        _ => None,
    }
}

/// The rows of a file.
pub(super) struct Rows {
    reader: SerializedFileReader<Bytes>,
    file: String,
    columns: Vec<Column>,
    next_group: usize,
    left_in_group: usize,
    in_block: usize,
    /// The row within the block, from 1.
    at: usize,
    number: u64,
}

impl Rows {
    /// Goes to the next row; false at the end.
    pub(super) fn next(&mut self) -> Result<bool> {
        while self.at >= self.in_block {
            let has_more = caught(|| self.next_block()).unwrap_or_else(damaged);
            if !has_more.map_err(|error| broken(&self.file, &error))? {
                return Ok(false);
            }
        }
        self.at += 1;
        self.number += 1;
        Ok(true)
    }

    /// The number of the row, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// A cell of the row.
    pub(super) fn cell(&self, column: usize) -> Value<'_> {
        self.columns
            .get(column)
            .map_or(Value::Empty, |column| column.cell(self.at - 1))
    }

    fn next_block(&mut self) -> Result<bool, ParquetError> {
        while self.left_in_group == 0 {
            if self.next_group >= self.reader.num_row_groups() {
                return Ok(false);
            }
            let group = self.reader.get_row_group(self.next_group)?;
            self.left_in_group = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
            for column in &mut self.columns {
                column.pages = Some(group.get_column_reader(column.leaf)?);
            }
            self.next_group += 1;
        }
        let count = self.left_in_group.min(BLOCK_ROWS);
        for column in &mut self.columns {
            column.read(count)?;
        }
        self.left_in_group -= count;
        self.in_block = count;
        self.at = 0;
        Ok(true)
    }
}

/// A column, and the values of a block of it.
struct Column {
    leaf: usize,
    form: Form,
    pages: Option<ColumnReader>,
    values: Values,
    /// For each row the index of its value; empty where each has one.
    indices: Vec<Option<u32>>,
}

enum Values {
    Numbers(Vec<f64>),
    Integers(Vec<i64>),
    Flags(Vec<bool>),
    Texts(Vec<ByteArray>),
}

impl Column {
    fn new(leaf: usize, form: Form, is_of_bytes: bool) -> Self {
        let values = match form {
            Form::Number => Values::Numbers(Vec::new()),
            Form::Flag => Values::Flags(Vec::new()),
            Form::Text => Values::Texts(Vec::new()),
            Form::Decimal(_) if is_of_bytes => Values::Texts(Vec::new()),
            _ => Values::Integers(Vec::new()),
        };
        Self {
            leaf,
            form,
            pages: None,
            values,
            indices: Vec::new(),
        }
    }

    fn read(&mut self, count: usize) -> Result<(), ParquetError> {
        let mut levels = Vec::new();
        match (&mut self.pages, &mut self.values) {
            (Some(ColumnReader::DoubleColumnReader(pages)), Values::Numbers(values)) => {
                read(pages, count, values, &mut levels)?;
            }
            (Some(ColumnReader::FloatColumnReader(pages)), Values::Numbers(values)) => {
                let mut singles = Vec::new();
                read(pages, count, &mut singles, &mut levels)?;
                // The shortest decimal of a single: 54.71, not 54.70999908.
                values.clear();
                values.extend(
                    singles
                        .iter()
                        .map(|single: &f32| single.to_string().parse().unwrap_or(f64::NAN)),
                );
            }
            (Some(ColumnReader::Int64ColumnReader(pages)), Values::Integers(values)) => {
                read(pages, count, values, &mut levels)?;
            }
            (Some(ColumnReader::Int32ColumnReader(pages)), Values::Integers(values)) => {
                let mut short = Vec::new();
                read(pages, count, &mut short, &mut levels)?;
                values.clear();
                values.extend(short.iter().map(|&short: &i32| match self.form {
                    Form::Unsigned32 => i64::from(short.cast_unsigned()),
                    _ => i64::from(short),
                }));
            }
            (Some(ColumnReader::BoolColumnReader(pages)), Values::Flags(values)) => {
                read(pages, count, values, &mut levels)?;
            }
            (Some(ColumnReader::ByteArrayColumnReader(pages)), Values::Texts(values)) => {
                read(pages, count, values, &mut levels)?;
            }
            (Some(ColumnReader::FixedLenByteArrayColumnReader(pages)), Values::Texts(values)) => {
                let mut fixed = Vec::new();
                read(pages, count, &mut fixed, &mut levels)?;
                values.clear();
                values.extend(
                    fixed
                        .into_iter()
                        .map(|bytes: FixedLenByteArray| ByteArray::from(bytes)),
                );
            }
            _ => {
                return Err(ParquetError::General(
                    "a column changes its type".to_owned(),
                ));
            }
        }
        self.indices.clear();
        let is_there = |level: &i16| *level > 0;
        if !levels.iter().all(is_there) {
            let mut next = 0;
            self.indices.extend(levels.iter().map(|level| {
                is_there(level).then(|| {
                    next += 1;
                    next - 1
                })
            }));
        }
        Ok(())
    }

    fn cell(&self, row: usize) -> Value<'_> {
        let at = match self.indices.get(row) {
            None => row,
            Some(Some(at)) => *at as usize,
            Some(None) => return Value::Empty,
        };
        match &self.values {
            Values::Numbers(values) => values.get(at).map_or(Value::Empty, |number| {
                if number.is_finite() {
                    Value::Number(*number)
                } else {
                    Value::Empty
                }
            }),
            Values::Flags(values) => values
                .get(at)
                .map_or(Value::Empty, |flag| Value::Flag(*flag)),
            Values::Texts(values) => match (values.get(at), self.form) {
                (None, _) => Value::Empty,
                (Some(bytes), Form::Decimal(places)) => {
                    Value::Text(Cow::Owned(decimal(big_endian(bytes.data()), places)))
                }
                (Some(text), _) => Value::Text(String::from_utf8_lossy(text.data())),
            },
            Values::Integers(values) => match values.get(at) {
                None => Value::Empty,
                Some(&integer) => self.integer(integer),
            },
        }
    }

    fn integer(&self, integer: i64) -> Value<'_> {
        let text = match self.form {
            Form::Unsigned64 => integer.cast_unsigned().to_string(),
            Form::Day => date(1970, 1, 1)
                .checked_add(
                    SignedDuration::from_hours(24)
                        .saturating_mul(i32::try_from(integer).unwrap_or(i32::MAX)),
                )
                .map_or_else(|_| integer.to_string(), |day| day.to_string()),
            Form::Time(units, is_utc) => {
                let nanos = i128::from(integer) * i128::from(1_000_000_000 / units);
                Timestamp::from_nanosecond(nanos).map_or_else(
                    |_| integer.to_string(),
                    |time| {
                        let text = time.to_string();
                        let local = text.trim_end_matches('Z');
                        if is_utc { text } else { local.to_owned() }
                    },
                )
            }
            Form::Decimal(places) => decimal(i128::from(integer), places),
            _ => return Value::Integer(integer),
        };
        Value::Text(Cow::Owned(text))
    }
}

/// A number in two's complement, the first byte the highest; sixteen bytes hold all digits that a decimal may have.
fn big_endian(bytes: &[u8]) -> i128 {
    let is_negative = bytes.first().is_some_and(|&first| first >= 0x80);
    let start = if is_negative { -1 } else { 0 };
    let last = &bytes[bytes.len().saturating_sub(16)..];
    last.iter()
        .fold(start, |value: i128, &byte| (value << 8) | i128::from(byte))
}

/// A decimal number from its digits.
fn decimal(digits: i128, places: u32) -> String {
    let places = places as usize;
    let text = format!("{:0>width$}", digits.unsigned_abs(), width = places + 1);
    let (whole, fraction) = text.split_at(text.len() - places);
    let sign = if digits < 0 { "-" } else { "" };
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

fn read<T: DataType>(
    pages: &mut ColumnReaderImpl<T>,
    count: usize,
    values: &mut Vec<T::T>,
    levels: &mut Vec<i16>,
) -> Result<(), ParquetError> {
    values.clear();
    let mut rows = 0;
    while rows < count {
        let (records, _, _) = pages.read_records(count - rows, Some(levels), None, values)?;
        if records == 0 {
            return Err(ParquetError::General("a column is too short".to_owned()));
        }
        rows += records;
    }
    Ok(())
}
