//! Labels of a map: origins and rings first and always, then places by importance, the graticule, and cities to find
//! one's way by. None lies on another; one of a place lies on the mark of a lesser place only where nothing else is free.

use std::cmp::Reverse;
use std::f64::consts::PI;

use super::{Drawing, Levels, points, scale_bar};
use crate::catalogue::{City, Place, cities, world_cities};
use crate::geodesy;
use crate::map::projection::Kind;
use crate::map::sphere::Unit;
use crate::map::subject::{Rank, Ring, RingOf, Subject, label_in};
use crate::position::Position;
use crate::present::words::LengthUnit;
use crate::steps::round_down;
use crate::svg::label::{LabelAnchor, LabelPlacer, anchors_around, anchors_beyond};
use crate::svg::sheet::{SMALL_PX, TEXT_PX, half_digit, label_style};
use crate::svg::{
    Element, Marker, Point, Rectangle, Stroke, TextAnchor, TextStyle, circle, extent, group, text,
};

/// Maximum number of places whose names are placed: with more, nothing could be read.
const MOST_NAMES: usize = 400;

/// Maximum number of places for which names without room beside their mark get a leader.
const MOST_LED: usize = 70;

/// Room of the map for each place, from which on names get a leader, square px.
const LEAST_ROOM_PX: f64 = 7_000.0;

/// Maximum number of cities shown for orientation on a map of 900 x 900 px.
const MOST_LANDMARKS: f64 = 80.0;

/// With more places than this none are added for orientation.
const MOST_WITH_LANDMARKS: usize = 150;

/// Steps of azimuth at which a ring may be labelled.
const AZIMUTHS: u16 = 72;

/// Origins about which a ring may be labelled.
const LABELLED_ORIGINS: usize = 50;

/// The azimuth at which rings are labelled if it is clear, degrees: below and to the right of the origin.
const USUAL_AZIMUTH_DEG: f64 = 150.0;

/// Everything that is written on a map.
pub(super) struct Names {
    /// Of each origin, with its leader.
    pub(super) origins: Vec<Option<Element>>,
    /// Of each place.
    pub(super) targets: Vec<Option<Element>>,
    /// Numbers of the places from the greatest to the least.
    pub(super) by_importance: Vec<usize>,
    /// Of rings.
    pub(super) rings: Vec<Element>,
    /// Degrees of the graticule and of radials.
    pub(super) degrees: Vec<Element>,
    /// Cities to find one's way by, with their marks.
    pub(super) landmarks: Vec<Element>,
    /// The scale.
    pub(super) scale: Vec<Element>,
}

/// Places everything that is written on a map.
pub(super) fn place(drawing: &Drawing<'_>, levels: &Levels, unit: LengthUnit) -> Names {
    let by_importance = by_importance(drawing.subject);
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
    map_labels.take_origins();
    map_labels.take_targets(&by_importance);
    let scale = map_labels.scale(unit);
    let origins = map_labels.origins();
    let rings = map_labels.rings();
    for ring in &drawing.subject.rings {
        for line in levels
            .level(ring.radius)
            .into_iter()
            .flat_map(|level| &level.edge)
        {
            map_labels.placer.take_thin_line(&points(line));
        }
    }
    let targets = map_labels.targets(&by_importance);
    let mut degrees = map_labels.radials();
    let landmarks = if drawing.subject.targets.len() > MOST_WITH_LANDMARKS {
        Vec::new()
    } else {
        map_labels.landmarks()
    };
    degrees.extend(map_labels.degrees());
    Names {
        origins,
        targets,
        by_importance,
        rings,
        degrees,
        landmarks,
        scale,
    }
}

/// How much a place is looked for: a capital as a city of four times its size.
fn importance(place: &Place) -> u64 {
    let population = u64::from(place.population.unwrap_or_default());
    population * if place.capital { 4 } else { 1 }
}

/// Numbers of the places from the greatest to the least; of equal ones the nearer is first.
fn by_importance(subject: &Subject<'_>) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..subject.targets.len()).collect();
    numbers.sort_by(|a, b| {
        let [a, b] = [*a, *b].map(|number| &subject.targets[number]);
        importance(b.place)
            .cmp(&importance(a.place))
            .then(a.distance.km().total_cmp(&b.distance.km()))
    });
    numbers
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

    /// Registers the marks of places under their ranks, but for those that are origins as well.
    fn take_targets(&mut self, by_importance: &[usize]) {
        for (rank, number) in by_importance.iter().enumerate() {
            let target = &self.drawing.subject.targets[*number];
            if let Some(at) = self.drawing.point(target.place.position) {
                let reach_px = self.drawing.styles.mark_px(target);
                self.placer.take_mark(Rectangle::around(at, reach_px), rank);
            }
        }
    }

    /// Beside its mark where that is free, else with a leader, else over the marks of places.
    fn origins(&mut self) -> Vec<Option<Element>> {
        let style = self.origin_style();
        let mark_px = self.drawing.styles.origin_px();
        let origins = self.drawing.subject.origins;
        let is_many = origins.len() > MOST_NAMES;
        let mut labels = Vec::new();
        for origin in origins {
            let label = label_in(origin, self.drawing.subject.language);
            let Some(at) = self.drawing.point(origin.position).filter(|_| !is_many) else {
                labels.push(None);
                continue;
            };
            let beside = anchors_around(at, 2.0 * mark_px, &label, &style);
            let clear = self.placer.place(&label, &style, usize::MAX, beside);
            let led = |map_labels: &mut Self, reach_px: f64| {
                map_labels.led(at, &label, &style, usize::MAX, reach_px)
            };
            let found = clear
                .or_else(|| led(self, 40.0))
                .or_else(|| led(self, 120.0))
                .or_else(|| self.placer.place_at_least_cost(&label, &style, beside))
                .or_else(|| led(self, 300.0));
            labels.push(found);
        }
        labels
    }

    /// By importance: beside the mark, else with a leader where there are few, else over the marks of lesser places.
    fn targets(&mut self, by_importance: &[usize]) -> Vec<Option<Element>> {
        let subject = self.drawing.subject;
        let mut labels = vec![None; subject.targets.len()];
        let style = self.style();
        // On a small sheet leaders would cross one another, and the least places have no name.
        let frame = self.drawing.frame;
        let room_px = frame.width() * frame.height() / self.drawing.scale.powi(2);
        let is_few = subject.targets.len() <= MOST_LED
            && room_px > LEAST_ROOM_PX * subject.targets.len() as f64;
        let mut count = 0;
        for (rank, number) in by_importance.iter().enumerate() {
            let target = &subject.targets[*number];
            let is_origin = subject
                .origins
                .iter()
                .any(|origin| origin.position == target.place.position);
            let Some(at) = self
                .drawing
                .point(target.place.position)
                .filter(|_| !is_origin)
            else {
                continue;
            };
            // What a greater name covers stays without one.
            if !self
                .placer
                .is_free(Rectangle::around(at, 0.5 * self.drawing.styles.dot_px()))
            {
                continue;
            }
            count += 1;
            if count > MOST_NAMES {
                break;
            }
            let away_px = self
                .drawing
                .styles
                .mark_px(target)
                .max(self.drawing.styles.dot_px() + 3.0 * self.drawing.scale);
            let label = target.label.as_str();
            let beside = anchors_around(at, away_px, label, &style);
            let mut found = self.placer.place(label, &style, usize::MAX, beside);
            if found.is_none() && is_few {
                found = self
                    .led(at, label, &style, usize::MAX, 40.0)
                    .or_else(|| self.led(at, label, &style, usize::MAX, 90.0));
            }
            labels[*number] = found.or_else(|| self.placer.place(label, &style, rank + 1, beside));
        }
        labels
    }

    fn led(
        &mut self,
        at: Point,
        label: &str,
        style: &TextStyle,
        below: usize,
        reach_px: f64,
    ) -> Option<Element> {
        let leader = Stroke::new(self.drawing.styles.theme.text, 0.8 * self.drawing.scale);
        let spots = anchors_beyond(at, reach_px * self.drawing.scale, style);
        self.placer
            .place_with_leader(label, style, at, leader, below, spots)
    }

    /// A label for each ring in view, those of one text once, near one azimuth.
    fn rings(&mut self) -> Vec<Element> {
        let bold = self.style().bold();
        let mut places: Vec<(usize, f64)> = (0..self.subject().origins.len().min(LABELLED_ORIGINS))
            .flat_map(|origin| {
                (0..AZIMUTHS)
                    .map(move |step| (origin, 360.0 * f64::from(step) / f64::from(AZIMUTHS)))
            })
            .collect();
        let turn = |azimuth_deg: f64| {
            ((azimuth_deg - USUAL_AZIMUTH_DEG + 540.0).rem_euclid(360.0) - 180.0).abs()
        };
        places.sort_by(|a, b| turn(a.1).total_cmp(&turn(b.1)));
        let rings = &self.drawing.subject.rings;
        let mut order: Vec<&Ring> = rings.iter().collect();
        order.sort_by_key(|ring| match ring.of {
            RingOf::Time { .. } => 0,
            RingOf::Claim {
                rank: Rank::Between,
                ..
            } => 3,
            RingOf::Claim { .. } => 1,
            RingOf::Distance | RingOf::BandEdge => 2,
        });
        let mut labels = Vec::new();
        let mut said: Vec<&str> = Vec::new();
        for ring in order {
            if said.contains(&ring.label.as_str()) {
                continue;
            }
            let is_between = matches!(
                ring.of,
                RingOf::Claim {
                    rank: Rank::Between,
                    ..
                }
            );
            let style = if is_between { self.style() } else { bold }
                .coloured(self.drawing.styles.ring_label(ring.of));
            let spots: Vec<LabelAnchor> = places
                .iter()
                .filter_map(|place| self.ring_anchor(ring, *place, &style))
                .collect();
            // A circle that is smaller than its label has it beside it.
            let around = self.beside_ring(ring, &style);
            let found = self.placer.place_at_least_cost(
                &ring.label,
                &style,
                around.into_iter().chain(spots),
            );
            let found = found.or_else(|| self.led_to_ring(ring, &style, &places));
            if found.is_some() {
                said.push(&ring.label);
            }
            labels.extend(found);
        }
        labels
    }

    /// The label away from its ring, with a leader.
    fn led_to_ring(
        &mut self,
        ring: &Ring,
        style: &TextStyle,
        places: &[(usize, f64)],
    ) -> Option<Element> {
        const TRIED: usize = 6;
        let on_ring: Vec<Point> = places
            .iter()
            .filter_map(|place| self.ring_anchor(ring, *place, style))
            .map(|anchor| anchor.position.moved(0.0, -half_digit(style)))
            .step_by(usize::from(AZIMUTHS) / TRIED)
            .take(TRIED)
            .collect();
        on_ring.into_iter().find_map(|at| {
            self.led(at, &ring.label, style, usize::MAX, 120.0)
                .or_else(|| self.led(at, &ring.label, style, 0, 300.0))
        })
    }

    /// Positions to the sides of a ring that is too small to bear its label.
    fn beside_ring(&self, ring: &Ring, style: &TextStyle) -> Vec<LabelAnchor> {
        let [origin] = self.drawing.subject.origins else {
            return Vec::new();
        };
        let Some(at) = self.drawing.point(origin.position) else {
            return Vec::new();
        };
        let radius_px = ring.radius.km() * self.drawing.view.px_per_km();
        let room = extent(&ring.label, style.size_px, style.weight);
        if radius_px > 0.75 * room.width {
            return Vec::new();
        }
        let away_px = radius_px + 3.0 * self.drawing.scale;
        anchors_around(at, away_px, &ring.label, style).to_vec()
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
                usize::MAX,
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
        for line in &self.drawing.ground.graticule {
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
            labels.extend(
                self.placer
                    .place(&label, &style, usize::MAX, spots.collect::<Vec<_>>()),
            );
        }
        labels
    }

    /// Capitals and large cities, as far as mark and name find room; none that is asked for already.
    fn landmarks(&mut self) -> Vec<Element> {
        let styles = self.drawing.styles;
        let scale = self.drawing.scale;
        let frame = self.drawing.frame;
        let style = TextStyle {
            size_px: 0.86 * SMALL_PX * scale,
            colour: styles.theme.muted_text,
            ..self.style()
        };
        let most = landmarks_of(frame, scale);
        let known = self.known_cities();
        let dot_px = 1.7 * scale;
        let targets = self.drawing.subject.targets.len();
        // A name keeps off the marks of those that come next where it can: else an Istanbul hides an Ankara.
        let at: Vec<(&Place, Point)> = known
            .iter()
            .filter_map(|place| Some((place, self.drawing.point(place.position)?)))
            .take(2 * most)
            .collect();
        let is_free: Vec<bool> = at
            .iter()
            .map(|(_, at)| {
                let dot = Rectangle::around(*at, dot_px);
                self.placer.is_free(dot) && !self.placer.has_mark(dot)
            })
            .collect();
        for (rank, (_, at)) in at.iter().enumerate().filter(|(rank, _)| is_free[*rank]) {
            self.placer
                .take_mark(Rectangle::around(*at, dot_px), targets + rank);
        }
        let mut found = Vec::new();
        for (rank, (place, at)) in at
            .into_iter()
            .enumerate()
            .filter(|(rank, _)| is_free[*rank])
        {
            if found.len() >= most {
                break;
            }
            let dot = Rectangle::around(at, dot_px);
            if !self.placer.is_free(dot) {
                continue;
            }
            let name = place.name_in(self.drawing.subject.language);
            let beside = anchors_around(at, dot_px + 2.5 * scale, &name, &style);
            let label = self
                .placer
                .place(&name, &style, usize::MAX, beside)
                .or_else(|| self.placer.place(&name, &style, targets + rank + 1, beside));
            if let Some(label) = label {
                self.placer.take(dot);
                found.push(
                    group(vec![circle(at, dot_px, &styles.landmark()), label])
                        .classed("landmark")
                        .titled(name.as_ref()),
                );
            }
        }
        found
    }

    /// Cities from the greatest to the least, without those that the map has otherwise.
    fn known_cities(&self) -> Vec<Place> {
        let subject = self.drawing.subject;
        let mut known: Vec<City> = cities()
            .chain(world_cities())
            .filter(|city| city.capital || city.population >= 1_000_000)
            .collect();
        known.sort_by_key(|city| {
            let weight = if city.capital { 4 } else { 1 };
            Reverse(u64::from(city.population) * weight)
        });
        let is_there = |place: &Place| {
            let targets = subject.targets.iter().map(|target| target.place);
            targets
                .chain(subject.origins)
                .any(|other| other.id.is_some() && other.id == place.id || other.name == place.name)
        };
        let places = known.iter().map(City::place);
        places.filter(|place| !is_there(place)).collect()
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

/// How many cities a frame of this size has room for.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size of a picture is bounded"
)]
fn landmarks_of(frame: Rectangle, scale: f64) -> usize {
    let share = frame.width() * frame.height() / (900.0 * 900.0 * scale * scale);
    (MOST_LANDMARKS * share).ceil().clamp(4.0, 600.0) as usize
}
