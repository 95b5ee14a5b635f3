//! The folder of a scenario's results: locked while a run writes it, and its files hashed as they are written.

use std::fmt::Write as _;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::manifest::Manifest;
use crate::error::{Error, Result};
use crate::export::file::{OutputFile, remove_leftovers, write_error};
use crate::shown;

/// A folder of results that no other run writes to while this lives.
pub(super) struct LockedFolder {
    _lock: Option<File>,
}

impl LockedFolder {
    /// Makes and locks the folder, and removes what a killed run left in it and in the folders of `files`.
    ///
    /// # Errors
    /// [`Error::Usage`] where another run has it locked; [`Error::Io`] where it cannot be made.
    pub(super) fn new<'f>(folder: &Path, files: impl Iterator<Item = &'f str>) -> Result<Self> {
        fs::create_dir_all(folder).map_err(|source| fault("make the folder", folder, source))?;
        let lock = lock(folder)?;
        remove_leftovers(folder);
        for parent in files.filter_map(|file| Path::new(file).parent()) {
            remove_leftovers(&folder.join(parent));
        }
        Ok(Self { _lock: lock })
    }
}

/// Locks the folder itself, so that no further file is needed. Systems and file systems without such locks do without.
fn lock(folder: &Path) -> Result<Option<File>> {
    let Ok(opened) = File::open(folder) else {
        return Ok(None);
    };
    match opened.try_lock() {
        Ok(()) => Ok(Some(opened)),
        Err(TryLockError::WouldBlock) => Err(Error::Usage(format!(
            "another run writes here: {}; wait until it has ended, or choose another --output",
            shown::path(folder)
        ))),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Refuses a folder with the results of another scenario of the same name. A scenario that was edited is the same one:
/// it is told by its place, as seen from the folder.
///
/// # Errors
/// [`Error::Usage`] with both scenarios.
pub(super) fn refuse_results_of_another(folder: &Path, new: &Manifest) -> Result<()> {
    let Some(old) = Manifest::read(folder) else {
        return Ok(());
    };
    let is_elsewhere = |old: &str| new.scenario_path.as_deref().is_some_and(|new| new != old);
    match old.scenario_path {
        Some(path) if is_elsewhere(&path) && old.scenario != new.scenario => {
            Err(Error::Usage(format!(
                "{} holds the results of another scenario, {}: choose another --output, or give --overwrite",
                shown::path(folder),
                shown::path(&folder.join(path))
            )))
        }
        _ => Ok(()),
    }
}

/// The path from a folder to a file, with `/` between its parts; None where there is none, or it is not UTF-8.
pub(super) fn path_from(folder: &Path, file: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let file = file.canonicalize().ok()?;
    let shared = folder
        .components()
        .zip(file.components())
        .take_while(|(a, b)| a == b)
        .count();
    if shared == 0 {
        return None;
    }
    let up = folder.components().skip(shared).map(|_| Some(".."));
    let down = file.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<&str>> = up.chain(down).collect();
    Some(parts?.join("/"))
}

/// A file on its way, hashed as it is written. Dropped before [`PartFile::keep`], it leaves nothing.
pub(super) struct PartFile {
    path: PathBuf,
    out: OutputFile,
    hash: Sha256,
    bytes: u64,
}

/// A file that was written.
pub(super) struct Written {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl PartFile {
    /// Begins a file in `folder`; folders on the way to it are made.
    pub(super) fn create(folder: &Path, file: &str) -> Result<Self> {
        let path = folder.join(file);
        let Some(parent) = path.parent() else {
            return Err(Error::Usage(format!("{file:?} is no file name")));
        };
        fs::create_dir_all(parent).map_err(|source| fault("make the folder", parent, source))?;
        let out = OutputFile::create(&path)?;
        Ok(Self {
            path,
            out,
            hash: Sha256::new(),
            bytes: 0,
        })
    }

    /// Gives the file its name.
    pub(super) fn keep(self) -> Result<Written> {
        self.out.keep()?;
        Ok(Written {
            bytes: self.bytes,
            sha256: hex(self.hash),
        })
    }

    /// An error with the file that it is about: writers of formats pass on the error alone.
    fn naming(&self, source: &io::Error) -> io::Error {
        io::Error::new(
            source.kind(),
            format!("{}: {source}", shown::path(&self.path)),
        )
    }
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out
            .write_all(bytes)
            .map_err(|source| self.naming(&source))?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush().map_err(|source| self.naming(&source))
    }
}

/// Writes a file that is in memory.
pub(super) fn write(folder: &Path, file: &str, bytes: &[u8]) -> Result<Written> {
    let mut part = PartFile::create(folder, file)?;
    part.write_all(bytes)
        .map_err(|source| write_error(&folder.join(file), source))?;
    part.keep()
}

/// The SHA-256 of a file; None if it cannot be read.
pub(super) fn sha256_of_file(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return Some(hex(hash)),
            count => hash.update(&buffer[..count]),
        }
    }
}

/// The SHA-256 of bytes.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(Sha256::new_with_prefix(bytes))
}

fn hex(hash: Sha256) -> String {
    hash.finalize()
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

pub(super) fn fault(action: &'static str, path: &Path, source: io::Error) -> Error {
    Error::Io {
        action,
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::file::TEMPORARY_PREFIX;

    #[test]
    fn a_file_appears_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let names = || {
            let mut names: Vec<String> = fs::read_dir(folder.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        let mut part = PartFile::create(folder.path(), "a.csv").unwrap();
        part.write_all(b"abc").unwrap();
        assert!(names().len() == 1 && names()[0].starts_with(TEMPORARY_PREFIX));
        drop(part);
        assert!(names().is_empty());
        let written = write(folder.path(), "a.csv", b"abc").unwrap();
        assert_eq!(names(), ["a.csv"]);
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            written.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            (written.bytes, sha256_of_file(&folder.path().join("a.csv"))),
            (3, Some(sha256(b"abc")))
        );
        assert!(
            write(folder.path(), "a.csv/b", b"").is_err(),
            "a file is no folder"
        );
    }

    #[test]
    fn a_folder_is_locked_by_one_run_and_cleaned_of_a_killed_one() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let stray = folder.join("sub").join(format!("{TEMPORARY_PREFIX}x"));
        fs::create_dir(folder.join("sub")).unwrap();
        fs::write(&stray, "").unwrap();
        let files = || ["sub/a.csv"].into_iter();
        let locked = LockedFolder::new(folder, files()).unwrap();
        assert!(!stray.exists());
        if cfg!(unix) {
            let refused = LockedFolder::new(folder, files()).err().unwrap();
            assert!(refused.to_string().contains("another run writes here"));
        }
        drop(locked);
        assert!(LockedFolder::new(folder, files()).is_ok());
    }

    #[test]
    fn paths_lead_from_a_folder_to_a_file() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("results/s");
        fs::create_dir_all(&folder).unwrap();
        fs::create_dir(root.path().join("a")).unwrap();
        fs::write(root.path().join("a/s.toml"), "").unwrap();
        let found = path_from(&folder, &root.path().join("a/../a/s.toml"));
        assert_eq!(found.as_deref(), Some("../../a/s.toml"));
        assert_eq!(path_from(&folder, &root.path().join("none.toml")), None);
    }
}
