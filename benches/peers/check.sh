#!/usr/bin/env bash
# Whole-process time of one `check` of one pair, beside GeographicLib's GeodSolve answering the same pair.
#
# Needs hyperfine and GeodSolve (Debian: hyperfine, geographiclib-tools); installs them where apt-get can.
# Runs the two in turns, five rounds of 200 runs each, and prints medians and their ratio.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v GeodSolve >/dev/null && command -v hyperfine >/dev/null || {
    apt-get update -q && apt-get install -qy hyperfine geographiclib-tools
} >/dev/null
cargo build --release --quiet
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for round in 1 2 3 4 5; do
    hyperfine -N --warmup 20 --runs 200 --export-json "$scratch/$round.json" \
        "GeodSolve -i --input-string '48.57 45.75 52.52 13.405'" \
        "target/release/arcminute check 48.57,45.75 52.52,13.405 --missile none" \
        "target/release/arcminute check kapustin-yar Berlin" \
        "target/release/arcminute check kapustin-yar Berlin --missile 9m729 --format json" >/dev/null 2>&1
done

python3 - "$scratch" <<'PYTHON'
import json, pathlib, statistics, sys

rounds = [json.loads(path.read_text())["results"] for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json"))]
print(f"{'median of 5 rounds, ms':<84}{'ratio to GeodSolve':>20}  spread over rounds")
for at, result in enumerate(rounds[0]):
    medians = [1000 * each[at]["median"] for each in rounds]
    ratios = [each[at]["median"] / each[0]["median"] for each in rounds]
    print(f"{statistics.median(medians):5.2f}  {result['command']:<77}{statistics.median(ratios):>20.2f}"
          f"  {min(ratios):.2f}–{max(ratios):.2f}")
PYTHON
