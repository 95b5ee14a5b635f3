//! What helps to find one's way: names of countries and seas, capitals and large cities.

use std::cmp::Reverse;

use super::{LABELLED_ORIGINS, MapLabels};
use crate::catalogue::{City, Place, cities, world_cities};
use crate::geodesy;
use crate::map::geography::{self, Room};
use crate::position::Position;
use crate::quantity::Kilometres;
use crate::svg::label::{LabelAnchor, anchors_around};
use crate::svg::sheet::{SMALL_PX, half_digit, width};
use crate::svg::{Colour, Element, Point, Rectangle, TextAnchor, TextStyle, circle, group};

/// Maximum number of cities shown for orientation on a map of 900 x 900 px.
const MOST_LANDMARKS: f64 = 80.0;

/// Radius of the dot of a landmark, px at scale 1.
const LANDMARK_PX: f64 = 1.7;

/// So many of the landmarks keep their dots free of the names of countries and seas.
const GREAT_LANDMARKS: usize = 40;

/// Narrower rooms of countries and seas have no name, px at scale 1.
const LEAST_ROOM_WIDTH_PX: f64 = 24.0;

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

    /// Names of countries and seas where a line of text stays within them, those with most room first.
    pub(super) fn geography(&mut self) -> Vec<Element> {
        let view = self.drawing.view;
        let scale = self.drawing.scale;
        let theme = self.drawing.styles.theme;
        let language = self.drawing.subject.language;
        // Greater places keep their marks free; a village may lose its dot to the name of its country.
        let below = self.drawing.subject.targets.len() + GREAT_LANDMARKS;
        let mut rooms: Vec<(Room, Point, f64)> = geography::rooms()
            .filter_map(|room| {
                let at = self.drawing.point(room.middle)?;
                // From end to end as the map has them: near the rim of a globe little is left of it.
                let half = Kilometres::computed(0.5 * room.width_km);
                let end = |azimuth_deg: f64| {
                    view.pixel(geodesy::point_along(room.middle, azimuth_deg, half))
                };
                Some((room, at, (end(90.0)?.x - end(270.0)?.x).abs()))
            })
            .filter(|(_, _, width_px)| *width_px > LEAST_ROOM_WIDTH_PX * scale)
            .collect();
        rooms.sort_by(|a, b| b.2.total_cmp(&a.2));
        let mut named: Vec<Room> = Vec::new();
        let mut found: Vec<Element> = Vec::new();
        for (room, at, width_px) in rooms {
            let Some(name) = room.name(language) else {
                continue;
            };
            if named.iter().any(|known| known.is_of_one(&room)) {
                continue;
            }
            let is_country = room.country.is_some();
            let words = if is_country {
                name.to_uppercase()
            } else {
                name.to_owned()
            };
            let colour = if is_country {
                self.country_colour(room.middle)
            } else {
                theme.map.geography
            };
            let style_of = |size_px: f64, share: f64| {
                TextStyle::new(size_px * scale, colour)
                    .anchored(TextAnchor::Middle)
                    .spaced(share * size_px * scale)
            };
            let styles = if is_country {
                [style_of(SMALL_PX, 0.25), style_of(0.8 * SMALL_PX, 0.12)]
            } else {
                [
                    style_of(0.95 * SMALL_PX, 0.15),
                    style_of(0.8 * SMALL_PX, 0.05),
                ]
            };
            let fits = |style: &TextStyle| {
                let wide = width(&words, style) + style.spacing_px * words.chars().count() as f64;
                wide <= width_px
            };
            let Some(style) = styles.into_iter().find(fits) else {
                continue;
            };
            // As far up and down as the room reaches, which is six times as wide as high.
            let step = 0.5 * style.size_px;
            let steps = [0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0, -4.0, 4.0];
            let spots = steps
                .into_iter()
                .filter(|steps: &f64| steps.abs() * step <= width_px / 6.0)
                .map(|steps| LabelAnchor {
                    position: at.moved(0.0, steps * step + half_digit(&style)),
                    anchor: TextAnchor::Middle,
                });
            if let Some(label) = self.placer.place(&words, &style, below, spots) {
                let class = if is_country { "country" } else { "sea-name" };
                found.push(label.classed(class));
                named.push(room);
            }
        }
        found
    }

    /// A grey of the ground that a country's name stands on: more of the letters' colour on an area that is filled.
    fn country_colour(&self, at: Position) -> Colour {
        const ON_LAND: f64 = 0.6;
        const ON_AREA: f64 = 0.72;
        let subject = self.drawing.subject;
        let styles = self.drawing.styles;
        let text = styles.theme.text;
        let distances = subject
            .origins
            .iter()
            .take(LABELLED_ORIGINS)
            .map(|origin| geodesy::sphere_distance(origin.position, at).km());
        let km = distances.fold(f64::MAX, f64::min);
        let filled = subject.zones.iter().find(|zone| {
            let inner_km = zone.inner.map_or(0.0, Kilometres::km);
            subject.is_filled(zone.of) && km >= inner_km && km <= zone.outer.km()
        });
        let ground = filled.and_then(|zone| styles.zone(zone.of).first().copied());
        match ground {
            Some(ground) => {
                // On the darkest areas light letters stand out more.
                let light = styles.theme.background;
                let letters = if light.contrast(ground) > text.contrast(ground) {
                    light
                } else {
                    text
                };
                letters.over(ground, ON_AREA)
            }
            None => text.over(styles.theme.map.land, ON_LAND),
        }
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
        for landmark in marks {
            if found.len() >= most {
                break;
            }
            if !self.placer.is_free(landmark.dot) {
                continue;
            }
            let name = landmark.place.name_in(self.drawing.subject.language);
            let beside = anchors_around(landmark.at, dot_px + 2.5 * scale, &name, &style);
            let label = self
                .placer
                .place(&name, &style, usize::MAX, beside)
                .or_else(|| self.placer.place(&name, &style, landmark.rank + 1, beside));
            if let Some(label) = label {
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
