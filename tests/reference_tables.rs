//! The models against tables of reference numbers. `tests/reference/README.md` says where each table comes from.

use std::fs;

use arcminute::flight::{ballistic, rotation};
use arcminute::geodesy;
use arcminute::position::Position;
use arcminute::quantity::Kilometres;
use arcminute::warning::RadarGeometry;

/// What the tables print to 12 significant digits must agree to this.
const RELATIVE: f64 = 1e-9;

/// Geodesics in metres.
const GEODESIC_M: f64 = 1e-3;

fn table(name: &str) -> Vec<csv::StringRecord> {
    let path = format!("tests/reference/{name}");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let rows: Vec<_> = csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(Result::unwrap)
        .collect();
    assert!(!rows.is_empty(), "{path} is empty");
    rows
}

fn number(row: &csv::StringRecord, at: usize) -> f64 {
    row[at]
        .parse()
        .unwrap_or_else(|_| panic!("{:?} in {row:?}", &row[at]))
}

fn km(value: f64) -> Kilometres {
    Kilometres::new(value).unwrap()
}

fn position(row: &csv::StringRecord, at: usize) -> Position {
    Position::new(number(row, at), number(row, at + 1)).unwrap()
}

fn assert_relative(found: f64, expected: f64, what: &str) {
    let error = (found / expected - 1.0).abs();
    assert!(
        error < RELATIVE,
        "{what}: {found} instead of {expected}, relative error {error:e}"
    );
}

fn assert_within(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{what}: {found} instead of {expected} ± {tolerance}"
    );
}

#[test]
fn ballistic_arcs() {
    for row in table("ballistic.csv") {
        let range = km(number(&row, 1));
        let arc = match &row[0] {
            "min_energy" => ballistic::minimum_energy(range),
            "angle" => ballistic::by_launch_angle(range, number(&row, 4)),
            case => panic!("unknown case {case}"),
        }
        .unwrap();
        let what = format!("{} {} km {}°", &row[0], &row[1], &row[4]);
        for (at, found) in [
            (2, arc.q),
            (3, arc.launch_speed_km_s),
            (4, arc.launch_angle_deg),
            (5, arc.semi_major_axis_km),
            (6, arc.eccentricity),
            (7, arc.apogee_km),
            (8, arc.free_flight_time_s),
        ] {
            assert_relative(found, number(&row, at), &format!("{what}, column {at}"));
        }
        let again = ballistic::by_apogee(range, arc.apogee_km).unwrap();
        assert_relative(
            again.launch_angle_deg,
            arc.launch_angle_deg,
            &format!("{what}, back from apogee"),
        );
    }
}

#[test]
fn geodesics() {
    for row in table("geodesic_pairs.csv") {
        let from = position(&row, 1);
        let to = position(&row, 4);
        let what = format!("{} to {}", &row[0], &row[3]);
        let distance_km = geodesy::inverse(from, to).distance.km();
        assert_within(
            distance_km * 1000.0,
            number(&row, 6) * 1000.0,
            GEODESIC_M,
            &what,
        );
        let sphere_km = geodesy::sphere_distance(from, to).km();
        assert_within(
            sphere_km * 1000.0,
            number(&row, 7) * 1000.0,
            GEODESIC_M,
            &what,
        );
        // The table's time is over the spherical distance, to the millisecond.
        let time_s = ballistic::minimum_energy(km(sphere_km))
            .unwrap()
            .free_flight_time_s;
        assert_within(time_s, number(&row, 9), 0.0005, &what);
    }
    for row in table("europe_distances.csv") {
        let track = geodesy::inverse(position(&row, 2), position(&row, 4));
        let what = format!("{} to {}", &row[0], &row[1]);
        assert_within(
            track.distance.km() * 1000.0,
            number(&row, 6),
            GEODESIC_M,
            &what,
        );
        let azimuth_deg = track.azimuths_deg.unwrap().0;
        // Printed to 1e-6°, in −180…180.
        assert_within(
            azimuth_deg,
            number(&row, 7).rem_euclid(360.0),
            0.5e-6,
            &what,
        );
    }
}

#[test]
fn turning_earth() {
    for row in table("rotating.csv") {
        let from = position(&row, 1);
        let to = position(&row, 4);
        let what = format!("{} to {}", &row[0], &row[3]);
        let turning = rotation::minimum_energy(from, to).unwrap();
        let half_a_digit = |at: usize| {
            row[at].split_once('.').map_or(0.5, |(_, digits)| {
                digits.chars().fold(0.5, |half, _| half * 0.1)
            })
        };
        for (at, found) in [
            (6, geodesy::sphere_distance(from, to).km()),
            (7, turning.static_time_s),
            (8, turning.arc.free_flight_time_s),
            (9, turning.arc.apogee_km),
            (10, turning.ground_relative_speed_km_s),
            (11, turning.arc.launch_angle_deg),
        ] {
            assert_within(
                found,
                number(&row, at),
                half_a_digit(at) * 1.001,
                &format!("{what}, column {at}"),
            );
        }
    }
}

#[test]
fn radar_horizons() {
    for row in table("radar_horizon.csv") {
        let radar = RadarGeometry {
            antenna_m: number(&row, 0),
            flight_altitude_m: number(&row, 1),
        };
        assert_within(
            radar.horizon_km(),
            number(&row, 3),
            0.5e-6,
            &format!("{} m and {} m", &row[0], &row[1]),
        );
    }
}

/// The five textbook cases: burnout and impact at one height, so that the formulas hold with that radius.
#[test]
fn textbook_examples() {
    let expected = table("textbook.csv");
    let check = |case: &str, quantity: &str, found: f64| {
        let row = expected
            .iter()
            .find(|row| &row[0] == case && &row[1] == quantity);
        let row = row.unwrap_or_else(|| panic!("no {quantity} in {case}"));
        assert_within(
            found,
            number(row, 3),
            number(row, 4),
            &format!("{case} {quantity}"),
        );
    };
    // Burnout (radius, speed) and apogee radius give energy and angle; `gm` in the same units.
    let from_apogee = |gm: f64, r: f64, v: f64, r_apogee: f64| {
        let energy = 0.5 * v * v - gm / r;
        let v_apogee = (2.0 * (energy + gm / r_apogee)).sqrt();
        let angle_rad = (r_apogee * v_apogee / (r * v)).acos();
        (v * v * r / gm, angle_rad)
    };

    let (q, angle_rad) = from_apogee(1.0, 1.2, 2.0 / 3.0, 1.5);
    check("bmw-p290", "q", q);
    check("bmw-p290", "launch_angle_deg", angle_rad.to_degrees());
    check(
        "bmw-p290",
        "range_angle_deg",
        ballistic::range_angle_rad(q, angle_rad).to_degrees(),
    );

    let from = Position::new(30.0, 60.0).unwrap();
    let to = Position::new(-30.0, -60.0).unwrap();
    let range_angle_rad = geodesy::sphere_distance(from, to).km() / geodesy::EARTH_RADIUS_KM;
    check("bmw-p291", "range_angle_deg", range_angle_rad.to_degrees());
    let q = 1.0817_f64.powi(2) * 1.025;
    check("bmw-p291", "q", q);
    // Q above 1: the low root lies below the horizon, and the high one is meant.
    let high = |q| {
        ballistic::launch_angles_rad(q, 0.5 * range_angle_rad)
            .unwrap()
            .1
            .to_degrees()
    };
    check("bmw-p291", "launch_angle_deg", high(q));
    check("bmw-p291-rounded", "launch_angle_deg", high(1.2));

    // The book's canonical units: R = 6,378.145 km, here in nautical miles of 1.852 km.
    let r_nmi = 6378.145 / 1.852;
    let range_angle_rad: f64 = 8000.0 / r_nmi;
    check("bmw-p295", "range_angle_deg", range_angle_rad.to_degrees());
    let q = ballistic::minimum_energy_q(0.5 * range_angle_rad);
    check("bmw-p295", "q", q);
    check(
        "bmw-p295",
        "speed_du_tu",
        (q / (1.0 + 344.0 / r_nmi)).sqrt(),
    );

    // The same radius, and GM = 398,600.5 km³/s².
    let (q, angle_rad) = from_apogee(398_600.5, 6378.145 + 1275.6, 5.2702, 6378.145 + 3189.1);
    check("bmw-2e-p243", "launch_angle_deg", angle_rad.to_degrees());
    check(
        "bmw-2e-p243",
        "range_angle_deg",
        ballistic::range_angle_rad(q, angle_rad).to_degrees(),
    );
}
