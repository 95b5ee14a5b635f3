//! The effect of the Earth's rotation on the free-flight time of a minimum-energy arc.
//!
//! While the missile flies the target moves east, and the launch point lends the missile its own eastward speed.
//! "Minimum energy" is taken as minimum *ground-relative* launch speed |v − ω × r|, which is what the booster has to
//! supply: the minimum of the inertial speed to the moved target does not tend to the static arc at short range.

use std::f64::consts::FRAC_PI_2;

use super::GM_KM3_S2;
use super::ballistic::{Arc, by_launch_angle, half_range_angle_rad, minimum_energy_angle_rad};
use crate::error::Result;
use crate::geodesy::{EARTH_RADIUS_KM, sphere_distance, sphere_initial_azimuth_rad};
use crate::position::Position;

/// Angular velocity of the Earth, rad/s. Source: WGS 84, NIMA TR8350.2, 3rd ed., table 3.1.
pub const EARTH_ROTATION_RAD_S: f64 = 7.292_115e-5;

/// A minimum-energy arc on the turning Earth, on the sphere with geographic latitudes.
///
/// ```
/// use arcminute::{flight::rotation, position::Position};
/// let (kapustin_yar, sary_shagan) = (Position::new(48.57, 45.75)?, Position::new(46.0, 73.5)?);
/// let turning = rotation::minimum_energy(kapustin_yar, sary_shagan)?;
/// // The row of this pair in tests/reference/rotating.csv.
/// assert!((turning.static_time_s - 722.334).abs() < 1e-3);
/// assert!((turning.arc.free_flight_time_s - 726.13).abs() < 0.01);
/// assert!((turning.arc.apogee_km - 467.73).abs() < 0.01);
/// assert!((turning.ground_relative_speed_km_s - 4.1515).abs() < 1e-4);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TurningArc {
    /// The arc in inertial space, to where the target will be.
    pub arc: Arc,
    /// Launch speed relative to the ground, km/s.
    pub ground_relative_speed_km_s: f64,
    /// Time of the static arc between the same two points of the sphere, s.
    pub static_time_s: f64,
}

impl TurningArc {
    /// Rotating less static time, s: the correction to add to the static time over the geodesic.
    ///
    /// ```
    /// use arcminute::{flight::rotation, position::Position};
    /// let (west, east) = (Position::new(50.0, 20.0)?, Position::new(50.0, 22.0)?);
    /// // 172.25 and 171.79 less 171.896 s in tests/reference/rotating.csv: longer eastward, shorter westward.
    /// assert!((rotation::minimum_energy(west, east)?.correction_s() - 0.354).abs() < 0.01);
    /// assert!((rotation::minimum_energy(east, west)?.correction_s() + 0.106).abs() < 0.01);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn correction_s(&self) -> f64 {
        self.arc.free_flight_time_s - self.static_time_s
    }
}

/// The arc of least ground-relative launch speed between two positions on the turning sphere.
///
/// # Errors
/// [`crate::Error::NoArc`] where no static arc joins the positions either.
///
/// ```
/// use arcminute::{flight::rotation, position::Position};
/// let (kaliningrad, berlin) = (Position::new(54.7104, 20.4522)?, Position::new(52.52, 13.405)?);
/// let turning = rotation::minimum_energy(kaliningrad, berlin)?;
/// // From tests/reference/rotating.csv.
/// assert!((turning.ground_relative_speed_km_s - 2.230_96).abs() < 1e-5);
/// assert!((turning.arc.launch_angle_deg - 48.773).abs() < 1e-2);
/// assert!(rotation::minimum_energy(berlin, berlin).is_err());
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn minimum_energy(from: Position, to: Position) -> Result<TurningArc> {
    let static_range = sphere_distance(from, to);
    let static_time_s = super::ballistic::minimum_energy(static_range)?.free_flight_time_s;
    let static_angle_rad = minimum_energy_angle_rad(half_range_angle_rad(static_range)?);
    let speed_at =
        |angle_rad: f64| arc_at(from, to, angle_rad, static_time_s).map(|(_, speed)| speed);
    // The optimum lies within a few degrees of the static one for every pair but those near the antipode; the
    // bracket spans all angles, and where no arc exists the speed counts as infinite.
    let angle_rad = golden_section(0.0, FRAC_PI_2, static_angle_rad, |angle_rad| {
        speed_at(angle_rad).unwrap_or(f64::INFINITY)
    });
    let (arc, ground_relative_speed_km_s) = match arc_at(from, to, angle_rad, static_time_s) {
        Some(found) => found,
        None => (super::ballistic::minimum_energy(static_range)?, f64::NAN),
    };
    Ok(TurningArc {
        arc,
        ground_relative_speed_km_s,
        static_time_s,
    })
}

/// The arc at one inertial launch angle, with flight time and moved target made consistent by fixed point, and its
/// launch speed relative to the ground. None where no arc exists.
fn arc_at(from: Position, to: Position, angle_rad: f64, first_time_s: f64) -> Option<(Arc, f64)> {
    let mut time_s = first_time_s;
    let mut found = None;
    for _ in 0..100 {
        let target = moved_east(to, time_s)?;
        let arc = by_launch_angle(sphere_distance(from, target), angle_rad.to_degrees()).ok()?;
        let change_s = arc.free_flight_time_s - time_s;
        time_s = arc.free_flight_time_s;
        found = Some((arc, target));
        // Well below what the least digit of the tables asks for, well above rounding.
        if change_s.abs() < 1e-10 {
            break;
        }
    }
    let (arc, target) = found?;
    let azimuth_rad = sphere_initial_azimuth_rad(from, target);
    let (up, level) = angle_rad.sin_cos();
    let eastward_of_ground =
        EARTH_ROTATION_RAD_S * EARTH_RADIUS_KM * from.lat_deg().to_radians().cos();
    let v = (GM_KM3_S2 * arc.q / EARTH_RADIUS_KM).sqrt();
    let east = v * level * azimuth_rad.sin() - eastward_of_ground;
    let north = v * level * azimuth_rad.cos();
    Some((arc, east.hypot(north).hypot(v * up)))
}

/// Position in inertial space of a point of the turning Earth after `time_s`.
fn moved_east(position: Position, time_s: f64) -> Option<Position> {
    let lon_deg = position.lon_deg() + (EARTH_ROTATION_RAD_S * time_s).to_degrees();
    let wrapped_deg = (lon_deg + 180.0).rem_euclid(360.0) - 180.0;
    Position::new(position.lat_deg(), wrapped_deg).ok()
}

/// Minimises a function with one minimum between `low` and `high`, starting with a bracket around `guess`.
fn golden_section(low: f64, high: f64, guess: f64, value_at: impl Fn(f64) -> f64) -> f64 {
    const RATIO: f64 = 0.618_033_988_749_894_9;
    let mut half_width = 0.05;
    let (mut left, mut right) = loop {
        let left = (guess - half_width).max(low);
        let right = (guess + half_width).min(high);
        let inside = value_at(guess);
        if (value_at(left) > inside && value_at(right) > inside) || half_width > high - low {
            break (left, right);
        }
        half_width *= 2.0;
    };
    // Two inner points, each at the golden section from one end.
    let mut near = right - RATIO * (right - left);
    let mut far = left + RATIO * (right - left);
    let mut at_near = value_at(near);
    let mut at_far = value_at(far);
    // Each step shrinks the bracket by 0.618: 80 steps take it below any double's resolution of the minimum.
    for _ in 0..80 {
        if at_near < at_far {
            (right, far, at_far) = (far, near, at_near);
            near = right - RATIO * (right - left);
            at_near = value_at(near);
        } else {
            (left, near, at_near) = (near, far, at_far);
            far = left + RATIO * (right - left);
            at_far = value_at(far);
        }
    }
    f64::midpoint(left, right)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::float_cmp, reason = "the same subtraction")]

    use super::*;

    /// Flying east, the launch point lends speed and the target runs ahead; flying west, both are the other way round.
    #[test]
    fn the_correction_is_turning_less_static() {
        let west = Position::new(45.0, 0.0).unwrap();
        let east = Position::new(45.0, 30.0).unwrap();
        for (from, to, sign) in [(west, east, 1.0), (east, west, -1.0)] {
            let turning = minimum_energy(from, to).unwrap();
            let static_s = crate::flight::ballistic::minimum_energy(sphere_distance(from, to))
                .unwrap()
                .free_flight_time_s;
            let correction_s = turning.correction_s();
            assert_eq!(correction_s, turning.arc.free_flight_time_s - static_s);
            assert!(sign * correction_s > 1.0, "{correction_s} s");
        }
    }
}
