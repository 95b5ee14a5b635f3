//! From numbers of a file to positions: the count of longitudes, and columns that stand the wrong way round.

use super::{MOST_PLACES, Name, NamedPoint, PlacesFile, refused};
use crate::error::{Error, Result};
use crate::position::Position;
use crate::table::Fault;

/// A place before its coordinates are checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    pub(super) line: u64,
    pub(super) name: String,
    pub(super) id: Option<String>,
    pub(super) lat_deg: f64,
    /// −180 to 360.
    pub(super) lon_deg: f64,
    pub(super) uncertainty_km: Option<f64>,
    pub(super) country: Option<String>,
    /// What was assumed of its position.
    pub(super) note: Option<&'static str>,
}

/// The most lines that are no places: of a file with more something else is wrong.
const MOST_FAULTS: usize = 100_000;

/// Degrees of a full turn.
const FULL_TURN_DEG: f64 = 360.0;

/// What to do with coordinates of a plane.
pub(crate) const PROJECTED: &str = "eastings and northings need their map projection, which is not said here: save the file with degrees \
    on WGS 84 (EPSG:4326), as QGIS does (Export, Save Features As) and `ogr2ogr -t_srs EPSG:4326`; of UTM, a column of the zone will do, \
    as 34U or 34N";

/// The places of a file as they are read.
#[derive(Debug, Default)]
pub(super) struct Collector {
    drafts: Vec<Draft>,
    /// Names without coordinates, and what is said of them where others have some.
    names: Vec<(Name, String)>,
    faults: Vec<Fault>,
    pub(super) notes: Vec<String>,
    /// A header, or the form of the file, says what its names are.
    pub(super) has_header: bool,
    /// Nothing in the file says which of two numbers is the latitude.
    pub(super) order_is_assumed: bool,
}

impl Collector {
    /// Takes a place.
    ///
    /// # Errors
    /// [`Error::Usage`] for one too many.
    pub(super) fn push(&mut self, draft: Draft) -> Result<()> {
        if self.drafts.len() >= MOST_PLACES {
            return Err(refused(format!(
                "line {}: the file has more than {} places, the most that are read",
                draft.line, MOST_PLACES
            )));
        }
        if let Some(note) = draft.note
            && !self.notes.iter().any(|known| known.ends_with(note))
        {
            self.notes.push(format!("line {}: {note}", draft.line));
        }
        self.drafts.push(draft);
        Ok(())
    }

    /// Takes a name without coordinates. It is a place of its own if the whole file has none, and else wrong for this reason.
    ///
    /// # Errors
    /// [`Error::Usage`] for one too many.
    pub(super) fn name(&mut self, name: Name, reason: impl Into<String>) -> Result<()> {
        if self.names.len() >= MOST_PLACES {
            return Err(refused(format!(
                "line {}: the file has more than {MOST_PLACES} places, the most that are read",
                name.line
            )));
        }
        self.names.push((name, reason.into()));
        Ok(())
    }

    /// Takes what is wrong with a row. Of a file that is of something else altogether not every line is kept.
    pub(super) fn fault(&mut self, line: u64, reason: impl Into<String>) {
        if self.faults.len() > MOST_FAULTS {
            return;
        }
        self.faults.push(Fault {
            line,
            reason: reason.into(),
        });
    }

    /// The number of rows that were read, well or badly.
    #[cfg(feature = "formats")]
    pub(super) fn count(&self) -> usize {
        self.drafts.len() + self.names.len() + self.faults.len()
    }

    /// The places whose coordinates are positions.
    ///
    /// # Errors
    /// [`Error::Usage`] if the file has nothing to read.
    pub(super) fn finish(mut self) -> Result<PlacesFile> {
        if let Some(fault) = self.faults.get(MOST_FAULTS) {
            return Err(refused(format!(
                "more than {MOST_FAULTS} of its lines are no places, at last line {}: {}",
                fault.line, fault.reason
            )));
        }
        if self.drafts.is_empty() && !self.names.is_empty() {
            let names = self.names.into_iter();
            return Ok(PlacesFile {
                names: names.map(|(name, _)| name).collect(),
                has_header: self.has_header,
                faults: self.faults,
                notes: self.notes,
                ..PlacesFile::default()
            });
        }
        for (name, reason) in std::mem::take(&mut self.names) {
            self.fault(name.line, reason);
        }
        if self.drafts.is_empty() && self.faults.is_empty() {
            return Err(refused("the file has no places"));
        }
        self.refuse_metres()?;
        self.exchange_assumed_order();
        self.turn_longitudes();
        let mut points = Vec::with_capacity(self.drafts.len());
        let mut exchanged = 0_usize;
        for draft in self.drafts {
            match Position::new(draft.lat_deg, draft.lon_deg) {
                Ok(position) => points.push(NamedPoint {
                    is_named: !draft.name.is_empty(),
                    id: draft.id,
                    name: if draft.name.is_empty() {
                        position.to_string()
                    } else {
                        draft.name
                    },
                    position,
                    uncertainty_km: draft.uncertainty_km,
                    country: draft.country,
                    line: draft.line,
                }),
                Err(error) => {
                    exchanged += usize::from(Position::new(draft.lon_deg, draft.lat_deg).is_ok());
                    self.faults.push(Fault {
                        line: draft.line,
                        reason: error.to_string(),
                    });
                }
            }
        }
        if exchanged > 0 {
            self.notes.push(format!(
                "{exchanged} of the places would be positions with latitude and longitude exchanged: look at them, or at \
                 the names of the columns"
            ));
        }
        let is_origin = |point: &&NamedPoint| {
            point.position.lat_deg().abs() + point.position.lon_deg().abs() <= 0.0
        };
        let mut origins = points.iter().filter(is_origin);
        if let Some(first) = origins.next() {
            let count = origins.count() + 1;
            let more = if count > 1 {
                format!(" and {} more", count - 1)
            } else {
                String::new()
            };
            self.notes.push(format!(
                "line {}{more}: 0,0 lies in the Gulf of Guinea, and often stands for a position that is missing",
                first.line
            ));
        }
        self.faults.sort_by_key(|fault| fault.line);
        Ok(PlacesFile {
            points,
            names: Vec::new(),
            has_header: self.has_header,
            faults: self.faults,
            notes: self.notes,
        })
    }

    /// Refuses a file all of whose coordinates are beyond any count of degrees.
    fn refuse_metres(&self) -> Result<()> {
        let is_beyond = |draft: &Draft| {
            draft.lat_deg.abs() > FULL_TURN_DEG || draft.lon_deg.abs() > FULL_TURN_DEG
        };
        match self.drafts.first() {
            Some(first) if self.drafts.iter().all(is_beyond) => Err(refused(format!(
                "line {}: {}, {} are no degrees: {PROJECTED}",
                first.line, first.lat_deg, first.lon_deg
            ))),
            _ => Ok(()),
        }
    }

    /// Without a header latitude comes first, unless that cannot be and the other order can.
    fn exchange_assumed_order(&mut self) {
        if !self.order_is_assumed || self.drafts.is_empty() {
            return;
        }
        let can_be = |lat: f64, lon: f64| lat.abs() <= 90.0 && (-180.0..=360.0).contains(&lon);
        let is_first = |draft: &Draft| can_be(draft.lat_deg, draft.lon_deg);
        let is_second = |draft: &Draft| can_be(draft.lon_deg, draft.lat_deg);
        let first = self.drafts.iter().filter(|draft| is_first(draft)).count();
        let second = self.drafts.iter().filter(|draft| is_second(draft)).count();
        if second > first && second == self.drafts.len() {
            for draft in &mut self.drafts {
                std::mem::swap(&mut draft.lat_deg, &mut draft.lon_deg);
            }
            self.notes.push(
                "the file has no header, and is read as longitude, latitude: the other way round there would be latitudes \
                 beyond 90°"
                    .to_owned(),
            );
        } else {
            self.notes
                .push("the file has no header, and is read as latitude, longitude".to_owned());
        }
    }

    /// Longitudes of a file that counts from 0 to 360 are turned into those of −180 to 180.
    fn turn_longitudes(&mut self) {
        let counts_on = self
            .drafts
            .iter()
            .any(|draft| draft.lon_deg > 180.0 && draft.lon_deg <= 360.0);
        let has_negative = self.drafts.iter().any(|draft| draft.lon_deg < 0.0);
        if !counts_on || has_negative {
            return;
        }
        for draft in &mut self.drafts {
            if draft.lon_deg > 180.0 && draft.lon_deg <= 360.0 {
                // Without the digits that a subtraction of binary fractions adds.
                draft.lon_deg = ((draft.lon_deg - 360.0) * 1e9).round() / 1e9;
            }
        }
        self.notes.push(
            "its longitudes run from 0 to 360°: those above 180° are read as west".to_owned(),
        );
    }
}

/// What an error says of one value, for a fault that has its line beside it.
pub(super) fn said(error: &Error) -> String {
    error.to_string()
}
