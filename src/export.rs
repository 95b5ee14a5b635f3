//! Writing rows and documents down, one file a format.

pub mod block;
mod csv;
pub mod feature;
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
///
/// ```
/// use arcminute::export::Format;
/// assert_eq!("ndjson".parse::<Format>()?, Format::Ndjson);
/// assert!("txt".parse::<Format>().is_err(), "an extension, not a name");
/// # Ok::<(), arcminute::Error>(())
/// ```
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

/// What formats are called, and who reads them.
///
/// ```
/// use arcminute::export::Format;
/// let for_people = Format::ALL.iter().filter(|(_, format)| format.is_for_people());
/// assert_eq!(for_people.map(|(name, _)| *name).collect::<Vec<_>>(), ["table", "markdown", "html"]);
/// ```
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
    ///
    /// ```
    /// use arcminute::export::Format;
    /// use std::path::Path;
    /// assert_eq!(Format::of_extension(Path::new("rows.JSONL")), Some(Format::Ndjson));
    /// assert_eq!(Format::of_extension(Path::new("rows.txt")), Some(Format::Table));
    /// assert_eq!(Format::of_extension(Path::new("rows.svg")), None);
    /// ```
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
    ///
    /// ```
    /// use arcminute::export::Format;
    /// assert_eq!(Format::Markdown.name(), "markdown");
    /// assert_eq!(Format::Csv.name().parse::<Format>()?, Format::Csv);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }

    /// Whether people read it, so that it prints a document and not rows.
    ///
    /// ```
    /// use arcminute::export::Format;
    /// assert!(Format::Html.is_for_people());
    /// assert!(!Format::Csv.is_for_people());
    /// ```
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Markdown | Self::Html)
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let known = Self::ALL.iter().find(|(name, _)| *name == text);
        known.map(|(_, format)| *format).ok_or_else(|| Error::Unreadable {
            name: "format",
            text: text.to_owned(),
            reason: "write table, markdown, html, csv, json, ndjson or parquet".to_owned(),
        })
    }
}

/// Takes rows one by one and writes them as they come.
///
/// ```
/// use arcminute::export::{Format, RowWriter, row_writer};
/// use arcminute::record::Cell;
/// fn edges(mut rows: Box<dyn RowWriter + '_>) -> arcminute::Result<()> {
///     rows.row(&[Cell::Text("shorter-range"), Cell::Number(1000.0)])?;
///     rows.row(&[Cell::Text("above"), Cell::Null])?;
///     rows.finish()
/// }
/// let mut out = Vec::new();
/// edges(row_writer(Format::Csv, &["band", "upper_km"], &mut out)?)?;
/// assert_eq!(out, b"band,upper_km\nshorter-range,1000\nabove,\n");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub trait RowWriter {
    /// Writes one row; its cells are in the order of the header.
    ///
    /// # Errors
    /// If the output cannot be written.
    ///
    /// ```
    /// use arcminute::export::{Format, row_writer};
    /// use arcminute::record::Cell;
    /// let mut out = Vec::new();
    /// let mut rows = row_writer(Format::Ndjson, &["to_id", "distance_km"], &mut out)?;
    /// rows.row(&[Cell::Text("berlin"), Cell::Null])?;
    /// rows.finish()?;
    /// assert_eq!(out, b"{\"to_id\":\"berlin\",\"distance_km\":null}\n");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()>;

    /// Writes what follows the last row.
    ///
    /// # Errors
    /// If the output cannot be written.
    ///
    /// ```
    /// use arcminute::export::{Format, row_writer};
    /// let mut out = Vec::new();
    /// row_writer(Format::Json, &["to_id"], &mut out)?.finish()?;
    /// assert!(out.starts_with(b"[") && out.ends_with(b"]\n"), "an array even without rows");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    fn finish(self: Box<Self>) -> Result<()>;
}

/// A writer of rows in a machine format.
///
/// # Errors
/// If the header cannot be written, or the format is one for people.
///
/// ```
/// use arcminute::assessment::{Pair, columns};
/// use arcminute::catalogue::{Role, place};
/// use arcminute::export::{Format, row_writer};
/// use arcminute::treaty::BandSet;
/// let (from, to) = (place("Kapustin Yar", Role::From)?, place("Berlin", Role::To)?);
/// let row = Pair::new(&from, &to, BandSet::named("inf")?).alone();
/// let columns = columns("to_id,distance_band")?;
/// let mut out = Vec::new();
/// let mut rows = row_writer(Format::Csv, &["to_id", "distance_band"], &mut out)?;
/// rows.row(&columns.iter().map(|column| (column.value)(&row)).collect::<Vec<_>>())?;
/// rows.finish()?;
/// assert_eq!(out, b"to_id,distance_band\nberlin,intermediate-range\n");
/// assert!(row_writer(Format::Table, &["to_id"], &mut Vec::new()).is_err());
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn row_writer<'w>(format: Format, header: &[&str], out: &'w mut dyn Write) -> Result<Box<dyn RowWriter + 'w>> {
    Ok(Box::new(BlockRows::new(format, header, out)?))
}

/// Writes a document for people: as plain text, as Markdown, or as a page.
///
/// # Errors
/// If the output cannot be written.
///
/// ```
/// use arcminute::export::{Format, write_document};
/// use arcminute::present::{Block, Document};
/// let document = Document { blocks: vec![Block::Notes(vec!["500 km is shorter-range.".to_owned()])] };
/// let mut page = Vec::new();
/// write_document(Format::Html, &document, &mut page)?;
/// assert!(String::from_utf8_lossy(&page).contains("<li>500 km is shorter-range.</li>"));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn write_document(format: Format, document: &Document, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Markdown => markdown::write(document, out),
        Format::Html => html::write(document, out),
        _ => text::write(document, out),
    }
}
