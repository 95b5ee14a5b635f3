//! The columns that commands write of the row.

use crate::assessment::{Assessment, COLUMNS, Column, columns};
use crate::export::Format;
use crate::schema::Cell;
use crate::{Error, Result};

pub fn cells<'r>(columns: &[Column], row: &'r Assessment<'_>) -> Vec<Cell<'r>> {
    columns.iter().map(|column| (column.value)(row)).collect()
}

pub fn columns_for(list: Option<&str>, for_people: bool) -> Result<Vec<Column>> {
    match list {
        Some(_) if for_people => Err(Error::Usage(format!(
            "--columns picks the fields of {}: add --format",
            Format::row_names()
        ))),
        Some(list) => columns(list),
        None => Ok(COLUMNS.to_vec()),
    }
}
