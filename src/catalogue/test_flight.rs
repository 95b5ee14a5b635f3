//! Test flights of ballistic missiles with a reported range and time. The build script uses this file as well.

use serde::Deserialize;

codes! {
    /// Kind of report of a flight.
    pub(crate) enum ReportKind as "kind of report" {
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
pub(crate) struct TestFlight {
    /// Kebab-case id, unique among test flights.
    #[allow(dead_code, reason = "for the build script, which checks it")]
    pub(crate) id: &'static str,
    /// Missile, as the report calls it.
    pub(crate) name: &'static str,
    /// The catalogue's id of the missile; empty if it does not hold it.
    pub(crate) missile: &'static str,
    /// Day of the flight, or of the report: `YYYY-MM-DD`.
    pub(crate) date: &'static str,
    /// Ground range, km.
    pub(crate) range_km: f64,
    /// Greatest height, km, if it was reported.
    pub(crate) apogee_km: Option<f64>,
    /// From launch to impact, s.
    pub(crate) time_s: f64,
    /// Rounding of the time in the report, s.
    pub(crate) time_uncertainty_s: f64,
    /// Kind of report.
    pub(crate) kind: ReportKind,
    /// Source of the report.
    pub(crate) source: &'static str,
}

impl TestFlight {
    /// Name and year: `Hwasong-15, 2017`.
    pub(crate) fn label(&self) -> String {
        let year = self.date.split('-').next().unwrap_or(self.date);
        format!("{}, {year}", self.name)
    }
}
