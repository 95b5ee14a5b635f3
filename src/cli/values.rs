//! Values of options, checked as they are read: help lists what is possible, and a wrong value gets our own message.

use std::ffi::OsStr;
use std::sync::Arc;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command};

use crate::number::{Quantity, read_list, read_number};
use crate::spec::choice::Choice;
use crate::{Error, Result};

/// Parses the text of a value.
type Parse<T> = dyn Fn(&str) -> Result<T> + Send + Sync;

/// A parser of values of one option.
#[derive(Clone)]
pub(super) struct Checked<T> {
    parse: Arc<Parse<T>>,
    /// Listed in help and offered by shells; others may be taken as well.
    possible: Vec<&'static str>,
}

/// Values that `parse` accepts.
pub(super) fn checked<T>(parse: impl Fn(&str) -> Result<T> + Send + Sync + 'static) -> Checked<T> {
    Checked {
        parse: Arc::new(parse),
        possible: Vec::new(),
    }
}

/// One of a few names.
pub(super) fn choice<T: Choice>() -> Checked<T> {
    // In any case; the error is of what was written.
    checked(|text| {
        T::named(text).or_else(|error| T::named(&text.to_lowercase()).map_err(|_| error))
    })
    .offering(T::names())
}

/// A number, with or without a unit of its kind.
pub(super) fn number(quantity: &'static Quantity) -> Checked<f64> {
    checked(move |text| read_number(text, quantity))
}

/// Numbers of one value of an option that may have several.
#[derive(Clone, Debug)]
pub(super) struct List(Vec<f64>);

/// A list of numbers, separated by spaces, semicolons, or commas where these have one reading.
pub(super) fn list(quantity: &'static Quantity) -> Checked<List> {
    checked(move |text| read_list(&[text], quantity).map(List))
}

/// The numbers of all values of an option.
pub(super) fn values(lists: &[List]) -> Vec<f64> {
    lists
        .iter()
        .flat_map(|List(values)| values)
        .copied()
        .collect()
}

/// A whole number between two others.
pub(super) fn whole(name: &'static str, least: usize, greatest: usize) -> Checked<usize> {
    checked(move |text| {
        let number = text.parse().ok();
        number
            .filter(|number| (least..=greatest).contains(number))
            .ok_or_else(|| Error::Unreadable {
                name,
                text: text.to_owned(),
                reason: format!("write a whole number of {least} to {greatest}"),
            })
    })
}

impl<T> Checked<T> {
    /// The same with values for help.
    pub(super) fn offering(self, possible: Vec<&'static str>) -> Self {
        Self { possible, ..self }
    }
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Checked<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &Command,
        _argument: Option<&Arg>,
        value: &OsStr,
    ) -> std::result::Result<T, clap::Error> {
        let text = value
            .to_str()
            .ok_or_else(|| clap::Error::new(ErrorKind::InvalidUtf8).with_cmd(command))?;
        (self.parse)(text)
            .map_err(|error| clap::Error::raw(ErrorKind::ValueValidation, format!("{error}\n")))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        if self.possible.is_empty() {
            return None;
        }
        Some(Box::new(self.possible.iter().map(PossibleValue::new)))
    }
}
