//! What helps to find one's way: capitals and large cities.

use std::cmp::Reverse;

use super::MapLabels;
use crate::catalogue::{City, Place, cities, script, world_cities};
use crate::present::names::name_in;
use crate::svg::label::{Placed, anchors_around};
use crate::svg::sheet::SMALL_PX;
use crate::svg::{Element, Point, Rectangle, TextStyle, circle, group};

/// Maximum number of cities shown for orientation on a map of 900 x 900 px.
const MOST_LANDMARKS: f64 = 80.0;

/// Radius of the dot of a landmark, px at scale 1.
const LANDMARK_PX: f64 = 1.7;

/// Cities that are shown to find one's way by have at least so many inhabitants a km of the map's width: a million on a map of
/// 4,000 km.
const LEAST_A_KM: f64 = 250.0;

/// The least and the greatest of that.
const LEAST_POPULATIONS: (f64, f64) = (100_000.0, 3_000_000.0);

/// Nearer than this to a greater landmark without a name, a lesser one has none either, px at scale 1.
const SHADOW_PX: f64 = 30.0;

/// A city that may be shown to find one's way by.
pub(super) struct Landmark<'p> {
    place: &'p Place,
    at: Point,
    dot: Rectangle,
    rank: usize,
}

impl MapLabels<'_> {
    /// Where the landmarks of a map lie that are clear of all else, from the greatest, with their marks registered: a name
    /// keeps off the marks of those that come next where it can, or an Istanbul hides an Ankara.
    pub(super) fn landmark_marks<'p>(&mut self, known: &'p [Place]) -> Vec<Landmark<'p>> {
        let scale = self.drawing.scale;
        let most = landmarks_of(self.drawing.frame, scale);
        let first = self.drawing.subject.targets.len();
        let all: Vec<Landmark<'p>> = known
            .iter()
            .filter_map(|place| Some((place, self.drawing.point(place.position)?)))
            .take(2 * most)
            .enumerate()
            .map(|(rank, (place, at))| Landmark {
                place,
                at,
                dot: Rectangle::around(at, LANDMARK_PX * scale),
                rank: first + rank,
            })
            .filter(|landmark| {
                self.placer.is_free(landmark.dot) && !self.placer.has_mark(landmark.dot)
            })
            .collect();
        for landmark in &all {
            self.placer.take_mark(landmark.dot, landmark.rank);
        }
        all
    }

    /// Capitals and large cities, as far as mark and name find room; none that is asked for already.
    pub(super) fn landmarks(&mut self, marks: &[Landmark<'_>]) -> Vec<Element> {
        let styles = self.drawing.styles;
        let scale = self.drawing.scale;
        let style = TextStyle {
            size_px: 0.86 * SMALL_PX * scale,
            colour: styles.theme.muted_text,
            ..self.style()
        };
        let most = landmarks_of(self.drawing.frame, scale);
        let dot_px = LANDMARK_PX * scale;
        let mut found = Vec::new();
        let mut unnamed: Vec<Point> = Vec::new();
        for landmark in marks {
            if found.len() >= most {
                break;
            }
            let at = landmark.at;
            let is_near =
                |other: &Point| (other.x - at.x).hypot(other.y - at.y) < SHADOW_PX * scale;
            if unnamed.iter().any(is_near) {
                continue;
            }
            if !self.placer.is_free(landmark.dot) {
                unnamed.push(at);
                continue;
            }
            let name = name_in(landmark.place, self.drawing.subject.language);
            let beside = anchors_around(landmark.at, dot_px + 2.8 * scale, &name, &style);
            let below = landmark.rank + 1;
            let placed = self
                .placer
                .place(&name, &style, usize::MAX, beside)
                .or_else(|| {
                    self.placer
                        .place_at_least_cost(&name, &style, (below, f64::MAX), beside)
                });
            if placed.is_none() {
                unnamed.push(at);
            }
            if let Some(Placed { element: label, .. }) = placed {
                self.placer.take(landmark.dot);
                found.push(
                    group(vec![circle(landmark.at, dot_px, &styles.landmark()), label])
                        .classed("landmark")
                        .titled(name.as_ref()),
                );
            }
        }
        found
    }

    /// Cities from the greatest to the least, without those that the map has otherwise.
    pub(super) fn known_cities(&self) -> Vec<Place> {
        let subject = self.drawing.subject;
        let width_km = self.drawing.frame.width() / self.drawing.view.px_per_km();
        let (fewest, most) = LEAST_POPULATIONS;
        let least = (LEAST_A_KM * width_km).clamp(fewest, most);
        let mut known: Vec<City> = cities()
            .chain(world_cities())
            .filter(|city| city.capital || f64::from(city.population) >= least)
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
        // What would be in foreign letters is left out.
        let language = subject.language;
        let is_foreign = |place: &Place| {
            script::has_own_script(language) && script::is_latin(&name_in(place, language))
        };
        let places = known.iter().map(City::place);
        places
            .filter(|place| !is_there(place) && !is_foreign(place))
            .collect()
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
