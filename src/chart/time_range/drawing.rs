//! The drawing of flight time against range.

use super::{Curve, LOFTED_ANGLE_DEG, LOFTED_SHARE, Piece, Sample, TimeRange, lofted_limit_km};
use crate::catalogue::System;
use crate::catalogue::{Kind, ReportKind, TestFlight};
use crate::caveat::Caveat;
use crate::chart::axis::{Axis, multiples, round_step, say_time, time_marks_s};
use crate::chart::grid::{X_AXIS_PX, Y_NAME_PX, dot_look, draw_axes, draw_grid, widest};
use crate::chart::small_style;
use crate::error::Result;
use crate::flight::Trajectory;
use crate::present::words::{grouped, minutes};
use crate::svg::label::{Room, Spot, spots_around, spots_beyond};
use crate::svg::sheet::{Entry, PROGRAM, Setting, Sign, Words, label_style, sheet, width};
use crate::svg::theme::Series;
use crate::svg::{
    Anchor, Dash, Element, Frame, Layer, Look, Point, Size, Stroke, circle, line, polygon, polyline,
};

/// Times at which the axis may begin and end, minutes.
const BOUNDS_MIN: [f64; 19] = [
    0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 90.0, 120.0, 180.0, 300.0, 600.0, 900.0,
    1440.0, 2880.0, 7200.0, 14_400.0,
];

const LINE_PX: f64 = 2.25;
const FAN_OPACITY: f64 = 0.18;

/// Draws the chart as an SVG document.
///
/// # Errors
/// [`crate::Error::OutOfRange`] if the size leaves no room for it.
pub fn draw(chart: &TimeRange<'_>, setting: &Setting) -> Result<String> {
    let size = setting.size.map_or_else(|| Size::new(900, 600), Ok)?;
    let sheet = sheet(setting, size, &words(chart, setting))?;
    let scale = sheet.scale;
    let body = sheet.body;
    let mut canvas = sheet.canvas;
    let style = small_style(setting, scale);

    let top = body.top + Y_NAME_PX * scale;
    let bottom = body.bottom - X_AXIS_PX * scale;
    let (low_s, high_s) = bounds_s(chart);
    let y = Axis::logarithmic(low_s, high_s, bottom, top);
    let y_marks: Vec<(f64, String)> = time_marks_s(y, 20.0 * scale)
        .into_iter()
        .map(|time_s| (time_s, say_time(time_s)))
        .collect();
    let last_mark = setting.unit.from_km(chart.greatest_km);
    let half_mark = 0.5 * width(&grouped(last_mark, 0), &style);
    let left = body.left + widest(&y_marks, &style) + 6.0 * scale;
    let frame = Frame::new(left, top, body.right - half_mark, bottom);
    let x = Axis::linear(0.0, chart.greatest_km, frame.left, frame.right);
    let step = round_step(last_mark, (frame.width() / (75.0 * scale)).floor());
    let per_unit_km = chart.greatest_km / last_mark;
    let mut x_marks: Vec<(f64, String)> = multiples(step, 0.0, last_mark)
        .into_iter()
        .map(|value| (value * per_unit_km, grouped(value, 0)))
        .collect();
    mark_edges(chart, x, setting, scale, &mut x_marks);
    let place = Place { x, y, frame, scale };

    canvas.add(draw_grid(
        frame,
        (x, &x_marks),
        (y, &y_marks),
        setting,
        scale,
    ));
    let x_name = format!("Ground range, {}", setting.unit.symbol());
    let y_name = "Time from launch to impact (logarithmic scale)";
    canvas.add(draw_axes(
        frame,
        (x, &x_marks, &x_name),
        (y, &y_marks, y_name),
        setting,
        scale,
    ));
    let mut room = Room::new(frame.grown(-2.0 * scale), 2.0 * scale);
    canvas.add(draw_bands(chart, &place, setting));
    let mut areas = Layer::new("fans", "Fans and bands of speed");
    let mut lines = Layer::new("curves", "Usual times");
    for (index, curve) in chart.curves.iter().enumerate() {
        areas.extend(draw_areas(curve, &place, area_look(chart, setting, index)));
        lines.extend(draw_lines(curve, &place, setting, index, &mut room));
    }
    canvas.add(areas);
    canvas.add(lines);
    canvas.add(name_bands(chart, &place, setting, &mut room));
    for flight in &chart.flights {
        room.take(Frame::around(
            place.point(flight.range_km, flight.time_s),
            5.0 * scale,
        ));
    }
    canvas.add(name_curves(chart, &place, setting, &mut room));
    canvas.add(draw_flights(&chart.flights, &place, setting, &mut room));
    Ok(canvas.into_svg())
}

/// Marks the edges of bands on the axis where there is room between its round values.
fn mark_edges(
    chart: &TimeRange<'_>,
    x: Axis,
    setting: &Setting,
    scale: f64,
    marks: &mut Vec<(f64, String)>,
) {
    let style = small_style(setting, scale);
    for edge in chart
        .assumptions
        .bands
        .edges()
        .filter(|edge| edge.km < chart.greatest_km)
    {
        let value = setting.unit.from_km(edge.km);
        let said = grouped(value, 0);
        let half = |label: &str| 0.5 * width(label, &style) + 4.0 * scale;
        let is_clear = |(km, label): &(f64, String)| {
            (x.px(*km) - x.px(edge.km)).abs() > half(label) + half(&said)
        };
        if marks.iter().all(is_clear) {
            marks.push((edge.km, said));
        }
    }
}

/// The axes and the frame that all is drawn in.
struct Place {
    x: Axis,
    y: Axis,
    frame: Frame,
    scale: f64,
}

impl Place {
    fn point(&self, range_km: f64, time_s: f64) -> Point {
        Point::new(self.x.px(range_km), self.y.px(time_s))
    }
}

/// Ends of the time axis that hold the curves from a twentieth of the range on, and all reported flights.
fn bounds_s(chart: &TimeRange<'_>) -> (f64, f64) {
    let samples = || {
        chart
            .curves
            .iter()
            .flat_map(|curve| &curve.pieces)
            .flat_map(|piece| &piece.samples)
    };
    let seen = |sample: &&Sample| sample.range_km >= 0.05 * chart.greatest_km;
    let flights = || chart.flights.iter().map(|flight| flight.time_s);
    let least = samples()
        .filter(seen)
        .map(|sample| sample.time_s.nominal)
        .chain(flights())
        .fold(f64::MAX, f64::min);
    let fan_end = |sample: &Sample| {
        sample
            .fan_s
            .map(|(_, slow_s)| slow_s)
            .filter(|slow_s| *slow_s < 10_800.0)
    };
    let greatest = samples()
        .flat_map(|sample| [Some(sample.time_s.nominal), fan_end(sample)])
        .flatten();
    let greatest = greatest.chain(flights()).fold(0.0, f64::max);
    let low_s = BOUNDS_MIN
        .iter()
        .rev()
        .map(|minutes| 60.0 * minutes)
        .find(|bound_s| *bound_s <= least);
    let low_s = low_s.unwrap_or(60.0 * BOUNDS_MIN[0]);
    let high_s = BOUNDS_MIN
        .iter()
        .map(|minutes| 60.0 * minutes)
        .find(|bound_s| *bound_s >= greatest.max(4.0 * low_s));
    (low_s, high_s.unwrap_or(greatest.max(4.0 * low_s)))
}

/// The edges of the band set.
fn draw_bands(chart: &TimeRange<'_>, place: &Place, setting: &Setting) -> Layer {
    let mut layer = Layer::new("range-bands", "Range bands");
    let edge = Stroke::new(setting.theme.axis, place.scale).dashed(Dash::Short);
    for band in chart.assumptions.bands.bands() {
        let Some(lower) = band.lower.filter(|lower| lower.km < chart.greatest_km) else {
            continue;
        };
        let at = place.x.px(lower.km);
        let title = format!("{} from {}", band.name, setting.unit.say_edge(lower.km));
        let head = Point::new(at, place.frame.top);
        let foot = Point::new(at, place.frame.bottom);
        layer.add(line(head, foot, edge).titled(title));
    }
    layer
}

/// The names of the bands that have room for theirs, at the head of the chart or at its foot.
fn name_bands(chart: &TimeRange<'_>, place: &Place, setting: &Setting, room: &mut Room) -> Layer {
    let frame = place.frame;
    let scale = place.scale;
    let mut layer = Layer::new("band-names", "Names of range bands");
    let style = small_style(setting, scale).haloed(setting.theme.background, 2.0 * scale);
    for band in chart.assumptions.bands.bands() {
        let lower_km = band.lower.map_or(0.0, |edge| edge.km);
        let upper_km = band
            .upper
            .map_or(chart.greatest_km, |edge| edge.km)
            .min(chart.greatest_km);
        let left = place.x.px(lower_km);
        let right = place.x.px(upper_km);
        if width(&band.name, &style) + 12.0 * scale < right - left {
            let spots = [frame.top + 14.0 * scale, frame.bottom - 7.0 * scale].map(|down| Spot {
                position: Point::new(f64::midpoint(left, right), down),
                anchor: Anchor::Middle,
            });
            layer.extend(room.place(&band.name, &style, spots));
        }
    }
    layer
}

/// Names each curve beside its line, where there is more than one and room.
fn name_curves(chart: &TimeRange<'_>, place: &Place, setting: &Setting, room: &mut Room) -> Layer {
    let mut layer = Layer::new("curve-names", "Names of curves");
    let style = label_style(&setting.theme, place.scale);
    for curve in chart.curves.iter().filter(|_| chart.curves.len() > 1) {
        let samples: Vec<&Sample> = curve
            .pieces
            .iter()
            .flat_map(|piece| &piece.samples)
            .collect();
        let spots = [0.92, 0.8, 0.65, 0.5, 0.35].into_iter().flat_map(|share| {
            // Of at most a few hundred samples.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "an index of a short list"
            )]
            let sample = samples.get((share * samples.len() as f64) as usize);
            let at = sample.map_or(Point::default(), |it| {
                place.point(it.range_km, it.time_s.nominal)
            });
            [-8.0, 16.0, -14.0, 22.0, -22.0, 30.0, -32.0].map(|down| Spot {
                position: at.moved(0.0, down * place.scale),
                anchor: Anchor::Middle,
            })
        });
        layer.extend(room.place(&curve.system.name, &style, spots));
    }
    layer
}

fn series(setting: &Setting, index: usize) -> Series {
    setting.theme.series[index % setting.theme.series.len()]
}

/// The fill of a fan or a band of speeds: a tint of its line, fainter where many lie on one another.
fn area_look(chart: &TimeRange<'_>, setting: &Setting, index: usize) -> Look {
    let opacity = if chart.curves.len() > 2 {
        0.6 * FAN_OPACITY
    } else {
        FAN_OPACITY
    };
    Look::tinted(series(setting, index).colour, opacity)
}

fn draw_areas(curve: &Curve<'_>, place: &Place, look: Look) -> Vec<Element> {
    let mut elements = Vec::new();
    for piece in &curve.pieces {
        let edges: Vec<(f64, f64, f64)> = piece
            .samples
            .iter()
            .filter_map(|sample| {
                let (fast_s, slow_s) = match curve.system.kind {
                    Kind::Ballistic => sample.fan_s?,
                    Kind::Cruise | Kind::Glide => (sample.time_s.low, sample.time_s.high),
                };
                Some((sample.range_km, fast_s, slow_s))
            })
            .collect();
        let inside = |range_km, time_s| place.frame.nearest(place.point(range_km, time_s));
        let fast = edges
            .iter()
            .map(|&(range_km, fast_s, _)| inside(range_km, fast_s));
        let slow = edges
            .iter()
            .rev()
            .map(|&(range_km, _, slow_s)| inside(range_km, slow_s));
        let corners: Vec<Point> = fast.chain(slow).collect();
        if edges.len() > 1 {
            elements.push(polygon(&corners, &look).titled(area_label(curve)));
        }
    }
    elements
}

fn draw_lines(
    curve: &Curve<'_>,
    place: &Place,
    setting: &Setting,
    index: usize,
    room: &mut Room,
) -> Vec<Element> {
    let mut elements = Vec::new();
    for piece in &curve.pieces {
        let points: Vec<Point> = piece
            .samples
            .iter()
            .map(|sample| place.point(sample.range_km, sample.time_s.nominal))
            .collect();
        for part in place.frame.clipped_line(&points) {
            room.take_line(&part);
            let title = line_label(curve, piece);
            elements.push(
                polyline(&part, line_stroke(setting, index, piece, place.scale)).titled(title),
            );
        }
    }
    elements
}

/// Thin where only some claims reach, dotted where the model does not apply.
fn line_stroke(setting: &Setting, index: usize, piece: &Piece, scale: f64) -> Stroke {
    let stroke = series(setting, index).stroke(LINE_PX * scale);
    match (is_in_model(piece), piece.is_disputed) {
        (false, _) => Stroke {
            width_px: 1.5 * scale,
            ..stroke
        }
        .dashed(Dash::Dotted),
        (true, true) => Stroke {
            width_px: 1.25 * scale,
            ..stroke
        },
        (true, false) => stroke,
    }
}

/// By its middle, for the model begins on the edge between two pieces.
fn is_in_model(piece: &Piece) -> bool {
    piece
        .samples
        .get(piece.samples.len() / 2)
        .is_some_and(|sample| sample.in_model)
}

fn line_label(curve: &Curve<'_>, piece: &Piece) -> String {
    let standing = if piece.is_disputed {
        ", within some range claims only"
    } else {
        ""
    };
    format!("{}{standing}", curve.system.name)
}

fn area_label(curve: &Curve<'_>) -> String {
    match (curve.system.kind, curve.system.range_km) {
        (Kind::Cruise | Kind::Glide, _) => format!("{}: low to high speed", curve.system.name),
        (Kind::Ballistic, Some(_)) => format!(
            "{}: depressed to lofted at full speed, above 100 km",
            curve.system.name
        ),
        (Kind::Ballistic, None) => {
            format!(
                "{}: apogee of 100 km to a launch angle of {LOFTED_ANGLE_DEG}°",
                curve.system.name
            )
        }
    }
}

/// Dots with whiskers for the rounding of the report, and the labels for which there is room.
fn draw_flights(
    flights: &[&TestFlight],
    place: &Place,
    setting: &Setting,
    room: &mut Room,
) -> Layer {
    let mut layer = Layer::new("test-flights", "Reported test flights");
    let style = label_style(&setting.theme, place.scale);
    let radius = 3.5 * place.scale;
    let whisker = Stroke::new(setting.theme.text, place.scale);
    let mut dots = Vec::new();
    let seen = |flight: &&&TestFlight| place.y.holds(flight.time_s);
    for flight in flights.iter().filter(seen) {
        let at = place.point(flight.range_km, flight.time_s);
        let end = |time_s: f64| place.frame.nearest(place.point(flight.range_km, time_s));
        let low = end(flight.time_s - flight.time_uncertainty_s);
        let high = end(flight.time_s + flight.time_uncertainty_s);
        room.take(Frame::around(at, radius).joined(Frame::new(
            low.x - 1.0,
            high.y,
            low.x + 1.0,
            low.y,
        )));
        if low.y - high.y > 2.0 * radius {
            layer.add(line(low, high, whisker));
        }
        let dot = circle(at, radius, &flight_look(flight, setting, place.scale));
        dots.push(dot.titled(flight_title(flight, setting)));
    }
    let mut labels = Vec::new();
    let spot_of = |flight: &TestFlight| place.point(flight.range_km, flight.time_s);
    // Longest flights first: their neighbours are the closest.
    let mut by_time: Vec<&&TestFlight> = flights.iter().filter(seen).collect();
    by_time.sort_by(|a, b| b.time_s.total_cmp(&a.time_s));
    // Those that have room beside their dots go first; leaders join the others to what room is left.
    by_time.retain(|flight| {
        let label = flight.label();
        let near = spots_around(spot_of(flight), radius + 4.0 * place.scale, &label, &style);
        let placed = room.place(&label, &style, near);
        let is_left = placed.is_none();
        labels.extend(placed);
        is_left
    });
    let leader = Stroke::new(setting.theme.axis, 0.75 * place.scale);
    for flight in by_time {
        let far = spots_beyond(spot_of(flight), 100.0 * place.scale, &style);
        labels.extend(room.place_led(&flight.label(), &style, spot_of(flight), leader, far));
    }
    // Leaders end below their dots.
    layer.extend(labels);
    layer.extend(dots);
    layer
}

fn flight_look(flight: &TestFlight, setting: &Setting, scale: f64) -> Look {
    match flight.kind {
        ReportKind::Reported => dot_look(setting, scale),
        ReportKind::Rounded | ReportKind::Typical => Look::filled(setting.theme.background)
            .with_stroke(Stroke::new(setting.theme.text, 1.5 * scale)),
    }
}

fn flight_title(flight: &TestFlight, setting: &Setting) -> String {
    let apogee = flight
        .apogee_km
        .map(|km| format!(", apogee {}", setting.unit.say(km, 0)))
        .unwrap_or_default();
    format!(
        "{}, {}: {}{apogee}, {}. {}",
        flight.name,
        flight.date,
        setting.unit.say(flight.range_km, 0),
        minutes(flight.time_s),
        flight.source
    )
}

fn words(chart: &TimeRange<'_>, setting: &Setting) -> Words {
    let names: Vec<&str> = chart
        .curves
        .iter()
        .map(|curve| curve.system.name.as_ref())
        .collect();
    let title = "Flight time against range".to_owned();
    let subtitle = format!(
        "{}, to {}; range bands: {}",
        names.join(", "),
        setting.unit.say(chart.greatest_km, 0),
        chart.assumptions.bands.title
    );
    Words {
        description: format!(
            "Times from launch to impact over ground range for {}.",
            names.join(", ")
        ),
        title,
        subtitle,
        legend: legend(chart, setting),
        caveats: caveats(chart),
        credit: format!(
            "Two-body arcs on a sphere plus a boost allowance of 30–240 s by range class; steady flight at ground \
             speed. {}{PROGRAM}",
            if chart.flights.is_empty() {
                ""
            } else {
                "Test flights: press and official reports, each with its source in data/test_flights.csv. "
            }
        ),
    }
}

fn legend(chart: &TimeRange<'_>, setting: &Setting) -> Vec<Entry> {
    let scale = setting.size.map_or(1.0, Size::scale);
    let mut entries = Vec::new();
    for (index, curve) in chart.curves.iter().enumerate() {
        let stroke = series(setting, index).stroke(LINE_PX * scale);
        let line = match curve.system.kind {
            Kind::Ballistic if chart.assumptions.trajectory == Trajectory::MinimumEnergy => {
                "minimum energy".to_owned()
            }
            Kind::Ballistic => chart.assumptions.trajectory.to_string(),
            Kind::Cruise | Kind::Glide => "nominal speed".to_owned(),
        };
        let area = area_label(curve);
        let area = area.split_once(": ").map_or("", |(_, rest)| rest);
        let has_area = curve.system.kind != Kind::Ballistic
            || curve
                .pieces
                .iter()
                .flat_map(|piece| &piece.samples)
                .any(|sample| sample.fan_s.is_some());
        if has_area {
            let sign = Sign::Band(area_look(chart, setting, index), stroke);
            entries.push(Entry::new(
                sign,
                format!("{}: {line}; shaded: {area}", curve.system.name),
            ));
        } else {
            entries.push(Entry::new(
                Sign::Line(stroke),
                format!("{}: {line}", curve.system.name),
            ));
        }
    }
    let of_kind =
        |wanted: fn(ReportKind) -> bool| chart.flights.iter().find(|flight| wanted(flight.kind));
    if let Some(flight) = of_kind(|kind| kind == ReportKind::Reported) {
        entries.push(Entry::new(
            Sign::Dot(flight_look(flight, setting, scale)),
            "test flight",
        ));
    }
    if let Some(flight) = of_kind(|kind| kind != ReportKind::Reported) {
        entries.push(Entry::new(
            Sign::Dot(flight_look(flight, setting, scale)),
            "in round or typical figures",
        ));
    }
    entries
}

fn caveats(chart: &TimeRange<'_>) -> Vec<String> {
    let pieces = || chart.curves.iter().flat_map(|curve| &curve.pieces);
    let mut sentences = Vec::new();
    let has_ballistic = chart
        .curves
        .iter()
        .any(|curve| curve.system.kind == Kind::Ballistic);
    if has_ballistic && chart.assumptions.trajectory == Trajectory::MinimumEnergy {
        sentences.push(Caveat::MinimumEnergyIsAReference.sentence().to_owned());
    }
    if !pieces().all(is_in_model) {
        sentences.push(
            "Dotted: the arc stays below 100 km, where drag rules and the two-body model does not apply.".to_owned(),
        );
    }
    let has_generic = chart
        .curves
        .iter()
        .any(|curve| *curve.system == System::GENERIC_BALLISTIC);
    if has_generic && chart.greatest_km > lofted_limit_km() {
        sentences.push(format!(
            "Beyond {:.0} km the slow edge of the fan is at {:.0} % of the angle of circular speed.",
            lofted_limit_km(),
            100.0 * LOFTED_SHARE
        ));
    }
    if pieces().any(|piece| piece.is_disputed) {
        sentences
            .push("Thin: published range claims differ, and only some reach so far.".to_owned());
    }
    if chart.curves.iter().any(|curve| curve.system.unverified) {
        sentences.push(Caveat::UnverifiedFigure.sentence().to_owned());
    }
    sentences
}
