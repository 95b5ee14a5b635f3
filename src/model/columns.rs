//! The fields of a row: the same names in the same order in every machine format.

use super::{Assessment, BallisticArc, Flight, SystemAssessment};
use crate::catalogue::Reach;
use crate::catalogue::{Basing, Place};
use crate::error::{Error, Result};
use crate::names::nearest;
use crate::quantity::Interval;
use crate::record::Cell;
use crate::treaty::TreatyStatus;

/// A field of an assessment: its name with its unit, and how to read it.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The field's name.
    pub name: &'static str,
    /// The field of one row.
    pub value: for<'r> fn(&'r Assessment<'_>) -> Cell<'r>,
}

/// Declares the table of columns: a name and an expression over the row for each.
macro_rules! columns {
    ($($name:ident: |$row:ident| $value:expr;)*) => {
        /// All columns in the order in which scripts may rely on them.
        pub const COLUMNS: &[Column] = &[$(Column { name: stringify!($name), value: |$row| $value }),*];
    };
}

columns! {
    from_id: |row| Cell::text(row.pair.from.id.as_deref());
    from_name: |row| Cell::Text(&row.pair.from.name);
    from_country: |row| country(row.pair.from);
    from_lat_deg: |row| Cell::Number(row.pair.from.position.lat_deg());
    from_lon_deg: |row| Cell::Number(row.pair.from.position.lon_deg());
    to_id: |row| Cell::text(row.pair.to.id.as_deref());
    to_name: |row| Cell::Text(&row.pair.to.name);
    to_country: |row| country(row.pair.to);
    to_lat_deg: |row| Cell::Number(row.pair.to.position.lat_deg());
    to_lon_deg: |row| Cell::Number(row.pair.to.position.lon_deg());
    distance_km: |row| Cell::Number(row.pair.track.distance.km());
    initial_azimuth_deg: |row| Cell::number(row.pair.track.azimuths_deg.map(|(initial, _)| initial));
    final_azimuth_deg: |row| Cell::number(row.pair.track.azimuths_deg.map(|(_, last)| last));
    band_set: |row| Cell::Text(&row.pair.bands.id);
    distance_band: |row| Cell::Text(&row.pair.band.id);
    distance_band_margin_km: |row| Cell::number(row.pair.margin_km);
    distance_band_certain: |row| Cell::Flag(row.pair.band_certain);
    system_id: |row| of_system(row, |it| Cell::Text(&it.system.id));
    system_name: |row| of_system(row, |it| Cell::Text(&it.system.name));
    system_kind: |row| of_system(row, |it| Cell::Text(it.system.kind.code()));
    system_basing: |row| of_system(row, |it| Cell::text(it.system.basing.map(Basing::code)));
    range_low_km: |row| range(row, |range_km| range_km.low);
    range_nominal_km: |row| range(row, |range_km| range_km.nominal);
    range_high_km: |row| range(row, |range_km| range_km.high);
    system_band: |row| of_system(row, |it| Cell::text(it.band.map(|band| band.id.as_ref())));
    treaty_status: |row| of_system(row, |it| Cell::text(it.treaty_status.map(TreatyStatus::code)));
    reach: |row| of_system(row, |it| Cell::text(it.reach.map(Reach::code)));
    trajectory: |row| flight(row).and_then(|it| it.arc.as_ref()).map_or(Cell::Null, |it| Cell::Trajectory(it.trajectory));
    launch_speed_km_s: |row| of_arc(row, |it| it.arc.launch_speed_km_s);
    launch_angle_deg: |row| of_arc(row, |it| it.arc.launch_angle_deg);
    apogee_km: |row| of_arc(row, |it| it.arc.apogee_km);
    free_flight_time_s: |row| of_arc(row, |it| it.free_flight_s.nominal);
    flight_time_low_s: |row| of_flight(row, |it| it.time_s.low);
    flight_time_s: |row| of_flight(row, |it| it.time_s.nominal);
    flight_time_high_s: |row| of_flight(row, |it| it.time_s.high);
    detection: |row| flight(row).map_or(Cell::Null, |it| Cell::Text(it.detection.code()));
    warning_time_low_s: |row| of_flight(row, |it| it.warning_s.low);
    warning_time_s: |row| of_flight(row, |it| it.warning_s.nominal);
    warning_time_high_s: |row| of_flight(row, |it| it.warning_s.high);
    caveats: |row| Cell::Caveats(row.caveats);
}

/// The field that tells rows apart which assume different things: beside [`COLUMNS`] where a run has several cases.
pub const CASE: Column = Column {
    name: "case",
    value: |row| Cell::text(row.case),
};

/// What fields need that is not had for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// Arcs and times.
    pub flight: bool,
    /// Caveats, which look at flights and at other models of the Earth.
    pub caveats: bool,
}

impl Needs {
    /// Distance and band alone.
    pub const NONE: Self = Self {
        flight: false,
        caveats: false,
    };

    /// Everything.
    pub const ALL: Self = Self {
        flight: true,
        caveats: true,
    };

    /// What these fields need.
    pub fn of(columns: &[Column]) -> Self {
        // From the trajectory on, every field is of a flight.
        let of_flight = COLUMNS
            .iter()
            .skip_while(|column| column.name != "trajectory");
        let names: Vec<&str> = of_flight.map(|column| column.name).collect();
        Self {
            flight: columns.iter().any(|column| names.contains(&column.name)),
            caveats: columns.iter().any(|column| column.name == "caveats"),
        }
    }
}

/// The column of this name.
///
/// # Errors
/// [`Error::Unknown`] with the nearest names.
pub fn column(name: &str) -> Result<Column> {
    let known = || COLUMNS.iter().chain([&CASE]);
    known()
        .find(|column| column.name == name)
        .copied()
        .ok_or_else(|| Error::Unknown {
            what: "column",
            name: name.to_owned(),
            nearest: nearest(name, known().map(|column| column.name)),
            advice: "",
        })
}

/// The columns of a comma-separated list, in its order.
///
/// # Errors
/// [`Error::Unknown`] for a name that is no column, [`Error::Usage`] for one that is given twice or for no name.
pub fn columns(list: &str) -> Result<Vec<Column>> {
    let mut picked: Vec<Column> = Vec::new();
    for name in list
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let column = column(name)?;
        if picked.iter().any(|known| known.name == name) {
            return Err(Error::Usage(format!("column {name} is given twice")));
        }
        picked.push(column);
    }
    if picked.is_empty() {
        return Err(Error::Usage(
            "no column is named; write --columns from_name,to_name,distance_km".to_owned(),
        ));
    }
    Ok(picked)
}

fn country(place: &Place) -> Cell<'_> {
    Cell::text(place.country.as_deref())
}

fn of_system<'r>(
    row: &'r Assessment<'_>,
    value: fn(&'r SystemAssessment<'_>) -> Cell<'r>,
) -> Cell<'r> {
    row.system.as_ref().map_or(Cell::Null, value)
}

fn range<'r>(row: &'r Assessment<'_>, end: fn(Interval) -> f64) -> Cell<'r> {
    Cell::number(row.system.and_then(|it| it.system.range_km).map(end))
}

fn flight<'r>(row: &'r Assessment<'_>) -> Option<&'r Flight> {
    row.system.as_ref()?.flight.as_ref()
}

fn of_flight<'r>(row: &'r Assessment<'_>, value: fn(&Flight) -> f64) -> Cell<'r> {
    Cell::number(flight(row).map(value))
}

fn of_arc<'r>(row: &'r Assessment<'_>, value: fn(&BallisticArc) -> f64) -> Cell<'r> {
    Cell::number(flight(row).and_then(|it| it.arc.as_ref()).map(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::System;
    use crate::model::{Plan, Study};

    #[test]
    fn what_is_not_needed_changes_no_field() {
        let systems = ["9m729", "oreshnik"].map(|name| System::named(name).unwrap());
        let study = Study::new("kapustin-yar", "@capitals").unwrap();
        let study = study.with_systems([&systems[..], &[System::GENERIC_BALLISTIC]].concat());
        let plan = Plan::new(&study);
        let (all, _) = plan.assess_all();
        for column in COLUMNS {
            let some = plan.rows(Needs::of(&[*column]));
            for (all, some) in all.iter().zip(some) {
                let some = some.row.unwrap();
                let to = &all.pair.to.name;
                assert_eq!(
                    (column.value)(&some),
                    (column.value)(all),
                    "{} to {to}",
                    column.name
                );
            }
        }
    }
}
