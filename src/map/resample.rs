//! Projecting lines so that they bend where the projection bends them.

use geo::{Coord, Rect};

/// Greatest distance of a line from its true arc, px.
const ERROR_PX: f64 = 0.1;

/// Corners nearer together than this are one, px: finer detail than a pixel shows makes files large and no more.
pub(super) const MERGE_PX: f64 = 0.35;

/// Edges shorter than this are straight, px: on a map of the Earth an arc of 6 px never strays by [`ERROR_PX`].
const STRAIGHT_PX: f64 = 6.0;

/// Edges longer than this are looked at in their quarters as well, px: a double bend may look straight at the middle.
const LONG_PX: f64 = 60.0;

/// Maximum depth of halving an edge.
const MAX_DEPTH: u32 = 14;

/// The points of a line on the plane in px: its corners, and so many points between them that it strays by no more
/// than [`ERROR_PX`] where it comes near what is shown: on a map of a few metres the rest is millions of px long. `middle`
/// halves an edge; what cannot be projected is left out.
pub(super) fn line<P: Copy>(
    points: impl Iterator<Item = P>,
    project: impl Fn(P) -> Option<Coord>,
    middle: impl Fn(P, P) -> Option<P>,
    shown: Rect,
) -> Vec<Coord> {
    let mut out: Vec<Coord> = Vec::new();
    let mut last: Option<(P, Coord)> = None;
    for point in points {
        let Some(there) = project(point) else {
            continue;
        };
        match last {
            Some((_, from)) if length(there - from) < MERGE_PX => {
                // One place on the map may be several on the Earth: the next edge begins at the last of them. A pole is
                // a point on a conic map, but one leaves it along the meridian that was come to.
                last = Some((point, from));
                continue;
            }
            Some(before) => between(
                before,
                (point, there),
                &project,
                &middle,
                shown,
                MAX_DEPTH,
                &mut out,
            ),
            None => {}
        }
        out.push(there);
        last = Some((point, there));
    }
    out
}

fn between<P: Copy>(
    from: (P, Coord),
    to: (P, Coord),
    project: &impl Fn(P) -> Option<Coord>,
    middle: &impl Fn(P, P) -> Option<P>,
    shown: Rect,
    depth: u32,
    out: &mut Vec<Coord>,
) {
    let step = to.1 - from.1;
    let length_px = length(step);
    if depth == 0 || length_px < STRAIGHT_PX || is_far(from.1, to.1, length_px, shown) {
        return;
    }
    let Some(halfway) = middle(from.0, to.0) else {
        return;
    };
    let Some(there) = project(halfway) else {
        return;
    };
    let offset = there - from.1;
    let astray_px = (offset.x * step.y - offset.y * step.x).abs() / length_px;
    let share = (offset.x * step.x + offset.y * step.y) / (length_px * length_px);
    if astray_px > ERROR_PX || (share - 0.5).abs() > 0.3 || length_px > LONG_PX {
        between(
            from,
            (halfway, there),
            project,
            middle,
            shown,
            depth - 1,
            out,
        );
        if astray_px > 0.5 * ERROR_PX || (share - 0.5).abs() > 0.3 {
            out.push(there);
        }
        between((halfway, there), to, project, middle, shown, depth - 1, out);
    }
}

/// True of an edge that stays off what is shown even if it bends by its own length.
fn is_far(from: Coord, to: Coord, length_px: f64, shown: Rect) -> bool {
    let min = shown.min();
    let max = shown.max();
    from.x.max(to.x) + length_px < min.x
        || from.x.min(to.x) - length_px > max.x
        || from.y.max(to.y) + length_px < min.y
        || from.y.min(to.y) - length_px > max.y
}

pub(super) fn length(step: Coord) -> f64 {
    step.x.hypot(step.y)
}
