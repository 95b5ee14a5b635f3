//! The grid, the axes and the marks that charts share.

use super::axis::Axis;
use super::small_style;
use crate::svg::sheet::{Setting, half_digit, width};
use crate::svg::{Anchor, Frame, Layer, Look, Point, Stroke, TextStyle, line, polyline, text};

/// The marks of an axis: a value and how it is said.
pub(super) type Marks = [(f64, String)];

/// Draws grid lines at the marks of both axes, and the frame's left and lower edge.
pub(super) fn draw_grid(
    frame: Frame,
    x: (Axis, &Marks),
    y: (Axis, &Marks),
    setting: &Setting,
    scale: f64,
) -> Layer {
    let mut grid = Layer::new("grid", "Grid");
    let thin = Stroke::new(setting.theme.grid, scale);
    let edge = Stroke::new(setting.theme.axis, scale);
    for (value, _) in x.1 {
        let at = x.0.px(*value);
        grid.add(line(
            Point::new(at, frame.top),
            Point::new(at, frame.bottom),
            thin,
        ));
    }
    for (value, _) in y.1 {
        let at = y.0.px(*value);
        grid.add(line(
            Point::new(frame.left, at),
            Point::new(frame.right, at),
            thin,
        ));
    }
    let corners = [
        (frame.left, frame.top),
        (frame.left, frame.bottom),
        (frame.right, frame.bottom),
    ]
    .map(Point::from);
    grid.add(polyline(&corners, edge));
    grid
}

/// Height of the room for the marks and the name of the x axis, px at scale 1.
pub(super) const X_AXIS_PX: f64 = 40.0;
/// Height of the room for the name of the y axis above the frame, px at scale 1.
pub(super) const Y_NAME_PX: f64 = 20.0;

/// Draws the values of the marks, and the names of the axes: that of x below its end, that of y above its head.
pub(super) fn draw_axes(
    frame: Frame,
    x: (Axis, &Marks, &str),
    y: (Axis, &Marks, &str),
    setting: &Setting,
    scale: f64,
) -> Layer {
    let mut axes = Layer::new("axes", "Axes");
    let style = small_style(setting, scale);
    let name_style = TextStyle {
        colour: setting.theme.text,
        ..style
    };
    for (value, said) in x.1 {
        let at = Point::new(x.0.px(*value), frame.bottom + 15.0 * scale);
        axes.add(text(at, said, &style.anchored(Anchor::Middle)));
    }
    for (value, said) in y.1 {
        let at = Point::new(
            frame.left - 6.0 * scale,
            y.0.px(*value) + half_digit(&style),
        );
        axes.add(text(at, said, &style.anchored(Anchor::End)));
    }
    let below = Point::new(frame.centre().x, frame.bottom + 32.0 * scale);
    axes.add(text(below, x.2, &name_style.anchored(Anchor::Middle)));
    if !y.2.is_empty() {
        let above = Point::new(
            frame.left - widest(y.1, &style) - 6.0 * scale,
            frame.top - 9.0 * scale,
        );
        axes.add(text(above, y.2, &name_style));
    }
    axes
}

/// Width of the widest mark, px.
pub(super) fn widest(marks: &Marks, style: &TextStyle) -> f64 {
    marks
        .iter()
        .map(|(_, said)| width(said, style))
        .fold(0.0, f64::max)
}

/// A dot with an edge in the colour of the ground, so that it stands out on lines.
pub(super) fn dot_look(setting: &Setting, scale: f64) -> Look {
    Look::filled(setting.theme.text).with_stroke(Stroke::new(setting.theme.background, scale))
}
