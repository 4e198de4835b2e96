// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/talkers.h"

#include "server/protocol/encode.h"
#include "tests/bench/window/crowd.h"

#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace Qt::StringLiterals;

namespace foyer {

Talkers::Talkers(int people, int talking, int messagesPerSecond)
    : m_people(people), m_talking(talking), m_rate(messagesPerSecond), m_timer(this)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(10);
    connect(&m_timer, &QTimer::timeout, this, &Talkers::tick);
}

void Talkers::come(const QUrl &room)
{
    m_room = room;
    bring(1);
}

void Talkers::talk()
{
    m_since.start();
    m_said = 0;
    m_timer.start();
}

void Talkers::stop()
{
    m_timer.stop();
    qDeleteAll(std::exchange(m_talkers, {}));
}

void Talkers::bring(int number)
{
    auto *socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    const bool stays = number > m_people - m_talking;
    connect(socket, &QWebSocket::textMessageReceived, this, [=, this](const QString &text) {
        if (text.contains("\"hello\""_L1)) {
            Join join;
            join.name = crowdName(quint64(number));
            socket->sendTextMessage(QString::fromUtf8(encodeCommand({u"j"_s, join})));
        } else if (text.contains("\"welcome\""_L1) && m_came < number) {
            m_came = number;
            if (stays) {
                m_talkers.append(socket);
            } else {
                socket->abort();
                socket->deleteLater();
            }
            if (number < m_people)
                QMetaObject::invokeMethod(this, [this, number] { bring(number + 1); }, Qt::QueuedConnection);
            else
                Q_EMIT allHere();
        }
    });
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({u"foyer.v1"_s});
    socket->open(m_room, options);
}

void Talkers::tick()
{
    for (const qint64 due = m_since.elapsed() * m_rate / 1000; m_said < due; ++m_said) {
        const Command say{QString::number(m_said), Say{saying(quint64(m_said))}};
        m_talkers.at(m_said % m_talkers.size())->sendTextMessage(QString::fromUtf8(encodeCommand(say)));
    }
}

} // namespace foyer
