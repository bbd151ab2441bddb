#!/usr/bin/env bash
# The long tier: what takes too long for every change and must pass before an issue is called resolved. Fuzzes every
# parser, kills the program two thousand times, makes a million results, plays thousands of random runs, proves both cases with a long budget,
# measures stability and speed, and writes the summary to docs/full-tier.md.
# Usage: scripts/test-full.sh [seconds of fuzzing per parser, default 300]
set -euo pipefail
cd "$(dirname "$0")/.."
fuzz_seconds="${1:-300}"
export STREETWISE_HOME="$PWD"
target="${CARGO_TARGET_DIR:-$PWD/target}"
features=(--no-default-features --features voice,store,papers)
export STREETWISE_REQUIRE_POSTGRES=1
program="$target/release/streetwise"
summary=docs/full-tier.md
part="$(mktemp)"
trap 'rm -f "$part"' EXIT
note() { printf '%s\n' "$*" | tee -a "$part"; }
failed=0
# Runs one step; its last line goes into the summary beside how long it took.
step() {
  local name="$1" begun=$SECONDS log last
  shift
  log="$(mktemp)"
  printf '\n== %s\n' "$name"
  if "$@" 2>&1 | tee "$log"; then last=passed; else last=FAILED failed=1; fi
  note "| $name | $last | $((SECONDS - begun)) s | $(grep -v '^\s*$' "$log" | tail -n 1 | tr '|' '/' | cut -c1-160) |"
  rm -f "$log"
}

scripts/setup.sh postgresql
note "| step | result | time | last line |"
note "|---|---|---|---|"
step "build" cargo build --release "${features[@]}"
step "kill × 1000 during a case" env STREETWISE_KILLS=1000 cargo test --release "${features[@]}" --test kill -- --nocapture
step "store: kill × 1000, bits × 25, full disks, bureau killed" env STREETWISE_KILLS=1000 cargo test --release "${features[@]}" --test store_faults -- --nocapture
step "store: a million results" env STREETWISE_RESULTS=1000000 cargo test --release "${features[@]}" --test store_scale -- --nocapture
step "random runs × 2000" env STREETWISE_CASES=2000 cargo test --release "${features[@]}" --test properties
step "prove street-vendor, 300 s" "$program" prove street-vendor --budget 300
step "prove sidewalk-parking, 300 s" "$program" prove sidewalk-parking --budget 300
step "marks under recognition errors" "$program" quality --stability
step "bench" scripts/bench.sh
for door in scenario lines packs record script walkthrough understanding sound; do
  step "fuzz $door, $fuzz_seconds s" scripts/fuzz.sh "$fuzz_seconds" "$door"
done
step "console in Chromium, 30 stations, 600 s" env STREETWISE_PROGRAM= scripts/test-browser.sh 30 600
# Exports, read by those they are made for.
exports="$target/exports"
if [ ! -x "$exports/python/bin/python" ]; then
  python3 -m venv "$exports/python" && "$exports/python/bin/pip" install -q duckdb
fi
step "Parquet by DuckDB" env STREETWISE_PYTHON="$exports/python/bin/python" cargo test --release "${features[@]}" --test exports_agree -- --ignored duckdb
step "made results" env STREETWISE_MADE="$exports/lrs/results" cargo test --release "${features[@]}" --test xapi -- --ignored made_results
step "statements to Ralph" scripts/lrs.sh "$program" "$exports/lrs"
step "a million results" env STREETWISE_RESULTS=1000000 cargo test --release "${features[@]}" --test exports_large -- --ignored --nocapture

{
  echo "# The long tier"
  echo
  echo "Written by \`scripts/test-full.sh\`; the last whole run, on $(date -u +%Y-%m-%d), $(nproc) cores, $(rustc --version | cut -d' ' -f1,2)."
  echo
  cat "$part"
} > "$summary"
echo
echo "summary: $summary"
exit "$failed"
