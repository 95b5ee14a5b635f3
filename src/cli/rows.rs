//! The rows of an assessment as commands write them: which fields, and the rows that failed.

use super::Outcome;
use super::message::message;
use crate::export::Format;
use crate::model::{Assessment, COLUMNS, Column, RowFailure, columns};
use crate::schema::Cell;
use crate::{Error, Result};

pub(crate) fn cells<'r>(columns: &[Column], row: &'r Assessment<'_>) -> Vec<Cell<'r>> {
    columns.iter().map(|column| (column.value)(row)).collect()
}

pub(crate) fn columns_for(list: Option<&str>, for_people: bool) -> Result<Vec<Column>> {
    match list {
        Some(_) if for_people => Err(Error::Usage(format!(
            "--columns picks the fields of {}: add --format",
            Format::row_names()
        ))),
        Some(list) => columns(list),
        None => Ok(COLUMNS.to_vec()),
    }
}

/// Maximum number of failures that wait with their reasons; the others are counted.
const MOST_WAITING: usize = 1000;

/// Rows that failed. They wait until one row has succeeded, so that a command of which every row fails ends with one error
/// and no output. Of a single pair, any failure is an error.
#[derive(Default)]
pub(crate) struct FailedRows {
    is_one_pair: bool,
    count: u64,
    waiting: Vec<RowFailure>,
    /// The failures beyond those that wait.
    unkept: u64,
    some_succeeded: bool,
}

impl FailedRows {
    /// No failure so far.
    pub(crate) fn of(is_one_pair: bool) -> Self {
        Self {
            is_one_pair,
            ..Self::default()
        }
    }

    /// The row, or None where it failed, which is reported.
    pub(crate) fn unless_failed<'a>(
        &mut self,
        row: Result<Assessment<'a>, RowFailure>,
    ) -> Option<Assessment<'a>> {
        let row = match row {
            Ok(row) => {
                self.some_succeeded = true;
                Some(row)
            }
            Err(failure) => {
                self.count += 1;
                if self.waiting.len() < MOST_WAITING {
                    self.waiting.push(failure);
                } else {
                    self.unkept += 1;
                }
                None
            }
        };
        if self.some_succeeded && !self.is_one_pair {
            for failure in self.waiting.drain(..) {
                message!("error: {failure}");
            }
            match std::mem::take(&mut self.unkept) {
                0 => {}
                1 => message!("error: 1 more row failed"),
                more => message!("error: {more} more rows failed"),
            }
        }
        row
    }

    /// The first error if every row failed, or any row of a single pair.
    pub(crate) fn refuse_all(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let first = self.waiting.swap_remove(0);
        Err(first.of_all(if self.is_one_pair { 1 } else { self.count }))
    }

    /// The outcome of a command some of whose rows may have failed.
    pub(crate) fn outcome(&self) -> Outcome {
        if self.count > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_that_wait_are_bounded() {
        let mut failed = FailedRows::of(false);
        let count = MOST_WAITING as u64 + 5;
        for number in 0..count {
            let failure = RowFailure {
                from: format!("place {number}"),
                to: "Berlin".to_owned(),
                system: "none".to_owned(),
                error: Box::new(Error::Usage("no arc".to_owned())),
            };
            assert!(failed.unless_failed(Err(failure)).is_none());
        }
        assert_eq!((failed.waiting.len(), failed.unkept), (MOST_WAITING, 5));
        let error = failed.refuse_all().unwrap_err().to_string();
        assert!(
            error.starts_with("all 1005 rows failed; the first, place 0 to Berlin"),
            "{error}"
        );
    }
}
