// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/conformance/echotalk.h"

#include "tests/support/patience.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

constexpr qsizetype readable = 64;

QByteArray codeBytes(quint16 code)
{
    char bytes[2];
    qToBigEndian(code, bytes);
    return {bytes, sizeof bytes};
}

QString nameOf(int opcode)
{
    switch (opcode) {
    case RawClient::Text:
        return u"text"_s;
    case RawClient::Binary:
        return u"binary"_s;
    case RawClient::Close:
        return u"close"_s;
    case RawClient::Ping:
        return u"ping"_s;
    case RawClient::Pong:
        return u"pong"_s;
    default:
        return u"opcode %1"_s.arg(opcode);
    }
}

QString contentOf(const QByteArray &payload)
{
    const bool isPlain = payload.size() <= readable
                         && std::all_of(payload.begin(), payload.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return isPlain ? QString::fromLatin1(payload)
                   : u"#"_s + QString::fromLatin1(QCryptographicHash::hash(payload, QCryptographicHash::Sha1).toHex());
}

} // namespace

QString EchoTalk::inOrder()
{
    return u"in order"_s;
}

EchoTalk::EchoTalk(const Limits &limits) : m_server(limits)
{
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost), 0))
        qFatal("no port: %ls", qUtf16Printable(m_server.errorString()));
}

Limits EchoTalk::quietLimits()
{
    Limits limits = EchoServer::suiteLimits();
    limits.ping = 0ms;
    limits.silence = 0ms;
    return limits;
}

QStringList EchoTalk::answersTo(const QByteArray &bytes, qsizetype piece)
{
    RawClient client(m_server.port());
    if (!client.shakesHands("/"))
        return {u"no handshake"_s};
    if (piece > 0)
        client.sendInPieces(bytes, piece);
    else
        client.send(bytes);
    const bool ended = comesTrue([&client] { return client.hasEnded(); });
    QStringList words = wordsOf(client);
    words.append(!ended ? u"no end"_s : client.wasReset() ? u"reset"_s : inOrder());
    return words;
}

QString EchoTalk::word(int opcode, const QByteArray &payload)
{
    if (opcode == RawClient::Close)
        return closed(payload.size() < 2 ? quint16(0) : qFromBigEndian<quint16>(payload.constData()));
    return u"%1 %2: %3"_s.arg(nameOf(opcode)).arg(payload.size()).arg(contentOf(payload));
}

QString EchoTalk::closed(quint16 code)
{
    return u"close %1"_s.arg(code);
}

QStringList EchoTalk::wordsOf(const RawClient &client)
{
    QStringList words;
    const QList<WireFrame> frames = client.frames();
    for (const WireFrame &frame : frames) {
        QString one = word(frame.opcode, frame.payload);
        if (frame.masked)
            one.prepend(u"masked "_s);
        if (!frame.fin)
            one.prepend(u"first part of "_s);
        words.append(one);
    }
    return words;
}

QByteArray EchoTalk::close(quint16 code, const QByteArray &reason)
{
    return RawClient::frame(RawClient::Close, codeBytes(code) + reason);
}

} // namespace foyer
