//! Everything the program says of one (from, to, system): the row that all formats print.

mod columns;

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::catalogue::{Basing, GENERIC_SPEED_KM_H, Kind, Place};
use crate::catalogue::{Reach, System};
use crate::caveat::{Caveat, Caveats};
use crate::error::Result;
use crate::flight::cruise::{self, PathFactor};
use crate::flight::{Trajectory, ballistic, boost, rotation};
use crate::geodesy::{self, GroundTrack};
use crate::quantity::{Interval, Kilometres};
use crate::treaty::{Band, BandSet, TreatyStatus, TypeFacts, inf_status};
use crate::warning::{self, Delays, Detection, RadarGeometry};

pub use columns::{CASE, COLUMNS, Column, Needs, column, columns};

/// What is assumed for every row of a run.
#[derive(Clone, Copy, Debug)]
pub struct Assumptions<'a> {
    /// The bands that distances and ranges are classed against.
    pub bands: &'a BandSet,
    /// The date at which the treaty is asked; None takes it as in force.
    pub date: Option<Date>,
    /// Which ballistic arc.
    pub trajectory: Trajectory,
    /// Ground speed of every cruise and glide system, km/h, instead of its own.
    pub speed_km_h: Option<Interval>,
    /// Path length of cruise and glide systems over great-circle distance.
    pub path_factor: PathFactor,
    /// Delays between launch or first sight and warning.
    pub delays: Delays,
    /// Whether minimum-energy times are corrected for the Earth's rotation.
    pub rotation: bool,
    /// What tells these assumptions from others of the same run, for example `delay_s=60`; None if nothing does.
    pub case: Option<&'a str>,
}

impl<'a> Assumptions<'a> {
    /// The defaults of all models, with this band set.
    pub fn with_bands(bands: &'a BandSet) -> Self {
        Self {
            bands,
            date: None,
            trajectory: Trajectory::MinimumEnergy,
            speed_km_h: None,
            path_factor: PathFactor::default(),
            delays: Delays::default(),
            rotation: false,
            case: None,
        }
    }

    /// The ground speed of a cruise or glide system, km/h: the one assumed for all, else its own, else the generic one.
    pub fn ground_speed_km_h(&self, system: &System) -> Interval {
        self.speed_km_h.or(system.speed_km_h).unwrap_or(GENERIC_SPEED_KM_H)
    }
}

/// Two places, the geodesic between them, and the band of its length: what all systems of a pair share.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Source.
    pub from: &'a Place,
    /// Destination.
    pub to: &'a Place,
    /// The geodesic.
    pub track: GroundTrack,
    /// The set that the band is of.
    pub bands: &'a BandSet,
    /// The band of the distance: of a missile that needs this range.
    pub band: &'a Band,
    /// Signed distance to the nearest edge, km: positive above that edge.
    pub margin_km: Option<f64>,
    /// Whether the nearest edge lies outside the joint uncertainty of the places.
    pub band_certain: bool,
    caveats: Caveats,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'a> {
    /// The places and the distance.
    pub pair: Pair<'a>,
    /// What is said of the system; None where distance and band alone were asked for.
    pub system: Option<SystemAssessment<'a>>,
    /// What the row must carry.
    pub caveats: Caveats,
    /// The case that it assumes, where a run has several.
    pub case: Option<&'a str>,
}

/// What is said of one system over one distance.
#[derive(Clone, Copy, Debug)]
pub struct SystemAssessment<'a> {
    /// The system.
    pub system: &'a System,
    /// The band of its nominal range; None for generic systems.
    pub band: Option<&'a Band>,
    /// What the INF Treaty says of the type; None for generic systems.
    pub treaty_status: Option<TreatyStatus>,
    /// Whether it reaches; None for generic systems.
    pub reach: Option<Reach>,
    /// Times, unless the distance is beyond its reach or beyond the model.
    pub flight: Option<Flight>,
}

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

impl<'a> Pair<'a> {
    /// Measures and classes the distance between two places.
    pub fn new(from: &'a Place, to: &'a Place, bands: &'a BandSet) -> Self {
        Self::with_track(from, to, bands, geodesy::inverse(from.position, to.position))
    }

    /// Classes a distance that was measured before.
    pub fn with_track(from: &'a Place, to: &'a Place, bands: &'a BandSet, track: GroundTrack) -> Self {
        Self::with_track_for(Needs::ALL, from, to, bands, track)
    }

    /// The same for fields that may not need all of it: without the caveats that none of them asks for.
    pub fn with_track_for(
        needs: Needs,
        from: &'a Place,
        to: &'a Place,
        bands: &'a BandSet,
        track: GroundTrack,
    ) -> Self {
        let classed = bands.classify(track.distance.km());
        let joint_uncertainty_km = from.joint_uncertainty_km(to);
        let band_certain = classed.margin_km.is_none_or(|margin_km| margin_km.abs() > joint_uncertainty_km)
            || joint_uncertainty_km == 0.0;
        let mut caveats = Caveats::default();
        if needs.caveats {
            let sphere_km = geodesy::sphere_distance(from.position, to.position).km();
            caveats.add_if(bands.classify(sphere_km).band.id != classed.band.id, Caveat::EarthModelAtBandEdge);
            caveats.add_if(!band_certain, Caveat::PlaceUncertaintyAtBandEdge);
            let treaty_speaks_of_it = bands.id == "inf" && classed.band.lower.is_some() && classed.band.upper.is_some();
            caveats.add_if(treaty_speaks_of_it, Caveat::DistanceBandIsNotAFinding);
        }
        Self { from, to, track, bands, band: classed.band, margin_km: classed.margin_km, band_certain, caveats }
    }

    /// An interval of the distance, widened to what it is over the least and the greatest distance that the uncertainty
    /// of the places admits. Where `at` has no value there, that end stays as it is.
    fn widened(&self, over_distance: Interval, at: impl Fn(Kilometres) -> Option<Interval>) -> Interval {
        let ends = self.distance_ends().into_iter().flatten();
        ends.filter_map(at).fold(over_distance, Interval::widened_to)
    }

    /// The least and the greatest distance that the uncertainty of the places admits; None where they are exact.
    pub(crate) fn distance_ends(&self) -> Option<[Kilometres; 2]> {
        let (km, joint_km) = (self.track.distance.km(), self.from.joint_uncertainty_km(self.to));
        // Places that may be one and the same still leave a flight to speak of: a millionth of the way.
        let ends_km = [(km - joint_km).max(km * 1e-6), km + joint_km];
        (joint_km > 0.0).then_some(ends_km.map(Kilometres::computed))
    }

    /// The row without a system.
    pub fn alone(self) -> Assessment<'a> {
        Assessment { pair: self, system: None, case: None, caveats: self.caveats }
    }

    /// Makes ready what all systems of the pair share, for many rows of it.
    pub fn ready(self) -> ReadyPair<'a> {
        self.ready_for(Needs::ALL)
    }

    /// The same for fields that may not need all of it: rows without flights, where none of them is of one.
    pub fn ready_for(self, needs: Needs) -> ReadyPair<'a> {
        let has_flights = needs.flight || needs.caveats;
        let flight = || {
            let arc = ballistic::minimum_energy(self.track.distance).ok()?;
            let time_s = |distance| Some(Interval::exact(ballistic::minimum_energy(distance).ok()?.free_flight_time_s));
            Some((arc, self.widened(Interval::exact(arc.free_flight_time_s), time_s)))
        };
        ReadyPair { pair: self, minimum_energy: has_flights.then(flight).flatten(), rotation_s: OnceCell::new() }
    }

    /// The row for one system.
    ///
    /// # Errors
    /// As [`ReadyPair::assess`].
    pub fn assess(self, system: &'a System, assumptions: &Assumptions<'a>) -> Result<Assessment<'a>> {
        self.ready().assess(&ReadySystem::new(system, assumptions), assumptions)
    }
}

/// A system with what is said of it whatever the pair.
#[derive(Clone, Copy, Debug)]
pub struct ReadySystem<'a> {
    /// The system.
    pub system: &'a System,
    band: Option<&'a Band>,
    treaty_status: Option<TreatyStatus>,
    caveats: Caveats,
}

impl<'a> ReadySystem<'a> {
    /// Makes ready what all rows of a system share under these assumptions.
    pub fn new(system: &'a System, assumptions: &Assumptions<'a>) -> Self {
        let band_of = |km: f64| assumptions.bands.classify(km).band;
        let treaty_status = treaty_status(system, assumptions.date);
        let bands_differ =
            system.range_km.is_some_and(|range_km| band_of(range_km.low).id != band_of(range_km.high).id);
        let mut caveats = Caveats::default();
        caveats.add_if(bands_differ || treaty_status == Some(TreatyStatus::Disputed), Caveat::DisputedRange);
        caveats.add_if(system.unverified, Caveat::UnverifiedFigure);
        Self { system, band: system.range_km.map(|range_km| band_of(range_km.nominal)), treaty_status, caveats }
    }
}

/// A pair with the arc that most rows of it are about.
#[derive(Clone, Debug)]
pub struct ReadyPair<'a> {
    /// The pair.
    pub pair: Pair<'a>,
    /// The arc and its time, s. None where there is no flight to speak of: within one place, and to the antipode; or where
    /// none is asked for.
    minimum_energy: Option<(ballistic::Arc, Interval)>,
    /// The correction for the Earth's rotation, s, once a row has asked for it: it takes as long as a thousand others.
    rotation_s: OnceCell<f64>,
}

impl<'a> ReadyPair<'a> {
    fn rotation_s(&self) -> Result<f64> {
        if let Some(&known) = self.rotation_s.get() {
            return Ok(known);
        }
        let (from, to) = (self.pair.from.position, self.pair.to.position);
        let found = rotation::minimum_energy(from, to)?.correction_s();
        Ok(*self.rotation_s.get_or_init(|| found))
    }

    /// The row for one system, made ready under the same assumptions.
    ///
    /// # Errors
    /// [`crate::Error::NoArc`] where the trajectory that was asked for does not exist over this distance, and
    /// [`crate::Error::Usage`] where it needs a range capability that the system lacks.
    pub fn assess(&self, ready: &ReadySystem<'a>, assumptions: &Assumptions<'a>) -> Result<Assessment<'a>> {
        let (pair, system) = (self.pair, ready.system);
        let distance = pair.track.distance;
        let reach = system.range_km.map(|range_km| Reach::of(range_km, distance.km()));
        let flight = match self.minimum_energy {
            Some(minimum_energy) if reach != Some(Reach::Beyond) => Some(match system.kind {
                Kind::Ballistic => ballistic_flight(self, minimum_energy, system, assumptions)?,
                Kind::Cruise | Kind::Glide => steady_flight(&pair, system, assumptions),
            }),
            _ => None,
        };
        let mut caveats = pair.caveats.union(ready.caveats);
        caveats.add_if(self.minimum_energy.is_none(), Caveat::BeyondTheModel);
        caveats.add_if(reach == Some(Reach::Disputed), Caveat::DisputedRange);
        if let Some(arc) = flight.as_ref().and_then(|flight| flight.arc.as_ref()) {
            caveats.add_if(arc.trajectory == Trajectory::MinimumEnergy, Caveat::MinimumEnergyIsAReference);
            caveats.add_if(arc.arc.apogee_km < ballistic::MODEL_FLOOR_KM, Caveat::ApogeeBelow100Km);
        }
        let system = SystemAssessment { system, band: ready.band, treaty_status: ready.treaty_status, reach, flight };
        Ok(Assessment { pair, system: Some(system), case: assumptions.case, caveats })
    }
}

fn treaty_status(system: &System, date: Option<Date>) -> Option<TreatyStatus> {
    let facts = TypeFacts {
        state: system.state.as_deref()?,
        ground_launched: system.basing? == Basing::Ground,
        listed: system.inf_listed,
        range_km: system.range_km?,
    };
    Some(inf_status(facts, date))
}

fn ballistic_flight(
    ready: &ReadyPair<'_>,
    minimum_energy: (ballistic::Arc, Interval),
    system: &System,
    assumptions: &Assumptions<'_>,
) -> Result<Flight> {
    let (pair, trajectory) = (&ready.pair, assumptions.trajectory);
    let distance = pair.track.distance;
    // A full-speed arc starts from the nominal claim; where that one does not reach, from the least that does.
    let capability = |distance: Kilometres| {
        system.range_km.map(|range_km| Kilometres::computed(range_km.nominal.max(distance.km())))
    };
    let (arc, static_s) = if trajectory == Trajectory::MinimumEnergy {
        minimum_energy
    } else {
        let flown = |distance| -> Result<(ballistic::Arc, Interval)> {
            let arc = ballistic::arc(trajectory, distance, capability(distance))?;
            let time_s = ballistic::free_flight_interval_s(trajectory, distance, &arc, system.range_km);
            Ok((arc, time_s))
        };
        let (arc, static_s) = flown(distance)?;
        (arc, pair.widened(static_s, |distance| flown(distance).ok().map(|(_, time_s)| time_s)))
    };
    let rotation_s =
        if assumptions.rotation && trajectory == Trajectory::MinimumEnergy { Some(ready.rotation_s()?) } else { None };
    let free_flight_s = static_s + Interval::exact(rotation_s.unwrap_or(0.0));
    let boost_s = pair.widened(boost_s(system, distance), |distance| Some(boost_s(system, distance)));
    let time_s = free_flight_s + boost_s;
    Ok(Flight {
        arc: Some(BallisticArc { trajectory, arc, rotation_s, free_flight_s, boost_s }),
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
        |claims| of_class(claims.nominal).widened_to(of_class(claims.low)).widened_to(of_class(claims.high)),
    )
}

fn steady_flight(pair: &Pair<'_>, system: &System, assumptions: &Assumptions<'_>) -> Flight {
    let distance = pair.track.distance;
    let speed_km_h = assumptions.ground_speed_km_h(system);
    let over = |distance| cruise::flight_time_s(distance, assumptions.path_factor, speed_km_h);
    let time_s = pair.widened(over(distance), |distance| Some(over(distance)));
    // A glide vehicle is boosted like a ballistic missile, and its launch is seen like one.
    let (detection, warning_s) = match system.kind {
        Kind::Ballistic | Kind::Glide => (Detection::Launch, warning::after_launch_s(time_s, assumptions.delays)),
        Kind::Cruise => {
            let radar = RadarGeometry::GROUND.against(system.altitude_m);
            let left = |distance| warning::after_first_sight_s(distance, speed_km_h, radar, assumptions.delays);
            (Detection::Radar, pair.widened(left(distance), |distance| Some(left(distance))))
        }
    };
    Flight { arc: None, time_s, detection, warning_s }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Role, place};

    fn flight(from: &Place, to: &Place, system: &System, trajectory: &str) -> Flight {
        let mut assumptions = Assumptions::with_bands(BandSet::named("inf").unwrap());
        assumptions.trajectory = trajectory.parse().unwrap();
        let row = Pair::new(from, to, assumptions.bands).assess(system, &assumptions).unwrap();
        row.system.unwrap().flight.unwrap()
    }

    /// The interval over uncertain places holds that over exact ones at the distance and at both of its ends.
    #[test]
    fn intervals_hold_where_the_places_may_be() {
        let (from, to) = (place("kapustin-yar", Role::From).unwrap(), place("Berlin", Role::To).unwrap());
        let joint_km = from.joint_uncertainty_km(&to);
        assert!(joint_km > 0.0);
        let exact = |place: &Place| Place { uncertainty_km: 0.0, ..place.clone() };
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
                let moved = Place { position: geodesy::destination(from.position, initial_deg, km), ..exact(&to) };
                let narrow = flight(&exact(&from), &moved, &system, trajectory);
                let name = format!("{} {trajectory} {shift_km} km", system.id);
                // The end is found again to a nanometre.
                let holds =
                    |wide: Interval, narrow: Interval| wide.low <= narrow.low + 1e-6 && narrow.high <= wide.high + 1e-6;
                assert!(holds(wide.time_s, narrow.time_s), "{name}: {:?} {:?}", wide.time_s, narrow.time_s);
                assert!(holds(wide.warning_s, narrow.warning_s), "{name}: {:?}", wide.warning_s);
            }
            let same = flight(&exact(&from), &exact(&to), &system, trajectory);
            assert!(wide.time_s.high - wide.time_s.low > same.time_s.high - same.time_s.low, "{}", system.id);
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
        assert_eq!(boost_s, Interval { low: 60.0, nominal: 180.0, high: 240.0 });
        let far_s = super::boost_s(&system, Kilometres::new(6000.0).unwrap());
        assert_eq!(far_s, Interval { low: 120.0, nominal: 180.0, high: 240.0 });
    }
}
