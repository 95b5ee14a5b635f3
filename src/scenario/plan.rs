//! A scenario multiplied out: which rows there are, and in which order.

use super::{Leg, Scenario};
use crate::assessment::{Assumptions, ReadySystem};
use crate::catalogue::{Place, System};

/// What is asked of each pair of places, in order. Rows are nested as from, to, system, and then the cases of a system.
#[derive(Clone, Debug)]
pub struct Plan<'s> {
    /// The scenario.
    pub scenario: &'s Scenario,
    /// What is asked, leg by leg.
    pub(crate) legs: Vec<PlanLeg<'s>>,
    labels: Vec<Option<String>>,
}

/// A leg of a scenario multiplied out.
#[derive(Clone, Debug)]
pub(crate) struct PlanLeg<'s> {
    /// Which places fly to which.
    pub(crate) leg: &'s Leg,
    /// A row of each pair each; none where distance and band alone are asked for.
    pub variants: Vec<Variant<'s>>,
}

impl PlanLeg<'_> {
    /// How many pairs of places it has.
    pub fn pair_count(&self) -> u64 {
        self.leg.from.len() as u64 * self.leg.to.len() as u64
    }

    /// How many rows a pair of places has.
    pub fn rows_a_pair(&self) -> u64 {
        self.variants.len().max(1) as u64
    }
}

/// A system and what is assumed of it.
#[derive(Clone, Debug)]
pub(crate) struct Variant<'s> {
    /// The system.
    pub system: ReadySystem<'s>,
    /// Its number in the scenario.
    pub number: usize,
    assumptions: Assumptions<'s>,
    label: usize,
}

impl<'s> Plan<'s> {
    /// Multiplies a scenario out. An assumption that a system does not heed makes no case of it.
    pub fn new(scenario: &'s Scenario) -> Self {
        let mut plan = Self {
            scenario,
            legs: Vec::new(),
            labels: Vec::new(),
        };
        for leg in &scenario.legs {
            let mut variants = Vec::new();
            for &number in &leg.systems {
                let system = &scenario.systems[number];
                for (assumptions, label) in scenario.cases.of(system.kind, plan.defaults()) {
                    let system = ReadySystem::new(system, &assumptions);
                    variants.push(Variant {
                        system,
                        number,
                        assumptions,
                        label: plan.label(label),
                    });
                }
            }
            plan.legs.push(PlanLeg { leg, variants });
        }
        plan
    }

    fn label(&mut self, label: Option<String>) -> usize {
        self.labels
            .iter()
            .position(|known| *known == label)
            .unwrap_or_else(|| {
                self.labels.push(label);
                self.labels.len() - 1
            })
    }

    /// The defaults of the models with the scenario's bands and date.
    fn defaults(&self) -> Assumptions<'s> {
        Assumptions {
            date: self.scenario.date,
            ..Assumptions::with_bands(&self.scenario.bands)
        }
    }

    /// The scenario's first case: what is said of all rows, and what pictures show.
    pub fn assumptions(&self) -> Assumptions<'s> {
        self.scenario.cases.first(self.defaults())
    }

    /// What all rows assume: where there are several cases, the default stands for what they do not share, so that nobody
    /// reads of all rows what holds for some.
    pub fn common_assumptions(&self) -> Assumptions<'s> {
        self.scenario.cases.common(self.defaults())
    }

    /// What is assumed of a variant, with the label of its case.
    pub(crate) fn assumptions_of<'p>(&'p self, variant: &Variant<'p>) -> Assumptions<'p> {
        Assumptions {
            case: self.labels[variant.label].as_deref(),
            ..variant.assumptions
        }
    }

    /// How many rows there are.
    pub fn row_count(&self) -> u64 {
        self.legs
            .iter()
            .map(|leg| leg.pair_count() * leg.rows_a_pair())
            .sum()
    }

    /// How many rows there are of these places and systems.
    pub fn row_count_of(&self, from: &[Place], to: &[Place], systems: &[System]) -> u64 {
        let scenario = self.scenario;
        let rows = |leg: &PlanLeg<'_>| {
            let sites = leg
                .leg
                .from
                .iter()
                .filter(|&&site| from.contains(&scenario.from[site]))
                .count();
            let cities = leg
                .leg
                .to
                .iter()
                .filter(|&&city| to.contains(&scenario.to[city]))
                .count();
            let variants = leg
                .variants
                .iter()
                .filter(|variant| systems.contains(variant.system.system))
                .count();
            let is_alone = leg.variants.is_empty();
            sites as u64 * cities as u64 * if is_alone { 1 } else { variants as u64 }
        };
        self.legs.iter().map(rows).sum()
    }

    /// Whether some rows differ in nothing that a row says but in their case.
    pub fn has_cases(&self) -> bool {
        self.labels.iter().any(Option::is_some)
    }
}
