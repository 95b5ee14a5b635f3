//! JSON: an array of objects, or one object a line. Fields keep the order of the headings.

use serde::Serializer;
use serde::ser::{Serialize, SerializeMap, SerializeSeq};

use super::format::RowWriter;
use super::rows::{Block, Encoder, Rows, TextFrame};
use crate::error::{Error, Result};
use crate::schema::{Cell, Heading};

pub(super) const ARRAY: RowWriter = RowWriter {
    rows_a_block: 1024,
    encoder: |headings| Ok(Box::new(Objects::new(headings, ",\n"))),
    frame: |_| Ok(Box::new(TextFrame::new(b"[\n".into(), ",\n", ["\n]\n"; 2]))),
};

pub(super) const LINES: RowWriter = RowWriter {
    rows_a_block: 1024,
    encoder: |headings| Ok(Box::new(Objects::new(headings, "\n"))),
    frame: |_| Ok(Box::new(TextFrame::new(Vec::new(), "\n", ["", "\n"]))),
};

/// Encodes rows as objects.
struct Objects {
    headings: Vec<Heading>,
    separator: &'static str,
    /// The objects so far, with separators between them.
    text: Vec<u8>,
}

impl Objects {
    fn new(headings: &[Heading], separator: &'static str) -> Self {
        Self {
            headings: headings.to_vec(),
            separator,
            text: Vec::new(),
        }
    }
}

impl Encoder for Objects {
    fn add(&mut self, rows: &dyn Rows) -> Result<()> {
        for row in 0..rows.count() {
            if !self.text.is_empty() {
                self.text.extend_from_slice(self.separator.as_bytes());
            }
            let object = Object {
                headings: &self.headings,
                rows,
                row,
            };
            serde_json::to_writer(&mut self.text, &object).map_err(|error| {
                let kind = error.io_error_kind().unwrap_or(std::io::ErrorKind::Other);
                Error::Output(std::io::Error::new(kind, error))
            })?;
        }
        Ok(())
    }

    fn take(&mut self) -> Result<Block> {
        Ok(Block::Text(std::mem::take(&mut self.text)))
    }
}

struct Object<'r> {
    headings: &'r [Heading],
    rows: &'r dyn Rows,
    row: usize,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.headings.len()))?;
        let mut headings = self.headings.iter();
        let mut written = Ok(());
        self.rows.row(self.row, &mut |cell| {
            if let (Some(heading), Ok(())) = (headings.next(), &written) {
                written = map.serialize_entry(&heading.name, &JsonCell(cell));
            }
        });
        written?;
        map.end()
    }
}

struct JsonCell<'r>(&'r Cell<'r>);

impl Serialize for JsonCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self.0 {
            Cell::Null => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Formatted(text) => serializer.collect_str(text),
            Cell::Number(number) => serializer.serialize_f64(number),
            Cell::Integer(number) => serializer.serialize_i64(number),
            Cell::Flag(flag) => serializer.serialize_bool(flag),
            Cell::List(list) => {
                let members = list.members();
                let mut list = serializer.serialize_seq(Some(members.len()))?;
                for member in members {
                    list.serialize_element(member)?;
                }
                list.end()
            }
        }
    }
}
