//! The drawing of altitude against ground distance. Both scales are equal, so that angles are true, unless an arc is so
//! steep that little would be left of the distance.

use super::{Profile, ShownArc};
use crate::caveat::Caveat;
use crate::chart::axis::{Axis, multiples, round_step, round_time_step_s};
use crate::chart::grid::{X_AXIS_PX, Y_NAME_PX, draw_axes, draw_grid};
use crate::chart::small_style;
use crate::error::Result;
use crate::flight::Trajectory;
use crate::flight::ballistic::MODEL_FLOOR_KM;
use crate::present::words::{self, grouped, minutes};
use crate::svg::label::{Room, Spot};
use crate::svg::sheet::{
    Entry, PROGRAM, Setting, Sign, Words, height_for_body, label_style, sheet, width,
};
use crate::svg::theme::Series;
use crate::svg::{
    Anchor, Dash, Frame, Layer, Look, Point, Size, Stroke, circle, extent, line, polyline,
    rectangle,
};

const LINE_PX: f64 = 2.25;
/// Height over distance from which on altitude has a scale of its own.
const STEEPEST: f64 = 0.8;
/// The highest arc has its label above it.
const LABEL_ROOM_PX: f64 = 24.0;
/// Straight pieces of an arc: fewer than 2 px each at the usual size.
const STEPS: u32 = 180;

/// Draws the chart as an SVG document.
///
/// # Errors
/// [`crate::Error::OutOfRange`] if the size leaves no room for it.
pub fn draw(chart: &Profile<'_>, setting: &Setting) -> Result<String> {
    let mark_step_s = mark_step_s(chart);
    let words = words(chart, setting, mark_step_s);
    let size = setting
        .size
        .map_or_else(|| usual_size(chart, setting, &words), Ok)?;
    let sheet = sheet(setting, size, &words)?;
    let scale = sheet.scale;
    let body = sheet.body;
    let mut canvas = sheet.canvas;
    let place = place(chart, body, setting, scale);
    let Place { x, y, frame, .. } = place;
    let x_marks = marks(x, 75.0 * scale, setting);
    let y_marks = marks(y, 34.0 * scale, setting);
    canvas.add(draw_grid(
        frame,
        (x, &x_marks),
        (y, &y_marks),
        setting,
        scale,
    ));
    let unit = setting.unit.symbol();
    let x_name = x_name(chart, frame, setting, scale);
    let y_name = format!("Altitude, {unit}");
    canvas.add(draw_axes(
        frame,
        (x, &x_marks, &x_name),
        (y, &y_marks, &y_name),
        setting,
        scale,
    ));
    let mut room = Room::new(frame.grown(-2.0 * scale), 2.0 * scale);
    canvas.add(draw_floor(&place, setting, &mut room));
    canvas.add(draw_arcs(chart, &place, setting, mark_step_s, &mut room));
    canvas.add(draw_labels(chart, &place, setting, &mut room));
    Ok(canvas.into_svg())
}

/// What the x axis shows, as fully as there is room.
fn x_name(chart: &Profile<'_>, frame: Frame, setting: &Setting, scale: f64) -> String {
    let unit = setting.unit.symbol();
    let full = format!(
        "{} to {}, {unit} along the ground",
        chart.pair.from.name, chart.pair.to.name
    );
    if width(&full, &small_style(setting, scale)) <= frame.width() {
        full
    } else {
        format!("Along the ground, {unit}")
    }
}

/// As high as the arcs need it at the usual width, within reason.
fn usual_size(chart: &Profile<'_>, setting: &Setting, words: &Words) -> Result<Size> {
    let usual = Size::new(900, 600)?;
    let across_px = 0.9 * usual.frame().width();
    let arcs_px = highest_km(chart) / chart.pair.track.distance.km() * across_px;
    height_for_body(setting, words, usual.width_px(), |_| {
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

struct Place {
    x: Axis,
    y: Axis,
    frame: Frame,
    scale: f64,
}

impl Place {
    fn point(&self, ground_km: f64, altitude_km: f64) -> Point {
        Point::new(self.x.px(ground_km), self.y.px(altitude_km))
    }
}

/// Axes of equal scale. What the arcs do not fill is left to the right or above.
fn place(chart: &Profile<'_>, body: Frame, setting: &Setting, scale: f64) -> Place {
    let style = small_style(setting, scale);
    let range_km = chart.pair.track.distance.km();
    let label_room = LABEL_ROOM_PX * scale;
    let top = body.top + Y_NAME_PX * scale;
    let bottom = body.bottom - X_AXIS_PX * scale;
    let widest_mark =
        width(&grouped(setting.unit.from_km(highest_km(chart)), 0), &style) + 6.0 * scale;
    let half_mark = 0.5 * width(&grouped(setting.unit.from_km(range_km), 0), &style);
    let left = body.left + widest_mark;
    let right = body.right - half_mark;
    let highest_km = highest_km(chart);
    let by_height = highest_km / (bottom - top - label_room).max(1.0);
    let by_width = range_km / (right - left).max(1.0);
    let km_per_px = by_height.max(by_width);
    let is_narrow = has_equal_scales(chart) && by_height > by_width;
    let frame_right = if is_narrow {
        (left + range_km / km_per_px).max(left + 60.0 * scale)
    } else {
        right
    };
    let across_km_per_px = if has_equal_scales(chart) {
        km_per_px
    } else {
        by_width
    };
    let frame = Frame::new(left, top, frame_right, bottom);
    Place {
        x: Axis::linear(
            0.0,
            frame.width() * across_km_per_px,
            frame.left,
            frame.right,
        ),
        y: Axis::linear(0.0, frame.height() * km_per_px, frame.bottom, frame.top),
        frame,
        scale,
    }
}

/// Whether the arcs are flat enough for a scale that both axes share.
fn has_equal_scales(chart: &Profile<'_>) -> bool {
    highest_km(chart) < STEEPEST * chart.pair.track.distance.km()
}

/// Round values at least so many px apart, in the unit of the chart.
fn marks(axis: Axis, gap_px: f64, setting: &Setting) -> Vec<(f64, String)> {
    let high = setting.unit.from_km(axis.high);
    let per_unit_km = axis.high / high;
    let most = ((axis.end_px - axis.start_px).abs() / gap_px).floor();
    let step = round_step(high, most);
    let decimals = usize::from(step < 1.0);
    multiples(step, 0.0, high)
        .into_iter()
        .map(|value| (value * per_unit_km, grouped(value, decimals)))
        .collect()
}

/// The limit of the model, and the air below it.
fn draw_floor(place: &Place, setting: &Setting, room: &mut Room) -> Layer {
    let frame = place.frame;
    let scale = place.scale;
    let mut layer = Layer::new("model-limit", "Limit of the model");
    let at = place.y.px(MODEL_FLOOR_KM);
    if at < frame.top {
        return layer;
    }
    layer.add(rectangle(
        Frame::new(frame.left, at, frame.right, frame.bottom),
        &Look::tinted(setting.theme.axis, 0.1),
    ));
    let from = Point::new(frame.left, at);
    let to = Point::new(frame.right, at);
    layer.add(line(from, to, floor_stroke(setting, scale)));
    room.take_line(&[from, to]);
    layer
}

fn floor_stroke(setting: &Setting, scale: f64) -> Stroke {
    Stroke::new(setting.theme.limit, 1.25 * scale).dashed(Dash::Short)
}

fn floor_label(setting: &Setting) -> String {
    format!(
        "{}: limit of the model",
        setting.unit.say(MODEL_FLOOR_KM, 0)
    )
}

/// Names the limit where there is room, after the arcs have theirs.
fn label_floor(place: &Place, setting: &Setting, room: &mut Room, layer: &mut Layer) {
    let frame = place.frame;
    let scale = place.scale;
    let style = label_style(&setting.theme, scale);
    let at = place.y.px(MODEL_FLOOR_KM);
    let label = floor_label(setting);
    let tall = extent(&label, style.size_px, style.weight);
    let above = at - tall.descent - 3.5 * scale;
    let below = at + tall.ascent + 3.5 * scale;
    let spots = [
        (0.5, Anchor::Middle),
        (0.02, Anchor::Start),
        (0.98, Anchor::End),
        (0.3, Anchor::Middle),
    ];
    let spots = spots.into_iter().flat_map(|(share, anchor)| {
        let across = frame.left + share * frame.width();
        [below, above].map(|down| Spot {
            position: Point::new(across, down),
            anchor,
        })
    });
    layer.extend(room.place(&label, &style, spots));
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

fn draw_arcs(
    chart: &Profile<'_>,
    place: &Place,
    setting: &Setting,
    step_s: f64,
    room: &mut Room,
) -> Layer {
    let mut layer = Layer::new("arcs", "Arcs");
    for (index, shown) in chart.arcs.iter().enumerate() {
        let points: Vec<Point> = shown
            .arc
            .path(STEPS)
            .iter()
            .map(|at| place.point(at.ground_km, at.altitude_km))
            .collect();
        room.take_line(&points);
        layer.add(
            polyline(&points, stroke(shown, setting, index, place.scale))
                .titled(says(shown, setting)),
        );
        let ground = Stroke::new(setting.theme.background, 0.75 * place.scale);
        let look = Look::filled(series(setting, index).colour).with_stroke(ground);
        for time_s in multiples(step_s, step_s, shown.arc.free_flight_time_s) {
            let at = shown.arc.at(time_s);
            let dot = circle(
                place.point(at.ground_km, at.altitude_km),
                2.75 * place.scale,
                &look,
            );
            layer.add(dot.titled(format!(
                "{} after burnout, {} up",
                minutes(time_s),
                setting.unit.say(at.altitude_km, 0)
            )));
        }
    }
    layer
}

/// What is said of an arc beside it.
fn says(shown: &ShownArc, setting: &Setting) -> String {
    format!(
        "{}: apogee {}, free flight {}",
        name(shown),
        setting.unit.say(shown.arc.apogee_km, 0),
        minutes(shown.arc.free_flight_time_s)
    )
}

fn name(shown: &ShownArc) -> String {
    let degrees = shown.arc.launch_angle_deg;
    match shown.trajectory {
        Trajectory::MinimumEnergy => format!("minimum energy ({degrees:.1}°)"),
        // As it was asked for: without the digits that the way through radians adds.
        _ => format!("{}°", (degrees * 100.0).round() / 100.0),
    }
}

fn draw_labels(chart: &Profile<'_>, place: &Place, setting: &Setting, room: &mut Room) -> Layer {
    let mut layer = Layer::new("labels", "Labels");
    let style = label_style(&setting.theme, place.scale).anchored(Anchor::Middle);
    let middle_km = 0.5 * chart.pair.track.distance.km();
    // Steepest first: it has the most room.
    for shown in chart.arcs.iter().rev() {
        let top = place.point(middle_km, shown.arc.apogee_km);
        let gap = 5.0 * place.scale;
        // In full, or the name alone where that has no room.
        let placed = [says(shown, setting), name(shown)]
            .iter()
            .find_map(|label| {
                let tall = extent(label, style.size_px, style.weight);
                let spots = [
                    top.y - gap - tall.descent,
                    top.y + gap + tall.ascent,
                    top.y + 2.0 * gap + tall.ascent,
                ]
                .map(|down| Spot {
                    position: Point::new(top.x, down),
                    anchor: Anchor::Middle,
                });
                room.place(label, &style, spots)
            });
        layer.extend(placed);
    }
    label_floor(place, setting, room, &mut layer);
    layer
}

fn words(chart: &Profile<'_>, setting: &Setting, mark_step_s: f64) -> Words {
    let pair = &chart.pair;
    let distance = setting.unit.say(pair.track.distance.km(), 0);
    let scale = setting.size.map_or(1.0, Size::scale);
    let legend = chart
        .arcs
        .iter()
        .enumerate()
        .map(|(index, shown)| {
            let total_s = shown.arc.free_flight_time_s;
            Entry::new(
                Sign::Line(stroke(shown, setting, index, scale)),
                format!("{}, {}", name(shown), minutes(total_s)),
            )
        })
        .chain([Entry::new(
            Sign::Line(floor_stroke(setting, scale)),
            floor_label(setting),
        )])
        .chain([Entry::new(
            Sign::Dot(Look::filled(setting.theme.muted_text)),
            format!(
                "every {} after burnout",
                minutes(mark_step_s).replace(".0 min", " min")
            ),
        )])
        .collect();
    let scales = if has_equal_scales(chart) {
        "both scales are equal"
    } else {
        "altitude has a smaller scale than distance, so that arcs look flatter than they are"
    };
    let mut caveats = vec![
        format!(
            "The ground is drawn flat; {scales}. Launch angles are those at burnout, times those of free flight: the \
             boost of about a minute or more comes before."
        ),
        Caveat::MinimumEnergyIsAReference.sentence().to_owned(),
    ];
    if chart
        .arcs
        .iter()
        .any(|shown| shown.arc.apogee_km < MODEL_FLOOR_KM)
    {
        caveats.push(format!(
            "Thin lines: {}",
            Caveat::ApogeeBelow100Km
                .sentence()
                .replacen("The arc", "the arc", 1)
        ));
    }
    if !chart
        .arcs
        .iter()
        .any(|shown| shown.trajectory == Trajectory::MinimumEnergy)
    {
        caveats.remove(1);
    }
    Words {
        title: format!("Altitude profile: {} to {}", pair.from.name, pair.to.name),
        subtitle: format!(
            "{distance} along the ground, {} to {}",
            words::place(pair.from),
            words::place(pair.to)
        ),
        description: format!(
            "Altitude against ground distance from {} to {}, {distance}. {}.",
            pair.from.name,
            pair.to.name,
            chart
                .arcs
                .iter()
                .map(|shown| says(shown, setting))
                .collect::<Vec<_>>()
                .join("; ")
        ),
        legend,
        caveats,
        credit: format!("Two-body arcs on a sphere over the WGS 84 distance. {PROGRAM}"),
    }
}
