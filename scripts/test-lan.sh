#!/usr/bin/env bash
# A real network with a cable that can be pulled: the console in one network namespace, stations and the instructor's
# Chromium in another, a pair of virtual cards between them. Stations find the console by multicast DNS and join it over
# TLS; the cable is out in the middle of a case, and again when a case ends. Nothing may be lost. Part of the long tier.
# Needs root, or a kernel that lets users make namespaces of their own.
# Usage: scripts/test-lan.sh [folder for pictures]
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/browser-parts.sh
pictures="$(realpath -m "${1:-target/lan-pictures}")"
if [ -z "${STREETWISE_IN_NAMESPACE:-}" ]; then
  browser_setup iproute2 util-linux
  export STREETWISE_IN_NAMESPACE=1 STREETWISE_PROGRAM
  own="-n"
  [ "$(id -u)" = 0 ] || own="-rn"
  exec unshare "$own" "$0" "$pictures"
fi
browser_begin
fail() { echo "not so: $*" >&2; exit 1; }

# Two machines and a cable.
unshare -n sleep infinity & there=$!
pids+=("$there")
until [ "$(readlink "/proc/$there/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.1; done
at_console() { nsenter -t "$there" -n "$@"; }
ip link add cable type veth peer name cable-c
ip link set cable-c netns "$there"
ip link set lo up && ip addr add 10.77.0.2/24 dev cable && ip link set cable up
at_console ip link set lo up
at_console ip addr add 10.77.0.1/24 dev cable-c
at_console ip link set cable-c up
pull() { ip link set cable down; }
plug() { ip link set cable up; }

# The console: its own folder, on its own address, with a certificate of its own, told to the network.
serve() { # folder, port
  at_console "$program" --data "$data/$1" --json serve --listen "10.77.0.1:$2" --announce > "$data/$1.json" 2> "$data/$1.log" &
  served=$!
  pids+=("$served")
  until grep -qs '"url"' "$data/$1.json"; do kill -0 "$served"; sleep 0.2; done
}
mkdir -p "$data/console" "$data/stick" "$data/station"
instructor="$("$program" --data "$data/console" --json serve --add-user wei --role instructor | password)"
echo "{\"instructor\":[\"wei\",\"$instructor\"]}" > "$data/accounts.json"
serve console 8440
console=$served
# What an instructor carries to a station, and nothing else of the console's.
cp "$data/console/console/station.key" "$data/console/console/certificate.pem" "$data/stick/"

station() { # name, speed, walk-through, more options
  "$program" --lang en --data "$data/station" run street-vendor --walkthrough "scenarios/street-vendor/walkthroughs/$3.ron" \
    --trainee "$1" --station-name "$1" --station-key "$data/stick/station.key" --station-trust "$data/stick/certificate.pem" \
    --speed "$2" --out "$data/station/out/$1" "${@:4}" > /dev/null 2> "$data/$1.log"
}
lines() { [ -f "$1" ] && wc -l < "$1" || echo 0; }
# The record as the console keeps it, by what the station's own begins with.
kept() { grep -lF "$(head -n 1 "$data/station/out/$1/record.jsonl")" "$data"/console/console/runs/*/record.jsonl 2>/dev/null | head -n 1; }
same() { # name, what it shows
  local copy
  for _ in $(seq 300); do
    copy="$(kept "$1")"
    if [ -n "$copy" ] && cmp -s "$copy" "$data/station/out/$1/record.jsonl"; then
      echo "$2: $(lines "$copy") lines, equal to the byte"
      return
    fi
    sleep 0.1
  done
  fail "$2: the console has $(lines "${copy:-/nowhere}") of $(lines "$data/station/out/$1/record.jsonl") lines"
}

# 1. Found by multicast, joined over TLS, the cable out for twenty seconds in the middle, watched in a browser across it.
station L01 2 ideal-1 --station auto & first=$!
pids+=("$first")
until [ "$(lines "$data/station/out/L01/record.jsonl")" -gt 20 ]; do kill -0 "$first"; sleep 0.2; done
grep -q 'https://10.77.0.1:8440' "$data/L01.log" || fail "the station found the console: $(cat "$data/L01.log")"
echo "the station found https://10.77.0.1:8440 by multicast DNS"
mkdir -p "$pictures"
node tests/browser/lan.mjs https://10.77.0.1:8440 "$data/accounts.json" L01 "$data/lan" "$pictures" "$data/stick/certificate.pem" & watcher=$!
pids+=("$watcher")
until [ -f "$data/lan.watching" ]; do kill -0 "$watcher"; sleep 0.2; done
before="$(lines "$(kept L01)")"
pull
sleep 20
out_there="$(lines "$(kept L01)")" here="$(lines "$data/station/out/L01/record.jsonl")"
[ "$here" -gt "$((out_there + 3))" ] || fail "the station went on while the cable was out ($out_there there, $here here)"
echo "cable out for 20 s: the console stood at $out_there lines (at $before when it was pulled), the station went on to $here"
plug
begun="$(date +%s%3N)"
until [ "$(lines "$(kept L01)")" -ge "$here" ]; do sleep 0.05; [ $(($(date +%s%3N) - begun)) -lt 30000 ] || fail "the rest arrived"; done
echo "cable in: the rest arrived after $(($(date +%s%3N) - begun)) ms"
touch "$data/lan.plugged"
wait "$watcher" || fail "the browser across the cable"
wait "$first" || fail "the first station: $(cat "$data/L01.log")"
same L01 "a case with the cable out in the middle"

# 2. The cable is out when a case ends, and longer than the station waits. The next case sends the rest.
station L02 8 ideal-2 --station https://10.77.0.1:8440 & second=$!
pids+=("$second")
until [ "$(lines "$data/station/out/L02/record.jsonl")" -gt 60 ]; do kill -0 "$second"; sleep 0.1; done
pull
wait "$second" || fail "the second station: $(cat "$data/L02.log")"
grep -q 'did not get everything' "$data/L02.log" || fail "the station says that the console lacks something"
[ -f "$data/station/out/L02/untold" ] || fail "the record is marked as not told"
echo "cable out at the end: the console has $(lines "$(kept L02)") of $(lines "$data/station/out/L02/record.jsonl") lines, the station has gone"
plug
station L03 64 ideal-3 --station auto || fail "the third station: $(cat "$data/L03.log")"
same L03 "the next case"
same L02 "the case before it, sent by the next one"
[ ! -f "$data/station/out/L02/untold" ] || fail "the mark is gone once all is told"

# 3. Somebody else's console is announced beside it, then alone: nobody is joined by guess, and a false one is sent nothing.
serve false 8441
false=$served
# Multicast DNS asks for a second whether a name is free before it tells of it; on a busy machine it takes longer.
sleep 5
if station L04 64 ideal-1 --station auto; then fail "two consoles: a person chooses"; fi
grep -q '8440.*8441\|8441.*8440' "$data/L04.log" || fail "both are told: $(cat "$data/L04.log")"
echo "two consoles announced: the station lists both and joins neither"
kill "$console"
wait "$console" 2>/dev/null || true
station L05 64 ideal-1 --station https://10.77.0.1:8441 || fail "the station plays on: $(cat "$data/L05.log")"
[ -z "$(ls -A "$data/false/console/runs" 2>/dev/null)" ] || fail "a false console was told nothing"
grep -q 'station' "$data/false/console/audit.jsonl" && fail "a false console saw a key"
kill "$false"
echo "a console with another certificate: the case was played, nothing was sent, no key was shown"
