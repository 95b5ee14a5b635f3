//! Flight and warning of one system over one pair, with what each end of their intervals admits.

use super::{Assumptions, Pair, ReadyPair};
use crate::catalogue::{Kind, System};
use crate::error::Result;
use crate::flight::{Trajectory, ballistic, boost, cruise};
use crate::quantity::{Interval, Kilometres};
use crate::warning::{self, Detection, RadarGeometry};

/// Flight and warning.
#[derive(Clone, Copy, Debug)]
pub struct Flight {
    /// The arc of a ballistic system, on the static sphere.
    pub arc: Option<BallisticArc>,
    /// From launch to impact, s.
    pub time_s: Interval,
    /// How the missile is first seen.
    pub detection: Detection,
    /// What is left once the public knows, s; negative where that is after impact.
    pub warning_s: Interval,
}

/// The ballistic part of a flight.
#[derive(Clone, Copy, Debug)]
pub struct BallisticArc {
    /// What was asked for.
    pub trajectory: Trajectory,
    /// The static arc over the geodesic distance.
    pub arc: ballistic::Arc,
    /// The correction for the Earth's rotation, s, where asked for.
    pub rotation_s: Option<f64>,
    /// Free flight with the correction, s, over the range claims and the distances that the places admit.
    pub free_flight_s: Interval,
    /// Powered flight, s: of all range classes that the claims, or where there are none the distance, may belong to.
    pub boost_s: Interval,
}

pub(super) fn ballistic_flight(
    ready: &ReadyPair<'_>,
    minimum_energy: (ballistic::Arc, Interval),
    system: &System,
    assumptions: &Assumptions<'_>,
) -> Result<Flight> {
    let pair = &ready.pair;
    let trajectory = assumptions.trajectory;
    let distance = pair.track.distance;
    // A full-speed arc starts from the nominal claim; where that one does not reach, from the least that does.
    let capability = |distance: Kilometres| {
        system
            .range_km
            .map(|range_km| Kilometres::computed(range_km.nominal.max(distance.km())))
    };
    let (arc, static_s) = if trajectory == Trajectory::MinimumEnergy {
        minimum_energy
    } else {
        let flown = |distance| -> Result<(ballistic::Arc, Interval)> {
            let arc = ballistic::arc(trajectory, distance, capability(distance))?;
            let time_s =
                ballistic::free_flight_interval_s(trajectory, distance, &arc, system.range_km);
            Ok((arc, time_s))
        };
        let (arc, static_s) = flown(distance)?;
        (
            arc,
            pair.widened(static_s, |distance| {
                flown(distance).ok().map(|(_, time_s)| time_s)
            }),
        )
    };
    let rotation_s = if assumptions.rotation && trajectory == Trajectory::MinimumEnergy {
        Some(ready.rotation_s()?)
    } else {
        None
    };
    let free_flight_s = static_s + Interval::exact(rotation_s.unwrap_or(0.0));
    let boost_s = pair.widened(boost_s(system, distance), |distance| {
        Some(boost_s(system, distance))
    });
    let time_s = free_flight_s + boost_s;
    Ok(Flight {
        arc: Some(BallisticArc {
            trajectory,
            arc,
            rotation_s,
            free_flight_s,
            boost_s,
        }),
        time_s,
        detection: Detection::Launch,
        warning_s: warning::after_launch_s(time_s, assumptions.delays),
    })
}

/// The boost allowance of the class of the missile, over all classes that its range claims put it into; where nothing is
/// claimed, of the class of the distance.
fn boost_s(system: &System, distance: Kilometres) -> Interval {
    let of_class = |km: f64| boost::allowance_s(Kilometres::computed(km.max(distance.km())));
    system.range_km.map_or_else(
        || of_class(0.0),
        |claims| {
            of_class(claims.nominal)
                .widened_to(of_class(claims.low))
                .widened_to(of_class(claims.high))
        },
    )
}

pub(super) fn steady_flight(
    pair: &Pair<'_>,
    system: &System,
    assumptions: &Assumptions<'_>,
) -> Flight {
    let distance = pair.track.distance;
    let speed_km_h = assumptions.ground_speed_km_h(system);
    let over = |distance| cruise::flight_time_s(distance, assumptions.path_factor, speed_km_h);
    let time_s = pair.widened(over(distance), |distance| Some(over(distance)));
    // A glide vehicle is boosted like a ballistic missile, and its launch is seen like one.
    let (detection, warning_s) = match system.kind {
        Kind::Ballistic | Kind::Glide => (
            Detection::Launch,
            warning::after_launch_s(time_s, assumptions.delays),
        ),
        Kind::Cruise => {
            let radar = RadarGeometry::GROUND.against(system.altitude_m);
            let left = |distance| {
                warning::after_first_sight_s(distance, speed_km_h, radar, assumptions.delays)
            };
            (
                Detection::Radar,
                pair.widened(left(distance), |distance| Some(left(distance))),
            )
        }
    };
    Flight {
        arc: None,
        time_s,
        detection,
        warning_s,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Place, Role, place};
    use crate::geodesy;
    use crate::treaty::BandSet;

    fn flight(from: &Place, to: &Place, system: &System, trajectory: &str) -> Flight {
        let mut assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
        assumptions.trajectory = trajectory.parse().unwrap();
        let row = Pair::new(from, to, assumptions.bands)
            .assess(system, &assumptions)
            .unwrap();
        row.system.unwrap().flight.unwrap()
    }

    /// The interval over uncertain places holds that over exact ones at the distance and at both of its ends.
    #[test]
    fn intervals_hold_where_the_places_may_be() {
        let from = place("kapustin-yar", Role::From).unwrap();
        let to = place("Berlin", Role::To).unwrap();
        let joint_km = from.joint_uncertainty_km(&to);
        assert!(joint_km > 0.0);
        let exact = |place: &Place| Place {
            uncertainty_km: 0.0,
            ..place.clone()
        };
        let track = geodesy::inverse(from.position, to.position);
        let (initial_deg, _) = track.azimuths_deg.unwrap();
        let cases = [
            (System::GENERIC_BALLISTIC, "minimum-energy"),
            (System::GENERIC_BALLISTIC, "angle=30"),
            (System::GENERIC_BALLISTIC, "apogee=300"),
            (System::named("oreshnik").unwrap(), "lofted"),
            (System::named("oreshnik").unwrap(), "depressed"),
            (System::GENERIC_CRUISE, "minimum-energy"),
        ];
        for (system, trajectory) in cases {
            let wide = flight(&from, &to, &system, trajectory);
            for shift_km in [-joint_km, 0.0, joint_km] {
                let km = Kilometres::new(track.distance.km() + shift_km).unwrap();
                let moved = Place {
                    position: geodesy::point_along(from.position, initial_deg, km),
                    ..exact(&to)
                };
                let narrow = flight(&exact(&from), &moved, &system, trajectory);
                let name = format!("{} {trajectory} {shift_km} km", system.id);
                // The end is found again to a nanometre.
                let holds = |wide: Interval, narrow: Interval| {
                    wide.low <= narrow.low + 1e-6 && narrow.high <= wide.high + 1e-6
                };
                assert!(
                    holds(wide.time_s, narrow.time_s),
                    "{name}: {:?} {:?}",
                    wide.time_s,
                    narrow.time_s
                );
                assert!(
                    holds(wide.warning_s, narrow.warning_s),
                    "{name}: {:?}",
                    wide.warning_s
                );
            }
            let same = flight(&exact(&from), &exact(&to), &system, trajectory);
            assert!(
                wide.time_s.high - wide.time_s.low > same.time_s.high - same.time_s.low,
                "{}",
                system.id
            );
            assert!((wide.time_s.nominal - same.time_s.nominal).abs() < 1e-9);
        }
    }

    /// Agni-V is of 5,000 to 8,000 km: its boost is that of either class, nominally that of 6,500 km.
    #[test]
    fn boost_is_that_of_every_class_that_is_claimed() {
        let system = System {
            range_km: Interval::new("range", " km", 5000.0, 6500.0, 8000.0).ok(),
            ..System::GENERIC_BALLISTIC
        };
        let boost_s = boost_s(&system, Kilometres::new(3000.0).unwrap());
        assert_eq!(
            boost_s,
            Interval {
                low: 60.0,
                nominal: 180.0,
                high: 240.0
            }
        );
        let far_s = super::boost_s(&system, Kilometres::new(6000.0).unwrap());
        assert_eq!(
            far_s,
            Interval {
                low: 120.0,
                nominal: 180.0,
                high: 240.0
            }
        );
    }
}
