//! The drawing of what moves a warning time.

use super::{Group, Sensitivity};
use crate::chart::marks::round_time_step_s;
use crate::chart::plot::{Margins, X_AXIS_PX};
use crate::chart::rows::{
    self, Ends, HEAD_PX, Labels, RowPlot, Rows, ValueAxis, bears_on_times, threshold_stroke,
};
use crate::chart::styled::{bar, segment};
use crate::chart::{small_style, text_style};
use crate::error::Result;
use crate::explain::contributions::{Contribution, Eyes};
use crate::present::words::{self, grouped};
use crate::quantity::Interval;
use crate::steps::multiples;
use crate::svg::sheet::{LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText, width};
use crate::svg::{Canvas, Dash, Point, Rectangle, Stroke, Style};
use crate::warning::Detection;

/// Heights at scale 1, px.
const ROW_PX: f64 = 34.0;
const GROUP_PX: f64 = 26.0;

/// Draws the chart.
///
/// # Errors
/// [`crate::Error::OutOfRange`] if the size leaves no room for it.
pub(crate) fn draw(chart: &Sensitivity<'_>, setting: &Setting) -> Result<Canvas> {
    let words = sheet_text(chart, setting);
    let labels = Labels::new(setting);
    let count: usize = chart.groups.iter().map(|group| group.causes.len()).sum();
    let rows = Rows {
        count,
        what: "bars",
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
    let (low_s, high_s) = ends_s(chart);
    let step_s = round_time_step_s(high_s - low_s, (bounds.width() / (44.0 * scale)).floor());
    let decimals = usize::from(step_s < 60.0);
    let axis = ValueAxis {
        name: "Warning time, minutes; below 0 the warning comes after impact",
        low: low_s,
        high: high_s,
        marks: multiples(step_s, low_s, high_s),
        label: &|time_s: &f64| grouped(time_s / 60.0, decimals),
    };
    let mut plot = rows::plot(sheet, margins, &axis, setting)?;
    let drawing = Drawing {
        setting,
        scale,
        bounds,
        ends: Ends::new(body, bounds),
        labels,
    };
    let mut down = HEAD_PX * scale;
    for (index, group) in chart.groups.iter().enumerate() {
        drawing.draw_group(group, index, chart, down, &mut plot)?;
        down += (group_px(group, chart, setting)
            + (ROW_PX + labels.above_px()) * group.causes.len() as f64)
            * scale;
    }
    Ok(plot.into_canvas())
}

/// What the parts of the drawing share.
struct Drawing<'d> {
    setting: &'d Setting,
    scale: f64,
    bounds: Rectangle,
    ends: Ends,
    labels: Labels,
}

impl Drawing<'_> {
    fn draw_group(
        &self,
        group: &Group<'_>,
        index: usize,
        chart: &Sensitivity<'_>,
        down: f64,
        plot: &mut RowPlot,
    ) -> Result<()> {
        let scale = self.scale;
        let head_px = group_px(group, chart, self.setting);
        let row_px = ROW_PX + self.labels.above_px();
        let first = down + head_px * scale;
        let foot = first + row_px * scale * group.causes.len() as f64;
        let nominal_s = group.nominal.warning_s.nominal;
        plot.begin(&format!("bars-{index}"), "Causes");
        let whole = self.setting.theme.areas[3].style(scale, 0.5);
        let whole_s = group.flight.warning_s;
        let ends = [whole_s.low, whole_s.high];
        let all = bar(
            (ends[0], first - 2.0 * scale),
            (ends[1], first + 2.0 * scale),
            whole.with_stroke(Stroke::new(self.setting.theme.axis, 0.5 * scale)),
        );
        let title = format!("all together: {}", words::warning_interval(whole_s));
        plot.draw_series([all.titled(title)])?;
        let style = bar_style(self.setting, scale);
        let bars = group.causes.iter().enumerate().map(|(at, cause)| {
            let top = first + (row_px * at as f64 + self.labels.above_px() + 6.0) * scale;
            let bottom = top + (ROW_PX - 14.0) * scale;
            bar((cause.warning_s.0, top), (cause.warning_s.1, bottom), style).titled(format!(
                "{}: {}",
                cause.cause,
                spread(cause.warning_s)
            ))
        });
        plot.draw_series(bars)?;
        let line = Stroke::new(self.setting.theme.text, 1.5 * scale);
        plot.draw_series([
            segment((nominal_s, first - 4.0 * scale), (nominal_s, foot), line).titled(format!(
                "nominal: {}",
                words::warning_time(group.nominal.warning_s)
            )),
        ])?;
        let marked = threshold_stroke(self.setting, scale);
        plot.draw_series(chart.thresholds_s.iter().map(|threshold_s| {
            segment(
                (*threshold_s, first - 4.0 * scale),
                (*threshold_s, foot),
                marked,
            )
            .titled(format!("{} of warning", words::minutes(*threshold_s)))
        }))?;
        plot.begin(&format!("labels-{index}"), "Labels");
        let base = self.bounds.top + down;
        let halo = self.setting.theme.halo(scale);
        let bold = text_style(self.setting, scale)
            .bold()
            .haloed(halo.colour, 2.5 * halo.reach_px);
        let heading = Point::new(self.ends.sheet.0, base + 0.62 * GROUP_PX * scale);
        let lines = self
            .labels
            .heading(&group_heading(group, chart), &bold, 1.0);
        for line in self.labels.heading_texts(&lines, heading, &bold) {
            plot.draw(line);
        }
        for (at, cause) in group.causes.iter().enumerate() {
            self.draw_labels(cause, base + (head_px + row_px * at as f64) * scale, plot);
        }
        Ok(())
    }

    fn draw_labels(&self, cause: &Contribution, top: f64, plot: &RowPlot) {
        let scale = self.scale;
        let style = text_style(self.setting, scale);
        let small = small_style(self.setting, scale);
        let upper = top + 13.0 * scale;
        let lower = top + 26.0 * scale;
        let moved = spread(cause.warning_s);
        let first = (
            (cause.cause.as_str(), &style),
            (moved.as_str(), &style.bold()),
        );
        let flight = flight_words(cause);
        let second = ((cause.span.as_str(), &small), (flight.as_str(), &small));
        for ((left, right), down) in [(first, upper), (second, lower)] {
            for label in self.labels.pair(left, right, self.ends, down) {
                plot.draw(label);
            }
        }
    }
}

/// Height of the heading of a group, px at scale 1.
fn group_px(group: &Group<'_>, chart: &Sensitivity<'_>, setting: &Setting) -> f64 {
    let labels = Labels::new(setting);
    let style = text_style(setting, setting.scale()).bold();
    let lines = labels.heading(&group_heading(group, chart), &style, 1.0);
    GROUP_PX + Labels::more_px(lines.len())
}

fn bar_style(setting: &Setting, scale: f64) -> Style {
    setting.theme.areas[1]
        .style(scale, 1.0)
        .with_stroke(Stroke::new(setting.theme.axis, 0.75 * scale))
}

/// The interval of the warning, as the heading says it.
fn spread((low_s, high_s): (f64, f64)) -> String {
    words::warning_interval(Interval {
        low: low_s,
        nominal: f64::midpoint(low_s, high_s),
        high: high_s,
    })
}

fn flight_words(cause: &Contribution) -> String {
    let (low_s, high_s) = cause.flight_s;
    if high_s > low_s {
        let interval = Interval {
            low: low_s,
            nominal: low_s,
            high: high_s,
        };
        format!("flight {}", words::minutes_interval(interval))
    } else {
        "flight unmoved".to_owned()
    }
}

fn group_heading(group: &Group<'_>, chart: &Sensitivity<'_>) -> String {
    let system = group
        .row
        .system
        .map_or("", |assessed| assessed.system.name.as_ref());
    let pair = &group.row.pair;
    let places = if has_one_pair(chart) {
        String::new()
    } else {
        format!(", {} – {}", pair.from.label(), pair.to.label())
    };
    let seen = match (group.eyes, group.flight.detection) {
        (Eyes::AirborneRadar, _) => words::AIRBORNE_RADAR,
        (Eyes::Own, Detection::Launch) => "launch detected",
        (Eyes::Own, Detection::Radar) => words::seen_by(Detection::Radar),
    };
    format!(
        "{system}{places} ({seen}): {}",
        words::warning_of(&group.flight)
    )
}

fn has_one_pair(chart: &Sensitivity<'_>) -> bool {
    let ends = |group: &Group<'_>| {
        (
            group.row.pair.from.name.clone(),
            group.row.pair.to.name.clone(),
        )
    };
    let first = chart.groups.first().map(ends);
    chart.groups.iter().all(|group| Some(ends(group)) == first)
}

/// From the shortest to the longest warning, with a little room, and 0 where it is near.
fn ends_s(chart: &Sensitivity<'_>) -> (f64, f64) {
    let spans = || chart.groups.iter().map(|group| group.flight.warning_s);
    let marked = || chart.thresholds_s.iter().copied();
    let lows = spans().map(|span| span.low).chain(marked());
    let highs = spans().map(|span| span.high).chain(marked());
    let low_s = lows.fold(f64::MAX, f64::min);
    let high_s = highs.fold(f64::MIN, f64::max);
    let room_s = 0.04 * (high_s - low_s).max(60.0);
    (low_s.min(0.0) - room_s, high_s + room_s)
}

/// Causes to the left of the plot, what they move to its right.
fn margins(chart: &Sensitivity<'_>, body: Rectangle, setting: &Setting, scale: f64) -> Margins {
    let style = text_style(setting, scale);
    let small = small_style(setting, scale);
    let causes = || chart.groups.iter().flat_map(|group| &group.causes);
    let names = causes().map(|cause| width(&cause.cause, &style).max(width(&cause.span, &small)));
    let left = names.fold(0.0, f64::max).min(0.4 * body.width()) + 12.0 * scale;
    let values = causes().map(|cause| {
        width(&spread(cause.warning_s), &style.bold()).max(width(&flight_words(cause), &small))
    });
    let right = values.fold(0.0, f64::max) + 12.0 * scale;
    Margins {
        left,
        top: 0.0,
        right: right.min(body.width() - left - 60.0 * scale),
        bottom: X_AXIS_PX * scale,
    }
}

/// The chart in numbers.
fn description(chart: &Sensitivity<'_>, title: &str) -> String {
    let of_group = |group: &Group<'_>| {
        let causes: Vec<String> = group
            .causes
            .iter()
            .map(|cause| format!("{}: {}", cause.cause, spread(cause.warning_s)))
            .collect();
        format!("{}. {}", group_heading(group, chart), causes.join("; "))
    };
    let groups: Vec<String> = chart.groups.iter().map(of_group).collect();
    format!(
        "{title}: the shortest and the longest warning that each cause alone makes. {}.",
        groups.join(". ")
    )
}

fn sheet_text(chart: &Sensitivity<'_>, setting: &Setting) -> SheetText {
    let scale = setting.scale();
    let title = match chart.groups.first() {
        Some(first) if has_one_pair(chart) => format!(
            "What moves the warning: {} to {}",
            words::place(first.row.pair.from),
            words::place(first.row.pair.to)
        ),
        _ => "What moves the warning".to_owned(),
    };
    let mut caveats: Vec<String> = words::assumptions(&chart.assumptions).into_iter().collect();
    let on_times = chart
        .caveats
        .iter()
        .filter(|caveat| bears_on_times(*caveat));
    caveats.extend(on_times.map(|caveat| caveat.sentence().to_owned()));
    let mut legend = vec![
        LegendEntry::new(
            LegendSymbol::Area(bar_style(setting, scale)),
            "one cause alone",
        ),
        LegendEntry::new(
            LegendSymbol::Area(setting.theme.areas[3].style(scale, 0.5)),
            "all together",
        ),
        LegendEntry::new(
            LegendSymbol::Line(Stroke::new(setting.theme.text, 1.5 * scale).dashed(Dash::Solid)),
            "nominal",
        ),
    ];
    legend.extend(rows::threshold_entry(&chart.thresholds_s, setting, scale));
    SheetText {
        subtitle: "Each cause alone, the others at their nominal values; largest first.".to_owned(),
        description: description(chart, &title),
        title,
        legend,
        caveats,
        credit: PROGRAM.to_owned(),
    }
}
