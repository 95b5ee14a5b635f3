//! Reading TOML files into types. The only caller of the toml crate.

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// Reads a whole file.
///
/// # Errors
/// [`Error::Usage`] with the line, the column and what is wrong there.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| Error::Usage(error.to_string().trim_end().to_owned()))
}
