//! Files that appear under their name only when they are whole, in the folder of a scenario's results.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// A file on its way: written beside its place under a name of its own, and hashed as it is written. Dropped before
/// [`PartFile::keep`], it is gone; after a crash, the next run writes over it.
pub(super) struct PartFile {
    path: PathBuf,
    part: PathBuf,
    /// None once it is closed.
    out: Option<BufWriter<File>>,
    hash: Sha256,
    bytes: u64,
}

/// What became of a file.
pub(super) struct Written {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl PartFile {
    /// Begins a file in `folder`; folders on the way to it are made.
    pub(super) fn create(folder: &Path, file: &str) -> Result<Self> {
        let path = folder.join(file);
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(Error::Usage(format!("{file:?} is no file name")));
        };
        fs::create_dir_all(parent).map_err(|source| fault("make the folder", parent, source))?;
        if path.is_dir() {
            return Err(fault("write", &path, io::ErrorKind::IsADirectory.into()));
        }
        let part = parent.join(format!(".{}.part", name.to_string_lossy()));
        let out = File::create(&part).map_err(|source| fault("write", &path, source))?;
        let out = Some(BufWriter::with_capacity(1 << 18, out));
        Ok(Self {
            path,
            part,
            out,
            hash: Sha256::new(),
            bytes: 0,
        })
    }

    /// Gives the file its name.
    pub(super) fn keep(mut self) -> Result<Written> {
        if let Some(mut out) = self.out.take() {
            out.flush()
                .map_err(|source| fault("write", &self.path, source))?;
        }
        fs::rename(&self.part, &self.path).map_err(|source| fault("write", &self.path, source))?;
        Ok(Written {
            bytes: self.bytes,
            sha256: hex(std::mem::take(&mut self.hash)),
        })
    }
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(out) = &mut self.out else {
            return Ok(0);
        };
        out.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        // After `keep` there is nothing of this name.
        let _ = fs::remove_file(&self.part);
    }
}

/// Writes a file that is in memory.
pub(super) fn write(folder: &Path, file: &str, bytes: &[u8]) -> Result<Written> {
    let mut part = PartFile::create(folder, file)?;
    part.write_all(bytes)
        .map_err(|source| fault("write", &folder.join(file), source))?;
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
        assert_eq!(names(), [".a.csv.part"]);
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
}
