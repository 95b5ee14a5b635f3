//! A column of texts, by dictionary: each text once, and for each row its number.
//!
//! The parquet crate's own writer takes every text of every row to pieces again to find it in its dictionary, which took
//! half the time of a large run. Here a text that lies where it lay before is known by its place, and only numbers are
//! encoded: the pages are those of Parquet's format, "Encodings", PLAIN for the dictionary and the RLE and bit-packing
//! hybrid for numbers and definition levels
//! (<https://parquet.apache.org/docs/file-format/data-pages/encodings/>).

use std::collections::HashMap;

use bytes::Bytes;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{CompressedPage, Page, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;

use crate::record::Cell;

/// Texts of the rows since the last row group.
pub(super) struct TextColumn {
    /// The dictionary: for each text its length, 4 bytes little-endian, and its bytes.
    dictionary: Vec<u8>,
    numbers: HashMap<Vec<u8>, u32>,
    /// For each row 1 where there is a text, else 0.
    levels: Vec<u32>,
    /// The numbers of the texts that are there.
    values: Vec<u32>,
    slots: Vec<Slot>,
    /// Grows with every batch of rows: places in memory mean something within one alone, as long as what is there lives.
    batch: u64,
    /// A text that is put together from a cell.
    text: String,
}

/// A text by its place in memory, and its number.
#[derive(Clone, Copy)]
struct Slot {
    batch: u64,
    place: (usize, usize),
    number: u32,
}

/// Enough slots for the systems of a large run; a power of two.
const SLOTS: usize = 1 << 9;

impl TextColumn {
    pub(super) fn new() -> Self {
        Self {
            dictionary: Vec::new(),
            numbers: HashMap::new(),
            levels: Vec::new(),
            values: Vec::new(),
            slots: vec![
                Slot {
                    batch: 0,
                    place: (0, 0),
                    number: 0
                };
                SLOTS
            ],
            batch: 0,
            text: String::new(),
        }
    }

    /// Adds the texts of some rows.
    pub(super) fn add<'r>(&mut self, cells: impl Iterator<Item = Cell<'r>>) {
        self.batch += 1;
        for cell in cells {
            let number = match cell {
                Cell::Null => None,
                Cell::Text(text) => Some(self.number_by_place(text)),
                other => {
                    let mut text = std::mem::take(&mut self.text);
                    text.clear();
                    other.write_to(&mut text);
                    let number = self.number(text.as_bytes());
                    self.text = text;
                    Some(number)
                }
            };
            self.levels.push(u32::from(number.is_some()));
            self.values.extend(number);
        }
    }

    fn number_by_place(&mut self, text: &str) -> u32 {
        let place = (text.as_ptr() as usize, text.len());
        let at = (place.0 ^ (place.0 >> 9) ^ place.1) % SLOTS;
        let slot = self.slots[at];
        if slot.batch == self.batch && slot.place == place {
            return slot.number;
        }
        let number = self.number(text.as_bytes());
        self.slots[at] = Slot {
            batch: self.batch,
            place,
            number,
        };
        number
    }

    /// The number of a text, which is new if it is not in the dictionary yet.
    fn number(&mut self, text: &[u8]) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        // A row group has far fewer than 2^32 rows, and a text of 4 GiB does not get as far as here.
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.dictionary
            .extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
        self.dictionary.extend(text);
        self.numbers.insert(text.to_vec(), number);
        number
    }

    /// Encodes the rows since the last call as one column chunk.
    pub(super) fn take(
        &mut self,
        description: ColumnDescPtr,
    ) -> Result<(Bytes, ColumnCloseResult)> {
        let row_count = u32::try_from(self.levels.len()).map_err(|_| too_large())?;
        let text_count = u32::try_from(self.numbers.len()).map_err(|_| too_large())?;
        if i32::try_from(self.dictionary.len()).is_err() {
            return Err(too_large());
        }
        let width = u32::BITS - text_count.saturating_sub(1).leading_zeros();
        let levels = hybrid(&self.levels, 1);
        let mut data = Vec::with_capacity(levels.len() + self.values.len() * 2 + 8);
        data.extend(
            u32::try_from(levels.len())
                .map_err(|_| too_large())?
                .to_le_bytes(),
        );
        data.extend(levels);
        data.push(u8::try_from(width).unwrap_or(32));
        data.extend(hybrid(&self.values, width));
        let dictionary = std::mem::take(&mut self.dictionary);
        self.numbers.clear();
        self.levels.clear();
        self.values.clear();
        // Numbers of the last dictionary mean nothing in the next.
        self.batch += 1;

        let sizes = (dictionary.len(), data.len());
        let mut out = TrackedWrite::new(Vec::with_capacity(sizes.0 + sizes.1 + 64));
        let mut pages = SerializedPageWriter::new(&mut out);
        let dictionary = Page::DictionaryPage {
            buf: dictionary.into(),
            num_values: text_count,
            encoding: Encoding::PLAIN,
            is_sorted: false,
        };
        let dictionary = pages.write_page(CompressedPage::new(dictionary, sizes.0))?;
        let data = Page::DataPage {
            buf: data.into(),
            num_values: row_count,
            encoding: Encoding::RLE_DICTIONARY,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        let data = pages.write_page(CompressedPage::new(data, sizes.1))?;
        let bytes = Bytes::from(out.into_inner()?);
        let offset = |bytes: u64| i64::try_from(bytes).map_err(|_| too_large());
        let metadata = ColumnChunkMetaData::builder(description)
            .set_compression(Compression::UNCOMPRESSED)
            .set_encodings(vec![
                Encoding::PLAIN,
                Encoding::RLE,
                Encoding::RLE_DICTIONARY,
            ])
            .set_total_compressed_size(offset(bytes.len() as u64)?)
            .set_total_uncompressed_size(offset(bytes.len() as u64)?)
            .set_num_values(i64::from(row_count))
            .set_dictionary_page_offset(Some(offset(dictionary.offset)?))
            .set_data_page_offset(offset(data.offset)?)
            .build()?;
        let close = ColumnCloseResult {
            bytes_written: bytes.len() as u64,
            rows_written: u64::from(row_count),
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        Ok((bytes, close))
    }
}

fn too_large() -> ParquetError {
    ParquetError::General("the texts of one row group are too large".to_owned())
}

/// Values in groups of this many are packed; a longer run of one value is written as a run.
const GROUP: usize = 8;

/// Numbers of `width` bits in the hybrid of runs and bit-packed groups.
fn hybrid(values: &[u32], width: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(values.len() * width as usize / 8 + 16);
    let mut rest = values;
    while !rest.is_empty() {
        let run = run_length(rest);
        if run >= GROUP {
            varint((run as u64) << 1, &mut out);
            out.extend(&rest[0].to_le_bytes()[..width.div_ceil(8) as usize]);
            rest = &rest[run..];
            continue;
        }
        // Packed up to the next group that begins a run, or to the end, where the last group is filled up with zeros.
        let mut end = GROUP.min(rest.len());
        while end < rest.len() && run_length(&rest[end..]) < GROUP {
            end = (end + GROUP).min(rest.len());
        }
        varint((end.div_ceil(GROUP) as u64) << 1 | 1, &mut out);
        pack(&rest[..end], width, &mut out);
        rest = &rest[end..];
    }
    out
}

/// How often the first value is repeated.
fn run_length(values: &[u32]) -> usize {
    values
        .iter()
        .take_while(|&&value| value == values[0])
        .count()
}

/// Values one behind the other, the lowest bits first, in whole groups.
fn pack(values: &[u32], width: u32, out: &mut Vec<u8>) {
    let mut bits = 0_u64;
    let mut count = 0;
    let filling = values.len().next_multiple_of(GROUP) - values.len();
    for value in values
        .iter()
        .copied()
        .chain(std::iter::repeat_n(0, filling))
    {
        bits |= u64::from(value) << count;
        count += width;
        while count >= 8 {
            out.push(bits.to_le_bytes()[0]);
            bits >>= 8;
            count -= 8;
        }
    }
}

/// A number in groups of seven bits, the lowest first.
fn varint(mut number: u64, out: &mut Vec<u8>) {
    loop {
        let low = number.to_le_bytes()[0] & 0x7f;
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the format's own description: 0 to 7 in three bits are 10001000 11000110 11111010.
    #[test]
    fn packed_groups_are_those_of_the_format() {
        let mut out = Vec::new();
        pack(&[0, 1, 2, 3, 4, 5, 6, 7], 3, &mut out);
        assert_eq!(out, [0b1000_1000, 0b1100_0110, 0b1111_1010]);
        assert_eq!(
            hybrid(&[5; 100], 3),
            [200, 1, 5],
            "a run: 100 << 1 as a varint, then the value"
        );
        assert_eq!(hybrid(&[1, 0, 1], 1), [0b11, 0b101], "one group, filled up");
        assert!(hybrid(&[], 7).is_empty());
    }
}
