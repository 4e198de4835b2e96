// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/export/records.h"

#include <QHash>

namespace foyer {

/// Takes out of a history who the people are: each becomes "Person 1", "Person 2" … in the order in which they appear, the same one
/// throughout. Addresses, reasons, ids of messages and devices and the names of the room are left out. What people have said stays.
class Anonymiser final
{
public:
    [[nodiscard]] Event anonymised(Event event);
    [[nodiscard]] StoredVisit anonymised(StoredVisit visit);

    [[nodiscard]] UserId personOf(UserId user, const QString &name);
    [[nodiscard]] static QString nameOf(UserId person);
    [[nodiscard]] static QString roomName();

private:
    void conceal(UserId &user, QString &name);
    void concealName(QString &name);

    struct BodyVisitor;

    QHash<UserId, UserId> m_persons;
    QHash<QString, UserId> m_named;   ///< who was last seen under a name
    QHash<QString, UserId> m_awaited; ///< named by somebody else before they came
    quint64 m_last = 0;
};

} // namespace foyer
