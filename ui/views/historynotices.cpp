// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/historynotices.h"

#include "ui/views/noticebar.h"

namespace foyer {

void HistoryNotices::begin(const ServerStatus &status, NoticeBar &bar)
{
    m_undeletedTold.clear();
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

void HistoryNotices::end(const ServerStatus &status, NoticeBar &bar)
{
    if (!status.undeleted.isEmpty()) {
        bar.tell(HistoryNews::ofUndeletedAtTheEnd());
        bar.setDetail(status.undeleted);
    } else if (!m_undeletedTold.isEmpty() && bar.sentence() == m_undeletedTold) {
        bar.clear();
    }
    m_undeletedTold.clear();
}

} // namespace foyer
