//! The tables of `docs/models.md` about reported flights.

use std::fmt::Write as _;

use arcminute::catalogue::{FlightClass, ReportKind};
use arcminute::flight::ballistic::{self, minimum_energy};
use arcminute::flight::{boost, spread};
use arcminute::quantity::Kilometres;

use super::super::table;
use super::{Count, Measured, Tested, count, median_width, quantile};

impl Measured {
    pub fn parameters_markdown(&self) -> String {
        let mut text = format!(
            "k = {:.4}, h = {:.4}, g = {:.4}; in the program {}, {} and {}. With one flight left out k is {:.3} to {:.3} and h \
             {:.3} to {:.3}.\n\n",
            self.fit.exponent,
            self.fit.spread,
            self.fit.arc_spread,
            spread::SHORT_RANGE_EXPONENT,
            spread::SPREAD,
            spread::ARC_SPREAD,
            self.folds[0].0,
            self.folds[0].1,
            self.folds[1].0,
            self.folds[1].1,
        );
        let rows = [
            300.0, 500.0, 1000.0, 2000.0, 3000.0, 5500.0, 7000.0, 10_000.0,
        ]
        .map(|km| {
            let range = Kilometres::new(km).expect("a range");
            let arc = minimum_energy(range).expect("an arc");
            let boost_s = boost::allowance_s(range);
            let time_s = spread::RULE.over_distance_s(range, &arc);
            let mark = if arc.apogee_km < ballistic::MODEL_FLOOR_KM {
                "≈ "
            } else {
                ""
            };
            vec![
                format!("{km:.0}"),
                format!("{:.0}", arc.free_flight_time_s),
                format!("{:.0}–{:.0}", boost_s.low(), boost_s.high()),
                format!("{mark}{:.0}", time_s.low()),
                format!("{mark}{:.0}", time_s.nominal()),
                format!("{mark}{:.0}", time_s.high()),
            ]
        });
        let head = [
            "Range, km",
            "Free, s",
            "Boost, s",
            "Low, s",
            "Nominal, s",
            "High, s",
        ];
        text.push_str(&table::markdown(&head, &rows));
        text
    }

    pub fn coverage_markdown(&self) -> String {
        let of_range = |low_km: f64, high_km: f64| {
            move |tested: &&Tested| {
                tested.flight.range_km > low_km && tested.flight.range_km <= high_km
            }
        };
        let distance = &self.over_distance;
        let lofted = |tested: &&Tested| tested.flight.class == FlightClass::Lofted;
        let class = |wanted: FlightClass| move |tested: &&Tested| tested.flight.class == wanted;
        let by_speed = |tested: &&Tested| tested.flight.apogee_km.is_some();
        let subsonic = |tested: &&Tested| {
            tested.flight.class == FlightClass::Cruise && tested.flight.apogee_km.is_none()
        };
        let depressed = class(FlightClass::Depressed);
        let ballistic: Vec<&Tested> = distance
            .iter()
            .chain(self.over_arc.iter().filter(lofted))
            .chain(self.low.iter().filter(depressed))
            .collect();
        let everything: Vec<&Tested> = ballistic.iter().copied().chain(&self.in_air).collect();
        let sets: Vec<(&str, Vec<&Tested>)> = vec![
            (
                "over a distance, to 1,000 km",
                distance.iter().filter(of_range(0.0, 1000.0)).collect(),
            ),
            (
                "1,000 to 3,000 km",
                distance.iter().filter(of_range(1000.0, 3000.0)).collect(),
            ),
            (
                "3,000 to 5,500 km",
                distance.iter().filter(of_range(3000.0, 5500.0)).collect(),
            ),
            (
                "above 5,500 km",
                distance.iter().filter(of_range(5500.0, 1e5)).collect(),
            ),
            (
                "of them 500 to 5,500 km",
                distance.iter().filter(of_range(499.9, 5500.0)).collect(),
            ),
            ("**all over a distance**", distance.iter().collect()),
            (
                "a whole missile or route left out",
                self.over_distance_by_missile.iter().collect(),
            ),
            (
                "of kind `reported` only",
                distance
                    .iter()
                    .filter(|tested| tested.flight.kind == ReportKind::Reported)
                    .collect(),
            ),
            (
                "arc of a given apogee, 100 km and more",
                self.over_arc.iter().collect(),
            ),
            ("apogee under 100 km, marked ≈", self.low.iter().collect()),
            ("**ballistic, each flight once**", ballistic),
            (
                "subsonic cruise, 700–900 km/h, chosen",
                self.in_air.iter().filter(subsonic).collect(),
            ),
            (
                "cruise by claimed top speed, c of this flight",
                self.in_air.iter().filter(by_speed).collect(),
            ),
            (
                "glide, Mach 5–8, chosen",
                self.in_air
                    .iter()
                    .filter(class(FlightClass::Glide))
                    .collect(),
            ),
            (
                "drones, 130–190 km/h, chosen",
                self.in_air
                    .iter()
                    .filter(class(FlightClass::Drone))
                    .collect(),
            ),
            ("**all, each flight once**", everything),
        ];
        let rows: Vec<Vec<String>> = sets
            .into_iter()
            .map(|(name, set)| coverage(name, &set))
            .collect();
        table::markdown(
            &[
                "Set",
                "Flights",
                "Inside",
                "By rounding",
                "Outside",
                "Inside, %",
                "Within rounding, %",
                "Bias, %",
                "Width, %",
            ],
            &rows,
        )
    }

    pub fn rows_markdown(&self) -> String {
        tested_markdown(&self.over_distance)
    }

    pub fn arcs_markdown(&self) -> String {
        tested_markdown(&self.over_arc)
    }

    pub fn others_markdown(&self) -> String {
        let mut text = String::from("Apogee under 100 km, by the marked interval:\n\n");
        text.push_str(&tested_markdown(&self.low));
        text.push_str("\nCruise, glide and drones, by path over speed:\n\n");
        text.push_str(&tested_markdown(&self.in_air));
        text.push_str("\nTold and not counted: contested second figures, an inferred time, a failed flight, and a missile far inside \
                       its range:\n\n");
        text.push_str(&tested_markdown(&self.told));
        let _ = writeln!(
            text,
            "\nThe negative control, `icbm-2022-03-24-alt`: range, apogee and time together are {}.",
            self.control.code()
        );
        text
    }
}

fn coverage(name: &str, set: &[&Tested]) -> Vec<String> {
    let Count {
        flights,
        inside,
        by_rounding,
    } = count(set);
    let percent = |part: usize| format!("{:.0}", 100.0 * part as f64 / flights as f64);
    let bias = 100.0 * (quantile(set.iter().map(|tested| tested.share()), 0.5) - 1.0);
    vec![
        name.to_owned(),
        flights.to_string(),
        inside.to_string(),
        by_rounding.to_string(),
        (flights - inside - by_rounding).to_string(),
        percent(inside),
        percent(inside + by_rounding),
        table::signed(bias),
        format!("{:.0}", 100.0 * median_width(set)),
    ]
}

fn tested_markdown(set: &[Tested]) -> String {
    let mut sorted: Vec<&Tested> = set.iter().collect();
    sorted.sort_by(|a, b| a.flight.range_km.total_cmp(&b.flight.range_km));
    let row = |tested: &&Tested| {
        let flight = tested.flight;
        vec![
            format!("{} ({})", flight.label(), flight.kind),
            format!("{:.0}", flight.range_km),
            flight
                .apogee_km
                .map_or("–".to_owned(), |km| format!("{km:.0}")),
            format!("{:.0} ± {:.0}", flight.time_s, flight.time_uncertainty_s),
            format!(
                "{:.0}–{:.0}",
                tested.interval_s.low(),
                tested.interval_s.high()
            ),
            format!("{:.2}", tested.share()),
            tested.standing.words(),
        ]
    };
    let rows: Vec<Vec<String>> = sorted.iter().map(row).collect();
    table::markdown(
        &[
            "Flight",
            "Range, km",
            "Apogee, km",
            "Reported, s",
            "Without it, s",
            "Over nominal",
            "Standing",
        ],
        &rows,
    )
}
