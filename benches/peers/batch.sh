#!/usr/bin/env bash
# All sites × all cities × all systems: rows a second to Parquet and CSV, beside a vectorised Python script (pyproj, numpy,
# pandas, pyarrow) that writes the same nine columns, and what more threads and more rows cost.
#
# Needs Python 3.10 or later and GNU time; installs the packages into a scratch folder. Runs both in turns, after one
# warm-up each: ROUNDS rounds (default 5). Compares the tables cell by cell, and stops if they differ.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --quiet
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install -q pyproj numpy pandas pyarrow >/dev/null
for table in sites cities missiles; do
    target/release/arcminute list "$table" --format csv -o "$scratch/$table.csv"
done

"$scratch/venv/bin/python" - "$scratch" "${ROUNDS:-5}" <<'PYTHON'
import csv, json, os, pathlib, re, statistics, subprocess, sys, time

import pandas as pd

scratch, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2])
read = lambda name: list(csv.DictReader(open(scratch / f"{name}.csv")))
sites = [site["id"] for site in read("sites")]
systems = [missile["id"] for missile in read("missiles") if missile["range_nominal_km"]]
columns = ["from_id", "to_id", "distance_km", "distance_band", "system_id", "reach"]
columns += ["flight_time_low_s", "flight_time_s", "flight_time_high_s"]


def scenario(name, count, file, columns=columns):
    keys = f"from = {json.dumps(sites[:count])}\nto = \"@cities\"\nsystems = {json.dumps(systems)}\n"
    output = f"[[output]]\nkind = \"rows\"\nfile = \"{file}\"\n" + (f"columns = {json.dumps(columns)}\n" if columns else "")
    (scratch / f"{name}.toml").write_text(keys + output)
    return count * len(read("cities")) * len(systems)


def ours(name, jobs):
    return ["target/release/arcminute", "run", scratch / f"{name}.toml", "-o", scratch / "results", "--jobs", jobs]


def theirs(kind, count):
    tables = [scratch / f"{table}.csv" for table in ("sites", "cities", "missiles")]
    return [scratch / "venv/bin/python", "benches/peers/batch.py", kind, *tables, scratch / f"theirs.{kind}", count]


def seconds(command):
    """Wall-clock seconds and peak memory in MB."""
    command = ["/usr/bin/time", "-f", "%M", *map(str, command)]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, int(done.stderr.strip().splitlines()[-1]) / 1000


(scratch / "theirs.csv").unlink(missing_ok=True)
print(f"{'':<34}{'million rows':>13}{'s':>8}{'rows/s, M':>11}{'times theirs':>14}{'spread':>14}{'MB':>7}")
for kind, count in (("parquet", 10), ("csv", 3)):
    rows = scenario(kind, count, f"rows.{kind}")
    commands = {"arcminute, 1 thread": ours(kind, 1), "arcminute, 2 threads": ours(kind, 2), "Python": theirs(kind, count)}
    measured = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            taken = seconds(command)
            if turn:
                measured[name].append(taken)
    reader = pd.read_parquet if kind == "parquet" else pd.read_csv
    a, b = reader(scratch / "results" / kind / f"rows.{kind}"), reader(scratch / f"theirs.{kind}")
    assert len(a) == len(b) == rows, (len(a), len(b), rows)
    for column in columns:
        same = (a[column] == b[column]) | (a[column].isna() & b[column].isna())
        if column.endswith(("_km", "_s")):
            same |= (a[column] - b[column]).abs() < 1e-6
        assert same.all(), column
    for name, taken in measured.items():
        median = statistics.median(time for time, _ in taken)
        ratios = [other / own for (own, _), (other, _) in zip(taken, measured["Python"])]
        spread = f"{min(ratios):.1f}–{max(ratios):.1f}"
        memory = max(memory for _, memory in taken)
        print(f"{kind + ', ' + name:<34}{rows / 1e6:>13.2f}{median:>8.2f}{rows / median / 1e6:>11.2f}"
              f"{statistics.median(ratios):>14.1f}{spread:>14}{memory:>7.0f}")
for name, file, picked in (("all", "rows.parquet", columns), ("whole", "rows.parquet", None)):
    count = len(sites) if name == "all" else 10
    rows = scenario(name, count, file, picked)
    for jobs in (1, 2):
        taken, memory = seconds(ours(name, jobs))
        size = (scratch / "results" / name / file).stat().st_size / 1e6
        label = f"{'nine columns' if picked else 'all 40'}, {count} sites, {jobs} thread" + "s" * (jobs > 1)
        print(f"{label:<34}{rows / 1e6:>13.2f}{taken:>8.2f}{rows / taken / 1e6:>11.2f}{'':>14}{f'{size:.0f} MB file':>14}{memory:>7.0f}")
PYTHON
