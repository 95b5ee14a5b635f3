//! Rows of machine formats, and summaries of them.

use crate::export::Format;
use crate::model::Column;

/// Rows in a format.
#[derive(Clone, Debug)]
pub(crate) struct RowsSpec {
    pub(crate) format: Format,
    pub(crate) columns: Vec<Column>,
}

codes! {
    /// The subject of each line of a summary.
    pub(crate) enum By as "subject of a line" {
        /// A source.
        Site = "site",
        /// A destination.
        City = "city",
        /// A system.
        System = "system",
    }
}
