//! The folder of a scenario's results: locked while a run writes it, and its files hashed as they are written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::iter;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::MANIFEST;
use super::manifest::Manifest;
use crate::error::{Error, Result};
use crate::export::file::{
    OutputFile, open_regular, place_of, refuse_unwritable, remove_leftovers, write_error,
};
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

/// Locks the folder itself, so that no further file is needed. Where such locks are not supported, none is taken.
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

/// Refuses a folder with the results of another scenario of the same name, or with results of unknown origin. An edited
/// scenario is the same one: it is identified by its path relative to the folder.
///
/// # Errors
/// [`Error::Usage`] with both scenarios.
pub(super) fn refuse_results_of_another(folder: &Path, new: &Manifest) -> Result<()> {
    let refused = |reason: String| {
        Err(Error::Usage(format!(
            "{} {reason}: choose another --output, or give --overwrite",
            shown::path(folder)
        )))
    };
    let old = match Manifest::read(folder) {
        Ok(None) => return Ok(()),
        Ok(Some(old)) => old,
        Err(error) => return refused(format!("may hold results of another scenario; {error}")),
    };
    if old.scenario == new.scenario {
        return Ok(());
    }
    match (&old.scenario_path, &new.scenario_path) {
        (old, new) if old == new => Ok(()),
        (Some(old), _) if !folder.join(old).exists() => refused(format!(
            "holds the results of a scenario that is no longer where it was, {}",
            shown::path(&folder.join(old))
        )),
        (Some(old), _) => refused(format!(
            "holds the results of another scenario, {}",
            shown::path(&folder.join(old))
        )),
        (None, _) => refused(format!(
            "holds results of a scenario {:?}, and does not say of which file of that name",
            shown::cut(&old.scenario.file)
        )),
    }
}

/// Refuses outputs that cannot all be written: onto a file that the run reads or already writes, even through links; onto a
/// folder, or a read-only file. Nothing has been changed by then.
///
/// # Errors
/// [`Error::Usage`] with the two that are one file, [`Error::Io`] for a target that cannot be written.
pub(super) fn refuse_outputs(
    folder: &Path,
    outputs: &[&str],
    read: &[(&str, &Path)],
) -> Result<()> {
    let manifest = folder.join(MANIFEST);
    if manifest.exists() {
        open_regular(&manifest).map_err(|source| write_error(&manifest, source))?;
    }
    let mut owners: BTreeMap<PathBuf, String> = BTreeMap::new();
    for (what, path) in read {
        if let Some(place) = place_of(path) {
            owners.insert(place, format!("{what} {}", shown::path(path)));
        }
    }
    for file in iter::once(&MANIFEST).chain(outputs) {
        let path = folder.join(file);
        refuse_unwritable(&path)?;
        let Some(place) = place_of(&path) else {
            continue;
        };
        if let Some(owner) = owners.insert(place, format!("the output {file:?}")) {
            return Err(Error::Usage(format!(
                "{} would be written over {owner}: they are one file; give the output another name, or remove the link",
                shown::path(&path)
            )));
        }
    }
    Ok(())
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

/// A file being written, and hashed at the same time. Dropped before [`PartFile::keep`], it leaves nothing.
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
    /// Begins a file in `folder`, and creates the folders on the way to it.
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

    /// An error with its file: writers of formats pass on the error alone.
    fn naming(&self, source: &io::Error) -> io::Error {
        let kind = match source.kind() {
            // Only on standard output is a reader that goes away no error.
            io::ErrorKind::BrokenPipe => io::ErrorKind::Other,
            kind => kind,
        };
        io::Error::new(kind, format!("{}: {source}", shown::path(&self.path)))
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
    // The error names the file already.
    part.write_all(bytes)?;
    part.keep()
}

/// The SHA-256 of a file; None if it cannot be read.
pub(super) fn sha256_of_file(path: &Path) -> Option<String> {
    let mut file = open_regular(path).ok()?;
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
    use crate::export::file::is_temporary_name;

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
        assert!(names().len() == 1 && is_temporary_name(&names()[0]));
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
        let stray = folder.join("sub/.arcminute-0123456789ab.part");
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
