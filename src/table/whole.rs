//! Sources that have to be in memory as a whole before anything of them can be read.

use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::shown;

/// The most bytes of text that is read as a whole, such as JSON and KML: what is made of it takes four times as much.
pub(crate) const MOST_TEXT_BYTES: usize = 128 << 20;

/// The most bytes of any other file that is read as a whole, such as spreadsheets, Parquet, and what a pipe gives.
const MOST_BYTES: usize = 512 << 20;

/// All bytes of a source.
///
/// # Errors
/// [`Error::Io`] where it cannot be read; [`Error::Usage`] where it has more than [`MOST_BYTES`].
pub(crate) fn whole_bytes(source: impl Read, name: &Path) -> Result<Vec<u8>> {
    at_most(source, name, MOST_BYTES)
}

fn at_most(source: impl Read, name: &Path, most_bytes: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than is taken, so that more is told.
    source
        .take(most_bytes as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| Error::Io {
            action: "read",
            path: name.to_owned(),
            source,
        })?;
    if bytes.len() > most_bytes {
        return Err(too_large(name, "", most_bytes));
    }
    Ok(bytes)
}

/// The error of a file that has more than the limit in some respect, as " unpacked".
pub(crate) fn too_large(name: &Path, respect: &str, most_bytes: usize) -> Error {
    Error::Usage(format!(
        "{} has more than {} MB{respect}, which is the limit of a file that has to be read as a whole: split it, or write it as CSV",
        shown::path(name),
        most_bytes >> 20
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_without_end_is_given_up() {
        let name = Path::new("zeros.parquet");
        assert_eq!(at_most(&[0; 8][..], name, 8).unwrap(), [0; 8]);
        let refused = at_most(std::io::repeat(0), name, 2 << 20)
            .unwrap_err()
            .to_string();
        assert!(
            refused.starts_with("zeros.parquet has more than 2 MB, which is the limit"),
            "{refused}"
        );
    }
}
