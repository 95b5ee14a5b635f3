//! Flight time against range: for each system the time of real flights with its interval, the fan of faster and slower arcs
//! around it, or the band of its speeds; and the reported flights that belong beside them.
//!
//! The fan of the generic ballistic missile runs from the arc with an apogee of 100 km, under which the model does not
//! apply, to the arc that leaves at [`LOFTED_ANGLE_DEG`], or over long ranges at [`LOFTED_SHARE`] of the angle at which
//! the launch takes the circular speed. That of a missile with a range capability runs from its
//! depressed arc at full speed, or the arc with an apogee of 100 km if that one is higher, to its lofted arc at full
//! speed. Where even the slower arc stays below 100 km, there is no fan.

mod drawing;

use crate::catalogue::{FlightClass, Reach, ReportKind, System, TestFlight, test_flights};
use crate::error::{Error, Result};
use crate::flight::Trajectory;
use crate::flight::ballistic::{self, MODEL_FLOOR_KM};
use crate::geodesy::EARTH_RADIUS_KM;
use crate::model::{Assumptions, Flight, GroundDistance};
use crate::quantity::{Interval, Kilometres, within};

pub(crate) use drawing::draw;

/// Launch angle of the slow edge of the generic fan, degrees: a stated choice.
pub(crate) const LOFTED_ANGLE_DEG: f64 = 60.0;

/// Where that is less, the share of the angle at which the launch takes the circular speed: a stated choice.
pub(crate) const LOFTED_SHARE: f64 = 0.9;

/// How many systems one chart can tell apart.
pub(crate) const MOST_SYSTEMS: usize = 5;

/// Greatest range of a chart that is asked for without one and without a missile, km: a little more than the INF
/// Treaty speaks of.
const USUAL_GREATEST_KM: f64 = 6000.0;

/// Points of a curve from zero to the greatest range.
const SAMPLES: usize = 240;

/// What the chart shows.
#[derive(Clone, Debug)]
pub(crate) struct TimeRange<'a> {
    /// One curve a system.
    pub curves: Vec<Curve<'a>>,
    /// Reported flights within the chart.
    pub(crate) flights: Vec<&'static TestFlight>,
    /// End of the range axis, km.
    pub greatest_km: f64,
    /// What the curves rest on.
    pub assumptions: Assumptions<'a>,
}

/// The times of one system.
#[derive(Clone, Debug)]
pub(crate) struct Curve<'a> {
    /// The system.
    pub system: &'a System,
    /// Its times, in pieces: each is of another standing than the one before.
    pub pieces: Vec<Piece>,
}

/// A part of a curve.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Whether the system reaches so far by some claims only.
    pub is_disputed: bool,
    /// In ascending order of range.
    pub samples: Vec<Sample>,
}

/// The times at one range.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    /// Range, km.
    pub range_km: f64,
    /// From launch to impact, s.
    pub time_s: Interval,
    /// Whether the model applies: a ballistic arc rises above 100 km.
    pub in_model: bool,
    /// Times of the fastest and the slowest arc of the fan, s.
    pub fan_s: Option<(f64, f64)>,
}

/// Finds the times of each system up to a range.
///
/// # Errors
/// [`Error::Usage`] for no system or more than [`MOST_SYSTEMS`], for a rotation that has no places, and for an arc
/// that exists at no range; [`Error::OutOfRange`] for a greatest range below 50 km or beyond half the Earth.
pub(crate) fn time_range<'a>(
    systems: &'a [System],
    assumptions: &Assumptions<'a>,
    greatest_km: Option<f64>,
) -> Result<TimeRange<'a>> {
    if systems.is_empty() || systems.len() > MOST_SYSTEMS {
        return Err(Error::Usage(format!(
            "time-range shows 1 to {MOST_SYSTEMS} systems, not {}: name them with --missile",
            systems.len()
        )));
    }
    if assumptions.rotation {
        return Err(Error::Usage(
            "--rotation needs two places, and time-range has none: leave it out, or use check"
                .to_owned(),
        ));
    }
    for system in systems {
        system.refuse_open_range()?;
    }
    let greatest_km = match greatest_km {
        Some(km) => within("greatest range", km, " km", 50.0, 20_000.0)?,
        None => usual_greatest_km(systems),
    };
    let curves: Vec<Curve<'a>> = systems
        .iter()
        .map(|system| Curve {
            system,
            pieces: pieces(system, assumptions, greatest_km),
        })
        .collect();
    if let Some(curve) = curves.iter().find(|curve| curve.pieces.is_empty()) {
        return Err(Error::Usage(format!(
            "{} has no {} arc at any range up to {greatest_km} km: nothing to draw",
            curve.system.name, assumptions.trajectory
        )));
    }
    Ok(TimeRange {
        flights: flights_beside(systems, greatest_km),
        curves,
        greatest_km,
        assumptions: *assumptions,
    })
}

/// A round range that holds all that is claimed of the systems.
fn usual_greatest_km(systems: &[System]) -> f64 {
    let claimed = systems
        .iter()
        .filter_map(|system| system.range_km)
        .map(|range_km| range_km.high)
        .fold(0.0, f64::max);
    let has_generic = systems.iter().any(|system| system.range_km.is_none());
    let needed = if has_generic {
        USUAL_GREATEST_KM.max(claimed)
    } else {
        1.08 * claimed
    };
    let step = crate::steps::round_up(needed / 12.0);
    ((needed / step - 1e-9).ceil() * step).clamp(50.0, 20_000.0)
}

/// Reported flights of ballistic missiles: all beside the generic one, and those of a type beside that type.
fn flights_beside(systems: &[System], greatest_km: f64) -> Vec<&'static TestFlight> {
    // Second figures of a flight, inferred ones and the flight that failed say nothing of a time.
    let is_evidence = |flight: &TestFlight| {
        !flight.is_contested() && flight.kind != ReportKind::Derived && flight.range_km >= 150.0
    };
    let is_ballistic = |flight: &TestFlight| {
        matches!(
            flight.class,
            FlightClass::Ballistic | FlightClass::Lofted | FlightClass::Depressed
        )
    };
    let is_beside = |flight: &TestFlight| {
        let is_of = |system: &System| {
            system.id == flight.missile
                || *system == System::GENERIC_BALLISTIC && is_ballistic(flight)
        };
        is_evidence(flight) && systems.iter().any(is_of)
    };
    test_flights()
        .iter()
        .filter(|flight| flight.range_km <= greatest_km && is_beside(flight))
        .collect()
}

/// Range at which the minimum-energy arc climbs to 100 km: h = (R/2)(sin g + cos g − 1), solved for g.
fn floor_range_km() -> f64 {
    let sine = (1.0 + 2.0 * MODEL_FLOOR_KM / EARTH_RADIUS_KM) * std::f64::consts::FRAC_1_SQRT_2;
    2.0 * EARTH_RADIUS_KM * (sine.asin() - std::f64::consts::FRAC_PI_4)
}

/// Where a curve is parted: where the model begins, and at the claims.
fn pieces(system: &System, assumptions: &Assumptions<'_>, greatest_km: f64) -> Vec<Piece> {
    let end_km = system
        .range_km
        .map_or(greatest_km, |range_km| range_km.high.min(greatest_km));
    let claims = system
        .range_km
        .into_iter()
        .flat_map(|range_km| [range_km.low, range_km.nominal]);
    let mut edges_km: Vec<f64> = std::iter::once(floor_range_km()).chain(claims).collect();
    edges_km.retain(|km| *km > 0.0 && *km < end_km);
    edges_km.push(end_km);
    edges_km.sort_by(f64::total_cmp);
    edges_km.dedup();
    let mut start_km = 0.0;
    let mut all = Vec::new();
    for piece_end_km in edges_km {
        let is_disputed = system.reach(piece_end_km) == Some(Reach::Disputed);
        // A range on an edge belongs to what is below it: the piece begins a hair above.
        let samples = sample_ranges_km(start_km + 1e-6, piece_end_km, greatest_km)
            .filter_map(|km| sample(system, assumptions, Kilometres::computed(km)))
            .collect::<Vec<_>>();
        if samples.len() > 1 {
            all.push(Piece {
                is_disputed,
                samples,
            });
        }
        start_km = piece_end_km;
    }
    all
}

fn sample_ranges_km(start_km: f64, end_km: f64, greatest_km: f64) -> impl Iterator<Item = f64> {
    let step_km = greatest_km / SAMPLES as f64;
    let inner = (1..SAMPLES).map(move |index| index as f64 * step_km);
    let inner = inner.filter(move |km| *km > start_km && *km < end_km);
    std::iter::once(start_km)
        .chain(inner)
        .chain(std::iter::once(end_km))
}

/// The times at one range; None where the arc that is asked for does not exist.
fn sample(system: &System, assumptions: &Assumptions<'_>, range: Kilometres) -> Option<Sample> {
    let flight = GroundDistance::exact(range)
        .flight(system, assumptions, None)
        .ok()?
        .filter(Flight::is_told)?;
    let claimed_km = system.range_km.map(|claims_km| claims_km.nominal);
    let fan_s = flight.arc.and_then(|arc| {
        let (fast_s, slow_s) = fan_s(range, claimed_km)?;
        Some((fast_s + arc.boost_s.nominal, slow_s + arc.boost_s.nominal))
    });
    Some(Sample {
        range_km: range.km(),
        time_s: flight.time_s,
        in_model: flight
            .arc
            .is_none_or(|arc| arc.arc.apogee_km >= MODEL_FLOOR_KM),
        fan_s,
    })
}

/// Launch angle of the slow edge of the generic fan. At twice the angle of minimum energy, 90° − Ψ/2, Q is 1: the launch
/// takes the circular speed.
fn steep_angle_deg(range: Kilometres) -> Option<f64> {
    let circular_deg = 2.0 * ballistic::minimum_energy(range).ok()?.launch_angle_deg;
    Some(LOFTED_ANGLE_DEG.min(LOFTED_SHARE * circular_deg))
}

/// Range from which on [`LOFTED_ANGLE_DEG`] is out of use, km: 90° − Ψ/2 = φ/share.
pub(crate) fn lofted_limit_km() -> f64 {
    2.0 * (90.0 - LOFTED_ANGLE_DEG / LOFTED_SHARE).to_radians() * EARTH_RADIUS_KM
}

/// Free-flight times of the fastest and the slowest arc of the fan, s. None where there is no fan.
fn fan_s(range: Kilometres, capability_km: Option<f64>) -> Option<(f64, f64)> {
    let floor_s = ballistic::arc(Trajectory::Apogee(MODEL_FLOOR_KM), range, None)
        .ok()?
        .free_flight_time_s;
    let (fast_s, slow_s) = match capability_km {
        None => (
            0.0,
            ballistic::by_launch_angle(range, steep_angle_deg(range)?)
                .ok()?
                .free_flight_time_s,
        ),
        Some(capability_km) => {
            let capability = Kilometres::computed(capability_km);
            let time_s = |lofted| {
                ballistic::full_speed(range, capability, lofted).map(|arc| arc.free_flight_time_s)
            };
            (time_s(false).ok()?, time_s(true).ok()?)
        }
    };
    let fast_s = f64::max(fast_s, floor_s);
    (fast_s <= slow_s).then_some((fast_s, slow_s))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treaty::BandSet;

    fn generic() -> [System; 2] {
        [System::GENERIC_BALLISTIC, System::GENERIC_CRUISE]
    }

    fn assumptions() -> Assumptions<'static> {
        Assumptions::with_bands(BandSet::named("inf").unwrap())
    }

    #[test]
    fn curves_agree_with_the_models() {
        let systems = generic();
        let chart = time_range(&systems, &assumptions(), None).unwrap();
        assert!((chart.greatest_km - 6000.0).abs() < 1e-9);
        let samples = |index: usize| {
            chart.curves[index]
                .pieces
                .iter()
                .flat_map(|piece| &piece.samples)
        };
        let at = |index, km: f64| {
            samples(index)
                .find(|sample| (sample.range_km - km).abs() < 1e-9)
                .unwrap()
        };
        // As fitted apart from this program, with unrounded constants: 504, 583 and 674 s; and 0.3 of e^0.146 for the air.
        let time_s = at(0, 1000.0).time_s;
        assert!((time_s.nominal - 583.0).abs() < 1.0 && (time_s.low - 504.0).abs() < 1.0);
        assert!((time_s.high - 674.0 * (0.3 * 0.146_f64).exp()).abs() < 1.0);
        // 800 km at 800 km/h.
        assert!((at(1, 800.0).time_s.nominal - 3600.0).abs() < 1e-6);
    }

    #[test]
    fn the_fan_holds_the_minimum_energy_arc_wherever_the_model_applies() {
        let systems = generic();
        let chart = time_range(&systems, &assumptions(), Some(15_000.0)).unwrap();
        let mut fans = 0;
        for sample in chart.curves[0]
            .pieces
            .iter()
            .flat_map(|piece| &piece.samples)
        {
            if sample.in_model {
                let (fast_s, slow_s) = sample.fan_s.expect("a fan where the model applies");
                assert!(
                    fast_s <= sample.time_s.nominal + 1e-6 && sample.time_s.nominal <= slow_s,
                    "{sample:?}"
                );
                fans += 1;
            }
        }
        assert!(fans > 200);
        let floor_km = floor_range_km();
        let arc = ballistic::minimum_energy(Kilometres::new(floor_km).unwrap()).unwrap();
        assert!(
            (arc.apogee_km - MODEL_FLOOR_KM).abs() < 1e-6,
            "{floor_km} {arc:?}"
        );
    }

    #[test]
    fn full_speed_arcs_meet_at_the_capability() {
        let (fast_s, slow_s) = fan_s(Kilometres::new(1770.0).unwrap(), Some(1770.0)).unwrap();
        assert!((slow_s - fast_s).abs() < 1.0, "{fast_s} {slow_s}");
        let (fast_s, slow_s) = fan_s(Kilometres::new(900.0).unwrap(), Some(1770.0)).unwrap();
        assert!(slow_s > 2.0 * fast_s);
    }

    #[test]
    fn bad_questions_are_refused() {
        let systems = generic();
        for greatest_km in [f64::NAN, 0.0, -1.0, f64::INFINITY, 20_001.0] {
            assert!(
                time_range(&systems, &assumptions(), Some(greatest_km)).is_err(),
                "{greatest_km}"
            );
        }
        assert!(time_range(&[], &assumptions(), None).is_err());
        assert!(time_range(&vec![System::GENERIC_CRUISE; 6], &assumptions(), None).is_err());
        let rotating = Assumptions {
            rotation: true,
            ..assumptions()
        };
        assert!(time_range(&systems, &rotating, None).is_err());
    }
}
