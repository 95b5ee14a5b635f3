//! Writes rows and documents, one source file per format.

mod csv;
#[cfg(feature = "files")]
pub(crate) mod file;
mod format;
pub(crate) mod geojson;
#[cfg(feature = "parquet")]
mod geoparquet;
mod html;
mod json;
pub(crate) mod kml;
pub(crate) mod map_file;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "pictures")]
mod pdf_file;
pub(crate) mod picture;
#[cfg(feature = "pictures")]
mod png_file;
#[cfg(feature = "pictures")]
mod rendering;
pub(crate) mod rows;
pub(crate) mod text;

use std::io::Write;

pub use format::Format;
pub(crate) use format::refuse_if_too_many_to_read;
pub use rows::write_rows;

use crate::error::{Error, Result};
use crate::present::Document;

/// Writes a document for people: as plain text, as Markdown, or as a page.
///
/// # Errors
/// [`Error::Usage`] for a format of rows, [`Error::Output`] if the output cannot be written.
pub(crate) fn write_document(
    format: Format,
    document: &Document,
    out: &mut dyn Write,
) -> Result<()> {
    match format.writer() {
        format::Writer::Document(write) => write(document, out),
        format::Writer::Rows(_) => Err(Error::Usage(format!("{format} is not for documents"))),
    }
}
