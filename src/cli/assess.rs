//! Rows of pairs from the tables of another program: `check --pairs` without files.

use std::collections::HashMap;
use std::ffi::OsString;

use super::host::parse;
use super::rows::cells;
use super::{Command, check};
use crate::catalogue::{Place, Role, place};
use crate::geodesy::{self, PointTable};
use crate::model::{Column, Pair, Plan, Study};
use crate::position::Position;
use crate::schema::{Cell, Kind, Needs};
use crate::{Error, Result};

/// Maximum number of place names that are kept with their places.
const MAX_KNOWN: usize = 100_000;

/// One end of a pair.
#[derive(Clone, Copy, Debug)]
pub enum End<'t> {
    /// A place as on the command line.
    Name(&'t str),
    /// Latitude and longitude, degrees.
    Degrees(f64, f64),
}

/// A request for pairs: systems, assumptions and fields.
#[derive(Debug)]
pub struct Assessor {
    study: Study,
    columns: Vec<Column>,
    needs: Needs,
    has_names: bool,
}

/// Places of names that were looked up before: as source, and as destination.
#[derive(Debug, Default)]
pub struct Known<'t>([HashMap<&'t str, std::result::Result<Place, String>>; 2]);

/// A row, or the reason why there is none.
pub type AssessedRow<'r> = std::result::Result<&'r [Cell<'r>], String>;

impl Assessor {
    /// From arguments of `check` without places.
    ///
    /// # Errors
    /// Faults in the arguments.
    pub fn new(arguments: impl IntoIterator<Item = OsString>) -> Result<Self> {
        let all: Vec<OsString> = std::iter::once("check".into()).chain(arguments).collect();
        let Some(Command::Check(args)) = parse(&all)?.command else {
            return Err(Error::Usage("these are no options of check".to_owned()));
        };
        let (study, columns) = check::rule(&args)?;
        Ok(Self {
            study,
            needs: Needs::of(&columns),
            has_names: columns
                .iter()
                .any(|column| matches!(column.name, "from_name" | "to_name")),
            columns,
        })
    }

    /// Names and types of the fields.
    pub fn columns(&self) -> Vec<(&'static str, Kind)> {
        let columns = self.columns.iter();
        columns.map(|column| (column.name, column.kind)).collect()
    }

    /// Whether every row can have this end: a place for all rows is wrong before there are any.
    ///
    /// # Errors
    /// An unreadable place, or degrees out of range.
    pub fn check_end(&self, end: End<'_>, role: Role) -> Result<()> {
        match end {
            End::Degrees(lat_deg, lon_deg) => Position::new(lat_deg, lon_deg).map(drop),
            End::Name(text) => place(text, role).map(drop),
        }
    }

    /// Calls `each` with the number of every pair and its rows, in order: one per system, or one without a system. The
    /// geodesics are those of `check`, to the last bit.
    ///
    /// A pair with an end of None has no row. An unreadable end or a row that cannot be computed is passed to `each` as its
    /// reason. Names that can be many, and slow to look up where they are wrong, are looked up only while `is_stopped` says no.
    ///
    /// # Errors
    /// Those of `each`; [`Error::Interrupted`] where it was stopped.
    pub fn assess<'t>(
        &self,
        pairs: &[(Option<End<'t>>, Option<End<'t>>)],
        known: &mut Known<'t>,
        is_stopped: &dyn Fn() -> bool,
        each: &mut dyn FnMut(usize, AssessedRow<'_>) -> Result<()>,
    ) -> Result<()> {
        let plan = Plan::new(&self.study);
        let mut read = Vec::with_capacity(pairs.len());
        for (number, (from, to)) in pairs.iter().enumerate() {
            let (Some(from), Some(to)) = (from, to) else {
                continue;
            };
            if is_stopped() {
                return Err(Error::Interrupted);
            }
            let from = self.place(*from, Role::From, &mut known.0[0]);
            let ends =
                from.and_then(|from| Ok((from, self.place(*to, Role::To, &mut known.0[1])?)));
            read.push((number, ends));
        }
        let ready = || read.iter().filter_map(|(_, ends)| ends.as_ref().ok());
        let from: PointTable = ready().map(|(from, _)| from.position).collect();
        let to: PointTable = ready().map(|(_, to)| to.position).collect();
        let mut tracks = geodesy::inverse_of_pairs(&from, &to)?.into_iter();
        for (number, ends) in &read {
            let (from, to) = match ends {
                Ok(ends) => (&ends.0, &ends.1),
                Err(reason) => {
                    each(*number, Err(reason.clone()))?;
                    continue;
                }
            };
            // There is a geodesic for each pair that could be read.
            let Some(track) = tracks.next() else { break };
            let pair = Pair::with_track(from, to, &self.study.bands, track, self.needs);
            for row in plan.rows_between(pair, self.needs) {
                match row {
                    Ok(row) => each(*number, Ok(&cells(&self.columns, &row)))?,
                    Err(failure) => {
                        let reason = format!("{}: {}", failure.system, failure.error);
                        each(*number, Err(reason))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn place<'t>(
        &self,
        end: End<'t>,
        role: Role,
        known: &mut HashMap<&'t str, std::result::Result<Place, String>>,
    ) -> std::result::Result<Place, String> {
        match end {
            End::Degrees(lat_deg, lon_deg) => {
                let position =
                    Position::new(lat_deg, lon_deg).map_err(|error| error.to_string())?;
                // Writing the name takes longer than the distance.
                Ok(if self.has_names {
                    Place::at(position)
                } else {
                    Place::nameless(position)
                })
            }
            End::Name(text) => {
                if let Some(found) = known.get(text) {
                    return found.clone();
                }
                let found = place(text, role).map_err(|error| error.to_string());
                if known.len() < MAX_KNOWN {
                    known.insert(text, found.clone());
                }
                found
            }
        }
    }
}
