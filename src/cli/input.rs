//! Files that are read whole, each up to a size.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::{Error, Result, shown};

/// Largest file that people write by hand, bytes: scenarios and claims.
pub(super) const WRITTEN_BYTES: u64 = 10 << 20;

/// Largest file of rows that is compared, bytes.
pub(super) const ROWS_BYTES: u64 = 1 << 30;

/// The text of a file.
///
/// # Errors
/// [`Error::Io`] where it cannot be read; [`Error::Usage`] where it has more than `most_bytes`, or is not UTF-8 text.
pub(super) fn text(path: &Path, most_bytes: u64) -> Result<String> {
    text_of(path, bytes(path, most_bytes)?)
}

/// The bytes of a file.
///
/// # Errors
/// [`Error::Io`] where it cannot be read; [`Error::Usage`] where it has more than `most_bytes`.
pub(super) fn bytes(path: &Path, most_bytes: u64) -> Result<Vec<u8>> {
    let fault = |source| Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(fault)?;
    let mut bytes = Vec::new();
    file.take(most_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(fault)?;
    if bytes.len() as u64 > most_bytes {
        return Err(Error::Usage(format!(
            "{} has more than {} MB, which is the limit: split it",
            shown::path(path),
            most_bytes >> 20
        )));
    }
    Ok(bytes)
}

/// The text that a file's bytes are.
///
/// # Errors
/// [`Error::Usage`] where they are not UTF-8 text.
pub(super) fn text_of(path: &Path, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let whole = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = whole.split(|&byte| byte == b'\n').count();
        Error::Usage(format!(
            "{}: line {line} is not UTF-8 text",
            shown::path(path)
        ))
    })
}
