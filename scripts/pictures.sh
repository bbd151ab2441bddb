#!/usr/bin/env bash
# Takes the pictures of every screen in both languages for docs/pictures/screens and of every place for docs/pictures/places,
# without a screen: a virtual one, and the software renderer. Minutes on two cores.
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
        convert "$picture" -resize 800x450 -quality 78 "docs/pictures/places/${name%-start}.jpg"
      done
    done
    continue
  fi
  play() { "$program" --lang "$lang" --data "$work/data-$lang" play "$@" --size 1280x720 --shots "$work/$lang"; }
  play --script tests/data/scripts/tour.txt
  play --script "tests/data/scripts/tutorial.$lang.txt"
  play street-vendor --seed 1 --level 1 --persona xiaozhang --script tests/data/scripts/tablet.txt --out "$work/tablet-$lang"
  if [ "$lang" = zh ]; then
    play --script tests/data/scripts/shift.txt
    play --script tests/data/scripts/lessons.txt
    play street-vendor --seed 1 --level 1 --persona xiaozhang --script tests/data/scripts/street-vendor-ideal.txt --out "$work/vendor"
    play sidewalk-parking --seed 1 --level 1 --persona he --script tests/data/scripts/sidewalk-parking-ideal.txt --out "$work/parking"
  fi
  for picture in "$work/$lang"/*.png; do
    convert "$picture" -resize 800x450 -quality 78 "$out/$lang-$(basename "$picture" .png).jpg"
  done
done
