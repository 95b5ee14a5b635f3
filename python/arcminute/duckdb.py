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

import functools
from typing import Any

from . import _native
from ._arguments import arguments, assessed, in_python
from ._geodesy import solved, without_place

#: Functions of four coordinates, by the number of the result of ``inverse``.
_OF_COORDINATES = {"distance_km": 0, "initial_azimuth_deg": 1, "final_azimuth_deg": 2}
_SQL_TYPES = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "flag": "BOOLEAN", "list": "VARCHAR"}
#: Functions of four coordinates alone, though they are fields of the row.
_OF_DISTANCE = ("distance_band", "distance_band_margin_km")
#: Options of check that a function of SQL has no use for: the missile is an argument, and the function is the field.
_WITHOUT = frozenset({"from_", "to", "pairs", "header", "encoding", "units", "missile", "columns"})
#: Any system of either kind, with a range, which some arcs need: an option may be for one kind alone.
_KINDS = ("2000km", "cruise:2000km@850km/h")


def register(con: Any, prefix: str = "arcminute_", **options: Any) -> None:
    """Defines the functions in a connection; those that were defined before are replaced.

    ``arcminute_distance_km(lat1, lon1, lat2, lon2)``, ``arcminute_initial_azimuth_deg`` and
    ``arcminute_final_azimuth_deg`` take degrees. ``arcminute_distance_band`` and ``arcminute_distance_band_margin_km`` take
    the same and class the distance. Every other field of the row (``arcminute.columns()``) that depends on the missile takes
    its id as a fifth argument: ``arcminute_flight_time_s(lat1, lon1, lat2, lon2, '9m729')``,
    ``arcminute_warning_time_s``, ``arcminute_reach`` and so on. NULL and NaN give NULL.

    Options are those of :func:`arcminute.check` that say how a row is computed: ``bands``, ``date``, ``trajectory``,
    ``delay_s`` and so on. They hold for all functions; an option for ballistic or for cruise missiles alone, as ``rotation``
    or ``speed_kmh``, holds for these. A wrong one is refused here.
    """
    given = _by_kind(options)
    fields = dict(_native.assessed_columns([]))
    for name, at in _OF_COORDINATES.items():
        _define(con, prefix + name, 4, "DOUBLE", _geodesic(at))
    for name in _OF_DISTANCE:
        of_bands = arguments(("check",), {"missile": "none", "columns": name, "bands": options.get("bands")})[1:]
        _define(con, prefix + name, 4, _SQL_TYPES[fields[name]], _field(name, of_bands))
    ends = {name for name in fields if name.startswith(("from_", "to_"))}
    for name in sorted(fields.keys() - ends - set(_OF_COORDINATES) - set(_OF_DISTANCE)):
        _define(con, prefix + name, 5, _SQL_TYPES[fields[name]], _field_of_missile(name, given))


def _by_kind(options: dict[str, Any]) -> list[list[str]]:
    """The arguments for ballistic and for cruise missiles: each option where the program takes it."""
    written = {name: arguments(("check",), {name: value}, _WITHOUT, "register")[1:] for name, value in options.items()}
    refused: dict[str, list[ValueError]] = {name: [] for name in options}
    found: list[list[str]] = []
    for system in _KINDS:
        taken: list[str] = []
        for name, given in written.items():
            try:
                _native.assessed_columns([f"--missile={system}", *given])
                taken += given
            except ValueError as error:
                refused[name].append(error)
        found.append(taken)
    for errors in refused.values():
        if len(errors) == len(_KINDS):
            raise ValueError(in_python(str(errors[0]))) from None
    for system, taken in zip(_KINDS, found):
        try:
            _native.assessed_columns([f"--missile={system}", *taken])
        except ValueError as error:
            raise ValueError(in_python(str(error))) from None
    return found


def _define(con: Any, name: str, count: int, result: str, function: Any) -> None:
    types = ["DOUBLE"] * 4 + ["VARCHAR"] * (count - 4)

    @functools.wraps(function)
    def told(*columns: Any) -> Any:
        # DuckDB hands over rows in pieces: the number of a row in its piece would say nothing.
        try:
            return function(*columns)
        except ValueError as error:
            raise ValueError(without_place(str(error))) from None

    def create() -> None:
        # NULLs are handed over, and are NULL again in the result.
        con.create_function(name, told, types, result, type="arrow", null_handling="special")

    try:
        con.remove_function(name)
    except Exception:
        # There was none of this connection; a name that is taken otherwise is told by what follows.
        pass
    try:
        create()
    except Exception as error:
        if "already" not in str(error):
            raise
        raise ValueError(
            f"another connection to this database has defined {name}: register there again, or give another prefix here"
        ) from None


def _geodesic(at: int) -> Any:
    def of_columns(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> Any:
        return solved(lat1, lon1, lat2, lon2, azimuths=at > 0)[at]

    return of_columns


def _assessed(name: str, columns: tuple[Any, ...], given: list[str]) -> Any:
    import pyarrow

    table = pyarrow.table(dict(zip(("a", "b", "c", "d"), columns)))
    native, _ = assessed(table, ("a", "b"), ("c", "d"), given, counts_rows=False)
    return pyarrow.table(native)[name].combine_chunks()


def _field(name: str, given: list[str]) -> Any:
    def field(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> Any:
        return _assessed(name, (lat1, lon1, lat2, lon2), given)

    return field


def _field_of_missile(name: str, by_kind: list[list[str]]) -> Any:
    @functools.cache
    def given(missile: str) -> list[str]:
        """The arguments for a missile, of whichever kind it is."""
        errors = []
        for options in by_kind:
            found = [*options, f"--columns={name}", f"--missile={missile}"]
            try:
                _native.assessed_columns(found)
                return found
            except ValueError as error:
                errors.append(error)
        raise ValueError(in_python(str(errors[0])))

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
                found.append(_assessed(name, part, given(each)))
        if len(found) == 1 and found[0] is not None:
            return found[0]
        kind = next((part.type for part in found if part is not None), pyarrow.null())
        parts = [pyarrow.nulls(len(at), kind) if part is None else part for at, part in zip(rows, found)]
        back = compute.sort_indices(pyarrow.concat_arrays([at.cast("uint64") for at in rows]))
        return pyarrow.concat_arrays(parts).take(back)

    return field
