//! Altitude against ground distance for one pair of places and several ballistic arcs.

mod drawing;

use crate::assessment::Pair;
use crate::catalogue::Place;
use crate::error::{Error, Result};
use crate::flight::ballistic::{self, Arc};
use crate::flight::{GM_KM3_S2, Trajectory};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::quantity::Kilometres;
use crate::treaty::BandSet;

pub(crate) use drawing::draw;

/// Launch angle of the flat arc that is shown unless others are asked for, degrees.
pub const DEPRESSED_ANGLE_DEG: f64 = 20.0;

/// Launch angle of the steep one.
pub const LOFTED_ANGLE_DEG: f64 = 60.0;

/// How many arcs one chart can tell apart.
pub const MOST_ARCS: usize = 5;

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct Profile<'a> {
    /// Source and destination.
    pub pair: Pair<'a>,
    /// The arcs, flattest first.
    pub arcs: Vec<ShownArc>,
}

/// One arc.
#[derive(Clone, Copy, Debug)]
pub struct ShownArc {
    /// What was asked for.
    pub trajectory: Trajectory,
    /// The arc.
    pub arc: Arc,
}

/// A point of a flight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Instant {
    /// Since burnout, s.
    pub time_s: f64,
    /// Along the ground, km.
    pub ground_km: f64,
    /// Above the sphere, km.
    pub altitude_km: f64,
}

/// The arcs between two places: by these launch angles, or the usual three.
///
/// # Errors
/// [`Error::NoArc`] for an angle at which no ellipse joins the places; [`Error::Usage`] for more than [`MOST_ARCS`]
/// angles; [`Error::OutOfRange`] for an angle that is none.
pub fn profile<'a>(
    from: &'a Place,
    to: &'a Place,
    bands: &'a BandSet,
    angles_deg: &[f64],
) -> Result<Profile<'a>> {
    if angles_deg.len() > MOST_ARCS {
        return Err(Error::Usage(format!(
            "profile shows up to {MOST_ARCS} launch angles, not {}: leave some --angle out",
            angles_deg.len()
        )));
    }
    let pair = Pair::new(from, to, bands);
    let range = pair.track.distance;
    let trajectories = if angles_deg.is_empty() {
        usual(range)?
    } else {
        by_angles(angles_deg)?
    };
    let mut arcs = trajectories
        .into_iter()
        .map(|trajectory| {
            ballistic::arc(trajectory, range, None).map(|arc| ShownArc { trajectory, arc })
        })
        .collect::<Result<Vec<_>>>()?;
    arcs.sort_by(|a, b| a.arc.launch_angle_deg.total_cmp(&b.arc.launch_angle_deg));
    Ok(Profile { pair, arcs })
}

fn by_angles(angles_deg: &[f64]) -> Result<Vec<Trajectory>> {
    let mut trajectories = Vec::new();
    for angle_deg in angles_deg {
        let trajectory = Trajectory::launch_angle(*angle_deg)?;
        if !trajectories.contains(&trajectory) {
            trajectories.push(trajectory);
        }
    }
    Ok(trajectories)
}

/// The minimum-energy arc between a flat and a steep one. Over long ranges, where the usual flat angle is above the
/// minimum-energy angle or the usual steep one takes about the circular speed, the angles are half and 1½ times that
/// of minimum energy.
fn usual(range: Kilometres) -> Result<Vec<Trajectory>> {
    let middle_deg = ballistic::minimum_energy(range)?.launch_angle_deg;
    // Round, unless that would make another angle of it.
    let round = |degrees: f64| {
        if degrees >= 5.0 {
            degrees.round()
        } else {
            degrees
        }
    };
    let flat_deg = DEPRESSED_ANGLE_DEG.min(round(0.5 * middle_deg));
    // At twice the minimum-energy angle, 90° − Ψ/2, the launch takes the circular speed: Q = 1.
    let steep_deg = if LOFTED_ANGLE_DEG < 1.8 * middle_deg {
        LOFTED_ANGLE_DEG
    } else {
        round(1.5 * middle_deg)
    };
    Ok(vec![
        Trajectory::LaunchAngle(flat_deg),
        Trajectory::MinimumEnergy,
        Trajectory::LaunchAngle(steep_deg),
    ])
}

/// The arc from burnout to impact, in so many equal steps of the eccentric anomaly.
pub fn path(arc: &Arc, steps: u32) -> Vec<Instant> {
    let end_rad = apogee_anomaly_rad(arc);
    let steps = steps.max(1);
    (0..=steps)
        .map(|step| {
            instant(
                arc,
                end_rad * (2.0 * f64::from(step) / f64::from(steps) - 1.0),
            )
        })
        .collect()
}

/// Where the flight is so many seconds after burnout; its ends before burnout and after impact.
pub fn at_time(arc: &Arc, time_s: f64) -> Instant {
    let end_rad = apogee_anomaly_rad(arc);
    let mut low = -end_rad;
    let mut high = end_rad;
    // Kepler's equation by halving: time grows with the anomaly all along.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if instant(arc, middle).time_s < time_s {
            low = middle;
        } else {
            high = middle;
        }
    }
    instant(arc, f64::midpoint(low, high))
}

/// The eccentric anomaly of impact, counted from the apogee, radians: tan(δ/2) = √((1 + e)/(1 − e)) tan(g/2).
fn apogee_anomaly_rad(arc: &Arc) -> f64 {
    let quarter_rad = 0.25 * arc.range_km / EARTH_RADIUS_KM;
    2.0 * ((1.0 + arc.eccentricity).sqrt() * quarter_rad.sin())
        .atan2(one_less_e(arc).sqrt() * quarter_rad.cos())
}

/// 1 − e = Q(2 − Q) cos²φ/(1 + e), which loses no digits where e tends to 1.
fn one_less_e(arc: &Arc) -> f64 {
    let cos2 = arc.launch_angle_deg.to_radians().cos().powi(2);
    arc.q * (2.0 - arc.q) * cos2 / (1.0 + arc.eccentricity)
}

/// The point of the arc at an eccentric anomaly δ counted from the apogee: r = a(1 + e cos δ).
fn instant(arc: &Arc, anomaly_rad: f64) -> Instant {
    let half_range_rad = 0.5 * arc.range_km / EARTH_RADIUS_KM;
    let half = 0.5 * anomaly_rad;
    let from_apogee_rad = 2.0
        * (one_less_e(arc).sqrt() * half.sin()).atan2((1.0 + arc.eccentricity).sqrt() * half.cos());
    let end_rad = apogee_anomaly_rad(arc);
    // Below the apogee by a e (1 − cos δ).
    let drop_km = arc.semi_major_axis_km * arc.eccentricity * 2.0 * half.sin().powi(2);
    let mean_motion_inverse_s = (arc.semi_major_axis_km.powi(3) / GM_KM3_S2).sqrt();
    let mean_anomaly = |rad: f64| rad + arc.eccentricity * rad.sin();
    Instant {
        time_s: mean_motion_inverse_s * (mean_anomaly(anomaly_rad) + mean_anomaly(end_rad)),
        ground_km: EARTH_RADIUS_KM * (half_range_rad + from_apogee_rad),
        altitude_km: (arc.apogee_km - drop_km).max(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(range_km: f64, angle_deg: f64) -> Arc {
        ballistic::by_launch_angle(Kilometres::new(range_km).unwrap(), angle_deg).unwrap()
    }

    #[test]
    fn paths_begin_and_end_on_the_ground_with_the_apogee_between() {
        for (range_km, angle_deg) in [
            (50.0, 45.0),
            (500.0, 20.0),
            (2297.0, 60.0),
            (5500.0, 33.0),
            (15_000.0, 10.0),
        ] {
            let arc = arc(range_km, angle_deg);
            let path = path(&arc, 40);
            let first = path[0];
            let middle = path[20];
            let last = path[40];
            assert!(
                first.ground_km.abs() < 1e-6
                    && first.altitude_km < 1e-6
                    && first.time_s.abs() < 1e-6,
                "{first:?}"
            );
            assert!(
                (last.ground_km - range_km).abs() < 1e-6 && last.altitude_km < 1e-6,
                "{last:?}"
            );
            assert!(
                (last.time_s - arc.free_flight_time_s).abs() < 1e-6,
                "{last:?} {arc:?}"
            );
            assert!(
                (middle.altitude_km - arc.apogee_km).abs() < 1e-9,
                "{middle:?}"
            );
            assert!(
                (middle.ground_km - 0.5 * range_km).abs() < 1e-9,
                "{middle:?}"
            );
        }
    }

    #[test]
    fn paths_leave_at_their_launch_angle() {
        let arc = arc(2000.0, 30.0);
        let path = path(&arc, 20_000);
        let slope = path[1].altitude_km / path[1].ground_km;
        assert!((slope.atan().to_degrees() - 30.0).abs() < 0.05, "{slope}");
    }

    #[test]
    fn times_find_their_points() {
        let arc = arc(2000.0, 30.0);
        let half = at_time(&arc, 0.5 * arc.free_flight_time_s);
        assert!(
            (half.ground_km - 1000.0).abs() < 1e-6
                && (half.altitude_km - arc.apogee_km).abs() < 1e-9
        );
        assert!(at_time(&arc, -5.0).ground_km.abs() < 1e-6);
        assert!((at_time(&arc, 1e9).ground_km - 2000.0).abs() < 1e-6);
    }

    #[test]
    fn the_usual_arcs_exist_at_every_range() {
        for range_km in [1.0, 500.0, 3000.0, 6671.0, 10_000.0, 15_000.0, 19_900.0] {
            let range = Kilometres::new(range_km).unwrap();
            let angles: Vec<f64> = usual(range)
                .unwrap()
                .into_iter()
                .map(|trajectory| {
                    ballistic::arc(trajectory, range, None)
                        .unwrap()
                        .launch_angle_deg
                })
                .collect();
            assert!(
                angles.windows(2).all(|pair| pair[0] < pair[1]),
                "{range_km}: {angles:?}"
            );
        }
    }
}
