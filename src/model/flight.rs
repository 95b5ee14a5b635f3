//! One flight over a ground distance: the function that rows, isochrones, charts, claims and derivations share.

use super::Assumptions;
use crate::catalogue::{Kind, System};
use crate::error::Result;
use crate::flight::ballistic::MODEL_FLOOR_KM;
use crate::flight::{Trajectory, ballistic, boost, cruise, spread};
use crate::quantity::{Interval, Kilometres};
use crate::warning::{self, Detection, RadarGeometry};

/// Flight and warning times of one system over one distance.
#[derive(Clone, Copy, Debug)]
pub struct Flight {
    /// The arc of a ballistic system, on the static sphere.
    pub arc: Option<BallisticArc>,
    /// From launch to impact, s.
    pub time_s: Interval,
    /// The sensor that first sees the missile.
    pub detection: Detection,
    /// Time between public warning and impact, s; negative where the warning comes after impact. Of what a radar sees, by a
    /// ground radar at the target.
    pub warning_s: Interval,
    /// The same by an airborne radar at the target, of what a radar sees.
    pub airborne_warning_s: Option<Interval>,
}

impl Flight {
    /// True where a time is told of an arc that stays below 100 km, so that nothing but the spread of a few reported flights
    /// supports it.
    pub fn is_approximate(&self) -> bool {
        self.is_told() && self.is_below_the_floor()
    }

    /// True of an arc that stays below 100 km.
    pub(crate) fn is_below_the_floor(&self) -> bool {
        self.arc.is_some_and(|arc| arc.is_below_the_floor())
    }

    /// False of a full-speed arc in the air or near to it: its time would be that of other flights over the distance, and none
    /// is written. [`full_speed`] has the same edge.
    pub(crate) fn is_told(&self) -> bool {
        self.arc.is_none_or(|arc| {
            !arc.trajectory.is_full_speed() || spread::share_over_distance(&arc.arc) <= 0.0
        })
    }
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
    /// Powered flight, s: of the range class of the distance for the minimum-energy arc, and of the greatest range at the
    /// speed of any other arc.
    pub boost_s: Interval,
}

impl BallisticArc {
    /// True where the arc stays below 100 km and says nothing of the time.
    pub(crate) fn is_below_the_floor(&self) -> bool {
        self.arc.apogee_km < MODEL_FLOOR_KM
    }

    /// True where the interval is that of real flights over the distance, and not of the arc.
    pub(crate) fn is_by_distance(&self) -> bool {
        self.trajectory == Trajectory::MinimumEnergy || self.is_below_the_floor()
    }
}

/// A ground distance with its uncertainty, and what flights over it share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GroundDistance {
    nominal: Kilometres,
    ends: Option<[Kilometres; 2]>,
    /// None where no flight is modelled: at zero distance and to the antipode.
    minimum_energy: Option<Flown>,
}

/// A ballistic flight over a distance, or over all that the places admit.
#[derive(Clone, Copy, Debug)]
struct Flown {
    /// Over the nominal distance.
    arc: ballistic::Arc,
    free_s: Interval,
    boost_s: Interval,
    /// Of real flights, s.
    time_s: Interval,
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
        ground.minimum_energy = Flown::usual(distance).map(|usual| {
            let at_ends = ground.ends.into_iter().flatten();
            at_ends
                .filter_map(Flown::usual)
                .fold(usual, Flown::widened_to)
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

    /// The flight on an arc that is asked for.
    fn on_arc(&self, trajectory: Trajectory, system: &System) -> Result<Flown> {
        let flown = Flown::on_arc(self.nominal, trajectory, system)?;
        let at_ends = self.ends.into_iter().flatten();
        // An arc of this kind may not exist at the far end: that end stays as it is.
        Ok(at_ends
            .filter_map(|end| Flown::on_arc(end, trajectory, system).ok())
            .fold(flown, Flown::widened_to))
    }

    fn ballistic_flight(
        &self,
        usual: Flown,
        system: &System,
        assumptions: &Assumptions<'_>,
        rotation_s: Option<f64>,
    ) -> Result<Flight> {
        let trajectory = assumptions.trajectory;
        let flown = if trajectory == Trajectory::MinimumEnergy {
            usual.turning(self.nominal, rotation_s.unwrap_or(0.0))
        } else {
            self.on_arc(trajectory, system)?
        };
        Ok(Flight {
            arc: Some(BallisticArc {
                trajectory,
                arc: flown.arc,
                rotation_s,
                free_flight_s: flown.free_s,
                boost_s: flown.boost_s,
            }),
            time_s: flown.time_s,
            detection: Detection::Launch,
            warning_s: warning::after_launch_s(flown.time_s, assumptions.delays),
            airborne_warning_s: None,
        })
    }

    fn constant_speed_flight(&self, system: &System, assumptions: &Assumptions<'_>) -> Flight {
        let speed_km_h = assumptions.ground_speed_km_h(system);
        let climbs = system.climbs_to(speed_km_h);
        let over = |distance: Kilometres| {
            let path_km = distance.km() * assumptions.path_factor.get();
            cruise::time_over_s(Interval::exact(path_km), speed_km_h, climbs)
        };
        let time_s = self.widened(over(self.nominal), |distance| Some(over(distance)));
        // A glide vehicle is boosted like a ballistic missile, and its launch is seen like one.
        if system.kind != Kind::Cruise {
            return Flight {
                arc: None,
                time_s,
                detection: Detection::Launch,
                warning_s: warning::after_launch_s(time_s, assumptions.delays),
                airborne_warning_s: None,
            };
        }
        let seen_by = |radar: RadarGeometry| {
            let left = |distance| {
                warning::after_first_sight_s(distance, speed_km_h, radar, assumptions.delays)
            };
            self.widened(left(self.nominal), |distance| Some(left(distance)))
        };
        Flight {
            arc: None,
            time_s,
            detection: Detection::Radar,
            warning_s: seen_by(assumptions.ground_radar(system)),
            airborne_warning_s: Some(seen_by(RadarGeometry::AIRBORNE.against(system.altitude_m))),
        }
    }
}

impl Flown {
    /// The minimum-energy flight over an exact distance; None where there is no arc.
    fn usual(distance: Kilometres) -> Option<Self> {
        let arc = ballistic::minimum_energy(distance).ok()?;
        Some(Self {
            arc,
            free_s: Interval::exact(arc.free_flight_time_s),
            boost_s: boost::allowance_s(distance),
            time_s: spread::RULE.over_distance_s(distance, &arc),
        })
    }

    /// The flight on an arc that was asked for, over an exact distance.
    fn on_arc(distance: Kilometres, trajectory: Trajectory, system: &System) -> Result<Self> {
        // A full-speed arc starts from the nominal claim; where that one does not reach, from the least that does.
        let capability = system
            .range_km
            .map(|range_km| Kilometres::computed(range_km.nominal.max(distance.km())));
        let arc = ballistic::arc(trajectory, distance, capability)?;
        let free_s = ballistic::free_flight_interval_s(trajectory, distance, &arc, system.range_km);
        let boost_s = boost_s(system, distance, &arc);
        let time_s = match ballistic::minimum_energy(distance) {
            Ok(usual) => spread::RULE.on_arc_s(distance, &usual, &arc, [free_s, boost_s]),
            Err(_) => spread::RULE.over_arc_s(free_s, boost_s),
        };
        Ok(Self {
            arc,
            free_s,
            boost_s,
            time_s,
        })
    }

    fn widened_to(self, other: Self) -> Self {
        Self {
            arc: self.arc,
            free_s: self.free_s.widened_to(other.free_s),
            boost_s: self.boost_s.widened_to(other.boost_s),
            time_s: self.time_s.widened_to(other.time_s),
        }
    }

    /// The minimum-energy flight with free flight longer by a correction for the Earth's rotation.
    fn turning(self, distance: Kilometres, correction_s: f64) -> Self {
        // The rule stretches all of the reference, and so the correction in it.
        let longer = spread::RULE.stretch(distance) * correction_s;
        let share = longer / self.time_s.nominal;
        Self {
            free_s: self.free_s + Interval::exact(correction_s),
            time_s: self.time_s.map(|seconds| seconds + share * seconds),
            ..self
        }
    }
}

/// The time of real flights over an exact distance, s: about the minimum-energy arc. None where no flight is modelled.
pub(crate) fn usual_time_s(distance: Kilometres) -> Option<Interval> {
    Flown::usual(distance).map(|usual| usual.time_s)
}

/// A ballistic missile on one of its full-speed arcs over a distance within its nominal range.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FullSpeed {
    pub arc: ballistic::Arc,
    /// As of [`Flight::time_s`] with that trajectory. None where the arc is in the air or near to it, and where a lofted one
    /// would be no slower, or a depressed one no faster, than real flights over the distance: there the model has none.
    pub time_s: Option<Interval>,
}

impl FullSpeed {
    /// True where the arc stays below 100 km, and the time is that of flights over the distance.
    pub(crate) fn is_below_the_floor(&self) -> bool {
        self.arc.apogee_km < MODEL_FLOOR_KM
    }
}

/// The flight on a full-speed arc. None for what is no ballistic missile, without a range, and from its nominal range on.
pub(crate) fn full_speed(
    system: &System,
    distance: Kilometres,
    uncertainty_km: f64,
    trajectory: Trajectory,
) -> Option<FullSpeed> {
    let is_inside = system.kind == Kind::Ballistic
        && system
            .range_km
            .is_some_and(|range_km| distance.km() < range_km.nominal);
    if !is_inside {
        return None;
    }
    let ground = GroundDistance {
        nominal: distance,
        ends: distance_ends(distance, uncertainty_km),
        minimum_energy: None,
    };
    let flown = ground.on_arc(trajectory, system).ok()?;
    let usual_s = usual_time_s(distance)?.nominal;
    let is_told = spread::share_over_distance(&flown.arc) <= 0.0
        && if trajectory == Trajectory::Lofted {
            flown.time_s.nominal > usual_s
        } else {
            flown.time_s.nominal < usual_s
        };
    Some(FullSpeed {
        arc: flown.arc,
        time_s: is_told.then_some(flown.time_s),
    })
}

/// The least and the greatest distance that an uncertainty admits; None where the distance is exact.
pub(crate) fn distance_ends(distance: Kilometres, uncertainty_km: f64) -> Option<[Kilometres; 2]> {
    let km = distance.km();
    // Places that may be one and the same still leave a flight to speak of: a millionth of the way.
    let ends_km = [(km - uncertainty_km).max(km * 1e-6), km + uncertainty_km];
    (uncertainty_km > 0.0).then_some(ends_km.map(Kilometres::computed))
}

/// The boost allowance on an arc that was asked for: of the class of the greatest range at its speed, and of all classes
/// that the range claims put the missile into.
fn boost_s(system: &System, distance: Kilometres, arc: &ballistic::Arc) -> Interval {
    let by_speed_km = ballistic::greatest_range(arc.q).map_or(GREATEST_CLASS_KM, Kilometres::km);
    let least_km = by_speed_km.max(distance.km());
    let of_class = |km: f64| boost::allowance_s(Kilometres::computed(km.max(least_km)));
    system.range_km.map_or_else(
        || of_class(0.0),
        |claims| {
            of_class(claims.nominal)
                .widened_to(of_class(claims.low))
                .widened_to(of_class(claims.high))
        },
    )
}

/// The class of an arc at the circular speed and beyond, which reaches all of the Earth, km.
const GREATEST_CLASS_KM: f64 = 20_015.0;

#[cfg(test)]
mod tests;
