//! Rows that could not be computed, counted while the others go on.

use std::fmt;

use crate::error::{Error, Result};

/// A row that could not be computed.
#[derive(Debug)]
pub struct RowFailure {
    /// Name of the source.
    pub from: String,
    /// Name of the destination.
    pub to: String,
    /// Id of the system.
    pub system: String,
    /// The reason.
    pub error: Box<Error>,
}

impl fmt::Display for RowFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} to {}, {}: {}",
            self.from, self.to, self.system, self.error
        )
    }
}

impl std::error::Error for RowFailure {}

impl RowFailure {
    /// The error of a command of which every row failed, so many with this as the first.
    pub(crate) fn of_all(self, count: u64) -> Error {
        if count == 1 {
            return self.into();
        }
        Error::Usage(format!("all {count} rows failed; the first, {self}"))
    }
}

/// A failed row as the error of a command that needs every row.
impl From<RowFailure> for Error {
    fn from(failure: RowFailure) -> Self {
        *failure.error
    }
}

/// Maximum number of failures that are kept with their reasons.
const MAX_KEPT_FAILURES: usize = 10;

/// The rows that could not be computed: how many, and the first of them.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    /// Their number.
    pub count: u64,
    /// The first of them, at most ten.
    pub first: Vec<RowFailure>,
}

impl Failures {
    /// Counts a failure.
    pub(crate) fn add(&mut self, failure: RowFailure) {
        self.count += 1;
        if self.first.len() < MAX_KEPT_FAILURES {
            self.first.push(failure);
        }
    }

    /// The value, or None where it is a failure, which is counted.
    pub(crate) fn unless_failed<T>(&mut self, row: Result<T, RowFailure>) -> Option<T> {
        row.map_err(|failure| self.add(failure)).ok()
    }

    /// Adds the failures of rows that come later.
    pub(crate) fn merge(&mut self, later: Self) {
        self.count += later.count;
        self.first.extend(later.first);
        self.first.truncate(MAX_KEPT_FAILURES);
    }

    /// The error of a command of which every row failed; none where none did.
    ///
    /// # Errors
    /// That of [`RowFailure::of_all`].
    pub(crate) fn refuse_all(self) -> Result<()> {
        let first = self.first.into_iter().next();
        first.map_or(Ok(()), |first| Err(first.of_all(self.count)))
    }
}
