//! A study: sources × destinations × systems under assumptions, given once, and an iterator over its rows.
//!
//! [`Study`] says what is asked; [`Plan`] multiplies it out. Rows are nested as from, to, system, and then the cases of a
//! system. Geodesics are measured in batches, a source at a time.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::options::{OPTIONS, Value};
use super::{Assessment, Assumptions, Cases, Pair, PreparedPair, PreparedSystem, Row};
use crate::catalogue::{Kind, Place, Role, System, places};
use crate::error::{Error, Result};
use crate::flight::Trajectory;
use crate::geodesy::batch::PointTable;
use crate::geodesy::{self, GroundTrack};
use crate::quantity::Interval;
use crate::schema::Needs;
use crate::treaty::BandSet;
use crate::warning::Delays;

/// A query: sources, destinations, systems and assumptions.
///
/// ```
/// use arcminute::model::Study;
/// let study = Study::new("kapustin-yar", "@capitals")?.missile("9m729")?;
/// let rows = study.rows().collect::<Result<Vec<_>, _>>()?;
/// let nearest = rows.iter().min_by(|a, b| a.distance_km.total_cmp(&b.distance_km)).unwrap();
/// assert_eq!(nearest.to_name, "Tbilisi");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Study {
    /// Sources of all legs, each once, in the order in which they are named.
    pub(crate) from: Vec<Place>,
    /// Destinations of all legs, each once, in the order in which they are named.
    pub(crate) to: Vec<Place>,
    /// Systems of all legs, each once; empty where distance and band alone are asked for.
    pub(crate) systems: Vec<System>,
    /// Sources, destinations and systems that belong together; at least one leg.
    pub(crate) legs: Vec<Leg>,
    /// The bands that distances and ranges are classed against.
    pub(crate) bands: Cow<'static, BandSet>,
    /// The day as of which the treaty is asked; None takes it as in force.
    pub(crate) date: Option<Date>,
    /// Values of the assumptions, multiplied out by [`Plan`].
    pub(crate) cases: Cases,
}

/// Sources, destinations and systems that are multiplied with one another, by their indices in the study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leg {
    /// Indices of sources.
    pub from: Vec<usize>,
    /// Indices of destinations.
    pub to: Vec<usize>,
    /// Indices of systems; empty where distance and band alone are asked for.
    pub systems: Vec<usize>,
}

impl Study {
    /// The generic ballistic and the generic cruise missile from each source to each destination, under the defaults of
    /// all models. Each of `from` and `to` is a place or a group, as on the command line.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Ambiguous`] or [`Error::Unreadable`] where one names no place.
    pub fn new(from: &str, to: &str) -> Result<Self> {
        let generic = vec![System::GENERIC_BALLISTIC, System::GENERIC_CRUISE];
        let bands = BandSet::inf();
        Ok(Self::under(
            places(from, Role::From)?,
            places(to, Role::To)?,
            generic,
            &Assumptions::with_bands(bands),
        ))
    }

    /// Every system from each source to each destination under one set of assumptions.
    pub(crate) fn under(
        from: Vec<Place>,
        to: Vec<Place>,
        systems: Vec<System>,
        assumptions: &Assumptions<'static>,
    ) -> Self {
        Self {
            legs: vec![Leg {
                from: (0..from.len()).collect(),
                to: (0..to.len()).collect(),
                systems: (0..systems.len()).collect(),
            }],
            from,
            to,
            systems,
            bands: Cow::Borrowed(assumptions.bands),
            date: assumptions.date,
            cases: Cases::from(assumptions),
        }
    }

    /// Refuses a study that would take more memory or time than anyone has, before any of it is taken.
    ///
    /// # Errors
    /// [`Error::Usage`] for more than 100,000 systems times cases over all legs, and for more than a billion rows.
    pub fn refuse_if_too_large(&self) -> Result<()> {
        let (variant_count, row_count) = self.counts();
        if variant_count > MAX_VARIANTS {
            return Err(Error::Usage(format!(
                "systems times the values of all options make {variant_count} cases; up to {MAX_VARIANTS} can be held: \
                 take greater steps, or fewer systems"
            )));
        }
        if row_count > MAX_ROWS {
            return Err(Error::Usage(format!(
                "that makes {row_count} rows; up to {MAX_ROWS} are written: name fewer places, systems or values, or \
                 part the work"
            )));
        }
        Ok(())
    }

    /// Number of rows.
    pub(crate) fn row_count(&self) -> u64 {
        self.counts().1
    }

    /// True where some rows differ in nothing that a row says but in their case.
    pub(crate) fn has_cases(&self) -> bool {
        let used = self.legs.iter().flat_map(|leg| &leg.systems);
        let kinds: Vec<Kind> = Kind::ALL
            .into_iter()
            .filter(|kind| {
                used.clone()
                    .any(|&system| self.systems[system].kind == *kind)
            })
            .collect();
        self.cases.are_labelled(&kinds, self.defaults())
    }

    /// Systems times cases over all legs, and rows.
    fn counts(&self) -> (u64, u64) {
        // Of the systems of one kind each has as many cases.
        let counts = Kind::ALL.map(|kind| (kind, self.cases.count(kind, self.defaults())));
        let cases = |system: &usize| {
            let kind = self.systems[*system].kind;
            let count = counts.iter().find(|(known, _)| *known == kind);
            count.map_or(1, |(_, count)| *count)
        };
        let of_leg = |leg: &Leg| {
            let variants = leg.systems.iter().map(cases).fold(0, u64::saturating_add);
            let pairs = leg.from.len() as u64 * leg.to.len() as u64;
            (variants, pairs.saturating_mul(variants.max(1)))
        };
        let legs = self.legs.iter().map(of_leg);
        legs.fold((0, 0), |all, leg| {
            (all.0.saturating_add(leg.0), all.1.saturating_add(leg.1))
        })
    }

    /// The rows, in the order from, to, system. Geodesics are measured in batches; the rows own what they say.
    ///
    /// # Errors
    /// A row is a [`RowFailure`] where the assumed trajectory does not exist over its distance or needs a range capability
    /// that its system lacks; the rows after it follow.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row, RowFailure>> {
        let plan = Plan::new(self);
        let mut leg = 0;
        let mut next_pair = 0;
        let batches = std::iter::from_fn(move || {
            while leg < plan.legs.len() {
                let pair_count = plan.legs[leg].pair_count();
                if next_pair < pair_count {
                    let pairs = next_pair..pair_count.min(next_pair + PAIRS_A_BATCH);
                    next_pair = pairs.end;
                    let rows = plan.rows_of(leg, pairs, Needs::ALL);
                    let owned = rows.map(|planned| planned.row.map(|row| Row::from(&row)));
                    return Some(owned.collect::<Vec<_>>());
                }
                leg += 1;
                next_pair = 0;
            }
            None
        });
        batches.flatten()
    }

    /// Sources, each once.
    pub fn sources(&self) -> &[Place] {
        &self.from
    }

    /// Destinations, each once.
    pub fn destinations(&self) -> &[Place] {
        &self.to
    }

    /// Systems, each once; empty where distance and band alone are asked for.
    pub fn systems(&self) -> &[System] {
        &self.systems
    }

    /// The bands that distances and ranges are classed against.
    pub fn bands(&self) -> &BandSet {
        &self.bands
    }

    /// The same with this missile of the catalogue alone.
    ///
    /// # Errors
    /// [`Error::Unknown`] with the nearest names.
    pub fn missile(self, name: &str) -> Result<Self> {
        Ok(self.with_systems(vec![System::named(name)?]))
    }

    /// The same with these systems.
    #[must_use]
    pub fn with_systems(mut self, systems: Vec<System>) -> Self {
        for leg in &mut self.legs {
            leg.systems = (0..systems.len()).collect();
        }
        self.systems = systems;
        self
    }

    /// The same with further destinations.
    #[must_use]
    pub fn with_destinations(mut self, places: Vec<Place>) -> Self {
        for place in places {
            if !self.to.contains(&place) {
                self.to.push(place);
            }
        }
        for leg in &mut self.legs {
            leg.to = (0..self.to.len()).collect();
        }
        self
    }

    /// The same with this ballistic arc.
    #[must_use]
    pub fn with_trajectory(self, trajectory: Trajectory) -> Self {
        self.assuming("trajectories", Value::Arc(trajectory))
    }

    /// The same with these delays between launch or first sight and warning.
    #[must_use]
    pub fn with_delays(self, delays: Delays) -> Self {
        self.assuming("delay_s", Value::Interval(delays.total_s()))
            .assuming("detection_s", Value::Interval(delays.detection_s()))
            .assuming("confirmation_s", Value::Interval(delays.confirmation_s()))
            .assuming("notification_s", Value::Interval(delays.notification_s()))
    }

    /// The same with this ground speed of all cruise and glide systems, km/h.
    #[must_use]
    pub fn with_speed_km_h(self, speed_km_h: Interval) -> Self {
        self.assuming("speed_km_h", Value::Interval(speed_km_h))
    }

    /// The same with one value of this option; the others keep theirs.
    fn assuming(mut self, key: &str, value: Value) -> Self {
        if let Some(option) = OPTIONS.iter().find(|option| option.entry.name == key) {
            self.cases.set(option, vec![value]);
        }
        self
    }

    /// True if the option has several values.
    pub(crate) fn sweeps(&self, key: &str) -> bool {
        let mut values = self.cases.values();
        values.any(|(option, values)| option.entry.name == key && values.len() > 1)
    }

    /// The same with these bands.
    #[must_use]
    pub fn with_bands(mut self, bands: &'static BandSet) -> Self {
        self.bands = Cow::Borrowed(bands);
        self
    }

    /// The same with the treaty asked as of this day.
    #[must_use]
    pub fn on(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// The same with the rows of those sources, destinations and systems alone that are among these.
    pub(crate) fn restricted_to(&self, from: &[Place], to: &[Place], systems: &[System]) -> Self {
        let kept = |all: &[usize], kept: &HashSet<usize>| {
            let members = all.iter().copied();
            members
                .filter(|index| kept.contains(index))
                .collect::<Vec<_>>()
        };
        let from = members(&self.from, from);
        let to = members(&self.to, to);
        let systems: HashSet<usize> = (0..self.systems.len())
            .filter(|&index| systems.contains(&self.systems[index]))
            .collect();
        let legs = self.legs.iter().filter_map(|leg| {
            let restricted = Leg {
                from: kept(&leg.from, &from),
                to: kept(&leg.to, &to),
                systems: kept(&leg.systems, &systems),
            };
            // A leg whose systems are all left out has no rows, while a leg without systems has.
            let is_empty = restricted.systems.is_empty() && !leg.systems.is_empty();
            (!is_empty).then_some(restricted)
        });
        Self {
            legs: legs.collect(),
            ..self.clone()
        }
    }

    /// True where some leg has this combination, or where one of the three is in no leg at all: pictures may add their own.
    pub(crate) fn admits(&self, from: &Place, to: &Place, system: &System) -> bool {
        let from = self.from.iter().position(|known| known == from);
        let to = self.to.iter().position(|known| known == to);
        let system = self.systems.iter().position(|known| known == system);
        let (Some(from), Some(to), Some(system)) = (from, to, system) else {
            return true;
        };
        let has = |leg: &Leg| {
            leg.from.contains(&from) && leg.to.contains(&to) && leg.systems.contains(&system)
        };
        self.legs.iter().any(has)
    }

    /// The defaults of all models with the bands and the date of the study.
    fn defaults(&self) -> Assumptions<'_> {
        Assumptions {
            date: self.date,
            ..Assumptions::with_bands(&self.bands)
        }
    }

    /// The assumptions of the first case.
    pub(crate) fn assumptions(&self) -> Assumptions<'_> {
        self.cases.first(self.defaults())
    }

    /// The assumptions that all rows share: where an assumption has several values, its default stands for it, so that
    /// nobody reads of all rows what holds for some.
    pub(crate) fn common_assumptions(&self) -> Assumptions<'_> {
        self.cases.common(self.defaults())
    }
}

/// The indices of those places that are among `wanted`.
fn members(all: &[Place], wanted: &[Place]) -> HashSet<usize> {
    let key = |place: &Place| {
        let position = place.position;
        (position.lat_deg().to_bits(), position.lon_deg().to_bits())
    };
    let mut by_position: HashMap<_, Vec<&Place>> = HashMap::new();
    for place in wanted {
        by_position.entry(key(place)).or_default().push(place);
    }
    let is_wanted = |place: &Place| {
        let near = by_position.get(&key(place));
        near.is_some_and(|near| near.contains(&place))
    };
    (0..all.len())
        .filter(|&index| is_wanted(&all[index]))
        .collect()
}

/// A study multiplied out.
#[derive(Debug)]
pub(crate) struct Plan<'s> {
    /// The study.
    pub study: &'s Study,
    /// The legs in their order.
    pub legs: Vec<PlanLeg<'s>>,
    labels: Vec<Option<String>>,
    label_numbers: HashMap<Option<String>, usize>,
}

/// A leg of a study multiplied out.
#[derive(Debug)]
pub(crate) struct PlanLeg<'s> {
    /// Places and systems by their indices.
    pub leg: &'s Leg,
    /// A row of each pair each; empty where distance and band alone are asked for.
    pub variants: Vec<Variant<'s>>,
    destinations: OnceLock<PointTable>,
}

impl PlanLeg<'_> {
    /// Number of pairs of places.
    pub(crate) fn pair_count(&self) -> u64 {
        self.leg.from.len() as u64 * self.leg.to.len() as u64
    }

    /// Number of rows of each pair of places.
    pub(crate) fn rows_a_pair(&self) -> u64 {
        self.variants.len().max(1) as u64
    }
}

/// A system under the assumptions of one case.
#[derive(Clone, Debug)]
pub(crate) struct Variant<'s> {
    prepared: PreparedSystem<'s>,
    /// Its index in the study.
    system: usize,
    /// The index of the text that tells its case from others.
    label: usize,
}

impl<'s> Plan<'s> {
    /// Multiplies a study out. An assumption that a system does not heed makes no case of it.
    pub(crate) fn new(study: &'s Study) -> Self {
        let mut plan = Self {
            study,
            legs: Vec::new(),
            labels: Vec::new(),
            label_numbers: HashMap::new(),
        };
        for leg in &study.legs {
            let mut variants = Vec::new();
            for &index in &leg.systems {
                let system = &study.systems[index];
                for (assumptions, label) in study.cases.of(system.kind, study.defaults()) {
                    variants.push(Variant {
                        prepared: PreparedSystem::new(system, &assumptions),
                        system: index,
                        label: plan.label(label),
                    });
                }
            }
            plan.legs.push(PlanLeg {
                leg,
                variants,
                destinations: OnceLock::new(),
            });
        }
        plan
    }

    fn label(&mut self, label: Option<String>) -> usize {
        if let Some(&known) = self.label_numbers.get(&label) {
            return known;
        }
        self.labels.push(label.clone());
        self.label_numbers.insert(label, self.labels.len() - 1);
        self.labels.len() - 1
    }

    /// Number of rows.
    pub(crate) fn row_count(&self) -> u64 {
        let rows = |leg: &PlanLeg<'_>| leg.pair_count() * leg.rows_a_pair();
        self.legs.iter().map(rows).sum()
    }

    /// All rows in order, with what `needs` asks for.
    pub(crate) fn rows(&self, needs: Needs) -> impl Iterator<Item = PlannedRow<'_>> {
        (0..self.legs.len())
            .flat_map(move |leg| self.rows_of(leg, 0..self.legs[leg].pair_count(), needs))
    }

    /// The rows of some pairs of a leg, by the numbers of the pairs in the order from, to.
    pub(crate) fn rows_of(&self, leg: usize, pairs: Range<u64>, needs: Needs) -> Rows<'_> {
        Rows {
            plan: self,
            leg: &self.legs[leg],
            needs,
            pairs,
            source: 0,
            tracks: Vec::new().into_iter(),
            pair: None,
        }
    }

    /// The rows of one pair of places that are not of the study, under the variants of its first leg.
    pub(crate) fn rows_between<'p>(
        &'p self,
        pair: Pair<'p>,
        needs: Needs,
    ) -> impl Iterator<Item = Result<Assessment<'p>, RowFailure>> {
        let mut pair = PairRows::new(pair, (0, 0), needs);
        std::iter::from_fn(move || pair.next(self, &self.legs[0])).map(|planned| planned.row)
    }

    /// All rows that could be computed, with all fields, and those that could not.
    pub(crate) fn assess_all(&self) -> (Vec<Assessment<'_>>, Failures) {
        let mut failures = Failures::default();
        let rows = self.rows(Needs::ALL);
        let rows = rows
            .filter_map(|planned| failures.unless_failed(planned.row))
            .collect();
        (rows, failures)
    }
}

/// A row with the indices of its places and its system in the study; the system's is 0 where there is none.
#[derive(Debug)]
pub(crate) struct PlannedRow<'p> {
    /// Index of the source.
    pub from: usize,
    /// Index of the destination.
    pub to: usize,
    /// Index of the system.
    pub system: usize,
    /// The row.
    pub row: Result<Assessment<'p>, RowFailure>,
}

/// An iterator over rows of a leg.
pub(crate) struct Rows<'p> {
    plan: &'p Plan<'p>,
    leg: &'p PlanLeg<'p>,
    needs: Needs,
    /// The pairs that are still to be measured.
    pairs: Range<u64>,
    /// Index of the source of `tracks`.
    source: usize,
    /// Destinations and geodesics of the source that are still to be assessed.
    tracks: std::vec::IntoIter<(usize, GroundTrack)>,
    pair: Option<PairRows<'p>>,
}

/// A pair on its way through the variants of a leg.
struct PairRows<'p> {
    pair: PreparedPair<'p>,
    from: usize,
    to: usize,
    next_variant: usize,
}

impl<'p> PairRows<'p> {
    fn new(pair: Pair<'p>, (from, to): (usize, usize), needs: Needs) -> Self {
        Self {
            pair: PreparedPair::new(pair, needs),
            from,
            to,
            next_variant: 0,
        }
    }

    fn next(&mut self, plan: &'p Plan<'p>, leg: &'p PlanLeg<'p>) -> Option<PlannedRow<'p>> {
        let at = self.next_variant;
        self.next_variant += 1;
        let planned = |system, row| PlannedRow {
            from: self.from,
            to: self.to,
            system,
            row,
        };
        if leg.variants.is_empty() && at == 0 {
            return Some(planned(0, Ok(self.pair.pair.without_system())));
        }
        let variant = leg.variants.get(at)?;
        let case = plan.labels[variant.label].as_deref();
        let row = self.pair.assess(&variant.prepared, case);
        let row = row.map_err(|error| RowFailure {
            from: self.pair.pair.from.name.to_string(),
            to: self.pair.pair.to.name.to_string(),
            system: variant.prepared.system.id.to_string(),
            error: Box::new(error),
        });
        Some(planned(variant.system, row))
    }
}

impl Rows<'_> {
    /// Measures the geodesics of the next source; false where no pairs are left.
    fn measure(&mut self) -> bool {
        if self.pairs.is_empty() {
            return false;
        }
        let study = self.plan.study;
        let leg = self.leg.leg;
        let width = leg.to.len() as u64;
        let row = self.pairs.start / width;
        let end = self.pairs.end.min((row + 1) * width);
        let index = |number: u64| usize::try_from(number).expect("places are counted in usize");
        let part = index(self.pairs.start - row * width)..index(end - row * width);
        self.pairs.start = end;
        self.source = leg.from[index(row)];
        let from = study.from[self.source].position;
        // A single destination keeps the reference implementation; many share the batch kernel, which agrees to 0.1 µm.
        let tracks = if let [to] = leg.to[..] {
            vec![geodesy::inverse(from, study.to[to].position)]
        } else {
            let points = self.leg.destinations.get_or_init(|| {
                let positions = leg.to.iter().map(|&to| study.to[to].position);
                positions.collect()
            });
            geodesy::inverse_to_part(from, points.all().part(part.clone()))
        };
        let to = leg.to[part].iter().copied();
        self.tracks = to.zip(tracks).collect::<Vec<_>>().into_iter();
        true
    }
}

impl<'p> Iterator for Rows<'p> {
    type Item = PlannedRow<'p>;

    fn next(&mut self) -> Option<PlannedRow<'p>> {
        let study = self.plan.study;
        loop {
            if let Some(planned) = self
                .pair
                .as_mut()
                .and_then(|pair| pair.next(self.plan, self.leg))
            {
                return Some(planned);
            }
            let Some((to, track)) = self.tracks.next() else {
                self.pair = None;
                if self.measure() {
                    continue;
                }
                return None;
            };
            let pair = Pair::with_track(
                &study.from[self.source],
                &study.to[to],
                &study.bands,
                track,
                self.needs,
            );
            self.pair = Some(PairRows::new(pair, (self.source, to), self.needs));
        }
    }
}

/// A row that could not be computed.
#[derive(Debug)]
pub struct RowFailure {
    /// Name of the source.
    pub from: String,
    /// Name of the destination.
    pub to: String,
    /// Id of the system.
    pub system: String,
    /// The reason.
    pub error: Box<Error>,
}

impl fmt::Display for RowFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} to {}, {}: {}",
            self.from, self.to, self.system, self.error
        )
    }
}

impl std::error::Error for RowFailure {}

/// A failed row as the error of a command that needs every row.
impl From<RowFailure> for Error {
    fn from(failure: RowFailure) -> Self {
        *failure.error
    }
}

/// Maximum number of systems times cases that a plan holds: 60 MB.
const MAX_VARIANTS: u64 = 100_000;

/// Maximum number of rows of one run: hours of work, and hundreds of gigabytes of text.
const MAX_ROWS: u64 = 1_000_000_000;

/// Pairs of places whose rows are owned at a time: enough for the batch kernel, few enough to stay in the cache.
const PAIRS_A_BATCH: u64 = 256;

/// Maximum number of failures that are kept with their reasons.
const MAX_KEPT_FAILURES: usize = 10;

/// The rows that could not be computed: how many, and the first of them.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    /// Their number.
    pub count: u64,
    /// The first of them, at most ten.
    pub first: Vec<RowFailure>,
}

impl Failures {
    /// Counts a failure.
    pub(crate) fn add(&mut self, failure: RowFailure) {
        self.count += 1;
        if self.first.len() < MAX_KEPT_FAILURES {
            self.first.push(failure);
        }
    }

    /// The value, or None where it is a failure, which is counted.
    pub(crate) fn unless_failed<T>(&mut self, row: Result<T, RowFailure>) -> Option<T> {
        row.map_err(|failure| self.add(failure)).ok()
    }

    /// Adds the failures of rows that come later.
    pub(crate) fn merge(&mut self, later: Self) {
        self.count += later.count;
        self.first.extend(later.first);
        self.first.truncate(MAX_KEPT_FAILURES);
    }

    /// The error of a command of which every row failed.
    ///
    /// # Errors
    /// [`Error::Usage`] with the first failure; the failure itself where it is the only one.
    pub(crate) fn refuse_all(self) -> Result<()> {
        let count = self.count;
        match self.first.into_iter().next() {
            None => Ok(()),
            Some(failure) if count == 1 => Err(*failure.error),
            Some(first) => Err(Error::Usage(format!(
                "all {count} rows failed; the first, {first}"
            ))),
        }
    }
}
