// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keepawake.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace foyer {

KeepAwake::KeepAwake(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
}

void KeepAwake::setWanted(bool wanted)
{
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    if (wanted) {
        ask();
    } else if (isHeld()) {
        m_lock = QDBusUnixFileDescriptor();
        Q_EMIT heldChanged(false);
    }
}

void KeepAwake::ask()
{
    if (m_asking || !m_bus.isConnected())
        return;
    m_asking = true;
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
                                                       u"org.freedesktop.login1.Manager"_s, u"Inhibit"_s);
    call.setArguments({u"idle:sleep"_s, u"Foyer"_s, tr("People are in the room"), u"block"_s});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &KeepAwake::take);
}

void KeepAwake::take(QDBusPendingCallWatcher *answer)
{
    answer->deleteLater();
    m_asking = false;
    const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *answer;
    if (reply.isError() || !m_wanted || isHeld())
        return;
    m_lock = reply.value();
    if (isHeld())
        Q_EMIT heldChanged(true);
}

} // namespace foyer
