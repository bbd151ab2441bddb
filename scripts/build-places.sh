#!/usr/bin/env bash
# Builds the street kit, the places and the interface's fonts again from art/places. Players never need this.
# Needs python 3.11 and the Debian package fonts-noto-cjk.
set -euo pipefail
cd "$(dirname "$0")/.."
venv="${STREETWISE_PLACES_VENV:-target/places-venv}"
work="${STREETWISE_PLACES_WORK:-target/places}"
if [ ! -x "$venv/bin/python" ]; then
    python3.11 -m venv "$venv"
    "$venv/bin/pip" install -q 'numpy==1.26.4' 'pillow==13.0.0' 'fonttools==4.68.0' 'cffsubr==0.4.0' 'moderngl==5.13.0'
fi
mkdir -p "$work" assets/places assets/fonts
[ "${1:-}" = "fonts" ] && { "$venv/bin/python" art/places/fonts.py assets/fonts; exit; }
"$venv/bin/python" art/places/build.py assets/places "$work"
"$venv/bin/python" art/places/compose.py assets/places "$work"
"$venv/bin/python" art/places/compose_more.py assets/places
"$venv/bin/python" art/places/compose_bank.py assets/places
"$venv/bin/python" art/places/compose_hall.py assets/places
# A look: scripts/build-places.sh look longcheng_passage dusk:west:out.jpg
if [ "${1:-}" = "look" ]; then
    shift
    "$venv/bin/python" art/places/look.py assets/places "$@"
fi
