//! Tables: rows that the library hands over, collected as Arrow record batches.

use std::mem;
use std::sync::Arc;

use arcminute::schema::{Cell, Kind};
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyList};

use crate::{capsule, value_error, values};

/// Rows of a batch: texts of so many stay far below the two gigabytes that a column of them can hold.
const ROWS_A_BATCH: usize = 1 << 16;

/// A table of results, in batches.
#[pyclass(frozen, module = "arcminute._native")]
pub(crate) struct Table {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    /// The table as an Arrow stream, without a copy.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Whoever wants other types casts: the interface leaves that open.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        capsule::stream(py, Box::new(reader))
    }

    /// The names and types of the columns.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &*self.schema)
    }

    /// For pickle: the table as a stream of Arrow's IPC format.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduced(py, "table_of_ipc", &self.schema, &self.batches)
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn names(&self) -> Vec<String> {
        let fields = self.schema.fields().iter();
        fields.map(|field| field.name().clone()).collect()
    }

    /// The values of a column as Python objects, from one row to before another.
    fn values<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        start: usize,
        stop: usize,
    ) -> PyResult<Bound<'py, PyList>> {
        let index = self.schema.index_of(name).map_err(|_| {
            let names = self.names().join(", ");
            value_error(format!("the table has no column {name:?}, but {names}"))
        })?;
        let list = PyList::empty(py);
        let mut first = 0;
        for batch in &self.batches {
            let end = first + batch.num_rows();
            let (from, to) = (start.clamp(first, end), stop.clamp(first, end));
            if from < to {
                values::append(&list, batch.column(index), from - first, to - first)?;
            }
            first = end;
        }
        Ok(list)
    }
}

/// What pickle asks for: a function and its arguments.
pub(crate) type Reduced<'py> = (Bound<'py, PyAny>, (Bound<'py, PyBytes>,));

/// Batches as bytes, and the function of this module that makes the object of them again.
pub(crate) fn reduced<'py>(
    py: Python<'py>,
    function: &str,
    schema: &Schema,
    batches: &[RecordBatch],
) -> PyResult<Reduced<'py>> {
    let mut writer = StreamWriter::try_new(Vec::new(), schema).map_err(value_error)?;
    for batch in batches {
        writer.write(batch).map_err(value_error)?;
    }
    let bytes = writer.into_inner().map_err(value_error)?;
    let function = py.import("arcminute._native")?.getattr(function)?;
    Ok((function, (PyBytes::new(py, &bytes),)))
}

/// The table of a stream of Arrow's IPC format.
#[pyfunction]
pub(crate) fn table_of_ipc(bytes: &[u8]) -> PyResult<Table> {
    let reader = StreamReader::try_new(bytes, None).map_err(value_error)?;
    let schema = reader.schema();
    let batches: Result<_, ArrowError> = reader.collect();
    Ok(Table {
        schema,
        batches: batches.map_err(value_error)?,
    })
}

/// A column on its way.
enum Builder {
    Text(StringBuilder),
    Number(Float64Builder),
    Integer(Int64Builder),
    Flag(BooleanBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Number(_) => Self::Number(Float64Builder::new()),
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
            Kind::Text | Kind::List => Self::Text(StringBuilder::new()),
        }
    }

    fn push(&mut self, cell: &Cell<'_>, text: &mut String) -> arcminute::Result<()> {
        match (self, cell) {
            (Self::Text(column), Cell::Null) => column.append_null(),
            (Self::Text(column), Cell::Text(value)) => column.append_value(value),
            (Self::Text(column), other) => {
                text.clear();
                other.write_to(text);
                column.append_value(text);
            }
            (Self::Number(column), Cell::Number(value)) => column.append_value(*value),
            (Self::Number(column), Cell::Null) => column.append_null(),
            (Self::Integer(column), Cell::Integer(value)) => column.append_value(*value),
            (Self::Integer(column), Cell::Null) => column.append_null(),
            (Self::Flag(column), Cell::Flag(value)) => column.append_value(*value),
            (Self::Flag(column), Cell::Null) => column.append_null(),
            (_, other) => {
                let text = other.to_text();
                return Err(arcminute::Error::Usage(format!(
                    "{text:?} is not of the type of its column"
                )));
            }
        }
        Ok(())
    }

    fn push_null(&mut self) {
        match self {
            Self::Text(column) => column.append_null(),
            Self::Number(column) => column.append_null(),
            Self::Integer(column) => column.append_null(),
            Self::Flag(column) => column.append_null(),
        }
    }

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => Arc::new(column.finish()),
            Self::Number(column) => Arc::new(column.finish()),
            Self::Integer(column) => Arc::new(column.finish()),
            Self::Flag(column) => Arc::new(column.finish()),
        }
    }
}

/// The Arrow type of a field: that of the same field in Parquet.
fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Number(_) => DataType::Float64,
        Kind::Integer => DataType::Int64,
        Kind::Flag => DataType::Boolean,
        Kind::Text | Kind::List => DataType::Utf8,
    }
}

/// The Arrow field of a column.
pub(crate) fn field(name: &str, kind: Kind) -> Field {
    Field::new(name, data_type(kind), true)
}

/// Rows on their way into a table.
pub(crate) struct Rows {
    schema: SchemaRef,
    builders: Vec<Builder>,
    waiting: usize,
    batches: Vec<RecordBatch>,
    text: String,
}

impl Rows {
    pub(crate) fn new(columns: &[(&str, Kind)]) -> Self {
        let fields = columns.iter().map(|(name, kind)| field(name, *kind));
        Self {
            schema: Arc::new(Schema::new(fields.collect::<Vec<_>>())),
            builders: columns
                .iter()
                .map(|(_, kind)| Builder::new(*kind))
                .collect(),
            waiting: 0,
            batches: Vec::new(),
            text: String::new(),
        }
    }

    pub(crate) fn push(&mut self, cells: &[Cell<'_>]) -> arcminute::Result<()> {
        for (builder, cell) in self.builders.iter_mut().zip(cells) {
            builder.push(cell, &mut self.text)?;
        }
        self.waiting += 1;
        Ok(())
    }

    /// True where so many rows wait that they should become a batch.
    pub(crate) fn is_full(&self) -> bool {
        self.waiting >= ROWS_A_BATCH
    }

    /// A row of nulls.
    pub(crate) fn push_nulls(&mut self) {
        self.builders.iter_mut().for_each(Builder::push_null);
        self.waiting += 1;
    }

    /// Makes a batch of the rows that wait.
    pub(crate) fn flush(&mut self) -> Result<(), ArrowError> {
        if mem::take(&mut self.waiting) > 0 {
            let columns = self.builders.iter_mut().map(Builder::take).collect();
            let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
            self.batches.push(batch);
        }
        Ok(())
    }

    /// The columns of the rows that wait, for a caller who makes batches of its own.
    pub(crate) fn take_columns(&mut self) -> Vec<ArrayRef> {
        self.waiting = 0;
        self.builders.iter_mut().map(Builder::take).collect()
    }

    pub(crate) fn finish(mut self) -> Result<Table, ArrowError> {
        self.flush()?;
        Ok(Table {
            schema: self.schema,
            batches: self.batches,
        })
    }
}
