//! Tables: rows that the library hands over, collected as Arrow record batches.

use std::mem;
use std::sync::Arc;

use arcminute::schema::{Cell, Kind};
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};

use crate::capsule;
use crate::value_error;

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
        capsule::schema(py, &DataType::Struct(self.schema.fields().clone()))
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
        let index = self.schema.index_of(name).map_err(value_error)?;
        let values = PyList::empty(py);
        let mut first = 0;
        for batch in &self.batches {
            let column = batch.column(index);
            for row in start.max(first)..stop.min(first + batch.num_rows()) {
                values.append(value(py, column, row - first)?)?;
            }
            first += batch.num_rows();
        }
        Ok(values)
    }
}

/// One value of the types that the library's tables have.
fn value<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into_bound_py_any(py),
        DataType::Float64 => column
            .as_primitive::<Float64Type>()
            .value(row)
            .into_bound_py_any(py),
        DataType::Int64 => column
            .as_primitive::<Int64Type>()
            .value(row)
            .into_bound_py_any(py),
        DataType::Boolean => column.as_boolean().value(row).into_bound_py_any(py),
        other => Err(value_error(format!(
            "a column of {other} has no Python values here"
        ))),
    }
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
        if self.waiting == ROWS_A_BATCH {
            self.flush()
                .map_err(|error| arcminute::Error::Usage(error.to_string()))?;
        }
        Ok(())
    }

    /// A row of nulls.
    pub(crate) fn push_nulls(&mut self) {
        self.builders.iter_mut().for_each(Builder::push_null);
        self.waiting += 1;
    }

    fn flush(&mut self) -> Result<(), ArrowError> {
        if mem::take(&mut self.waiting) > 0 {
            let columns = self.builders.iter_mut().map(Builder::take).collect();
            let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
            self.batches.push(batch);
        }
        Ok(())
    }

    /// The columns since the last batch.
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
