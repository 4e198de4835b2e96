# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: what Foyer is built and tested with on Debian and Ubuntu.
# shellcheck shell=bash

build_packages=(g++ cmake ninja-build pkg-config qt6-base-dev qt6-base-dev-tools qt6-l10n-tools qt6-tools-dev
    qt6-tools-dev-tools libqt6sql6-sqlite libqt6svg6 libicu-dev libqrcodegencpp-dev)
# Renamed between releases: the first that this release knows.
build_alternatives=("qt6-websockets-dev libqt6websockets6-dev" "qt6-svg-dev libqt6svg6-dev")
test_packages=(librapidcheck-dev fonts-dejavu-core fonts-noto-cjk fonts-noto-color-emoji)
bench_packages=(python3 python3-fastapi python3-uvicorn python3-websockets node-ws)

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

is_known() {
    apt-cache show "$1" >/dev/null 2>&1
}

# missing_packages build|test|bench: prints what is not there yet.
missing_packages() {
    local package names
    for package in "${build_packages[@]}"; do
        is_installed "$package" || echo "$package"
    done
    for names in "${build_alternatives[@]}"; do
        for package in $names; do
            is_installed "$package" && continue 2
        done
        for package in $names; do
            if is_known "$package"; then
                echo "$package"
                continue 2
            fi
        done
        echo "${names%% *}"
    done
    # Node.js may come from elsewhere.
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
    if [ "$1" = bench ]; then
        for package in "${bench_packages[@]}"; do
            is_installed "$package" || echo "$package"
        done
    fi
    if [ "$1" = test ]; then
        for package in "${test_packages[@]}"; do
            is_installed "$package" || echo "$package"
        done
        [ -x "${FOYER_CHROMIUM:-/usr/bin/chromium}" ] || echo chromium
    fi
}

# install_packages build|test|bench: with apt, as root or through sudo; nothing when nothing is missing.
install_packages() {
    local missing as_root=()
    missing=$(missing_packages "$1")
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "Foyer needs these packages, and there is no apt-get to install them: ${missing//$'\n'/ }" >&2
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Please install as root: ${missing//$'\n'/ }" >&2; return 1; }
        as_root=(sudo)
    fi
    echo "Installing: ${missing//$'\n'/ }"
    "${as_root[@]}" apt-get update -qq
    # Known only now, on a machine whose package lists were empty.
    missing=$(missing_packages "$1")
    # shellcheck disable=SC2086
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}
