#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What Foyer does by itself; --help lists the options. Needs two cores that have nothing else to do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. .ci/packages.sh
install_packages build
cmake --preset check --log-level=WARNING
cmake --build --preset check --target foyer foyer_load
exec python3 tests/bench/figures.py "$@"
