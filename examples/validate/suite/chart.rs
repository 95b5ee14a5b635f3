//! The chart of the reported flights: what each leaves for the boost, over the allowance of its class.

use std::fmt::Write;

use arcminute::flight::boost;

use super::flights::{Flight, Standing};

const SIZE_PX: (u32, u32) = (960, 620);
/// The axis, s: from the negative control to the greatest of the press.
const AXIS_S: (f64, f64) = (-60.0, 540.0);
const LEFT_PX: f64 = 430.0;
const RIGHT_PX: f64 = 930.0;
const TOP_PX: f64 = 74.0;
const ROW_PX: f64 = 22.0;
const CLASS_GAP_PX: f64 = 26.0;
const TEXT: &str = "#1a1d21";
const MUTED: &str = "#555b63";
const GRID: &str = "#e1e4e8";
const BLUE: &str = "#0072b2";
const WHITE: &str = "#ffffff";

/// An SVG document in the making.
struct Picture(String);

impl Picture {
    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{element}");
    }

    fn text(&mut self, (x, y): (f64, f64), size_px: u8, colour: &str, more: &str, words: &str) {
        let words = escaped(words);
        self.add(format_args!(
            "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size_px}\" fill=\"{colour}\"{more}>{words}</text>"
        ));
    }

    fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), colour: &str, width_px: f64) {
        self.add(format_args!(
            "<line x1=\"{x1:.2}\" y1=\"{y1:.2}\" x2=\"{x2:.2}\" y2=\"{y2:.2}\" stroke=\"{colour}\" \
             stroke-width=\"{width_px}\"/>"
        ));
    }
}

const BOLD: &str = " font-weight=\"bold\"";
const MIDDLE: &str = " text-anchor=\"middle\"";
const END: &str = " text-anchor=\"end\"";

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

fn x(seconds: f64) -> f64 {
    LEFT_PX + (seconds - AXIS_S.0) / (AXIS_S.1 - AXIS_S.0) * (RIGHT_PX - LEFT_PX)
}

/// The flights whose arc is known, by class and then by what they leave.
pub fn draw(flights: &[Flight]) -> String {
    let (width, height) = SIZE_PX;
    let title = "What reported flights leave for the boost";
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
    let classes: Vec<&[&Flight]> = known
        .chunk_by(|a, b| boost::class_text(a.class_km) == boost::class_text(b.class_km))
        .collect();
    let rows_px = ROW_PX * known.len() as f64 + (CLASS_GAP_PX + 12.0) * classes.len() as f64;

    let mut picture = Picture(String::new());
    picture.add(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"picture-title picture-description\" \
         font-family=\"'DejaVu Sans', Verdana, sans-serif\">\n<title id=\"picture-title\">{title}</title>\n\
         <desc id=\"picture-description\">For each reported flight with range, apogee and time: the time less the free \
         flight, with the rounding of the report, over the boost allowance of the class of the missile.</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{WHITE}\"/>"
    ));
    for seconds in [
        0.0, 60.0, 120.0, 180.0, 240.0, 300.0, 360.0, 420.0, 480.0, 540.0,
    ] {
        let foot = TOP_PX + rows_px;
        picture.line((x(seconds), TOP_PX), (x(seconds), foot), GRID, 1.0);
        let label = format!("{seconds:.0} s");
        picture.text((x(seconds), foot + 16.0), 11, MUTED, MIDDLE, &label);
    }
    picture.text((20.0, 30.0), 17, TEXT, BOLD, title);
    let note = "Reported time less free flight from reported range and apogee, s. Filled: observed; hollow: the press, \
                models, and the negative control; black: outside the allowance.";
    picture.text((20.0, 50.0), 11, MUTED, "", note);
    let mut down = TOP_PX;
    for class in classes {
        draw_class(&mut picture, class, down);
        down += CLASS_GAP_PX + ROW_PX * class.len() as f64 + 12.0;
    }
    picture.add(format_args!("</svg>"));
    picture.0
}

fn draw_class(picture: &mut Picture, class: &[&Flight], down: f64) {
    let allowance_s = class[0].allowance_s;
    let heading = format!(
        "{}: {:.0}–{:.0} s",
        boost::class_text(class[0].class_km),
        allowance_s.low(),
        allowance_s.high()
    );
    picture.text((20.0, down + 15.0), 12, TEXT, BOLD, &heading);
    let top = down + CLASS_GAP_PX;
    picture.add(format_args!(
        "<rect x=\"{:.2}\" y=\"{top:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"{BLUE}\" fill-opacity=\"0.2\"/>",
        x(allowance_s.low()),
        x(allowance_s.high()) - x(allowance_s.low()),
        ROW_PX * class.len() as f64
    ));
    for (row, flight) in class.iter().enumerate() {
        let middle = top + ROW_PX * (row as f64 + 0.5);
        let name = format!("{}, {}", short(&flight.name), flight.year);
        picture.text((LEFT_PX - 12.0, middle + 4.0), 12, TEXT, END, &name);
        draw_flight(picture, flight, middle);
    }
}

fn draw_flight(picture: &mut Picture, flight: &Flight, middle: f64) {
    let colour = if flight.standing() == Standing::Outside {
        TEXT
    } else {
        BLUE
    };
    let fill = if flight.is_evidence() { colour } else { WHITE };
    let end = |slack_s: f64| (x(flight.left_s() + slack_s), middle);
    let rounding_s = flight.rounding_s;
    picture.line(end(-rounding_s), end(rounding_s), colour, 1.5);
    let title = format!(
        "{}: {:+.0} ± {rounding_s:.0} s",
        escaped(&flight.name),
        flight.left_s()
    );
    picture.add(format_args!(
        "<circle cx=\"{:.2}\" cy=\"{middle:.2}\" r=\"4\" fill=\"{fill}\" stroke=\"{colour}\" \
         stroke-width=\"1.5\"><title>{title}</title></circle>",
        end(0.0).0
    ));
}

/// A name without the remarks that the table makes.
fn short(name: &str) -> &str {
    let end = name.find(':').unwrap_or(name.len());
    name[..end].trim()
}
