// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

namespace foyer {

/// Who somebody has proved to be, by the tokens they showed.
struct Credentials
{
    bool bad = false;       ///< something was shown that this room did not give
    DeviceId device;        ///< known from an earlier visit; null: none shown
    DeviceId freshDevice;   ///< the one to give when none was shown, the same for the same attempt to come; null on the plain-text path
    bool mayResume = false; ///< the resume token is this device's
    bool isOperator = false;

    [[nodiscard]] DeviceId whose() const { return device.isNull() ? freshDevice : device; }
};

} // namespace foyer
