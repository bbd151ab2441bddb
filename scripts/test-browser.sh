#!/usr/bin/env bash
# The console in a real Chromium beside thirty stations, each playing a case: pages in both languages, how late a word
# arrives, how much memory the console takes. Part of the long tier.
# Usage: scripts/test-browser.sh [stations, default 30] [seconds of load, default 120] [folder for pictures]
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/browser-parts.sh
stations="${1:-30}" seconds="${2:-120}" pictures="${3:-target/console-pictures}"
browser_setup
browser_begin
user() { "$program" --data "$data" --json serve --add-user "$1" --role "$2"; }
user wei instructor > "$data/wei.json"
admin="$(head -n 1 "$data/wei.json")"
# Trainees whose marks are judged, one a language and size of screen, and the other roles.
people=(A01:trainee mo-zh-1024:trainee mo-en-1440:trainee hr:hr auditor:auditor asleep:instructor)
{
  echo "{\"instructor\":[\"wei\",\"$(password < "$data/wei.json")\"],\"admin\":[\"admin\",\"$(password <<< "$admin")\"]"
  for one in "${people[@]}"; do
    name="${one%%:*}"
    echo ",\"${name/A01/trainee}\":[\"$name\",\"$(user "$name" "${one##*:}" | password)\"]"
  done
  echo "}"
} > "$data/accounts.json"
"$program" --data "$data" --json serve --listen 127.0.0.1:0 > "$data/serve.json" &
console=$!
pids+=("$console")
until grep -q url "$data/serve.json"; do kill -0 "$console"; sleep 0.2; done
url="$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1],"utf8").trim().split("\n").at(-1)).url)' "$data/serve.json")"
plays=(street-vendor/ideal-1 street-vendor/ideal-2 sidewalk-parking/ideal-2 street-vendor/critical-insult sidewalk-parking/ideal-1 street-vendor/ideal-3)
play() { # folder, walk-through, speed, more options: becomes the program itself, so that its id is the program's
  exec "$program" --data "$data" run "${2%%/*}" --walkthrough "scenarios/${2%%/*}/walkthroughs/${2##*/}.ron" \
    --speed "$3" --out "$data/out/$1" "${@:4}" > /dev/null 2> "$data/$1.log"
}
join() { # number, speed, folder's ending
  local name
  name="A$(printf '%02d' "$1")"
  play "$name-$3" "${plays[$(( ($1 - 1) % ${#plays[@]} ))]}" "$2" --trainee "$name" --station "$url" --station-name "$name"
}
# One run after another until the time is over and every page was walked through, which needs stations that play; told to
# stop, it stops the run as well.
keep() { # what runs, its arguments; the folder's ending counts up
  local round=0 child
  trap 'kill "$child" 2>/dev/null; exit' TERM
  while [ "$SECONDS" -lt "$end" ] || [ ! -e "$data/walked" ]; do
    round=$((round + 1))
    "$@" "load-$round" &
    child=$!
    wait "$child" || true
  done
}
alone() { play "alone-$1" street-vendor/ideal-1 1; }
# Two finished runs first, so that there is something to go through.
first=()
for number in 4 5; do join "$number" 64 done & first+=("$!"); done
# And two in which something was not made out, so that a person has to decide.
for name in mo-zh-1024 mo-en-1440; do
  "$program" --data "$data" run street-vendor --walkthrough tests/browser/unsure.ron --speed 64 --out "$data/out/$name-done" \
    --trainee "$name" --station "$url" --station-name "$name" > /dev/null 2> "$data/$name.log" & first+=("$!")
done
wait "${first[@]}"
end=$((SECONDS + seconds))
# One station without a console beside those with one, for its ticks.
keep alone & pids+=("$!")
for number in $(seq 1 "$stations"); do keep join "$number" 1 & pids+=("$!"); done
node tests/browser/load.mjs "$url" "$data/accounts.json" "$seconds" "$console" "$data/out" &
load=$!
pids+=("$load")
node tests/browser/console.mjs "$url" "$data/accounts.json" "$pictures" "$program" "$data"
touch "$data/walked"
wait "$load"
# A run that was going on when the time was over tells its figures when it is over.
for pid in "${pids[@]:1:2}"; do wait "$pid" || true; done
for log in "$data"/A01-load-*.log; do echo "a station's ticks beside a console: $(tail -n 1 "$log")"; done
for log in "$data"/alone-load-*.log; do echo "a station's ticks alone: $(tail -n 1 "$log")"; done
# What the browser's microphone said arrived in the trainee's ear.
grep -h -E '耳返里说了|spoke into the ear' "$data"/W-*.log || { echo "no station heard a voice" >&2; exit 1; }
# Last, because the console is made to forget every other run.
node tests/browser/gone.mjs "$url" "$data/accounts.json" "$data/console/station.key" "$data/out/A04-done/record.jsonl" "$pictures"
