//! The drawing of warning timelines: one bar a place, the flight above the line and the warning below it.

mod bars;
mod sheet_text;

use super::{Group, Timeline, Warnings};
use crate::catalogue::{Language, Place};
use crate::chart::marks::round_time_step_s;
use crate::chart::plot::{Margins, X_AXIS_PX};
use crate::chart::rows::{self, Ends, HEAD_PX, Labels, RowPlot, Rows, ValueAxis, threshold_stroke};
use crate::chart::styled::segment;
use crate::chart::{cut_to, small_style, text_style};
use crate::error::Result;
use crate::present::claims;
use crate::present::names::label_in;
use crate::present::phrases::{local, say};
use crate::present::words::{self, grouped, minutes};
use crate::steps::multiples;
use crate::svg::sheet::{Setting, width};
use crate::svg::{Canvas, Element, Point, Rectangle, TextAnchor, TextStyle, text};
use crate::warning::Detection;
use bars::timeline_bars;
use sheet_text::sheet_text;

/// Heights at scale 1, px.
const ROW_PX: f64 = 30.0;
const GROUP_PX: f64 = 24.0;
/// Below a heading, for the labels of warning times that are marked.
const THRESHOLD_PX: f64 = 14.0;
/// Heading of the column of warning times.
const VALUE_HEAD: &str = "warning";
/// Share of the width that headings take beside it.
const HEADING_SHARE: f64 = 0.78;

/// Draws the chart.
///
/// # Errors
/// [`crate::Error::OutOfRange`] if the size leaves no room for it.
pub(crate) fn draw(chart: &Warnings<'_>, setting: &Setting) -> Result<Canvas> {
    let words = sheet_text(chart, setting);
    let labels = Labels::new(setting);
    let count: usize = chart.groups.iter().map(|group| group.timelines.len()).sum();
    let rows = Rows {
        count,
        what: "timelines",
        height_px: count as f64 * (ROW_PX + labels.above_px())
            + chart
                .groups
                .iter()
                .map(|group| group_px(group, chart, setting))
                .sum::<f64>(),
    };
    let sheet = rows.sheet(setting, &words)?;
    let scale = sheet.scale;
    let body = sheet.body;
    let margins = labels.margins(margins(chart, body, setting, scale));
    let bounds = margins.plot(body);
    let marked_s = chart
        .groups
        .iter()
        .filter_map(|group| latest_s(group, chart));
    let ends_s = timelines(chart).map(Timeline::end_s).chain(marked_s);
    let end_s = 1.03 * ends_s.fold(60.0, f64::max);
    let step_s = round_time_step_s(end_s, (bounds.width() / (38.0 * scale)).floor());
    let decimals = usize::from(step_s < 60.0);
    let axis = ValueAxis {
        name: &say(setting.wording.language, x_name(chart), &[]),
        low: 0.0,
        high: end_s,
        marks: multiples(step_s, 0.0, end_s),
        label: &|time_s: &f64| local(&grouped(time_s / 60.0, decimals), setting.wording.language),
    };
    let least_px = rows.least_px();
    let mut plot = rows::plot(sheet, margins, &axis, setting)?;
    let spare = body.height() - least_px * scale;
    let row_height =
        (ROW_PX + labels.above_px()) * scale + (spare / count.max(1) as f64).min(14.0 * scale);
    let lanes = lanes(chart, body.top, row_height, setting, scale);
    plot.begin("timelines", "Timelines");
    for lane in &lanes {
        if let Lane::Row(timeline, middle) = lane {
            let down = middle - bounds.top;
            plot.draw_group(|plot| {
                plot.draw_series(timeline_bars(timeline, down, setting, scale, plot))
            })?;
        }
    }
    plot.begin("thresholds", "Marked warning times");
    let mut top = body.top + HEAD_PX * scale;
    for group in &chart.groups {
        top += group_px(group, chart, setting) * scale;
        let foot = top + row_height * group.timelines.len() as f64;
        draw_thresholds(group, chart, (top, foot), setting, scale, &mut plot)?;
        top = foot;
    }
    plot.begin("labels", "Labels");
    let ends = Ends::new(body, bounds);
    for lane in &lanes {
        match lane {
            Lane::Heading(group, top) => {
                for label in heading_labels(group, *top, ends, setting, scale) {
                    plot.draw(label);
                }
            }
            Lane::Row(timeline, middle) => {
                let name = name(timeline, chart, setting);
                for label in row_labels(timeline, &name, *middle, ends, setting, scale) {
                    plot.draw(label);
                }
            }
        }
    }
    Ok(plot.into_canvas())
}

fn timelines<'c>(chart: &'c Warnings<'c>) -> impl Iterator<Item = &'c Timeline<'c>> {
    chart.groups.iter().flat_map(|group| &group.timelines)
}

/// Height of the heading of a group, px at scale 1.
fn group_px(group: &Group<'_>, chart: &Warnings<'_>, setting: &Setting) -> f64 {
    let style = text_style(setting, setting.scale()).bold();
    let heading = group_heading(group, setting.wording.language);
    let labels = Labels::new(setting);
    let lines = labels.heading(&heading, &style, HEADING_SHARE);
    let thresholds_px = if chart.thresholds_s.is_empty() {
        0.0
    } else {
        THRESHOLD_PX
    };
    GROUP_PX + Labels::more_px(lines.len()) + thresholds_px
}

/// Since when the public knows, on the clock of a group: the delays are those of all its timelines.
fn known_s(group: &Group<'_>) -> Option<f64> {
    group.timelines.first().map(|timeline| timeline.notified_s)
}

/// The latest moment that is marked on the clock of a group.
fn latest_s(group: &Group<'_>, chart: &Warnings<'_>) -> Option<f64> {
    let threshold_s = chart.thresholds_s.iter().copied().reduce(f64::max)?;
    Some(known_s(group)? + threshold_s)
}

/// A line through the rows of a group where so much warning is left: what ends to its right leaves more.
fn draw_thresholds(
    group: &Group<'_>,
    chart: &Warnings<'_>,
    (top, foot): (f64, f64),
    setting: &Setting,
    scale: f64,
    plot: &mut RowPlot,
) -> Result<()> {
    let Some(known_s) = known_s(group) else {
        return Ok(());
    };
    let base = plot.bounds.top;
    let stroke = threshold_stroke(setting, scale);
    for threshold_s in &chart.thresholds_s {
        let at_s = known_s + threshold_s;
        let minutes = rows::whole_minutes(*threshold_s);
        // On the axis it stands at another figure, which is since launch or first sight.
        let said = say(setting.wording.language, "{1} min of warning", &[&minutes]);
        let ends = [(at_s, top - base - 2.0 * scale), (at_s, foot - base)];
        plot.draw_series([segment(ends[0], ends[1], stroke).titled(said.as_str())])?;
        let style = TextStyle {
            anchor: TextAnchor::Middle,
            ..small_style(setting, scale)
                .coloured(setting.theme.text)
                .bold()
        };
        let above = plot.point(at_s, top - base).moved(0.0, -5.0 * scale);
        plot.draw(text(above, &said, &style));
    }
    Ok(())
}

/// A strip across the sheet.
enum Lane<'c> {
    /// The head of a group, with its top, px.
    Heading(&'c Group<'c>, f64),
    /// A timeline, with the middle of its bars, px.
    Row(&'c Timeline<'c>, f64),
}

fn lanes<'c>(
    chart: &'c Warnings<'c>,
    top: f64,
    row_height: f64,
    setting: &Setting,
    scale: f64,
) -> Vec<Lane<'c>> {
    let labels_px = Labels::new(setting).above_px() * scale;
    let mut lanes = Vec::new();
    let mut y = top + HEAD_PX * scale;
    for group in &chart.groups {
        lanes.push(Lane::Heading(group, y));
        y += group_px(group, chart, setting) * scale;
        for timeline in &group.timelines {
            let middle = y + 0.5 * (row_height + labels_px);
            lanes.push(Lane::Row(timeline, middle));
            y += row_height;
        }
    }
    lanes
}

/// Names to the left of the plot, what is left of the flight to its right.
fn margins(chart: &Warnings<'_>, body: Rectangle, setting: &Setting, scale: f64) -> Margins {
    let style = text_style(setting, scale);
    let small = small_style(setting, scale);
    let names = timelines(chart).map(|timeline| {
        width(&name(timeline, chart, setting), &style)
            .max(width(&distance(timeline, setting), &small))
    });
    // Names take two fifths of the sheet at most; longer ones are cut.
    let left = names.fold(0.0, f64::max).min(0.4 * body.width()) + 10.0 * scale;
    let values = timelines(chart).map(|timeline| {
        width(&value(timeline, setting), &style.bold())
            .max(width(&spread(timeline, setting), &small))
    });
    let right = values.fold(0.0, f64::max) + 10.0 * scale;
    Margins {
        left,
        top: 0.0,
        right: right.min(body.width() - left - 60.0 * scale),
        bottom: X_AXIS_PX * scale,
    }
}

fn x_name(chart: &Warnings<'_>) -> &'static str {
    let is = |wanted: Detection| chart.groups.iter().any(|group| group.detection == wanted);
    match (is(Detection::Launch), is(Detection::Radar)) {
        (true, true) => "Minutes; each group on its own clock",
        (false, true) => "Minutes since first sight by radar",
        _ => "Minutes since launch",
    }
}

fn group_heading(group: &Group<'_>, language: Language) -> String {
    let phrase = match group.detection {
        Detection::Launch => "{1}: from launch",
        Detection::Radar if group.is_airborne => "{1}: from first sight by airborne radar",
        Detection::Radar => "{1}: from first sight by own ground radar",
    };
    let heading = say(language, phrase, &[group.name]);
    if group.is_closed {
        say(language, "Closed sites, {1}", &[&heading])
    } else {
        heading
    }
}

/// The place at the end; the source where there are several, and both where there are several of both.
fn name(timeline: &Timeline<'_>, chart: &Warnings<'_>, setting: &Setting) -> String {
    let language = setting.wording.language;
    let pair = &timeline.row.pair;
    let [from, to] = [pair.from, pair.to].map(|place| label_in(place, language));
    let name = match (one_source(chart), one_destination(chart)) {
        (Some(_), _) => to.into_owned(),
        (None, Some(_)) => from.into_owned(),
        (None, None) => format!("{from} – {to}"),
    };
    match timeline.others {
        None => name,
        Some(others) => say(
            language,
            "{1} and {2} other places",
            &[&name, &local(&grouped(others.count as f64, 0), language)],
        ),
    }
}

/// The one that all are, of the places of all rows.
fn the_one<'c>(mut places: impl Iterator<Item = &'c Place>) -> Option<&'c Place> {
    let first = places.next()?;
    places.all(|place| place == first).then_some(first)
}

fn one_source<'c>(chart: &'c Warnings<'_>) -> Option<&'c Place> {
    let left_out = chart.left_out.iter().map(|row| row.pair.from);
    the_one(
        timelines(chart)
            .map(|timeline| timeline.row.pair.from)
            .chain(left_out),
    )
}

fn one_destination<'c>(chart: &'c Warnings<'_>) -> Option<&'c Place> {
    let left_out = chart.left_out.iter().map(|row| row.pair.to);
    let is_alone = timelines(chart).all(|timeline| timeline.others.is_none());
    the_one(
        timelines(chart)
            .map(|timeline| timeline.row.pair.to)
            .chain(left_out),
    )
    .filter(|_| is_alone)
}

/// Distance, whether some claims fall short of it, and the flight time where the clock starts later than that; of several
/// places those of the nearest and the farthest.
fn distance(timeline: &Timeline<'_>, setting: &Setting) -> String {
    let pair = &timeline.row.pair;
    let unit = setting.unit;
    let own_km = pair.track.distance.km();
    let (near_km, far_km) = timeline.others.map_or((own_km, own_km), |others| others.km);
    let language = setting.wording.language;
    let to = |one: &str, other: &str| say(language, "{1} to {2}", &[one, other]);
    let mut said = match (grouped(unit.converted(near_km), 0), unit.say(far_km, 0)) {
        (near, far) if timeline.others.is_some() => to(&near, &far),
        (_, own) => own,
    };
    if timeline.is_disputed() {
        said = format!("{said}, {}", say(language, "disputed", &[]));
    }
    if timeline.unseen_s > 0.0 {
        let own_s = timeline.unseen_s + timeline.impact_s.nominal;
        let flight = match timeline.others.map(|others| others.flights_s) {
            Some((least_s, most_s)) => to(&minutes(least_s), &minutes(most_s)),
            None => minutes(own_s),
        };
        said = format!("{said}, {}", say(language, "flies {1}", &[&flight]));
    }
    local(&said, language)
}

/// Remaining warning time.
fn value(timeline: &Timeline<'_>, setting: &Setting) -> String {
    let language = setting.wording.language;
    let mark = if timeline.is_approximate { "≈ " } else { "" };
    if timeline.is_warned() {
        format!(
            "{mark}{}",
            local(&minutes(timeline.warning_s.nominal), language)
        )
    } else {
        format!("{mark}{}", say(language, "no warning", &[]))
    }
}

/// Its interval, or the deficit.
fn spread(timeline: &Timeline<'_>, setting: &Setting) -> String {
    let language = setting.wording.language;
    let interval = words::warning_interval(timeline.warning_s);
    let interval = interval.replace("none", &say(language, "none", &[]));
    if timeline.is_warned() {
        local(&interval, language)
    } else {
        let short = local(&minutes(-timeline.warning_s.nominal), language);
        let short = say(language, "{1} short", &[&short]);
        format!("{short}; {}", local(&interval, language))
    }
}

fn heading_labels(
    group: &Group<'_>,
    top: f64,
    ends: Ends,
    setting: &Setting,
    scale: f64,
) -> Vec<Element> {
    let baseline = top + 0.68 * GROUP_PX * scale;
    let halo = setting.theme.halo(scale);
    let bold = text_style(setting, scale)
        .bold()
        .haloed(halo.colour, 2.5 * halo.reach_px);
    let small = small_style(setting, scale);
    let labels = Labels::new(setting);
    let language = setting.wording.language;
    let heading = group_heading(group, language);
    let lines = labels.heading(&heading, &bold, HEADING_SHARE);
    let value_head = say(language, VALUE_HEAD, &[]);
    let value_head = if labels.are_above {
        let style = TextStyle {
            anchor: TextAnchor::End,
            ..small
        };
        text(Point::new(ends.sheet.1, baseline), &value_head, &style)
    } else {
        let at = Point::new(ends.plot.1 + 10.0 * scale, baseline);
        text(at, &value_head, &small)
    };
    let first = Point::new(ends.sheet.0, baseline);
    let room_px = ends.plot.1 + 2.0 * scale - ends.sheet.0;
    let cut: Vec<String> = lines
        .iter()
        .map(|line| cut_to(line, &bold, room_px))
        .collect();
    labels
        .heading_texts(&cut, first, &bold)
        .chain([value_head])
        .collect()
}

fn row_labels(
    timeline: &Timeline<'_>,
    name: &str,
    middle: f64,
    ends: Ends,
    setting: &Setting,
    scale: f64,
) -> Vec<Element> {
    let style = text_style(setting, scale);
    let small = small_style(setting, scale);
    let labels = Labels::new(setting);
    let (upper, lower) = if labels.are_above {
        (middle - 26.0 * scale, middle - 13.0 * scale)
    } else {
        (middle - 2.5 * scale, middle + 10.5 * scale)
    };
    let pair = &timeline.row.pair;
    let unseen = if timeline.unseen_s > 0.0 {
        format!(", seen after {}", minutes(timeline.unseen_s))
    } else {
        String::new()
    };
    let distance = distance(timeline, setting);
    let disputed = timeline.row.system.filter(|_| timeline.is_disputed());
    let by = disputed.map_or_else(String::new, |it| {
        let km = pair.track.distance.km();
        format!("; {}", claims::verdict(it.system, km, setting.unit))
    });
    let title = if setting.wording.language == Language::English {
        format!(
            "{} to {}, {distance}{unseen}{by}",
            words::place(pair.from),
            words::place(pair.to),
        )
    } else {
        format!("{name}, {distance}")
    };
    let weighted = if timeline.is_approximate || timeline.is_disputed() {
        style
    } else {
        style.bold()
    };
    let [name, value] = labels.pair(
        (name, &style),
        (&value(timeline, setting), &weighted),
        ends,
        upper,
    );
    let below = labels.pair(
        (&distance, &small),
        (&spread(timeline, setting), &small),
        ends,
        lower,
    );
    [name.titled(title), value]
        .into_iter()
        .chain(below)
        .collect()
}
