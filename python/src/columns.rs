//! Distances and azimuths of columns of coordinates.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arcminute::Error;
use arcminute::geodesy::{TrackColumns, inverse_columns};
use arrow_array::builder::BooleanBufferBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType,
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    RunEndIndexType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, Float64Array, RecordBatch, UInt64Array};
use arrow_schema::{ArrowError, DataType};
use arrow_select::concat::concat;
use arrow_select::take::take;
use pyo3::buffer::PyBuffer;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::capsule;
use crate::interrupt::interruptible;
use crate::table::{Reduced, reduced, table_of_ipc};
use crate::value_error;

/// Pairs between two looks at the flag that stops the work: 2 ms.
const BLOCK: usize = 1 << 16;

/// Pairs for which no thread is started: half a second at most is not to be interrupted.
const AT_ONCE: usize = 1 << 20;

/// A column of numbers, as Arrow.
#[pyclass(frozen, module = "arcminute")]
pub(crate) struct Column(Float64Array);

#[pymethods]
impl Column {
    /// The column as an Arrow array, without a copy.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        drop(requested_schema);
        capsule::array(py, &self.0)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, self.0.data_type())
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// For pickle, as of a table.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let column: ArrayRef = Arc::new(self.0.clone());
        let batch = RecordBatch::try_from_iter([("column", column)]).map_err(value_error)?;
        reduced(py, "column_of_ipc", &batch.schema(), &[batch])
    }

    fn __getitem__(&self, index: isize) -> PyResult<Option<f64>> {
        let length = self.0.len();
        let from_end = index.checked_add_unsigned(length).filter(|_| index < 0);
        let place = usize::try_from(from_end.unwrap_or(index)).ok();
        let place = place.filter(|&place| place < length).ok_or_else(|| {
            pyo3::exceptions::PyIndexError::new_err(format!("index {index} of {length} values"))
        })?;
        Ok(self.0.is_valid(place).then(|| self.0.value(place)))
    }

    /// The values as a list; None for null.
    fn to_list(&self) -> Vec<Option<f64>> {
        self.0.iter().collect()
    }

    fn __repr__(&self) -> String {
        let shown: Vec<String> = self
            .0
            .iter()
            .take(5)
            .map(|value| match value {
                Some(value) => value.to_string(),
                None => "null".to_owned(),
            })
            .collect();
        let more = if self.0.len() > 5 { ", …" } else { "" };
        format!(
            "<arcminute.Column of {}: {}{more}>",
            self.0.len(),
            shown.join(", ")
        )
    }
}

/// The column of a stream of Arrow's IPC format.
#[pyfunction]
pub(crate) fn column_of_ipc(bytes: &[u8]) -> PyResult<Column> {
    let table = table_of_ipc(bytes)?;
    let column = table
        .batches
        .first()
        .and_then(|batch| batch.column(0).as_primitive_opt::<Float64Type>().cloned());
    column
        .map(Column)
        .ok_or_else(|| value_error("these bytes are not of a column"))
}

/// One side of pairs: one position for all of them, or one each.
#[derive(Clone, Copy)]
struct Side<'a> {
    lat_deg: &'a [f64],
    lon_deg: &'a [f64],
}

impl Side<'_> {
    fn part(&self, start: usize, end: usize) -> Self {
        if self.lat_deg.len() == 1 {
            return *self;
        }
        Self {
            lat_deg: &self.lat_deg[start..end],
            lon_deg: &self.lon_deg[start..end],
        }
    }

    fn has_nan(&self) -> bool {
        self.lat_deg
            .iter()
            .chain(self.lon_deg)
            .any(|degrees| degrees.is_nan())
    }

    fn is_nan(&self, at: usize) -> bool {
        let at = if self.lat_deg.len() == 1 { 0 } else { at };
        self.lat_deg[at].is_nan() || self.lon_deg[at].is_nan()
    }

    /// Copies with zeros where a number is missing.
    fn filled(&self) -> [Vec<f64>; 2] {
        [self.lat_deg, self.lon_deg].map(|column| {
            let filled = column
                .iter()
                .map(|degrees| if degrees.is_nan() { 0.0 } else { *degrees });
            filled.collect()
        })
    }
}

/// Writes distances and azimuths; NaN where a coordinate is NaN. An index in an error counts from the first pair.
fn solve(
    from: Side<'_>,
    to: Side<'_>,
    distance_km: &mut [f64],
    mut azimuths_deg: Option<(&mut [f64], &mut [f64])>,
    is_stopped: &AtomicBool,
) -> Result<(), Error> {
    let length = distance_km.len();
    let mut start = 0;
    while start < length {
        if is_stopped.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        let end = length.min(start + BLOCK);
        let (from_part, to_part) = (from.part(start, end), to.part(start, end));
        let azimuths = azimuths_deg
            .as_mut()
            .map(|(initial, last)| (&mut initial[start..end], &mut last[start..end]));
        let columns = TrackColumns {
            distance_km: &mut distance_km[start..end],
            azimuths_deg: azimuths,
        };
        let has_nan = from_part.has_nan() || to_part.has_nan();
        let solved = if has_nan {
            let [from_lat, from_lon] = from_part.filled();
            let [to_lat, to_lon] = to_part.filled();
            inverse_columns(&from_lat, &from_lon, &to_lat, &to_lon, columns)
        } else {
            inverse_columns(
                from_part.lat_deg,
                from_part.lon_deg,
                to_part.lat_deg,
                to_part.lon_deg,
                columns,
            )
        };
        solved.map_err(|error| from_the_first(error, start))?;
        if has_nan {
            for at in start..end {
                if from.is_nan(at) || to.is_nan(at) {
                    distance_km[at] = f64::NAN;
                    if let Some((initial, last)) = azimuths_deg.as_mut() {
                        initial[at] = f64::NAN;
                        last[at] = f64::NAN;
                    }
                }
            }
        }
        start = end;
    }
    Ok(())
}

/// The error of a block, with an index that counts from the first of all pairs: a side of one position is refused in the first
/// block.
fn from_the_first(error: Error, start: usize) -> Error {
    const AT: &str = " at index ";
    let text = error.to_string();
    let Some((before, after)) = text.split_once(AT) else {
        return error;
    };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let (index, rest) = after.split_at(digits);
    match index.parse::<usize>() {
        Ok(index) => Error::Usage(format!("{before}{AT}{}{rest}", index + start)),
        Err(_) => error,
    }
}

/// Does that at once where it is short, else so that Ctrl-C ends it.
fn run(
    py: Python<'_>,
    length: usize,
    work: impl FnOnce(&AtomicBool) -> Result<(), Error> + Send,
) -> PyResult<()> {
    if length < AT_ONCE {
        return py
            .detach(|| work(&AtomicBool::new(false)))
            .map_err(value_error);
    }
    interruptible(py, |is_stopped| work(is_stopped))?.map_err(value_error)
}

/// Fills buffers of numbers with the distances, km, and azimuths, degrees, of pairs of positions in other buffers. A side of
/// one position is that of every pair; NaN passes through.
#[pyfunction]
#[pyo3(signature = (lat1, lon1, lat2, lon2, distance, initial=None, last=None))]
#[expect(
    clippy::too_many_arguments,
    clippy::needless_pass_by_value,
    reason = "the call of Python has them so"
)]
pub(crate) fn inverse_into(
    py: Python<'_>,
    lat1: PyBuffer<f64>,
    lon1: PyBuffer<f64>,
    lat2: PyBuffer<f64>,
    lon2: PyBuffer<f64>,
    distance: PyBuffer<f64>,
    initial: Option<PyBuffer<f64>>,
    last: Option<PyBuffer<f64>>,
) -> PyResult<()> {
    let from = Side {
        lat_deg: readable(&lat1)?,
        lon_deg: readable(&lon1)?,
    };
    let to = Side {
        lat_deg: readable(&lat2)?,
        lon_deg: readable(&lon2)?,
    };
    let distance = writable(&distance)?;
    let azimuths = match (&initial, &last) {
        (Some(initial), Some(last)) => Some((writable(initial)?, writable(last)?)),
        _ => None,
    };
    for side in [from, to] {
        let fits = |column: &[f64]| column.len() == distance.len() || column.len() == 1;
        if side.lat_deg.len() != side.lon_deg.len() || !fits(side.lat_deg) {
            return Err(value_error("columns of coordinates must be of one length"));
        }
    }
    run(py, distance.len(), |is_stopped| {
        solve(from, to, distance, azimuths, is_stopped)
    })
}

/// The numbers of a buffer, for as long as the buffer is held.
#[expect(unsafe_code, reason = "Python's buffers are bare pointers")]
fn readable(buffer: &PyBuffer<f64>) -> PyResult<&[f64]> {
    if !buffer.is_c_contiguous() {
        return Err(value_error(
            "the numbers of a column must lie one behind another",
        ));
    }
    if buffer.item_count() == 0 {
        return Ok(&[]);
    }
    // SAFETY: a buffer of f64 that is contiguous has so many of them from its pointer on, and it is held by the caller. Whoever
    // changes it from another thread meanwhile changes what is computed, as with numpy's own functions.
    Ok(unsafe { std::slice::from_raw_parts(buffer.buf_ptr().cast(), buffer.item_count()) })
}

/// The same for a buffer that the caller has made for results.
#[expect(
    unsafe_code,
    clippy::mut_from_ref,
    reason = "Python's buffers are bare pointers"
)]
fn writable(buffer: &PyBuffer<f64>) -> PyResult<&mut [f64]> {
    if buffer.readonly() || !buffer.is_c_contiguous() {
        return Err(value_error("results need a buffer that can be written"));
    }
    if buffer.item_count() == 0 {
        return Ok(&mut []);
    }
    // SAFETY: as above; the package's own Python makes these arrays anew for each call and nobody else has them yet.
    Ok(unsafe { std::slice::from_raw_parts_mut(buffer.buf_ptr().cast(), buffer.item_count()) })
}

/// Distances, km, and with `azimuths` both azimuths, degrees, of pairs of positions in Arrow columns or single numbers.
#[pyfunction]
pub(crate) fn inverse(
    py: Python<'_>,
    coordinates: [Bound<'_, PyAny>; 4],
    azimuths: bool,
) -> PyResult<Vec<Column>> {
    let [lat1, lon1, lat2, lon2] = coordinates;
    let inputs = [
        degrees(py, "lat1", &lat1)?,
        degrees(py, "lon1", &lon1)?,
        degrees(py, "lat2", &lat2)?,
        degrees(py, "lon2", &lon2)?,
    ];
    let length = inputs
        .iter()
        .find(|column| column.len() != 1)
        .map_or(1, Array::len);
    if let Some(other) = inputs
        .iter()
        .find(|column| column.len() != length && column.len() != 1)
    {
        return Err(value_error(format!(
            "columns of coordinates must be of one length, not {length} and {}",
            other.len()
        )));
    }
    let inputs = inputs.map(with_nan_for_null);
    // A side is of one position or of as many as there are pairs.
    let [lat1, lon1, lat2, lon2] = &inputs;
    let from = side(lat1, lon1);
    let to = side(lat2, lon2);
    let mut results: Vec<Vec<f64>> = vec![vec![0.0; length]; if azimuths { 3 } else { 1 }];
    let [distance, rest @ ..] = &mut results[..] else {
        return Ok(Vec::new());
    };
    let columns = match rest {
        [initial, last] => Some((&mut initial[..], &mut last[..])),
        _ => None,
    };
    let (from, to) = (from.as_side(), to.as_side());
    run(py, length, |is_stopped| {
        solve(from, to, distance, columns, is_stopped)
    })?;
    Ok(results
        .into_iter()
        .map(|values| Column(null_for_nan(values)))
        .collect())
}

/// The two columns of a side, of one length.
struct Owned<'a>(std::borrow::Cow<'a, [f64]>, std::borrow::Cow<'a, [f64]>);

impl Owned<'_> {
    fn as_side(&self) -> Side<'_> {
        Side {
            lat_deg: &self.0,
            lon_deg: &self.1,
        }
    }
}

fn side<'a>(lat: &'a Float64Array, lon: &'a Float64Array) -> Owned<'a> {
    let repeated = |column: &'a Float64Array, length: usize| -> std::borrow::Cow<'a, [f64]> {
        if column.len() == length {
            std::borrow::Cow::Borrowed(column.values())
        } else {
            std::borrow::Cow::Owned(vec![column.value(0); length])
        }
    };
    let length = if lat.len() == 1 { lon.len() } else { lat.len() };
    Owned(repeated(lat, length), repeated(lon, length))
}

/// A column of degrees: a number, or Arrow data of numbers, in one piece.
fn degrees(py: Python<'_>, name: &str, object: &Bound<'_, PyAny>) -> PyResult<Float64Array> {
    if !capsule::is_arrow(object)? {
        if object.is_none() {
            return Ok(Float64Array::from(vec![None]));
        }
        return Ok(Float64Array::from(vec![object.extract::<f64>()?]));
    }
    let (_, mut chunks) = capsule::read(object)?;
    let mut columns: Vec<ArrayRef> = Vec::new();
    while let Some(chunk) = chunks.next(py)? {
        columns.push(Arc::new(numbers(name, &chunk)?));
    }
    let whole = match &columns[..] {
        [] => return Ok(Float64Array::from(Vec::<f64>::new())),
        [one] => Arc::clone(one),
        many => {
            let many: Vec<&dyn Array> = many.iter().map(AsRef::as_ref).collect();
            concat(&many).map_err(value_error)?
        }
    };
    Ok(whole.as_primitive::<Float64Type>().clone())
}

/// A column without the indirection of dictionaries and of runs.
pub(crate) fn plain(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    fn of_runs<R: RunEndIndexType>(column: &ArrayRef) -> Option<Result<ArrayRef, ArrowError>> {
        let runs = column.as_run_opt::<R>()?;
        let at = (0..runs.len()).map(|row| Some(runs.get_physical_index(row) as u64));
        let at: UInt64Array = at.collect();
        Some(take(runs.values(), &at, None))
    }
    if let Some(dictionary) = column.as_any_dictionary_opt() {
        return plain(&take(dictionary.values(), dictionary.keys(), None)?);
    }
    let runs = of_runs::<Int32Type>(column)
        .or_else(|| of_runs::<Int16Type>(column))
        .or_else(|| of_runs::<Int64Type>(column));
    match runs {
        Some(values) => plain(&values?),
        None => Ok(Arc::clone(column)),
    }
}

/// The error for a column of a type that cannot be read.
pub(crate) fn wrong_type(name: &str, column: &ArrayRef, wanted: &str) -> PyErr {
    value_error(format!(
        "{name} is a column of {}, but must be {wanted}: cast it before",
        column.data_type()
    ))
}

/// Numbers of any type as `f64`: the nearest ones, of decimals.
pub(crate) fn numbers(name: &str, column: &ArrayRef) -> PyResult<Float64Array> {
    fn decimals<T: DecimalType>(column: &ArrayRef) -> Float64Array {
        let column = column.as_primitive::<T>();
        let number = |row| {
            let text = column.is_valid(row).then(|| column.value_as_string(row));
            text.and_then(|text| text.parse::<f64>().ok())
        };
        (0..column.len()).map(number).collect()
    }
    macro_rules! by_type {
        ($column:ident, $($data_type:ident => $arrow:ty),*) => {
            match $column.data_type() {
                DataType::Float64 => Ok($column.as_primitive::<Float64Type>().clone()),
                DataType::Null => Ok(Float64Array::new_null($column.len())),
                DataType::Float16 => Ok($column.as_primitive::<Float16Type>().unary(|value| value.to_f64())),
                DataType::Decimal32(..) => Ok(decimals::<Decimal32Type>(&$column)),
                DataType::Decimal64(..) => Ok(decimals::<Decimal64Type>(&$column)),
                DataType::Decimal128(..) => Ok(decimals::<Decimal128Type>(&$column)),
                DataType::Decimal256(..) => Ok(decimals::<Decimal256Type>(&$column)),
                $(DataType::$data_type => Ok(converted::<$arrow>(&$column)),)*
                _ => Err(wrong_type(name, column, "numbers")),
            }
        };
    }
    let found = plain(column).map_err(value_error)?;
    by_type!(found, Float32 => Float32Type, Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type,
        Int64 => Int64Type, UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type)
}

/// Degrees beyond what `f64` holds exactly are none, and are refused later on.
fn converted<T: ArrowPrimitiveType>(column: &ArrayRef) -> Float64Array
where
    T::Native: ToNumber,
{
    column.as_primitive::<T>().unary(ToNumber::to_number)
}

trait ToNumber {
    fn to_number(self) -> f64;
}

macro_rules! to_number {
    ($($native:ty),*) => {$(
        impl ToNumber for $native {
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless, reason = "coordinates are small")]
            fn to_number(self) -> f64 {
                self as f64
            }
        }
    )*};
}

to_number!(f32, i8, i16, i32, i64, u8, u16, u32, u64);

fn with_nan_for_null(column: Float64Array) -> Float64Array {
    if column.null_count() == 0 {
        return column;
    }
    column
        .iter()
        .map(|value| Some(value.unwrap_or(f64::NAN)))
        .collect()
}

fn null_for_nan(values: Vec<f64>) -> Float64Array {
    if !values.iter().any(|value| value.is_nan()) {
        return values.into();
    }
    let mut valid = BooleanBufferBuilder::new(values.len());
    for value in &values {
        valid.append(!value.is_nan());
    }
    Float64Array::new(values.into(), Some(valid.finish().into()))
}
