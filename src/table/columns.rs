//! The columns of a file by their names, or by a mapping that the user gives.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use super::Row;
use super::header::{
    is_coordinate, is_only_part, is_part_of_degrees, letters_of, role, side, split_unit, words,
};
use crate::error::{Error, Result};
use crate::number::{LATITUDE, LONGITUDE, Quantity, read_number};
use crate::position::Position;

/// An end of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    From,
    To,
    /// Numbered 1; means [`Side::From`] where a file numbers both.
    First,
    /// Numbered 2.
    Second,
}

/// Content of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// A name; where the same side has no coordinates, a place as on the command line.
    Name,
    Latitude,
    Longitude,
    /// Latitude and longitude in one cell.
    Position,
    /// Metres to the north on a plane, to the east, and the zone of the plane.
    Northing,
    Easting,
    Zone,
    /// Uncertainty of a position, km.
    Uncertainty,
    Country,
    Id,
}

/// Role of a column: its content, and the end of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    /// The end of a pair; None in a file of places.
    pub(crate) side: Option<Side>,
    pub(crate) field: Field,
}

impl Role {
    /// The role of a column in a file of places.
    pub(crate) const fn of(field: Field) -> Self {
        Self { side: None, field }
    }

    /// The role of a column in a file of pairs.
    pub(crate) const fn at(side: Side, field: Field) -> Self {
        Self {
            side: Some(side),
            field,
        }
    }
}

/// Role given to a column by the user: `from=launch_site`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mapping {
    role: Role,
    /// The role as it was written.
    written: String,
    /// The name of the column as it was written.
    column: String,
}

impl FromStr for Mapping {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unreadable = |reason: &str| Error::Unreadable {
            name: "header mapping",
            text: text.to_owned(),
            reason: reason.to_owned(),
        };
        let (written, column) = text.split_once('=').ok_or_else(|| {
            unreadable("write what a column holds and its name: from=launch_site")
        })?;
        let written = written.trim();
        let (role, _) = role(split_unit(&words(written)).0).ok_or_else(|| {
            unreadable("what a column can hold is from, to, name, lat, lon, position, uncertainty, country or id, \
                        with from_ or to_ before it in pairs: from_lat=breite")
        })?;
        Ok(Self {
            role,
            written: written.to_owned(),
            column: column.trim().to_owned(),
        })
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    name: String,
    role: Option<Role>,
    /// Rank of the name among those for its role, 0 the most telling.
    rank: usize,
    /// The words of the name without its unit, folded and joined.
    key: String,
    unit: Option<&'static str>,
}

/// Maximum number of columns: their names are compared with each other.
const MOST_COLUMNS: usize = 10_000;

/// The columns of a file with a header.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Columns(Vec<Column>);

impl Columns {
    /// The columns that a first record names. None if it is no header: no name is known and none is mapped. Columns without
    /// a name, or with that of another, get one, which is noted.
    ///
    /// # Errors
    /// [`Error::Usage`] if two columns hold the same coordinate, or a mapped column is missing.
    pub(super) fn read(
        first: &Row,
        mapping: &[Mapping],
        notes: &mut Vec<String>,
    ) -> Result<Option<Self>> {
        let cells: Vec<&str> = first.iter().collect();
        // A comment or the head of a segment, as the Generic Mapping Tools write them, or a group of places.
        if let ([only], true) = (&cells[..], mapping.is_empty())
            && only.starts_with(['#', '>', '@'])
        {
            return Ok(None);
        }
        let columns = Self::of_names(&cells, mapping)?;
        let is_header = !mapping.is_empty() || columns.0.iter().any(|column| column.role.is_some());
        if !is_header || (mapping.is_empty() && cells.iter().any(|cell| is_number(cell))) {
            return Ok(None);
        }
        columns.refuse_double(first.line())?;
        Ok(Some(columns.with_names_of_their_own(first.line(), notes)))
    }

    /// The columns of these names, for formats whose members have names: Parquet, GeoJSON, JSON.
    ///
    /// # Errors
    /// [`Error::Usage`] if a mapped column is missing.
    pub(crate) fn of_names<T: AsRef<str>>(names: &[T], mapping: &[Mapping]) -> Result<Self> {
        if names.len() > MOST_COLUMNS {
            return Err(Error::Usage(format!(
                "it has {} columns; up to {MOST_COLUMNS} are read",
                names.len()
            )));
        }
        let mut columns: Vec<Column> = names
            .iter()
            .map(|name| {
                let name = name.as_ref().trim();
                let words = words(name);
                let (bare, unit) = split_unit(&words);
                // "m" and "h" alone are names, not units of nothing.
                let known = role(bare).or_else(|| role(&words));
                // "from N/S" is no name, and "lat_min" no latitude.
                let known = known.filter(|_| !letters_of(&words) && !is_part_of_degrees(&words));
                Column {
                    name: name.to_owned(),
                    role: known.map(|(role, _)| role),
                    rank: known.map_or(0, |(_, rank)| rank),
                    key: bare.concat(),
                    unit,
                }
            })
            .collect();
        number_sides(&mut columns);
        for wanted in mapping {
            let key = words(&wanted.column).concat();
            let found = columns
                .iter()
                .position(|column| column.name == wanted.column)
                .or_else(|| {
                    columns
                        .iter()
                        .position(|column| words(&column.name).concat() == key)
                });
            let Some(at) = found else {
                let known: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
                return Err(Error::Usage(format!(
                    "no column {:?} for {}: the columns are {}",
                    wanted.column,
                    wanted.written,
                    known.join(", ")
                )));
            };
            for column in &mut columns {
                if column.role == Some(wanted.role) {
                    column.role = None;
                }
            }
            columns[at].role = Some(wanted.role);
            columns[at].rank = 0;
        }
        Ok(Self(columns))
    }

    /// The columns of a header that is known to be one.
    ///
    /// # Errors
    /// [`Error::Usage`] if two columns hold the same coordinate, or a mapped column is missing.
    pub(crate) fn of_header<T: AsRef<str>>(
        names: &[T],
        line: u64,
        mapping: &[Mapping],
        notes: &mut Vec<String>,
    ) -> Result<Self> {
        let columns = Self::of_names(names, mapping)?;
        columns.refuse_double(line)?;
        Ok(columns.with_names_of_their_own(line, notes))
    }

    fn refuse_double(&self, line: u64) -> Result<()> {
        if let Some(&at) = self.letters_of_ends().of_neither.first() {
            let name = &self.0[at].name;
            return Err(Error::Usage(format!(
                "line {line}: column {name:?} holds hemispheres, and nothing says of which end: call it \"from {name}\" or \"to \
                 {name}\""
            )));
        }
        if let Some(parts) = self.refused_parts() {
            return Err(Error::Usage(format!("line {line}: {parts}")));
        }
        for (at, column) in self.0.iter().enumerate() {
            let Some(role) = column.role else { continue };
            // Among several names the most telling is taken; several coordinates contradict each other.
            let decides = !matches!(role.field, Field::Name | Field::Country | Field::Id)
                || (role.side.is_some() && column.rank == 0);
            let double = self.0[at + 1..]
                .iter()
                .find(|other| other.role == Some(role) && other.rank == column.rank);
            if let (true, Some(other)) = (decides, double) {
                return Err(Error::Usage(format!(
                    "line {line}: columns {:?} and {:?} hold the same; say which one counts with --header, as in \
                     --header lat=LAT",
                    column.name, other.name
                )));
            }
        }
        Ok(())
    }

    fn with_names_of_their_own(mut self, line: u64, notes: &mut Vec<String>) -> Self {
        // Some formats and programs treat names that differ only in case as one.
        let key = |name: &str| name.to_lowercase();
        let mut taken: HashSet<String> = HashSet::new();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (at, column) in self.0.iter_mut().enumerate() {
            if column.name.is_empty() {
                column.name = format!("column_{}", at + 1);
            } else if taken.contains(&key(&column.name)) {
                let name = std::mem::take(&mut column.name);
                let count = counts.entry(key(&name)).or_insert(1);
                column.name = loop {
                    *count += 1;
                    let own = format!("{name}_{count}");
                    if !taken.contains(&key(&own)) {
                        break own;
                    }
                };
                notes.push(format!(
                    "line {line}: two columns are called {name:?}; the second is {:?} here",
                    column.name
                ));
            }
            taken.insert(key(&column.name));
        }
        self
    }

    /// The number of columns whose names say what they hold.
    pub(super) fn role_count(&self) -> usize {
        let roles = self.0.iter().filter(|column| column.role.is_some());
        roles.count()
    }

    /// True if a column that is not read speaks of coordinates: `lon_lat`, `latitude of the gate`.
    pub(crate) fn has_unread_coordinates(&self) -> bool {
        let unread = self.0.iter().filter(|column| column.role.is_none());
        unread
            .map(|column| words(&column.name))
            .any(|words| words.iter().any(|word| is_coordinate(word)))
    }

    /// The columns whose names are not known.
    pub(crate) fn unread(&self) -> impl Iterator<Item = (usize, &str)> {
        let columns = self.0.iter().enumerate();
        columns
            .filter(|(_, column)| column.role.is_none())
            .map(|(at, column)| (at, column.name.as_str()))
    }

    /// A column of a coordinate in another unit than degrees, and what that is.
    fn of_other_units(&self) -> Option<(&str, &'static str)> {
        self.0.iter().find_map(|column| {
            let words = words(&column.name);
            let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
            if !words.iter().any(|word| is_coordinate(word)) {
                return None;
            }
            let what = if has(&["rad", "rads", "radian", "radians", "radiant"]) {
                "radians"
            } else if has(&["dms", "ddmm", "ddmmss", "dm", "ddm"]) {
                "degrees, minutes and seconds without marks, perhaps"
            } else if has(&["microdeg", "microdegrees"]) || (has(&["e"]) && has(&["6", "7"])) {
                "degrees times a power of ten"
            } else {
                return None;
            };
            Some((column.name.as_str(), what))
        })
    }

    /// What to say of columns that hold minutes or seconds of coordinates, if there are any.
    pub(crate) fn refused_parts(&self) -> Option<String> {
        if let Some((name, what)) = self.of_other_units() {
            return Some(format!(
                "{name:?} holds {what}, which are not read: write decimal degrees, or degrees and minutes with their marks in a \
                 column called lat or lon, as 54°42.4'N"
            ));
        }
        let all: Vec<Vec<String>> = self.0.iter().map(|column| words(&column.name)).collect();
        let is_bound = |words: &[String]| {
            let greatest = words.iter().map(|word| match word.as_str() {
                "min" => "max",
                word => word,
            });
            let greatest: Vec<&str> = greatest.collect();
            all.contains(&greatest.iter().map(|&word| word.to_owned()).collect())
                && words.iter().any(|word| word == "min")
        };
        let of_axis = |at: usize, field: Field| {
            let role = self.0[at].role;
            role.is_some_and(|role| role.field == field)
        };
        // `lat,min,lon,min`: only where both have one.
        let follows =
            |at: usize, field: Field| at > 0 && is_only_part(&all[at]) && of_axis(at - 1, field);
        let has_both = [Field::Latitude, Field::Longitude]
            .iter()
            .all(|field| (0..all.len()).any(|at| follows(at, *field)));
        let is_after =
            |at: usize| has_both && (follows(at, Field::Latitude) || follows(at, Field::Longitude));
        let parts: Vec<String> = (0..all.len())
            .filter(|&at| is_after(at) || (is_part_of_degrees(&all[at]) && !is_bound(&all[at])))
            .map(|at| format!("{:?}", self.0[at].name))
            .collect();
        (!parts.is_empty()).then(|| {
            format!(
                "{} {} parts of degrees, which are not read from columns of their own: write degrees and minutes in one cell, as \
                 54°42.4'N, or decimal degrees",
                parts.join(", "),
                if parts.len() == 1 { "holds" } else { "hold" }
            )
        })
    }

    /// The columns whose words fulfil a condition.
    pub(crate) fn with_words(&self, is_wanted: impl Fn(&[String]) -> bool) -> Vec<usize> {
        let names = self.0.iter().map(|column| words(&column.name));
        let wanted = names.enumerate().filter(|(_, words)| is_wanted(words));
        wanted.map(|(at, _)| at).collect()
    }

    /// The other columns whose names speak of an end of a pair, apart from those that are read beside a name.
    pub(crate) fn of_side(&self, end: Side, chosen: usize) -> Vec<(usize, String)> {
        let is_read = |column: &Column| {
            let field = column.role.map(|role| role.field);
            matches!(field, Some(Field::Country | Field::Uncertainty | Field::Id))
        };
        let others = self.0.iter().enumerate().filter(|(at, column)| {
            *at != chosen
                && !is_read(column)
                && words(&column.name)
                    .iter()
                    .any(|word| side(word) == Some(end))
        });
        others
            .map(|(at, column)| (at, column.name.clone()))
            .collect()
    }

    /// The names in order, all different.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|column| column.name.as_str())
    }

    /// The column of a role; of several, the one whose name is the most telling.
    pub(crate) fn find(&self, role: Role) -> Option<usize> {
        (0..self.0.len())
            .filter(|&at| self.0[at].role == Some(role))
            .min_by_key(|&at| self.0[at].rank)
    }

    /// The column whose name without its unit is one of these, in any spelling: `range_km` and `Range (km)` are `range`.
    pub(crate) fn named(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| {
            let key = words(name).concat();
            self.0.iter().position(|column| column.key == key)
        })
    }

    /// The unit in the name of a column: `km` of `range_km`.
    pub(crate) fn unit(&self, at: usize) -> Option<&'static str> {
        self.0.get(at).and_then(|column| column.unit)
    }
}

/// Columns numbered 1 and 2 are those of a pair, unless others name its ends.
fn number_sides(columns: &mut [Column]) {
    let has = |side: Side| {
        columns
            .iter()
            .any(|column| column.role.is_some_and(|role| role.side == Some(side)))
    };
    let are_pairs = has(Side::First) && has(Side::Second) && !has(Side::From) && !has(Side::To);
    for column in columns {
        if let Some(role) = &mut column.role {
            match role.side {
                Some(Side::First) if are_pairs => role.side = Some(Side::From),
                Some(Side::Second) if are_pairs => role.side = Some(Side::To),
                Some(Side::First | Side::Second) => column.role = None,
                _ => {}
            }
        }
    }
}

fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok()
        || read_number(cell, &LATITUDE).is_ok()
        || read_number(cell, &LONGITUDE).is_ok()
        || cell.parse::<Position>().is_ok()
}

/// Reads the number of a cell: in its own unit, else in that of the column's name, else in that of the quantity.
///
/// # Errors
/// Those of [`read_number`].
pub(crate) fn read_cell(cell: &str, unit: Option<&str>, quantity: &Quantity) -> Result<f64> {
    match unit {
        Some(unit)
            if unit != quantity.kind.suffix().trim_start()
                && cell.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            read_number(&format!("{cell} {unit}"), quantity)
        }
        _ => read_number(cell, quantity),
    }
}
