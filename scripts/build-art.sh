#!/usr/bin/env bash
# Builds the people of assets/people/ again from art/people/. Users never need this: the files are in the repository.
#
#   scripts/build-art.sh [FOLDER]     into FOLDER (default assets/people); ART_VENV names the virtual environment to use
#
# Needs Python 3.11. numpy and scipy make the files; Pillow and bpy are for looking at them only (raster.py, sheet.py).
set -euo pipefail
cd "$(dirname "$0")/.."
out="${1:-assets/people}"
venv="${ART_VENV:-target/art-venv}"
if [ ! -x "$venv/bin/python" ]; then
    python3.11 -m venv "$venv"
    "$venv/bin/pip" install --quiet 'numpy==1.26.4' 'scipy==1.17.1' 'pillow==13.0.0'
fi
if [ "${ART_WITH_BPY:-}" = 1 ]; then
    "$venv/bin/pip" install --quiet 'bpy==4.5.15'
fi
# One thread for each process: sums keep their order, so the same files come out again.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
mkdir -p "$out"
"$venv/bin/python" art/people/build.py "$out"
"$venv/bin/python" art/people/build_clips.py "$out/clips.glb"
"$venv/bin/python" art/people/props.py "$out/props"
"$venv/bin/python" art/people/assemble.py "$out"
