//! Results as documents for people: units, minutes and sentences. Formats only lay these out.

mod card;
mod matrix;
pub mod words;

use crate::error::{Error, Result};

pub use card::{card, time_table};
pub use matrix::{grid, matrix, notes, summary};

/// A table is laid out as a whole, in memory.
const MOST_ROWS_TO_READ: u64 = 50_000;

/// Refuses a table that nobody could read, and that would have to be laid out in memory.
///
/// # Errors
/// [`Error::Usage`] for more than 50,000 rows.
///
/// ```
/// use arcminute::present::refuse_if_too_many_to_read;
/// assert!(refuse_if_too_many_to_read(50_000).is_ok());
/// let refusal = refuse_if_too_many_to_read(50_001).unwrap_err();
/// assert!(refusal.to_string().contains("write them as csv, json, ndjson or parquet"));
/// ```
pub fn refuse_if_too_many_to_read(row_count: u64) -> Result<()> {
    if row_count <= MOST_ROWS_TO_READ {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{row_count} rows are too many to read; write them as csv, json, ndjson or parquet, which take any number \
         (a table has at most {MOST_ROWS_TO_READ})"
    )))
}

/// Something to read, laid out by the text and Markdown formats.
///
/// ```
/// use arcminute::export::{Format, write_document};
/// use arcminute::present::{Block, Document};
/// let title = Block::Title("Minsk → Berlin".to_owned());
/// let note = Block::Paragraph("A reference, never a bound.".to_owned());
/// let mut text = Vec::new();
/// write_document(Format::Markdown, &Document { blocks: vec![title, note] }, &mut text)?;
/// assert_eq!(String::from_utf8_lossy(&text), "# Minsk → Berlin\n\nA reference, never a bound.\n");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a document.
///
/// ```
/// use arcminute::export::{Format, write_document};
/// use arcminute::present::{Block, Document};
/// let facts = [("Lower edge", "500 km"), ("Upper", "5,500 km")];
/// let facts = facts.map(|(label, value)| (label.to_owned(), value.to_owned())).to_vec();
/// let mut text = Vec::new();
/// write_document(Format::Table, &Document { blocks: vec![Block::Facts(facts)] }, &mut text)?;
/// assert_eq!(text, b"Lower edge  500 km\nUpper       5,500 km\n");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub enum Block {
    /// What the document is of.
    Title(String),
    /// What the next blocks are of.
    Heading(String),
    /// Running text.
    Paragraph(String),
    /// Labels and what they stand for.
    Facts(Vec<(String, String)>),
    /// A list of sentences.
    Notes(Vec<String>),
    /// A derivation.
    Steps(Vec<Step>),
    /// A table.
    Grid(Grid),
    /// A drawing.
    Picture(Picture),
}

/// A drawing in a document: shown where pictures can be, else said.
///
/// ```
/// use arcminute::export::{Format, write_document};
/// use arcminute::present::{Block, Document, Picture};
/// let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n".to_owned();
/// let picture = Picture { svg, caption: "Bands".to_owned() };
/// let document = Document { blocks: vec![Block::Picture(picture)] };
/// let (mut page, mut text) = (Vec::new(), Vec::new());
/// write_document(Format::Html, &document, &mut page)?;
/// write_document(Format::Table, &document, &mut text)?;
/// assert!(String::from_utf8_lossy(&page).contains("<svg"));
/// assert_eq!(text, b"[Bands]\n");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Picture {
    /// An SVG document.
    pub svg: String,
    /// What it shows.
    pub caption: String,
}

/// A table: titles and cells as they are to be read.
///
/// ```
/// use arcminute::export::{Format, write_document};
/// use arcminute::present::{Block, Document, Grid, GridColumn};
/// let columns = vec![GridColumn::words("Upper edge of"), GridColumn::numbers("km")];
/// let rows = [["shorter-range", "1,000"], ["intermediate-range", "5,500"]].map(|row| row.map(str::to_owned).to_vec());
/// let grid = Grid { columns, rows: rows.to_vec() };
/// let mut text = Vec::new();
/// write_document(Format::Markdown, &Document { blocks: vec![Block::Grid(grid)] }, &mut text)?;
/// assert!(text.starts_with(b"| Upper edge of | km |\n| --- | ---: |\n| shorter-range | 1,000 |\n"));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// One title a column.
    pub columns: Vec<GridColumn>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// The head of a column.
///
/// ```
/// use arcminute::assessment::{Assumptions, Pair};
/// use arcminute::catalogue::{Role, System, place};
/// use arcminute::present::words::LengthUnit;
/// use arcminute::present::{Align, grid};
/// use arcminute::treaty::BandSet;
/// let (from, to) = (place("Kapustin Yar", Role::From)?, place("Berlin", Role::To)?);
/// let assumptions = Assumptions::with_bands(BandSet::named("inf")?);
/// let system = System::named("generic-ballistic")?;
/// let row = Pair::new(&from, &to, assumptions.bands).assess(&system, &assumptions)?;
/// let columns = grid(&[row], LengthUnit::NauticalMiles).columns;
/// let numbers: Vec<_> = columns.iter().filter(|it| it.align == Align::Right).map(|it| it.title.as_str()).collect();
/// assert_eq!(numbers, ["nmi", "Flight time", "Warning time"]);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct GridColumn {
    /// What it holds.
    pub title: String,
    /// Where its cells stand.
    pub align: Align,
}

/// Where the cells of a column stand.
///
/// ```
/// use arcminute::present::{Align, GridColumn};
/// assert_eq!(GridColumn::words("Band").align, Align::Left);
/// assert_eq!(GridColumn::numbers("km").align, Align::Right);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Words stand to the left, numbers to the right.
///
/// ```
/// use arcminute::export::{Format, write_document};
/// use arcminute::present::{Block, Document, Grid, GridColumn};
/// let grid = Grid { columns: vec![GridColumn::words("Band"), GridColumn::numbers("km")], rows: vec![] };
/// let mut text = Vec::new();
/// write_document(Format::Markdown, &Document { blocks: vec![Block::Grid(grid)] }, &mut text)?;
/// assert_eq!(text, b"| Band | km |\n| --- | ---: |\n");
/// # Ok::<(), arcminute::Error>(())
/// ```
impl GridColumn {
    /// A column of words.
    ///
    /// ```
    /// use arcminute::present::{Align, GridColumn};
    /// let column = GridColumn::words("Band");
    /// assert_eq!((column.title.as_str(), column.align), ("Band", Align::Left));
    /// ```
    pub fn words(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Left }
    }

    /// A column of numbers.
    ///
    /// ```
    /// use arcminute::present::words::LengthUnit;
    /// use arcminute::present::{Align, GridColumn};
    /// let column = GridColumn::numbers(LengthUnit::StatuteMiles.symbol());
    /// assert_eq!((column.title.as_str(), column.align), ("mi", Align::Right));
    /// ```
    pub fn numbers(title: impl Into<String>) -> Self {
        Self { title: title.into(), align: Align::Right }
    }
}

/// One step of a derivation, as a student would write it down.
///
/// ```
/// use arcminute::present::Step;
/// let step = Step {
///     title: "Total delay".to_owned(),
///     equation: "detection + confirmation + notification".to_owned(),
///     numbers: "60 s + 120 s + 60 s".to_owned(),
///     result: "240 s".to_owned(),
///     source: "stated assumption".to_owned(),
/// };
/// assert_eq!(step.lines()[2..], ["240 s", "Source: stated assumption"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// What is found.
    pub title: String,
    /// The equation in symbols.
    pub equation: String,
    /// The equation with the numbers put in.
    pub numbers: String,
    /// What comes out, with its unit.
    pub result: String,
    /// Where the equation or the figure comes from.
    pub source: String,
}

/// A step is laid out as its title and the lines below it.
///
/// ```
/// use arcminute::export::{Format, write_document};
/// use arcminute::present::{Block, Document, Step};
/// let step = Step { title: "Time to go".to_owned(), equation: "t = d/v".to_owned(), ..Step::default() };
/// assert_eq!(step.lines(), ["t = d/v"]);
/// let mut text = Vec::new();
/// write_document(Format::Table, &Document { blocks: vec![Block::Steps(vec![step])] }, &mut text)?;
/// assert_eq!(text, b"1. Time to go\n   t = d/v\n");
/// # Ok::<(), arcminute::Error>(())
/// ```
impl Step {
    /// The lines below the title that are not empty.
    ///
    /// ```
    /// use arcminute::present::Step;
    /// let step = Step { equation: "t = d/v".to_owned(), result: "t = 225 s".to_owned(), ..Step::default() };
    /// assert_eq!(step.lines(), ["t = d/v", "t = 225 s"]);
    /// ```
    pub fn lines(&self) -> Vec<String> {
        let source = if self.source.is_empty() { String::new() } else { format!("Source: {}", self.source) };
        [&self.equation, &self.numbers, &self.result, &source]
            .into_iter()
            .filter(|it| !it.is_empty())
            .cloned()
            .collect()
    }
}
