//! The public claims of `examples/claims.toml` and what becomes of them.

use std::fs;

use arcminute::claim::document;
use arcminute::claim::file::{Judged, quotes};
use arcminute::present::Block;
use arcminute::warning::Delays;

use super::table;

/// All claims, judged.
pub struct Measured {
    pub judged: Vec<Judged>,
}

impl Measured {
    pub fn take() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/claims.toml");
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let all = quotes(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let judge = |quote: arcminute::claim::file::Quote| {
            let title = quote.title.clone();
            quote
                .judge(Delays::default())
                .unwrap_or_else(|error| panic!("{title}: {error}"))
        };
        Self {
            judged: all.into_iter().map(judge).collect(),
        }
    }

    /// The table that `arcminute claim --file` prints.
    pub fn markdown(&self) -> String {
        let document = document::claims(&self.judged);
        let Some(Block::Grid(grid)) = document.blocks.first() else {
            return String::new();
        };
        let titles: Vec<&str> = grid
            .columns
            .iter()
            .map(|column| column.title.as_str())
            .collect();
        table::of_words(&titles, &grid.rows)
    }
}
