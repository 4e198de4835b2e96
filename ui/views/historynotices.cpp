// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/historynotices.h"

#include "ui/views/noticebar.h"

#include <QStringList>

namespace foyer {

void HistoryNotices::begin(const ServerStatus &status, NoticeBar &bar)
{
    m_undeletedTold.clear();
    m_opened = status;
    if (const QString damage = m_news.begin(status); !damage.isEmpty())
        bar.tell(damage);
}

void HistoryNotices::follow(const RoomHealth &health, NoticeBar &bar)
{
    followSaving(health, bar);
    followDeleting(health, bar);
}

void HistoryNotices::followSaving(const RoomHealth &health, NoticeBar &bar)
{
    const QString toldBefore = m_news.lastTold();
    const bool wasInTrouble = m_news.isInTrouble();
    const std::optional<QString> news = m_news.follow(health);
    // While the trouble goes on only the numbers change: a notice that was put away stays away.
    if (!news || (wasInTrouble && m_news.isInTrouble() && bar.sentence() != toldBefore))
        return;
    if (m_news.lastWasGood())
        bar.tellGoodNews(*news);
    else
        bar.tell(*news);
    bar.setDetail(health.storageTrouble);
}

void HistoryNotices::followDeleting(const RoomHealth &health, NoticeBar &bar)
{
    if (!health.undeleted.isEmpty() && m_undeletedTold.isEmpty()) {
        m_undeletedTold = HistoryNews::ofUndeleted();
        bar.tell(m_undeletedTold);
        bar.setDetail(health.undeleted);
    } else if (health.undeleted.isEmpty() && !m_undeletedTold.isEmpty()) {
        if (bar.sentence() == m_undeletedTold) // whatever else stands there by now is for its reader to put away
            bar.tellGoodNews(HistoryNews::ofDeleted());
        m_undeletedTold.clear();
    }
}

bool HistoryNotices::end(const ServerStatus &status, NoticeBar &bar)
{
    QStringList news;
    QStringList details;
    if (const QString lost = m_news.ofLostAtTheEnd(status); !lost.isEmpty()) {
        news.append(lost);
        details.append(status.unsavedBecause);
    }
    if (!status.undeleted.isEmpty()) {
        news.append(HistoryNews::ofUndeletedAtTheEnd());
        details.append(status.undeleted);
    }
    if (!news.isEmpty()) {
        bar.tell(news.join(u' '));
        bar.setDetail(details.join(u'\n'));
    } else {
        takeBack(status, bar);
    }
    m_undeletedTold.clear();
    return !news.isEmpty();
}

/// What is not true any more once the room is closed.
void HistoryNotices::takeBack(const ServerStatus &status, NoticeBar &bar) const
{
    const QString told = bar.sentence();
    const bool isOver = (!m_undeletedTold.isEmpty() && told == m_undeletedTold) || (m_news.isInTrouble() && told == m_news.lastTold());
    if (isOver) {
        bar.clear();
    } else if (!m_opened.damagedHistory.isEmpty() && told == HistoryNews::ofDamage(m_opened)) {
        ServerStatus now = m_opened;
        now.keeping = status.keeping;
        if (!now.keeping.keepsAnything() || now.keeping.mode == Keeping::Mode::UntilClosed)
            bar.clear(); // the old file has gone with the rest
        else
            bar.tell(HistoryNews::ofDamage(now));
    }
}

} // namespace foyer
