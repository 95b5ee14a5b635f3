//! Commands of the program, called with its own arguments.

use std::ffi::OsString;
use std::sync::{Arc, Mutex, PoisonError};

use arcminute::cli::host::{self, Ended, Host};
use arcminute::schema::{Cell, Kind};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

use crate::interrupt::interruptible;
use crate::table::{Rows, Table};
use crate::value_error;

/// What a command has handed over.
#[derive(Default)]
struct Results {
    rows: Option<Rows>,
    bytes: Vec<u8>,
    messages: Vec<String>,
}

/// Collects results. The command has one handle, its caller the other.
#[derive(Clone)]
struct Collector {
    takes_rows: bool,
    results: Arc<Mutex<Results>>,
}

impl Collector {
    fn with<T>(&self, act: impl FnOnce(&mut Results) -> T) -> T {
        act(&mut self.results.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Host for Collector {
    fn begins_rows(&mut self, columns: &[(&str, Kind)]) -> bool {
        if self.takes_rows {
            self.with(|results| results.rows = Some(Rows::new(columns)));
        }
        self.takes_rows
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> arcminute::Result<()> {
        self.with(|results| {
            let Some(rows) = results.rows.as_mut() else {
                return Ok(());
            };
            rows.push(cells)?;
            if rows.is_full() {
                rows.flush()
                    .map_err(|error| arcminute::Error::Usage(error.to_string()))?;
            }
            Ok(())
        })
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.with(|results| results.bytes.extend_from_slice(bytes));
    }

    fn message(&mut self, line: &str) {
        self.with(|results| results.messages.push(line.to_owned()));
    }
}

/// Whether all was done, the rows, what else was written, and the messages.
type Called<'py> = (bool, Option<Table>, Bound<'py, PyBytes>, Vec<String>);

/// Runs a command: whether all was done, its rows, what else it writes, and its messages.
///
/// With `takes_rows`, results that are rows come as a table, whatever format is asked for.
#[pyfunction]
pub(crate) fn call(
    py: Python<'_>,
    arguments: Vec<OsString>,
    takes_rows: bool,
) -> PyResult<Called<'_>> {
    let collector = Collector {
        takes_rows,
        results: Arc::default(),
    };
    let host = Box::new(collector.clone());
    let ended = interruptible(py, move |is_stopped| {
        host::call(arguments, host, is_stopped)
    })?;
    let results = collector.with(std::mem::take);
    match ended {
        Ok(ended) => {
            let table = results.rows.map(Rows::finish).transpose();
            Ok((
                ended == Ended::Done,
                table.map_err(value_error)?,
                PyBytes::new(py, &results.bytes),
                results.messages,
            ))
        }
        // Messages before an error say what it sums up: the faults of a scenario, rows that failed.
        Err(error) => Err(value_error(
            results
                .messages
                .into_iter()
                .chain([error.to_string()])
                .collect::<Vec<_>>()
                .join("\n"),
        )),
    }
}

/// The line that says what a command does, and its parameters, each as a dictionary; None where there is no such command.
#[pyfunction]
#[expect(
    clippy::needless_pass_by_value,
    reason = "arguments of Python are extracted into values"
)]
pub(crate) fn parameters(
    py: Python<'_>,
    path: Vec<String>,
) -> PyResult<Option<(String, Bound<'_, PyList>)>> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let Some((about, parameters)) = host::parameters(&path) else {
        return Ok(None);
    };
    let list = PyList::empty(py);
    for parameter in parameters {
        let entry = PyDict::new(py);
        entry.set_item("name", parameter.name)?;
        entry.set_item("is_positional", parameter.is_positional)?;
        entry.set_item("is_list", parameter.is_list)?;
        entry.set_item("value", parameter.value)?;
        entry.set_item("may_be_bare", parameter.may_be_bare)?;
        entry.set_item("possible", parameter.possible)?;
        entry.set_item("default", parameter.default)?;
        entry.set_item("help", parameter.help)?;
        list.append(entry)?;
    }
    Ok(Some((about, list)))
}
