//! Everything the program says of one (from, to, system): the row that all formats print.

mod columns;
mod flight;

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
use crate::treaty::{Band, BandSet, TreatyStatus, TypeFacts, inf_status};
use crate::warning::Delays;

pub use columns::{CASE, COLUMNS, Column, Needs, column, columns};
pub use flight::{BallisticArc, Flight};

use self::flight::{ballistic_flight, steady_flight};

/// What is assumed for every row of a run.
///
/// ```
/// use arcminute::assessment::{Assumptions, Pair};
/// use arcminute::catalogue::{Role, System, place};
/// use arcminute::treaty::{BandSet, TreatyStatus, parse_date};
/// let (from, to, system) = (place("kapustin-yar", Role::From)?, place("Kyiv", Role::To)?, System::named("SS-20")?);
/// let date = Some(parse_date("2019-08-03")?);
/// let after_its_end = Assumptions { date, ..Assumptions::with_bands(BandSet::named("inf")?) };
/// let row = Pair::new(&from, &to, after_its_end.bands).assess(&system, &after_its_end)?;
/// assert_eq!(row.system.unwrap().treaty_status, Some(TreatyStatus::NotInForce));
/// # Ok::<(), arcminute::Error>(())
/// ```
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

/// The defaults, and what they come to for one system.
///
/// ```
/// use arcminute::assessment::Assumptions;
/// use arcminute::catalogue::System;
/// use arcminute::{quantity::Interval, treaty::BandSet};
/// let mut assumptions = Assumptions::with_bands(BandSet::named("inf")?);
/// assumptions.speed_km_h = Some(Interval::exact(720.0));
/// assert_eq!(assumptions.ground_speed_km_h(&System::named("9m729")?), Interval::exact(720.0));
/// # Ok::<(), arcminute::Error>(())
/// ```
impl<'a> Assumptions<'a> {
    /// The defaults of all models, with this band set.
    ///
    /// ```
    /// use arcminute::assessment::Assumptions;
    /// use arcminute::{flight::Trajectory, treaty::BandSet};
    /// let assumptions = Assumptions::with_bands(BandSet::named("inf")?);
    /// assert_eq!(assumptions.trajectory, Trajectory::MinimumEnergy);
    /// assert_eq!(assumptions.delays.total_s().nominal, 240.0);
    /// assert_eq!((assumptions.path_factor.get(), assumptions.rotation), (1.0, false));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
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
    ///
    /// ```
    /// use arcminute::assessment::Assumptions;
    /// use arcminute::catalogue::{GENERIC_SPEED_KM_H, System};
    /// use arcminute::{quantity::Interval, treaty::BandSet};
    /// let assumptions = Assumptions::with_bands(BandSet::named("inf")?);
    /// let own = System { speed_km_h: Some(Interval::exact(880.0)), ..System::GENERIC_CRUISE };
    /// assert_eq!(assumptions.ground_speed_km_h(&own), Interval::exact(880.0));
    /// assert_eq!(assumptions.ground_speed_km_h(&System { speed_km_h: None, ..own }), GENERIC_SPEED_KM_H);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn ground_speed_km_h(&self, system: &System) -> Interval {
        self.speed_km_h.or(system.speed_km_h).unwrap_or(GENERIC_SPEED_KM_H)
    }
}

/// Two places, the geodesic between them, and the band of its length: what all systems of a pair share.
///
/// ```
/// use arcminute::{assessment::Pair, catalogue::Place, treaty::BandSet};
/// let kapustin_yar = Place::at("48.57,45.75".parse()?);
/// let dnipro = Place::at("48.4647,35.0462".parse()?);
/// let pair = Pair::new(&kapustin_yar, &dnipro, BandSet::named("inf")?);
/// assert_eq!(pair.band.id, "shorter-range");
/// // 790.2 km: the edge at 1000 km is nearer than that at 500 km, and the distance lies below it.
/// assert_eq!(pair.margin_km, Some(pair.track.distance.km() - 1000.0));
/// assert!(pair.margin_km < Some(0.0) && pair.band_certain);
/// # Ok::<(), arcminute::Error>(())
/// ```
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
///
/// ```
/// use arcminute::assessment::{Assumptions, Pair, column};
/// use arcminute::catalogue::{Role, System, place};
/// use arcminute::{record::Cell, treaty::BandSet};
/// let (from, to, system) = (place("kapustin-yar", Role::From)?, place("Berlin", Role::To)?, System::named("SSC-8")?);
/// let assumptions = Assumptions::with_bands(BandSet::named("inf")?);
/// let row = Pair::new(&from, &to, assumptions.bands).assess(&system, &assumptions)?;
/// assert_eq!((column("system_kind")?.value)(&row), Cell::Text("cruise"));
/// assert_eq!((column("apogee_km")?.value)(&row), Cell::Null);
/// # Ok::<(), arcminute::Error>(())
/// ```
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
///
/// ```
/// use arcminute::assessment::{Assumptions, Pair};
/// use arcminute::catalogue::{Place, Reach, System};
/// use arcminute::treaty::BandSet;
/// let (kapustin_yar, dnipro) = (Place::at("48.57,45.75".parse()?), Place::at("48.4647,35.0462".parse()?));
/// let (system, assumptions) = (System::named("oreshnik")?, Assumptions::with_bands(BandSet::named("inf")?));
/// let row = Pair::new(&kapustin_yar, &dnipro, assumptions.bands).assess(&system, &assumptions)?;
/// let assessed = row.system.unwrap();
/// assert_eq!(assessed.reach, Some(Reach::Within));
/// // The band of the type's range is not that of the distance.
/// assert_eq!(assessed.band.unwrap().id, "intermediate-range");
/// assert_eq!(row.pair.band.id, "shorter-range");
/// # Ok::<(), arcminute::Error>(())
/// ```
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

/// From two places to rows: the distance is measured and classed once, then each system is assessed over it.
///
/// ```
/// use arcminute::assessment::{Assumptions, Pair};
/// use arcminute::catalogue::{Role, System, place};
/// use arcminute::treaty::BandSet;
/// let (from, to) = (place("kapustin-yar", Role::From)?, place("Berlin", Role::To)?);
/// let (system, assumptions) = (System::GENERIC_BALLISTIC, Assumptions::with_bands(BandSet::named("inf")?));
/// let assessed = Pair::new(&from, &to, assumptions.bands).assess(&system, &assumptions)?.system.unwrap();
/// assert_eq!((assessed.reach, assessed.treaty_status), (None, None));
/// assert!(assessed.flight.is_some());
/// # Ok::<(), arcminute::Error>(())
/// ```
impl<'a> Pair<'a> {
    /// Measures and classes the distance between two places.
    ///
    /// ```
    /// use arcminute::assessment::Pair;
    /// use arcminute::catalogue::{Role, place};
    /// use arcminute::treaty::BandSet;
    /// let (from, to) = (place("kaliningrad", Role::From)?, place("Berlin", Role::To)?);
    /// let pair = Pair::new(&from, &to, BandSet::named("inf")?);
    /// // The site stands for the whole oblast, parts of which are less than 500 km from Berlin.
    /// assert_eq!(pair.band.id, "shorter-range");
    /// assert!(pair.margin_km < Some(from.joint_uncertainty_km(&to)) && !pair.band_certain);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn new(from: &'a Place, to: &'a Place, bands: &'a BandSet) -> Self {
        Self::with_track(from, to, bands, geodesy::inverse(from.position, to.position))
    }

    /// Classes a distance that was measured before.
    ///
    /// ```
    /// use arcminute::geodesy::GroundTrack;
    /// use arcminute::{assessment::Pair, catalogue::Place, quantity::Kilometres, treaty::BandSet};
    /// let (from, to) = (Place::at("54.71,20.51".parse()?), Place::at("52.9,13.4".parse()?));
    /// let track = GroundTrack { distance: Kilometres::new(500.0)?, azimuths_deg: None };
    /// let pair = Pair::with_track(&from, &to, BandSet::named("inf")?, track);
    /// // The edge at 500 km belongs to the band above it.
    /// assert_eq!((pair.band.id.as_str(), pair.margin_km), ("shorter-range", Some(0.0)));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn with_track(from: &'a Place, to: &'a Place, bands: &'a BandSet, track: GroundTrack) -> Self {
        Self::with_track_for(Needs::ALL, from, to, bands, track)
    }

    /// The same for fields that may not need all of it: without the caveats that none of them asks for.
    ///
    /// ```
    /// use arcminute::assessment::{Needs, Pair, columns};
    /// use arcminute::caveat::{Caveat, Caveats};
    /// use arcminute::{catalogue::Place, geodesy, treaty::BandSet};
    /// let (from, to) = (Place::at("48.57,45.75".parse()?), Place::at("48.4647,35.0462".parse()?));
    /// let (bands, track) = (BandSet::named("inf")?, geodesy::inverse(from.position, to.position));
    /// let caveats = |needs| Pair::with_track_for(needs, &from, &to, bands, track).alone().caveats;
    /// assert!(caveats(Needs::ALL).contains(Caveat::DistanceBandIsNotAFinding));
    /// assert_eq!(caveats(Needs::of(&columns("distance_km,distance_band")?)), Caveats::default());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
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
    ///
    /// ```
    /// use arcminute::assessment::{Pair, column};
    /// use arcminute::{catalogue::Place, record::Cell, treaty::BandSet};
    /// let (from, to) = (Place::at("48.57,45.75".parse()?), Place::at("48.4647,35.0462".parse()?));
    /// let row = Pair::new(&from, &to, BandSet::named("inf")?).alone();
    /// assert_eq!((column("distance_band")?.value)(&row), Cell::Text("shorter-range"));
    /// assert_eq!((column("flight_time_s")?.value)(&row), Cell::Null);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn alone(self) -> Assessment<'a> {
        Assessment { pair: self, system: None, case: None, caveats: self.caveats }
    }

    /// Makes ready what all systems of the pair share, for many rows of it.
    ///
    /// ```
    /// use arcminute::assessment::{Assumptions, Pair, ReadySystem};
    /// use arcminute::catalogue::{Role, System, place};
    /// use arcminute::{treaty::BandSet, warning::Detection};
    /// let (from, to) = (place("kapustin-yar", Role::From)?, place("Berlin", Role::To)?);
    /// let (systems, assumptions) =
    ///     ([System::GENERIC_BALLISTIC, System::GENERIC_CRUISE], Assumptions::with_bands(BandSet::named("inf")?));
    /// let ready = Pair::new(&from, &to, assumptions.bands).ready();
    /// for (system, detection) in systems.iter().zip([Detection::Launch, Detection::Radar]) {
    ///     let row = ready.assess(&ReadySystem::new(system, &assumptions), &assumptions)?;
    ///     assert_eq!(row.system.unwrap().flight.unwrap().detection, detection);
    /// }
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn ready(self) -> ReadyPair<'a> {
        self.ready_for(Needs::ALL)
    }

    /// The same for fields that may not need all of it: rows without flights, where none of them is of one.
    ///
    /// ```
    /// use arcminute::assessment::{Assumptions, Needs, Pair, ReadySystem, columns};
    /// use arcminute::catalogue::{Reach, Role, System, place};
    /// use arcminute::treaty::BandSet;
    /// let (from, to) = (place("kapustin-yar", Role::From)?, place("Berlin", Role::To)?);
    /// let (system, assumptions) = (System::named("oreshnik")?, Assumptions::with_bands(BandSet::named("inf")?));
    /// let ready = Pair::new(&from, &to, assumptions.bands).ready_for(Needs::of(&columns("system_id,reach")?));
    /// let assessed = ready.assess(&ReadySystem::new(&system, &assumptions), &assumptions)?.system.unwrap();
    /// assert_eq!(assessed.reach, Some(Reach::Within));
    /// assert!(assessed.flight.is_none());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
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
    ///
    /// ```
    /// use arcminute::assessment::{Assumptions, Pair};
    /// use arcminute::catalogue::{Reach, Role, System, place};
    /// use arcminute::treaty::BandSet;
    /// let (from, to) = (place("mutlangen", Role::From)?, place("Moscow", Role::To)?);
    /// let (system, assumptions) = (System::named("Pershing II")?, Assumptions::with_bands(BandSet::named("inf")?));
    /// let assessed = Pair::new(&from, &to, assumptions.bands).assess(&system, &assumptions)?.system.unwrap();
    /// assert_eq!(assessed.reach, Some(Reach::Beyond));
    /// assert!(assessed.flight.is_none());
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn assess(self, system: &'a System, assumptions: &Assumptions<'a>) -> Result<Assessment<'a>> {
        self.ready().assess(&ReadySystem::new(system, assumptions), assumptions)
    }
}

/// A system with what is said of it whatever the pair.
///
/// ```
/// use arcminute::assessment::{Assumptions, Pair, ReadySystem};
/// use arcminute::catalogue::{Reach, Role, System, place};
/// use arcminute::treaty::BandSet;
/// let (from, missile) = (place("kaliningrad", Role::From)?, System::named("9m729")?);
/// let assumptions = Assumptions::with_bands(BandSet::named("inf")?);
/// let ready = ReadySystem::new(&missile, &assumptions);
/// for (city, reach) in [("Warsaw", Reach::Within), ("London", Reach::Disputed)] {
///     let to = place(city, Role::To)?;
///     let row = Pair::new(&from, &to, assumptions.bands).ready().assess(&ready, &assumptions)?;
///     assert_eq!(row.system.unwrap().reach, Some(reach));
/// }
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ReadySystem<'a> {
    /// The system.
    pub system: &'a System,
    band: Option<&'a Band>,
    treaty_status: Option<TreatyStatus>,
    caveats: Caveats,
}

/// Its bands, its status under the treaty and its caveats do not change from pair to pair.
///
/// ```
/// use arcminute::assessment::{Assumptions, Pair, ReadySystem};
/// use arcminute::catalogue::{Reach, Role, System, place};
/// use arcminute::{caveat::Caveat, treaty::BandSet};
/// let (from, to, missile) = (place("kaliningrad", Role::From)?, place("Warsaw", Role::To)?, System::named("9m729")?);
/// let assumptions = Assumptions::with_bands(BandSet::named("inf")?);
/// let ready = ReadySystem::new(&missile, &assumptions);
/// let row = Pair::new(&from, &to, assumptions.bands).ready().assess(&ready, &assumptions)?;
/// assert_eq!(row.system.unwrap().reach, Some(Reach::Within));
/// // By every claim it reaches; yet some claims put the type into one band and some into another.
/// assert!(row.caveats.contains(Caveat::DisputedRange));
/// # Ok::<(), arcminute::Error>(())
/// ```
impl<'a> ReadySystem<'a> {
    /// Makes ready what all rows of a system share under these assumptions.
    ///
    /// ```
    /// use arcminute::assessment::{Assumptions, Pair, ReadySystem};
    /// use arcminute::catalogue::{Place, System};
    /// use arcminute::{quantity::Interval, treaty::BandSet};
    /// let (from, to) = (Place::at("54.71,20.51".parse()?), Place::at("52.52,13.41".parse()?));
    /// let system = System { range_km: Some(Interval::exact(1000.0)), ..System::GENERIC_BALLISTIC };
    /// let assumptions = Assumptions::with_bands(BandSet::named("nasic")?);
    /// let pair = Pair::new(&from, &to, assumptions.bands).ready();
    /// let row = pair.assess(&ReadySystem::new(&system, &assumptions), &assumptions)?;
    /// // 1000 km is medium range by NASIC, and would be shorter range by the INF Treaty.
    /// assert_eq!(row.system.unwrap().band.unwrap().id, "mrbm");
    /// # Ok::<(), arcminute::Error>(())
    /// ```
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
///
/// ```
/// use arcminute::assessment::{Assumptions, Pair, ReadySystem};
/// use arcminute::catalogue::{Reach, Role, System, place, systems};
/// use arcminute::treaty::BandSet;
/// let (from, to) = (place("kapustin-yar", Role::From)?, place("Berlin", Role::To)?);
/// let (systems, assumptions) = (systems().collect::<Vec<System>>(), Assumptions::with_bands(BandSet::named("inf")?));
/// let pair = Pair::new(&from, &to, assumptions.bands).ready();
/// let mut reaching = Vec::new();
/// for system in &systems {
///     let row = pair.assess(&ReadySystem::new(system, &assumptions), &assumptions)?;
///     reaching.extend(row.system.filter(|it| it.reach == Some(Reach::Within)).map(|it| it.system.id.as_ref()));
/// }
/// assert!(reaching.contains(&"rsd-10") && !reaching.contains(&"9m723"));
/// # Ok::<(), arcminute::Error>(())
/// ```
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

/// Many rows of one pair: the arc that they share is computed once.
///
/// ```
/// use arcminute::assessment::{Assumptions, Pair, ReadySystem};
/// use arcminute::catalogue::{Role, System, place};
/// use arcminute::treaty::BandSet;
/// let (from, to) = (place("kapustin-yar", Role::From)?, place("Berlin", Role::To)?);
/// let (generic, named) = (System::GENERIC_BALLISTIC, System::named("SS-20")?);
/// let assumptions = Assumptions::with_bands(BandSet::named("inf")?);
/// let pair = Pair::new(&from, &to, assumptions.bands).ready();
/// let row = |system| pair.assess(&ReadySystem::new(system, &assumptions), &assumptions);
/// let rows = [row(&generic)?, row(&named)?];
/// let [of_generic, of_named] = rows.map(|row| row.system.unwrap().flight.unwrap().arc.unwrap());
/// assert_eq!(of_generic.arc, of_named.arc);
/// // A missile of greater range burns longer on the same arc.
/// assert!(of_generic.boost_s.high < of_named.boost_s.high);
/// # Ok::<(), arcminute::Error>(())
/// ```
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
    ///
    /// ```
    /// use arcminute::assessment::{Assumptions, Pair, ReadySystem};
    /// use arcminute::catalogue::{Role, System, place};
    /// use arcminute::{Error, flight::Trajectory, treaty::BandSet};
    /// let (from, to) = (place("kapustin-yar", Role::From)?, place("Berlin", Role::To)?);
    /// let system = System::GENERIC_BALLISTIC;
    /// let mut assumptions = Assumptions::with_bands(BandSet::named("inf")?);
    /// let (pair, ready) = (Pair::new(&from, &to, assumptions.bands).ready(), ReadySystem::new(&system, &assumptions));
    /// assumptions.trajectory = Trajectory::Depressed;
    /// assert!(matches!(pair.assess(&ready, &assumptions), Err(Error::Usage(_))));
    /// // So steep no ellipse comes down over this distance.
    /// assumptions.trajectory = Trajectory::LaunchAngle(89.0);
    /// assert!(matches!(pair.assess(&ready, &assumptions), Err(Error::NoArc { .. })));
    /// # Ok::<(), arcminute::Error>(())
    /// ```
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
