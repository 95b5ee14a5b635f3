//! How good the models are: the measurements of `examples/validate`, held to what `docs/models.md` says of them.

#[path = "../examples/validate/suite/mod.rs"]
mod suite;

use std::sync::OnceLock;

use arcminute::claim::Verdict;
use suite::Report;
use suite::flights::Standing;

fn report() -> &'static Report {
    static REPORT: OnceLock<Report> = OnceLock::new();
    REPORT.get_or_init(Report::measure)
}

#[test]
fn the_page_says_what_the_program_measures() {
    let page = include_str!("../docs/models.md");
    let filled = report().fill(page).unwrap();
    let chart = include_str!("../docs/boost.svg");
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

#[test]
fn the_negative_control_is_caught_and_the_evidence_is_covered() {
    let flights = &report().flights.flights;
    let control: Vec<_> = flights
        .iter()
        .filter(|flight| flight.name.starts_with("Hwasong-17 (claimed)"))
        .collect();
    assert_eq!(control.len(), 1);
    assert_eq!(control[0].verdict, Verdict::Impossible);
    let evidence: Vec<_> = flights
        .iter()
        .filter(|flight| flight.is_evidence())
        .collect();
    let outside: Vec<&str> = evidence
        .iter()
        .filter(|flight| flight.standing() == Standing::Outside)
        .map(|flight| flight.name.as_str())
        .collect();
    // By the North Korean time; that of US Pacific Command for the same flight is inside.
    assert_eq!(
        (evidence.len(), &outside[..]),
        (11, &["Hwasong-14 lofted"][..])
    );
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
    let warning = &report().warning;
    let outside: Vec<&str> = warning
        .cases
        .iter()
        .filter(|case| !case.is_inside())
        .map(|case| case.name)
        .collect();
    assert_eq!(outside, ["Tel Aviv from Kermanshah, from the distance"]);
    assert!(
        warning.cases[1].off_s().abs() < 1.0,
        "Guam: 18 less 4 is 14 min"
    );
    assert!(warning.horizons_m.max() < 1.0);
    assert_eq!(warning.alerts_s.len(), 7);
}
