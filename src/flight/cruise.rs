//! Steady flight at a ground speed: cruise missiles, and glide vehicles by their mean speed.
//!
//! A cruise missile flies a path, not a line: INF Treaty Article VII(4) measures its range along the path. The path
//! factor, 1 unless given, is path length over great-circle distance.

use crate::error::Result;
use crate::quantity::{Interval, Kilometres, positive, within};

/// Path length over great-circle distance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathFactor(f64);

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
    pub fn new(factor: f64) -> Result<Self> {
        within("path factor", factor, "", 1.0, 10.0).map(Self)
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// Checks a ground speed in km/h.
///
/// # Errors
/// [`crate::Error::OutOfRange`] unless it is positive and below 40,000 km/h, which is faster than any orbit.
pub fn checked_speed_km_h(speed_km_h: f64) -> Result<f64> {
    positive("speed", speed_km_h, " km/h")?;
    within("speed", speed_km_h, " km/h", 0.0, 40_000.0)
}

/// Flight time over a ground distance, s: path over ground speed. The low time belongs to the high speed.
///
/// ```
/// use arcminute::flight::cruise::{PathFactor, flight_time_s};
/// use arcminute::quantity::{Interval, Kilometres};
/// let time = flight_time_s(Kilometres::new(800.0)?, PathFactor::default(), Interval::exact(800.0));
/// assert_eq!(time.nominal, 3600.0);
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn flight_time_s(distance: Kilometres, path_factor: PathFactor, speed_km_h: Interval) -> Interval {
    let path_km = distance.km() * path_factor.get();
    speed_km_h.map_decreasing(|speed| path_km / speed * 3600.0)
}
