#!/usr/bin/env bash
# Brings a headset that is driven over a socket: Monado (OpenXR runtime), its loader and Mesa's software Vulkan, from
# Debian trixie, unpacked into a folder beside nothing of the system. No root needed; 165 MB to download, 650 MB on disk.
# Usage: scripts/openxr-fetch.sh [DIR, default ~/.cache/streetwise/openxr]
set -euo pipefail
dir="${1:-${XDG_CACHE_HOME:-$HOME/.cache}/streetwise/openxr}"
mkdir -p "$dir"
dir="$(cd "$dir" && pwd)"
[ -e "$dir/root/.complete" ] && { echo "$dir"; exit 0; }
[ "$(dpkg --print-architecture)" = amd64 ] || { echo "the runtime is brought for amd64 only" >&2; exit 1; }
# The mirror that this machine's apt already uses. Read to its end: a pipe cut short would count as a failure.
mirror="${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | awk '/\/debian\/$/ && !found { found = $0 } END { print found }')}"
mirror="${mirror:-http://deb.debian.org/debian/}"
rm -rf "$dir/apt" "$dir/root"
mkdir -p "$dir"/apt/{state/lists/partial,cache/archives/partial,etc/apt.conf.d,etc/preferences.d} "$dir/root"
# Empty on purpose: apt then resolves the whole closure, the C library included.
: > "$dir/apt/state/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" > "$dir/apt/sources.list"
cat > "$dir/apt/apt.conf" <<X
Dir::State "$dir/apt/state";
Dir::State::status "$dir/apt/state/status";
Dir::Cache "$dir/apt/cache";
Dir::Etc "$dir/apt/etc";
Dir::Etc::sourcelist "$dir/apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::trusted "/usr/share/keyrings/debian-archive-keyring.gpg";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Sandbox::User "";
APT::Install-Recommends "false";
Debug::NoLocking "true";
Acquire::Languages "none";
X
export APT_CONFIG="$dir/apt/apt.conf"
apt-get -qq update
apt-get -qq -y --download-only install monado-service libopenxr1-monado libopenxr-loader1 mesa-vulkan-drivers libvulkan1
for package in "$dir"/apt/cache/archives/*.deb; do dpkg-deb -x "$package" "$dir/root"; done
rm -rf "$dir/apt"
# The openxr crate opens the unversioned name, which Debian ships in the -dev package only.
ln -sf libopenxr_loader.so.1 "$dir/root/usr/lib/x86_64-linux-gnu/libopenxr_loader.so"
touch "$dir/root/.complete"
echo "$dir"
