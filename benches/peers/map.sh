#!/usr/bin/env bash
# Whole-process time of the default map of Europe, beside node with d3-geo and Python with cartopy writing the same
# layers: sea, graticule, land with coasts, borders, three range rings, capitals with their names, as SVG.
#
# Needs node, npm and Python 3.10 or later; installs d3-geo, topojson-client and world-atlas, and cartopy, into a scratch
# folder. Runs the three in turns, after one warm-up each: ROUNDS rounds (default 7). Prints medians, ratios and sizes.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release --quiet
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(cd "$scratch" && npm init -y >/dev/null && npm install --silent d3-geo@3 topojson-client@3 world-atlas@2.0.2 >/dev/null 2>&1)
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install -q cartopy >/dev/null
cp benches/peers/map_d3.mjs "$scratch/"
target/release/arcminute check kaliningrad @capitals --missile none --format csv --columns to_name,to_lat_deg,to_lon_deg \
    >"$scratch/capitals.csv"

python3 - "$scratch" "${ROUNDS:-7}" <<'PYTHON'
import pathlib, statistics, subprocess, sys, time

scratch, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2])
atlas = scratch / "node_modules/world-atlas/countries-50m.json"
commands = {
    "arcminute": ["target/release/arcminute", "map", "--from", "kaliningrad", "--extent", "europe", "-o", scratch / "a.svg"],
    "node d3-geo": ["node", scratch / "map_d3.mjs", atlas, scratch / "capitals.csv", scratch / "d.svg"],
    "cartopy": [scratch / "venv/bin/python", "benches/peers/map_cartopy.py", atlas, scratch / "capitals.csv", scratch / "c.svg"],
}
times = {name: [] for name in commands}
for turn in range(rounds + 1):
    for name, command in commands.items():
        start = time.perf_counter()
        subprocess.run([str(word) for word in command], check=True)
        if turn:
            times[name].append(time.perf_counter() - start)
print(f"{'':<12}{'median, ms':>12}{'times ours':>12}{'spread':>16}{'KB':>8}")
for (name, measured), file in zip(times.items(), ["a.svg", "d.svg", "c.svg"]):
    ratios = [theirs / ours for theirs, ours in zip(measured, times["arcminute"])]
    spread = f"{min(ratios):.1f}–{max(ratios):.1f}"
    size = (scratch / file).stat().st_size / 1000
    print(f"{name:<12}{1000 * statistics.median(measured):>12.1f}{statistics.median(ratios):>12.1f}{spread:>16}{size:>8.0f}")
PYTHON
