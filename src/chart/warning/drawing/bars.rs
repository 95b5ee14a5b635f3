//! The bars of a timeline: the flight, what is done about it, what is left, and the impact.

use crate::chart::rows::RowPlot;
use crate::chart::styled::{Styled, bar, segment};
use crate::chart::warning::Timeline;
use crate::present::phrases::{local, say};
use crate::present::words::{self, minutes};
use crate::svg::sheet::Setting;
use crate::svg::{Dash, Hatch, Stroke, Style};

/// Parts of a bar, in the order of the theme's areas.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Detection,
    Confirmation,
    Notification,
    Boost,
    Deficit,
}

impl Part {
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::Boost, "boost"),
        (Self::Detection, "detection"),
        (Self::Confirmation, "confirmation"),
        (Self::Notification, "notification"),
    ];

    pub(super) fn style(self, setting: &Setting, scale: f64) -> Style {
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
pub(super) fn left_style(
    setting: &Setting,
    (is_approximate, is_disputed): (bool, bool),
    scale: f64,
) -> Style {
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

/// A part of a bar and how long it takes.
fn part_title(part: &str, length_s: f64, setting: &Setting) -> String {
    let language = setting.wording.language;
    let length = local(&minutes(length_s), language);
    format!("{}, {length}", say(language, part, &[]))
}

/// The bars of a timeline around a height of the plot: the flight, a thin strip above, and what is done about it below.
pub(super) fn timeline_bars(
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
        bars.push(boost.titled(part_title("boost", boost_end_s, setting)));
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
            let title = part_title(name, to_s - from_s, setting);
            bars.push(stage(from_s, to_s, part.style(setting, scale)).titled(title));
        }
    }
    let language = setting.wording.language;
    let title = local(&words::warning_time(timeline.warning_s), language);
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
    let language = setting.wording.language;
    let time = local(&words::flight_time(impact_s), language);
    let title = format!("{}, {time}", say(language, "impact", &[]));
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
