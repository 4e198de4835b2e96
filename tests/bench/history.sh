#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a history of a million messages costs, and what it costs the room that it is kept: tests/bench/history.sh [--write] [--file|--room] [MESSAGES].
# Makes it anew in build/history (about 600 MB, twice) and takes some minutes; with --file only the file is measured, with --room only the room, with a history
# that is there already where FOYER_HISTORY names its folder. Needs two cores that have nothing else to do. --write puts the figures into HISTORY.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
write=false
parts="file room"
while [[ ${1:-} == --* ]]; do
    case $1 in
    --write) write=true ;;
    --file | --room) parts=${1#--} ;;
    *) sed -n 3,5p "$0"; exit 2 ;;
    esac
    shift
done
messages=${1:-1000000}
export FOYER_BUILD=${FOYER_BUILD:-$PWD/build/check}
if [ "$FOYER_BUILD" = "$PWD/build/check" ]; then
    . .ci/packages.sh
    install_packages build
    cmake --preset check --log-level=WARNING
    cmake --build --preset check --target foyer foyer_load foyer_historybench
fi
history=${FOYER_HISTORY:-build/history}
if [ -z "${FOYER_HISTORY:-}" ]; then
    rm -rf build/history
    trap 'rm -rf build/history' EXIT
fi

load() { cut -d' ' -f1 /proc/loadavg; }
put() { if $write; then python3 tests/bench/section.py tests/bench/HISTORY.md; else cat >/dev/null; fi; }

before=$(load)
if [[ $parts == *file* ]]; then
    figures=$("$FOYER_BUILD/tests/bench/foyer_historybench" "$history" "$messages" | tee /dev/stderr)
    put <<END
## A history of $messages messages

\`tests/bench/history.sh --write\`; 400 people, six languages, 150 days, words as frequent as words are (tests/bench/history/talk.h), the file in the
system's cache. Load of the machine ($(nproc) cores) when it began, and when it had ended: $before, $(load): what others take makes the
times of the clock longer, and less so those of the processor.

$figures
END
elif [ ! -e "$history/history.db" ]; then
    "$FOYER_BUILD/tests/bench/foyer_historybench" "$history" "$messages" >/dev/null
fi
if [[ $parts == *room* ]]; then
    before=$(load)
    figures=$(python3 tests/bench/keeping.py "$history" | tee /dev/stderr)
    put <<END
## The room that keeps it

\`tests/bench/history.sh --write\`: rounds in which one is measured after the other, medians; /room, the limits lifted, the data folder on the disk of the
build. Where nothing else is said the server has one core and the load the other, so that writing takes from the same core what it takes. Load of the machine
($(nproc) cores) when it began, and when it had ended: $before, $(load).

$figures
END
fi
