//! A scenario with all defaults filled in, as a file that gives the same results.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::keys::{self, Key};
use super::{OwnSystem, Scenario};
use crate::catalogue::{Place, Role, System};
use crate::error::Result;
use crate::model::Assumptions;
use crate::model::options::{ModelOption, Value};
use crate::quantity::Interval;
use crate::toml_text;
use crate::treaty::BandSet;

/// The scenario as a file: groups as their members, missiles of the catalogue by id, every default written out.
///
/// # Errors
/// [`crate::Error::Usage`] for what TOML cannot express.
pub fn resolved(scenario: &Scenario) -> Result<String> {
    let mut file = Written::keys(keys::HEAD, scenario, scenario);
    file.extend(model_options(scenario));
    file.extend(Written::keys(keys::TABLES, scenario, scenario));
    toml_text::write(&Written::Table(file))
}

/// The options of the models on which some system depends: the reader refuses others.
fn model_options(scenario: &Scenario) -> Vec<(&'static str, Written)> {
    let default = Assumptions::with_bands(&scenario.study.bands);
    // The delay is written in total or in stages, as it was given: the reader refuses both.
    let is_set =
        |(_, values): &(&'static ModelOption, &[Option<Value>])| values.iter().any(Option::is_some);
    let in_stages = scenario
        .study
        .cases
        .values()
        .filter(is_set)
        .any(|(option, _)| option.is_stage_of_delay());
    let written = |(option, values): (&'static ModelOption, &[Option<Value>])| {
        if option.is_stage_of_delay() != in_stages && option.is_of_delay() {
            return None;
        }
        let values: Vec<Written> = values
            .iter()
            .filter_map(|value| value.or_else(|| option.value(&default)))
            .map(Written::value)
            .collect();
        let is_used = option.applies_to.any_of(&scenario.study.systems) && !values.is_empty();
        is_used.then_some((option.entry.name, Written::List(values)))
    };
    scenario.study.cases.values().filter_map(written).collect()
}

/// A value of a file.
#[derive(Debug)]
pub(super) enum Written {
    Text(String),
    Number(f64),
    Integer(u64),
    Flag(bool),
    List(Vec<Self>),
    Table(Vec<(&'static str, Self)>),
}

impl Written {
    pub(super) fn text(text: Option<&str>) -> Option<Self> {
        text.map(|text| Self::Text(text.to_owned()))
    }

    /// A list of texts; None for an empty one.
    pub(super) fn texts(texts: impl Iterator<Item = String>) -> Option<Self> {
        let texts: Vec<Self> = texts.map(Self::Text).collect();
        (!texts.is_empty()).then_some(Self::List(texts))
    }

    /// A list of numbers; None for an empty one.
    pub(super) fn numbers(numbers: &[f64]) -> Option<Self> {
        let numbers: Vec<Self> = numbers.iter().copied().map(Self::Number).collect();
        (!numbers.is_empty()).then_some(Self::List(numbers))
    }

    pub(super) fn interval(interval: Interval) -> Self {
        Self::Table(vec![
            ("low", Self::Number(interval.low)),
            ("nominal", Self::Number(interval.nominal)),
            ("high", Self::Number(interval.high)),
        ])
    }

    fn value(value: Value) -> Self {
        match value {
            Value::Arc(trajectory) => Self::Text(trajectory.to_string()),
            Value::Flag(flag) => Self::Flag(flag),
            Value::Number(number) => Self::Number(number),
            Value::Interval(interval) => Self::interval(interval),
        }
    }

    /// The keys of one table that have a value.
    pub(super) fn keys<T>(
        keys: &[Key<T>],
        scenario: &Scenario,
        value: &T,
    ) -> Vec<(&'static str, Self)> {
        keys.iter()
            .filter_map(|key| Some((key.entry.name, (key.written)(scenario, value)?)))
            .collect()
    }

    /// A table for each value; None for no value.
    pub(super) fn tables<'v, T: 'v>(
        keys: &[Key<T>],
        scenario: &Scenario,
        values: impl IntoIterator<Item = &'v T>,
    ) -> Option<Self> {
        let table = |value| Self::Table(Self::keys(keys, scenario, value));
        let tables: Vec<Self> = values.into_iter().map(table).collect();
        (!tables.is_empty()).then_some(Self::List(tables))
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Integer(number) => serializer.serialize_u64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(members) => members.serialize(serializer),
            Self::Table(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// The name of a source: its id, or all digits of its coordinates.
pub(super) fn source_id(place: &Place) -> String {
    place_id(place, Role::From)
}

/// The name of a destination, likewise.
pub(super) fn destination_id(place: &Place) -> String {
    place_id(place, Role::To)
}

fn place_id(place: &Place, role: Role) -> String {
    let position = place.position;
    place.id_as(role).map_or_else(
        || format!("{},{}", position.lat_deg(), position.lon_deg()),
        Cow::into_owned,
    )
}

/// The ids of systems; `none` for no system.
pub(super) fn system_ids<'s>(systems: impl Iterator<Item = &'s System>) -> Option<Written> {
    Written::texts(systems.map(|system| system.id.to_string()))
        .or_else(|| Written::texts(std::iter::once("none".to_owned())))
}

impl Scenario {
    pub(super) fn has_own_bands(&self) -> bool {
        BandSet::named(&self.study.bands.id).is_err()
    }

    /// Every place that is not of the catalogue and is not named by its coordinates alone, once.
    pub(super) fn own_places(&self) -> Vec<&Place> {
        let of_outputs = self.outputs.iter().flat_map(|output| output.kind.places());
        let mut own: Vec<&Place> = Vec::new();
        for place in self
            .study
            .from
            .iter()
            .chain(&self.study.to)
            .chain(of_outputs)
        {
            if matches!(&place.id, Some(Cow::Owned(_))) && !own.contains(&place) {
                own.push(place);
            }
        }
        own
    }

    /// Every system that is not of the catalogue, once.
    pub(super) fn all_own_systems(&self) -> Vec<&System> {
        let of_outputs = self.outputs.iter().flat_map(|output| output.kind.systems());
        let mut own: Vec<&System> = Vec::new();
        for system in self.study.systems.iter().chain(of_outputs) {
            if matches!(system.id, Cow::Owned(_)) && !own.contains(&system) {
                own.push(system);
            }
        }
        own
    }

    /// The table that describes a system.
    pub(super) fn own_system(&self, system: &System) -> Option<&OwnSystem> {
        self.own_systems
            .iter()
            .find(|own| own.systems.contains(system))
    }

    /// A property of a system, unless the one that it is like has the same.
    pub(super) fn unlike<T: PartialEq>(
        &self,
        system: &System,
        property: impl Fn(&System) -> Option<T>,
    ) -> Option<T> {
        let like = self.own_system(system).and_then(|own| own.like.as_deref());
        let base = like.and_then(|like| System::named(like).ok());
        property(system).filter(|value| base.as_ref().and_then(&property).as_ref() != Some(value))
    }
}
