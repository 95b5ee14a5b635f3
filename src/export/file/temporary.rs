//! Temporary files: named so that nobody else's file is taken for one, and locked while their process lives. The only
//! caller of tempfile.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempPath;

/// The name of a temporary file is this, some random letters, and the suffix.
const PREFIX: &str = ".arcminute-";
const SUFFIX: &str = ".part";
const RANDOM_LETTERS: usize = 12;

/// Every temporary file that exists now. Locked while one is made, renamed or removed.
static ALL: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn all() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// True for the name of a temporary file of any process.
pub(crate) fn is_name(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX))
        .is_some_and(|random| {
            random.len() == RANDOM_LETTERS
                && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Removes every temporary file of this process and prevents further ones from being made or renamed: for the end of the
/// process by a signal.
pub(crate) fn remove_all() {
    let mut all = all();
    for path in std::mem::take(&mut *all) {
        let _ = fs::remove_file(path);
    }
    // Never unlocked: another thread that is about to make or rename a file waits for the end of the process.
    std::mem::forget(all);
}

/// Removes what killed processes left in a folder; the files of live processes are locked.
pub(crate) fn remove_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(is_name);
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        // Locked until it is gone, so that no process that has just made it starts to use it.
        if let Ok(file) = File::open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A temporary file, removed if it is dropped before it is renamed.
#[derive(Debug)]
pub(super) struct Temporary {
    /// None once it has been renamed.
    path: Option<TempPath>,
}

impl Temporary {
    /// Creates one in a folder, with the permissions of the umask.
    pub(super) fn new(folder: &Path) -> io::Result<(Self, File)> {
        let mut all = all();
        // The error of the system: that of tempfile has the temporary name in it, and not the system's message.
        let mut system_error = None;
        let made = tempfile::Builder::new()
            .prefix(PREFIX)
            .suffix(SUFFIX)
            .rand_bytes(RANDOM_LETTERS)
            .make_in(folder, |path| {
                open_locked(path).inspect_err(|error| system_error = error.raw_os_error())
            });
        let made = made.map_err(|error| match system_error {
            Some(code) => io::Error::from_raw_os_error(code),
            None => error.kind().into(),
        })?;
        let (file, path) = made.into_parts();
        all.insert(path.to_path_buf());
        Ok((Self { path: Some(path) }, file))
    }

    /// Gives it the name of the result.
    pub(super) fn rename(mut self, to: &Path) -> io::Result<()> {
        let Some(path) = self.path.take() else {
            return Ok(());
        };
        let mut all = all();
        all.remove(&*path);
        path.persist(to).map_err(|error| error.error)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            let mut all = all();
            all.remove(&*path);
            let _ = path.close();
        }
    }
}

/// Creates and locks a file. If another process cleans the folder between the two, another name is taken.
fn open_locked(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // Less what the umask takes away.
        options.mode(0o666);
    }
    let file = options.open(path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::AlreadyExists.into()),
        Ok(()) if is_unlinked(&file) => Err(io::ErrorKind::AlreadyExists.into()),
        // Some file systems have no locks.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

#[cfg(unix)]
fn is_unlinked(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|data| data.nlink() == 0)
}

#[cfg(not(unix))]
fn is_unlinked(_: &File) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_go_and_files_of_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for name in [
            ".arcminute-notes",
            ".arcminute-abc123",
            ".arcminute-abcdefghijk-.part",
            ".arcminute-AbCdEfGhIj12.part",
        ] {
            fs::write(folder.join(name), "x").unwrap();
        }
        let (alive, file) = Temporary::new(folder).unwrap();
        remove_leftovers(folder);
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names.len(), 4, "{names:?}");
        assert!(!names.contains(&".arcminute-AbCdEfGhIj12.part".to_owned()));
        drop(file);
        alive.rename(&folder.join("a.csv")).unwrap();
        assert!(folder.join("a.csv").is_file());
    }

    #[test]
    fn the_systems_words_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let error = Temporary::new(&folder.path().join("none")).unwrap_err();
        assert!(error.raw_os_error().is_some(), "{error}");
    }
}
