//! The text around the chart: title, legend, caveats, credit.

use super::{LINE_PX, area_label, area_style, flight_style, is_in_model, series};
use crate::catalogue::{FlightClass, Kind, Language, ReportKind, System, TestFlight};
use crate::caveat::Caveat;
use crate::chart::time_range::{Curve, LOFTED_SHARE, Sample, TimeRange, lofted_limit_km};
use crate::flight::Trajectory;
use crate::present::basis;
use crate::present::words;
use crate::svg::Marker;
use crate::svg::sheet::{LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText};

pub(super) fn sheet_text(chart: &TimeRange<'_>, setting: &Setting) -> SheetText {
    let names: Vec<&str> = chart
        .curves
        .iter()
        .map(|curve| curve.system.name.as_ref())
        .collect();
    let title = "Flight time against range".to_owned();
    let systems: Vec<&System> = chart.curves.iter().map(|curve| curve.system).collect();
    let subtitle = format!(
        "{}: {}. Dashed: edges of the {} bands",
        names.join(", "),
        basis::flight(&systems, &chart.assumptions, Language::English).join("; "),
        chart.assumptions.bands.title
    );
    SheetText {
        description: description(chart),
        title,
        subtitle,
        legend: legend(chart, setting),
        caveats: caveats(chart),
        credit: format!(
            "Times of real flights about two-body arcs; steady flight at ground speed. {}{PROGRAM}",
            if chart.flights.is_empty() {
                ""
            } else {
                "Flights as reported by governments and press. "
            }
        ),
    }
}

/// The chart in numbers: the time of each curve at the middle and at the end of its range.
fn description(chart: &TimeRange<'_>) -> String {
    let of_curve = |curve: &Curve<'_>| {
        let samples: Vec<&Sample> = curve
            .pieces
            .iter()
            .flat_map(|piece| &piece.samples)
            .collect();
        let said: Vec<String> = [samples.len() / 2, samples.len().saturating_sub(1)]
            .iter()
            .filter_map(|at| samples.get(*at))
            .map(|sample| {
                format!(
                    "{} at {} km",
                    words::flight_time(sample.time_s),
                    words::grouped(sample.range_km, 0)
                )
            })
            .collect();
        format!("{}: {}", curve.system.name, said.join(", "))
    };
    let curves: Vec<String> = chart.curves.iter().map(of_curve).collect();
    let flights = match chart.flights.len() {
        0 => String::new(),
        count => format!(" {count} reported flights beside them."),
    };
    format!(
        "Times from launch to impact over ground range. {}.{flights}",
        curves.join("; ")
    )
}

fn legend(chart: &TimeRange<'_>, setting: &Setting) -> Vec<LegendEntry> {
    let scale = setting.scale();
    let mut entries = Vec::new();
    for (index, curve) in chart.curves.iter().enumerate() {
        let stroke = series(setting, index).stroke(LINE_PX * scale);
        let line = match curve.system.kind {
            Kind::Ballistic if chart.assumptions.trajectory == Trajectory::MinimumEnergy => {
                "real flights, low to high".to_owned()
            }
            Kind::Ballistic => chart.assumptions.trajectory.to_string(),
            Kind::Cruise | Kind::Glide => "nominal speed".to_owned(),
        };
        let area = area_label(curve);
        let area = area.split_once(": ").map_or("", |(_, rest)| rest);
        let has_area = curve.system.kind != Kind::Ballistic
            || curve
                .pieces
                .iter()
                .flat_map(|piece| &piece.samples)
                .any(|sample| sample.fan_s.is_some());
        if has_area {
            let sign = LegendSymbol::Band(area_style(chart, setting, index), stroke);
            entries.push(LegendEntry::new(
                sign,
                format!("{}: {line}; faint: {area}", curve.system.name),
            ));
        } else {
            entries.push(LegendEntry::new(
                LegendSymbol::Line(stroke),
                format!("{}: {line}", curve.system.name),
            ));
        }
    }
    let is_lofted = |flight: &&&TestFlight| flight.class == FlightClass::Lofted;
    let lofted = chart.flights.iter().filter(is_lofted);
    if let Some(flight) = lofted.min_by_key(|flight| flight.kind != ReportKind::Reported) {
        entries.push(LegendEntry::new(
            LegendSymbol::Mark(Marker::Triangle, flight_style(flight, setting, scale)),
            "lofted test shot: steep, so slow for its range",
        ));
    }
    let of_kind =
        |wanted: fn(ReportKind) -> bool| chart.flights.iter().find(|flight| wanted(flight.kind));
    if let Some(flight) = of_kind(|kind| kind == ReportKind::Reported) {
        entries.push(LegendEntry::new(
            LegendSymbol::Dot(flight_style(flight, setting, scale)),
            "reported flight",
        ));
    }
    if let Some(flight) = of_kind(|kind| kind != ReportKind::Reported) {
        entries.push(LegendEntry::new(
            LegendSymbol::Dot(flight_style(flight, setting, scale)),
            "in round figures",
        ));
    }
    entries
}

fn caveats(chart: &TimeRange<'_>) -> Vec<String> {
    let pieces = || chart.curves.iter().flat_map(|curve| &curve.pieces);
    let mut sentences = Vec::new();
    let has_ballistic = chart
        .curves
        .iter()
        .any(|curve| curve.system.kind == Kind::Ballistic);
    if has_ballistic && chart.assumptions.trajectory == Trajectory::MinimumEnergy {
        sentences.push(Caveat::MinimumEnergyIsAReference.sentence().to_owned());
    }
    if !pieces().all(is_in_model) {
        sentences.push(
            "Dotted and hatched, ≈: the arc stays below 100 km, where drag rules; the time is that of a few reported flights."
                .to_owned(),
        );
    }
    let has_generic = chart
        .curves
        .iter()
        .any(|curve| *curve.system == System::GENERIC_BALLISTIC);
    if has_generic && chart.greatest_km > lofted_limit_km() {
        sentences.push(format!(
            "Beyond {} km the slow edge of the fan is at {:.0} % of the angle of circular speed.",
            words::grouped(lofted_limit_km(), 0),
            100.0 * LOFTED_SHARE
        ));
    }
    if pieces().any(|piece| piece.is_disputed) {
        sentences
            .push("Thin: published range claims differ, and only some reach so far.".to_owned());
    }
    if chart.curves.iter().any(|curve| curve.system.unverified) {
        sentences.push(Caveat::UnverifiedFigure.sentence().to_owned());
    }
    sentences
}
