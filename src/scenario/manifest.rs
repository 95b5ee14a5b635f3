//! What a run used and wrote: enough to say whether another run would write the same.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::MANIFEST;
use super::folder;
use crate::error::Result;
use crate::svg::sheet::PROGRAM;

/// The embedded data, each with its SHA-256.
const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/data.sha256"));

/// The manifest of a scenario's results.
///
/// ```
/// use arcminute::scenario::{Manifest, Options, Plan, read, run};
/// let text = "from = 'kaliningrad'\nto = 'Berlin'\noutput = [{ kind = 'rows', file = 'rows.csv' }]";
/// let (scenario, folder) = (read(text).unwrap(), tempfile::tempdir().unwrap());
/// let (file, progress, is_stopped) = ("a.toml", &|_: u64| (), &|| false);
/// let options = Options { folder: folder.path(), file, text, resume: false, jobs: Some(1), progress, is_stopped };
/// run(&Plan::new(&scenario), &options)?;
/// let manifest = Manifest::read(folder.path()).unwrap();
/// assert_eq!((manifest.scenario.file.as_str(), manifest.outputs[0].file.as_str()), ("a.toml", "rows.csv"));
/// // The two generic systems.
/// assert_eq!((manifest.outputs[0].rows, manifest.outputs[0].failed_rows), (2, 0));
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Name and version.
    pub program: String,
    /// The scenario file.
    pub scenario: Hashed,
    /// The data within the program.
    pub data: Vec<Hashed>,
    /// The files that are whole, in the order of the scenario.
    pub outputs: Vec<Record>,
}

/// A file that was used.
///
/// ```
/// use arcminute::scenario::Hashed;
/// let before = Hashed { file: "a.toml".to_owned(), sha256: "0".repeat(64) };
/// let after = Hashed { sha256: "1".repeat(64), ..before.clone() };
/// assert_ne!(before, after, "another text under the same name");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hashed {
    /// Its name.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A file that was written.
///
/// ```
/// use arcminute::scenario::Record;
/// let (file, kind, sha256) = ("map.svg".to_owned(), "map".to_owned(), "0".repeat(64));
/// let record = Record { file, kind, rows: 0, failed_rows: 0, bytes: 5120, sha256 };
/// let json = serde_json::to_value(&record).unwrap();
/// assert_eq!(json["kind"], "map");
/// assert_eq!(json["rows"], 0, "a picture has none");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its name within the folder of the results.
    pub file: String,
    /// What it is.
    pub kind: String,
    /// How many rows it holds or sums up; 0 for pictures.
    pub rows: u64,
    /// Rows that failed and are left out.
    pub failed_rows: u64,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// The manifest of a run of which nothing is written yet.
    pub(super) fn new(scenario_file: &str, scenario_text: &str) -> Self {
        let data = DATA.lines().filter_map(|line| line.split_once("  "));
        Self {
            program: PROGRAM.to_owned(),
            scenario: Hashed { file: scenario_file.to_owned(), sha256: folder::sha256(scenario_text.as_bytes()) },
            data: data.map(|(sha256, file)| Hashed { file: file.to_owned(), sha256: sha256.to_owned() }).collect(),
            outputs: Vec::new(),
        }
    }

    /// The manifest in a folder, if there is one that can be read.
    ///
    /// ```
    /// use arcminute::scenario::{MANIFEST, Manifest};
    /// let folder = tempfile::tempdir().unwrap();
    /// let scenario = r#"{ "file": "a.toml", "sha256": "" }"#;
    /// let text = format!(r#"{{ "program": "arcminute", "scenario": {scenario}, "data": [], "outputs": [] }}"#);
    /// std::fs::write(folder.path().join(MANIFEST), text)?;
    /// assert_eq!(Manifest::read(folder.path()).unwrap().scenario.file, "a.toml");
    /// assert_eq!(Manifest::read(&folder.path().join("nowhere")), None);
    /// # Ok::<(), arcminute::Error>(())
    /// ```
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(folder.join(MANIFEST)).ok()?).ok()
    }

    /// The record of an output of an earlier run of the same scenario, by the same program and data, whose file is still
    /// what was written.
    pub(super) fn still_holds(&self, earlier: &Self, file: &str, folder: &Path) -> Option<Record> {
        let is_same =
            (&self.program, &self.scenario, &self.data) == (&earlier.program, &earlier.scenario, &earlier.data);
        let record = earlier.outputs.iter().find(|record| is_same && record.file == file)?;
        (folder::sha256_of_file(&folder.join(file))? == record.sha256).then(|| record.clone())
    }

    /// Writes it beside its outputs.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        // Texts and numbers alone: nothing of it can fail to be JSON.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        folder::write(folder, MANIFEST, text.as_bytes()).map(drop)
    }
}
