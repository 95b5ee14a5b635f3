//! Which columns hold the ends of a pair, and how they are read.

use std::borrow::Cow;

use super::{Fault, Refused, Value};
use crate::catalogue::Place;
use crate::error::Error;
use crate::names::id_of;
use crate::number::{Kind, LONGITUDE, Quantity, read_number};
use crate::position::notation::{read_any, read_degrees};
use crate::quantity::limits::UNCERTAINTY_KM;
use crate::shown::shell_quoted;
use crate::table::{Columns, Field, Letters, Role, Side, in_hemispheres, read_cell};

/// How far a position may be off.
const UNCERTAINTY: Quantity = Quantity::new(
    "uncertainty",
    Kind::Length,
    UNCERTAINTY_KM.least,
    UNCERTAINTY_KM.greatest,
);

/// Both ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ends {
    pub(super) from: End,
    pub(super) to: End,
}

/// The columns of one end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct End {
    pub(super) at: Where,
    /// Beside coordinates.
    pub(super) name: Option<usize>,
    id: Option<usize>,
    country: Option<usize>,
    /// Beside a name that is looked up.
    pub(super) country_of_name: Option<usize>,
    uncertainty: Option<(usize, Option<&'static str>)>,
    /// Columns of this end that are not read, where its place is looked up by name: the role that they have if they hold positions.
    doubtful: Vec<(usize, String)>,
    side: Side,
    /// Columns of hemispheres beside degrees.
    letters: Vec<Letters>,
}

/// The columns that say where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Where {
    /// A place as on the command line, a position among them.
    Place(usize),
    Degrees {
        lat: usize,
        lon: usize,
    },
}

impl Ends {
    /// The ends that the names of columns say. None if one is not there.
    pub(super) fn of(columns: &Columns) -> Option<Self> {
        let letters = columns.letters_of_ends();
        Some(Self {
            from: End::of(columns, Side::From, letters.from)?,
            to: End::of(columns, Side::To, letters.to)?,
        })
    }

    /// The ends of a file without a header, by its number of columns: two places or four numbers.
    pub(super) fn guessed(count: usize) -> Option<Self> {
        let of = |from, to| {
            Some(Self {
                from: End::at(from, Side::From),
                to: End::at(to, Side::To),
            })
        };
        match count {
            2 => of(Where::Place(0), Where::Place(1)),
            4 => of(
                Where::Degrees { lat: 0, lon: 1 },
                Where::Degrees { lat: 2, lon: 3 },
            ),
            _ => None,
        }
    }

    /// False if a first line of four cells has a word among them: it is a header then, and of unknown names.
    pub(super) fn could_be(cells: &[&str]) -> bool {
        let has_digit = |cell: &&str| cell.contains(|c: char| c.is_numeric());
        cells.len() == 2 || cells.iter().all(has_digit)
    }

    /// Refuses columns of coordinates of which nothing says the end, where an end is a name: `from,lat,lon,to`.
    ///
    /// # Errors
    /// [`Error::Usage`] with what to write.
    pub(super) fn refuse_unsaid(&self, columns: &Columns, line: u64) -> Result<(), Error> {
        let names: Vec<&str> = columns.names().collect();
        let is_looked_up = |end: &End| matches!(end.at, Where::Place(_));
        let side = match (is_looked_up(&self.from), is_looked_up(&self.to)) {
            (true, _) => "from",
            (false, true) => "to",
            (false, false) => return Ok(()),
        };
        let find = |field| columns.find(Role::of(field));
        let option = |role: &str, at: usize| {
            format!(
                "--header {}",
                shell_quoted(&format!("{side}_{role}={}", names[at]))
            )
        };
        let (what, options) = match (find(Field::Latitude), find(Field::Longitude)) {
            (Some(lat), Some(lon)) => (
                format!("columns {:?} and {:?} hold", names[lat], names[lon]),
                format!("{} {}", option("lat", lat), option("lon", lon)),
            ),
            _ => match find(Field::Position) {
                Some(at) => (
                    format!("column {:?} holds", names[at]),
                    option("position", at),
                ),
                None => return Ok(()),
            },
        };
        Err(Error::Usage(format!(
            "line {line}: {what} coordinates, and nothing says of which end: say so, as in {options}"
        )))
    }

    /// True if a column need not be passed through: it says where an end is, or the results have a field for what it says.
    pub(super) fn uses(&self, column: usize, has_field: &impl Fn(&str) -> bool) -> bool {
        self.from
            .uses(column, ["from_name", "from_id", "from_country"], has_field)
            || self
                .to
                .uses(column, ["to_name", "to_id", "to_country"], has_field)
    }
}

impl End {
    const fn at(at: Where, side: Side) -> Self {
        Self {
            at,
            name: None,
            id: None,
            country: None,
            country_of_name: None,
            uncertainty: None,
            doubtful: Vec::new(),
            side,
            letters: Vec::new(),
        }
    }

    fn of(columns: &Columns, side: Side, letters: Vec<Letters>) -> Option<Self> {
        let find = |field| columns.find(Role::at(side, field));
        let uncertainty = find(Field::Uncertainty).map(|at| (at, columns.unit(at)));
        let at = match (find(Field::Latitude), find(Field::Longitude)) {
            (Some(lat), Some(lon)) => Where::Degrees { lat, lon },
            _ => match (find(Field::Position), find(Field::Name), find(Field::Id)) {
                (Some(position), ..) => Where::Place(position),
                // A name finds its place with its country, and what else is said of it is passed through.
                (None, Some(name), _) => {
                    return Some(Self {
                        country_of_name: find(Field::Country),
                        uncertainty,
                        doubtful: columns.of_side(side, name),
                        ..Self::at(Where::Place(name), side)
                    });
                }
                (None, None, Some(id)) => return Some(Self::at(Where::Place(id), side)),
                (None, None, None) => return None,
            },
        };
        Some(Self {
            at,
            name: find(Field::Name),
            id: find(Field::Id),
            country: find(Field::Country),
            country_of_name: None,
            uncertainty,
            doubtful: Vec::new(),
            side,
            letters,
        })
    }

    /// The first column of this end that holds a position without saying so, its name, and the end.
    pub(super) fn doubtful_position<'v>(
        &self,
        cell: &impl Fn(usize) -> Option<Value<'v>>,
    ) -> Option<(usize, &str, &'static str)> {
        let is_position = |at: usize| match cell(at) {
            Some(Value::Text(text)) => {
                text.contains(|c: char| c.is_ascii_digit())
                    && read_number(&text, &LONGITUDE).is_err()
                    && read_any(&text).is_ok()
            }
            _ => false,
        };
        let (at, name) = self.doubtful.iter().find(|(at, _)| is_position(*at))?;
        let end = if self.side == Side::From {
            "from"
        } else {
            "to"
        };
        Some((*at, name, end))
    }

    fn uses(&self, column: usize, fields: [&str; 3], has_field: &impl Fn(&str) -> bool) -> bool {
        let is_place = match self.at {
            Where::Place(at) => at == column,
            Where::Degrees { lat, lon } => lat == column || lon == column,
        };
        let country = self.country.or(self.country_of_name);
        let mut described = [self.name, self.id, country].into_iter().zip(fields);
        is_place || described.any(|(at, field)| at == Some(column) && has_field(field))
    }

    /// Degrees with the signs that columns of hemispheres give them.
    pub(super) fn signed<'v>(
        &self,
        degrees: (f64, f64),
        cell: &impl Fn(usize) -> Option<Value<'v>>,
    ) -> Result<(f64, f64), Fault> {
        if self.letters.is_empty() {
            return Ok(degrees);
        }
        let text = |at: usize| cell(at).map(Value::into_text);
        in_hemispheres(degrees, &self.letters, text)
            .map_err(|(at, reason)| Fault::Cell(at, Cow::Owned(reason)))
    }

    /// True if nothing is said of the place but where it is.
    pub(super) fn is_bare(&self) -> bool {
        self.name.is_none()
            && self.id.is_none()
            && self.country.is_none()
            && self.uncertainty.is_none()
    }

    /// The text of an end that is one cell.
    pub(super) fn only_text<'v>(
        &self,
        cell: &impl Fn(usize) -> Option<Value<'v>>,
    ) -> Option<Cow<'v, str>> {
        match (self.at, cell) {
            (Where::Place(at), cell) => match cell(at)? {
                Value::Text(text) => Some(text),
                _ => None,
            },
            (Where::Degrees { .. }, _) => None,
        }
    }

    /// The place with what other columns say of it.
    pub(super) fn described<'v>(
        &self,
        mut place: Place,
        cell: &impl Fn(usize) -> Option<Value<'v>>,
    ) -> Result<Place, Refused> {
        let text = |at: Option<usize>| {
            let text = cell(at?)?.into_text();
            (!text.is_empty()).then(|| text.into_owned())
        };
        if let Some(name) = text(self.name) {
            place.id = Some(id_of(&name))
                .filter(|id| !id.is_empty())
                .map(Cow::Owned);
            place.name = Cow::Owned(name);
        } else if place.name.is_empty() {
            place.name = Cow::Owned(place.position.to_string());
        }
        if let Some(id) = text(self.id) {
            place.id = Some(Cow::Owned(id));
        }
        if let Some(country) = text(self.country) {
            place.country = Some(Cow::Owned(country));
        }
        if let Some((at, unit)) = self.uncertainty {
            place.uncertainty_km = match cell(at) {
                None | Some(Value::Empty) => return Ok(place),
                Some(Value::Text(text)) if text.is_empty() => return Ok(place),
                // An exponent, as a number of a typed file has no separators to take for thousands.
                Some(Value::Number(number)) => {
                    read_cell(&format!("{number:e}"), unit, &UNCERTAINTY)
                }
                Some(other) => read_cell(&other.into_text(), unit, &UNCERTAINTY),
            }
            .map_err(|error| Refused::of(&error))?;
        }
        Ok(place)
    }
}

/// The degrees of a cell: a number, or degrees, minutes and seconds with or without a letter.
pub(super) fn degrees<'v>(
    at: usize,
    cell: &impl Fn(usize) -> Option<Value<'v>>,
    is_lat: bool,
) -> Result<f64, Fault> {
    let text = match cell(at) {
        Some(Value::Number(number)) => return Ok(number),
        #[expect(clippy::cast_precision_loss, reason = "what is a longitude is small")]
        Some(Value::Integer(number)) => return Ok(number as f64),
        Some(Value::Text(text)) if !text.is_empty() => text,
        Some(Value::Flag(flag)) => {
            let reason = format!("{flag} is not a number of degrees");
            return Err(Refused::because(reason).into());
        }
        Some(Value::Empty | Value::Text(_)) => {
            return Err(Fault::Cell(at, Cow::Borrowed("is empty")));
        }
        None => return Err(Fault::Cell(at, Cow::Borrowed("is missing"))),
    };
    let read = read_degrees(&text, is_lat);
    Ok(read.map_err(|error| match error {
        Error::Unreadable { name, reason, .. } => Refused {
            reason: format!("{name} {text:?} is not a number of degrees: {reason}"),
            kind: format!("{name} that is not a number of degrees"),
        },
        other => Refused::of(&other),
    })?)
}

/// Which way round a file counts its longitudes: told by the first that only one count has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turn {
    #[default]
    Unknown,
    /// From −180 to 180.
    Signed,
    /// From 0 to 360.
    Full,
}

impl Turn {
    /// A longitude from −180 to 180.
    pub(super) fn turned(&mut self, lon_deg: f64) -> Result<f64, Refused> {
        if lon_deg < 0.0 && *self != Self::Full {
            *self = Self::Signed;
            return Ok(lon_deg);
        }
        if lon_deg > 180.0 && lon_deg <= 360.0 && *self != Self::Signed {
            *self = Self::Full;
            // Without the digits that a subtraction of binary fractions adds.
            return Ok(((lon_deg - 360.0) * 1e9).round() / 1e9);
        }
        if lon_deg < 0.0 {
            return Err(Refused {
                reason: format!(
                    "longitude {lon_deg}° is negative, and others of the file are above 180°: longitudes are counted from \
                     −180 to 180° or from 0 to 360°, not both"
                ),
                kind: "longitude of another count".to_owned(),
            });
        }
        Ok(lon_deg)
    }

    pub(super) fn note(self) -> Option<String> {
        (self == Self::Full).then(|| {
            "its longitudes run from 0 to 360°: those above 180° are read as west".to_owned()
        })
    }
}
