//! Documents as plain text, 100 columns wide. The only caller of comfy-table.

use std::io::Write;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::error::Result;
use crate::present::{Align, Block, Document, Grid};
use crate::shown::one_line;

const WIDTH: u16 = 100;

/// Writes a document.
pub(super) fn write(document: &Document, out: &mut dyn Write) -> Result<()> {
    for (at, block) in document.blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Title(text) => writeln!(out, "{}", one_line(text))?,
            Block::Heading(text) => writeln!(
                out,
                "{}\n{}",
                one_line(text),
                "─".repeat(text.chars().count())
            )?,
            Block::Paragraph(text) => write_wrapped(out, "", "", text)?,
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
                    write_wrapped(out, &format!("{label}{padding}"), &indent, value)?;
                }
            }
            Block::Notes(notes) => {
                for note in notes {
                    write_wrapped(out, "- ", "  ", note)?;
                }
            }
            Block::Steps(steps) => {
                for (at, step) in steps.iter().enumerate() {
                    if at > 0 {
                        writeln!(out)?;
                    }
                    let number = format!("{}. ", at + 1);
                    let indent = " ".repeat(number.chars().count());
                    write_wrapped(out, &number, &indent, &step.title)?;
                    for line in step.lines() {
                        write_wrapped(out, &indent, &format!("{indent}    "), &line)?;
                    }
                }
            }
            Block::Grid(grid) => write_grid(out, grid)?,
            Block::Picture(picture) => {
                write_wrapped(out, "", "", &format!("[{}]", picture.caption))?;
            }
        }
    }
    Ok(())
}

fn write_grid(out: &mut dyn Write, grid: &Grid) -> Result<()> {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH);
    table.set_header(grid.columns.iter().map(|column| one_line(&column.title)));
    for row in &grid.rows {
        table.add_row(row.iter().map(|cell| one_line(cell)));
    }
    let last = grid.columns.len().saturating_sub(1);
    for (at, column) in grid.columns.iter().enumerate() {
        if let Some(drawn) = table.column_mut(at) {
            drawn.set_padding((0, if at == last { 0 } else { 2 }));
            drawn.set_cell_alignment(match column.align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Writes words up to the width: the first line after `first`, the others after `indent`.
fn write_wrapped(out: &mut dyn Write, first: &str, indent: &str, text: &str) -> Result<()> {
    let mut line = String::from(first);
    let mut is_empty = true;
    for word in one_line(text).split(' ') {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > usize::from(WIDTH) {
            writeln!(out, "{}", line.trim_end())?;
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
    writeln!(out, "{}", line.trim_end())?;
    Ok(())
}
