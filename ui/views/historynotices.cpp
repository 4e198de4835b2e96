// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/historynotices.h"

#include "ui/views/noticebar.h"

namespace foyer {

void HistoryNotices::begin(const ServerStatus &status, NoticeBar &bar)
{
    m_undeletedTold.clear();
    m_troubleTold.clear();
    m_damageTold = m_news.begin(status);
    m_isDamageGone = status.keeping.mode == Keeping::Mode::UntilClosed;
    if (!m_damageTold.isEmpty())
        bar.tell(m_damageTold);
}

void HistoryNotices::follow(const RoomHealth &health, NoticeBar &bar)
{
    followSaving(health, bar);
    followDeleting(health, bar);
}

void HistoryNotices::followSaving(const RoomHealth &health, NoticeBar &bar)
{
    if (!health.storageTrouble.isEmpty())
        m_troubleTold = health.storageTrouble;
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

void HistoryNotices::end(const ServerStatus &status, NoticeBar &bar)
{
    if (!status.undeleted.isEmpty()) {
        bar.tell(HistoryNews::ofUndeletedAtTheEnd());
        bar.setDetail(status.undeleted);
    } else if (const QString lost = m_news.ofLostAtTheEnd(status); !lost.isEmpty()) {
        bar.tell(lost);
        bar.setDetail(m_troubleTold);
    } else if (const QString told = bar.sentence();
               (!m_undeletedTold.isEmpty() && told == m_undeletedTold) || (m_news.isInTrouble() && told == m_news.lastTold())
               || (m_isDamageGone && told == m_damageTold)) {
        bar.clear();
    }
    m_undeletedTold.clear();
}

} // namespace foyer
