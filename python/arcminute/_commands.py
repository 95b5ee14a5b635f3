"""The commands of the program as functions. Options have the names of the command line, with ``_`` for ``-``."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from . import _native
from ._arguments import NOT_OF_TABLES, arguments, assessed_table, call, in_python, parameters, text
from ._results import Chart, Claims, Document, Map, Table, warn_of_rows

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
    degrees, or, where the table has no such column, one place for all rows, by name or as ``(54.71, 20.51)``. Options are
    those of :func:`check`; ``columns`` names the fields to add. With several missiles a row is repeated for each.

    A row with a null or NaN has null fields. ``errors="null"`` does the same with rows that cannot be assessed, and
    ``.messages`` of the result has their number and the first reasons; otherwise the first of them is a ``ValueError`` with
    its number, counted from 0. A column that is not there, or a wrong place for all rows, is always an error.

    >>> import arcminute
    >>> own = arcminute.check("kaliningrad", ["Berlin", "Paris"], missile="none", columns="to_name,to_lat_deg,to_lon_deg")
    >>> found = arcminute.assess(own, from_="kapustin-yar", to=("to_lat_deg", "to_lon_deg"), missile="9m729",
    ...                          columns="distance_km,reach")
    >>> found.columns
    ['to_name', 'to_lat_deg', 'to_lon_deg', 'distance_km', 'reach']
    >>> found["reach"]
    ['disputed', 'beyond']
    """
    native, messages = assessed_table(table, from_, to, errors, options)
    return Table(native, messages=messages)


def map(from_: Any = None, to: Any = None, **options: Any) -> Map:
    """A map of range rings, zones and places, true on the ellipsoid whatever the projection.

    >>> import arcminute
    >>> map = arcminute.map("kapustin-yar", "@capitals", missile="9m729")
    >>> map.svg.startswith("<svg")
    True

    A notebook shows it; ``.save("map.pdf")`` writes it; ``.__geo_interface__`` is its GeoJSON.
    """
    return Map(arguments(("map",), {"from_": from_, "to": to, **options}))


#: The charts, and what each is of.
CHARTS = {"time-range": "flight time over range", "profile": "arcs between two places", "warning": "timelines of warning"}


def plot(chart: str, from_: Any = None, to: Any = None, **options: Any) -> Chart:
    """A chart: ``"time-range"``, ``"profile"`` between two places, or ``"warning"`` timelines.

    >>> import arcminute
    >>> arcminute.plot("profile", "kapustin-yar", "Berlin", angle=[15, 30]).svg.startswith("<svg")
    True
    """
    name = chart.replace("_", "-") if isinstance(chart, str) else ""
    if name not in CHARTS:
        raise ValueError(f'there is no chart {chart!r}: take "time-range", "profile" or "warning"')
    places = {option: place for option, place in (("from_", from_), ("to", to)) if place is not None}
    if places and name == "time-range":
        raise ValueError("the chart time-range has no places: it is of systems over all ranges")
    return Chart(arguments(("plot", name), {**places, **options}, name="plot"))


def explain(from_: Any, to: Any, **options: Any) -> Document:
    """The derivation of one pair, step by step, with equations, numbers, units and sources.

    >>> import arcminute
    >>> print(str(arcminute.explain("kapustin-yar", "Berlin")).splitlines()[0])
    Kapustin Yar, Russia → Berlin, Germany, step by step
    """
    return Document(arguments(("explain",), {"from_": from_, "to": to, **options}))


def claim(from_: Any = None, to: Any = None, **options: Any) -> Claims:
    """Whether a claimed flight time, speed, apogee or range can be true.

    >>> import arcminute
    >>> arcminute.claim("kaliningrad", "Berlin", time="106 s").verdict
    'outside-the-model'
    """
    places = [text(name, place) for name, place in (("from_", from_), ("to", to)) if place is not None]
    return Claims._of([*arguments(("claim",), options), *places])


class Run:
    """What a scenario has written."""

    def __init__(self, folder: Path, messages: list[str], text: str = "") -> None:
        #: The folder of the results; of one part, its own.
        self.folder = folder
        #: What the program said.
        self.messages = messages
        #: What it printed: with ``print_plan``, ``print_resolved`` or ``print_schema``.
        self.text = text

    @property
    def files(self) -> list[Path]:
        """All files, without the manifest and what belongs to parts."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and path.name != "manifest.json")
        return sorted(path for path in found if not path.relative_to(self.folder).parts[0].startswith("part-"))

    @property
    def manifest(self) -> dict[str, Any]:
        """What was used and written: versions, hashes, numbers of rows."""
        import json

        path = self.folder / "manifest.json"
        if not path.exists():
            raise ValueError(f"nothing was written to {str(self.folder)!r}")
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return found

    def __repr__(self) -> str:
        return self.text or f"<arcminute.Run in {str(self.folder)!r}: {', '.join(path.name for path in self.files)}>"


def run(scenario: str | os.PathLike[str], output: str | os.PathLike[str] = "results", **options: Any) -> Run:
    """Runs a scenario file to a folder of tables, maps, charts and reports, below ``output``.

    The same scenario gives the same bytes on any machine. ``part="2/8"`` computes the second of eight parts,
    ``join=True`` puts parts together and checks them. What ``print_plan`` and the like print is ``.text`` of the result.
    """
    if not isinstance(scenario, (str, os.PathLike)):
        raise ValueError(f"scenario is {scenario!r}, but must be the path of a file")
    if os.fspath(scenario) == "-":
        raise ValueError('scenario is "-", standard input, which is not for a function to read: name a file')
    path = Path(scenario)
    given = arguments(("run",), options, frozenset({"paths"}))
    done, _, written, messages = call([*given, f"--output={os.fspath(output)}", os.fspath(path)])
    folder = Path(output) / path.stem
    if options.get("part") is not None:
        number, _, count = str(options["part"]).partition("/")
        folder /= f"part-{number.strip().zfill(len(count.strip()))}-of-{count.strip()}"
    if not done:
        warn_of_rows(messages)
    return Run(folder, messages, written.decode())


def command(*given: str) -> str:
    """Any command of the program, with its arguments: what it prints.

    Notes go to standard error, and rows that failed are told by the warning :class:`RowsFailed`, as of functions.

    >>> import arcminute
    >>> print(arcminute.command("show", "9m729").splitlines()[0])
    9M729 (SSC-8) (missile 9m729)
    """
    import sys

    for each in given:
        if not isinstance(each, str):
            raise ValueError(f"the argument {each!r} is no text: write it as on the command line")
    for before, each in zip(("", *given), given):
        if (each == "-" or each.endswith("=-")) and before not in ("-o", "--output") and not each.startswith(("-o", "--output")):
            raise ValueError(f"{each!r} is standard input, which is not for a function to read: name a file")
    done, _, written, messages = call(list(given))
    try:
        printed = written.decode()
    except UnicodeDecodeError:
        raise ValueError("the result is no text: name a file with --output, or call the function, as in arcminute.map(…).to_png()") from None
    if not done:
        warn_of_rows(messages)
    elif messages:
        print(*messages, sep="\n", file=sys.stderr)
    return printed


def places(place: Any, role: str = "to") -> Table:
    """The place of a name, or the places of a group, as ``from_`` or ``to`` would take it.

    >>> import arcminute
    >>> arcminute.places("Kiev")["name"]
    ['Kyiv']
    """
    return Table(_native.places(text("to", place), role))


def _listed(table: str, where: str | Iterable[str] | None, name: str | None, options: dict[str, Any]) -> Table:
    of_list = {"where": where, "name": name, **options}
    return Table._of([*arguments(("list",), of_list, NOT_OF_LISTS, table), table])


#: Positional arguments of the command's list: the table, which has a function of its own, and words, which are for people.
NOT_OF_LISTS = frozenset({"table", "words"})


def sites(where: str | Iterable[str] | None = None, name: str | None = None, **options: Any) -> Table:
    """Bases, test ranges, radars and other sites, with the source of each figure.

    >>> import arcminute
    >>> "kaliningrad" in arcminute.sites(where="country=RU")["id"]
    True
    """
    return _listed("sites", where, name, options)


def cities(where: str | Iterable[str] | None = None, name: str | None = None, **options: Any) -> Table:
    """Cities; positions in degrees, WGS 84.

    >>> import arcminute
    >>> arcminute.cities(where=["population>3000000", "country=DE"])["name"]
    ['Berlin']
    """
    return _listed("cities", where, name, options)


def missiles(where: str | Iterable[str] | None = None, name: str | None = None, **options: Any) -> Table:
    """Missile types, with ranges in km by the published claims of capability.

    >>> import arcminute
    >>> arcminute.missiles(name="SS-20")["id"]
    ['rsd-10']
    """
    return _listed("missiles", where, name, options)


def claims(where: str | Iterable[str] | None = None, name: str | None = None, **options: Any) -> Table:
    """Published claims of range: who says so, when and where; km.

    >>> import arcminute
    >>> len(arcminute.claims(where="missile=9m729")) > 1
    True
    """
    return _listed("claims", where, name, options)


def bands(where: str | Iterable[str] | None = None, name: str | None = None, **options: Any) -> Table:
    """Sets of range bands, with the wording that draws their edges."""
    return _listed("bands", where, name, options)


def countries(where: str | Iterable[str] | None = None, name: str | None = None, **options: Any) -> Table:
    """Countries and their memberships."""
    return _listed("countries", where, name, options)


def events(where: str | Iterable[str] | None = None, name: str | None = None, **options: Any) -> Table:
    """Events of the treaties, with their dates."""
    return _listed("events", where, name, options)


def caveats(where: str | Iterable[str] | None = None, name: str | None = None, **options: Any) -> Table:
    """Codes of caveats and the sentences that they stand for."""
    return _listed("caveats", where, name, options)


def columns(where: str | Iterable[str] | None = None, name: str | None = None, **options: Any) -> Table:
    """The columns of :func:`check`: meaning, type, unit, and when each is null.

    >>> import arcminute
    >>> arcminute.columns(where="name=apogee_km")["unit"]
    ['km']
    """
    return _listed("columns", where, name, options)


def _described(function: Any, path: tuple[str, ...], without: frozenset[str] = frozenset()) -> None:
    """Gives a function the options of its command, in its signature and at the end of its text."""
    options = _options(function, path, without)
    _signed(function, options)
    function.__doc__ = f"{inspect.cleandoc(function.__doc__)}\n\nOptions:\n\n{_lines(options)}"


def _options(function: Any, path: tuple[str, ...], without: frozenset[str] = frozenset()) -> dict[str, Any]:
    _, known = parameters(*path)
    names = set(inspect.signature(function).parameters) | without
    return {name: each for name, each in known.items() if name not in names and not each["is_positional"]}


def _signed(function: Any, options: Iterable[str]) -> None:
    plain = inspect.signature(function)
    own = [each for each in plain.parameters.values() if each.kind is not each.VAR_KEYWORD]
    keywords = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None) for name in options]
    function.__signature__ = plain.replace(parameters=[*own, *keywords])


def _lines(options: dict[str, Any]) -> str:
    return "\n".join(f"    {name}: {in_python(each['help'])}" for name, each in options.items())


for _function, _path, _without in [
    (check, ("check",), frozenset()),
    (assess, ("check",), NOT_OF_TABLES),
    (map, ("map",), frozenset()),
    (explain, ("explain",), frozenset()),
    (claim, ("claim",), frozenset()),
    (run, ("run",), frozenset()),
    *((each, ("list",), frozenset()) for each in (sites, cities, missiles, claims, bands, countries, events, caveats, columns)),
]:
    _described(_function, _path, _without)

_of_charts = {chart: _options(plot, ("plot", chart)) for chart in CHARTS}
_signed(plot, dict.fromkeys(name for options in _of_charts.values() for name in options))
plot.__doc__ = inspect.cleandoc(plot.__doc__ or "") + "".join(
    f"\n\nOptions of ``{chart}``, {CHARTS[chart]}:\n\n{_lines(options)}" for chart, options in _of_charts.items()
)
