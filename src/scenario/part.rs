//! Parts of a scenario's rows, for machines that share nothing but files: the chunks and files of each part, and how parts
//! are found again.

use std::fmt;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::folder::{self, sha256_of_file};
use super::manifest::Manifest;
use super::output::{Output, OutputKind, Streamed};
use crate::error::{Error, Result};
use crate::shown;

/// Maximum number of parts: each is a folder.
const MAX_PARTS: u32 = 10_000;

/// A part of a scenario's rows: the second of eight is `2/8`.
///
/// ```
/// use arcminute::scenario::Part;
/// let part: Part = "2/8".parse()?;
/// assert_eq!(part.to_string(), "2/8");
/// assert!("9/8".parse::<Part>().is_err());
/// # Ok::<(), arcminute::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its number, from 1.
    number: u32,
    /// The number of parts.
    count: u32,
}

impl FromStr for Part {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let numbers = text.split_once('/');
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let part = numbers.and_then(|(first, last)| {
            Some(Self {
                number: number(first)?,
                count: number(last)?,
            })
        });
        let fits = |part: &Self| (1..=part.count.min(MAX_PARTS)).contains(&part.number);
        part.filter(|part| part.count <= MAX_PARTS && fits(part))
            .ok_or_else(|| Error::Unreadable {
                name: "part",
                text: text.to_owned(),
                reason: format!(
                    "write NUMBER/COUNT, as 2/8 for the second of eight; up to {MAX_PARTS} parts"
                ),
            })
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

impl Part {
    /// Its own among this many chunks: parts differ by one chunk at most, and are in the order of the chunks.
    pub(super) fn of(self, chunks: usize) -> Range<usize> {
        let edge = |part: u32| {
            let edge = chunks as u128 * u128::from(part) / u128::from(self.count);
            usize::try_from(edge).unwrap_or(chunks)
        };
        edge(self.number - 1)..edge(self.number)
    }

    /// Its folder within that of the scenario's results. All names of a run are of one length, so that they sort.
    fn folder_name(self) -> String {
        let width = self.count.to_string().len();
        format!("part-{:0width$}-of-{}", self.number, self.count)
    }

    /// Its folder.
    pub(crate) fn folder(self, results: &Path) -> PathBuf {
        results.join(self.folder_name())
    }
}

/// The name of a summary's file in a part: its lines are not yet those of a file.
pub(super) fn summary_name(file: &str) -> String {
    format!("{file}.part.json")
}

/// True for the outputs of a part: rows for machines, and summaries of them. All else is made when parts are joined.
pub(super) fn is_of_parts(output: &Output) -> bool {
    matches!(output.kind, OutputKind::Streamed(_))
}

/// The parts of a scenario, each with its folder and manifest, in their order.
///
/// # Errors
/// [`Error::Usage`] where there are none, where some are missing, where they are of several runs, or where one is not of
/// this scenario, program and data or was changed.
pub(super) fn find(
    results: &Path,
    new: &Manifest,
    outputs: &[Output],
) -> Result<Vec<(PathBuf, Manifest)>> {
    let mut found: Vec<(Part, PathBuf, Manifest)> = Vec::new();
    let entries = fs::read_dir(results).map_err(|source| folder::fault("read", results, source))?;
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(Some(manifest)) = Manifest::read(&path) else {
            continue;
        };
        if let Some(part) = manifest.part
            && path
                .file_name()
                .is_some_and(|name| *name == *part.folder_name())
        {
            found.push((part, path, manifest));
        }
    }
    found.sort_by_key(|(part, ..)| (part.count, part.number));
    let Some((first, ..)) = found.first() else {
        return Err(Error::Usage(format!(
            "{} holds no parts: run them first, each with --part NUMBER/COUNT",
            shown::path(results)
        )));
    };
    let count = first.count;
    if let Some((other, ..)) = found.iter().find(|(part, ..)| part.count != count) {
        return Err(Error::Usage(format!(
            "{} holds parts of {count} and parts of {}: remove those of another run",
            shown::path(results),
            other.count
        )));
    }
    let has = |number: &u32| found.iter().any(|(part, ..)| part.number == *number);
    let missing: Vec<String> = (1..=count)
        .filter(|number| !has(number))
        .map(|number| number.to_string())
        .collect();
    if !missing.is_empty() {
        let some = missing.iter().take(10).map(String::as_str);
        let more = if missing.len() > 10 { ", …" } else { "" };
        return Err(Error::Usage(format!(
            "of {count} parts {} are missing in {}: {}{more}",
            missing.len(),
            shown::path(results),
            some.collect::<Vec<_>>().join(", ")
        )));
    }
    for (part, path, manifest) in &found {
        if !new.is_of_same_inputs(manifest) {
            return Err(Error::Usage(format!(
                "part {part} was computed from another scenario, by another program, or with other data: run it again"
            )));
        }
        for output in outputs.iter().filter(|output| is_of_parts(output)) {
            let name = name_in_part(output);
            let record = manifest.outputs.iter().find(|record| record.file == name);
            let is_whole = record.is_some_and(|record| {
                sha256_of_file(&path.join(&name)).as_ref() == Some(&record.sha256)
            });
            if !is_whole {
                return Err(Error::Usage(format!(
                    "part {part} is not as it was written: {} is missing or was changed; run it again",
                    shown::path(&path.join(&name))
                )));
            }
        }
    }
    Ok(found
        .into_iter()
        .map(|(_, path, manifest)| (path, manifest))
        .collect())
}

/// The name of an output's file in a part.
pub(super) fn name_in_part(output: &Output) -> String {
    match output.kind {
        OutputKind::Streamed(Streamed::Summary { .. }) => summary_name(&output.file),
        _ => output.file.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_all_chunks_once_and_in_order() {
        for chunks in [0, 1, 7, 8, 9, 1000] {
            for count in [1, 2, 3, 8, 11] {
                let parts = (1..=count).map(|number| Part { number, count }.of(chunks));
                let all: Vec<usize> = parts.clone().flatten().collect();
                assert!(all.iter().copied().eq(0..chunks), "{chunks} in {count}");
                let sizes: Vec<usize> = parts.map(|part| part.len()).collect();
                let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
                assert!(most - least <= 1, "{sizes:?}");
            }
        }
    }

    #[test]
    fn parts_that_are_none_are_refused() {
        for text in [
            "", "2", "0/8", "9/8", "1/0", "-1/8", "a/b", "1/10001", "1/8/2",
        ] {
            assert!(text.parse::<Part>().is_err(), "{text:?}");
        }
        let part: Part = "7/12".parse().unwrap();
        assert_eq!(part.folder(Path::new("r")), Path::new("r/part-07-of-12"));
    }
}
