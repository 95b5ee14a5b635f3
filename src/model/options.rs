//! The options of the models, each once: its name in files and on the command line, its values, and where it goes in
//! [`Assumptions`]. The command line, the reader of scenario files, the JSON Schema, the guide, the resolved file and
//! the multiplication of cases follow from this table.

mod table;

use std::fmt;

use crate::catalogue::{Kind, System};
use crate::error::{Error, Result};
use crate::flight::Trajectory;
use crate::flight::cruise::{GREATEST_FACTOR, LEAST_FACTOR};
use crate::key::{Entry, Frontend, Takes};
use crate::model::Assumptions;
use crate::number::{self, Quantity, read_number, read_one_or_tuple};
use crate::quantity::Interval;
use crate::quantity::limits::{DELAY_S, SPEED_KM_H};
use crate::treaty::BandSet;
use crate::warning::RadarGeometry;

pub(crate) use table::OPTIONS;

/// An option of the models.
pub(crate) struct ModelOption {
    /// Key in a scenario file, with its meaning.
    pub(crate) entry: Entry,
    /// Long option of the command line, without its dashes.
    pub(crate) flag: &'static str,
    /// Form of the value, for help.
    pub(crate) form: &'static str,
    /// Name in messages.
    label: &'static str,
    /// The systems that depend on it.
    pub(crate) applies_to: AppliesTo,
    /// The condition under which it matters, given the options before it in the table; None for always.
    condition: Option<Condition>,
    /// True if rows have a field for it, so that it need not tell cases apart.
    pub(crate) is_field_of_row: bool,
    pub(crate) access: Access,
}

/// A condition under which an option matters.
struct Condition {
    holds: fn(&Assumptions<'_>) -> bool,
    /// Its effect there, as the end of a sentence that begins with its name.
    words: &'static str,
}

/// The systems that depend on an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AppliesTo {
    Ballistic,
    ConstantSpeed,
    /// What is detected by its launch.
    SeenFromLaunch,
    /// What is first seen by a radar.
    SeenByRadar,
    All,
}

impl AppliesTo {
    pub(crate) fn includes(self, kind: Kind) -> bool {
        match self {
            Self::Ballistic => kind == Kind::Ballistic,
            Self::ConstantSpeed => kind != Kind::Ballistic,
            Self::SeenFromLaunch => kind != Kind::Cruise,
            Self::SeenByRadar => kind == Kind::Cruise,
            Self::All => true,
        }
    }

    /// True if some of these systems depend on it, or everything does.
    pub(crate) fn any_of(self, systems: &[System]) -> bool {
        self == Self::All || systems.iter().any(|system| self.includes(system.kind))
    }

    fn words(self) -> &'static str {
        match self {
            Self::Ballistic => "ballistic",
            Self::ConstantSpeed => "cruise and glide",
            Self::SeenFromLaunch => "ballistic and glide",
            Self::SeenByRadar => "cruise",
            Self::All => "all",
        }
    }
}

/// Reads an option from the assumptions and sets it in them. Setting checks the value.
#[derive(Clone, Copy)]
pub(crate) enum Access {
    Arc {
        get: fn(&Assumptions<'_>) -> Trajectory,
        set: fn(&mut Assumptions<'_>, Trajectory) -> Result<()>,
    },
    Flag {
        get: fn(&Assumptions<'_>) -> bool,
        set: fn(&mut Assumptions<'_>, bool) -> Result<()>,
    },
    Number {
        /// With a leading space.
        unit: &'static str,
        get: fn(&Assumptions<'_>) -> f64,
        set: fn(&mut Assumptions<'_>, f64) -> Result<()>,
    },
    Interval {
        /// With a leading space.
        unit: &'static str,
        /// True if one number stands for all three on the command line.
        takes_one: bool,
        /// None where each system has its own.
        get: fn(&Assumptions<'_>) -> Option<Interval>,
        set: fn(&mut Assumptions<'_>, [f64; 3]) -> Result<()>,
    },
}

/// A checked value of an option.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    Arc(Trajectory),
    Flag(bool),
    Number(f64),
    Interval(Interval),
}

impl fmt::Display for Value {
    /// As on the command line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Arc(trajectory) => trajectory.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Interval(Interval { low, nominal, high }) if low < high => {
                write!(f, "{low},{nominal},{high}")
            }
            Self::Interval(interval) => interval.nominal.fmt(f),
        }
    }
}

/// The assumptions of all models by default, with the bands of the treaty.
pub(crate) fn default_assumptions() -> Result<Assumptions<'static>> {
    BandSet::named("inf").map(Assumptions::with_bands)
}

impl ModelOption {
    /// True if it makes a difference under these assumptions.
    pub(crate) fn is_used(&self, assumptions: &Assumptions<'_>) -> bool {
        self.condition
            .as_ref()
            .is_none_or(|condition| (condition.holds)(assumptions))
    }

    /// True if there are assumptions under which it makes no difference.
    pub(crate) fn has_condition(&self) -> bool {
        self.condition.is_some()
    }

    /// Its effect where it matters.
    pub(crate) fn condition_words(&self) -> &'static str {
        self.condition
            .as_ref()
            .map_or("", |condition| condition.words)
    }

    /// The value that assumptions have; None where each system has its own.
    pub(crate) fn value(&self, assumptions: &Assumptions<'_>) -> Option<Value> {
        match self.access {
            Access::Arc { get, .. } => Some(Value::Arc(get(assumptions))),
            Access::Flag { get, .. } => Some(Value::Flag(get(assumptions))),
            Access::Number { get, .. } => Some(Value::Number(get(assumptions))),
            Access::Interval { get, .. } => get(assumptions).map(Value::Interval),
        }
    }

    /// Sets a value.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a value that the model does not take; [`Error::Usage`] for one of another type.
    pub(crate) fn set(&self, assumptions: &mut Assumptions<'_>, value: Value) -> Result<()> {
        match (self.access, value) {
            (Access::Arc { set, .. }, Value::Arc(trajectory)) => set(assumptions, trajectory),
            (Access::Flag { set, .. }, Value::Flag(flag)) => set(assumptions, flag),
            (Access::Number { set, .. }, Value::Number(number)) => set(assumptions, number),
            (Access::Interval { set, .. }, Value::Interval(interval)) => {
                set(assumptions, [interval.low, interval.nominal, interval.high])
            }
            _ => Err(Error::Usage(format!("{} is not {value}", self.label))),
        }
    }

    /// The same of a value that was checked.
    pub(crate) fn apply(&self, assumptions: &mut Assumptions<'_>, value: Option<Value>) {
        if let Some(value) = value {
            let applied = self.set(assumptions, value);
            debug_assert!(applied.is_ok(), "{applied:?}");
        }
    }

    /// A value, if the models take it.
    ///
    /// # Errors
    /// Those of [`ModelOption::set`].
    pub(crate) fn checked(&self, value: Value) -> Result<Value> {
        self.set(&mut default_assumptions()?, value).map(|()| value)
    }

    /// A value in words: `ground speed 700 to 1000 km/h, nominally 800`.
    pub(crate) fn said(&self, value: Value) -> String {
        let label = self.label;
        match (self.access, value) {
            (_, Value::Flag(true)) => format!("with {label}"),
            (_, Value::Flag(false)) => format!("without {label}"),
            (Access::Interval { unit, .. }, Value::Interval(Interval { low, nominal, high }))
                if low < high =>
            {
                format!("{label} {low} to {high}{unit}, nominally {nominal}")
            }
            (Access::Interval { unit, .. } | Access::Number { unit, .. }, value) => {
                format!("{label} {value}{unit}")
            }
            (_, value) => format!("{label} {value}"),
        }
    }

    /// Reads a value as it is written on the command line.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for what is no value, and those of [`ModelOption::set`].
    pub(crate) fn parse(&self, text: &str) -> Result<Value> {
        match self.access {
            Access::Arc { .. } => text.parse().map(Value::Arc),
            Access::Flag { .. } => Ok(Value::Flag(true)),
            Access::Number { .. } => {
                self.checked(Value::Number(read_number(text, &self.quantity())?))
            }
            Access::Interval { set, .. } => {
                let quantity = self.quantity();
                let [low, nominal, high] = read_one_or_tuple(text, [&quantity; 3])?;
                set(&mut default_assumptions()?, [low, nominal, high])?;
                Ok(Value::Interval(Interval { low, nominal, high }))
            }
        }
    }

    /// What its numbers stand for, by the unit at the end of its key.
    fn quantity(&self) -> Quantity {
        let name = self.entry.name;
        let within = |limits, kind| Quantity::within_limits(limits, kind).named(self.label);
        if name.ends_with("_km_h") {
            within(&SPEED_KM_H, number::Kind::Speed)
        } else if name.ends_with("_s") {
            within(&DELAY_S, number::Kind::Time)
        } else if name.ends_with("_m") {
            let [least, greatest] = RadarGeometry::ANTENNA_M;
            Quantity::new(self.label, number::Kind::Metres, least, greatest)
        } else {
            Quantity::new(
                self.label,
                number::Kind::Plain,
                LEAST_FACTOR,
                GREATEST_FACTOR,
            )
        }
    }

    /// Its meaning for the help of the command line, with the default.
    pub(crate) fn help(&self) -> String {
        let about = self.entry.about.trim_end_matches('.');
        if let Access::Interval {
            takes_one: true, ..
        } = self.access
        {
            let forms = format!("{about}: one value or LOW,NOMINAL,HIGH");
            return match default_assumptions().ok().and_then(|all| self.value(&all)) {
                Some(default) => format!("{forms} [default: {default}]"),
                None => forms,
            };
        }
        match default_assumptions().ok().and_then(|all| self.value(&all)) {
            Some(default) if !self.form.is_empty() => format!("{about} [default: {default}]"),
            _ => about.to_owned(),
        }
    }

    /// The forms of its values, for help and shells; none for numbers.
    pub(crate) fn forms(&self) -> Vec<&'static str> {
        match self.entry.takes {
            Takes::TextsOf(forms) => forms(),
            _ => Vec::new(),
        }
    }

    /// Its name on the command line or in a scenario.
    pub(crate) fn name(&self, frontend: Frontend) -> String {
        match frontend {
            Frontend::CommandLine => format!("--{}", self.flag),
            Frontend::Scenario => self.entry.name.to_owned(),
        }
    }
}

/// Refuses an option that none of the systems depends on: it is a mistake, better told than passed over.
///
/// # Errors
/// [`Error::Usage`] with the name by which it was given.
pub(crate) fn refuse_unused(applies_to: AppliesTo, name: &str, systems: &[System]) -> Result<()> {
    if applies_to.any_of(systems) {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{name} is for {} systems, and none is asked for",
        applies_to.words()
    )))
}

/// The delay in total, and the stages that it is the sum of, by their keys.
const TOTAL_DELAY: &str = "delay_s";
const STAGES_OF_DELAY: [&str; 3] = ["detection_s", "confirmation_s", "notification_s"];

impl ModelOption {
    /// True of a part of the delay.
    pub(crate) fn is_stage_of_delay(&self) -> bool {
        STAGES_OF_DELAY.contains(&self.entry.name)
    }

    /// True of the delay in total and of its parts.
    pub(crate) fn is_of_delay(&self) -> bool {
        self.entry.name == TOTAL_DELAY || self.is_stage_of_delay()
    }
}

/// Refuses a total delay beside one of its stages: one of the two would not hold.
///
/// # Errors
/// [`Error::Usage`] with the names by which both were given.
pub(crate) fn refuse_total_beside_stages<'o>(
    given: impl IntoIterator<Item = &'o ModelOption>,
    frontend: Frontend,
) -> Result<()> {
    let given: Vec<_> = given.into_iter().collect();
    let total = given.iter().find(|option| option.entry.name == TOTAL_DELAY);
    let stage = given.iter().find(|option| option.is_stage_of_delay());
    match (total, stage) {
        (Some(total), Some(stage)) => Err(Error::Usage(format!(
            "{} is the total of which {} is a part: give one of them",
            total.name(frontend),
            stage.name(frontend)
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
