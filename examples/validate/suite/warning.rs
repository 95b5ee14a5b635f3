//! Warning times against published cases whose flight, delay and warning are all stated, and radar horizons.

use std::fs;

use arcminute::catalogue::{Role, place};
use arcminute::flight::{ballistic, spread};
use arcminute::geodesy::inverse;
use arcminute::position::Position;
use arcminute::quantity::{Interval, Kilometres};
use arcminute::warning::{Delays, RadarGeometry, after_launch_s};
use serde::Deserialize;

use super::statistics::{Magnitudes, spread};
use super::table::{self, signed_tenth};

/// A published case.
pub struct Case {
    pub name: &'static str,
    /// Flight time with boost, s.
    pub flight_s: Interval,
    pub delay_s: Interval,
    pub warning_s: Interval,
    /// The published warning, s, from the least to the greatest figure.
    pub published_s: (f64, f64),
}

/// A line of `tests/reference/warning.csv`.
#[derive(Deserialize)]
struct Alert {
    delay_min: f64,
}

/// Cases, delays and horizons.
pub struct Measured {
    pub cases: Vec<Case>,
    /// Measured launch-to-alert delays, s.
    pub alerts_s: Vec<f64>,
    /// Program less table, m.
    pub horizons_m: Magnitudes,
}

impl Case {
    /// Whether the published figures overlap the interval.
    pub fn is_inside(&self) -> bool {
        self.published_s.0 <= self.warning_s.high() && self.published_s.1 >= self.warning_s.low()
    }

    /// Nominal warning less the nearest published figure, s.
    pub fn off_s(&self) -> f64 {
        self.warning_s.nominal()
            - self
                .warning_s
                .nominal()
                .clamp(self.published_s.0, self.published_s.1)
    }
}

impl Measured {
    pub fn take() -> Self {
        Self {
            cases: cases(),
            alerts_s: alerts_s(),
            horizons_m: horizons_m(),
        }
    }

    pub fn cases_markdown(&self) -> String {
        let minutes = |interval: Interval| {
            let [low, middle, high] =
                [interval.low(), interval.nominal(), interval.high()].map(|seconds| seconds / 60.0);
            if high - low < 0.05 {
                format!("{middle:.1}")
            } else {
                format!("{middle:.1} ({low:.1}–{high:.1})")
            }
        };
        let rows: Vec<Vec<String>> = self
            .cases
            .iter()
            .map(|case| {
                let least = case.published_s.0 / 60.0;
                let most = case.published_s.1 / 60.0;
                vec![
                    case.name.to_owned(),
                    minutes(case.flight_s),
                    minutes(case.delay_s),
                    minutes(case.warning_s),
                    if least < most {
                        format!("{least}–{most}")
                    } else {
                        format!("{least}")
                    },
                    signed_tenth(case.off_s() / 60.0),
                    if case.is_inside() {
                        "inside"
                    } else {
                        "**outside**"
                    }
                    .to_owned(),
                ]
            })
            .collect();
        let header = [
            "Case",
            "Flight, min",
            "Delay, min",
            "Warning, min",
            "Published, min",
            "Off, min",
            "Standing",
        ];
        let (least, median, most) = spread(&self.alerts_s);
        format!(
            "{}\nMeasured delays from launch to public alert: {} cases, {:.0} to {:.0} min, median {:.0}.\n",
            table::markdown(&header, &rows),
            self.alerts_s.len(),
            least / 60.0,
            most / 60.0,
            median / 60.0
        )
    }

    pub fn radar_markdown(&self) -> String {
        let mut cells = vec!["Horizon, m".to_owned(), self.horizons_m.count().to_string()];
        cells.extend(self.horizons_m.powers());
        table::markdown(
            &["Difference", "Rows", "50 %", "90 %", "99 %", "Maximum"],
            &[cells],
        )
    }
}

/// The cases of `reference/warning.md`: each figure is at the address given there and in `docs/models.md`.
fn cases() -> Vec<Case> {
    let minutes = |low: f64, high: f64| {
        let ends_s = [low * 60.0, 0.5 * (low + high) * 60.0, high * 60.0];
        Interval::try_from(ends_s).expect("published times are in order")
    };
    let usual = Delays::default();
    // The Hwasong-12 flight that North Korea announced in August 2017: 3,356.7 km.
    let guam = flight_over(Kilometres::new(3356.7).expect("a range"));
    let japan = {
        let sunan = place("sunan", Role::From).expect("a site of the catalogue");
        // Tokyo by GeoNames (1850147), which the catalogue of European cities lacks.
        let tokyo = Position::new(35.6895, 139.6917).expect("a position");
        flight_over(inverse(sunan.position, tokyo).distance)
    };
    let israel = {
        let kermanshah = place("kermanshah", Role::From).expect("a site of the catalogue");
        // Tel Aviv by GeoNames (293397).
        let tel_aviv = Position::new(32.0809, 34.7806).expect("a position");
        flight_over(inverse(kermanshah.position, tel_aviv).distance)
    };
    vec![
        case("Guam, from the announced range", guam, usual, (14.0, 14.0)),
        case(
            "Guam, from the stated 18 min and 4 min",
            minutes(18.0, 18.0),
            delays_of(4.0, 4.0),
            (14.0, 14.0),
        ),
        case(
            "Tokyo from Sunan, from the distance",
            japan,
            usual,
            (6.0, 7.0),
        ),
        case(
            "Japan, from the stated 10 min and 3–4 min",
            minutes(10.0, 10.0),
            delays_of(3.0, 4.0),
            (6.0, 7.0),
        ),
        case(
            "Tel Aviv from Kermanshah, from the distance",
            israel,
            usual,
            (10.0, 12.0),
        ),
        case(
            "Israel, from the stated 12–15 min",
            minutes(12.0, 15.0),
            usual,
            (10.0, 12.0),
        ),
        case(
            "Hawaii, from the stated 20 min",
            minutes(20.0, 20.0),
            usual,
            (12.0, 15.0),
        ),
    ]
}

fn case(
    name: &'static str,
    flight_s: Interval,
    delays: Delays,
    (least_min, most_min): (f64, f64),
) -> Case {
    Case {
        name,
        flight_s,
        delay_s: delays.total_s(),
        warning_s: after_launch_s(flight_s, delays),
        published_s: (least_min * 60.0, most_min * 60.0),
    }
}

fn delays_of(low_min: f64, high_min: f64) -> Delays {
    Delays::new(
        low_min * 60.0,
        f64::midpoint(low_min, high_min) * 60.0,
        high_min * 60.0,
    )
    .expect("delays")
}

/// Real flights over the distance, by the rule of the program.
fn flight_over(range: Kilometres) -> Interval {
    let arc = ballistic::minimum_energy(range).expect("an arc");
    spread::RULE.over_distance_s(range, &arc)
}

fn alerts_s() -> Vec<f64> {
    let text = read("warning.csv");
    let lines = csv::Reader::from_reader(text.as_bytes()).into_deserialize::<Alert>();
    lines
        .map(|line| line.expect("a row of warning.csv").delay_min * 60.0)
        .collect()
}

/// Program less the column for 4/3 Earth with R = 6371.0088 km, m.
fn horizons_m() -> Magnitudes {
    let text = read("radar_horizon.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize::<(f64, f64, f64, f64, f64, f64)>();
    Magnitudes::of(rows.map(|row| {
        let (antenna_m, flight_altitude_m, _, exact_km, ..) =
            row.expect("a row of radar_horizon.csv");
        (RadarGeometry {
            antenna_m,
            flight_altitude_m,
        }
        .horizon_km()
            - exact_km)
            * 1000.0
    }))
}

fn read(name: &str) -> String {
    let path = format!("{}/tests/reference/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
