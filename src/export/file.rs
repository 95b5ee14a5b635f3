//! The one writer of files: a file appears under its name only when it is whole.
//!
//! Data go to a temporary file beside the target, which is renamed at the end. A target that exists and is no regular
//! file (a device, a FIFO, `/dev/fd/N`) is written directly, because renaming over it would destroy it.

mod target;
mod temporary;

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use target::resolve;
use temporary::Temporary;

use crate::error::{Error, Result};
use crate::inputs::is_input;
use crate::shown;

pub(crate) use target::{folder_of, place_of};
#[cfg(test)]
pub(crate) use temporary::is_name as is_temporary_name;
pub(crate) use temporary::{remove_all as remove_temporaries, remove_leftovers};

const BUFFER_BYTES: usize = 1 << 16;

/// A file being written. Dropped before [`OutputFile::keep`], it leaves nothing.
#[derive(Debug)]
pub(crate) struct OutputFile {
    /// The path as the user gave it.
    path: PathBuf,
    target: Target,
}

#[derive(Debug)]
enum Target {
    /// Written directly.
    Existing(BufWriter<File>),
    /// Written to a temporary file, which gets the name `path`.
    New {
        file: BufWriter<File>,
        temporary: Temporary,
        path: PathBuf,
    },
}

impl OutputFile {
    /// Opens a file for writing. Nothing appears at `path` before [`OutputFile::keep`], unless it is not a regular file.
    ///
    /// # Errors
    /// [`Error::Io`] where `path` is a folder or read-only, and for whatever the system reports; [`Error::Usage`] for a file that
    /// the command reads.
    pub(crate) fn create(path: &Path) -> Result<Self> {
        let fault = |source: io::Error| write_error(path, plain(source));
        if names_a_folder(path) {
            return Err(fault(io::ErrorKind::IsADirectory.into()));
        }
        let resolved = resolve(path).map_err(fault)?;
        let target = match fs::metadata(&resolved.path) {
            Ok(old) if old.is_dir() => return Err(fault(io::ErrorKind::IsADirectory.into())),
            Ok(old) if !old.is_file() || resolved.is_descriptor => {
                let file = target::open(&resolved, old.is_file()).map_err(fault)?;
                Target::Existing(BufWriter::with_capacity(BUFFER_BYTES, file))
            }
            Ok(_) if is_input(&resolved.path) => {
                return Err(Error::Usage(format!(
                    "{} would be written over a file that the command reads: give the output another name",
                    shown::path(path)
                )));
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
    pub(crate) fn keep(self) -> Result<()> {
        let fault = |source: io::Error| write_error(&self.path, plain(source));
        match self.target {
            Target::Existing(mut file) => file.flush().map_err(fault),
            Target::New {
                file,
                temporary,
                path,
            } => rename(file, temporary, &path).map_err(fault),
        }
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Existing(file) | Target::New { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Existing(file) | Target::New { file, .. } => file.flush(),
        }
    }
}

/// True if a path ends like that of a folder, or does not end in a name.
fn names_a_folder(path: &Path) -> bool {
    let ends_with_separator = path
        .as_os_str()
        .to_string_lossy()
        .ends_with(std::path::is_separator);
    ends_with_separator || path.file_name().is_none()
}

/// Refuses a path that [`OutputFile::create`] would refuse, without making a file.
///
/// # Errors
/// [`Error::Io`] where `path` is a folder or read-only.
pub(crate) fn refuse_unwritable(path: &Path) -> Result<()> {
    let fault = |source: io::Error| write_error(path, plain(source));
    if names_a_folder(path) {
        return Err(fault(io::ErrorKind::IsADirectory.into()));
    }
    match fs::metadata(path) {
        Ok(old) if old.is_dir() => Err(fault(io::ErrorKind::IsADirectory.into())),
        Ok(old) if old.is_file() => refuse_read_only(path, &old).map_err(fault),
        _ => Ok(()),
    }
}

/// Refuses a read-only file: renaming over it would need no right to write it.
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
    let (temporary, file) = Temporary::new(folder_of(&path))?;
    Ok(Target::New {
        file: BufWriter::with_capacity(BUFFER_BYTES, file),
        temporary,
        path,
    })
}

fn rename(file: BufWriter<File>, temporary: Temporary, path: &Path) -> io::Result<()> {
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Ok(old) = fs::metadata(path) {
        take_after(&file, &old)?;
    }
    // The file is open, and so locked, until it has its name.
    temporary.rename(path)
}

/// Gives a file the permissions and, as far as the system allows, the owner of the one that it replaces. Bits that would run
/// the new content as another user are left out.
#[cfg(unix)]
fn take_after(file: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
    file.set_permissions(fs::Permissions::from_mode(old.mode() & 0o777))
}

#[cfg(not(unix))]
fn take_after(file: &File, old: &fs::Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

/// Syncs files and their names in folders to disk. Many at once cost little more than one.
///
/// # Errors
/// [`Error::Io`] with the file that the system cannot sync.
pub(crate) fn sync<'p>(paths: impl Iterator<Item = &'p Path>) -> Result<()> {
    let mut folders = BTreeSet::new();
    for path in paths {
        // Not a device or a pipe, which is not even opened: opening it would wait for a reader. Nor a file that has been
        // removed since.
        let is_file = fs::metadata(path).is_ok_and(|data| data.is_file());
        if is_file && let Ok(file) = OpenOptions::new().append(true).open(path) {
            file.sync_all()
                .map_err(|source| write_error(path, source))?;
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

/// Opens a regular file for reading. Reading a pipe or a device could wait or never end.
///
/// # Errors
/// Whatever the system reports; also for anything but a regular file.
pub(crate) fn open_regular(path: &Path) -> io::Result<File> {
    if fs::metadata(path)?.is_file() {
        File::open(path)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is no regular file",
        ))
    }
}

pub(crate) fn write_error(path: &Path, source: io::Error) -> Error {
    Error::Io {
        action: "write",
        path: path.to_owned(),
        source,
    }
}

/// The message of the system, with advice where it has none.
fn plain(source: io::Error) -> io::Error {
    if source.kind() == io::ErrorKind::IsADirectory {
        return io::Error::new(source.kind(), "it is a directory; name a file in it");
    }
    source
}
