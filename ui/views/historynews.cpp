// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/historynews.h"

#include <utility>

namespace foyer {

QString HistoryNews::begin(const ServerStatus &status)
{
    *this = {};
    m_lastTold = ofDamage(status);
    return m_lastTold;
}

QString HistoryNews::ofDamage(const ServerStatus &status)
{
    if (status.damagedHistory.isEmpty())
        return {};
    return tr("The history was damaged. What could still be read of it goes on (%n line(s)); the old file is kept as %1.", nullptr,
              int(status.recoveredEvents))
        .arg(status.damagedHistory);
}

std::optional<QString> HistoryNews::follow(const RoomHealth &health)
{
    const bool isInTrouble = !health.storageTrouble.isEmpty();
    QString news;
    if (isInTrouble) {
        news = tr("What is said cannot be saved at the moment; the disk may be full. The room goes on, and %n line(s) wait to be saved.",
                  nullptr, int(health.unsaved));
        if (health.neverSaved > m_lost)
            news = tr("What is said cannot be saved, and too much waits already: %n line(s) will be missing from the history. The room goes on.",
                      nullptr, int(health.neverSaved - m_lost));
    } else if (m_isInTrouble) {
        news = health.neverSaved > m_lost ? tr("What is said is saved again. %n line(s) are missing from the history.", nullptr,
                                               int(health.neverSaved - m_lost))
                                          : tr("What is said is saved again. Nothing is missing.");
        m_lastWasGood = health.neverSaved == m_lost;
        m_lost = health.neverSaved;
    }
    const bool isOver = std::exchange(m_isInTrouble, isInTrouble) && !isInTrouble;
    if (news.isEmpty() || news == m_lastTold)
        return std::nullopt;
    if (!isOver)
        m_lastWasGood = false;
    m_lastTold = news;
    return news;
}

} // namespace foyer
