#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Lets every fuzzer run for some time, one after the other: tests/fuzz/run.sh [seconds, 60] [target …]
# What is found on the way is kept in build/fuzz/found, and taken up again the next time; an input that breaks a target is named.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
shift || true
command -v clang++ >/dev/null || { echo "This needs clang with libFuzzer (on Debian: apt-get install clang)." >&2; exit 1; }

# An import writes files; in memory that takes a fraction of the time.
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ]; then
    export TMPDIR=/dev/shm
fi

cmake --preset fuzz --log-level=WARNING
cmake --build --preset fuzz --target fuzzers
found=build/fuzz/found
failed=()
asked=$#
ran=0
while read -r target folders; do
    if [ $# -gt 0 ] && [[ " $* " != *" $target "* ]]; then
        continue
    fi
    mkdir -p "$found/$target" "$found/broken"
    case $target in
        requesthead) most=9000 ;; # a little more than a head may have
        *) most=4096 ;;
    esac
    echo "== $target"
    ran=$((ran + 1))
    # shellcheck disable=SC2086
    "build/fuzz/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len=$most -timeout=120 -rss_limit_mb=2048 \
        -dict="tests/fuzz/$target.dict" -artifact_prefix="$found/broken/$target-" -print_final_stats=1 \
        "$found/$target" $folders || failed+=("$target")
done <build/fuzz/tests/fuzz/fuzzers

if [ ${#failed[@]} -gt 0 ]; then
    echo "Broken: ${failed[*]}; the inputs are in $found/broken." >&2
    exit 1
fi
if [ "$ran" -eq 0 ] || { [ "$asked" -gt 0 ] && [ "$ran" -ne "$asked" ]; }; then
    echo "There is no such target; these are all: $(cut -d" " -f1 build/fuzz/tests/fuzz/fuzzers | tr "\n" " ")" >&2
    exit 1
fi
echo "Nothing broke."
