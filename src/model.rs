//! Results for a system over a distance: one flight function, the row that all formats print, and the study that yields
//! rows.

mod cases;
mod failures;
mod flight;
pub(crate) mod options;
mod plan;
mod row;
mod study;

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::catalogue::{Basing, Basis, GENERIC_SPEED_KM_H, Kind, Place, Reach, System};
use crate::caveat::{Caveat, Caveats};
use crate::error::Result;
use crate::flight::cruise::PathFactor;
use crate::flight::{Trajectory, rotation};
use crate::geodesy::{self, GroundTrack};
use crate::quantity::{Interval, Kilometres};
use crate::schema::Needs;
use crate::treaty::{self, Band, BandSet, TreatyStatus, TypeFacts, inf_status};
use crate::warning::{Delays, RadarGeometry};

pub(crate) use cases::Cases;
pub(crate) use failures::Failures;
pub use failures::RowFailure;
pub use flight::{BallisticArc, Flight};
pub(crate) use flight::{FullSpeed, GroundDistance, distance_ends, full_speed, usual_time_s};
pub(crate) use plan::Plan;
pub use row::Row;
pub(crate) use row::{ASSUMED, CASE, COLUMNS, Column, column, columns};
pub use study::Study;
pub(crate) use study::{Leg, MAX_ROWS, MAX_VARIANTS};

/// Assumptions that hold for every row of a run.
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
    /// Height of the antenna of the ground radar at the target, m.
    pub radar_antenna_m: f64,
    /// True if minimum-energy times are corrected for the Earth's rotation.
    pub rotation: bool,
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
            radar_antenna_m: RadarGeometry::GROUND.antenna_m,
            rotation: false,
        }
    }

    /// The ground radar at the target against what flies as low as this system.
    pub(crate) fn ground_radar(&self, system: &System) -> RadarGeometry {
        RadarGeometry {
            antenna_m: self.radar_antenna_m,
            ..RadarGeometry::GROUND
        }
        .against(system.altitude_m)
    }

    /// The ground speed of a cruise or glide system, km/h: the one assumed for all, else its own, else the generic one.
    pub(crate) fn ground_speed_km_h(&self, system: &System) -> Interval {
        self.speed_km_h
            .or(system.speed_km_h)
            .unwrap_or(GENERIC_SPEED_KM_H)
    }

    /// True where the flight time of this system is corrected for the Earth's rotation.
    pub(crate) fn corrects_for_rotation(&self, system: &System) -> bool {
        self.rotation
            && self.trajectory == Trajectory::MinimumEnergy
            && system.kind == Kind::Ballistic
    }
}

/// Two places, the geodesic between them, and the band of its length: what all systems of a pair share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair<'a> {
    /// Source.
    pub from: &'a Place,
    /// Destination.
    pub to: &'a Place,
    /// The geodesic.
    pub track: GroundTrack,
    /// The band set that `band` belongs to.
    pub bands: &'a BandSet,
    /// The band of the distance: of a missile that needs this range.
    pub band: &'a Band,
    /// Signed distance to the nearest edge, km: positive above that edge.
    pub margin_km: Option<f64>,
    /// False where the nearest edge lies within the joint uncertainty of the places.
    pub band_certain: bool,
    caveats: Caveats,
}

/// One row, borrowing its places, system and bands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assessment<'a> {
    /// The places and the distance.
    pub pair: Pair<'a>,
    /// The system; None where distance and band alone were asked for.
    pub system: Option<SystemAssessment<'a>>,
    /// Reservations that the row must carry.
    pub caveats: Caveats,
    /// The case that it assumes, where a study has several.
    pub case: Option<&'a str>,
    /// The values of options that it assumes; None without a system.
    pub assumed: Option<Assumed>,
}

/// Nominal values of the options that a row may be swept over; None where its system does not depend on one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assumed {
    pub speed_km_h: Option<f64>,
    pub path_factor: Option<f64>,
    pub delays: Delays,
    pub detection_s: Option<f64>,
    pub radar_antenna_m: Option<f64>,
}

impl Assumed {
    fn of(system: &System, assumptions: &Assumptions<'_>) -> Self {
        let is_steady = system.kind != Kind::Ballistic;
        let of_steady = |value: f64| is_steady.then_some(value);
        Self {
            speed_km_h: of_steady(assumptions.ground_speed_km_h(system).nominal),
            path_factor: of_steady(assumptions.path_factor.get()),
            delays: assumptions.delays,
            detection_s: (system.kind != Kind::Cruise)
                .then_some(assumptions.delays.detection_s().nominal),
            radar_antenna_m: (system.kind == Kind::Cruise).then_some(assumptions.radar_antenna_m),
        }
    }
}

/// One system over one distance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemAssessment<'a> {
    /// The system.
    pub system: &'a System,
    /// The band of its nominal range; None for generic systems, where no claim counts, and where a lower bound may be in another.
    pub band: Option<&'a Band>,
    /// The status of the type under the INF Treaty; None for generic systems, and where it depends on a range that nobody claims.
    pub treaty_status: Option<TreatyStatus>,
    /// Reach by its range claims; None for generic systems and where it is open.
    pub reach: Option<Reach>,
    /// False where the joint uncertainty of the places could change the reach; None where there is none.
    pub reach_certain: Option<bool>,
    /// True where it is open whether the type reaches so far.
    pub has_open_reach: bool,
    /// Times, unless the distance is beyond its reach or beyond the model.
    pub flight: Option<Flight>,
}

impl<'a> Pair<'a> {
    /// Measures and classes the distance between two places.
    pub(crate) fn new(from: &'a Place, to: &'a Place, bands: &'a BandSet) -> Self {
        let track = geodesy::inverse_by_kernel(from.position, to.position);
        Self::with_track(from, to, bands, track, Needs::ALL)
    }

    /// Classes a distance that was measured before, with the caveats that `needs` asks for.
    pub(crate) fn with_track(
        from: &'a Place,
        to: &'a Place,
        bands: &'a BandSet,
        track: GroundTrack,
        needs: Needs,
    ) -> Self {
        let classed = bands.classify(track.distance.km());
        let joint_uncertainty_km = from.joint_uncertainty_km(to);
        let band_certain = classed
            .margin_km
            .is_none_or(|margin_km| margin_km.abs() > joint_uncertainty_km)
            || joint_uncertainty_km == 0.0;
        let mut caveats = Caveats::default();
        if needs.caveats {
            let sphere_km = geodesy::sphere_distance(from.position, to.position).km();
            caveats.add_if(
                bands.classify(sphere_km).band.id != classed.band.id,
                Caveat::EarthModelAtBandEdge,
            );
            caveats.add_if(!band_certain, Caveat::PlaceUncertaintyAtBandEdge);
            let treaty_speaks_of_it =
                bands.id == "inf" && classed.band.lower.is_some() && classed.band.upper.is_some();
            caveats.add_if(treaty_speaks_of_it, Caveat::DistanceBandIsNotAFinding);
        }
        Self {
            from,
            to,
            track,
            bands,
            band: classed.band,
            margin_km: classed.margin_km,
            band_certain,
            caveats,
        }
    }

    /// The least and the greatest distance that the uncertainty of the places admits; None where they are exact.
    pub(crate) fn distance_ends(&self) -> Option<[Kilometres; 2]> {
        distance_ends(self.track.distance, self.from.joint_uncertainty_km(self.to))
    }

    /// True unless where the places are could change whether the system reaches, or by which claims where they disagree.
    pub(crate) fn is_reach_certain(&self, system: &System) -> bool {
        let joint_uncertainty_km = self.from.joint_uncertainty_km(self.to);
        is_reach_certain(system, self.track.distance, joint_uncertainty_km)
    }

    /// A missile at its full speed from one place to the other, if that is within its nominal range.
    pub(crate) fn full_speed(&self, system: &System, trajectory: Trajectory) -> Option<FullSpeed> {
        let uncertainty_km = self.from.joint_uncertainty_km(self.to);
        full_speed(system, self.track.distance, uncertainty_km, trajectory)
    }

    /// The row without a system.
    pub(crate) fn without_system(self) -> Assessment<'a> {
        Assessment {
            pair: self,
            system: None,
            case: None,
            assumed: None,
            caveats: self.caveats,
        }
    }
}

/// True unless an uncertainty of the distance could change whether the system reaches, or by which claims where they disagree.
pub(crate) fn is_reach_certain(
    system: &System,
    distance: Kilometres,
    joint_uncertainty_km: f64,
) -> bool {
    let km = distance.km();
    let reach = system.reach(km);
    let capabilities = || {
        let claims = system.claims.iter();
        claims.filter(|claim| claim.basis == Basis::Capability)
    };
    let is_alike = |end_km: f64| {
        system.reach(end_km) == reach
            && (reach != Some(Reach::Disputed)
                || capabilities().all(|claim| claim.word_on(end_km) == claim.word_on(km)))
    };
    let mut ends = distance_ends(distance, joint_uncertainty_km)
        .into_iter()
        .flatten();
    ends.all(|end| is_alike(end.km()))
}

impl<'a> Assessment<'a> {
    /// The row of one system between two places.
    ///
    /// # Errors
    /// As [`GroundDistance::flight`].
    pub(crate) fn of(
        from: &'a Place,
        to: &'a Place,
        system: &'a System,
        assumptions: &Assumptions<'a>,
    ) -> Result<Self> {
        let pair = Pair::new(from, to, assumptions.bands);
        let prepared = PreparedSystem::new(system, assumptions);
        PreparedPair::new(pair, Needs::ALL).assess(&prepared, None)
    }
}

/// A system under its assumptions, with what is the same in all its rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PreparedSystem<'a> {
    /// The system.
    pub system: &'a System,
    assumptions: Assumptions<'a>,
    assumed: Assumed,
    band: Option<&'a Band>,
    treaty_status: Option<TreatyStatus>,
    caveats: Caveats,
}

impl<'a> PreparedSystem<'a> {
    /// Finds the bands of the range claims, the status under the treaty and the caveats of the type.
    pub(crate) fn new(system: &'a System, assumptions: &Assumptions<'a>) -> Self {
        let band_of = |km: f64| assumptions.bands.classify(km).band;
        let treaty_status = treaty_status(system, assumptions.date);
        let bands_differ = system
            .range_km
            .is_some_and(|range_km| band_of(range_km.low).id != band_of(range_km.high).id);
        let mut caveats = Caveats::default();
        caveats.add_if(
            bands_differ || treaty_status == Some(TreatyStatus::Disputed),
            Caveat::DisputedRange,
        );
        caveats.add_if(system.has_lower_bound_only(), Caveat::RangeIsALowerBound);
        let is_in_question = treaty_status.is_none() && is_no_missile_by_definition(system);
        caveats.add_if(is_in_question, Caveat::TreatyDefinition);
        caveats.add_if(system.unverified, Caveat::UnverifiedFigure);
        let is_from_base = system.basing.is_none_or(|basing| basing == Basing::Ground);
        caveats.add_if(!is_from_base, Caveat::LaunchPointIsNotABase);
        if let Some(date) = assumptions.date {
            let is_spoken_of = matches!(
                treaty_status,
                Some(TreatyStatus::Covered | TreatyStatus::Disputed)
            );
            let is_suspended = is_spoken_of && treaty::is_suspended(date);
            caveats.add_if(is_suspended, Caveat::TreatySuspended);
            let listing = system.inf_listing.filter(|_| is_spoken_of);
            let nominal_km = system.range_km.map(|range_km| range_km.nominal);
            let last_year = system.missile().and_then(|missile| missile.last_year);
            let is_left = last_year.is_none_or(|year| date.year() <= year.cast_signed());
            let is_kept = listing.is_some_and(|listing| {
                is_left && treaty::in_elimination_period(date, listing, nominal_km)
            });
            caveats.add_if(is_kept, Caveat::TreatyEliminationPeriod);
        }
        Self {
            system,
            assumptions: *assumptions,
            assumed: Assumed::of(system, assumptions),
            band: system
                .range_km
                .map(|range_km| band_of(range_km.nominal))
                .filter(|band| band.upper.is_none() || !system.has_nominal_bound()),
            treaty_status,
            caveats,
        }
    }
}

/// A pair with what its flights share, each computed once.
#[derive(Clone, Debug)]
struct PreparedPair<'a> {
    pair: Pair<'a>,
    /// None where the rows need no flights.
    distance: Option<GroundDistance>,
    /// The correction for the Earth's rotation, s: computed when a row first asks, for it takes as long as a thousand rows.
    rotation_s: OnceCell<f64>,
}

impl<'a> PreparedPair<'a> {
    fn new(pair: Pair<'a>, needs: Needs) -> Self {
        let has_flights = needs.flight || needs.caveats;
        let ground = || {
            let uncertainty_km = pair.from.joint_uncertainty_km(pair.to);
            GroundDistance::within(pair.track.distance, uncertainty_km)
        };
        Self {
            pair,
            distance: has_flights.then(ground),
            rotation_s: OnceCell::new(),
        }
    }

    fn rotation_s(&self) -> Result<f64> {
        if let Some(&known) = self.rotation_s.get() {
            return Ok(known);
        }
        let found = rotation::minimum_energy(self.pair.from.position, self.pair.to.position)?;
        Ok(*self.rotation_s.get_or_init(|| found.correction_s()))
    }

    /// The row for one system.
    ///
    /// # Errors
    /// As [`GroundDistance::flight`].
    fn assess(
        &self,
        prepared: &PreparedSystem<'a>,
        case: Option<&'a str>,
    ) -> Result<Assessment<'a>> {
        let system = prepared.system;
        let assumptions = &prepared.assumptions;
        let km = self.pair.track.distance.km();
        let reach = system.reach(km);
        let has_open_reach = reach.is_none() && system.is_asked_for_reach();
        let may_fly = reach != Some(Reach::Beyond) && !has_open_reach;
        let reach_certain = reach.map(|_| self.pair.is_reach_certain(system));
        let flight = match &self.distance {
            // The generic speed is that of a subsonic cruise missile, and says nothing of a glider.
            _ if system.kind == Kind::Glide
                && system.speed_km_h.or(assumptions.speed_km_h).is_none() =>
            {
                None
            }
            Some(distance) if may_fly && distance.has_flights() => {
                let rotation_s = assumptions
                    .corrects_for_rotation(system)
                    .then(|| self.rotation_s());
                distance.flight(system, assumptions, rotation_s.transpose()?)?
            }
            _ => None,
        };
        let mut caveats = self.pair.caveats.union(prepared.caveats);
        caveats.add_if(
            self.distance.is_none_or(|distance| !distance.has_flights()),
            Caveat::BeyondTheModel,
        );
        caveats.add_if(reach == Some(Reach::Disputed), Caveat::DisputedRange);
        caveats.add_if(has_open_reach, Caveat::OpenReach);
        let is_spoken_of = matches!(
            prepared.treaty_status,
            Some(TreatyStatus::Covered | TreatyStatus::Disputed)
        );
        let operator = self.pair.from.site.map(|site| site.operator);
        caveats.add_if(
            is_spoken_of && operator.is_some_and(|operator| !treaty::is_inf_party(operator)),
            Caveat::OperatorWasNoParty,
        );
        let untold = flight.filter(|flight| !flight.is_told());
        if let Some(arc) = untold.and_then(|flight| flight.arc) {
            let is_depressed_low =
                arc.trajectory == Trajectory::Depressed && arc.is_below_the_floor();
            caveats.add_if(is_depressed_low, Caveat::DepressedArcBelow100Km);
            caveats.add_if(!is_depressed_low, Caveat::BeyondTheModel);
        } else if let Some(arc) = flight.as_ref().and_then(|flight| flight.arc.as_ref()) {
            let is_low = arc.is_below_the_floor();
            caveats.add_if(
                arc.trajectory == Trajectory::MinimumEnergy && !is_low,
                Caveat::MinimumEnergyIsAReference,
            );
            caveats.add_if(is_low, Caveat::ApogeeBelow100Km);
            let depressed = || {
                let distance = self.pair.track.distance;
                full_speed(system, distance, 0.0, Trajectory::Depressed)
            };
            caveats.add_if(
                !is_low && depressed().is_some_and(|flown| flown.is_below_the_floor()),
                Caveat::DepressedArcBelow100Km,
            );
        }
        Ok(Assessment {
            pair: self.pair,
            system: Some(SystemAssessment {
                system,
                band: prepared.band,
                treaty_status: prepared.treaty_status,
                reach,
                reach_certain,
                has_open_reach,
                flight,
            }),
            case,
            assumed: Some(prepared.assumed),
            caveats,
        })
    }
}

fn treaty_status(system: &System, date: Option<Date>) -> Option<TreatyStatus> {
    let sides = match system.range_km {
        _ if is_no_missile_by_definition(system) => None,
        Some(range_km) if system.claims.is_empty() => Some(treaty::sides_of_range(range_km)),
        _ => treaty::sides_of_claims(system.claims),
    };
    let facts = TypeFacts {
        state: system.state.as_deref()?,
        ground_launched: system.basing? == Basing::Ground,
        listed: system.inf_listing.is_some(),
        sides,
    };
    inf_status(facts, date)
}

/// True of what the program flies like a missile and Article II of the INF Treaty does not plainly call one: boost-glide
/// vehicles, which neither fly a ballistic trajectory nor sustain flight by themselves, and drones.
fn is_no_missile_by_definition(system: &System) -> bool {
    system.kind == Kind::Glide || system.missile().is_some_and(|missile| missile.drone)
}
