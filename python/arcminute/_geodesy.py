"""Distances and azimuths of numbers, arrays and columns."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

from . import _native


class Track(NamedTuple):
    """The geodesic between two positions, or those of many pairs."""

    #: Length on the WGS 84 ellipsoid, km.
    distance_km: Any
    #: Azimuth at the start, degrees clockwise from north, 0 ≤ a < 360; null where the positions coincide.
    initial_azimuth_deg: Any
    #: Azimuth at the end, in the direction of travel.
    final_azimuth_deg: Any


def distance_km(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> Any:
    """Length of the WGS 84 geodesic from one position to another, km; latitudes and longitudes in degrees.

    Takes numbers, numpy arrays (which are broadcast), and columns of pyarrow, polars or pandas, and returns the same
    kind. NaN and null pass through. A latitude beyond ±90° is a ``ValueError`` with its index. Within 0.1 µm of
    GeographicLib, in some 30 ns a pair.

    >>> import arcminute
    >>> round(arcminute.distance_km(48.57, 45.75, 50.4501, 30.5234), 3)
    1120.289
    """
    return _solved(lat1, lon1, lat2, lon2, azimuths=False)[0]


def inverse(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> Track:
    """Distance, km, and both azimuths, degrees, of pairs of positions; otherwise as :func:`distance_km`.

    >>> import arcminute
    >>> track = arcminute.inverse(55.75, 37.62, 50.45, 30.52)
    >>> round(track.initial_azimuth_deg, 6)
    221.76767
    """
    return Track(*_solved(lat1, lon1, lat2, lon2, azimuths=True))


def _solved(*given: Any, azimuths: bool) -> Sequence[Any]:
    kinds = {_kind(each) for each in given} - {"number"}
    if not kinds:
        return [_number(column[0]) for column in _native.inverse([_plain(each) for each in given], azimuths)]
    if kinds <= {"polars", "pyarrow", "arrow"}:
        plain = [_plain(each) if _kind(each) == "number" else each for each in given]
        columns = _native.inverse(plain, azimuths)
        return [_like(kinds, column) for column in columns]
    index = next((each.index for each in given if _kind(each) == "pandas"), None)
    results = _of_arrays(given, azimuths)
    if index is None:
        return results
    import pandas

    return [pandas.Series(each, index=index) for each in results]


def _kind(value: Any) -> str:
    if value is None or isinstance(value, (int, float)):
        return "number"
    package = type(value).__module__.partition(".")[0]
    if package == "numpy" and getattr(value, "ndim", 0) == 0:
        return "number"
    if package in ("polars", "pandas", "pyarrow"):
        return package
    return "arrow" if hasattr(value, "__arrow_c_array__") or hasattr(value, "__arrow_c_stream__") else "array"


def _plain(value: Any) -> float | None:
    return None if value is None else float(value)


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _like(kinds: set[str], column: Any) -> Any:
    """A column of results as one of the package of the inputs."""
    if "polars" in kinds:
        return sys.modules["polars"].Series(column)
    if "pyarrow" in kinds:
        return sys.modules["pyarrow"].array(column)
    return column


def _of_arrays(given: Sequence[Any], azimuths: bool) -> list[Any]:
    import numpy

    def array(value: Any) -> Any:
        if _kind(value) == "pandas":
            return value.to_numpy(dtype=float, na_value=numpy.nan)
        if isinstance(value, (list, tuple)):
            # None is NaN.
            return numpy.array(value, dtype=float)
        return numpy.asarray(numpy.nan if value is None else value, dtype=float)

    arrays = [array(each) for each in given]
    shape = numpy.broadcast_shapes(*(each.shape for each in arrays))

    def side(lat: Any, lon: Any) -> list[Any]:
        # One position for all pairs stays one.
        size = (1,) if lat.size == lon.size == 1 else shape
        return [numpy.ascontiguousarray(numpy.broadcast_to(each.reshape((1,)) if size == (1,) else each, size)) for each in (lat, lon)]

    results = [numpy.empty(shape) for _ in range(3 if azimuths else 1)]
    _native.inverse_into(*side(*arrays[:2]), *side(*arrays[2:]), *results)
    return results
