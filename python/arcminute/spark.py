"""``arcminute.assess`` on a cluster: the rows of a Spark table, batch by batch on its workers, as Arrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from . import _native
from ._arguments import arguments


def assess(
    df: Any,
    *,
    from_: str | tuple[str, str],
    to: str | tuple[str, str],
    errors: Literal["raise", "null"] = "raise",
    **options: Any,
) -> Any:
    """The table with the fields of :func:`arcminute.check` behind its columns; arguments are those of
    :func:`arcminute.assess`.

    What is wrong with them is told at once, before anything runs. The workers need this package: see
    ``docs/python.md``, which also says what its speed depends on.
    """
    from pyspark.sql import types

    kinds = {
        "text": types.StringType(),
        "number": types.DoubleType(),
        "integer": types.LongType(),
        "flag": types.BooleanType(),
        "list": types.StringType(),
    }
    fields = _native.assessed_columns(arguments(("check",), options)[1:])
    schema = types.StructType([*df.schema.fields, *(types.StructField(name, kinds[kind]) for name, kind in fields)])

    def assessed(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        import arcminute

        for batch in batches:
            yield from pyarrow.table(arcminute.assess(batch, from_=from_, to=to, errors=errors, **options)).to_batches()

    return df.mapInArrow(assessed, schema)
