//! Files of pairs: one source and one destination a line, and whatever else stands beside them.
//!
//! With a header, the columns `from` and `to` hold places as on the command line, or `from_lat`, `from_lon`, `to_lat`
//! and `to_lon` hold degrees; all other columns are passed through. Without one, a line is two places or four numbers.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use crate::catalogue::{Place, Role, place};
use crate::delimited::{Record, records};
use crate::error::{Error, Result};
use crate::position::{Position, looks_like_position};
use crate::schema::{Inference, Kind};
use crate::shown;

/// Where a pair stands in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// The cells of the two places.
    Places([usize; 2]),
    /// The cells of latitude and longitude of the source, then of the destination.
    Degrees([usize; 4]),
}

/// How many names that are none are remembered, so that a file of nothing else does not fill the memory.
const MOST_REFUSED: usize = 10_000;

/// A file of pairs, read line by line.
pub(crate) struct Pairs<'r> {
    records: Box<dyn Iterator<Item = std::io::Result<Record>> + 'r>,
    first: Option<Record>,
    ends: Ends,
    /// Number of columns.
    width: usize,
    extra: Vec<usize>,
    extra_names: Vec<String>,
    names_positions: bool,
    /// What is wrong with names that were met, as source and as destination: a file has the same one on many lines, and
    /// to look for its nearest spellings takes longer than all else.
    refused: [HashMap<String, String>; 2],
}

/// One line of a file of pairs.
#[derive(Clone, Debug)]
pub(crate) struct PairLine {
    /// The source.
    pub from: Place,
    /// The destination.
    pub to: Place,
    /// The cells that are passed through, in the order of [`Pairs::extra_names`].
    pub extra: Vec<String>,
}

/// Opens a file of pairs: reads its header, or finds that it has none.
///
/// # Errors
/// [`Error::Usage`] if the file is empty, names half a pair, or has a line that is neither a header nor a pair;
/// [`Error::Output`] with what the system said if it cannot be read.
pub(crate) fn read<'r>(source: impl Read + 'r) -> Result<Pairs<'r>> {
    let mut records: Box<dyn Iterator<Item = _> + 'r> = Box::new(records(source));
    let Some(first) = records.next().transpose().map_err(read_error)? else {
        return Err(Error::Usage(
            "the file of pairs is empty; write lines of from,to".to_owned(),
        ));
    };
    let Ok(cells) = &first.cells else {
        return Err(Error::Usage(format!(
            "line {} of the pairs is not UTF-8 text",
            first.line
        )));
    };
    let written: Vec<String> = cells
        .iter()
        .map(|cell| cell.trim_start_matches('\u{feff}').to_owned())
        .collect();
    let names: Vec<String> = written.iter().map(|name| name.to_lowercase()).collect();
    let column = |name: &str| names.iter().position(|known| known == name);
    let places = [column("from"), column("to")];
    let degrees = [
        column("from_lat"),
        column("from_lon"),
        column("to_lat"),
        column("to_lon"),
    ];
    let (ends, first) = match (places, degrees) {
        ([Some(from), Some(to)], _) => (Ends::Places([from, to]), None),
        (_, [Some(from_lat), Some(from_lon), Some(to_lat), Some(to_lon)]) => {
            (Ends::Degrees([from_lat, from_lon, to_lat, to_lon]), None)
        }
        ([None, None], [None, None, None, None]) if names.len() == 2 => {
            (Ends::Places([0, 1]), Some(first))
        }
        ([None, None], [None, None, None, None]) if names.len() == 4 => {
            (Ends::Degrees([0, 1, 2, 3]), Some(first))
        }
        _ => {
            return Err(Error::Usage(format!(
                "line {} of the pairs is neither a header nor a pair: name columns from and to, or from_lat, \
                 from_lon, to_lat and to_lon; without a header, write two places or four numbers a line",
                first.line
            )));
        }
    };
    let taken: &[usize] = match &ends {
        Ends::Places(columns) => columns,
        Ends::Degrees(columns) => columns,
    };
    let extra: Vec<usize> = (0..names.len()).filter(|at| !taken.contains(at)).collect();
    let extra_names = extra.iter().map(|&at| written[at].clone()).collect();
    if first.is_none() {
        refuse_doubles(&names)?;
    }
    Ok(Pairs {
        records,
        first,
        ends,
        width: names.len(),
        extra,
        extra_names,
        names_positions: true,
        refused: <[_; 2]>::default(),
    })
}

/// Refuses columns of one name, of which formats with names could keep only one.
fn refuse_doubles(names: &[String]) -> Result<()> {
    let mut known = HashSet::new();
    match names.iter().find(|name| !known.insert(*name)) {
        None => Ok(()),
        Some(double) => Err(Error::Usage(format!(
            "the pairs have two columns {:?}, whatever the case: rename one",
            shown::cut(double)
        ))),
    }
}

/// What the system said of a file, or what is wrong with its records.
fn read_error(source: std::io::Error) -> Error {
    if source.kind() == std::io::ErrorKind::InvalidData {
        Error::Usage(source.to_string())
    } else {
        Error::Output(source)
    }
}

impl Pairs<'_> {
    /// The names of the columns that are passed through.
    pub(crate) fn extra_names(&self) -> &[String] {
        &self.extra_names
    }

    /// Leaves positions that are given by coordinates without a name, where nobody reads it: it takes longer to write
    /// than the distance to compute.
    #[must_use]
    pub(crate) fn without_names_of_positions(self) -> Self {
        Self {
            names_positions: false,
            ..self
        }
    }

    /// Reads all lines and finds the types of the columns that are passed through. Lines that are not text do not count.
    ///
    /// # Errors
    /// [`Error::Output`] with what the system said if the file cannot be read further.
    pub(crate) fn kinds_of_extra(self) -> Result<Vec<Kind>> {
        if self.extra.is_empty() {
            return Ok(Vec::new());
        }
        let mut columns = vec![Inference::default(); self.extra.len()];
        for record in self.first.map(Ok).into_iter().chain(self.records) {
            let Ok(cells) = record.map_err(read_error)?.cells else {
                continue;
            };
            for (column, &at) in columns.iter_mut().zip(&self.extra) {
                column.add(cells.get(at).map_or("", String::as_str));
            }
        }
        Ok(columns.into_iter().map(Inference::kind).collect())
    }

    fn place(&mut self, text: &str, role: Role) -> Result<Place, String> {
        if looks_like_position(text) {
            return text
                .parse()
                .map(|at| self.at(at))
                .map_err(|error| error.to_string());
        }
        let refused = &mut self.refused[usize::from(role == Role::To)];
        if let Some(reason) = refused.get(text) {
            return Err(reason.clone());
        }
        place(text, role).map_err(|error| {
            let reason = error.to_string();
            if refused.len() < MOST_REFUSED {
                refused.insert(text.to_owned(), reason.clone());
            }
            reason
        })
    }

    fn at(&self, position: Position) -> Place {
        if self.names_positions {
            Place::at(position)
        } else {
            Place::nameless(position)
        }
    }

    fn at_degrees(&self, lat: &str, lon: &str) -> Result<Place, String> {
        let number = |text: &str| {
            text.parse::<f64>()
                .map_err(|_| format!("{text:?} is not a number of degrees"))
        };
        Position::new(number(lat)?, number(lon)?)
            .map(|at| self.at(at))
            .map_err(|error| error.to_string())
    }

    fn parse(&mut self, record: &Record) -> Result<PairLine, String> {
        let cells = record.cells.as_ref().map_err(Clone::clone)?;
        if cells.len() > self.width {
            return Err(format!(
                "cells: {}, columns: {}; a cell with a comma is written in quotation marks",
                cells.len(),
                self.width
            ));
        }
        let cell = |at: usize| {
            cells
                .get(at)
                .map(String::as_str)
                .ok_or_else(|| format!("cell {} is missing", at + 1))
        };
        let (from, to) = match self.ends {
            Ends::Places([from, to]) => (
                self.place(cell(from)?, Role::From)?,
                self.place(cell(to)?, Role::To)?,
            ),
            Ends::Degrees([from_lat, from_lon, to_lat, to_lon]) => (
                self.at_degrees(cell(from_lat)?, cell(from_lon)?)?,
                self.at_degrees(cell(to_lat)?, cell(to_lon)?)?,
            ),
        };
        let extra = self
            .extra
            .iter()
            .map(|&at| cells.get(at).cloned().unwrap_or_default())
            .collect();
        Ok(PairLine { from, to, extra })
    }
}

impl Iterator for Pairs<'_> {
    type Item = Result<(u64, Result<PairLine, String>)>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = match self.first.take() {
            Some(first) => first,
            None => match self.records.next()? {
                Ok(record) => record,
                Err(error) => return Some(Err(read_error(error))),
            },
        };
        Some(Ok((record.line, self.parse(&record))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u64, Result<PairLine, String>)> {
        read(text.as_bytes()).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn headers_and_lines_without_one() {
        for text in [
            "from,to\nkapustin-yar,Berlin\n",
            "note,TO,from\nx,Berlin,kapustin-yar\n",
            "kapustin-yar,Berlin\n",
            "\u{feff}from,to\r\nkapustin-yar,Berlin\r\n",
            "from,to\n\"kapustin-yar\",\" Berlin \"",
        ] {
            let lines = lines(text);
            let pair = lines[0].1.as_ref().unwrap();
            assert_eq!(
                (pair.from.name.as_ref(), pair.to.name.as_ref()),
                ("Kapustin Yar", "Berlin"),
                "{text:?}"
            );
        }
        let lines = lines("48.57,45.75,52.52,13.405\n");
        assert_eq!(lines[0].1.as_ref().unwrap().to.name, "52.52°N 13.405°E");
    }

    #[test]
    fn a_bad_line_says_why_and_the_rest_goes_on() {
        let lines = lines("from,to,id\nkaliningrad,Berln,1\nkaliningrad\nkaliningrad,Berlin,3\n");
        assert_eq!(
            lines.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
            [2, 3, 4]
        );
        assert!(
            lines[0]
                .1
                .as_ref()
                .unwrap_err()
                .contains("did you mean berlin")
        );
        assert!(
            lines[1]
                .1
                .as_ref()
                .unwrap_err()
                .contains("cell 2 is missing")
        );
        assert_eq!(lines[2].1.as_ref().unwrap().extra, ["3"]);
    }

    #[test]
    fn a_name_that_is_refused_again_is_refused_alike() {
        let lines = lines("Berln,Berln\nBerln,Paris\nParis,Berln\nBerln,Paris\nParis,Berlin\n");
        let reasons: Vec<&str> = lines[..4]
            .iter()
            .map(|(_, pair)| {
                pair.as_ref()
                    .unwrap_err()
                    .split(';')
                    .next()
                    .unwrap_or_default()
            })
            .collect();
        assert_eq!(reasons, ["unknown place \"Berln\""; 4]);
        assert!(lines[4].1.is_ok());
    }

    #[test]
    fn files_that_are_none() {
        for text in [
            "",
            "from\nkaliningrad\n",
            "a,b,c\n",
            "from_lat,from_lon,to\n",
        ] {
            assert!(read(text.as_bytes()).is_err(), "{text:?}");
        }
    }
}
