//! A column of texts, by dictionary: each text once, and for each row its number.
//!
//! The parquet crate's own writer hashes every text of every row to find it in its dictionary, which made files of rows
//! take 2.2 times as long (`docs/performance.md`). Here most texts are found by a guess: in a table of sources,
//! destinations and systems, a text is mostly followed by the text that followed it before. The pages are those of Parquet's
//! format, "Encodings": PLAIN for the dictionary, and the hybrid of runs and bit-packed groups for numbers and definition
//! levels (<https://parquet.apache.org/docs/file-format/data-pages/encodings/>).

use std::collections::HashMap;

use bytes::Bytes;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{CompressedPage, Page, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;
use rustc_hash::FxBuildHasher;

/// Texts of the rows since the last row group.
pub(super) struct TextColumn {
    dictionary: Dictionary,
    /// The number of the text of the last row that had one.
    last: usize,
    /// For each row 1 where there is a text, else 0.
    levels: Vec<u32>,
    /// The numbers of the texts that are there.
    values: Vec<u32>,
}

impl TextColumn {
    pub(super) fn new() -> Self {
        Self {
            dictionary: Dictionary::default(),
            last: 0,
            levels: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Adds the text of the next row, None for null.
    pub(super) fn add(&mut self, text: Option<&str>) {
        self.levels.push(u32::from(text.is_some()));
        if let Some(text) = text {
            let number = self.dictionary.number_after(self.last, text);
            self.last = number as usize;
            self.values.push(number);
        }
    }

    /// Encodes the rows since the last call as one column chunk.
    pub(super) fn take(
        &mut self,
        description: ColumnDescPtr,
    ) -> Result<(Bytes, ColumnCloseResult)> {
        let row_count = u32::try_from(self.levels.len()).map_err(|_| too_large())?;
        let (dictionary, text_count) = self.dictionary.take();
        if i32::try_from(dictionary.len()).is_err() {
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
        self.last = 0;
        self.levels.clear();
        self.values.clear();

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

/// Texts, each once, with numbers in the order of their first appearance.
#[derive(Default)]
struct Dictionary {
    /// As in the page of a dictionary: for each text its length, 4 bytes little-endian, and its bytes.
    page: Vec<u8>,
    entries: Vec<Entry>,
    numbers: HashMap<Box<str>, u32, FxBuildHasher>,
}

/// A text of the dictionary.
struct Entry {
    /// Its bytes in the page: from the first to before the last.
    start: usize,
    end: usize,
    /// The number of the text that followed it last.
    next: u32,
}

impl Dictionary {
    /// The number of a text that follows the one with the number `last`.
    fn number_after(&mut self, last: usize, text: &str) -> u32 {
        if let Some(last) = self.entries.get(last) {
            let guess = &self.entries[last.next as usize];
            if are_equal(&self.page[guess.start..guess.end], text.as_bytes()) {
                return last.next;
            }
        }
        let number = match self.numbers.get(text) {
            Some(&number) => number,
            None => self.add(text),
        };
        if let Some(last) = self.entries.get_mut(last) {
            last.next = number;
        }
        number
    }

    fn add(&mut self, text: &str) -> u32 {
        // A row group has far fewer than 2^32 rows, and a text of 4 GiB does not come this far.
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.page.extend(length.to_le_bytes());
        let start = self.page.len();
        self.page.extend(text.as_bytes());
        self.entries.push(Entry {
            start,
            end: self.page.len(),
            // Until more is known: texts come in runs.
            next: number,
        });
        self.numbers.insert(text.into(), number);
        number
    }

    /// The page and the number of its texts; later texts are numbered afresh.
    fn take(&mut self) -> (Vec<u8>, u32) {
        let count = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.clear();
        self.numbers.clear();
        (std::mem::take(&mut self.page), count)
    }
}

/// Compares texts. Most are too short for a call of `memcmp` to pay: they are compared in words, of which the last
/// may overlap the one before.
fn are_equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    if a.len() >= 8 {
        let (words, _) = a.as_chunks::<8>();
        let (others, _) = b.as_chunks::<8>();
        return words.iter().eq(others) && a.last_chunk::<8>() == b.last_chunk::<8>();
    }
    if a.len() >= 4 {
        return a.first_chunk::<4>() == b.first_chunk::<4>()
            && a.last_chunk::<4>() == b.last_chunk::<4>();
    }
    a.iter().eq(b)
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

/// The number of values at the beginning that are equal to the first.
fn run_length(values: &[u32]) -> usize {
    values
        .iter()
        .take_while(|&&value| value == values[0])
        .count()
}

/// Values one after the other, the lowest bits first, in whole groups.
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

    #[test]
    fn a_text_has_one_number_whatever_came_before_it() {
        let texts = [
            "a", "a", "b", "a", "b", "c", "a", "", "c", "a", "b", "\u{e9}", "b",
        ];
        let mut dictionary = Dictionary::default();
        let mut last = 0;
        let numbers = texts.map(|text| {
            let number = dictionary.number_after(last, text);
            last = number as usize;
            number
        });
        assert_eq!(numbers, [0, 0, 1, 0, 1, 2, 0, 3, 2, 0, 1, 4, 1]);
        let (page, count) = dictionary.take();
        assert_eq!(count, 5);
        assert_eq!(
            page,
            b"\x01\0\0\0a\x01\0\0\0b\x01\0\0\0c\0\0\0\0\x02\0\0\0\xc3\xa9"
        );
        assert_eq!(dictionary.number_after(last, "b"), 0, "numbered afresh");
    }
}
