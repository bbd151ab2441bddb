#!/usr/bin/env bash
# The main job on a bare machine: installs what is missing, builds, and plays a whole case from sound to report.
# Usage: scripts/run.sh [zh|en]
set -euo pipefail
cd "$(dirname "$0")/.."
lang="${1:-zh}"
scripts/setup.sh
cargo build --release
export STREETWISE_HOME="$PWD"
out="$PWD/target/demo-$lang"
rm -rf "$out"
voice=tests/fixtures/voice
case "$lang" in
  zh) sound=$voice/clips/street-vendor-ideal.ogg ;;
  en) sound=$voice/clips/street-vendor-ideal-en.ogg ;;
  *) echo "zh | en" >&2; exit 2 ;;
esac
# No model but the fixture: the demonstration needs no download, whatever else lies on this machine.
"${CARGO_TARGET_DIR:-target}/release/streetwise" --lang "$lang" run scenarios/street-vendor --audio "$sound" \
  --text "$voice/street-vendor-ideal.$lang.txt" --model "$voice/voice-fixture-espeak-closed79-q8_0.bin.xz" --out "$out"
