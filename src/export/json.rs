//! JSON: an array of objects, or one object a line. Fields keep the order of the header.

use std::io::Write;

use serde::Serializer;
use serde::ser::{Serialize, SerializeMap, SerializeSeq};

use super::RowWriter;
use crate::error::{Error, Result};
use crate::record::Cell;

struct JsonRows<'w> {
    header: Vec<&'w str>,
    out: &'w mut dyn Write,
    /// What stands before the first object, before any other, and after the last.
    punctuation: [&'static str; 3],
    rows: u64,
}

/// Writes `[`, objects and `]`.
pub(super) fn array_writer<'w>(header: &[&'w str], out: &'w mut dyn Write) -> Box<dyn RowWriter + 'w> {
    Box::new(JsonRows { header: header.to_vec(), out, punctuation: ["[\n", ",\n", "\n]\n"], rows: 0 })
}

/// Writes objects, each on a line of its own.
pub(super) fn line_writer<'w>(header: &[&'w str], out: &'w mut dyn Write) -> Box<dyn RowWriter + 'w> {
    Box::new(JsonRows { header: header.to_vec(), out, punctuation: ["", "\n", "\n"], rows: 0 })
}

impl RowWriter for JsonRows<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let before = self.punctuation[usize::from(self.rows > 0)];
        self.rows += 1;
        self.out.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut *self.out, &Object { header: &self.header, cells }).map_err(|error| {
            let kind = error.io_error_kind().unwrap_or(std::io::ErrorKind::Other);
            Error::Output(std::io::Error::new(kind, error))
        })
    }

    fn finish(self: Box<Self>) -> Result<()> {
        let [first, _, last] = self.punctuation;
        if self.rows == 0 {
            self.out.write_all(first.as_bytes())?;
            if first.is_empty() {
                return Ok(());
            }
        }
        Ok(self.out.write_all(last.as_bytes())?)
    }
}

struct Object<'r> {
    header: &'r [&'r str],
    cells: &'r [Cell<'r>],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (name, cell) in self.header.iter().zip(self.cells) {
            map.serialize_entry(name, &JsonCell(*cell))?;
        }
        map.end()
    }
}

struct JsonCell<'r>(Cell<'r>);

impl Serialize for JsonCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Null => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Number(number) => serializer.serialize_f64(number),
            Cell::Integer(number) => serializer.serialize_u64(number),
            Cell::Flag(flag) => serializer.serialize_bool(flag),
            Cell::Trajectory(trajectory) => serializer.collect_str(&trajectory),
            Cell::List(_) | Cell::Caveats(_) => {
                let members = self.0.members();
                let mut list = serializer.serialize_seq(Some(members.len()))?;
                for member in members {
                    list.serialize_element(member)?;
                }
                list.end()
            }
        }
    }
}
