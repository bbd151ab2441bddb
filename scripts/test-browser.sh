#!/usr/bin/env bash
# The console in a real Chromium beside thirty stations, each playing a case: pages in both languages, how late a word
# arrives, how much memory the console takes. Part of the long tier.
# Usage: scripts/test-browser.sh [stations, default 30] [seconds of load, default 120] [folder for pictures]
set -euo pipefail
cd "$(dirname "$0")/.."
stations="${1:-30}" seconds="${2:-120}" pictures="${3:-target/console-pictures}"
scripts/setup.sh chromium nodejs npm fonts-noto-cjk
target="${CARGO_TARGET_DIR:-$PWD/target}"
program="${STREETWISE_PROGRAM:-}"
if [ -z "$program" ]; then
  cargo build --no-default-features --features web,store
  program="$target/debug/streetwise"
fi
[ -d tests/browser/node_modules/playwright-core ] || npm install --silent --no-audit --no-fund --prefix tests/browser
export STREETWISE_HOME="$PWD"
data="$(mktemp -d)"
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$data"
}
trap finish EXIT
user() { "$program" --data "$data" --json serve --add-user "$1" --role "$2"; }
user wei instructor > "$data/wei.json"
admin="$(head -n 1 "$data/wei.json")"
user A01 trainee > "$data/trainee.json"
password() { node -e 'const l=require("fs").readFileSync(0,"utf8").trim().split("\n");console.log(JSON.parse(l.at(-1)).password)'; }
cat > "$data/accounts.json" <<JSON
{"instructor":["wei","$(password < "$data/wei.json")"],"trainee":["A01","$(password < "$data/trainee.json")"],
 "admin":["admin","$(password <<< "$admin")"]}
JSON
"$program" --data "$data" --json serve --listen 127.0.0.1:0 > "$data/serve.json" &
console=$!
pids+=("$console")
until grep -q url "$data/serve.json"; do kill -0 "$console"; sleep 0.2; done
url="$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1],"utf8").trim().split("\n").at(-1)).url)' "$data/serve.json")"
plays=(street-vendor/ideal-1 street-vendor/ideal-2 sidewalk-parking/ideal-2 street-vendor/critical-insult sidewalk-parking/ideal-1 street-vendor/ideal-3)
play() { # number, speed, more options
  local name one
  name="A$(printf '%02d' "$1")"
  one="${plays[$(( ($1 - 1) % ${#plays[@]} ))]}"
  "$program" --data "$data" run "${one%%/*}" --walkthrough "scenarios/${one%%/*}/walkthroughs/${one##*/}.ron" \
    --trainee "$name" --station "$url" --station-name "$name" --speed "$2" --out "$data/out/$name-$3" > /dev/null 2> "$data/$name-$3.log" &
  pids+=("$!")
}
# Two finished runs first, so that there is something to go through.
for number in 4 5; do play "$number" 64 done; done
wait "${pids[@]:1}"
pids=("$console")
# One station without a console, for its ticks.
"$program" --data "$data" run street-vendor --walkthrough scenarios/street-vendor/walkthroughs/ideal-1.ron --speed 8 --out "$data/out/alone" > /dev/null 2> "$data/alone.log" &
pids+=("$!")
for number in $(seq 1 "$stations"); do play "$number" 1 load; done
node tests/browser/load.mjs "$url" "$data/accounts.json" "$seconds" "$console" "$data/out" &
load=$!
node tests/browser/console.mjs "$url" "$data/accounts.json" "$pictures"
wait "$load"
echo "a station's ticks beside a console: $(tail -n 1 "$data"/A01-load.log)"
echo "a station's ticks alone: $(tail -n 1 "$data/alone.log")"
# What the browser's microphone said arrived in the trainee's ear.
grep -h -E '耳返里说了|spoke into the ear' "$data"/A*-load.log || { echo "no station heard a voice" >&2; exit 1; }
