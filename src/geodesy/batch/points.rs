//! Places made ready for the kernel: their coordinates, and the sines and cosines that every pair needs.

use std::ops::Range;

use super::kernel::{Columns, Starts};
use super::triangle::Reduced;
use super::{InstructionSet, UnequalLengths, dispatch, same_length};

/// One place made ready: the start of many pairs.
///
/// ```
/// use arcminute::geodesy::batch::{self, Point, PointTable};
/// let kapustin_yar = Point::from_degrees(48.57, 45.75);
/// let kyiv: PointTable = [(50.4501, 30.5234)].into_iter().collect();
/// let mut distances_m = [0.0];
/// batch::distances_m(kapustin_yar, kyiv.all(), &mut distances_m)?;
/// // The pair stands in tests/reference/geodesic_pairs.csv.
/// assert!((distances_m[0] - 1_120_289.154).abs() < 1e-3);
/// # Ok::<(), batch::UnequalLengths>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Point {
    lat_deg: f64,
    lon_deg: f64,
    pub(super) reduced: Reduced,
}

impl Point {
    /// A place at this latitude and longitude in degrees.
    ///
    /// ```
    /// use arcminute::geodesy::batch::{self, Point, PointTable};
    /// let warsaw: PointTable = [(52.2297, 21.0122)].into_iter().collect();
    /// let mut distances_m = [0.0];
    /// // Kaliningrad, 20.4522°E, after a full turn; the distance is that of tests/reference/geodesic_pairs.csv.
    /// batch::distances_m(Point::from_degrees(54.7104, 380.4522), warsaw.all(), &mut distances_m)?;
    /// assert!((distances_m[0] - 278_580.274).abs() < 1e-3);
    /// # Ok::<(), batch::UnequalLengths>(())
    /// ```
    pub fn from_degrees(lat_deg: f64, lon_deg: f64) -> Point {
        let table: PointTable = std::iter::once((lat_deg, lon_deg)).collect();
        Point {
            lat_deg,
            lon_deg,
            reduced: table.all().columns.at(0),
        }
    }

    pub(super) fn degrees(self) -> (f64, f64) {
        (self.lat_deg, self.lon_deg)
    }
}

/// Points with the sines and cosines that every pair needs, in columns: 48 bytes a point.
///
/// ```
/// use arcminute::geodesy::batch::{self, PointTable};
/// let capitals: PointTable = [(51.51, -0.13), (48.85, 2.35), (52.52, 13.41)].into_iter().collect();
/// let mut legs_m = [0.0; 2];
/// batch::pair_distances_m(capitals.all().part(0..2), capitals.all().part(1..3), &mut legs_m)?;
/// // London to Paris and Paris to Berlin, in tests/reference/europe_distances.csv.
/// assert!((legs_m[0] - 344_804.273).abs() < 1e-3);
/// assert!((legs_m[1] - 880_534.994).abs() < 1e-3);
/// # Ok::<(), batch::UnequalLengths>(())
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
    /// Points at these latitudes and longitudes in degrees.
    ///
    /// # Errors
    /// [`UnequalLengths`] unless there are as many longitudes as latitudes.
    ///
    /// ```
    /// use arcminute::geodesy::batch::{PointTable, UnequalLengths};
    /// let london_and_paris = PointTable::from_degrees(&[51.51, 48.85], &[-0.13, 2.35])?;
    /// assert_eq!(london_and_paris.len(), 2);
    /// let refused = PointTable::from_degrees(&[51.51, 48.85], &[-0.13]).err();
    /// assert_eq!(refused, Some(UnequalLengths { expected: 2, found: 1 }));
    /// # Ok::<(), UnequalLengths>(())
    /// ```
    pub fn from_degrees(lat_deg: &[f64], lon_deg: &[f64]) -> Result<PointTable, UnequalLengths> {
        same_length(lat_deg.len(), lon_deg.len())?;
        Ok(PointTable::new(lat_deg.to_vec(), lon_deg.to_vec()))
    }

    fn new(lat_deg: Vec<f64>, lon_deg: Vec<f64>) -> PointTable {
        let n = lat_deg.len();
        // What is out of range becomes NaN before any arithmetic, and whole turns go by an exact remainder.
        let checked_lat: Vec<f64> = lat_deg
            .iter()
            .map(|lat| if lat.abs() <= 90.0 { *lat } else { f64::NAN })
            .collect();
        let checked_lon: Vec<f64> = lon_deg
            .iter()
            .map(|lon| {
                if lon.abs() <= 360.0 {
                    *lon
                } else {
                    *lon % 360.0
                }
            })
            .collect();
        let [
            mut sin_beta,
            mut cos_beta,
            mut sin_half_lon,
            mut cos_half_lon,
        ] = [vec![0.0; n], vec![0.0; n], vec![0.0; n], vec![0.0; n]];
        let columns = [
            &mut sin_beta[..],
            &mut cos_beta[..],
            &mut sin_half_lon[..],
            &mut cos_half_lon[..],
        ];
        dispatch::reduce(InstructionSet::best(), &checked_lat, &checked_lon, columns);
        PointTable {
            lat_deg,
            lon_deg,
            sin_beta,
            cos_beta,
            sin_half_lon,
            cos_half_lon,
        }
    }

    /// How many points.
    ///
    /// ```
    /// use arcminute::geodesy::batch::PointTable;
    /// let london_and_paris: PointTable = [(51.51, -0.13), (48.85, 2.35)].into_iter().collect();
    /// assert_eq!(london_and_paris.len(), 2);
    /// ```
    pub fn len(&self) -> usize {
        self.lat_deg.len()
    }

    /// Whether there is no point.
    ///
    /// ```
    /// use arcminute::geodesy::batch::PointTable;
    /// assert!(PointTable::default().is_empty());
    /// assert!(!PointTable::from_iter([(51.51, -0.13)]).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.lat_deg.is_empty()
    }

    /// The point at `index`, if there is one.
    ///
    /// ```
    /// use arcminute::geodesy::batch::PointTable;
    /// let london_and_paris: PointTable = [(51.51, -0.13), (48.85, 2.35)].into_iter().collect();
    /// assert!(london_and_paris.get(1).is_some());
    /// assert!(london_and_paris.get(2).is_none());
    /// ```
    pub fn get(&self, index: usize) -> Option<Point> {
        (index < self.len()).then(|| Point {
            lat_deg: self.lat_deg[index],
            lon_deg: self.lon_deg[index],
            reduced: self.all().columns.at(index),
        })
    }

    /// All points.
    ///
    /// ```
    /// use arcminute::geodesy::batch::{self, Point, PointTable};
    /// let kyiv_and_vienna: PointTable = [(50.4501, 30.5234), (48.2082, 16.3738)].into_iter().collect();
    /// let mut distances_m = vec![f64::NAN; kyiv_and_vienna.len()];
    /// batch::distances_m(Point::from_degrees(48.57, 45.75), kyiv_and_vienna.all(), &mut distances_m)?;
    /// assert!(distances_m[0] < distances_m[1]);
    /// # Ok::<(), batch::UnequalLengths>(())
    /// ```
    pub fn all(&self) -> Points<'_> {
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

impl FromIterator<(f64, f64)> for PointTable {
    fn from_iter<I: IntoIterator<Item = (f64, f64)>>(points: I) -> PointTable {
        let (lat_deg, lon_deg) = points.into_iter().unzip();
        PointTable::new(lat_deg, lon_deg)
    }
}

/// Some or all points of a [`PointTable`], in its order.
///
/// ```
/// use arcminute::geodesy::batch::{self, Point, PointTable};
/// let capitals: PointTable = [(50.4501, 30.5234), (48.2082, 16.3738), (41.9028, 12.4964)].into_iter().collect();
/// let from_vienna_on = capitals.all().part(1..3);
/// let mut distances_m = [0.0; 2];
/// batch::distances_m(Point::from_degrees(48.57, 45.75), from_vienna_on, &mut distances_m)?;
/// // Kapustin Yar to Vienna and Rome, in tests/reference/geodesic_pairs.csv.
/// assert!((distances_m[0] - 2_162_578.684).abs() < 1e-3);
/// assert!((distances_m[1] - 2_690_424.394).abs() < 1e-3);
/// # Ok::<(), batch::UnequalLengths>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Points<'a> {
    lat_deg: &'a [f64],
    lon_deg: &'a [f64],
    pub(super) columns: Columns<'a>,
}

impl<'a> Points<'a> {
    /// How many points.
    ///
    /// ```
    /// use arcminute::geodesy::batch::PointTable;
    /// let capitals: PointTable = [(51.51, -0.13), (48.85, 2.35), (52.52, 13.41)].into_iter().collect();
    /// assert_eq!(capitals.all().len(), 3);
    /// assert_eq!(capitals.all().part(1..3).len(), 2);
    /// ```
    pub fn len(self) -> usize {
        self.lat_deg.len()
    }

    /// Whether there is no point.
    ///
    /// ```
    /// use arcminute::geodesy::batch::PointTable;
    /// let london: PointTable = [(51.51, -0.13)].into_iter().collect();
    /// assert!(!london.all().is_empty());
    /// assert!(london.all().part(1..2).is_empty());
    /// ```
    pub fn is_empty(self) -> bool {
        self.lat_deg.is_empty()
    }

    /// The points at `range`, as far as there are any: for work in blocks, or shared among threads.
    ///
    /// ```
    /// use arcminute::geodesy::batch::PointTable;
    /// let capitals: PointTable = [(51.51, -0.13), (48.85, 2.35), (52.52, 13.41)].into_iter().collect();
    /// assert_eq!(capitals.all().part(0..2).len(), 2);
    /// assert_eq!(capitals.all().part(2..100).len(), 1);
    /// ```
    #[must_use]
    pub fn part(self, range: Range<usize>) -> Points<'a> {
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
