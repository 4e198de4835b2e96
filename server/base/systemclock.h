// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"

#include <QElapsedTimer>

namespace foyer {

/// This machine's clock.
class SystemClock final : public Clock
{
public:
    SystemClock();

    [[nodiscard]] qint64 wallMs() const override;
    [[nodiscard]] qint64 steadyMs() const override;
    [[nodiscard]] qint64 steadyUs() const override;

private:
    QElapsedTimer m_sinceStart;
};

} // namespace foyer
