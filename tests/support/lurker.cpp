// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lurker.h"

#include "tests/support/patience.h"
#include "tests/support/testroom.h"

#include <algorithm>

namespace foyer {

Lurker::Lurker(const TestRoom &room) : m_client(room.port()) {}

bool Lurker::opens(const QByteArray &path)
{
    return m_client.shakesHands(path) && isSettled();
}

bool Lurker::joins(const QByteArray &name, const QByteArray &more)
{
    m_client.sendText("{\"type\":\"join\",\"name\":\"" + name + '"' + more + '}');
    return comesTrue([this] { return !said("welcome").isEmpty() || m_client.hasEnded(); })
           && !said("welcome").isEmpty();
}

bool Lurker::isSettled()
{
    const QByteArray mark = "settled " + QByteArray::number(++m_pings);
    m_client.send(RawClient::frame(RawClient::Ping, mark));
    return comesTrue([&] {
        const QList<WireFrame> frames = m_client.frames();
        return m_client.hasEnded() || std::any_of(frames.begin(), frames.end(), [&mark](const WireFrame &frame) {
                   return frame.opcode == RawClient::Pong && frame.payload == mark;
               });
    });
}

QByteArray Lurker::said(const QByteArray &type) const
{
    const QList<QByteArray> texts = m_client.texts();
    const QByteArray begin = "{\"type\":\"" + type + '"';
    const auto it =
        std::find_if(texts.rbegin(), texts.rend(), [&begin](const QByteArray &text) { return text.startsWith(begin); });
    return it == texts.rend() ? QByteArray() : *it;
}

QByteArray Lurker::welcomed(const QByteArray &member) const
{
    const QByteArray welcome = said("welcome");
    const QByteArray before = '"' + member + "\":\"";
    const qsizetype at = welcome.indexOf(before);
    return at < 0 ? QByteArray() : welcome.mid(at + before.size()).split('"').constFirst();
}

QByteArray Lurker::takingUp() const
{
    return ",\"device\":\"" + welcomed("device") + "\",\"resume\":\"" + welcomed("resume") + "\",\"epoch\":\""
           + welcomed("epoch") + "\",\"last\":1";
}

quint64 Lurker::user() const
{
    const QByteArray welcome = said("welcome");
    const QByteArray before = "\"you\":{\"user\":";
    const qsizetype at = welcome.indexOf(before);
    return at < 0 ? 0 : welcome.mid(at + before.size()).split(',').constFirst().toULongLong();
}

QByteArray Lurker::overheard() const
{
    QByteArray all;
    const QList<WireFrame> frames = m_client.frames();
    for (const WireFrame &frame : frames)
        all += frame.payload + '\n';
    return all;
}

} // namespace foyer
