//! What of a subject is in view, found before anything is drawn: the legend has nothing else, and what lies outside is said.

use geo::{Coord, Rect};

use super::LEAST_UNCERTAINTY_PX;
use super::styles::MapStyles;
use crate::catalogue::Language;
use crate::error::Result;
use crate::geodesy;
use crate::map::projection::Projection;
use crate::map::subject::{RingOf, Subject};
use crate::map::view::Extent;
use crate::position::Position;
use crate::present::phrases::say;

/// Points of the map, in each direction, at which is looked.
const STEPS: u8 = 24;

/// Share of the extent that a frame of another shape shows on each side, about.
const FRAME_SHARE: f64 = 0.06;

/// Beyond a line that was not asked for lies at least this share of the map, or it is left out; beside lines of time, which
/// are what the map is about, it is this one.
const SLIVER: f64 = 0.03;
const SLIVER_BESIDE_TIMES: f64 = 0.2;

/// A ring of a smaller radius is hidden by the mark of its origin, px.
const LEAST_RING_PX: f64 = 6.0;

/// On maps that show less across, the coast is visibly coarse, km.
const COARSE_COAST_KM: f64 = 600.0;

/// With more origins everything is taken to be in view.
const MANY_ORIGINS: usize = 60;

/// What is in view.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// Of the zones of the subject.
    pub(super) zones: Vec<bool>,
    /// Of its rings.
    pub(super) rings: Vec<bool>,
    /// Of its classes of places.
    pub(super) classes: Vec<bool>,
    /// Number of origins and of places that are not.
    outside: (usize, usize),
    /// Distances of the nearest and the farthest point of the map from an origin, km.
    reach_km: Option<(f64, f64)>,
    /// Width of the map, km.
    width_km: f64,
    /// Width of the sheet, px.
    width_px: f64,
}

impl Shown {
    pub(super) fn new(
        subject: &Subject<'_>,
        projection: &Projection,
        extent: &Extent,
        width_px: f64,
    ) -> Result<Self> {
        let bounds = extent.bounds_km(projection)?;
        let is_in = |position: Position| {
            projection
                .forward(position)
                .is_some_and(|at| holds(bounds, at))
        };
        let mut classes = vec![false; subject.classes.len()];
        let mut outside = (0, 0);
        outside.0 = subject
            .origins
            .iter()
            .filter(|origin| !is_in(origin.position))
            .count();
        for target in &subject.targets {
            if is_in(target.place.position) {
                classes[target.class] = true;
            } else {
                outside.1 += 1;
            }
        }
        let distances = distances_km(subject, projection, bounds);
        let any = |wanted: &dyn Fn(f64) -> bool| {
            distances.is_empty() || distances.iter().any(|km| wanted(*km))
        };
        let zones = subject
            .zones
            .iter()
            .map(|zone| {
                let inner_km = zone.inner.map_or(0.0, crate::quantity::Kilometres::km);
                // A small zone about an origin in view may lie between the points.
                let is_about = zone.inner.is_none() && outside.0 < subject.origins.len();
                is_about || any(&|km| km >= inner_km && km <= zone.outer.km())
            })
            .collect();
        let has_times = subject.rings.iter().any(|ring| ring.minutes().is_some());
        let rings = subject
            .rings
            .iter()
            .map(|ring| {
                let km = ring.radius.km();
                let is_about = outside.0 < subject.origins.len();
                // What was asked for is drawn however little of it is in view; the edge of a range or band in a corner
                // says nothing.
                let is_asked = matches!(ring.of, RingOf::Distance | RingOf::Time { .. });
                let least = match (is_asked, has_times) {
                    (true, _) => 0.0,
                    (false, false) => SLIVER,
                    (false, true) => SLIVER_BESIDE_TIMES,
                } * distances.len() as f64;
                let is_more = |count: usize| count > 0 && count as f64 >= least;
                let beyond = distances.iter().filter(|at| **at >= km).count();
                distances.is_empty()
                    || (is_more(beyond) && (is_about || is_more(distances.len() - beyond)))
            })
            .collect();
        let reach_km = distances
            .iter()
            .copied()
            .map(|km| (km, km))
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        Ok(Self {
            zones,
            rings,
            classes,
            outside,
            reach_km,
            width_km: bounds.width(),
            width_px,
        })
    }

    /// By how much the rings about the one origin may be off, km, where that is seen on the map.
    pub(super) fn soft_edge_km(
        &self,
        subject: &Subject<'_>,
        styles: &MapStyles<'_>,
    ) -> Option<f64> {
        let [origin] = subject.origins else {
            return None;
        };
        let px = origin.uncertainty_km / self.width_km * self.width_px;
        (px >= LEAST_UNCERTAINTY_PX * styles.scale()).then_some(origin.uncertainty_km)
    }

    /// What lies outside, in sentences.
    pub(super) fn notes(&self, subject: &Subject<'_>) -> Vec<String> {
        let mut notes = Vec::new();
        let mut beyond: Vec<&str> = Vec::new();
        for (ring, _) in subject
            .rings
            .iter()
            .zip(&self.rings)
            .filter(|(_, is_shown)| !**is_shown)
        {
            if !ring.is_claim_between() && !beyond.contains(&ring.label.as_str()) {
                beyond.push(&ring.label);
            }
        }
        let language = subject.language;
        match beyond[..] {
            [] => {}
            [one] => notes.push(say(
                language,
                "The line of {1} lies outside the map, or hardly in view.",
                &[one],
            )),
            _ => notes.push(say(
                language,
                "Outside the map, or hardly in view: the lines of {1}.",
                &[&beyond.join(", ")],
            )),
        }
        if let (Some(ring), Some((_, farthest_km)), true) = (
            subject.rings.first(),
            self.reach_km,
            self.rings.iter().all(|is_shown| !is_shown) && self.outside.0 == 0,
        ) && farthest_km < ring.radius.km()
        {
            notes.push(say(
                language,
                "All that is shown lies within {1}.",
                &[&ring.label],
            ));
        }
        let small: Vec<&str> = subject
            .rings
            .iter()
            .filter(|ring| ring.radius.km() / self.width_km * self.width_px < LEAST_RING_PX)
            .map(|ring| ring.label.as_str())
            .collect();
        if !small.is_empty() {
            notes.push(say(
                language,
                "Too small to be seen on this map: {1}.",
                &[&small.join(", ")],
            ));
        }
        let left_out = [
            (self.outside.0, "Outside the map: {1} origins."),
            (self.outside.1, "Outside the map: {1} places."),
        ];
        for (count, phrase) in left_out {
            match (count, language) {
                (0, _) => {}
                (1, Language::English) => {
                    notes.push(phrase.replace("{1}", "1").replace("s.", "."));
                }
                _ => notes.push(say(language, phrase, &[&count.to_string()])),
            }
        }
        if self.width_km < COARSE_COAST_KM {
            notes.push(say(
                language,
                "The coast is that of 1:50 million: small islands and bays are missing.",
                &[],
            ));
        }
        notes
    }
}

fn holds(bounds: Rect, at: Coord) -> bool {
    let (low, high) = (bounds.min(), bounds.max());
    (low.x..=high.x).contains(&at.x) && (low.y..=high.y).contains(&at.y)
}

/// Distances of points all over the map from the nearest origin, km; none of very many origins.
fn distances_km(subject: &Subject<'_>, projection: &Projection, bounds: Rect) -> Vec<f64> {
    if subject.origins.len() > MANY_ORIGINS {
        return Vec::new();
    }
    let at =
        |low: f64, high: f64, step: u8| low + (high - low) * f64::from(step) / f64::from(STEPS);
    // The frame shows more than the extent in one direction.
    let spare = Coord {
        x: FRAME_SHARE * bounds.width(),
        y: FRAME_SHARE * bounds.height(),
    };
    let (low, high) = (bounds.min() - spare, bounds.max() + spare);
    let points = (0..=STEPS).flat_map(|column| (0..=STEPS).map(move |row| (column, row)));
    points
        .filter_map(|(column, row)| {
            let there = projection.inverse(Coord {
                x: at(low.x, high.x, column),
                y: at(low.y, high.y, row),
            })?;
            let distances = subject
                .origins
                .iter()
                .map(|origin| geodesy::sphere_distance(origin.position, there).km());
            distances.reduce(f64::min)
        })
        .collect()
}
