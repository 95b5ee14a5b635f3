//! Reading the embedded CSV tables.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::delimited::typed_rows;

/// All rows of an embedded table. The tables are part of the program and tests read every row of them, so a row that
/// does not parse cannot be met here; it would be left out.
pub(super) fn embedded<T: DeserializeOwned>(text: &str) -> Vec<T> {
    typed_rows(text).filter_map(Result::ok).collect()
}

/// `yes` or nothing.
pub(super) fn yes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match <std::borrow::Cow<'de, str>>::deserialize(deserializer)?.as_ref() {
        "yes" => Ok(true),
        "" => Ok(false),
        other => Err(serde::de::Error::custom(format!(
            "{other:?} is neither \"yes\" nor empty"
        ))),
    }
}
