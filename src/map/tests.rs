//! Rings, land and projections: everything that is inside comes out inside, and nothing else.

mod views;

use std::fmt::Write;

use crate::export::{geojson as geojson_export, kml as kml_export};
use crate::geodesy;
use crate::map::basemap::{self, Basemap, Detail};
use crate::map::feature::{Feature, Heading, Shape, Value};
use crate::map::projection::{Kind, Projection};
use crate::map::sphere::{Region, Unit};
use crate::map::view::{Extent, View};
use crate::map::{graticule, lonlat, ring};
use crate::position::Position;
use crate::quantity::Kilometres;
use geo::{
    Area, BoundingRect, Coord, LineString, MultiPolygon, Polygon, Rect, Validation, Winding,
};
use views::world;

/// Sites, and places that are hard on maps: near poles, on the equator, on either side of the antimeridian.
const CENTRES: [(&str, f64, f64); 12] = [
    ("Chukotka", 66.8, -176.5),
    ("Kura", 57.33, 161.83),
    ("Plesetsk", 62.93, 40.58),
    ("Kapustin Yar", 48.57, 45.75),
    ("McMurdo", -77.8, 166.7),
    ("the antimeridian's east", 0.0, 179.9),
    ("the antimeridian's west", -17.0, -179.95),
    ("180°", 65.0, 180.0),
    ("Alert", 82.5, -62.3),
    ("beside the North Pole", 89.5, 30.0),
    ("the South Pole", -90.0, 0.0),
    ("Kaliningrad", 54.71, 20.51),
];

const RADII_KM: [f64; 7] = [300.0, 1000.0, 2500.0, 5500.0, 9000.0, 12_000.0, 15_000.0];

/// What the issue allows: a share of the radius on either side of the ring.
const RING_TOLERANCE: f64 = 1e-3;

fn position(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).unwrap()
}

fn disc(centre: Position, km: f64) -> Region {
    ring::disc(centre, ring::radius(km).unwrap()).unwrap()
}

/// `SplitMix64` (Steele, Lea and Flood, OOPSLA 2014): the same points on every run.
struct Random(u64);

impl Random {
    /// 0 ≤ x < 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform over the sphere.
    fn position(&mut self) -> Position {
        position(
            (2.0 * self.share() - 1.0).asin().to_degrees(),
            360.0 * self.share() - 180.0,
        )
    }
}

/// Edges by bands of y, so that a point is held against a few of them only.
struct Scan {
    low: f64,
    band: f64,
    edges: Vec<Vec<(Coord, Coord)>>,
}

impl Scan {
    fn new(polygons: &MultiPolygon) -> Self {
        const BANDS: usize = 400;
        let bounds = polygons
            .bounding_rect()
            .unwrap_or(Rect::new((0.0, 0.0), (1.0, 1.0)));
        let mut scan = Self {
            low: bounds.min().y,
            band: bounds.height().max(1e-9) / BANDS as f64,
            edges: vec![vec![]; BANDS],
        };
        for polygon in polygons {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                for line in ring.lines() {
                    let (first, last) =
                        (line.start.y.min(line.end.y), line.start.y.max(line.end.y));
                    for band in scan.band_of(first)..=scan.band_of(last) {
                        scan.edges[band].push((line.start, line.end));
                    }
                }
            }
        }
        scan
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the bands there are"
    )]
    fn band_of(&self, y: f64) -> usize {
        ((y - self.low) / self.band).clamp(0.0, (self.edges.len() - 1) as f64) as usize
    }

    /// Even-odd on the plane, as any program does that reads the file.
    fn holds(&self, point: Coord) -> bool {
        let crossed = |&&(a, b): &&(Coord, Coord)| {
            (a.y > point.y) != (b.y > point.y)
                && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
        };
        self.edges[self.band_of(point.y)]
            .iter()
            .filter(crossed)
            .count()
            % 2
            == 1
    }

    /// None within so many pixels of an edge.
    fn clearly_holds(&self, point: Coord, px: f64) -> Option<bool> {
        let is_inside = self.holds(point);
        let around = (0..8).map(|step| (f64::from(step) * 45.0).to_radians().sin_cos());
        let near = around.map(|(sin, cos)| {
            point
                + Coord {
                    x: cos * px,
                    y: sin * px,
                }
        });
        near.into_iter()
            .all(|near| self.holds(near) == is_inside)
            .then_some(is_inside)
    }
}

fn coords_of(value: &[Vec<geojson::Position>]) -> Polygon {
    let mut rings = value.iter().map(|ring| {
        ring.iter()
            .map(|point| Coord {
                x: point[0],
                y: point[1],
            })
            .collect()
    });
    Polygon::new(
        rings.next().unwrap_or(LineString::new(vec![])),
        rings.collect(),
    )
}

/// Through the text of the file and back.
fn by_geojson(feature: &Feature) -> MultiPolygon {
    let mut out = Vec::new();
    geojson_export::write(&Heading::default(), std::slice::from_ref(feature), &mut out).unwrap();
    let read: geojson::GeoJson = std::str::from_utf8(&out).unwrap().parse().unwrap();
    let geojson::GeoJson::FeatureCollection(read) = read else {
        panic!("no collection")
    };
    match &read.features[0].geometry.as_ref().unwrap().value {
        geojson::GeometryValue::Polygon { coordinates } => {
            MultiPolygon::new(vec![coords_of(coordinates)])
        }
        geojson::GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().map(|one| coords_of(one)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn by_kml(feature: &Feature) -> MultiPolygon {
    fn collect(geometry: &kml::types::Geometry, polygons: &mut Vec<Polygon>) {
        let line = |ring: &kml::types::LinearRing| {
            ring.coords
                .iter()
                .map(|at| Coord { x: at.x, y: at.y })
                .collect()
        };
        match geometry {
            kml::types::Geometry::Polygon(polygon) => {
                polygons.push(Polygon::new(
                    line(&polygon.outer),
                    polygon.inner.iter().map(line).collect(),
                ));
            }
            kml::types::Geometry::MultiGeometry(many) => {
                many.geometries
                    .iter()
                    .for_each(|one| collect(one, polygons));
            }
            other => panic!("{other:?}"),
        }
    }
    fn find(element: &kml::Kml, polygons: &mut Vec<Polygon>) {
        match element {
            kml::Kml::KmlDocument(document) => {
                for one in &document.elements {
                    find(one, polygons);
                }
            }
            kml::Kml::Document { elements, .. } => {
                for one in elements {
                    find(one, polygons);
                }
            }
            kml::Kml::Folder(folder) => folder.elements.iter().for_each(|one| find(one, polygons)),
            kml::Kml::Placemark(placemark) => {
                collect(placemark.geometry.as_ref().unwrap(), polygons);
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    kml_export::write(&Heading::default(), std::slice::from_ref(feature), &mut out).unwrap();
    let mut polygons = Vec::new();
    find(
        &std::str::from_utf8(&out).unwrap().parse().unwrap(),
        &mut polygons,
    );
    MultiPolygon::new(polygons)
}

fn feature(polygons: MultiPolygon) -> Feature {
    Feature {
        id: "ring".to_owned(),
        name: "<ring> & more".to_owned(),
        kind: "ring",
        shape: Shape::Area(polygons),
        properties: vec![("radius_km", Value::Number(Some(1.0)))],
        style: None,
    }
}

/// RFC 7946 sections 3.1.6 and 3.1.9, and simple rings.
fn assert_valid(polygons: &MultiPolygon, what: &str) {
    assert!(!polygons.0.is_empty(), "{what}: nothing");
    for polygon in polygons {
        assert!(polygon.exterior().is_ccw(), "{what}: exterior is clockwise");
        assert!(
            polygon.interiors().iter().all(Winding::is_cw),
            "{what}: hole is counter-clockwise"
        );
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            assert!(ring.is_closed() && ring.0.len() > 3, "{what}: ring is open");
            assert!(
                ring.coords()
                    .all(|at| at.x.abs() <= 180.0 && at.y.abs() <= 90.0),
                "{what}: off the globe"
            );
        }
    }
    let faults = polygons.validation_errors();
    assert!(faults.is_empty(), "{what}: {faults:?}");
}

/// 10,000 points with their distances from a centre: half over all of the Earth, half within 3 % of the ring.
fn probes(
    centre: Position,
    far: &[(Position, f64)],
    km: f64,
    random: &mut Random,
) -> Vec<(Position, f64)> {
    let mut probes = far.to_vec();
    for _ in 0..5000 {
        let there_km = km * (0.97 + 0.06 * random.share());
        let there = Kilometres::new(there_km).unwrap();
        probes.push((
            geodesy::destination(centre, 360.0 * random.share(), there).unwrap(),
            there_km,
        ));
    }
    probes
}

#[test]
fn what_is_exported_holds_what_is_within_range() {
    let mut random = Random(3);
    for (name, lat, lon) in CENTRES {
        let centre = position(lat, lon);
        let far: Vec<(Position, f64)> = (0..5000)
            .map(|_| random.position())
            .map(|there| (there, geodesy::inverse(centre, there).distance.km()))
            .collect();
        for km in RADII_KM {
            let what = format!("{km} km around {name}");
            let feature = feature(lonlat::region(&disc(centre, km)));
            let probes = probes(centre, &far, km, &mut random);
            for (format, polygons) in [("GeoJSON", by_geojson(&feature)), ("KML", by_kml(&feature))]
            {
                assert_valid(&polygons, &format!("{format}, {what}"));
                let scan = Scan::new(&polygons);
                for &(there, distance_km) in &probes {
                    if (distance_km - km).abs() > RING_TOLERANCE * km {
                        let at = Coord {
                            x: there.lon_deg(),
                            y: there.lat_deg(),
                        };
                        assert_eq!(
                            scan.holds(at),
                            distance_km < km,
                            "{format}, {what}: {there} is {distance_km} km off"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn unions_and_bands_hold_what_some_origin_reaches() {
    let mut random = Random(4);
    let centres: Vec<Position> = CENTRES[..8]
        .iter()
        .map(|&(_, lat, lon)| position(lat, lon))
        .collect();
    for (inner_km, outer_km) in [(300.0, 1000.0), (1000.0, 5500.0), (2500.0, 9000.0)] {
        let level = |km: f64| {
            let radius = ring::radius(km).unwrap();
            lonlat::within(centres.iter().copied(), radius, ring::RING_ERROR).unwrap()
        };
        let inner = level(inner_km);
        let outer = level(outer_km);
        let band = lonlat::difference(&outer, &inner);
        for (polygons, what) in [(&inner, "inner"), (&outer, "outer"), (&band, "band")] {
            assert_valid(
                &by_geojson(&feature(polygons.clone())),
                &format!("{what} {inner_km} {outer_km}"),
            );
        }
        let inner = Scan::new(&inner);
        let outer = Scan::new(&outer);
        let band = Scan::new(&band);
        for _ in 0..5000 {
            let there = random.position();
            let nearest_km = centres
                .iter()
                .map(|&from| geodesy::inverse(from, there).distance.km())
                .fold(f64::INFINITY, f64::min);
            if [inner_km, outer_km]
                .iter()
                .any(|km| (nearest_km - km).abs() <= RING_TOLERANCE * km)
            {
                continue;
            }
            let at = Coord {
                x: there.lon_deg(),
                y: there.lat_deg(),
            };
            let found = [inner.holds(at), outer.holds(at), band.holds(at)];
            let expected = [
                nearest_km < inner_km,
                nearest_km < outer_km,
                nearest_km > inner_km && nearest_km < outer_km,
            ];
            assert_eq!(found, expected, "{there} at {nearest_km} km");
        }
    }
}

#[test]
fn an_annulus_is_the_disc_without_its_middle() {
    let mut random = Random(5);
    for (name, lat, lon) in CENTRES {
        let centre = position(lat, lon);
        let [inner, outer] = [1000.0, 5500.0].map(|km| disc(centre, km).rings()[0].clone());
        let band = Region::new(vec![outer, inner.into_iter().rev().collect()]);
        let polygons = lonlat::region(&band);
        assert_valid(&polygons, name);
        let scan = Scan::new(&polygons);
        for _ in 0..1000 {
            let there = random.position();
            let km = geodesy::inverse(centre, there).distance.km();
            if (km - 1000.0).abs() > 1.0 && (km - 5500.0).abs() > 5.5 {
                let at = Coord {
                    x: there.lon_deg(),
                    y: there.lat_deg(),
                };
                assert_eq!(
                    scan.holds(at),
                    (1000.0..5500.0).contains(&km),
                    "{name}: {there} at {km} km"
                );
            }
        }
    }
}

#[test]
fn radii_that_are_no_radii_are_refused() {
    for km in [0.0, -1.0, f64::NAN, f64::INFINITY, 20_003.1, 40_000.0] {
        let message = ring::radius(km).unwrap_err().to_string();
        assert!(message.contains("between 0.001 and 20003 km"), "{message}");
    }
    assert!(ring::disc(Position::ORIGIN, Kilometres::new(0.0).unwrap()).is_err());
}

/// From where geodesics of an ellipsoid begin to cross to half the Earth.
#[test]
fn the_largest_rings_leave_out_what_is_out_of_reach() {
    for (name, lat, lon) in CENTRES {
        let centre = position(lat, lon);
        for km in [19_850.0, 19_950.0, 19_970.0, 19_990.0, 20_003.0] {
            let polygons = lonlat::region(&disc(centre, km));
            assert_valid(&polygons, &format!("{name} {km}"));
            // The whole plane of degrees is 64,800 square degrees.
            assert!(polygons.unsigned_area() > 60_000.0, "{name} {km}");
            let scan = Scan::new(&polygons);
            assert!(
                scan.holds(Coord {
                    x: lon.clamp(-179.0, 179.0),
                    y: lat.clamp(-89.0, 89.0)
                }),
                "{name} {km}"
            );
            for kind in Kind::ALL {
                let view = world(Projection::new(kind, centre));
                assert!(
                    view.region(&disc(centre, km)).unsigned_area()
                        > 0.9 * view.earth().unsigned_area(),
                    "{kind:?}"
                );
            }
        }
    }
}
