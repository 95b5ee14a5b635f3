//! The custom places and systems of a scenario file, and the resolution of names in it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::OwnSystem;
use super::keys;
use super::numbered::Numbered;
use super::reader::{MAX_MEMBERS, Reader};
use crate::catalogue::given::given;
use crate::catalogue::own::{self, Files};
use crate::catalogue::{Asker, Basing, EachOnce, Kind, Place, Role, System, advised, site_or_city};
use crate::error::{Error, Result};
use crate::flight::cruise::checked_speed_km_h;
use crate::names::fold;
use crate::position::Position;
use crate::position::notation::read_any;
use crate::quantity::Interval;
use crate::quantity::limits::{ALTITUDE_M, RANGE_KM, UNCERTAINTY_KM};

/// Maximum number of systems that sweeps make.
const MAX_SYSTEMS: usize = 5000;

/// The custom places and systems of the file, which come before those of the catalogue.
pub(super) struct Names {
    places: Vec<Place>,
    /// The numbers of places by their folded ids.
    place_numbers: HashMap<String, usize>,
    systems: Vec<OwnSystem>,
    /// By their folded ids, the numbers of the systems of the file, and of one value of their sweeps.
    system_numbers: HashMap<String, (usize, Option<usize>)>,
    /// Folder to which paths of files of places are relative; None where such files are not allowed.
    folder: Option<PathBuf>,
    /// Places added by files of places and by named positions.
    given: RefCell<Given>,
}

/// Places that are neither of the catalogue nor of `[[place]]`.
#[derive(Default)]
struct Given {
    /// Their ids, folded, and where each is.
    ids: HashMap<String, Position>,
    files: Vec<(String, PathBuf)>,
    notes: Vec<String>,
}

impl Names {
    /// Reads the custom places and systems; each fault is noted.
    pub(super) fn of_file(file: &Reader<'_>, folder: Option<&Path>) -> Self {
        let (places, place_numbers) = own_places(file);
        let systems = own_systems(file);
        Self {
            places,
            place_numbers,
            system_numbers: numbers_of(&systems),
            systems,
            folder: folder.map(Path::to_owned),
            given: RefCell::default(),
        }
    }

    /// The files of places that were read, and the assumptions.
    pub(super) fn into_files_and_notes(self) -> (Vec<(String, PathBuf)>, Vec<String>) {
        let given = self.given.into_inner();
        (given.files, given.notes)
    }

    /// The places named by a text that is not an id of the file.
    fn found(&self, text: &str, role: Role) -> Result<Vec<Place>> {
        let files = Files {
            folder: self.folder.clone(),
            ..Files::default()
        };
        let path = own::path_of(text);
        if path.is_some() && self.folder.is_none() {
            return Err(Error::Usage(
                "a file of places is named beside a scenario file alone: this text is none"
                    .to_owned(),
            ));
        }
        let found = files
            .places(text, role)
            .map_err(|error| advised(error, role, Asker::Scenario))?;
        if let Some(fault) = found.faults.first() {
            let more = match found.faults.len() {
                1 => String::new(),
                count => format!(", and {} more lines are none", count - 1),
            };
            let file = found.file.unwrap_or_default();
            return Err(Error::Usage(format!("{file}: {fault}{more}")));
        }
        if found.places.len() > MAX_MEMBERS && path.is_some() {
            return Err(Error::Usage(format!(
                "{text} has {} places; a scenario takes up to {MAX_MEMBERS}",
                found.places.len()
            )));
        }
        let mut given = self.given.borrow_mut();
        for note in found.notes {
            if !given.notes.contains(&note) {
                given.notes.push(note);
            }
        }
        if let (Some(path), Some(folder)) = (path, &self.folder) {
            let file = (path.to_owned(), folder.join(path));
            if !given.files.contains(&file) {
                given.files.push(file);
            }
        }
        Ok(found
            .places
            .into_iter()
            .map(|place| self.with_own_id(&mut given, place))
            .collect())
    }

    /// The place with an id that is unique in the scenario, so that it can be named by it.
    fn with_own_id(&self, given: &mut Given, place: Place) -> Place {
        let Some(Cow::Owned(id)) = &place.id else {
            return place;
        };
        let is_free = |id: &str| {
            let folded = fold(id);
            let is_known = given.ids.get(&folded);
            is_known.is_none_or(|position| *position == place.position)
                && !self.place_numbers.contains_key(&folded)
                && (is_known.is_some() || !is_of_catalogue(id))
        };
        let mut own = id.clone();
        let mut number = 1;
        while !is_free(&own) {
            number += 1;
            own = format!("{id}-{number}");
        }
        given.ids.insert(fold(&own), place.position);
        Place {
            id: Some(Cow::Owned(own)),
            ..place
        }
    }

    /// The systems of the file itself.
    pub(super) fn own_systems(&self) -> &[OwnSystem] {
        &self.systems
    }

    /// The places under `name`, each once, with a fault for each text that names none; None without any place.
    pub(super) fn places_of(
        &self,
        file: &Reader<'_>,
        name: &str,
        role: Role,
    ) -> Option<Vec<Place>> {
        let mut all = EachOnce::default();
        for (text, span) in file.texts(name)? {
            // Looking for the nearest names takes longer than all else: nobody reads so many faults.
            if file.faults.are_enough() {
                break;
            }
            match file.faults.check(&span, all.is_new(text)) {
                Some(true) => {}
                Some(false) => continue,
                None => break,
            }
            let is_name = !text.trim_start().starts_with('@') && given(text).is_none();
            let own = self.place_numbers.get(&fold(text)).filter(|_| is_name);
            let found = own.map_or_else(
                || self.found(text, role),
                |&own| Ok(vec![self.places[own].clone()]),
            );
            match file.faults.check(&span, found) {
                Some(places) => all.add(places),
                None => all.forget(text),
            }
        }
        let all = all.into_places();
        (!all.is_empty()).then_some(all)
    }

    /// The systems of the file: those that are named, all of its own, or the two generic ones.
    pub(super) fn systems_of(&self, file: &Reader<'_>) -> Vec<System> {
        if file.value("systems").is_some() {
            return self.named_systems(file).unwrap_or_default();
        }
        let own: Vec<System> = self
            .systems
            .iter()
            .flat_map(|own| own.systems.clone())
            .collect();
        if own.is_empty() {
            vec![System::GENERIC_BALLISTIC, System::GENERIC_CRUISE]
        } else {
            own
        }
    }

    /// The systems that are named, each once: none if there is no such key, or for `none`.
    pub(super) fn named_systems(&self, file: &Reader<'_>) -> Option<Vec<System>> {
        let texts = file.texts("systems")?;
        if let Some((_, span)) = texts.iter().find(|(text, _)| *text == "none") {
            if texts.len() > 1 {
                file.faults.add(
                    span,
                    "none stands alone: it asks for distance and band only",
                );
            }
            return Some(Vec::new());
        }
        let mut all = Numbered::default();
        for (text, span) in texts {
            if file.faults.are_enough() {
                break;
            }
            let found = file.faults.check(&span, self.systems_named(text));
            for system in found.into_iter().flatten() {
                all.number_of(system);
            }
        }
        Some(all.into_values())
    }

    /// A system of the file with all values of its sweeps or with one of them, else one of the catalogue.
    fn systems_named(&self, text: &str) -> Result<Vec<System>> {
        match self.system_numbers.get(&fold(text)) {
            Some(&(own, None)) => Ok(self.systems[own].systems.clone()),
            Some(&(own, Some(one))) => Ok(vec![self.systems[own].systems[one].clone()]),
            None => System::named(text).map(|system| vec![system]),
        }
    }
}

/// True if the catalogue has a place of this id.
fn is_of_catalogue(id: &str) -> bool {
    [Role::From, Role::To].into_iter().any(|role| {
        site_or_city(id, role).is_ok_and(|found| found.place().id.is_some_and(|known| known == id))
    })
}

fn own_places(file: &Reader<'_>) -> (Vec<Place>, HashMap<String, usize>) {
    let mut all: Vec<Place> = Vec::new();
    let mut numbers = HashMap::new();
    for (table, span) in file.tables("place") {
        if file.faults.are_enough() {
            break;
        }
        let reader = Reader::new(
            (table, &span),
            "[[place]]",
            keys::entries(keys::PLACE),
            file.faults,
        );
        let id = reader.text("id");
        let reading = reader.parsed("position", read_any);
        let uncertainty_km = reader
            .number("uncertainty_km")
            .and_then(|(km, span)| file.faults.check(&span, UNCERTAINTY_KM.check(km)));
        // A place with a fault keeps its name, so that one fault is not repeated wherever it is named.
        let Some((id, id_span)) = id else {
            continue;
        };
        let position = reading
            .as_ref()
            .map_or(Position::ORIGIN, |reading| reading.position);
        let of_notation = reading.and_then(|reading| reading.uncertainty_km);
        if numbers.contains_key(&fold(id)) {
            file.faults.add(
                &id_span,
                format!("place {id:?} is given twice: each [[place]] has an id of its own"),
            );
        }
        numbers.entry(fold(id)).or_insert(all.len());
        all.push(Place {
            id: Some(Cow::Owned(id.to_owned())),
            name: Cow::Owned(reader.text("name").map_or(id, |(name, _)| name).to_owned()),
            country: reader
                .text("country")
                .map(|(code, _)| Cow::Owned(code.to_owned())),
            uncertainty_km: uncertainty_km.or(of_notation).unwrap_or(0.0),
            ..Place::at(position)
        });
    }
    (all, numbers)
}

/// The numbers of systems by their folded ids: a whole system goes before one value of another's sweeps.
fn numbers_of(systems: &[OwnSystem]) -> HashMap<String, (usize, Option<usize>)> {
    let mut numbers = HashMap::new();
    for (own, system) in systems.iter().enumerate() {
        numbers.entry(fold(&system.id)).or_insert((own, None));
    }
    for (own, system) in systems.iter().enumerate() {
        for (one, value) in system.systems.iter().enumerate() {
            numbers.entry(fold(&value.id)).or_insert((own, Some(one)));
        }
    }
    numbers
}

fn own_systems(file: &Reader<'_>) -> Vec<OwnSystem> {
    let mut all: Vec<OwnSystem> = Vec::new();
    for (table, span) in file.tables("system") {
        let reader = Reader::new(
            (table, &span),
            "[[system]]",
            keys::entries(keys::SYSTEM),
            file.faults,
        );
        let Some(own) = own_system(&reader) else {
            continue;
        };
        if all.iter().any(|known| fold(&known.id) == fold(&own.id)) {
            file.faults.add(
                &span,
                format!(
                    "system {:?} is given twice: each [[system]] has an id of its own",
                    own.id
                ),
            );
        }
        let count = own.systems.len() + all.iter().map(|own| own.systems.len()).sum::<usize>();
        if count > MAX_SYSTEMS {
            file.faults.add(
                &span,
                format!("the sweeps make more than {MAX_SYSTEMS} systems: take greater steps"),
            );
            break;
        }
        all.push(own);
    }
    all
}

fn own_system(reader: &Reader<'_>) -> Option<OwnSystem> {
    let like = reader.parsed("like", System::named);
    let like_id = like.as_ref().map(|like| like.id.to_string());
    let kind: Option<Kind> = reader.one_of("kind");
    if reader.value("like").is_none() && reader.value("kind").is_none() {
        let message = "[[system]] has no kind: write kind = \"ballistic\", \"cruise\" or \"glide\", or like = \"…\"";
        reader.faults.add(reader.span(), message);
    }
    let basing: Option<Basing> = reader.one_of("basing");
    let altitude_m = reader
        .number("altitude_m")
        .and_then(|(metres, span)| reader.faults.check(&span, ALTITUDE_M.check(metres)));
    let ranges = reader.checked_intervals("range_km", " km", |km| RANGE_KM.check(km));
    let speeds = reader.checked_intervals("speed_km_h", " km/h", checked_speed_km_h);
    let source = reader.text("source").map(|(text, _)| text.to_owned());
    let (id, _) = reader.text("id")?;
    // A system with a fault keeps its name, so that one fault is not repeated wherever it is named.
    let base = like.unwrap_or(System {
        kind: kind.unwrap_or(Kind::Cruise),
        ..System::GENERIC_BALLISTIC
    });
    let kind = kind.unwrap_or(base.kind);
    if kind == Kind::Ballistic
        && let Some(value) = reader.value("speed_km_h")
    {
        reader.faults.add(
            &value.span,
            "speed_km_h is for cruise and glide systems: a ballistic arc has its own speeds",
        );
    }
    let name = reader.text("name").map_or(id, |(name, _)| name);
    let system = System {
        id: Cow::Owned(id.to_owned()),
        name: Cow::Owned(name.to_owned()),
        kind,
        basing: basing.or(base.basing),
        state: reader
            .text("state")
            .map(|(code, _)| Cow::Owned(code.to_owned()))
            .or(base.state.clone()),
        altitude_m: altitude_m.or(base.altitude_m),
        // A custom figure is taken as verified if it names its source.
        unverified: source.is_none() || (base.unverified && ranges.is_none()),
        ..base
    };
    let count = ranges.as_ref().map_or(1, Vec::len) * speeds.as_ref().map_or(1, Vec::len);
    if count > MAX_SYSTEMS {
        let message = format!(
            "the sweeps make {count} systems; up to {MAX_SYSTEMS} are held: take greater steps"
        );
        reader.faults.add(reader.span(), message);
        return None;
    }
    let systems = expanded(&system, ranges, speeds);
    Some(OwnSystem {
        id: id.to_owned(),
        name: name.to_owned(),
        like: like_id,
        source,
        systems,
    })
}

/// Every combination of range and speed, each with its own id.
fn expanded(
    system: &System,
    ranges: Option<Vec<Interval>>,
    speeds: Option<Vec<Interval>>,
) -> Vec<System> {
    let ranges_are_own = ranges.is_some();
    let ranges = alternatives(ranges, system.range_km);
    let speeds = alternatives(speeds, system.speed_km_h);
    // The values of a sweep are distinguished by their nominal one.
    let of = |values: &[Option<Interval>], value: &Option<Interval>| {
        value.filter(|_| values.len() > 1).map(|it| it.nominal)
    };
    let mut all = Vec::new();
    for range_km in &ranges {
        for speed_km_h in &speeds {
            let km = of(&ranges, range_km);
            let km_h = of(&speeds, speed_km_h);
            let id = [
                km.map(|km| format!("-{km}km")),
                km_h.map(|km_h| format!("-{km_h}kmh")),
            ];
            let name = [
                km.map(|km| format!(" {km} km")),
                km_h.map(|km_h| format!(" {km_h} km/h")),
            ];
            let joined =
                |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<String>();
            all.push(System {
                id: Cow::Owned(format!("{}{}", system.id, joined(id))),
                name: Cow::Owned(format!("{}{}", system.name, joined(name))),
                range_km: *range_km,
                // A custom range rests on no claim of the catalogue.
                claims: if ranges_are_own { &[] } else { system.claims },
                speed_km_h: *speed_km_h,
                ..system.clone()
            });
        }
    }
    all
}

/// The given values, or the default: also where every given value has a fault.
pub(super) fn alternatives(
    given: Option<Vec<Interval>>,
    otherwise: Option<Interval>,
) -> Vec<Option<Interval>> {
    filled(
        given.unwrap_or_default().into_iter().map(Some).collect(),
        vec![otherwise],
    )
}

/// The values, or the default where there are none.
pub(super) fn filled<T>(values: Vec<T>, default: Vec<T>) -> Vec<T> {
    if values.is_empty() { default } else { values }
}
