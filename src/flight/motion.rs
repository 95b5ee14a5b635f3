//! Kepler motion along an arc: where a flight is at a time.

use super::GM_KM3_S2;
use super::ballistic::Arc;
use crate::geodesy::EARTH_RADIUS_KM;

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

impl Arc {
    /// The arc from burnout to impact in `steps` equal steps of the eccentric anomaly, at least one.
    pub fn path(&self, steps: u32) -> Vec<Instant> {
        let end_rad = self.impact_anomaly_rad();
        let steps = steps.max(1);
        let anomaly = |step| end_rad * (2.0 * f64::from(step) / f64::from(steps) - 1.0);
        (0..=steps)
            .map(|step| self.at_anomaly(anomaly(step)))
            .collect()
    }

    /// The point that the flight reaches `time_s` seconds after burnout; its ends before burnout and after impact.
    pub fn at(&self, time_s: f64) -> Instant {
        let end_rad = self.impact_anomaly_rad();
        let mut low = -end_rad;
        let mut high = end_rad;
        // Kepler's equation by halving: time grows with the anomaly all along.
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if self.at_anomaly(middle).time_s < time_s {
                low = middle;
            } else {
                high = middle;
            }
        }
        self.at_anomaly(f64::midpoint(low, high))
    }

    /// The eccentric anomaly of impact, counted from the apogee, radians: tan(δ/2) = √((1 + e)/(1 − e)) tan(g/2).
    fn impact_anomaly_rad(&self) -> f64 {
        let quarter_rad = 0.25 * self.range_km / EARTH_RADIUS_KM;
        2.0 * ((1.0 + self.eccentricity).sqrt() * quarter_rad.sin())
            .atan2(self.one_less_e().sqrt() * quarter_rad.cos())
    }

    /// 1 − e = Q(2 − Q) cos²φ/(1 + e), which loses no digits where e tends to 1.
    fn one_less_e(&self) -> f64 {
        let cos2 = self.launch_angle_deg.to_radians().cos().powi(2);
        self.q * (2.0 - self.q) * cos2 / (1.0 + self.eccentricity)
    }

    /// The point of the arc at an eccentric anomaly δ counted from the apogee: r = a(1 + e cos δ).
    fn at_anomaly(&self, anomaly_rad: f64) -> Instant {
        let half_range_rad = 0.5 * self.range_km / EARTH_RADIUS_KM;
        let half = 0.5 * anomaly_rad;
        let from_apogee_rad = 2.0
            * (self.one_less_e().sqrt() * half.sin())
                .atan2((1.0 + self.eccentricity).sqrt() * half.cos());
        let end_rad = self.impact_anomaly_rad();
        // Below the apogee by a e (1 − cos δ).
        let drop_km = self.semi_major_axis_km * self.eccentricity * 2.0 * half.sin().powi(2);
        let mean_motion_inverse_s = (self.semi_major_axis_km.powi(3) / GM_KM3_S2).sqrt();
        let mean_anomaly = |rad: f64| rad + self.eccentricity * rad.sin();
        Instant {
            time_s: mean_motion_inverse_s * (mean_anomaly(anomaly_rad) + mean_anomaly(end_rad)),
            ground_km: EARTH_RADIUS_KM * (half_range_rad + from_apogee_rad),
            altitude_km: (self.apogee_km - drop_km).max(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flight::ballistic::by_launch_angle;
    use crate::quantity::Kilometres;

    fn arc(range_km: f64, angle_deg: f64) -> Arc {
        by_launch_angle(Kilometres::new(range_km).unwrap(), angle_deg).unwrap()
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
            let path = arc.path(40);
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
        let path = arc.path(20_000);
        let slope = path[1].altitude_km / path[1].ground_km;
        assert!((slope.atan().to_degrees() - 30.0).abs() < 0.05, "{slope}");
    }

    #[test]
    fn times_find_their_points() {
        let arc = arc(2000.0, 30.0);
        let half = arc.at(0.5 * arc.free_flight_time_s);
        assert!(
            (half.ground_km - 1000.0).abs() < 1e-6
                && (half.altitude_km - arc.apogee_km).abs() < 1e-9
        );
        assert!(arc.at(-5.0).ground_km.abs() < 1e-6);
        assert!((arc.at(1e9).ground_km - 2000.0).abs() < 1e-6);
    }
}
