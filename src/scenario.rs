//! Scenarios: a small TOML file that lists places, systems, assumptions and output files, and a runner that gives the same
//! bytes everywhere.
//!
//! [`read`] checks a file as a whole and finds all its faults; [`run()`] writes its files into a
//! folder, with a manifest of what was used.

#[cfg(feature = "files")]
mod chunks;
mod fault;
mod file;
#[cfg(feature = "files")]
mod folder;
#[cfg(test)]
mod guide;
#[cfg(feature = "files")]
mod join;
mod keys;
#[cfg(feature = "files")]
mod manifest;
mod names;
mod numbered;
mod output;
mod outputs;
#[cfg(feature = "files")]
mod part;
mod picture;
mod reader;
mod resolved;
#[cfg(feature = "files")]
mod run;
mod schema;
#[cfg(feature = "files")]
mod sinks;
#[cfg(feature = "files")]
mod summary;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use crate::catalogue::System;
use crate::model::Study;
use crate::present::words::LengthUnit;

pub use fault::Fault;
pub use file::read;
pub(crate) use file::read_in;
#[cfg(feature = "files")]
pub use join::join;
#[cfg(feature = "files")]
pub(crate) use manifest::Manifest;
pub(crate) use output::Output;
#[cfg(feature = "files")]
pub use part::Part;
pub use picture::picture;
pub use resolved::resolved;
#[cfg(feature = "files")]
pub use run::{Options, Ran, run};
pub use schema::schema;
#[cfg(test)]
pub(crate) use summary::FIELDS as SUMMARY_FIELDS;

/// Name of the file that records the inputs and outputs of a run.
pub(crate) const MANIFEST: &str = "manifest.json";

/// A scenario that was read and checked.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Title of the report.
    pub(crate) title: Option<String>,
    /// Note of the author, a paragraph of the report.
    pub(crate) note: Option<String>,
    /// Unit of what people read.
    pub(crate) unit: LengthUnit,
    /// Places, systems and assumptions.
    pub study: Study,
    /// The systems that the file defines, with their sources.
    pub(crate) own_systems: Vec<OwnSystem>,
    /// Files to be written.
    pub(crate) outputs: Vec<Output>,
    /// Files of places that were read: name as written, and path.
    pub(crate) files: Vec<(String, PathBuf)>,
    /// Assumptions that the user should know.
    pub(crate) notes: Vec<String>,
}

impl Scenario {
    /// Assumptions that the user should know.
    pub(crate) fn notes(&self) -> &[String] {
        &self.notes
    }
}

/// A system that the file itself describes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OwnSystem {
    /// Its id.
    pub(crate) id: String,
    /// Name for readers.
    pub(crate) name: String,
    /// The id of the missile of the catalogue that it is like.
    pub(crate) like: Option<String>,
    /// The source of its figures.
    pub(crate) source: Option<String>,
    /// One system for each combination of its range and speed.
    pub(crate) systems: Vec<System>,
}
