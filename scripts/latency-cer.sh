#!/usr/bin/env bash
# Wrong characters beside time, for every model that was downloaded, over a list of your own recordings.
# Usage: scripts/latency-cer.sh LIST.tsv [PROGRAM]   (a line of the list: file, zh or en, words, with tabs between)
set -euo pipefail
list=$1
program=${2:-$(dirname "$0")/../target/release/streetwise}
data=${STREETWISE_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/streetwise}
shopt -s nullglob
models=("$data"/models/*.bin)
[ ${#models[@]} -gt 0 ] || { echo "no model in $data/models: streetwise models fetch base-q8_0" >&2; exit 3; }
for model in "${models[@]}"; do
  "$program" bench list --list "$list" --model "$model"
done
