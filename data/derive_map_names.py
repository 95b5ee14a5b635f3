#!/usr/bin/env python3
"""Derives data/map_names.csv: where the names of countries and seas stand on maps, and how wide they may be; and
data/map_countries.csv: which country a parallel runs through, that no name stands in another one's land.

    npm pack world-atlas@2.0.2, unpacked into FOLDER/package
    ne_10m_geography_marine_polys.shp and .dbf of Natural Earth as FOLDER/marine.shp and FOLDER/marine.dbf
    python3 data/derive_map_names.py FOLDER

Standard library only; the same input gives the same bytes. For each area the widest room for a line of text is found, six
times as wide as high, on a grid of latitudes; of areas wider than BAND_DEG also in each band of longitudes, so that Russia has
a name on a map of Europe. Countries are told by the cities of data/cities.csv and data/world_cities.csv that lie in them, and
have their names from countries.csv; an area in which no city lies has none.
"""

import csv
import json
import math
import struct
import sys
from pathlib import Path

HERE = Path(__file__).parent
#: Width over height of a line of text.
ASPECT = 6.0
#: Areas wider than this have a name in each band of it, degrees.
BAND_DEG = 24.0
KM_PER_DEG = 111.195
#: Parallels from the first to the last, and their distance, degrees.
PARALLELS_DEG = (-56.0, 84.0, 0.5)
#: Narrower rooms are left out, km.
LEAST_KM = {"country": 25.0, "sea": 90.0}
#: Languages of Natural Earth that the program has too.
LANGUAGES = ["de", "fr", "pl", "ru", "es", "it", "nl", "hu", "el", "tr", "pt", "sv"]
#: Kinds of waters that are named.
WATERS = {"ocean", "sea", "gulf", "bay", "channel", "strait"}


def topology(path):
    """Countries as lists of rings of (longitude, latitude)."""
    data = json.loads(path.read_text())
    (sx, sy), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for arc in data["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(numbers):
        points = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    for country in data["objects"]["countries"]["geometries"]:
        kinds = {"Polygon": [country.get("arcs")], "MultiPolygon": country.get("arcs")}
        polygons = kinds.get(country["type"], [])
        yield country["properties"]["name"], [ring(numbers) for polygon in polygons for numbers in polygon]


def waters(folder):
    """Waters of Natural Earth: fields and rings."""
    table = (folder / "marine.dbf").read_bytes()
    count, head, size = struct.unpack("<IHH", table[4:12])
    fields, at, start = [], 32, 1
    while table[at] != 13:
        name, width = table[at:at + 11].split(b"\0")[0].decode(), table[at + 16]
        fields.append((name, start, start + width))
        start, at = start + width, at + 32
    shapes = (folder / "marine.shp").read_bytes()
    at = 100
    for number in range(count):
        record = table[head + number * size:head + (number + 1) * size]
        row = {name: record[first:last].decode("utf-8", "replace").strip(" \0") for name, first, last in fields}
        _, words = struct.unpack(">II", shapes[at:at + 8])
        body = shapes[at + 8:at + 8 + 2 * words]
        at += 8 + 2 * words
        parts, points = struct.unpack("<II", body[36:44])
        starts = [*struct.unpack(f"<{parts}I", body[44:44 + 4 * parts]), points]
        numbers = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts:44 + 4 * parts + 16 * points])
        pairs = list(zip(numbers[::2], numbers[1::2]))
        yield row, [pairs[a:b] for a, b in zip(starts, starts[1:])]


def unwrapped(ring):
    """The ring without jumps at 180 degrees; empty for one about a pole, whose parallels have no two ends."""
    points, turn = [], 0.0
    for number, (lon, lat) in enumerate(ring):
        if number:
            step = lon + turn - points[-1][0]
            turn -= 360.0 * round(step / 360.0)
        points.append((lon + turn, lat))
    return points if abs(points[-1][0] - points[0][0]) < 180.0 else []


def planar(rings):
    """The rings that have an area on a plane of longitudes and latitudes."""
    return [ring for ring in (unwrapped(ring) for ring in rings) if len(ring) > 3]


def spans(rings, lat):
    """The stretches of a parallel that lie within."""
    at = []
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
            if (y0 > lat) != (y1 > lat):
                at.append(x0 + (lat - y0) / (y1 - y0) * (x1 - x0))
    at.sort()
    return list(zip(at[::2], at[1::2]))


def room(rings, west, east):
    """The widest room for a line of text between two meridians: width in km, latitude and longitude of its middle."""
    south, north = (pick(lat for ring in rings for _, lat in ring) for pick in (min, max))
    step = max((north - south) / 120.0, 0.02)
    known = {}

    def within(number):
        if number not in known:
            inside = [(max(a, west), min(b, east)) for a, b in spans(rings, south + number * step)]
            known[number] = [(a, b) for a, b in inside if b > a]
        return known[number]

    best = (0.0, 0.0, 0.0)
    for number in range(1, int((north - south) / step)):
        lat = south + number * step
        if abs(lat) > 85.0:
            continue
        per_deg = KM_PER_DEG * math.cos(math.radians(lat))
        for left, right in within(number):
            if (right - left) * per_deg <= best[0]:
                continue
            # As much of the parallel as is free half a line above and below it.
            half = math.ceil((right - left) * per_deg / ASPECT / 2.0 / KM_PER_DEG / step)
            a, b = left, right
            for other in (number - half, number + half):
                overlaps = [(max(a, c), min(b, d)) for c, d in within(other) if min(b, d) > max(a, c)]
                a, b = max(overlaps, key=lambda span: span[1] - span[0], default=(0.0, 0.0))
            width = (b - a) * per_deg
            if width > best[0]:
                best = (width, lat, (a + b) / 2.0)
    return best


def rooms(rings):
    """The room in the whole area, and in each band of a wide one."""
    west, east = (pick(lon for ring in rings for lon, _ in ring) for pick in (min, max))
    found = [room(rings, west, east)]
    if east - west > BAND_DEG:
        edge = BAND_DEG * math.floor(west / BAND_DEG)
        while edge < east:
            found.append(room(rings, max(edge, west), min(edge + BAND_DEG, east)))
            edge += BAND_DEG
    return found


def cities():
    for name in ("cities.csv", "world_cities.csv"):
        with (HERE / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield row["country"], float(row["lat"]), float(row["lon"]), float(row["population"] or 0)


def owner(rings, known):
    """The code of the country whose cities lie within; empty where none does."""
    votes = {}
    box = [pick(point[axis] for ring in rings for point in ring) for axis in (0, 1) for pick in (min, max)]
    for code, lat, lon, people in known:
        for turn in (0.0, 360.0):
            if box[0] <= lon + turn <= box[1] and box[2] <= lat <= box[3]:
                if any(a <= lon + turn <= b for a, b in spans(rings, lat)):
                    votes[code] = votes.get(code, 0.0) + people
    return max(votes, key=votes.get, default="")


def write_parallels(countries):
    """For each parallel the stretches of countries, in tenths of a degree of longitude: `DE 81 139` between bars."""
    first, last, step = PARALLELS_DEG
    lines = ["lat,spans"]
    for number in range(round((last - first) / step) + 1):
        lat = first + number * step
        found = []
        for code, rings in countries:
            # A hair beside the parallel, as corners may lie on it.
            for west, east in spans(rings, lat + 1e-6):
                for turn in (-360.0, 0.0, 360.0):
                    low, high = (round(10.0 * min(max(lon + turn, -180.0), 180.0)) for lon in (west, east))
                    if high > low:
                        found.append((low, high, code))
        lines.append(f"{lat:.1f}," + "|".join(f"{code} {low} {high}" for low, high, code in sorted(found)))
    (HERE / "map_countries.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    rows = []

    def add(kind, code, name, rings, more):
        for width, lat, lon in rooms(rings):
            if width >= LEAST_KM[kind]:
                lon = (lon + 180.0) % 360.0 - 180.0
                rows.append([kind, code, f"{lat:.2f}", f"{lon:.2f}", f"{width:.0f}", name, *more])

    known = list(cities())
    countries = []
    for _, rings in topology(folder / "package" / "countries-50m.json"):
        rings = planar(rings)
        if not rings:
            continue
        code = owner(rings, known)
        if code:
            countries.append((code, rings))
            add("country", code, "", rings, [""] * len(LANGUAGES))
    write_parallels(countries)
    for row, rings in waters(folder):
        if row["featurecla"] in WATERS and row["name"]:
            rings = planar(rings)
            if not rings:
                continue
            add("sea", "", row["name_en"] or row["name"], rings, [row[f"name_{language}"] for language in LANGUAGES])
    rows.sort(key=lambda row: (row[0], row[1], row[5], -float(row[4])))
    seen, kept = set(), []
    for row in rows:
        if tuple(row[:4]) not in seen:
            seen.add(tuple(row[:4]))
            kept.append(row)
    target = HERE / "map_names.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "code", "lat", "lon", "width_km", "name", *LANGUAGES])
        writer.writerows(kept)
    print(f"{target.name}: {len(kept)} rows")


if __name__ == "__main__":
    main()
