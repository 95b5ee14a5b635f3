//! Messages on standard error.

use std::fmt;
use std::io::{self, Write};

use super::host;
use crate::shown;

/// Writes a line to standard error, as `eprintln!` does. A message that cannot be written is lost, and nothing else
/// changes: `eprintln!` would end the program.
macro_rules! message {
    ($($argument:tt)*) => {
        $crate::cli::message::write(format_args!($($argument)*))
    };
}
pub(crate) use message;

/// Writes a line of plain text.
pub(super) fn write(text: fmt::Arguments<'_>) {
    write_styled(&shown::lines(&text.to_string()));
}

/// Writes a line that may hold colours of our own.
pub(super) fn write_styled(text: &str) {
    if !host::message(text) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}
