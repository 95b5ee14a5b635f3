//! Reported flights: free flight from range and apogee, and what the reported time leaves for the boost.

use std::fs;

use arcminute::claim::{Claim, Flies, Quoted, Verdict, judge};
use arcminute::flight::ballistic::{by_apogee, greatest_range, minimum_energy};
use arcminute::flight::boost;
use arcminute::quantity::{Interval, Kilometres};
use arcminute::warning::Delays;
use serde::Deserialize;

use super::statistics::spread;
use super::table::{self, signed};

/// The columns of `tests/reference/test_flights.csv` that matter here.
#[derive(Deserialize)]
struct Line {
    name: String,
    date: String,
    reported_range_km: f64,
    reported_apogee_km: Option<f64>,
    reported_time_s: Option<f64>,
    reported_time_unc_s: Option<f64>,
    category: String,
}

/// A flight with a reported time.
pub struct Flight {
    pub name: String,
    pub year: String,
    pub range_km: f64,
    /// None where it was not reported: the arc is then the minimum-energy one.
    pub apogee_km: Option<f64>,
    pub time_s: f64,
    pub rounding_s: f64,
    /// What the report is: an observation, a round figure of the press, a plan, a model.
    pub category: String,
    /// Static free flight over the sphere.
    pub free_s: f64,
    /// The greatest range on a minimum-energy arc at the speed of the arc flown, which picks the boost class.
    pub class_km: f64,
    pub allowance_s: Interval,
    pub verdict: Verdict,
}

/// How a reported time stands to free flight plus allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Inside,
    InsideByRounding,
    Outside,
}

/// All flights with a time, in the order of the table.
pub struct Measured {
    pub flights: Vec<Flight>,
}

impl Flight {
    /// Reported time less free flight, s: what is left for the boost.
    pub fn left_s(&self) -> f64 {
        self.time_s - self.free_s
    }

    pub fn standing(&self) -> Standing {
        let is_within = |slack_s: f64| {
            self.left_s() >= self.allowance_s.low() - slack_s
                && self.left_s() <= self.allowance_s.high() + slack_s
        };
        match (is_within(0.0), is_within(self.rounding_s)) {
            (true, _) => Standing::Inside,
            (false, true) => Standing::InsideByRounding,
            (false, false) => Standing::Outside,
        }
    }

    /// Whether range, apogee and time of a flight that took place were reported by who observed it, and belong together.
    pub fn is_evidence(&self) -> bool {
        self.apogee_km.is_some()
            && matches!(self.category.as_str(), "observed" | "typical_performance")
            && self.verdict != Verdict::Impossible
    }
}

impl Measured {
    pub fn take() -> Self {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/reference/test_flights.csv"
        );
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let lines = csv::Reader::from_reader(text.as_bytes()).into_deserialize::<Line>();
        Self {
            flights: lines
                .filter_map(|line| flight(line.expect("a row of test_flights.csv")))
                .collect(),
        }
    }

    /// The flights that are evidence for the allowance of the class with this upper edge or beyond.
    fn evidence(&self, class: &str) -> impl Iterator<Item = &Flight> {
        self.flights.iter().filter(move |flight| {
            flight.is_evidence() && boost::class_text(flight.class_km) == class
        })
    }

    pub fn rows_markdown(&self) -> String {
        let rows: Vec<Vec<String>> = self
            .flights
            .iter()
            .map(|flight| {
                let allowance = flight.allowance_s;
                vec![
                    format!(
                        "{}, {} ({})",
                        flight.name,
                        flight.year,
                        flight.category.replace('_', " ")
                    ),
                    format!("{:.0}", flight.range_km),
                    flight
                        .apogee_km
                        .map_or("–".to_owned(), |km| format!("{km:.0}")),
                    format!("{:.0} ± {:.0}", flight.time_s, flight.rounding_s),
                    format!("{:.0}", flight.free_s),
                    signed(flight.left_s()),
                    format!("{:.0}–{:.0}", allowance.low(), allowance.high()),
                    match flight.standing() {
                        Standing::Inside => "inside",
                        Standing::InsideByRounding => "by rounding",
                        Standing::Outside => "**outside**",
                    }
                    .to_owned(),
                    flight.verdict.code().to_owned(),
                ]
            })
            .collect();
        table::markdown(
            &[
                "Flight",
                "Range, km",
                "Apogee, km",
                "Time, s",
                "Free, s",
                "Left, s",
                "Boost, s",
                "Standing",
                "Verdict",
            ],
            &rows,
        )
    }

    pub fn classes_markdown(&self) -> String {
        let rows: Vec<Vec<String>> = [1000.0, 3000.0, 5500.0, 10_000.0]
            .iter()
            .map(|&range_km| {
                let allowance = boost::allowance_s(Kilometres::new(range_km).expect("a range"));
                let class = boost::class_text(range_km);
                let flights: Vec<&Flight> = self.evidence(&class).collect();
                let count = |standing| {
                    flights
                        .iter()
                        .filter(|flight| flight.standing() == standing)
                        .count()
                        .to_string()
                };
                let left_s: Vec<f64> = flights.iter().map(|flight| flight.left_s()).collect();
                let spread = if left_s.is_empty() {
                    "no flights".to_owned()
                } else {
                    let (low, median, high) = spread(&left_s);
                    format!("{low:.0} / {median:.0} / {high:.0}")
                };
                vec![
                    class,
                    format!("{:.0}–{:.0}", allowance.low(), allowance.high()),
                    flights.len().to_string(),
                    count(Standing::Inside),
                    count(Standing::InsideByRounding),
                    count(Standing::Outside),
                    spread,
                ]
            })
            .collect();
        table::markdown(
            &[
                "Class",
                "Boost, s",
                "Flights",
                "Inside",
                "By rounding",
                "Outside",
                "Left: least / median / greatest, s",
            ],
            &rows,
        )
    }
}

/// A line with a reported time as a flight.
fn flight(line: Line) -> Option<Flight> {
    let time_s = line.reported_time_s?;
    let rounding_s = line.reported_time_unc_s?;
    let range = Kilometres::new(line.reported_range_km).expect("a range");
    let arc = line
        .reported_apogee_km
        .map_or_else(|| minimum_energy(range), |km| by_apogee(range, km));
    let arc = arc.expect("an arc");
    let class_km = greatest_range(arc.q)
        .map_or(f64::INFINITY, Kilometres::km)
        .max(range.km());
    let allowance_s = boost::allowance_s(Kilometres::new(class_km.min(40_000.0)).expect("a range"));
    let claim = Claim {
        distance: range,
        uncertainty_km: 0.0,
        time_s: Some(Quoted {
            low: time_s - rounding_s,
            high: time_s + rounding_s,
        }),
        speed_km_s: None,
        apogee_km: line.reported_apogee_km.map(Quoted::exact),
        range_km: None,
    };
    let judged = judge(
        &claim,
        Flies::Ballistic {
            boost_s: allowance_s,
        },
        Delays::default(),
    )
    .expect("a claim that can be judged");
    Some(Flight {
        name: line.name,
        year: line.date.chars().take(4).collect(),
        range_km: range.km(),
        apogee_km: line.reported_apogee_km,
        time_s,
        rounding_s,
        category: line.category,
        free_s: arc.free_flight_time_s,
        class_km,
        allowance_s,
        verdict: judged.verdict,
    })
}
