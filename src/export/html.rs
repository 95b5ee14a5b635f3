//! Documents as one HTML page: styles and pictures within it, nothing fetched, readable without its script, which only
//! sorts tables.

use std::io::Write;

use crate::error::Result;
use crate::present::{Align, Block, Document, Grid};
use crate::shown::one_line;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/sort.js");

/// Nothing is fetched, and no style or script is applied but these two, by their SHA-256.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
    style-src 'sha256-Ufz4opoWwMlfJkFEvPtYr1FRLbJsm/IN03E0bS+0JJ0='; script-src 'sha256-9wmMW2inK2O0WobRrn8d6dBvp2jtfyU2W1TCm4Fu04s='; base-uri 'none'; form-action 'none'\">";

/// Writes a document as a page.
pub(super) fn write(document: &Document, out: &mut dyn Write) -> Result<()> {
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(text.as_str()),
        _ => None,
    });
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{POLICY}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>",
        escaped(title.unwrap_or("Arcminute"))
    )?;
    let mut heading = "";
    for block in &document.blocks {
        if let Block::Title(text) | Block::Heading(text) = block {
            heading = text;
        }
        write_block(block, heading, out)?;
    }
    let has_table = document
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Grid(_)));
    let script = if has_table {
        format!("<script>\n{SCRIPT}</script>\n")
    } else {
        String::new()
    };
    Ok(write!(out, "</main>\n{script}</body>\n</html>\n")?)
}

fn write_block(block: &Block, heading: &str, out: &mut dyn Write) -> Result<()> {
    match block {
        Block::Title(text) => writeln!(out, "<h1>{}</h1>", escaped(text))?,
        Block::Heading(text) => writeln!(out, "<h2>{}</h2>", escaped(text))?,
        Block::Paragraph(text) => writeln!(out, "<p>{}</p>", escaped(text))?,
        Block::Facts(facts) => {
            writeln!(out, "<dl>")?;
            for (label, value) in facts {
                writeln!(out, "<dt>{}</dt><dd>{}</dd>", escaped(label), linked(value))?;
            }
            writeln!(out, "</dl>")?;
        }
        Block::Notes(notes) => {
            writeln!(out, "<ul>")?;
            for note in notes {
                writeln!(out, "<li>{}</li>", escaped(note))?;
            }
            writeln!(out, "</ul>")?;
        }
        Block::Steps(steps) => {
            writeln!(out, "<ol>")?;
            for step in steps {
                let lines: Vec<String> = step.lines().iter().map(|line| escaped(line)).collect();
                writeln!(
                    out,
                    "<li><strong>{}</strong><br>{}</li>",
                    escaped(&step.title),
                    lines.join("<br>")
                )?;
            }
            writeln!(out, "</ol>")?;
        }
        Block::Grid(grid) => write_grid(grid, heading, out)?,
        Block::Picture(picture) => {
            // Without our styles the narrow drawing stays hidden.
            // The drawing is one of ours, with all text in it escaped, and its namespace is that of any SVG in a page.
            let caption = escaped(&picture.caption);
            match &picture.narrow_svg {
                None => writeln!(out, "<figure>\n{}", picture.svg)?,
                Some(narrow) => writeln!(
                    out,
                    "<figure>\n<div class=\"wide\">\n{}</div>\n<div class=\"narrow\" hidden>\n{narrow}</div>",
                    picture.svg
                )?,
            }
            // The title stands on the drawing itself.
            let more = caption
                .strip_prefix(drawn_title(&picture.svg))
                .unwrap_or(&caption);
            match more.trim_start_matches(['.', ' ']) {
                "" => writeln!(out, "</figure>")?,
                more => writeln!(out, "<figcaption>{more}</figcaption>\n</figure>")?,
            }
        }
    }
    Ok(())
}

/// The title of a drawing, as it is escaped there; empty without one.
fn drawn_title(svg: &str) -> &str {
    let title = || {
        let (_, from) = svg.split_once("<title")?;
        let (_, text) = from.split_once('>')?;
        Some(text.split_once("</title>")?.0)
    };
    title().unwrap_or_default()
}

/// Number of rows shown at first, so that a page opens at once; more are shown on request.
const ROWS_AT_ONCE: usize = 500;

fn write_grid(grid: &Grid, heading: &str, out: &mut dyn Write) -> Result<()> {
    let class = |align| {
        if align == Align::Right {
            " class=\"number\""
        } else {
            ""
        }
    };
    let name = escaped(heading);
    let is_folded = grid.rows.len() > ROWS_AT_ONCE;
    let count = crate::present::words::counted(grid.rows.len(), "row");
    if is_folded {
        writeln!(out, "<details>\n<summary>{count}</summary>")?;
    }
    // A scrolling element must be reachable by keyboard.
    writeln!(
        out,
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\n\n\
         <table>\n<caption>{name} ({count})</caption>\n<thead>\n<tr>"
    )?;
    for column in &grid.columns {
        writeln!(
            out,
            "<th scope=\"col\"{}>{}</th>",
            class(column.align),
            match column.title.as_str() {
                // In a text the code of a country needs no head; in a table every column has one.
                "" => "Country".to_owned(),
                title => escaped(title),
            }
        )?;
    }
    writeln!(out, "</tr>\n</thead>\n<tbody>")?;
    for row in &grid.rows {
        write!(out, "<tr>")?;
        for (number, (cell, column)) in row.iter().zip(&grid.columns).enumerate() {
            let class = class(column.align);
            // A row that goes on with the one above has no head of its own.
            if number == 0 && !cell.is_empty() {
                write!(out, "<th scope=\"row\"{class}>{}</th>", linked(cell))?;
            } else {
                write!(out, "<td{class}>{}</td>", linked(cell))?;
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")?;
    if is_folded {
        writeln!(out, "</details>")?;
    }
    Ok(())
}

/// Text in which addresses are links.
fn linked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("https://").or_else(|| rest.find("http://")) {
        let (before, from) = rest.split_at(at);
        let end = from
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | ';' | '>' | '"' | '|'))
            .unwrap_or(from.len());
        let (address, after) = from.split_at(end);
        let trimmed = address.trim_end_matches(['.', ',', ':']);
        let after_at = trimmed.len();
        out.push_str(&escaped(before));
        let address = escaped(trimmed);
        for part in [
            "<a href=\"",
            &address,
            "\" rel=\"noreferrer\">",
            &address,
            "</a>",
        ] {
            out.push_str(part);
        }
        out.push_str(&escaped(&from[after_at..end]));
        rest = after;
    }
    out.push_str(&escaped(rest));
    out
}

/// Text as text, in elements and in attributes.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::GridColumn;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let nasty = "<script>alert('x')</script> & \"q\"\u{0}";
        let grid = Grid {
            columns: vec![GridColumn::words(nasty)],
            rows: vec![vec![nasty.to_owned()]],
        };
        let blocks = vec![
            Block::Title(nasty.to_owned()),
            Block::Heading(nasty.to_owned()),
            Block::Paragraph(nasty.to_owned()),
            Block::Facts(vec![(nasty.to_owned(), nasty.to_owned())]),
            Block::Notes(vec![nasty.to_owned()]),
            Block::Grid(grid),
        ];
        let mut out = Vec::new();
        write(&Document { blocks }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text.matches("alert(").count(),
            text.matches("&lt;script&gt;alert(&#39;x&#39;)").count()
        );
        assert_eq!(text.matches("<script>").count(), 1, "the page's own");
        assert!(!text.contains('\u{0}'));
        assert!(
            !text.contains("http:") && !text.contains("https:"),
            "nothing is fetched"
        );
    }

    #[cfg(feature = "files")]
    #[test]
    fn the_policy_has_the_hashes_of_style_and_script() {
        use sha2::{Digest, Sha256};
        for text in [STYLE, SCRIPT] {
            let hash = base64(&Sha256::digest(format!("\n{text}")));
            assert!(POLICY.contains(&format!("'sha256-{hash}'")), "{hash}");
        }
    }

    #[cfg(feature = "files")]
    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let of_three = |three: &[u8]| {
            let number = (0..3).fold(0_u32, |number, at| {
                number << 8 | u32::from(three.get(at).copied().unwrap_or(0))
            });
            let length = three.len();
            (0..4).map(move |at| {
                if at > length {
                    '='
                } else {
                    char::from(DIGITS[(number >> (18 - 6 * at)) as usize & 63])
                }
            })
        };
        bytes.chunks(3).flat_map(of_three).collect()
    }
}
