//! What the Earth's rotation does to lofted flights of a given range and apogee, as the test flights are.

use arcminute::flight::ballistic::{Arc, by_apogee};
use arcminute::flight::rotation::EARTH_ROTATION_RAD_S;
use arcminute::geodesy::{destination, sphere_distance};
use arcminute::position::Position;
use arcminute::quantity::Kilometres;

use super::free_flight::{errors, relative_launch};
use super::integrate::Earth;
use super::statistics::power_above;
use super::table::{self, signed};

/// The range and the latitude of most lofted flights of `data/test_flights.csv`: 930 to 1,090 km over the Sea
/// of Japan, from Korea. The bearing is not in that table, so the two extremes stand for it.
const RANGE_KM: f64 = 1000.0;
const LATITUDE_DEG: f64 = 40.0;
const APOGEES_KM: [f64; 5] = [500.0, 2000.0, 4000.0, 6000.0, 8000.0];

/// One row an apogee.
pub struct Measured {
    pub rows: Vec<Row>,
}

/// Free-flight times to one apogee.
pub struct Row {
    pub apogee_km: f64,
    pub static_s: f64,
    /// Turning less static time, flying east and flying west.
    pub east_s: f64,
    pub west_s: f64,
    /// The worst miss of the two arcs when they are integrated, m.
    pub impact_m: f64,
}

impl Measured {
    pub fn take() -> Self {
        Self {
            rows: APOGEES_KM.iter().map(|&apogee_km| row(apogee_km)).collect(),
        }
    }

    pub fn markdown(&self) -> String {
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                vec![
                    format!("{:.0}", row.apogee_km),
                    format!("{:.0}", row.static_s),
                    signed(row.east_s),
                    signed(row.west_s),
                ]
            })
            .collect();
        let table = table::markdown(
            &[
                "Apogee, km",
                "Static time, s",
                "Flying east, s",
                "Flying west, s",
            ],
            &rows,
        );
        let miss = power_above(self.rows.iter().map(|row| row.impact_m).fold(0.0, f64::max));
        format!(
            "{table}\nIntegrated in the turning frame, these arcs end {miss} m from the target.\n"
        )
    }
}

fn row(apogee_km: f64) -> Row {
    let from = Position::new(LATITUDE_DEG, 0.0).expect("a latitude");
    let [east, west] = [90.0, 270.0].map(|azimuth_deg| {
        let to = destination(
            from,
            azimuth_deg,
            Kilometres::new(RANGE_KM).expect("a range"),
        )
        .expect("an azimuth");
        let still = by_apogee(sphere_distance(from, to), apogee_km).expect("an arc");
        let turning = turning_arc(from, to, still);
        let launch = relative_launch(from, to, &turning);
        let earth = Earth::SPHERE.turning(EARTH_ROTATION_RAD_S);
        let [_, _, impact_m] = errors(
            &earth,
            launch.motion(earth.surface(from)),
            earth.surface(to),
            &turning,
        );
        (
            still.free_flight_time_s,
            turning.free_flight_time_s - still.free_flight_time_s,
            impact_m,
        )
    });
    Row {
        apogee_km,
        static_s: east.0,
        east_s: east.1,
        west_s: west.1,
        impact_m: east.2.max(west.2),
    }
}

/// The arc with the same apogee to where the target will be, with time and moved target made consistent.
fn turning_arc(from: Position, to: Position, still: Arc) -> Arc {
    let mut arc = still;
    for _ in 0..60 {
        let moved_deg = (EARTH_ROTATION_RAD_S * arc.free_flight_time_s).to_degrees();
        let target = Position::new(to.lat_deg(), to.lon_deg() + moved_deg)
            .expect("far from the antimeridian");
        arc = by_apogee(sphere_distance(from, target), still.apogee_km).expect("an arc");
    }
    arc
}
