//! One record after the other as a source and a destination.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::ends::{self, Ends, Turn};
use super::{Extra, Fault, PairLine, Refused, Value};
use crate::catalogue::given::given;
use crate::catalogue::qualified::beside;
use crate::catalogue::{Doubts, NotesOfBearers, Place, Role, named, named_without_suggestions};
use crate::number::{LONGITUDE, read_number};
use crate::position::notation::refuse_halves;
use crate::shown;

/// Maximum number of names that are remembered, so that a file of different names does not fill the memory.
const MAX_KNOWN: usize = 10_000;

/// Reads the ends of records.
pub(super) struct Reader {
    pub(super) ends: Arc<Ends>,
    pub(super) names_positions: bool,
    /// True if `"54,20"` is a position, as commas part the columns under a header: elsewhere it is a number with a decimal comma.
    pub(super) takes_whole_degrees: bool,
    pub(super) turn: Turn,
    /// Places by name that were met, as source and as destination, and what is wrong with names that are none: a file has the
    /// same one on many lines, and to look for its nearest spellings takes longer than all else.
    known: [HashMap<String, Result<Place, Refused>>; 2],
    unknown_count: usize,
    pub(super) bearers: NotesOfBearers,
    pub(super) doubts: Doubts,
    /// The first line with a place at 0,0.
    pub(super) first_origin: Option<u64>,
}

/// Unknown names up to which the nearest ones are looked for: that takes a millisecond each, and nobody mends so many by
/// hand.
const MAX_SUGGESTED: usize = 1000;

impl Reader {
    pub(super) fn new(ends: Ends) -> Self {
        Self {
            ends: Arc::new(ends),
            names_positions: true,
            takes_whole_degrees: false,
            turn: Turn::default(),
            known: <[_; 2]>::default(),
            unknown_count: 0,
            bearers: NotesOfBearers::default(),
            doubts: Doubts::default(),
            first_origin: None,
        }
    }

    pub(super) fn line<'v>(
        &mut self,
        number: u64,
        cell: impl Fn(usize) -> Option<Value<'v>>,
        extra: &[usize],
    ) -> Result<PairLine, Fault> {
        let ends = Arc::clone(&self.ends);
        let Ends { from, to } = &*ends;
        if let (Some(first), Some(second)) = (from.only_text(&cell), to.only_text(&cell)) {
            refuse_halves(&first, &second).map_err(|error| Refused::of(&error))?;
        }
        let (from_end, to_end) = (from, to);
        let from = self.end(from, &cell, Role::From)?;
        let to = self.end(to, &cell, Role::To)?;
        for place in [&from, &to] {
            if place.position.lat_deg().abs() + place.position.lon_deg().abs() <= 0.0 {
                self.first_origin.get_or_insert(number);
            }
        }
        if self.doubts.is_open() {
            for (end, place) in [(from_end, &from), (to_end, &to)] {
                if matches!(end.at, ends::Where::Degrees { .. }) {
                    self.doubts.add(number, place, end.name.is_some());
                }
            }
        }
        let extra = extra
            .iter()
            .map(|&at| cell(at).map_or_else(|| Extra::Text(String::new()), Extra::of))
            .collect();
        Ok(PairLine { from, to, extra })
    }

    fn end<'v>(
        &mut self,
        end: &ends::End,
        cell: &impl Fn(usize) -> Option<Value<'v>>,
        role: Role,
    ) -> Result<Place, Fault> {
        if let Some((at, name, role)) = end.doubtful_position(cell) {
            return Err(Fault::Cell(
                at,
                Cow::Owned(format!(
                    "holds a position, but the name of the column does not say so: say so with --header {}",
                    shown::shell_quoted(&format!("{role}={name}"))
                )),
            ));
        }
        let place = match end.at {
            ends::Where::Place(at) => match text_of(at, cell)? {
                text if text.is_empty() => return Err(Fault::Cell(at, Cow::Borrowed("is empty"))),
                text if !self.takes_whole_degrees && is_number(&text) => {
                    return Err(Refused::because(format!(
                        "{text:?} is one number, and no place: a position has two, as 54.71,20.51"
                    ))
                    .into());
                }
                text => {
                    let country = end.country_of_name.and_then(cell);
                    let country = country.map(Value::into_text).unwrap_or_default();
                    self.place(&in_country(text, &country), role)?
                }
            },
            ends::Where::Degrees { lat, lon } => {
                let lat_deg = ends::degrees(lat, cell, true)?;
                let lon_deg = self.turn.turned(ends::degrees(lon, cell, false)?)?;
                let (lat_deg, lon_deg) = end.signed((lat_deg, lon_deg), cell)?;
                let position = crate::position::Position::new(lat_deg, lon_deg)
                    .map_err(|error| Refused::of(&error))?;
                if self.names_positions && end.name.is_none() {
                    Place::at(position)
                } else {
                    Place::nameless(position)
                }
            }
        };
        if end.is_bare() {
            return Ok(place);
        }
        Ok(end.described(place, cell)?)
    }

    fn place(&mut self, text: &str, role: Role) -> Result<Place, Refused> {
        if let Some(found) = given(text) {
            return found.map_err(|error| Refused::of(&error));
        }
        let known = &mut self.known[usize::from(role == Role::To)];
        if let Some(found) = known.get(text) {
            return found.clone();
        }
        let found = if self.unknown_count < MAX_SUGGESTED {
            named(text, role)
        } else {
            named_without_suggestions(text, role)
        };
        self.unknown_count += usize::from(found.is_err());
        let found = found
            .map(|named| {
                self.bearers.add(named.note);
                named.entry.place()
            })
            .map_err(|error| Refused::of(&error));
        if known.len() < MAX_KNOWN {
            known.insert(text.to_owned(), found.clone());
        }
        found
    }
}

/// True of one number with a decimal comma or point.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "-+−".contains(c))
        && read_number(text, &LONGITUDE).is_ok()
}

/// A name with its country, if it is no position.
fn in_country<'v>(name: Cow<'v, str>, country: &str) -> Cow<'v, str> {
    if country.is_empty() || given(&name).is_some() {
        return name;
    }
    beside(name, country)
}

fn text_of<'v>(
    at: usize,
    cell: &impl Fn(usize) -> Option<Value<'v>>,
) -> Result<std::borrow::Cow<'v, str>, Fault> {
    match cell(at) {
        Some(value) => Ok(value.into_text()),
        None => Err(Fault::Cell(at, Cow::Borrowed("is missing"))),
    }
}
