//! Comparison of two sets of rows: what changes if a site moves, or if another figure is right.
//!
//! Rows are matched by source, destination, system, trajectory and case. Sources and systems that only one side has are
//! paired in order where both sides have as many of them: so that the same cities can be compared from two sites, or by
//! two figures of range.

mod document;
mod fact;
mod table;

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::error::{Error, Result};
use crate::model::Plan;

pub(crate) use document::document;
pub(crate) use fact::{Fact, facts_of_csv, facts_of_json, facts_of_ndjson};
pub(crate) use table::{FIELDS, MatchRow};

/// Maximum number of compared rows, which are kept in memory.
const MAX_ROWS: u64 = 1_000_000;

/// Every row of a plan, reduced to its compared fields.
///
/// # Errors
/// [`Error::Usage`] for more rows than are kept in memory, and where none succeeds.
pub(crate) fn facts(plan: &Plan<'_>) -> Result<Vec<Fact>> {
    if plan.row_count() > MAX_ROWS {
        return Err(Error::Usage(format!(
            "{} rows are too many to compare, at most {MAX_ROWS} are compared: narrow the scenario",
            plan.row_count()
        )));
    }
    let (rows, failures) = plan.assess_all();
    if rows.is_empty() {
        failures.refuse_all()?;
    }
    Ok(rows.iter().map(Fact::from).collect())
}

/// Two rows for the same source, destination and system, or one that the other side lacks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'f> {
    /// The row of the first side.
    pub a: Option<&'f Fact>,
    /// The row of the second.
    pub b: Option<&'f Fact>,
}

/// A difference between two rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// Only the first side has it.
    OnlyA,
    /// Only the second side has it.
    OnlyB,
    /// The reach.
    Reach,
    /// The band of the distance.
    Band,
    /// Distance or a time, by more than rounding.
    Numbers,
}

impl Change {
    /// The code in machine formats.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::OnlyA => "only-a",
            Self::OnlyB => "only-b",
            Self::Reach => "reach",
            Self::Band => "band",
            Self::Numbers => "numbers",
        }
    }
}

/// Distances closer than this and times closer than a hundredth of a second are the same: two ways to compute a geodesic
/// differ by less, and so do the digits of files.
const SAME_KM: f64 = 1e-6;
const SAME_S: f64 = 0.01;

impl Match<'_> {
    /// The differences, the most serious first.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let (a, b) = match (self.a, self.b) {
            (Some(a), Some(b)) => (a, b),
            (Some(_), None) => return vec![Change::OnlyA],
            _ => return vec![Change::OnlyB],
        };
        let differ = |a: Option<f64>, b: Option<f64>, same: f64| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() > same,
            (a, b) => a.is_some() != b.is_some(),
        };
        let numbers = differ(a.distance_km, b.distance_km, SAME_KM)
            || differ(a.flight_time_s, b.flight_time_s, SAME_S)
            || differ(a.warning_time_s, b.warning_time_s, SAME_S);
        let all = [
            (Change::Reach, a.reach != b.reach),
            (Change::Band, a.distance_band != b.distance_band),
            (Change::Numbers, numbers),
        ];
        all.into_iter()
            .filter_map(|(change, is_so)| is_so.then_some(change))
            .collect()
    }
}

/// Source, destination, system and case of a row; sources and systems by numbers that both sides share.
type Key<'f> = (usize, &'f str, usize, Option<&'f str>);

/// Matches the rows of two sides, in the order of the first; rows of the second alone come last.
pub(crate) fn compare<'f>(a: &'f [Fact], b: &'f [Fact]) -> Vec<Match<'f>> {
    let sources = aligned(
        &names(a, |fact| fact.from.id()),
        &names(b, |fact| fact.from.id()),
    );
    let systems = aligned(
        &names(a, |fact| fact.system.id()),
        &names(b, |fact| fact.system.id()),
    );
    let key = |fact: &'f Fact, side: usize| -> Key<'f> {
        let number = |numbers: &BTreeMap<(usize, &str), usize>, id| {
            numbers.get(&(side, id)).copied().unwrap_or(0)
        };
        (
            number(&sources, fact.from.id()),
            fact.to.id(),
            number(&systems, fact.system.id()),
            fact.case.as_deref(),
        )
    };
    let mut of_b: HashMap<Key<'f>, Alike<'f>> = HashMap::new();
    for (at, fact) in b.iter().enumerate() {
        of_b.entry(key(fact, 1)).or_default().add(at, fact);
    }
    let mut taken = HashSet::new();
    let mut matches: Vec<Match<'f>> = Vec::new();
    for fact in a {
        let found = of_b
            .get_mut(&key(fact, 0))
            .and_then(|left| left.take_like(fact));
        taken.extend(found.map(std::ptr::from_ref));
        matches.push(Match {
            a: Some(fact),
            b: found,
        });
    }
    let rest = b
        .iter()
        .filter(|fact| !taken.contains(&std::ptr::from_ref(*fact)));
    matches.extend(rest.map(|fact| Match {
        a: None,
        b: Some(fact),
    }));
    matches
}

/// Rows of one key that are still to be matched, by their trajectories, in their order.
#[derive(Default)]
struct Alike<'f> {
    by_trajectory: HashMap<Option<&'f str>, VecDeque<(usize, &'f Fact)>>,
    /// The first row of each trajectory that has some left.
    firsts: BTreeMap<usize, Option<&'f str>>,
}

impl<'f> Alike<'f> {
    fn add(&mut self, at: usize, fact: &'f Fact) {
        let trajectory = fact.trajectory.as_deref();
        let rows = self.by_trajectory.entry(trajectory).or_default();
        if rows.is_empty() {
            self.firsts.insert(at, trajectory);
        }
        rows.push_back((at, fact));
    }

    /// The row of the same trajectory. Only rows with a flight have one: a row beyond reach matches any.
    fn take_like(&mut self, fact: &'f Fact) -> Option<&'f Fact> {
        let wanted = fact.trajectory.as_deref();
        self.take(wanted).or_else(|| {
            let other = match wanted {
                Some(_) => None,
                None => *self.firsts.first_key_value()?.1,
            };
            self.take(other)
        })
    }

    fn take(&mut self, trajectory: Option<&'f str>) -> Option<&'f Fact> {
        let rows = self.by_trajectory.get_mut(&trajectory)?;
        let (at, fact) = rows.pop_front()?;
        self.firsts.remove(&at);
        if let Some(&(next, fact)) = rows.front() {
            self.firsts.insert(next, fact.trajectory.as_deref());
        }
        Some(fact)
    }
}

/// The ids of one side, each once, in their order.
fn names(facts: &[Fact], id: impl Fn(&Fact) -> &str) -> Vec<&str> {
    let mut seen = HashSet::new();
    facts.iter().map(id).filter(|id| seen.insert(*id)).collect()
}

/// A number for each id of either side. Equal ids share a number, and so do ids that are paired.
fn aligned<'f>(a: &[&'f str], b: &[&'f str]) -> BTreeMap<(usize, &'f str), usize> {
    let mut numbers = BTreeMap::new();
    let only = |ids: &[&'f str], others: &[&'f str]| -> Vec<&'f str> {
        let others: HashSet<&str> = others.iter().copied().collect();
        ids.iter()
            .copied()
            .filter(|id| !others.contains(id))
            .collect()
    };
    let only_a = only(a, b);
    let only_b = only(b, a);
    for id in a {
        let number = numbers.len();
        numbers.insert((0, *id), number);
    }
    let first_of_b = numbers.len();
    let places_of_b: HashMap<&str, usize> = only_b.iter().copied().zip(0..).collect();
    for (at, id) in b.iter().enumerate() {
        let partner = match places_of_b.get(id) {
            None => Some(*id),
            Some(&at) if only_a.len() == only_b.len() => Some(only_a[at]),
            Some(_) => None,
        };
        let number = partner
            .and_then(|partner| numbers.get(&(0, partner)).copied())
            .unwrap_or(first_of_b + at);
        numbers.insert((1, *id), number);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::fact::Name;
    use super::*;

    fn fact(from: &str, to: &str, system: &str, reach: &str, flight_time_s: Option<f64>) -> Fact {
        let name = |text: &str| Name {
            id: Some(text.to_owned()),
            name: text.to_owned(),
        };
        Fact {
            from: name(from),
            to: name(to),
            system: name(system),
            trajectory: flight_time_s.map(|_| "minimum-energy".to_owned()),
            case: None,
            distance_km: Some(1000.0),
            distance_band: "shorter-range".to_owned(),
            reach: Some(reach.to_owned()),
            flight_time_s,
            warning_time_s: flight_time_s.map(|seconds| seconds - 240.0),
        }
    }

    #[test]
    fn another_site_and_another_figure_stand_in_for_the_first() {
        let a = [
            fact("x", "berlin", "low", "beyond", None),
            fact("x", "paris", "low", "within", Some(600.0)),
        ];
        let b = [
            fact("y", "paris", "high", "within", Some(660.0)),
            fact("y", "berlin", "high", "within", Some(500.0)),
        ];
        let matches = compare(&a, &b);
        assert_eq!(matches.len(), 2);
        assert_eq!(matches[0].changes(), [Change::Reach, Change::Numbers]);
        assert_eq!(matches[1].changes(), [Change::Numbers]);
        assert!(
            compare(&a, &a)
                .iter()
                .all(|matched| matched.changes().is_empty())
        );
    }

    /// In quadratic time these would take minutes.
    #[test]
    fn many_sources_and_many_alike_are_matched_at_once() {
        let many = |first: usize| -> Vec<Fact> {
            (first..first + 50_000)
                .map(|at| fact(&format!("x{at}"), "berlin", "s", "within", Some(600.0)))
                .collect()
        };
        let (a, b) = (many(0), many(50_000));
        let matches = compare(&a, &b);
        assert!(matches.len() == 50_000 && matches.iter().all(|it| it.changes().is_empty()));
        let mut alike = vec![fact("x", "berlin", "s", "within", Some(600.0)); 50_000];
        let with_flights = alike.clone();
        for (at, fact) in alike.iter_mut().enumerate() {
            fact.trajectory = (at % 2 == 0).then(|| format!("angle={at}"));
        }
        assert_eq!(compare(&with_flights, &alike).len(), 75_000);
        assert_eq!(compare(&alike, &with_flights).len(), 75_000);
    }

    #[test]
    fn what_one_side_alone_has_is_told() {
        let a = [
            fact("x", "berlin", "s", "within", Some(600.0)),
            fact("x", "rome", "s", "within", Some(600.0)),
        ];
        let b = [
            fact("x", "berlin", "s", "within", Some(600.0)),
            fact("y", "berlin", "s", "within", Some(1.0)),
        ];
        let changes: Vec<Vec<Change>> = compare(&a, &b).iter().map(Match::changes).collect();
        assert_eq!(changes, [vec![], vec![Change::OnlyA], vec![Change::OnlyB]]);
        assert!(compare(&[], &[]).is_empty());
    }
}
