//! The one writer of files: a file appears under its name only when it is whole. The only caller of tempfile.
//!
//! Data go to a temporary file beside the target, which is renamed at the end. A target that exists and is no regular
//! file (a device, a FIFO, `/dev/fd/N`) is written directly, because renaming over it would destroy it.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// First part of the name of every temporary file.
pub(crate) const TEMPORARY_PREFIX: &str = ".arcminute-";

/// Links that are followed before they are taken for a circle; Linux stops at 40 as well.
const MAX_LINKS: usize = 40;

const BUFFER_BYTES: usize = 1 << 16;

/// Every temporary file that exists now. Locked while one is made, renamed or removed.
static TEMPORARIES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn temporaries() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes every temporary file of this process and lets none be made or renamed from here on: for the end of the
/// process by a signal.
pub(crate) fn remove_temporaries() {
    let mut all = temporaries();
    for path in std::mem::take(&mut *all) {
        let _ = fs::remove_file(path);
    }
    // Never unlocked: another thread that is about to make or rename a file waits for the end of the process.
    std::mem::forget(all);
}

/// Removes what a killed process left in a folder that no other process writes to.
pub(crate) fn remove_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name.to_string_lossy().starts_with(TEMPORARY_PREFIX);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A file on its way. Dropped before [`OutputFile::keep`], it leaves nothing.
#[derive(Debug)]
pub(crate) struct OutputFile {
    /// The name by which the user knows it.
    path: PathBuf,
    target: Target,
}

#[derive(Debug)]
enum Target {
    /// Written directly.
    Existing(BufWriter<File>),
    /// Written to a temporary file, which gets the name `path`.
    New {
        /// None once it has been renamed.
        file: Option<BufWriter<NamedTempFile>>,
        path: PathBuf,
    },
}

impl OutputFile {
    /// Opens a file for writing. Nothing is seen at `path` before [`OutputFile::keep`], unless it is no regular file.
    ///
    /// # Errors
    /// [`Error::Io`] where `path` is a folder or read-only, and for whatever the system reports.
    pub(crate) fn create(path: &Path) -> Result<Self> {
        let fault = |source: io::Error| write_error(path, plain(source));
        if names_a_folder(path) {
            return Err(fault(io::ErrorKind::IsADirectory.into()));
        }
        let resolved = resolve(path).map_err(fault)?;
        let target = match fs::metadata(&resolved.path) {
            Ok(old) if old.is_dir() => return Err(fault(io::ErrorKind::IsADirectory.into())),
            Ok(old) if !old.is_file() || resolved.is_descriptor => {
                // Appending leaves what the descriptor's owner has written; a device does not mind.
                let file = OpenOptions::new()
                    .append(old.is_file())
                    .write(true)
                    .open(&resolved.path)
                    .map_err(fault)?;
                Target::Existing(BufWriter::with_capacity(BUFFER_BYTES, file))
            }
            Ok(old) => {
                refuse_read_only(&resolved.path, &old).map_err(fault)?;
                new_target(resolved.path).map_err(fault)?
            }
            Err(_) => new_target(resolved.path).map_err(fault)?,
        };
        Ok(Self {
            path: path.to_owned(),
            target,
        })
    }

    /// Gives the file its name, with the permissions of the file that it replaces.
    ///
    /// # Errors
    /// [`Error::Io`] for whatever the system reports; the old file is then as it was.
    pub(crate) fn keep(mut self) -> Result<()> {
        let fault = |source: io::Error| write_error(&self.path, plain(source));
        match &mut self.target {
            Target::Existing(file) => file.flush().map_err(fault),
            Target::New { file, path } => {
                let Some(mut file) = file.take() else {
                    return Ok(());
                };
                let temporary = file.get_ref().path().to_owned();
                let renamed = file
                    .flush()
                    .and_then(|()| rename(file, path))
                    .map_err(fault);
                temporaries().remove(&temporary);
                renamed
            }
        }
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Existing(file) => file.write(bytes),
            Target::New { file, .. } => file.as_mut().map_or(Ok(0), |file| file.write(bytes)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Existing(file) => file.flush(),
            Target::New { file, .. } => file.as_mut().map_or(Ok(()), Write::flush),
        }
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        let Target::New { file, .. } = &mut self.target else {
            return;
        };
        if let Some(file) = file.take() {
            let mut all = temporaries();
            all.remove(file.get_ref().path());
            // What is still in the buffer goes with the file.
            let _ = file.into_parts().0.close();
        }
    }
}

/// A path with its links followed.
struct Resolved {
    path: PathBuf,
    /// True if it names an open file of a process, as `/dev/fd/N` and `/dev/stdout` do.
    is_descriptor: bool,
}

/// Follows the links of the last part of a path; where a link leads need not exist.
fn resolve(path: &Path) -> io::Result<Resolved> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let is_link = fs::symlink_metadata(&path).is_ok_and(|data| data.is_symlink());
        if is_descriptor(&path) {
            return Ok(Resolved {
                path,
                is_descriptor: true,
            });
        }
        if !is_link {
            return Ok(Resolved {
                path,
                is_descriptor: false,
            });
        }
        let link = fs::read_link(&path)?;
        path = folder_of(&path).join(link);
    }
    Err(io::Error::other("too many symbolic links"))
}

/// True if a path is in the folder of a process's open files.
fn is_descriptor(path: &Path) -> bool {
    if !cfg!(unix) {
        return false;
    }
    let Ok(folder) = folder_of(path).canonicalize() else {
        return false;
    };
    folder == Path::new("/dev/fd") || (folder.starts_with("/proc") && folder.ends_with("fd"))
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// True if a path ends as those of folders do, or has no name at its end.
fn names_a_folder(path: &Path) -> bool {
    let ends_with_separator = path
        .as_os_str()
        .to_string_lossy()
        .ends_with(std::path::is_separator);
    ends_with_separator || path.file_name().is_none()
}

/// Renaming needs no right to write the old file: here it does.
fn refuse_read_only(path: &Path, old: &fs::Metadata) -> io::Result<()> {
    if old.permissions().readonly() {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the file is read-only; remove it, or write to another",
        ));
    }
    OpenOptions::new().write(true).open(path).map(drop)
}

fn new_target(path: PathBuf) -> io::Result<Target> {
    let folder = folder_of(&path);
    // The system's own words on the folder: tempfile would speak of a name that means nothing to the user.
    fs::metadata(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less what the umask takes away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut all = temporaries();
    // tempfile's own error has the temporary name in it.
    let file = builder
        .tempfile_in(folder)
        .map_err(|error| io::Error::from(error.kind()))?;
    all.insert(file.path().to_owned());
    drop(all);
    Ok(Target::New {
        file: Some(BufWriter::with_capacity(BUFFER_BYTES, file)),
        path,
    })
}

fn rename(file: BufWriter<NamedTempFile>, path: &Path) -> io::Result<()> {
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    let all = temporaries();
    file.persist(path).map_err(|error| error.error)?;
    drop(all);
    Ok(())
}

/// Has files and the names in their folders on disk when it returns. Many at once cost little more than one.
///
/// # Errors
/// [`Error::Io`] with the file that the system cannot put there.
pub(crate) fn sync<'p>(paths: impl Iterator<Item = &'p Path>) -> Result<()> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let file = OpenOptions::new().append(true).open(path);
        match file {
            Ok(file) if file.metadata().is_ok_and(|data| data.is_file()) => {
                file.sync_all()
                    .map_err(|source| write_error(path, source))?;
            }
            // A device or a pipe; or a file that somebody has taken away since.
            _ => {}
        }
        folders.insert(folder_of(path));
    }
    // Not every system opens folders, nor every file system syncs them.
    if cfg!(unix) {
        for folder in folders {
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
    }
    Ok(())
}

pub(crate) fn write_error(path: &Path, source: io::Error) -> Error {
    Error::Io {
        action: "write",
        path: path.to_owned(),
        source,
    }
}

/// The system's own words, with what to do where they do not say it.
fn plain(source: io::Error) -> io::Error {
    if source.kind() == io::ErrorKind::IsADirectory {
        return io::Error::new(source.kind(), "it is a directory; name a file in it");
    }
    source
}
