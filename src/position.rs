//! Checked positions: degrees on WGS 84, read from and written to the forms that people use.
//!
//! [`geo::Point`], which is (longitude, latitude), is used here alone: everything else has the latitude first.

pub(crate) mod notation;
mod parse;

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::quantity::within;

use notation::Reading;

/// True if `text` is meant as a position rather than as the name of a place: it has only numbers, signs, degree marks and
/// hemisphere letters, or is in one of the notations of maps, standards and languages.
pub(crate) fn looks_like_position(text: &str) -> bool {
    parse::plain(text).is_some() || notation::read(text).is_some() || parse::looks_plain(text)
}

/// True of two plain numbers, of which nothing says which is the latitude.
pub(crate) fn is_bare_pair(text: &str) -> bool {
    parse::plain(text).is_some()
}

/// Reads a position in any notation. None if the text is not a position: it may then be a name.
pub(crate) fn read(text: &str) -> Option<Result<Reading>> {
    if let Some((lat_deg, lon_deg)) = parse::plain(text) {
        // Files have millions of these.
        return Some(Position::new(lat_deg, lon_deg).map(Reading::exact));
    }
    notation::read(text)
        .or_else(|| parse::looks_plain(text).then(|| parse::position(text).map(Reading::exact)))
}

/// A point on the WGS 84 ellipsoid: latitude −90…90°, longitude −180…180°, never NaN.
///
/// ```
/// use arcminute::position::Position;
/// let position: Position = "54d30'N 20d15'E".parse()?;
/// assert_eq!(position, Position::new(54.5, 20.25)?);
/// assert_eq!(position.to_string(), "54.5°N 20.25°E");
/// assert_eq!(position.to_string().parse::<Position>()?, position);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    lat_deg: f64,
    lon_deg: f64,
}

impl Position {
    /// 0°N 0°E.
    pub(crate) const ORIGIN: Self = Self {
        lat_deg: 0.0,
        lon_deg: 0.0,
    };

    /// A position from geographic latitude and longitude in degrees.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] if either is NaN or outside its interval. Where the two would be in range the other way
    /// round, or the longitude is in range after a full turn, the error says so.
    ///
    /// ```
    /// use arcminute::position::Position;
    /// let kaliningrad = Position::new(54.71, 20.51)?;
    /// assert_eq!(kaliningrad.to_string(), "54.71°N 20.51°E");
    /// assert!(Position::new(120.5, 48.1).unwrap_err().to_string().contains("48.1,120.5"));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(lat_deg: f64, lon_deg: f64) -> Result<Self> {
        within("latitude", lat_deg, "°", -90.0, 90.0).map_err(|error| {
            let swapped = lat_deg.abs() <= 180.0 && lon_deg.abs() <= 90.0;
            let swapped =
                swapped.then(|| format!("latitude comes first: did you mean {lon_deg},{lat_deg}?"));
            error.suggesting(swapped.or_else(|| without_points(lat_deg, lon_deg)))
        })?;
        within("longitude", lon_deg, "°", -180.0, 180.0).map_err(|error| {
            let turned = lon_deg - 360.0 * (lon_deg / 360.0).round();
            let helps = lon_deg.is_finite() && lon_deg.abs() <= 720.0;
            error.suggesting(
                helps.then(|| format!("the same meridian is {}°", round_trip_noise(turned))),
            )
        })?;
        // Adding zero turns -0 into 0, so that equal places print alike.
        Ok(Self {
            lat_deg: lat_deg + 0.0,
            lon_deg: lon_deg + 0.0,
        })
    }

    /// Geographic latitude, degrees north.
    ///
    /// ```
    /// use arcminute::position::Position;
    /// assert_eq!("33.5S,70.25W".parse::<Position>()?.lat_deg(), -33.5);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn lat_deg(self) -> f64 {
        self.lat_deg
    }

    /// Longitude, degrees east.
    ///
    /// ```
    /// use arcminute::position::Position;
    /// // Letters override the order: longitude comes first here.
    /// assert_eq!("70.25W,33.5S".parse::<Position>()?.lon_deg(), -70.25);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn lon_deg(self) -> f64 {
        self.lon_deg
    }
}

/// Beyond any count of degrees, and below the metres of a map's grid.
const WITHOUT_POINTS: std::ops::Range<f64> = 361.0..100_000.0;

/// A hint on whole numbers that have lost their decimal points: `5471,2051`.
fn without_points(lat_deg: f64, lon_deg: f64) -> Option<String> {
    let is_whole =
        |number: f64| WITHOUT_POINTS.contains(&number.abs()) && number.fract().abs() <= 0.0;
    if !is_whole(lat_deg) || !is_whole(lon_deg) {
        return None;
    }
    let scales = [10.0, 100.0, 1000.0];
    let pairs = scales.map(|scale| (lat_deg / scale, lon_deg / scale));
    let (lat, lon) = pairs
        .into_iter()
        .find(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0)?;
    Some(format!(
        "decimal points may be missing: did you mean {lat},{lon}?"
    ))
}

/// Drops the digits that binary fractions add to a difference.
fn round_trip_noise(degrees: f64) -> f64 {
    (degrees * 1e9).round() / 1e9
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ns = if self.lat_deg < 0.0 { 'S' } else { 'N' };
        let ew = if self.lon_deg < 0.0 { 'W' } else { 'E' };
        write!(f, "{}°{ns} {}°{ew}", self.lat_deg.abs(), self.lon_deg.abs())
    }
}

impl FromStr for Position {
    type Err = Error;

    /// Reads decimal degrees (`54.71,20.51`), hemisphere letters (`54.71N,20.51E`), degrees, minutes and seconds
    /// (`54d42'36"N 20d30'E`), `geo:` URIs, ISO 6709, MGRS, UTM, plus codes, words of several languages and map links. A bare
    /// pair is latitude first; letters override.
    fn from_str(text: &str) -> Result<Self> {
        notation::read_any(text).map(|reading| reading.position)
    }
}

impl From<Position> for geo::Point {
    fn from(position: Position) -> Self {
        Self::new(position.lon_deg, position.lat_deg)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_told_from_names() {
        for text in ["54.71,20.51", "95,20", "geo:54.71,20.51", "34UDF6842662186"] {
            assert!(looks_like_position(text), "{text}");
        }
        for text in ["Essen", "9m729"] {
            assert!(!looks_like_position(text), "{text}");
        }
    }
}
