//! The rows of a plan in its order, and those that fail.

use super::Scenario;
use super::plan::{Plan, PlanLeg};
use crate::assessment::{Assessment, Pair};
use crate::catalogue::{Place, System};
use crate::compare::Fact;
use crate::error::{Error, Result};
use crate::geodesy;
use crate::geodesy::batch::PointTable;
use crate::schema::Needs;

/// Rows that are compared in memory.
const MOST_FACTS: u64 = 1_000_000;

/// Failures that are told one by one.
const MOST_FAILURES: usize = 10;

/// Every row of a plan as it is compared with those of another.
///
/// # Errors
/// [`Error::Usage`] for more rows than fit into memory, and where none succeeds.
pub fn facts(plan: &Plan<'_>) -> Result<Vec<Fact>> {
    if plan.row_count() > MOST_FACTS {
        return Err(Error::Usage(format!(
            "{} rows are too many to compare, at most {MOST_FACTS} are compared: narrow the scenario",
            plan.row_count()
        )));
    }
    let (rows, failures) = rows_where(plan, |_, _, _| true);
    match (rows.is_empty(), failures.first.first()) {
        (true, Some(first)) => Err(Error::Usage(format!(
            "all {} rows failed; the first, {first}",
            failures.count
        ))),
        _ => Ok(rows.iter().map(Fact::from).collect()),
    }
}

/// Rows that failed.
#[derive(Debug, Default)]
pub(super) struct Failures {
    pub(super) count: u64,
    /// The first of them, each with its reason.
    pub(super) first: Vec<String>,
}

impl Failures {
    pub(super) fn add(&mut self, pair: &Pair<'_>, system: &str, error: &Error) {
        self.count += 1;
        if self.first.len() < MOST_FAILURES {
            self.first.push(format!(
                "{} to {}, {system}: {error}",
                pair.from.name, pair.to.name
            ));
        }
    }

    pub(super) fn merge(&mut self, later: Self) {
        self.count += later.count;
        self.first.extend(later.first);
        self.first.truncate(MOST_FAILURES);
    }
}

/// Adds the rows of a pair, each with the number of its system; those that fail are noted.
pub(super) fn assess<'s>(
    (plan, leg): (&'s Plan<'s>, &'s PlanLeg<'s>),
    pair: Pair<'s>,
    needs: Needs,
    is_wanted: impl Fn(&System) -> bool,
    rows: &mut Vec<(usize, Assessment<'s>)>,
    failures: &mut Failures,
) {
    if leg.variants.is_empty() {
        rows.push((0, pair.alone()));
        return;
    }
    let ready = pair.ready_for(needs);
    for variant in leg
        .variants
        .iter()
        .filter(|variant| is_wanted(variant.system.system))
    {
        match ready.assess(&variant.system, &plan.assumptions_of(variant)) {
            Ok(row) => rows.push((variant.number, row)),
            Err(error) => failures.add(&pair, &variant.system.system.id, &error),
        }
    }
}

/// The rows of those places and systems that are wanted, in the order of the plan, and those that failed.
pub(super) fn rows_where<'s>(
    plan: &'s Plan<'s>,
    is_wanted: impl Fn(&Place, &Place, Option<&System>) -> bool,
) -> (Vec<Assessment<'s>>, Failures) {
    let scenario = plan.scenario;
    let mut rows = Vec::new();
    let mut failures = Failures::default();
    for leg in &plan.legs {
        let points = table(leg, scenario);
        for from in leg.leg.from.iter().map(|&site| &scenario.from[site]) {
            let cities = leg.leg.to.iter().map(|&city| &scenario.to[city]);
            for (to, track) in cities.zip(geodesy::inverse_to_many(from.position, &points)) {
                if is_wanted(from, to, None) {
                    let pair = Pair::with_track(from, to, &scenario.bands, track);
                    let is_wanted = |system: &System| is_wanted(from, to, Some(system));
                    assess(
                        (plan, leg),
                        pair,
                        Needs::ALL,
                        is_wanted,
                        &mut rows,
                        &mut failures,
                    );
                }
            }
        }
    }
    (rows.into_iter().map(|(_, row)| row).collect(), failures)
}

/// The destinations of a leg, for the batch kernel.
pub(super) fn table(leg: &PlanLeg<'_>, scenario: &Scenario) -> PointTable {
    let positions = leg.leg.to.iter().map(|&city| scenario.to[city].position);
    positions
        .map(|position| (position.lat_deg(), position.lon_deg()))
        .collect()
}
