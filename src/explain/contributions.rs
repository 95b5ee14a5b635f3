//! The causes of the interval of a time: each varied alone, the others at their nominal values.

use crate::catalogue::System;
use crate::model::{Assumptions, Flight, GroundDistance, Pair};
use crate::present::words::{self, LengthUnit};
use crate::present::{Grid, GridColumn};
use crate::quantity::{Interval, Kilometres};
use crate::warning::Detection;

/// The sensor from which the warning of a low flight is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Eyes {
    /// The target's own: its detection of the launch, or its ground radar.
    Own,
    /// An airborne radar at the target; only for flights detected by radar.
    AirborneRadar,
}

/// The change of the nominal times by one cause alone.
#[derive(Clone, Debug)]
pub(crate) struct Contribution {
    pub(crate) cause: String,
    /// The varied quantity and its ends.
    pub(crate) span: String,
    /// From the lowest to the highest flight time, s.
    pub(crate) flight_s: (f64, f64),
    /// From the lowest to the highest warning time, s.
    pub(crate) warning_s: (f64, f64),
}

impl Contribution {
    fn width_s(&self) -> f64 {
        (self.flight_s.1 - self.flight_s.0).max(self.warning_s.1 - self.warning_s.0)
    }
}

/// The nominal flight over the distance, and the causes of its interval, largest first; None where there is no flight, or
/// none that these eyes see.
pub(crate) fn contributions(
    pair: &Pair<'_>,
    system: &System,
    assumptions: &Assumptions<'_>,
    eyes: Eyes,
) -> Option<(Flight, Vec<Contribution>)> {
    if !system.may_fly(pair.track.distance.km()) {
        return None;
    }
    let flight = flight_over(system, assumptions, pair.track.distance, eyes)?;
    let mut all = delays(&flight, assumptions);
    match flight.arc {
        Some(arc) if arc.is_by_distance() => {
            let time_s = flight.time_s;
            let span = format!(
                "÷ {:.2} to × {:.2}",
                time_s.nominal / time_s.low,
                time_s.high / time_s.nominal
            );
            all.push(shifted(&flight, "spread of real flights", span, time_s));
        }
        Some(arc) => {
            all.push(shifted(
                &flight,
                "boost allowance",
                seconds(arc.boost_s),
                arc.boost_s,
            ));
            if arc.free_flight_s.low < arc.free_flight_s.high {
                let claims = system
                    .range_km
                    .map_or_else(String::new, |km| words::range(km, LengthUnit::Kilometres));
                all.push(shifted(&flight, "range claims", claims, arc.free_flight_s));
            }
        }
        None => all.extend(speed(pair, system, assumptions, eyes)),
    }
    all.extend(places(pair, system, assumptions, eyes));
    all.retain(|one| one.width_s() > 0.0);
    all.sort_by(|a, b| b.width_s().total_cmp(&a.width_s()));
    Some((flight, all))
}

/// The causes of an interval as a table; None where there is no flight.
pub(super) fn grid(
    pair: &Pair<'_>,
    system: &System,
    assumptions: &Assumptions<'_>,
) -> Option<Grid> {
    let (_, all) = contributions(pair, system, assumptions, Eyes::Own)?;
    let airborne = contributions(pair, system, assumptions, Eyes::AirborneRadar);
    let row = |one: &Contribution| {
        let span = |(low_s, high_s): (f64, f64)| {
            if high_s > low_s {
                format!(
                    "{} to {} min",
                    words::grouped(low_s / 60.0, 1),
                    words::grouped(high_s / 60.0, 1)
                )
            } else {
                "–".to_owned()
            }
        };
        let mut cells = vec![
            one.cause.clone(),
            one.span.clone(),
            span(one.flight_s),
            span(one.warning_s),
        ];
        if let Some((_, airborne)) = &airborne {
            let same = airborne.iter().find(|other| other.cause == one.cause);
            cells.push(same.map_or_else(|| "–".to_owned(), |other| span(other.warning_s)));
        }
        cells
    };
    let mut columns = vec![
        GridColumn::words("Cause"),
        GridColumn::words("Its span"),
        GridColumn::numbers("Flight alone"),
        GridColumn::numbers("Warning alone"),
    ];
    if airborne.is_some() {
        columns.push(GridColumn::numbers("By airborne radar"));
    }
    Some(Grid {
        columns,
        rows: all.iter().map(row).collect(),
    })
}

/// The flight over a distance that is taken as exact.
fn flight_over(
    system: &System,
    assumptions: &Assumptions<'_>,
    distance: Kilometres,
    eyes: Eyes,
) -> Option<Flight> {
    let flight = GroundDistance::exact(distance)
        .flight(system, assumptions, None)
        .ok()??;
    seen_by(flight, eyes)
}

/// The flight with the warning that these eyes leave.
pub(crate) fn seen_by(flight: Flight, eyes: Eyes) -> Option<Flight> {
    let warning_s = match eyes {
        Eyes::Own => flight.warning_s,
        Eyes::AirborneRadar => flight.airborne_warning_s?,
    };
    Some(Flight {
        warning_s,
        ..flight
    })
}

/// The contribution of one part of the flight time.
fn shifted(flight: &Flight, cause: &str, span: String, part_s: Interval) -> Contribution {
    let down_s = part_s.low - part_s.nominal;
    let up_s = part_s.high - part_s.nominal;
    let around = |nominal_s: f64| (nominal_s + down_s, nominal_s + up_s);
    Contribution {
        cause: cause.to_owned(),
        span,
        flight_s: around(flight.time_s.nominal),
        warning_s: around(flight.warning_s.nominal),
    }
}

/// The contributions of the stages between flight and warning time.
fn delays(flight: &Flight, assumptions: &Assumptions<'_>) -> Vec<Contribution> {
    let delays = assumptions.delays;
    let stages = [
        ("detection of the launch", delays.detection_s()),
        ("confirmation", delays.confirmation_s()),
        ("notification of the public", delays.notification_s()),
    ];
    // A radar's first sight is its detection.
    let skipped = usize::from(flight.detection == Detection::Radar);
    let stage = |(cause, delay_s): (&str, Interval)| {
        let warning_s = flight.warning_s.nominal + delay_s.nominal;
        Contribution {
            cause: format!("delay: {cause}"),
            span: seconds(delay_s),
            flight_s: (flight.time_s.nominal, flight.time_s.nominal),
            warning_s: (warning_s - delay_s.high, warning_s - delay_s.low),
        }
    };
    stages.into_iter().skip(skipped).map(stage).collect()
}

fn speed(
    pair: &Pair<'_>,
    system: &System,
    assumptions: &Assumptions<'_>,
    eyes: Eyes,
) -> Option<Contribution> {
    let speed_km_h = assumptions.ground_speed_km_h(system);
    let at = |speed| {
        let fixed = Assumptions {
            speed_km_h: Some(Interval::exact(speed)),
            ..*assumptions
        };
        flight_over(system, &fixed, pair.track.distance, eyes)
    };
    let slow = at(speed_km_h.low)?;
    let fast = at(speed_km_h.high)?;
    Some(Contribution {
        cause: "ground speed".to_owned(),
        span: format!(
            "{}–{} km/h",
            words::grouped(speed_km_h.low, 0),
            words::grouped(speed_km_h.high, 0)
        ),
        flight_s: (fast.time_s.nominal, slow.time_s.nominal),
        // A slow missile is longer in sight of a radar, and longer in the air.
        warning_s: (fast.warning_s.nominal, slow.warning_s.nominal),
    })
}

/// The uncertainty of the places.
fn places(
    pair: &Pair<'_>,
    system: &System,
    assumptions: &Assumptions<'_>,
    eyes: Eyes,
) -> Option<Contribution> {
    let [near, far] = pair.distance_ends()?;
    let over = |distance| flight_over(system, assumptions, distance, eyes);
    let at_near = over(near)?;
    let at_far = over(far)?;
    let span = |a: f64, b: f64| (a.min(b), a.max(b));
    Some(Contribution {
        cause: "positions of the places".to_owned(),
        span: format!(
            "{}–{} km",
            words::grouped(near.km(), 0),
            words::grouped(far.km(), 0)
        ),
        flight_s: span(at_near.time_s.nominal, at_far.time_s.nominal),
        warning_s: span(at_near.warning_s.nominal, at_far.warning_s.nominal),
    })
}

fn seconds(interval_s: Interval) -> String {
    format!("{:.0}–{:.0} s", interval_s.low, interval_s.high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Role, place};
    use crate::treaty::BandSet;

    fn causes(system: &System, trajectory: &str) -> Vec<String> {
        let from = place("kapustin-yar", Role::From).unwrap();
        let to = place("Berlin", Role::To).unwrap();
        let mut assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
        assumptions.trajectory = trajectory.parse().unwrap();
        let pair = Pair::new(&from, &to, assumptions.bands);
        grid(&pair, system, &assumptions)
            .unwrap()
            .rows
            .into_iter()
            .map(|row| row[0].clone())
            .collect()
    }

    #[test]
    fn the_largest_cause_comes_first() {
        let causes_of_ballistic = causes(&System::GENERIC_BALLISTIC, "minimum-energy");
        assert_eq!(
            causes_of_ballistic,
            [
                "spread of real flights",
                "delay: confirmation",
                "delay: detection of the launch",
                "delay: notification of the public",
                "positions of the places"
            ]
        );
        assert_eq!(
            causes(&System::GENERIC_CRUISE, "minimum-energy")[0],
            "ground speed"
        );
        let oreshnik = System::named("oreshnik").unwrap();
        let lofted = causes(&oreshnik, "lofted");
        assert!(lofted.contains(&"range claims".to_owned()), "{lofted:?}");
        assert!(lofted.contains(&"boost allowance".to_owned()));
    }
}
