//! Parquet files as a whole, of which the counts of rows agree.

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};

/// What is said of a file on which a reader panics.
pub(crate) const DAMAGED: &str = "the file is damaged";

/// Opens the bytes of a file.
///
/// # Errors
/// [`ParquetError`] if it cannot be read, or its counts of rows are not the same: rows would be lost without a word.
pub(crate) fn whole_file(bytes: Vec<u8>) -> Result<SerializedFileReader<Bytes>, ParquetError> {
    let reader = SerializedFileReader::new(Bytes::from(bytes))?;
    if !has_equal_counts(reader.metadata()) {
        return Err(ParquetError::General(format!(
            "{DAMAGED}: its counts of rows are not the same"
        )));
    }
    Ok(reader)
}

fn has_equal_counts(metadata: &ParquetMetaData) -> bool {
    let of_groups = metadata.row_groups().iter();
    let rows = of_groups
        .map(parquet::file::metadata::RowGroupMetaData::num_rows)
        .fold(0, i64::saturating_add);
    let values_are_of_rows = metadata.row_groups().iter().all(|group| {
        let columns = group.columns().iter();
        columns
            // A repeated column has several values a row.
            .filter(|column| column.column_descr().max_rep_level() == 0)
            .all(|column| column.num_values() == group.num_rows())
    });
    rows == metadata.file_metadata().num_rows() && values_are_of_rows
}
