//! The text around the chart: title, legend, caveats, credit.

use super::{Part, has_one_source, left_style, timelines};
use crate::caveat::{Caveat, Caveats};
use crate::chart::warning::{Timeline, Warnings};
use crate::present::words;
use crate::svg::sheet::{LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText};
use crate::svg::{Size, Stroke};

pub(super) fn sheet_text(chart: &Warnings<'_>, setting: &Setting) -> SheetText {
    let scale = setting.size.map_or(1.0, Size::scale);
    let first = chart
        .groups
        .first()
        .and_then(|group| group.timelines.first());
    let source = first
        .map(|timeline| words::place(timeline.row.pair.from))
        .filter(|_| has_one_source(chart));
    let title = source.map_or_else(
        || "Warning time".to_owned(),
        |from| format!("Warning time from {from}"),
    );
    let all = || timelines(chart);
    let mut legend: Vec<LegendEntry> = Part::ALL
        .into_iter()
        .filter(|(part, _)| match part {
            Part::Boost => all().any(|timeline| timeline.boost_end_s.is_some()),
            Part::Detection => all().any(|timeline| timeline.detected_s > 0.0),
            _ => true,
        })
        .map(|(part, label)| {
            LegendEntry::new(LegendSymbol::Area(part.style(setting, scale)), label)
        })
        .collect();
    if all().any(Timeline::is_warned) {
        legend.push(LegendEntry::new(
            LegendSymbol::Area(left_style(setting, scale)),
            "warning: what is left",
        ));
    }
    if !all().all(Timeline::is_warned) {
        legend.push(LegendEntry::new(
            LegendSymbol::Area(Part::Deficit.style(setting, scale)),
            "deficit: known after impact",
        ));
    }
    legend.push(LegendEntry::new(
        LegendSymbol::Line(Stroke::new(setting.theme.text, 2.25 * scale)),
        "impact, low to high",
    ));
    let warned = all().filter(|timeline| timeline.is_warned()).count();
    SheetText {
        subtitle:
            "Shortest warning first, ≈ last. Thin strip: the flight; thick strip: until the public knows."
                .to_owned(),
        description: format!(
            "{title} to {} places: a bar each from launch or first sight to impact. {warned} have warning time left.",
            all().count()
        ),
        title,
        legend,
        caveats: caveats(chart),
        credit: format!(
            "Real flights about two-body arcs; steady flight at ground speed; 4/3 Earth radar horizon, antenna on the \
             ground or 9 km up. {PROGRAM}"
        ),
    }
}

fn caveats(chart: &Warnings<'_>) -> Vec<String> {
    let rows = || {
        chart
            .groups
            .iter()
            .flat_map(|group| &group.timelines)
            .map(|timeline| &timeline.row)
    };
    let mut sentences = vec![words::delays(chart.delays)];
    let union = rows()
        .map(|row| row.caveats)
        .fold(Caveats::default(), Caveats::union);
    // What speaks of bands of distance has no bearing on times.
    let on_times = |caveat: &Caveat| {
        matches!(
            caveat,
            Caveat::MinimumEnergyIsAReference
                | Caveat::ApogeeBelow100Km
                | Caveat::DisputedRange
                | Caveat::UnverifiedFigure
        )
    };
    sentences.extend(
        union
            .iter()
            .filter(on_times)
            .map(|caveat| caveat.sentence().to_owned()),
    );
    sentences.extend(left_out(chart));
    sentences
}

/// A sentence a system that has no time to some places.
fn left_out(chart: &Warnings<'_>) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for row in &chart.left_out {
        let system = row
            .system
            .map_or("no system", |assessed| assessed.system.name.as_ref());
        let place = row.pair.to.name.to_string();
        match groups.iter_mut().find(|(known, _)| *known == system) {
            Some((_, places)) => places.push(place),
            None => groups.push((system, vec![place])),
        }
    }
    groups
        .iter()
        .map(|(system, places)| {
            format!(
                "Out of reach of {system}, or outside the model: {}.",
                listed(places)
            )
        })
        .collect()
}

/// At most eight names, and how many more there are.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = names
        .iter()
        .take(SHOWN)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > SHOWN {
        format!("{shown} and {} more", names.len() - SHOWN)
    } else {
        shown
    }
}
