//! The closed formulas of free flight against numerical integration of the two-body problem.

use std::f64::consts::PI;

use arcminute::flight::ballistic::{Arc, by_launch_angle, minimum_energy};
use arcminute::flight::rotation::{self, EARTH_ROTATION_RAD_S};
use arcminute::geodesy::{EARTH_RADIUS_KM, destination};
use arcminute::position::Position;
use arcminute::quantity::Kilometres;

use super::integrate::{
    Earth, Launch, Motion, Vector, cross, dot, norm, place, scale, slowest, sub, velocity,
};
use super::statistics::Magnitudes;
use super::table;

/// Ranges of the grid at rest, km.
const RANGES_KM: [f64; 12] = [
    50.0, 150.0, 300.0, 500.0, 1000.0, 2000.0, 3000.0, 5500.0, 8000.0, 10_000.0, 12_000.0, 16_000.0,
];

/// Launch angles of the grid at rest, as shares of the steepest that comes down.
const ANGLE_SHARES: [f64; 9] = [0.05, 0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9];

/// Latitudes, azimuths and ranges of the turning grid.
const LATITUDES_DEG: [f64; 4] = [-40.0, 0.0, 48.57, 70.0];
const AZIMUTHS_DEG: [f64; 6] = [10.0, 75.0, 130.0, 190.0, 265.0, 320.0];
const TURNING_RANGES_KM: [f64; 6] = [150.0, 500.0, 2000.0, 5500.0, 9000.0, 12_000.0];

/// Errors of the closed formulas against integration.
pub struct Measured {
    pub still: Errors,
    pub turning: Errors,
    /// Times and ground-relative speeds of the slowest launch, found by shooting and by the program.
    pub slowest_time_s: Magnitudes,
    pub slowest_speed_m_s: Magnitudes,
}

/// Errors over one grid.
pub struct Errors {
    pub time_s: Magnitudes,
    pub apogee_m: Magnitudes,
    pub impact_m: Magnitudes,
}

/// Errors of one arc: time in s, apogee and impact in m.
type ArcErrors = [f64; 3];

impl Errors {
    fn of(arcs: &[ArcErrors]) -> Self {
        let column = |at: usize| Magnitudes::of(arcs.iter().map(|errors| errors[at]));
        Self {
            time_s: column(0),
            apogee_m: column(1),
            impact_m: column(2),
        }
    }
}

impl Measured {
    pub fn take() -> Self {
        let still: Vec<ArcErrors> = RANGES_KM
            .iter()
            .flat_map(|&range_km| at_rest(range_km))
            .collect();
        let mut turning = Vec::new();
        let mut times_s = Vec::new();
        let mut speeds_m_s = Vec::new();
        for (from, to) in turning_pairs() {
            let found =
                rotation::minimum_energy(from, to).expect("an arc between points of the grid");
            let launch = relative_launch(from, to, &found.arc);
            let earth = Earth::SPHERE.turning(EARTH_ROTATION_RAD_S);
            let start = earth.surface(from);
            let target = earth.surface(to);
            turning.push(errors(&earth, launch.motion(start), target, &found.arc));
            let shot = slowest(&earth, start, target, launch);
            times_s.push(shot.time_s - found.arc.free_flight_time_s);
            speeds_m_s.push((shot.speed_km_s - found.ground_relative_speed_km_s) * 1000.0);
        }
        Self {
            still: Errors::of(&still),
            turning: Errors::of(&turning),
            slowest_time_s: Magnitudes::of(times_s),
            slowest_speed_m_s: Magnitudes::of(speeds_m_s),
        }
    }

    pub fn markdown(&self) -> String {
        let row = |name: &str, errors: &Magnitudes| {
            let mut cells = vec![name.to_owned(), errors.count().to_string()];
            cells.extend(errors.powers());
            cells
        };
        let rows = [
            row("at rest: time, s", &self.still.time_s),
            row("at rest: apogee, m", &self.still.apogee_m),
            row("at rest: point of impact, m", &self.still.impact_m),
            row("turning: time, s", &self.turning.time_s),
            row("turning: apogee, m", &self.turning.apogee_m),
            row("turning: point of impact, m", &self.turning.impact_m),
            row(
                "turning: time of the slowest launch, s",
                &self.slowest_time_s,
            ),
            row(
                "turning: speed of the slowest launch, m/s",
                &self.slowest_speed_m_s,
            ),
        ];
        table::markdown(&["Error", "Arcs", "50 %", "90 %", "99 %", "Maximum"], &rows)
    }
}

/// The arcs of one range over the sphere at rest: minimum energy and a fan of launch angles.
fn at_rest(range_km: f64) -> Vec<ArcErrors> {
    let range = Kilometres::new(range_km).expect("a range");
    let steepest_deg = 90.0 - (0.5 * range_km / EARTH_RADIUS_KM).to_degrees();
    let fan = ANGLE_SHARES
        .iter()
        .map(|share| by_launch_angle(range, share * steepest_deg));
    let arcs = std::iter::once(minimum_energy(range)).chain(fan);
    let angle_rad = range_km / EARTH_RADIUS_KM;
    let target = scale([angle_rad.cos(), angle_rad.sin(), 0.0], EARTH_RADIUS_KM);
    arcs.map(|arc| {
        let arc = arc.expect("an arc within the admissible angles");
        let launch = Launch {
            speed_km_s: arc.launch_speed_km_s,
            angle_rad: arc.launch_angle_deg.to_radians(),
            azimuth_rad: 0.5 * PI,
            time_s: arc.free_flight_time_s,
        };
        errors(
            &Earth::SPHERE,
            launch.motion([EARTH_RADIUS_KM, 0.0, 0.0]),
            target,
            &arc,
        )
    })
    .collect()
}

fn turning_pairs() -> impl Iterator<Item = (Position, Position)> {
    LATITUDES_DEG.into_iter().flat_map(|lat_deg| {
        let from = Position::new(lat_deg, 45.75).expect("a latitude");
        AZIMUTHS_DEG.into_iter().flat_map(move |azimuth_deg| {
            let range = |km| Kilometres::new(km).expect("a range");
            TURNING_RANGES_KM.into_iter().map(move |km| {
                let to = destination(from, azimuth_deg, range(km)).expect("an azimuth");
                (from, to)
            })
        })
    })
}

/// The launch, as seen from the turning ground, of an arc that meets the target where it will have moved to.
pub fn relative_launch(from: Position, to: Position, arc: &Arc) -> Launch {
    let start = Earth::SPHERE.surface(from);
    let target = turned(
        Earth::SPHERE.surface(to),
        EARTH_ROTATION_RAD_S * arc.free_flight_time_s,
    );
    let up = scale(start, 1.0 / norm(start));
    let across = sub(target, scale(up, dot(target, up)));
    let (sin_angle, cos_angle) = arc.launch_angle_deg.to_radians().sin_cos();
    let level = scale(across, arc.launch_speed_km_s * cos_angle / norm(across));
    let ground = cross([0.0, 0.0, EARTH_ROTATION_RAD_S], start);
    let level = sub(level, ground);
    let rise = arc.launch_speed_km_s * sin_angle;
    let east = scale([-start[1], start[0], 0.0], 1.0 / start[0].hypot(start[1]));
    Launch {
        speed_km_s: norm(level).hypot(rise),
        angle_rad: rise.atan2(norm(level)),
        azimuth_rad: dot(level, east).atan2(dot(level, cross(up, east))),
        time_s: arc.free_flight_time_s,
    }
}

/// A point turned about the axis.
fn turned(at: Vector, angle_rad: f64) -> Vector {
    let (sin, cos) = angle_rad.sin_cos();
    [at[0] * cos - at[1] * sin, at[0] * sin + at[1] * cos, at[2]]
}

/// Flies the arc for the time that the formula gives: how high above or below the ground it then is, over its rate of
/// descent, is the error of the time; how far it is from the target across the line of sight that of the impact.
pub fn errors(earth: &Earth, start: Motion, target: Vector, arc: &Arc) -> ArcErrors {
    let arrived = earth.fly(start, arc.free_flight_time_s);
    let height_km = earth.height_km(place(arrived));
    let up = scale(target, 1.0 / norm(target));
    let time_s = height_km / dot(velocity(arrived), up);
    let at_ground = sub(place(arrived), scale(velocity(arrived), time_s));
    let impact_km = norm(sub(at_ground, target));
    // Symmetric about the apogee, which the integration must therefore reach after half the time, at rest on the sphere.
    let highest_km = earth.height_km(place(earth.fly(start, 0.5 * arc.free_flight_time_s)));
    [
        time_s,
        (highest_km - arc.apogee_km) * 1000.0,
        impact_km * 1000.0,
    ]
}
