//! Labels of a map: origins and rings first and always, then places by importance, the graticule, and cities to find
//! one's way by. None lies on another; one of a place lies on the mark of a lesser place only where nothing else is free.

mod furniture;
mod margin;
mod rings;
mod surroundings;

use super::{Drawing, Levels, points};
use crate::catalogue::Place;
use crate::map::sphere::Unit;
use crate::map::subject::{Subject, label_in};
use crate::present::words::LengthUnit;
use crate::svg::label::{LabelPlacer, anchors_around, anchors_beyond};
use crate::svg::sheet::{TEXT_PX, label_style};
use crate::svg::{Element, Marker, Point, Rectangle, Stroke, TextStyle};

/// Maximum number of places whose names are placed: with more, nothing could be read.
const MOST_NAMES: usize = 400;

/// Maximum number of places for which names without room beside their mark get a leader.
const MOST_LED: usize = 70;

/// Room of the map for each place, from which on names get a leader, square px.
const LEAST_ROOM_PX: f64 = 7_000.0;

/// With more places than this none are added for orientation.
const MOST_WITH_LANDMARKS: usize = 150;

/// Origins about which a ring may be labelled.
const LABELLED_ORIGINS: usize = 50;

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
    /// Names of countries and seas.
    pub(super) geography: Vec<Element>,
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
    let mut scale = map_labels.scale(unit);
    scale.extend(map_labels.inset());
    scale.extend(map_labels.north());
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
    let (geography, landmarks) = if drawing.subject.targets.len() > MOST_WITH_LANDMARKS {
        (Vec::new(), Vec::new())
    } else {
        let known = map_labels.known_cities();
        let marks = map_labels.landmark_marks(&known);
        (map_labels.geography(), map_labels.landmarks(&marks))
    };
    degrees.extend(map_labels.degrees());
    Names {
        origins,
        targets,
        by_importance,
        rings,
        degrees,
        geography,
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
            // Beyond the gap that labels keep from marks, or the mark of the place itself would be in the way.
            let scale = self.drawing.scale;
            let away_px = (self.drawing.styles.mark_px(target) + 1.2 * scale)
                .max(self.drawing.styles.dot_px() + 3.0 * scale);
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
}
