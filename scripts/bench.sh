#!/usr/bin/env bash
# Speed and memory beside Yarn Spinner's Rust runtime, which tells the same dialogue in the same run.
# Usage: scripts/bench.sh [--json]
set -euo pipefail
cd "$(dirname "$0")/.."
target="${CARGO_TARGET_DIR:-$PWD/target}"
cargo build --quiet --release --no-default-features --features voice
CARGO_TARGET_DIR="$target/bench-yarn" cargo build --quiet --release --locked --manifest-path tests/bench/yarn/Cargo.toml
STREETWISE_HOME="$PWD" "$target/release/streetwise" "$@" bench engine --yarn "$target/bench-yarn/release/streetwise-bench-yarn"
