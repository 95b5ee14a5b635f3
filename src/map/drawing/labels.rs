//! Labels of a map, none on another or on a mark: origins first, then rings, places, the graticule and, where no
//! places are asked for, cities to find one's way by.

use std::f64::consts::PI;

use super::styles::MANY_TARGETS;
use super::{Drawing, Levels, points, scale_bar};
use crate::catalogue::{Place, cities, world_cities};
use crate::geodesy;
use crate::map::projection::Kind;
use crate::map::sphere::Unit;
use crate::map::subject::{Ring, Subject};
use crate::position::Position;
use crate::present::words::LengthUnit;
use crate::steps::round_down;
use crate::svg::label::{LabelAnchor, LabelPlacer, anchors_around, anchors_beyond};
use crate::svg::sheet::{SMALL_PX, TEXT_PX, half_digit, label_style};
use crate::svg::{
    Element, Layer, Marker, Point, Rectangle, Stroke, TextAnchor, TextStyle, circle, extent, group,
    text, text_bounds,
};

/// Maximum number of places whose names are placed: with more, nothing could be read.
const MOST_NAMES: usize = 400;

/// Maximum number of places for which names without room beside their mark get a leader.
const MOST_LED: usize = 70;

/// Maximum number of cities shown for orientation.
const MOST_LANDMARKS: usize = 80;

/// Steps of azimuth at which a ring may be labelled.
const AZIMUTHS: u16 = 72;

/// The azimuth at which rings are labelled if it is clear, degrees: below and to the right of the origin.
const USUAL_AZIMUTH_DEG: f64 = 150.0;

/// The layers of labels and of the scale.
pub(super) fn layers(drawing: &Drawing<'_>, levels: &Levels, unit: LengthUnit) -> Vec<Layer> {
    let mut map_labels = MapLabels {
        drawing,
        origin_units: drawing
            .subject
            .origins
            .iter()
            .map(|origin| origin.position.into())
            .collect(),
        placer: LabelPlacer::new(drawing.frame.grown(-3.0 * drawing.scale), drawing.scale),
    };
    let is_crowded = drawing.subject.targets.len() > MANY_TARGETS;
    map_labels.take_origins();
    if !is_crowded {
        map_labels.take_targets();
    }
    let scale = map_labels.scale(unit);
    let mut labels = map_labels.origins();
    let rings = map_labels.rings();
    if is_crowded {
        // Where thousands of dots leave no room, what the map is about is written over them.
        map_labels.take_targets();
    }
    for ring in &drawing.subject.rings {
        for line in levels
            .level(ring.radius)
            .into_iter()
            .flat_map(|level| &level.edge)
        {
            map_labels.placer.take_thin_line(&points(line));
        }
    }
    labels.extend(map_labels.targets());
    let mut degrees = map_labels.radials();
    degrees.extend(map_labels.degrees());
    let landmarks = if drawing.subject.targets.is_empty() {
        map_labels.landmarks()
    } else {
        Vec::new()
    };
    let layer = |id: &str, label: &str, elements: Vec<Element>| {
        let mut layer = Layer::new(id, label);
        layer.extend(elements);
        layer
    };
    vec![
        layer("graticule-labels", "Degrees", degrees),
        layer("landmarks", "Landmarks", landmarks),
        layer("scale", "Scale", scale),
        layer("ring-labels", "Ring labels", rings),
        layer("labels", "Labels", labels),
    ]
}

struct MapLabels<'l> {
    drawing: &'l Drawing<'l>,
    origin_units: Vec<Unit>,
    placer: LabelPlacer,
}

impl MapLabels<'_> {
    fn style(&self) -> TextStyle {
        label_style(self.drawing.styles.theme, self.drawing.scale)
    }

    fn origin_style(&self) -> TextStyle {
        TextStyle {
            size_px: TEXT_PX * self.drawing.scale,
            ..self.style()
        }
        .bold()
    }

    fn subject(&self) -> &Subject<'_> {
        self.drawing.subject
    }

    fn take_origins(&mut self) {
        let styles = self.drawing.styles;
        for origin in self.drawing.subject.origins {
            if let Some(at) = self.drawing.point(origin.position) {
                self.placer
                    .take(Rectangle::around(at, Marker::REACH * styles.origin_px()));
            }
        }
    }

    fn take_targets(&mut self) {
        let styles = self.drawing.styles;
        for target in &self.drawing.subject.targets {
            if let Some(at) = self.drawing.point(target.place.position) {
                self.placer
                    .take(Rectangle::around(at, Marker::REACH * styles.dot_px()));
            }
        }
    }

    fn origins(&mut self) -> Vec<Element> {
        let style = self.origin_style();
        let origins = self.drawing.subject.origins.iter().take(MOST_NAMES);
        let away_px = 2.0 * self.drawing.styles.origin_px();
        let (found, lost) = self.beside(origins, &style, away_px);
        let led = self.led(&lost, &style);
        found.into_iter().chain(led).collect()
    }

    /// Capitals first, then by population.
    fn targets(&mut self) -> Vec<Element> {
        let is_origin = |place: &Place| {
            self.drawing
                .subject
                .origins
                .iter()
                .any(|origin| origin.position == place.position)
        };
        let mut places: Vec<&Place> = self
            .drawing
            .subject
            .targets
            .iter()
            .map(|target| target.place)
            .filter(|place| !is_origin(place))
            .collect();
        places.sort_by_key(|place| std::cmp::Reverse((place.capital, place.population)));
        let is_few = places.len() <= MOST_LED;
        let style = self.style();
        let away_px = self.drawing.styles.dot_px() + 3.0 * self.drawing.scale;
        let (mut found, lost) = self.beside(places.into_iter().take(MOST_NAMES), &style, away_px);
        if is_few {
            found.extend(self.led(&lost, &style));
        }
        found
    }

    /// The names that find room beside their mark, and the places of the others.
    fn beside<'p>(
        &mut self,
        places: impl Iterator<Item = &'p Place>,
        style: &TextStyle,
        away_px: f64,
    ) -> (Vec<Element>, Vec<&'p Place>) {
        let mut found = Vec::new();
        let mut lost = Vec::new();
        for place in places {
            let Some(at) = self.drawing.point(place.position) else {
                continue;
            };
            match self.placer.place(
                &place.label(),
                style,
                anchors_around(at, away_px, &place.label(), style),
            ) {
                Some(label) => found.push(label),
                None => lost.push(place),
            }
        }
        (found, lost)
    }

    fn led(&mut self, places: &[&Place], style: &TextStyle) -> Vec<Element> {
        let leader = Stroke::new(self.drawing.styles.theme.text, 0.8 * self.drawing.scale);
        let mut found = Vec::new();
        for place in places {
            let Some(at) = self.drawing.point(place.position) else {
                continue;
            };
            let spots = anchors_beyond(at, 40.0 * self.drawing.scale, style);
            found.extend(
                self.placer
                    .place_with_leader(&place.label(), style, at, leader, spots),
            );
        }
        found
    }

    /// One label a ring, all at one azimuth from one origin if there is one that is clear for most.
    fn rings(&mut self) -> Vec<Element> {
        let style = self.style().bold();
        let mut places: Vec<(usize, f64)> = (0..self.subject().origins.len().min(50))
            .flat_map(|origin| {
                (0..AZIMUTHS)
                    .map(move |step| (origin, 360.0 * f64::from(step) / f64::from(AZIMUTHS)))
            })
            .collect();
        let turn = |azimuth_deg: f64| {
            ((azimuth_deg - USUAL_AZIMUTH_DEG + 540.0).rem_euclid(360.0) - 180.0).abs()
        };
        places.sort_by(|a, b| turn(a.1).total_cmp(&turn(b.1)));
        let clear = |map_labels: &Self, place: (usize, f64)| {
            let rings = map_labels.subject().rings.iter();
            let spots = rings.filter_map(|ring| {
                map_labels
                    .ring_anchor(ring, place, &style)
                    .map(|spot| (ring, spot))
            });
            spots
                .filter(|(ring, spot)| {
                    map_labels
                        .placer
                        .is_free(text_bounds(spot.position, &ring.label, &style))
                })
                .count()
        };
        let counts: Vec<usize> = places.iter().map(|place| clear(self, *place)).collect();
        let most = counts.iter().copied().max().unwrap_or(0);
        let best = counts.iter().position(|count| *count == most).unwrap_or(0);
        let mut labels = Vec::new();
        for number in 0..self.subject().rings.len() {
            let ring = &self.drawing.subject.rings[number];
            let at = places.get(best).into_iter().chain(&places);
            let spots: Vec<LabelAnchor> = at
                .filter_map(|place| self.ring_anchor(ring, *place, &style))
                .collect();
            let colour = self.drawing.styles.theme.text;
            labels.extend(
                self.placer
                    .place(&ring.label, &style.coloured(colour), spots),
            );
        }
        labels
    }

    /// Position of a ring's label at an azimuth; None where the ring is not shown there or is within that of another
    /// origin.
    fn ring_anchor(
        &self,
        ring: &Ring,
        (origin, azimuth_deg): (usize, f64),
        style: &TextStyle,
    ) -> Option<LabelAnchor> {
        let origins = self.drawing.subject.origins;
        let there = geodesy::point_along(origins[origin].position, azimuth_deg, ring.radius);
        let at = self.drawing.point(there)?;
        // Of thousands of origins most are clearly nearer or farther on a sphere, whose distances are within 1 % of these.
        let there_unit = Unit::from(there);
        let angle_rad = ring.radius.km() / geodesy::EARTH_RADIUS_KM;
        let chord = |share: f64| 2.0 * (0.5 * (share * angle_rad).min(PI)).sin();
        let (near, far) = (chord(0.98), chord(1.02));
        let is_within = |number: usize| {
            let step = self.origin_units[number].blend(1.0, there_unit, -1.0);
            let squared = step.dot(step);
            let km = || {
                geodesy::inverse(origins[number].position, there)
                    .distance
                    .km()
            };
            squared < near * near || (squared < far * far && km() < ring.radius.km() - 0.1)
        };
        if (0..origins.len()).any(|number| number != origin && is_within(number)) {
            return None;
        }
        Some(LabelAnchor {
            position: at.moved(0.0, half_digit(style)),
            anchor: TextAnchor::Middle,
        })
    }

    /// The azimuths of radials, at their ends.
    fn radials(&mut self) -> Vec<Element> {
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
            labels.extend(self.placer.place(
                &label,
                &style,
                [LabelAnchor {
                    position: at,
                    anchor: TextAnchor::Middle,
                }],
            ));
        }
        labels
    }

    /// Degrees where meridians meet the lower edge and parallels the left one.
    fn degrees(&mut self) -> Vec<Element> {
        let frame = self.drawing.frame;
        let scale = self.drawing.scale;
        let theme = self.drawing.styles.theme;
        let halo = theme.halo(scale);
        let style = TextStyle::new(0.82 * SMALL_PX * scale, theme.muted_text)
            .haloed(halo.colour, 0.8 * halo.reach_px);
        let mut labels = Vec::new();
        for line in self.drawing.graticule {
            let label = line.label();
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
            labels.extend(self.placer.place(&label, &style, spots.collect::<Vec<_>>()));
        }
        labels
    }

    /// Capitals and large cities, as far as mark and name find room.
    fn landmarks(&mut self) -> Vec<Element> {
        let styles = self.drawing.styles;
        let scale = self.drawing.scale;
        let style = TextStyle {
            size_px: 0.86 * SMALL_PX * scale,
            colour: styles.theme.muted_text,
            ..self.style()
        };
        let mut known: Vec<_> = cities()
            .chain(world_cities())
            .filter(|city| city.capital || city.population >= 1_000_000)
            .collect();
        // A capital counts as a city of four times its size: it is looked for first, but not before one that all know.
        known.sort_by_key(|city| {
            std::cmp::Reverse(
                city.population
                    .saturating_mul(if city.capital { 4 } else { 1 }),
            )
        });
        let dot_px = 1.7 * scale;
        let mut found = Vec::new();
        let drawing = self.drawing;
        let in_view = known.iter().filter_map(|city| {
            let place = city.place();
            drawing.point(place.position).map(|at| (place, at))
        });
        for (place, at) in in_view.take(2 * MOST_LANDMARKS) {
            if found.len() >= MOST_LANDMARKS {
                break;
            }
            let dot = Rectangle::around(at, dot_px);
            if !self.placer.is_free(dot) {
                continue;
            }
            if let Some(label) = self.placer.place(
                &place.name,
                &style,
                anchors_around(at, dot_px + 2.5 * scale, &place.name, &style),
            ) {
                self.placer.take(dot);
                found.push(
                    group(vec![circle(at, dot_px, &styles.landmark()), label])
                        .titled(place.name.as_ref()),
                );
            }
        }
        found
    }

    /// A scale bar in the lower left corner, where one scale holds: all over the map to 5 %, or on an azimuthal
    /// equidistant map along the lines through its centre.
    fn scale(&mut self, unit: LengthUnit) -> Vec<Element> {
        let view = self.drawing.view;
        let frame = self.drawing.frame;
        let scale = self.drawing.scale;
        let is_even = self.is_even();
        let is_azimuthal = view.projection().kind() == Kind::AzimuthalEquidistant;
        if !is_even && !is_azimuthal {
            return Vec::new();
        }
        let px_per_unit = view.px_per_km() / unit.from_km(1.0);
        let length = round_down(0.18 * frame.width() / px_per_unit);
        let length_px = length * px_per_unit;
        let theme = self.drawing.styles.theme;
        let style = self.style();
        let place = if is_even {
            ""
        } else {
            " along lines through the centre"
        };
        let label = format!(
            "{} {}{place}",
            crate::present::words::grouped(length, 0),
            unit.symbol()
        );
        let from = Point::new(frame.left + 14.0 * scale, frame.bottom - 26.0 * scale);
        let at = from.moved(0.0, -8.0 * scale);
        let room = extent(&label, style.size_px, style.weight);
        let taken = Rectangle::new(
            from.x,
            at.y - room.ascent,
            from.x + room.width.max(length_px),
            from.y,
        )
        .grown(3.0 * scale);
        self.placer.take(taken);
        let halo = Stroke::new(theme.background, 4.0 * scale).with_opacity(0.8);
        vec![
            scale_bar(from, length_px, Stroke::new(theme.text, 1.4 * scale), halo),
            text(at, &label, &style),
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
