use super::*;
use crate::svg::{Colour, Dash};

fn written(element: &Element) -> String {
    let mut svg = String::new();
    element.write(Reader::Any, &mut svg);
    svg
}

const RED: Colour = Colour::hex(0xff_00_00);

#[test]
fn shapes_are_exact_to_a_hundredth_px() {
    let stroke = Stroke::new(RED, 1.5).dashed(Dash::Short);
    assert_eq!(
        written(&line(Point::new(0.0, 1.0), Point::new(10.03, 2.5), stroke).titled("A < B")),
        "<line x1=\"0\" y1=\"1\" x2=\"10.03\" y2=\"2.5\" stroke=\"#ff0000\" stroke-width=\"1.5\" \
         stroke-dasharray=\"5.25 3.75\"><title>A &lt; B</title></line>\n"
    );
    assert_eq!(
        written(&circle(Point::new(1.0, 1.0), 2.25, &Style::filled(RED))),
        "<circle cx=\"1\" cy=\"1\" r=\"2.25\" fill=\"#ff0000\"/>\n"
    );
    assert_eq!(
        written(&polyline(
            &[
                Point::new(0.0, 0.0),
                Point::new(0.001, 0.0),
                Point::new(1.0, -1.0)
            ],
            stroke
        )),
        "<polyline points=\"0,0 1,-1\" fill=\"none\" stroke=\"#ff0000\" stroke-width=\"1.5\" \
         stroke-dasharray=\"5.25 3.75\" stroke-linejoin=\"round\"/>\n"
    );
    assert_eq!(
        written(&rectangle(
            Rectangle::new(0.0, 0.0, 2.0, 1.0),
            &Style::tinted(RED, 0.254)
        )),
        "<rect x=\"0\" y=\"0\" width=\"2\" height=\"1\" fill=\"#ff0000\" fill-opacity=\"0.25\"/>\n"
    );
}

#[test]
fn holes_are_rings_of_one_path() {
    let square = |half| {
        [
            (10.0 - half, 10.0 - half),
            (10.0 + half, 10.0 - half),
            (10.0 + half, 10.0 + half),
        ]
        .map(Point::from)
    };
    let hatch = Hatch {
        colour: RED,
        spacing_px: 6.0,
        width_px: 1.0,
        angle_deg: -45,
    };
    let element = area(
        [square(5.0), square(1.0)],
        Precision::Hundredth,
        &Style::hatched(hatch),
    );
    assert_eq!(
        written(&element),
        "<path d=\"M5 5l10 0 0 10zM9 9l2 0 0 2z\" fill-rule=\"evenodd\" \
         fill=\"url(#hatch-ff0000-600-100-left-45)\"/>\n"
    );
    assert_eq!(element.hatches(), [hatch]);
}

#[test]
fn texts_stay_texts() {
    let style = TextStyle::new(12.0, RED)
        .bold()
        .anchored(TextAnchor::Middle)
        .haloed(Colour::hex(0xff_ff_ff), 1.5);
    let element = text(Point::new(5.0, 5.0), "Řím & \u{1}\"x\"", &style);
    assert_eq!(
        written(&element),
        "<text x=\"5\" y=\"5\" font-size=\"12\" font-weight=\"bold\" text-anchor=\"middle\" class=\"halo\" \
         aria-hidden=\"true\" fill=\"#ffffff\" stroke=\"#ffffff\" stroke-width=\"3\" \
         stroke-linejoin=\"round\">Řím &amp; &quot;x&quot;</text>\n\
         <text x=\"5\" y=\"5\" font-size=\"12\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"#ff0000\">Řím \
         &amp; &quot;x&quot;</text>\n"
    );
    let mut ours = String::new();
    element.write(Reader::Ours, &mut ours);
    assert!(
        ours.contains("paint-order") && ours.matches("<text").count() == 1,
        "{ours}"
    );
    let frame = bounds_of(Point::new(5.0, 5.0), &room_of("Řím", &style), &style);
    assert!(
        (frame.centre().x - 5.0).abs() < 1e-9 && frame.bottom >= 5.0 && frame.top < -4.0,
        "{frame:?}"
    );
}

#[test]
fn nothing_malformed_comes_of_no_number() {
    let nowhere = Point::new(f64::NAN, f64::NEG_INFINITY);
    for element in [
        line(nowhere, nowhere, Stroke::new(RED, f64::NAN)),
        circle(nowhere, f64::INFINITY, &Style::filled(RED)),
        area(
            [vec![nowhere; 3], Vec::new()],
            Precision::Tenth,
            &Style::default(),
        ),
        text(nowhere, "", &TextStyle::new(f64::NAN, RED).turned(f64::NAN)),
    ] {
        let svg = written(&element);
        assert!(roxmltree::Document::parse(&svg).is_ok(), "{svg}");
    }
}
