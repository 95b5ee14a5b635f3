//! Flight times from textbook models: a ballistic arc around a sphere, and steady flight at a ground speed.
//!
//! Both take a ground distance and say how long; neither describes a vehicle. What they leave out (drag, the shape of
//! powered flight, burnout height, manoeuvres) is covered by stated intervals or by caveats.

pub mod ballistic;
pub mod boost;
pub mod cruise;
mod motion;
pub mod rotation;
pub mod spread;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

pub use motion::Instant;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};
use crate::number::{Kind, Quantity, read_number, written};
use crate::quantity::limits::{APOGEE_KM, LAUNCH_ANGLE_DEG};

/// Standard gravitational parameter GM of the Earth, km³/s². Source: WGS 84, NIMA TR8350.2, 3rd ed., table 3.1.
pub const GM_KM3_S2: f64 = 398_600.441_8;

/// Which of the arcs that join two points is meant.
///
/// ```
/// use arcminute::flight::Trajectory;
/// assert_eq!("minimum-energy".parse::<Trajectory>()?, Trajectory::default());
/// assert_eq!("angle=30".parse::<Trajectory>()?, Trajectory::LaunchAngle(30.0));
/// assert_eq!(Trajectory::Apogee(2111.5).to_string(), "apogee=2111.5");
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Trajectory {
    /// The arc of the slowest launch: the usual reference.
    #[default]
    MinimumEnergy,
    /// The arc that leaves at this angle above the horizontal, degrees.
    LaunchAngle(f64),
    /// The arc that climbs to this height, km.
    Apogee(f64),
    /// The higher of the two arcs at the full speed of a system with a known range.
    Lofted,
    /// The lower of the two.
    Depressed,
}

impl Trajectory {
    /// An arc by launch angle.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless 0.001 ≤ `degrees` ≤ 90; what a given range admits is narrower.
    pub(crate) fn launch_angle(degrees: f64) -> Result<Self> {
        LAUNCH_ANGLE_DEG.check(degrees).map(Self::LaunchAngle)
    }

    /// An arc by apogee.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless 0.1 ≤ `km` ≤ 1,500,000.
    ///
    /// ```
    /// use arcminute::flight::Trajectory;
    /// assert_eq!(Trajectory::apogee(2111.5)?, Trajectory::Apogee(2111.5));
    /// assert!(Trajectory::apogee(0.0).is_err());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn apogee(km: f64) -> Result<Self> {
        APOGEE_KM.check(km).map(Self::Apogee)
    }

    /// Whether the arc needs the range capability of a system.
    pub(crate) fn is_full_speed(self) -> bool {
        matches!(self, Self::Lofted | Self::Depressed)
    }
}

impl Trajectory {
    /// The name on the command line, of an arc that needs no number.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::MinimumEnergy => Some("minimum-energy"),
            Self::LaunchAngle(_) | Self::Apogee(_) => None,
            Self::Lofted => Some("lofted"),
            Self::Depressed => Some("depressed"),
        }
    }
}

impl fmt::Display for Trajectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LaunchAngle(degrees) => write!(f, "angle={}", written(*degrees, &LAUNCH_ANGLE)),
            Self::Apogee(km) => write!(f, "apogee={}", written(*km, &APOGEE)),
            named => f.write_str(named.name().unwrap_or_default()),
        }
    }
}

impl Serialize for Trajectory {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Trajectory {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

const LAUNCH_ANGLE: Quantity = Quantity::within_limits(&LAUNCH_ANGLE_DEG, Kind::Degrees);
const APOGEE: Quantity = Quantity::within_limits(&APOGEE_KM, Kind::Length);

/// A number as people write it; NaN and infinities too, so that the limits can name them.
fn number(text: &str, quantity: &Quantity) -> Result<f64> {
    match text.trim().parse() {
        Ok(value) if !f64::is_finite(value) => Ok(value),
        _ => read_number(text, quantity),
    }
}

impl FromStr for Trajectory {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unreadable = || Error::Unreadable {
            name: "trajectory",
            text: text.to_owned(),
            reason: "write minimum-energy, angle=DEG, apogee=KM, lofted or depressed".to_owned(),
        };
        match text.split_once('=') {
            None => match text {
                "minimum-energy" => Ok(Self::MinimumEnergy),
                "lofted" => Ok(Self::Lofted),
                "depressed" => Ok(Self::Depressed),
                _ => Err(unreadable()),
            },
            Some(("angle", degrees)) => Self::launch_angle(number(degrees, &LAUNCH_ANGLE)?),
            Some(("apogee", km)) => Self::apogee(number(km, &APOGEE)?),
            Some(_) => Err(unreadable()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trajectories_are_read_as_they_are_written() {
        for (text, trajectory) in [
            ("minimum-energy", Trajectory::MinimumEnergy),
            ("angle=30.5", Trajectory::LaunchAngle(30.5)),
            ("apogee=300", Trajectory::Apogee(300.0)),
            // Three decimals might be thousands.
            ("apogee=99.9990", Trajectory::Apogee(99.999)),
            ("lofted", Trajectory::Lofted),
            ("depressed", Trajectory::Depressed),
        ] {
            assert_eq!(text.parse::<Trajectory>().unwrap(), trajectory);
            assert_eq!(trajectory.to_string(), text);
            let takes_speed = matches!(trajectory, Trajectory::Lofted | Trajectory::Depressed);
            assert_eq!(trajectory.is_full_speed(), takes_speed, "{text}");
        }
    }

    #[test]
    fn what_is_no_trajectory_is_refused() {
        for text in [
            "",
            "high",
            "angle",
            "angle=",
            "angle=steep",
            "angle=0",
            "angle=-5",
            "angle=nan",
            "angle=91",
        ] {
            assert!(text.parse::<Trajectory>().is_err(), "{text}");
        }
        for text in ["apogee=0", "apogee=-1", "apogee=inf", "speed=3", "Lofted"] {
            assert!(text.parse::<Trajectory>().is_err(), "{text}");
        }
        for text in ["apogee=1.500", "apogee=1,500", "apogee=1.500 km"] {
            let error = text.parse::<Trajectory>().unwrap_err().to_string();
            assert!(error.contains("two ways"), "{text}: {error}");
        }
    }

    #[test]
    fn launch_angles_are_between_the_horizon_and_upright() {
        assert_eq!(
            Trajectory::launch_angle(30.0).unwrap(),
            Trajectory::LaunchAngle(30.0)
        );
        let refused = Trajectory::launch_angle(95.0).unwrap_err().to_string();
        assert!(refused.starts_with("launch angle is 95°, but must be between 0.001 and 90°"));
    }
}
