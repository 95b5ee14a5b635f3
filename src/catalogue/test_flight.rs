//! Test flights of ballistic missiles with a reported range and time (`data/test_flights.csv`).

use std::sync::OnceLock;

use serde::Deserialize;

use super::table;

/// One reported flight.
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
    pub fn label(&self) -> String {
        format!("{}, {}", self.name, self.date.year())
    }
}

/// All test flights, in the order of `data/test_flights.csv`.
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
            assert!(
                flight.range_km > 0.0 && flight.time_s > 0.0 && flight.time_uncertainty_s > 0.0,
                "{}",
                flight.id
            );
            assert!(!flight.source.is_empty(), "{}", flight.id);
        }
    }
}
