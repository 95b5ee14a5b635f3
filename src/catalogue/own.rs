//! Custom places in bulk: `@file:sites.csv` beside the places and groups of the catalogue.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::given::given;
use super::misplaced::Doubts;
use super::qualified::{beside, countries_named};
use super::{
    NotesOfBearers, Place, Role, countries, named, named_without_suggestions, places_with_note,
};
use crate::error::{Error, Result};
use crate::names::{id_of, refuse_long};
use crate::places_file::{NamedPoint, PlacesFile, read};
use crate::shown;
use crate::table::{Fault, Mapping};

/// Prefix of the path of a file of places.
const PREFIX: &str = "@file:";

/// Options for reading files of places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    /// Folder to which paths are relative; None for the working directory.
    pub(crate) folder: Option<PathBuf>,
    /// Label of the encoding, if given.
    pub(crate) encoding: Option<String>,
    /// Roles of columns, where their names do not show them.
    pub(crate) mapping: Vec<Mapping>,
}

/// The places that an argument names, with notes and faults.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) places: Vec<Place>,
    /// Assumptions, in sentences.
    pub(crate) notes: Vec<String>,
    /// Lines of the file that are not places.
    pub(crate) faults: Vec<Fault>,
    /// The file, as given.
    pub(crate) file: Option<String>,
}

impl Files {
    /// The places that an argument names: those of a file, or of the catalogue.
    ///
    /// # Errors
    /// Those of [`places`](super::places) and of [`read`]; [`Error::Usage`] for a file in which no line is a place.
    pub(crate) fn places(&self, text: &str, role: Role) -> Result<Found> {
        if let Some(path) = path_of(text) {
            return self.of_file(path, role);
        }
        let (places, note) = places_with_note(text, role)?;
        Ok(Found {
            places,
            notes: note.into_iter().collect(),
            ..Found::default()
        })
    }

    fn of_file(&self, written: &str, role: Role) -> Result<Found> {
        if written.is_empty() {
            return Err(Error::Usage(
                "@file: is followed by the path of a file: @file:sites.csv".to_owned(),
            ));
        }
        let path = match &self.folder {
            Some(folder) => folder.join(written),
            None => PathBuf::from(written),
        };
        let mut read =
            read(&path, self.encoding.as_deref(), &self.mapping).map_err(|error| match error {
                Error::Usage(reason) => in_file(&path, &reason),
                other => other,
            })?;
        read.points.retain(|point| {
            let long = refuse_long("the name", &point.name).err();
            read.faults.extend(long.iter().map(|error| Fault {
                line: point.line,
                reason: error.to_string(),
            }));
            long.is_none()
        });
        let has_names = !read.names.is_empty();
        let named = look_up(&mut read, role);
        read.faults.sort_by_key(|fault| fault.line);
        if let (true, true, Some(first)) = (
            read.points.is_empty(),
            named.is_empty(),
            read.faults.first(),
        ) {
            let advice = if has_names {
                "; without coordinates, a file has a name of a place a line"
            } else {
                ""
            };
            return Err(in_file(&path, &format!("{first}{advice}")));
        }
        let name = shown::one_line(written).into_owned();
        let lines: Vec<(u64, bool)> = read
            .points
            .iter()
            .map(|point| (point.line, point.is_named))
            .collect();
        let mut places = own(read.points);
        let mut doubts = Doubts::default();
        for (place, (line, is_named)) in places.iter().zip(lines) {
            doubts.add(line, place, is_named);
        }
        read.notes.extend(doubts.notes());
        places.extend(named);
        Ok(Found {
            places,
            notes: read
                .notes
                .into_iter()
                .map(|note| format!("{name}: {note}"))
                .collect(),
            faults: read.faults,
            file: Some(name),
        })
    }
}

/// The path after `@file:`.
pub(crate) fn path_of(text: &str) -> Option<&str> {
    let text = text.trim();
    let start = text.get(..PREFIX.len())?;
    start
        .eq_ignore_ascii_case(PREFIX)
        .then(|| text[PREFIX.len()..].trim())
}

fn in_file(path: &Path, reason: &str) -> Error {
    Error::Usage(format!("{}: {reason}", shown::path(path)))
}

/// Number of unknown names up to which the nearest ones are looked for: nobody mends more by hand.
const MAX_SUGGESTED: usize = 1000;

/// The places of the names of a file; what is none becomes a fault, and what several places bear is noted.
fn look_up(read: &mut PlacesFile, role: Role) -> Vec<Place> {
    let mut known: HashMap<String, Result<Place, String>> = HashMap::new();
    let mut bearers = NotesOfBearers::default();
    let mut unknown = 0;
    let mut places = Vec::new();
    let names = std::mem::take(&mut read.names);
    // A first line that no place is called may be a header of an unknown word.
    let first = names
        .first()
        .filter(|_| names.len() > 1 && !read.has_header);
    let header = first.map(|name| (name.line, name.text.clone()));
    for name in names {
        let text = match name.country.as_deref() {
            Some(country) if given(&name.text).is_none() => {
                beside(Cow::Owned(name.text), country).into_owned()
            }
            _ => name.text,
        };
        let found = known.entry(text).or_insert_with_key(|text| {
            if let Some(found) = given(text) {
                return found.map_err(|error| error.to_string());
            }
            let found = if unknown < MAX_SUGGESTED {
                named(text, role)
            } else {
                named_without_suggestions(text, role)
            };
            unknown += usize::from(found.is_err());
            let found = found.map_err(|error| error.to_string())?;
            bearers.add(found.note);
            Ok(found.entry.place())
        });
        match found {
            Ok(place) => places.push(place.clone()),
            Err(reason) => {
                let advice = match &header {
                    Some((line, word)) if *line == name.line => format!(
                        "; if it is the header, write --header name={}",
                        shown::shell_quoted(word)
                    ),
                    _ => String::new(),
                };
                read.faults.push(Fault {
                    line: name.line,
                    reason: format!("{reason}{advice}"),
                });
            }
        }
    }
    read.notes.extend(bearers.all());
    places
}

/// The points as places, each with a unique id.
fn own(points: Vec<NamedPoint>) -> Vec<Place> {
    let mut ids = Ids::default();
    let mut codes: HashMap<String, Option<&'static str>> = HashMap::new();
    points
        .into_iter()
        .map(|point| {
            let id = match &point.id {
                Some(id) => id.clone(),
                None if point.is_named => id_of(&point.name),
                None => String::new(),
            };
            let country = point.country.as_deref().and_then(|country| {
                *codes
                    .entry(country.to_owned())
                    .or_insert_with(|| code(country))
            });
            Place {
                id: (!id.is_empty()).then(|| Cow::Owned(ids.take(&id))),
                name: Cow::Owned(point.name),
                country: country.map(Cow::Borrowed),
                uncertainty_km: point.uncertainty_km.unwrap_or(0.0),
                ..Place::nameless(point.position)
            }
        })
        .collect()
}

/// Ids that are taken.
#[derive(Default)]
struct Ids {
    taken: HashSet<String>,
    /// Number of requests for each id.
    wanted: HashMap<String, usize>,
}

impl Ids {
    /// The id, with a number appended if it is taken.
    fn take(&mut self, id: &str) -> String {
        let count = self.wanted.entry(id.to_owned()).or_default();
        loop {
            *count += 1;
            let own = match *count {
                1 => id.to_owned(),
                count => format!("{id}-{count}"),
            };
            if self.taken.insert(own.clone()) {
                return own;
            }
        }
    }
}

/// The code of a country that a file gives by code or name.
fn code(country: &str) -> Option<&'static str> {
    let by_code = countries()
        .iter()
        .find(|known| known.iso2.eq_ignore_ascii_case(country.trim()));
    by_code
        .or_else(|| countries_named(country).next())
        .map(|known| known.iso2)
}

#[cfg(all(test, feature = "files"))]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> Result<Found> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
        let files = Files {
            folder: Some(folder.path().to_owned()),
            ..Files::default()
        };
        files.places(&format!("@file:{name}"), Role::From)
    }

    #[test]
    fn files_stand_for_their_places() {
        let found = found(
            "sites.csv",
            "id;name;lat;lng;country;uncertainty_km\n\
             LOC-1;ITR Chandipur;21,45;87,02;India;3\n;Berlin;52,52;13,405;DE;\n;Berlin;52,5;13,4;Germany;\n;x;91;0;;\n",
        )
        .unwrap();
        let told: Vec<_> = found
            .places
            .iter()
            .map(|place| {
                (
                    place.id.as_deref(),
                    place.name.as_ref(),
                    place.country.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (Some("LOC-1"), "ITR Chandipur", Some("IN")),
                (Some("berlin"), "Berlin", Some("DE")),
                (Some("berlin-2"), "Berlin", Some("DE")),
            ]
        );
        assert!((found.places[0].uncertainty_km - 3.0).abs() < 1e-12);
        assert_eq!(found.faults.len(), 1);
        assert_eq!(found.faults[0].line, 5);
        assert!(found.notes[0].contains("sites.csv: columns are separated by semicolons"));
    }

    #[test]
    fn a_file_without_places_says_why() {
        for (text, word) in [
            ("name,lat,lon\nx,95,0\n", "line 2: latitude is 95"),
            ("a,b\nc,d\n", "line 1: unknown place \"a, b\""),
            ("a,b,c\nd,e,f\n", "neither a header nor a place"),
            ("", "no places"),
        ] {
            let error = found("a.csv", text).unwrap_err().to_string();
            assert!(error.contains("a.csv") && error.contains(word), "{error}");
        }
        let files = Files::default();
        for (text, word) in [
            ("@file:", "@file:sites.csv"),
            ("@file:/no/such.csv", "cannot read /no/such.csv"),
        ] {
            let error = files.places(text, Role::To).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
        let error = files.places("@FILE: no-such.csv", Role::To).unwrap_err();
        assert!(
            error.to_string().contains("cannot read no-such.csv"),
            "{error}"
        );
    }
}
