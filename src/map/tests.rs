//! Rings, land and projections: everything that is inside comes out inside, and nothing else.

use std::fmt::Write;

use crate::export::{geojson as geojson_export, kml as kml_export};
use crate::geodesy;
use crate::map::basemap::{self, Basemap, Detail};
use crate::map::feature::{Feature, Heading, Shape, Value};
use crate::map::projection::{Kind, Projection};
use crate::map::sphere::{Region, Unit};
use crate::map::view::{Extent, View, difference};
use crate::map::{graticule, lonlat, ring};
use crate::position::Position;
use crate::quantity::Kilometres;
use geo::{
    Area, BoundingRect, Coord, LineString, MultiPolygon, Polygon, Rect, Validation, Winding,
};

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
        properties: vec![("radius_km", Value::Number(1.0))],
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
        let level =
            |km: f64| lonlat::within(centres.iter().copied(), ring::radius(km).unwrap()).unwrap();
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

fn world(projection: Projection) -> View {
    View::fit(
        projection,
        &Extent::World,
        Rect::new((0.0, 0.0), (1000.0, 1000.0)),
    )
    .unwrap()
}

#[test]
fn on_its_own_azimuthal_map_a_ring_is_a_circle() {
    for (name, lat, lon) in CENTRES {
        let centre = position(lat, lon);
        let view = world(Projection::new(Kind::AzimuthalEquidistant, centre));
        for km in RADII_KM {
            // Filling the frame, and on a map of the world.
            let positions = ring::positions(centre, ring::radius(km).unwrap(), 72).unwrap();
            let extent = Extent::Positions {
                positions,
                margin: 0.01,
            };
            let near = View::fit(view.projection().clone(), &extent, view.frame()).unwrap();
            for view in [&view, &near] {
                let middle = view.pixel(centre).unwrap();
                let drawn = view.region(&disc(centre, km));
                assert_eq!(drawn.0.len(), 1, "{name} {km}");
                assert!(drawn.0[0].interiors().is_empty(), "{name} {km}");
                for at in drawn.0[0].exterior().coords() {
                    let radius_px = (*at - middle).x.hypot((*at - middle).y);
                    assert!(
                        (radius_px - km * view.px_per_km()).abs() < 0.1,
                        "{name} {km}: {radius_px} px"
                    );
                }
                let outline = view.outlines(&[disc(centre, km)]);
                assert_eq!(outline.0.len(), 1, "{name} {km}");
            }
        }
    }
}

/// Views that have a pole, the antimeridian or a hemisphere's rim in them.
fn views() -> Vec<View> {
    let centres = [
        (48.57, 45.75),
        (66.8, -176.5),
        (90.0, 0.0),
        (-77.8, 166.7),
        (0.0, 179.9),
        (-33.0, -70.0),
    ];
    let mut views = Vec::new();
    for kind in Kind::ALL {
        for (lat, lon) in centres {
            views.push(world(Projection::new(kind, position(lat, lon))));
        }
    }
    let frame = Rect::new((0.0, 0.0), (1200.0, 800.0));
    for projection in [Projection::europe(), Projection::europe_conformal()] {
        views.push(View::fit(projection, &Extent::EUROPE, frame).unwrap());
    }
    let bering = Extent::Box {
        west_deg: 150.0,
        south_deg: 50.0,
        east_deg: -150.0,
        north_deg: 80.0,
    };
    for kind in Kind::ALL {
        views
            .push(View::fit(Projection::new(kind, position(66.0, 180.0)), &bering, frame).unwrap());
    }
    views
}

fn describe(view: &View) -> String {
    let mut text = view.projection().name();
    let _ = write!(text, " at {} px/km", view.px_per_km());
    text
}

#[test]
fn what_a_region_holds_is_drawn_within_it_on_every_map() {
    let mut random = Random(6);
    let points: Vec<Position> = (0..1000).map(|_| random.position()).collect();
    let regions: Vec<(String, Region, Vec<bool>)> = CENTRES
        .iter()
        .flat_map(|&(name, lat, lon)| {
            [1000.0, 5500.0, 12_000.0].map(|km| (name, position(lat, lon), km))
        })
        .map(|(name, centre, km)| {
            let region = disc(centre, km);
            let holds = points.iter().map(|&there| region.contains(there)).collect();
            (format!("{km} km around {name}"), region, holds)
        })
        .collect();
    for view in views() {
        let pixels: Vec<Option<Coord>> = points
            .iter()
            .map(|&there| clear_pixel(&view, there))
            .collect();
        for (name, region, holds) in &regions {
            let drawn = Scan::new(&view.region(region));
            for ((there, pixel), is_held) in points.iter().zip(&pixels).zip(holds) {
                if let Some(is_drawn) = pixel.and_then(|pixel| drawn.clearly_holds(pixel, 1.5)) {
                    assert_eq!(is_drawn, *is_held, "{}: {there}, {name}", describe(&view));
                }
            }
        }
    }
}

/// Where a view shows a position, if that is neither at the frame's edge nor at the horizon of a globe, where a pixel
/// is hundreds of kilometres deep.
fn clear_pixel(view: &View, there: Position) -> Option<Coord> {
    let pixel = view.pixel(there).filter(|_| !is_rim(view, there))?;
    let frame = view.frame();
    let is_within = pixel.x > frame.min().x + 2.0
        && pixel.x < frame.max().x - 2.0
        && pixel.y > frame.min().y + 2.0
        && pixel.y < frame.max().y - 2.0;
    is_within.then_some(pixel)
}

fn is_rim(view: &View, there: Position) -> bool {
    let is_globe = view.projection().kind() == Kind::Orthographic;
    is_globe && geodesy::sphere_distance(view.projection().centre(), there).km() > 9500.0
}

fn holds(land: &[Region], there: Position) -> bool {
    land.iter().any(|region| region.contains(there))
}

/// Names, positions, and whether it is land: what a globe shows. The first ones are those that a planar reading of the
/// source gets wrong, by `catalogue/basemap.md`'s measurements.
const LANDMARKS: [(&str, f64, f64, bool); 20] = [
    ("Chukotka inland", 66.8, -176.5, true),
    ("Chukotka at 178°E", 67.0, 178.0, true),
    ("Bilibino", 68.06, 166.44, true),
    ("Wrangel Island", 71.2, -179.4, true),
    ("sea at the latitude of Wrangel", 71.2, 0.0, false),
    ("Barents Sea", 72.5, 30.0, false),
    ("Gulf of Guinea at the latitude of Fiji", -16.51, 0.0, false),
    ("Moscow", 55.75, 37.62, true),
    ("near Chernyakhovsk, Kaliningrad", 54.63, 21.82, true),
    ("Simferopol", 44.95, 34.10, true),
    ("Antarctica inland", -85.0, 0.0, true),
    ("Antarctica, other side", -85.0, 179.99, true),
    ("South Pole", -90.0, 0.0, true),
    ("North Pole", 90.0, 0.0, false),
    ("Caspian Sea", 42.0, 50.5, false),
    ("Black Sea", 43.0, 34.0, false),
    ("Baltic Sea", 56.0, 18.5, false),
    ("Pacific at the antimeridian", 30.0, 180.0, false),
    ("Greenland", 72.0, -40.0, true),
    ("Southern Ocean", -60.0, 180.0, false),
];

#[test]
fn landmarks_are_where_they_are() {
    for detail in [Detail::Medium, Detail::Low] {
        let Basemap { land, .. } = basemap::load(detail);
        for (name, lat, lon, is_land) in LANDMARKS {
            assert_eq!(
                holds(&land, position(lat, lon)),
                is_land,
                "{name}, {detail:?}"
            );
        }
    }
    let lakes = basemap::load(Detail::Medium).lakes;
    for (name, lat, lon) in [
        ("Ladoga", 60.8, 31.5),
        ("Vänern", 58.9, 13.3),
        ("Superior", 47.7, -87.5),
    ] {
        assert!(holds(&lakes, position(lat, lon)), "{name}");
    }
    assert!(!holds(&lakes, position(55.75, 37.62)));
}

#[test]
fn land_is_drawn_where_land_is_on_every_map() {
    let mut random = Random(7);
    let mut points: Vec<(Position, bool)> = Vec::new();
    let land = basemap::load(Detail::Low).land;
    for _ in 0..1500 {
        let there = random.position();
        points.push((there, holds(&land, there)));
    }
    // The sites of the Bering view are few on a sphere: as many again there.
    for _ in 0..500 {
        let there = position(50.0 + 30.0 * random.share(), 180.0 - 30.0 * random.share());
        points.push((there, holds(&land, there)));
        let there = position(50.0 + 30.0 * random.share(), -180.0 + 30.0 * random.share());
        points.push((there, holds(&land, there)));
    }
    points.extend(LANDMARKS.map(|(_, lat, lon, is_land)| (position(lat, lon), is_land)));
    for view in views() {
        let name = describe(&view);
        let drawn = Scan::new(&view.regions(&land));
        let mut seen = 0;
        for &(there, is_land) in &points {
            let Some(pixel) = clear_pixel(&view, there) else {
                continue;
            };
            if let Some(is_drawn) = drawn.clearly_holds(pixel, 2.0) {
                assert_eq!(is_drawn, is_land, "{name}: {there}");
                seen += 1;
            }
        }
        assert!(seen > 20, "{name}: {seen}");
    }
}

#[test]
fn projections_lead_back() {
    let mut random = Random(8);
    for view in views() {
        let name = describe(&view);
        for _ in 0..500 {
            let there = random.position();
            let Some(pixel) = view.pixel(there).filter(|_| !is_rim(&view, there)) else {
                continue;
            };
            let back = view
                .position(pixel)
                .unwrap_or_else(|| panic!("{name}: {there} does not lead back"));
            let apart_km = geodesy::inverse(there, back).distance.km();
            assert!(
                apart_km < 0.01,
                "{name}: {there} and {back} are {apart_km} km apart"
            );
        }
    }
}

#[test]
fn projections_agree_with_published_values() {
    // IOGP Guidance Note 7-2 (2019), section 3.2.2.1: EPSG:3035 takes 50°N 5°E to E 3962799.45, N 2999718.85 m, with a
    // false origin of E 4321000, N 3210000 m.
    let there = Projection::europe().forward(position(50.0, 5.0)).unwrap();
    assert!(
        (there.x + 358.20055).abs() < 1e-5 && (there.y + 210.28115).abs() < 1e-5,
        "{there:?}"
    );
    // Snyder 1987, p. 44, equation 7-7, for WGS 84 at 45°N: a (atanh(sin φ) − e atanh(e sin φ)).
    let sin = 0.5_f64.sqrt();
    let e = 0.081_819_190_842_6_f64;
    let there = Projection::new(Kind::Mercator, Position::ORIGIN)
        .forward(position(45.0, 90.0))
        .unwrap();
    let expected = Coord {
        x: 6378.137 * 90.0_f64.to_radians(),
        y: 6378.137 * (sin.atanh() - e * (e * sin).atanh()),
    };
    assert!(
        (there - expected).x.hypot((there - expected).y) < 1e-5,
        "{there:?}"
    );
    // A conformal conic map is true to scale along its standard parallels, and in every direction alike.
    let view = View::fit(
        Projection::europe_conformal(),
        &Extent::EUROPE,
        Rect::new((0.0, 0.0), (1000.0, 800.0)),
    )
    .unwrap();
    for (lat, azimuth) in [(35.0, 90.0), (65.0, 90.0), (35.0, 0.0), (65.0, 0.0)] {
        let scale = view.local_px_per_km(position(lat, 20.0), azimuth).unwrap() / view.px_per_km();
        assert!((scale - 1.0).abs() < 2e-4, "{lat} {azimuth} {scale}");
    }
}

#[test]
fn names_and_codes_are_printed() {
    assert_eq!(
        Projection::europe().name(),
        "Lambert azimuthal equal-area, centre 52°N 10°E (EPSG:3035)"
    );
    assert_eq!(Projection::europe_conformal().epsg(), Some(3034));
    assert_eq!(
        Projection::new(Kind::Mercator, Position::ORIGIN).epsg(),
        Some(3395)
    );
    let site = Projection::new(Kind::AzimuthalEquidistant, position(48.57, -45.756));
    assert_eq!(site.name(), "Azimuthal equidistant, centre 48.57°N 45.76°W");
    for kind in Kind::ALL {
        assert!(!Projection::new(kind, Position::ORIGIN).caveat().is_empty());
    }
    assert!("peters".parse::<Kind>().is_err());
}

#[test]
fn extents_without_area_are_refused() {
    let frame = Rect::new((0.0, 0.0), (100.0, 100.0));
    let boxed = |west_deg, south_deg, east_deg, north_deg| Extent::Box {
        west_deg,
        south_deg,
        east_deg,
        north_deg,
    };
    let nan = f64::NAN;
    for extent in [
        boxed(10.0, 50.0, 10.0, 60.0),
        boxed(10.0, 60.0, 20.0, 50.0),
        boxed(nan, 50.0, 20.0, 60.0),
        boxed(10.0, 50.0, 20.0, 95.0),
        Extent::Positions {
            positions: vec![],
            margin: 0.1,
        },
        Extent::Positions {
            positions: vec![Position::ORIGIN],
            margin: nan,
        },
    ] {
        for kind in Kind::ALL {
            assert!(
                View::fit(Projection::new(kind, position(55.0, 20.0)), &extent, frame).is_err(),
                "{extent:?}"
            );
        }
    }
    let flat = Rect::new((0.0, 0.0), (0.0, 100.0));
    assert!(View::fit(Projection::europe(), &Extent::EUROPE, flat).is_err());
    // Behind the globe.
    let globe = Projection::new(Kind::Orthographic, position(55.0, 20.0));
    assert!(View::fit(globe, &boxed(-170.0, -60.0, -150.0, -50.0), frame).is_err());
    // One place has no size, and yet there is a map of it.
    let one = Extent::Positions {
        positions: vec![position(55.0, 20.0)],
        margin: 0.1,
    };
    assert!(View::fit(Projection::europe(), &one, frame).is_ok());
}

#[test]
fn nothing_is_drawn_outside_the_frame() {
    let land = basemap::load(Detail::Low).land;
    for view in views() {
        let frame = view.frame();
        let is_in = |at: &Coord| {
            at.x >= frame.min().x - 1e-6
                && at.x <= frame.max().x + 1e-6
                && at.y >= frame.min().y - 1e-6
                && at.y <= frame.max().y + 1e-6
        };
        for polygons in [view.regions(&land), view.earth()] {
            for polygon in &polygons {
                let area = |ring: &LineString| Polygon::new(ring.clone(), vec![]).signed_area();
                assert!(
                    area(polygon.exterior()) > 0.0
                        && polygon.interiors().iter().all(|hole| area(hole) < 0.0)
                );
                assert!(
                    polygon.exterior().coords().all(is_in),
                    "{}",
                    describe(&view)
                );
            }
        }
        let lines = graticule::lines(&view, graticule::step_deg(&view, 1.0));
        assert!(
            lines.iter().any(|line| line.is_meridian) && lines.iter().any(|line| !line.is_meridian)
        );
        assert!(
            lines
                .iter()
                .flat_map(|line| &line.drawn)
                .all(|line| line.coords().all(is_in)),
            "{}",
            describe(&view)
        );
    }
}

#[test]
fn unions_on_the_map_have_one_outline() {
    let view = View::fit(
        Projection::europe(),
        &Extent::EUROPE,
        Rect::new((0.0, 0.0), (1000.0, 800.0)),
    )
    .unwrap();
    let level = |km: f64| {
        let centres = [
            position(54.71, 20.51),
            position(55.5, 24.0),
            position(36.0, -9.0),
        ];
        view.within(&centres, ring::radius(km).unwrap()).unwrap()
    };
    let inner = level(300.0);
    let outer = level(500.0);
    assert_eq!(outer.0.len(), 2, "two that overlap and one apart");
    let band = difference(&outer, &inner);
    let apart = outer.unsigned_area() - inner.unsigned_area();
    assert!((band.unsigned_area() - apart).abs() < 1e-3 * apart);
    // The third is cut by the frame, whose edge is not to be stroked.
    let strokes = view.edges(&outer);
    let frame = view.frame();
    let on_edge =
        |at: Coord| (at.x - frame.min().x).abs() < 1e-3 || (at.y - frame.max().y).abs() < 1e-3;
    assert!(
        strokes
            .iter()
            .flat_map(LineString::lines)
            .all(|line| !(on_edge(line.start) && on_edge(line.end)))
    );
}

#[test]
fn tracks_follow_the_geodesic_and_are_cut_at_the_antimeridian() {
    let from = position(57.33, 161.83);
    let to = position(37.8, -122.4);
    let track = ring::track(from, to);
    let whole = geodesy::inverse(from, to).distance.km();
    for point in track.points() {
        let at = point.to_lonlat();
        let there = position(at.y, at.x);
        let by_way =
            geodesy::inverse(from, there).distance.km() + geodesy::inverse(there, to).distance.km();
        assert!((by_way - whole).abs() < 1e-3, "{there}");
    }
    let cut = lonlat::path(&track);
    assert_eq!(cut.0.len(), 2);
    let ends = [cut.0[0].0.last().unwrap(), cut.0[1].0.first().unwrap()];
    assert!(
        (ends[0].x - 180.0).abs() < 1e-12
            && (ends[1].x + 180.0).abs() < 1e-12
            && (ends[0].y - ends[1].y).abs() < 1e-12
    );
    assert!(
        lonlat::path(&ring::track(from, from)).0.is_empty(),
        "no way to go"
    );
}

#[test]
fn no_land_or_lake_holds_what_is_far_from_it() {
    let mut random = Random(11);
    let points: Vec<Position> = (0..1000).map(|_| random.position()).collect();
    for detail in [Detail::Low, Detail::Medium] {
        let basemap = basemap::load(detail);
        for region in basemap
            .lakes
            .iter()
            .chain(&basemap.land)
            .filter(|region| region.boundary_cap().radius_rad < 1.0)
        {
            let cap = region.boundary_cap();
            let is_far =
                |there: &&Position| Unit::from(**there).angle_rad(cap.centre) > cap.radius_rad;
            if let Some(there) = points
                .iter()
                .filter(is_far)
                .find(|there| region.contains(**there))
            {
                panic!(
                    "{there} is held by a region about {:?}",
                    cap.centre.to_lonlat()
                );
            }
        }
    }
}
