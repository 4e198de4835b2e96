// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

namespace foyer {

/// Thread CPU time of this thread's turns of the event loop: from one time that the loop is about to look for events to the next,
/// with everything handled in between, several events if they were there together.
class TurnWatch final : public QObject
{
    Q_OBJECT

public:
    TurnWatch();

    void begin();
    void end();

    [[nodiscard]] qsizetype turns() const { return qsizetype(m_turns.size()); }
    [[nodiscard]] double longestMs() const;
    /// `share` 0.99: of the turns that did at least 0.1 ms of work; the others are the loop going to sleep.
    [[nodiscard]] double quantileMs(double share) const;
    [[nodiscard]] double totalMs() const;

private:
    void turn();

    std::vector<qint64> m_turns; ///< ns
    qint64 m_mark = 0;
    bool m_watching = false;
};

/// Resident memory of this process.
[[nodiscard]] double residentMiB();

} // namespace foyer
