//! Rows beside the rows of a table.

use std::ffi::OsString;
use std::mem;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use arcminute::catalogue::Role;
use arcminute::cli::assess::{AssessedRow, Assessor, End, Known};
use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, Float64Array, LargeStringArray, RecordBatch, StringArray, StringViewArray,
    StructArray, UInt64Array, new_empty_array,
};
use arrow_schema::{DataType, Fields, Schema};
use arrow_select::take::take;
use pyo3::prelude::*;

use crate::capsule;
use crate::columns::{numbers, plain, wrong_type};
use crate::interrupt::interruptible;
use crate::table::{Rows, Table, field};
use crate::value_error;

/// Pairs between two looks at the flag that stops the work, and in one call of the batch kernel.
const BLOCK: usize = 1 << 12;

/// Reasons that are told of rows without a result.
const MAX_REASONS: usize = 10;

/// Where an end of the pairs is found in a table.
#[derive(FromPyObject)]
pub(crate) enum Source {
    /// Columns of latitude and longitude.
    Degrees(String, String),
    /// A column of places, or a place.
    Name(String),
}

/// A column of texts.
enum Texts {
    Small(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
    /// Nulls alone.
    Null,
}

impl Texts {
    /// A reader of a column; None where it does not hold texts.
    fn new(column: &ArrayRef) -> Option<Self> {
        match column.data_type() {
            DataType::Utf8 => Some(Self::Small(column.as_string().clone())),
            DataType::LargeUtf8 => Some(Self::Large(column.as_string().clone())),
            DataType::Utf8View => Some(Self::View(column.as_string_view().clone())),
            DataType::Null => Some(Self::Null),
            _ => None,
        }
    }

    fn get(&self, row: usize) -> Option<&str> {
        match self {
            Self::Small(column) => column.is_valid(row).then(|| column.value(row)),
            Self::Large(column) => column.is_valid(row).then(|| column.value(row)),
            Self::View(column) => column.is_valid(row).then(|| column.value(row)),
            Self::Null => None,
        }
    }
}

/// The same in a batch.
enum Ends<'a> {
    Degrees(Float64Array, Float64Array),
    Names(Texts),
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
            Self::Names(texts) => texts.get(row).map(End::Name),
            Self::One(name) => Some(End::Name(name)),
        }
    }
}

/// The table, the number of rows without a result, and the reasons for the first of them.
type AssessedTable = (Table, usize, Vec<String>);

/// The rows of a table, each with what `check` says of its pair: all columns of the table, and the fields behind them.
///
/// `arguments` are options of `check`. With `raises`, a pair that cannot be assessed is an error; without, its fields are null.
/// An error has the number of its row where `counts_rows`, which is for tables that are whole, and else the pair.
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
    counts_rows: bool,
) -> PyResult<AssessedTable> {
    let assessor = Assessor::new(arguments).map_err(value_error)?;
    let (whole, mut chunks) = capsule::read(table)?;
    let DataType::Struct(inputs) = whole.data_type() else {
        return Err(value_error("assess takes a table, not a column"));
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
    // What is wrong for all rows is told before any, and where there is none.
    check_ends(&assessor, inputs, &from, Role::From)?;
    check_ends(&assessor, inputs, &to, Role::To)?;
    let results = columns
        .iter()
        .map(|(name, kind)| Arc::new(field(name, *kind)));
    let fields: Vec<_> = inputs.iter().cloned().chain(results).collect();
    let schema = Arc::new(Schema::new_with_metadata(fields, whole.metadata().clone()));
    let mut batches = Vec::new();
    let mut first_row = 0;
    let (mut failed, mut reasons) = (0, Vec::new());
    while let Some(chunk) = chunks.next(py)? {
        let input = chunk.as_struct();
        let (from, to) = (ends(input, &from)?, ends(input, &to)?);
        let job = Job {
            assessor: &assessor,
            from: &from,
            to: &to,
            count: input.len(),
            first_row: counts_rows.then_some(first_row),
            raises,
        };
        first_row += input.len();
        let assessed = interruptible(py, |is_stopped| {
            job.run(Rows::new(&columns), &|| is_stopped.load(Ordering::Relaxed))
        })?
        .map_err(value_error)?;
        failed += assessed.failed;
        let more = MAX_REASONS - reasons.len();
        reasons.extend(assessed.reasons.into_iter().take(more));
        for part in assessed.parts {
            let all = kept(input, &part.sources)?.into_iter().chain(part.fields);
            let batch = RecordBatch::try_new(Arc::clone(&schema), all.collect());
            batches.push(batch.map_err(value_error)?);
        }
    }
    Ok((Table { schema, batches }, failed, reasons))
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
fn kept(input: &StructArray, sources: &[u64]) -> PyResult<Vec<ArrayRef>> {
    let first = sources.first().copied().unwrap_or(0);
    // Rows in place need no copy.
    if (first..).zip(sources).all(|(row, source)| row == *source) {
        let first = usize::try_from(first).map_err(value_error)?;
        let columns = input.columns().iter();
        return Ok(columns
            .map(|column| column.slice(first, sources.len()))
            .collect());
    }
    let sources = UInt64Array::from(sources.to_vec());
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
    /// The number of the first row, where rows are numbered.
    first_row: Option<usize>,
    raises: bool,
}

/// Rows of results.
struct Part {
    /// The input row of each.
    sources: Vec<u64>,
    fields: Vec<ArrayRef>,
}

/// Results of a batch, in parts of which no column of texts is too large.
#[derive(Default)]
struct Assessed {
    parts: Vec<Part>,
    failed: usize,
    reasons: Vec<String>,
}

impl Job<'_, '_> {
    fn run(&self, mut rows: Rows, is_stopped: &dyn Fn() -> bool) -> arcminute::Result<Assessed> {
        let mut found = Assessed::default();
        let mut known = Known::default();
        let mut sources = Vec::with_capacity(self.count.min(BLOCK));
        for start in (0..self.count).step_by(BLOCK) {
            if is_stopped() {
                return Err(arcminute::Error::Interrupted);
            }
            let end = self.count.min(start + BLOCK);
            let pairs = (start..end).map(|row| (self.from.get(row), self.to.get(row)));
            let pairs: Vec<_> = pairs.collect();
            // Pairs that lack an end have no call: their nulls are put in before the next row, or at the end.
            let mut next = start;
            let each = &mut |number: usize, row: AssessedRow<'_>| {
                let source = start + number;
                for missing in next..source {
                    sources.push(missing as u64);
                    rows.push_nulls();
                }
                next = next.max(source + 1);
                sources.push(source as u64);
                let reason = match row {
                    Ok(cells) => return rows.push(cells),
                    Err(reason) => self.told(source, &reason),
                };
                if self.raises {
                    return Err(arcminute::Error::Usage(reason));
                }
                rows.push_nulls();
                found.failed += 1;
                if found.reasons.len() < MAX_REASONS {
                    found.reasons.push(reason);
                }
                Ok(())
            };
            self.assessor.assess(&pairs, &mut known, is_stopped, each)?;
            for missing in next..end {
                sources.push(missing as u64);
                rows.push_nulls();
            }
            if rows.is_full() || end == self.count {
                found.parts.push(Part {
                    sources: mem::take(&mut sources),
                    fields: rows.take_columns(),
                });
            }
        }
        Ok(found)
    }

    /// A reason with its row, or with its pair.
    fn told(&self, source: usize, reason: &str) -> String {
        if let Some(first) = self.first_row {
            return format!("row {}: {reason}", first + source);
        }
        let [from, to] = [self.from, self.to].map(|ends| match ends.get(source) {
            Some(End::Name(name)) => format!("{name:?}"),
            Some(End::Degrees(lat, lon)) => format!("{lat},{lon}"),
            None => String::new(),
        });
        format!("from {from} to {to}: {reason}")
    }
}

/// The column of this name, the only one.
fn position(inputs: &Fields, name: &str) -> PyResult<Option<usize>> {
    let mut found = inputs
        .iter()
        .enumerate()
        .filter(|(_, field)| field.name() == name);
    match (found.next(), found.next()) {
        (Some(_), Some(_)) => Err(value_error(format!(
            "the table has several columns {name:?}: rename all but one"
        ))),
        (first, _) => Ok(first.map(|(at, _)| at)),
    }
}

fn names(inputs: &Fields) -> String {
    let names: Vec<_> = inputs.iter().map(|field| field.name().as_str()).collect();
    if names.is_empty() {
        "none at all".to_owned()
    } else {
        names.join(", ")
    }
}

/// Refuses columns that are not there or of the wrong type, and a place for all rows that cannot be read.
fn check_ends(assessor: &Assessor, inputs: &Fields, source: &Source, role: Role) -> PyResult<()> {
    if let Source::Name(name) = source
        && position(inputs, name)?.is_none()
    {
        return assessor.check_end(End::Name(name), role).map_err(|error| {
            let names = names(inputs);
            value_error(format!(
                "the table has no column {name:?}, but {names}; and for a place for all rows: {error}"
            ))
        });
    }
    let none: Vec<_> = inputs
        .iter()
        .map(|field| new_empty_array(field.data_type()))
        .collect();
    if !none.is_empty() {
        let empty = StructArray::try_new(inputs.clone(), none, None).map_err(value_error)?;
        return ends(&empty, source).map(drop);
    }
    Err(value_error("the table has no columns"))
}

/// Finds an end of the pairs in a batch.
fn ends<'a>(input: &'a StructArray, source: &'a Source) -> PyResult<Ends<'a>> {
    let column = |name: &str| -> PyResult<Option<&'a ArrayRef>> {
        Ok(position(input.fields(), name)?.map(|at| input.column(at)))
    };
    match source {
        Source::Degrees(lat, lon) => {
            let degrees = |name: &str| {
                let found = column(name)?.ok_or_else(|| {
                    let names = names(input.fields());
                    value_error(format!("the table has no column {name:?}, but {names}"))
                })?;
                numbers(name, found)
            };
            Ok(Ends::Degrees(degrees(lat)?, degrees(lon)?))
        }
        Source::Name(name) => match column(name)? {
            None => Ok(Ends::One(name)),
            Some(found) => {
                let texts = Texts::new(&plain(found).map_err(value_error)?);
                let names = texts.ok_or_else(|| wrong_type(name, found, "names of places"))?;
                Ok(Ends::Names(names))
            }
        },
    }
}
