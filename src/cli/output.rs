//! Output of results: standard output, or a file.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(feature = "files")]
use crate::export::file::{self, OutputFile, write_error};
use crate::export::rows::RowFile;
use crate::export::{Format, text, write_document};
use crate::present::Document;
use crate::schema::{Cell, Field, Heading, Record, headings};
use crate::{Error, Result, shown};

use super::message::message;
use super::{host, interrupt, terminal};

/// True if the process was started without a standard output. The runtime then opens `/dev/null` in its place, so that
/// `main` has to find out before the runtime starts.
static IS_STDOUT_CLOSED: AtomicBool = AtomicBool::new(false);

/// Notes whether standard output is closed; called before the runtime opens something else in its place.
pub(super) fn note_closed_stdout() {
    let names_open_files = Path::new("/dev/fd").is_dir();
    let is_closed = names_open_files && Path::new("/dev/fd/1").symlink_metadata().is_err();
    IS_STDOUT_CLOSED.store(is_closed, Ordering::Relaxed);
}

/// Standard output with every error reported: [`io::stdout`] takes a closed or read-only one as written.
fn stdout() -> io::Result<impl Write> {
    if IS_STDOUT_CLOSED.load(Ordering::Relaxed) {
        return Err(io::Error::other("standard output is closed"));
    }
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let descriptor = io::stdout().as_fd().try_clone_to_owned()?;
        Ok(std::fs::File::from(descriptor))
    }
    #[cfg(not(unix))]
    Ok(io::stdout().lock())
}

/// Text for a terminal, without characters that move the cursor or reverse the order of letters: rows pass on contents of
/// other people's files.
struct Terminal<W> {
    out: W,
    /// The bytes of an incomplete character.
    begun: Vec<u8>,
}

impl<W: Write> Write for Terminal<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(bytes);
        for chunk in std::mem::take(&mut self.begun).utf8_chunks() {
            self.out.write_all(shown::lines(chunk.valid()).as_bytes())?;
            // At the end, the next bytes may complete it.
            self.begun = chunk.invalid().to_vec();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes results through `write`, to standard output or to a file that appears when it is whole.
pub(super) fn to(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
        if host::is_here() {
            let mut whole = Vec::new();
            write(&mut whole)?;
            host::bytes(&whole);
            return Ok(());
        }
        let stdout = stdout()?;
        return if path.is_none() && io::stdout().is_terminal() {
            let begun = Vec::new();
            to_stdout(Terminal { out: stdout, begun }, write)
        } else {
            to_stdout(stdout, write)
        };
    };
    to_file(path, write)
}

#[cfg(feature = "files")]
fn to_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    interrupt::clean_up_on_signals();
    file::remove_leftovers(file::folder_of(path));
    let mut file = OutputFile::create(path)?;
    write(&mut file).map_err(|error| match error {
        Error::Output(source) => write_error(path, source),
        other => other,
    })?;
    file.keep()?;
    message!("wrote {}", shown::path(path));
    Ok(())
}

/// Refuses a file, where the host has none.
#[cfg(not(feature = "files"))]
fn to_file(path: &Path, _write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    Err(no_files(path))
}

#[cfg(not(feature = "files"))]
fn no_files(path: &Path) -> Error {
    Error::Usage(format!(
        "no file can be written here: leave out {}",
        shown::path(path)
    ))
}

/// Writes results to standard output.
fn to_stdout(stdout: impl Write, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, stdout);
    match write(&mut out) {
        Ok(()) => Ok(out.flush()?),
        Err(error) => {
            // What failed has no results: what is still in the buffer is not written.
            let _ = out.into_parts();
            Err(error)
        }
    }
}

/// Files of one name that are there already, beyond which no further is made.
#[cfg(feature = "files")]
const MAX_NUMBER: u32 = 9999;

/// Writes a file under a name that no file has yet: `kaliningrad.svg`, `kaliningrad-2.svg` …
#[cfg(feature = "files")]
pub(super) fn new_file(name: &str, extension: &str, content: &[u8]) -> Result<()> {
    for number in 1..=MAX_NUMBER {
        let path = match number {
            1 => PathBuf::from(format!("{name}.{extension}")),
            _ => PathBuf::from(format!("{name}-{number}.{extension}")),
        };
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(content)
                    .map_err(|source| write_error(&path, source))?;
                message!(
                    "wrote {}; -o names another file, and -o - is standard output",
                    shown::path(&path)
                );
                return Ok(());
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(write_error(&path, source)),
        }
    }
    Err(Error::Usage(format!(
        "there are {MAX_NUMBER} files {name}.{extension} already: name another with -o"
    )))
}

/// Refuses a file, where the host has none.
#[cfg(not(feature = "files"))]
pub(super) fn new_file(name: &str, extension: &str, _content: &[u8]) -> Result<()> {
    Err(no_files(&PathBuf::from(format!("{name}.{extension}"))))
}

/// Writes a document for people.
pub(super) fn document(path: Option<&Path>, format: Format, document: &Document) -> Result<()> {
    if path.is_none() && host::document(document) {
        return Ok(());
    }
    let is_file = path.is_some_and(|path| path.as_os_str() != "-");
    if format != Format::Table || is_file || host::is_here() {
        return to(path, |out| write_document(format, document, out));
    }
    // Documents are without what a terminal would heed, but for the codes of the layout.
    let layout = terminal::layout();
    to_stdout(stdout()?, |out| text::write(document, layout, out))
}

/// Writes a whole file that is in memory.
pub(super) fn bytes(path: Option<&Path>, file: &[u8]) -> Result<()> {
    to(path, |out| Ok(out.write_all(file)?))
}

/// Writes records in a machine format, with these fields.
pub(crate) fn records<R: Record>(
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

/// Writes rows in a machine format. `rows` is given a function that takes one row.
///
/// The header is written with the first row, so that a command that fails before it has no output at all.
pub(super) fn rows(
    path: Option<&Path>,
    format: Format,
    headings: &[Heading],
    rows: impl FnOnce(&mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()>,
) -> Result<()> {
    if path.is_none() && host::begins_rows(headings) {
        return rows(&mut host::row);
    }
    if path.is_none() && format == Format::Parquet && io::stdout().is_terminal() {
        return Err(Error::Usage(
            "parquet is not for a terminal: name a file with -o, or write -o - to mean it"
                .to_owned(),
        ));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_text_alone() {
        let mut terminal = Terminal {
            out: Vec::new(),
            begun: Vec::new(),
        };
        let text = "ü\u{1b}[2J\t\u{9b}\u{202e}x\u{1f680}\n";
        for byte in text.as_bytes() {
            terminal.write_all(&[*byte]).unwrap();
        }
        assert_eq!(
            String::from_utf8(terminal.out).unwrap(),
            "ü\u{fffd}[2J\t\u{fffd}\u{fffd}x\u{1f680}\n"
        );
    }
}
