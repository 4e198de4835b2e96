// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/outbox.h"

#include <QDateTime>
#include <QUuid>

namespace foyer {

namespace {

/// Begins with the time, so that the host's file finds the new ones side by side.
QString freshId()
{
    return QString::number(QDateTime::currentMSecsSinceEpoch(), 36) + u'-' + QUuid::createUuid().toString(QUuid::Id128);
}

} // namespace

const Outbox::Line &Outbox::add(const QString &text)
{
    m_lines.append({freshId(), text});
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
