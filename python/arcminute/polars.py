"""Expressions and a namespace of frames for Polars.

>>> import polars as pl, arcminute.polars
>>> frame = pl.DataFrame({"lat": [50.4501, None], "lon": [30.5234, 16.3738]})
>>> frame.select(km=arcminute.polars.distance_km(48.57, 45.75, "lat", "lon"))["km"].round(3).to_list()
[1120.289, None]
>>> frame.arcminute.assess(from_="kapustin-yar", to=("lat", "lon"), missile="9m729", columns="reach")["reach"].to_list()
['disputed', None]
"""

from __future__ import annotations

from typing import Any, Literal

import polars as pl

from . import _native
from ._arguments import arguments
from ._commands import assess
from ._geodesy import _solved

_TYPES = {"text": pl.String, "number": pl.Float64, "integer": pl.Int64, "flag": pl.Boolean, "list": pl.String}
_NAMES = ("lat1", "lon1", "lat2", "lon2")


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
        return pl.col(each) if isinstance(each, str) else pl.lit(float(each))

    def solved(columns: Any) -> pl.Series:
        return pl.Series(_solved(*columns, azimuths=at > 0)[at])

    exprs = [column(each) for each in given]
    return pl.map_batches(exprs, solved, return_dtype=pl.Float64, is_elementwise=True).alias(name)


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
        fields = _native.assessed_columns(arguments(("check",), options)[1:])
        schema = dict(self._frame.collect_schema()) | {name: _TYPES[kind] for name, kind in fields}

        def batch(frame: pl.DataFrame) -> pl.DataFrame:
            return pl.DataFrame(assess(frame, from_=from_, to=to, errors=errors, **options), schema=schema)

        return self._frame.map_batches(batch, schema=schema, streamable=True)
