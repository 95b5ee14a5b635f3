"""Written by python/generate from the options of the command line."""

import datetime
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, overload

from ._results import Chart, Claims, Document, Map, Table

Place = str | tuple[float, float]
End = Place | tuple[str, str]
Places = Place | Iterable[Place]
Value = str | float | datetime.date | Iterable[float] | Iterable[str] | Mapping[str, float]

class Run:
    folder: Path
    messages: list[str]
    text: str
    def __init__(self, folder: Path, messages: list[str], text: str = ...) -> None: ...
    @property
    def files(self) -> list[Path]: ...
    @property
    def manifest(self) -> dict[str, Any]: ...

def check(
    from_: Places | None = ..., to: Places | None = ...,
    *,
    header: Value | None = ...,
    encoding: Value | None = ...,
    pairs: str | os.PathLike[str] | None = ...,
    missile: Value | None = ...,
    without_claim: Value | None = ...,
    bands: Value | None = ...,
    date: Value | None = ...,
    trajectory: Value | None = ...,
    rotation: bool | None = ...,
    speed_kmh: Value | None = ...,
    path_factor: Value | None = ...,
    delay_s: Value | None = ...,
    detection_s: Value | None = ...,
    confirmation_s: Value | None = ...,
    notification_s: Value | None = ...,
    radar_antenna_m: Value | None = ...,
    columns: Value | None = ...,
    units: Value | None = ...,
) -> Table: ...

def assess(
    table: object, *, from_: End, to: End, errors: Literal["raise", "null"] = ...,
    missile: Value | None = ...,
    without_claim: Value | None = ...,
    bands: Value | None = ...,
    date: Value | None = ...,
    trajectory: Value | None = ...,
    rotation: bool | None = ...,
    speed_kmh: Value | None = ...,
    path_factor: Value | None = ...,
    delay_s: Value | None = ...,
    detection_s: Value | None = ...,
    confirmation_s: Value | None = ...,
    notification_s: Value | None = ...,
    radar_antenna_m: Value | None = ...,
    columns: Value | None = ...,
) -> Table: ...

def map(
    from_: Places | None = ..., to: Places | None = ...,
    *,
    header: Value | None = ...,
    encoding: Value | None = ...,
    ring: Value | None = ...,
    isochrone: Value | None = ...,
    warning: bool | None = ...,
    dots: Value | None = ...,
    label: Value | None = ...,
    radials: bool | int | None = ...,
    track: bool | None = ...,
    panels: bool | None = ...,
    each: bool | None = ...,
    projection: Value | None = ...,
    centre: Value | None = ...,
    extent: Value | None = ...,
    title: Value | None = ...,
    missile: Value | None = ...,
    without_claim: Value | None = ...,
    bands: Value | None = ...,
    trajectory: Value | None = ...,
    speed_kmh: Value | None = ...,
    path_factor: Value | None = ...,
    delay_s: Value | None = ...,
    detection_s: Value | None = ...,
    confirmation_s: Value | None = ...,
    notification_s: Value | None = ...,
    radar_antenna_m: Value | None = ...,
    units: Value | None = ...,
    size: Value | None = ...,
    width: Value | None = ...,
    subtitle: Value | None = ...,
    source: Value | None = ...,
    note: Value | None = ...,
    legend: bool | str | None = ...,
    notes: bool | str | os.PathLike[str] | None = ...,
    lang: Value | None = ...,
    font: Value | None = ...,
    theme: Value | None = ...,
) -> Map: ...

def explain(
    from_: Place, to: Place,
    *,
    header: Value | None = ...,
    encoding: Value | None = ...,
    missile: Value | None = ...,
    without_claim: Value | None = ...,
    bands: Value | None = ...,
    date: Value | None = ...,
    trajectory: Value | None = ...,
    rotation: bool | None = ...,
    speed_kmh: Value | None = ...,
    path_factor: Value | None = ...,
    delay_s: Value | None = ...,
    detection_s: Value | None = ...,
    confirmation_s: Value | None = ...,
    notification_s: Value | None = ...,
    radar_antenna_m: Value | None = ...,
    units: Value | None = ...,
) -> Document: ...

def claim(
    from_: Place | None = ..., to: Place | None = ...,
    *,
    time: Value | None = ...,
    speed: Value | None = ...,
    apogee: Value | None = ...,
    range: Value | None = ...,
    missile: Value | None = ...,
    file: str | os.PathLike[str] | None = ...,
    header: Value | None = ...,
    encoding: Value | None = ...,
) -> Claims: ...

def run(
    scenario: str | os.PathLike[str], output: str | os.PathLike[str] = ...,
    *,
    check: bool | None = ...,
    print_plan: bool | None = ...,
    print_resolved: bool | None = ...,
    print_schema: bool | None = ...,
    jobs: Value | None = ...,
    resume: bool | None = ...,
    overwrite: bool | None = ...,
    part: Value | None = ...,
    join: bool | None = ...,
) -> Run: ...

@overload
def plot(
    chart: Literal["time-range", "time_range"],
    *,
    missile: Value | None = ...,
    without_claim: Value | None = ...,
    bands: Value | None = ...,
    trajectory: Value | None = ...,
    speed_kmh: Value | None = ...,
    path_factor: Value | None = ...,
    max_km: Value | None = ...,
    units: Value | None = ...,
    size: Value | None = ...,
    width: Value | None = ...,
    subtitle: Value | None = ...,
    source: Value | None = ...,
    note: Value | None = ...,
    legend: bool | str | None = ...,
    notes: bool | str | os.PathLike[str] | None = ...,
    lang: Value | None = ...,
    font: Value | None = ...,
    theme: Value | None = ...,
) -> Chart: ...

@overload
def plot(
    chart: Literal["profile"], from_: Places | None = ..., to: Places | None = ...,
    *,
    header: Value | None = ...,
    encoding: Value | None = ...,
    angle: Value | None = ...,
    units: Value | None = ...,
    size: Value | None = ...,
    width: Value | None = ...,
    subtitle: Value | None = ...,
    source: Value | None = ...,
    note: Value | None = ...,
    legend: bool | str | None = ...,
    notes: bool | str | os.PathLike[str] | None = ...,
    lang: Value | None = ...,
    font: Value | None = ...,
    theme: Value | None = ...,
) -> Chart: ...

@overload
def plot(
    chart: Literal["warning"], from_: Places | None = ..., to: Places | None = ...,
    *,
    header: Value | None = ...,
    encoding: Value | None = ...,
    missile: Value | None = ...,
    without_claim: Value | None = ...,
    bands: Value | None = ...,
    trajectory: Value | None = ...,
    rotation: bool | None = ...,
    speed_kmh: Value | None = ...,
    path_factor: Value | None = ...,
    delay_s: Value | None = ...,
    detection_s: Value | None = ...,
    confirmation_s: Value | None = ...,
    notification_s: Value | None = ...,
    radar_antenna_m: Value | None = ...,
    threshold: Value | None = ...,
    units: Value | None = ...,
    size: Value | None = ...,
    width: Value | None = ...,
    subtitle: Value | None = ...,
    source: Value | None = ...,
    note: Value | None = ...,
    legend: bool | str | None = ...,
    notes: bool | str | os.PathLike[str] | None = ...,
    lang: Value | None = ...,
    font: Value | None = ...,
    theme: Value | None = ...,
) -> Chart: ...

def command(*given: str) -> str: ...

def places(place: Place, role: Literal["from", "to"] = ...) -> Table: ...

def sites(
    where: str | Iterable[str] | None = ..., name: str | None = ...,
    *,
    world: bool | None = ...,
    sort: Value | None = ...,
) -> Table: ...

def cities(
    where: str | Iterable[str] | None = ..., name: str | None = ...,
    *,
    world: bool | None = ...,
    sort: Value | None = ...,
) -> Table: ...

def missiles(
    where: str | Iterable[str] | None = ..., name: str | None = ...,
    *,
    world: bool | None = ...,
    sort: Value | None = ...,
) -> Table: ...

def claims(
    where: str | Iterable[str] | None = ..., name: str | None = ...,
    *,
    world: bool | None = ...,
    sort: Value | None = ...,
) -> Table: ...

def bands(
    where: str | Iterable[str] | None = ..., name: str | None = ...,
    *,
    world: bool | None = ...,
    sort: Value | None = ...,
) -> Table: ...

def countries(
    where: str | Iterable[str] | None = ..., name: str | None = ...,
    *,
    world: bool | None = ...,
    sort: Value | None = ...,
) -> Table: ...

def events(
    where: str | Iterable[str] | None = ..., name: str | None = ...,
    *,
    world: bool | None = ...,
    sort: Value | None = ...,
) -> Table: ...

def caveats(
    where: str | Iterable[str] | None = ..., name: str | None = ...,
    *,
    world: bool | None = ...,
    sort: Value | None = ...,
) -> Table: ...

def columns(
    where: str | Iterable[str] | None = ..., name: str | None = ...,
    *,
    world: bool | None = ...,
    sort: Value | None = ...,
) -> Table: ...
