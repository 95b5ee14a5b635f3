//! Results as documents for people: units, minutes and sentences. Formats only lay these out.

pub(crate) mod basis;
mod card;
pub mod claims;
mod matrix;
pub(crate) mod phrases;
pub mod words;

use crate::error::{Error, Result};

pub(crate) use card::{card, time_table};
pub(crate) use matrix::{grid, matrix, notes, summary};

/// A table is laid out as a whole, in memory.
const MOST_ROWS_TO_READ: u64 = 50_000;

/// Refuses a table that nobody could read, and that would have to be laid out in memory.
///
/// # Errors
/// [`Error::Usage`] for more than 50,000 rows.
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
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a document.
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
#[derive(Clone, Debug)]
pub struct Picture {
    /// An SVG document.
    pub svg: String,
    /// The same for a screen of a hand's width, with ids of its own.
    pub narrow_svg: Option<String>,
    /// What it shows.
    pub caption: String,
}

/// A table: titles and cells as they are to be read.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// One title a column.
    pub columns: Vec<GridColumn>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// The head of a column.
#[derive(Clone, Debug)]
pub struct GridColumn {
    /// What it holds.
    pub title: String,
    /// Where its cells stand.
    pub align: Align,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

impl GridColumn {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Left,
        }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Right,
        }
    }
}

/// One step of a derivation, as a student would write it down.
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

impl Step {
    /// The lines below the title that are not empty.
    pub fn lines(&self) -> Vec<String> {
        let source = if self.source.is_empty() {
            String::new()
        } else {
            format!("Source: {}", self.source)
        };
        [&self.equation, &self.numbers, &self.result, &source]
            .into_iter()
            .filter(|it| !it.is_empty())
            .cloned()
            .collect()
    }
}
