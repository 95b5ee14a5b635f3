//! Places given by position rather than looked up: any notation, with an optional name and uncertainty.

use std::borrow::Cow;

use super::misplaced::{exchanged, misplaced};
use super::{Place, country_name};
use crate::error::{Error, Result};
use crate::names::{id_of, refuse_long};
use crate::number::{Kind, Quantity, read_number};
use crate::position::{self, Position};
use crate::quantity::limits::UNCERTAINTY_KM;

/// Uncertainty of a position.
const UNCERTAINTY: Quantity = Quantity::new(
    "uncertainty of the position",
    Kind::Length,
    UNCERTAINTY_KM.least,
    UNCERTAINTY_KM.greatest,
);

/// The place at a position, optionally with a name before it and its uncertainty after it: `54.71,20.51`,
/// `Guam=13.44,144.79`, `Launch site=15.35,44.2±20 km`. None if the text is only a name.
pub(crate) fn given(text: &str) -> Option<Result<Place>> {
    let whole = at(text);
    if whole.is_none()
        && let Some((name, rest)) = beside(text)
    {
        return Some(
            refuse_long("the name of a place", name)
                .and(rest)
                .map(|place| place.named(name)),
        );
    }
    let Some((name, rest)) = text.split_once('=') else {
        return whole;
    };
    let name = name.trim();
    // A letter of a notation may be a name as well: E=0,4. Both halves have a key where they are keys: N=0 E=4.
    let may_be_name = !rest.contains('=') && !name.contains(['/', '?', ':']);
    let is_named = whole.is_none() || may_be_name && matches!(at(rest), Some(Ok(_)));
    if name.is_empty() || name.starts_with('@') || !is_named {
        return whole;
    }
    if let Err(error) = refuse_long("the name of a place", name) {
        return Some(Err(error));
    }
    Some(match at(rest) {
        Some(found) => found.map(|place| place.named(name)),
        None => Err(Error::Unreadable {
            name: "place",
            text: text.to_owned(),
            reason: "a name is followed by its position, as in Guam=13.44,144.79".to_owned(),
        }),
    })
}

/// A name with a position behind it, in brackets or after a colon: `Moscow (55.7558, 37.6173)`, `Moscow: 55.7558, 37.6173`.
fn beside(text: &str) -> Option<(&str, Result<Place>)> {
    let text = text.trim();
    let in_brackets = || text.strip_suffix(')')?.split_once('(');
    let (name, rest) = in_brackets().or_else(|| text.split_once(": "))?;
    let name = name.trim();
    let is_name =
        name.contains(char::is_alphabetic) && !name.starts_with('@') && at(name).is_none();
    let place = at(rest).filter(|place| is_name && place.is_ok())?;
    Some((name, place))
}

/// Assumption about a position that the user should know.
pub(crate) fn note(text: &str) -> Option<String> {
    let coordinates = match position::read(text) {
        Some(_) => text,
        None => {
            text.split_once('=')
                .or_else(|| text.trim().strip_suffix(')')?.split_once('('))
                .or_else(|| text.split_once(": "))?
                .1
        }
    };
    let reading = position::read(coordinates)?.ok()?;
    let note = reading.note.map(str::to_owned);
    let name = text
        .strip_suffix(coordinates)
        .map(|name| name.trim_end_matches('='));
    note.or_else(|| {
        let misplaced = name.and_then(|name| misplaced(name.trim(), reading.position, None))?;
        Some(misplaced.told())
    })
    .or_else(|| position::is_bare_pair(coordinates).then(|| hint(reading.position))?)
}

/// A hint where longitude and latitude may have been given in this order.
fn hint(position: Position) -> Option<String> {
    let (other, near) = exchanged(position)?;
    Some(format!(
        "the latitude is taken to come first; if the longitude does, write {},{}, which is near {}, {}",
        other.lat_deg(),
        other.lon_deg(),
        near.name,
        country_name(near.country)
    ))
}

/// A position with its uncertainty. None if the text is not a position.
fn at(text: &str) -> Option<Result<Place>> {
    let (coordinates, size) = match text.split_once('±').or_else(|| text.split_once("+/-")) {
        Some((coordinates, size)) => (coordinates, Some(size)),
        None => (text, None),
    };
    let read = position::read(coordinates)?;
    Some(read.and_then(|reading| {
        let uncertainty_km = match size {
            Some(size) => Some(read_number(size, &UNCERTAINTY)?),
            None => reading.uncertainty_km,
        };
        Ok(Place {
            uncertainty_km: uncertainty_km.unwrap_or(0.0),
            ..Place::at(reading.position)
        })
    }))
}

impl Place {
    /// The place under a name given by the user, with the id derived from it.
    pub(crate) fn named(self, name: &str) -> Self {
        let id = id_of(name);
        Self {
            id: (!id.is_empty()).then_some(Cow::Owned(id)),
            name: Cow::Owned(name.to_owned()),
            ..self
        }
    }
}

/// Notes of names of a file that several places bear, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct NotesOfBearers {
    notes: Vec<String>,
    /// Further names.
    more: usize,
}

/// Most names of a file whose bearers are told.
const MOST_TOLD: usize = 20;

impl NotesOfBearers {
    /// Adds the note of a name that was met for the first time, if there is one.
    pub(crate) fn add(&mut self, note: Option<String>) {
        let Some(note) = note.filter(|note| !self.notes.contains(note)) else {
            return;
        };
        if self.notes.len() < MOST_TOLD {
            self.notes.push(note);
        } else {
            self.more += 1;
        }
    }

    /// All notes, and how many names there are beyond those that are told.
    pub(crate) fn all(&self) -> impl Iterator<Item = String> + '_ {
        let more = (self.more > 0)
            .then(|| format!("{} more names are borne by several places", self.more));
        self.notes.iter().cloned().chain(more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_have_names_and_uncertainties() {
        for (text, name, id, uncertainty_km) in [
            ("54.71,20.51", "54.71°N 20.51°E", None, 0.0),
            ("Guam=13.44,144.79", "Guam", Some("guam"), 0.0),
            (
                " My site = 13.44N 144.79E ",
                "My site",
                Some("my-site"),
                0.0,
            ),
            ("Пуск=geo:13.44,144.79;u=500", "Пуск", Some("pusk"), 0.5),
            ("Launch=15.35,44.2±20", "Launch", Some("launch"), 20.0),
            ("15.35,44.2 ± 10 mi", "15.35°N 44.2°E", None, 16.093_44),
            ("15.35,44.2+/-5km", "15.35°N 44.2°E", None, 5.0),
            ("lat=15.35 lon=44.2", "15.35°N 44.2°E", None, 0.0),
            ("D=0,3", "D", Some("d"), 0.0),
            ("E=0,4", "E", Some("e"), 0.0),
            ("N=54.5 E=3", "54.5°N 3°E", None, 0.0),
        ] {
            let place = given(text).unwrap().unwrap();
            assert_eq!(
                (place.name.as_ref(), place.id.as_deref()),
                (name, id),
                "{text}"
            );
            assert!(
                (place.uncertainty_km - uncertainty_km).abs() < 1e-12,
                "{text}"
            );
        }
    }

    /// 20.51°N 54.71°E is in the desert of Oman, 13.4°N 52.52°E in the sea off Yemen; 15.35°N 44.2°E is Sanaa, and the other way
    /// round near Croatia.
    #[test]
    fn exchanged_positions_are_noted() {
        for (text, wanted) in [
            (
                "20.51,54.71",
                Some("54.71,20.51, which is near Kaliningrad, Russia"),
            ),
            ("Site=13.4,52.52", Some("52.52,13.4, which is near")),
            ("54.71,20.51", None),
            ("15.35,44.2", None),
            ("20.51N,54.71E", None),
            ("geo:20.51,54.71", None),
            ("Kyiv", None),
        ] {
            let found = note(text);
            match wanted {
                Some(word) => assert!(
                    found.as_deref().is_some_and(|note| note.contains(word)),
                    "{text}: {found:?}"
                ),
                None => assert_eq!(found, None, "{text}"),
            }
        }
    }

    #[test]
    fn names_alone_are_left_to_the_catalogue() {
        for text in ["Kyiv", "@cities>=500k", "=54,20", "kapustin-yar", ""] {
            assert!(given(text).is_none(), "{text}");
        }
        for (text, word) in [
            ("Guam=Agana", "Guam=13.44,144.79"),
            ("Guam=95,144.79", "latitude is 95"),
            ("15.35,44.2±20 s", "unit of time"),
            ("15.35,44.2±2000", "must be between 0 and 1000"),
        ] {
            let error = given(text).unwrap().unwrap_err().to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
