//! Tables of a scenario file, read strictly: an unknown key or a value of the wrong type becomes a fault at its position,
//! and reading goes on.

use std::ops::Range;
use std::str::FromStr;

use super::fault::Faults;
use crate::error::Result;
use crate::key::{Entry, Takes};
use crate::names::nearest;
use crate::quantity::Interval;
use crate::toml_text::{Content, Table, Value};

/// A value that was read, and its bytes in the file.
pub(super) type Placed<T> = (T, Range<usize>);

/// Maximum number of values in one sweep: more are a slip of the step.
const MOST_STEPS: f64 = 10_000.0;

/// Maximum number of values in one list.
pub(super) const MAX_MEMBERS: usize = 10_000;

/// Maximum number of tables of one name, such as `[[output]]`; of places there may be [`MAX_MEMBERS`].
const MAX_TABLES: usize = 1000;

/// Maximum length of a text, characters: paths are no longer, and nobody reads so much of a name or title.
const MAX_TEXT: usize = 1000;

/// Maximum length of a note, which may be several paragraphs.
const MAX_NOTE: usize = 20_000;

/// Decimals with which a number is written.
fn decimals(number: f64) -> usize {
    let text = number.to_string();
    text.split_once('.')
        .map_or(0, |(_, fraction)| fraction.len())
}

/// Words that people write for a key, and its name.
const OTHER_WORDS: [(&str, &str); 10] = [
    ("missile", "systems"),
    ("missiles", "systems"),
    ("weapons", "systems"),
    ("origins", "from"),
    ("sources", "from"),
    ("sites", "from"),
    ("destinations", "to"),
    ("targets", "to"),
    ("cities", "to"),
    ("capitals", "to"),
];

/// A table and the keys that it may have.
pub(super) struct Reader<'r> {
    table: &'r Table,
    span: Range<usize>,
    keys: Vec<&'static Entry>,
    pub(super) faults: &'r Faults,
}

impl<'r> Reader<'r> {
    /// Reports every key that is not among `keys`, and every required one that is missing.
    pub(super) fn new(
        (table, span): (&'r Table, &Range<usize>),
        what: &str,
        keys: Vec<&'static Entry>,
        faults: &'r Faults,
    ) -> Self {
        let required = keys.clone();
        Self::with_required((table, span), what, keys, &required, faults)
    }

    /// The same where only those of `required` are reported as missing.
    pub(super) fn with_required(
        (table, span): (&'r Table, &Range<usize>),
        what: &str,
        keys: Vec<&'static Entry>,
        required: &[&'static Entry],
        faults: &'r Faults,
    ) -> Self {
        let reader = Self {
            table,
            span: span.clone(),
            keys,
            faults,
        };
        reader.report_unknown(what);
        reader.report_missing(what, required);
        reader
    }

    fn report_unknown(&self, what: &str) {
        let known = || self.keys.iter().map(|key| key.name);
        for (key, _) in &self.table.entries {
            if known().any(|known| known == key.name) {
                continue;
            }
            if self.faults.are_enough() {
                break;
            }
            let meant = OTHER_WORDS
                .iter()
                .find(|(word, name)| *word == key.name && known().any(|known| known == *name));
            let near = match meant {
                Some((_, name)) => vec![(*name).to_owned()],
                None => nearest(&key.name, known()),
            };
            let help = match &near[..] {
                [] => format!("{what} takes {}", known().collect::<Vec<_>>().join(", ")),
                names => format!("did you mean {}?", names.join(" or ")),
            };
            let message = format!("unknown key {:?} in {what}; {help}", key.name);
            self.faults.add(&key.span, message);
        }
    }

    fn report_missing(&self, what: &str, required: &[&Entry]) {
        for key in required.iter().filter(|key| key.is_required) {
            if self.value(key.name).is_some() {
                continue;
            }
            let form = match key.takes {
                Takes::Tables(_) | Takes::Outputs => format!("[[{}]]", key.name),
                _ => format!("{} = …", key.name),
            };
            // The sentence of the guide, within another.
            let about = key.about.trim_end_matches('.');
            let is_word = about.chars().nth(1).is_none_or(|c| !c.is_uppercase());
            let about = match about.split_at_checked(1) {
                Some((first, rest)) if is_word => first.to_lowercase() + rest,
                _ => about.to_owned(),
            };
            let message = format!("{what} has no {}: write {form} ({about})", key.name);
            self.faults.add(&self.span, message);
        }
    }

    /// Position of the table in the file.
    pub(super) fn span(&self) -> &Range<usize> {
        &self.span
    }

    pub(super) fn value(&self, name: &str) -> Option<&'r Value> {
        debug_assert!(
            self.keys.iter().any(|key| key.name == name),
            "{name} is in no table of keys"
        );
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
            Content::Text(text) => {
                let most = if name == "note" { MAX_NOTE } else { MAX_TEXT };
                if text.len() > most && text.chars().nth(most).is_some() {
                    let count = text.chars().count();
                    let message =
                        format!("{name} has {count} characters; up to {most} are read: shorten it");
                    self.faults.add(&value.span, message);
                    return None;
                }
                Some((text, value.span.clone()))
            }
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
    pub(super) fn one_of<T: FromStr>(&self, name: &str) -> Option<T> {
        let (text, span) = self.text(name)?;
        let found = text.parse().ok();
        if found.is_none() {
            let choices = self.choices(name).join(", ");
            let message = format!("{name} is {text:?}, but must be one of {choices}");
            self.faults.add(&span, message);
        }
        found
    }

    /// The texts of which a key takes one.
    fn choices(&self, name: &str) -> Vec<&'static str> {
        let key = self.keys.iter().find(|key| key.name == name);
        match key.map(|key| key.takes) {
            Some(Takes::OneOf(names)) => names(),
            _ => Vec::new(),
        }
    }

    /// A text or a list of texts; None if the key is missing. An empty list is a fault.
    pub(super) fn texts(&self, name: &str) -> Option<Vec<Placed<&'r str>>> {
        let value = self.value(name)?;
        let texts = self.each_of(name, value, |value| self.text_of(name, value));
        (!texts.is_empty()).then_some(texts)
    }

    /// The members of a list, or the single value in its place.
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
            Content::List(members) if members.len() > MAX_MEMBERS => {
                self.refuse_many(name, value, members.len(), MAX_MEMBERS);
                Vec::new()
            }
            Content::List(members) => members.iter().filter_map(read).collect(),
            _ => read(value).into_iter().collect(),
        }
    }

    fn refuse_many(&self, name: &str, value: &Value, count: usize, most: usize) {
        self.faults.add(
            &value.span,
            format!("{name} is given {count} times; up to {most} are read: part the file"),
        );
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
                // A number with too many digits is infinite by now as well.
                let too_large = if number.is_infinite() {
                    " or too large for a number"
                } else {
                    ""
                };
                self.faults.add(
                    &value.span,
                    format!("{name} is {number}{too_large}, but must be a finite number"),
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
                let three = Reader::new(
                    (table, &value.span),
                    name,
                    INTERVAL.iter().collect(),
                    self.faults,
                );
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

    /// `from`, `from + step`, … up to `to`, which is included if it is within a millionth of a step.
    fn steps(&self, name: &str, table: &'r Table, span: &Range<usize>) -> Vec<Placed<f64>> {
        let sweep = Reader::new((table, span), name, SWEEP.iter().collect(), self.faults);
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
        if from + step <= from || to - step >= to {
            let reason = "the step is too small beside them to be told";
            self.faults.add(
                span,
                format!("{name} runs from {from} to {to} in steps of {step}: {reason}"),
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
        // As many decimals as are written: 0.1 + 2 × 0.1 is 0.3, and not 0.30000000000000004.
        let decimals = decimals(from).max(decimals(step));
        let value = |at: u32| {
            let sum = from + step * f64::from(at);
            format!("{sum:.decimals$}").parse().unwrap_or(sum)
        };
        (0..=count).map(|at| (value(at), span.clone())).collect()
    }

    /// Each table of `[[name]]`, with its position.
    pub(super) fn tables(&self, name: &str) -> Vec<Placed<&'r Table>> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        if let Content::List(members) = &value.content
            && name != "place"
            && members.len() > MAX_TABLES
        {
            self.refuse_many(name, value, members.len(), MAX_TABLES);
            return Vec::new();
        }
        self.each_of(name, value, |value| match &value.content {
            Content::Table(table) => Some((table, value.span.clone())),
            other => self.wrong(name, value, other, &format!("a table: write [[{name}]]")),
        })
    }
}

const fn number(name: &'static str, about: &'static str) -> Entry {
    Entry::optional(name, Takes::Number, about).required()
}

pub(super) static INTERVAL: [Entry; 3] = [
    number("low", "The least value."),
    number("nominal", "The value to quote when only one can be quoted."),
    number("high", "The greatest value."),
];

pub(super) static SWEEP: [Entry; 3] = [
    number("from", "The first value."),
    number("to", "The last value."),
    number("step", "From one value to the next."),
];
