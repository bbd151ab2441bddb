#!/usr/bin/env bash
# Wrong characters beside time, for every model that was downloaded, over a list of your own recordings.
# Usage: scripts/latency-cer.sh LIST.tsv [PROGRAM]   (a line of the list: file, zh or en, words, with tabs between)
set -euo pipefail
if [ $# -lt 1 ] || [ ! -f "$1" ]; then
  echo "usage: $0 LIST.tsv [PROGRAM] - a line of the list is a sound file, zh or en, and its words, with tabs between" >&2
  exit 2
fi
list=$1
root=$(cd "$(dirname "$0")/.." && pwd)
program=${2:-$root/target/release/streetwise}
[ -x "$program" ] || { echo "no program at $program: cargo build --release, or name one" >&2; exit 2; }
# A program from the source tree finds its content there, wherever this is called from.
export STREETWISE_HOME=${STREETWISE_HOME:-$root}
data=${STREETWISE_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/streetwise}
shopt -s nullglob
models=("$data"/models/*.bin)
[ ${#models[@]} -gt 0 ] || { echo "no model in $data/models: streetwise models fetch base-q8_0" >&2; exit 3; }
for model in "${models[@]}"; do
  "$program" bench list --list "$list" --model "$model"
done
