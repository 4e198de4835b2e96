#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Foyer and starts it; arguments go to the program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. .ci/packages.sh
install_packages build
cmake --preset release --log-level=WARNING -D FOYER_UNITY=ON
cmake --build --preset release
exec build/release/app/foyer "$@"
