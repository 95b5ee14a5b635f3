#!/usr/bin/env bash
# The batch kernel beside pyproj's vectorised Geod.inv and GeographicLib's C++ library on the same pairs, one thread: ten
# origins × 100,000 points in each regime of src/geodesy/batch/tests/speed.rs.
#
# Needs Python 3.10 or later and a C++ compiler; installs pyproj into a scratch folder, and g++ and libgeographiclib-dev
# where apt-get can. Runs all in turns: ROUNDS rounds (default 3), of which each program reports its fastest of seven runs.
set -euo pipefail
cd "$(dirname "$0")/../.."

[ -e /usr/include/GeographicLib/Geodesic.hpp ] && command -v g++ >/dev/null || {
    apt-get update -q && apt-get install -qy g++ libgeographiclib-dev
} >/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install -q pyproj numpy >/dev/null
g++ -O3 -march=native -o "$scratch/cpp" benches/peers/geodesic_cpp.cpp -lGeographicLib 2>/dev/null ||
    g++ -O3 -march=native -o "$scratch/cpp" benches/peers/geodesic_cpp.cpp -lGeographic
mkdir "$scratch/pairs"
measure=(cargo test --quiet --release --lib speed_of_each -- --ignored --nocapture)
WRITE="$scratch/pairs" "${measure[@]}" >/dev/null

python3 - "$scratch" "${ROUNDS:-3}" "${measure[@]}" <<'PYTHON'
import os, pathlib, statistics, subprocess, sys

scratch, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2])


def run(*command, **variables):
    command = [str(word) for word in command]
    environment = os.environ | variables
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


versions = set()


def ns(*command):
    time, version = run(*command).split(maxsplit=1)
    versions.add(version.split(" (")[0].strip())
    return float(time)


print(f"{'regime':<14}{'pyproj':>9}{'C++':>9}{'C++ az.':>9}  {'set':<6}{'ours':>8}{'az.':>8}"
      f"{'to pyproj':>11}{'spread':>14}{'to C++':>9}{'az. to C++':>12}")
for regime in ["europe", "globe", "within 1 km", "equator", "antipode 10°", "antipode 2°"]:
    file = scratch / "pairs" / regime
    peers, ours = [], {}
    for _ in range(rounds):
        peers.append((ns(scratch / "venv/bin/python", "benches/peers/geodesic_pyproj.py", file),
                      ns(scratch / "cpp", file, "distance"), ns(scratch / "cpp", file, "azimuths")))
        for line in run(*sys.argv[3:], REGIME=regime).splitlines():
            if line.startswith(regime):
                set_name, plain, azimuths = line[16:].split()[:3]
                ours.setdefault(set_name, []).append((float(plain), float(azimuths)))
    pyproj, cpp, cpp_azimuths = (statistics.median(column) for column in zip(*peers))
    for set_name, measured in ours.items():
        plain, azimuths = (statistics.median(column) for column in zip(*measured))
        ratios = [peer[0] / own[0] for peer, own in zip(peers, measured)]
        spread = f"{min(ratios):.1f}–{max(ratios):.1f}"
        print(f"{regime:<14}{pyproj:>9.0f}{cpp:>9.0f}{cpp_azimuths:>9.0f}  {set_name:<6}{plain:>8.1f}{azimuths:>8.1f}"
              f"{statistics.median(ratios):>11.1f}{spread:>14}{cpp / plain:>9.1f}{cpp_azimuths / azimuths:>12.1f}")
print("; ".join(sorted(versions)))
PYTHON
