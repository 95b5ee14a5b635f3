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
//! and within 6 mm, are counted and computed by geographiclib-rs itself. A distance has the same bits with azimuths and
//! without, and whichever function of the batch computes it. Every instruction set gives
//! the same bits: no operation is fused, at the price of up to a quarter of the speed, so that what is written down does
//! not depend on the machine. The derivation is in `docs/geodesic-kernel.md`.
//!
//! Callers hand in checked degrees and columns of the right lengths; [`crate::geodesy`] has the functions that check them.

use self::kernel::{BLOCK, Columns, Outputs, Scratch, Starts};
use self::triangle::Reduced;

use self::dispatch::InstructionSet;
pub use self::points::PointTable;
pub(crate) use self::points::{Point, Points};
use super::exact;

mod dispatch;
mod elementary;
mod kernel;
mod points;
mod polynomial;
mod series;
#[cfg(test)]
mod tests;
mod triangle;

/// Distances in metres from each of `from` to the place at the same position in `to`, into `distances_m`; the number of
/// pairs that geographiclib-rs computed.
///
/// # Panics
/// Unless all three are of one length.
pub(crate) fn pair_distances_m(from: Points, to: Points, distances_m: &mut [f64]) -> usize {
    InstructionSet::best().pair_distances_m(from, to, distances_m)
}

/// Distances and azimuths from one place to each of `to`; the number of pairs that geographiclib-rs computed.
///
/// # Panics
/// Unless every column of `tracks` is as long as `to`.
pub(crate) fn tracks(from: Point, to: Points, tracks: Tracks) -> usize {
    InstructionSet::best().tracks(from, to, tracks)
}

/// Distances and azimuths from each of `from` to the place at the same position in `to`; the number of pairs that
/// geographiclib-rs computed.
///
/// # Panics
/// Unless `from`, `to` and every column of `tracks` are of one length.
pub(crate) fn pair_tracks(from: Points, to: Points, tracks: Tracks) -> usize {
    InstructionSet::best().pair_tracks(from, to, tracks)
}

impl InstructionSet {
    fn pair_distances_m(self, from: Points, to: Points, distances_m: &mut [f64]) -> usize {
        let out = Outputs {
            distances_m,
            initial_azimuths_deg: &mut [],
            final_azimuths_deg: &mut [],
        };
        run::<false>(self, from.columns, |i| from.degrees(i), to, out)
    }

    fn tracks(self, from: Point, to: Points, tracks: Tracks) -> usize {
        run::<true>(self, from.reduced, |_| from.degrees, to, tracks.outputs())
    }

    fn pair_tracks(self, from: Points, to: Points, tracks: Tracks) -> usize {
        let start_deg = |i| from.degrees(i);
        run::<true>(self, from.columns, start_deg, to, tracks.outputs())
    }
}

/// Columns to write distances and azimuths to.
#[derive(Debug)]
pub(crate) struct Tracks<'a> {
    /// Distances, metres.
    pub(crate) distances_m: &'a mut [f64],
    /// Azimuths at the start in the direction of travel, degrees clockwise from north, 0 ≤ a < 360.
    pub(crate) initial_azimuths_deg: &'a mut [f64],
    /// Azimuths at the end, likewise.
    pub(crate) final_azimuths_deg: &'a mut [f64],
}

impl<'a> Tracks<'a> {
    fn outputs(self) -> Outputs<'a> {
        Outputs {
            distances_m: self.distances_m,
            initial_azimuths_deg: self.initial_azimuths_deg,
            final_azimuths_deg: self.final_azimuths_deg,
        }
    }
}

/// Steps of the first attempt: one settles all but the 0.2 % of the globe around the antipode.
const FIRST_STEPS: usize = 1;
/// Steps of the second attempt, for the pairs that the first did not settle.
const SECOND_STEPS: usize = 4;

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
            solved = exact::inverse(from_deg, to_deg).into();
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
