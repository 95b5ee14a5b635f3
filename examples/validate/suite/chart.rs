//! The chart of the reported flights: what each leaves for the boost, over the allowance of its class.

use arcminute::flight::boost;
use arcminute::svg::theme::Theme;
use arcminute::svg::{
    Anchor, Canvas, Frame, Layer, Look, Point, Size, Stroke, TextStyle, circle, line, rectangle,
    text,
};

use super::flights::{Flight, Standing};

const SIZE_PX: (u32, u32) = (960, 620);
const TEXT_PX: f64 = 12.0;
/// The axis, s: from the negative control to the greatest of the press.
const AXIS_S: (f64, f64) = (-60.0, 540.0);
const LEFT_PX: f64 = 430.0;
const RIGHT_PX: f64 = 930.0;
const TOP_PX: f64 = 74.0;
const ROW_PX: f64 = 22.0;
const CLASS_GAP_PX: f64 = 26.0;

fn x(seconds: f64) -> f64 {
    LEFT_PX + (seconds - AXIS_S.0) / (AXIS_S.1 - AXIS_S.0) * (RIGHT_PX - LEFT_PX)
}

/// The flights whose arc is known, by class and then by what they leave.
pub fn draw(flights: &[Flight]) -> String {
    let theme = Theme::named("light").expect("a theme");
    let size = Size::new(SIZE_PX.0, SIZE_PX.1).expect("a size");
    let description = "For each reported flight with range, apogee and time: the time less the free flight, with the \
                       rounding of the report, over the boost allowance of the class of the missile.";
    let mut canvas = Canvas::new(
        size,
        &theme,
        "What reported flights leave for the boost",
        description,
    );
    let style = TextStyle::new(TEXT_PX, theme.text);
    let mut words = Layer::new("words", "Words");
    let title = TextStyle::new(17.0, theme.text).bold();
    words.add(text(
        Point::new(20.0, 30.0),
        "What reported flights leave for the boost",
        &title,
    ));
    let note = "Reported time less free flight from reported range and apogee, s. Filled: observed; hollow: the press, \
                models, and the negative control; black: outside the allowance.";
    words.add(text(
        Point::new(20.0, 50.0),
        note,
        &TextStyle::new(11.0, theme.muted_text),
    ));
    let mut allowances = Layer::new("allowances", "Boost allowances");
    let mut dots = Layer::new("flights", "Flights");

    let mut known: Vec<&Flight> = flights
        .iter()
        .filter(|flight| flight.apogee_km.is_some())
        .collect();
    known.sort_by(|a, b| {
        a.allowance_s
            .high()
            .total_cmp(&b.allowance_s.high())
            .then(a.left_s().total_cmp(&b.left_s()))
    });
    let mut down = TOP_PX;
    for class in
        known.chunk_by(|a, b| boost::class_text(a.class_km) == boost::class_text(b.class_km))
    {
        let allowance_s = class[0].allowance_s;
        let heading = format!(
            "{}: {:.0}–{:.0} s",
            boost::class_text(class[0].class_km),
            allowance_s.low(),
            allowance_s.high()
        );
        words.add(text(Point::new(20.0, down + 15.0), &heading, &style.bold()));
        let height = ROW_PX * class.len() as f64;
        let top = down + CLASS_GAP_PX;
        let bottom = down + CLASS_GAP_PX + height;
        let frame = Frame::new(x(allowance_s.low()), top, x(allowance_s.high()), bottom);
        allowances.add(rectangle(frame, &Look::tinted(theme.series[0].colour, 0.2)));
        for (row, flight) in class.iter().enumerate() {
            let middle = top + ROW_PX * (row as f64 + 0.5);
            let name = format!("{}, {}", short(&flight.name), flight.year);
            words.add(text(
                Point::new(LEFT_PX - 12.0, middle + 4.0),
                &name,
                &style.anchored(Anchor::End),
            ));
            draw_flight(&mut dots, flight, middle, &theme);
        }
        down = bottom + 12.0;
    }
    let mut axis = Layer::new("axis", "Axis");
    for seconds in [
        0.0, 60.0, 120.0, 180.0, 240.0, 300.0, 360.0, 420.0, 480.0, 540.0,
    ] {
        let at = x(seconds);
        axis.add(line(
            Point::new(at, TOP_PX),
            Point::new(at, down),
            Stroke::new(theme.grid, 1.0),
        ));
        let mark = Point::new(at, down + 16.0);
        words.add(text(
            mark,
            &format!("{seconds:.0} s"),
            &TextStyle::new(11.0, theme.muted_text).anchored(Anchor::Middle),
        ));
    }
    for layer in [axis, allowances, dots, words] {
        canvas.add(layer);
    }
    canvas.into_svg()
}

fn draw_flight(layer: &mut Layer, flight: &Flight, middle: f64, theme: &Theme) {
    let colour = if flight.standing() == Standing::Outside {
        theme.limit
    } else {
        theme.series[0].colour
    };
    let stroke = Stroke::new(colour, 1.5);
    let end = |slack_s: f64| Point::new(x(flight.left_s() + slack_s), middle);
    layer.add(line(
        end(-flight.rounding_s),
        end(flight.rounding_s),
        stroke,
    ));
    let ground = if flight.is_evidence() {
        colour
    } else {
        theme.background
    };
    let dot = circle(end(0.0), 4.0, &Look::filled(ground).with_stroke(stroke));
    layer.add(dot.titled(format!(
        "{}: {:+.0} ± {:.0} s",
        flight.name,
        flight.left_s(),
        flight.rounding_s
    )));
}

/// A name without the remarks that the table makes.
fn short(name: &str) -> &str {
    let end = name.find(':').unwrap_or(name.len());
    name[..end].trim()
}
