//! What helps to find one's way: names of countries and seas, capitals and large cities.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{LABELLED_ORIGINS, MapLabels};
use crate::catalogue::{City, Place, cities, country_name_in, script, world_cities};
use crate::geodesy;
use crate::map::geography::{self, Room};
use crate::position::Position;
use crate::quantity::Kilometres;
use crate::svg::label::{LabelAnchor, Placed, anchors_around};
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

/// Countries whose rooms are wider are great: their names may reach over the borders, by this share of the room, km.
const GREAT_COUNTRY_KM: f64 = 380.0;
const OVERLAP: f64 = 0.9;

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
            // The largest that stays within; a great country's name may reach over its borders where it is still readable.
            let overlap = if is_country && room.width_km > GREAT_COUNTRY_KM {
                1.0 + OVERLAP
            } else {
                1.0
            };
            let styles = if is_country {
                [
                    (style_of(SMALL_PX, 0.25), 1.0),
                    (style_of(0.8 * SMALL_PX, 0.12), 1.0),
                    (style_of(0.72 * SMALL_PX, 0.0), overlap),
                ]
            } else {
                [
                    (style_of(0.95 * SMALL_PX, 0.15), 1.0),
                    (style_of(0.8 * SMALL_PX, 0.05), 1.0),
                    (style_of(0.72 * SMALL_PX, 0.0), 1.0),
                ]
            };
            let wide = |style: &TextStyle| {
                width(&words, style) + style.spacing_px * words.chars().count() as f64
            };
            for (style, overlap) in styles {
                let spare = overlap * width_px - wide(&style);
                if spare < 0.0 {
                    continue;
                }
                let spots = spots_within(at, width_px, spare, &style);
                if let Some(label) = self.placer.place(&words, &style, below, spots) {
                    let class = if is_country { "country" } else { "sea-name" };
                    found.push(label.element.classed(class));
                    named.push(room);
                    break;
                }
            }
        }
        found.extend(self.countries_by_cities(&named, below));
        found
    }

    /// Names of countries of which a part without any room of theirs is in view: where towns of theirs are all around.
    fn countries_by_cities(&mut self, named: &[Room], below: usize) -> Vec<Element> {
        /// A country with fewer towns in view has hardly any land there.
        const LEAST_TOWNS: usize = 5;
        /// What counts as a town, inhabitants.
        const TOWN: u32 = 50_000;
        /// Wider maps show countries whole, km.
        const WIDEST_KM: f64 = 3_000.0;
        /// Land is hardly farther from a town.
        const NEAR_TOWN_KM: f64 = 120.0;
        /// Columns and rows of positions that are looked at.
        const GRID: u8 = 14;
        let language = self.drawing.subject.language;
        let (frame, scale) = (self.drawing.frame, self.drawing.scale);
        if frame.width() / self.drawing.view.px_per_km() > WIDEST_KM {
            return Vec::new();
        }
        let mut towns: Vec<(&'static str, Point)> = Vec::new();
        let all = cities().chain(world_cities());
        for city in all.filter(|city| city.population >= TOWN) {
            let at = Position::new(city.lat_deg, city.lon_deg)
                .ok()
                .and_then(|position| self.drawing.point(position));
            towns.extend(at.map(|at| (city.country, at)));
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (country, _) in &towns {
            *counts.entry(country).or_default() += 1;
        }
        counts.retain(|country, count| {
            *count >= LEAST_TOWNS && !named.iter().any(|room| room.country == Some(country))
        });
        let nearest = |at: Point| {
            let squared = |town: &Point| (town.x - at.x).powi(2) + (town.y - at.y).powi(2);
            towns
                .iter()
                .map(|(country, town)| (*country, squared(town)))
                .min_by(|a, b| a.1.total_cmp(&b.1))
        };
        let near_px = (NEAR_TOWN_KM * self.drawing.view.px_per_km()).min(90.0 * scale);
        let mut found = Vec::new();
        for country in counts.into_keys() {
            let words = country_name_in(country, language).to_uppercase();
            let of_country = || towns.iter().filter(|(code, _)| *code == country);
            let count = of_country().count() as f64;
            let mean = of_country().fold(Point::default(), |sum, (_, at)| {
                sum.moved(at.x / count, at.y / count)
            });
            let Some((_, middle)) = of_country().min_by(|(_, a), (_, b)| {
                let away = |at: &Point| (at.x - mean.x).hypot(at.y - mean.y);
                away(a).total_cmp(&away(b))
            }) else {
                continue;
            };
            let position = self.drawing.view.position(geo::Coord {
                x: middle.x,
                y: middle.y,
            });
            let Some(position) = position else { continue };
            let size_px = 0.8 * SMALL_PX * scale;
            let style = TextStyle::new(size_px, self.country_colour(position))
                .anchored(TextAnchor::Middle)
                .spaced(0.12 * size_px);
            let half = 0.5 * width(&words, &style);
            let share = |step: u8| f64::from(step) / f64::from(GRID);
            let grid = (1..GRID).flat_map(|row| (1..GRID).map(move |column| (column, row)));
            let mut spots: Vec<Point> = grid
                .map(|(column, row)| {
                    Point::new(
                        frame.left + share(column) * frame.width(),
                        frame.top + share(row) * frame.height(),
                    )
                })
                .filter(|at| {
                    let ends = [at.moved(-half, 0.0), *at, at.moved(half, 0.0)];
                    ends.into_iter().all(|end| {
                        nearest(end).is_some_and(|(nearest, squared)| {
                            nearest == country && squared < near_px.powi(2)
                        })
                    })
                })
                .collect();
            spots.sort_by(|a, b| {
                let away = |at: &Point| (at.x - mean.x).hypot(at.y - mean.y);
                away(a).total_cmp(&away(b))
            });
            let spots = spots.into_iter().map(|at| LabelAnchor {
                position: at.moved(0.0, half_digit(&style)),
                anchor: TextAnchor::Middle,
            });
            let placed = self.placer.place(&words, &style, below, spots);
            found.extend(placed.map(|placed| placed.element.classed("country")));
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
            let name = landmark.place.name_in(self.drawing.subject.language);
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
            script::has_own_script(language) && script::is_latin(&place.name_in(language))
        };
        let places = known.iter().map(City::place);
        places
            .filter(|place| !is_there(place) && !is_foreign(place))
            .collect()
    }
}

/// Positions for a name about the middle of a room: as far up and down as the room reaches, which is six times as wide as
/// high, and as far to the sides as the name leaves spare.
fn spots_within(
    at: Point,
    width_px: f64,
    spare_px: f64,
    style: &TextStyle,
) -> impl Iterator<Item = LabelAnchor> {
    let step = 0.5 * style.size_px;
    let down = half_digit(style);
    let rows = [0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0, -4.0, 4.0];
    let columns = [0.0, -0.25, 0.25, -0.5, 0.5];
    rows.into_iter()
        .filter(move |row: &f64| row.abs() * step <= width_px / 6.0)
        .flat_map(move |row| {
            columns.into_iter().map(move |column| LabelAnchor {
                position: at.moved(column * spare_px, row * step + down),
                anchor: TextAnchor::Middle,
            })
        })
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
