//! The drawing of warning timelines: one bar a place, the flight above the line and the warning below it.

mod sheet_text;

use super::{Group, Timeline, Warnings};
use crate::catalogue::Place;
use crate::chart::marks::round_time_step_s;
use crate::chart::plot::{Margins, X_AXIS_PX};
use crate::chart::rows::{self, HEAD_PX, RowPlot, Rows, ValueAxis, threshold_stroke};
use crate::chart::styled::{Styled, bar, segment};
use crate::chart::{cut_to, small_style, text_style};
use crate::error::Result;
use crate::present::claims;
use crate::present::words::{self, grouped, minutes};
use crate::steps::multiples;
use crate::svg::sheet::{Setting, width};
use crate::svg::{
    Canvas, Dash, Element, Hatch, Point, Rectangle, Stroke, Style, TextAnchor, TextStyle, text,
};
use crate::warning::Detection;
use sheet_text::sheet_text;

/// Heights at scale 1, px.
const ROW_PX: f64 = 30.0;
const GROUP_PX: f64 = 24.0;
/// Below a heading, for the labels of warning times that are marked.
const THRESHOLD_PX: f64 = 14.0;
/// Heading of the column of warning times.
const VALUE_HEAD: &str = "warning";

/// Parts of a bar, in the order of the theme's areas.
#[derive(Clone, Copy)]
enum Part {
    Detection,
    Confirmation,
    Notification,
    Boost,
    Deficit,
}

impl Part {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Boost, "boost"),
        (Self::Detection, "detection"),
        (Self::Confirmation, "confirmation"),
        (Self::Notification, "notification"),
    ];

    fn style(self, setting: &Setting, scale: f64) -> Style {
        let theme = &setting.theme;
        // What is assumed is grey; the deficit, as the warning, is what the chart is about.
        let grey = |share: f64| Style::filled(theme.text.over(theme.background, share));
        let style = match self {
            Self::Boost => grey(0.55),
            Self::Detection => grey(0.38),
            Self::Confirmation => grey(0.24),
            Self::Notification => grey(0.1),
            Self::Deficit => theme.areas[4].style(scale, 1.0),
        };
        style.with_stroke(Stroke::new(theme.axis, 0.75 * scale))
    }
}

/// Style of the remaining warning time: the strongest colour, as it is the subject of the chart. A time that no model
/// supports is an outline; one that only some claims of range allow is hatched.
fn left_style(setting: &Setting, (is_approximate, is_disputed): (bool, bool), scale: f64) -> Style {
    let colour = setting.theme.series[0].colour;
    if is_approximate {
        let edge = Stroke::new(colour, 1.25 * scale).dashed(Dash::Short);
        return Style::filled(setting.theme.background).with_stroke(edge);
    }
    let style = if is_disputed {
        Style::hatched(Hatch {
            colour,
            spacing_px: 5.0 * scale,
            width_px: 1.5 * scale,
            angle_deg: 45,
        })
    } else {
        Style::filled(colour)
    };
    style.with_stroke(Stroke::new(colour, scale))
}

/// Draws the chart.
///
/// # Errors
/// [`crate::Error::OutOfRange`] if the size leaves no room for it.
pub(crate) fn draw(chart: &Warnings<'_>, setting: &Setting) -> Result<Canvas> {
    let words = sheet_text(chart, setting);
    let count: usize = chart.groups.iter().map(|group| group.timelines.len()).sum();
    let rows = Rows {
        count,
        what: "timelines",
        height_px: count as f64 * ROW_PX + chart.groups.len() as f64 * group_px(chart),
    };
    let sheet = rows.sheet(setting, &words)?;
    let scale = sheet.scale;
    let body = sheet.body;
    let margins = margins(chart, body, setting, scale);
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
        name: x_name(chart),
        low: 0.0,
        high: end_s,
        marks: multiples(step_s, 0.0, end_s),
        label: &|time_s: &f64| grouped(time_s / 60.0, decimals),
    };
    let least_px = rows.least_px();
    let mut plot = rows::plot(sheet, margins, &axis, setting)?;
    let spare = body.height() - least_px * scale;
    let row_height = ROW_PX * scale + (spare / count.max(1) as f64).min(14.0 * scale);
    let lanes = lanes(chart, body, row_height, scale);
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
        top += group_px(chart) * scale;
        let foot = top + row_height * group.timelines.len() as f64;
        draw_thresholds(group, chart, (top, foot), setting, scale, &mut plot)?;
        top = foot;
    }
    plot.begin("labels", "Labels");
    let places = LabelPlaces {
        left: body.left,
        right: bounds.right + 10.0 * scale,
        names_px: margins.left - 10.0 * scale,
    };
    for lane in &lanes {
        match lane {
            Lane::Heading(group, top) => {
                for label in heading_labels(group, *top, places, setting, scale) {
                    plot.draw(label);
                }
            }
            Lane::Row(timeline, middle) => {
                let name = name(timeline, chart);
                for label in row_labels(timeline, &name, *middle, places, setting, scale) {
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
fn group_px(chart: &Warnings<'_>) -> f64 {
    if chart.thresholds_s.is_empty() {
        GROUP_PX
    } else {
        GROUP_PX + THRESHOLD_PX
    }
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
        let said = format!("{} min", rows::whole_minutes(*threshold_s));
        let ends = [(at_s, top - base - 2.0 * scale), (at_s, foot - base)];
        plot.draw_series([segment(ends[0], ends[1], stroke).titled(format!("{said} of warning"))])?;
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
    /// A timeline, with its middle, px.
    Row(&'c Timeline<'c>, f64),
}

fn lanes<'c>(
    chart: &'c Warnings<'c>,
    body: Rectangle,
    row_height: f64,
    scale: f64,
) -> Vec<Lane<'c>> {
    let mut lanes = Vec::new();
    let mut y = body.top + HEAD_PX * scale;
    for group in &chart.groups {
        lanes.push(Lane::Heading(group, y));
        y += group_px(chart) * scale;
        for timeline in &group.timelines {
            lanes.push(Lane::Row(timeline, y + 0.5 * row_height));
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
        width(&name(timeline, chart), &style).max(width(&distance(timeline, setting), &small))
    });
    // Names take two fifths of the sheet at most; longer ones are cut.
    let left = names.fold(0.0, f64::max).min(0.4 * body.width()) + 10.0 * scale;
    let values = timelines(chart).map(|timeline| {
        width(&value(timeline), &style.bold()).max(width(&spread(timeline), &small))
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

fn group_heading(group: &Group<'_>) -> String {
    match group.detection {
        Detection::Launch => format!("{}: from launch", group.name),
        Detection::Radar if group.is_airborne => {
            format!("{}: from first sight by airborne radar", group.name)
        }
        Detection::Radar => {
            format!("{}: from first sight by own ground radar", group.name)
        }
    }
}

/// The place at the end; the source where there are several, and both where there are several of both.
fn name(timeline: &Timeline<'_>, chart: &Warnings<'_>) -> String {
    let pair = &timeline.row.pair;
    let name = match (one_source(chart), one_destination(chart)) {
        (Some(_), _) => pair.to.label().into_owned(),
        (None, Some(_)) => pair.from.label().into_owned(),
        (None, None) => format!("{} – {}", pair.from.label(), pair.to.label()),
    };
    match timeline.others {
        0 => name,
        others => format!("{name} and {}", words::counted(others, "other")),
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
    let is_alone = timelines(chart).all(|timeline| timeline.others == 0);
    the_one(
        timelines(chart)
            .map(|timeline| timeline.row.pair.to)
            .chain(left_out),
    )
    .filter(|_| is_alone)
}

/// Distance, the claims that reach so far where others do not, and the flight time where the clock starts later than that.
fn distance(timeline: &Timeline<'_>, setting: &Setting) -> String {
    let pair = &timeline.row.pair;
    let distance = setting.unit.say(pair.track.distance.km(), 0);
    let more = if timeline.others > 0 { " or more" } else { "" };
    let disputed = if timeline.is_disputed() {
        ", disputed"
    } else {
        ""
    };
    if timeline.unseen_s > 0.0 {
        let flight_s = timeline.unseen_s + timeline.impact_s.nominal;
        return format!(
            "{distance}{more}{disputed}, flies {}{more}",
            minutes(flight_s)
        );
    }
    format!("{distance}{more}{disputed}")
}

/// Remaining warning time.
fn value(timeline: &Timeline<'_>) -> String {
    let mark = if timeline.is_approximate { "≈ " } else { "" };
    if timeline.is_warned() {
        format!("{mark}{}", minutes(timeline.warning_s.nominal))
    } else {
        format!("{mark}no warning")
    }
}

/// Its interval, or the deficit.
fn spread(timeline: &Timeline<'_>) -> String {
    if timeline.is_warned() {
        words::warning_interval(timeline.warning_s)
    } else {
        format!(
            "{} short; {}",
            minutes(-timeline.warning_s.nominal),
            words::warning_interval(timeline.warning_s)
        )
    }
}

/// The bars of a timeline around a height of the plot: the flight, a thin strip above, and what is done about it below.
fn timeline_bars(
    timeline: &Timeline<'_>,
    middle: f64,
    setting: &Setting,
    scale: f64,
    plot: &RowPlot,
) -> Vec<Styled> {
    let top = middle - 9.0 * scale;
    let split = middle - 3.5 * scale;
    let bottom = middle + 8.0 * scale;
    let impact_s = timeline.impact_s.nominal;
    let flight = |to_s: f64, style| bar((0.0, top), (to_s, split), style);
    let stage = |from_s: f64, to_s: f64, style| bar((from_s, split), (to_s, bottom), style);
    let edge = Stroke::new(setting.theme.axis, 0.75 * scale);
    // A flight that no model supports is dashed.
    let edge = if timeline.is_approximate {
        edge.dashed(Dash::Short)
    } else {
        edge
    };
    let ground = Style::filled(setting.theme.background).with_stroke(edge);
    let mut bars = vec![flight(impact_s, ground)];
    if let Some(boost_end_s) = timeline.boost_end_s {
        let boost = flight(boost_end_s.min(impact_s), Part::Boost.style(setting, scale));
        bars.push(boost.titled(format!("boost, {}", minutes(boost_end_s))));
    }
    let stages = [
        (Part::Detection, "detection", 0.0, timeline.detected_s),
        (
            Part::Confirmation,
            "confirmation",
            timeline.detected_s,
            timeline.confirmed_s,
        ),
        (
            Part::Notification,
            "notification",
            timeline.confirmed_s,
            timeline.notified_s,
        ),
    ];
    for (part, name, from_s, to_s) in stages {
        if to_s > from_s {
            let title = format!("{name}, {}", minutes(to_s - from_s));
            bars.push(stage(from_s, to_s, part.style(setting, scale)).titled(title));
        }
    }
    let title = words::warning_time(timeline.warning_s);
    let left = if timeline.is_warned() {
        stage(
            timeline.notified_s,
            impact_s,
            left_style(
                setting,
                (timeline.is_approximate, timeline.is_disputed()),
                scale,
            ),
        )
    } else {
        let late = (timeline.notified_s, bottom + 4.0 * scale);
        bar(
            (impact_s, bottom),
            late,
            Part::Deficit.style(setting, scale),
        )
    };
    bars.push(left.titled(title));
    bars.extend(impact_lines(
        timeline,
        (top, split, bottom),
        setting,
        scale,
        plot,
    ));
    bars
}

/// The moment of impact, with a whisker over the interval of the flight time.
fn impact_lines(
    timeline: &Timeline<'_>,
    heights: (f64, f64, f64),
    setting: &Setting,
    scale: f64,
    plot: &RowPlot,
) -> Vec<Styled> {
    let (top, split, bottom) = heights;
    let heavy = Stroke::new(setting.theme.text, 2.25 * scale);
    let thin = Stroke::new(setting.theme.text, 1.25 * scale);
    let impact_s = timeline.impact_s;
    let head = (impact_s.nominal, top - 3.0 * scale);
    let foot = (impact_s.nominal, bottom + 3.0 * scale);
    let title = format!("impact, {}", words::flight_time(impact_s));
    let mut lines = vec![segment(head, foot, heavy).titled(title)];
    let length_px = plot.point(impact_s.high, 0.0).x - plot.point(impact_s.low, 0.0).x;
    if length_px > 2.0 * scale {
        let across = f64::midpoint(top, split);
        lines.push(segment(
            (impact_s.low, across),
            (impact_s.high, across),
            thin,
        ));
        lines.extend([impact_s.low, impact_s.high].map(|end_s| {
            let head = (end_s, across - 2.5 * scale);
            segment(head, (end_s, across + 2.5 * scale), thin)
        }));
    }
    lines
}

/// Positions of labels, px.
#[derive(Clone, Copy)]
struct LabelPlaces {
    /// Left end of the names.
    left: f64,
    /// Left end of the values, right of the plot.
    right: f64,
    /// Greatest width of the names.
    names_px: f64,
}

fn heading_labels(
    group: &Group<'_>,
    top: f64,
    places: LabelPlaces,
    setting: &Setting,
    scale: f64,
) -> [Element; 2] {
    let baseline = top + 0.68 * GROUP_PX * scale;
    let halo = setting.theme.halo(scale);
    let bold = text_style(setting, scale)
        .bold()
        .haloed(halo.colour, 2.5 * halo.reach_px);
    [
        text(
            Point::new(places.left, baseline),
            &cut_to(
                &group_heading(group),
                &bold,
                places.right - places.left - 8.0 * scale,
            ),
            &bold,
        ),
        text(
            Point::new(places.right, baseline),
            VALUE_HEAD,
            &small_style(setting, scale),
        ),
    ]
}

fn row_labels(
    timeline: &Timeline<'_>,
    name: &str,
    middle: f64,
    places: LabelPlaces,
    setting: &Setting,
    scale: f64,
) -> [Element; 4] {
    let style = text_style(setting, scale);
    let small = small_style(setting, scale);
    let upper = middle - 2.5 * scale;
    let lower = middle + 10.5 * scale;
    let left_text = |down, words: &str, style: &TextStyle| {
        let cut = cut_to(words, style, places.names_px);
        text(Point::new(places.left, down), &cut, style)
    };
    let right_text =
        |down, words: &str, style: &TextStyle| text(Point::new(places.right, down), words, style);
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
    let title = format!(
        "{} to {}, {distance}{unseen}{by}",
        words::place(pair.from),
        words::place(pair.to),
    );
    [
        left_text(upper, name, &style).titled(title),
        left_text(lower, &distance, &small),
        right_text(
            upper,
            &value(timeline),
            &if timeline.is_approximate || timeline.is_disputed() {
                style
            } else {
                style.bold()
            },
        ),
        right_text(lower, &spread(timeline), &small),
    ]
}
