//! The kernel compiled once for each instruction set, and the choice among them at run time.
//!
//! `fearless_simd` carries the `unsafe`: it detects the processor's features and calls a closure inside a function
//! that has them enabled. Of that crate only this is used; the kernel is plain loops.

#[cfg(target_arch = "x86_64")]
use fearless_simd::{Level, Simd};

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
        #[cfg(not(target_arch = "x86_64"))]
        let InstructionSet::Baseline = $set;
        $call
    }};
}

/// A set of vector instructions that the kernel is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InstructionSet {
    /// The baseline of the target: SSE2 on x86-64, Neon on 64-bit ARM.
    Baseline,
    /// x86-64-v3: AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-512 as of Ice Lake.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl InstructionSet {
    /// All instruction sets that the kernel is compiled for, slowest first.
    pub(super) const ALL: &[InstructionSet] = &[
        InstructionSet::Baseline,
        #[cfg(target_arch = "x86_64")]
        InstructionSet::Avx2,
        #[cfg(target_arch = "x86_64")]
        InstructionSet::Avx512,
    ];

    /// The fastest instruction set of this processor.
    pub(super) fn best() -> InstructionSet {
        *Self::ALL
            .iter()
            .rev()
            .find(|set| set.is_available())
            .expect("every processor has the baseline")
    }

    /// True if this processor has these instructions.
    pub(super) fn is_available(self) -> bool {
        match self {
            InstructionSet::Baseline => true,
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx2 => Level::new().as_avx2().is_some(),
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx512 => Level::new().as_avx512().is_some(),
        }
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
