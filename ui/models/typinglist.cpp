// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/typinglist.h"

namespace foyer {

void TypingList::note(UserId user, qint64 nowMs)
{
    for (Entry &entry : m_typing) {
        if (entry.user == user) {
            entry.untilMs = nowMs + holdsMs;
            return;
        }
    }
    m_typing.append({user, nowMs + holdsMs});
}

void TypingList::forget(UserId user)
{
    m_typing.removeIf([user](const Entry &entry) { return entry.user == user; });
}

bool TypingList::expire(qint64 nowMs)
{
    return m_typing.removeIf([nowMs](const Entry &entry) { return entry.untilMs <= nowMs; }) > 0;
}

QList<UserId> TypingList::users() const
{
    QList<UserId> users;
    users.reserve(m_typing.size());
    for (const Entry &entry : m_typing)
        users.append(entry.user);
    return users;
}

} // namespace foyer
