//! Documents as plain text: 100 columns wide and without colours, or as a terminal shows them. The only caller of comfy-table.

use std::io::Write;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

use crate::error::Result;
use crate::present::{Align, Block, Document, Grid};
use crate::shown::one_line;

/// How text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Columns of a line.
    pub(crate) width: u16,
    /// True if headings are bold, labels coloured and notes dim, by the codes that terminals heed.
    pub(crate) is_styled: bool,
}

impl Default for Layout {
    /// That of files and pipes.
    fn default() -> Self {
        Self {
            width: 100,
            is_styled: false,
        }
    }
}

/// Emphasis by the codes of ECMA-48 that every terminal knows.
#[derive(Clone, Copy)]
enum Emphasis {
    Bold,
    Dim,
    Label,
}

impl Layout {
    /// A text between the codes of an emphasis, if it is to be styled.
    fn styled(self, emphasis: Emphasis, text: &str) -> String {
        let code = match emphasis {
            Emphasis::Bold => "1",
            Emphasis::Dim => "2",
            Emphasis::Label => "36",
        };
        if self.is_styled && !text.trim().is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// Writes a document as files and pipes have it.
pub(super) fn write_plain(document: &Document, out: &mut dyn Write) -> Result<()> {
    write(document, Layout::default(), out)
}

/// Writes a document.
pub(crate) fn write(document: &Document, layout: Layout, out: &mut dyn Write) -> Result<()> {
    for (at, block) in document.blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Title(text) => {
                for line in layout.wrapped("", "", text) {
                    writeln!(out, "{}", layout.styled(Emphasis::Bold, &line))?;
                }
            }
            Block::Heading(text) => writeln!(
                out,
                "{}\n{}",
                layout.styled(Emphasis::Bold, &one_line(text)),
                "─".repeat(text.chars().count())
            )?,
            Block::Paragraph(text) => write_wrapped(out, layout, "", "", text)?,
            Block::Facts(facts) => {
                let label_width = facts
                    .iter()
                    .map(|(label, _)| label.chars().count())
                    .max()
                    .unwrap_or(0);
                for (label, value) in facts {
                    let indent = " ".repeat(label_width + 2);
                    let padding = " ".repeat(label_width - label.chars().count() + 2);
                    let label = one_line(label);
                    let lines = layout.wrapped(&format!("{label}{padding}"), &indent, value);
                    for (at, line) in lines.iter().enumerate() {
                        match line.strip_prefix(&*label) {
                            Some(rest) if at == 0 => {
                                let label = layout.styled(Emphasis::Label, &label);
                                writeln!(out, "{label}{rest}")?;
                            }
                            _ => writeln!(out, "{line}")?,
                        }
                    }
                }
            }
            Block::Notes(notes) => {
                for note in notes {
                    for line in layout.wrapped("- ", "  ", note) {
                        writeln!(out, "{}", layout.styled(Emphasis::Dim, &line))?;
                    }
                }
            }
            Block::Steps(steps) => {
                for (at, step) in steps.iter().enumerate() {
                    if at > 0 {
                        writeln!(out)?;
                    }
                    let number = format!("{}. ", at + 1);
                    let indent = " ".repeat(number.chars().count());
                    for line in layout.wrapped(&number, &indent, &step.title) {
                        writeln!(out, "{}", layout.styled(Emphasis::Bold, &line))?;
                    }
                    for line in step.lines() {
                        let further = format!("{indent}    ");
                        write_wrapped(out, layout, &indent, &further, &line)?;
                    }
                }
            }
            Block::Grid(grid) => write_grid(out, layout, grid)?,
            Block::Picture(picture) => {
                write_wrapped(out, layout, "", "", &format!("[{}]", picture.caption))?;
            }
        }
    }
    Ok(())
}

fn write_grid(out: &mut dyn Write, layout: Layout, grid: &Grid) -> Result<()> {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(layout.width);
    table.set_header(grid.columns.iter().map(|column| one_line(&column.title)));
    let last = grid.columns.len().saturating_sub(1);
    let least = least_widths(
        &longest_words(grid),
        usize::from(layout.width).saturating_sub(2 * last),
    );
    for row in &grid.rows {
        let cells = row.iter().enumerate();
        table.add_row(cells.map(|(at, cell)| {
            let cell = one_line(cell);
            match least.get(at) {
                Some(&width) => parted_at_hyphens(&cell, width),
                None => cell.into_owned(),
            }
        }));
    }
    for (at, column) in grid.columns.iter().enumerate() {
        if let Some(drawn) = table.column_mut(at) {
            let gap = if at == last { 0 } else { 2 };
            drawn.set_padding((0, gap));
            let least = least.get(at).and_then(|least| u16::try_from(*least).ok());
            if let Some(least) = least {
                drawn.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least + gap)));
            }
            drawn.set_cell_alignment(match column.align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
    }
    let lines: Vec<String> = table
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    let head_lines = if layout.is_styled {
        head_lines(grid, &lines)
    } else {
        0
    };
    for (at, line) in lines.iter().enumerate() {
        if at < head_lines {
            writeln!(out, "{}", layout.styled(Emphasis::Bold, line))?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// A text whose words that are longer than a line are parted behind their hyphens, into pieces as long as a line takes.
fn parted_at_hyphens(text: &str, width: usize) -> String {
    let mut parted = String::with_capacity(text.len());
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            parted.push(' ');
        }
        let mut in_line = 0;
        let is_long = word.chars().count() > width;
        for piece in word.split_inclusive('-') {
            let length = piece.chars().count();
            if is_long && in_line > 0 && in_line + length > width {
                parted.push(' ');
                in_line = 0;
            }
            parted.push_str(piece);
            in_line += length;
        }
    }
    parted
}

/// The length of the longest word of each column, which is not to be broken where there is room.
fn longest_words(grid: &Grid) -> Vec<usize> {
    let longest = |text: &str| {
        let words = text.split_whitespace().map(|word| word.chars().count());
        words.max().unwrap_or(0)
    };
    let of_column = |at: usize| {
        let cells = grid.rows.iter().filter_map(|row| row.get(at));
        let cells = cells.map(|cell| longest(cell)).max().unwrap_or(0);
        cells.max(longest(&grid.columns[at].title))
    };
    (0..grid.columns.len()).map(of_column).collect()
}

/// The widths of columns in which the fewest words are broken: those of the longest words, the widest cut until all fit.
fn least_widths(words: &[usize], width: usize) -> Vec<usize> {
    let widest = words.iter().copied().max().unwrap_or(0);
    let cut = |most: usize| words.iter().map(move |word| (*word).min(most));
    let most = (1..=widest)
        .rev()
        .find(|most| cut(*most).sum::<usize>() <= width);
    most.map_or_else(Vec::new, |most| cut(most).collect())
}

/// How many lines the head of a table takes: until all words of the titles were there.
fn head_lines(grid: &Grid, lines: &[String]) -> usize {
    let mut missing: Vec<&str> = grid
        .columns
        .iter()
        .flat_map(|column| column.title.split_whitespace())
        .collect();
    for (at, line) in lines.iter().enumerate() {
        missing.retain(|word| !line.contains(word));
        if missing.is_empty() {
            return at + 1;
        }
    }
    1
}

/// Writes words up to the width: the first line after `first`, the others after `indent`.
fn write_wrapped(
    out: &mut dyn Write,
    layout: Layout,
    first: &str,
    indent: &str,
    text: &str,
) -> Result<()> {
    for line in layout.wrapped(first, indent, text) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

impl Layout {
    /// Words in lines up to the width: the first after `first`, the others after `indent`.
    fn wrapped(self, first: &str, indent: &str, text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::from(first);
        let mut is_empty = true;
        for word in one_line(text).split(' ') {
            let length = line.chars().count() + 1 + word.chars().count();
            if !is_empty && length > usize::from(self.width) {
                lines.push(line.trim_end().to_owned());
                line.clear();
                line.push_str(indent);
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(word);
            is_empty = false;
        }
        lines.push(line.trim_end().to_owned());
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::GridColumn;

    fn written(layout: Layout) -> String {
        let document = Document {
            blocks: vec![
                Block::Title(
                    "A title that is longer than a narrow terminal, by some words".to_owned(),
                ),
                Block::Facts(vec![("Label".to_owned(), "a value \u{1b}[31m".to_owned())]),
                Block::Grid(Grid {
                    columns: vec![GridColumn::words("To"), GridColumn::words("Flight time")],
                    rows: vec![vec!["Berlin".to_owned(), "9 min".to_owned()]],
                }),
                Block::Notes(vec!["a note".to_owned()]),
            ],
        };
        let mut out = Vec::new();
        write(&document, layout, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn codes_are_ours_and_go_to_terminals_alone() {
        let plain = written(Layout::default());
        assert!(!plain.contains('\u{1b}'), "{plain:?}");
        let styled = written(Layout {
            is_styled: true,
            ..Layout::default()
        });
        assert!(
            styled.contains("\u{1b}[36mLabel\u{1b}[0m  a value \u{fffd}[31m"),
            "{styled:?}"
        );
        assert!(
            styled.contains("\u{1b}[1mTo      Flight time\u{1b}[0m\nBerlin"),
            "{styled:?}"
        );
        assert!(styled.contains("\u{1b}[2m- a note\u{1b}[0m"), "{styled:?}");
        // Without the codes it is the same text.
        let bare = styled.split('\u{1b}').map(|part| {
            let code = part.starts_with('[').then(|| part.find('m')).flatten();
            code.map_or(part, |end| &part[end + 1..])
        });
        assert_eq!(bare.collect::<String>(), plain);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        for width in [60, 80, 200] {
            let text = written(Layout {
                width,
                is_styled: false,
            });
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= usize::from(width), "{text}");
        }
    }
}
