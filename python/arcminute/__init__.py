"""Great-circle ranges, INF Treaty bands, flight and warning times, from published figures.

>>> import arcminute
>>> round(arcminute.distance_km(48.57, 45.75, 50.4501, 30.5234), 3)
1120.289
>>> arcminute.check("kaliningrad", "Berlin", missile="none")["distance_band"]
['shorter-range']

Distances are in km, times in s, angles in degrees, positions on WGS 84, latitude first. Every name, option and message is
that of the command ``arcminute``, which this package installs too. All functions may be called from several threads; long
ones run without the interpreter's lock and end on Ctrl-C.
"""

from ._arguments import RowsFailed
from ._commands import (
    Run,
    assess,
    bands,
    caveats,
    check,
    cities,
    claim,
    claims,
    columns,
    command,
    countries,
    events,
    explain,
    map,
    missiles,
    places,
    plot,
    run,
    sites,
)
from ._geodesy import Track, distance_km, inverse
from ._native import EDITION, Column, __version__
from ._results import Chart, Claims, Document, Map, Picture, Table

__all__ = [
    "EDITION",
    "Chart",
    "Claims",
    "Column",
    "Document",
    "Map",
    "Picture",
    "RowsFailed",
    "Run",
    "Table",
    "Track",
    "__version__",
    "assess",
    "bands",
    "caveats",
    "check",
    "cities",
    "claim",
    "claims",
    "columns",
    "command",
    "countries",
    "distance_km",
    "events",
    "explain",
    "inverse",
    "map",
    "missiles",
    "places",
    "plot",
    "run",
    "sites",
]
