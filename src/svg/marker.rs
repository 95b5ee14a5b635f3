//! Marks for places, told apart by shape as well as by colour.

use super::element::{Element, Precision, area, circle, group, polygon};
use super::geometry::Point;
use super::style::{Colour, Style};

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// A circle.
    Circle,
    /// A square on its side.
    Square,
    /// A triangle that points up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A triangle that points down.
    Wedge,
    /// A star of five points.
    Star,
    /// A circle whose left half is filled, and whose right half has this colour.
    Half(Colour),
    /// A circle of parts, the first on the left, in these colours.
    Parts([Option<Colour>; 4]),
}

impl Marker {
    /// Greatest distance of a mark from its centre, in radii of the circle that covers as much.
    pub(crate) const REACH: f64 = 1.6;

    /// The shapes of classes in turn, the easiest to tell apart first.
    pub(crate) const CLASSES: [Self; 5] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Wedge,
    ];
}

/// A mark that covers about as much as a circle of this radius.
pub(crate) fn marker(shape: Marker, centre: Point, radius_px: f64, style: &Style) -> Element {
    // Corners at equal angles, the first at this many degrees clockwise from the right.
    let corners = |count: u8, first_deg: f64, reach: &[f64]| {
        let corner = |number: u8| {
            let (sin, cos) = (first_deg + 360.0 * f64::from(number) / f64::from(count))
                .to_radians()
                .sin_cos();
            let reach_px = radius_px * reach[usize::from(number) % reach.len()];
            centre.moved(reach_px * cos, reach_px * sin)
        };
        polygon(&(0..count).map(corner).collect::<Vec<_>>(), style)
    };
    match shape {
        Marker::Circle => circle(centre, radius_px, style),
        Marker::Square => corners(4, 45.0, &[1.25]),
        Marker::Triangle => corners(3, -90.0, &[1.45]),
        Marker::Diamond => corners(4, 0.0, &[1.35]),
        Marker::Wedge => corners(3, 90.0, &[1.45]),
        Marker::Half(other) => {
            let arc = (0..=18_u8).map(|step| {
                let (sin, cos) = (90.0 + 10.0 * f64::from(step)).to_radians().sin_cos();
                centre.moved(radius_px * cos, radius_px * sin)
            });
            let whole = Style {
                fill: Style::filled(other).fill,
                ..*style
            };
            let half = Style {
                stroke: None,
                ..*style
            };
            group(vec![
                circle(centre, radius_px, &whole),
                area([arc.collect::<Vec<_>>()], Precision::Hundredth, &half),
            ])
        }
        Marker::Parts(colours) => {
            let colours: Vec<Colour> = colours.into_iter().flatten().collect();
            let angle_deg = 360.0 / colours.len().max(1) as f64;
            let part = |(number, colour): (usize, &Colour)| {
                let from_deg = 90.0 + angle_deg * number as f64;
                let rim = (0..=12_u8).map(|step| {
                    let turned_deg = from_deg + angle_deg * f64::from(step) / 12.0;
                    let (sin, cos) = turned_deg.to_radians().sin_cos();
                    centre.moved(radius_px * cos, radius_px * sin)
                });
                let corners: Vec<Point> = rim.chain([centre]).collect();
                area([corners], Precision::Hundredth, &Style::filled(*colour))
            };
            let edge = Style {
                fill: None,
                ..*style
            };
            let parts = colours.iter().enumerate().map(part);
            let whole = circle(centre, radius_px, style);
            group(
                std::iter::once(whole)
                    .chain(parts)
                    .chain([circle(centre, radius_px, &edge)])
                    .collect(),
            )
        }
        Marker::Star => corners(10, -90.0, &[Marker::REACH, 0.7]),
    }
}
