//! The drawing of flight time against range.

mod sheet_text;

use plotters::coord::combinators::{IntoLogRange, LogCoord};
use plotters::coord::types::RangedCoordf64;

use super::{Curve, LOFTED_ANGLE_DEG, Piece, Sample, TimeRange};
use crate::catalogue::{FlightClass, Kind, Language, ReportKind, TestFlight};
use crate::chart::marks::{Marked, round_marks, time_marks_s, time_text, widest};
use crate::chart::plot::{Axes, Margins, Plot, X_AXIS_PX, Y_NAME_PX};
use crate::chart::small_style;
use crate::chart::styled::{curve, dot, segment, shape, triangle};
use crate::error::Result;
use crate::present::phrases::{self, say};
use crate::present::words::{grouped, minutes};
use crate::svg::label::{LabelAnchor, LabelPlacer, anchors_around, anchors_beyond};
use crate::svg::sheet::{Setting, height_for_body, label_style, sheet, width};
use crate::svg::theme::Series;
use crate::svg::{
    Canvas, Dash, Element, Hatch, Point, Rectangle, Size, Stroke, Style, TextAnchor, TextStyle,
};
use sheet_text::sheet_text;

/// Times at which the axis may begin and end, minutes.
const BOUNDS_MIN: [f64; 19] = [
    0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 90.0, 120.0, 180.0, 300.0, 600.0, 900.0,
    1440.0, 2880.0, 7200.0, 14_400.0,
];

const LINE_PX: f64 = 2.25;
const FAN_OPACITY: f64 = 0.12;
const INTERVAL_OPACITY: f64 = 0.25;

/// Draws the chart.
///
/// # Errors
/// [`crate::Error::OutOfRange`] if the size leaves no room for it.
pub(crate) fn draw(chart: &TimeRange<'_>, setting: &Setting) -> Result<Canvas> {
    let words = sheet_text(chart, setting);
    let size = match (setting.whole_size()?, setting.size) {
        (Some(size), _) => size,
        (None, None) => Size::new(900, 600)?,
        (None, Some(_)) => {
            height_for_body(setting, &words, 900, |width_px| (0.5 * width_px).max(240.0))?
        }
    };
    let sheet = sheet(setting, size, &words)?;
    let scale = sheet.scale;
    let style = small_style(setting, scale);
    let unit = setting.unit;
    let km_label = |km: &f64| grouped(unit.converted(*km), 0);
    let time_label = |time_s: &f64| time_text(*time_s);

    let (low_s, high_s) = bounds_s(chart);
    let range_s = low_s..high_s;
    let height = sheet.body.height() - (Y_NAME_PX + X_AXIS_PX) * scale;
    let y_marks = time_marks_s(range_s.clone().log_scale(), height, 20.0 * scale);
    let margins = Margins {
        left: widest(y_marks.iter().map(time_label), &style) + 6.0 * scale,
        top: Y_NAME_PX * scale,
        right: 0.5 * width(&km_label(&chart.greatest_km), &style),
        bottom: X_AXIS_PX * scale,
    };
    let x_marks = x_marks(chart, margins.plot(sheet.body).width(), setting, scale);
    let x = Marked::new(0.0..chart.greatest_km, &x_marks);
    let y = Marked::new(range_s.clone().log_scale(), &y_marks);
    let mut plot: TimePlot = Plot::new(sheet, margins, x, y)?;
    plot.draw_axes(
        &Axes {
            x_name: &say(
                setting.wording.language,
                "Ground range, {1}",
                &[&phrases::local(unit.symbol(), setting.wording.language)],
            ),
            y_name: &say(
                setting.wording.language,
                "Time from launch to impact (logarithmic scale)",
                &[],
            ),
            x_label: &km_label,
            y_label: &time_label,
        },
        setting,
        scale,
    )?;
    let mut drawing = Drawing {
        chart,
        setting,
        scale,
        low_s,
        high_s,
        placer: LabelPlacer::new(plot.bounds.grown(-2.0 * scale), 2.0 * scale),
    };
    drawing.draw_band_edges(&mut plot)?;
    plot.begin("fans", "Fans and bands of speed");
    for (index, curve) in chart.curves.iter().enumerate() {
        let style = area_style(chart, setting, index);
        draw_areas(curve, style, setting.wording.language, &mut plot)?;
    }
    plot.begin("intervals", "Times of real flights");
    for (index, curve) in chart.curves.iter().enumerate() {
        draw_intervals(curve, index, setting, scale, &mut plot)?;
    }
    plot.begin("curves", "Usual times");
    for (index, curve) in chart.curves.iter().enumerate() {
        drawing.draw_lines(curve, index, &mut plot)?;
    }
    drawing.name_bands(&plot);
    for flight in &chart.flights {
        let at = plot.point(flight.range_km, flight.time_s);
        drawing.placer.take(Rectangle::around(at, 5.0 * scale));
    }
    drawing.name_curves(&plot);
    drawing.draw_flights(&mut plot)?;
    Ok(plot.into_canvas())
}

/// Range on an even axis, time on a logarithmic one.
type TimePlot = Plot<RangedCoordf64, LogCoord<f64>>;

/// Round ranges in the unit of the chart, km, and the edges of bands where there is room between those.
fn x_marks(chart: &TimeRange<'_>, width_px: f64, setting: &Setting, scale: f64) -> Vec<f64> {
    let greatest = setting.unit.converted(chart.greatest_km);
    let km_per_unit = chart.greatest_km / greatest;
    let mut marks_km: Vec<f64> = round_marks(greatest, width_px, 75.0 * scale)
        .into_iter()
        .map(|value| value * km_per_unit)
        .collect();
    let style = small_style(setting, scale);
    let half = |km: f64| 0.5 * width(&grouped(setting.unit.converted(km), 0), &style) + 4.0 * scale;
    let apart_px = |a_km: f64, b_km: f64| (a_km - b_km).abs() / chart.greatest_km * width_px;
    for edge in chart.assumptions.bands.edges() {
        let is_clear = |mark_km: &f64| apart_px(*mark_km, edge.km) > half(*mark_km) + half(edge.km);
        if edge.km < chart.greatest_km && marks_km.iter().all(is_clear) {
            marks_km.push(edge.km);
        }
    }
    marks_km
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

/// Shared data of the layers.
struct Drawing<'d> {
    chart: &'d TimeRange<'d>,
    setting: &'d Setting,
    scale: f64,
    low_s: f64,
    high_s: f64,
    placer: LabelPlacer,
}

impl Drawing<'_> {
    fn draw_band_edges(&self, plot: &mut TimePlot) -> Result<()> {
        plot.begin("range-bands", "Range bands");
        let edge = Stroke::new(self.setting.theme.axis, self.scale).dashed(Dash::Short);
        let edges = self
            .chart
            .assumptions
            .bands
            .bands()
            .iter()
            .filter_map(|band| {
                let lower_km = band.lower?.km;
                let title = format!(
                    "{} from {}",
                    band.name,
                    self.setting.unit.say_edge(lower_km)
                );
                let line = segment((lower_km, self.high_s), (lower_km, self.low_s), edge);
                (lower_km < self.chart.greatest_km).then(|| line.titled(title))
            });
        plot.draw_series(edges)
    }

    /// The names of the bands that have room for theirs, at the head of the chart or at its foot.
    fn name_bands(&mut self, plot: &TimePlot) {
        let greatest_km = self.chart.greatest_km;
        plot.begin("band-names", "Names of range bands");
        let style = small_style(self.setting, self.scale)
            .haloed(self.setting.theme.background, 2.0 * self.scale);
        for band in self.chart.assumptions.bands.bands() {
            let lower_km = band.lower.map_or(0.0, |edge| edge.km);
            let upper_km = band.upper.map_or(greatest_km, |edge| edge.km);
            let left = plot.point(lower_km, self.low_s).x;
            let right = plot.point(upper_km.min(greatest_km), self.low_s).x;
            if width(&band.name, &style) + 12.0 * self.scale < right - left {
                let anchors = [
                    plot.bounds.top + 14.0 * self.scale,
                    plot.bounds.bottom - 7.0 * self.scale,
                ]
                .map(|down| LabelAnchor {
                    position: Point::new(f64::midpoint(left, right), down),
                    anchor: TextAnchor::Middle,
                });
                if let Some(label) = self.placer.place(&band.name, &style, usize::MAX, anchors) {
                    plot.draw(label.element);
                }
            }
        }
    }

    /// Names each curve beside its line, where there is more than one and room.
    fn name_curves(&mut self, plot: &TimePlot) {
        plot.begin("curve-names", "Names of curves");
        let style = label_style(&self.setting.theme, self.scale);
        let curves = &self.chart.curves;
        for curve in curves.iter().filter(|_| curves.len() > 1) {
            let samples: Vec<&Sample> = curve
                .pieces
                .iter()
                .flat_map(|piece| &piece.samples)
                .collect();
            let anchors = [0.92, 0.8, 0.65, 0.5, 0.35].into_iter().flat_map(|share| {
                // Of at most a few hundred samples.
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "an index of a short list"
                )]
                let sample = samples.get((share * samples.len() as f64) as usize);
                let at = sample.map_or(Point::default(), |sample| {
                    plot.point(sample.range_km, sample.time_s.nominal)
                });
                [-8.0, 16.0, -14.0, 22.0, -22.0, 30.0, -32.0].map(|down| LabelAnchor {
                    position: at.moved(0.0, down * self.scale),
                    anchor: TextAnchor::Middle,
                })
            });
            if let Some(label) = self
                .placer
                .place(&curve.system.name, &style, usize::MAX, anchors)
            {
                plot.draw(label.element);
            }
        }
    }

    fn draw_lines(&mut self, system: &Curve<'_>, index: usize, plot: &mut TimePlot) -> Result<()> {
        // plotters pulls points beyond the axes to their ends, which would bend the line. The logarithms of times are
        // what is even on the plot.
        let bounds = Rectangle::new(
            0.0,
            self.low_s.ln(),
            self.chart.greatest_km,
            self.high_s.ln(),
        );
        for piece in &system.pieces {
            let stroke = line_stroke(self.setting, index, piece, self.scale);
            let title = line_label(system, piece);
            let points: Vec<Point> = piece
                .samples
                .iter()
                .map(|sample| Point::new(sample.range_km, sample.time_s.nominal.ln()))
                .collect();
            for part in bounds.clipped_line(&points) {
                let values = part.iter().map(|point| (point.x, point.y.exp()));
                let drawn: Vec<Point> = values
                    .clone()
                    .map(|(range_km, time_s)| plot.point(range_km, time_s))
                    .collect();
                self.placer.take_line(&drawn);
                plot.draw_series(curve(values, stroke).map(|line| line.titled(&title)))?;
            }
        }
        Ok(())
    }

    /// Dots with whiskers for the rounding of the report, and the labels for which there is room.
    fn draw_flights(&mut self, plot: &mut TimePlot) -> Result<()> {
        let style = label_style(&self.setting.theme, self.scale);
        let radius = 3.5 * self.scale;
        let mut flights = self.chart.flights.clone();
        flights.retain(|flight| (self.low_s..=self.high_s).contains(&flight.time_s));
        let mut whiskers = Vec::new();
        for flight in &flights {
            let at = plot.point(flight.range_km, flight.time_s);
            let ends_s = [-1.0, 1.0].map(|sign| {
                let end_s = flight.time_s + sign * flight.time_uncertainty_s;
                end_s.clamp(self.low_s, self.high_s)
            });
            let [low, high] = ends_s.map(|end_s| plot.point(flight.range_km, end_s));
            self.placer
                .take(Rectangle::around(at, radius).joined(Rectangle::new(
                    low.x - 1.0,
                    high.y,
                    low.x + 1.0,
                    low.y,
                )));
            if low.y - high.y > 2.0 * radius {
                let stroke = Stroke::new(self.setting.theme.text, self.scale);
                let [low, high] = ends_s.map(|end_s| (flight.range_km, end_s));
                whiskers.push(segment(low, high, stroke));
            }
        }
        plot.begin("test-flights", "Reported test flights");
        plot.draw_series(whiskers)?;
        // Leaders end below their dots.
        for label in self.flight_labels(&flights, &style, radius, plot) {
            plot.draw(label);
        }
        plot.draw_series(flights.iter().map(|flight| {
            let at = (flight.range_km, flight.time_s);
            let style = flight_style(flight, self.setting, self.scale);
            let mark = if flight.class == FlightClass::Lofted {
                triangle(at, radius, style)
            } else {
                dot(at, radius, style)
            };
            mark.titled(flight_title(flight, self.setting))
        }))
    }

    fn flight_labels(
        &mut self,
        flights: &[&TestFlight],
        style: &TextStyle,
        radius: f64,
        plot: &TimePlot,
    ) -> Vec<Element> {
        let mut labels = Vec::new();
        let place_of = |flight: &TestFlight| plot.point(flight.range_km, flight.time_s);
        // Longest flights first: their neighbours are the closest.
        let mut by_time = flights.to_vec();
        by_time.sort_by(|a, b| b.time_s.total_cmp(&a.time_s));
        // Those that have room beside their dots go first; leaders join the others to what room is left.
        by_time.retain(|flight| {
            let label = flight.label();
            let near = anchors_around(place_of(flight), radius + 4.0 * self.scale, &label, style);
            let placed = self.placer.place(&label, style, usize::MAX, near);
            let is_left = placed.is_none();
            labels.extend(placed.map(|placed| placed.element));
            is_left
        });
        let leader = Stroke::new(self.setting.theme.axis, 0.75 * self.scale);
        for flight in by_time {
            let at = place_of(flight);
            let far = anchors_beyond(at, 100.0 * self.scale, style);
            let label = flight.label();
            let placed = self
                .placer
                .place_with_leader(&label, style, at, leader, usize::MAX, far);
            labels.extend(placed.map(|placed| placed.element));
        }
        labels
    }
}

fn series(setting: &Setting, index: usize) -> Series {
    setting.theme.series[index % setting.theme.series.len()]
}

/// The fill of a fan or a band of speeds: a tint of its line, fainter where many lie on one another.
fn area_style(chart: &TimeRange<'_>, setting: &Setting, index: usize) -> Style {
    let opacity = if chart.curves.len() > 2 {
        0.6 * FAN_OPACITY
    } else {
        FAN_OPACITY
    };
    Style::tinted(series(setting, index).colour, opacity)
}

fn draw_areas(
    system: &Curve<'_>,
    style: Style,
    language: Language,
    plot: &mut TimePlot,
) -> Result<()> {
    let areas = system.pieces.iter().filter_map(|piece| {
        let edges: Vec<(f64, f64, f64)> = piece
            .samples
            .iter()
            .filter_map(|sample| {
                let (fast_s, slow_s) = match system.system.kind {
                    Kind::Ballistic => sample.fan_s?,
                    Kind::Cruise | Kind::Glide => (sample.time_s.low, sample.time_s.high),
                };
                Some((sample.range_km, fast_s, slow_s))
            })
            .collect();
        let fast = edges.iter().map(|edge| (edge.0, edge.1));
        let slow = edges.iter().rev().map(|edge| (edge.0, edge.2));
        let corners = fast.chain(slow).collect();
        (edges.len() > 1).then(|| {
            shape(corners, style).titled(format!(
                "{}: {}",
                system.system.name,
                area_words(system, language)
            ))
        })
    });
    plot.draw_series(areas)
}

/// The interval of real flights around the curve of a ballistic system, hatched where the arc stays below 100 km.
fn draw_intervals(
    system: &Curve<'_>,
    index: usize,
    setting: &Setting,
    scale: f64,
    plot: &mut TimePlot,
) -> Result<()> {
    if system.system.kind != Kind::Ballistic {
        return Ok(());
    }
    let areas = system.pieces.iter().filter_map(|piece| {
        let style = interval_style(setting, index, is_in_model(piece), scale);
        let seen = || piece.samples.iter().filter(|sample| sample.range_km > 1.0);
        let fast = seen().map(|sample| (sample.range_km, sample.time_s.low));
        let slow = seen()
            .rev()
            .map(|sample| (sample.range_km, sample.time_s.high));
        let corners: Vec<(f64, f64)> = fast.chain(slow).collect();
        let mark = if is_in_model(piece) { "" } else { "≈ " };
        let title = format!("{mark}{}: low to high of real flights", system.system.name);
        (corners.len() > 3).then(|| shape(corners, style).titled(title))
    });
    plot.draw_series(areas)
}

/// The fill of an interval: stronger than a fan.
fn interval_style(setting: &Setting, index: usize, is_in_model: bool, scale: f64) -> Style {
    let colour = series(setting, index).colour;
    if is_in_model {
        Style::tinted(colour, INTERVAL_OPACITY)
    } else {
        Style::hatched(Hatch {
            colour,
            spacing_px: 6.0 * scale,
            width_px: 0.75 * scale,
            angle_deg: 45,
        })
    }
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

/// What the area about a curve stands for.
fn area_words(curve: &Curve<'_>, language: Language) -> String {
    match (curve.system.kind, curve.system.range_km) {
        (Kind::Cruise | Kind::Glide, _) => say(language, "low to high speed", &[]),
        (Kind::Ballistic, Some(_)) => say(
            language,
            "depressed to lofted at full speed, above 100 km",
            &[],
        ),
        (Kind::Ballistic, None) => say(
            language,
            "apogee of 100 km to a launch angle of {1}°",
            &[&LOFTED_ANGLE_DEG.to_string()],
        ),
    }
}

fn flight_style(flight: &TestFlight, setting: &Setting, scale: f64) -> Style {
    match flight.kind {
        // An edge in the colour of the ground sets it off from lines.
        ReportKind::Reported => Style::filled(setting.theme.text)
            .with_stroke(Stroke::new(setting.theme.background, scale)),
        ReportKind::Rounded | ReportKind::Derived => Style::filled(setting.theme.background)
            .with_stroke(Stroke::new(setting.theme.text, 1.5 * scale)),
    }
}

fn flight_title(flight: &TestFlight, setting: &Setting) -> String {
    let apogee = flight
        .apogee_km
        .map(|km| format!(", apogee {}", setting.unit.say(km, 0)))
        .unwrap_or_default();
    let lofted = if flight.class == FlightClass::Lofted {
        ", lofted"
    } else {
        ""
    };
    format!(
        "{}, {}{lofted}: {}{apogee}, {}. {}",
        flight.name,
        flight.date,
        setting.unit.say(flight.range_km, 0),
        minutes(flight.time_s),
        flight.source
    )
}
