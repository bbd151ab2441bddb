#!/usr/bin/env bash
# Passes the tests on a bare machine: installs what is missing, then format, borders, licences, lints and tests.
# Usage: scripts/test.sh
set -euo pipefail
cd "$(dirname "$0")/.."
# The window is tried on a screen that nobody looks at; what winit and wgpu open at run time is no dependency of theirs.
. scripts/setup.sh postgresql xvfb mesa-vulkan-drivers libvulkan1 libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon-x11-0
step() { printf '\n== %s\n' "$*"; }
step format
cargo fmt --check
step "the core alone, without any feature"
cargo check --quiet --no-default-features --lib
step "licences, bans, sources"
if ! command -v cargo-deny >/dev/null; then
  cargo install --quiet --locked cargo-deny --version 0.20.2
fi
cargo deny --log-level error check bans licenses sources
cargo deny --log-level error check advisories 2>/dev/null || echo "advisories: no database within reach; skipped"
step "a headset to test with"
# The OpenXR runtime comes from Debian; a machine that cannot reach it tests everything else.
if scripts/openxr-fetch.sh; then
  export STREETWISE_REQUIRE_OPENXR=1
else
  echo "no OpenXR runtime within reach; the headset's tests are skipped"
fi
step "lints and tests"
# Clippy is the compiler of our own package here, so that lints and tests share one build of the engine: `cargo clippy`
# would check five hundred crates a second time.
export RUSTC_WORKSPACE_WRAPPER="$(rustc --print sysroot)/bin/clippy-driver"
export CLIPPY_ARGS="-Dwarnings__CLIPPY_HACKERY__"
# The store is tested on both its databases; without this the PostgreSQL half would be left out where there is none.
export STREETWISE_REQUIRE_POSTGRES=1
# So is the window, on a screen that nobody looks at.
export STREETWISE_REQUIRE_SCREEN=1
cargo test
