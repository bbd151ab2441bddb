#!/usr/bin/env bash
# Runs a program beside the headset that openxr-fetch.sh brought: the runtime's service starts, the program runs with its
# libraries, both end together. Head and hands are driven over 127.0.0.1:4242, in a network namespace of its own.
# Usage: scripts/openxr-with.sh DIR [NAME=VALUE for the service…] -- PROGRAM ARGUMENTS…
# VULKAN_DRIVER=FILE.json draws by a graphics card's driver instead of the processor.
# KILL_WHEN=FILE kills the service as a crash would once that file is there.
# OTHER_WHEN=FILE starts the same program a second time once that file is there, with the arguments in OTHER_WITH, a line
# each: another program takes the eyes.
set -eu
if [ "${STREETWISE_XR_NET:-}" != 1 ] && unshare -rn true 2>/dev/null; then
  STREETWISE_XR_NET=1 exec unshare -rn "$0" "$@"
fi
[ "${STREETWISE_XR_NET:-}" = 1 ] && ip link set lo up 2>/dev/null || true
root="$(cd "$1" && pwd)/root"
shift
libraries="$root/usr/lib/x86_64-linux-gnu"
# Some packages keep their libraries in folders of their own.
path="$libraries:$root/usr/lib:$libraries/blas:$libraries/lapack:$libraries/pulseaudio"
work="$(mktemp -d)"
chmod 700 "$work"
export XDG_RUNTIME_DIR="$work" XDG_CONFIG_HOME="$work"
export VK_DRIVER_FILES="${VULKAN_DRIVER:-$root/usr/share/vulkan/icd.d/lvp_icd.json}"
export XR_RUNTIME_JSON="$root/usr/share/openxr/1/openxr_monado.json"
loader="$root/usr/lib64/ld-linux-x86-64.so.2"
service=(XRT_NO_STDIN=1 P_OVERRIDE_ACTIVE_CONFIG=remote XRT_COMPOSITOR_NULL=1)
while [ "$1" != -- ]; do
  service+=("$1")
  shift
done
shift
env "${service[@]}" "$loader" --library-path "$path" "$root/usr/bin/monado-service" > "${XR_LOG:-$work/monado.log}" 2>&1 &
pid=$!
other_pid=
trap 'kill $other_pid $pid 2>/dev/null || true; wait $pid 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 200); do
  [ -S "$work/monado_comp_ipc" ] && break
  sleep 0.1
done
[ -S "$work/monado_comp_ipc" ] || { echo "the runtime's service did not start" >&2; exit 97; }
if [ -n "${KILL_WHEN:-}" ]; then
  (while kill -0 $pid 2>/dev/null && [ ! -e "$KILL_WHEN" ]; do sleep 0.2; done; kill -9 $pid 2>/dev/null) &
fi
if [ -n "${OTHER_WHEN:-}" ]; then
  mapfile -t other < "$OTHER_WITH"
  (while kill -0 $pid 2>/dev/null && [ ! -e "$OTHER_WHEN" ]; do sleep 0.2; done
    exec "$loader" --library-path "$path" "$1" "${other[@]}") > "${OTHER_LOG:-/dev/null}" 2>&1 &
  other_pid=$!
fi
set +e
"$loader" --library-path "$path" "$@"
exit $?
