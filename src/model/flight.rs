//! One flight over a ground distance: the function that rows, isochrones, charts, claims and derivations share.

use super::Assumptions;
use crate::catalogue::{Kind, System};
use crate::error::Result;
use crate::flight::{Trajectory, ballistic, boost, cruise};
use crate::quantity::{Interval, Kilometres};
use crate::warning::{self, Detection, RadarGeometry};

/// Flight and warning times of one system over one distance.
#[derive(Clone, Copy, Debug)]
pub struct Flight {
    /// The arc of a ballistic system, on the static sphere.
    pub arc: Option<BallisticArc>,
    /// From launch to impact, s.
    pub time_s: Interval,
    /// How the missile is first seen.
    pub detection: Detection,
    /// Time between public warning and impact, s; negative where the warning comes after impact.
    pub warning_s: Interval,
}

/// The ballistic part of a flight.
#[derive(Clone, Copy, Debug)]
pub struct BallisticArc {
    /// The kind of arc that was asked for.
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

/// A ground distance with its uncertainty, and the minimum-energy arc over it, which most flights share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GroundDistance {
    nominal: Kilometres,
    ends: Option<[Kilometres; 2]>,
    /// The arc and its free-flight time, s. None where no flight is modelled: at zero distance and to the antipode.
    minimum_energy: Option<(ballistic::Arc, Interval)>,
}

impl GroundDistance {
    /// A distance that is known exactly.
    pub(crate) fn exact(distance: Kilometres) -> Self {
        Self::within(distance, 0.0)
    }

    /// A distance that is known to within `uncertainty_km`.
    pub(crate) fn within(distance: Kilometres, uncertainty_km: f64) -> Self {
        let mut ground = Self {
            nominal: distance,
            ends: distance_ends(distance, uncertainty_km),
            minimum_energy: None,
        };
        let free_s = |distance| {
            let arc = ballistic::minimum_energy(distance).ok()?;
            Some(Interval::exact(arc.free_flight_time_s))
        };
        ground.minimum_energy = ballistic::minimum_energy(distance).ok().map(|arc| {
            let nominal_s = Interval::exact(arc.free_flight_time_s);
            (arc, ground.widened(nominal_s, free_s))
        });
        ground
    }

    /// True where a flight over this distance is modelled.
    pub(crate) fn has_flights(&self) -> bool {
        self.minimum_energy.is_some()
    }

    /// The flight of a system over this distance, whether or not its range claims cover it; None where no flight is
    /// modelled. `rotation_s` is the correction for the Earth's rotation, s, which depends on the places.
    ///
    /// # Errors
    /// [`crate::Error::NoArc`] where the assumed trajectory does not exist over this distance, and
    /// [`crate::Error::Usage`] where it needs a range capability that the system lacks.
    pub(crate) fn flight(
        &self,
        system: &System,
        assumptions: &Assumptions<'_>,
        rotation_s: Option<f64>,
    ) -> Result<Option<Flight>> {
        let Some(minimum_energy) = self.minimum_energy else {
            return Ok(None);
        };
        match system.kind {
            Kind::Ballistic => self
                .ballistic_flight(minimum_energy, system, assumptions, rotation_s)
                .map(Some),
            Kind::Cruise | Kind::Glide => Ok(Some(self.constant_speed_flight(system, assumptions))),
        }
    }

    /// Widens `interval` to cover its values at the least and the greatest distance. Where `at` has no value there, that
    /// end stays as it is.
    fn widened(&self, interval: Interval, at: impl Fn(Kilometres) -> Option<Interval>) -> Interval {
        let ends = self.ends.into_iter().flatten();
        ends.filter_map(at).fold(interval, Interval::widened_to)
    }

    fn ballistic_flight(
        &self,
        minimum_energy: (ballistic::Arc, Interval),
        system: &System,
        assumptions: &Assumptions<'_>,
        rotation_s: Option<f64>,
    ) -> Result<Flight> {
        let trajectory = assumptions.trajectory;
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
            let (arc, static_s) = flown(self.nominal)?;
            let time_s = |distance| flown(distance).ok().map(|(_, time_s)| time_s);
            (arc, self.widened(static_s, time_s))
        };
        let free_flight_s = static_s + Interval::exact(rotation_s.unwrap_or(0.0));
        let boost_s = self.widened(boost_s(system, self.nominal), |distance| {
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

    fn constant_speed_flight(&self, system: &System, assumptions: &Assumptions<'_>) -> Flight {
        let speed_km_h = assumptions.ground_speed_km_h(system);
        let over = |distance| cruise::flight_time_s(distance, assumptions.path_factor, speed_km_h);
        let time_s = self.widened(over(self.nominal), |distance| Some(over(distance)));
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
                    self.widened(left(self.nominal), |distance| Some(left(distance))),
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
}

/// The least and the greatest distance that an uncertainty admits; None where the distance is exact.
pub(crate) fn distance_ends(distance: Kilometres, uncertainty_km: f64) -> Option<[Kilometres; 2]> {
    let km = distance.km();
    // Places that may be one and the same still leave a flight to speak of: a millionth of the way.
    let ends_km = [(km - uncertainty_km).max(km * 1e-6), km + uncertainty_km];
    (uncertainty_km > 0.0).then_some(ends_km.map(Kilometres::computed))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Place, Role, place};
    use crate::geodesy;
    use crate::treaty::BandSet;

    fn flight(from: &Place, to: &Place, system: &System, trajectory: &str) -> Flight {
        let mut assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
        assumptions.trajectory = trajectory.parse().unwrap();
        let distance = geodesy::inverse(from.position, to.position).distance;
        GroundDistance::within(distance, from.joint_uncertainty_km(to))
            .flight(system, &assumptions, None)
            .unwrap()
            .unwrap()
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
                    position: geodesy::destination(from.position, initial_deg, km).unwrap(),
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
