#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Foyer and runs every test; arguments go to ctest (-R tst_room, -L unit, …).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. .ci/packages.sh
install_packages test
cmake --preset check --log-level=WARNING -D FOYER_UNITY=ON -D FOYER_WERROR="${FOYER_WERROR:-OFF}"
cmake --build --preset check
ctest --preset check --parallel "$(nproc)" "$@"
