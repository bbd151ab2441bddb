#!/usr/bin/env bash
# Starts Ralph, a real learning-record store, on this machine and sends it made statements: taken, found again by verb
# and run, taken twice without doubling, refused when the body differs, waiting while it is away. Validates every
# statement with Ralph's strict model, because its server accepts nearly anything.
# Usage: scripts/lrs.sh PROGRAM WORK_FOLDER (with results in WORK_FOLDER/results)
set -euo pipefail
program="$1" work="$2"
here="$(cd "$(dirname "$0")/.." && pwd)"
mkdir -p "$work"
work="$(cd "$work" && pwd)"
venv="$work/venv"
port="${STREETWISE_LRS_PORT:-8100}"
if [ ! -x "$venv/bin/ralph" ]; then
  python3 -m venv "$venv"
  # The extra `lrs` forgets requests.
  "$venv/bin/pip" install -q 'ralph-malph[cli,lrs]==5.1.0' requests
fi
lrs="$work/lrs" data="$work/data"
rm -rf "$lrs" "$data"
mkdir -p "$lrs/app" "$lrs/data"
export RALPH_APP_DIR="$lrs/app" RALPH_RUNSERVER_BACKEND=fs RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH="$lrs/data"
"$venv/bin/ralph" auth -u trainer -p local-only -s all -M mailto:lrs@example.org -w >/dev/null
start() {
  "$venv/bin/python" "$here/tests/exports/ralph_run.py" "$port" & echo $! > "$lrs/pid"
  for _ in $(seq 60); do
    if curl -sf "http://127.0.0.1:$port/__heartbeat__" >/dev/null; then return; fi
    sleep 1
  done
  echo "Ralph did not start" >&2
  exit 3
}
stop() { kill "$(cat "$lrs/pid")" 2>/dev/null || true; wait "$(cat "$lrs/pid")" 2>/dev/null || true; }
trap stop EXIT
export STREETWISE_HOME="$here" STREETWISE_LRS_PASSWORD=local-only
address="http://127.0.0.1:$port/xAPI/statements/"
send() { "$program" export --format xapi --from "$work/results" --data "$data" --lrs "$address" --lrs-user trainer --site https://hr.example.org --lang en; }
"$program" export --format xapi --from "$work/results" --out "$work/statements.jsonl" --site https://hr.example.org --lang en
"$venv/bin/python" "$here/tests/exports/xapi_strict.py" "$work/statements.jsonl"
if command -v npm >/dev/null; then
  [ -d "$work/npm/node_modules" ] || npm install --silent --prefix "$work/npm" @learninglocker/xapi-validation@3.0.0
  NODE_PATH="$work/npm/node_modules" node "$here/tests/exports/xapi_validate.cjs" "$work/statements.jsonl"
else
  echo "no npm: the second validator was left out" >&2
fi
echo "-- away: everything waits"
if send; then echo "sent to nobody" >&2; exit 1; fi
echo "-- back: everything is taken"
start
send
count() { curl -s -G -u trainer:local-only -H 'X-Experience-API-Version: 1.0.3' --data-urlencode "verb=$1" --data-urlencode limit=500 "$address" | "$venv/bin/python" -c 'import json,sys; print(len(json.load(sys.stdin)["statements"]))'; }
completed="$(count http://adlnet.gov/expapi/verbs/completed)"
echo "-- the note of what was sent is lost: sent again, nothing doubles"
rm -rf "$data"
send
again="$(count http://adlnet.gov/expapi/verbs/completed)"
lines="$(cat "$lrs"/data/* | grep -c '"verb"')"
echo "completed: $completed, then $again; statements kept: $lines of $(wc -l < "$work/statements.jsonl")"
[ "$completed" = "$again" ] && [ "$lines" = "$(wc -l < "$work/statements.jsonl")" ]
