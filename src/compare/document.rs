//! A comparison for people: what changes, in words and as a table.

use super::{Change, Fact, Match};
use crate::present::words::{self, LengthUnit};
use crate::present::{Block, Document, Grid, GridColumn};

/// The comparison of two sides: the rows that change, or all of them.
pub(crate) fn document(
    matches: &[Match<'_>],
    labels: [&str; 2],
    unit: LengthUnit,
    has_all: bool,
) -> Document {
    let [a, b] = labels;
    let mut blocks = vec![Block::Title(format!("{a} → {b}"))];
    let shown: Vec<&Match<'_>> = matches
        .iter()
        .filter(|it| has_all || !it.changes().is_empty())
        .collect();
    if !shown.is_empty() {
        blocks.push(Block::Grid(grid(&shown, unit)));
    }
    blocks.push(Block::Notes(summary(matches)));
    Document { blocks }
}

/// Counts of changed rows, and the changes of times.
fn summary(matches: &[Match<'_>]) -> Vec<String> {
    let count = |wanted: Change| {
        matches
            .iter()
            .filter(|it| it.changes().contains(&wanted))
            .count()
    };
    let is_both = |it: &&Match<'_>| it.a.is_some() && it.b.is_some();
    let reach = count(Change::Reach);
    let band = count(Change::Band);
    let mut notes = vec![format!(
        "{} compared: reach changes in {reach}, band in {band}.",
        words::counted(matches.iter().filter(is_both).count(), "row")
    )];
    for (change, side) in [(Change::OnlyA, "first"), (Change::OnlyB, "second")] {
        if count(change) > 0 {
            notes.push(format!(
                "Of the {side} side alone: {}.",
                words::counted(count(change), "row")
            ));
        }
    }
    for (what, of) in [
        (
            "Flight times",
            (|fact: &Fact| fact.flight_time_s) as fn(&Fact) -> Option<f64>,
        ),
        ("Warning times", |fact: &Fact| fact.warning_time_s),
    ] {
        let moved = |it: &Match<'_>| Some(it.b.and_then(of)? - it.a.and_then(of)?);
        let mut moves: Vec<f64> = matches.iter().filter_map(moved).collect();
        moves.sort_by(f64::total_cmp);
        let (Some(least), Some(most)) = (moves.first(), moves.last()) else {
            continue;
        };
        let rows = words::counted(moves.len(), "row");
        let [least, median, most] = [*least, moves[moves.len() / 2], *most].map(minutes);
        notes.push(if least == most {
            format!("{what} move by {least} ({rows}).")
        } else {
            format!("{what} move by {least} to {most}, in the median by {median} ({rows}).")
        });
    }
    notes
}

/// A difference of times, with its sign.
fn minutes(seconds: f64) -> String {
    if seconds.abs() < 3.0 {
        "0 min".to_owned()
    } else {
        format!("{:+.1} min", seconds / 60.0).replace('-', "−")
    }
}

fn grid<'f>(matches: &[&Match<'f>], unit: LengthUnit) -> Grid {
    // A value common to all rows of a side gets no column.
    let differs = |of: fn(&'f Fact) -> &'f str| {
        let differ = |side: fn(&Match<'f>) -> Option<&'f Fact>| {
            let mut texts = matches
                .iter()
                .filter_map(|it| side(it))
                .map(of)
                .filter(|text| !text.is_empty());
            let first = texts.next();
            texts.any(|text| Some(text) != first)
        };
        differ(|it| it.a) || differ(|it| it.b)
    };
    let has_sources = differs(|fact| fact.from.id());
    let has_systems = differs(|fact| fact.system.id());
    let has_arcs = differs(|fact| fact.trajectory.as_deref().unwrap_or_default());
    let has_cases = differs(|fact| fact.case.as_deref().unwrap_or_default());
    let fields = [
        (Field::From, has_sources),
        (Field::To, true),
        (Field::System, has_systems),
        (Field::Trajectory, has_arcs),
        (Field::Case, has_cases),
        (Field::Distance, true),
        (Field::Band, true),
        (Field::Reach, true),
        (Field::FlightTime, true),
        (Field::WarningTime, true),
    ];
    let fields = || {
        fields
            .iter()
            .filter(|(_, is_shown)| *is_shown)
            .map(|(field, _)| *field)
    };
    Grid {
        columns: fields().map(|field| head(field, unit)).collect(),
        rows: matches
            .iter()
            .map(|it| {
                fields()
                    .map(|field| both(it, |fact| cell(field, fact, unit)))
                    .collect()
            })
            .collect(),
    }
}

#[derive(Clone, Copy)]
enum Field {
    From,
    To,
    System,
    Trajectory,
    Case,
    Distance,
    Band,
    Reach,
    FlightTime,
    WarningTime,
}

fn head(field: Field, unit: LengthUnit) -> GridColumn {
    match field {
        Field::From => GridColumn::words("From"),
        Field::To => GridColumn::words("To"),
        Field::System => GridColumn::words("System"),
        Field::Trajectory => GridColumn::words("Trajectory"),
        Field::Case => GridColumn::words("Case"),
        Field::Distance => GridColumn::numbers(unit.symbol()),
        Field::Band => GridColumn::words("Band"),
        Field::Reach => GridColumn::words("Reach"),
        Field::FlightTime => GridColumn::numbers("Flight time"),
        Field::WarningTime => GridColumn::numbers("Warning time"),
    }
}

fn cell(field: Field, fact: &Fact, unit: LengthUnit) -> Option<String> {
    match field {
        Field::From => Some(fact.from.name.clone()),
        Field::To => Some(fact.to.name.clone()),
        Field::System => Some(fact.system.id().to_owned()),
        Field::Trajectory => fact.trajectory.clone(),
        Field::Case => fact.case.clone(),
        Field::Distance => fact
            .distance_km
            .map(|km| words::grouped(unit.converted(km), 0)),
        Field::Band => Some(fact.distance_band.clone()),
        Field::Reach => fact.reach.clone(),
        Field::FlightTime => fact.flight_time_s.map(words::minutes),
        Field::WarningTime => fact.warning_time_s.map(warning),
    }
}

/// A warning time; none where the public would be notified after impact.
fn warning(seconds: f64) -> String {
    if seconds > 0.0 {
        words::minutes(seconds)
    } else {
        "none".to_owned()
    }
}

/// One text where both sides have the same, else both; a dash for nothing.
fn both(matched: &Match<'_>, of: impl Fn(&Fact) -> Option<String>) -> String {
    let text = |fact: &Fact| {
        of(fact)
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "–".to_owned())
    };
    match (matched.a.map(&text), matched.b.map(&text)) {
        (Some(a), Some(b)) if a == b => a,
        (Some(a), Some(b)) => format!("{a} → {b}"),
        (a, b) => a.or(b).unwrap_or_default(),
    }
}
