//! Files like one that is not there.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::names::{fold, likeness};
use crate::{Error, shown};

/// The folder of examples, as in a clone.
const EXAMPLES: &str = "examples";

/// Most files of a folder that are looked at.
const MOST_FILES: usize = 10_000;

/// Most files that are named.
const MOST_NAMED: usize = 3;

/// Fewest letters at the beginning of a name by which it is found.
const LEAST_BEGINNING: usize = 3;

/// Least likeness of two names without extension.
const NEAR: f64 = 0.75;

/// Which files may have been meant, after the error of one that is not there; else nothing.
pub(super) fn advice(error: &anyhow::Error) -> String {
    let Some(Error::Io {
        action: "read",
        path,
        source,
    }) = error.downcast_ref::<Error>()
    else {
        return String::new();
    };
    if source.kind() != ErrorKind::NotFound {
        return String::new();
    }
    let paths: Vec<String> = like(path).iter().map(|path| shown::path(path)).collect();
    match &paths[..] {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        [rest @ .., last] => format!("; did you mean {} or {last}?", rest.join(", ")),
    }
}

/// The files in the folder of a path, and of a bare name among the examples, that are called like it, the likest first.
fn like(path: &Path) -> Vec<PathBuf> {
    let stem = |path: &Path| {
        path.file_stem()
            .map(OsStr::to_string_lossy)
            .map(|it| fold(&it))
    };
    let Some(wanted) = stem(path).filter(|wanted| !wanted.is_empty()) else {
        return Vec::new();
    };
    let parent = path.parent().unwrap_or(Path::new(""));
    let is_bare = parent.as_os_str().is_empty();
    let mut found: Vec<(f64, PathBuf)> = Vec::new();
    for folder in [parent, Path::new(EXAMPLES)]
        .into_iter()
        .take(1 + usize::from(is_bare))
    {
        let here = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let entries = fs::read_dir(here).into_iter().flatten().flatten();
        for entry in entries.take(MOST_FILES) {
            let name = PathBuf::from(entry.file_name());
            let score = stem(&name).map_or(0.0, |name| {
                let begins = wanted.len() >= LEAST_BEGINNING && name.starts_with(&wanted);
                likeness(&wanted, &name).max(if begins { NEAR } else { 0.0 })
            });
            if score >= NEAR && entry.path().is_file() {
                found.push((score, folder.join(name)));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    if found.iter().any(|(score, _)| *score >= 1.0) {
        found.retain(|(score, _)| *score >= 1.0);
    }
    found.truncate(MOST_NAMED);
    found.into_iter().map(|(_, path)| path).collect()
}
