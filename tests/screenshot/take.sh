#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes the README's picture: the real program, under a display of its own, with three people in the room.
# tests/screenshot/take.sh [OUTPUT.png], after ./test.sh has built everything. Needs xvfb and imagemagick.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
output=${1:-resources/screenshots/room.png}
build=build/check
for program in Xvfb import; do
    command -v "$program" >/dev/null || { echo "$program is missing (packages xvfb and imagemagick)" >&2; exit 1; }
done

work=$(mktemp -d)
pids=()
finish() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# wait_for WHAT COMMAND…: until the command succeeds, at most 20 s.
wait_for() {
    local what=$1
    shift
    for _ in $(seq 200); do
        "$@" 2>/dev/null && return
        sleep 0.1
    done
    echo "waited in vain for $what" >&2
    return 1
}
answers() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1")
}

touch "$work/display" "$work/guests"
Xvfb -displayfd 3 -screen 0 1100x720x24 3>"$work/display" >/dev/null 2>&1 &
pids+=($!)
wait_for 'the display' grep -q '[0-9]' "$work/display"
DISPLAY=:$(cat "$work/display")
export DISPLAY
port=8917
"$build/app/foyer" --start --room 'Class 7b' --lang en --port "$port" --data-dir "$work/data" >/dev/null 2>&1 &
pids+=($!)
wait_for 'the room' answers "$port"
node tests/screenshot/guests.mjs "$build/resources/web/npm" "ws://127.0.0.1:$port/room" >"$work/guests" &
pids+=($!)
wait_for 'the guests' grep -q 'three people' "$work/guests"
sleep 1 # for the window to have painted it
import -window root "$output"
echo "$output"
