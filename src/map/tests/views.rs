//! Regions and paths as they are drawn: projections, frames, land and tracks.

use geo::BooleanOps;

use super::*;

pub(super) fn world(projection: Projection) -> View {
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
    // What lies between is drawn by the even-odd rule, which takes the one to be within the other.
    assert!(inner.difference(&outer).unsigned_area() < 1e-3);
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
