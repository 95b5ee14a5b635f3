"""Fastest of seven runs of pyproj's vectorised Geod.inv over the pairs of a file, ns a pair: geodesic_pyproj.py FILE"""

import sys
import time

import numpy as np
import pyproj

geod = pyproj.Geod(ellps="WGS84")
from_lat, from_lon, to_lat, to_lon = (np.ascontiguousarray(column) for column in np.fromfile(sys.argv[1]).reshape(-1, 4).T)
times = []
for _ in range(7):
    start = time.perf_counter()
    geod.inv(from_lon, from_lat, to_lon, to_lat)
    times.append((time.perf_counter() - start) / len(from_lat) * 1e9)
print(min(times), f"pyproj {pyproj.__version__}, PROJ {pyproj.proj_version_str}")
