#!/usr/bin/env bash
# Fuzzes every parser, one after the other. Works on the stable compiler: the coverage counters are plain code generation
# options, and the fuzzer itself (libFuzzer) is built from its crate.
# What crashes one is left in fuzz/artifacts; what teaches the fuzzer something new stays in fuzz/corpus.
# Usage: scripts/fuzz.sh [seconds per parser, default 60] [parser…]
#        scripts/fuzz.sh keep        puts the smallest set that reaches all that was reached into tests/data/fuzz
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
export PATH="$PATH:$HOME/.cargo/bin"
all=(scenario lines packs record script walkthrough understanding reader stage assessment mapping weights digests sound opus)
host="$(rustc -vV | sed -n 's/^host: //p')"
built="${CARGO_TARGET_DIR:-$PWD/target}/fuzz"
# Samples kept of one parser at most, and bytes of one: the tests replay them all.
kept_most=60 kept_bytes=16384

# For the target's triple only, so that build scripts and macros stay plain.
counters="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
counters+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
counters+=" -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0"
CARGO_ENCODED_RUSTFLAGS="$(printf '%s' "$counters --cfg fuzzing" | sed 's/ --cfg / --cfg=/; s/ /\x1f/g')" \
  cargo build --quiet --release --locked --manifest-path fuzz/Cargo.toml --features voice --target "$host" --target-dir "$built"
export STREETWISE_HOME="$PWD"

if [ "${1:-}" = keep ]; then
  for door in "${all[@]}"; do
    [ -d "fuzz/corpus/$door" ] || continue
    least="$(mktemp -d)"
    "$built/$host/release/$door" -merge=1 "$least" "tests/data/fuzz/$door" "fuzz/corpus/$door" >/dev/null 2>&1
    # The same bytes under another name are no new sample.
    for known in "tests/data/fuzz/$door"/*; do
      rm -f "$least/$(sha1sum <"$known" | cut -d' ' -f1)"
    done
    find "$least" -type f -size "-${kept_bytes}c" -printf '%s %p\n' | sort -n | head -n "$kept_most" | cut -d' ' -f2- |
      xargs -r cp -t "tests/data/fuzz/$door/"
    rm -rf "$least"
    echo "$door: $(find "tests/data/fuzz/$door" -type f | wc -l) samples"
  done
  exit
fi

seconds="${1:-60}"
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- "${all[@]}"
failed=0
for door in "$@"; do
  mkdir -p "fuzz/corpus/$door" "fuzz/artifacts/$door"
  log="$(mktemp)"
  if "$built/$host/release/$door" "fuzz/corpus/$door" "tests/data/fuzz/$door" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 -artifact_prefix="fuzz/artifacts/$door/" >"$log" 2>&1; then
    said=sound
  else
    said=CRASHED failed=1
    tail -n 40 "$log" >&2
  fi
  runs="$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
  memory="$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")"
  reached="$(grep -o 'cov: [0-9]*' "$log" | tail -n 1)"
  echo "$door: $said, $seconds s, ${runs:-?} inputs, ${reached:-cov: ?}, ${memory:-?} MiB"
  rm -f "$log"
done
exit "$failed"
