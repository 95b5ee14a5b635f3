//! How wide standard output is, and whether it takes emphasis. The only caller of `terminal_size`.

use std::env;
use std::io::{self, IsTerminal};

use terminal_size::{Width, terminal_size_of};

use crate::export::text::Layout;

/// Narrower tables cannot be read, and wider lines of text neither.
const WIDTHS: std::ops::RangeInclusive<u16> = 60..=200;

/// The layout of text on standard output: as wide as the terminal, or as COLUMNS says of any output.
pub(super) fn layout() -> Layout {
    let is_terminal = io::stdout().is_terminal();
    let of_terminal = || is_terminal.then(width_of_terminal).flatten();
    layout_of(
        env::var("COLUMNS").ok().as_deref(),
        of_terminal(),
        is_terminal && takes_emphasis(),
    )
}

fn layout_of(columns: Option<&str>, of_terminal: Option<u16>, is_styled: bool) -> Layout {
    let asked = columns.and_then(|text| text.trim().parse().ok());
    let width = asked.or(of_terminal).filter(|width| *width > 0);
    let plain = Layout::default();
    Layout {
        width: width.map_or(plain.width, |width| {
            width.clamp(*WIDTHS.start(), *WIDTHS.end())
        }),
        is_styled,
    }
}

fn width_of_terminal() -> Option<u16> {
    terminal_size_of(io::stdout()).map(|(Width(width), _)| width)
}

/// False where one has asked for none (no-color.org), or the terminal is one that heeds no codes.
fn takes_emphasis() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_heeded_within_reason() {
        for (columns, of_terminal, width) in [
            (None, None, 100),
            (None, Some(80), 80),
            (Some("72"), Some(80), 72),
            (Some("20"), None, 60),
            (None, Some(400), 200),
            (Some(""), Some(80), 80),
            (Some("wide"), None, 100),
            (Some("0"), Some(80), 100),
        ] {
            assert_eq!(
                layout_of(columns, of_terminal, false).width,
                width,
                "{columns:?} {of_terminal:?}"
            );
        }
    }
}
