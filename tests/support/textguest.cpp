// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/textguest.h"

#include "tests/support/patience.h"
#include "tests/support/testroom.h"

#include <QSignalSpy>

namespace foyer {

TextGuest::TextGuest(const TestRoom &room, const QByteArray &path) : m_request(room.url(path))
{
    connect(&m_socket, &QWebSocket::connected, this, [this] { m_shookHands = m_open = true; });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] {
        m_open = false;
        m_closed = true;
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &line) { m_lines.append(line); });
}

TextGuest::~TextGuest()
{
    m_socket.disconnect(this);
}

bool TextGuest::connects()
{
    m_socket.open(m_request);
    return comesTrue([this] { return m_shookHands || m_closed; }) && m_shookHands;
}

bool TextGuest::comes()
{
    // Nothing tells a plain-text client that it is in, but what it says itself comes back.
    const QString first = QStringLiteral("I am here");
    if (!connects())
        return false;
    say(first);
    if (!comesTrue([this, &first] { return m_closed || (!m_lines.isEmpty() && m_lines.last().endsWith(first)); }))
        return false;
    return m_open;
}

bool TextGuest::hasReadAll()
{
    QSignalSpy pong(&m_socket, &QWebSocket::pong);
    m_socket.ping();
    return comesTrue([this, &pong] { return m_closed || !pong.isEmpty(); }) && !pong.isEmpty();
}

bool TextGuest::hears(const QString &line)
{
    return comesTrue([this, &line] { return m_closed || m_lines.contains(line); }) && m_lines.contains(line);
}

bool TextGuest::isClosed()
{
    return comesTrue([this] { return m_closed; });
}

} // namespace foyer
