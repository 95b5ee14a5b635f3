"""Results: tables, pictures and documents, as a notebook shows them and as files."""

from __future__ import annotations

import html
import json
import os
import sys
import warnings
from collections.abc import Iterator
from typing import Any

from . import _native
from ._arguments import RowsFailed, call

#: Rows of a table that a notebook shows, and rows and columns that a terminal does.
SHOWN_ROWS = 20
PRINTED = (10, 8)
#: Rows of which the program makes a table for people.
ROWS_TO_READ = 200


def warn_of_rows(messages: list[str]) -> None:
    """Tells of rows that could not be computed: at the line that called the package."""
    depth, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] == "arcminute":
        depth, frame = depth + 1, frame.f_back
    warnings.warn("\n".join(messages), RowsFailed, stacklevel=depth)


class Table:
    """Rows with named and typed columns, in Arrow.

    Anything that takes Arrow takes it without a copy: ``pyarrow.table(t)``, ``polars.DataFrame(t)``,
    ``duckdb.sql("from t")``.

    >>> import arcminute
    >>> table = arcminute.check("kaliningrad", ["Berlin", "Warsaw"], missile="none", columns="to_name,distance_km")
    >>> len(table), table.columns
    (2, ['to_name', 'distance_km'])
    >>> [(row["to_name"], round(row["distance_km"])) for row in table]
    [('Berlin', 529), ('Warsaw', 278)]
    """

    def __init__(self, native: _native.Table, arguments: list[str] | None = None, messages: list[str] | None = None) -> None:
        self._native = native
        self._arguments = arguments
        #: What the command said beside its results.
        self.messages: list[str] = messages or []

    @classmethod
    def _of(cls, arguments: list[str]) -> Any:
        """The rows of a command; those that failed are told by a warning."""
        done, native, _, messages = call([*arguments, "--format=ndjson"], takes_rows=True)
        if native is None:
            raise ValueError(f"{arguments[0]} has no rows")
        if not done:
            warn_of_rows(messages)
        return cls(native, arguments, messages)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._native)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.names

    def __getitem__(self, column: str | int) -> Any:
        """The values of a column as a list, with None for null; of a number, that row as a dictionary."""
        if isinstance(column, str):
            return self._native.values(column, 0, len(self))
        if not isinstance(column, int):
            raise ValueError(f"{column!r} is neither the name of a column nor the number of a row")
        row = column + len(self) if column < 0 else column
        if not 0 <= row < len(self):
            raise IndexError(f"row {column} of {len(self)}")
        return {name: self._native.values(name, row, row + 1)[0] for name in self.columns}

    def __contains__(self, column: object) -> bool:
        """Whether there is a column of this name."""
        return column in self.columns

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows, each as a dictionary."""
        names = self.columns
        for start in range(0, len(self), 1024):
            part = [self._native.values(name, start, start + 1024) for name in names]
            for values in zip(*part):
                yield dict(zip(names, values))

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists."""
        return {name: self[name] for name in self.columns}

    def to_arrow(self) -> Any:
        """The table of pyarrow, without a copy."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> Any:
        """The table as a ``pandas.DataFrame``."""
        import pandas

        try:
            import pyarrow
        except ImportError:
            return pandas.DataFrame(self.to_dict())
        return pyarrow.table(self).to_pandas()

    def to_polars(self) -> Any:
        """The table as a ``polars.DataFrame``."""
        import polars

        return polars.DataFrame(self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes it to a file in the format of its extension: .csv, .json, .ndjson, .parquet and others of the command."""
        if self._arguments is None:
            raise ValueError("this table is not of a command: write it with .to_arrow(), .to_pandas() or .to_polars()")
        saved(self._arguments, path)

    def document(self) -> Document:
        """The result for people, as the command prints it."""
        if self._arguments is None:
            raise ValueError("this table is not of a command: only those of check, claim and the lists have a text")
        return Document(self._arguments)

    def __repr__(self) -> str:
        rows, columns = PRINTED
        names = self.columns[:columns]
        cells = [[name, *map(shown, self._native.values(name, 0, rows))] for name in names]
        widths = [max(map(len, column)) for column in cells]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in zip(*cells)]
        left_out = [f"{len(self) - rows} more rows"] if len(self) > rows else []
        left_out += [f"more columns: {', '.join(self.columns[columns:])}"] if len(self.columns) > columns else []
        head = f"<arcminute.{type(self).__name__} of {len(self)} rows>"
        return "\n".join([head, *lines, *left_out])

    def __str__(self) -> str:
        if self._arguments is None or len(self) > ROWS_TO_READ or any(a.startswith("--columns") for a in self._arguments):
            return repr(self)
        return str(self.document())

    def _repr_html_(self) -> str:
        names = self.columns
        cells = [self._native.values(name, 0, SHOWN_ROWS) for name in names]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(shown(value))}</td>" for value in row) + "</tr>" for row in zip(*cells)
        )
        more = len(self) - SHOWN_ROWS
        foot = f"<p>{more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"


def shown(value: Any) -> str:
    """A value in a cell of a notebook: numbers to the metre, the millisecond and the 0.001°."""
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def saved(arguments: list[str], path: str | os.PathLike[str]) -> None:
    """Has a command write its result to a file."""
    name = os.fsdecode(path)
    if name == "-":
        raise ValueError('path is "-", standard output, which is not for a function to write: name a file')
    call([*arguments, f"--output={name}"])


class Claims(Table):
    """Verdicts on public claims, a row each."""

    @property
    def verdict(self) -> str:
        """The verdict, of one claim."""
        verdicts = self["verdict"]
        if len(verdicts) != 1:
            raise ValueError(f"these are {len(verdicts)} claims: read the column verdict")
        return str(verdicts[0])

    def _repr_html_(self) -> str:
        return self.document()._repr_html_()


class Document:
    """A text for people: as the program prints it, and as Markdown, HTML or a file."""

    def __init__(self, arguments: list[str]) -> None:
        self._arguments = arguments
        #: What the command said beside its result.
        self.messages: list[str]
        self._text, self.messages = self._written("table")

    def _written(self, format: str) -> tuple[str, list[str]]:
        _, _, written, messages = call([*self._arguments, f"--format={format}"])
        return written.decode(), messages

    def __str__(self) -> str:
        return self._text.rstrip("\n")

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return self._written("markdown")[0]

    def _repr_html_(self) -> str:
        page = self._written("html")[0]
        # What stands around it is for a page of its own.
        return page.partition("<main>")[2].partition("</main>")[0]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes it to a file: .txt, .md or .html."""
        saved(self._arguments, path)


class Picture:
    """A drawing: shown by a notebook, and written as a file."""

    def __init__(self, arguments: list[str]) -> None:
        self._arguments = arguments
        _, _, written, messages = call([*arguments, "--format=svg"])
        self._svg = written.decode()
        #: What the command said beside its result.
        self.messages: list[str] = messages

    def _written(self, format: str) -> bytes:
        return call([*self._arguments, f"--format={format}"])[2]

    @property
    def svg(self) -> str:
        """The drawing as SVG."""
        return self._svg

    def _repr_svg_(self) -> str:
        return self._svg

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"image/svg+xml": self._svg, "text/plain": repr(self)}

    def to_png(self) -> bytes:
        """The drawing as PNG."""
        return self._written("png")

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes it to a file in the format of its extension: .svg, .png or .pdf; a map also .geojson, .kml or .parquet."""
        saved(self._arguments, path)

    def __repr__(self) -> str:
        return f"<arcminute.{type(self).__name__}, {len(self._svg) // 1024} KiB of SVG>"


class Chart(Picture):
    """A chart of flight and warning times."""


class Map(Picture):
    """A map.

    >>> import arcminute
    >>> map = arcminute.map("kaliningrad", ring=[500])
    >>> map.__geo_interface__["type"]
    'FeatureCollection'
    """

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The map as GeoJSON, for geopandas, shapely, folium and others."""
        collection: dict[str, Any] = json.loads(self._written("geojson"))
        return collection
