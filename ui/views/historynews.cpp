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
    const QString damage = tr("The history was damaged. What could still be read of it goes on (%n line(s)); the old file is kept as %1.", nullptr,
                              int(status.recoveredEvents))
                               .arg(status.damagedHistory);
    switch (status.keeping.mode) {
    case Keeping::Mode::UntilClosed:
        return damage + tr(" It is deleted with everything else when the room is closed.");
    case Keeping::Mode::Days:
        return damage + tr(" It is deleted after %n day(s).", nullptr, status.keeping.days);
    case Keeping::Mode::Nothing: // where nothing is kept, that is not either
    case Keeping::Mode::Always:
        break;
    }
    return damage;
}

QString HistoryNews::ofUndeleted()
{
    return tr("Something that was to be deleted for good is still there. Foyer tries again; the log in the data folder says more.");
}

QString HistoryNews::ofDeleted()
{
    return tr("What was to be deleted is gone now.");
}

QString HistoryNews::ofUndeletedAtTheEnd()
{
    return tr("Something that was to be deleted for good is still there. Foyer tries again the next time that the room is open; the log in the data folder says more.");
}

QString HistoryNews::ofLostAtTheEnd(const ServerStatus &status) const
{
    return status.neverSaved > m_lost ? tr("The room was closed before everything could be saved: %n line(s) are missing from the history.", nullptr,
                                           int(status.neverSaved - m_lost))
                                      : QString();
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
