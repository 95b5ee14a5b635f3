"""Functions of arcminute in DuckDB's SQL.

>>> import duckdb, arcminute.duckdb
>>> con = duckdb.connect()
>>> arcminute.duckdb.register(con)
>>> con.sql("select round(arcminute_distance_km(48.57, 45.75, 50.4501, 30.5234), 3)").fetchall()
[(1120.289,)]
>>> con.sql("select arcminute_reach(48.57, 45.75, 50.4501, 30.5234, '9m729')").fetchall()
[('disputed',)]
"""

from __future__ import annotations

from typing import Any

from . import _native
from ._arguments import arguments
from ._geodesy import _solved

#: Functions of four coordinates, by the number of the result of ``inverse``.
_OF_COORDINATES = {"distance_km": 0, "initial_azimuth_deg": 1, "final_azimuth_deg": 2}
_SQL_TYPES = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "flag": "BOOLEAN", "list": "VARCHAR"}
#: Functions of four coordinates alone, though they are fields of the row.
_OF_DISTANCE = ("distance_band", "distance_band_margin_km")


def register(con: Any, prefix: str = "arcminute_", **options: Any) -> None:
    """Defines the functions in a connection. Options are those of :func:`arcminute.check`, and hold for all of them.

    ``arcminute_distance_km(lat1, lon1, lat2, lon2)``, ``arcminute_initial_azimuth_deg`` and
    ``arcminute_final_azimuth_deg`` take degrees. ``arcminute_distance_band`` and ``arcminute_distance_band_margin_km`` take
    the same and class the distance. Every other field of the row (``arcminute.columns()``) that depends on the missile takes
    its id as a fifth argument: ``arcminute_flight_time_s(lat1, lon1, lat2, lon2, '9m729')``,
    ``arcminute_warning_time_s``, ``arcminute_reach`` and so on. NULL and NaN give NULL.
    """
    for name, at in _OF_COORDINATES.items():
        _define(con, prefix + name, 4, "DOUBLE", _geodesic(at))
    fields = dict(_native.assessed_columns([]))
    for name in _OF_DISTANCE:
        given = arguments(("check",), {"missile": "none", "columns": name, "bands": options.get("bands")})[1:]
        _define(con, prefix + name, 4, _SQL_TYPES[fields[name]], _field(name, given))
    ends = {name for name in fields if name.startswith(("from_", "to_"))}
    for name in fields.keys() - ends - set(_OF_COORDINATES) - set(_OF_DISTANCE):
        given = arguments(("check",), {**options, "columns": name})[1:]
        _define(con, prefix + name, 5, _SQL_TYPES[fields[name]], _field_of_missile(name, given))


def _define(con: Any, name: str, count: int, result: str, function: Any) -> None:
    types = ["DOUBLE"] * 4 + ["VARCHAR"] * (count - 4)
    # NULLs are handed over, and are NULL again in the result.
    con.create_function(name, function, types, result, type="arrow", null_handling="special")


def _geodesic(at: int) -> Any:
    def solved(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> Any:
        return _solved(lat1, lon1, lat2, lon2, azimuths=at > 0)[at]

    return solved


def _assessed(name: str, columns: tuple[Any, ...], given: list[str]) -> Any:
    import pyarrow

    table = pyarrow.table(dict(zip(("a", "b", "c", "d"), columns)))
    found = pyarrow.table(_native.assess(table, ("a", "b"), ("c", "d"), given, True))
    return found[name].combine_chunks()


def _field(name: str, given: list[str]) -> Any:
    def field(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> Any:
        return _assessed(name, (lat1, lon1, lat2, lon2), given)

    return field


def _field_of_missile(name: str, given: list[str]) -> Any:
    def field(lat1: Any, lon1: Any, lat2: Any, lon2: Any, missile: Any) -> Any:
        import pyarrow
        import pyarrow.compute as compute

        # A query has few missiles: a call for each, and the results back in the order of the rows.
        found: list[Any] = []
        rows: list[Any] = []
        columns = (lat1, lon1, lat2, lon2)
        for each in compute.unique(missile).to_pylist():
            mask = compute.is_null(missile) if each is None else compute.equal(missile, each)
            rows.append(compute.indices_nonzero(mask))
            if each is None:
                found.append(None)
            else:
                part = tuple(compute.filter(column, mask) for column in columns)
                found.append(_assessed(name, part, [*given, f"--missile={each}"]))
        if len(found) == 1 and found[0] is not None:
            return found[0]
        kind = next((part.type for part in found if part is not None), pyarrow.null())
        parts = [pyarrow.nulls(len(at), kind) if part is None else part for at, part in zip(rows, found)]
        back = compute.sort_indices(pyarrow.concat_arrays([at.cast("uint64") for at in rows]))
        return pyarrow.concat_arrays(parts).take(back)

    return field
