//! Files that are read whole, each up to a maximum size.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(feature = "files")]
use crate::export::file::open_regular;
use crate::inputs::note_input;
use crate::{Error, Result, shown};

/// Maximum size of files that people write by hand, bytes: scenarios and claims. Reading one takes up to a hundred times as
/// much memory, and 10,000 places are a megabyte.
pub(super) const WRITTEN_BYTES: u64 = 2 << 20;

/// Maximum size of a file of rows that is compared, bytes.
#[cfg(feature = "files")]
pub(super) const ROWS_BYTES: u64 = 1 << 30;

/// True if the process was started without a standard input. The runtime then opens `/dev/null` in its place.
static IS_STDIN_CLOSED: AtomicBool = AtomicBool::new(false);

/// Notes whether standard input is closed; called before the runtime opens something else in its place.
pub(super) fn note_closed_stdin() {
    let names_open_files = Path::new("/dev/fd").is_dir();
    let is_closed = names_open_files && Path::new("/dev/fd/0").symlink_metadata().is_err();
    IS_STDIN_CLOSED.store(is_closed, Ordering::Relaxed);
}

/// Standard input.
///
/// # Errors
/// Where the process has none.
pub(super) fn stdin() -> io::Result<io::StdinLock<'static>> {
    if IS_STDIN_CLOSED.load(Ordering::Relaxed) {
        return Err(io::Error::other("standard input is closed"));
    }
    Ok(io::stdin().lock())
}

/// The text of a file.
///
/// # Errors
/// [`Error::Io`] where it cannot be read; [`Error::Usage`] where it has more than `most_bytes`, or is not UTF-8 text.
pub(super) fn text(path: &Path, most_bytes: u64) -> Result<String> {
    text_of(path, bytes(path, most_bytes)?)
}

/// The text of a regular file: a run writes no pipe or device.
///
/// # Errors
/// As of [`text`], and for anything but a regular file.
#[cfg(feature = "files")]
pub(super) fn regular_text(path: &Path, most_bytes: u64) -> Result<String> {
    let file = open_regular(path).map_err(|source| fault(path, source))?;
    note_input(path);
    text_of(path, bytes_of(path, file, most_bytes)?)
}

fn fault(path: &Path, source: io::Error) -> Error {
    Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    }
}

/// The bytes of a file.
///
/// # Errors
/// [`Error::Io`] where it cannot be read; [`Error::Usage`] where it has more than `most_bytes`.
pub(super) fn bytes(path: &Path, most_bytes: u64) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|source| fault(path, source))?;
    note_input(path);
    bytes_of(path, file, most_bytes)
}

fn bytes_of(path: &Path, file: File, most_bytes: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| fault(path, source))?;
    if bytes.len() as u64 > most_bytes {
        return Err(Error::Usage(format!(
            "{} has more than {} MB, which is the limit: split it",
            shown::path(path),
            most_bytes >> 20
        )));
    }
    Ok(bytes)
}

/// The bytes of a file as text.
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
