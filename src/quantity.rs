//! The number types that cross public functions, and intervals of them.
//!
//! A quantity is always finite: NaN and infinities are refused where a number enters, so that nothing behind the
//! door has to ask again. Units are km, s, degrees and km/h; what people read is converted by the printers alone.

use crate::error::{Error, Result};

/// Kilometres to the international statute mile, by definition.
pub(crate) const STATUTE_MILE_KM: f64 = 1.609_344;

/// Kilometres to the international nautical mile, by definition.
pub(crate) const NAUTICAL_MILE_KM: f64 = 1.852;

/// Checks that `value` is a number within `low..=high`.
///
/// # Errors
/// [`Error::OutOfRange`] with the name, the value and the admissible interval; NaN and infinities always fail.
///
/// ```
/// use arcminute::quantity::within;
/// assert_eq!(within("launch angle", 90.0, "°", 0.0, 90.0)?, 90.0);
/// let error = within("launch angle", 90.5, "°", 0.0, 90.0).unwrap_err();
/// assert_eq!(error.to_string(), "launch angle is 90.5°, but must be between 0 and 90°");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn within(name: &str, value: f64, unit: &'static str, low: f64, high: f64) -> Result<f64> {
    if value >= low && value <= high && value.is_finite() {
        return Ok(value);
    }
    let allowed = match (low.is_finite(), high.is_finite()) {
        (false, _) => "a finite number".to_owned(),
        (true, false) => format!("a finite number, {low}{unit} or more"),
        (true, true) => format!("between {low} and {high}{unit}"),
    };
    Err(out_of_range(name, value, unit, allowed))
}

/// Checks that `value` is a finite number greater than zero.
///
/// # Errors
/// [`Error::OutOfRange`] otherwise.
///
/// ```
/// use arcminute::quantity::positive;
/// assert_eq!(positive("speed", 880.0, " km/h")?, 880.0);
/// let error = positive("speed", 0.0, " km/h").unwrap_err();
/// assert_eq!(error.to_string(), "speed is 0 km/h, but must be a finite number above 0");
/// # Ok::<(), arcminute::Error>(())
/// ```
pub fn positive(name: &str, value: f64, unit: &'static str) -> Result<f64> {
    if value > 0.0 && value.is_finite() {
        Ok(value)
    } else {
        Err(out_of_range(
            name,
            value,
            unit,
            "a finite number above 0".to_owned(),
        ))
    }
}

fn out_of_range(name: &str, value: f64, unit: &'static str, allowed: String) -> Error {
    Error::OutOfRange {
        name: name.to_owned(),
        value,
        unit,
        allowed,
        suggestion: None,
    }
}

/// A distance along the ground in kilometres, 0 or more.
///
/// ```
/// use arcminute::{geodesy, position::Position};
/// let degree = geodesy::inverse(Position::ORIGIN, Position::new(0.0, 1.0)?).distance;
/// // Along the equator of WGS 84: its radius of 6378.137 km times π/180.
/// assert!((degree.km() - 6378.137 * std::f64::consts::PI / 180.0).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Kilometres(f64);

impl Kilometres {
    /// A distance in km.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if `km` is negative or not finite.
    ///
    /// ```
    /// use arcminute::quantity::Kilometres;
    /// assert_eq!(Kilometres::new(480.0)?.km(), 480.0);
    /// assert!(Kilometres::new(f64::NAN).is_err());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(km: f64) -> Result<Self> {
        within("distance", km, " km", 0.0, f64::INFINITY).map(Self)
    }

    /// A distance that a caller inside the crate has computed from checked positions.
    pub(crate) fn computed(km: f64) -> Self {
        debug_assert!(km >= 0.0 && km.is_finite(), "computed distance {km} km");
        Self(km)
    }

    /// The number of kilometres.
    ///
    /// ```
    /// use arcminute::quantity::Kilometres;
    /// let edge = Kilometres::new(500.0)?;
    /// // A nautical mile is 1.852 km.
    /// assert!((edge.km() / 1.852 - 269.978).abs() < 0.001);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn km(self) -> f64 {
        self.0
    }
}

/// A low, a nominal and a high value of one quantity, in ascending order.
///
/// ```
/// use arcminute::quantity::Interval;
/// let flight_s = Interval { low: 870.0, nominal: 900.0, high: 960.0 };
/// let delay_s = Interval { low: 120.0, nominal: 240.0, high: 360.0 };
/// // The least that is left: the shortest flight less the longest delay.
/// assert_eq!(flight_s - delay_s, Interval { low: 510.0, nominal: 660.0, high: 840.0 });
/// assert_eq!((flight_s + delay_s).low, 990.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The smallest value.
    pub low: f64,
    /// The value to quote when only one can be quoted.
    pub nominal: f64,
    /// The greatest value.
    pub high: f64,
}

impl Interval {
    /// An interval of three values.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless all are finite and `low <= nominal <= high`.
    ///
    /// ```
    /// use arcminute::quantity::Interval;
    /// assert_eq!(Interval::new("range", " km", 480.0, 2300.0, 2600.0)?.nominal, 2300.0);
    /// let error = Interval::new("range", " km", 480.0, 2300.0, 2000.0).unwrap_err();
    /// assert_eq!(error.to_string(), "nominal range is 2300 km, but must be between 480 and 2000 km");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(name: &str, unit: &'static str, low: f64, nominal: f64, high: f64) -> Result<Self> {
        // Names are put together for the message alone.
        if low <= nominal && nominal <= high && low.is_finite() && high.is_finite() {
            return Ok(Self { low, nominal, high });
        }
        within(
            &format!("low {name}"),
            low,
            unit,
            f64::NEG_INFINITY,
            f64::INFINITY,
        )?;
        within(&format!("high {name}"), high, unit, low, f64::INFINITY)?;
        within(&format!("nominal {name}"), nominal, unit, low, high)?;
        Ok(Self { low, nominal, high })
    }

    /// An interval whose nominal value is the midpoint.
    pub const fn around_midpoint(low: f64, high: f64) -> Self {
        Self {
            low,
            nominal: 0.5 * (low + high),
            high,
        }
    }

    /// One value that is taken as exact.
    pub const fn exact(value: f64) -> Self {
        Self {
            low: value,
            nominal: value,
            high: value,
        }
    }

    /// The interval, its ends moved out to hold `other` as well; its nominal value stays.
    #[must_use]
    pub const fn widened_to(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            nominal: self.nominal,
            high: self.high.max(other.high),
        }
    }

    /// Each of the three values through `f`, which must be increasing.
    ///
    /// ```
    /// use arcminute::quantity::Interval;
    /// let seconds = Interval { low: 120.0, nominal: 240.0, high: 360.0 };
    /// assert_eq!(seconds.map(|s| s / 60.0), Interval { low: 2.0, nominal: 4.0, high: 6.0 });
    /// ```
    #[must_use]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self {
            low: f(self.low),
            nominal: f(self.nominal),
            high: f(self.high),
        }
    }

    /// Each of the three values through `f`, which must be decreasing: low and high change places.
    ///
    /// ```
    /// use arcminute::quantity::Interval;
    /// let speed_km_h = Interval { low: 600.0, nominal: 800.0, high: 1200.0 };
    /// let hours_to_2400_km = speed_km_h.map_decreasing(|km_h| 2400.0 / km_h);
    /// assert_eq!(hours_to_2400_km, Interval { low: 2.0, nominal: 3.0, high: 4.0 });
    /// ```
    #[must_use]
    pub fn map_decreasing(self, f: impl Fn(f64) -> f64) -> Self {
        Self {
            low: f(self.high),
            nominal: f(self.nominal),
            high: f(self.low),
        }
    }
}

impl std::ops::Add for Interval {
    type Output = Self;

    /// The sum of two intervals, each end with its like.
    fn add(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            nominal: self.nominal + other.nominal,
            high: self.high + other.high,
        }
    }
}

impl std::ops::Sub for Interval {
    type Output = Self;

    /// The difference of two independent intervals: the low end takes the greatest subtrahend.
    fn sub(self, other: Self) -> Self {
        Self {
            low: self.low - other.high,
            nominal: self.nominal - other.nominal,
            high: self.high - other.low,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_and_infinity_never_get_in() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0] {
            assert!(Kilometres::new(value).is_err(), "{value}");
            assert!(positive("speed", value, " km/h").is_err(), "{value}");
        }
        assert!(positive("speed", 0.0, " km/h").is_err());
    }

    #[test]
    fn difference_of_intervals_widens() {
        let flight = Interval {
            low: 10.0,
            nominal: 20.0,
            high: 30.0,
        };
        let delay = Interval {
            low: 1.0,
            nominal: 2.0,
            high: 3.0,
        };
        assert_eq!(
            flight - delay,
            Interval {
                low: 7.0,
                nominal: 18.0,
                high: 29.0
            }
        );
    }

    #[test]
    fn the_message_names_value_and_interval() {
        let error = within("latitude", 95.0, "°", -90.0, 90.0)
            .unwrap_err()
            .to_string();
        assert_eq!(error, "latitude is 95°, but must be between -90 and 90°");
    }
}
