//! Own places in bulk: points with a name, from the files that people hold.
//!
//! Read are CSV and its cousins, GeoJSON (also a line a feature), JSON with a list of objects, KML; with the feature
//! `formats` KMZ, XLSX, ODS and XLS; with the feature `parquet` Parquet, with columns of degrees or points of `GeoParquet`.
//! The content says which it is, not the name of the file. A row that is no place is told with its line, and the rest
//! goes on. Of a file without coordinates the names are given, for whoever can look them up.

#[cfg(feature = "formats")]
mod archive;
mod collect;
#[cfg(feature = "formats")]
mod container;
mod doubt;
mod json;
mod kml;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
#[cfg(feature = "formats")]
mod sheets;
#[cfg(test)]
mod tests;
mod text;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use crate::error::{Error, Result};
use crate::inputs::note_input;
use crate::position::Position;
use crate::table::{Fault, Mapping, Options, whole_bytes, whole_text};

use collect::Collector;
pub(crate) use collect::PROJECTED;
#[cfg(feature = "formats")]
pub(crate) use container::{header_below_titles, titles_left_out};
#[cfg(feature = "formats")]
pub(crate) use sheets::{Sheet, SheetCell, sheets};

/// The most places of a file.
pub(crate) const MOST_PLACES: usize = 1_000_000;

/// A place of a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamedPoint {
    /// Its name, or its coordinates where the file has none.
    pub(crate) name: String,
    /// False if the name is that of its coordinates.
    pub(crate) is_named: bool,
    /// Its id, as the file writes it.
    pub(crate) id: Option<String>,
    pub(crate) position: Position,
    /// By how much the position may be wrong, in km, where the file or the notation says so.
    pub(crate) uncertainty_km: Option<f64>,
    /// A country, as the file writes it.
    pub(crate) country: Option<String>,
    /// The line of a text, or the row of a table, from 1.
    pub(crate) line: u64,
}

/// A place of a file that is a name alone, to be looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    /// Its country, as the file writes it.
    pub(crate) country: Option<String>,
    /// The line of a text, or the row of a table, from 1.
    pub(crate) line: u64,
}

/// The places of a file, and what is to be told of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlacesFile {
    /// In the order of the file.
    pub(crate) points: Vec<NamedPoint>,
    /// Names, where the file has no coordinates.
    pub(crate) names: Vec<Name>,
    /// True if a header says that they are names.
    pub(crate) has_header: bool,
    /// What is no place, in the order of the lines.
    pub(crate) faults: Vec<Fault>,
    /// What was assumed.
    pub(crate) notes: Vec<String>,
}

/// Reads a file of places, or standard input for `-`.
///
/// # Errors
/// [`Error::Io`] if it cannot be read; [`Error::Usage`] if it is of no format that is read, has no coordinates, or holds
/// more than [`MOST_PLACES`].
pub(crate) fn read(path: &Path, encoding: Option<&str>, mapping: &[Mapping]) -> Result<PlacesFile> {
    let io = |source| Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    };
    let options = Options {
        encoding: encoding.map(str::to_owned),
        mapping: mapping.to_vec(),
        ..Options::named(path)
    };
    if path.as_os_str() == "-" {
        let all = whole_bytes(std::io::stdin().lock(), path)?;
        let start = all.get(..4096).unwrap_or(&all).to_vec();
        return read_source(std::io::Cursor::new(all), &start, options);
    }
    let mut file = File::open(path).map_err(io)?;
    note_input(path);
    let mut start = Vec::new();
    (&mut file).take(4096).read_to_end(&mut start).map_err(io)?;
    // A pipe cannot be read twice, and is told by the failure to seek.
    if file.seek(SeekFrom::Start(0)).is_ok() {
        read_source(file, &start, options)
    } else {
        let all = whole_bytes(start.chain(file), path)?;
        read_source(std::io::Cursor::new(all), &start, options)
    }
}

/// Reads places from the bytes of a file.
///
/// # Errors
/// Those of [`read`].
#[cfg(any(test, fuzzing))]
pub(crate) fn read_bytes(bytes: &[u8], options: Options) -> Result<PlacesFile> {
    read_source(std::io::Cursor::new(bytes), bytes, options)
}

/// Reads places from bytes that can be read from any offset, of which `start` is the beginning.
fn read_source<R: Read + Seek>(source: R, start: &[u8], options: Options) -> Result<PlacesFile> {
    let mut collector = Collector::default();
    match kind_of(start) {
        Kind::Zip => in_container(source, &options, &mut collector)?,
        Kind::Spreadsheet => in_spreadsheet(source, &options, &mut collector)?,
        Kind::Parquet => in_parquet(source, &options, &mut collector)?,
        Kind::Xml => kml::read(&whole(source, &options, &mut collector)?, &mut collector)?,
        Kind::Json => json::read(
            &whole(source, &options, &mut collector)?,
            &options.mapping,
            &mut collector,
        )?,
        Kind::Text => text::read(source, options, &mut collector)?,
    }
    collector.finish()
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// KMZ, or a spreadsheet.
    Zip,
    /// The container of old Excel files.
    Spreadsheet,
    Parquet,
    Xml,
    Json,
    Text,
}

impl Kind {
    /// What it is, if no table.
    pub(crate) fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Xml => Some("XML"),
            Self::Json => Some("JSON"),
            Self::Text => None,
            Self::Zip | Self::Spreadsheet => {
                (!cfg!(feature = "formats")).then_some("a spreadsheet")
            }
            Self::Parquet => (!cfg!(feature = "parquet")).then_some("Parquet"),
        }
    }
}

/// What a file is by its first bytes.
pub(crate) fn kind_of(start: &[u8]) -> Kind {
    if start.starts_with(b"PK\x03\x04") {
        return Kind::Zip;
    }
    if start.starts_with(b"\xd0\xcf\x11\xe0") {
        return Kind::Spreadsheet;
    }
    if start.starts_with(b"PAR1") {
        return Kind::Parquet;
    }
    // Marks of UTF-8 and UTF-16 and the NUL bytes of the latter do not matter here, nor does the record separator of
    // GeoJSON sequences.
    let mut letters = start
        .iter()
        .filter(|&&byte| !matches!(byte, 0 | 0x1e | 0xef | 0xbb | 0xbf | 0xff | 0xfe))
        .filter(|byte| !byte.is_ascii_whitespace());
    match letters.next() {
        Some(b'<') => Kind::Xml,
        Some(b'{') => Kind::Json,
        // A position in square brackets is no JSON file.
        Some(b'[') if matches!(letters.next(), Some(b'{' | b']' | b'"') | None) => Kind::Json,
        _ => Kind::Text,
    }
}

/// All text of a source, of any encoding.
fn whole(source: impl Read, options: &Options, collector: &mut Collector) -> Result<String> {
    let (text, note) = whole_text(source, options.encoding.as_deref(), &options.name)?;
    collector.notes.extend(note);
    Ok(text)
}

#[cfg(feature = "formats")]
fn in_container<R: Read + Seek>(
    source: R,
    options: &Options,
    collector: &mut Collector,
) -> Result<()> {
    container::read(source, options, collector)
}

#[cfg(feature = "formats")]
fn in_spreadsheet<R: Read + Seek>(
    source: R,
    options: &Options,
    collector: &mut Collector,
) -> Result<()> {
    container::spreadsheet(source, options, collector)
}

#[cfg(not(feature = "formats"))]
fn in_container<R>(_: R, options: &Options, _: &mut Collector) -> Result<()> {
    Err(without_feature(options, "a spreadsheet or KMZ", "formats"))
}

#[cfg(not(feature = "formats"))]
fn in_spreadsheet<R>(_: R, options: &Options, _: &mut Collector) -> Result<()> {
    Err(without_feature(options, "a spreadsheet", "formats"))
}

#[cfg(feature = "parquet")]
fn in_parquet<R: Read + Seek>(
    source: R,
    options: &Options,
    collector: &mut Collector,
) -> Result<()> {
    parquet::read(source, options, collector)
}

#[cfg(not(feature = "parquet"))]
fn in_parquet<R>(_: R, options: &Options, _: &mut Collector) -> Result<()> {
    Err(without_feature(options, "Parquet", "parquet"))
}

#[cfg(not(all(feature = "formats", feature = "parquet")))]
fn without_feature(options: &Options, what: &str, feature: &str) -> Error {
    Error::Usage(format!(
        "{} is {what}, which this build does not read: build it with the feature {feature}",
        options.name.display()
    ))
}

fn refused(reason: impl Into<String>) -> Error {
    Error::Usage(reason.into())
}
