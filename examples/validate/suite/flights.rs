//! Reported flights against the interval that the program would give without them: fits of the rule, with each flight left
//! out in turn.

mod pages;

use arcminute::catalogue::{FlightClass, GENERIC_SPEED_KM_H, ReportKind, TestFlight, test_flights};
use arcminute::claim::{Claim, Quoted, Verdict, judge};
use arcminute::flight::ballistic::{self, Arc, by_apogee, greatest_range, minimum_energy};
use arcminute::flight::boost;
use arcminute::flight::cruise::{Greatest, LOSS_S_PER_KM_S};
use arcminute::flight::spread::{self, Rule};
use arcminute::quantity::{Interval, Kilometres};
use arcminute::warning::Delays;

/// Flights that are told and fit nothing: it failed under way, and its apogee and range are of no arc.
const FAILED: &str = "hs12-2017-04-05";

/// The mean speeds of propeller drones, km/h: what the two reports have in common with published figures. An assumption.
const DRONE_KM_H: (f64, f64) = (130.0, 190.0);

/// Glide by Mach 5 to 8, with sound at 295 to 340 m/s, km/h. An assumption.
const GLIDE_KM_H: (f64, f64) = (5.0 * 0.295 * 3600.0, 8.0 * 0.340 * 3600.0);

/// How a reported time stands to an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Inside,
    InsideByRounding,
    Outside,
}

impl Standing {
    fn of(flight: &TestFlight, low_s: f64, high_s: f64) -> Self {
        let (time_s, rounding_s) = (flight.time_s, flight.time_uncertainty_s);
        if (low_s..=high_s).contains(&time_s) {
            Self::Inside
        } else if time_s + rounding_s >= low_s && time_s - rounding_s <= high_s {
            Self::InsideByRounding
        } else {
            Self::Outside
        }
    }

    fn words(self) -> String {
        match self {
            Self::Inside => "inside",
            Self::InsideByRounding => "by rounding",
            Self::Outside => "**outside**",
        }
        .to_owned()
    }
}

/// A flight with the interval that the rule gives without it.
pub struct Tested {
    pub flight: &'static TestFlight,
    pub interval_s: Interval,
    pub standing: Standing,
}

impl Tested {
    fn new(flight: &'static TestFlight, interval_s: Interval) -> Self {
        Self {
            flight,
            interval_s,
            standing: Standing::of(flight, interval_s.low(), interval_s.high()),
        }
    }

    fn share(&self) -> f64 {
        self.flight.time_s / self.interval_s.nominal()
    }

    fn width(&self) -> f64 {
        (self.interval_s.high() - self.interval_s.low()) / self.interval_s.nominal()
    }
}

/// Everything that is measured of reported flights.
pub struct Measured {
    /// The rule as fitted to all flights.
    pub fit: Rule,
    /// Ballistic flights over a distance, each left out in turn.
    pub over_distance: Vec<Tested>,
    /// The same with a whole missile or route left out.
    pub over_distance_by_missile: Vec<Tested>,
    /// The least and the greatest k and h of the folds.
    pub folds: [(f64, f64); 2],
    /// Flights with an apogee of 100 km and more, each left out in turn.
    pub over_arc: Vec<Tested>,
    /// Flights with a lower apogee, by the marked interval.
    pub low: Vec<Tested>,
    /// Cruise, glide and drones, by path over speed.
    pub in_air: Vec<Tested>,
    /// Flights that are told and not counted, by the full fit.
    pub told: Vec<Tested>,
    /// The verdict of `claim` on range, apogee and time of the negative control.
    pub control: Verdict,
}

fn range_of(flight: &TestFlight) -> Kilometres {
    Kilometres::new(flight.range_km).expect("a range")
}

fn usual_arc(range: Kilometres) -> Arc {
    minimum_energy(range).expect("an arc")
}

/// Type 7, as `NumPy` and R have it.
fn quantile(values: impl IntoIterator<Item = f64>, share: f64) -> f64 {
    let mut sorted: Vec<f64> = values.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() - 1) as f64 * share;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index"
    )]
    let below = at.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * (at - below as f64)
}

/// k by least squares through nought, and h as the quantile of what the rounding of the reports leaves unexplained. g stays
/// that of the program.
fn fit<'f>(flights: impl Iterator<Item = &'f TestFlight> + Clone) -> Rule {
    let unit = Rule {
        exponent: 1.0,
        ..spread::RULE
    };
    let short = |flight: &TestFlight| unit.stretch(range_of(flight)).ln();
    let long = |flight: &TestFlight| {
        let range = range_of(flight);
        (flight.time_s / spread::reference_s(range, &usual_arc(range))).ln()
    };
    let products: f64 = flights
        .clone()
        .map(|flight| short(flight) * long(flight))
        .sum();
    let squares: f64 = flights.clone().map(|flight| short(flight).powi(2)).sum();
    let exponent = products / squares;
    let unexplained = |flight: &TestFlight| {
        let left = (long(flight) - exponent * short(flight)).abs();
        (left - flight.time_uncertainty_s / flight.time_s).max(0.0)
    };
    Rule {
        exponent,
        spread: quantile(flights.map(unexplained), spread::QUANTILE),
        ..spread::RULE
    }
}

/// The interval of the program over a distance, with other numbers in the rule.
fn interval_s(range: Kilometres, rule: Rule) -> Interval {
    rule.over_distance_s(range, &usual_arc(range))
}

/// That of a flight whose apogee is reported: on its arc, or of any flight over the distance where it is below 100 km.
fn arc_interval_s(flight: &TestFlight, rule: Rule) -> Interval {
    let range = range_of(flight);
    let arc = by_apogee(range, flight.apogee_km.expect("an apogee")).expect("an arc");
    let class = greatest_range(arc.q).unwrap_or(Kilometres::new(20_015.0).expect("a range"));
    let free_s = Interval::try_from(arc.free_flight_time_s).expect("a time");
    let boost_s = boost::allowance_s(class);
    rule.on_arc_s(range, &usual_arc(range), &arc, [free_s, boost_s])
}

/// g: the quantile of the distance outside of free flight and allowance that rounding leaves unexplained.
fn fit_arc<'f>(flights: impl Iterator<Item = &'f TestFlight>, rule: Rule) -> Rule {
    let exact = Rule {
        arc_spread: 0.0,
        ..rule
    };
    let unexplained = |flight: &TestFlight| {
        let interval_s = arc_interval_s(flight, exact);
        let outside = (interval_s.low() / flight.time_s)
            .ln()
            .max((flight.time_s / interval_s.high()).ln());
        (outside - flight.time_uncertainty_s / flight.time_s).max(0.0)
    };
    Rule {
        arc_spread: quantile(flights.map(unexplained), spread::QUANTILE),
        ..rule
    }
}

/// What a flight is left out together with: the missile or the route.
fn family(flight: &TestFlight) -> &str {
    let name = flight.name.split(',').next().unwrap_or(flight.name);
    match (flight.missile, name) {
        ("minuteman-3", _) | (_, "MX Peacekeeper") => "Vandenberg to Kwajalein",
        (_, "A-4" | "V-2") => "A-4",
        (missile, _) if missile.starts_with("agni") => "Agni",
        ("", name) => name,
        (missile, _) => missile,
    }
}

impl Measured {
    pub fn take() -> Self {
        let all = || test_flights().iter();
        let is_over_distance =
            |flight: &&TestFlight| flight.class == FlightClass::Ballistic && !flight.is_contested();
        let distance: Vec<&'static TestFlight> = all().filter(is_over_distance).collect();
        let is_ballistic = |flight: &TestFlight| {
            matches!(flight.class, FlightClass::Ballistic | FlightClass::Lofted)
        };
        let rises = |flight: &TestFlight| {
            flight
                .apogee_km
                .is_some_and(|km| km >= ballistic::MODEL_FLOOR_KM)
        };
        let is_evidence = |flight: &TestFlight| {
            !flight.is_contested() && flight.kind != ReportKind::Derived && flight.id != FAILED
        };
        let arcs: Vec<&'static TestFlight> = all()
            .filter(|flight| is_ballistic(flight) && rises(flight) && is_evidence(flight))
            .collect();

        let mut folds = Vec::new();
        let mut without = |is_left_out: &dyn Fn(&TestFlight, &TestFlight) -> bool| {
            let tested = distance.iter().map(|&flight| {
                let kept = distance
                    .iter()
                    .copied()
                    .filter(|&other| !is_left_out(flight, other));
                let fit = fit(kept);
                folds.push(fit);
                Tested::new(flight, interval_s(range_of(flight), fit))
            });
            tested.collect::<Vec<_>>()
        };
        let over_distance = without(&|flight, other| flight.id == other.id);
        let over_distance_by_missile = without(&|flight, other| family(flight) == family(other));
        let ends = |value: fn(&Rule) -> f64| {
            let single = || folds[..distance.len()].iter().map(value);
            (
                single().fold(f64::MAX, f64::min),
                single().fold(0.0, f64::max),
            )
        };
        let folds = [ends(|fit| fit.exponent), ends(|fit| fit.spread)];

        let full = fit(distance.iter().copied());
        let over_arc = arcs.iter().map(|&flight| {
            let kept = arcs.iter().copied().filter(|other| other.id != flight.id);
            Tested::new(flight, arc_interval_s(flight, fit_arc(kept, full)))
        });
        let stays_low = |flight: &&TestFlight| {
            matches!(
                flight.class,
                FlightClass::Ballistic | FlightClass::Depressed
            ) && flight.apogee_km.is_some()
                && !rises(flight)
        };
        let low = all().filter(stays_low).map(|flight| {
            let fit = fit(distance
                .iter()
                .copied()
                .filter(|other| other.id != flight.id));
            Tested::new(flight, arc_interval_s(flight, fit))
        });
        let in_air = all().filter_map(|flight| {
            let generic = (GENERIC_SPEED_KM_H.low(), GENERIC_SPEED_KM_H.high());
            let (slow, fast) = match flight.class {
                FlightClass::Drone => DRONE_KM_H,
                FlightClass::Glide => GLIDE_KM_H,
                FlightClass::Cruise if flight.apogee_km.is_some() => {
                    // Its owner's "over Mach 8".
                    (8.0 * 0.295 * 3600.0, 8.0 * 0.340 * 3600.0)
                }
                FlightClass::Cruise => generic,
                _ => return None,
            };
            // From the ground to a speed above that of sound.
            let climbs = flight.class == FlightClass::Glide
                || flight.class == FlightClass::Cruise && flight.apogee_km.is_some();
            Some(steady(flight, [slow, fast], climbs))
        });
        let told = all().filter(|flight| {
            is_ballistic(flight) && (!is_evidence(flight) || flight.id.starts_with("oreshnik"))
        });
        let told = told.map(|flight| {
            let by_arc = rises(flight);
            let interval_s = if by_arc {
                arc_interval_s(flight, spread::RULE)
            } else {
                interval_s(range_of(flight), full)
            };
            Tested::new(flight, interval_s)
        });
        Self {
            fit: fit_arc(arcs.iter().copied(), full),
            over_arc: over_arc.collect(),
            low: low.collect(),
            in_air: in_air.collect(),
            told: told.collect(),
            over_distance,
            over_distance_by_missile,
            folds,
            control: control(),
        }
    }

    /// Where the constants of the program are not those of the fit, to their last digit.
    pub fn disagreements(&self) -> Vec<String> {
        [
            ("k", self.fit.exponent, spread::SHORT_RANGE_EXPONENT),
            ("h", self.fit.spread, spread::SPREAD),
            ("g", self.fit.arc_spread, spread::ARC_SPREAD),
        ]
        .into_iter()
        .filter(|(_, fitted, constant)| (fitted - constant).abs() > 0.0005 + 1e-12)
        .map(|(name, fitted, constant)| {
            format!("{name} is {constant} in the program, and {fitted:.4} by the fit")
        })
        .collect()
    }
}

/// Path over two speeds, reached from the surface or had all the way; the rounding of the path counts as that of the time does.
fn steady(flight: &'static TestFlight, [slow_km_h, fast_km_h]: [f64; 2], climbs: bool) -> Tested {
    let over = |path_km: f64, km_h: f64, loss: f64| {
        let loss_s_per_km_s = if climbs { loss } else { 0.0 };
        let greatest = Greatest {
            km_h,
            loss_s_per_km_s,
        };
        greatest.time_s(path_km)
    };
    let (path_km, doubt_km) = (flight.range_km, flight.range_uncertainty_km);
    let loss = LOSS_S_PER_KM_S;
    let fast_s = |path_km: f64| over(path_km, fast_km_h, loss.low());
    let slow_s = |path_km: f64| over(path_km, slow_km_h, loss.high());
    let [low_s, high_s] = [fast_s(path_km), slow_s(path_km)];
    let middle_s = over(path_km, f64::midpoint(slow_km_h, fast_km_h), loss.nominal());
    let interval_s = Interval::try_from([low_s, middle_s, high_s]).expect("an interval");
    let mut tested = Tested::new(flight, interval_s);
    let widest = Standing::of(
        flight,
        fast_s(path_km - doubt_km),
        slow_s(path_km + doubt_km),
    );
    if tested.standing == Standing::Outside && widest != Standing::Outside {
        tested.standing = Standing::InsideByRounding;
    }
    tested
}

/// What `claim` says of the North Korean figures of 24 March 2022.
fn control() -> Verdict {
    let flight = test_flights()
        .iter()
        .find(|flight| flight.id == "icbm-2022-03-24-alt")
        .expect("the negative control");
    let claim = Claim {
        time_s: Some(Quoted {
            low: flight.time_s - flight.time_uncertainty_s,
            high: flight.time_s + flight.time_uncertainty_s,
        }),
        apogee_km: flight.apogee_km.map(Quoted::exact),
        ..Claim::over(range_of(flight), flight.range_uncertainty_km)
    };
    judge(&claim, None, Delays::default())
        .expect("a claim that can be judged")
        .verdict
}

/// How a set of flights stands to its intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub flights: usize,
    pub inside: usize,
    pub by_rounding: usize,
}

pub fn count(set: &[&Tested]) -> Count {
    let of = |wanted| {
        set.iter()
            .filter(|tested| tested.standing == wanted)
            .count()
    };
    Count {
        flights: set.len(),
        inside: of(Standing::Inside),
        by_rounding: of(Standing::InsideByRounding),
    }
}

/// Median of the widths of the intervals over their nominal times.
pub fn median_width(set: &[&Tested]) -> f64 {
    quantile(set.iter().map(|tested| tested.width()), 0.5)
}
