#!/usr/bin/env bash
# Makes all sound again from art/sound: effects, then the lines of every case in both languages, then measures it all.
# Nobody needs this to build or play; the results are committed. Debian and Ubuntu; some 15 minutes on two idle cores; a
# build that was broken off goes on where it stopped.
# Usage: scripts/build-sound.sh [effects|voices|measure]
set -euo pipefail
cd "$(dirname "$0")/.."
part="${1:-all}"
work="${SOUND_WORK:-target/sound}"
scripts/setup.sh espeak-ng vorbis-tools python3-venv
mkdir -p "$work"
python="${SOUND_PYTHON:-$work/venv/bin/python}"
if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet -r art/sound/requirements.txt
fi
cargo build --quiet --release --locked --manifest-path art/sound/slim/Cargo.toml --target-dir "$work/slim"
export SOUND_WORK="$work" VORBIS_SLIM="$PWD/$work/slim/release/vorbis-slim"
case "$work" in /*) VORBIS_SLIM="$work/slim/release/vorbis-slim" ;; esac
# One thread a process: the work is spread over files.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 JOBS="${JOBS:-$(nproc)}"
if [ "$part" = all ] || [ "$part" = effects ]; then
  "$python" art/sound/effects.py assets/sound
fi
if [ "$part" = all ] || [ "$part" = voices ]; then
  for case in scenarios/*/; do
    for lang in zh en; do
      "$python" art/sound/voices.py "$case" "$lang"
    done
  done
fi
"$python" art/sound/gaps.py
"$python" art/sound/measure.py --table
