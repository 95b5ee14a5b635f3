//! Numerical integration of a flight in a frame that turns with the Earth, and launches that hit a target in it.
//!
//! Nothing here uses the closed formulas of the program: the arcs are found by shooting.

use arcminute::flight::GM_KM3_S2;
use arcminute::geodesy::EARTH_RADIUS_KM;
use arcminute::position::Position;
use differential_equations::prelude::*;

/// Relative and absolute tolerance of one step. Positions are near 10⁴ km, so this is about a micrometre.
const TOLERANCE: f64 = 1e-13;

/// Position in km and velocity in km/s.
pub type Motion = [f64; 6];

/// A vector in km or km/s.
pub type Vector = [f64; 3];

/// The shape, the gravity and the rotation of an Earth.
#[derive(Clone, Copy)]
pub struct Earth {
    pub equatorial_km: f64,
    pub polar_km: f64,
    /// Dynamic form factor, without unit.
    pub j2: f64,
    /// Angular velocity, rad/s.
    pub turn_rad_s: f64,
}

/// Equatorial radius and flattening of WGS 84. Source: NIMA TR8350.2, 3rd ed., table 3.1.
const WGS84_A_KM: f64 = 6378.137;
const WGS84_F: f64 = 1.0 / 298.257_223_563;

/// J₂ of the Geodetic Reference System 1980, a defining constant of it (H. Moritz, Bulletin Géodésique 54, 1980). That
/// of gravity models of satellite orbits differs in the sixth digit.
const J2: f64 = 1.082_63e-3;

impl Earth {
    /// The program's sphere.
    pub const SPHERE: Self = Self {
        equatorial_km: EARTH_RADIUS_KM,
        polar_km: EARTH_RADIUS_KM,
        j2: 0.0,
        turn_rad_s: 0.0,
    };

    /// WGS 84 with the gravity of its flattening, at rest.
    pub const ELLIPSOID: Self = Self {
        equatorial_km: WGS84_A_KM,
        polar_km: WGS84_A_KM * (1.0 - WGS84_F),
        j2: J2,
        turn_rad_s: 0.0,
    };

    /// The same, turning at this rate.
    pub fn turning(self, turn_rad_s: f64) -> Self {
        Self { turn_rad_s, ..self }
    }

    /// A point of the surface, by geographic latitude.
    pub fn surface(&self, position: Position) -> Vector {
        let (sin_lat, cos_lat) = position.lat_deg().to_radians().sin_cos();
        let (sin_lon, cos_lon) = position.lon_deg().to_radians().sin_cos();
        let a2 = self.equatorial_km.powi(2);
        let b2 = self.polar_km.powi(2);
        let n = (a2 * cos_lat * cos_lat + b2 * sin_lat * sin_lat).sqrt();
        [
            a2 / n * cos_lat * cos_lon,
            a2 / n * cos_lat * sin_lon,
            b2 / n * sin_lat,
        ]
    }

    /// Height above the surface along the line to the Earth's centre, km. It differs from the height along the normal
    /// by less than 10 m for all flights here.
    pub fn height_km(&self, at: Vector) -> f64 {
        let level = (at[0].powi(2) + at[1].powi(2)) / self.equatorial_km.powi(2);
        let upright = at[2].powi(2) / self.polar_km.powi(2);
        norm(at) * (1.0 - 1.0 / (level + upright).sqrt())
    }

    /// Where a flight is after `time_s`.
    pub fn fly(&self, start: Motion, time_s: f64) -> Motion {
        let method = ExplicitRungeKutta::dop853().rtol(TOLERANCE).atol(TOLERANCE);
        match IVP::ode(self, 0.0, time_s, start).method(method).solve() {
            Ok(flown) => *flown.y.last().expect("an integral has an end"),
            // What rounding leaves of the last step is too short for the solver, and for anything else: 10⁻⁹ s is 10 µm.
            Err(Error::StepSize { t, y }) if (time_s - t).abs() < 1e-9 => y,
            Err(error) => panic!("no integral over {time_s} s from {start:?}: {error:?}"),
        }
    }

    /// The greatest height of a flight, km, by parabolas ever closer around its middle.
    pub fn apogee_km(&self, start: Motion, time_s: f64) -> f64 {
        let height_at = |at_s: f64| self.height_km(place(self.fly(start, at_s)));
        let mut peak = (0.5 * time_s, 0.0);
        for width in [0.1, 0.01] {
            peak = parabola_peak(peak.0, width * time_s, height_at);
        }
        peak.1
    }
}

/// The gradient of GM/r (1 − J₂ (a/r)² P₂(z/r)), with the Coriolis and centrifugal accelerations of the turning frame.
impl ODE<f64, Motion> for Earth {
    fn diff(&self, _time_s: f64, motion: &Motion, change: &mut Motion) {
        let [x, y, z, vx, vy, vz] = *motion;
        let r2 = x * x + y * y + z * z;
        let pull = -GM_KM3_S2 / (r2 * r2.sqrt());
        let bulge = 1.5 * self.j2 * self.equatorial_km * self.equatorial_km / r2;
        let slant = 5.0 * z * z / r2;
        let level = pull * (1.0 + bulge * (1.0 - slant));
        let upright = pull * (1.0 + bulge * (3.0 - slant));
        let turn = self.turn_rad_s;
        *change = [
            vx,
            vy,
            vz,
            level * x + 2.0 * turn * vy + turn * turn * x,
            level * y - 2.0 * turn * vx + turn * turn * y,
            upright * z,
        ];
    }
}

/// A launch as seen from the turning ground.
#[derive(Clone, Copy, Debug)]
pub struct Launch {
    pub speed_km_s: f64,
    /// Above the plane across the line to the Earth's centre.
    pub angle_rad: f64,
    /// Clockwise from north.
    pub azimuth_rad: f64,
    /// From launch to the target.
    pub time_s: f64,
}

impl Launch {
    /// The motion at launch from a point that is not a pole.
    pub fn motion(&self, from: Vector) -> Motion {
        let up = scale(from, 1.0 / norm(from));
        let level = from[0].hypot(from[1]);
        let east = [-from[1] / level, from[0] / level, 0.0];
        let north = cross(up, east);
        let (sin_angle, cos_angle) = self.angle_rad.sin_cos();
        let (sin_azimuth, cos_azimuth) = self.azimuth_rad.sin_cos();
        let along = add(scale(east, sin_azimuth), scale(north, cos_azimuth));
        let velocity = scale(
            add(scale(along, cos_angle), scale(up, sin_angle)),
            self.speed_km_s,
        );
        [
            from[0],
            from[1],
            from[2],
            velocity[0],
            velocity[1],
            velocity[2],
        ]
    }
}

/// Finds speed, azimuth and time that hit `target` at the guess's launch angle, by Newton's method.
pub fn hit(earth: &Earth, from: Vector, target: Vector, guess: Launch) -> Launch {
    let mut launch = guess;
    for _ in 0..30 {
        let arrived = earth.fly(launch.motion(from), launch.time_s);
        let miss = sub(place(arrived), target);
        // Well above what the integration resolves, well below what any table shows.
        if norm(miss) < 1e-7 {
            return launch;
        }
        let step = 1e-6;
        let faster = Launch {
            speed_km_s: launch.speed_km_s + step,
            ..launch
        };
        let turned = Launch {
            azimuth_rad: launch.azimuth_rad + step,
            ..launch
        };
        let by_speed = sub(
            place(earth.fly(faster.motion(from), launch.time_s)),
            place(arrived),
        );
        let by_azimuth = sub(
            place(earth.fly(turned.motion(from), launch.time_s)),
            place(arrived),
        );
        let change = solve(
            [
                scale(by_speed, 1.0 / step),
                scale(by_azimuth, 1.0 / step),
                velocity(arrived),
            ],
            miss,
        );
        launch.speed_km_s -= change[0];
        launch.azimuth_rad -= change[1];
        launch.time_s -= change[2];
    }
    panic!("no launch from {from:?} to {target:?} near {guess:?}");
}

/// The launch of least speed relative to the ground that hits `target`: parabolas ever closer around the best angle.
pub fn slowest(earth: &Earth, from: Vector, target: Vector, guess: Launch) -> Launch {
    let mut best = hit(earth, from, target, guess);
    for width_rad in [0.02, 0.002, 0.0005] {
        let start = best;
        let slowness =
            |angle_rad: f64| -hit(earth, from, target, Launch { angle_rad, ..start }).speed_km_s;
        let (angle_rad, _) = parabola_peak(start.angle_rad, width_rad, slowness);
        best = hit(earth, from, target, Launch { angle_rad, ..start });
    }
    best
}

/// Place and value of the peak of the parabola through three points around `middle`.
fn parabola_peak(middle: f64, width: f64, value_at: impl Fn(f64) -> f64) -> (f64, f64) {
    let before = value_at(middle - width);
    let at = value_at(middle);
    let after = value_at(middle + width);
    let slope = 0.5 * (after - before);
    let bend = before - 2.0 * at + after;
    (
        middle - slope / bend * width,
        at - 0.5 * slope * slope / bend,
    )
}

/// Solves x₀c₀ + x₁c₁ + x₂c₂ = b for x by Cramer's rule.
fn solve(columns: [Vector; 3], b: Vector) -> Vector {
    let [c0, c1, c2] = columns;
    let volume = dot(c0, cross(c1, c2));
    [
        dot(b, cross(c1, c2)) / volume,
        dot(c0, cross(b, c2)) / volume,
        dot(c0, cross(c1, b)) / volume,
    ]
}

pub fn place(motion: Motion) -> Vector {
    [motion[0], motion[1], motion[2]]
}

pub fn velocity(motion: Motion) -> Vector {
    [motion[3], motion[4], motion[5]]
}

pub fn add(a: Vector, b: Vector) -> Vector {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

pub fn sub(a: Vector, b: Vector) -> Vector {
    add(a, scale(b, -1.0))
}

pub fn scale(a: Vector, factor: f64) -> Vector {
    a.map(|component| component * factor)
}

pub fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub fn cross(a: Vector, b: Vector) -> Vector {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

pub fn norm(a: Vector) -> f64 {
    dot(a, a).sqrt()
}
