//! Reads `data/bands.toml` and checks the band sets against their rules.
//!
//! The tests of the library include this file to check that each rule catches the fault it is meant for.

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::treaty::bands::{BandEntry, BandSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    set: Vec<SetEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetEntry {
    id: String,
    title: String,
    note: String,
    source: String,
    band: Vec<BandEntry>,
}

/// The band sets of the file.
///
/// # Errors
/// The line of a syntax error or missing key; the set and band that break a rule.
pub fn sets(text: &str) -> Result<Vec<BandSet>> {
    let file: File = toml::from_str(text).map_err(|error| Error::Usage(error.to_string()))?;
    let mut sets: Vec<BandSet> = Vec::new();
    for set in file.set {
        if sets.iter().any(|known| known.id == set.id) {
            return Err(Error::Usage(format!(
                "band set {:?} is there twice",
                set.id
            )));
        }
        if set.source.trim().is_empty() {
            return Err(Error::Usage(format!("band set {:?} has no source", set.id)));
        }
        let bands = set
            .band
            .into_iter()
            .map(BandEntry::into_band)
            .collect::<Result<Vec<_>>>()?;
        sets.push(BandSet::new(
            set.id, set.title, set.note, set.source, bands,
        )?);
    }
    Ok(sets)
}
