#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What an attack on the room is felt like by those who behave: tests/bench/siege.sh [--write] [WORD of an attack's name].
# Needs two cores that have nothing else to do. --write puts the table into SIEGE.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. .ci/packages.sh
install_packages build
write=false
[ "${1:-}" = --write ] && { write=true; shift; }
cmake --preset check --log-level=WARNING
cmake --build --preset check --target foyer foyer_siege
table=$(mktemp)
trap 'rm -f "$table"' EXIT
status=0
build/check/tests/bench/foyer_siege build/check/app/foyer "$@" 2> >(grep -v foyer.limits >&2) >"$table" || status=$?
cat "$table"
if $write; then
    {
        echo "## Under attack"
        echo
        echo "\`tests/bench/siege.sh --write\`; eight members talk while the attack goes on, server and load each on a core of its own. Wanted: nothing lost,"
        echo "250 ms of delay at the most, 64 MB of memory, a newcomer in within 1 s and descriptors back within 5 s once it is over."
        echo
        cat "$table"
    } >tests/bench/SIEGE.md
fi
exit "$status"
