//! Points made ready for the kernel: their coordinates, and the sines and cosines that every pair needs.

use std::ops::Range;

use super::kernel::{Columns, Starts};
use super::triangle::Reduced;
use super::{InstructionSet, dispatch};
use crate::error::{Error, Result};
use crate::geodesy::check_degrees;
use crate::position::Position;

/// One point made ready: the start of many pairs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    pub(super) degrees: (f64, f64),
    pub(super) reduced: Reduced,
}

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        let table: PointTable = std::iter::once(position).collect();
        let point = table.all();
        Self {
            degrees: point.degrees(0),
            reduced: point.columns.at(0),
        }
    }
}

/// Points with the sines and cosines that every pair needs, in columns: 48 bytes a point.
///
/// ```
/// use arcminute::geodesy::{PointTable, inverse_of_pairs};
/// let from = PointTable::from_degrees(&[51.51, 48.85], &[-0.13, 2.35])?;
/// let to = PointTable::from_degrees(&[48.85, 52.52], &[2.35, 13.41])?;
/// let legs = inverse_of_pairs(&from, &to)?;
/// // London to Paris and Paris to Berlin, in tests/reference/europe_distances.csv.
/// assert!((legs[0].distance.km() - 344.804_273).abs() < 1e-6);
/// assert!((legs[1].distance.km() - 880.534_994).abs() < 1e-6);
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct PointTable {
    lat_deg: Vec<f64>,
    lon_deg: Vec<f64>,
    sin_beta: Vec<f64>,
    cos_beta: Vec<f64>,
    sin_half_lon: Vec<f64>,
    cos_half_lon: Vec<f64>,
}

impl PointTable {
    /// Points at these latitudes and longitudes in degrees: −90…90, and any finite longitudes.
    ///
    /// # Errors
    /// [`Error::UnequalLengths`] unless there are as many longitudes as latitudes; [`Error::OutOfRange`] with index and
    /// value for an invalid coordinate.
    pub fn from_degrees(lat_deg: &[f64], lon_deg: &[f64]) -> Result<Self> {
        if lat_deg.len() != lon_deg.len() {
            return Err(Error::UnequalLengths {
                name: "column of longitudes",
                expected: lat_deg.len(),
                found: lon_deg.len(),
            });
        }
        check_degrees("", lat_deg, lon_deg)?;
        let mut table = Self::default();
        table.fill(lat_deg, lon_deg);
        Ok(table)
    }

    /// Replaces the points by those at these degrees, which have been checked.
    pub(in crate::geodesy) fn fill(&mut self, lat_deg: &[f64], lon_deg: &[f64]) {
        self.lat_deg.clear();
        self.lat_deg.extend_from_slice(lat_deg);
        self.lon_deg.clear();
        // Whole turns go by an exact remainder, before any arithmetic.
        let turned = |lon: &f64| {
            if lon.abs() <= 360.0 {
                *lon
            } else {
                *lon % 360.0
            }
        };
        self.lon_deg.extend(lon_deg.iter().map(turned));
        let columns = [
            &mut self.sin_beta,
            &mut self.cos_beta,
            &mut self.sin_half_lon,
            &mut self.cos_half_lon,
        ]
        .map(|column| {
            column.resize(lat_deg.len(), 0.0);
            &mut column[..]
        });
        dispatch::reduce(
            InstructionSet::best(),
            &self.lat_deg,
            &self.lon_deg,
            columns,
        );
    }

    /// The number of points.
    pub fn len(&self) -> usize {
        self.lat_deg.len()
    }

    /// True if there is no point.
    pub fn is_empty(&self) -> bool {
        self.lat_deg.is_empty()
    }

    /// All points.
    pub(crate) fn all(&self) -> Points<'_> {
        Points {
            lat_deg: &self.lat_deg,
            lon_deg: &self.lon_deg,
            columns: Columns {
                sin_beta: &self.sin_beta,
                cos_beta: &self.cos_beta,
                sin_half_lon: &self.sin_half_lon,
                cos_half_lon: &self.cos_half_lon,
            },
        }
    }
}

impl FromIterator<Position> for PointTable {
    fn from_iter<I: IntoIterator<Item = Position>>(positions: I) -> Self {
        let (lat_deg, lon_deg): (Vec<f64>, Vec<f64>) = positions
            .into_iter()
            .map(|position| (position.lat_deg(), position.lon_deg()))
            .unzip();
        let mut table = Self::default();
        table.fill(&lat_deg, &lon_deg);
        table
    }
}

/// Some or all points of a [`PointTable`], in its order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Points<'a> {
    lat_deg: &'a [f64],
    lon_deg: &'a [f64],
    pub(super) columns: Columns<'a>,
}

impl<'a> Points<'a> {
    /// The number of points.
    pub(crate) fn len(self) -> usize {
        self.lat_deg.len()
    }

    /// The points at `range`, as far as there are any: for work in blocks, or shared among threads.
    #[must_use]
    pub(crate) fn part(self, range: Range<usize>) -> Points<'a> {
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        Points {
            lat_deg: &self.lat_deg[start..end],
            lon_deg: &self.lon_deg[start..end],
            columns: self.columns.part(start, end - start),
        }
    }

    pub(super) fn degrees(self, index: usize) -> (f64, f64) {
        (self.lat_deg[index], self.lon_deg[index])
    }
}
