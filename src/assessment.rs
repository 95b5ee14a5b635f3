//! Everything the program says of one (from, to, system): the row that all formats print.

mod flight;
mod row;

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::catalogue::{Basing, GENERIC_SPEED_KM_H, Kind, Place};
use crate::catalogue::{Reach, System};
use crate::caveat::{Caveat, Caveats};
use crate::error::Result;
use crate::flight::cruise::PathFactor;
use crate::flight::{Trajectory, ballistic, rotation};
use crate::geodesy::{self, GroundTrack};
use crate::quantity::{Interval, Kilometres};
use crate::schema::Needs;
use crate::treaty::{Band, BandSet, TreatyStatus, TypeFacts, inf_status};
use crate::warning::Delays;

pub use flight::{BallisticArc, Flight};
pub use row::{CASE, COLUMNS, Column, Row, column, columns};

use self::flight::{ballistic_flight, steady_flight};

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
        self.speed_km_h
            .or(system.speed_km_h)
            .unwrap_or(GENERIC_SPEED_KM_H)
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

impl<'a> Pair<'a> {
    /// Measures and classes the distance between two places.
    pub fn new(from: &'a Place, to: &'a Place, bands: &'a BandSet) -> Self {
        Self::with_track(
            from,
            to,
            bands,
            geodesy::inverse(from.position, to.position),
        )
    }

    /// Classes a distance that was measured before.
    pub fn with_track(
        from: &'a Place,
        to: &'a Place,
        bands: &'a BandSet,
        track: GroundTrack,
    ) -> Self {
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

    /// An interval of the distance, widened to what it is over the least and the greatest distance that the uncertainty
    /// of the places admits. Where `at` has no value there, that end stays as it is.
    fn widened(
        &self,
        over_distance: Interval,
        at: impl Fn(Kilometres) -> Option<Interval>,
    ) -> Interval {
        let ends = self.distance_ends().into_iter().flatten();
        ends.filter_map(at)
            .fold(over_distance, Interval::widened_to)
    }

    /// The least and the greatest distance that the uncertainty of the places admits; None where they are exact.
    pub(crate) fn distance_ends(&self) -> Option<[Kilometres; 2]> {
        let km = self.track.distance.km();
        let joint_km = self.from.joint_uncertainty_km(self.to);
        // Places that may be one and the same still leave a flight to speak of: a millionth of the way.
        let ends_km = [(km - joint_km).max(km * 1e-6), km + joint_km];
        (joint_km > 0.0).then_some(ends_km.map(Kilometres::computed))
    }

    /// The row without a system.
    pub fn alone(self) -> Assessment<'a> {
        Assessment {
            pair: self,
            system: None,
            case: None,
            caveats: self.caveats,
        }
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
            let time_s = |distance| {
                Some(Interval::exact(
                    ballistic::minimum_energy(distance).ok()?.free_flight_time_s,
                ))
            };
            Some((
                arc,
                self.widened(Interval::exact(arc.free_flight_time_s), time_s),
            ))
        };
        ReadyPair {
            pair: self,
            minimum_energy: has_flights.then(flight).flatten(),
            rotation_s: OnceCell::new(),
        }
    }

    /// The row for one system.
    ///
    /// # Errors
    /// As [`ReadyPair::assess`].
    pub fn assess(
        self,
        system: &'a System,
        assumptions: &Assumptions<'a>,
    ) -> Result<Assessment<'a>> {
        self.ready()
            .assess(&ReadySystem::new(system, assumptions), assumptions)
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
        let bands_differ = system
            .range_km
            .is_some_and(|range_km| band_of(range_km.low).id != band_of(range_km.high).id);
        let mut caveats = Caveats::default();
        caveats.add_if(
            bands_differ || treaty_status == Some(TreatyStatus::Disputed),
            Caveat::DisputedRange,
        );
        caveats.add_if(system.unverified, Caveat::UnverifiedFigure);
        Self {
            system,
            band: system.range_km.map(|range_km| band_of(range_km.nominal)),
            treaty_status,
            caveats,
        }
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
        let from = self.pair.from.position;
        let to = self.pair.to.position;
        let found = rotation::minimum_energy(from, to)?.correction_s();
        Ok(*self.rotation_s.get_or_init(|| found))
    }

    /// The row for one system, made ready under the same assumptions.
    ///
    /// # Errors
    /// [`crate::Error::NoArc`] where the trajectory that was asked for does not exist over this distance, and
    /// [`crate::Error::Usage`] where it needs a range capability that the system lacks.
    pub fn assess(
        &self,
        ready: &ReadySystem<'a>,
        assumptions: &Assumptions<'a>,
    ) -> Result<Assessment<'a>> {
        let pair = self.pair;
        let system = ready.system;
        let distance = pair.track.distance;
        let reach = system
            .range_km
            .map(|range_km| Reach::of(range_km, distance.km()));
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
            caveats.add_if(
                arc.trajectory == Trajectory::MinimumEnergy,
                Caveat::MinimumEnergyIsAReference,
            );
            caveats.add_if(
                arc.arc.apogee_km < ballistic::MODEL_FLOOR_KM,
                Caveat::ApogeeBelow100Km,
            );
        }
        let system = SystemAssessment {
            system,
            band: ready.band,
            treaty_status: ready.treaty_status,
            reach,
            flight,
        };
        Ok(Assessment {
            pair,
            system: Some(system),
            case: assumptions.case,
            caveats,
        })
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
