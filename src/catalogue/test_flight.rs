//! Test flights of ballistic missiles with a reported range and time. The build script uses this file as well.

use serde::Deserialize;

codes! {
    /// Kind of report of a flight.
    pub enum ReportKind as "kind of report" {
        /// By a government that measured it, or by analysts from its figures.
        Reported = "reported",
        /// In round figures of the press or of an official.
        Rounded = "rounded",
        /// As typical of the type, not of one flight.
        Typical = "typical",
    }
}

/// One reported flight (`data/test_flights.csv`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestFlight {
    /// Kebab-case id, unique among test flights.
    pub id: &'static str,
    /// Missile, as the report calls it.
    pub name: &'static str,
    /// The catalogue's id of the missile; empty if it does not hold it.
    pub missile: &'static str,
    /// Day of the flight, or of the report: `YYYY-MM-DD`.
    pub date: &'static str,
    /// Ground range, km.
    pub range_km: f64,
    /// Greatest height, km, if it was reported.
    pub apogee_km: Option<f64>,
    /// From launch to impact, s.
    pub time_s: f64,
    /// Rounding of the time in the report, s.
    pub time_uncertainty_s: f64,
    /// Kind of report.
    pub kind: ReportKind,
    /// Source of the report.
    pub source: &'static str,
}

impl TestFlight {
    /// Name and year: `Hwasong-15, 2017`.
    pub fn label(&self) -> String {
        let year = self.date.split('-').next().unwrap_or(self.date);
        format!("{}, {year}", self.name)
    }
}
