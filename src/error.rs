//! Errors, as a closed list. Each message names the value, what is allowed, and what to do.

use std::path::PathBuf;

use crate::shown;

/// The result of every fallible call in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Every way in which a call of this crate can fail.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A number is outside its admissible interval, or is not a number at all.
    #[error("{name} is {}{unit}, but must be {allowed}{}", shown::number(*.value), hint(.suggestion.as_deref()))]
    OutOfRange {
        /// Name of the number, in the user's terms.
        name: String,
        /// The value that was given.
        value: f64,
        /// Its unit with a leading space, or nothing.
        unit: &'static str,
        /// The admissible values in words.
        allowed: String,
        /// A value that the user may have meant.
        suggestion: Option<String>,
    },
    /// A column differs in length from those that it belongs to.
    #[error("{name} has {found} values, but must have {expected}")]
    UnequalLengths {
        /// Name of the column.
        name: &'static str,
        /// The expected length.
        expected: usize,
        /// The actual length.
        found: usize,
    },
    /// Text that cannot be read as a value of its kind.
    #[error("{name} {:?} cannot be read: {reason}", shown::cut(.text))]
    Unreadable {
        /// Kind of value, for example "position".
        name: &'static str,
        /// The text as it was given.
        text: String,
        /// The reason, and how to write it.
        reason: String,
    },
    /// Text that can be read in two ways.
    #[error("{name} {:?} can be read in two ways: {}; write the one you mean", shown::cut(.text), .readings.join(" or "))]
    TwoReadings {
        /// Kind of value.
        name: &'static str,
        /// The text as it was given.
        text: String,
        /// The readings, each in a form that is accepted.
        readings: Vec<String>,
    },
    /// A name or id that is not in the catalogue.
    #[error("unknown {what} {:?}{}{}", shown::cut(.name), did_you_mean(.nearest), advised(.advice))]
    Unknown {
        /// Kind of thing: "place", "missile", "band set" …
        what: &'static str,
        /// The name as it was given.
        name: String,
        /// The nearest known names, best first.
        nearest: Vec<String>,
        /// Advice in words: the command that lists what is known, and alternatives; or nothing.
        advice: &'static str,
    },
    /// A name that several entries of the catalogue bear.
    #[error("{what} {:?} is ambiguous: {}", shown::cut(.name), .candidates.join("; "))]
    Ambiguous {
        /// Kind of thing.
        what: &'static str,
        /// The name as it was given.
        name: String,
        /// Each candidate: the id to use instead and what it is.
        candidates: Vec<String>,
    },
    /// A text that names something of another kind than wanted.
    #[error("{:?} is {what}: {advice}", shown::cut(.name))]
    OtherKind {
        /// The text as it was given.
        name: String,
        /// The kind of thing that it is, and the kind wanted there.
        what: String,
        /// The alternative to write instead.
        advice: String,
    },
    /// A group that holds no place.
    #[error("group {:?} is empty: no place of the catalogue matches it", shown::cut(.0))]
    EmptyGroup(String),
    /// No ballistic arc joins two points under the given conditions.
    #[error("no ballistic arc over {range_km:.1} km: {reason}")]
    NoArc {
        /// Ground range, km.
        range_km: f64,
        /// Why, with the admissible interval.
        reason: String,
    },
    /// Options that contradict each other or lack a partner.
    #[error("{0}")]
    Usage(String),
    /// A row of the data files or a band set breaks a rule.
    #[error("{file}: {row}: {reason}")]
    Data {
        /// The file.
        file: &'static str,
        /// The row, by id or number.
        row: String,
        /// The rule that it breaks.
        reason: String,
    },
    /// A file cannot be read or written.
    #[error("cannot {action} {}: {source}", shown::path(.path))]
    Io {
        /// "read", "write" …
        action: &'static str,
        /// The path of the file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// A picture cannot be turned into a file of this format.
    #[error("cannot draw the picture as {format}: {reason}")]
    Picture {
        /// "PNG" or "PDF".
        format: &'static str,
        /// The reason.
        reason: String,
    },
    /// The user stopped a run.
    #[error("stopped; what was whole is kept, and `--resume` goes on from there")]
    Interrupted,
    /// Standard output cannot be written.
    #[error("cannot write results: {0}")]
    Output(#[from] std::io::Error),
}

impl Error {
    /// [`Error::OutOfRange`] with a suggestion; other errors as they are.
    pub(crate) fn suggesting(mut self, text: Option<String>) -> Self {
        if let Self::OutOfRange { suggestion, .. } = &mut self {
            *suggestion = text;
        }
        self
    }

    /// True if the reader of the output has gone away, as `head` does: not an error to report.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(source) | Self::Io { source, .. }
            if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

fn hint(suggestion: Option<&str>) -> String {
    suggestion
        .map(|text| format!("; {text}"))
        .unwrap_or_default()
}

fn did_you_mean(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        [rest @ .., last] => format!("; did you mean {} or {last}?", rest.join(", ")),
    }
}

fn advised(advice: &str) -> String {
    if advice.is_empty() {
        String::new()
    } else {
        format!(" ({advice})")
    }
}
