//! The text around the chart: title, legend, caveats, credit.

use super::bars::{Part, left_style};
use super::{one_destination, one_source, timelines};
use crate::catalogue::{Language, System};
use crate::caveat::{Caveat, Caveats};
use crate::chart::rows::{bears_on_times, threshold_entry};
use crate::chart::warning::{Timeline, Warnings};
use crate::model::Assessment;
use crate::present::{basis, phrases, words};
use crate::svg::Stroke;
use crate::svg::sheet::{LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText};
use crate::warning::Detection;

pub(super) fn sheet_text(chart: &Warnings<'_>, setting: &Setting) -> SheetText {
    let scale = setting.scale();
    let title = match (one_source(chart), one_destination(chart)) {
        (Some(from), Some(to)) => format!(
            "Warning time in {}: from {}",
            words::place(to),
            words::place(from)
        ),
        (Some(from), None) => match &systems(chart)[..] {
            [one] => format!("Warning time of {} from {}", one.name, words::place(from)),
            _ => format!("Warning time of missiles from {}", words::place(from)),
        },
        (None, Some(to)) => format!("Warning time in {}, by place of launch", words::place(to)),
        (None, None) => "Warning time by place of launch".to_owned(),
    };
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
    for (is_disputed, label) in [
        (false, "warning that is left"),
        (true, "warning that is left, by some claims of range only"),
    ] {
        let is_one =
            |timeline: &Timeline<'_>| timeline.is_warned() && timeline.is_disputed() == is_disputed;
        if all().any(is_one) {
            let style = left_style(setting, (false, is_disputed), scale);
            legend.push(LegendEntry::new(LegendSymbol::Area(style), label));
        }
    }
    if !all().all(Timeline::is_warned) {
        legend.push(LegendEntry::new(
            LegendSymbol::Area(Part::Deficit.style(setting, scale)),
            "no warning: known after impact",
        ));
    }
    legend.push(LegendEntry::new(
        LegendSymbol::Line(Stroke::new(setting.theme.text, 2.25 * scale)),
        "impact, low to high",
    ));
    legend.extend(threshold_entry(&chart.thresholds_s, setting, scale));
    let warned = all().filter(|timeline| timeline.is_warned()).count();
    SheetText {
        subtitle: subtitle(chart),
        description: format!(
            "{title}: {} bars from launch or first sight to impact. {warned} have warning time left at the nominal times, {} \
             at the shortest. {}.",
            all().count(),
            all()
                .filter(|timeline| timeline.warning_s.low > 0.0)
                .count(),
            subtitle(chart),
        ),
        title,
        legend,
        caveats: caveats(chart),
        credit: credit(chart),
    }
}

/// The models of what is drawn.
fn credit(chart: &Warnings<'_>) -> String {
    let is = |wanted: Detection| chart.groups.iter().any(|group| group.detection == wanted);
    let mut said = Vec::new();
    if is(Detection::Launch) {
        said.push("Times of real flights about two-body arcs.");
    }
    if is(Detection::Radar) {
        said.push(
            "Steady flight at ground speed; radar horizon of a 4/3 Earth, antenna on the ground or 9 km up.",
        );
    }
    format!("{} {PROGRAM}", said.join(" "))
}

/// The missiles of all timelines, each once.
fn systems<'c>(chart: &'c Warnings<'_>) -> Vec<&'c System> {
    let mut systems: Vec<&System> = Vec::new();
    for system in timelines(chart).filter_map(|timeline| timeline.row.system) {
        if !systems.contains(&system.system) {
            systems.push(system.system);
        }
    }
    systems
}

/// How the missiles fly, when the public is warned, and the order of the rows.
fn subtitle(chart: &Warnings<'_>) -> String {
    let systems = systems(chart);
    let mut said = basis::flight(&systems, &chart.assumptions, Language::English);
    said.extend(basis::warning(
        &systems,
        &chart.assumptions,
        Language::English,
    ));
    if chart.groups.iter().any(|group| group.timelines.len() > 1) {
        said.push("shortest warning first".to_owned());
    }
    let mut text = said.join("; ");
    if let Some(first) = text.get(..1) {
        text.replace_range(..1, &first.to_uppercase());
    }
    text
}

fn caveats(chart: &Warnings<'_>) -> Vec<String> {
    let rows = || {
        chart
            .groups
            .iter()
            .flat_map(|group| &group.timelines)
            .map(|timeline| &timeline.row)
    };
    let mut sentences = Vec::new();
    let union = rows()
        .map(|row| row.caveats)
        .fold(Caveats::default(), Caveats::union);
    let on_times = union.iter().filter(|caveat| bears_on_times(*caveat));
    sentences.extend(on_times.map(|caveat| match caveat {
        Caveat::DisputedRange => "Published claims of range differ.".to_owned(),
        Caveat::UnverifiedFigure => {
            let is_so = |row: &Assessment<'_>| row.caveats.iter().any(|one| one == caveat);
            let mut names: Vec<&str> = Vec::new();
            for system in rows().filter(|row| is_so(row)).filter_map(|row| row.system) {
                if !names.contains(&system.system.name.as_ref()) {
                    names.push(&system.system.name);
                }
            }
            phrases::say(
                Language::English,
                "Not all figures of {1} are confirmed at their source.",
                &[&phrases::list(Language::English, &names)],
            )
        }
        _ => caveat.sentence().to_owned(),
    }));
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
        // What tells the rows apart.
        let place = match (one_source(chart), one_destination(chart)) {
            (None, Some(_)) => format!("from {}", row.pair.from.name),
            (None, None) => format!("{} – {}", row.pair.from.name, row.pair.to.name),
            (Some(_), _) => row.pair.to.name.to_string(),
        };
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
