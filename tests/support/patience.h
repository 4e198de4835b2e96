// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace foyer {

/// How long a test waits for what must come, in ms: far beyond what a busy machine needs.
inline constexpr int patienceMs = 60000;

/// Runs the event loop until `holds` does; false when it does not in time. Unlike QTest::qWaitFor() it does not pause between
/// looks: a room that lives in the test's own thread goes on at full speed.
template <typename Predicate>
[[nodiscard]] bool comesTrue(Predicate &&holds)
{
    const QDeadlineTimer deadline(patienceMs);
    QTimer looksAgain; // at what no event of this thread tells of
    looksAgain.start(std::chrono::milliseconds(20));
    while (!holds()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

} // namespace foyer
