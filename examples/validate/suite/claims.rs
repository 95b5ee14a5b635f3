//! The public claims of `examples/claims.toml` and what becomes of them.

use std::fs;

use arcminute::claim::document;
use arcminute::claim::file::{Judged, NumberedQuote, Quote, quotes, quotes_of_csv};
use arcminute::present::Block;
use arcminute::warning::Delays;

use super::table;

/// All claims, judged.
pub struct Measured {
    pub judged: Vec<Judged>,
    /// Public statements, beside what an expert said of them.
    pub statements: Vec<Judged>,
    /// The cases of a review of version 0.1.0, beside its verdicts.
    pub review: Vec<Judged>,
}

fn read(name: &str) -> String {
    let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn judged(all: Vec<NumberedQuote>) -> Vec<Judged> {
    let judge = |NumberedQuote { place, quote }| {
        let judged = quote.and_then(|quote: Quote| quote.judge(Delays::default()));
        judged.unwrap_or_else(|error| panic!("{place}: {error}"))
    };
    all.into_iter().map(judge).collect()
}

/// What the file says of a claim beyond the figures.
pub fn said<'j>(judged: &'j Judged, name: &str) -> &'j str {
    let found = judged.quote.extra.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, text)| text.as_str())
}

impl Measured {
    pub fn take() -> Self {
        let claims =
            quotes(&read("examples/claims.toml")).unwrap_or_else(|error| panic!("{error}"));
        let of_csv = |name| {
            let all = quotes_of_csv(&read(name)).unwrap_or_else(|error| panic!("{error}"));
            judged(all)
        };
        Self {
            judged: judged(claims),
            statements: of_csv("examples/statements.csv"),
            review: of_csv("tests/reference/claims_of_review.csv"),
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

    /// Each case of the review with both verdicts.
    pub fn review_markdown(&self) -> String {
        let row = |judged: &Judged| {
            let quote = &judged.quote;
            let places = match (&quote.from, &quote.to) {
                (Some(from), Some(to)) => Some(format!("{from} – {to}")),
                _ => None,
            };
            let figures = [
                ("range ", &quote.range),
                ("apogee ", &quote.apogee),
                ("", &quote.time),
                ("", &quote.speed),
                ("", &quote.missile),
            ];
            let figures = figures
                .into_iter()
                .filter_map(|(what, text)| text.as_ref().map(|text| format!("{what}{text}")));
            let claim: Vec<String> = places.into_iter().chain(figures).collect();
            vec![
                quote.title.clone(),
                claim.join(", "),
                said(judged, "before").to_owned(),
                judged.judgement.verdict.code().to_owned(),
                said(judged, "why").to_owned(),
            ]
        };
        let rows: Vec<Vec<String>> = self.review.iter().map(row).collect();
        table::of_words(&["Kind", "Claim", "Version 0.1.0", "Now", "Why"], &rows)
    }

    /// Each statement with its verdict and the expert's.
    pub fn statements_markdown(&self) -> String {
        let row = |judged: &Judged| {
            let quote = &judged.quote;
            let places = match (&quote.from, &quote.to) {
                (Some(from), Some(to)) => format!("{from} – {to}"),
                _ => quote.range.clone().unwrap_or_default(),
            };
            vec![
                said(judged, "speaker").to_owned(),
                quote.title.clone(),
                places,
                quote.missile.clone().unwrap_or_default(),
                judged.judgement.verdict.code().to_owned(),
                said(judged, "expert_verdict").to_owned(),
            ]
        };
        let rows: Vec<Vec<String>> = self.statements.iter().map(row).collect();
        let head = [
            "Who",
            "Statement",
            "Judged over",
            "Missile",
            "Verdict",
            "Expert, where one was read",
        ];
        table::of_words(&head, &rows)
    }
}
