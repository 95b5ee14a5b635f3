//! The drawing of warning timelines: one bar a place, the flight above the line and the warning below it.

use super::{Group, Timeline, Warnings};
use crate::catalogue::country_name;
use crate::chart::axis::{Axis, multiples, round_time_step_s};
use crate::chart::grid::{X_AXIS_PX, draw_axes, draw_grid};
use crate::chart::{small_style, text_style};
use crate::error::Result;
use crate::present::words::{self, grouped, minutes};
use crate::svg::sheet::{Entry, PROGRAM, Setting, Sign, Words, height_for_body, sheet, width};
use crate::svg::{
    Element, Frame, Layer, Look, Point, Size, Stroke, TextStyle, extent, group, line, rectangle,
    text,
};
use crate::warning::Detection;

/// Heights at scale 1, px.
const ROW_PX: f64 = 30.0;
const GROUP_PX: f64 = 24.0;
const HEAD_PX: f64 = 6.0;
/// Above the column of what is left.
const VALUE_HEAD: &str = "warning";
const USUAL_WIDTH_PX: u32 = 900;

/// What the parts of a bar stand for, in the order of the theme's areas.
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

    fn look(self, setting: &Setting, scale: f64) -> Look {
        let area = match self {
            Self::Boost => setting.theme.areas[0],
            Self::Detection => setting.theme.areas[1],
            Self::Confirmation => setting.theme.areas[2],
            Self::Notification => setting.theme.areas[3],
            Self::Deficit => setting.theme.areas[4],
        };
        area.look(scale, 1.0)
            .with_stroke(Stroke::new(setting.theme.axis, 0.75 * scale))
    }
}

/// What is left is the ground itself with a strong edge: it is what the chart is about.
fn left_look(setting: &Setting, scale: f64) -> Look {
    Look::tinted(setting.theme.text, 0.08)
        .with_stroke(Stroke::new(setting.theme.text, 1.75 * scale))
}

/// Draws the chart as an SVG document.
///
/// # Errors
/// [`crate::Error::OutOfRange`] if the size leaves no room for it.
pub fn draw(chart: &Warnings<'_>, setting: &Setting) -> Result<String> {
    let words = words(chart, setting);
    let rows: usize = chart.groups.iter().map(|group| group.timelines.len()).sum();
    let least_px =
        HEAD_PX + X_AXIS_PX + rows as f64 * ROW_PX + chart.groups.len() as f64 * GROUP_PX;
    let least = |width_px| height_for_body(setting, &words, width_px, |_| least_px.max(130.0));
    let size = match setting.size {
        None => least(USUAL_WIDTH_PX)?,
        Some(size) => size,
    };
    let sheet = sheet(setting, size, &words)?;
    let scale = sheet.scale;
    let body = sheet.body;
    let mut canvas = sheet.canvas;
    if body.height() < least_px * scale - 1.0 {
        let needed = f64::from(size.height_px()) + least_px * scale - body.height();
        return Err(crate::Error::OutOfRange {
            name: "height".to_owned(),
            value: f64::from(size.height_px()),
            unit: " px",
            allowed: format!(
                "{:.0} px or more for {rows} timelines at this width",
                needed.ceil()
            ),
            suggestion: None,
        });
    }
    let place = place(chart, body, setting, scale);
    let Place { x, frame, .. } = place;
    let step_s = round_time_step_s(x.high, (frame.width() / (38.0 * scale)).floor());
    let decimals = usize::from(step_s < 60.0);
    let marks: Vec<(f64, String)> = multiples(step_s, 0.0, x.high)
        .into_iter()
        .map(|time_s| (time_s, grouped(time_s / 60.0, decimals)))
        .collect();
    let nothing = Axis::linear(0.0, 1.0, frame.bottom, frame.top);
    canvas.add(draw_grid(
        frame,
        (x, &marks),
        (nothing, &[]),
        setting,
        scale,
    ));
    canvas.add(draw_axes(
        frame,
        (x, &marks, x_name(chart)),
        (nothing, &[], ""),
        setting,
        scale,
    ));
    let mut bars = Layer::new("timelines", "Timelines");
    let mut labels = Layer::new("labels", "Labels");
    let spare = body.height() - least_px * scale;
    let row_height = ROW_PX * scale + (spare / rows.max(1) as f64).min(14.0 * scale);
    let mut y = frame.top + HEAD_PX * scale;
    for group in &chart.groups {
        let baseline = Point::new(body.left, y + 0.68 * GROUP_PX * scale);
        let halo = setting.theme.halo(scale);
        let bold = text_style(setting, scale)
            .bold()
            .haloed(halo.colour, 2.5 * halo.reach_px);
        labels.add(text(baseline, &group_heading(group), &bold));
        let head = Point::new(frame.right + 10.0 * scale, baseline.y);
        labels.add(text(head, VALUE_HEAD, &small_style(setting, scale)));
        y += GROUP_PX * scale;
        for timeline in &group.timelines {
            let lane = Frame::new(body.left, y, body.right, y + row_height);
            bars.add(draw_bar(timeline, &place, lane, setting));
            labels.extend(draw_row_labels(
                timeline,
                &name(timeline, chart),
                &place,
                lane,
                setting,
            ));
            y += row_height;
        }
    }
    canvas.add(bars);
    canvas.add(labels);
    Ok(canvas.into_svg())
}

struct Place {
    x: Axis,
    frame: Frame,
    scale: f64,
    names_px: f64,
}

fn place(chart: &Warnings<'_>, body: Frame, setting: &Setting, scale: f64) -> Place {
    let style = text_style(setting, scale);
    let small = small_style(setting, scale);
    let all = || chart.groups.iter().flat_map(|group| &group.timelines);
    let names =
        all().map(|it| width(&name(it, chart), &style).max(width(&distance(it, setting), &small)));
    // Names take two fifths of the sheet at most; longer ones are cut.
    let names_px = names.fold(0.0, f64::max).min(0.4 * body.width());
    let left = body.left + names_px + 10.0 * scale;
    let values = all().map(|it| width(&value(it), &style.bold()).max(width(&spread(it), &small)));
    let right = body.right - values.fold(0.0, f64::max) - 10.0 * scale;
    let right = right.max(left + 60.0 * scale);
    let frame = Frame::new(left, body.top, right, body.bottom - X_AXIS_PX * scale);
    let end_s = all().map(Timeline::end_s).fold(60.0, f64::max);
    Place {
        x: Axis::linear(0.0, 1.03 * end_s, frame.left, frame.right),
        frame,
        scale,
        names_px,
    }
}

fn x_name(chart: &Warnings<'_>) -> &'static str {
    let is = |wanted: Detection| chart.groups.iter().any(|group| group.detection == wanted);
    match (is(Detection::Launch), is(Detection::Radar)) {
        (true, true) => "Minutes since launch, or since first sight by radar",
        (false, true) => "Minutes since first sight by radar",
        _ => "Minutes since launch",
    }
}

fn group_heading(group: &Group<'_>) -> String {
    match group.detection {
        Detection::Launch => format!("{}: launch detected", group.name),
        Detection::Radar => format!("{}: first seen by ground radar", group.name),
    }
}

/// The place at the end; from several sources, both ends.
fn name(it: &Timeline<'_>, chart: &Warnings<'_>) -> String {
    let pair = &it.row.pair;
    if has_one_source(chart) {
        pair.to.name.to_string()
    } else {
        format!("{} – {}", pair.from.name, pair.to.name)
    }
}

fn has_one_source(chart: &Warnings<'_>) -> bool {
    let mut sources = chart
        .groups
        .iter()
        .flat_map(|group| &group.timelines)
        .map(|it| it.row.pair.from);
    let first = sources.next();
    sources.all(|source| Some(source) == first)
}

/// Country and distance.
fn distance(it: &Timeline<'_>, setting: &Setting) -> String {
    let pair = &it.row.pair;
    let distance = setting.unit.say(pair.track.distance.km(), 0);
    pair.to.country.as_deref().map_or(distance.clone(), |code| {
        format!("{}, {distance}", country_name(code))
    })
}

/// What is left, in bold.
fn value(it: &Timeline<'_>) -> String {
    if it.is_warned() {
        minutes(it.warning_s.nominal)
    } else {
        "no warning".to_owned()
    }
}

/// Its interval, or what is short.
fn spread(it: &Timeline<'_>) -> String {
    if it.is_warned() {
        words::warning_interval(it.warning_s)
    } else {
        format!(
            "{} short; {}",
            minutes(-it.warning_s.nominal),
            words::warning_interval(it.warning_s)
        )
    }
}

fn draw_bar(it: &Timeline<'_>, place: &Place, lane: Frame, setting: &Setting) -> Element {
    let x = place.x;
    let scale = place.scale;
    let middle = f64::midpoint(lane.top, lane.bottom);
    let top = middle - 9.0 * scale;
    let split = middle - 3.5 * scale;
    let bottom = middle + 8.0 * scale;
    let strip = |from_s: f64, to_s: f64| Frame::new(x.px(from_s), split, x.px(to_s), bottom);
    let edge = Stroke::new(setting.theme.axis, 0.75 * scale);
    let mut parts = Vec::new();
    // The flight, a thin strip above.
    let flight = Frame::new(x.px(0.0), top, x.px(it.impact_s.nominal), split);
    parts.push(rectangle(
        flight,
        &Look::filled(setting.theme.background).with_stroke(edge),
    ));
    if let Some(boost_end_s) = it.boost_end_s {
        let boost = Frame {
            right: x.px(boost_end_s.min(it.impact_s.nominal)),
            ..flight
        };
        parts.push(
            rectangle(boost, &Part::Boost.look(setting, scale))
                .titled(format!("boost, {}", minutes(boost_end_s))),
        );
    }
    // What is done about it, below.
    let stages = [
        (Part::Detection, "detection", 0.0, it.detected_s),
        (
            Part::Confirmation,
            "confirmation",
            it.detected_s,
            it.confirmed_s,
        ),
        (
            Part::Notification,
            "notification",
            it.confirmed_s,
            it.notified_s,
        ),
    ];
    for (part, stage, from_s, to_s) in stages {
        if to_s > from_s {
            let title = format!("{stage}, {}", minutes(to_s - from_s));
            parts.push(rectangle(strip(from_s, to_s), &part.look(setting, scale)).titled(title));
        }
    }
    let title = words::warning_time(it.warning_s);
    if it.is_warned() {
        parts.push(
            rectangle(
                strip(it.notified_s, it.impact_s.nominal),
                &left_look(setting, scale),
            )
            .titled(title),
        );
    } else {
        let late = Frame {
            top: bottom,
            bottom: bottom + 4.0 * scale,
            ..strip(it.impact_s.nominal, it.notified_s)
        };
        parts.push(rectangle(late, &Part::Deficit.look(setting, scale)).titled(title));
    }
    parts.extend(draw_impact(it, place, (top, split, bottom), setting));
    group(parts)
}

/// The moment of impact, with a whisker over the interval of the flight time.
fn draw_impact(
    it: &Timeline<'_>,
    place: &Place,
    heights: (f64, f64, f64),
    setting: &Setting,
) -> Vec<Element> {
    let x = place.x;
    let scale = place.scale;
    let (top, split, bottom) = heights;
    let heavy = Stroke::new(setting.theme.text, 2.25 * scale);
    let thin = Stroke::new(setting.theme.text, 1.25 * scale);
    let at = x.px(it.impact_s.nominal);
    let moment = line(
        Point::new(at, top - 3.0 * scale),
        Point::new(at, bottom + 3.0 * scale),
        heavy,
    );
    let mut parts = vec![moment.titled(format!("impact, {}", words::flight_time(it.impact_s)))];
    let low = x.px(it.impact_s.low);
    let high = x.px(it.impact_s.high);
    if high - low > 2.0 * scale {
        let across = f64::midpoint(top, split);
        parts.push(line(
            Point::new(low, across),
            Point::new(high, across),
            thin,
        ));
        for end in [low, high] {
            parts.push(line(
                Point::new(end, across - 2.5 * scale),
                Point::new(end, across + 2.5 * scale),
                thin,
            ));
        }
    }
    parts
}

fn draw_row_labels(
    it: &Timeline<'_>,
    name: &str,
    place: &Place,
    lane: Frame,
    setting: &Setting,
) -> Vec<Element> {
    let scale = place.scale;
    let style = text_style(setting, scale);
    let small = small_style(setting, scale);
    let middle = f64::midpoint(lane.top, lane.bottom);
    let upper = middle - 2.5 * scale;
    let lower = middle + 10.5 * scale;
    let left_text = |down, words: &str, style: &TextStyle| {
        text(
            Point::new(lane.left, down),
            &cut_to(words, style, place.names_px),
            style,
        )
    };
    let right = Point::new(place.frame.right + 10.0 * scale, 0.0);
    let pair = &it.row.pair;
    let unseen = if it.unseen_s > 0.0 {
        format!(", seen after {}", minutes(it.unseen_s))
    } else {
        String::new()
    };
    let title = format!(
        "{} to {}, {}{unseen}",
        words::place(pair.from),
        words::place(pair.to),
        distance(it, setting)
    );
    vec![
        left_text(upper, name, &style).titled(title),
        left_text(lower, &distance(it, setting), &small),
        text(right.moved(0.0, upper), &value(it), &style.bold()),
        text(right.moved(0.0, lower), &spread(it), &small),
    ]
}

/// The text itself, or as much of its beginning as there is room for.
fn cut_to(words: &str, style: &TextStyle, room_px: f64) -> String {
    if width(words, style) <= room_px + 0.01 {
        return words.to_owned();
    }
    let mut short = words.to_owned();
    while short.pop().is_some() {
        let cut = format!("{}…", short.trim_end());
        if extent(&cut, style.size_px, style.weight).width <= room_px {
            return cut;
        }
    }
    String::new()
}

fn words(chart: &Warnings<'_>, setting: &Setting) -> Words {
    let scale = setting.size.map_or(1.0, Size::scale);
    let first = chart
        .groups
        .first()
        .and_then(|group| group.timelines.first());
    let source = first
        .map(|it| words::place(it.row.pair.from))
        .filter(|_| has_one_source(chart));
    let title = source.map_or_else(
        || "Warning time".to_owned(),
        |from| format!("Warning time from {from}"),
    );
    let all = || chart.groups.iter().flat_map(|group| &group.timelines);
    let mut legend: Vec<Entry> = Part::ALL
        .into_iter()
        .filter(|(part, _)| match part {
            Part::Boost => all().any(|it| it.boost_end_s.is_some()),
            Part::Detection => all().any(|it| it.detected_s > 0.0),
            _ => true,
        })
        .map(|(part, label)| Entry::new(Sign::Area(part.look(setting, scale)), label))
        .collect();
    if all().any(Timeline::is_warned) {
        legend.push(Entry::new(
            Sign::Area(left_look(setting, scale)),
            "warning: what is left",
        ));
    }
    if !all().all(Timeline::is_warned) {
        legend.push(Entry::new(
            Sign::Area(Part::Deficit.look(setting, scale)),
            "deficit: known after impact",
        ));
    }
    legend.push(Entry::new(
        Sign::Line(Stroke::new(setting.theme.text, 2.25 * scale)),
        "impact, low to high",
    ));
    let warned = all().filter(|it| it.is_warned()).count();
    Words {
        subtitle:
            "Shortest warning first. Thin strip: the flight; thick strip: until the public knows."
                .to_owned(),
        description: format!(
            "{title} to {} places: a bar each from launch or first sight to impact. {warned} have warning time left.",
            all().count()
        ),
        title,
        legend,
        caveats: caveats(chart),
        credit: format!(
            "Two-body arcs on a sphere plus a boost allowance; steady flight at ground speed; 4/3 Earth radar \
             horizon, antenna at 30 m. {PROGRAM}"
        ),
    }
}

fn caveats(chart: &Warnings<'_>) -> Vec<String> {
    let rows = || {
        chart
            .groups
            .iter()
            .flat_map(|group| &group.timelines)
            .map(|it| &it.row)
    };
    let mut sentences = vec![words::delays(chart.delays)];
    let union = rows().map(|row| row.caveats).fold(
        crate::caveat::Caveats::default(),
        crate::caveat::Caveats::union,
    );
    // What speaks of bands of distance has no bearing on times.
    let on_times = |caveat: &crate::caveat::Caveat| {
        use crate::caveat::Caveat;
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
        let system = row.system.map_or("no system", |it| it.system.name.as_ref());
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
