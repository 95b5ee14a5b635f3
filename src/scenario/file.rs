//! A scenario file, from its text to a checked scenario or to all its faults.

use std::ops::Range;

use super::fault::{Fault, Faults};
use super::keys;
use super::names::{Names, alternatives, filled};
use super::outputs;
use super::reader::{Placed, Reader};
use super::{Cases, Leg, Scenario};
use crate::catalogue::{Kind, Role, System};
use crate::error::Result;
use crate::flight::Trajectory;
use crate::flight::cruise::{PathFactor, checked_speed_km_h};
use crate::present::words::LengthUnit;
use crate::quantity::Interval;
use crate::toml_text::tree;
use crate::treaty::{BandEntry, BandSet, parse_date};
use crate::warning::Delays;

/// Syntax errors of one file that are told; those behind a first one are often its echo.
const MOST_SYNTAX_FAULTS: usize = 5;

/// Reads and checks the text of a scenario file.
///
/// # Errors
/// Every fault in the file, in its order.
pub fn read(text: &str) -> Result<Scenario, Vec<Fault>> {
    let root = tree(text).map_err(|faults| {
        let fault = |(span, message): (Range<usize>, String)| Fault { span, message };
        faults
            .into_iter()
            .take(MOST_SYNTAX_FAULTS)
            .map(fault)
            .collect::<Vec<_>>()
    })?;
    let faults = Faults::default();
    // What is wanting in the file as a whole is told at its beginning.
    let file = Reader::new((&root, &(0..0)), "a scenario", &[keys::FILE], &faults);
    let scenario = scenario(&file);
    let faults = faults.into_sorted();
    match scenario {
        Some(scenario) if faults.is_empty() => Ok(scenario),
        _ => Err(faults),
    }
}

fn scenario(file: &Reader<'_>) -> Option<Scenario> {
    let unit = file
        .parsed("units", str::parse)
        .unwrap_or(LengthUnit::Kilometres);
    let date = file
        .date("date")
        .and_then(|(text, span)| file.faults.check(&span, parse_date(text)));
    let bands = bands(file);
    let names = Names::of_file(file);
    let mut scenario = Scenario {
        title: file.text("title").map(|(text, _)| text.to_owned()),
        note: file.text("note").map(|(text, _)| text.to_owned()),
        date,
        unit,
        bands: bands?,
        from: Vec::new(),
        to: Vec::new(),
        systems: Vec::new(),
        legs: Vec::new(),
        own_systems: names.own_systems().to_vec(),
        cases: Cases::default(),
        outputs: Vec::new(),
    };
    add_legs(file, &names, &mut scenario);
    scenario.cases = cases(file, &scenario.systems);
    scenario.outputs = outputs::read(file, &scenario, &names);
    Some(scenario)
}

/// Adds the one leg of the file itself, or each `[[leg]]`.
fn add_legs(file: &Reader<'_>, names: &Names, scenario: &mut Scenario) {
    let legs = file.tables("leg");
    if legs.is_empty() {
        for name in ["from", "to"]
            .into_iter()
            .filter(|name| file.value(name).is_none())
        {
            file.faults.add(
                file.span(),
                format!("a scenario has no {name}: write {name} = …, or [[leg]] with {name} in it"),
            );
        }
        add_leg(file, names, scenario);
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
    for (table, span) in legs {
        add_leg(
            &Reader::new((table, &span), "[[leg]]", &[keys::LEG], file.faults),
            names,
            scenario,
        );
    }
}

fn add_leg(reader: &Reader<'_>, names: &Names, scenario: &mut Scenario) {
    let from = names
        .places_of(reader, "from", Role::From)
        .unwrap_or_default();
    let to = names.places_of(reader, "to", Role::To).unwrap_or_default();
    scenario.legs.push(Leg {
        from: numbers(from, &mut scenario.from),
        to: numbers(to, &mut scenario.to),
        systems: numbers(names.systems_of(reader), &mut scenario.systems),
    });
}

/// The numbers of values in a list, to which those are added that are not in it; those of one leg are each there once.
fn numbers<T: PartialEq>(values: Vec<T>, all: &mut Vec<T>) -> Vec<usize> {
    let earlier = all.len();
    let number = |value: T| {
        all[..earlier]
            .iter()
            .position(|known| *known == value)
            .unwrap_or_else(|| {
                all.push(value);
                all.len() - 1
            })
    };
    values.into_iter().map(number).collect()
}

fn bands(file: &Reader<'_>) -> Option<BandSet> {
    let own = file.tables("band");
    if own.is_empty() {
        return match file.value("bands") {
            Some(_) => file.parsed("bands", BandSet::named).cloned(),
            None => BandSet::named("inf").ok().cloned(),
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
        let band = Reader::new((table, span), "[[band]]", &[keys::BAND], file.faults);
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

fn cases(file: &Reader<'_>, systems: &[System]) -> Cases {
    let trajectories = trajectories(file, systems);
    let rotations: Vec<bool> = file
        .flags("rotation")
        .unwrap_or_default()
        .into_iter()
        .map(|(flag, _)| flag)
        .collect();
    let speeds = file.checked_intervals("speed_km_h", " km/h", checked_speed_km_h);
    let path_factors = file.sweep("path_factor").unwrap_or_default();
    let delays = file.intervals("delay_s", " s").unwrap_or_default();
    let is_ballistic = |system: &System| system.kind == Kind::Ballistic;
    for (name, is_heeded, kinds) in [
        (
            "trajectories",
            systems.iter().any(is_ballistic),
            "ballistic",
        ),
        (
            "launch_angle_deg",
            systems.iter().any(is_ballistic),
            "ballistic",
        ),
        ("apogee_km", systems.iter().any(is_ballistic), "ballistic"),
        ("rotation", systems.iter().any(is_ballistic), "ballistic"),
        (
            "speed_km_h",
            !systems.iter().all(is_ballistic),
            "cruise and glide",
        ),
        (
            "path_factor",
            !systems.iter().all(is_ballistic),
            "cruise and glide",
        ),
    ] {
        if let (Some(value), false) = (file.value(name), is_heeded) {
            file.faults.add(
                &value.span,
                format!("{name} is for {kinds} systems, and none is asked for"),
            );
        }
    }
    if rotations.contains(&true)
        && !trajectories.contains(&Trajectory::MinimumEnergy)
        && let Some(value) = file.value("rotation")
    {
        file.faults.add(
            &value.span,
            "rotation corrects the minimum-energy arc only, and none is asked for",
        );
    }
    let path_factor =
        |(factor, span): Placed<f64>| file.faults.check(&span, PathFactor::new(factor));
    let delay = |(it, span): Placed<Interval>| {
        file.faults
            .check(&span, Delays::new(it.low, it.nominal, it.high))
    };
    let default = Cases::default();
    Cases {
        trajectories,
        rotations: filled(rotations, default.rotations),
        speeds_km_h: alternatives(speeds, None),
        path_factors: filled(
            path_factors.into_iter().filter_map(path_factor).collect(),
            default.path_factors,
        ),
        delays: filled(
            delays.into_iter().filter_map(delay).collect(),
            default.delays,
        ),
    }
}

/// The arcs of `trajectories`, then those by angle and by apogee; the minimum-energy one if none is given.
fn trajectories(file: &Reader<'_>, systems: &[System]) -> Vec<Trajectory> {
    let mut all: Vec<(Result<Trajectory>, Range<usize>)> = Vec::new();
    for (text, span) in file.texts("trajectories").unwrap_or_default() {
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
        let without = systems
            .iter()
            .find(|system| system.kind == Kind::Ballistic && system.range_km.is_none());
        if let (true, Some(system)) = (trajectory.is_full_speed(), without) {
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
    if trajectories.is_empty() {
        vec![Trajectory::default()]
    } else {
        trajectories
    }
}
