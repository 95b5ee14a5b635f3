//! The kernel compiled once for each instruction set, and the choice among them at run time.
//!
//! `fearless_simd` carries the `unsafe`: it detects the processor's features and calls a closure inside a function
//! that has them enabled. Of that crate only this is used; the kernel is plain loops.

use fearless_simd::Level;
#[cfg(target_arch = "x86_64")]
use fearless_simd::Simd;

use super::kernel::{self, Columns, Outputs, Scratch, Starts};

/// Compiles a call once for each instruction set, and runs the one chosen.
macro_rules! with_instructions {
    ($set:expr, $call:expr) => {{
        #[cfg(target_arch = "x86_64")]
        {
            let level = Level::new();
            if $set == InstructionSet::Avx512
                && let Some(token) = level.as_avx512()
            {
                // Without `inline(always)` the closure would be compiled for the baseline.
                return token.vectorize(
                    #[inline(always)]
                    || $call,
                );
            }
            if $set != InstructionSet::Baseline
                && let Some(token) = level.as_avx2()
            {
                return token.vectorize(
                    #[inline(always)]
                    || $call,
                );
            }
        }
        $call
    }};
}

/// A set of vector instructions that the kernel is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstructionSet {
    /// What every processor of the target has: SSE2 on x86-64, Neon on 64-bit ARM.
    Baseline,
    /// x86-64-v3: AVX2.
    Avx2,
    /// AVX-512 as of Ice Lake.
    Avx512,
}

impl InstructionSet {
    /// The instruction sets of this processor that the kernel is compiled for, slowest first.
    pub fn available() -> Vec<InstructionSet> {
        [
            InstructionSet::Baseline,
            InstructionSet::Avx2,
            InstructionSet::Avx512,
        ]
        .into_iter()
        .filter(|set| *set == InstructionSet::Baseline || set.is_available())
        .collect()
    }

    /// The fastest instruction set of this processor.
    pub fn best() -> InstructionSet {
        if InstructionSet::Avx512.is_available() {
            InstructionSet::Avx512
        } else if InstructionSet::Avx2.is_available() {
            InstructionSet::Avx2
        } else {
            InstructionSet::Baseline
        }
    }

    #[cfg(target_arch = "x86_64")]
    fn is_available(self) -> bool {
        let level = Level::new();
        match self {
            InstructionSet::Baseline => true,
            InstructionSet::Avx2 => level.as_avx2().is_some(),
            InstructionSet::Avx512 => level.as_avx512().is_some(),
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn is_available(self) -> bool {
        self == InstructionSet::Baseline
    }
}

/// [`kernel::inverse`] with the instructions of `set`, or of the baseline where this processor lacks them.
pub(super) fn inverse<const AZIMUTHS: bool>(
    set: InstructionSet,
    starts: impl Starts,
    ends: Columns,
    steps: usize,
    scratch: &mut Scratch,
    out: Outputs,
) {
    with_instructions!(
        set,
        kernel::inverse::<AZIMUTHS>(starts, ends, steps, scratch, out)
    );
}

/// [`kernel::reduce`] with the instructions of `set`, or of the baseline where this processor lacks them.
pub(super) fn reduce(
    set: InstructionSet,
    lat_deg: &[f64],
    lon_deg: &[f64],
    columns: [&mut [f64]; 4],
) {
    with_instructions!(set, kernel::reduce(lat_deg, lon_deg, columns));
}
