//! The values of each option of the models, and their combinations.

use super::Assumptions;
use super::options::{ModelOption, OPTIONS, Value};
use crate::catalogue::Kind;

/// The values of each option in the order of [`OPTIONS`], at least one of each. None leaves the default.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cases(Vec<Vec<Option<Value>>>);

impl Default for Cases {
    /// The one case that all models assume by default.
    fn default() -> Self {
        Self(vec![vec![None]; OPTIONS.len()])
    }
}

impl From<&Assumptions<'_>> for Cases {
    fn from(assumptions: &Assumptions<'_>) -> Self {
        let value = |option: &ModelOption| vec![option.value(assumptions)];
        Self(OPTIONS.iter().map(value).collect())
    }
}

impl Cases {
    /// The values of an option; an empty list leaves the default.
    pub(crate) fn set(&mut self, option: &ModelOption, values: Vec<Value>) {
        let at = OPTIONS
            .iter()
            .position(|known| known.entry.name == option.entry.name);
        if let (Some(at), false) = (at, values.is_empty()) {
            self.0[at] = values.into_iter().map(Some).collect();
        }
    }

    /// Each option with its values.
    pub(crate) fn values(&self) -> impl Iterator<Item = (&'static ModelOption, &[Option<Value>])> {
        OPTIONS.iter().zip(self.0.iter().map(Vec::as_slice))
    }

    /// The first case: what pictures show.
    pub(crate) fn first<'b>(&self, base: Assumptions<'b>) -> Assumptions<'b> {
        self.with_each(base, |values| values[0])
    }

    /// The values that all cases share, and defaults in place of those they do not.
    pub(crate) fn common<'b>(&self, base: Assumptions<'b>) -> Assumptions<'b> {
        self.with_each(base, |values| match values {
            [one] => *one,
            _ => None,
        })
    }

    fn with_each<'b>(
        &self,
        mut base: Assumptions<'b>,
        value: impl Fn(&[Option<Value>]) -> Option<Value>,
    ) -> Assumptions<'b> {
        for (option, values) in self.values() {
            option.apply(&mut base, value(values));
        }
        base
    }

    /// Each combination of the options that a kind of system depends on, with what tells it from the others where the
    /// row itself does not.
    pub(crate) fn of<'b>(
        &self,
        kind: Kind,
        base: Assumptions<'b>,
    ) -> Vec<(Assumptions<'b>, Option<String>)> {
        let mut all = vec![(base, None)];
        for (option, values) in self.values() {
            if option.applies_to.includes(kind) {
                all = all
                    .into_iter()
                    .flat_map(|(case, label)| combined(option, values, &case, label.as_deref()))
                    .collect();
            }
        }
        all
    }

    /// True where some cases of these kinds are told apart by a label.
    pub(crate) fn are_labelled(&self, kinds: &[Kind], base: Assumptions<'_>) -> bool {
        let is_told = |(option, values): (&ModelOption, &[Option<Value>])| {
            values.len() > 1
                && !option.is_field_of_row
                && kinds.iter().any(|kind| option.applies_to.includes(*kind))
                && (!option.has_condition() || self.is_ever_used(option, &base))
        };
        self.values().any(is_told)
    }

    /// The number of cases that [`Cases::of`] makes, found without making them. Conditions of options ask for the values
    /// of the first option alone.
    pub(crate) fn count(&self, kind: Kind, base: Assumptions<'_>) -> u64 {
        let mut options = self
            .values()
            .filter(|(option, _)| option.applies_to.includes(kind));
        let Some((first, values)) = options.next() else {
            return 1;
        };
        let rest: Vec<_> = options.collect();
        let first_cases = combined(first, values, &base, None);
        let of_first = |(case, _): (Assumptions<'_>, _)| {
            let used = rest.iter().filter(|(option, _)| option.is_used(&case));
            used.fold(1, |count: u64, (_, values)| {
                count.saturating_mul(values.len() as u64)
            })
        };
        first_cases
            .into_iter()
            .map(of_first)
            .fold(0, u64::saturating_add)
    }

    /// True if the option makes a difference with some values of those before it in the table.
    pub(crate) fn is_ever_used(&self, option: &ModelOption, base: &Assumptions<'_>) -> bool {
        let is_before = |(earlier, _): &(&'static ModelOption, &[Option<Value>])| {
            earlier.entry.name != option.entry.name
        };
        let mut cases = vec![*base];
        for (earlier, values) in self.values().take_while(is_before) {
            cases = cases
                .iter()
                .flat_map(|case| combined(earlier, values, case, None))
                .map(|(case, _)| case)
                .collect();
        }
        cases.iter().any(|case| option.is_used(case))
    }
}

/// A case with each value of a further option.
fn combined<'b>(
    option: &ModelOption,
    values: &[Option<Value>],
    case: &Assumptions<'b>,
    label: Option<&str>,
) -> Vec<(Assumptions<'b>, Option<String>)> {
    if !option.is_used(case) {
        return vec![(*case, label.map(str::to_owned))];
    }
    let with_value = |value: &Option<Value>| {
        let mut case = *case;
        option.apply(&mut case, *value);
        let is_told = values.len() > 1 && !option.is_field_of_row;
        let told = value
            .filter(|_| is_told)
            .map(|value| format!("{}={value}", option.entry.name));
        let parts = label.map(str::to_owned).into_iter().chain(told);
        let label = parts.reduce(|all, part| format!("{all} {part}"));
        (case, label)
    };
    values.iter().map(with_value).collect()
}
