//! Steady flight at a ground speed: cruise missiles, and glide vehicles by their mean speed.
//!
//! A cruise missile flies a path, not a line: INF Treaty Article VII(4) measures its range along the path. The path
//! factor, 1 unless given, is path length over great-circle distance.

use crate::error::Result;
use crate::quantity::limits::SPEED_KM_H;
use crate::quantity::{Interval, Kilometres, within};

/// Path length over great-circle distance.
///
/// ```
/// use arcminute::flight::cruise::{PathFactor, flight_time_s};
/// use arcminute::quantity::{Interval, Kilometres};
/// // Half as long again as the great circle: 1200 km at 800 km/h.
/// let time_s = flight_time_s(Kilometres::new(800.0)?, PathFactor::new(1.5)?, Interval::try_from(800.0)?);
/// assert_eq!(time_s.nominal(), 5400.0);
/// assert_eq!(PathFactor::default(), PathFactor::new(1.0)?);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathFactor(f64);

/// Least and greatest path factor: no path is shorter than the great circle.
pub(crate) const LEAST_FACTOR: f64 = 1.0;
pub(crate) const GREATEST_FACTOR: f64 = 10.0;

impl Default for PathFactor {
    fn default() -> Self {
        Self(1.0)
    }
}

impl PathFactor {
    /// A path factor.
    ///
    /// # Errors
    /// [`crate::Error::OutOfRange`] unless 1 ≤ `factor` ≤ 10: no path is shorter than the great circle.
    ///
    /// ```
    /// use arcminute::flight::cruise::PathFactor;
    /// assert!(PathFactor::new(1.0).is_ok() && PathFactor::new(10.0).is_ok());
    /// let refused = PathFactor::new(0.9).map_err(|error| error.to_string());
    /// assert_eq!(refused, Err("path factor is 0.9, but must be between 1 and 10".to_owned()));
    /// ```
    pub fn new(factor: f64) -> Result<Self> {
        within("path factor", factor, "", LEAST_FACTOR, GREATEST_FACTOR).map(Self)
    }

    /// The number.
    ///
    /// ```
    /// use arcminute::flight::cruise::PathFactor;
    /// assert_eq!(PathFactor::default().get(), 1.0);
    /// assert_eq!(PathFactor::new(1.2)?.get(), 1.2);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn get(self) -> f64 {
        self.0
    }
}

/// Checks a ground speed in km/h.
///
/// # Errors
/// [`crate::Error::OutOfRange`] unless it is 1 to 40,000 km/h, which is faster than any orbit.
pub(crate) fn checked_speed_km_h(speed_km_h: f64) -> Result<f64> {
    SPEED_KM_H.check(speed_km_h)
}

/// Flight time over a ground distance, s: path over ground speed. The low time belongs to the high speed.
///
/// ```
/// use arcminute::flight::cruise::{PathFactor, flight_time_s};
/// use arcminute::quantity::{Interval, Kilometres};
/// let time = flight_time_s(Kilometres::new(800.0)?, PathFactor::default(), Interval::try_from(800.0)?);
/// assert_eq!(time.nominal(), 3600.0);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn flight_time_s(
    distance: Kilometres,
    path_factor: PathFactor,
    speed_km_h: Interval,
) -> Interval {
    let path_km = distance.km() * path_factor.get();
    speed_km_h.map_decreasing(|speed| path_km / speed * 3600.0)
}

/// What a missile that starts from the surface loses against its supersonic speed all the way, s for each km/s of it: climbing
/// and accelerating. The one such flight with a time, 450 km by a Zircon in 255 to 285 s at "over Mach 8", 2.36 km/s in the
/// stratosphere and 2.72 km/s at sea level, loses 27 to 44 (`data/test_flights.csv`); rounded outwards.
pub const LOSS_S_PER_KM_S: Interval = Interval {
    low: 25.0,
    nominal: 35.0,
    high: 45.0,
};

/// The greatest ground speed of a flight.
///
/// ```
/// use arcminute::flight::cruise::Greatest;
/// let zircon = Greatest { km_h: 9000.0, loss_s_per_km_s: 25.0 };
/// // 450 km at 2.5 km/s, and 25 s for each km/s.
/// assert!((zircon.time_s(450.0) - (180.0 + 62.5)).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Greatest {
    /// The speed, km/h.
    pub km_h: f64,
    /// What it loses against that speed all the way, s for each km/s; 0 of what is subsonic or begins in the air.
    pub loss_s_per_km_s: f64,
}

impl Greatest {
    /// The time over a path, s. On a path that is too short for the speed the missile is slower at its fastest: the loss is
    /// half of the time, and T = 2 √(c path).
    pub fn time_s(self, path_km: f64) -> f64 {
        let loss = self.loss_s_per_km_s;
        if path_km <= 0.0 || loss <= 0.0 {
            return path_km / self.km_h * 3600.0;
        }
        let reached_km_s = (self.km_h / 3600.0).min((path_km / loss).sqrt());
        path_km / reached_km_s + loss * reached_km_s
    }

    /// The path that takes so long, km: the inverse.
    pub fn path_km(self, time_s: f64) -> f64 {
        let km_s = self.km_h / 3600.0;
        let loss_s = self.loss_s_per_km_s * km_s;
        if time_s < 2.0 * loss_s {
            return (0.5 * time_s).powi(2) / self.loss_s_per_km_s;
        }
        km_s * (time_s - loss_s)
    }
}

/// The times over a path, s: the fastest that loses least, to the slowest that loses most.
pub(crate) fn time_over_s(path_km: Interval, speed_km_h: Interval, climbs: bool) -> Interval {
    let loss = loss_of(climbs);
    let over = |path_km: f64, km_h: f64, loss_s_per_km_s: f64| {
        Greatest {
            km_h,
            loss_s_per_km_s,
        }
        .time_s(path_km)
    };
    Interval {
        low: over(path_km.low, speed_km_h.high, loss.low),
        nominal: over(path_km.nominal, speed_km_h.nominal, loss.nominal),
        high: over(path_km.high, speed_km_h.low, loss.high),
    }
}

/// What is lost, s for each km/s: nothing where the flight begins at its speed.
pub(crate) fn loss_of(climbs: bool) -> Interval {
    if climbs {
        LOSS_S_PER_KM_S
    } else {
        Interval::exact(0.0)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::float_cmp, reason = "what is exact in binary")]

    use super::*;

    #[test]
    fn time_is_path_over_speed() {
        let factor = PathFactor::new(1.25).unwrap();
        assert_eq!(factor.get(), 1.25);
        let speed_km_h = Interval {
            low: 500.0,
            nominal: 800.0,
            high: 1000.0,
        };
        // 1000 km of path: at the greatest speed an hour, at the least two.
        let time_s = flight_time_s(Kilometres::computed(800.0), factor, speed_km_h);
        assert_eq!(
            time_s,
            Interval {
                low: 3600.0,
                nominal: 4500.0,
                high: 7200.0
            }
        );
    }

    /// Zircon's 450 km at Mach 8, 2.36 to 2.72 km/s, took 255 to 285 s; at that speed all the way they take 165 to 191 s.
    #[test]
    fn what_climbs_is_not_at_its_top_speed_all_the_way() {
        let at = |km_h| Greatest {
            km_h,
            loss_s_per_km_s: LOSS_S_PER_KM_S.low,
        };
        let time_s = at(2.36 * 3600.0).time_s(450.0);
        assert!(
            (time_s - (450.0 / 2.36 + 25.0 * 2.36)).abs() < 1e-9,
            "{time_s}"
        );
        for km_h in [2000.0, 5700.0, 11_000.0] {
            let mut before_s = 0.0;
            for step in 0..400 {
                let path_km = 2.5 * f64::from(step);
                let time_s = at(km_h).time_s(path_km);
                assert!(time_s >= before_s && time_s >= path_km / km_h * 3600.0);
                assert!(time_s <= at(0.9 * km_h).time_s(path_km) + 1e-9);
                assert!((at(km_h).path_km(time_s) - path_km).abs() < 1e-9);
                before_s = time_s;
            }
        }
    }

    /// An interval of the loss is one of the time, on the shortest path too; what begins at its speed loses nothing.
    #[test]
    fn no_time_of_what_climbs_is_without_width() {
        let speed_km_h = Interval {
            low: 5700.0,
            nominal: 8000.0,
            high: 11_000.0,
        };
        for path_km in [1.0, 6.0, 46.0, 100.0, 450.0, 1000.0] {
            let time_s = time_over_s(Interval::exact(path_km), speed_km_h, true);
            assert!(time_s.low < 0.9 * time_s.nominal && time_s.nominal < 0.95 * time_s.high);
            let steady_s = time_over_s(Interval::exact(path_km), speed_km_h, false);
            assert_eq!(steady_s.low, path_km / 11_000.0 * 3600.0);
        }
        // The Zircon's flight, 255 to 285 s.
        let mach_8 = Interval {
            low: 2.36 * 3600.0,
            nominal: 2.54 * 3600.0,
            high: 2.72 * 3600.0,
        };
        let time_s = time_over_s(Interval::exact(450.0), mach_8, true);
        assert!(time_s.low < 255.0 && time_s.high > 285.0, "{time_s:?}");
    }

    #[test]
    fn speeds_are_positive_and_below_an_orbit_s() {
        assert_eq!(checked_speed_km_h(850.0).unwrap(), 850.0);
        for speed_km_h in [-1.0, 0.0, 40_001.0, f64::INFINITY, f64::NAN] {
            assert!(checked_speed_km_h(speed_km_h).is_err(), "{speed_km_h}");
        }
    }

    #[test]
    fn speeds_that_no_missile_has_are_refused() {
        assert_eq!(checked_speed_km_h(880.0).unwrap(), 880.0);
        for speed_km_h in [0.0, f64::NAN, 50_000.0] {
            assert!(checked_speed_km_h(speed_km_h).is_err(), "{speed_km_h}");
        }
    }
}
