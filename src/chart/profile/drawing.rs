//! The drawing of altitude against ground distance. Both scales are equal, so that angles are true, unless an arc is so
//! steep that little would be left of the distance.

use plotters::coord::types::RangedCoordf64;

use super::{Profile, ShownArc};
use crate::catalogue::Language;
use crate::caveat::Caveat;
use crate::chart::marks::{Marked, round_marks, round_time_step_s};
use crate::chart::plot::{Axes, Margins, Plot, X_AXIS_PX, Y_NAME_PX};
use crate::chart::rows::caveat_in;
use crate::chart::small_style;
use crate::chart::styled::{bar, curve, dot, segment};
use crate::error::Result;
use crate::flight::Trajectory;
use crate::flight::ballistic::MODEL_FLOOR_KM;
use crate::present::names::{label_in, place_in};
use crate::present::phrases::{self, say};
use crate::present::words::{grouped, minutes};
use crate::steps::multiples;
use crate::svg::label::{LabelAnchor, LabelPlacer};
use crate::svg::sheet::{
    LegendEntry, LegendSymbol, PROGRAM, Setting, SheetText, height_for_body, label_style, sheet,
    width,
};
use crate::svg::theme::Series;
use crate::svg::{Canvas, Dash, Point, Rectangle, Size, Stroke, Style, TextAnchor, extent};

const LINE_PX: f64 = 2.25;
/// Height over distance from which on altitude has a scale of its own.
const STEEPEST: f64 = 0.8;
/// The highest arc has its label above it.
const LABEL_ROOM_PX: f64 = 24.0;
/// Straight pieces of an arc: fewer than 2 px each at the usual size.
const STEPS: u32 = 180;

/// Draws the chart.
///
/// # Errors
/// [`crate::Error::OutOfRange`] if the size leaves no room for it.
pub(crate) fn draw(chart: &Profile<'_>, setting: &Setting) -> Result<Canvas> {
    let mark_step_s = mark_step_s(chart);
    let words = words(chart, setting, mark_step_s);
    let size = match setting.whole_size()? {
        Some(size) => size,
        None => usual_size(chart, setting, &words)?,
    };
    let sheet = sheet(setting, size, &words)?;
    let scale = sheet.scale;
    let layout = layout(chart, sheet.body, setting, scale);
    let bounds = layout.margins.plot(sheet.body);
    let (x_marks_km, x_decimals) =
        marks_km(layout.greatest_km, bounds.width(), 75.0 * scale, setting);
    let (y_marks_km, y_decimals) =
        marks_km(layout.highest_km, bounds.height(), 34.0 * scale, setting);
    let unit = setting.unit;
    let language = setting.wording.language;
    let x = Marked::new(0.0..layout.greatest_km, &x_marks_km);
    let y = Marked::new(0.0..layout.highest_km, &y_marks_km);
    let mut plot: ProfilePlot = Plot::new(sheet, layout.margins, x, y)?;
    plot.draw_axes(
        &Axes {
            x_name: &x_name(chart, bounds, setting, scale),
            y_name: &say(
                language,
                "Altitude, {1}",
                &[&phrases::local(unit.symbol(), language)],
            ),
            x_label: &|km: &f64| {
                phrases::local(&grouped(unit.converted(*km), x_decimals), language)
            },
            y_label: &|km: &f64| {
                phrases::local(&grouped(unit.converted(*km), y_decimals), language)
            },
        },
        setting,
        scale,
    )?;
    let mut drawing = Drawing {
        chart,
        setting,
        scale,
        layout,
        placer: LabelPlacer::new(bounds.grown(-2.0 * scale), 2.0 * scale),
    };
    drawing.draw_floor(&mut plot)?;
    drawing.draw_arcs(mark_step_s, &mut plot)?;
    drawing.draw_labels(&plot);
    Ok(plot.into_canvas())
}

/// Both axes in km, with even steps.
type ProfilePlot = Plot<RangedCoordf64, RangedCoordf64>;

/// Name of the x axis, in full if there is room.
fn x_name(chart: &Profile<'_>, bounds: Rectangle, setting: &Setting, scale: f64) -> String {
    let language = setting.wording.language;
    let unit = phrases::local(setting.unit.symbol(), language);
    let full = say(
        language,
        "{1} to {2}, {3} along the ground",
        &[
            &label_in(chart.pair.from, language),
            &label_in(chart.pair.to, language),
            &unit,
        ],
    );
    if width(&full, &small_style(setting, scale)) <= bounds.width() {
        full
    } else {
        say(language, "Along the ground, {1}", &[&unit])
    }
}

/// As high as the arcs need it at the usual width, within reason.
fn usual_size(chart: &Profile<'_>, setting: &Setting, words: &SheetText) -> Result<Size> {
    let steepness = highest_km(chart) / chart.pair.track.distance.km();
    height_for_body(setting, words, 900, |width_px| {
        let arcs_px = steepness * 0.9 * width_px;
        (arcs_px + LABEL_ROOM_PX).clamp(150.0, 390.0) + Y_NAME_PX + X_AXIS_PX
    })
}

/// The height that is in view: the highest apogee, and the limit of the model.
fn highest_km(chart: &Profile<'_>) -> f64 {
    let apogee_km = chart
        .arcs
        .iter()
        .map(|shown| shown.arc.apogee_km)
        .fold(0.0, f64::max);
    apogee_km.max(1.2 * MODEL_FLOOR_KM.min(chart.pair.track.distance.km()))
}

/// The plot and what of the world it shows.
#[derive(Clone, Copy)]
struct Layout {
    margins: Margins,
    /// End of the axis along the ground, km.
    greatest_km: f64,
    /// End of the axis of altitude, km.
    highest_km: f64,
}

/// Axes of equal scale. What the arcs do not fill is left to the right or above.
fn layout(chart: &Profile<'_>, body: Rectangle, setting: &Setting, scale: f64) -> Layout {
    let style = small_style(setting, scale);
    let range_km = chart.pair.track.distance.km();
    let highest_km = highest_km(chart);
    let label_width = |km: f64| width(&grouped(setting.unit.converted(km), 0), &style);
    let mut margins = Margins {
        left: label_width(highest_km) + 6.0 * scale,
        top: Y_NAME_PX * scale,
        right: 0.5 * label_width(range_km),
        bottom: X_AXIS_PX * scale,
    };
    let plot = margins.plot(body);
    let by_height = highest_km / (plot.height() - LABEL_ROOM_PX * scale).max(1.0);
    let by_width = range_km / plot.width().max(1.0);
    let km_per_px = by_height.max(by_width);
    let mut across_km_per_px = by_width;
    if has_equal_scales(chart) {
        across_km_per_px = km_per_px;
        if by_height > by_width {
            let narrow_px = (range_km / km_per_px).max(60.0 * scale);
            margins.right += plot.width() - narrow_px;
        }
    }
    Layout {
        margins,
        greatest_km: margins.plot(body).width() * across_km_per_px,
        highest_km: plot.height() * km_per_px,
    }
}

/// True if the arcs are flat enough for a scale that both axes share.
fn has_equal_scales(chart: &Profile<'_>) -> bool {
    highest_km(chart) < STEEPEST * chart.pair.track.distance.km()
}

/// Round values in the unit of the chart up to `high_km` and at least `gap_px` apart on an axis, km; and the decimals
/// that their labels need.
fn marks_km(high_km: f64, length_px: f64, gap_px: f64, setting: &Setting) -> (Vec<f64>, usize) {
    let high = setting.unit.converted(high_km);
    let marks = round_marks(high, length_px, gap_px);
    let decimals = marks.get(1).map_or(0, |step| usize::from(*step < 1.0));
    let marks_km = marks
        .into_iter()
        .map(|value| value * (high_km / high))
        .collect();
    (marks_km, decimals)
}

fn floor_stroke(setting: &Setting, scale: f64) -> Stroke {
    Stroke::new(setting.theme.limit, 1.25 * scale).dashed(Dash::Short)
}

fn floor_label(setting: &Setting) -> String {
    let language = setting.wording.language;
    let floor = phrases::local(&setting.unit.say(MODEL_FLOOR_KM, 0), language);
    say(language, "{1}: limit of the model", &[&floor])
}

fn series(setting: &Setting, index: usize) -> Series {
    setting.theme.series[index % setting.theme.series.len()]
}

fn stroke(shown: &ShownArc, setting: &Setting, index: usize, scale: f64) -> Stroke {
    let stroke = series(setting, index).stroke(LINE_PX * scale);
    if shown.arc.apogee_km < MODEL_FLOOR_KM {
        Stroke {
            width_px: 1.5 * scale,
            ..stroke
        }
    } else {
        stroke
    }
}

/// Time between two dots of an arc, s.
fn mark_step_s(chart: &Profile<'_>) -> f64 {
    let longest_s = chart
        .arcs
        .iter()
        .map(|shown| shown.arc.free_flight_time_s)
        .fold(0.0, f64::max);
    round_time_step_s(longest_s, 24.0)
}

/// Shared data of the layers.
struct Drawing<'d> {
    chart: &'d Profile<'d>,
    setting: &'d Setting,
    scale: f64,
    layout: Layout,
    placer: LabelPlacer,
}

impl Drawing<'_> {
    /// The limit of the model, and the air below it.
    fn draw_floor(&mut self, plot: &mut ProfilePlot) -> Result<()> {
        if MODEL_FLOOR_KM > self.layout.highest_km {
            return Ok(());
        }
        plot.begin("model-limit", "Limit of the model");
        let from = (0.0, MODEL_FLOOR_KM);
        let to = (self.layout.greatest_km, MODEL_FLOOR_KM);
        let air = Style::tinted(self.setting.theme.axis, 0.1);
        plot.draw_series([bar((0.0, 0.0), to, air)])?;
        plot.draw_series([segment(from, to, floor_stroke(self.setting, self.scale))])?;
        let ends = [from, to].map(|(ground_km, altitude_km)| plot.point(ground_km, altitude_km));
        self.placer.take_line(&ends);
        Ok(())
    }

    fn draw_arcs(&mut self, step_s: f64, plot: &mut ProfilePlot) -> Result<()> {
        plot.begin("arcs", "Arcs");
        for (index, shown) in self.chart.arcs.iter().enumerate() {
            let points: Vec<(f64, f64)> = shown
                .arc
                .path(STEPS)
                .iter()
                .map(|instant| (instant.ground_km, instant.altitude_km))
                .collect();
            let drawn: Vec<Point> = points
                .iter()
                .map(|&(ground_km, altitude_km)| plot.point(ground_km, altitude_km))
                .collect();
            self.placer.take_line(&drawn);
            let stroke = stroke(shown, self.setting, index, self.scale);
            let title = arc_text(shown, self.setting);
            plot.draw_series(curve(points, stroke).map(|line| line.titled(&title)))?;
            let ground = Stroke::new(self.setting.theme.background, 0.75 * self.scale);
            let style = Style::filled(series(self.setting, index).colour).with_stroke(ground);
            let times_s = multiples(step_s, step_s, shown.arc.free_flight_time_s);
            plot.draw_series(times_s.into_iter().map(|time_s| {
                let instant = shown.arc.at(time_s);
                let at = (instant.ground_km, instant.altitude_km);
                let language = self.setting.wording.language;
                let up = self.setting.unit.say(instant.altitude_km, 0);
                dot(at, 2.75 * self.scale, style).titled(say(
                    language,
                    "{1} after burnout, {2} up",
                    &[
                        &phrases::local(&minutes(time_s), language),
                        &phrases::local(&up, language),
                    ],
                ))
            }))?;
        }
        Ok(())
    }

    fn draw_labels(&mut self, plot: &ProfilePlot) {
        plot.begin("labels", "Labels");
        let style = label_style(&self.setting.theme, self.scale).anchored(TextAnchor::Middle);
        let middle_km = 0.5 * self.chart.pair.track.distance.km();
        // Steepest first: it has the most room.
        for shown in self.chart.arcs.iter().rev() {
            let top = plot.point(middle_km, shown.arc.apogee_km);
            let gap = 5.0 * self.scale;
            // In full, or the name alone where that has no room.
            let placed = [
                arc_text(shown, self.setting),
                name(shown, self.setting.wording.language),
            ]
            .iter()
            .find_map(|label| {
                let tall = extent(label, style.size_px, style.weight);
                let anchors = [
                    top.y - gap - tall.descent,
                    top.y + gap + tall.ascent,
                    top.y + 2.0 * gap + tall.ascent,
                ]
                .map(|down| LabelAnchor {
                    position: Point::new(top.x, down),
                    anchor: TextAnchor::Middle,
                });
                self.placer.place(label, &style, usize::MAX, anchors)
            });
            if let Some(label) = placed {
                plot.draw(label.element);
            }
        }
        self.label_floor(plot);
    }

    /// Names the limit where there is room, after the arcs have theirs.
    fn label_floor(&mut self, plot: &ProfilePlot) {
        let style = label_style(&self.setting.theme, self.scale);
        let at = plot.point(0.0, MODEL_FLOOR_KM).y;
        let label = floor_label(self.setting);
        let tall = extent(&label, style.size_px, style.weight);
        let above = at - tall.descent - 3.5 * self.scale;
        let below = at + tall.ascent + 3.5 * self.scale;
        let shares = [
            (0.5, TextAnchor::Middle),
            (0.02, TextAnchor::Start),
            (0.98, TextAnchor::End),
            (0.3, TextAnchor::Middle),
        ];
        let anchors = shares.into_iter().flat_map(|(share, anchor)| {
            let across = plot.bounds.left + share * plot.bounds.width();
            [below, above].map(|down| LabelAnchor {
                position: Point::new(across, down),
                anchor,
            })
        });
        if let Some(label) = self.placer.place(&label, &style, usize::MAX, anchors) {
            plot.draw(label.element);
        }
    }
}

/// The label of an arc.
fn arc_text(shown: &ShownArc, setting: &Setting) -> String {
    let language = setting.wording.language;
    say(
        language,
        "{1}: apogee {2}, free flight {3}",
        &[
            &name(shown, language),
            &phrases::local(&setting.unit.say(shown.arc.apogee_km, 0), language),
            &phrases::local(&minutes(shown.arc.free_flight_time_s), language),
        ],
    )
}

fn name(shown: &ShownArc, language: Language) -> String {
    let degrees = shown.arc.launch_angle_deg;
    match shown.trajectory {
        Trajectory::MinimumEnergy => say(
            language,
            "minimum energy ({1}°)",
            &[&phrases::local(&format!("{degrees:.1}"), language)],
        ),
        // As it was asked for: without the digits that the way through radians adds.
        _ => phrases::local(&format!("{}°", (degrees * 100.0).round() / 100.0), language),
    }
}

fn words(chart: &Profile<'_>, setting: &Setting, mark_step_s: f64) -> SheetText {
    let pair = &chart.pair;
    let language = setting.wording.language;
    let distance = setting.unit.say(pair.track.distance.km(), 0);
    let distance = phrases::local(&distance, language);
    let scale = setting.scale();
    let legend = chart
        .arcs
        .iter()
        .enumerate()
        .map(|(index, shown)| {
            let total_s = shown.arc.free_flight_time_s;
            LegendEntry::new(
                LegendSymbol::Line(stroke(shown, setting, index, scale)),
                say(
                    language,
                    "{1}, free flight {2}",
                    &[
                        &name(shown, language),
                        &phrases::local(&minutes(total_s), language),
                    ],
                ),
            )
        })
        .chain([LegendEntry::new(
            LegendSymbol::Line(floor_stroke(setting, scale)),
            floor_label(setting),
        )])
        .chain([LegendEntry::new(
            LegendSymbol::Dot(Style::filled(setting.theme.muted_text)),
            say(
                language,
                "every {1} after burnout",
                &[&phrases::local(
                    &minutes(mark_step_s).replace(".0 min", " min"),
                    language,
                )],
            ),
        )])
        .collect();
    let scales = if has_equal_scales(chart) {
        "The ground is drawn flat; both scales are equal. Launch angles are those at burnout, times those of free \
         flight: the boost of about a minute or more comes before."
    } else {
        "The ground is drawn flat; altitude has a smaller scale than distance, so that arcs look flatter than they are. \
         Launch angles are those at burnout, times those of free flight: the boost of about a minute or more comes before."
    };
    let mut caveats = vec![
        say(language, scales, &[]),
        caveat_in(Caveat::MinimumEnergyIsAReference, language),
    ];
    if chart
        .arcs
        .iter()
        .any(|shown| shown.arc.apogee_km < MODEL_FLOOR_KM)
    {
        caveats.push(say(
            language,
            "Thin lines: the arc stays below 100 km, where the model does not apply; not to be quoted.",
            &[],
        ));
    }
    if !chart
        .arcs
        .iter()
        .any(|shown| shown.trajectory == Trajectory::MinimumEnergy)
    {
        caveats.remove(1);
    }
    let title = say(
        language,
        "Altitude profile: {1} to {2}",
        &[&label_in(pair.from, language), &label_in(pair.to, language)],
    );
    SheetText {
        description: description(chart, setting, &title),
        title,
        subtitle: say(
            language,
            "{1} along the ground, {2} to {3}",
            &[
                &distance,
                &place_in(pair.from, language),
                &place_in(pair.to, language),
            ],
        ),
        legend,
        caveats,
        credit: format!(
            "{} {PROGRAM}",
            say(
                language,
                "Two-body arcs on a sphere over the WGS 84 distance.",
                &[]
            )
        ),
    }
}

/// Every arc in a sentence.
fn description(chart: &Profile<'_>, setting: &Setting, title: &str) -> String {
    let arcs: Vec<String> = chart
        .arcs
        .iter()
        .map(|shown| arc_text(shown, setting))
        .collect();
    format!("{title}. {}", arcs.join("; "))
}
