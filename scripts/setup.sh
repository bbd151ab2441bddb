#!/usr/bin/env bash
# Installs what the build needs and what is missing of it. Debian and Ubuntu; asks sudo when not root.
# Usage: scripts/setup.sh [package…] adds packages to the list; a package whose command is there already (Node.js from its
# makers brings npm, and Debian's npm would fight it) is left alone.
set -euo pipefail
export PATH="$PATH:$HOME/.cargo/bin"
if ! command -v cargo >/dev/null; then
  echo "Rust is missing. Install it from https://rustup.rs and run this again." >&2
  exit 3
fi
needed=(ca-certificates cmake make g++ libclang-dev pkg-config libasound2-dev libudev-dev libwayland-dev libxkbcommon-dev libdbus-1-dev "$@")
commands=" chromium node npm "
missing=()
for package in "${needed[@]}"; do
  program="${package%js}"
  if [[ "$commands" == *" $program "* ]] && command -v "$program" >/dev/null; then continue; fi
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing: ${missing[*]}" >&2
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  # sudo forgets the environment, so it is set behind it.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi
