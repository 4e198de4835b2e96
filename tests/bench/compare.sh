#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures Foyer against its rivals; --help lists the options. Needs two cores that have nothing else to do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. .ci/packages.sh
install_packages bench
cmake --preset check --log-level=WARNING
cmake --build --preset check --target foyer foyer_load foyer_peer_plainqt foyer_peer_limit
exec python3 tests/bench/compare.py "$@"
