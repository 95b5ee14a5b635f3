//! Values of any Arrow column as Python objects, so that a table shows what its owner keeps in it.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float16Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

use crate::columns::plain;
use crate::value_error;

/// The values of a column from one row to before another.
pub(crate) fn append(
    values: &Bound<'_, PyList>,
    column: &ArrayRef,
    start: usize,
    stop: usize,
) -> PyResult<()> {
    let part = plain(&column.slice(start, stop - start)).map_err(value_error)?;
    for row in 0..part.len() {
        values.append(value(values.py(), &part, row)?)?;
    }
    Ok(())
}

/// All values of an array as a list.
fn list<'py>(py: Python<'py>, array: &ArrayRef) -> PyResult<Bound<'py, PyAny>> {
    let values = PyList::empty(py);
    append(&values, array, 0, array.len())?;
    Ok(values.into_any())
}

/// One value. Types without a counterpart in Python come as text.
fn value<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    macro_rules! number {
        ($kind:ty) => {
            column
                .as_primitive::<$kind>()
                .value(row)
                .into_bound_py_any(py)
        };
    }
    macro_rules! decimal {
        ($kind:ty) => {{
            let text = column.as_primitive::<$kind>().value_as_string(row);
            py.import("decimal")?.call_method1("Decimal", (text,))
        }};
    }
    if column.is_null(row) || column.data_type() == &DataType::Null {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into_bound_py_any(py),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).into_bound_py_any(py),
        DataType::Utf8View => column.as_string_view().value(row).into_bound_py_any(py),
        DataType::Boolean => column.as_boolean().value(row).into_bound_py_any(py),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float16 => column
            .as_primitive::<Float16Type>()
            .value(row)
            .to_f64()
            .into_bound_py_any(py),
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Decimal32(..) => decimal!(Decimal32Type),
        DataType::Decimal64(..) => decimal!(Decimal64Type),
        DataType::Decimal128(..) => decimal!(Decimal128Type),
        DataType::Decimal256(..) => decimal!(Decimal256Type),
        DataType::Binary => Ok(bytes(py, column.as_binary::<i32>().value(row))),
        DataType::LargeBinary => Ok(bytes(py, column.as_binary::<i64>().value(row))),
        DataType::BinaryView => Ok(bytes(py, column.as_binary_view().value(row))),
        DataType::FixedSizeBinary(_) => Ok(bytes(py, column.as_fixed_size_binary().value(row))),
        DataType::List(_) => list(py, &column.as_list::<i32>().value(row)),
        DataType::LargeList(_) => list(py, &column.as_list::<i64>().value(row)),
        DataType::ListView(_) => list(py, &column.as_list_view::<i32>().value(row)),
        DataType::LargeListView(_) => list(py, &column.as_list_view::<i64>().value(row)),
        DataType::FixedSizeList(..) => list(py, &column.as_fixed_size_list().value(row)),
        DataType::Struct(fields) => {
            let of_fields = PyDict::new(py);
            for (field, column) in fields.iter().zip(column.as_struct().columns()) {
                let column = plain(&column.slice(row, 1)).map_err(value_error)?;
                of_fields.set_item(field.name(), value(py, &column, 0)?)?;
            }
            Ok(of_fields.into_any())
        }
        DataType::Map(..) => {
            let entries = column.as_map().value(row);
            let pairs = PyList::empty(py);
            let [keys, values] = [0, 1].map(|side| plain(entries.column(side)));
            let (keys, values) = (keys.map_err(value_error)?, values.map_err(value_error)?);
            for entry in 0..entries.len() {
                pairs.append((value(py, &keys, entry)?, value(py, &values, entry)?))?;
            }
            Ok(pairs.into_any())
        }
        DataType::Date32
        | DataType::Date64
        | DataType::Timestamp(..)
        | DataType::Time32(_)
        | DataType::Time64(_)
        | DataType::Duration(_) => moment(py, column, row).or_else(|_| text(py, column, row)),
        _ => text(py, column, row),
    }
}

fn bytes<'py>(py: Python<'py>, value: &[u8]) -> Bound<'py, PyAny> {
    PyBytes::new(py, value).into_any()
}

/// What Arrow itself would print of the value.
fn text<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    format!("{:?}", column.slice(row, 1)).into_bound_py_any(py)
}

/// Dates, times and durations of the module `datetime`, to the microsecond. An error for those that it has not.
fn moment<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    let data = column.to_data();
    let whole = match column.data_type() {
        DataType::Date32 | DataType::Time32(_) => i64::from(data.buffer::<i32>(0)[row]),
        _ => data.buffer::<i64>(0)[row],
    };
    let micros = match column.data_type() {
        DataType::Date32 => i128::from(whole) * 86_400_000_000,
        DataType::Date64 => i128::from(whole) * 1000,
        DataType::Timestamp(unit, _)
        | DataType::Time32(unit)
        | DataType::Time64(unit)
        | DataType::Duration(unit) => match unit {
            TimeUnit::Second => i128::from(whole) * 1_000_000,
            TimeUnit::Millisecond => i128::from(whole) * 1000,
            TimeUnit::Microsecond => i128::from(whole),
            TimeUnit::Nanosecond => i128::from(whole).div_euclid(1000),
        },
        other => return Err(value_error(format!("{other} is no time"))),
    };
    let datetime = py.import("datetime")?;
    let span = datetime.call_method1("timedelta", (0, 0, micros))?;
    if matches!(column.data_type(), DataType::Duration(_)) {
        return Ok(span);
    }
    let epoch = datetime.call_method1("datetime", (1970, 1, 1))?;
    let found = epoch.add(span)?;
    match column.data_type() {
        DataType::Date32 | DataType::Date64 => found.call_method0("date"),
        DataType::Time32(_) | DataType::Time64(_) => found.call_method0("time"),
        DataType::Timestamp(_, Some(zone)) => {
            let utc = datetime.getattr("timezone")?.getattr("utc")?;
            let keywords = PyDict::new(py);
            keywords.set_item("tzinfo", utc)?;
            let found = found.call_method("replace", (), Some(&keywords))?;
            // A zone that Python does not know leaves the same moment in UTC.
            match py.import("zoneinfo")?.call_method1("ZoneInfo", (&**zone,)) {
                Ok(zone) => found.call_method1("astimezone", (zone,)),
                Err(_) => Ok(found),
            }
        }
        _ => Ok(found),
    }
}
