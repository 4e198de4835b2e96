// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/outbox.h"

#include <QUuid>

namespace foyer {

const Outbox::Line &Outbox::add(const QString &text, quint64 lastSeq)
{
    m_lines.append({QString::number(lastSeq, 36) + u'-' + QUuid::createUuid().toString(QUuid::Id128), text});
    return m_lines.constLast();
}

Outbox::Line Outbox::take(const QString &id)
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        if (m_lines.at(i).id == id)
            return m_lines.takeAt(i);
    }
    return {};
}

} // namespace foyer
