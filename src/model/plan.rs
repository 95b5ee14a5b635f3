//! A study multiplied out: legs, variants, and the rows of each, measured in batches, a source at a time.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::failures::{Failures, RowFailure};
use super::study::{Leg, Study};
use super::{Assessment, Pair, PreparedPair, PreparedSystem, Row};
use crate::error::Result;
use crate::geodesy::batch::PointTable;
use crate::geodesy::{self, GroundTrack};
use crate::schema::Needs;

/// Pairs of places whose rows are owned at a time: enough for the batch kernel, few enough to stay in the cache.
const PAIRS_A_BATCH: u64 = 256;

impl Study {
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
    /// Shared with the legs that have the same destinations.
    destinations: Arc<OnceLock<PointTable>>,
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
        let mut tables: HashMap<&[usize], Arc<OnceLock<PointTable>>> = HashMap::new();
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
                destinations: Arc::clone(tables.entry(&leg.to).or_default()),
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
        // Of a single destination too: a pair has the same bits alone, among others, and in a table of pairs.
        let points = self.leg.destinations.get_or_init(|| {
            let positions = leg.to.iter().map(|&to| study.to[to].position);
            positions.collect()
        });
        let tracks = geodesy::inverse_to_part(from, points.all().part(part.clone()));
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
