"""ns a pair of pyproj's vectorised Geod.inv: python3 -m venv /tmp/vk && /tmp/vk/bin/pip install pyproj numpy"""
import time

import numpy as np
import pyproj

geod, random, n = pyproj.Geod(ellps="WGS84"), np.random.default_rng(1), 200_000
print("pyproj", pyproj.__version__, "PROJ", pyproj.proj_version_str)
for name in ["europe", "globe"]:
    if name == "europe":
        lon, lat = random.uniform(-10, 40, (2, n)), random.uniform(35, 70, (2, n))
    else:
        lon, lat = random.uniform(-180, 180, (2, n)), np.degrees(np.arcsin(random.uniform(-1, 1, (2, n))))
    times = []
    for _ in range(9):
        start = time.perf_counter()
        geod.inv(lon[0], lat[0], lon[1], lat[1])
        times.append((time.perf_counter() - start) / n * 1e9)
    print(f"{name}: fastest {min(times):.0f} ns, median {sorted(times)[4]:.0f} ns a pair")
