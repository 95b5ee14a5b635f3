//! Labels of a map: origins and rings first and always, then places by importance, the graticule, and cities to find
//! one's way by. None lies on another; one of a place lies on the mark of a lesser place only where nothing else is free.

mod furniture;
mod lands;
mod margin;
mod rings;
mod surroundings;
mod targets;

use super::styles::MANY_TARGETS;
use super::{Drawing, Levels, points};
use targets::MOST_LED;

use crate::catalogue::{Place, Reach};
use crate::map::sphere::Unit;
use crate::map::subject::{Subject, Target};
use crate::present::names::label_in;
use crate::present::words::LengthUnit;
use crate::svg::label::{AROUND, LabelAnchor, LabelPlacer, Placed, anchors_around, anchors_beyond};
use crate::svg::sheet::{TEXT_PX, label_style};
use crate::svg::{Element, Marker, Point, Rectangle, Stroke, TextStyle};

/// Maximum number of origins whose names are placed: with more, nothing could be read.
const MOST_NAMES: usize = 400;

/// With more places than this none are added for orientation.
const MOST_WITH_LANDMARKS: usize = 150;

/// Between labels, px at scale 1.
const GAP_PX: f64 = 1.8;

/// Origins about which a ring may be labelled.
const LABELLED_ORIGINS: usize = 50;

/// Everything that is written on a map.
pub(super) struct Names {
    /// Of each origin, with its leader.
    pub(super) origins: Vec<Option<Element>>,
    /// Of each closed site.
    pub(super) closed: Vec<Option<Element>>,
    /// Of each place.
    pub(super) targets: Vec<Option<Element>>,
    /// Numbers of the places from the greatest to the least.
    pub(super) by_importance: Vec<usize>,
    /// Of rings.
    pub(super) rings: Vec<Element>,
    /// What those take, where no line is drawn.
    pub(super) ring_frames: Vec<Rectangle>,
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
        placer: LabelPlacer::new(
            drawing.frame.grown(-3.0 * drawing.scale),
            GAP_PX * drawing.scale,
        ),
    };
    map_labels.take_origins();
    map_labels.take_targets(&by_importance);
    let mut scale = map_labels.scale(unit);
    scale.extend(map_labels.inset());
    scale.extend(map_labels.north());
    let origins = map_labels.origins();
    let (rings, ring_frames) = map_labels.rings(levels, unit);
    for ring in drawing.rings_in_view() {
        for line in levels
            .level(ring.radius)
            .into_iter()
            .flat_map(|level| &level.edge)
        {
            map_labels.placer.take_thin_line(&points(line));
        }
    }
    let targets = map_labels.targets(&by_importance);
    let closed = map_labels.closed();
    let mut degrees = map_labels.radials();
    let known = if drawing.subject.targets.len() > MOST_WITH_LANDMARKS {
        Vec::new()
    } else {
        map_labels.known_cities()
    };
    let marks = map_labels.landmark_marks(&known);
    let geography = map_labels.geography();
    let landmarks = map_labels.landmarks(&marks);
    degrees.extend(map_labels.degrees());
    Names {
        origins,
        closed,
        targets,
        by_importance,
        rings,
        ring_frames,
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

/// Numbers of the places from the greatest to the least, those that are asked for by name first, and where all may have a name
/// those within reach before the others; of equal ones the nearer is first.
pub(super) fn by_importance(subject: &Subject<'_>) -> Vec<usize> {
    let is_few = subject.targets.len() <= MOST_LED;
    let reach = |target: &Target<'_>| match target.reach {
        Some(Reach::Within) if is_few => 0,
        Some(Reach::Disputed) if is_few => 1,
        _ => 2,
    };
    let mut numbers: Vec<usize> = (0..subject.targets.len()).collect();
    numbers.sort_by(|a, b| {
        let [a, b] = [*a, *b].map(|number| &subject.targets[number]);
        b.is_named
            .cmp(&a.is_named)
            .then(reach(a).cmp(&reach(b)))
            .then(importance(b.place).cmp(&importance(a.place)))
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
        let subject = self.drawing.subject;
        for origin in subject.origins.iter().chain(subject.closed) {
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

    /// The names of origins: beside the mark where that is free, else with
    /// a leader, else over the marks of places.
    fn origins(&mut self) -> Vec<Option<Element>> {
        let style = self.origin_style();
        let origins = self.drawing.subject.origins;
        let mut labels = vec![None; origins.len()];
        if origins.len() > MOST_NAMES {
            return labels;
        }
        for (number, origin) in origins.iter().enumerate() {
            let label = label_in(origin, self.drawing.subject.language);
            let Some(at) = self.drawing.point(origin.position) else {
                continue;
            };
            let beside = self.beside_origin(at, &label, &style);
            let clear = self.placer.place(&label, &style, usize::MAX, beside);
            let led = |map_labels: &mut Self, reach_px: f64| {
                map_labels.led(at, &label, &style, usize::MAX, reach_px)
            };
            // In a crowd a name hides some dots rather than stand far away.
            let is_crowd = self.subject().targets.len() > MANY_TARGETS;
            let over = |map_labels: &mut Self| {
                map_labels
                    .placer
                    .place_at_least_cost(&label, &style, (0, f64::MAX), beside)
            };
            let found = clear
                .or_else(|| is_crowd.then(|| over(self)).flatten())
                .or_else(|| led(self, 40.0))
                .or_else(|| led(self, 90.0))
                .or_else(|| led(self, 300.0))
                .or_else(|| over(self));
            labels[number] = found.map(|found| found.element);
        }
        labels
    }

    /// The names of closed sites, where the places leave room beside their marks.
    fn closed(&mut self) -> Vec<Option<Element>> {
        let closed = self.drawing.subject.closed;
        let style = self.style();
        let name = |site: &Place| {
            let at = self.drawing.point(site.position)?;
            let label = label_in(site, self.drawing.subject.language);
            let beside = self.beside_origin(at, &label, &style);
            let placed = self.placer.place(&label, &style, usize::MAX, beside)?;
            Some(placed.element)
        };
        closed.iter().take(MOST_NAMES).map(name).collect()
    }

    fn beside_origin(&self, at: Point, label: &str, style: &TextStyle) -> [LabelAnchor; AROUND] {
        anchors_around(at, 2.0 * self.drawing.styles.origin_px(), label, style)
    }

    fn led(
        &mut self,
        at: Point,
        label: &str,
        style: &TextStyle,
        below: usize,
        reach_px: f64,
    ) -> Option<Placed> {
        self.led_where(at, label, style, (below, reach_px), |_| true)
    }

    /// The same at those positions only that `is_fit` takes.
    fn led_where(
        &mut self,
        at: Point,
        label: &str,
        style: &TextStyle,
        (below, reach_px): (usize, f64),
        is_fit: impl Fn(&LabelAnchor) -> bool,
    ) -> Option<Placed> {
        let leader = Stroke::new(self.drawing.styles.theme.text, 0.8 * self.drawing.scale);
        let spots = anchors_beyond(at, reach_px * self.drawing.scale, style);
        let spots = spots.into_iter().filter(is_fit);
        self.placer
            .place_with_leader(label, style, at, leader, below, spots)
    }
}
