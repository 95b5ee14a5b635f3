//! What stands for encodings other than UTF-8 in a build without them: there are none.

use std::io;

use super::ByteOrder;
use crate::error::{Error, Result};

/// No decoder.
pub(super) enum Legacy {}

impl Legacy {
    /// # Errors
    /// [`Error::Usage`], always.
    pub(super) fn named(label: &str) -> Result<Self> {
        Err(Error::Usage(format!(
            "the encoding {label:?} cannot be read: this build reads UTF-8 alone, without naming it"
        )))
    }

    pub(super) fn utf_16(_byte_order: ByteOrder) -> io::Result<(Self, &'static str)> {
        Err(refused("UTF-16"))
    }

    pub(super) fn guessed(_sample: &[u8]) -> io::Result<(Self, &'static str)> {
        Err(refused("not UTF-8"))
    }

    pub(super) fn decode(&mut self, _bytes: &[u8], _out: &mut Vec<u8>, _is_last: bool) {
        match *self {}
    }
}

fn refused(what: &str) -> io::Error {
    let reason = format!("it is {what}, and this build reads UTF-8 alone; save it as UTF-8");
    io::Error::new(io::ErrorKind::InvalidData, reason)
}
