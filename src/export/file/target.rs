//! Targets of paths: the file behind links, and whether that is an open file of this process.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Maximum number of links followed before they count as a loop; Linux stops at 40 as well.
const MAX_LINKS: usize = 40;

/// A path with its links followed.
pub(super) struct Resolved {
    pub(super) path: PathBuf,
    /// True if it names an open file of a process, as `/dev/fd/N` and `/dev/stdout` do.
    pub(super) is_descriptor: bool,
}

/// Follows the links of the last part of a path; the target need not exist.
pub(super) fn resolve(path: &Path) -> io::Result<Resolved> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let is_link = fs::symlink_metadata(&path).is_ok_and(|data| data.is_symlink());
        let is_descriptor = is_descriptor(&path);
        if is_descriptor || !is_link {
            return Ok(Resolved {
                path,
                is_descriptor,
            });
        }
        let link = fs::read_link(&path)?;
        path = folder_of(&path).join(link);
    }
    Err(io::Error::other("too many symbolic links"))
}

/// The unique path of the regular file that a path leads to or would create; None for anything but a regular file, and for a
/// path that leads nowhere.
pub(crate) fn place_of(path: &Path) -> Option<PathBuf> {
    let resolved = resolve(path).ok()?;
    if fs::metadata(&resolved.path).is_ok_and(|data| !data.is_file()) {
        return None;
    }
    let folder = folder_of(&resolved.path).canonicalize().ok()?;
    Some(folder.join(resolved.path.file_name()?))
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

/// The folder that a path's last part is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Opens an existing file or device for writing.
pub(super) fn open(resolved: &Resolved, is_file: bool) -> io::Result<File> {
    if resolved.is_descriptor
        && let Some(number) = own_descriptor(&resolved.path)
        && let Some(file) = duplicate(number)?
    {
        return Ok(file);
    }
    // Appending keeps what the file's owner has written; a device is unaffected.
    OpenOptions::new()
        .append(is_file)
        .write(true)
        .open(&resolved.path)
}

/// The number of an open file of this process.
fn own_descriptor(path: &Path) -> Option<u32> {
    let folder = folder_of(path).canonicalize().ok()?;
    let own = Path::new("/dev/fd").canonicalize().ok()?;
    (folder == own)
        .then(|| path.file_name()?.to_str()?.parse().ok())
        .flatten()
}

/// A duplicate of an open file, which continues at its owner's position and moves it; None where the system cannot give one.
/// On systems other than Linux, opening `/dev/fd/N` does the same.
#[cfg(unix)]
fn duplicate(number: u32) -> io::Result<Option<File>> {
    use std::os::fd::AsFd;

    let same = match number {
        1 => io::stdout().as_fd().try_clone_to_owned()?,
        2 => io::stderr().as_fd().try_clone_to_owned()?,
        _ => return inherited(number),
    };
    Ok(Some(File::from(same)))
}

#[cfg(not(unix))]
fn duplicate(_: u32) -> io::Result<Option<File>> {
    Ok(None)
}

#[cfg(target_os = "linux")]
fn inherited(number: u32) -> io::Result<Option<File>> {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};

    if is_opened_by_us(number) {
        return Err(io::Error::other(
            "no file of this number was open when the program was started",
        ));
    }
    let Ok(number) = i32::try_from(number) else {
        return Ok(None);
    };
    // Kernels before 5.6 have no such call, and some containers forbid it.
    let same = pidfd_open(getpid(), PidfdFlags::empty())
        .and_then(|process| pidfd_getfd(process, number, PidfdGetfdFlags::empty()));
    Ok(same.ok().map(File::from))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn inherited(_: u32) -> io::Result<Option<File>> {
    Ok(None)
}

/// True for a file that is closed when another program is started: all that this program opens, and none that it was started
/// with.
#[cfg(target_os = "linux")]
fn is_opened_by_us(number: u32) -> bool {
    // From `open(2)` on every architecture that Rust has a tier 1 target for.
    const CLOSED_ON_EXEC: u32 = 0o2_000_000;

    fs::read_to_string(format!("/proc/self/fdinfo/{number}"))
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("flags:"))
        .and_then(|flags| u32::from_str_radix(flags.trim(), 8).ok())
        .is_some_and(|flags| flags & CLOSED_ON_EXEC != 0)
}
