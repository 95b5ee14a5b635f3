//! The chart of observed against predicted times: each flight with the interval that the rule gives without it.

use std::fmt::Write;

use arcminute::flight::spread;

use super::flights::{Measured, Standing, Tested};

const SIZE_PX: (u32, u32) = (820, 752);
/// Both axes, s.
const AXIS_S: (f64, f64) = (240.0, 6000.0);
const LEFT_PX: f64 = 80.0;
const RIGHT_PX: f64 = 790.0;
const TOP_PX: f64 = 112.0;
const FOOT_PX: f64 = 682.0;
const MARKS_MIN: [f64; 9] = [5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0];
const TEXT: &str = "#1a1d21";
const MUTED: &str = "#555b63";
const GRID: &str = "#e1e4e8";
const BLUE: &str = "#0072b2";
const ORANGE: &str = "#d55e00";
const GREEN: &str = "#007a5a";
const WHITE: &str = "#ffffff";

fn share(seconds: f64) -> f64 {
    (seconds / AXIS_S.0).ln() / (AXIS_S.1 / AXIS_S.0).ln()
}

fn x(seconds: f64) -> f64 {
    LEFT_PX + share(seconds) * (RIGHT_PX - LEFT_PX)
}

fn y(seconds: f64) -> f64 {
    FOOT_PX - share(seconds) * (FOOT_PX - TOP_PX)
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

/// The flights over a distance and on arcs of a given apogee.
pub fn draw(measured: &Measured) -> String {
    let (width, height) = SIZE_PX;
    let title = "Reported against predicted flight times";
    let mut svg = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"picture-title picture-description\" font-family=\"'DejaVu Sans', Verdana, \
         sans-serif\">\n<title id=\"picture-title\">{title}</title>\n<desc id=\"picture-description\">Each reported flight: its \
         time over the nominal time that the rule gives without it, with the rounding of the report, and the interval of \
         the rule as a band about the line of agreement.</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{WHITE}\"/>"
    );
    let text = |svg: &mut String,
                (x, y): (f64, f64),
                size: u8,
                colour: &str,
                more: &str,
                words: &str| {
        let words = escaped(words);
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" fill=\"{colour}\"{more}>{words}</text>"
        );
    };
    text(
        &mut svg,
        (20.0, 30.0),
        17,
        TEXT,
        " font-weight=\"bold\"",
        title,
    );
    let band = "Band: the interval of the rule over a distance, times and divided by e^h; to 1,270 km its upper end is higher. Bars: rounding of the report.";
    text(&mut svg, (20.0, 50.0), 11, MUTED, "", band);
    let kinds = "Blue: over a distance, each flight left out of its fit. Orange: arc of a reported apogee. Green: apogee under 100 km.";
    text(&mut svg, (20.0, 66.0), 11, MUTED, "", kinds);
    let fills = "Full: inside its interval. Pale: by rounding only. Hollow: outside.";
    text(&mut svg, (20.0, 82.0), 11, MUTED, "", fills);
    let omitted = format!(
        "Not shown: {} flights of cruise missiles, gliders and drones, whose intervals were chosen; {} that are told and not counted.",
        measured.in_air.len(),
        measured.told.len()
    );
    text(&mut svg, (20.0, 98.0), 11, MUTED, "", &omitted);
    for minutes in MARKS_MIN {
        let seconds = 60.0 * minutes;
        let _ = writeln!(
            svg,
            "<path d=\"M{0:.1} {TOP_PX}V{FOOT_PX}M{LEFT_PX} {1:.1}H{RIGHT_PX}\" stroke=\"{GRID}\" fill=\"none\"/>",
            x(seconds),
            y(seconds)
        );
        let label = format!("{minutes:.0}");
        text(
            &mut svg,
            (x(seconds), FOOT_PX + 18.0),
            11,
            MUTED,
            " text-anchor=\"middle\"",
            &label,
        );
        text(
            &mut svg,
            (LEFT_PX - 8.0, y(seconds) + 4.0),
            11,
            MUTED,
            " text-anchor=\"end\"",
            &label,
        );
    }
    let names = [
        (
            (0.5 * (LEFT_PX + RIGHT_PX), FOOT_PX + 42.0),
            "Nominal time by the rule, minutes",
            "",
        ),
        (
            (24.0, 0.5 * (TOP_PX + FOOT_PX)),
            "Reported time, minutes",
            " transform=\"rotate(-90 24 397)\"",
        ),
    ];
    for (at, words, turn) in names {
        let more = format!(" text-anchor=\"middle\"{turn}");
        text(&mut svg, at, 12, TEXT, &more, words);
    }
    // The band leaves the frame where its edges do.
    let factor = spread::SPREAD.exp();
    let (low_s, high_s) = AXIS_S;
    let _ = writeln!(
        svg,
        "<path d=\"M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z\" fill=\"{BLUE}\" \
         fill-opacity=\"0.14\"/>",
        x(low_s),
        y(low_s),
        x(low_s),
        y(low_s * factor),
        x(high_s / factor),
        y(high_s),
        x(high_s),
        y(high_s),
        x(high_s),
        y(high_s / factor),
        x(low_s * factor),
        y(low_s),
    );
    let _ = writeln!(
        svg,
        "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"{MUTED}\" fill=\"none\"/>",
        x(low_s),
        y(low_s),
        x(high_s),
        y(high_s)
    );
    for (set, colour) in [
        (&measured.over_arc, ORANGE),
        (&measured.over_distance, BLUE),
        (&measured.low, GREEN),
    ] {
        for tested in set {
            draw_flight(&mut svg, tested, colour);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw_flight(svg: &mut String, tested: &Tested, colour: &str) {
    let flight = tested.flight;
    let across = x(tested.interval_s.nominal());
    let doubt_s = flight.time_uncertainty_s;
    let (fill, opacity) = match tested.standing {
        Standing::Inside => (colour, 1.0),
        Standing::InsideByRounding => (colour, 0.3),
        Standing::Outside => (WHITE, 1.0),
    };
    let title = escaped(&format!(
        "{}: {:.0} km, {:.0} ± {doubt_s:.0} s; {:.0} to {:.0} s without it",
        flight.label(),
        flight.range_km,
        flight.time_s,
        tested.interval_s.low(),
        tested.interval_s.high()
    ));
    let _ = writeln!(
        svg,
        "<path d=\"M{across:.1} {:.1}V{:.1}\" stroke=\"{colour}\" stroke-width=\"1.25\"/>\n<circle cx=\"{across:.1}\" \
         cy=\"{:.1}\" r=\"4\" fill=\"{fill}\" fill-opacity=\"{opacity}\" stroke=\"{colour}\" stroke-width=\"1.5\"><title>{title}</title></circle>",
        y(flight.time_s - doubt_s),
        y(flight.time_s + doubt_s),
        y(flight.time_s)
    );
}
