"""Expressions and a namespace of frames for Polars.

>>> import polars as pl, arcminute.polars
>>> frame = pl.DataFrame({"lat": [50.4501, None], "lon": [30.5234, 16.3738]})
>>> frame.select(km=arcminute.polars.distance_km(48.57, 45.75, "lat", "lon"))["km"].round(3).to_list()
[1120.289, None]
>>> frame.arcminute.assess(from_="kapustin-yar", to=("lat", "lon"), missile="9m729", columns="reach")["reach"].to_list()
['disputed', None]
"""

from __future__ import annotations

import inspect
from typing import Any, Literal

import polars as pl

from ._arguments import assessed_table
from ._commands import assess
from ._geodesy import _scalar, solved, without_place

if "is_elementwise" not in inspect.signature(pl.map_batches).parameters:
    raise ImportError(f"arcminute.polars needs polars 1.33 or later, and this is {pl.__version__}: pip install --upgrade polars")


def distance_km(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> pl.Expr:
    """Length of the WGS 84 geodesic between two positions, km. Each is a column, an expression or a number of degrees."""
    return _expression((lat1, lon1, lat2, lon2), 0, "distance_km")


def initial_azimuth_deg(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> pl.Expr:
    """Azimuth at the start, degrees clockwise from north; null where the positions coincide."""
    return _expression((lat1, lon1, lat2, lon2), 1, "initial_azimuth_deg")


def final_azimuth_deg(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> pl.Expr:
    """Azimuth at the end, in the direction of travel."""
    return _expression((lat1, lon1, lat2, lon2), 2, "final_azimuth_deg")


def _expression(given: tuple[Any, ...], at: int, name: str) -> pl.Expr:
    def column(each: Any) -> pl.Expr:
        if isinstance(each, pl.Expr):
            return each
        if isinstance(each, str):
            return pl.col(each)
        number = _scalar(name, each)
        return pl.lit(None if number != number else number, dtype=pl.Float64)

    def of_columns(columns: Any) -> pl.Series:
        # Polars may hand over rows in pieces: the number of a row in its piece would say nothing.
        try:
            return pl.Series(solved(*columns, azimuths=at > 0)[at])
        except ValueError as error:
            raise ValueError(without_place(str(error))) from None

    exprs = [column(each) for each in given]
    return pl.map_batches(exprs, of_columns, return_dtype=pl.Float64, is_elementwise=True).alias(name)


@pl.api.register_dataframe_namespace("arcminute")
class Frame:
    """What :func:`arcminute.assess` does, of a frame."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def assess(self, *, from_: Any, to: Any, errors: Literal["raise", "null"] = "raise", **options: Any) -> pl.DataFrame:
        """The frame with the fields of :func:`arcminute.check` behind its columns."""
        return pl.DataFrame(assess(self._frame, from_=from_, to=to, errors=errors, **options))


@pl.api.register_lazyframe_namespace("arcminute")
class LazyFrame:
    """The same of a lazy frame, batch by batch."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self._frame = frame

    def assess(self, *, from_: Any, to: Any, errors: Literal["raise", "null"] = "raise", **options: Any) -> pl.LazyFrame:
        """The frame with the fields of :func:`arcminute.check` behind its columns, when it is collected."""
        # A frame without rows has all that can be wrong with the call, and the types of the result.
        schema = pl.DataFrame(assess(pl.DataFrame(schema=self._frame.collect_schema()), from_=from_, to=to, errors=errors, **options)).schema

        def batch(frame: pl.DataFrame) -> pl.DataFrame:
            native, _ = assessed_table(frame, from_, to, errors, options, counts_rows=False)
            return pl.DataFrame(native, schema=schema)

        return self._frame.map_batches(batch, schema=schema, streamable=True)
