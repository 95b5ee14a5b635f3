//! Rows beside the rows of a table.

use std::ffi::OsString;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use arcminute::cli::assess::{Assessor, End};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, Float64Array, RecordBatch, StructArray, UInt64Array};
use arrow_schema::{DataType, Schema};
use arrow_select::take::take;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::capsule;
use crate::columns::numbers;
use crate::interrupt::interruptible;
use crate::table::{Rows, Table, field};
use crate::value_error;

/// Pairs between two looks at the flag that stops the work, and in one call of the batch kernel.
const BLOCK: usize = 1 << 12;

/// Where an end of the pairs is found in a table.
#[derive(FromPyObject)]
pub(crate) enum Source {
    /// Columns of latitude and longitude.
    Degrees(String, String),
    /// A column of places, or a place.
    Name(String),
}

/// From a row to its text, if it has one.
type Texts<'a> = Box<dyn Fn(usize) -> Option<&'a str> + Send + Sync + 'a>;

/// The same in a batch.
enum Ends<'a> {
    Degrees(Float64Array, Float64Array),
    Names(Texts<'a>),
    One(&'a str),
}

impl Ends<'_> {
    fn get(&self, row: usize) -> Option<End<'_>> {
        match self {
            Self::Degrees(lat, lon) => {
                let is_there =
                    |column: &Float64Array| column.is_valid(row) && !column.value(row).is_nan();
                (is_there(lat) && is_there(lon))
                    .then(|| End::Degrees(lat.value(row), lon.value(row)))
            }
            Self::Names(name) => name(row).map(End::Name),
            Self::One(name) => Some(End::Name(name)),
        }
    }
}

/// The rows of a table, each with what `check` says of its pair: all columns of the table, and the fields behind them.
///
/// `arguments` are options of `check`. With `raises`, a pair that cannot be assessed is an error with its row; without, its
/// fields are null.
#[pyfunction]
#[expect(
    clippy::needless_pass_by_value,
    reason = "arguments of Python are extracted into values"
)]
pub(crate) fn assess(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    from: Source,
    to: Source,
    arguments: Vec<OsString>,
    raises: bool,
) -> PyResult<Table> {
    let assessor = Assessor::new(arguments).map_err(value_error)?;
    let (whole, mut chunks) = capsule::read(table)?;
    let DataType::Struct(inputs) = whole.data_type() else {
        return Err(PyTypeError::new_err("assess takes a table, not a column"));
    };
    let columns = assessor.columns();
    for (name, _) in &columns {
        if let Some(double) = inputs
            .iter()
            .find(|input| input.name().eq_ignore_ascii_case(name))
        {
            return Err(value_error(format!(
                "the table has a column {:?}, as the results do: rename it, or name the fields that you want in columns",
                double.name()
            )));
        }
    }
    let results = columns
        .iter()
        .map(|(name, kind)| Arc::new(field(name, *kind)));
    let schema = Arc::new(Schema::new(
        inputs.iter().cloned().chain(results).collect::<Vec<_>>(),
    ));
    let mut batches = Vec::new();
    let mut first_row = 0;
    while let Some(chunk) = chunks.next(py)? {
        let input = chunk.as_struct();
        let (from, to) = (ends(input, &from)?, ends(input, &to)?);
        let job = Job {
            assessor: &assessor,
            from: &from,
            to: &to,
            count: input.len(),
            first_row,
            raises,
        };
        first_row += input.len();
        let (sources, fields) = interruptible(py, |is_stopped| {
            job.run(Rows::new(&columns), &|| is_stopped.load(Ordering::Relaxed))
        })?
        .map_err(value_error)?;
        let kept = kept(input, sources)?;
        let all = kept.into_iter().chain(fields).collect();
        batches.push(RecordBatch::try_new(Arc::clone(&schema), all).map_err(value_error)?);
    }
    Ok(Table { schema, batches })
}

/// The names and types of the fields that [`assess`] adds.
#[pyfunction]
pub(crate) fn assessed_columns(
    arguments: Vec<OsString>,
) -> PyResult<Vec<(&'static str, &'static str)>> {
    let columns = Assessor::new(arguments).map_err(value_error)?.columns();
    Ok(columns
        .into_iter()
        .map(|(name, kind)| (name, kind.name()))
        .collect())
}

/// The columns of the input, a row as often as it has results.
fn kept(input: &StructArray, sources: Option<Vec<u64>>) -> PyResult<Vec<ArrayRef>> {
    let Some(sources) = sources else {
        return Ok(input.columns().to_vec());
    };
    let sources = UInt64Array::from(sources);
    let columns = input.columns().iter();
    columns
        .map(|column| take(column, &sources, None).map_err(value_error))
        .collect()
}

/// A batch to be assessed.
struct Job<'j, 'e> {
    assessor: &'j Assessor,
    from: &'j Ends<'e>,
    to: &'j Ends<'e>,
    count: usize,
    first_row: usize,
    raises: bool,
}

/// The input row of each result, None where they are the same; and the fields.
type Assessed = (Option<Vec<u64>>, Vec<ArrayRef>);

impl Job<'_, '_> {
    fn run(&self, mut rows: Rows, is_stopped: &dyn Fn() -> bool) -> arcminute::Result<Assessed> {
        let mut sources = Vec::with_capacity(self.count);
        for start in (0..self.count).step_by(BLOCK) {
            if is_stopped() {
                return Err(arcminute::Error::Interrupted);
            }
            let end = self.count.min(start + BLOCK);
            let pairs = (start..end).map(|row| (self.from.get(row), self.to.get(row)));
            let pairs: Vec<_> = pairs.collect();
            // Pairs that lack an end have no call: their nulls are put in before the next row, or at the end.
            let mut next = start;
            self.assessor.assess(&pairs, &mut |number, row| {
                let source = start + number;
                for missing in next..source {
                    sources.push(missing as u64);
                    rows.push_nulls();
                }
                next = next.max(source + 1);
                sources.push(source as u64);
                match row {
                    Ok(cells) => rows.push(cells),
                    Err(reason) if self.raises => {
                        let row = self.first_row + source;
                        Err(arcminute::Error::Usage(format!("row {row}: {reason}")))
                    }
                    Err(_) => {
                        rows.push_nulls();
                        Ok(())
                    }
                }
            })?;
            for missing in next..end {
                sources.push(missing as u64);
                rows.push_nulls();
            }
        }
        let in_place = |(row, source): (usize, &u64)| row as u64 == *source;
        let is_same = sources.len() == self.count && sources.iter().enumerate().all(in_place);
        Ok(((!is_same).then_some(sources), rows.take_columns()))
    }
}

/// Finds an end of the pairs in a batch.
fn ends<'a>(input: &'a StructArray, source: &'a Source) -> PyResult<Ends<'a>> {
    let column = |name: &str| input.column_by_name(name);
    let names = || input.column_names().join(", ");
    match source {
        Source::Degrees(lat, lon) => {
            let degrees = |name: &str| {
                let found = column(name).ok_or_else(|| {
                    value_error(format!("the table has no column {name:?}, but {}", names()))
                })?;
                numbers(found).ok_or_else(|| {
                    PyTypeError::new_err(format!(
                        "{name} is a column of {}, but must be numbers",
                        found.data_type()
                    ))
                })
            };
            Ok(Ends::Degrees(degrees(lat)?, degrees(lon)?))
        }
        Source::Name(name) => match column(name) {
            None => Ok(Ends::One(name)),
            Some(found) => texts(found).map(Ends::Names).ok_or_else(|| {
                PyTypeError::new_err(format!(
                    "{name} is a column of {}, but must be texts",
                    found.data_type()
                ))
            }),
        },
    }
}

/// A reader of a column of texts; None for other columns.
fn texts(column: &ArrayRef) -> Option<Texts<'_>> {
    if let Some(column) = column.as_string_opt::<i32>() {
        return Some(Box::new(|row| {
            column.is_valid(row).then(|| column.value(row))
        }));
    }
    if let Some(column) = column.as_string_opt::<i64>() {
        return Some(Box::new(|row| {
            column.is_valid(row).then(|| column.value(row))
        }));
    }
    if let Some(column) = column.as_string_view_opt() {
        return Some(Box::new(|row| {
            column.is_valid(row).then(|| column.value(row))
        }));
    }
    let dictionary = column.as_any_dictionary_opt()?;
    let keys = dictionary.normalized_keys();
    let text = texts(dictionary.values())?;
    Some(Box::new(move |row| {
        column.is_valid(row).then(|| text(keys[row])).flatten()
    }))
}
