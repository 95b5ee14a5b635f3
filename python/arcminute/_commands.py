"""The commands of the program as functions. Options have the names of the command line, with ``_`` for ``-``."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from . import _native
from ._arguments import arguments, call, in_python, parameters
from ._results import Chart, Claims, Document, Map, Table


def check(from_: Any = None, to: Any = None, **options: Any) -> Table:
    """How far, which band, how long, how much warning: a row for each source, destination and system.

    ``from_`` and ``to`` are places as on the command line (``"Kyiv"``, ``"kapustin-yar"``, ``"54.71,20.51"``,
    ``(54.71, 20.51)``), groups (``"@capitals"``, ``"@nato"``), or lists of these. Distances are in km, times in s,
    angles in degrees; ``arcminute.columns()`` explains every column.

    >>> import arcminute
    >>> table = arcminute.check("kapustin-yar", "Berlin", missile="9m729")
    >>> row = next(iter(table))
    >>> round(row["distance_km"]), row["reach"], row["distance_band"]
    (2313, 'disputed', 'intermediate-range')

    Rows that cannot be computed are left out and told by the warning :class:`RowsFailed`; what is wrong with the call is a
    ``ValueError`` in the program's words.
    """
    return Table._of(arguments(("check",), {"from_": from_, "to": to, **options}))


def assess(
    table: Any,
    *,
    from_: str | tuple[str, str],
    to: str | tuple[str, str],
    errors: str = "raise",
    **options: Any,
) -> Table:
    """Adds to each row of a table what :func:`check` says of its pair; all other columns are kept.

    ``table`` is anything that speaks Arrow: of pyarrow, polars, pandas or duckdb, a record batch, a reader of batches, or a
    :class:`Table`. ``from_`` and ``to`` are each a column of places, a pair of columns with latitude and longitude in
    degrees, or, where the table has no such column, one place for all rows. Options are those of :func:`check`;
    ``columns`` names the fields to add. With several missiles a row is repeated for each.

    A row with a null or NaN has null fields. ``errors="null"`` does the same with rows that cannot be assessed;
    otherwise the first of them is a ``ValueError`` with its number, counted from 0.

    >>> import arcminute
    >>> own = arcminute.check("kaliningrad", ["Berlin", "Paris"], missile="none", columns="to_name,to_lat_deg,to_lon_deg")
    >>> found = arcminute.assess(own, from_="kapustin-yar", to=("to_lat_deg", "to_lon_deg"), missile="9m729",
    ...                          columns="distance_km,reach")
    >>> found.columns
    ['to_name', 'to_lat_deg', 'to_lon_deg', 'distance_km', 'reach']
    >>> found["reach"]
    ['disputed', 'beyond']
    """
    if errors not in ("raise", "null"):
        raise ValueError(f'errors is {errors!r}, but must be "raise" or "null"')
    if not hasattr(table, "__arrow_c_stream__") and not hasattr(table, "__arrow_c_array__"):
        raise TypeError(f"assess takes a table that speaks Arrow, not {type(table).__name__}")
    given = arguments(("check",), options)[1:]
    try:
        return Table(_native.assess(table, from_, to, given, errors == "raise"))
    except ValueError as error:
        raise ValueError(in_python(str(error))) from None


def map(from_: Any = None, to: Any = None, **options: Any) -> Map:
    """A map of range rings, zones and places, true on the ellipsoid whatever the projection.

    >>> import arcminute
    >>> map = arcminute.map("kapustin-yar", "@capitals", missile="9m729")
    >>> map.svg.startswith("<svg")
    True

    A notebook shows it; ``.save("map.pdf")`` writes it; ``.__geo_interface__`` is its GeoJSON.
    """
    return Map(arguments(("map",), {"from_": from_, "to": to, **options}))


def plot(chart: str, from_: Any = None, to: Any = None, **options: Any) -> Chart:
    """A chart: ``"time-range"``, ``"profile"`` between two places, or ``"warning"`` timelines.

    >>> import arcminute
    >>> arcminute.plot("profile", "kapustin-yar", "Berlin", angle=[15, 30]).svg.startswith("<svg")
    True
    """
    chart = chart.replace("_", "-")
    if _native.parameters(["plot", chart]) is None:
        raise ValueError(f'there is no chart {chart!r}: take "time-range", "profile" or "warning"')
    places = {"from_": from_, "to": to}
    if chart == "time-range":
        places = {name: place for name, place in places.items() if place is not None}
    return Chart(arguments(("plot", chart), {**places, **options}))


def explain(from_: Any, to: Any, **options: Any) -> Document:
    """The derivation of one pair, step by step, with equations, numbers, units and sources.

    >>> import arcminute
    >>> print(str(arcminute.explain("kapustin-yar", "Berlin")).splitlines()[0])
    Kapustin Yar, Russia → Berlin, Germany, step by step
    """
    return Document(arguments(("explain",), {"from_": from_, "to": to, **options}))


def claim(from_: str | None = None, to: str | None = None, **options: Any) -> Claims:
    """Whether a claimed flight time, speed, apogee or range can be true.

    >>> import arcminute
    >>> arcminute.claim("kaliningrad", "Berlin", time="106 s").verdict
    'outside-the-model'
    """
    places = [place for place in (from_, to) if place is not None]
    return Claims._of([*arguments(("claim",), options), *places])


class Run:
    """What a scenario has written."""

    def __init__(self, folder: Path, messages: list[str]) -> None:
        #: The folder of the results.
        self.folder = folder
        #: What the program said.
        self.messages = messages

    @property
    def files(self) -> list[Path]:
        """All files, without the manifest."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and path.name != "manifest.json")
        return sorted(found)

    @property
    def manifest(self) -> dict[str, Any]:
        """What was used and written: versions, hashes, numbers of rows."""
        import json

        return json.loads((self.folder / "manifest.json").read_text("utf-8"))

    def __repr__(self) -> str:
        return f"<arcminute.Run in {str(self.folder)!r}: {', '.join(path.name for path in self.files)}>"


def run(scenario: str | os.PathLike[str], output: str | os.PathLike[str] = "results", **options: Any) -> Run:
    """Runs a scenario file to a folder of tables, maps, charts and reports, below ``output``.

    The same scenario gives the same bytes on any machine. ``part="2/8"`` computes the second of eight parts,
    ``join=True`` puts parts together and checks them.
    """
    path = Path(scenario)
    given = arguments(("run",), {name: value for name, value in options.items()})
    done, _, _, messages = call([*given, f"--output={os.fspath(output)}", os.fspath(path)])
    result = Run(Path(output) / path.stem, messages)
    if not done:
        import warnings

        from ._arguments import RowsFailed

        warnings.warn("\n".join(messages), RowsFailed, stacklevel=2)
    return result


def command(*given: str) -> str:
    """Any command of the program, with its arguments: what it prints.

    >>> import arcminute
    >>> print(arcminute.command("show", "9m729").splitlines()[0])
    9M729 (SSC-8) (missile 9m729)
    """
    return call(list(given))[2].decode()


def places(text: str, role: str = "to") -> Table:
    """The place of a name, or the places of a group, as ``from_`` or ``to`` would take it.

    >>> import arcminute
    >>> arcminute.places("Kiev")["name"]
    ['Kyiv']
    """
    return Table(_native.places(text, role))


def _listed(name: str, where: str | Iterable[str] | None, text: str | None) -> Table:
    return Table._of([*arguments(("list",), {"where": where, "name": text}), name])


def sites(where: str | Iterable[str] | None = None, name: str | None = None) -> Table:
    """Bases, test ranges, radars and other sites, with the source of each figure.

    >>> import arcminute
    >>> "kaliningrad" in arcminute.sites(where="country=RU")["id"]
    True
    """
    return _listed("sites", where, name)


def cities(where: str | Iterable[str] | None = None, name: str | None = None) -> Table:
    """Cities; positions in degrees, WGS 84.

    >>> import arcminute
    >>> arcminute.cities(where=["population>3000000", "country=DE"])["name"]
    ['Berlin']
    """
    return _listed("cities", where, name)


def missiles(where: str | Iterable[str] | None = None, name: str | None = None) -> Table:
    """Missile types, with ranges in km by the published claims of capability.

    >>> import arcminute
    >>> arcminute.missiles(name="SS-20")["id"]
    ['rsd-10']
    """
    return _listed("missiles", where, name)


def claims(where: str | Iterable[str] | None = None, name: str | None = None) -> Table:
    """Published claims of range: who says so, when and where; km.

    >>> import arcminute
    >>> len(arcminute.claims(where="missile=9m729")) > 1
    True
    """
    return _listed("claims", where, name)


def bands(where: str | Iterable[str] | None = None, name: str | None = None) -> Table:
    """Sets of range bands, with the wording that draws their edges."""
    return _listed("bands", where, name)


def countries(where: str | Iterable[str] | None = None, name: str | None = None) -> Table:
    """Countries and their memberships."""
    return _listed("countries", where, name)


def caveats(where: str | Iterable[str] | None = None, name: str | None = None) -> Table:
    """Codes of caveats and the sentences that they stand for."""
    return _listed("caveats", where, name)


def columns(where: str | Iterable[str] | None = None, name: str | None = None) -> Table:
    """The columns of :func:`check`: meaning, type, unit, and when each is null.

    >>> import arcminute
    >>> arcminute.columns(where="name=apogee_km")["unit"]
    ['km']
    """
    return _listed("columns", where, name)


def _described(function: Any, path: tuple[str, ...], without: frozenset[str] = frozenset()) -> None:
    """Gives a function the options of its command, in its signature and at the end of its text."""
    _, known = parameters(*path)
    plain = inspect.signature(function)
    own = [each for each in plain.parameters.values() if each.kind is not each.VAR_KEYWORD]
    names = {each.name for each in own} | without
    options = {name: each for name, each in known.items() if name not in names and not each["is_positional"]}
    keywords = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None) for name in options]
    function.__signature__ = plain.replace(parameters=[*own, *keywords])
    lines = [f"    {name}: {in_python(each['help'])}" for name, each in options.items()]
    function.__doc__ = inspect.cleandoc(function.__doc__) + "\n\nOptions:\n\n" + "\n".join(lines)


for _function, _path, _without in [
    (check, ("check",), frozenset()),
    (assess, ("check",), frozenset({"to", "pairs", "header", "encoding", "units"})),
    (map, ("map",), frozenset()),
    (explain, ("explain",), frozenset()),
    (claim, ("claim",), frozenset()),
    (run, ("run",), frozenset({"print_schema"})),
]:
    _described(_function, _path, _without)
