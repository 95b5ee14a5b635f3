//! Running a plan: rows in chunks on all threads, put together in the order of the plan, and the files made from them. The
//! only caller of rayon.
//!
//! While one wave of chunks is computed and encoded, the wave before it is written.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::chunks::{Chunk, Chunks};
use super::folder::{self, LockedFolder};
use super::manifest::{Manifest, Record};
use super::output::{OutputKind, ReportOutput, Streamed, Whole};
use super::part::{self, Part};
use super::picture::{self, chart_file, map_file};
use super::sinks::Sinks;
use super::{MANIFEST, Scenario};
use crate::error::{Error, Result};
use crate::export::{Format, file, write_document};
use crate::model::{Failures, Plan, RowFailure};
use crate::present::matrix;
use crate::report::{Asked, Frame, report};
use crate::shown::{self, shell_quoted};

/// Options of a run.
pub struct Options<'o> {
    /// The folder of the results, or of the part's; created if it is missing.
    pub folder: &'o Path,
    /// The part of the rows that is computed; None for everything.
    pub part: Option<Part>,
    /// The name of the scenario file, for the manifest and the report.
    pub file: &'o str,
    /// Its text.
    pub text: &'o str,
    /// Its path, if it is a file.
    pub path: Option<&'o Path>,
    /// True if results of another scenario of the same name may be replaced.
    pub overwrite: bool,
    /// True if files that an earlier run wrote from the same inputs are kept.
    pub resume: bool,
    /// Number of threads; None for as many as there are processors.
    pub jobs: Option<usize>,
    /// Called from time to time with the number of rows written.
    pub progress: &'o (dyn Fn(u64) + Sync),
    /// Called from time to time; true stops the run.
    pub is_stopped: &'o (dyn Fn() -> bool + Sync),
}

/// The result of a run.
#[derive(Debug, Default)]
pub struct Ran {
    /// Files that were written.
    pub written: Vec<String>,
    /// Files of an earlier run that were kept.
    pub kept: Vec<String>,
    /// Rows that failed and are in no file.
    pub failed_rows: u64,
    /// The first of them, each with its reason.
    pub failures: Vec<RowFailure>,
}

/// Writes every file of a scenario, and the manifest after each of them. All are on disk when it returns.
///
/// # Errors
/// [`Error::Interrupted`] where it is stopped, and errors of files. Incomplete files are removed.
pub fn run(scenario: &Scenario, options: &Options<'_>) -> Result<Ran> {
    // Before anything is made in the folder. A number is given always: rayon would take that of its environment, without bounds.
    let jobs = options
        .jobs
        .or_else(|| std::thread::available_parallelism().ok().map(Into::into));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(1))
        .build()
        .map_err(|error| Error::Usage(format!("cannot start the threads: {error}")))?;
    let outputs = scenario.outputs.iter();
    let files: Vec<&str> = outputs.map(|output| output.file.as_str()).collect();
    let _lock = LockedFolder::new(options.folder, files.iter().copied())?;
    if !options.overwrite {
        folder::refuse_results_of_another(options.folder, &Manifest::new(options, scenario))?;
    }
    let scenario_file = options.path.map(|path| ("the scenario", path));
    let places = scenario.files.iter();
    let places = places.map(|(_, path)| ("the file of places", path.as_path()));
    let read: Vec<_> = scenario_file.into_iter().chain(places).collect();
    folder::refuse_outputs(options.folder, &files, &read)?;
    if options.part.is_some() && !scenario.outputs.iter().any(part::is_of_parts) {
        return Err(Error::Usage(
            "the scenario has no rows that could be parted: its outputs are pictures and pages"
                .to_owned(),
        ));
    }
    let plan = Plan::new(&scenario.study);
    let ran = pool.install(|| Run::new(scenario, &plan, options).run())?;
    sync(options, &ran)?;
    Ok(ran)
}

/// Maximum number of outputs written in one pass over the rows: each takes up to 8 MB for encoded rows, and an open file.
pub(super) const STREAMED_AT_ONCE: usize = 16;

/// Syncs the written files to disk.
pub(super) fn sync(options: &Options<'_>, ran: &Ran) -> Result<()> {
    let files = ran.written.iter().map(String::as_str).chain([MANIFEST]);
    let paths: Vec<_> = files.map(|file| options.folder.join(file)).collect();
    file::sync(paths.iter().map(PathBuf::as_path))
}

/// Outputs with their numbers in the scenario.
type Numbered<'r, T> = Vec<(usize, &'r T)>;

pub(super) struct Run<'r> {
    pub(super) scenario: &'r Scenario,
    pub(super) plan: &'r Plan<'r>,
    pub(super) options: &'r Options<'r>,
    manifest: Manifest,
    /// A record for each output of the plan that is whole.
    records: Vec<Option<Record>>,
    pub(super) ran: Ran,
}

/// The folder of results in the command of a report. It is none of the machine that wrote it, where the same scenario gives the
/// same bytes.
const RESULTS: &str = "results";

/// The command that makes the report again, in the folder of the scenario file.
fn command(file: &str) -> String {
    // A name that begins with a dash would be taken for an option.
    let before = if file.starts_with('-') { "./" } else { "" };
    let file = format!("{before}{file}");
    format!("arcminute run {} --output {RESULTS}", shell_quoted(&file))
}

/// Where that command is run, and what it writes.
fn place(file: &str, report: &str) -> String {
    let stem = Path::new(file).file_stem().unwrap_or_default();
    let written = Path::new(RESULTS).join(stem).join(report);
    format!(
        "in the folder of {}; it writes {}",
        shown::one_line(file),
        shown::path(&written)
    )
}

impl<'r> Run<'r> {
    pub(super) fn new(
        scenario: &'r Scenario,
        plan: &'r Plan<'r>,
        options: &'r Options<'r>,
    ) -> Self {
        let manifest = Manifest::new(options, scenario);
        let records = vec![None; scenario.outputs.len()];
        Self {
            scenario,
            plan,
            options,
            manifest,
            records,
            ran: Ran::default(),
        }
    }

    fn run(mut self) -> Result<Ran> {
        let outputs = &self.scenario.outputs;
        // An unreadable manifest confirms no file.
        let earlier = Manifest::read(self.options.folder).ok().flatten();
        if let Some(earlier) = earlier.filter(|_| self.options.resume) {
            let planned_rows = self.planned_rows();
            for (at, output) in outputs.iter().enumerate() {
                self.records[at] =
                    self.manifest
                        .still_holds(&earlier, output, planned_rows, self.options.folder);
                if let Some(record) = &self.records[at] {
                    self.ran.kept.push(record.file.clone());
                    self.ran.failed_rows = self.ran.failed_rows.max(record.failed_rows);
                }
            }
        }
        // Before any file changes, so that no manifest lists a changed file, however this ends.
        self.write_manifest()?;
        let (streamed, whole) = self.unwritten();
        // Everything but rows is made when parts are joined.
        if self.options.part.is_none() {
            self.write_whole(&whole)?;
        }
        let passes = streamed.chunks(STREAMED_AT_ONCE);
        let pass_count = passes.len() as u64;
        for (pass, outputs) in passes.enumerate() {
            self.stream(outputs, (pass as u64, pass_count))?;
        }
        Ok(self.ran)
    }

    /// Rows that this run plans: those of its part, or all.
    fn planned_rows(&self) -> u64 {
        let Some(part) = self.options.part else {
            return self.plan.row_count();
        };
        let chunks = Chunks::new(self.plan, &self.scenario.outputs);
        chunks.row_count(part.of(chunks.count()))
    }

    /// The name of an output's file.
    fn file_name(&self, at: usize) -> String {
        let output = &self.scenario.outputs[at];
        match self.options.part {
            Some(_) => part::name_in_part(output),
            None => output.file.clone(),
        }
    }

    /// The outputs that are not whole yet, each with its number: those in one pass over the rows, and those made in memory.
    pub(super) fn unwritten(&self) -> (Numbered<'r, Streamed>, Numbered<'r, Whole>) {
        let mut streamed = Vec::new();
        let mut whole = Vec::new();
        for (at, output) in self.scenario.outputs.iter().enumerate() {
            match &output.kind {
                _ if self.records[at].is_some() => {}
                OutputKind::Streamed(output) => streamed.push((at, output)),
                OutputKind::Whole(output) => whole.push((at, output)),
            }
        }
        (streamed, whole)
    }

    /// Writes files that are made in memory, given with their numbers.
    pub(super) fn write_whole(&mut self, outputs: &[(usize, &Whole)]) -> Result<()> {
        for &(at, output) in outputs {
            self.stop_if_asked()?;
            let file = &self.scenario.outputs[at].file;
            let (bytes, rows, failed_rows) = self.whole_file(file, output)?;
            let written = folder::write(self.options.folder, file, &bytes)?;
            self.record(at, rows, failed_rows, written)?;
        }
        Ok(())
    }

    pub(super) fn stop_if_asked(&self) -> Result<()> {
        if (self.options.is_stopped)() {
            Err(Error::Interrupted)
        } else {
            Ok(())
        }
    }

    /// Records that an output is complete: from here on a resumed run keeps it, if it still has this hash.
    pub(super) fn record(
        &mut self,
        at: usize,
        rows: u64,
        failed_rows: u64,
        written: folder::Written,
    ) -> Result<()> {
        let output = &self.scenario.outputs[at];
        let file = self.file_name(at);
        self.records[at] = Some(Record {
            file: file.clone(),
            kind: output.kind.code().to_owned(),
            rows,
            failed_rows,
            bytes: written.bytes,
            sha256: written.sha256,
        });
        self.ran.written.push(file);
        self.write_manifest()
    }

    pub(super) fn write_manifest(&mut self) -> Result<()> {
        self.manifest.outputs = self.records.iter().flatten().cloned().collect();
        self.manifest.write(self.options.folder)
    }

    /// A file that is made in memory, with its numbers of rows and of failed rows.
    fn whole_file(&mut self, file: &str, output: &Whole) -> Result<(Vec<u8>, u64, u64)> {
        let scenario = self.scenario;
        match output {
            Whole::Table { format } => self.table_file(*format),
            Whole::Map(map) => Ok((map_file(map, scenario)?, 0, 0)),
            Whole::Chart(chart) => Ok((chart_file(chart, scenario)?, 0, 0)),
            Whole::Report(output) => self.report_file(file, output),
        }
    }

    fn table_file(&mut self, format: Format) -> Result<(Vec<u8>, u64, u64)> {
        let scenario = self.scenario;
        let (rows, failures) = self.plan.assess_all();
        let table = matrix(&rows, &scenario.study.common_assumptions(), scenario.unit);
        let mut file = Vec::new();
        write_document(format, &table, &mut file)?;
        let counts = (rows.len() as u64, failures.count);
        self.fail(failures);
        Ok((file, counts.0, counts.1))
    }

    fn report_file(&mut self, file: &str, output: &ReportOutput) -> Result<(Vec<u8>, u64, u64)> {
        let scenario = self.scenario;
        let from = &output.from[..];
        let to = &output.to[..];
        let study = scenario.study.restricted_to(from, to, &output.systems);
        let plan = Plan::new(&study);
        let (rows, failures) = plan.assess_all();
        let assumptions = study.common_assumptions();
        // Only pages show pictures.
        let (maps, charts) = if output.format == Format::Html {
            picture::of_report(scenario, &rows)?
        } else {
            (Vec::new(), Vec::new())
        };
        let frame = Frame {
            maps,
            charts,
            title: output.title.clone().or(scenario.title.clone()),
            note: scenario.note.clone(),
            command: command(self.options.file),
            place: Some(place(self.options.file, file)),
            sources: scenario
                .own_systems
                .iter()
                .filter_map(|own| Some((own.name.clone(), own.source.clone()?)))
                .collect(),
        };
        let asked = Asked {
            from,
            to,
            systems: &output.systems,
            assumptions: &assumptions,
            unit: scenario.unit,
        };
        let document = report(asked, &rows, &frame)?;
        let mut file = Vec::new();
        write_document(output.format, &document, &mut file)?;
        let row_count = rows.len() as u64;
        let failed_count = failures.count;
        self.fail(failures);
        Ok((file, row_count, failed_count))
    }

    fn fail(&mut self, failures: Failures) {
        // Reports and streams meet the same failures: the fuller list is kept.
        if failures.count > self.ran.failed_rows {
            self.ran.failed_rows = failures.count;
            self.ran.failures = failures.first;
        }
    }

    /// Writes rows and summaries in one pass over all chunks, out of `pass_count`.
    fn stream(
        &mut self,
        outputs: &[(usize, &Streamed)],
        (pass, pass_count): (u64, u64),
    ) -> Result<()> {
        let all = &self.scenario.outputs;
        let mut sinks = Sinks::open(self.scenario, outputs, self.options)?;
        let chunks = Chunks::new(self.plan, all);
        let threads = rayon::current_num_threads();
        let part = self.options.part;
        let own = part.map_or(0..chunks.count(), |part| part.of(chunks.count()));
        let planned_rows = chunks.row_count(own.clone());
        let mut next = own.start;
        let mut ready = Vec::new();
        let mut failures = Failures::default();
        let mut row_count = 0;
        while next < own.end || !ready.is_empty() {
            self.stop_if_asked()?;
            let wave = next..(next + threads).min(own.end);
            next = wave.end;
            let (written, computed) = rayon::join(
                || -> Result<()> {
                    for chunk in ready {
                        let Chunk {
                            blocks,
                            summaries,
                            rows,
                            failures: failed,
                        } = chunk?;
                        sinks.append(blocks, summaries)?;
                        row_count += rows;
                        failures.merge(failed);
                        let done = pass * planned_rows + row_count + failures.count;
                        (self.options.progress)(done / pass_count);
                    }
                    Ok(())
                },
                || {
                    wave.into_par_iter()
                        .map(|number| chunks.compute(number, outputs))
                        .collect::<Vec<_>>()
                },
            );
            written?;
            ready = computed;
        }
        for (at, written) in sinks.close(self.scenario)? {
            self.record(at, row_count, failures.count, written)?;
        }
        self.fail(failures);
        Ok(())
    }
}
