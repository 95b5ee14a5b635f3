//! A scenario file, from its text to a checked scenario or to all its faults.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use super::Scenario;
use super::fault::{Fault, Faults};
use super::keys;
use super::names::Names;
use super::numbered::Numbered;
use super::outputs;
use super::reader::{Placed, Reader};
use crate::catalogue::{Kind, Place, Role, System};
use crate::error::Result;
use crate::flight::Trajectory;
use crate::key::Frontend;
use crate::model::options::{
    Access, AppliesTo, ModelOption, OPTIONS, Value, refuse_total_beside_stages, refuse_unused,
};
use crate::model::{Assumptions, Cases, Leg, MAX_ROWS, MAX_VARIANTS, Study};
use crate::present::words::LengthUnit;
use crate::toml_text::tree;
use crate::treaty::{BandEntry, BandSet, parse_date};

/// Maximum number of syntax errors reported of one file; those after a first one often follow from it.
const MAX_SYNTAX_FAULTS: usize = 5;

/// Reads and checks the text of a scenario file. It cannot name files of places.
///
/// # Errors
/// Every fault in the file, in its order.
pub fn read(text: &str) -> Result<Scenario, Vec<Fault>> {
    read_from(text, None)
}

/// Reads and checks the text of a scenario file in a folder, to which the paths of its `@file:` are relative.
///
/// # Errors
/// Every fault in the file, in its order.
pub(crate) fn read_in(text: &str, folder: &Path) -> Result<Scenario, Vec<Fault>> {
    read_from(text, Some(folder))
}

fn read_from(text: &str, folder: Option<&Path>) -> Result<Scenario, Vec<Fault>> {
    let root = tree(text).map_err(|faults| {
        let fault = |(span, message): (Range<usize>, String)| Fault { span, message };
        faults
            .into_iter()
            .take(MAX_SYNTAX_FAULTS)
            .map(fault)
            .collect::<Vec<_>>()
    })?;
    let faults = Faults::default();
    // What is missing in the file as a whole is reported at its beginning.
    let file = Reader::new((&root, &(0..0)), "a scenario", keys::file(), &faults);
    let scenario = scenario(&file, folder);
    let faults = faults.into_sorted();
    match scenario {
        Some(scenario) if faults.is_empty() => Ok(scenario),
        _ => Err(faults),
    }
}

fn scenario(file: &Reader<'_>, folder: Option<&Path>) -> Option<Scenario> {
    let unit = file
        .parsed("units", str::parse)
        .unwrap_or(LengthUnit::Kilometres);
    let date = file
        .date("date")
        .and_then(|(text, span)| file.faults.check(&span, parse_date(text)));
    let bands = bands(file);
    let names = Names::of_file(file, folder);
    let mut scenario = Scenario {
        title: file.text("title").map(|(text, _)| text.to_owned()),
        note: file.text("note").map(|(text, _)| text.to_owned()),
        unit,
        study: Study {
            from: Vec::new(),
            to: Vec::new(),
            systems: Vec::new(),
            legs: Vec::new(),
            bands: Cow::Owned(bands?),
            date,
            cases: Cases::default(),
        },
        own_systems: names.own_systems().to_vec(),
        outputs: Vec::new(),
        files: Vec::new(),
        notes: Vec::new(),
    };
    add_legs(file, &names, &mut scenario);
    scenario.study.cases = cases(file, &scenario);
    // From here on nothing is multiplied out that was not counted.
    if let Err(error) = scenario.study.refuse_if_too_large() {
        file.faults.add(file.span(), error.to_string());
        return None;
    }
    scenario.outputs = outputs::read(file, &scenario, &names);
    (scenario.files, scenario.notes) = names.into_files_and_notes();
    Some(scenario)
}

/// Adds the one leg of the file itself, or each `[[leg]]`.
fn add_legs(file: &Reader<'_>, names: &Names, scenario: &mut Scenario) {
    let tables = file.tables("leg");
    let mut legs = Legs::default();
    if tables.is_empty() {
        for name in ["from", "to"]
            .into_iter()
            .filter(|name| file.value(name).is_none())
        {
            file.faults.add(
                file.span(),
                format!("a scenario has no {name}: write {name} = …, or [[leg]] with {name} in it"),
            );
        }
        legs.add(file, names);
        legs.put_into(scenario);
        return;
    }
    for name in ["from", "to", "systems"] {
        if let Some(value) = file.value(name) {
            file.faults.add(
                &value.span,
                format!("{name} and [[leg]] are both given: move {name} into each [[leg]]"),
            );
        }
    }
    for (table, span) in tables {
        if legs.are_too_large() || file.faults.are_enough() {
            break;
        }
        let entries = keys::entries(keys::LEG);
        legs.add(
            &Reader::new((table, &span), "[[leg]]", entries, file.faults),
            names,
        );
    }
    legs.put_into(scenario);
}

/// Legs read so far, with everything that they name.
#[derive(Default)]
struct Legs {
    from: Numbered<Place>,
    to: Numbered<Place>,
    systems: Numbered<System>,
    all: Vec<Leg>,
    /// Rows and systems of all legs if each option has one value: a lower bound.
    rows: u64,
    variants: u64,
}

impl Legs {
    fn add(&mut self, reader: &Reader<'_>, names: &Names) {
        let places = |name, role| names.places_of(reader, name, role).unwrap_or_default();
        let from = places("from", Role::From);
        let to = places("to", Role::To);
        let systems = names.systems_of(reader);
        let leg = Leg {
            from: self.from.numbers_of(from),
            to: self.to.numbers_of(to),
            systems: self.systems.numbers_of(systems),
        };
        let pairs = leg.from.len() as u64 * leg.to.len() as u64;
        let variants = leg.systems.len() as u64;
        self.rows = self
            .rows
            .saturating_add(pairs.saturating_mul(variants.max(1)));
        self.variants += variants;
        self.all.push(leg);
    }

    fn put_into(self, scenario: &mut Scenario) {
        scenario.study.from = self.from.into_values();
        scenario.study.to = self.to.into_values();
        scenario.study.systems = self.systems.into_values();
        scenario.study.legs = self.all;
    }

    /// True where this is already more than a study may have: the rest need not be read to be refused.
    fn are_too_large(&self) -> bool {
        self.rows > MAX_ROWS || self.variants > MAX_VARIANTS
    }
}

fn bands(file: &Reader<'_>) -> Option<BandSet> {
    let own = file.tables("band");
    if own.is_empty() {
        return match file.value("bands") {
            Some(_) => file.parsed("bands", BandSet::named).cloned(),
            None => Some(BandSet::inf().clone()),
        };
    }
    if let Some(value) = file.value("bands") {
        file.faults.add(
            &value.span,
            "bands and [[band]] are both given: leave one of them out",
        );
    }
    let mut bands = Vec::new();
    for (table, span) in &own {
        let band = Reader::new(
            (table, span),
            "[[band]]",
            keys::entries(keys::BAND),
            file.faults,
        );
        let km = |name| band.number(name).map(|(km, _)| km);
        let id = band.text("id").map(|(id, _)| id.to_owned());
        let entry = BandEntry {
            name: band
                .text("name")
                .map(|(name, _)| name.to_owned())
                .or(id.clone())
                .unwrap_or_default(),
            id: id.unwrap_or_default(),
            citation: band
                .text("citation")
                .map(|(text, _)| text.to_owned())
                .unwrap_or_default(),
            from: km("from"),
            above: km("above"),
            to: km("to"),
            below: km("below"),
        };
        if bands
            .iter()
            .any(|known: &crate::treaty::Band| known.id == entry.id)
        {
            file.faults
                .add(span, format!("band {:?} is given twice", entry.id));
        }
        bands.push(file.faults.check(span, entry.into_band())?);
    }
    let set = BandSet::new("own", "the scenario's own bands", "", "the scenario", bands);
    file.faults.check(&own[0].1, set)
}

fn cases(file: &Reader<'_>, scenario: &Scenario) -> Cases {
    let mut cases = Cases::default();
    for option in &OPTIONS {
        cases.set(option, values(file, option, &scenario.study.systems));
    }
    let given = OPTIONS
        .iter()
        .filter(|option| file.value(option.entry.name).is_some());
    if let Some(total) = file.value("delay_s") {
        let refused = refuse_total_beside_stages(given, Frontend::Scenario);
        file.faults.check(&total.span, refused);
    }
    let arcs = ["launch_angle_deg", "apogee_km"].map(|name| (name, AppliesTo::Ballistic));
    let options = OPTIONS
        .iter()
        .map(|option| (option.entry.name, option.applies_to));
    for (name, applies_to) in options.chain(arcs) {
        if let Some(value) = file.value(name) {
            let refused = refuse_unused(applies_to, name, &scenario.study.systems);
            file.faults.check(&value.span, refused);
        }
    }
    let default = Assumptions::with_bands(&scenario.study.bands);
    for (option, values) in cases.values() {
        let changes_nothing = values
            .iter()
            .all(|value| value.is_none() || *value == option.value(&default));
        if let Some(value) = file.value(option.entry.name)
            && option.has_condition()
            && !changes_nothing
            && !cases.is_ever_used(option, &default)
        {
            let name = option.entry.name;
            let words = option.condition_words();
            file.faults.add(
                &value.span,
                format!("{name} {words}, and none is asked for"),
            );
        }
    }
    cases
}

/// The values of an option that have no fault.
fn values(file: &Reader<'_>, option: &ModelOption, systems: &[System]) -> Vec<Value> {
    let name = option.entry.name;
    let values: Vec<Placed<Value>> = match option.access {
        Access::Arc { .. } => {
            let arcs = trajectories(file, name, systems);
            return arcs.into_iter().map(Value::Arc).collect();
        }
        Access::Flag { .. } => placed(file.flags(name), Value::Flag),
        Access::Number { .. } => placed(file.sweep(name), Value::Number),
        Access::Interval { unit, .. } => placed(file.intervals(name, unit), Value::Interval),
    };
    let checked = |(value, span): Placed<Value>| file.faults.check(&span, option.checked(value));
    values.into_iter().filter_map(checked).collect()
}

fn placed<T>(values: Option<Vec<Placed<T>>>, value: fn(T) -> Value) -> Vec<Placed<Value>> {
    let values = values.unwrap_or_default().into_iter();
    values.map(|(read, span)| (value(read), span)).collect()
}

/// The arcs of `trajectories`, then those by angle and by apogee.
fn trajectories(file: &Reader<'_>, name: &str, systems: &[System]) -> Vec<Trajectory> {
    let mut all: Vec<(Result<Trajectory>, Range<usize>)> = Vec::new();
    for (text, span) in file.texts(name).unwrap_or_default() {
        all.push((text.parse(), span));
    }
    for (degrees, span) in file.sweep("launch_angle_deg").unwrap_or_default() {
        all.push((Trajectory::launch_angle(degrees), span));
    }
    for (km, span) in file.sweep("apogee_km").unwrap_or_default() {
        all.push((Trajectory::apogee(km), span));
    }
    let mut trajectories = Vec::new();
    for (trajectory, span) in all {
        let Some(trajectory) = file.faults.check(&span, trajectory) else {
            continue;
        };
        let without_range = systems
            .iter()
            .find(|system| system.kind == Kind::Ballistic && system.range_km.is_none());
        if let (true, Some(system)) = (trajectory.is_full_speed(), without_range) {
            let message = format!(
                "trajectory {trajectory} needs a range capability, and {} has none",
                system.id
            );
            file.faults.add(&span, message);
        }
        if !trajectories.contains(&trajectory) {
            trajectories.push(trajectory);
        }
    }
    trajectories
}
