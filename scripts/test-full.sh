#!/usr/bin/env bash
# The long tier: what takes too long for every change and must pass before an issue is called resolved. Kills the program two
# thousand times, makes a million results twice over, plays the ideal talk of all eight cases in a window, the three minutes
# and bare hands in a headset and thousands of random runs, proves all eight cases with a long budget, measures stability and
# speed, fuzzes every parser, opens every export with its real reader, keeps thirty stations at a console for ten minutes,
# and writes the summary to docs/full-tier.md. Hours on two cores.
# Tests that take their long way here and a short one in scripts/test.sh know it by STREETWISE_LONG.
# Usage: scripts/test-full.sh [seconds of fuzzing per parser, default 300] [seconds of proving per case, default 300]
set -euo pipefail
cd "$(dirname "$0")/.."
fuzz_seconds="${1:-300}" prove_seconds="${2:-300}"
export STREETWISE_HOME="$PWD" STREETWISE_REQUIRE_POSTGRES=1
target="${CARGO_TARGET_DIR:-$PWD/target}"
# Tests share the build that scripts/test.sh made; only what is timed is built anew, and lean: the typesetting of `papers` in
# release alone would take an hour.
tests=(--no-default-features --features voice,store,papers)
program="$target/debug/streetwise"
fast="$target/release/streetwise"
summary=docs/full-tier.md
part="$(mktemp)"
trap 'rm -f "$part"' EXIT
note() { printf '%s\n' "$*" | tee -a "$part"; }
failed=0
# Runs one step; its last line that says something goes into the summary beside how long it took.
step() {
  local name="$1" begun=$SECONDS log last
  shift
  log="$(mktemp)"
  printf '\n== %s\n' "$name"
  if "$@" 2>&1 | tee "$log"; then last=passed; else last=FAILED failed=1; fi
  note "| $name | $last | $((SECONDS - begun)) s | $(grep -vE '^\s*$|^test |^running|finished in' "$log" | tail -n 1 | tr '|' '/' | cut -c1-200) |"
  rm -f "$log"
}

# What the exports' readers need: Spark, the validator of statements, LibreOffice and a reader of pages.
scripts/setup.sh postgresql default-jre-headless nodejs npm python3-venv libreoffice-calc poppler-utils
note "| step | result | time | last line |"
note "|---|---|---|---|"
step "build for the tests" cargo build "${tests[@]}"
step "build to be timed" cargo build --release --no-default-features --features voice
step "kill × 1000 during a case" env STREETWISE_KILLS=1000 cargo test "${tests[@]}" --test kill -- --nocapture
step "store: kill × 1000, bits × 25, full disks, bureau killed" env STREETWISE_KILLS=1000 cargo test "${tests[@]}" --test store_faults -- --nocapture
step "outbox: every bit" env STREETWISE_KILLS=1000 cargo test "${tests[@]}" --test outbox -- --nocapture flipped
step "store: bits of everything else × 25" env STREETWISE_KILLS=1000 cargo test "${tests[@]}" --test store_bits -- --nocapture
step "store: a million results" env STREETWISE_RESULTS=1000000 cargo test "${tests[@]}" --test store_scale -- --nocapture memory_stays_flat
# Statements of a million results are 27 GB, the workbook's rows on their way into it half as much.
step "exports: a million results" env STREETWISE_RESULTS=1000000 cargo test "${tests[@]}" --test store_scale -- --nocapture many_stations
# What scripts/test.sh brought for them must be there: a window or a headset that is skipped has passed nothing.
step "all eight ideal talks in a window" env STREETWISE_LONG=1 STREETWISE_REQUIRE_SCREEN=1 cargo test --test app_play -- --nocapture ideal_talk
step "headset: three minutes, bare hands" env STREETWISE_LONG=1 STREETWISE_REQUIRE_OPENXR=1 cargo test --test headset -- --nocapture
step "ten faults planted in each of the eight cases" env STREETWISE_LONG=1 cargo test "${tests[@]}" --test prover -- --nocapture
step "every row of the lists of new, proven" env STREETWISE_LONG=1 cargo test "${tests[@]}" --test authoring_docs -- --nocapture cheated
step "random runs × 2000" env STREETWISE_CASES=2000 cargo test "${tests[@]}" --test properties
for case in scenarios/*/; do
  case="$(basename "$case")"
  step "prove $case, $prove_seconds s" "$fast" prove "$case" --budget "$prove_seconds"
done
step "marks under recognition errors" "$fast" quality --stability
step "bench" scripts/bench.sh
step "hearing, understanding and a mark in noise" "$fast" bench noise
for door in scenario lines packs record script walkthrough understanding reader stage assessment mapping weights digests sound opus; do
  step "fuzz $door, $fuzz_seconds s" scripts/fuzz.sh "$fuzz_seconds" "$door"
done
step "console in Chromium, 30 stations, 600 s" env STREETWISE_PROGRAM= scripts/test-browser.sh 30 600
step "a network whose cable is pulled" env STREETWISE_PROGRAM= scripts/test-lan.sh
# Exports, read by those they are made for.
exports="$target/exports"
if [ ! -x "$exports/python/bin/python" ]; then
  python3 -m venv "$exports/python" && "$exports/python/bin/pip" install -q duckdb pyspark
fi
for engine in duckdb spark; do
  step "Parquet by $engine" env STREETWISE_PYTHON="$exports/python/bin/python" cargo test "${tests[@]}" --test exports_agree -- --ignored --nocapture "$engine"
done
step "made results" env STREETWISE_MADE="$exports/lrs/results" cargo test "${tests[@]}" --test xapi -- --ignored made_results
step "statements to Ralph" scripts/lrs.sh "$program" "$exports/lrs"
step "workbook in LibreOffice, pages and fonts" scripts/office.sh "$program" "$exports/lrs"

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
