#!/usr/bin/env python3
"""Measures the Python package beside others, in one run on one machine: benches/peers/python.py [MILLION PAIRS]

Needs the wheel in its environment with numpy, pyproj, geographiclib, pyarrow, polars, duckdb, and for Spark pyspark and Java;
what is not there is left out. Each figure is the best of three runs. docs/performance.md has the results.
"""

import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

import arcminute

IS_SPARK = sys.argv[1:2] == ["--spark"]
COUNT = int(float(sys.argv[1] if len(sys.argv) > 1 and not IS_SPARK else 10) * 1_000_000)
COMMAND = pathlib.Path(sys.executable).parent / "arcminute"


def best(work, times=3):
    found = []
    for _ in range(times):
        started = time.perf_counter()
        result = work()
        found.append(time.perf_counter() - started)
    return min(found), result


def say(what, seconds, rows, more=""):
    print(f"{what:<58} {seconds:9.3f} s  {rows / seconds / 1e6:8.3f} M/s  {seconds / rows * 1e9:9.1f} ns  {more}", flush=True)


def peak():
    return f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"


def distances(pairs):
    ours, km = best(lambda: arcminute.distance_km(*pairs))
    say("distance_km, numpy", ours, COUNT, peak())
    arrow = [pa.array(column) for column in pairs]
    again, _ = best(lambda: arcminute.distance_km(*arrow))
    say("distance_km, Arrow", again, COUNT)
    both, _ = best(lambda: arcminute.inverse(*pairs))
    say("inverse, numpy: distance and azimuths", both, COUNT)
    from concurrent.futures import ThreadPoolExecutor

    halves = [[column[:COUNT // 2] for column in pairs], [column[COUNT // 2:] for column in pairs]]
    with ThreadPoolExecutor(2) as pool:
        two, _ = best(lambda: list(pool.map(lambda half: arcminute.distance_km(*half), halves)))
    say("distance_km, numpy, two threads", two, COUNT, f"{ours / two:.2f} times one")
    try:
        import pyproj

        geod = pyproj.Geod(ellps="WGS84")
        lat1, lon1, lat2, lon2 = pairs
        theirs, (_, _, metres) = best(lambda: geod.inv(lon1, lat1, lon2, lat2), 1)
        most = np.abs(metres / 1000 - km).max()
        say(f"pyproj {pyproj.__version__} Geod.inv", theirs, COUNT, f"{theirs / ours:.1f} times ours; differ by {most * 1e9:.4f} µm at most")
    except ImportError:
        print("pyproj is not here")
    try:
        from geographiclib.geodesic import Geodesic

        some = [column[:COUNT // 200].tolist() for column in pairs]
        theirs, _ = best(lambda: [Geodesic.WGS84.Inverse(*pair, Geodesic.DISTANCE)["s12"] for pair in zip(*some)], 1)
        say("geographiclib (of a 200th)", theirs, COUNT // 200, f"{theirs / ours * 200:.0f} times ours")
    except ImportError:
        print("geographiclib is not here")


def rows(folder):
    fields = "from_id,to_id,distance_km,distance_band,system_id,reach,flight_time_s,warning_time_s,initial_azimuth_deg,range_high_km,band_set"
    places = dict(from_="@sites", to="@cities", missile="9m729")
    direct, table = best(lambda: arcminute.check(**places, columns=fields))
    say("check to Arrow, 11 columns", direct, len(table), peak())

    def by_file():
        out = folder / "rows.parquet"
        subprocess.run([COMMAND, "check", "@sites", "@cities", "--missile", "9m729", "--columns", fields, "-o", out], check=True)
        return parquet.read_table(out)

    other, _ = best(by_file)
    say("the same by subprocess and Parquet", other, len(table), f"{other / direct:.2f} times")


def engines(pairs, folder):
    files = folder / "pairs"
    files.mkdir()
    for part in range(8):
        own = slice(part * COUNT // 8, (part + 1) * COUNT // 8)
        names = ("lat1", "lon1", "lat2", "lon2")
        parquet.write_table(pa.table({name: column[own] for name, column in zip(names, pairs)}), files / f"{part}.parquet")
    at = "lat1, lon1, lat2, lon2"
    try:
        import duckdb

        import arcminute.duckdb

        for threads in (1, 2):
            con = duckdb.connect(config={"threads": threads})
            arcminute.duckdb.register(con)
            plain, _ = best(lambda: con.sql(f"select count(*), avg(lat1 + lon1 + lat2 + lon2) from '{files}/*.parquet'").fetchall())
            say(f"DuckDB, plain scan, {threads} threads", plain, COUNT)
            ours, _ = best(lambda: con.sql(f"select count(*), avg(arcminute_distance_km({at})) from '{files}/*.parquet'").fetchall())
            say(f"DuckDB, arcminute_distance_km, {threads} threads", ours, COUNT, f"{ours / plain:.1f} times the scan")
    except ImportError:
        print("DuckDB is not here")
    try:
        import polars as pl

        import arcminute.polars as ap

        scan = pl.scan_parquet(files / "*.parquet")
        plain, _ = best(lambda: scan.select(pl.sum_horizontal("lat1", "lon1", "lat2", "lon2").mean()).collect(engine="streaming"))
        say("Polars, plain scan", plain, COUNT)
        ours, _ = best(lambda: scan.select(ap.distance_km("lat1", "lon1", "lat2", "lon2").mean()).collect(engine="streaming"))
        say("Polars, distance_km", ours, COUNT, f"{ours / plain:.1f} times the scan")
    except ImportError:
        print("Polars is not here")
    if shutil.which("java"):
        for executors in (1, 2):
            subprocess.run([sys.executable, __file__, "--spark", str(executors), str(files), str(COUNT)], check=False)


def spark(executors, files, count):
    import arcminute.spark
    from pyspark.sql import SparkSession, functions

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master(f"local-cluster[{executors},1,2048]")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    table = session.read.parquet(files)

    def identity():
        return table.mapInArrow(lambda batches: batches, table.schema).agg(functions.avg("lat1")).collect()

    def ours():
        found = arcminute.spark.assess(table, from_=("lat1", "lon1"), to=("lat2", "lon2"), missile="none", columns="distance_km")
        return found.agg(functions.avg("distance_km")).collect()

    identity()
    plain, _ = best(identity)
    say(f"Spark, identity, {executors} executors", plain, count)
    found, _ = best(ours)
    say(f"Spark, assess: distance_km, {executors} executors", found, count, f"{found / plain:.2f} times the identity")
    session.stop()


def scenario(folder):
    """Twenty million rows in 1, 2 and 8 parts, one after another, two threads each."""
    import hashlib

    path = folder / "large.toml"
    path.write_text(
        'from = "@sites"\nto = "@cities"\nsystems = "9m729"\ndelay_s = { from = 60, to = 240, step = 10 }\n'
        '[[output]]\nkind = "rows"\nfile = "rows.parquet"\ncolumns = ["from_id", "to_id", "distance_km", "reach", "warning_time_s", "case"]\n'
    )
    digests = set()
    for parts in (1, 2, 8):
        out = folder / f"in-{parts}"
        longest = total = 0
        for number in range(1, parts + 1) if parts > 1 else [0]:
            given = ["--part", f"{number}/{parts}"] if parts > 1 else []
            started = time.perf_counter()
            subprocess.run([COMMAND, "run", path, "-o", out, *given], check=True, capture_output=True)
            took = time.perf_counter() - started
            total, longest = total + took, max(longest, took)
        joined = 0.0
        if parts > 1:
            started = time.perf_counter()
            subprocess.run([COMMAND, "run", path, "-o", out, "--join"], check=True, capture_output=True)
            joined = time.perf_counter() - started
        file = out / "large" / "rows.parquet"
        digests.add(hashlib.sha256(file.read_bytes()).hexdigest())
        count = parquet.read_metadata(file).num_rows
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(
            f"scenario of {count / 1e6:.1f} M rows in {parts} parts: {total:.1f} s in all, the longest {longest:.1f} s, joined in "
            f"{joined:.1f} s; {file.stat().st_size >> 20} MB; peak of a child so far {memory} MB",
            flush=True,
        )
        shutil.rmtree(out)
    print("the same bytes" if len(digests) == 1 else f"NOT THE SAME BYTES: {digests}")


def main():
    if IS_SPARK:
        spark(sys.argv[2], sys.argv[3], int(sys.argv[4]))
        return
    random = np.random.default_rng(22)
    # Evenly over the sphere.
    lat = [np.degrees(np.arcsin(random.uniform(-1, 1, COUNT))) for _ in range(2)]
    lon = [random.uniform(-180, 180, COUNT) for _ in range(2)]
    pairs = [lat[0], lon[0], lat[1], lon[1]]
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        distances(pairs)
        rows(folder)
        engines(pairs, folder)
        scenario(folder)
    finally:
        shutil.rmtree(folder)


main()
