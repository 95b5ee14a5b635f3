//! Running a plan: rows in chunks on all threads, put together in the order of the plan, and the files made from them. The
//! only caller of rayon.
//!
//! The matrix of pairs is cut into chunks whose size follows from the plan alone, so that files do not depend on the
//! number of threads. While one wave of chunks is computed and encoded, the wave before it is written.

use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::Scenario;
use super::folder::{self, PartFile};
use super::manifest::{Manifest, Record};
use super::output::{Output, OutputKind, ReportOutput};
use super::picture::{chart_file, map_file};
use super::plan::{Plan, PlanLeg};
use super::summary::{Numbers, Summary};
use crate::assessment::{Assessment, Column, Pair};
use crate::catalogue::{Place, System};
use crate::compare::Fact;
use crate::error::{Error, Result};
use crate::export::block::{Block, BlockEncoder, BlockFile};
use crate::export::{Format, write_document};
use crate::geodesy::batch::PointTable;
use crate::geodesy::{self, GroundTrack};
use crate::present::matrix;
use crate::report::{Frame, report};

/// How a plan is run.
pub struct Options<'o> {
    /// The folder of the results; it is made if it is not there.
    pub folder: &'o Path,
    /// The name of the scenario file, for the manifest and the report.
    pub file: &'o str,
    /// Its text.
    pub text: &'o str,
    /// Whether files that an earlier run wrote from the same inputs are kept.
    pub resume: bool,
    /// Number of threads; None for as many as there are processors.
    pub jobs: Option<usize>,
    /// Told the number of rows that are written, from time to time.
    pub progress: &'o (dyn Fn(u64) + Sync),
    /// Asked from time to time whether to stop.
    pub is_stopped: &'o (dyn Fn() -> bool + Sync),
}

/// What a run did.
#[derive(Clone, Debug, Default)]
pub struct Ran {
    /// Files that were written.
    pub written: Vec<String>,
    /// Files of an earlier run that were kept.
    pub kept: Vec<String>,
    /// Rows that failed and are in no file.
    pub failed_rows: u64,
    /// The first of them, each with its reason.
    pub failures: Vec<String>,
}

/// Rows of a chunk where every file is text.
const ROWS_A_CHUNK: u64 = 1 << 14;

/// Rows of a chunk, and so of a row group, where there is Parquet: readers want large ones.
const ROWS_A_ROW_GROUP: u64 = 1 << 16;

/// Rows that are assessed before they are encoded, so that they stay in the processor's cache.
const ROWS_AT_A_TIME: u64 = 1 << 8;

/// Rows that are compared in memory.
const MOST_FACTS: u64 = 1_000_000;

/// Failures that are told one by one.
const MOST_FAILURES: usize = 10;

/// Every row of a plan as it is compared with those of another.
///
/// # Errors
/// [`Error::Usage`] for more rows than fit into memory, and where none succeeds.
pub fn facts(plan: &Plan<'_>) -> Result<Vec<Fact>> {
    if plan.row_count() > MOST_FACTS {
        return Err(Error::Usage(format!(
            "{} rows are too many to compare, at most {MOST_FACTS} are compared: narrow the scenario",
            plan.row_count()
        )));
    }
    let (rows, failures) = rows_where(plan, |_, _, _| true);
    match (rows.is_empty(), failures.first.first()) {
        (true, Some(first)) => Err(Error::Usage(format!("all {} rows failed; the first, {first}", failures.count))),
        _ => Ok(rows.iter().map(Fact::from).collect()),
    }
}

/// Writes every file of a plan, and the manifest after each of them.
///
/// # Errors
/// [`Error::Interrupted`] where it is stopped, and whatever is wrong with a file. What is not whole is removed.
pub fn run(plan: &Plan<'_>, options: &Options<'_>) -> Result<Ran> {
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(jobs) = options.jobs {
        pool = pool.num_threads(jobs);
    }
    let pool = pool.build().map_err(|error| Error::Usage(format!("cannot start the threads: {error}")))?;
    pool.install(|| Run::new(plan, options).run())
}

struct Run<'r> {
    plan: &'r Plan<'r>,
    options: &'r Options<'r>,
    manifest: Manifest,
    /// A record for each output of the plan that is whole.
    records: Vec<Option<Record>>,
    ran: Ran,
}

impl<'r> Run<'r> {
    fn new(plan: &'r Plan<'r>, options: &'r Options<'r>) -> Self {
        let manifest = Manifest::new(options.file, options.text);
        let records = vec![None; plan.scenario.outputs.len()];
        Self { plan, options, manifest, records, ran: Ran::default() }
    }

    fn run(mut self) -> Result<Ran> {
        let outputs = &self.plan.scenario.outputs;
        if let Some(earlier) = Manifest::read(self.options.folder).filter(|_| self.options.resume) {
            for (at, output) in outputs.iter().enumerate() {
                self.records[at] = self.manifest.still_holds(&earlier, &output.file, self.options.folder);
                if let Some(record) = &self.records[at] {
                    self.ran.kept.push(output.file.clone());
                    self.ran.failed_rows = self.ran.failed_rows.max(record.failed_rows);
                }
            }
        }
        let pending: Vec<usize> = (0..outputs.len()).filter(|&at| self.records[at].is_none()).collect();
        let is_streamed =
            |at: &usize| matches!(outputs[*at].kind, OutputKind::Rows { .. } | OutputKind::Summary { .. });
        let (streamed, whole): (Vec<usize>, Vec<usize>) = pending.into_iter().partition(is_streamed);
        for at in whole {
            self.stop_if_asked()?;
            let (bytes, rows, failed_rows) = self.whole_file(&outputs[at])?;
            let written = folder::write(self.options.folder, &outputs[at].file, &bytes)?;
            self.record(at, rows, failed_rows, written)?;
        }
        if !streamed.is_empty() {
            self.stream(&streamed)?;
        }
        // An empty list of outputs is refused by the reader, so that there is a manifest by now, unless all was kept.
        self.write_manifest()?;
        Ok(self.ran)
    }

    fn stop_if_asked(&self) -> Result<()> {
        if (self.options.is_stopped)() { Err(Error::Interrupted) } else { Ok(()) }
    }

    /// Notes that an output is whole, on disk as well: from here on a resumed run keeps it.
    fn record(&mut self, at: usize, rows: u64, failed_rows: u64, written: folder::Written) -> Result<()> {
        let output = &self.plan.scenario.outputs[at];
        self.records[at] = Some(Record {
            file: output.file.clone(),
            kind: output.kind.code().to_owned(),
            rows,
            failed_rows,
            bytes: written.bytes,
            sha256: written.sha256,
        });
        self.ran.written.push(output.file.clone());
        self.write_manifest()
    }

    fn write_manifest(&mut self) -> Result<()> {
        self.manifest.outputs = self.records.iter().flatten().cloned().collect();
        self.manifest.write(self.options.folder)
    }

    /// A file that is made in memory, how many rows are in it and how many failed.
    fn whole_file(&mut self, output: &Output) -> Result<(Vec<u8>, u64, u64)> {
        let scenario = self.plan.scenario;
        match &output.kind {
            OutputKind::Map(map) => Ok((map_file(map, scenario)?, 0, 0)),
            OutputKind::Chart(chart) => Ok((chart_file(chart, scenario)?, 0, 0)),
            OutputKind::Report(output) => self.report_file(output),
            // These are streamed.
            OutputKind::Rows { .. } | OutputKind::Summary { .. } => Ok((Vec::new(), 0, 0)),
        }
    }

    fn report_file(&mut self, output: &ReportOutput) -> Result<(Vec<u8>, u64, u64)> {
        let (plan, scenario) = (self.plan, self.plan.scenario);
        let (from, to) = (&output.from[..], &output.to[..]);
        let is_wanted = |from_it: &Place, to_it: &Place, system: Option<&System>| {
            from.contains(from_it) && to.contains(to_it) && system.is_none_or(|it| output.systems.contains(it))
        };
        let (rows, failures) = rows_where(plan, is_wanted);
        let assumptions = plan.assumptions();
        let frame = Frame {
            title: output.title.clone().or(scenario.title.clone()),
            note: scenario.note.clone(),
            command: format!("arcminute run {}", self.options.file),
            sources: scenario
                .own_systems
                .iter()
                .filter_map(|own| Some((own.name.clone(), own.source.clone()?)))
                .collect(),
        };
        let document = report((from, to), &output.systems, &rows, &assumptions, scenario.unit, &frame)?;
        let mut file = Vec::new();
        write_document(output.format, &document, &mut file)?;
        let failed = failures.count;
        self.fail(failures);
        Ok((file, rows.len() as u64, failed))
    }

    fn fail(&mut self, failures: Failures) {
        // Reports and streams meet the same failures: the fuller list stands.
        if failures.count > self.ran.failed_rows {
            self.ran.failed_rows = failures.count;
            self.ran.failures = failures.first;
        }
    }

    /// Writes rows and summaries in one pass over the matrix.
    fn stream(&mut self, outputs: &[usize]) -> Result<()> {
        let plan = self.plan;
        let all = &plan.scenario.outputs;
        let mut sinks = Sinks::open(plan, outputs, self.options.folder)?;
        let matrix = Matrix::new(plan, outputs.iter().any(|&at| all[at].is_parquet()));
        let threads = rayon::current_num_threads();
        let (mut next, mut ready) = (0, Vec::new());
        let (mut failures, mut row_count) = (Failures::default(), 0);
        while next < matrix.chunks.len() || !ready.is_empty() {
            self.stop_if_asked()?;
            let wave = next..(next + threads).min(matrix.chunks.len());
            next = wave.end;
            let (written, computed) = rayon::join(
                || -> Result<()> {
                    for chunk in ready {
                        let Chunk { blocks, summaries, rows, failures: failed } = chunk?;
                        sinks.append(blocks, summaries)?;
                        row_count += rows;
                        failures.merge(failed);
                        (self.options.progress)(row_count + failures.count);
                    }
                    Ok(())
                },
                || wave.into_par_iter().map(|number| matrix.compute(number, all, outputs)).collect::<Vec<_>>(),
            );
            written?;
            ready = computed;
        }
        for (at, written) in sinks.close(plan)? {
            self.record(at, row_count, failures.count, written)?;
        }
        self.fail(failures);
        Ok(())
    }
}

impl Output {
    fn is_parquet(&self) -> bool {
        matches!(self.kind, OutputKind::Rows { format: Format::Parquet, .. })
    }
}

/// Rows that failed.
#[derive(Debug, Default)]
pub(super) struct Failures {
    count: u64,
    first: Vec<String>,
}

impl Failures {
    fn add(&mut self, pair: &Pair<'_>, system: &str, error: &Error) {
        self.count += 1;
        if self.first.len() < MOST_FAILURES {
            self.first.push(format!("{} to {}, {system}: {error}", pair.from.name, pair.to.name));
        }
    }

    fn merge(&mut self, later: Self) {
        self.count += later.count;
        self.first.extend(later.first);
        self.first.truncate(MOST_FAILURES);
    }
}

/// Adds the rows of a pair, each with the number of its system; those that fail are noted.
fn assess<'s>(
    (plan, leg): (&'s Plan<'s>, &'s PlanLeg<'s>),
    pair: Pair<'s>,
    is_wanted: impl Fn(&System) -> bool,
    rows: &mut Vec<(usize, Assessment<'s>)>,
    failures: &mut Failures,
) {
    if leg.variants.is_empty() {
        rows.push((0, pair.alone()));
        return;
    }
    let ready = pair.ready();
    for variant in leg.variants.iter().filter(|variant| is_wanted(variant.system.system)) {
        match ready.assess(&variant.system, &plan.assumptions_of(variant)) {
            Ok(row) => rows.push((variant.number, row)),
            Err(error) => failures.add(&pair, &variant.system.system.id, &error),
        }
    }
}

/// The rows of those places and systems that are wanted, in the order of the plan, and those that failed.
pub(super) fn rows_where<'s>(
    plan: &'s Plan<'s>,
    is_wanted: impl Fn(&Place, &Place, Option<&System>) -> bool,
) -> (Vec<Assessment<'s>>, Failures) {
    let scenario = plan.scenario;
    let (mut rows, mut failures) = (Vec::new(), Failures::default());
    for leg in &plan.legs {
        let points = table(leg, scenario);
        for from in leg.leg.from.iter().map(|&site| &scenario.from[site]) {
            let cities = leg.leg.to.iter().map(|&city| &scenario.to[city]);
            for (to, track) in cities.zip(geodesy::inverse_to_many(from.position, &points)) {
                if is_wanted(from, to, None) {
                    let pair = Pair::with_track(from, to, &scenario.bands, track);
                    let is_wanted = |system: &System| is_wanted(from, to, Some(system));
                    assess((plan, leg), pair, is_wanted, &mut rows, &mut failures);
                }
            }
        }
    }
    (rows.into_iter().map(|(_, row)| row).collect(), failures)
}

fn table(leg: &PlanLeg<'_>, scenario: &Scenario) -> PointTable {
    let positions = leg.leg.to.iter().map(|&city| scenario.to[city].position);
    positions.map(|position| (position.lat_deg(), position.lon_deg())).collect()
}

/// The matrix of pairs, cut.
struct Matrix<'p> {
    plan: &'p Plan<'p>,
    /// The destinations of each leg.
    to: Vec<PointTable>,
    /// The leg of each chunk, and which of its pairs are in it.
    chunks: Vec<(usize, Range<u64>)>,
    /// The encoders of chunks that are done: what they have in memory serves the next.
    encoders: Mutex<Vec<Vec<BlockEncoder>>>,
}

/// What a chunk gives: a block for each file of rows, a part for each summary.
struct Chunk<'p> {
    blocks: Vec<Option<Block>>,
    summaries: Vec<Summary<'p>>,
    rows: u64,
    failures: Failures,
}

impl<'p> Matrix<'p> {
    fn new(plan: &'p Plan<'p>, has_parquet: bool) -> Self {
        let rows_a_chunk = if has_parquet { ROWS_A_ROW_GROUP } else { ROWS_A_CHUNK };
        let mut chunks = Vec::new();
        for (number, leg) in plan.legs.iter().enumerate() {
            let (pair_count, pairs_a_chunk) = (leg.pair_count(), (rows_a_chunk / leg.rows_a_pair()).max(1));
            let part = |first: u64| (number, first..(first + pairs_a_chunk).min(pair_count));
            chunks.extend((0..pair_count.div_ceil(pairs_a_chunk)).map(|chunk| part(chunk * pairs_a_chunk)));
        }
        let to = plan.legs.iter().map(|leg| table(leg, plan.scenario)).collect();
        Self { plan, to, chunks, encoders: Mutex::default() }
    }

    /// Assesses and encodes the rows of a chunk.
    fn compute(&self, number: usize, all: &[Output], outputs: &[usize]) -> Result<Chunk<'p>> {
        let plan = self.plan;
        let mut columns: Vec<&[Column]> = Vec::new();
        let mut summaries = Vec::new();
        for &at in outputs {
            match &all[at].kind {
                OutputKind::Rows { format, columns: of } if !format.is_for_people() => columns.push(of),
                OutputKind::Summary { by, .. } => summaries.push(Summary::new(*by)),
                _ => {}
            }
        }
        // A thread that panicked leaves nothing that could not be used.
        let used = self.encoders.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut encoders = used.map_or_else(|| encoders(all, outputs), Ok)?;
        let (mut failures, mut row_count) = (Failures::default(), 0);
        let (leg_number, pairs) = self.chunks[number].clone();
        let (mut rows, mut ends) = (Vec::new(), Vec::new());
        let leg = &plan.legs[leg_number];
        for (site, cities) in segments(pairs, leg.leg.to.len() as u64) {
            let site = leg.leg.from[site];
            let from = &plan.scenario.from[site];
            let tracks = geodesy::inverse_to_part(from.position, self.to[leg_number].all().part(cities.clone()));
            let pairs: Vec<(usize, GroundTrack)> = cities.map(|city| leg.leg.to[city]).zip(tracks).collect();
            for some in pairs.chunks(usize::try_from(ROWS_AT_A_TIME / leg.rows_a_pair()).unwrap_or(1).max(1)) {
                rows.clear();
                ends.clear();
                for &(city, track) in some {
                    let pair = Pair::with_track(from, &plan.scenario.to[city], &plan.scenario.bands, track);
                    assess((plan, leg), pair, |_| true, &mut rows, &mut failures);
                    ends.push((city, rows.len()));
                }
                row_count += rows.len() as u64;
                for (columns, encoder) in columns.iter().zip(&mut encoders) {
                    encoder.rows(rows.len(), |row, field| (columns[field].value)(&rows[row].1))?;
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
        let blocks = encoders.iter_mut().map(BlockEncoder::take).collect::<Result<_>>()?;
        self.encoders.lock().unwrap_or_else(PoisonError::into_inner).push(encoders);
        Ok(Chunk { blocks, summaries, rows: row_count, failures })
    }
}

/// An encoder for each output of rows that is no table for people.
fn encoders(all: &[Output], outputs: &[usize]) -> Result<Vec<BlockEncoder>> {
    let encoder = |&at: &usize| match &all[at].kind {
        OutputKind::Rows { format, columns } if !format.is_for_people() => {
            Some(BlockEncoder::new(*format, &header(columns)))
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
        let segment = (usize::try_from(site).unwrap_or(usize::MAX), number(next)..number(end));
        next = end;
        Some(segment)
    })
}

fn header(columns: &[Column]) -> Vec<&'static str> {
    columns.iter().map(|column| column.name).collect()
}

/// Where the streamed outputs go.
struct Sinks<'p> {
    rows: Vec<(usize, BlockFile<PartFile>)>,
    summaries: Vec<(usize, Format, PartFile, Summary<'p>)>,
    /// Tables for people, which are laid out as a whole when all rows are known.
    tables: Vec<(usize, Format, PartFile)>,
}

impl<'p> Sinks<'p> {
    fn open(plan: &Plan<'_>, outputs: &[usize], folder: &Path) -> Result<Self> {
        let mut sinks = Self { rows: Vec::new(), summaries: Vec::new(), tables: Vec::new() };
        for &at in outputs {
            let output = &plan.scenario.outputs[at];
            let file = PartFile::create(folder, &output.file)?;
            match &output.kind {
                OutputKind::Rows { format, .. } if format.is_for_people() => sinks.tables.push((at, *format, file)),
                OutputKind::Rows { format, columns } => {
                    sinks.rows.push((at, BlockFile::new(*format, &header(columns), file)?));
                }
                OutputKind::Summary { by, format } => {
                    sinks.summaries.push((at, *format, file, Summary::new(*by)));
                }
                _ => {}
            }
        }
        Ok(sinks)
    }

    fn append(&mut self, blocks: Vec<Option<Block>>, parts: Vec<Summary<'p>>) -> Result<()> {
        for ((_, file), block) in self.rows.iter_mut().zip(blocks) {
            if let Some(block) = block {
                file.append(block)?;
            }
        }
        for ((_, _, _, summary), part) in self.summaries.iter_mut().zip(parts) {
            summary.merge(part);
        }
        Ok(())
    }

    /// Ends every file; each with the number of its output.
    fn close(self, plan: &Plan<'_>) -> Result<Vec<(usize, folder::Written)>> {
        let mut closed = Vec::new();
        for (at, file) in self.rows {
            closed.push((at, file.finish()?.keep()?));
        }
        for (at, format, mut file, summary) in self.summaries {
            summary.write(format, plan.scenario, &mut file)?;
            closed.push((at, file.keep()?));
        }
        for (at, format, mut file) in self.tables {
            write_table(plan, format, &mut file)?;
            closed.push((at, file.keep()?));
        }
        closed.sort_by_key(|(at, _)| *at);
        Ok(closed)
    }
}

/// Every row as a table for people: the reader has refused plans of more rows than fit.
fn write_table(plan: &Plan<'_>, format: Format, file: &mut PartFile) -> Result<()> {
    let (rows, _) = rows_where(plan, |_, _, _| true);
    write_document(format, &matrix(&rows, &plan.assumptions(), plan.scenario.unit), file)
}
