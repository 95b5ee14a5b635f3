//! Distances and azimuths on WGS 84 for very many pairs: one place to many, or pairs side by side.
//!
//! The shortest geodesic between two points of the ellipsoid, by the series of C. F. F. Karney, "Algorithms for
//! geodesics", J. Geodesy 87 (2013) 43–55, arranged so that the compiler works on two to eight pairs at a time.
//! Sines and cosines are taken once per point, in a [`PointTable`]; a pair then costs two square roots, a few
//! divisions and some 150 multiplications and additions.
//!
//! **Error.** Every distance is within 1 µm of geographiclib-rs (in tests within 0.1 µm; typically 2 nm, the
//! rounding of the coordinates); so the batch and the single pair may differ by that much, and no more. Azimuths are
//! within 1e-9° of geographiclib-rs, except where the two places are a short distance s apart, or s from antipodal:
//! there rounding of the coordinates moves both by 2e-7° m / s. Pairs that the kernel cannot settle, near the antipode
//! (and, for azimuths, within 6 mm), are counted and computed by geographiclib-rs itself. Every instruction set gives
//! the same bits: no operation is fused, at the price of up to a quarter of the speed, so that what is written down does
//! not depend on the machine. The derivation is in `docs/geodesic-kernel.md`.
//!
//! **Input.** Degrees; latitude −90…90, any finite longitude. A NaN, an infinity or a latitude out of range gives NaN
//! in every result of its pairs, and nothing panics.
//!
//! ```
//! use arcminute::geodesy::batch::{self, Point, PointTable};
//! let cities: PointTable = [(52.52, 13.405), (48.8567, 2.3508), (50.45, 30.5233)].into_iter().collect();
//! let mut distances_m = vec![0.0; cities.len()];
//! batch::distances_m(Point::from_degrees(48.57, 45.75), cities.all(), &mut distances_m)?;
//! assert!((distances_m[0] - 2_313_964.663).abs() < 1e-3);
//! # Ok::<(), batch::UnequalLengths>(())
//! ```

use std::fmt;

use self::kernel::{BLOCK, Columns, Outputs, Scratch, Starts};
use self::triangle::Reduced;

pub use self::dispatch::InstructionSet;
pub use self::points::{Point, PointTable, Points};

mod dispatch;
mod elementary;
mod fallback;
mod kernel;
mod points;
mod polynomial;
mod series;
#[cfg(test)]
mod tests;
mod triangle;

/// Distances in metres from one place to each of `to`, into `distances_m`; how many pairs geographiclib-rs computed.
///
/// # Errors
/// [`UnequalLengths`], with nothing written, if there are not as many distances as places in `to`.
///
/// ```
/// use arcminute::geodesy::batch::{self, Point, PointTable};
/// let kyiv_and_vienna: PointTable = [(50.4501, 30.5234), (48.2082, 16.3738)].into_iter().collect();
/// let mut distances_m = [0.0; 2];
/// assert_eq!(batch::distances_m(Point::from_degrees(48.57, 45.75), kyiv_and_vienna.all(), &mut distances_m)?, 0);
/// // From Kapustin Yar, in tests/reference/geodesic_pairs.csv.
/// assert!((distances_m[0] - 1_120_289.154).abs() < 1e-3);
/// assert!((distances_m[1] - 2_162_578.684).abs() < 1e-3);
/// # Ok::<(), batch::UnequalLengths>(())
/// ```
pub fn distances_m(
    from: Point,
    to: Points,
    distances_m: &mut [f64],
) -> Result<usize, UnequalLengths> {
    InstructionSet::best().distances_m(from, to, distances_m)
}

/// Distances in metres from each of `from` to the place at the same position in `to`, into `distances_m`; how many
/// pairs geographiclib-rs computed.
///
/// # Errors
/// [`UnequalLengths`], with nothing written, unless all three are of one length.
///
/// ```
/// use arcminute::geodesy::batch::{self, PointTable};
/// let from: PointTable = [(48.57, 45.75), (54.7104, 20.4522)].into_iter().collect();
/// let to: PointTable = [(50.4501, 30.5234), (52.2297, 21.0122)].into_iter().collect();
/// let mut distances_m = [0.0; 2];
/// batch::pair_distances_m(from.all(), to.all(), &mut distances_m)?;
/// // Kapustin Yar to Kyiv and Kaliningrad to Warsaw, in tests/reference/geodesic_pairs.csv.
/// assert!((distances_m[0] - 1_120_289.154).abs() < 1e-3);
/// assert!((distances_m[1] - 278_580.274).abs() < 1e-3);
/// # Ok::<(), batch::UnequalLengths>(())
/// ```
pub fn pair_distances_m(
    from: Points,
    to: Points,
    distances_m: &mut [f64],
) -> Result<usize, UnequalLengths> {
    InstructionSet::best().pair_distances_m(from, to, distances_m)
}

/// Distances and azimuths from one place to each of `to`; how many pairs geographiclib-rs computed.
///
/// # Errors
/// [`UnequalLengths`], with nothing written, unless every column of `tracks` is as long as `to`.
///
/// ```
/// use arcminute::geodesy::batch::{self, Point, PointTable, Tracks};
/// let minsk_and_kyiv: PointTable = [(53.90, 27.57), (50.45, 30.52)].into_iter().collect();
/// let (mut distances_m, mut initial_azimuths_deg, mut final_azimuths_deg) = ([0.0; 2], [0.0; 2], [0.0; 2]);
/// let tracks = Tracks {
///     distances_m: &mut distances_m,
///     initial_azimuths_deg: &mut initial_azimuths_deg,
///     final_azimuths_deg: &mut final_azimuths_deg,
/// };
/// batch::tracks(Point::from_degrees(55.75, 37.62), minsk_and_kyiv.all(), tracks)?;
/// // Moscow to Kyiv in tests/reference/europe_distances.csv, where the azimuth is written −138.232330°.
/// assert!((distances_m[1] - 756_873.307).abs() < 1e-3);
/// assert!((initial_azimuths_deg[1] - 221.767_670).abs() < 1e-6);
/// # Ok::<(), batch::UnequalLengths>(())
/// ```
pub fn tracks(from: Point, to: Points, tracks: Tracks) -> Result<usize, UnequalLengths> {
    InstructionSet::best().tracks(from, to, tracks)
}

/// Distances and azimuths from each of `from` to the place at the same position in `to`; how many pairs
/// geographiclib-rs computed.
///
/// # Errors
/// [`UnequalLengths`], with nothing written, unless `from`, `to` and every column of `tracks` are of one length.
///
/// ```
/// use arcminute::geodesy::batch::{self, PointTable, Tracks};
/// let london_and_berlin = PointTable::from_degrees(&[51.51, 52.52], &[-0.13, 13.41])?;
/// let paris_and_warsaw = PointTable::from_degrees(&[48.85, 52.23], &[2.35, 21.01])?;
/// let (mut distances_m, mut initial_azimuths_deg, mut final_azimuths_deg) = ([0.0; 2], [0.0; 2], [0.0; 2]);
/// let tracks = Tracks {
///     distances_m: &mut distances_m,
///     initial_azimuths_deg: &mut initial_azimuths_deg,
///     final_azimuths_deg: &mut final_azimuths_deg,
/// };
/// batch::pair_tracks(london_and_berlin.all(), paris_and_warsaw.all(), tracks)?;
/// // London to Paris and Berlin to Warsaw, in tests/reference/europe_distances.csv.
/// assert!((initial_azimuths_deg[0] - 148.132_443).abs() < 1e-6);
/// assert!((initial_azimuths_deg[1] - 90.551_029).abs() < 1e-6);
/// # Ok::<(), batch::UnequalLengths>(())
/// ```
pub fn pair_tracks(from: Points, to: Points, tracks: Tracks) -> Result<usize, UnequalLengths> {
    InstructionSet::best().pair_tracks(from, to, tracks)
}

impl InstructionSet {
    /// [`distances_m`] with these instructions.
    ///
    /// # Errors
    /// As [`distances_m`].
    ///
    /// ```
    /// use arcminute::geodesy::batch::{InstructionSet, Point, PointTable};
    /// let to: PointTable = [(0.0, 1.0)].into_iter().collect();
    /// let mut distances_m = [0.0];
    /// InstructionSet::Baseline.distances_m(Point::from_degrees(0.0, 0.0), to.all(), &mut distances_m)?;
    /// // A degree of the equator: 6,378,137 m times π/180.
    /// assert!((distances_m[0] - 6_378_137.0_f64.to_radians()).abs() < 1e-6);
    /// # Ok::<(), arcminute::geodesy::batch::UnequalLengths>(())
    /// ```
    pub fn distances_m(
        self,
        from: Point,
        to: Points,
        distances_m: &mut [f64],
    ) -> Result<usize, UnequalLengths> {
        same_length(to.len(), distances_m.len())?;
        Ok(run::<false>(
            self,
            from.reduced,
            |_| from.degrees(),
            to,
            only(distances_m),
        ))
    }

    /// [`pair_distances_m`] with these instructions.
    ///
    /// # Errors
    /// As [`pair_distances_m`].
    ///
    /// ```
    /// use arcminute::geodesy::batch::{InstructionSet, PointTable};
    /// let places: PointTable = [(0.0, 0.0), (5.0, 5.0)].into_iter().collect();
    /// let mut distances_m = [f64::NAN; 2];
    /// InstructionSet::Baseline.pair_distances_m(places.all(), places.all(), &mut distances_m)?;
    /// assert_eq!(distances_m, [0.0, 0.0]);
    /// # Ok::<(), arcminute::geodesy::batch::UnequalLengths>(())
    /// ```
    pub fn pair_distances_m(
        self,
        from: Points,
        to: Points,
        distances_m: &mut [f64],
    ) -> Result<usize, UnequalLengths> {
        same_length(to.len(), from.len())?;
        same_length(to.len(), distances_m.len())?;
        Ok(run::<false>(
            self,
            from.columns,
            |i| from.degrees(i),
            to,
            only(distances_m),
        ))
    }

    /// [`tracks`](fn@tracks) with these instructions.
    ///
    /// # Errors
    /// As [`tracks`](fn@tracks).
    ///
    /// ```
    /// use arcminute::geodesy::batch::{InstructionSet, Point, PointTable, Tracks};
    /// let to: PointTable = [(0.0, 1.0)].into_iter().collect();
    /// let [mut distances_m, mut initial_azimuths_deg, mut final_azimuths_deg] = [[f64::NAN]; 3];
    /// let columns = Tracks {
    ///     distances_m: &mut distances_m,
    ///     initial_azimuths_deg: &mut initial_azimuths_deg,
    ///     final_azimuths_deg: &mut final_azimuths_deg,
    /// };
    /// InstructionSet::Baseline.tracks(Point::from_degrees(0.0, 0.0), to.all(), columns)?;
    /// // Along the equator to the east.
    /// assert!((initial_azimuths_deg[0] - 90.0).abs() < 1e-9 && (final_azimuths_deg[0] - 90.0).abs() < 1e-9);
    /// # Ok::<(), arcminute::geodesy::batch::UnequalLengths>(())
    /// ```
    pub fn tracks(self, from: Point, to: Points, tracks: Tracks) -> Result<usize, UnequalLengths> {
        tracks.check(to.len())?;
        Ok(run::<true>(
            self,
            from.reduced,
            |_| from.degrees(),
            to,
            tracks.outputs(),
        ))
    }

    /// [`pair_tracks`] with these instructions.
    ///
    /// # Errors
    /// As [`pair_tracks`].
    ///
    /// ```
    /// use arcminute::geodesy::batch::{InstructionSet, PointTable, Tracks};
    /// let from: PointTable = [(0.0, 0.0)].into_iter().collect();
    /// let to: PointTable = [(1.0, 0.0)].into_iter().collect();
    /// let [mut distances_m, mut initial_azimuths_deg, mut final_azimuths_deg] = [[f64::NAN]; 3];
    /// let columns = Tracks {
    ///     distances_m: &mut distances_m,
    ///     initial_azimuths_deg: &mut initial_azimuths_deg,
    ///     final_azimuths_deg: &mut final_azimuths_deg,
    /// };
    /// InstructionSet::Baseline.pair_tracks(from.all(), to.all(), columns)?;
    /// // Due north: 0°, and not 360°.
    /// assert!(initial_azimuths_deg[0].abs() < 1e-9);
    /// # Ok::<(), arcminute::geodesy::batch::UnequalLengths>(())
    /// ```
    pub fn pair_tracks(
        self,
        from: Points,
        to: Points,
        tracks: Tracks,
    ) -> Result<usize, UnequalLengths> {
        same_length(to.len(), from.len())?;
        tracks.check(to.len())?;
        Ok(run::<true>(
            self,
            from.columns,
            |i| from.degrees(i),
            to,
            tracks.outputs(),
        ))
    }
}

/// Columns to write distances and azimuths to.
///
/// ```
/// use arcminute::geodesy::batch::{self, Point, PointTable, Tracks};
/// let north_of_the_equator: PointTable = [(10.0, 0.0)].into_iter().collect();
/// let (mut distances_m, mut initial_azimuths_deg, mut final_azimuths_deg) = ([0.0], [0.0], [0.0]);
/// let tracks = Tracks {
///     distances_m: &mut distances_m,
///     initial_azimuths_deg: &mut initial_azimuths_deg,
///     final_azimuths_deg: &mut final_azimuths_deg,
/// };
/// batch::tracks(Point::from_degrees(20.0, 0.0), north_of_the_equator.all(), tracks)?;
/// // Due south along a meridian, at the end as at the start: in the direction of travel.
/// assert_eq!((initial_azimuths_deg[0], final_azimuths_deg[0]), (180.0, 180.0));
/// # Ok::<(), batch::UnequalLengths>(())
/// ```
#[derive(Debug)]
pub struct Tracks<'a> {
    /// Distances, metres.
    pub distances_m: &'a mut [f64],
    /// Azimuths at the start in the direction of travel, degrees clockwise from north, 0 ≤ a < 360.
    pub initial_azimuths_deg: &'a mut [f64],
    /// Azimuths at the end, likewise.
    pub final_azimuths_deg: &'a mut [f64],
}

impl<'a> Tracks<'a> {
    fn check(&self, length: usize) -> Result<(), UnequalLengths> {
        same_length(length, self.distances_m.len())?;
        same_length(length, self.initial_azimuths_deg.len())?;
        same_length(length, self.final_azimuths_deg.len())
    }

    fn outputs(self) -> Outputs<'a> {
        Outputs {
            distances_m: self.distances_m,
            initial_azimuths_deg: self.initial_azimuths_deg,
            final_azimuths_deg: self.final_azimuths_deg,
        }
    }
}

/// Two columns that should be of one length are not.
///
/// ```
/// use arcminute::geodesy::batch::{self, Point, PointTable, UnequalLengths};
/// let london_and_paris: PointTable = [(51.51, -0.13), (48.85, 2.35)].into_iter().collect();
/// let refused = batch::distances_m(Point::from_degrees(52.52, 13.41), london_and_paris.all(), &mut [0.0; 3]);
/// assert_eq!(refused, Err(UnequalLengths { expected: 2, found: 3 }));
/// assert_eq!(UnequalLengths { expected: 2, found: 3 }.to_string(), "a column of 3 values should have 2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnequalLengths {
    /// The length wanted.
    pub expected: usize,
    /// The length found.
    pub found: usize,
}

impl fmt::Display for UnequalLengths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a column of {} values should have {}",
            self.found, self.expected
        )
    }
}

impl std::error::Error for UnequalLengths {}

/// Steps of the first attempt: one settles all but the 0.2 % of the globe around the antipode.
const FIRST_STEPS: usize = 1;
/// Steps of the second attempt, for the pairs that the first did not settle.
const SECOND_STEPS: usize = 4;

fn same_length(expected: usize, found: usize) -> Result<(), UnequalLengths> {
    if expected == found {
        Ok(())
    } else {
        Err(UnequalLengths { expected, found })
    }
}

fn only(distances_m: &mut [f64]) -> Outputs<'_> {
    Outputs {
        distances_m,
        initial_azimuths_deg: &mut [],
        final_azimuths_deg: &mut [],
    }
}

/// Runs the kernel over blocks, then again over what is left of each block, then geographiclib-rs over the rest.
fn run<const AZIMUTHS: bool>(
    set: InstructionSet,
    starts: impl Starts,
    start_deg: impl Fn(usize) -> (f64, f64),
    ends: Points,
    out: Outputs,
) -> usize {
    let mut fallbacks = 0;
    let mut retry = Retry::new();
    let Outputs {
        distances_m,
        initial_azimuths_deg,
        final_azimuths_deg,
    } = out;
    for first in (0..ends.len()).step_by(BLOCK) {
        let count = BLOCK.min(ends.len() - first);
        let azimuths = if AZIMUTHS { first..first + count } else { 0..0 };
        let block = Outputs {
            distances_m: &mut distances_m[first..first + count],
            initial_azimuths_deg: &mut initial_azimuths_deg[azimuths.clone()],
            final_azimuths_deg: &mut final_azimuths_deg[azimuths],
        };
        let (block_starts, block_ends) =
            (starts.part(first, count), ends.columns.part(first, count));
        fallbacks += run_block::<AZIMUTHS>(set, block_starts, block_ends, block, &mut retry, |i| {
            (start_deg(first + i), ends.degrees(first + i))
        });
    }
    fallbacks
}

fn run_block<const AZIMUTHS: bool>(
    set: InstructionSet,
    starts: impl Starts,
    ends: Columns,
    out: Outputs,
    retry: &mut Retry,
    pair_deg: impl Fn(usize) -> ((f64, f64), (f64, f64)),
) -> usize {
    let Outputs {
        distances_m,
        initial_azimuths_deg,
        final_azimuths_deg,
    } = out;
    let first = Outputs {
        distances_m: &mut *distances_m,
        initial_azimuths_deg: &mut *initial_azimuths_deg,
        final_azimuths_deg: &mut *final_azimuths_deg,
    };
    dispatch::inverse::<AZIMUTHS>(set, starts, ends, FIRST_STEPS, &mut retry.scratch, first);
    // One pass that the compiler vectorises, as the search below is not: most blocks have nothing to search for.
    if distances_m
        .iter()
        .filter(|distance| distance.is_nan())
        .count()
        == 0
    {
        return 0;
    }

    retry.count = 0;
    for (i, _) in distances_m
        .iter()
        .enumerate()
        .filter(|(_, distance)| distance.is_nan())
    {
        retry.push(i, starts.at(i), ends.at(i));
    }
    retry.run::<AZIMUTHS>(set);

    let mut fallbacks = 0;
    for place in 0..retry.count {
        let i = retry.index[place];
        let mut solved = [
            retry.results[0][place],
            retry.results[1][place],
            retry.results[2][place],
        ];
        if solved[0].is_nan() {
            let (from_deg, to_deg) = pair_deg(i);
            solved = fallback::inverse(from_deg, to_deg).into();
            fallbacks += usize::from(!solved[0].is_nan());
        }
        distances_m[i] = solved[0];
        if AZIMUTHS {
            (initial_azimuths_deg[i], final_azimuths_deg[i]) = (solved[1], solved[2]);
        }
    }
    fallbacks
}

/// The pairs of a block that the first attempt did not settle, moved together.
struct Retry {
    scratch: Scratch,
    count: usize,
    index: [usize; BLOCK],
    starts: [[f64; BLOCK]; 4],
    ends: [[f64; BLOCK]; 4],
    /// Distances, initial and final azimuths.
    results: [[f64; BLOCK]; 3],
}

impl Retry {
    fn new() -> Retry {
        Retry {
            scratch: Scratch::new(),
            count: 0,
            index: [0; BLOCK],
            starts: [[0.0; BLOCK]; 4],
            ends: [[0.0; BLOCK]; 4],
            results: [[0.0; BLOCK]; 3],
        }
    }

    fn push(&mut self, index: usize, start: Reduced, end: Reduced) {
        let place = self.count;
        self.index[place] = index;
        for (columns, point) in [(&mut self.starts, start), (&mut self.ends, end)] {
            columns[0][place] = point.sin_beta;
            columns[1][place] = point.cos_beta;
            columns[2][place] = point.sin_half_lon;
            columns[3][place] = point.cos_half_lon;
        }
        self.count += 1;
    }

    fn run<const AZIMUTHS: bool>(&mut self, set: InstructionSet) {
        let [distances_m, initial_azimuths_deg, final_azimuths_deg] = self
            .results
            .each_mut()
            .map(|column| &mut column[..self.count]);
        let out = Outputs {
            distances_m,
            initial_azimuths_deg,
            final_azimuths_deg,
        };
        let starts = columns(&self.starts, self.count);
        let ends = columns(&self.ends, self.count);
        dispatch::inverse::<AZIMUTHS>(set, starts, ends, SECOND_STEPS, &mut self.scratch, out);
    }
}

fn columns(of: &[[f64; BLOCK]; 4], count: usize) -> Columns<'_> {
    let [sin_beta, cos_beta, sin_half_lon, cos_half_lon] = of;
    Columns {
        sin_beta,
        cos_beta,
        sin_half_lon,
        cos_half_lon,
    }
    .part(0, count)
}
