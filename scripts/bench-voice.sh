#!/usr/bin/env bash
# How fast the program hears while a street is being lived in on the other core, for the sizes of Whisper that stations use: random
# weights of true geometry (scripts/geometry.py) where no others were downloaded. Accuracy is scripts/latency-cer.sh's business.
# Usage: scripts/bench-voice.sh [PROGRAM]   (a quiet machine; a minute for each model)
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/streetwise}
data=${STREETWISE_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/streetwise}
python=${PYTHON:-python3}
export STREETWISE_HOME=${STREETWISE_HOME:-$PWD}
shopt -s nullglob
models=("$data"/models/*.bin)
if [ ${#models[@]} -eq 0 ]; then
  work=${BENCH_WORK:-target/geometry}
  [ -e "$work/geometry-base-q8_0.bin" ] || "$python" scripts/geometry.py "$work"
  models=("$work"/geometry-*.bin)
fi
street=""
stop() { [ -z "$street" ] || kill -- "-$street" 2>/dev/null || true; }
trap stop EXIT
for model in "${models[@]}"; do
  # The street's ticks keep the last core busy as the window does; nothing is drawn. A program without the window has none.
  if "$program" bench frame --help >/dev/null 2>&1 && [ "$(nproc)" -gt 1 ]; then
    core=$(($(nproc) - 1)) program=$program setsid bash -c \
      'while :; do taskset -c "$core" "$program" bench frame --scene street >/dev/null 2>&1 || sleep 1; done' &
    street=$!
  fi
  echo "$(basename "$model"), beside a street: ${street:+yes}${street:-no}"
  taskset -c 0 "$program" --json bench voice --model "$model"
  stop
  street=""
done
