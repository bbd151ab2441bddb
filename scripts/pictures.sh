#!/usr/bin/env bash
# Takes the pictures of every screen in both languages for docs/pictures/screens and of every place for docs/pictures/places,
# without a screen: a virtual one, and the software renderer. Half an hour on two cores.
# Usage: scripts/pictures.sh [zh|en|places]…
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/setup.sh xvfb mesa-vulkan-drivers imagemagick
languages=("$@")
[ ${#languages[@]} -gt 0 ] || languages=(zh en places)
program="${CARGO_TARGET_DIR:-$PWD/target}/debug/streetwise"
# The form that the tests build, so that nothing of the engine is built twice.
cargo build --bin streetwise --test staging
export STREETWISE_HOME="$PWD"
work=$(mktemp -d)
Xvfb :97 -screen 0 1920x1080x24 >/dev/null 2>&1 &
screen=$!
trap 'kill $screen; rm -rf "$work"' EXIT
export DISPLAY=:97 VK_LOADER_DRIVERS_SELECT='*lvp*'
out=docs/pictures/screens
mkdir -p "$out"
# All pictures together stay under two megabytes.
small() { convert "$1" -resize 720x405 -quality 42 -define webp:method=6 "$2"; }
# A script with the lines of one language.
in_language() { sed -n "/^$lang: /{s///p;d}; /^\\(zh\\|en\\): /!p" "tests/data/scripts/$1" > "$work/$1"; }
for lang in "${languages[@]}"; do
  if [ "$lang" = places ]; then
    for folder in scenarios/*/; do
      case="$(basename "$folder")"
      # At the platform's desk one sits.
      script=place
      [ "$case" != dispatch-seat ] || script=place-seat
      "$program" --lang zh --data "$work/data-places" play "$case" --seed 1 --level 1 --script "tests/data/scripts/$script.txt" \
        --size 1280x720 --shots "$work/$case" --out "$work/$case-out"
      for picture in "$work/$case"/*.png; do
        name="$case-$(basename "$picture" .png)"
        small "$picture" "docs/pictures/places/${name%-start}.webp"
      done
    done
    continue
  fi
  play() { "$program" --lang "$lang" --data "$work/data-$lang" play "$@" --size 1280x720 --shots "$work/$lang"; }
  in_language pictures.txt
  in_language pictures-desk.txt
  play street-vendor --seed 1 --level 1 --persona xiaozhang --script "$work/pictures.txt" --out "$work/data-$lang/results/case"
  play --script "$work/pictures-desk.txt"
  play --script "tests/data/scripts/tutorial.$lang.txt"
  play --script tests/data/scripts/tour.txt
  for picture in "$work/$lang"/*.png; do
    small "$picture" "$out/$lang-$(basename "$picture" .png).webp"
  done
done
