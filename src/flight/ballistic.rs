//! Free flight of a ballistic missile: a Kepler arc with burnout and impact on one sphere.
//!
//! Symbols follow Bate, Mueller & White, "Fundamentals of Astrodynamics" (1971), chapter 6: Ψ is the range angle at
//! the Earth's centre, φ the flight-path angle at burnout above the local horizontal, and Q = v²r/GM. Here g = Ψ/2.
//! All formulas are written so that they lose no digits at short range, where Q and 1 − e tend to zero.

use std::f64::consts::{FRAC_PI_2, PI};

use super::{GM_KM3_S2, Trajectory};
use crate::error::{Error, Result};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::quantity::{Interval, Kilometres};

/// Below this apogee drag rules over most of the arc, and the two-body model does not apply. Convention: the
/// Kármán line of the Fédération Aéronautique Internationale.
pub const MODEL_FLOOR_KM: f64 = 100.0;

/// From this apogee on nothing of a flight is put down to the air. A convention.
pub(crate) const CLEAR_OF_THE_AIR_KM: f64 = 300.0;

/// The share of the air in a flight that climbs to `apogee_km`: 1 at [`MODEL_FLOOR_KM`] and below, falling evenly to 0 at
/// [`CLEAR_OF_THE_AIR_KM`], so that nothing that is said of a flight steps at the floor.
pub(crate) fn air_share(apogee_km: f64) -> f64 {
    ((CLEAR_OF_THE_AIR_KM - apogee_km) / (CLEAR_OF_THE_AIR_KM - MODEL_FLOOR_KM)).clamp(0.0, 1.0)
}

/// Above this apogee the Sun's pull takes over, and there is no two-body arc: the Earth's Hill radius a (m/3M)^(1/3), in
/// round numbers, with a = 149.6 million km and M/m = 332,946.
pub(crate) const GREATEST_APOGEE_KM: f64 = 1_500_000.0;

/// One free-flight arc between two points of a sphere.
///
/// ```
/// use arcminute::flight::ballistic::minimum_energy;
/// use arcminute::quantity::Kilometres;
/// let arc = minimum_energy(Kilometres::new(2500.0)?)?;
/// // The row of 2500 km in tests/reference/ballistic.csv.
/// assert!((arc.launch_speed_km_s - 4.518_161_783_36).abs() < 1e-9);
/// assert!((arc.launch_angle_deg - 39.379_247_726_7).abs() < 1e-9);
/// assert!((arc.apogee_km - 559.881_359_782).abs() < 1e-6);
/// assert!((arc.free_flight_time_s - 801.122_080_161).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arc {
    /// Ground range, km along the sphere.
    pub range_km: f64,
    /// Q = v²r/GM at burnout, without unit.
    pub q: f64,
    /// Inertial speed at burnout and at impact, km/s.
    pub launch_speed_km_s: f64,
    /// Angle of the velocity at burnout above the local horizontal, degrees.
    pub launch_angle_deg: f64,
    /// Semi-major axis of the ellipse, km.
    pub semi_major_axis_km: f64,
    /// Eccentricity of the ellipse.
    pub eccentricity: f64,
    /// Greatest height above the sphere, km.
    pub apogee_km: f64,
    /// Time from burnout to impact, s.
    pub free_flight_time_s: f64,
}

/// The minimum-energy arc: launch angle φ = (π − Ψ)/4, Q = 2 sin g/(1 + sin g) (BMW eq. 6.2-20).
///
/// # Errors
/// [`Error::NoArc`] at zero range, and from half the circumference of the sphere on.
///
/// ```
/// use arcminute::flight::ballistic::minimum_energy;
/// use arcminute::quantity::Kilometres;
/// let arc = minimum_energy(Kilometres::new(500.0)?)?;
/// assert!((arc.free_flight_time_s - 327.36441084).abs() < 1e-7);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn minimum_energy(range: Kilometres) -> Result<Arc> {
    let half_angle_rad = half_range_angle_rad(range)?;
    Ok(through(
        half_angle_rad,
        minimum_energy_angle_rad(half_angle_rad),
    ))
}

/// The arc that leaves at `launch_angle_deg` above the horizontal.
///
/// # Errors
/// [`Error::NoArc`] outside 0 < φ < 90° − Ψ/4, where no ellipse joins the two points, with that interval: at the upper
/// end Q is 2, the parabola. So close to that end that the apogee is above 1.5 million km, too.
///
/// ```
/// use arcminute::flight::ballistic::by_launch_angle;
/// use arcminute::quantity::Kilometres;
/// let range = Kilometres::new(2000.0)?;
/// // From tests/reference/ballistic.csv.
/// assert!((by_launch_angle(range, 30.0)?.free_flight_time_s - 580.013_583_07).abs() < 1e-6);
/// // Ψ is 17.99°, so the limit is 85.5°.
/// assert!(by_launch_angle(range, 85.0).is_ok() && by_launch_angle(range, 86.0).is_err());
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn by_launch_angle(range: Kilometres, launch_angle_deg: f64) -> Result<Arc> {
    let half_angle_rad = half_range_angle_rad(range)?;
    let limit_deg = steepest_angle_rad(half_angle_rad).to_degrees();
    if launch_angle_deg > 0.0 && launch_angle_deg < limit_deg {
        let arc = through(half_angle_rad, launch_angle_deg.to_radians());
        // A hair from the parabola rounding may leave no ellipse, and an apogee below 0.
        if (0.0..=GREATEST_APOGEE_KM).contains(&arc.apogee_km) {
            return Ok(arc);
        }
    }
    let reason = if launch_angle_deg > 0.0 && launch_angle_deg < limit_deg {
        format!("at a launch angle of {launch_angle_deg}° it climbs above {GREATEST_APOGEE_KM} km")
    } else {
        format!(
            "launch angle is {launch_angle_deg}°, but must be above 0 and below {limit_deg:.4}°"
        )
    };
    Err(Error::NoArc {
        range_km: range.km(),
        reason,
    })
}

/// The arc that climbs to `apogee_km`: e = h/(h + r(1 − cos g)), a = (r + h)/(1 + e).
///
/// # Errors
/// [`Error::NoArc`] unless the apogee is above 0 and at most 1.5 million km.
///
/// ```
/// use arcminute::flight::ballistic::by_apogee;
/// use arcminute::quantity::Kilometres;
/// // The lofted flight of the Hwasong-12 on 14 May 2017: range, apogee and time in data/test_flights.csv.
/// let arc = by_apogee(Kilometres::new(787.0)?, 2111.5)?;
/// assert!((arc.apogee_km - 2111.5).abs() < 1e-6);
/// assert!((arc.free_flight_time_s - 1675.8).abs() < 0.05);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn by_apogee(range: Kilometres, apogee_km: f64) -> Result<Arc> {
    let half_angle_rad = half_range_angle_rad(range)?;
    if !(apogee_km > 0.0 && apogee_km <= GREATEST_APOGEE_KM) {
        let reason = format!(
            "apogee is {apogee_km} km, but must be above 0 and at most {GREATEST_APOGEE_KM} km, as far as the Earth's pull \
             holds"
        );
        return Err(Error::NoArc {
            range_km: range.km(),
            reason,
        });
    }
    let drop_km = EARTH_RADIUS_KM * versine(half_angle_rad);
    let eccentricity = apogee_km / (apogee_km + drop_km);
    // Burnout lies at the true anomaly π − g, where tan φ = e sin g/(1 − e cos g). The denominator is written
    // without the difference of two nearly equal numbers.
    let one_less_e = drop_km / (apogee_km + drop_km);
    let one_less_e_cos_g = one_less_e + eccentricity * versine(half_angle_rad);
    let angle_rad = (eccentricity * half_angle_rad.sin()).atan2(one_less_e_cos_g);
    Ok(Arc {
        // As it was asked for: 100 km are not below 100 km.
        apogee_km,
        ..through(half_angle_rad, angle_rad)
    })
}

/// The lofted or the depressed arc at the full speed of a system that reaches `capability` on the minimum-energy arc.
///
/// # Errors
/// [`Error::NoArc`] if the range exceeds the capability.
///
/// ```
/// use arcminute::flight::ballistic::{full_speed, minimum_energy};
/// use arcminute::quantity::Kilometres;
/// let (range, capability) = (Kilometres::new(1000.0)?, Kilometres::new(2000.0)?);
/// let (lofted, depressed) = (full_speed(range, capability, true)?, full_speed(range, capability, false)?);
/// let speed_km_s = minimum_energy(capability)?.launch_speed_km_s;
/// assert!((lofted.launch_speed_km_s - speed_km_s).abs() < 1e-9);
/// assert!((depressed.launch_speed_km_s - speed_km_s).abs() < 1e-9);
/// assert!(depressed.free_flight_time_s < lofted.free_flight_time_s);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn full_speed(range: Kilometres, capability: Kilometres, lofted: bool) -> Result<Arc> {
    let half_angle_rad = half_range_angle_rad(range)?;
    let reach_rad = half_range_angle_rad(capability)?;
    if range.km() > capability.km() {
        let reason = format!("it exceeds the range capability of {} km", capability.km());
        return Err(Error::NoArc {
            range_km: range.km(),
            reason,
        });
    }
    let (depressed_rad, lofted_rad) =
        launch_angles_rad(minimum_energy_q(reach_rad), half_angle_rad).unwrap_or_else(|| {
            (
                minimum_energy_angle_rad(half_angle_rad),
                minimum_energy_angle_rad(half_angle_rad),
            )
        });
    Ok(through(
        half_angle_rad,
        if lofted { lofted_rad } else { depressed_rad },
    ))
}

/// The arc that takes `time_s` from burnout to impact: time grows with launch angle, so there is one.
///
/// # Errors
/// [`Error::NoArc`] at or below [`grazing_time_s`], which no arc beats.
///
/// ```
/// use arcminute::flight::ballistic::{by_time, grazing_time_s};
/// use arcminute::quantity::Kilometres;
/// let range = Kilometres::new(2000.0)?;
/// // The arc of 30° in tests/reference/ballistic.csv.
/// assert!((by_time(range, 580.013_583_07)?.launch_angle_deg - 30.0).abs() < 1e-6);
/// assert!(by_time(range, grazing_time_s(range)).is_err());
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn by_time(range: Kilometres, time_s: f64) -> Result<Arc> {
    let half_angle_rad = half_range_angle_rad(range)?;
    let least_s = grazing_time_s(range);
    if !(time_s > least_s && time_s.is_finite()) {
        let reason = format!(
            "time is {time_s} s, but must be above that of the grazing orbit, {least_s:.1} s"
        );
        return Err(Error::NoArc {
            range_km: range.km(),
            reason,
        });
    }
    let mut low_rad = 0.0;
    let mut high_rad = steepest_angle_rad(half_angle_rad);
    // Bisection down to neighbouring doubles.
    for _ in 0..80 {
        let middle_rad = f64::midpoint(low_rad, high_rad);
        if through(half_angle_rad, middle_rad).free_flight_time_s < time_s {
            low_rad = middle_rad;
        } else {
            high_rad = middle_rad;
        }
    }
    Ok(through(half_angle_rad, low_rad.max(f64::MIN_POSITIVE)))
}

/// The arc that `trajectory` asks for. `capability` is the range of the system, for the full-speed arcs.
///
/// # Errors
/// [`Error::NoArc`] as above; [`Error::Usage`] if a full-speed arc is asked for without a capability.
///
/// ```
/// use arcminute::flight::{Trajectory, ballistic::arc};
/// use arcminute::quantity::Kilometres;
/// let (range, capability) = (Kilometres::new(1000.0)?, Kilometres::new(2000.0)?);
/// let reference = arc(Trajectory::MinimumEnergy, range, None)?;
/// let depressed = arc(Trajectory::Depressed, range, Some(capability))?;
/// assert!(depressed.free_flight_time_s < reference.free_flight_time_s);
/// assert!(arc(Trajectory::Depressed, range, None).is_err());
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn arc(
    trajectory: Trajectory,
    range: Kilometres,
    capability: Option<Kilometres>,
) -> Result<Arc> {
    match (trajectory, capability) {
        (Trajectory::MinimumEnergy, _) => minimum_energy(range),
        (Trajectory::LaunchAngle(degrees), _) => by_launch_angle(range, degrees),
        (Trajectory::Apogee(km), _) => by_apogee(range, km),
        (Trajectory::Lofted | Trajectory::Depressed, Some(capability)) => {
            full_speed(range, capability, trajectory == Trajectory::Lofted)
        }
        (Trajectory::Lofted | Trajectory::Depressed, None) => Err(Error::Usage(format!(
            "trajectory {trajectory} needs a system with a range capability: name one with --missile, or give \
             angle=DEG or apogee=KM"
        ))),
    }
}

/// The least time in which any ballistic arc covers a range, s: the grazing circular orbit, v = √(GM/r).
///
/// Time grows with launch angle, so this is the limit φ → 0 and no arc is faster.
///
/// ```
/// use arcminute::flight::ballistic::{by_launch_angle, grazing_time_s};
/// use arcminute::quantity::Kilometres;
/// let range = Kilometres::new(2000.0)?;
/// // 2000 km at √(398600.4418/6371.0088) = 7.90979 km/s.
/// assert!((grazing_time_s(range) - 252.85).abs() < 0.01);
/// assert!(by_launch_angle(range, 0.1)?.free_flight_time_s > grazing_time_s(range));
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn grazing_time_s(range: Kilometres) -> f64 {
    range.km() / (GM_KM3_S2 / EARTH_RADIUS_KM).sqrt()
}

/// Q of the minimum-energy arc over the half range angle g: 2 sin g/(1 + sin g) (BMW eq. 6.2-20).
///
/// ```
/// use arcminute::flight::ballistic::minimum_energy_q;
/// use arcminute::geodesy::EARTH_RADIUS_KM;
/// // Over 2000 km, which is twice the half angle, in tests/reference/ballistic.csv.
/// assert!((minimum_energy_q(1000.0 / EARTH_RADIUS_KM) - 0.270_370_952_15).abs() < 1e-10);
/// ```
pub fn minimum_energy_q(half_angle_rad: f64) -> f64 {
    2.0 * half_angle_rad.sin() / (1.0 + half_angle_rad.sin())
}

/// Q of a burnout at this speed: v²r/GM.
///
/// ```
/// use arcminute::flight::ballistic::q_of_speed;
/// // The slowest launch to 2000 km in tests/reference/ballistic.csv.
/// assert!((q_of_speed(4.112_868_277_54) - 0.270_370_952_15).abs() < 1e-10);
/// ```
pub fn q_of_speed(speed_km_s: f64) -> f64 {
    speed_km_s * speed_km_s * EARTH_RADIUS_KM / GM_KM3_S2
}

/// The greatest range of a burnout with `q`: sin g = Q/(2 − Q). None from the circular orbit on, which reaches all.
///
/// ```
/// use arcminute::flight::ballistic::greatest_range;
/// // Q of the minimum-energy arc over 2000 km in tests/reference/ballistic.csv.
/// assert!(greatest_range(0.270_370_952_15).is_some_and(|range| (range.km() - 2000.0).abs() < 1e-6));
/// assert_eq!(greatest_range(1.0), None);
/// ```
pub fn greatest_range(q: f64) -> Option<Kilometres> {
    (q > 0.0 && q < 1.0)
        .then(|| Kilometres::computed(2.0 * (q / (2.0 - q)).asin() * EARTH_RADIUS_KM))
}

/// The two launch angles at which a burnout with `q` reaches the half range angle g: the roots of
/// sin(2φ + g) = ((2 − Q)/Q) sin g, low and high. None if it cannot reach that far. From the circular speed on,
/// Q ≥ 1, the low root is not above the horizontal and flies no arc.
///
/// ```
/// use arcminute::flight::ballistic::launch_angles_rad;
/// use arcminute::geodesy::EARTH_RADIUS_KM;
/// // Q of the arc of 30° over 2000 km in tests/reference/ballistic.csv. The two roots sum to 90° − g, by the equation.
/// let angles_rad = launch_angles_rad(0.286_858_847_144, 1000.0 / EARTH_RADIUS_KM);
/// assert!(angles_rad.is_some_and(|(low, _)| (low.to_degrees() - 30.0).abs() < 1e-6));
/// assert!(angles_rad.is_some_and(|(_, high)| (high.to_degrees() - 51.0067).abs() < 1e-4));
/// assert_eq!(launch_angles_rad(0.286_858_847_144, 2000.0 / EARTH_RADIUS_KM), None);
/// ```
pub fn launch_angles_rad(q: f64, half_angle_rad: f64) -> Option<(f64, f64)> {
    let sine = (2.0 - q) / q * half_angle_rad.sin();
    // At the edge of its reach rounding may put the sine a hair above 1: that is the minimum-energy arc itself.
    if !(sine > 0.0 && sine <= 1.0 + 1e-12) {
        return None;
    }
    let sum_rad = sine.min(1.0).asin();
    Some((
        0.5 * (sum_rad - half_angle_rad),
        0.5 * (PI - sum_rad - half_angle_rad),
    ))
}

/// The range angle Ψ that a burnout with `q` at the flight-path angle φ covers: cos g = (1 − Q cos²φ)/e.
///
/// ```
/// use arcminute::flight::ballistic::range_angle_rad;
/// // Bate, Mueller & White, p. 290: Q, launch angle and range angle in tests/reference/textbook.csv.
/// let range_angle_rad = range_angle_rad(8.0 / 15.0, 51.317_812_55_f64.to_radians());
/// assert!((range_angle_rad.to_degrees() - 36.389_74).abs() < 1e-5);
/// ```
pub fn range_angle_rad(q: f64, launch_angle_rad: f64) -> f64 {
    let q_cos2 = q * launch_angle_rad.cos().powi(2);
    let eccentricity = (1.0 + (q - 2.0) * q_cos2).max(0.0).sqrt();
    2.0 * ((1.0 - q_cos2) / eccentricity).clamp(-1.0, 1.0).acos()
}

/// The arc over half range angle g at launch angle φ. The caller has checked 0 < φ < π/2 − g/2.
fn through(half_angle_rad: f64, launch_angle_rad: f64) -> Arc {
    let r_km = EARTH_RADIUS_KM;
    let shape = Shape::through(half_angle_rad, launch_angle_rad);
    let Shape {
        q,
        eccentricity,
        one_less_e,
    } = shape;
    let semi_major_axis_km = r_km / (2.0 - q);
    // h = a(1 + e) − r, with the large terms cancelled by hand.
    let apogee_km = semi_major_axis_km * (q - one_less_e);
    Arc {
        range_km: 2.0 * half_angle_rad * r_km,
        q,
        launch_speed_km_s: (q * GM_KM3_S2 / r_km).sqrt(),
        launch_angle_deg: launch_angle_rad.to_degrees(),
        semi_major_axis_km,
        eccentricity,
        apogee_km,
        free_flight_time_s: shape.free_flight_time_s(half_angle_rad, semi_major_axis_km),
    }
}

/// Properties of an ellipse that follow from g and φ alone.
struct Shape {
    q: f64,
    eccentricity: f64,
    one_less_e: f64,
}

impl Shape {
    /// Q from the hit equation Q = (1 − cos Ψ)/(cos φ (cos φ − cos(Ψ + φ))) = sin g/(cos φ sin(φ + g)), and
    /// 1 − e² = Q(2 − Q) cos²φ.
    fn through(half_angle_rad: f64, launch_angle_rad: f64) -> Self {
        let cos_phi = launch_angle_rad.cos();
        let q = half_angle_rad.sin() / (cos_phi * (launch_angle_rad + half_angle_rad).sin());
        let one_less_e2 = q * (2.0 - q) * cos_phi * cos_phi;
        // From e sin ν and e cos ν at burnout: 1 − e² has lost the digits of a small e, that of the longest ranges.
        let e_sin = q * cos_phi * launch_angle_rad.sin();
        let e_cos = q * cos_phi * cos_phi - 1.0;
        let eccentricity = (e_sin * e_sin + e_cos * e_cos).sqrt();
        Self {
            q,
            eccentricity,
            one_less_e: one_less_e2 / (1.0 + eccentricity),
        }
    }

    /// Kepler's equation between burnout and impact (BMW eq. 6.2-23), in the angle δ = π − E₁ to the apogee, which
    /// stays accurate where E₁ is close to π.
    fn free_flight_time_s(&self, half_angle_rad: f64, semi_major_axis_km: f64) -> f64 {
        let half = 0.5 * half_angle_rad;
        let delta = 2.0
            * ((1.0 + self.eccentricity).sqrt() * half.sin())
                .atan2(self.one_less_e.sqrt() * half.cos());
        let mean_motion_inverse_s = (semi_major_axis_km.powi(3) / GM_KM3_S2).sqrt();
        2.0 * mean_motion_inverse_s * (delta + self.eccentricity * delta.sin())
    }
}

/// The launch angle at which Q is 2 and the ellipse becomes a parabola: sin g = 2 cos φ sin(φ + g) is sin(2φ + g) = 0, so
/// φ = (π − g)/2.
fn steepest_angle_rad(half_angle_rad: f64) -> f64 {
    0.5 * (PI - half_angle_rad)
}

/// Launch angle of the minimum-energy arc, (π − Ψ)/4.
pub(super) fn minimum_energy_angle_rad(half_angle_rad: f64) -> f64 {
    0.5 * (FRAC_PI_2 - half_angle_rad)
}

/// Half the range angle, checked: an arc needs two different points that are not antipodes.
pub(super) fn half_range_angle_rad(range: Kilometres) -> Result<f64> {
    let half_angle_rad = 0.5 * range.km() / EARTH_RADIUS_KM;
    if half_angle_rad > 0.0 && half_angle_rad < FRAC_PI_2 {
        return Ok(half_angle_rad);
    }
    let limit_km = PI * EARTH_RADIUS_KM;
    let reason = format!(
        "the range must be above 0 and below half the Earth's circumference, {limit_km:.1} km"
    );
    Err(Error::NoArc {
        range_km: range.km(),
        reason,
    })
}

/// Free-flight time over the interval of a system's range capability, s: for the full-speed arcs the launch speed
/// follows from the claim, so that each claim that reaches gives a time of its own.
pub(crate) fn free_flight_interval_s(
    trajectory: Trajectory,
    range: Kilometres,
    nominal: &Arc,
    capability_km: Option<Interval>,
) -> Interval {
    let nominal_s = nominal.free_flight_time_s;
    let Some(claims) = capability_km.filter(|_| trajectory.is_full_speed()) else {
        return Interval::exact(nominal_s);
    };
    let time_s = |capability_km: f64| {
        full_speed(
            range,
            Kilometres::computed(capability_km.max(range.km())),
            trajectory == Trajectory::Lofted,
        )
        .map_or(nominal_s, |arc| arc.free_flight_time_s)
    };
    let a = time_s(claims.low);
    let b = time_s(claims.high);
    Interval {
        low: a.min(b).min(nominal_s),
        nominal: nominal_s,
        high: a.max(b).max(nominal_s),
    }
}

/// 1 − cos x without cancellation.
fn versine(angle_rad: f64) -> f64 {
    2.0 * (0.5 * angle_rad).sin().powi(2)
}

#[cfg(test)]
mod tests;
