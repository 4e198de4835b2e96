// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace foyer {

/// Tells the time to whoever must not look at it themselves.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// Milliseconds since 1970-01-01T00:00:00Z; may jump.
    [[nodiscard]] virtual qint64 wallMs() const = 0;
    /// Milliseconds from some fixed moment; never goes back.
    [[nodiscard]] virtual qint64 steadyMs() const = 0;
    /// The same moment in microseconds, as finely as this clock knows it.
    [[nodiscard]] virtual qint64 steadyUs() const { return steadyMs() * 1000; }
};

} // namespace foyer
