//! The least and the greatest value of every number that users give, each with its reason.

use super::within;
use crate::error::Result;

/// The values that an input may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits {
    /// Name in messages.
    pub(crate) name: &'static str,
    /// Unit, with a leading space if it is a word.
    pub(crate) unit: &'static str,
    pub(crate) least: f64,
    pub(crate) greatest: f64,
    /// Reason for the limits.
    reason: &'static str,
}

/// Ground speed of cruise and glide systems.
pub(crate) const SPEED_KM_H: Limits = Limits {
    name: "speed",
    unit: " km/h",
    least: 1.0,
    greatest: 40_000.0,
    reason: "a walk is faster than the least, and no orbit is as fast as the greatest",
};

/// Flight altitude of cruise and glide systems.
pub(crate) const ALTITUDE_M: Limits = Limits {
    name: "altitude_m",
    unit: " m",
    least: 1.0,
    greatest: 100_000.0,
    reason: "above it there is no air to fly in",
};

/// Range capability: to all the way around the Earth.
pub(crate) const RANGE_KM: Limits = Limits {
    name: "range_km",
    unit: " km",
    least: 1.0,
    greatest: 40_000.0,
    reason: "the greatest is all the way around the Earth",
};

/// Radius of a ring. Half a meridian of WGS 84 is 20,003.93 km, and no two places are farther apart.
pub(crate) const RADIUS_KM: Limits = Limits {
    name: "radius of the ring",
    unit: " km",
    least: 0.001,
    greatest: 20_003.0,
    reason: "the greatest is half the Earth's girth, the least the accuracy of no place",
};

/// Apogee of a ballistic arc.
pub(crate) const APOGEE_KM: Limits = Limits {
    name: "apogee",
    unit: " km",
    least: 0.1,
    greatest: 1_500_000.0,
    reason: "farther out the Earth's pull is not the greatest",
};

/// Delay from launch to warning.
pub(crate) const DELAY_S: Limits = Limits {
    name: "delay",
    unit: " s",
    least: 0.0,
    greatest: 86_400.0,
    reason: "the greatest is a day",
};

/// A warning time that a chart marks.
pub(crate) const THRESHOLD_MIN: Limits = Limits {
    name: "warning time to mark",
    unit: " min",
    least: 0.0,
    greatest: 1440.0,
    reason: "the greatest is a day",
};

/// Time of an isochrone.
pub(crate) const ISOCHRONE_MIN: Limits = Limits {
    name: "time of the isochrone",
    unit: " min",
    least: 0.0,
    greatest: 1440.0,
    reason: "the greatest is a day",
};

/// Claimed flight time. Up to the greatest apogee and down again takes 1,818 h, by Kepler's third law.
pub(crate) const CLAIMED_TIME_S: Limits = Limits {
    name: "claimed time",
    unit: " s",
    least: 0.0,
    greatest: 7.2e6,
    reason: "the greatest is 2,000 h, and the farthest arc takes less",
};

/// Claimed speed: up to that of light.
pub(crate) const CLAIMED_SPEED_KM_S: Limits = Limits {
    name: "claimed speed",
    unit: " km/s",
    least: 0.0,
    greatest: 299_792.458,
    reason: "the greatest is the speed of light",
};

/// Claimed range: to 25 times around the Earth.
pub(crate) const CLAIMED_RANGE_KM: Limits = Limits {
    name: "claimed range",
    unit: " km",
    least: 0.0,
    greatest: 1_000_000.0,
    reason: "the greatest is 25 times around the Earth",
};

/// Launch angle of a ballistic arc, above the horizon.
pub(crate) const LAUNCH_ANGLE_DEG: Limits = Limits {
    name: "launch angle",
    unit: "°",
    least: 0.001,
    greatest: 90.0,
    reason: "below the least an arc grazes the ground",
};

/// Uncertainty of a custom place.
pub(crate) const UNCERTAINTY_KM: Limits = Limits {
    name: "uncertainty_km",
    unit: " km",
    least: 0.0,
    greatest: 1000.0,
    reason: "a place known no better is none",
};

impl Limits {
    /// The same under another name.
    pub(crate) const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// The value, if it is a number between the least and the greatest.
    ///
    /// # Errors
    /// [`Error::OutOfRange`](crate::Error::OutOfRange) with the name, the value, both limits and their reason.
    pub(crate) fn check(&self, value: f64) -> Result<f64> {
        within(self.name, value, self.unit, self.least, self.greatest)
            .map_err(|error| error.suggesting(Some(self.reason.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_hold_themselves_and_nothing_beyond() {
        let all = [
            SPEED_KM_H,
            ALTITUDE_M,
            RANGE_KM,
            RADIUS_KM,
            APOGEE_KM,
            DELAY_S,
            ISOCHRONE_MIN,
            THRESHOLD_MIN,
            UNCERTAINTY_KM,
            CLAIMED_TIME_S,
            CLAIMED_SPEED_KM_S,
            CLAIMED_RANGE_KM,
            LAUNCH_ANGLE_DEG,
        ];
        for limits in all {
            assert!(limits.check(limits.least).is_ok() && limits.check(limits.greatest).is_ok());
            for value in [
                limits.greatest.next_up(),
                limits.least.next_down(),
                f64::NAN,
                f64::INFINITY,
            ] {
                let refused = limits.check(value).unwrap_err().to_string();
                assert!(refused.starts_with(limits.name), "{refused}");
                assert!(refused.len() < 250, "{refused}");
            }
        }
    }
}
