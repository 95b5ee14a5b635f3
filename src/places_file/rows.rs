//! A row of a table as a place, whatever the file that holds the table.

use std::borrow::Cow;

use super::collect::{Draft, said};
use super::doubt::{axis, has_number_of_list, is_degrees};
use crate::error::Result;
use crate::number::{Kind, LATITUDE, LONGITUDE, Quantity};
use crate::position::notation::{Reading, read_any, read_degrees};
use crate::table::{Columns, Field, Letters, Role, Side, in_hemispheres, read_cell};

/// How far a position may be off: no farther than to the antipodes.
const UNCERTAINTY: Quantity = Quantity::new("uncertainty", Kind::Length, 0.0, 20_037.6);

/// A cell of a table. Numbers of typed formats are not read from text a second time.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'v> {
    Empty,
    Number(f64),
    Text(Cow<'v, str>),
}

impl<'v> Value<'v> {
    pub(super) fn of_text(text: &'v str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(Cow::Borrowed(text))
        }
    }

    pub(super) fn words(self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Number(value) => Some(value.to_string()),
            Self::Text(text) => Some(text.into_owned()),
        }
    }
}

/// Which column holds what.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    place: Place,
    name: Option<usize>,
    id: Option<usize>,
    country: Option<usize>,
    uncertainty: Option<usize>,
    uncertainty_unit: Option<&'static str>,
    /// True without a header that says so.
    is_guessed: bool,
    /// True if letters say which of two numbers is the latitude.
    is_lettered: bool,
    /// Columns that are not read otherwise, where one may hold the hemisphere of a coordinate.
    letters: Vec<Letters>,
    /// The names of all columns, where there are such.
    names: Vec<String>,
    /// Why no row can be read.
    refusal: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Degrees {
        lat: usize,
        lon: usize,
    },
    Position(usize),
    /// Metres on the plane of a zone of UTM.
    Grid {
        zone: usize,
        easting: usize,
        northing: usize,
    },
}

/// Columns of names alone, which are looked up as places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Names {
    name: usize,
    country: Option<usize>,
}

impl Names {
    /// The columns that hold names, in a file without coordinates. None for a file of pairs.
    pub(super) fn of(columns: &Columns) -> Option<Self> {
        let ends = [Side::To, Side::From].map(|side| Role::at(side, Field::Name));
        let is_of_pairs = ends.iter().all(|end| columns.find(*end).is_some());
        if is_of_pairs && columns.find(Role::of(Field::Name)).is_none() {
            return None;
        }
        let roles = [Role::of(Field::Name)].into_iter().chain(ends);
        let name = roles
            .chain([Role::of(Field::Id)])
            .find_map(|role| columns.find(role))?;
        Some(Self {
            name,
            country: columns.find(Role::of(Field::Country)),
        })
    }

    /// The columns that are read.
    pub(super) fn columns(self) -> Vec<usize> {
        [Some(self.name), self.country]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The name of a row, if it has one, and its country.
    pub(super) fn read<'v>(
        self,
        cell: impl Fn(usize) -> Value<'v>,
    ) -> Option<(String, Option<String>)> {
        let name = cell(self.name).words()?;
        Some((name, self.country.and_then(|at| cell(at).words())))
    }
}

impl Layout {
    /// The layout that the names of columns say. None without coordinates.
    pub(super) fn of(columns: &Columns) -> Option<Self> {
        let find = |field| columns.find(Role::of(field));
        let place = match (find(Field::Latitude), find(Field::Longitude)) {
            (Some(lat), Some(lon)) => Place::Degrees { lat, lon },
            _ => match find(Field::Position) {
                Some(at) => Place::Position(at),
                None => Place::Grid {
                    zone: find(Field::Zone)?,
                    easting: find(Field::Easting)?,
                    northing: find(Field::Northing)?,
                },
            },
        };
        let uncertainty = find(Field::Uncertainty);
        Some(Self {
            place,
            name: find(Field::Name),
            id: find(Field::Id),
            country: find(Field::Country),
            uncertainty,
            uncertainty_unit: uncertainty.and_then(|at| columns.unit(at)),
            is_guessed: false,
            is_lettered: false,
            letters: match place {
                Place::Degrees { .. } => columns.letters(),
                _ => Vec::new(),
            },
            names: columns.names().map(str::to_owned).collect(),
            refusal: match place {
                Place::Degrees { .. } => columns.refused_parts(),
                _ => None,
            },
        })
    }

    /// The layout of names and points, where coordinates come from elsewhere.
    pub(super) fn of_names(columns: &Columns) -> Self {
        let find = |field| columns.find(Role::of(field));
        let uncertainty = find(Field::Uncertainty);
        Self {
            place: Place::Position(usize::MAX),
            name: find(Field::Name),
            id: find(Field::Id),
            country: find(Field::Country),
            uncertainty,
            uncertainty_unit: uncertainty.and_then(|at| columns.unit(at)),
            is_guessed: false,
            is_lettered: false,
            letters: Vec::new(),
            names: Vec::new(),
            refusal: None,
        }
    }

    /// The layout of a file without a header, from its first row: two numbers side by side, or one cell that is a
    /// position; a cell that is neither is a name. None if there are no coordinates.
    pub(super) fn guessed<'v>(cells: impl Iterator<Item = Value<'v>>) -> Option<Self> {
        let cells: Vec<Value<'_>> = cells.collect();
        let is_number = |at: usize| match cells.get(at) {
            Some(Value::Number(_)) => true,
            Some(Value::Text(text)) => is_degrees(text),
            _ => false,
        };
        let of_axis = |at: usize| match cells.get(at) {
            Some(Value::Text(text)) => axis(text),
            _ => None,
        };
        let pair = (0..cells.len()).find(|&at| is_number(at) && is_number(at + 1));
        let lettered = (0..cells.len()).find_map(|at| match (of_axis(at)?, of_axis(at + 1)?) {
            (true, false) => Some((at, at + 1)),
            (false, true) => Some((at + 1, at)),
            _ => None,
        });
        let is_position = |at: &usize| match &cells[*at] {
            // One number with a decimal comma is no position, and the number of an entry no latitude.
            Value::Text(text) => {
                !is_degrees(text) && !has_number_of_list(text) && read_any(text).is_ok()
            }
            _ => false,
        };
        let place = match (lettered, pair) {
            (Some((lat, lon)), _) => Place::Degrees { lat, lon },
            (None, Some(lat)) => Place::Degrees { lat, lon: lat + 1 },
            (None, None) => Place::Position((0..cells.len()).find(is_position)?),
        };
        let name = (0..cells.len()).find(|&at| {
            let holds_place = match place {
                Place::Degrees { lat, lon } => at == lat || at == lon,
                Place::Position(only) => at == only,
                Place::Grid { .. } => false,
            };
            !holds_place && !is_number(at) && cells[at] != Value::Empty
        });
        Some(Self {
            place,
            name,
            id: None,
            country: None,
            uncertainty: None,
            uncertainty_unit: None,
            is_guessed: true,
            is_lettered: lettered.is_some(),
            letters: Vec::new(),
            names: Vec::new(),
            refusal: None,
        })
    }

    /// True if the file says nothing of the order of two numbers.
    pub(super) fn has_two_numbers(&self) -> bool {
        matches!(self.place, Place::Degrees { .. }) && !self.is_lettered
    }

    /// The layout with the longitude before the latitude, unless letters say which is which.
    pub(super) fn exchanged(self) -> Self {
        match self.place {
            Place::Degrees { lat, lon } if !self.is_lettered => Self {
                place: Place::Degrees { lat: lon, lon: lat },
                ..self
            },
            _ => self,
        }
    }

    /// The columns that are looked at.
    #[cfg(feature = "parquet")]
    pub(super) fn used(&self) -> Vec<usize> {
        let place = match self.place {
            Place::Degrees { lat, lon } => vec![lat, lon],
            Place::Position(at) => vec![at],
            Place::Grid {
                zone,
                easting,
                northing,
            } => vec![zone, easting, northing],
        };
        [self.name, self.id, self.country, self.uncertainty]
            .into_iter()
            .flatten()
            .chain(place)
            .chain(self.letters.iter().map(|column| column.at))
            .filter(|&at| at != usize::MAX)
            .collect()
    }

    /// A row as a place, or why it is none.
    pub(super) fn draft<'v>(
        &self,
        line: u64,
        cell: impl Fn(usize) -> Value<'v>,
    ) -> Result<Draft, String> {
        if let Some(refusal) = &self.refusal {
            return Err(refusal.clone());
        }
        let (lat_deg, lon_deg, own_km) = match self.place {
            Place::Degrees { lat, lon } => {
                let degrees = (degrees(cell(lat), true)?, degrees(cell(lon), false)?);
                let text = |at: usize| cell(at).words().map(Cow::Owned);
                let (lat_deg, lon_deg) = in_hemispheres(degrees, &self.letters, text)
                    .map_err(|(at, reason)| format!("column {:?} {reason}", self.names[at]))?;
                (lat_deg, lon_deg, None)
            }
            Place::Position(at) => match cell(at) {
                Value::Text(text) if self.is_guessed && is_degrees(&text) => {
                    return Err(format!("{text:?} is one number, and no position"));
                }
                Value::Text(text) => {
                    let read = position(&text)?;
                    let at = read.position;
                    let at = (at.lat_deg(), at.lon_deg(), read.uncertainty_km);
                    let draft = self.draft_at(line, at, cell)?;
                    return Ok(Draft {
                        note: read.note,
                        ..draft
                    });
                }
                Value::Empty => return Err("it has no position".to_owned()),
                Value::Number(value) => return Err(format!("{value} is no position")),
            },
            Place::Grid {
                zone,
                easting,
                northing,
            } => {
                let words = |at: usize| cell(at).words().unwrap_or_default();
                let zone = words(zone);
                if zone.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(format!(
                        "the zone {zone:?} has no hemisphere: write it with N or S, or with its band, as 34N or 34U"
                    ));
                }
                let metres = |at: usize| words(at).replacen(',', ".", 1);
                let read = position(&format!("{zone} {} {}", metres(easting), metres(northing)))?;
                let at = read.position;
                (at.lat_deg(), at.lon_deg(), read.uncertainty_km)
            }
        };
        self.draft_at(line, (lat_deg, lon_deg, own_km), cell)
    }

    /// True if the position is in this column.
    #[cfg(feature = "parquet")]
    pub(super) fn is_at(&self, column: usize) -> bool {
        self.place == Place::Position(column)
    }

    /// A row as a place at coordinates that are known.
    pub(super) fn draft_at<'v>(
        &self,
        line: u64,
        (lat_deg, lon_deg, own_km): (f64, f64, Option<f64>),
        cell: impl Fn(usize) -> Value<'v>,
    ) -> Result<Draft, String> {
        let words = |at: Option<usize>| at.and_then(|at| cell(at).words());
        let uncertainty_km = match self.uncertainty.map(&cell) {
            None | Some(Value::Empty) => own_km,
            Some(Value::Number(value)) => {
                // A number of a typed format has no separators to take for thousands.
                let text = format!("{value:e}");
                Some(read_with_unit(&text, self.uncertainty_unit).map_err(|error| said(&error))?)
            }
            Some(Value::Text(text)) => Some(
                read_cell(&text, self.uncertainty_unit, &UNCERTAINTY)
                    .map_err(|error| said(&error))?,
            ),
        };
        Ok(Draft {
            line,
            name: words(self.name)
                .or_else(|| words(self.id))
                .unwrap_or_default(),
            id: words(self.id),
            lat_deg,
            lon_deg,
            uncertainty_km,
            country: words(self.country),
            note: None,
        })
    }
}

/// The position of a text.
fn position(text: &str) -> Result<Reading, String> {
    read_any(text).map_err(|error| said(&error))
}

fn read_with_unit(text: &str, unit: Option<&'static str>) -> Result<f64> {
    read_cell(text, unit, &UNCERTAINTY)
}

/// The degrees of a cell: a number, or degrees, minutes and seconds with or without a letter.
fn degrees(value: Value<'_>, is_lat: bool) -> Result<f64, String> {
    match value {
        Value::Number(value) => Ok(value),
        Value::Empty => {
            let quantity = if is_lat { &LATITUDE } else { &LONGITUDE };
            Err(format!("it has no {}", quantity.name))
        }
        // Latitudes beyond 90 are kept, as columns may stand the wrong way round.
        Value::Text(text) => read_degrees(&text, is_lat).map_err(|error| said(&error)),
    }
}
