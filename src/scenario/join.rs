//! Joins the parts of a scenario into the bytes of a run without parts.

use std::path::PathBuf;

use super::folder::{self, LockedFolder};
use super::manifest::Manifest;
use super::part;
use super::run::{Ran, Run, STREAMED_AT_ONCE, sync};
use super::sinks::Sinks;
use super::{Options, Scenario};
use crate::error::{Error, Result};
use crate::model::Plan;

/// Joins the parts in the folder of the results, and makes the outputs that have no parts. The parts are left as they are.
///
/// # Errors
/// [`Error::Usage`] where a part is missing, was changed, or is of another scenario, program or data, or where parts do not
/// have as many rows as the scenario; [`Error::Interrupted`] where it is stopped, and errors of files.
pub fn join(scenario: &Scenario, options: &Options<'_>) -> Result<Ran> {
    let outputs = scenario.outputs.iter();
    let files: Vec<&str> = outputs.map(|output| output.file.as_str()).collect();
    let _lock = LockedFolder::new(options.folder, files.iter().copied())?;
    let manifest = Manifest::new(options, scenario);
    if !options.overwrite {
        folder::refuse_results_of_another(options.folder, &manifest)?;
    }
    let parts = part::find(options.folder, &manifest, &scenario.outputs)?;
    let of_parts: Vec<PathBuf> = parts
        .iter()
        .flat_map(|(folder, _)| files.iter().map(|file| folder.join(file)))
        .collect();
    let read: Vec<_> = of_parts
        .iter()
        .map(|path| ("the part", path.as_path()))
        .collect();
    folder::refuse_outputs(options.folder, &files, &read)?;
    let plan = Plan::new(&scenario.study);
    let ran = Run::new(scenario, &plan, options).join(&parts)?;
    sync(options, &ran)?;
    Ok(ran)
}

impl Run<'_> {
    fn join(mut self, parts: &[(PathBuf, Manifest)]) -> Result<Ran> {
        let (streamed, whole) = self.unwritten();
        self.write_whole(&whole)?;
        let mut counted = 0;
        for outputs in streamed.chunks(STREAMED_AT_ONCE) {
            let mut sinks = Sinks::open(self.scenario, outputs, self.options)?;
            let (mut rows, mut failed_rows) = (0, 0);
            for (folder, manifest) in parts {
                self.stop_if_asked()?;
                sinks.append_part(self.scenario, folder)?;
                // All outputs of a part are of the same rows.
                if let Some(record) = manifest.outputs.first() {
                    rows += record.rows;
                    failed_rows += record.failed_rows;
                }
                counted = counted.max(rows + failed_rows);
                (self.options.progress)(counted);
            }
            let planned = self.plan.row_count();
            if rows + failed_rows != planned {
                return Err(Error::Usage(format!(
                    "the parts have {} rows, but the scenario has {planned}: run them again",
                    rows + failed_rows
                )));
            }
            for (at, written) in sinks.close(self.scenario)? {
                self.record(at, rows, failed_rows, written)?;
            }
            self.ran.failed_rows = self.ran.failed_rows.max(failed_rows);
        }
        self.write_manifest()?;
        Ok(self.ran)
    }
}
