// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

namespace foyer {

/// Who somebody has proved to be, by the tokens they showed.
struct Credentials
{
    bool bad = false;       ///< something was shown that this room did not give
    DeviceId device;        ///< known from an earlier visit, or from an attempt to come; null: none shown
    DeviceId freshDevice;   ///< the one to give when none was shown; null on the plain-text path
    bool mayResume = false; ///< the resume token is this device's
    bool isOperator = false;
};

} // namespace foyer
