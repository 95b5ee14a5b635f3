"""The default map of Europe with cartopy: python map_cartopy.py countries-50m.json capitals.csv out.svg

Land and borders are those of the same world-atlas file, so that nothing is fetched.
"""

import csv
import json
import sys

import cartopy.crs as ccrs
import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
from cartopy.geodesic import Geodesic
from shapely.geometry import LineString, Polygon, box

atlas_file, capitals_file, out_file = sys.argv[1:]
atlas = json.load(open(atlas_file))
(sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
arcs = []
for deltas in atlas["arcs"]:
    x = y = 0
    arc = []
    for dx, dy in deltas:
        x, y = x + dx, y + dy
        arc.append((x * sx + tx, y * sy + ty))
    arcs.append(arc)


def polygons(geometry):
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    for rings in parts:
        yield [sum((arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring), []) for ring in rings]


def unwrapped(ring):
    """Longitudes without the jump at 180 degrees, beyond which the map does not reach."""
    turn, last, out = 0.0, ring[0][0], []
    for x, y in ring:
        turn += -360.0 if x - last > 180.0 else 360.0 if x - last < -180.0 else 0.0
        last = x
        out.append((x + turn, y))
    return out


world = box(-180, -90, 180, 90)
land = [
    Polygon(unwrapped(rings[0]), rings[1:]).buffer(0).intersection(world)
    for geometry in atlas["objects"]["land"]["geometries"]
    for rings in polygons(geometry)
    if len(rings[0]) > 3 and max(y for _, y in rings[0]) > -60
]
uses = {}
for number, geometry in enumerate(atlas["objects"]["countries"]["geometries"]):
    flat = json.dumps(geometry.get("arcs", [])).replace("[", " ").replace("]", " ").replace(",", " ").split()
    for word in flat:
        uses.setdefault(int(word) if int(word) >= 0 else ~int(word), set()).add(number)
borders = [LineString(arcs[number]) for number, owners in uses.items() if len(owners) == 2]

lon, lat = 20.51, 54.71
plane, degrees = ccrs.AzimuthalEquidistant(lon, lat), ccrs.PlateCarree()
figure = plt.figure(figsize=(9.04, 8.42))
axes = figure.add_axes([0, 0, 1, 1], projection=plane)
axes.set_extent([-10, 42, 35, 71], degrees)
axes.set_facecolor("#dce8f0")
axes.add_geometries(land, degrees, facecolor="#f6f3ec", edgecolor="#8a97a3")
axes.add_geometries(borders, degrees, facecolor="none", edgecolor="#a9a294")
axes.gridlines(color="#bccbd6")
for km in (500, 1000, 5500):
    ring = Geodesic().circle(lon, lat, 1000 * km, n_samples=180)
    axes.plot(ring[:, 0], ring[:, 1], color="black", transform=ccrs.Geodetic())
for row in list(csv.reader(open(capitals_file)))[1:]:
    x, y = plane.transform_point(float(row[2]), float(row[1]), degrees)
    axes.plot(x, y, "k.", markersize=3)
    axes.text(x, y, row[0], fontsize=7, clip_on=True)
figure.savefig(out_file)
