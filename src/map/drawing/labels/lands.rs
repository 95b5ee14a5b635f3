//! Names of countries and seas.

use std::collections::BTreeMap;

use super::{LABELLED_ORIGINS, MapLabels};
use crate::catalogue::country_name_in;
use crate::geodesy;
use crate::map::drawing::Drawing;
use crate::map::geography::{self, Room};
use crate::position::Position;
use crate::quantity::Kilometres;
use crate::svg::label::LabelAnchor;
use crate::svg::sheet::{SMALL_PX, half_digit, width};
use crate::svg::{Colour, Element, Point, TextAnchor, TextStyle};

/// Share of the usual small letters in the smallest names: 8 px, which is 6 pt.
const LEAST_SHARE: f64 = 0.73;

/// So many of the landmarks keep their dots free of the names of countries and seas.
const GREAT_LANDMARKS: usize = 40;

/// Narrower rooms of countries and seas have no name, px at scale 1.
const LEAST_ROOM_WIDTH_PX: f64 = 24.0;

/// Countries whose rooms are wider are great: their names may reach over the borders, by this share of the room, km.
const GREAT_COUNTRY_KM: f64 = 380.0;
const OVERLAP: f64 = 0.9;

impl MapLabels<'_> {
    /// Names of countries and seas where a line of text stays within them, those with most room first.
    pub(super) fn geography(&mut self) -> Vec<Element> {
        let view = self.drawing.view;
        let scale = self.drawing.scale;
        let theme = self.drawing.styles.theme;
        let language = self.drawing.subject.language;
        // Greater places keep their marks free; a village may lose its dot to the name of its country.
        let below = self.drawing.subject.targets.len() + GREAT_LANDMARKS;
        let drawing = self.drawing;
        let rooms = drawing.ground.rooms.get_or_init(|| {
            let mut rooms: Vec<(Room, Point, f64)> = geography::rooms()
                .filter_map(|room| {
                    let at = drawing.point(room.middle)?;
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
            rooms
        });
        let mut named: Vec<Room> = Vec::new();
        let mut found: Vec<Element> = Vec::new();
        for &(room, at, width_px) in rooms {
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
                    (style_of(LEAST_SHARE * SMALL_PX, 0.0), overlap),
                ]
            } else {
                [
                    (style_of(0.95 * SMALL_PX, 0.15), 1.0),
                    (style_of(0.8 * SMALL_PX, 0.05), 1.0),
                    (style_of(LEAST_SHARE * SMALL_PX, 0.0), 1.0),
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
                let wide_px = wide(&style);
                // Looked at one by one, as far as they are needed.
                let spots = spots_within(at, width_px, spare, &style).filter(|spot| {
                    room.country.is_none_or(|country| {
                        is_on_land_of(drawing, country, spot, wide_px, &style)
                    })
                });
                if let Some(label) = self.placer.place(&words, &style, below, spots) {
                    let class = if is_country { "country" } else { "sea-name" };
                    found.push(label.element.classed(class));
                    named.push(room);
                    break;
                }
            }
        }
        found.extend(self.countries_in_view(&named, below));
        found
    }

    /// Names of countries without a name yet of which a part is in view: as near to the middle of that as there is room.
    fn countries_in_view(&mut self, named: &[Room], below: usize) -> Vec<Element> {
        /// Columns and rows of points that are looked at.
        const GRID: u16 = 28;
        /// A country with fewer of them has hardly any land in view.
        const LEAST: usize = 5;
        let drawing = self.drawing;
        let frame = drawing.frame;
        let share = |step: u16| f64::from(step) / f64::from(GRID);
        let grid = (1..GRID).flat_map(|row| (1..GRID).map(move |column| (column, row)));
        let mut lands: BTreeMap<&'static str, Vec<Point>> = BTreeMap::new();
        for (column, row) in grid {
            let at = Point::new(
                frame.left + share(column) * frame.width(),
                frame.top + share(row) * frame.height(),
            );
            if let Some(country) = drawing.ground.country_at(drawing.view, at) {
                lands.entry(country).or_default().push(at);
            }
        }
        lands.retain(|country, points| {
            points.len() >= LEAST && !named.iter().any(|room| room.country == Some(country))
        });
        let mut found = Vec::new();
        for (country, mut points) in lands {
            let words = country_name_in(country, self.drawing.subject.language).to_uppercase();
            let count = points.len() as f64;
            let middle = points.iter().fold(Point::default(), |sum, at| {
                sum.moved(at.x / count, at.y / count)
            });
            let away = |at: &Point| (at.x - middle.x).hypot(at.y - middle.y);
            points.sort_by(|a, b| away(a).total_cmp(&away(b)));
            let Some(position) = points.first().and_then(|at| {
                let at = geo::Coord { x: at.x, y: at.y };
                self.drawing.view.position(at)
            }) else {
                continue;
            };
            let size_px = 0.8 * SMALL_PX * self.drawing.scale;
            let style = TextStyle::new(size_px, self.country_colour(position))
                .anchored(TextAnchor::Middle)
                .spaced(0.12 * size_px);
            let wide_px = width(&words, &style) + style.spacing_px * words.chars().count() as f64;
            let spots = points.into_iter().map(|at| LabelAnchor {
                position: at.moved(0.0, half_digit(&style)),
                anchor: TextAnchor::Middle,
            });
            let spots = spots.filter(|spot| is_on_land_of(drawing, country, spot, wide_px, &style));
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
}

/// True if the middle of a name and three fifths of it about there stand in that country.
fn is_on_land_of(
    drawing: &Drawing<'_>,
    country: &str,
    spot: &LabelAnchor,
    wide_px: f64,
    style: &TextStyle,
) -> bool {
    const SHARE: f64 = 0.3;
    let middle = spot.position.moved(0.0, -half_digit(style));
    [0.0, -SHARE, SHARE].into_iter().all(|share| {
        let at = middle.moved(share * wide_px, 0.0);
        drawing.ground.country_at(drawing.view, at) == Some(country)
    })
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
