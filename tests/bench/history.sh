#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a history of a million messages costs: tests/bench/history.sh [--write] [MESSAGES].
# Makes it anew in build/history (about 600 MB) and takes some minutes. --write puts the figures into HISTORY.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. .ci/packages.sh
install_packages build
write=false
[ "${1:-}" = --write ] && { write=true; shift; }
messages=${1:-1000000}
cmake --preset check --log-level=WARNING
cmake --build --preset check --target foyer_historybench
rm -rf build/history
trap 'rm -rf build/history' EXIT
load=$(cut -d' ' -f1 /proc/loadavg)
figures=$(build/check/tests/bench/foyer_historybench build/history "$messages" | tee /dev/stderr)
if $write; then
    {
        echo "## A history of $messages messages"
        echo
        echo "\`tests/bench/history.sh --write\`; 400 people, six languages, 150 days, words as frequent as words are (tests/bench/history/talk.h), the file in the"
        echo "system's cache. Load of the machine ($(nproc) cores) when it began, and when it had ended: $load, $(cut -d' ' -f1 /proc/loadavg): what others take makes the"
        echo "times of the clock longer, and less so those of the processor."
        echo
        echo "$figures"
    } >tests/bench/HISTORY.md
fi
