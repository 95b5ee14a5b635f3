//! What a text stands for as a place.

use arcminute::catalogue::{self, Role};
use arcminute::schema::{Cell, Kind, Unit};
use pyo3::prelude::*;

use crate::table::{Rows, Table};
use crate::value_error;

const COLUMNS: [(&str, Kind); 8] = [
    ("id", Kind::Text),
    ("name", Kind::Text),
    ("country", Kind::Text),
    ("lat_deg", Kind::Number(Unit::Deg)),
    ("lon_deg", Kind::Number(Unit::Deg)),
    ("uncertainty_km", Kind::Number(Unit::Km)),
    ("capital", Kind::Flag),
    ("population", Kind::Integer),
];

/// The place of a name, or the places of a group, as a source (`from`) or as a destination (`to`).
#[pyfunction]
pub(crate) fn places(text: &str, role: &str) -> PyResult<Table> {
    let role = match role {
        "from" => Role::From,
        "to" => Role::To,
        other => {
            return Err(value_error(format!(
                "role is {other:?}, but must be \"from\" or \"to\""
            )));
        }
    };
    let mut rows = Rows::new(&COLUMNS);
    for place in catalogue::places(text, role).map_err(value_error)? {
        rows.push(&[
            place.id.as_deref().map_or(Cell::Null, Cell::Text),
            Cell::Text(&place.name),
            place.country.as_deref().map_or(Cell::Null, Cell::Text),
            Cell::Number(place.position.lat_deg()),
            Cell::Number(place.position.lon_deg()),
            Cell::Number(place.uncertainty_km),
            Cell::Flag(place.capital),
            place
                .population
                .map_or(Cell::Null, |count| Cell::Integer(count.into())),
        ])
        .map_err(value_error)?;
    }
    rows.finish().map_err(value_error)
}
