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
    /// It is closed.
    void end(const ServerStatus &status, NoticeBar &bar);

private:
    void followSaving(const RoomHealth &health, NoticeBar &bar);
    void followDeleting(const RoomHealth &health, NoticeBar &bar);

    HistoryNews m_news;
    QString m_undeletedTold; ///< the sentence; empty: everything is deleted that was to be
    QString m_troubleTold;   ///< why not everything could be saved, in the system's words
    QString m_damageTold;    ///< the sentence
    bool m_isDamageGone = false; ///< what it speaks of, with the room
};

} // namespace foyer
