//! The matrix of pairs, cut into chunks that any thread can compute and encode.
//!
//! The size of a chunk follows from the plan alone, so that files do not depend on the number of threads.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::output::{Output, OutputKind};
use super::plan::Plan;
use super::rows::{Failures, assess, table};
use super::summary::{Numbers, Summary};
use crate::assessment::{Column, Pair};
use crate::error::Result;
use crate::export::rows::{Block, BlockEncoder, Records};
use crate::geodesy::batch::PointTable;
use crate::geodesy::{self, GroundTrack};
use crate::schema::{Needs, headings};

/// Rows of a chunk where every file is text.
const ROWS_A_CHUNK: u64 = 1 << 14;

/// Rows of a chunk, and so of a row group, where there is Parquet: readers want large ones.
const ROWS_A_ROW_GROUP: u64 = 1 << 16;

/// Rows that are assessed before they are encoded, so that they stay in the processor's cache.
const ROWS_AT_A_TIME: u64 = 1 << 8;

/// The matrix of pairs, cut.
pub(super) struct Matrix<'p> {
    plan: &'p Plan<'p>,
    /// The destinations of each leg.
    to: Vec<PointTable>,
    /// The leg of each chunk, and which of its pairs are in it.
    chunks: Vec<(usize, Range<u64>)>,
    needs: Needs,
    /// The encoders of chunks that are done: what they have in memory serves the next.
    encoders: Mutex<Vec<Vec<BlockEncoder>>>,
}

/// What a chunk gives: a block for each file of rows, a part for each summary.
pub(super) struct Chunk<'p> {
    pub(super) blocks: Vec<Option<Block>>,
    pub(super) summaries: Vec<Summary<'p>>,
    pub(super) rows: u64,
    pub(super) failures: Failures,
}

impl<'p> Matrix<'p> {
    /// Cuts the matrix of a plan.
    pub(super) fn new(plan: &'p Plan<'p>, has_parquet: bool) -> Self {
        let rows_a_chunk = if has_parquet {
            ROWS_A_ROW_GROUP
        } else {
            ROWS_A_CHUNK
        };
        let mut chunks = Vec::new();
        for (number, leg) in plan.legs.iter().enumerate() {
            let (pair_count, pairs_a_chunk) =
                (leg.pair_count(), (rows_a_chunk / leg.rows_a_pair()).max(1));
            let part = |first: u64| (number, first..(first + pairs_a_chunk).min(pair_count));
            chunks.extend(
                (0..pair_count.div_ceil(pairs_a_chunk)).map(|chunk| part(chunk * pairs_a_chunk)),
            );
        }
        let to = plan
            .legs
            .iter()
            .map(|leg| table(leg, plan.scenario))
            .collect();
        Self {
            plan,
            to,
            chunks,
            needs: needs_of(&plan.scenario.outputs),
            encoders: Mutex::default(),
        }
    }

    /// How many chunks there are.
    pub(super) fn chunk_count(&self) -> usize {
        self.chunks.len()
    }

    /// Assesses and encodes the rows of a chunk.
    pub(super) fn compute(
        &self,
        number: usize,
        all: &[Output],
        outputs: &[usize],
    ) -> Result<Chunk<'p>> {
        let plan = self.plan;
        let mut columns: Vec<&[Column]> = Vec::new();
        let mut summaries = Vec::new();
        for &at in outputs {
            match &all[at].kind {
                OutputKind::Rows {
                    format,
                    columns: of,
                } if !format.is_for_people() => columns.push(of),
                OutputKind::Summary { by, .. } => summaries.push(Summary::new(*by)),
                _ => {}
            }
        }
        // A thread that panicked leaves nothing that could not be used.
        let used = self
            .encoders
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut encoders = used.map_or_else(|| encoders(all, outputs), Ok)?;
        let mut failures = Failures::default();
        let mut row_count = 0;
        let (leg_number, pairs) = self.chunks[number].clone();
        let mut rows = Vec::new();
        let mut ends = Vec::new();
        let leg = &plan.legs[leg_number];
        for (site, cities) in segments(pairs, leg.leg.to.len() as u64) {
            let site = leg.leg.from[site];
            let from = &plan.scenario.from[site];
            let tracks = geodesy::inverse_to_part(
                from.position,
                self.to[leg_number].all().part(cities.clone()),
            );
            let pairs: Vec<(usize, GroundTrack)> =
                cities.map(|city| leg.leg.to[city]).zip(tracks).collect();
            for some in pairs.chunks(
                usize::try_from(ROWS_AT_A_TIME / leg.rows_a_pair())
                    .unwrap_or(1)
                    .max(1),
            ) {
                rows.clear();
                ends.clear();
                for &(city, track) in some {
                    let pair = Pair::with_track_for(
                        self.needs,
                        from,
                        &plan.scenario.to[city],
                        &plan.scenario.bands,
                        track,
                    );
                    assess(
                        (plan, leg),
                        pair,
                        self.needs,
                        |_| true,
                        &mut rows,
                        &mut failures,
                    );
                    ends.push((city, rows.len()));
                }
                row_count += rows.len() as u64;
                for (columns, encoder) in columns.iter().zip(&mut encoders) {
                    encoder.add(&Records::new(columns, &rows, |(_, row)| row))?;
                }
                for summary in &mut summaries {
                    let mut start = 0;
                    for &(city, end) in &ends {
                        for &(system, ref row) in &rows[start..end] {
                            summary.add(row, Numbers { site, city, system });
                        }
                        start = end;
                    }
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

/// What the rows of a scenario need. Asked of all its outputs, also of those that a resumed run keeps: which rows fail, and so
/// what is in a file, may not depend on where a run was stopped.
fn needs_of(all: &[Output]) -> Needs {
    let needs = |output: &Output| match &output.kind {
        // A table for people has every field.
        OutputKind::Rows { format, .. } if format.is_for_people() => Needs::ALL,
        OutputKind::Rows { columns, .. } => Needs::of(columns),
        OutputKind::Summary { .. } => Needs::FLIGHT,
        OutputKind::Map(_) | OutputKind::Chart(_) | OutputKind::Report(_) => Needs::NONE,
    };
    all.iter().map(needs).fold(Needs::NONE, Needs::and)
}

/// An encoder for each output of rows that is no table for people.
fn encoders(all: &[Output], outputs: &[usize]) -> Result<Vec<BlockEncoder>> {
    let encoder = |&at: &usize| match &all[at].kind {
        OutputKind::Rows { format, columns } if !format.is_for_people() => {
            Some(BlockEncoder::new(*format, &headings(columns)))
        }
        _ => None,
    };
    outputs.iter().filter_map(encoder).collect()
}

/// The pairs of a range of their numbers: each source with its destinations, of which there are `width`.
fn segments(pairs: Range<u64>, width: u64) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut next = pairs.start;
    std::iter::from_fn(move || {
        if next >= pairs.end {
            return None;
        }
        let site = next / width;
        let end = pairs.end.min((site + 1) * width);
        let number = |pair: u64| usize::try_from(pair - site * width).unwrap_or(usize::MAX);
        let segment = (
            usize::try_from(site).unwrap_or(usize::MAX),
            number(next)..number(end),
        );
        next = end;
        Some(segment)
    })
}
