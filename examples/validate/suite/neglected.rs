//! What the simple model leaves out: the flattening of the Earth, the gravity of it, and its rotation.
//!
//! For each pair of a grid, the launch that is slowest relative to the ground is found by shooting through J₂ gravity
//! from WGS 84 ellipsoid to WGS 84 ellipsoid, and its time and apogee are compared with the program's.

use std::f64::consts::FRAC_PI_2;

use arcminute::flight::ballistic::minimum_energy;
use arcminute::flight::rotation::{self, EARTH_ROTATION_RAD_S};
use arcminute::geodesy::{destination, inverse};
use arcminute::position::Position;
use arcminute::quantity::Kilometres;

use super::integrate::{Earth, Launch, slowest};
use super::statistics::spread;
use super::table::{self, signed, signed_tenth};

const RANGES_KM: [f64; 9] = [
    300.0, 500.0, 1000.0, 2000.0, 3000.0, 5500.0, 8000.0, 10_000.0, 12_000.0,
];
const LATITUDES_DEG: [f64; 3] = [0.0, 30.0, 55.0];
const AZIMUTHS_DEG: [f64; 8] = [0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0];

/// One row a range.
pub struct Measured {
    pub rows: Vec<Row>,
}

/// Times and apogees over one range, fuller model less program, least, median and greatest of the pairs.
pub struct Row {
    pub range_km: f64,
    /// The program's static time and apogee.
    pub time_s: f64,
    pub apogee_km: f64,
    /// At rest: the flattening and its gravity alone.
    pub figure_time_s: (f64, f64, f64),
    pub figure_apogee_km: (f64, f64, f64),
    /// Turning, against the static program.
    pub turning_time_s: (f64, f64, f64),
    pub turning_apogee_km: (f64, f64, f64),
    /// Turning, against the program with `--rotation`.
    pub corrected_time_s: (f64, f64, f64),
}

/// Differences of one pair.
struct Differences {
    figure_time_s: f64,
    figure_apogee_km: f64,
    turning_time_s: f64,
    turning_apogee_km: f64,
    corrected_time_s: f64,
}

impl Measured {
    pub fn take() -> Self {
        Self {
            rows: RANGES_KM.iter().map(|&range_km| row(range_km)).collect(),
        }
    }

    pub fn times_markdown(&self) -> String {
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                vec![
                    format!("{:.0}", row.range_km),
                    format!("{:.0}", row.time_s),
                    triple(row.figure_time_s, signed_tenth),
                    triple(row.turning_time_s, signed_tenth),
                    triple(row.corrected_time_s, signed_tenth),
                ]
            })
            .collect();
        table::markdown(
            &[
                "Range, km",
                "Free flight, s",
                "At rest, s",
                "Turning, s",
                "Turning, against `--rotation`, s",
            ],
            &rows,
        )
    }

    pub fn apogees_markdown(&self) -> String {
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                vec![
                    format!("{:.0}", row.range_km),
                    format!("{:.0}", row.apogee_km),
                    triple(row.figure_apogee_km, signed),
                    triple(row.turning_apogee_km, signed),
                ]
            })
            .collect();
        table::markdown(
            &["Range, km", "Apogee, km", "At rest, km", "Turning, km"],
            &rows,
        )
    }
}

fn triple((low, middle, high): (f64, f64, f64), show: impl Fn(f64) -> String) -> String {
    format!("{} / {} / {}", show(low), show(middle), show(high))
}

fn row(range_km: f64) -> Row {
    let arc = minimum_energy(Kilometres::new(range_km).expect("a range")).expect("an arc");
    let pairs: Vec<Differences> = LATITUDES_DEG
        .iter()
        .flat_map(|&lat_deg| {
            AZIMUTHS_DEG
                .iter()
                .map(move |&azimuth_deg| differences(lat_deg, azimuth_deg, range_km))
        })
        .collect();
    let column = |of: fn(&Differences) -> f64| spread(&pairs.iter().map(of).collect::<Vec<_>>());
    Row {
        range_km,
        time_s: arc.free_flight_time_s,
        apogee_km: arc.apogee_km,
        figure_time_s: column(|pair| pair.figure_time_s),
        figure_apogee_km: column(|pair| pair.figure_apogee_km),
        turning_time_s: column(|pair| pair.turning_time_s),
        turning_apogee_km: column(|pair| pair.turning_apogee_km),
        corrected_time_s: column(|pair| pair.corrected_time_s),
    }
}

fn differences(lat_deg: f64, azimuth_deg: f64, range_km: f64) -> Differences {
    let from = Position::new(lat_deg, 0.0).expect("a latitude");
    let to = destination(
        from,
        azimuth_deg,
        Kilometres::new(range_km).expect("a range"),
    )
    .expect("an azimuth");
    let track = inverse(from, to);
    let arc = minimum_energy(track.distance).expect("an arc");
    let guess = Launch {
        speed_km_s: arc.launch_speed_km_s,
        angle_rad: arc.launch_angle_deg.to_radians(),
        azimuth_rad: track
            .azimuths_deg
            .map_or(FRAC_PI_2, |(initial_deg, _)| initial_deg.to_radians()),
        time_s: arc.free_flight_time_s,
    };
    let still = Earth::ELLIPSOID;
    let start = still.surface(from);
    let target = still.surface(to);
    let shoot = |earth: &Earth, guess: Launch| {
        let launch = slowest(earth, start, target, guess);
        (launch, earth.apogee_km(launch.motion(start), launch.time_s))
    };
    let (at_rest, rest_apogee_km) = shoot(&still, guess);
    // The turning launch from the one at rest, by way of half the rate, so that Newton's method stays near.
    let half_way = slowest(
        &still.turning(0.5 * EARTH_ROTATION_RAD_S),
        start,
        target,
        at_rest,
    );
    let (turning, turning_apogee_km) = shoot(&still.turning(EARTH_ROTATION_RAD_S), half_way);
    let correction_s = rotation::minimum_energy(from, to)
        .expect("an arc")
        .correction_s();
    Differences {
        figure_time_s: at_rest.time_s - arc.free_flight_time_s,
        figure_apogee_km: rest_apogee_km - arc.apogee_km,
        turning_time_s: turning.time_s - arc.free_flight_time_s,
        turning_apogee_km: turning_apogee_km - arc.apogee_km,
        corrected_time_s: turning.time_s - arc.free_flight_time_s - correction_s,
    }
}
