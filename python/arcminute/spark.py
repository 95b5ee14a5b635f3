"""``arcminute.assess`` on a cluster: the rows of a Spark table, batch by batch on its workers, as Arrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from . import _native
from ._arguments import arguments, assessed_table


def assess(
    df: Any,
    *,
    from_: str | tuple[str, str] | tuple[float, float],
    to: str | tuple[str, str] | tuple[float, float],
    errors: Literal["raise", "null"] = "raise",
    **options: Any,
) -> Any:
    """The table with the fields of :func:`arcminute.check` behind its columns; arguments are those of
    :func:`arcminute.assess`.

    What is wrong with them is told at once, before anything runs; a row that cannot be assessed, when it is computed. The
    workers need this package: see ``docs/python.md``, which also says what its speed depends on.
    """
    from pyspark.sql import types
    from pyspark.sql.pandas.types import to_arrow_schema

    kinds = {
        "text": types.StringType(),
        "number": types.DoubleType(),
        "integer": types.LongType(),
        "flag": types.BooleanType(),
        "list": types.StringType(),
    }
    # A table without rows has all that can be wrong with the call.
    assessed_table(to_arrow_schema(df.schema).empty_table(), from_, to, errors, options)
    fields = _native.assessed_columns(arguments(("check",), options)[1:])
    schema = types.StructType([*df.schema.fields, *(types.StructField(name, kinds[kind]) for name, kind in fields)])

    def assessed(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        from arcminute._arguments import assessed_table

        for batch in batches:
            native, _ = assessed_table(batch, from_, to, errors, options, counts_rows=False)
            yield from pyarrow.table(native).to_batches()

    return df.mapInArrow(assessed, schema)
