//! The inputs and outputs of a run: enough to say whether another run would write the same.

use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::folder;
use super::output::{Output, OutputKind, Whole};
use super::part::{self, Part};
use super::{MANIFEST, Options, Scenario};
use crate::catalogue::edition;
use crate::error::Result;
use crate::export::file::open_regular;
use crate::svg::sheet::PROGRAM;

/// The embedded data, each with its SHA-256.
const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/data.sha256"));

/// Maximum size of a manifest, bytes: one of 1000 files has a third of a megabyte.
const MAX_BYTES: u64 = 10 << 20;

/// The manifest of a scenario's results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Name and version.
    pub(crate) program: String,
    /// Edition of the catalogue: date and first digits of the hash.
    #[serde(default)]
    pub(crate) edition: String,
    /// The scenario file.
    pub(crate) scenario: Hashed,
    /// The path from the folder of the results to the scenario file, which distinguishes an edited scenario from another of
    /// the same name; None where there is no such path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) scenario_path: Option<String>,
    /// The files of places that the scenario names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<Hashed>,
    /// The part of the rows; None for all of a scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) part: Option<Part>,
    /// The embedded data.
    pub(crate) data: Vec<Hashed>,
    /// The complete files, in the order of the scenario.
    pub(crate) outputs: Vec<Record>,
}

/// A file that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hashed {
    /// Its name.
    pub(crate) file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub(crate) sha256: String,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Its name within the folder of the results.
    pub(crate) file: String,
    /// Kind of output.
    pub(crate) kind: String,
    /// Number of rows that it holds or sums up; 0 for pictures.
    pub(crate) rows: u64,
    /// Rows that failed and are left out.
    pub(crate) failed_rows: u64,
    /// Its size.
    pub(crate) bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub(crate) sha256: String,
}

impl Record {
    /// True if these bytes are what was written.
    pub(crate) fn is_of(&self, bytes: &[u8]) -> bool {
        folder::sha256(bytes) == self.sha256
    }
}

impl Manifest {
    /// The manifest of a run before anything is written.
    pub(super) fn new(options: &Options<'_>, scenario: &Scenario) -> Self {
        let data = DATA.lines().filter_map(|line| line.split_once("  "));
        Self {
            program: PROGRAM.to_owned(),
            edition: edition().to_string(),
            scenario: Hashed {
                file: options.file.to_owned(),
                sha256: folder::sha256(options.text.as_bytes()),
            },
            scenario_path: options
                .path
                .and_then(|path| folder::path_from(options.folder, path)),
            part: options.part,
            files: scenario
                .files
                .iter()
                .map(|(written, path)| Hashed {
                    file: written.clone(),
                    sha256: folder::sha256_of_file(path).unwrap_or_default(),
                })
                .collect(),
            data: data
                .map(|(sha256, file)| Hashed {
                    file: file.to_owned(),
                    sha256: sha256.to_owned(),
                })
                .collect(),
            outputs: Vec::new(),
        }
    }

    /// The manifest in a folder; None where there is none.
    ///
    /// # Errors
    /// [`Error::Io`] for one that cannot be read, or was not written by this program.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(MANIFEST);
        let fault = |source| folder::fault("read", &path, source);
        let file = match open_regular(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(fault(error)),
        };
        let mut bytes = Vec::new();
        file.take(MAX_BYTES)
            .read_to_end(&mut bytes)
            .map_err(fault)?;
        serde_json::from_slice(&bytes).map(Some).map_err(|_| {
            fault(io::Error::new(
                io::ErrorKind::InvalidData,
                "it is no manifest of this version of the program",
            ))
        })
    }

    /// The record of an output of an earlier run of the same scenario, by the same program and data, whose file is
    /// unchanged. Its counts must fit `planned_rows`: anybody can edit a manifest.
    pub(super) fn still_holds(
        &self,
        earlier: &Self,
        output: &Output,
        planned_rows: u64,
        folder: &Path,
    ) -> Option<Record> {
        let is_same = self.is_of_same_inputs(earlier) && self.part == earlier.part;
        let file = match self.part {
            Some(_) => part::name_in_part(output),
            None => output.file.clone(),
        };
        let record = earlier
            .outputs
            .iter()
            .find(|record| is_same && record.file == file)?;
        let rows = record.rows.checked_add(record.failed_rows)?;
        let has_its_rows = match &output.kind {
            OutputKind::Streamed(_) | OutputKind::Whole(Whole::Table { .. }) => {
                rows == planned_rows
            }
            OutputKind::Whole(Whole::Report(_)) => rows <= planned_rows,
            OutputKind::Whole(Whole::Map(_) | Whole::Chart(_)) => rows == 0,
        };
        let path = folder.join(&file);
        let holds = has_its_rows
            && record.kind == output.kind.code()
            && path.metadata().is_ok_and(|data| data.len() == record.bytes)
            && folder::sha256_of_file(&path)? == record.sha256;
        holds.then(|| record.clone())
    }

    /// True where the other is of the same scenario and files, by the same program and data.
    pub(super) fn is_of_same_inputs(&self, other: &Self) -> bool {
        let inputs = |manifest: &Self| {
            let Self {
                program,
                scenario,
                files,
                data,
                ..
            } = manifest.clone();
            (program, scenario, files, data)
        };
        inputs(self) == inputs(other)
    }

    /// Writes it beside its outputs.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        // Only texts and numbers: nothing can fail to be JSON.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        folder::write(folder, MANIFEST, text.as_bytes()).map(drop)
    }
}
