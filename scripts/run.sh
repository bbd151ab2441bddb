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
case "$lang" in
  zh) sound=tests/fixtures/voice/clips/street-vendor-ideal.flac ;;
  en) sound=tests/fixtures/voice/clips/street-vendor-ideal-en.flac ;;
  *) echo "zh | en" >&2; exit 2 ;;
esac
target/release/streetwise --lang "$lang" run scenarios/street-vendor --audio "$sound" \
  --deeds tests/fixtures/voice/clips/street-vendor-ideal-"$lang".deeds --out "$out"
