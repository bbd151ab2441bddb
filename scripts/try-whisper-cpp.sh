#!/usr/bin/env bash
# Does a station get along with whisper.cpp's own server? Wants a built `whisper-server` and the program; the model is the voice
# fixture, unpacked. Usage: scripts/try-whisper-cpp.sh WHISPER_SERVER [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
server=$1
program=${2:-target/release/streetwise}
export STREETWISE_HOME="$PWD"
data=$(mktemp -d)
pid=
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$data"' EXIT
fixture=(tests/fixtures/voice/voice-fixture-*.bin.xz)
xz -dc "${fixture[0]}" > "$data/fixture.bin"
port=8459
"$server" -m "$data/fixture.bin" --host 127.0.0.1 --port "$port" -t 1 -l zh -nt -sns -ac 320 --inference-path /v1/audio/transcriptions \
  > "$data/server.log" 2>&1 &
pid=$!
for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.1; done
say=("$program" --data "$data")
"${say[@]}" hearing allow 127.0.0.1
"${say[@]}" hearing use "http://127.0.0.1:$port" --ask-for whisper.cpp --patience-ms 20000
"${say[@]}" --lang zh doctor | grep 听写
"${say[@]}" hearing agree --trainee cz-1 > /dev/null
right=0 all=0
while IFS=$'\t' read -r file lang text _; do
  if [ "$lang" != zh ]; then continue; fi
  all=$((all + 1))
  got=$("${say[@]}" --lang zh --json hearing try "tests/fixtures/voice/clips/$file" | sed 's/.*"text":"\([^"]*\)".*/\1/')
  strip() { printf '%s' "$1" | tr -d '，。？！、《》 ,.?!'; }
  [ "$(strip "$got")" = "$(strip "$text")" ] && right=$((right + 1)) || echo "$file: $text -> $got"
done < <(grep -v '^#' tests/fixtures/voice/clips/clips.tsv | awk 'NR % 4 == 1')
echo "$right of $all to the letter by whisper.cpp's server"
"${say[@]}" run street-vendor --trainee cz-1 --audio tests/fixtures/voice/clips/zh-01-a.ogg --out "$data/out" > /dev/null
grep -o '"heard_by":"[^"]*"' "$data"/out/record* | sort | uniq -c
