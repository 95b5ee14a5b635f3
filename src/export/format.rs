//! The table of formats: one value and one arm per format, from which names, extensions, messages and writers come.

use std::io::Write;
use std::path::Path;

#[cfg(feature = "parquet")]
use super::parquet;
use super::rows::{Encoder, Frame};
use super::{csv, html, json, markdown, text};
use crate::error::{Error, Result};
use crate::present::Document;
use crate::schema::Heading;
use crate::shown;

codes! {
    /// A format of results.
    pub enum Format as "format" {
        /// Plain text for reading in a terminal.
        Table = "table",
        /// Text for reading where Markdown is rendered.
        Markdown = "markdown",
        /// A self-contained page: no network, and no script needed to read it.
        Html = "html",
        /// Comma-separated values, RFC 4180.
        Csv = "csv",
        /// One JSON array of objects.
        Json = "json",
        /// One JSON object a line.
        Ndjson = "ndjson",
        /// Apache Parquet: typed columns, compressed.
        Parquet = "parquet",
    }
}

/// The writer of a format.
pub(super) enum Writer {
    /// Documents for people.
    Document(fn(&Document, &mut dyn Write) -> Result<()>),
    /// Rows for machines.
    Rows(RowWriter),
}

/// The writer of a format for rows.
pub(super) struct RowWriter {
    /// Rows encoded together: a reader of Parquet wants large row groups.
    pub(super) rows_a_block: usize,
    /// An encoder of blocks.
    pub(super) encoder: fn(&[Heading]) -> Result<Box<dyn Encoder>>,
    /// Writes the file around the blocks.
    pub(super) frame: fn(&[Heading]) -> Result<Box<dyn Frame>>,
}

impl Format {
    /// File extensions without the dot, the usual one first; and the writer.
    fn entry(self) -> (&'static [&'static str], Writer) {
        match self {
            Self::Table => (&["txt"], Writer::Document(text::write_plain)),
            Self::Markdown => (&["md"], Writer::Document(markdown::write)),
            Self::Html => (&["html", "htm"], Writer::Document(html::write)),
            Self::Csv => (&["csv"], Writer::Rows(csv::WRITER)),
            Self::Json => (&["json"], Writer::Rows(json::ARRAY)),
            Self::Ndjson => (&["ndjson", "jsonl"], Writer::Rows(json::LINES)),
            #[cfg(feature = "parquet")]
            Self::Parquet => (&["parquet"], Writer::Rows(parquet::WRITER)),
            #[cfg(not(feature = "parquet"))]
            Self::Parquet => (&["parquet"], Writer::Rows(NO_PARQUET)),
        }
    }

    /// The writer.
    pub(super) fn writer(self) -> Writer {
        self.entry().1
    }

    /// The writer of rows.
    ///
    /// # Errors
    /// [`Error::Usage`] for a format for people.
    pub(super) fn row_writer(self) -> Result<RowWriter> {
        match self.writer() {
            Writer::Rows(writer) => Ok(writer),
            Writer::Document(_) => Err(Error::Usage(format!(
                "rows are written as {}, not as {self}, which is for reading",
                Self::row_names()
            ))),
        }
    }

    /// The format of a file by its extension; None if no format has it.
    pub(crate) fn of_extension(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|format| format.entry().0.contains(&extension.as_str()))
    }

    /// The format of an output file by its extension.
    ///
    /// # Errors
    /// [`Error::Usage`] if no format has it, with the extensions that there are; `or` is what else can be done, such
    /// as `give --format`.
    pub(crate) fn of_output(path: &Path, or: &str) -> Result<Self> {
        Self::of_extension(path).ok_or_else(|| no_format(path, "", &Self::extensions(), or))
    }

    /// True for formats that people read, which hold a document and not rows.
    pub(crate) fn is_for_people(self) -> bool {
        matches!(self.writer(), Writer::Document(_))
    }

    /// The names of the formats for rows: `csv, json, ndjson or parquet`.
    pub(crate) fn row_names() -> String {
        let formats = Self::ALL.into_iter();
        let codes: Vec<&str> = formats
            .filter(|format| !format.is_for_people())
            .map(Self::code)
            .collect();
        crate::codes::one_of(&codes)
    }

    /// The usual extensions of all formats: `.txt, .md, … or .parquet`.
    pub(crate) fn extensions() -> String {
        let extensions = Self::ALL.map(|format| format!(".{}", format.entry().0[0]));
        crate::codes::one_of(&extensions.each_ref().map(String::as_str))
    }
}

/// Maximum rows of a table for people, which is laid out in memory.
const MOST_ROWS_TO_READ: u64 = 50_000;

/// Refuses a table that nobody could read, and that would have to be laid out in memory.
///
/// # Errors
/// [`Error::Usage`] for more than 50,000 rows.
pub(crate) fn refuse_if_too_many_to_read(row_count: u64) -> Result<()> {
    if row_count <= MOST_ROWS_TO_READ {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{row_count} rows are too many to read; write them as {}, which take any number (a table has at most \
         {MOST_ROWS_TO_READ})",
        Format::row_names()
    )))
}

/// Substitutes for formats that are not written: their extensions, and advice.
const INSTEAD: [(&[&str], &str); 5] = [
    (&["xlsx", "xls", "ods"], "spreadsheets open .csv"),
    (&["doc", "docx", "odt"], "word processors open .html"),
    (
        &["jpg", "jpeg", "gif", "webp"],
        "a picture of pixels is .png",
    ),
    (&["gpkg", "shp"], "QGIS and its like open .geojson"),
    (&["kmz"], "KMZ is .kml in an archive"),
];

/// The error of a file whose extension names no format of some kind, as " of maps".
pub(super) fn no_format(path: &Path, of: &str, extensions: &str, or: &str) -> Error {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let extension = extension.to_lowercase();
    let instead = INSTEAD
        .iter()
        .find(|(others, _)| others.contains(&extension.as_str()));
    let instead = instead.map_or_else(String::new, |(_, words)| format!(" ({words})"));
    Error::Usage(format!(
        "output file {:?}: its extension names no format{of}; use {extensions}{instead}, or {or}",
        shown::cut(&path.to_string_lossy())
    ))
}

/// Placeholder for Parquet in a build without it.
#[cfg(not(feature = "parquet"))]
const NO_PARQUET: RowWriter = RowWriter {
    rows_a_block: 0,
    encoder: |_| Err(no_parquet()),
    frame: |_| Err(no_parquet()),
};

#[cfg(not(feature = "parquet"))]
pub(super) fn no_parquet() -> Error {
    Error::Usage("this build cannot write parquet: it lacks the feature of that name".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_extension() {
        for (path, format) in [
            ("a.CSV", Some(Format::Csv)),
            ("b/c.jsonl", Some(Format::Ndjson)),
            ("c.htm", Some(Format::Html)),
            ("d.xlsx", None),
            ("csv", None),
        ] {
            assert_eq!(Format::of_extension(Path::new(path)), format, "{path}");
        }
        let refused = Format::of_output(Path::new("d.xlsx"), "give --format").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "output file \"d.xlsx\": its extension names no format; use .txt, .md, .html, .csv, .json, .ndjson or .parquet \
             (spreadsheets open .csv), or give --format"
        );
        assert_eq!(Format::row_names(), "csv, json, ndjson or parquet");
    }
}
