//! Distances along the ground, and the units in which people read them.

use std::str::FromStr;

use super::within;
use crate::error::{Error, Result};

/// Kilometres to the international statute mile, by definition.
pub(crate) const STATUTE_MILE_KM: f64 = 1.609_344;

/// Kilometres to the international nautical mile, by definition.
pub(crate) const NAUTICAL_MILE_KM: f64 = 1.852;

/// A distance along the ground in kilometres, 0 or more.
///
/// ```
/// use arcminute::{geodesy, position::Position};
/// let degree = geodesy::inverse(Position::new(0.0, 0.0)?, Position::new(0.0, 1.0)?).distance;
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

    /// A distance that the crate has computed from checked positions.
    ///
    /// # Panics
    /// If [`Kilometres::new`] refuses it: a fault of the crate, not of its caller.
    pub(crate) fn computed(km: f64) -> Self {
        Self::new(km).expect("a distance computed from checked positions is finite")
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

/// The unit in which people read distances. Machine formats have km always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LengthUnit {
    /// Kilometres.
    #[default]
    Kilometres,
    /// International nautical miles of 1.852 km (by definition).
    NauticalMiles,
    /// International statute miles of 1.609344 km (by definition).
    StatuteMiles,
}

impl LengthUnit {
    /// The symbol, as it is written after a number.
    pub(crate) const fn symbol(self) -> &'static str {
        match self {
            Self::Kilometres => "km",
            Self::NauticalMiles => "nmi",
            Self::StatuteMiles => "mi",
        }
    }

    /// A distance of `km` in this unit.
    pub(crate) const fn converted(self, km: f64) -> f64 {
        match self {
            Self::Kilometres => km,
            Self::NauticalMiles => km / NAUTICAL_MILE_KM,
            Self::StatuteMiles => km / STATUTE_MILE_KM,
        }
    }
}

impl FromStr for LengthUnit {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "km" | "kilometres" | "kilometers" => Ok(Self::Kilometres),
            "nmi" | "nautical miles" => Ok(Self::NauticalMiles),
            "mi" | "miles" => Ok(Self::StatuteMiles),
            "nm" | "NM" => Err(Error::TwoReadings {
                name: "unit",
                text: text.to_owned(),
                readings: vec![
                    "nmi (nautical miles)".to_owned(),
                    "nanometres, which are not offered".to_owned(),
                ],
            }),
            _ => Err(Error::Unreadable {
                name: "unit",
                text: text.to_owned(),
                reason: "write km, nmi (nautical miles) or mi (statute miles)".to_owned(),
            }),
        }
    }
}
