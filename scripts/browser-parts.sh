# What the tests with a real Chromium share; read by them with `source`, from the repository's root.

# What they need, and the program: packages beyond the browser's as arguments. STREETWISE_PROGRAM names a program built already.
browser_setup() {
  scripts/setup.sh chromium nodejs npm fonts-noto-cjk "$@"
  if [ -z "${STREETWISE_PROGRAM:-}" ]; then
    cargo build --no-default-features --features web,store
    STREETWISE_PROGRAM="${CARGO_TARGET_DIR:-$PWD/target}/debug/streetwise"
  fi
  [ -d tests/browser/node_modules/playwright-core ] || npm install --silent --no-audit --no-fund --prefix tests/browser
}

# A folder `data` and a list `pids`; both are gone when the test ends, however it ends.
browser_begin() {
  program="$STREETWISE_PROGRAM"
  export STREETWISE_HOME="$PWD"
  data="$(mktemp -d)"
  pids=()
  trap browser_finish EXIT
}
browser_finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$data"
}

# The password that `serve --add-user` told.
password() { node -e 'const l=require("fs").readFileSync(0,"utf8").trim().split("\n");console.log(JSON.parse(l.at(-1)).password)'; }
