//! Results as documents for people: units, minutes and sentences. Formats only lay these out.

pub(crate) mod basis;
mod card;
pub(crate) mod claims;
mod matrix;
pub(crate) mod names;
pub(crate) mod phrases;
mod sentence;
mod verdict;
pub(crate) mod words;

pub(crate) use card::{card, time_table};
pub(crate) use matrix::{grid, in_order, matrix, notes, summary};
pub(crate) use sentence::{sentence, sentence_on_pair};
pub(crate) use verdict::Verdict;

/// A document for people, laid out by the formats for text, Markdown and HTML.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The parts, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// Title of the document.
    Title(String),
    /// Heading of the next blocks.
    Heading(String),
    /// Running text.
    Paragraph(String),
    /// Labels with their values.
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

/// A drawing in a document: formats without pictures print its caption.
#[derive(Clone, Debug)]
pub struct Picture {
    /// An SVG document.
    pub svg: String,
    /// The same for a phone's screen, with ids of its own.
    pub narrow_svg: Option<String>,
    /// Description of the drawing.
    pub caption: String,
}

/// A table: titles and cells as text for people.
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
    /// The title.
    pub title: String,
    /// Alignment of its cells.
    pub align: Align,
}

/// Alignment of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// For words.
    Left,
    /// For numbers.
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
    /// The quantity that is found.
    pub title: String,
    /// The equation in symbols.
    pub equation: String,
    /// The equation with the numbers put in.
    pub numbers: String,
    /// The result, with its unit.
    pub result: String,
    /// Source of the equation or the figure.
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
