//! Where the streamed outputs of a plan go: files of rows, summaries, and tables for people.

use std::path::Path;

use super::Scenario;
use super::folder::{self, PartFile};
use super::output::OutputKind;
use super::summary::Summary;
use crate::error::Result;
use crate::export::rows::{Block, BlockFile};
use crate::export::{Format, write_document};
use crate::model::Plan;
use crate::present::matrix;
use crate::schema::headings;

/// Where the streamed outputs go.
pub(super) struct Sinks<'p> {
    rows: Vec<(usize, BlockFile<PartFile>)>,
    summaries: Vec<(usize, Format, PartFile, Summary<'p>)>,
    /// Tables for people, which are laid out as a whole when all rows are known.
    tables: Vec<(usize, Format, PartFile)>,
}

impl<'p> Sinks<'p> {
    /// Begins every file.
    pub(super) fn open(scenario: &Scenario, outputs: &[usize], folder: &Path) -> Result<Self> {
        let mut sinks = Self {
            rows: Vec::new(),
            summaries: Vec::new(),
            tables: Vec::new(),
        };
        for &at in outputs {
            let output = &scenario.outputs[at];
            let file = PartFile::create(folder, &output.file)?;
            match &output.kind {
                OutputKind::Rows { format, .. } if format.is_for_people() => {
                    sinks.tables.push((at, *format, file));
                }
                OutputKind::Rows { format, columns } => {
                    sinks
                        .rows
                        .push((at, BlockFile::new(*format, &headings(columns), file)?));
                }
                OutputKind::Summary { by, format } => {
                    sinks.summaries.push((at, *format, file, Summary::new(*by)));
                }
                _ => {}
            }
        }
        Ok(sinks)
    }

    /// Adds the next chunk in the order of the plan.
    pub(super) fn append(
        &mut self,
        blocks: Vec<Option<Block>>,
        parts: Vec<Summary<'p>>,
    ) -> Result<()> {
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
    pub(super) fn close(
        self,
        scenario: &Scenario,
        plan: &Plan<'_>,
    ) -> Result<Vec<(usize, folder::Written)>> {
        let mut closed = Vec::new();
        for (at, file) in self.rows {
            closed.push((at, file.finish()?.keep()?));
        }
        for (at, format, mut file, summary) in self.summaries {
            summary.write(format, scenario, &mut file)?;
            closed.push((at, file.keep()?));
        }
        for (at, format, mut file) in self.tables {
            write_table(scenario, plan, format, &mut file)?;
            closed.push((at, file.keep()?));
        }
        closed.sort_by_key(|(at, _)| *at);
        Ok(closed)
    }
}

/// Every row as a table for people: the reader has refused plans of more rows than fit.
fn write_table(
    scenario: &Scenario,
    plan: &Plan<'_>,
    format: Format,
    file: &mut PartFile,
) -> Result<()> {
    let (rows, _) = plan.assess_all();
    let table = matrix(&rows, &scenario.study.common_assumptions(), scenario.unit);
    write_document(format, &table, file)
}
