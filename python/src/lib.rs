//! The native half of the Python package `arcminute`: it hands arguments and columns to the library and results back as
//! Arrow. What is computed, and every message, is the library's.

mod assess;
mod call;
mod capsule;
mod columns;
mod interrupt;
mod places;
mod table;
mod values;

use pyo3::prelude::*;

/// The module `arcminute._native`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::assess::assess;
    #[pymodule_export]
    use super::assess::assessed_columns;
    #[pymodule_export]
    use super::call::call;
    #[pymodule_export]
    use super::call::parameters;
    #[pymodule_export]
    use super::columns::Column;
    #[pymodule_export]
    use super::columns::column_of_ipc;
    #[pymodule_export]
    use super::columns::inverse;
    #[pymodule_export]
    use super::columns::inverse_into;
    #[pymodule_export]
    use super::places::places;
    #[pymodule_export]
    use super::table::Table;
    #[pymodule_export]
    use super::table::table_of_ipc;

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("EDITION", arcminute::catalogue::edition().to_string())
    }
}

/// An error of the library as Python's `ValueError`, with its own message.
fn value_error(error: impl std::fmt::Display) -> PyErr {
    pyo3::exceptions::PyValueError::new_err(error.to_string())
}
