//! A study: sources × destinations × systems under assumptions, given once.
//!
//! [`Study`] says what is asked; `plan` multiplies it out. Rows are nested as from, to, system, and then the cases of a
//! system.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::options::{OPTIONS, Value};
use super::{Assumptions, Cases};
use crate::catalogue::{Kind, Place, Role, System, places};
use crate::error::{Error, Result};
use crate::flight::Trajectory;
use crate::quantity::Interval;
use crate::treaty::BandSet;
use crate::warning::Delays;

/// Maximum number of systems times cases that a plan holds: 60 MB.
pub(crate) const MAX_VARIANTS: u64 = 100_000;

/// Maximum number of rows of one run: hours of work, and hundreds of gigabytes of text.
pub(crate) const MAX_ROWS: u64 = 1_000_000_000;

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
    /// Values of the assumptions, multiplied out by `plan::Plan`.
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
    pub(crate) fn refuse_if_too_large(&self) -> Result<()> {
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
        let mut by_id: HashMap<&str, Vec<&System>> = HashMap::new();
        for system in systems {
            by_id.entry(&system.id).or_default().push(system);
        }
        let is_wanted = |system: &System| {
            let alike = by_id.get(&*system.id);
            alike.is_some_and(|alike| alike.contains(&system))
        };
        let systems: HashSet<usize> = (0..self.systems.len())
            .filter(|&index| is_wanted(&self.systems[index]))
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
    pub(super) fn defaults(&self) -> Assumptions<'_> {
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
