//! The scale bar, and the degrees of the graticule and of radials.

use super::MapLabels;
use crate::map::drawing::scale_bar;
use crate::map::projection::Kind;
use crate::position::Position;
use crate::present::phrases::{self, say};
use crate::present::words::LengthUnit;
use crate::steps::round_down;
use crate::svg::label::LabelAnchor;
use crate::svg::sheet::{SMALL_PX, half_digit};
use crate::svg::{Element, Point, Rectangle, Stroke, TextAnchor, TextStyle, extent, text};

/// On narrower maps the scale is said in short, px at scale 1.
const NARROW_PX: f64 = 420.0;

impl MapLabels<'_> {
    /// The azimuths of radials, at their ends.
    pub(super) fn radials(&mut self) -> Vec<Element> {
        let style = TextStyle {
            colour: self.drawing.styles.theme.muted_text,
            ..self.style()
        };
        let away_px = 10.0 * self.drawing.scale;
        let mut labels = Vec::new();
        for radial in &self.drawing.subject.radials {
            let (Some(from), Some(to)) = (
                self.drawing.view.pixel(radial.from),
                self.drawing.point(radial.to),
            ) else {
                continue;
            };
            // A little further out, in the direction in which the line goes on the map.
            let right = to.x - from.x;
            let down = to.y - from.y;
            let share = away_px / right.hypot(down).max(1.0);
            let at = to.moved(share * right, share * down + half_digit(&style));
            let label = format!("{}°", radial.azimuth_deg.round());
            let anchor = LabelAnchor {
                position: at,
                anchor: TextAnchor::Middle,
            };
            let placed = self.placer.place(&label, &style, usize::MAX, [anchor]);
            labels.extend(placed.map(|placed| placed.element));
        }
        labels
    }

    /// Degrees where meridians meet the lower edge and parallels the left one.
    pub(super) fn degrees(&mut self) -> Vec<Element> {
        let frame = self.drawing.frame;
        let scale = self.drawing.scale;
        let theme = self.drawing.styles.theme;
        let halo = theme.halo(scale);
        let style = TextStyle::new(0.82 * SMALL_PX * scale, theme.muted_text)
            .haloed(halo.colour, 0.8 * halo.reach_px);
        let mut labels = Vec::new();
        for line in &self.drawing.ground.graticule {
            let label = phrases::local(&line.label(), self.drawing.subject.language);
            let ends = line
                .drawn
                .iter()
                .flat_map(|line| [line.0.first(), line.0.last()])
                .flatten();
            let spots = ends.filter_map(|end| {
                let near = |a: f64, b: f64| (a - b).abs() < 0.5;
                let pad = 4.0 * scale;
                if line.is_meridian && near(end.y, frame.bottom) {
                    Some(LabelAnchor {
                        position: Point::new(end.x, end.y - pad),
                        anchor: TextAnchor::Middle,
                    })
                } else if !line.is_meridian && near(end.x, frame.left) {
                    Some(LabelAnchor {
                        position: Point::new(end.x + pad, end.y + half_digit(&style)),
                        anchor: TextAnchor::Start,
                    })
                } else {
                    None
                }
            });
            let spots: Vec<LabelAnchor> = spots.collect();
            let placed = self.placer.place(&label, &style, usize::MAX, spots);
            labels.extend(placed.map(|placed| placed.element));
        }
        labels
    }

    /// A scale bar in a corner, where one scale holds: all over the map to 5 %, or on an azimuthal
    /// equidistant map along the lines through its centre.
    pub(super) fn scale(&mut self, unit: LengthUnit) -> Vec<Element> {
        let view = self.drawing.view;
        let frame = self.drawing.frame;
        let scale = self.drawing.scale;
        let is_even = self.is_even();
        let is_azimuthal = view.projection().kind() == Kind::AzimuthalEquidistant;
        if !is_even && !is_azimuthal {
            return Vec::new();
        }
        let px_per_unit = view.px_per_km() / unit.converted(1.0);
        let length = round_down(0.18 * frame.width() / px_per_unit);
        let length_px = length * px_per_unit;
        let theme = self.drawing.styles.theme;
        let style = self.style();
        let language = self.drawing.subject.language;
        let length = format!(
            "{} {}",
            crate::present::words::grouped(length, 0),
            unit.symbol()
        );
        let length = phrases::local(&length, language);
        // On a narrow map the words would lie over places; a note below says the same.
        let is_narrow = frame.width() < NARROW_PX * scale;
        let mut labels = Vec::new();
        if !is_even && !is_narrow {
            labels.push(say(
                language,
                "{1} along lines through the centre",
                &[&length],
            ));
        }
        labels.push(length);
        // The lower left corner, in short if need be, else another without places.
        let bottom = frame.bottom - 26.0 * scale;
        let spots = [
            (false, bottom),
            (true, bottom),
            (false, frame.top + 26.0 * scale),
        ];
        let rooms = spots
            .into_iter()
            .flat_map(|(is_right, down)| labels.iter().map(move |label| (is_right, down, label)))
            .map(|(is_right, down, label)| {
                let room = extent(label, style.size_px, style.weight);
                let width = room.width.max(length_px);
                let left = if is_right {
                    frame.right - 14.0 * scale - width
                } else {
                    frame.left + 14.0 * scale
                };
                let at = Point::new(left, down - 8.0 * scale);
                let taken = Rectangle::new(left, at.y - room.ascent, left + width, down);
                (label, at, taken.grown(3.0 * scale))
            });
        let rooms: Vec<(&String, Point, Rectangle)> = rooms.collect();
        let free = rooms
            .iter()
            .find(|(_, _, room)| self.placer.is_free(*room) && !self.placer.has_mark(*room));
        let Some((label, at, taken)) = free.or(rooms.get(labels.len() - 1)).copied() else {
            return Vec::new();
        };
        self.placer.take(taken);
        let from = at.moved(0.0, 8.0 * scale);
        let halo = Stroke::new(theme.background, 4.0 * scale).with_opacity(0.8);
        vec![
            scale_bar(from, length_px, Stroke::new(theme.text, 1.4 * scale), halo),
            text(at, label, &style),
        ]
    }

    /// True if lengths are the same in the middle, the corners and both directions, to 5 %.
    fn is_even(&self) -> bool {
        let view = self.drawing.view;
        let frame = self.drawing.frame.grown(-2.0);
        if !view.projection().has_one_scale() {
            return false;
        }
        let corners = [
            (frame.left, frame.top),
            (frame.right, frame.top),
            (frame.left, frame.bottom),
            (frame.right, frame.bottom),
        ];
        corners.into_iter().all(|corner| {
            let there: Option<Position> = view.position(corner.into());
            there.is_some_and(|there| {
                [0.0, 90.0].iter().all(|azimuth_deg| {
                    let local = view.local_px_per_km(there, *azimuth_deg);
                    local.is_some_and(|local| (local / view.px_per_km() - 1.0).abs() < 0.05)
                })
            })
        })
    }
}
