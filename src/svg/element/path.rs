//! Points and patterns as SVG has them: numbers in few digits.

use super::{Precision, push};
use crate::svg::geometry::Point;
use crate::svg::number::{STEPS_PER_PX, grid_steps, push_px, push_short_px, px, steps};
use crate::svg::style::Hatch;

/// Grid steps in px, as an attribute has them.
pub(super) fn steps_text(steps: i32) -> String {
    let mut text = String::new();
    push_px(&mut text, steps);
    text
}

/// The points in steps of a grid, without those that fall onto the one before.
fn distinct(points: &[Point], per_px: i32) -> Vec<(i32, i32)> {
    let mut all: Vec<(i32, i32)> = points
        .iter()
        .map(|point| (steps(point.x, per_px), steps(point.y, per_px)))
        .collect();
    all.dedup();
    all
}

/// Points as the attribute `points` has them.
pub(super) fn pairs(points: &[Point]) -> String {
    let mut text = String::new();
    for (x, y) in distinct(points, STEPS_PER_PX) {
        if !text.is_empty() {
            text.push(' ');
        }
        push_px(&mut text, x);
        text.push(',');
        push_px(&mut text, y);
    }
    text
}

/// A line as path data: the first point, then steps, which take fewer digits.
pub(super) fn write_steps(points: &[Point], precision: Precision, closed: bool, path: &mut String) {
    let per_px = precision.steps_per_px();
    let mut points = distinct(points, per_px);
    if closed && points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let Some((&first, rest)) = points.split_first() else {
        return;
    };
    // The sign of a negative number parts it from the one before.
    let push_pair = |path: &mut String, pair: (i32, i32)| {
        push_short_px(path, pair.0, per_px);
        if pair.1 >= 0 {
            path.push(' ');
        }
        push_short_px(path, pair.1, per_px);
    };
    path.push('M');
    push_pair(path, first);
    let mut last = first;
    for (index, &point) in rest.iter().enumerate() {
        let step = (point.0 - last.0, point.1 - last.1);
        if index == 0 {
            path.push('l');
        } else if step.0 >= 0 {
            path.push(' ');
        }
        push_pair(path, step);
        last = point;
    }
    if closed {
        path.push('z');
    }
}

/// Writes the definition of a hatch.
pub(in crate::svg) fn write_pattern(hatch: Hatch, svg: &mut String) {
    let spacing = px(hatch.spacing_px);
    // The line lies in the middle of its tile, so that no edge of the tile cuts it. It is a stroke: some renderers widen
    // rectangles to whole px.
    push(
        svg,
        format_args!(
            "<pattern id=\"{}\" patternUnits=\"userSpaceOnUse\" width=\"{spacing}\" height=\"{spacing}\" \
             patternTransform=\"rotate({})\"><path d=\"M{} 0v{spacing}\" stroke=\"{}\" \
             stroke-width=\"{}\"/></pattern>\n",
            pattern_id(hatch),
            hatch.angle_deg,
            px(0.5 * hatch.spacing_px),
            hatch.colour,
            px(hatch.width_px)
        ),
    );
}

/// An id in kebab-case: colour, spacing and width in grid steps, and lean.
pub(super) fn pattern_id(hatch: Hatch) -> String {
    let colour = hatch.colour.to_string();
    let turn = if hatch.angle_deg < 0 { "left" } else { "right" };
    format!(
        "hatch-{}-{}-{}-{turn}-{}",
        colour.trim_start_matches('#'),
        grid_steps(hatch.spacing_px),
        grid_steps(hatch.width_px),
        hatch.angle_deg.unsigned_abs()
    )
}
