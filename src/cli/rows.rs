//! The rows of an assessment as commands write them: which fields, and how many a table may have.

use arcminute::assessment::{Assessment, COLUMNS, Column, columns};
use arcminute::record::Cell;
use arcminute::{Error, Result};

/// A table is laid out as a whole, in memory.
const MOST_ROWS_TO_READ: usize = 50_000;

/// Refuses a table that nobody could read, and that would have to be laid out in memory.
pub fn refuse_if_too_many_to_read(row_count: usize) -> Result<()> {
    if row_count <= MOST_ROWS_TO_READ {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{row_count} rows are too many to read; write them with --format csv, json or ndjson, which take any number \
         (a table has at most {MOST_ROWS_TO_READ})"
    )))
}

pub fn cells<'r>(columns: &[Column], row: &'r Assessment<'_>) -> Vec<Cell<'r>> {
    columns.iter().map(|column| (column.value)(row)).collect()
}

pub fn columns_for(list: Option<&str>, for_people: bool) -> Result<Vec<Column>> {
    match list {
        Some(_) if for_people => {
            Err(Error::Usage("--columns picks the fields of csv, json and ndjson: add --format".to_owned()))
        }
        Some(list) => columns(list),
        None => Ok(COLUMNS.to_vec()),
    }
}
