//! JSON: an array of objects, or one object a line. Fields keep the order of the header.

use serde::Serializer;
use serde::ser::{Serialize, SerializeMap, SerializeSeq};

use crate::error::{Error, Result};
use crate::record::Cell;

/// Encodes rows as objects.
pub(super) struct Encoder {
    header: Vec<String>,
    separator: &'static str,
    objects: Vec<u8>,
}

impl Encoder {
    pub(super) fn new(header: &[&str], separator: &'static str) -> Self {
        Self {
            header: header.iter().map(|&name| name.to_owned()).collect(),
            separator,
            objects: Vec::new(),
        }
    }

    pub(super) fn row<'r>(&mut self, cell: impl Fn(usize) -> Cell<'r>) -> Result<()> {
        if !self.objects.is_empty() {
            self.objects.extend_from_slice(self.separator.as_bytes());
        }
        serde_json::to_writer(
            &mut self.objects,
            &Object {
                header: &self.header,
                cell,
            },
        )
        .map_err(|error| {
            let kind = error.io_error_kind().unwrap_or(std::io::ErrorKind::Other);
            Error::Output(std::io::Error::new(kind, error))
        })
    }

    /// The objects since the last call, with the separator between them.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.objects)
    }
}

struct Object<'h, F> {
    header: &'h [String],
    cell: F,
}

impl<'r, F: Fn(usize) -> Cell<'r>> Serialize for Object<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.header.len()))?;
        for (field, name) in self.header.iter().enumerate() {
            map.serialize_entry(name, &JsonCell((self.cell)(field)))?;
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
