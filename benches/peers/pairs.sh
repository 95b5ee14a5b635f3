#!/usr/bin/env bash
# A million pairs from a file to a file, beside GeographicLib's GeodSolve on the same pairs, one thread each, in turns:
# ROUNDS rounds (default 3). Needs GeodSolve (Debian: geographiclib-tools); installs it where apt-get can.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v GeodSolve >/dev/null || { apt-get update -q && apt-get install -qy geographiclib-tools; } >/dev/null
cargo build --release --quiet
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 - "$scratch" "${ROUNDS:-3}" <<'PYTHON'
import pathlib, random, statistics, subprocess, sys, time

scratch, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2])
random.seed(5)
with open(scratch / "pairs.csv", "w") as ours, open(scratch / "pairs.txt", "w") as theirs:
    ours.write("from,to\n")
    for _ in range(1_000_000):
        a = [random.uniform(40, 70), random.uniform(-10, 60), random.uniform(35, 70), random.uniform(-10, 40)]
        a = [f"{degrees:.5f}" for degrees in a]
        ours.write(f'"{a[0]},{a[1]}","{a[2]},{a[3]}"\n')
        theirs.write(" ".join(a) + "\n")
check = ["target/release/arcminute", "check", "--pairs", scratch / "pairs.csv", "--missile", "none"]
columns = ["--columns", "distance_km,initial_azimuth_deg,final_azimuth_deg"]
commands = {
    "GeodSolve -i": ["GeodSolve", "-i", "--input-file", scratch / "pairs.txt", "--output-file", scratch / "g.txt"],
    "distance and azimuths": [*check, *columns, "-o", scratch / "a.csv"],
    "whole rows": [*check, "-o", scratch / "b.csv"],
}
times = {name: [] for name in commands}
for _ in range(rounds):
    for name, command in commands.items():
        start = time.perf_counter()
        subprocess.run([str(word) for word in command], check=True)
        times[name].append(time.perf_counter() - start)
print(f"{'':<24}{'median, s':>10}{'times as fast':>15}  spread")
for name, measured in times.items():
    ratios = [theirs / ours for theirs, ours in zip(times["GeodSolve -i"], measured)]
    print(f"{name:<24}{statistics.median(measured):>10.2f}{statistics.median(ratios):>15.1f}  {min(ratios):.1f}–{max(ratios):.1f}")
PYTHON
