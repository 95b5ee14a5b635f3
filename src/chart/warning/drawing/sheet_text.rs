//! The text around the chart: title, legend, caveats, credit.

use std::borrow::Cow;

use super::bars::{Part, left_style};
use super::{group_heading, name, one_destination, one_source, timelines, value};
use crate::catalogue::{Kind, Language, Place, Reach, System};
use crate::caveat::{Caveat, Caveats};
use crate::chart::rows::{bears_on_times, threshold_entry};
use crate::chart::warning::{Group, Timeline, Warnings};
use crate::model::Assessment;
use crate::present::basis;
use crate::present::names::place_in;
use crate::present::phrases::{self, say};
use crate::present::words;
use crate::svg::Stroke;
use crate::svg::sheet::{LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText};
use crate::warning::Detection;

pub(super) fn sheet_text(chart: &Warnings<'_>, setting: &Setting) -> SheetText {
    let scale = setting.scale();
    let language = setting.wording.language;
    let own = |phrase: &str| say(language, phrase, &[]);
    let place = |place: &Place| place_in(place, language);
    let title = match (one_source(chart), one_destination(chart)) {
        (Some(from), Some(to)) => say(
            language,
            "Warning time in {1}: from {2}",
            &[&place(to), &place(from)],
        ),
        (Some(from), None) => match &systems(chart)[..] {
            [one] => say(
                language,
                "Warning time of {1} from {2}",
                &[&missile_in(one, language), &place(from)],
            ),
            _ => say(
                language,
                "Warning time of missiles from {1}",
                &[&place(from)],
            ),
        },
        (None, Some(to)) => say(
            language,
            "Warning time in {1}, by place of launch",
            &[&place(to)],
        ),
        (None, None) => own("Warning time by place of launch"),
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
            LegendEntry::new(LegendSymbol::Area(part.style(setting, scale)), own(label))
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
            legend.push(LegendEntry::new(LegendSymbol::Area(style), own(label)));
        }
    }
    if !all().all(Timeline::is_warned) {
        legend.push(LegendEntry::new(
            LegendSymbol::Area(Part::Deficit.style(setting, scale)),
            own("no warning: known after impact"),
        ));
    }
    legend.push(LegendEntry::new(
        LegendSymbol::Line(Stroke::new(setting.theme.text, 2.25 * scale)),
        own("impact, low to high"),
    ));
    legend.extend(threshold_entry(&chart.thresholds_s, setting, scale));
    let warned = all().filter(|timeline| timeline.is_warned()).count();
    SheetText {
        subtitle: subtitle(chart, language),
        description: if language == Language::English {
            format!(
                "{title}: {} bars from launch or first sight to impact. {warned} have warning time left at the nominal times, {} \
             at the shortest. {}. {}.",
                all().count(),
                all()
                    .filter(|timeline| timeline.warning_s.low > 0.0)
                    .count(),
                subtitle(chart, language),
                in_numbers(chart, setting),
            )
        } else {
            format!(
                "{title}. {}. {}.",
                subtitle(chart, language),
                in_numbers(chart, setting)
            )
        },
        title,
        legend,
        caveats: caveats(chart, language),
        credit: credit(chart, language),
    }
}

/// The warning in the first rows of each group, as they are labelled.
fn in_numbers(chart: &Warnings<'_>, setting: &Setting) -> String {
    const ROWS_SAID: usize = 12;
    let of_group = |group: &Group<'_>| {
        let rows: Vec<String> = group
            .timelines
            .iter()
            .take(ROWS_SAID)
            .map(|timeline| {
                format!(
                    "{} {}",
                    name(timeline, chart, setting),
                    value(timeline, setting)
                )
            })
            .collect();
        let heading = group_heading(group, setting.wording.language);
        format!("{heading}: {}", rows.join("; "))
    };
    let groups: Vec<String> = chart.groups.iter().map(of_group).collect();
    groups.join(". ")
}

/// The models of what is drawn.
fn credit(chart: &Warnings<'_>, language: Language) -> String {
    let is = |wanted: Detection| chart.groups.iter().any(|group| group.detection == wanted);
    let is_ballistic = |system: &&System| system.kind == Kind::Ballistic;
    let mut said = Vec::new();
    if systems(chart).iter().any(is_ballistic) {
        said.push(say(
            language,
            "Times of real flights about two-body arcs.",
            &[],
        ));
    }
    if is(Detection::Launch) && !systems(chart).iter().all(is_ballistic) && !is(Detection::Radar) {
        said.push(say(language, "Steady flight at ground speed.", &[]));
    }
    if is(Detection::Radar) {
        said.push(say(
            language,
            "Steady flight at ground speed; radar horizon of a 4/3 Earth, antenna on the ground or 9 km up.",
            &[],
        ));
    }
    format!("{} {PROGRAM}", said.join(" "))
}

/// A missile as a title calls it: in English the generic ones have an article.
fn missile_in(system: &System, language: Language) -> Cow<'_, str> {
    match language {
        Language::English => words::the_missile(system),
        _ => Cow::Borrowed(&system.name),
    }
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
fn subtitle(chart: &Warnings<'_>, language: Language) -> String {
    let systems = systems(chart);
    let mut said = basis::flight(&systems, &chart.assumptions, language);
    said.extend(basis::warning(&systems, &chart.assumptions, language));
    if chart.groups.iter().any(|group| group.timelines.len() > 1) {
        said.push(say(language, "shortest warning first", &[]));
    }
    let mut text = said.join("; ");
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    text
}

fn caveats(chart: &Warnings<'_>, language: Language) -> Vec<String> {
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
        Caveat::DisputedRange => say(language, "Published claims of range differ.", &[]),
        // What maps say of the same is there in other languages.
        Caveat::MinimumEnergyIsAReference if language != Language::English => say(
            language,
            "Times are those of real flights over the distance: lofted arcs are slower, depressed ones faster.",
            &[],
        ),
        Caveat::ApogeeBelow100Km if language != Language::English => say(
            language,
            "≈: the arc stays below 100 km, where the model does not apply: a rough time.",
            &[],
        ),
        Caveat::UnverifiedFigure => {
            let is_so = |row: &Assessment<'_>| row.caveats.iter().any(|one| one == caveat);
            let mut names: Vec<&str> = Vec::new();
            for system in rows().filter(|row| is_so(row)).filter_map(|row| row.system) {
                if !names.contains(&system.system.name.as_ref()) {
                    names.push(&system.system.name);
                }
            }
            say(
                language,
                "Not all figures of {1} are confirmed at their source.",
                &[&phrases::list(language, &names)],
            )
        }
        _ => caveat.sentence().to_owned(),
    }));
    let from_elsewhere = |row: &&Assessment<'_>| {
        let mut caveats = row.caveats.iter();
        caveats.any(|caveat| caveat == Caveat::LaunchPointIsNotABase)
    };
    let mut launched: Vec<&str> = Vec::new();
    for system in rows().filter(from_elsewhere).filter_map(|row| row.system) {
        if !launched.contains(&system.system.name.as_ref()) {
            launched.push(&system.system.name);
        }
    }
    if !launched.is_empty() {
        sentences.push(say(
            language,
            "{1} is launched from the air or the sea, which may be far from the place of departure.",
            &[&phrases::list(language, &launched)],
        ));
    }
    sentences.extend(left_out(chart, language));
    sentences
}

/// A sentence for each system that has no time to some places, and each reason.
fn left_out(chart: &Warnings<'_>, language: Language) -> Vec<String> {
    const OUTSIDE: &str = "Outside the model for {1}: {2}.";
    const BEYOND: &str = "Out of reach of {1}: {2}.";
    const OPEN: &str = "Whether {1} reaches so far is open: {2}.";
    const UNTOLD: &str = "No time is given for an arc of {1} in the atmosphere or near it: {2}.";
    let mut groups: Vec<(&str, &str, Vec<String>)> = Vec::new();
    for row in &chart.left_out {
        let said = match row.system {
            Some(it) if it.flight.is_some() => UNTOLD,
            Some(it) if it.has_open_reach => OPEN,
            Some(it) if it.reach == Some(Reach::Beyond) => BEYOND,
            _ => OUTSIDE,
        };
        let system = row
            .system
            .map_or("no system", |assessed| assessed.system.name.as_ref());
        // What tells the rows apart.
        let (from, to) = (
            row.pair.from.name_in(language),
            row.pair.to.name_in(language),
        );
        let place = match (one_source(chart), one_destination(chart)) {
            (None, Some(_)) => from.into_owned(),
            (None, None) => format!("{from} – {to}"),
            (Some(_), _) => to.into_owned(),
        };
        match groups
            .iter_mut()
            .find(|(other, known, _)| (*other, *known) == (said, system))
        {
            Some((.., places)) => places.push(place),
            None => groups.push((said, system, vec![place])),
        }
    }
    groups
        .iter()
        .map(|(said, system, places)| say(language, said, &[system, &listed(places, language)]))
        .collect()
}

/// At most eight names, and how many more there are.
fn listed(names: &[String], language: Language) -> String {
    const SHOWN: usize = 8;
    let shown = names
        .iter()
        .take(SHOWN)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > SHOWN {
        let more = (names.len() - SHOWN).to_string();
        say(language, "{1} and {2} more", &[&shown, &more])
    } else {
        shown
    }
}
