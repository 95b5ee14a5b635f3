//! The pairs of a plan, cut into chunks that any thread can compute and encode.
//!
//! The size of a chunk follows from the plan alone, so that files do not depend on the number of threads.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::output::{Output, OutputKind, Streamed, Whole};
use super::summary::{Numbers, Summary};
use crate::error::Result;
use crate::export::rows::{Block, BlockEncoder, Records};
use crate::model::{Assessment, Column, Failures, Plan};
use crate::schema::{Needs, headings};

/// Rows of a chunk where every file is text.
const ROWS_A_CHUNK: u64 = 1 << 14;

/// Rows of a chunk, and so of a row group, where there is Parquet: readers want large ones.
const ROWS_A_ROW_GROUP: u64 = 1 << 16;

/// Rows that are assessed before they are encoded, so that they stay in the processor's cache.
const ROWS_AT_A_TIME: usize = 1 << 8;

/// The pairs of a plan, cut into chunks.
pub(super) struct Chunks<'p> {
    plan: &'p Plan<'p>,
    /// The leg of each chunk, and its pairs by their numbers in the leg.
    parts: Vec<(usize, Range<u64>)>,
    needs: Needs,
    /// The encoders of chunks that are done: their buffers serve the next.
    encoders: Mutex<Vec<Vec<BlockEncoder>>>,
}

/// The results of a chunk: a block for each file of rows, a part for each summary.
pub(super) struct Chunk<'p> {
    pub(super) blocks: Vec<Option<Block>>,
    pub(super) summaries: Vec<Summary<'p>>,
    pub(super) rows: u64,
    pub(super) failures: Failures,
}

impl<'p> Chunks<'p> {
    /// Cuts a plan for all outputs of its scenario, so that parts and resumed runs cut it alike.
    pub(super) fn new(plan: &'p Plan<'p>, outputs: &[Output]) -> Self {
        let rows_a_chunk = if outputs.iter().any(Output::is_parquet) {
            ROWS_A_ROW_GROUP
        } else {
            ROWS_A_CHUNK
        };
        let mut chunks = Vec::new();
        for (number, leg) in plan.legs.iter().enumerate() {
            let pair_count = leg.pair_count();
            let pairs_a_chunk = (rows_a_chunk / leg.rows_a_pair()).max(1);
            let part = |first: u64| (number, first..(first + pairs_a_chunk).min(pair_count));
            let count = pair_count.div_ceil(pairs_a_chunk);
            chunks.extend((0..count).map(|chunk| part(chunk * pairs_a_chunk)));
        }
        Self {
            plan,
            parts: chunks,
            needs: needs_of(outputs),
            encoders: Mutex::default(),
        }
    }

    /// Number of chunks.
    pub(super) fn count(&self) -> usize {
        self.parts.len()
    }

    /// Number of rows of some chunks, failed ones included.
    pub(super) fn row_count(&self, chunks: Range<usize>) -> u64 {
        let chunks = self.parts[chunks].iter();
        chunks
            .map(|(leg, pairs)| (pairs.end - pairs.start) * self.plan.legs[*leg].rows_a_pair())
            .sum()
    }

    /// Assesses and encodes the rows of a chunk for `outputs`.
    pub(super) fn compute(
        &self,
        number: usize,
        outputs: &[(usize, &Streamed)],
    ) -> Result<Chunk<'p>> {
        let mut columns: Vec<&[Column]> = Vec::new();
        let mut summaries = Vec::new();
        for (_, output) in outputs {
            match output {
                Streamed::Rows { columns: of, .. } => columns.push(of),
                Streamed::Summary { by, .. } => summaries.push(Summary::new(*by)),
            }
        }
        // A thread that panicked leaves nothing unusable.
        let used = self
            .encoders
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut encoders = used.map_or_else(|| encoders(outputs), Ok)?;
        let mut failures = Failures::default();
        let mut row_count = 0;
        let (leg, pairs) = self.parts[number].clone();
        let mut rows: Vec<(Numbers, Assessment<'p>)> = Vec::with_capacity(ROWS_AT_A_TIME);
        let mut planned = self.plan.rows_of(leg, pairs, self.needs);
        loop {
            rows.clear();
            for planned in planned.by_ref() {
                let Some(row) = failures.unless_failed(planned.row) else {
                    continue;
                };
                let numbers = Numbers {
                    site: planned.from,
                    city: planned.to,
                    system: planned.system,
                };
                rows.push((numbers, row));
                if rows.len() == ROWS_AT_A_TIME {
                    break;
                }
            }
            if rows.is_empty() {
                break;
            }
            row_count += rows.len() as u64;
            for (columns, encoder) in columns.iter().zip(&mut encoders) {
                encoder.add(&Records::new(columns, &rows, |(_, row)| row))?;
            }
            for summary in &mut summaries {
                for (numbers, row) in &rows {
                    summary.add(row, *numbers);
                }
            }
        }
        let blocks = encoders
            .iter_mut()
            .map(BlockEncoder::take)
            .collect::<Result<_>>()?;
        self.encoders
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(encoders);
        Ok(Chunk {
            blocks,
            summaries,
            rows: row_count,
            failures,
        })
    }
}

/// The quantities that the rows of a scenario need. All its outputs count, also those that a resumed run keeps: which rows
/// fail, and so the contents of a file, must not depend on where a run was stopped.
fn needs_of(all: &[Output]) -> Needs {
    let needs = |output: &Output| match &output.kind {
        OutputKind::Streamed(Streamed::Rows { columns, .. }) => Needs::of(columns),
        OutputKind::Streamed(Streamed::Summary { .. }) => Needs::FLIGHT,
        OutputKind::Whole(Whole::Table { .. }) => Needs::ALL,
        OutputKind::Whole(Whole::Map(_) | Whole::Chart(_) | Whole::Report(_)) => Needs::NONE,
    };
    all.iter().map(needs).fold(Needs::NONE, Needs::and)
}

/// An encoder for each output of rows.
fn encoders(outputs: &[(usize, &Streamed)]) -> Result<Vec<BlockEncoder>> {
    let encoder = |(_, output): &(usize, &Streamed)| match output {
        Streamed::Rows { format, columns } => Some(BlockEncoder::new(*format, &headings(columns))),
        Streamed::Summary { .. } => None,
    };
    outputs.iter().filter_map(encoder).collect()
}
