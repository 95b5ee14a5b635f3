//! The drawing of what moves a warning time.

use super::{Group, Sensitivity};
use crate::catalogue::{Language, System};
use crate::chart::marks::round_time_step_s;
use crate::chart::plot::{Margins, X_AXIS_PX};
use crate::chart::rows::{
    self, Ends, HEAD_PX, Labels, RowPlot, Rows, ValueAxis, bears_on_times, threshold_stroke,
};
use crate::chart::styled::{bar, segment};
use crate::chart::{small_style, text_style};
use crate::error::Result;
use crate::explain::contributions::{Contribution, Eyes};
use crate::present::basis;
use crate::present::names::{label_in, place_in};
use crate::present::phrases::{self, say};
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
        name: &say(
            setting.wording.language,
            "Warning time, minutes; below 0 the warning comes after impact",
            &[],
        ),
        low: low_s,
        high: high_s,
        marks: multiples(step_s, low_s, high_s),
        label: &|time_s: &f64| {
            phrases::local(&grouped(time_s / 60.0, decimals), setting.wording.language)
        },
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
        let language = self.setting.wording.language;
        let all_of_it = say(language, "all together", &[]);
        let whole = phrases::local(&words::warning_interval(whole_s), language);
        let title = format!("{all_of_it}: {whole}");
        plot.draw_series([all.titled(title)])?;
        let style = bar_style(self.setting, scale);
        let bars = group.causes.iter().enumerate().map(|(at, cause)| {
            let top = first + (row_px * at as f64 + self.labels.above_px() + 6.0) * scale;
            let bottom = top + (ROW_PX - 14.0) * scale;
            bar((cause.warning_s.0, top), (cause.warning_s.1, bottom), style).titled(format!(
                "{}: {}",
                phrases::known(language, &cause.cause),
                spread(cause.warning_s, language)
            ))
        });
        plot.draw_series(bars)?;
        let line = Stroke::new(self.setting.theme.text, 1.5 * scale);
        plot.draw_series([
            segment((nominal_s, first - 4.0 * scale), (nominal_s, foot), line).titled(format!(
                "{}: {}",
                say(language, "nominal", &[]),
                phrases::local(&words::warning_time(group.nominal.warning_s), language)
            )),
        ])?;
        let marked = threshold_stroke(self.setting, scale);
        plot.draw_series(chart.thresholds_s.iter().map(|threshold_s| {
            segment(
                (*threshold_s, first - 4.0 * scale),
                (*threshold_s, foot),
                marked,
            )
            .titled(say(
                language,
                "{1} min of warning",
                &[&rows::whole_minutes(*threshold_s)],
            ))
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
            .heading(&group_heading(group, chart, language), &bold, 1.0);
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
        let language = self.setting.wording.language;
        let named = phrases::known(language, &cause.cause);
        let span = phrases::local(&cause.span, language);
        let moved = spread(cause.warning_s, language);
        let first = ((&*named, &style), (moved.as_str(), &style.bold()));
        let flight = flight_words(cause, language);
        let second = ((&*span, &small), (flight.as_str(), &small));
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
    let lines = labels.heading(
        &group_heading(group, chart, setting.wording.language),
        &style,
        1.0,
    );
    GROUP_PX + Labels::more_px(lines.len())
}

fn bar_style(setting: &Setting, scale: f64) -> Style {
    setting.theme.areas[1]
        .style(scale, 1.0)
        .with_stroke(Stroke::new(setting.theme.axis, 0.75 * scale))
}

/// The interval of the warning, as the heading says it.
fn spread((low_s, high_s): (f64, f64), language: Language) -> String {
    let said = words::warning_interval(Interval {
        low: low_s,
        nominal: f64::midpoint(low_s, high_s),
        high: high_s,
    });
    phrases::local(&said, language)
}

fn flight_words(cause: &Contribution, language: Language) -> String {
    let (low_s, high_s) = cause.flight_s;
    if high_s > low_s {
        let interval = Interval {
            low: low_s,
            nominal: low_s,
            high: high_s,
        };
        let said = phrases::local(&words::minutes_interval(interval), language);
        say(language, "flight {1}", &[&said])
    } else {
        say(language, "flight unmoved", &[])
    }
}

fn group_heading(group: &Group<'_>, chart: &Sensitivity<'_>, language: Language) -> String {
    let system = group
        .row
        .system
        .map_or("", |assessed| assessed.system.name.as_ref());
    let pair = &group.row.pair;
    let places = if has_one_pair(chart) {
        String::new()
    } else {
        format!(
            ", {} – {}",
            label_in(pair.from, language),
            label_in(pair.to, language)
        )
    };
    let seen = match (group.eyes, group.flight.detection) {
        (Eyes::AirborneRadar, _) => words::AIRBORNE_RADAR,
        (Eyes::Own, Detection::Launch) => "launch detected",
        (Eyes::Own, Detection::Radar) => words::seen_by(Detection::Radar),
    };
    format!(
        "{system}{places} ({}): {}",
        say(language, seen, &[]),
        phrases::local(&words::warning_of(&group.flight), language)
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
    let language = setting.wording.language;
    let causes = || chart.groups.iter().flat_map(|group| &group.causes);
    let names = causes().map(|cause| {
        let named = phrases::known(language, &cause.cause);
        width(&named, &style).max(width(&cause.span, &small))
    });
    let left = names.fold(0.0, f64::max).min(0.4 * body.width()) + 12.0 * scale;
    let values = causes().map(|cause| {
        width(&spread(cause.warning_s, language), &style.bold())
            .max(width(&flight_words(cause, language), &small))
    });
    let right = values.fold(0.0, f64::max) + 12.0 * scale;
    Margins {
        left,
        top: 0.0,
        right: right.min(body.width() - left - 60.0 * scale),
        bottom: X_AXIS_PX * scale,
    }
}

fn sheet_text(chart: &Sensitivity<'_>, setting: &Setting) -> SheetText {
    let scale = setting.scale();
    let language = setting.wording.language;
    let title = match chart.groups.first() {
        Some(first) if has_one_pair(chart) => say(
            language,
            "What moves the warning: {1} to {2}",
            &[
                &place_in(first.row.pair.from, language),
                &place_in(first.row.pair.to, language),
            ],
        ),
        _ => say(language, "What moves the warning", &[]),
    };
    let mut caveats: Vec<String> = match language {
        Language::English => words::assumptions(&chart.assumptions).into_iter().collect(),
        _ => assumed(chart, language),
    };
    let on_times = chart
        .caveats
        .iter()
        .filter(|caveat| bears_on_times(*caveat));
    caveats.extend(on_times.map(|caveat| rows::caveat_in(caveat, language)));
    let mut legend = vec![
        LegendEntry::new(
            LegendSymbol::Area(bar_style(setting, scale)),
            say(language, "one cause alone", &[]),
        ),
        LegendEntry::new(
            LegendSymbol::Area(setting.theme.areas[3].style(scale, 0.5)),
            say(language, "all together", &[]),
        ),
        LegendEntry::new(
            LegendSymbol::Line(Stroke::new(setting.theme.text, 1.5 * scale).dashed(Dash::Solid)),
            say(language, "nominal", &[]),
        ),
    ];
    legend.extend(rows::threshold_entry(&chart.thresholds_s, setting, scale));
    SheetText {
        subtitle: say(
            language,
            "Each cause alone, the others at their nominal values; largest first.",
            &[],
        ),
        description: description(chart, &title, language),
        title,
        legend,
        caveats,
        credit: PROGRAM.to_owned(),
    }
}

/// What is assumed of the missiles and of warnings, in another language.
fn assumed(chart: &Sensitivity<'_>, language: Language) -> Vec<String> {
    let systems: Vec<&System> = chart
        .groups
        .iter()
        .filter_map(|group| Some(group.row.system?.system))
        .collect();
    basis::flight(&systems, &chart.assumptions, language)
        .into_iter()
        .chain(basis::warning(&systems, &chart.assumptions, language))
        .collect()
}

/// The chart in numbers: every cause with what it moves, in a sentence each group.
fn description(chart: &Sensitivity<'_>, title: &str, language: Language) -> String {
    let groups = chart.groups.iter().map(|group| {
        let causes: Vec<String> = group
            .causes
            .iter()
            .map(|cause| {
                let named = phrases::known(language, &cause.cause);
                format!("{named} {}", spread(cause.warning_s, language))
            })
            .collect();
        format!(
            "{}. {}",
            group_heading(group, chart, language),
            causes.join("; ")
        )
    });
    let groups: Vec<String> = groups.collect();
    format!("{title}. {}", groups.join(". "))
}
