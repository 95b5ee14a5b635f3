//! Judged claims as documents: one with its arithmetic, many as a table.

use super::file::Judged;
use crate::catalogue::Role;
use crate::present::words::{self, LengthUnit};
use crate::present::{Block, Document, Grid, GridColumn};

/// One claim with its verdict and the arithmetic.
pub fn claim(judged: &Judged) -> Document {
    let verdict = judged.judgement.verdict;
    let mut facts = vec![
        ("Claim".to_owned(), said(judged)),
        ("Verdict".to_owned(), verdict.sentence().to_owned()),
    ];
    if !judged.quote.source.is_empty() {
        facts.push(("Source".to_owned(), judged.quote.source.clone()));
    }
    Document {
        blocks: vec![
            Block::Title(subject(judged)),
            Block::Facts(facts),
            Block::Steps(judged.judgement.steps.clone()),
        ],
    }
}

/// Many claims, a line each.
pub fn claims(all: &[Judged]) -> Document {
    let rows = all
        .iter()
        .map(|judged| {
            vec![
                subject(judged),
                said(judged),
                judged.judgement.verdict.sentence().to_owned(),
                judged.judgement.reason(),
            ]
        })
        .collect();
    let columns = ["Flight", "Claim", "Verdict", "Why"]
        .map(GridColumn::words)
        .to_vec();
    Document {
        blocks: vec![Block::Grid(Grid { columns, rows })],
    }
}

/// What the claim is of: its title, else its places, else its distance.
fn subject(judged: &Judged) -> String {
    match (&judged.quote.title, &judged.places) {
        (title, _) if !title.is_empty() => title.clone(),
        (_, Some((from, to))) => format!(
            "{} → {}",
            words::place_as(from, Role::From),
            words::place_as(to, Role::To)
        ),
        (_, None) => format!(
            "A flight over {}",
            LengthUnit::Kilometres.say(judged.claim.distance.km(), 0)
        ),
    }
}

/// The figures as they were said.
fn said(judged: &Judged) -> String {
    let quote = &judged.quote;
    let figures = [
        ("", &quote.time),
        ("", &quote.speed),
        ("apogee ", &quote.apogee),
        ("range ", &quote.range),
    ];
    let said: Vec<String> = figures
        .into_iter()
        .filter_map(|(what, text)| text.as_ref().map(|text| format!("{what}{text}")))
        .collect();
    said.join(", ")
}
