//! Reported cruise flights against path over the generic ground speed.

use std::fs;

use arcminute::catalogue::{GENERIC_SPEED_KM_H, test_flights};
use arcminute::flight::cruise::{PathFactor, flight_time_s};
use arcminute::quantity::{Interval, Kilometres};
use serde::Deserialize;

use super::table;

/// The columns of `tests/reference/cruise_flights.csv` that matter here.
#[derive(Deserialize)]
struct Line {
    system: String,
    date: String,
    path_km: Option<f64>,
    time_s_low: f64,
    time_s_high: f64,
    source: String,
}

/// A flight with a reported path and time.
pub struct Flight {
    pub name: String,
    pub path_km: f64,
    pub reported_s: (f64, f64),
    /// The program's time for a generic cruise missile on this path.
    pub time_s: Interval,
    /// The same over the shortest and the longest path that the rounding of the report admits.
    pub rounded_s: (f64, f64),
    /// Whether the path itself was derived from the time.
    pub is_circular: bool,
}

/// The flights with a path, and how many were left out for want of one.
pub struct Measured {
    pub flights: Vec<Flight>,
    pub without_path: usize,
}

impl Flight {
    pub fn mean_speed_km_h(&self) -> f64 {
        self.path_km / f64::midpoint(self.reported_s.0, self.reported_s.1) * 3600.0
    }

    pub fn is_inside(&self) -> bool {
        self.reported_s.0 >= self.time_s.low() && self.reported_s.1 <= self.time_s.high()
    }

    /// True if it is inside with the rounding of the path.
    pub fn is_inside_by_rounding(&self) -> bool {
        self.reported_s.1 >= self.rounded_s.0 && self.reported_s.0 <= self.rounded_s.1
    }
}

impl Measured {
    pub fn take() -> Self {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/reference/cruise_flights.csv"
        );
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let lines: Vec<Line> = reader
            .deserialize()
            .collect::<Result<_, _>>()
            .expect("rows of cruise_flights.csv");
        let flights: Vec<Flight> = lines.iter().filter_map(flight).collect();
        Self {
            without_path: lines.len() - flights.len(),
            flights,
        }
    }

    pub fn markdown(&self) -> String {
        let minutes = |seconds: f64| format!("{:.0}", seconds / 60.0);
        let rows: Vec<Vec<String>> = self
            .flights
            .iter()
            .map(|flight| {
                vec![
                    flight.name.clone(),
                    format!("{:.0}", flight.path_km),
                    minutes(f64::midpoint(flight.reported_s.0, flight.reported_s.1)),
                    format!("{:.0}", flight.mean_speed_km_h()),
                    format!(
                        "{}–{}",
                        minutes(flight.time_s.low()),
                        minutes(flight.time_s.high())
                    ),
                    if flight.is_circular {
                        "path from time: says nothing"
                    } else if flight.is_inside() {
                        "inside"
                    } else if flight.is_inside_by_rounding() {
                        "by rounding"
                    } else {
                        "**outside**"
                    }
                    .to_owned(),
                ]
            })
            .collect();
        let header = [
            "Flight",
            "Path, km",
            "Reported, min",
            "Mean speed, km/h",
            "Generic, min",
            "Standing",
        ];
        format!(
            "{}\n{} reports give no path and are left out.\n",
            table::markdown(&header, &rows),
            self.without_path
        )
    }
}

fn flight(line: &Line) -> Option<Flight> {
    let path_km = line.path_km?;
    // The rounding of the path as `data/test_flights.csv` has it, where the flight is there.
    let same = test_flights()
        .iter()
        .find(|flight| flight.date == line.date && flight.range_km.total_cmp(&path_km).is_eq());
    let doubt_km = same.map_or(0.0, |flight| flight.range_uncertainty_km);
    let over = |km: f64| {
        let path = Kilometres::new(km).expect("a path");
        flight_time_s(path, PathFactor::default(), GENERIC_SPEED_KM_H)
    };
    Some(Flight {
        name: format!("{}, {}", line.system, line.date),
        path_km,
        reported_s: (line.time_s_low, line.time_s_high),
        time_s: over(path_km),
        rounded_s: (
            over(path_km - doubt_km).low(),
            over(path_km + doubt_km).high(),
        ),
        is_circular: line.source.contains("circular"),
    })
}
