//! Reported flights with a range and a time: tests, attacks, cruise flights. The build script uses this file as well.

use serde::Deserialize;

codes! {
    /// Kind of report of a flight.
    pub enum ReportKind as "kind of report" {
        /// By a government that measured it, or by analysts from its figures.
        Reported = "reported",
        /// In round figures of the press or of an official.
        Rounded = "rounded",
        /// Inferred by the publisher from other figures: shown, but never used as evidence.
        Derived = "derived",
    }
}

codes! {
    /// The class of a reported flight.
    pub enum FlightClass as "class of flight" {
        /// Ballistic, over a distance, not known to have been lofted or depressed.
        Ballistic = "ballistic",
        /// Ballistic and lofted.
        Lofted = "lofted",
        /// Low and manoeuvring, apogee below 100 km.
        Depressed = "depressed",
        /// Gliding after a boost.
        Glide = "glide",
        /// At a steady speed in the air.
        Cruise = "cruise",
        /// A slow, usually propeller-driven aircraft without a crew.
        Drone = "drone",
    }
}

codes! {
    /// The kind of source of a report.
    pub enum SourceGrade as "grade of source" {
        /// Press or an official page, as published.
        Press = "press",
        /// A copy or a quotation: find the original before quoting.
        Copy = "copy",
        /// A work of research.
        Research = "research",
    }
}

/// One reported flight (`data/test_flights.csv`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestFlight {
    /// Kebab-case id, unique among flights. A second, contested figure of a flight has its id with `-alt`.
    pub id: &'static str,
    /// Missile, as the report calls it, and occasion.
    pub name: &'static str,
    /// The catalogue's id of the missile; empty if it does not hold it.
    pub missile: &'static str,
    /// Class of the flight.
    pub class: FlightClass,
    /// Day of the flight, or of the report: `YYYY-MM-DD`.
    pub date: &'static str,
    /// Ground range, km; for cruise missiles and drones the length of the path.
    pub range_km: f64,
    /// Uncertainty of the range, km.
    pub range_uncertainty_km: f64,
    /// Greatest height, km, if it was reported.
    pub apogee_km: Option<f64>,
    /// From launch to impact, s.
    pub time_s: f64,
    /// Rounding of the time in the report, s.
    pub time_uncertainty_s: f64,
    /// Kind of report.
    pub kind: ReportKind,
    /// Grade of the source.
    pub grade: SourceGrade,
    /// The words of the report; notes in square brackets.
    pub quote: &'static str,
    /// Title of the page or work.
    pub title: &'static str,
    /// Publisher, with the source that it quotes in brackets.
    pub publisher: &'static str,
    /// Address of the page.
    pub source: &'static str,
}

impl TestFlight {
    /// Name and year: `Hwasong-15, 2017`.
    pub fn label(&self) -> String {
        let year = self.date.split('-').next().unwrap_or(self.date);
        let name = self.name.split(',').next().unwrap_or(self.name);
        format!("{name}, {year}")
    }

    /// True where another figure of the same flight is listed and preferred.
    pub fn is_contested(&self) -> bool {
        self.id.ends_with("-alt")
    }
}
