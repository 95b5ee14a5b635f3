//! Test flights of ballistic missiles with a reported range and time (`data/test_flights.csv`).

use std::sync::OnceLock;

use serde::Deserialize;

use super::table;

/// One reported flight.
///
/// ```
/// use arcminute::catalogue::test_flights;
/// let flight = test_flights().iter().find(|flight| flight.id == "hs15-2017-11-29").unwrap();
/// assert_eq!((flight.missile.as_deref(), flight.date.year()), (Some("hwasong-15"), 2017));
/// // Lofted: higher than far. The report's 53 minutes are in seconds here.
/// assert!(flight.apogee_km.unwrap() > flight.range_km);
/// assert_eq!(flight.time_s, 53.0 * 60.0);
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestFlight {
    /// Kebab-case id, unique among test flights.
    pub id: String,
    /// What flew, as the report calls it.
    pub name: String,
    /// The catalogue's id of the missile, if it holds it.
    pub missile: Option<String>,
    /// Day of the flight, or of the report.
    pub date: jiff::civil::Date,
    /// Ground range, km.
    pub range_km: f64,
    /// Greatest height, km, if it was reported.
    pub apogee_km: Option<f64>,
    /// From launch to impact, s.
    pub time_s: f64,
    /// By how much the report rounds the time, s.
    pub time_uncertainty_s: f64,
    /// What the report is.
    pub kind: ReportKind,
    /// Who says so.
    pub source: String,
}

/// How a flight was reported.
///
/// ```
/// use arcminute::catalogue::{ReportKind, test_flights};
/// // Of one flight, to be held against a model; what is typical of a type is not.
/// let mut single = test_flights().iter().filter(|flight| flight.kind != ReportKind::Typical);
/// assert!(single.any(|flight| flight.kind == ReportKind::Reported && flight.time_uncertainty_s <= 1.0));
/// ```
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// By a government that measured it, or by analysts from its figures.
    Reported,
    /// In round figures of the press or of an official.
    Rounded,
    /// As typical of the type, not of one flight.
    Typical,
}

impl TestFlight {
    /// Name and year: `Hwasong-15, 2017`.
    ///
    /// ```
    /// use arcminute::catalogue::test_flights;
    /// let flight = test_flights().iter().find(|flight| flight.id == "hs15-2017-11-29").unwrap();
    /// assert_eq!(flight.label(), "Hwasong-15, 2017");
    /// ```
    pub fn label(&self) -> String {
        format!("{}, {}", self.name, self.date.year())
    }
}

/// All test flights, in the order of `data/test_flights.csv`.
///
/// ```
/// use arcminute::catalogue::{missiles, test_flights};
/// let known = |id: &str| missiles().iter().any(|missile| missile.id == id);
/// assert!(test_flights().iter().filter_map(|flight| flight.missile.as_deref()).all(known));
/// assert!(test_flights().iter().all(|flight| flight.range_km > 0.0 && flight.time_s > 0.0));
/// ```
pub fn test_flights() -> &'static [TestFlight] {
    static FLIGHTS: OnceLock<Vec<TestFlight>> = OnceLock::new();
    FLIGHTS.get_or_init(|| table::embedded(include_str!("../../data/test_flights.csv")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_sound() {
        let rows: Vec<Result<TestFlight, String>> =
            crate::delimited::typed_rows(include_str!("../../data/test_flights.csv")).collect();
        assert_eq!(rows.len(), test_flights().len());
        for row in rows {
            let flight = row.unwrap();
            assert!(flight.range_km > 0.0 && flight.time_s > 0.0 && flight.time_uncertainty_s > 0.0, "{}", flight.id);
            assert!(!flight.source.is_empty(), "{}", flight.id);
        }
    }
}
