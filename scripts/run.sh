#!/usr/bin/env bash
# The main job on a bare machine: installs what is missing, builds, and opens the window where there is a screen. Without
# one it builds what needs no graphics (minutes) and plays a whole case from sound to report.
# Usage: scripts/run.sh [zh|en] [--no-window]
set -euo pipefail
cd "$(dirname "$0")/.."
lang=zh window=yes
for word in "$@"; do
  case "$word" in
    zh | en) lang="$word" ;;
    --no-window) window=no ;;
    *) echo "scripts/run.sh [zh|en] [--no-window]" >&2; exit 2 ;;
  esac
done
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || window=no
export PATH="$PATH:$HOME/.cargo/bin"
scripts/setup.sh
export STREETWISE_HOME="$PWD"
program="${CARGO_TARGET_DIR:-$PWD/target}/release/streetwise"
if [ "$window" = yes ]; then
  cargo build --release
  if "$program" play --help >/dev/null 2>&1; then
    exec "$program" --lang "$lang" play
  fi
else
  # Without graphics: the engine's 500 crates would take half an hour.
  cargo build --release --no-default-features --features voice
fi
out="$PWD/target/demo-$lang"
rm -rf "$out"
voice=tests/fixtures/voice
case "$lang" in
  # The last call over the radio is not made out, so it is said again.
  zh) sound=$voice/clips/street-vendor-ideal.ogg,$voice/clips/zh-17-b.ogg ;;
  en) sound=$voice/clips/street-vendor-ideal-en.ogg ;;
esac
# No model but the fixture: the demonstration needs no download, whatever else lies on this machine.
"$program" --lang "$lang" run scenarios/street-vendor --audio "$sound" --text "$voice/street-vendor-ideal.$lang.txt" \
  --model "$voice/voice-fixture-espeak-closed79-q8_0.bin.xz" --out "$out"
