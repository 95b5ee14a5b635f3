//! JSON: an array of objects, or one object a line. Fields keep the order of the headings.

use std::io::{self, Write};

use serde::Serializer;
use serde::ser::{Serialize, SerializeMap, SerializeSeq};
use serde_json::ser::Formatter;

use super::format::RowWriter;
use super::rows::{Block, Encoder, Rows, TextFrame};
use crate::error::{Error, Result};
use crate::schema::{Cell, Heading};
use crate::shown::is_hidden;

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
            write(&object, &mut self.text).map_err(|error| {
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

/// Writes a value as JSON in which every hidden character is escaped, so that a terminal or an editor shows it as it is.
pub(super) fn write(value: &impl Serialize, out: impl Write) -> serde_json::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, Escaping))
}

/// Compact JSON.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // Anything but printable ASCII is checked one by one.
        if fragment.bytes().all(|byte| byte < 0x7f) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, hidden)) = rest.char_indices().find(|(_, c)| is_hidden(*c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + hidden.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_read_back() {
        let text = "a\u{1b}\u{9b}\u{202e}b\u{e0041}ü\u{7f}";
        let mut out = Vec::new();
        write(&text, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out, "\"a\\u001b\\u009b\\u202eb\\udb40\\udc41ü\\u007f\"");
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    }
}
