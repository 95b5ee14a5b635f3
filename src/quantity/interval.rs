//! A low, a nominal and a high value of one quantity.

use super::within;
use crate::error::{Error, Result};

/// A low, a nominal and a high value of one quantity: finite, in ascending order where [`Interval::new`] made it.
///
/// ```
/// use arcminute::quantity::Interval;
/// let flight_s = Interval::new("flight time", " s", 870.0, 900.0, 960.0)?;
/// let delay_s = Interval::new("delay", " s", 120.0, 240.0, 360.0)?;
/// // The least that is left: the shortest flight less the longest delay.
/// assert_eq!((flight_s - delay_s).low(), 510.0);
/// assert_eq!((flight_s + delay_s).low(), 990.0);
/// let error = Interval::new("range", " km", 480.0, 2300.0, 2000.0).unwrap_err();
/// assert_eq!(error.to_string(), "nominal range is 2300 km, but must be between 480 and 2000 km");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub(crate) low: f64,
    pub(crate) nominal: f64,
    pub(crate) high: f64,
}

impl Interval {
    /// An interval of three values. `name` and `unit` are for the message.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless all are finite and `low <= nominal <= high`.
    pub fn new(name: &str, unit: &'static str, low: f64, nominal: f64, high: f64) -> Result<Self> {
        // Names are composed only for the message.
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

    /// The smallest value.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// The value to quote when only one can be quoted.
    pub const fn nominal(self) -> f64 {
        self.nominal
    }

    /// The greatest value.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// An interval of finite numbers whose nominal value is the midpoint.
    pub(crate) const fn around_midpoint(low: f64, high: f64) -> Self {
        Self {
            low,
            nominal: 0.5 * (low + high),
            high,
        }
    }

    /// One finite number that is taken as exact.
    pub(crate) const fn exact(value: f64) -> Self {
        Self {
            low: value,
            nominal: value,
            high: value,
        }
    }

    /// The interval with its ends moved out to hold `other` as well. The nominal value stays.
    #[must_use]
    pub(crate) const fn widened_to(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            nominal: self.nominal,
            high: self.high.max(other.high),
        }
    }

    /// Each of the three values through `f`, which must be increasing and give finite numbers.
    #[must_use]
    pub(crate) fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self::computed(f(self.low), f(self.nominal), f(self.high))
    }

    /// Each of the three values through `f`, which must be decreasing and give finite numbers: low and high change places.
    #[must_use]
    pub(crate) fn map_decreasing(self, f: impl Fn(f64) -> f64) -> Self {
        Self::computed(f(self.high), f(self.nominal), f(self.low))
    }

    /// An interval that the crate has computed from checked numbers.
    fn computed(low: f64, nominal: f64, high: f64) -> Self {
        debug_assert!(
            low.is_finite() && nominal.is_finite() && high.is_finite(),
            "computed interval {low}, {nominal}, {high}"
        );
        Self { low, nominal, high }
    }
}

/// One value that is taken as exact.
impl TryFrom<f64> for Interval {
    type Error = Error;

    /// # Errors
    /// [`Error::OutOfRange`] unless `value` is finite.
    fn try_from(value: f64) -> Result<Self> {
        within("value", value, "", f64::NEG_INFINITY, f64::INFINITY).map(Self::exact)
    }
}

/// Low, nominal and high.
impl TryFrom<[f64; 3]> for Interval {
    type Error = Error;

    /// # Errors
    /// As [`Interval::new`].
    fn try_from([low, nominal, high]: [f64; 3]) -> Result<Self> {
        Self::new("value", "", low, nominal, high)
    }
}

impl std::ops::Add for Interval {
    type Output = Self;

    /// The sum of two intervals, each end with its like; at most the greatest finite number.
    fn add(self, other: Self) -> Self {
        Self {
            low: finite(self.low + other.low),
            nominal: finite(self.nominal + other.nominal),
            high: finite(self.high + other.high),
        }
    }
}

impl std::ops::Sub for Interval {
    type Output = Self;

    /// The difference of two independent intervals: the low end takes the greatest subtrahend.
    fn sub(self, other: Self) -> Self {
        Self {
            low: finite(self.low - other.high),
            nominal: finite(self.nominal - other.nominal),
            high: finite(self.high - other.low),
        }
    }
}

/// The sum of two finite numbers, clamped where it overflowed.
fn finite(sum: f64) -> f64 {
    sum.clamp(f64::MIN, f64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn difference_of_intervals_widens() {
        let flight = Interval::try_from([10.0, 20.0, 30.0]).unwrap();
        let delay = Interval::try_from([1.0, 2.0, 3.0]).unwrap();
        let left = Interval::try_from([7.0, 18.0, 29.0]).unwrap();
        assert_eq!(flight - delay, left);
    }

    #[test]
    fn sums_stay_finite() {
        let most = Interval::exact(f64::MAX);
        assert_eq!(most + most, most);
        assert_eq!(most - Interval::exact(f64::MIN), most);
    }

    #[test]
    fn decreasing_functions_swap_the_ends() {
        let speed_km_h = Interval::try_from([600.0, 800.0, 1200.0]).unwrap();
        let hours = speed_km_h.map_decreasing(|km_h| 2400.0 / km_h);
        assert_eq!(hours, Interval::try_from([2.0, 3.0, 4.0]).unwrap());
    }
}
