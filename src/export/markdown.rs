//! Documents as GitHub-flavoured Markdown.

use std::io::Write;

use crate::error::Result;
use crate::present::{Align, Block, Document, Grid};
use crate::shown::one_line;

/// Writes a document.
pub(super) fn write(document: &Document, out: &mut dyn Write) -> Result<()> {
    for (at, block) in document.blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Title(text) => writeln!(out, "# {}", escaped(text))?,
            Block::Heading(text) => writeln!(out, "## {}", escaped(text))?,
            Block::Paragraph(text) => writeln!(out, "{}", escaped(text))?,
            Block::Facts(facts) => {
                for (label, value) in facts {
                    writeln!(out, "- **{}**: {}", escaped(label), escaped(value))?;
                }
            }
            Block::Notes(notes) => {
                for note in notes {
                    writeln!(out, "- {}", escaped(note))?;
                }
            }
            Block::Steps(steps) => {
                for (at, step) in steps.iter().enumerate() {
                    writeln!(out, "{}. **{}**", at + 1, escaped(&step.title))?;
                    for line in step.lines() {
                        writeln!(out, "   - {}", escaped(&line))?;
                    }
                }
            }
            Block::Grid(grid) => write_grid(out, grid)?,
            Block::Picture(picture) => writeln!(out, "*{}*", escaped(&picture.caption))?,
        }
    }
    Ok(())
}

fn write_grid(out: &mut dyn Write, grid: &Grid) -> Result<()> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(
        out,
        "{}",
        line(
            grid.columns
                .iter()
                .map(|column| escaped(&column.title))
                .collect()
        )
    )?;
    let rule = |align| if align == Align::Right { "---:" } else { "---" }.to_owned();
    writeln!(
        out,
        "{}",
        line(
            grid.columns
                .iter()
                .map(|column| rule(column.align))
                .collect()
        )
    )?;
    for row in &grid.rows {
        writeln!(
            out,
            "{}",
            line(row.iter().map(|cell| escaped(cell)).collect())
        )?;
    }
    Ok(())
}

/// Text without what Markdown would take as markup.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' => safe.extend(['\\', c]),
            '<' => safe.push_str("&lt;"),
            c => safe.push(c),
        }
    }
    safe
}
