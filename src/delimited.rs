//! Reads comma-separated values by RFC 4180 that the program itself has written, as typed tables. The only caller of the csv
//! crate; files of users are read by `table`, and `export::csv` writes.

use serde::de::DeserializeOwned;

/// All rows of a table, each parsed, or the reason why not.
pub(crate) fn typed_rows<T: DeserializeOwned>(
    text: &str,
) -> impl Iterator<Item = Result<T, String>> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .map(|row| row.map_err(|error| fault(&error)))
}

/// Fault in a row, with its line, in fewer words than those of the csv crate.
fn fault(error: &csv::Error) -> String {
    let what = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => match err.field() {
            Some(index) => format!("column {}: {}", index + 1, err.kind()),
            None => err.kind().to_string(),
        },
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!(
                "cells: {len}, columns: {expected_len}; a cell with a comma is written in quotation marks"
            )
        }
        _ => return error.to_string(),
    };
    format!(
        "line {}: {what}",
        error.position().map_or(1, csv::Position::line)
    )
}
