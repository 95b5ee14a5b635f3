//! The text around the chart: title, legend, caveats, credit.

use super::{LINE_PX, area_style, area_words, flight_style, is_in_model, series};
use crate::catalogue::{FlightClass, Kind, Language, ReportKind, System, TestFlight};
use crate::caveat::Caveat;
use crate::chart::rows::caveat_in;
use crate::chart::time_range::{LOFTED_SHARE, TimeRange, lofted_limit_km};
use crate::flight::Trajectory;
use crate::present::phrases::{self, say};
use crate::present::{basis, words};
use crate::svg::Marker;
use crate::svg::sheet::{LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText};

pub(super) fn sheet_text(chart: &TimeRange<'_>, setting: &Setting) -> SheetText {
    let names: Vec<&str> = chart
        .curves
        .iter()
        .map(|curve| curve.system.name.as_ref())
        .collect();
    let language = setting.wording.language;
    let title = say(language, "Flight time against range", &[]);
    let systems: Vec<&System> = chart.curves.iter().map(|curve| curve.system).collect();
    let subtitle = say(
        language,
        "{1}: {2}. Dashed: edges of the {3} bands",
        &[
            &names.join(", "),
            &basis::flight(&systems, &chart.assumptions, language).join("; "),
            &phrases::known(language, &chart.assumptions.bands.title),
        ],
    );
    let mut credit = vec![say(
        language,
        "Times of real flights about two-body arcs; steady flight at ground speed.",
        &[],
    )];
    if !chart.flights.is_empty() {
        credit.push(say(
            language,
            "Flights as reported by governments and press.",
            &[],
        ));
    }
    credit.push(PROGRAM.to_owned());
    SheetText {
        description: description(chart, &title, language),
        title,
        subtitle,
        legend: legend(chart, setting),
        caveats: caveats(chart, language),
        credit: credit.join(" "),
    }
}

/// The times of each missile at a few ranges.
fn description(chart: &TimeRange<'_>, title: &str, language: Language) -> String {
    const TOLD: usize = 4;
    let curves = chart.curves.iter().map(|curve| {
        let samples: Vec<_> = curve
            .pieces
            .iter()
            .flat_map(|piece| &piece.samples)
            .collect();
        let told = (1..=TOLD).filter_map(|part| {
            let sample = samples.get((samples.len() * part / TOLD).checked_sub(1)?)?;
            let km = words::grouped(sample.range_km, 0);
            let time = words::minutes_interval(sample.time_s);
            Some(format!("{km} km {time}"))
        });
        let told: Vec<String> = told.collect();
        format!("{}: {}", curve.system.name, told.join(", "))
    });
    let curves: Vec<String> = curves.collect();
    format!("{title}. {}", phrases::local(&curves.join(". "), language))
}

fn legend(chart: &TimeRange<'_>, setting: &Setting) -> Vec<LegendEntry> {
    let scale = setting.scale();
    let language = setting.wording.language;
    let mut entries = Vec::new();
    for (index, curve) in chart.curves.iter().enumerate() {
        let stroke = series(setting, index).stroke(LINE_PX * scale);
        let line = match curve.system.kind {
            Kind::Ballistic if chart.assumptions.trajectory == Trajectory::MinimumEnergy => {
                say(language, "real flights, low to high", &[])
            }
            Kind::Ballistic => phrases::known(language, &chart.assumptions.trajectory.to_string()),
            Kind::Cruise | Kind::Glide => say(language, "nominal speed", &[]),
        };
        let area = area_words(curve, language);
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
                say(
                    language,
                    "{1}: {2}; faint: {3}",
                    &[&curve.system.name, &line, &area],
                ),
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
            say(language, "reported flight", &[]),
        ));
    }
    if let Some(flight) = of_kind(|kind| kind != ReportKind::Reported) {
        entries.push(LegendEntry::new(
            LegendSymbol::Dot(flight_style(flight, setting, scale)),
            say(language, "in round figures", &[]),
        ));
    }
    entries
}

fn caveats(chart: &TimeRange<'_>, language: Language) -> Vec<String> {
    let pieces = || chart.curves.iter().flat_map(|curve| &curve.pieces);
    let mut sentences = Vec::new();
    let has_ballistic = chart
        .curves
        .iter()
        .any(|curve| curve.system.kind == Kind::Ballistic);
    if has_ballistic && chart.assumptions.trajectory == Trajectory::MinimumEnergy {
        sentences.push(caveat_in(Caveat::MinimumEnergyIsAReference, language));
    }
    if !pieces().all(is_in_model) {
        sentences.push(say(
            language,
            "Dotted and hatched, ≈: the arc stays below 100 km, where drag rules; the time is that of a few reported flights.",
            &[],
        ));
    }
    let has_generic = chart
        .curves
        .iter()
        .any(|curve| *curve.system == System::GENERIC_BALLISTIC);
    if has_generic && chart.greatest_km > lofted_limit_km() {
        sentences.push(say(
            language,
            "Beyond {1} km the slow edge of the fan is at {2} % of the angle of circular speed.",
            &[
                &phrases::local(&words::grouped(lofted_limit_km(), 0), language),
                &format!("{:.0}", 100.0 * LOFTED_SHARE),
            ],
        ));
    }
    if pieces().any(|piece| piece.is_disputed) {
        sentences.push(say(
            language,
            "Thin: published range claims differ, and only some reach so far.",
            &[],
        ));
    }
    if chart.curves.iter().any(|curve| curve.system.unverified) {
        sentences.push(caveat_in(Caveat::UnverifiedFigure, language));
    }
    sentences
}
