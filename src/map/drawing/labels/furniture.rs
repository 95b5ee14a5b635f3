//! What tells where the map lies: an inset of a small extent on its continent, and an arrow where north is not up.

use geo::{Coord, MultiPolygon, Rect};

use super::MapLabels;
use crate::geodesy;
use crate::map::basemap::{self, Detail};
use crate::map::drawing::some_area;
use crate::map::projection::{Kind, Projection};
use crate::map::view::{Extent, View};
use crate::position::Position;
use crate::quantity::Kilometres;
use crate::svg::sheet::SMALL_PX;
use crate::svg::{
    Element, Point, Precision, Rectangle, Stroke, Style, TextAnchor, TextStyle, area, group,
    rectangle, text,
};

/// Maps that show less than this across have an inset, km: more shows coasts that are known by themselves.
const LOCATED_KM: f64 = 1_300.0;

/// The inset shows so much to each side of the middle of the map, km.
const AROUND_KM: f64 = 2_400.0;

/// Side of the inset, px at scale 1, and the least width and height of a map with one.
const INSET_PX: f64 = 104.0;
const LEAST_MAP_PX: f64 = 420.0;

/// Least turn of north from the top for an arrow, degrees.
const LEAST_TURN_DEG: f64 = 5.0;

/// Height of the arrow, px at scale 1.
const ARROW_PX: f64 = 26.0;

impl MapLabels<'_> {
    /// The inset, in a corner where it hides neither origins nor places.
    pub(super) fn inset(&mut self) -> Vec<Element> {
        let drawing = self.drawing;
        let (frame, scale) = (drawing.frame, drawing.scale);
        let least_px = LEAST_MAP_PX * scale;
        let is_small = frame.width() / drawing.view.px_per_km() < LOCATED_KM;
        if !is_small || frame.width() < least_px || frame.height() < least_px {
            return Vec::new();
        }
        let side_px = INSET_PX * scale;
        let Some(room) = self.free_corner(side_px, side_px) else {
            return Vec::new();
        };
        let Some(drawn) = self.continent(room) else {
            return Vec::new();
        };
        self.placer.take(room);
        drawn
    }

    /// The first corner, from the upper right one, without origins, places and labels.
    fn free_corner(&self, width_px: f64, height_px: f64) -> Option<Rectangle> {
        let frame = self.drawing.frame.grown(-6.0 * self.drawing.scale);
        let at = |left: f64, top: f64| Rectangle::new(left, top, left + width_px, top + height_px);
        let (right, bottom) = (frame.right - width_px, frame.bottom - height_px);
        let corners = [
            at(right, frame.top),
            at(frame.left, frame.top),
            at(right, bottom),
            at(frame.left, bottom),
        ];
        corners
            .into_iter()
            .find(|room| self.placer.is_free(*room) && !self.placer.has_mark(*room))
    }

    /// Land around the middle of the map, and what the map shows of it.
    fn continent(&self, room: Rectangle) -> Option<Vec<Element>> {
        let drawing = self.drawing;
        let (frame, scale) = (drawing.frame, drawing.scale);
        let theme = drawing.styles.theme;
        let middle = drawing.view.position(coord(frame.centre()))?;
        let around = Kilometres::new(AROUND_KM).ok()?;
        let positions = (0..4)
            .map(|quarter| geodesy::point_along(middle, 90.0 * f64::from(quarter), around))
            .collect();
        let view = View::fit(
            Projection::new(Kind::LambertAzimuthal, middle),
            &Extent::Positions {
                positions,
                margin: 0.0,
            },
            Rect::new((room.left, room.top), (room.right, room.bottom)),
        )
        .ok()?;
        let land: MultiPolygon = view.regions(&basemap::load(Detail::Low).land);
        let shown: Vec<Point> = edge_of(frame)
            .filter_map(|point| drawing.view.position(coord(point)))
            .filter_map(|position: Position| view.pixel(position))
            .map(|pixel| Point::new(pixel.x, pixel.y))
            .collect();
        let colours = &theme.map;
        let mut drawn = vec![rectangle(room, &Style::filled(colours.sea))];
        drawn.extend(some_area(
            &land,
            Precision::Tenth,
            &Style::filled(colours.coast.over(colours.land, 0.35)),
        ));
        let box_stroke = Stroke::new(theme.series[1].colour, 1.6 * scale);
        drawn.push(area(
            [&shown],
            Precision::Tenth,
            &Style::stroked(box_stroke),
        ));
        drawn.push(rectangle(
            room,
            &Style::stroked(Stroke::new(theme.axis, scale)),
        ));
        Some(vec![
            group(drawn).classed("inset").titled("Where the map lies"),
        ])
    }

    /// An arrow to the north at the middle of the map, where that is not up.
    pub(super) fn north(&mut self) -> Vec<Element> {
        let drawing = self.drawing;
        let scale = drawing.scale;
        let Some(turn_rad) = self.turn_of_north_rad() else {
            return Vec::new();
        };
        let side_px = (ARROW_PX + 18.0) * scale;
        if turn_rad.abs() < LEAST_TURN_DEG.to_radians() {
            return Vec::new();
        }
        let Some(room) = self.free_corner(side_px, side_px) else {
            return Vec::new();
        };
        self.placer.take(room);
        let theme = drawing.styles.theme;
        let centre = room.centre();
        let (sin, cos) = turn_rad.sin_cos();
        let at = |right: f64, up: f64| {
            centre.moved(
                scale * (right * cos + up * sin),
                scale * (right * sin - up * cos),
            )
        };
        let half = 0.5 * ARROW_PX;
        let arrow = [
            at(0.0, half),
            at(0.22 * ARROW_PX, -half),
            at(0.0, -0.6 * half),
            at(-0.22 * ARROW_PX, -half),
        ];
        let halo = theme.halo(scale);
        let style = TextStyle::new(SMALL_PX * scale, theme.text)
            .bold()
            .haloed(halo.colour, halo.reach_px)
            .anchored(TextAnchor::Middle);
        let letter = at(0.0, half + 7.0).moved(0.0, 4.0 * scale);
        let edge = Stroke::new(theme.background, 1.5 * scale);
        vec![
            group(vec![
                area(
                    [&arrow],
                    Precision::Tenth,
                    &Style::filled(theme.text).with_stroke(edge),
                ),
                text(letter, "N", &style),
            ])
            .classed("north")
            .titled("North at the middle of the map"),
        ]
    }

    /// The turn of north from the top at the middle of the map, clockwise.
    fn turn_of_north_rad(&self) -> Option<f64> {
        let view = self.drawing.view;
        let middle = view.position(coord(self.drawing.frame.centre()))?;
        let step = Kilometres::new(10.0).ok()?;
        let there = view.pixel(geodesy::point_along(middle, 0.0, step))?;
        let here = view.pixel(middle)?;
        Some((there.x - here.x).atan2(here.y - there.y))
    }
}

fn coord(point: Point) -> Coord {
    Coord {
        x: point.x,
        y: point.y,
    }
}

/// Points along the edge of a frame.
fn edge_of(frame: Rectangle) -> impl Iterator<Item = Point> {
    const STEPS: u8 = 12;
    let corners = [
        Point::new(frame.left, frame.top),
        Point::new(frame.right, frame.top),
        Point::new(frame.right, frame.bottom),
        Point::new(frame.left, frame.bottom),
    ];
    (0..4_usize).flat_map(move |side| {
        let (from, to) = (corners[side], corners[(side + 1) % 4]);
        (0..STEPS).map(move |step| {
            let share = f64::from(step) / f64::from(STEPS);
            from.moved(share * (to.x - from.x), share * (to.y - from.y))
        })
    })
}
