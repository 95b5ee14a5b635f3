//! Tables of a scenario file, read strictly: what is no key, of the wrong type or no number becomes a fault at its place,
//! and reading goes on.

use std::ops::Range;

use super::fault::Faults;
use super::keys::{Key, Takes};
use crate::error::Result;
use crate::names::nearest;
use crate::quantity::Interval;
use crate::toml_text::{Content, Table, Value};

/// A value that was read, and the bytes where it stands.
pub(super) type Placed<T> = (T, Range<usize>);

/// More values than this in one sweep are a slip of the step.
const MOST_STEPS: f64 = 10_000.0;

/// A table and the keys that it may have.
pub(super) struct Reader<'r> {
    table: &'r Table,
    span: Range<usize>,
    pub(super) faults: &'r Faults,
}

impl<'r> Reader<'r> {
    /// Reports every key that is not among `keys`, and every one of `keys` that is wanting.
    pub(super) fn new(
        (table, span): (&'r Table, &Range<usize>),
        what: &str,
        keys: &[&[Key]],
        faults: &'r Faults,
    ) -> Self {
        let known = || keys.iter().flat_map(|keys| keys.iter());
        for (key, _) in &table.entries {
            if known().any(|known| known.name == key.name) {
                continue;
            }
            let names = nearest(&key.name, known().map(|known| known.name));
            let help = match &names[..] {
                [] => format!(
                    "{what} takes {}",
                    known()
                        .map(|known| known.name)
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
                names => format!("did you mean {}?", names.join(" or ")),
            };
            faults.add(
                &key.span,
                format!("unknown key {:?} in {what}; {help}", key.name),
            );
        }
        for key in known().filter(|key| key.is_required) {
            if !table
                .entries
                .iter()
                .any(|(known, _)| known.name == key.name)
            {
                let form = match key.takes {
                    Takes::Tables(_) | Takes::Outputs => format!("[[{}]]", key.name),
                    _ => format!("{} = …", key.name),
                };
                faults.add(
                    span,
                    format!("{what} has no {}: write {form}. {}", key.name, key.about),
                );
            }
        }
        Self {
            table,
            span: span.clone(),
            faults,
        }
    }

    /// Where the table stands.
    pub(super) fn span(&self) -> &Range<usize> {
        &self.span
    }

    pub(super) fn value(&self, name: &str) -> Option<&'r Value> {
        self.table
            .entries
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, value)| value)
    }

    /// A text that is not empty.
    pub(super) fn text(&self, name: &str) -> Option<Placed<&'r str>> {
        self.text_of(name, self.value(name)?)
    }

    fn text_of(&self, name: &str, value: &'r Value) -> Option<Placed<&'r str>> {
        match &value.content {
            Content::Text(text) if text.trim().is_empty() => {
                self.faults.add(
                    &value.span,
                    format!("{name} is empty: write something, or leave the key out"),
                );
                None
            }
            Content::Text(text) => Some((text, value.span.clone())),
            other => self.wrong(name, value, other, "a text in quotes"),
        }
    }

    fn wrong<T>(&self, name: &str, value: &Value, found: &Content, wanted: &str) -> Option<T> {
        self.faults.add(
            &value.span,
            format!("{name} is {}, but must be {wanted}", found.kind()),
        );
        None
    }

    /// A text, read by `parse`.
    pub(super) fn parsed<T>(&self, name: &str, parse: impl Fn(&str) -> Result<T>) -> Option<T> {
        let (text, span) = self.text(name)?;
        self.faults.check(&span, parse(text))
    }

    /// One of a few texts.
    pub(super) fn one_of(&self, name: &str, choices: &[&'static str]) -> Option<&'static str> {
        let (text, span) = self.text(name)?;
        let found = choices.iter().copied().find(|choice| *choice == text);
        if found.is_none() {
            self.faults.add(
                &span,
                format!(
                    "{name} is {text:?}, but must be one of {}",
                    choices.join(", ")
                ),
            );
        }
        found
    }

    /// A text or a list of texts, none if the key is wanting. An empty list is a fault.
    pub(super) fn texts(&self, name: &str) -> Option<Vec<Placed<&'r str>>> {
        let value = self.value(name)?;
        let texts = self.each_of(name, value, |value| self.text_of(name, value));
        (!texts.is_empty()).then_some(texts)
    }

    /// The members of a list, or the one value that stands in its place.
    fn each_of<T>(
        &self,
        name: &str,
        value: &'r Value,
        read: impl Fn(&'r Value) -> Option<T>,
    ) -> Vec<T> {
        match &value.content {
            Content::List(members) if members.is_empty() => {
                self.faults.add(
                    &value.span,
                    format!("{name} is an empty list: name at least one"),
                );
                Vec::new()
            }
            Content::List(members) => members.iter().filter_map(read).collect(),
            _ => read(value).into_iter().collect(),
        }
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.flag_of(name, self.value(name)?)
    }

    fn flag_of(&self, name: &str, value: &Value) -> Option<bool> {
        match &value.content {
            Content::Flag(flag) => Some(*flag),
            other => self.wrong(name, value, other, "true or false"),
        }
    }

    /// A flag or a list of flags.
    pub(super) fn flags(&self, name: &str) -> Option<Vec<Placed<bool>>> {
        let value = self.value(name)?;
        Some(self.each_of(name, value, |value| {
            self.flag_of(name, value)
                .map(|flag| (flag, value.span.clone()))
        }))
    }

    /// A finite number.
    pub(super) fn number(&self, name: &str) -> Option<Placed<f64>> {
        self.number_of(name, self.value(name)?)
    }

    fn number_of(&self, name: &str, value: &Value) -> Option<Placed<f64>> {
        match &value.content {
            Content::Number(number) if number.is_finite() => Some((*number, value.span.clone())),
            Content::Number(number) => {
                self.faults.add(
                    &value.span,
                    format!("{name} is {number}, but must be a finite number"),
                );
                None
            }
            other => self.wrong(name, value, other, "a number"),
        }
    }

    /// A day: a date of TOML, or the same in quotes.
    pub(super) fn date(&self, name: &str) -> Option<Placed<&'r str>> {
        let value = self.value(name)?;
        match &value.content {
            Content::Date(text) | Content::Text(text) => Some((text, value.span.clone())),
            other => self.wrong(name, value, other, "a date such as 2019-07-05"),
        }
    }

    /// A number, a list of numbers, or `{ from, to, step }`.
    pub(super) fn sweep(&self, name: &str) -> Option<Vec<Placed<f64>>> {
        let value = self.value(name)?;
        if let Content::Table(table) = &value.content {
            return Some(self.steps(name, table, &value.span));
        }
        Some(self.each_of(name, value, |value| match &value.content {
            Content::Number(_) => self.number_of(name, value),
            other => self.wrong(
                name,
                value,
                other,
                "a number, a list of numbers, or { from = …, to = …, step = … }",
            ),
        }))
    }

    /// A number, `{ low, nominal, high }`, a list of these, or `{ from, to, step }`.
    pub(super) fn intervals(
        &self,
        name: &'static str,
        unit: &'static str,
    ) -> Option<Vec<Placed<Interval>>> {
        let value = self.value(name)?;
        if let Content::Table(table) = &value.content
            && table
                .entries
                .iter()
                .any(|(key, _)| matches!(key.name.as_str(), "from" | "to" | "step"))
        {
            let steps = self.steps(name, table, &value.span);
            return Some(
                steps
                    .into_iter()
                    .map(|(number, span)| (Interval::exact(number), span))
                    .collect(),
            );
        }
        Some(self.each_of(name, value, |value| self.interval_of(name, unit, value)))
    }

    /// Intervals whose ends `check` accepts; those with a fault are left out.
    pub(super) fn checked_intervals(
        &self,
        name: &'static str,
        unit: &'static str,
        check: impl Fn(f64) -> Result<f64>,
    ) -> Option<Vec<Interval>> {
        let accepted = |(interval, span): Placed<Interval>| {
            let result = check(interval.low).and_then(|_| check(interval.high));
            self.faults.check(&span, result).map(|_| interval)
        };
        Some(
            self.intervals(name, unit)?
                .into_iter()
                .filter_map(accepted)
                .collect(),
        )
    }

    fn interval_of(
        &self,
        name: &'static str,
        unit: &'static str,
        value: &'r Value,
    ) -> Option<Placed<Interval>> {
        let interval = match &value.content {
            Content::Number(_) => Interval::exact(self.number_of(name, value)?.0),
            Content::Table(table) => {
                let three = Reader::new((table, &value.span), name, &[INTERVAL], self.faults);
                let number = |part| three.number(part).map(|(number, _)| number);
                let interval = Interval::new(
                    name,
                    unit,
                    number("low")?,
                    number("nominal")?,
                    number("high")?,
                );
                self.faults.check(&value.span, interval)?
            }
            other => {
                return self.wrong(
                    name,
                    value,
                    other,
                    "a number or { low = …, nominal = …, high = … }",
                );
            }
        };
        Some((interval, value.span.clone()))
    }

    /// `from`, `from + step`, … up to `to`, which is met if it is within a millionth of a step.
    fn steps(&self, name: &str, table: &'r Table, span: &Range<usize>) -> Vec<Placed<f64>> {
        let sweep = Reader::new((table, span), name, &[SWEEP], self.faults);
        let number = |part| sweep.number(part).map(|(number, _)| number);
        let (Some(from), Some(to), Some(step)) = (number("from"), number("to"), number("step"))
        else {
            return Vec::new();
        };
        let count = ((to - from) / step + 1e-6).floor();
        if !(step > 0.0 && to >= from) {
            let reason = "must go upwards: from ≤ to, and a step above 0";
            self.faults.add(
                span,
                format!("{name} runs from {from} to {to} in steps of {step}, but {reason}"),
            );
            return Vec::new();
        }
        if count >= MOST_STEPS {
            let reason = format!("more than {MOST_STEPS} values: take a greater step");
            self.faults.add(
                span,
                format!("{name} runs from {from} to {to} in steps of {step}: {reason}"),
            );
            return Vec::new();
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the guards bound it"
        )]
        let count = count as u32;
        (0..=count)
            .map(|at| (from + step * f64::from(at), span.clone()))
            .collect()
    }

    /// Each table of `[[name]]`, and where it stands.
    pub(super) fn tables(&self, name: &str) -> Vec<Placed<&'r Table>> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        self.each_of(name, value, |value| match &value.content {
            Content::Table(table) => Some((table, value.span.clone())),
            other => self.wrong(name, value, other, &format!("a table: write [[{name}]]")),
        })
    }
}

const fn number(name: &'static str, about: &'static str) -> Key {
    Key {
        name,
        takes: Takes::Number,
        about,
        is_required: true,
    }
}

pub(super) const INTERVAL: &[Key] = &[
    number("low", "The least value."),
    number("nominal", "The value to quote when only one can be quoted."),
    number("high", "The greatest value."),
];

pub(super) const SWEEP: &[Key] = &[
    number("from", "The first value."),
    number("to", "The last value."),
    number("step", "From one value to the next."),
];
