//! How good the models are: the measurements of `examples/validate`, held to what `docs/models.md` says of them.

#[path = "../examples/validate/suite/mod.rs"]
mod suite;

use std::sync::OnceLock;

use arcminute::claim::Verdict;
use suite::Report;
use suite::claims::said;
use suite::flights::{Count, Standing, count, median_width};

fn report() -> &'static Report {
    static REPORT: OnceLock<Report> = OnceLock::new();
    REPORT.get_or_init(Report::measure)
}

#[test]
fn the_page_says_what_the_program_measures() {
    let page = include_str!("../docs/models.md");
    let filled = report().fill(page).unwrap();
    let chart = include_str!("../docs/flights.svg");
    let are_true = page == filled && chart == report().chart();
    assert!(
        are_true,
        "cargo run --release --example validate -- --write docs/models.md writes both"
    );
}

/// Rounding alone: integration is good to about a micrometre a step.
#[test]
fn closed_formulas_are_those_of_the_integrated_motion() {
    let free_flight = &report().free_flight;
    for errors in [&free_flight.still, &free_flight.turning] {
        assert!(
            errors.time_s.max() < 1e-6
                && errors.apogee_m.max() < 1e-3
                && errors.impact_m.max() < 1e-2
        );
        assert!(errors.time_s.count() >= 100);
    }
    // The slowest launch is a flat minimum: its time is found less sharply than its speed.
    assert!(free_flight.slowest_time_s.max() < 1e-3 && free_flight.slowest_speed_m_s.max() < 1e-6);
}

#[test]
fn what_is_left_out_stays_below_what_is_said() {
    for row in &report().neglected.rows {
        let worst = |(low, _, high): (f64, f64, f64)| low.abs().max(high.abs());
        let figure_s = if row.range_km <= 5500.0 { 1.0 } else { 4.0 };
        assert!(worst(row.figure_time_s) < figure_s, "{} km", row.range_km);
        assert!(worst(row.turning_time_s) < 16.5, "{} km", row.range_km);
        assert!(
            worst(row.corrected_time_s) < figure_s,
            "{} km",
            row.range_km
        );
        assert!(
            worst(row.turning_apogee_km) < 0.21 * row.apogee_km,
            "{} km",
            row.range_km
        );
    }
    assert!(report().lofted.rows.iter().all(|row| row.impact_m < 1e-3));
}

/// The constants are those that the flights give, and each flight is held by the rule without it: strictly 21 of 28, within
/// the rounding of the report 26.
#[test]
fn reported_flights_are_held() {
    let flights = &report().flights;
    assert_eq!(flights.disagreements(), Vec::<String>::new());
    assert_eq!(flights.control, Verdict::Impossible);
    let all: Vec<_> = flights.over_distance.iter().collect();
    let counted = Count {
        flights: 28,
        inside: 21,
        by_rounding: 5,
    };
    assert_eq!(count(&all), counted);
    let outside: Vec<&str> = all
        .iter()
        .filter(|tested| tested.standing == Standing::Outside)
        .map(|tested| tested.flight.id)
        .collect();
    assert_eq!(outside, ["agni2-2010-05-17", "agni3-2008-05-07"]);
    let middle: Vec<_> = flights
        .over_distance
        .iter()
        .filter(|tested| (500.0..=5500.0).contains(&tested.flight.range_km))
        .collect();
    assert!(median_width(&middle) <= 0.30, "{}", median_width(&middle));
    let arcs = count(&flights.over_arc.iter().collect::<Vec<_>>());
    assert_eq!((arcs.flights, arcs.inside, arcs.by_rounding), (20, 16, 3));
    let low = count(&flights.low.iter().collect::<Vec<_>>());
    assert_eq!((low.flights, low.inside), (4, 4));
}

/// Nothing that was flown is called impossible, and nothing consistent that an expert's published verdict denies.
#[test]
fn statements_are_judged_as_experts_do() {
    for judged in &report().claims.statements {
        let verdict = judged.judgement.verdict;
        let expert = said(judged, "expert_verdict");
        let title = &judged.quote.title;
        if expert.starts_with("flown") || expert.starts_with("is the expert") {
            assert!(
                verdict < Verdict::Contradiction,
                "{title}: {}",
                verdict.code()
            );
        }
        let is_denied = ["out of range", "rejected", "wrong"]
            .iter()
            .any(|word| expert.starts_with(word));
        assert!(!(is_denied && verdict == Verdict::Consistent), "{title}");
    }
    // The page names the two that are consistent beside another figure of an expert.
    let is_beside_another = |expert: &str| {
        let agreeing = ["", "flown", "is the expert", "its own figures", "overflew"];
        agreeing
            .iter()
            .all(|known| expert != *known && (known.is_empty() || !expert.starts_with(known)))
    };
    let statements = report().claims.statements.iter();
    let others: Vec<&str> = statements
        .filter(|judged| judged.judgement.verdict == Verdict::Consistent)
        .filter(|judged| is_beside_another(said(judged, "expert_verdict")))
        .map(|judged| said(judged, "speaker"))
        .collect();
    assert_eq!(others, ["Y. Saree (Houthi)", "news-front.su"]);
}

#[test]
fn cruise_flights_and_warnings_stand_as_the_page_says() {
    let cruise = &report().cruise;
    let outside: Vec<&str> = cruise
        .flights
        .iter()
        .filter(|flight| !flight.is_inside())
        .map(|flight| flight.name.as_str())
        .collect();
    assert_eq!(outside, ["Burevestnik, 2025-10-21"]);
    assert!(
        cruise
            .flights
            .iter()
            .all(suite::cruise::Flight::is_inside_by_rounding)
    );
    let warning = &report().warning;
    let outside: Vec<&str> = warning
        .cases
        .iter()
        .filter(|case| !case.is_inside())
        .map(|case| case.name)
        .collect();
    assert_eq!(outside, Vec::<&str>::new());
    assert!(
        warning.cases[1].off_s().abs() < 1.0,
        "Guam: 18 less 4 is 14 min"
    );
    assert!(warning.horizons_m.max() < 1.0);
    assert_eq!(warning.alerts_s.len(), 7);
}
