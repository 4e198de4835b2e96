// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QList>

namespace foyer {

/// Who is writing just now. A word that somebody is writing holds for 6 s.
class TypingList final
{
public:
    static constexpr qint64 holdsMs = 6000;

    void note(UserId user, qint64 nowMs);
    void forget(UserId user);
    void clear() { m_typing.clear(); }
    /// True when somebody's word has run out.
    bool expire(qint64 nowMs);

    [[nodiscard]] bool isEmpty() const { return m_typing.isEmpty(); }
    [[nodiscard]] QList<UserId> users() const;

private:
    struct Entry
    {
        UserId user;
        qint64 untilMs = 0;
    };
    QList<Entry> m_typing;
};

} // namespace foyer
