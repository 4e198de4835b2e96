// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/historynews.h"

namespace foyer {

class NoticeBar;

/// Puts the news of how the history is kept at the top of the window, and takes them away when they are no longer true.
class HistoryNotices final
{
public:
    /// The room has been opened.
    void begin(const ServerStatus &status, NoticeBar &bar);
    /// While it is open.
    void follow(const RoomHealth &health, NoticeBar &bar);
    /// It is closed. True when something of it was lost, and that is told.
    bool end(const ServerStatus &status, NoticeBar &bar);

private:
    void followSaving(const RoomHealth &health, NoticeBar &bar);
    void followDeleting(const RoomHealth &health, NoticeBar &bar);
    void takeBack(const ServerStatus &status, NoticeBar &bar) const;

    HistoryNews m_news;
    QString m_undeletedTold; ///< the sentence; empty: everything is deleted that was to be
    ServerStatus m_opened;   ///< the room as it was opened
};

} // namespace foyer
