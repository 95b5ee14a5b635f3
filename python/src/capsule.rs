//! Arrow's C interface through Python's capsules: the one place where memory crosses to and from other programs.
//!
//! A producer's capsule holds a structure of the C data interface. Whoever takes what is in it leaves a released structure
//! behind, which the capsule's own destructor heeds.

use std::ffi::CStr;
use std::ptr::{self, NonNull};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, RecordBatchReader, make_array};
use arrow_schema::{ArrowError, Field};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::value_error;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// A stream of record batches as a capsule.
pub(crate) fn stream(
    py: Python<'_>,
    reader: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}

/// A type or a schema as a capsule.
pub(crate) fn schema<T>(py: Python<'_>, described: T) -> PyResult<Bound<'_, PyCapsule>>
where
    FFI_ArrowSchema: TryFrom<T, Error = ArrowError>,
{
    let schema = FFI_ArrowSchema::try_from(described).map_err(value_error)?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// An array as the pair of capsules of its type and its values.
pub(crate) fn array<'py>(py: Python<'py>, array: &dyn Array) -> PyResult<Bound<'py, PyTuple>> {
    let (array, schema) = to_ffi(&array.to_data()).map_err(value_error)?;
    let schema = PyCapsule::new_with_value(py, schema, SCHEMA)?;
    let array = PyCapsule::new_with_value(py, array, ARRAY)?;
    PyTuple::new(py, [schema, array])
}

/// The chunks of an Arrow object, as they come.
pub(crate) enum Chunks {
    One(Option<ArrayRef>),
    Stream(Box<FFI_ArrowArrayStream>, Field),
}

// The stream is used by one thread at a time, through `&mut`.
#[expect(
    unsafe_code,
    reason = "Arrow's streams may be read from any thread, though not from two at once"
)]
// SAFETY: the C stream interface asks for no thread of its own: "the stream is not thread-safe", and no more.
unsafe impl Send for Chunks {}

/// True for an object that hands out Arrow data.
pub(crate) fn is_arrow(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(object.hasattr("__arrow_c_stream__")? || object.hasattr("__arrow_c_array__")?)
}

/// The type of an Arrow object and its chunks: arrays and streams are taken alike.
pub(crate) fn read(object: &Bound<'_, PyAny>) -> PyResult<(Field, Chunks)> {
    if object.hasattr("__arrow_c_stream__")? {
        let capsule = object.call_method0("__arrow_c_stream__")?;
        let mut stream: FFI_ArrowArrayStream =
            taken(&capsule, STREAM, FFI_ArrowArrayStream::empty)?;
        let field = stream_field(&mut stream)?;
        return Ok((field.clone(), Chunks::Stream(Box::new(stream), field)));
    }
    if object.hasattr("__arrow_c_array__")? {
        let pair = object.call_method0("__arrow_c_array__")?;
        let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
        let schema: FFI_ArrowSchema = taken(&schema, SCHEMA, FFI_ArrowSchema::empty)?;
        let array: FFI_ArrowArray = taken(&array, ARRAY, FFI_ArrowArray::empty)?;
        let field = field_of(&schema)?;
        let array = imported(array, &schema)?;
        return Ok((field, Chunks::One(Some(array))));
    }
    Err(PyValueError::new_err(format!(
        "{} is no Arrow data: it has neither __arrow_c_stream__ nor __arrow_c_array__",
        object.get_type().name()?
    )))
}

/// Takes a structure out of its capsule and leaves an empty one, which counts as released.
#[expect(unsafe_code, reason = "a capsule holds a bare pointer")]
fn taken<T>(capsule: &Bound<'_, PyAny>, name: &CStr, empty: fn() -> T) -> PyResult<T> {
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer: NonNull<T> = capsule.pointer_checked(Some(name))?.cast();
    // SAFETY: a capsule of this name points to an initialised structure of this type, by the Arrow PyCapsule interface, which
    // lives as long as the capsule; and the interpreter's lock is held, so that nobody else takes it meanwhile.
    Ok(unsafe { ptr::replace(pointer.as_ptr(), empty()) })
}

#[expect(unsafe_code, reason = "functions of the C stream interface")]
fn stream_field(stream: &mut FFI_ArrowArrayStream) -> PyResult<Field> {
    let Some(get_schema) = stream.get_schema() else {
        return Err(PyValueError::new_err("the Arrow stream was read before"));
    };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: both structures are initialised, and the stream is not released: it has its functions.
    let status = unsafe { get_schema(stream, &raw mut schema) };
    if status != 0 {
        return Err(stream_error(stream));
    }
    field_of(&schema)
}

/// The field that a schema describes, or the column that it cannot describe to us.
fn field_of(schema: &FFI_ArrowSchema) -> PyResult<Field> {
    Field::try_from(schema).map_err(|error| {
        let unread = schema.children().find(|child| Field::try_from(*child).is_err());
        match unread {
            Some(child) => value_error(format!(
                "the column {:?} is of a type that is not read, {:?} in Arrow's interface: cast it before, or leave it out",
                child.name().unwrap_or_default(),
                child.format()
            )),
            None => value_error(error),
        }
    })
}

/// What the producer of a stream says went wrong.
#[expect(unsafe_code, reason = "functions of the C stream interface")]
fn stream_error(stream: &mut FFI_ArrowArrayStream) -> PyErr {
    let text = stream.get_last_error().and_then(|get_last_error| {
        // SAFETY: called after a failed call on the same stream; what it points to lives until the next call.
        let text = unsafe { get_last_error(stream) };
        // SAFETY: not null, and a C string by the interface.
        (!text.is_null()).then(|| {
            unsafe { CStr::from_ptr(text) }
                .to_string_lossy()
                .into_owned()
        })
    });
    PyValueError::new_err(text.unwrap_or_else(|| "the Arrow stream failed".to_owned()))
}

#[expect(unsafe_code, reason = "an array of another program is trusted")]
fn imported(array: FFI_ArrowArray, schema: &FFI_ArrowSchema) -> PyResult<ArrayRef> {
    // SAFETY: the producer promises by the C data interface that the array is of this type.
    let data = unsafe { from_ffi(array, schema) }.map_err(value_error)?;
    Ok(make_array(data))
}

impl Chunks {
    /// The next chunk. The lock of the interpreter must be held: the producer may be Python.
    #[expect(unsafe_code, reason = "functions of the C stream interface")]
    pub(crate) fn next(&mut self, _: Python<'_>) -> PyResult<Option<ArrayRef>> {
        match self {
            Self::One(array) => Ok(array.take()),
            Self::Stream(stream, field) => {
                let Some(get_next) = stream.get_next() else {
                    return Ok(None);
                };
                let mut array = FFI_ArrowArray::empty();
                // SAFETY: both structures are initialised, and the stream is not released: it has its functions.
                if unsafe { get_next(&raw mut **stream, &raw mut array) } != 0 {
                    return Err(stream_error(stream));
                }
                if array.is_released() {
                    return Ok(None);
                }
                let schema = FFI_ArrowSchema::try_from(&*field).map_err(value_error)?;
                imported(array, &schema).map(Some)
            }
        }
    }
}
