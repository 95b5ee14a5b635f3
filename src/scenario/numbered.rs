//! Places and systems, each once, with numbers.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

use crate::catalogue::{Place, System};

/// A value with a key; values of one key are seldom unequal.
pub(super) trait Keyed: PartialEq {
    type Key: Eq + Hash;

    fn key(&self) -> Self::Key;
}

impl Keyed for Place {
    type Key = (Option<Cow<'static, str>>, u64);

    fn key(&self) -> Self::Key {
        (self.id.clone(), self.position.lat_deg().to_bits())
    }
}

impl Keyed for System {
    type Key = Cow<'static, str>;

    fn key(&self) -> Self::Key {
        self.id.clone()
    }
}

/// Values in the order of their first appearance, each once.
pub(super) struct Numbered<T: Keyed> {
    values: Vec<T>,
    numbers: HashMap<T::Key, Vec<usize>>,
}

impl<T: Keyed> Default for Numbered<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T: Keyed> Numbered<T> {
    /// The number of a value, which is added if it is new.
    pub(super) fn number_of(&mut self, value: T) -> usize {
        let alike = self.numbers.entry(value.key()).or_default();
        let known = alike.iter().find(|&&number| self.values[number] == value);
        if let Some(&known) = known {
            return known;
        }
        let number = self.values.len();
        alike.push(number);
        self.values.push(value);
        number
    }

    /// The numbers of values, in their order.
    pub(super) fn numbers_of(&mut self, values: Vec<T>) -> Vec<usize> {
        let numbers = values.into_iter().map(|value| self.number_of(value));
        let mut numbers: Vec<usize> = numbers.collect();
        // They reuse the memory of the values, which is ten times as large, and are kept.
        numbers.shrink_to_fit();
        numbers
    }

    pub(super) fn contains(&self, value: &T) -> bool {
        let alike = self.numbers.get(&value.key());
        alike.is_some_and(|alike| alike.iter().any(|&number| self.values[number] == *value))
    }

    pub(super) fn into_values(self) -> Vec<T> {
        self.values
    }
}

impl<T: Keyed> FromIterator<T> for Numbered<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut all = Self::default();
        for value in values {
            all.number_of(value);
        }
        all
    }
}
