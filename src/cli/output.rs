//! Where results go: standard output, or a file that appears only when it is whole.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::export::picture::{PictureFormat, encoded};
use crate::export::rows::RowFile;
use crate::export::{Format, write_document};
use crate::present::Document;
use crate::schema::{Cell, Field, Heading, Record, headings};
use crate::{Error, Result};

use super::interrupt;

/// Writes results through `write`: to standard output, or to a temporary file that is renamed to `path` at the end,
/// so that nothing half-written is left.
pub fn to(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        return match write(&mut out) {
            Ok(()) => Ok(out.flush()?),
            Err(error) => {
                // What failed has no results: what is still in the buffer is not written.
                let _ = out.into_parts();
                Err(error)
            }
        };
    };
    // The system's own words alone: tempfile adds the temporary name, which means nothing to the user.
    let failed = |error: io::Error| {
        let source = error.raw_os_error().map_or_else(
            || io::Error::from(error.kind()),
            io::Error::from_raw_os_error,
        );
        Error::Io {
            action: "write",
            path: path.to_owned(),
            source,
        }
    };
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::metadata(folder).map_err(failed)?;
    let mut file = tempfile::Builder::new()
        .prefix(".arcminute-")
        .tempfile_in(folder)
        .map_err(failed)?;
    let _guard = interrupt::removes(file.path());
    {
        let mut out = BufWriter::with_capacity(1 << 16, file.as_file_mut());
        write(&mut out).map_err(|error| match error {
            Error::Output(source) => failed(source),
            other => other,
        })?;
        out.flush().map_err(failed)?;
    }
    readable_as_usual(file.as_file(), path).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Gives the new file the permissions of the one it replaces, or those of any new file: temporary files are private.
fn readable_as_usual(file: &fs::File, path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let permissions = match fs::metadata(path) {
            Ok(old) => old.permissions(),
            Err(_) => fs::Permissions::from_mode(0o644),
        };
        file.set_permissions(permissions)?;
    }
    Ok(())
}

/// Writes a document for people.
pub fn document(path: Option<&Path>, format: Format, document: &Document) -> Result<()> {
    to(path, |out| write_document(format, document, out))
}

/// Writes a picture that was drawn as SVG. What cannot be written in this format leaves no file.
pub fn picture(path: Option<&Path>, format: PictureFormat, svg: &str) -> Result<()> {
    bytes(path, &encoded(svg, format)?)
}

/// Writes a whole file that is in memory.
pub fn bytes(path: Option<&Path>, file: &[u8]) -> Result<()> {
    to(path, |out| Ok(out.write_all(file)?))
}

/// Writes records in a machine format, with these fields.
pub fn records<R: Record>(
    path: Option<&Path>,
    format: Format,
    fields: &[Field<R>],
    records: &[R::Of<'_>],
) -> Result<()> {
    rows(path, format, &headings(fields), |write| {
        records.iter().try_for_each(|record| {
            let cells = fields.iter().map(|field| (field.value)(record));
            write(&cells.collect::<Vec<_>>())
        })
    })
}

/// Writes rows in a machine format. `rows` is handed a function that takes one row.
///
/// The header is written with the first row, so that a command that fails before it has no output at all.
pub fn rows(
    path: Option<&Path>,
    format: Format,
    headings: &[Heading],
    rows: impl FnOnce(&mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()>,
) -> Result<()> {
    to(path, |out| {
        let mut pending = Some(out);
        let mut file = None;
        rows(&mut |cells| {
            if let Some(out) = pending.take() {
                file = Some(RowFile::new(format, headings, out)?);
            }
            file.as_mut().map_or(Ok(()), |file| file.row(cells))
        })?;
        if let Some(out) = pending {
            file = Some(RowFile::new(format, headings, out)?);
        }
        file.map_or(Ok(()), |file| file.finish().map(drop))
    })
}
