#!/usr/bin/env bash
# Makes all sound again from art/sound: effects, then the lines of every case in both languages, then measures it all.
# Nobody needs this to build or play; the results are committed. Debian and Ubuntu; some 40 minutes on two idle cores; a
# build that was broken off goes on where it stopped.
# Usage: scripts/build-sound.sh [effects|voices|measure|more CASE]   (more: only lines that have no recording yet)
set -euo pipefail
cd "$(dirname "$0")/.."
part="${1:-all}"
work="${SOUND_WORK:-target/sound}"
english="street-vendor sidewalk-parking"
scripts/setup.sh espeak-ng vorbis-tools libogg-dev curl python3-venv
mkdir -p "$work"
python="${SOUND_PYTHON:-$work/venv/bin/python}"
if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet -r art/sound/requirements.txt
fi
cargo build --quiet --release --locked --manifest-path art/sound/slim/Cargo.toml --target-dir "$work/slim"
case "$work" in /*) ;; *) work="$PWD/$work" ;; esac
# The coder of the voices is built from source, so that a second build gives the same bytes; BSD-3-Clause.
opus=opus-1.5.2
if [ ! -x "$work/coder/voice-coder" ] || [ art/sound/coder/coder.c -nt "$work/coder/voice-coder" ]; then
  mkdir -p "$work/coder"
  curl -fsSL -o "$work/coder/$opus.tar.gz" https://deb.debian.org/debian/pool/main/o/opus/opus_1.5.2.orig.tar.gz
  echo "65c1d2f78b9f2fb20082c38cbe47c951ad5839345876e46941612ee87f9a7ce1  $work/coder/$opus.tar.gz" | sha256sum --check --quiet
  tar -xzf "$work/coder/$opus.tar.gz" -C "$work/coder"
  from="$work/coder/$opus"
  mapfile -t sources < <(find "$from/silk" "$from/silk/float" "$from/celt" "$from/src" -maxdepth 1 -name '*.c' ! -name '*demo*' ! -name 'opus_compare.c' ! -name '*multistream*' ! -name '*projection*' ! -name 'mapping_matrix.c' ! -name 'test_*' | sort)
  cc -O2 -w -DOPUS_BUILD -DVAR_ARRAYS -DHAVE_LRINT -DHAVE_LRINTF -I"$from/include" -I"$from/celt" -I"$from/silk" -I"$from/silk/float" -I"$from/src" \
    art/sound/coder/coder.c "${sources[@]}" -logg -lm -o "$work/coder/voice-coder"
fi
export SOUND_WORK="$work" VORBIS_SLIM="$work/slim/release/vorbis-slim" VOICE_CODER="$work/coder/voice-coder"
# One thread a process: the work is spread over files.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 JOBS="${JOBS:-$(nproc)}"
if [ "$part" = all ] || [ "$part" = effects ]; then
  "$python" art/sound/effects.py assets/sound
fi
if [ "$part" = all ] || [ "$part" = voices ]; then
  for case in scenarios/*/; do
    "$python" art/sound/voices.py "$case" zh
    "$python" art/sound/pack.py "$case" zh
  done
  # English as far as all voices together stay below their limit (tests/voices.rs).
  for case in $english; do
    "$python" art/sound/voices.py "scenarios/$case" en
    "$python" art/sound/pack.py "scenarios/$case" en
  done
fi
if [ "$part" = more ]; then
  [ -d "scenarios/${2:-}/voices" ] || { echo "more: which case? One of: $(cd scenarios && echo */voices | sed 's|/voices||g')" >&2; exit 2; }
  for lang in zh en; do
    if [ -e "scenarios/$2/voices/$lang.pack" ]; then "$python" art/sound/more.py "scenarios/$2" "$lang"; fi
  done
  "$python" art/sound/gaps.py
  exit
fi
"$python" art/sound/gaps.py
"$python" art/sound/measure.py --table
