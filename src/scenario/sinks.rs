//! The files of streamed outputs: rows and summaries.

use std::path::Path;

use super::folder::{self, PartFile};
use super::output::Streamed;
use super::part;
use super::summary::Summary;
use super::{Options, Scenario};
use crate::error::Result;
use crate::export::Format;
use crate::export::rows::{Block, BlockFile};
use crate::schema::headings;

/// The files of streamed outputs.
pub(super) struct Sinks<'p> {
    rows: Vec<(usize, BlockFile<PartFile>)>,
    summaries: Vec<(usize, Format, PartFile, Summary<'p>)>,
    /// True for a part, whose summaries are kept as they are.
    is_part: bool,
}

impl<'p> Sinks<'p> {
    /// Begins the file of every output, given with its number.
    pub(super) fn open(
        scenario: &Scenario,
        outputs: &[(usize, &Streamed)],
        options: &Options<'_>,
    ) -> Result<Self> {
        let is_part = options.part.is_some();
        let mut sinks = Self {
            rows: Vec::new(),
            summaries: Vec::new(),
            is_part,
        };
        for &(at, output) in outputs {
            let all = &scenario.outputs[at];
            let name = if is_part {
                part::name_in_part(all)
            } else {
                all.file.clone()
            };
            let file = PartFile::create(options.folder, &name)?;
            match output {
                Streamed::Rows { format, columns } => {
                    sinks
                        .rows
                        .push((at, BlockFile::new(*format, &headings(columns), file)?));
                }
                Streamed::Summary { by, format } => {
                    sinks.summaries.push((at, *format, file, Summary::new(*by)));
                }
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

    /// Adds the rows of a part, which come next in the order of the plan.
    pub(super) fn append_part(&mut self, scenario: &'p Scenario, folder: &Path) -> Result<()> {
        for (at, file) in &mut self.rows {
            file.append_file(&folder.join(&scenario.outputs[*at].file))?;
        }
        for (at, _, _, summary) in &mut self.summaries {
            let path = folder.join(part::name_in_part(&scenario.outputs[*at]));
            summary.merge(Summary::read(&path, &scenario.study)?);
        }
        Ok(())
    }

    /// Ends every file; each with the number of its output.
    pub(super) fn close(self, scenario: &Scenario) -> Result<Vec<(usize, folder::Written)>> {
        let mut closed = Vec::new();
        for (at, file) in self.rows {
            closed.push((at, file.finish()?.keep()?));
        }
        for (at, format, mut file, summary) in self.summaries {
            if self.is_part {
                summary.keep(&mut file)?;
            } else {
                summary.write(format, scenario, &mut file)?;
            }
            closed.push((at, file.keep()?));
        }
        closed.sort_by_key(|(at, _)| *at);
        Ok(closed)
    }
}
