//! A scenario file, from its text to a checked scenario or to all its faults.

use std::borrow::Cow;
use std::ops::Range;

use super::fault::{Fault, Faults};
use super::keys;
use super::outputs;
use super::reader::{Placed, Reader};
use super::{Cases, Leg, OwnSystem, Scenario};
use crate::catalogue::{Basing, Kind, Place, Role, System, each_once, places};
use crate::error::Result;
use crate::flight::Trajectory;
use crate::flight::cruise::{PathFactor, checked_speed_km_h};
use crate::names::fold;
use crate::position::{Position, looks_like_position};
use crate::present::words::LengthUnit;
use crate::quantity::{Interval, positive, within};
use crate::toml_text::tree;
use crate::treaty::{BandEntry, BandSet, parse_date};
use crate::warning::Delays;

/// Syntax errors of one file that are told; those behind a first one are often its echo.
const MOST_SYNTAX_FAULTS: usize = 5;

/// More systems than this are a slip of a sweep.
const MOST_SYSTEMS: usize = 20_000;

/// A range capability of more is no range on Earth, km.
const GREATEST_RANGE_KM: f64 = 40_000.0;

/// Reads and checks the text of a scenario file.
///
/// # Errors
/// Every fault in the file, in its order.
pub fn read(text: &str) -> Result<Scenario, Vec<Fault>> {
    let root = tree(text).map_err(|faults| {
        let fault = |(span, message): (Range<usize>, String)| Fault { span, message };
        faults.into_iter().take(MOST_SYNTAX_FAULTS).map(fault).collect::<Vec<_>>()
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
    let unit = file.parsed("units", str::parse).unwrap_or(LengthUnit::Kilometres);
    let date = file.date("date").and_then(|(text, span)| file.faults.check(&span, parse_date(text)));
    let bands = bands(file);
    let names = Names { places: own_places(file), systems: own_systems(file) };
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
        own_systems: names.systems.clone(),
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
        for name in ["from", "to"].into_iter().filter(|name| file.value(name).is_none()) {
            file.faults
                .add(file.span(), format!("a scenario has no {name}: write {name} = …, or [[leg]] with {name} in it"));
        }
        add_leg(file, names, scenario);
        return;
    }
    for name in ["from", "to", "systems"] {
        if let Some(value) = file.value(name) {
            file.faults.add(&value.span, format!("{name} and [[leg]] are both given: move {name} into each [[leg]]"));
        }
    }
    for (table, span) in legs {
        add_leg(&Reader::new((table, &span), "[[leg]]", &[keys::LEG], file.faults), names, scenario);
    }
}

fn add_leg(reader: &Reader<'_>, names: &Names, scenario: &mut Scenario) {
    let from = names.places_of(reader, "from", Role::From).unwrap_or_default();
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
        all[..earlier].iter().position(|known| *known == value).unwrap_or_else(|| {
            all.push(value);
            all.len() - 1
        })
    };
    values.into_iter().map(number).collect()
}

/// The places and systems that the file brings along, and through them what its names stand for.
pub(super) struct Names {
    places: Vec<Place>,
    systems: Vec<OwnSystem>,
}

impl Names {
    /// The places under `name`, each once; None with a fault for each that is none.
    pub(super) fn places_of(&self, file: &Reader<'_>, name: &str, role: Role) -> Option<Vec<Place>> {
        let mut all: Vec<Place> = Vec::new();
        for (text, span) in file.texts(name)? {
            let is_name = !text.trim_start().starts_with('@') && !looks_like_position(text);
            let bears_it = |place: &&Place| is_name && place.id.as_deref().map(fold) == Some(fold(text));
            let own = self.places.iter().find(bears_it);
            let found = own.map_or_else(|| places(text, role), |own| Ok(vec![own.clone()]));
            all.extend(file.faults.check(&span, found).into_iter().flatten());
        }
        (!all.is_empty()).then(|| each_once(all))
    }

    /// The systems of the file: those that are named, all of its own, or the two generic ones.
    fn systems_of(&self, file: &Reader<'_>) -> Vec<System> {
        if file.value("systems").is_some() {
            return self.named_systems(file).unwrap_or_default();
        }
        let own: Vec<System> = self.systems.iter().flat_map(|own| own.systems.clone()).collect();
        if own.is_empty() { vec![System::GENERIC_BALLISTIC, System::GENERIC_CRUISE] } else { own }
    }

    /// The systems that are named, each once: none if there is no such key, or for `none`.
    pub(super) fn named_systems(&self, file: &Reader<'_>) -> Option<Vec<System>> {
        let texts = file.texts("systems")?;
        if let Some((_, span)) = texts.iter().find(|(text, _)| *text == "none") {
            if texts.len() > 1 {
                file.faults.add(span, "none stands alone: it asks for distance and band only");
            }
            return Some(Vec::new());
        }
        let mut all: Vec<System> = Vec::new();
        for (text, span) in texts {
            for system in file.faults.check(&span, self.systems_named(text)).into_iter().flatten() {
                if !all.contains(&system) {
                    all.push(system);
                }
            }
        }
        Some(all)
    }

    /// A system of the file with all values of its sweeps or with one of them, else one of the catalogue.
    fn systems_named(&self, text: &str) -> Result<Vec<System>> {
        if let Some(own) = self.systems.iter().find(|own| fold(&own.id) == fold(text)) {
            return Ok(own.systems.clone());
        }
        let mut expanded = self.systems.iter().flat_map(|own| &own.systems);
        match expanded.find(|system| fold(&system.id) == fold(text)) {
            Some(one) => Ok(vec![one.clone()]),
            None => System::named(text).map(|system| vec![system]),
        }
    }
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
        file.faults.add(&value.span, "bands and [[band]] are both given: leave one of them out");
    }
    let mut bands = Vec::new();
    for (table, span) in &own {
        let band = Reader::new((table, span), "[[band]]", &[keys::BAND], file.faults);
        let km = |name| band.number(name).map(|(km, _)| km);
        let id = band.text("id").map(|(id, _)| id.to_owned());
        let entry = BandEntry {
            name: band.text("name").map(|(name, _)| name.to_owned()).or(id.clone()).unwrap_or_default(),
            id: id.unwrap_or_default(),
            citation: band.text("citation").map(|(text, _)| text.to_owned()).unwrap_or_default(),
            from: km("from"),
            above: km("above"),
            to: km("to"),
            below: km("below"),
        };
        if bands.iter().any(|known: &crate::treaty::Band| known.id == entry.id) {
            file.faults.add(span, format!("band {:?} is given twice", entry.id));
        }
        bands.push(file.faults.check(span, entry.into_band())?);
    }
    let set =
        BandSet::new("own".into(), "the scenario's own bands".into(), String::new(), "the scenario".into(), bands);
    file.faults.check(&own[0].1, set)
}

fn own_places(file: &Reader<'_>) -> Vec<Place> {
    let mut all: Vec<Place> = Vec::new();
    for (table, span) in file.tables("place") {
        let reader = Reader::new((table, &span), "[[place]]", &[keys::PLACE], file.faults);
        let (id, position) = (reader.text("id"), reader.parsed("position", str::parse));
        let uncertainty_km = reader
            .number("uncertainty_km")
            .and_then(|(km, span)| file.faults.check(&span, within("uncertainty_km", km, " km", 0.0, 1000.0)));
        // A place with a fault keeps its name, so that one fault is not told again wherever it is named.
        let (Some((id, id_span)), position) = (id, position.unwrap_or(Position::ORIGIN)) else { continue };
        if all.iter().any(|known| known.id.as_deref().map(fold) == Some(fold(id))) {
            file.faults.add(&id_span, format!("place {id:?} is given twice: each [[place]] has an id of its own"));
        }
        all.push(Place {
            id: Some(Cow::Owned(id.to_owned())),
            name: Cow::Owned(reader.text("name").map_or(id, |(name, _)| name).to_owned()),
            country: reader.text("country").map(|(code, _)| Cow::Owned(code.to_owned())),
            uncertainty_km: uncertainty_km.unwrap_or(0.0),
            ..Place::at(position)
        });
    }
    all
}

fn own_systems(file: &Reader<'_>) -> Vec<OwnSystem> {
    let mut all: Vec<OwnSystem> = Vec::new();
    for (table, span) in file.tables("system") {
        let reader = Reader::new((table, &span), "[[system]]", &[keys::SYSTEM], file.faults);
        let Some(own) = own_system(&reader) else { continue };
        if all.iter().any(|known| fold(&known.id) == fold(&own.id)) {
            file.faults.add(&span, format!("system {:?} is given twice: each [[system]] has an id of its own", own.id));
        }
        let count = own.systems.len() + all.iter().map(|own| own.systems.len()).sum::<usize>();
        if count > MOST_SYSTEMS {
            file.faults.add(&span, format!("the sweeps make more than {MOST_SYSTEMS} systems: take greater steps"));
            break;
        }
        all.push(own);
    }
    all
}

fn own_system(reader: &Reader<'_>) -> Option<OwnSystem> {
    let like = reader.parsed("like", System::named);
    let like_id = like.as_ref().map(|like| like.id.to_string());
    let kind = reader.one_of("kind", &["ballistic", "cruise", "glide"]).map(Kind::of_code);
    if reader.value("like").is_none() && reader.value("kind").is_none() {
        let message = "[[system]] has no kind: write kind = \"ballistic\", \"cruise\" or \"glide\", or like = \"…\"";
        reader.faults.add(reader.span(), message);
    }
    let basing = reader.one_of("basing", &["ground", "sea", "air"]).and_then(Basing::of_code);
    let altitude_m = reader
        .number("altitude_m")
        .and_then(|(metres, span)| reader.faults.check(&span, positive("altitude_m", metres, " m")));
    let ranges = checked(reader, "range_km", " km", |km| {
        positive("range_km", km, " km")?;
        within("range_km", km, " km", 0.0, GREATEST_RANGE_KM)
    });
    let speeds = checked(reader, "speed_km_h", " km/h", checked_speed_km_h);
    let source = reader.text("source").map(|(text, _)| text.to_owned());
    let (id, _) = reader.text("id")?;
    // A system with a fault keeps its name, so that one fault is not told again wherever it is named.
    let base = like.unwrap_or(System { kind: kind.unwrap_or(Kind::Cruise), ..System::GENERIC_BALLISTIC });
    let kind = kind.unwrap_or(base.kind);
    if kind == Kind::Ballistic
        && let Some(value) = reader.value("speed_km_h")
    {
        reader
            .faults
            .add(&value.span, "speed_km_h is for cruise and glide systems: a ballistic arc has its own speeds");
    }
    let name = reader.text("name").map_or(id, |(name, _)| name);
    let system = System {
        id: Cow::Owned(id.to_owned()),
        name: Cow::Owned(name.to_owned()),
        kind,
        basing: basing.or(base.basing),
        state: reader.text("state").map(|(code, _)| Cow::Owned(code.to_owned())).or(base.state.clone()),
        altitude_m: altitude_m.or(base.altitude_m),
        // A figure of one's own stands for itself if it names its source.
        unverified: source.is_none() || (base.unverified && ranges.is_none()),
        ..base
    };
    let systems = expanded(&system, ranges, speeds);
    Some(OwnSystem { id: id.to_owned(), name: name.to_owned(), like: like_id, source, systems })
}

/// Intervals under a key, each of whose ends `check` accepts.
fn checked(
    reader: &Reader<'_>,
    name: &'static str,
    unit: &'static str,
    check: impl Fn(f64) -> Result<f64>,
) -> Option<Vec<Interval>> {
    let accepted = |(interval, span): Placed<Interval>| {
        let result = check(interval.low).and_then(|_| check(interval.high));
        reader.faults.check(&span, result).map(|_| interval)
    };
    Some(reader.intervals(name, unit)?.into_iter().filter_map(accepted).collect())
}

/// Every combination of range and speed, told apart by its id.
fn expanded(system: &System, ranges: Option<Vec<Interval>>, speeds: Option<Vec<Interval>>) -> Vec<System> {
    let (ranges, speeds) = (alternatives(ranges, system.range_km), alternatives(speeds, system.speed_km_h));
    // Of a sweep, each value is told apart by its nominal one.
    let of =
        |values: &[Option<Interval>], value: &Option<Interval>| value.filter(|_| values.len() > 1).map(|it| it.nominal);
    let mut all = Vec::new();
    for range_km in &ranges {
        for speed_km_h in &speeds {
            let (km, km_h) = (of(&ranges, range_km), of(&speeds, speed_km_h));
            let id = [km.map(|km| format!("-{km}km")), km_h.map(|km_h| format!("-{km_h}kmh"))];
            let name = [km.map(|km| format!(" {km} km")), km_h.map(|km_h| format!(" {km_h} km/h"))];
            let joined = |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<String>();
            all.push(System {
                id: Cow::Owned(format!("{}{}", system.id, joined(id))),
                name: Cow::Owned(format!("{}{}", system.name, joined(name))),
                range_km: *range_km,
                speed_km_h: *speed_km_h,
                ..system.clone()
            });
        }
    }
    all
}

/// What is given, or what stands there otherwise: also where all that is given has a fault.
fn alternatives(given: Option<Vec<Interval>>, otherwise: Option<Interval>) -> Vec<Option<Interval>> {
    filled(given.unwrap_or_default().into_iter().map(Some).collect(), vec![otherwise])
}

fn cases(file: &Reader<'_>, systems: &[System]) -> Cases {
    let trajectories = trajectories(file, systems);
    let rotations: Vec<bool> = file.flags("rotation").unwrap_or_default().into_iter().map(|(flag, _)| flag).collect();
    let speeds = checked(file, "speed_km_h", " km/h", checked_speed_km_h);
    let path_factors = file.sweep("path_factor").unwrap_or_default();
    let delays = file.intervals("delay_s", " s").unwrap_or_default();
    let is_ballistic = |system: &System| system.kind == Kind::Ballistic;
    for (name, is_heeded, kinds) in [
        ("trajectories", systems.iter().any(is_ballistic), "ballistic"),
        ("launch_angle_deg", systems.iter().any(is_ballistic), "ballistic"),
        ("apogee_km", systems.iter().any(is_ballistic), "ballistic"),
        ("rotation", systems.iter().any(is_ballistic), "ballistic"),
        ("speed_km_h", !systems.iter().all(is_ballistic), "cruise and glide"),
        ("path_factor", !systems.iter().all(is_ballistic), "cruise and glide"),
    ] {
        if let (Some(value), false) = (file.value(name), is_heeded) {
            file.faults.add(&value.span, format!("{name} is for {kinds} systems, and none is asked for"));
        }
    }
    if rotations.contains(&true)
        && !trajectories.contains(&Trajectory::MinimumEnergy)
        && let Some(value) = file.value("rotation")
    {
        file.faults.add(&value.span, "rotation corrects the minimum-energy arc only, and none is asked for");
    }
    let path_factor = |(factor, span): Placed<f64>| file.faults.check(&span, PathFactor::new(factor));
    let delay = |(it, span): Placed<Interval>| file.faults.check(&span, Delays::new(it.low, it.nominal, it.high));
    let default = Cases::default();
    Cases {
        trajectories,
        rotations: filled(rotations, default.rotations),
        speeds_km_h: alternatives(speeds, None),
        path_factors: filled(path_factors.into_iter().filter_map(path_factor).collect(), default.path_factors),
        delays: filled(delays.into_iter().filter_map(delay).collect(), default.delays),
    }
}

fn filled<T>(values: Vec<T>, default: Vec<T>) -> Vec<T> {
    if values.is_empty() { default } else { values }
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
        let Some(trajectory) = file.faults.check(&span, trajectory) else { continue };
        let without = systems.iter().find(|system| system.kind == Kind::Ballistic && system.range_km.is_none());
        if let (true, Some(system)) = (trajectory.is_full_speed(), without) {
            let message = format!("trajectory {trajectory} needs a range capability, and {} has none", system.id);
            file.faults.add(&span, message);
        }
        if !trajectories.contains(&trajectory) {
            trajectories.push(trajectory);
        }
    }
    if trajectories.is_empty() { vec![Trajectory::default()] } else { trajectories }
}
