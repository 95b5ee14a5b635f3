//! Writing rows and documents down, one file a format.

pub mod block;
mod csv;
#[cfg(feature = "files")]
pub(crate) mod file;
pub mod geojson;
mod html;
mod json;
pub mod kml;
pub mod map_file;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
pub mod picture;
#[cfg(feature = "pictures")]
mod rendering;
mod text;

use std::io::Write;
use std::path::Path;
use std::str::FromStr;

use block::BlockRows;

use crate::error::{Error, Result};
use crate::present::Document;
use crate::record::Cell;

/// A format of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For reading in a terminal.
    Table,
    /// For reading where Markdown is rendered.
    Markdown,
    /// A page that needs nothing beside it: no network, and no script to be read.
    Html,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// One JSON array of objects.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Apache Parquet: typed columns, compressed.
    Parquet,
}

impl Format {
    /// All formats with their names.
    pub const ALL: [(&'static str, Self); 7] = [
        ("table", Self::Table),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("csv", Self::Csv),
        ("json", Self::Json),
        ("ndjson", Self::Ndjson),
        ("parquet", Self::Parquet),
    ];

    /// The format that a file's extension asks for, if it is a known one.
    pub fn of_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Table),
            "md" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, format)| *format == self)
            .map_or("", |(name, _)| name)
    }

    /// Whether people read it, so that it prints a document and not rows.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Markdown | Self::Html)
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let known = Self::ALL.iter().find(|(name, _)| *name == text);
        known
            .map(|(_, format)| *format)
            .ok_or_else(|| Error::Unreadable {
                name: "format",
                text: text.to_owned(),
                reason: "write table, markdown, html, csv, json, ndjson or parquet".to_owned(),
            })
    }
}

/// Takes rows one by one and writes them as they come.
pub trait RowWriter {
    /// Writes one row; its cells are in the order of the header.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()>;

    /// Writes what follows the last row.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn finish(self: Box<Self>) -> Result<()>;
}

/// A writer of rows in a machine format.
///
/// # Errors
/// If the header cannot be written, or the format is one for people.
pub fn row_writer<'w>(
    format: Format,
    header: &[&str],
    out: &'w mut dyn Write,
) -> Result<Box<dyn RowWriter + 'w>> {
    Ok(Box::new(BlockRows::new(format, header, out)?))
}

/// Writes a document for people: as plain text, as Markdown, or as a page.
///
/// # Errors
/// If the output cannot be written.
pub fn write_document(format: Format, document: &Document, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Markdown => markdown::write(document, out),
        Format::Html => html::write(document, out),
        _ => text::write(document, out),
    }
}
