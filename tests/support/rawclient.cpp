// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawclient.h"

#include "tests/support/patience.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace foyer {

namespace {

/// RFC 6455 §1.3: the key of the example.
constexpr char sampleKey[] = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr char mask[] = {'\x12', '\x34', '\x56', '\x78'};

/// RFC 6455 §5.2, up to the mask; `announced` as 64 bits in place of the size.
QByteArray head(int first, int maskBit, quint64 size, std::optional<quint64> announced = {})
{
    QByteArray bytes;
    bytes.append(static_cast<char>(first));
    if (announced || size > 0xffff) {
        char length[8];
        qToBigEndian(announced.value_or(size), length);
        bytes.append(static_cast<char>(maskBit | 127)).append(length, sizeof length);
    } else if (size > 125) {
        char length[2];
        qToBigEndian(static_cast<quint16>(size), length);
        bytes.append(static_cast<char>(maskBit | 126)).append(length, sizeof length);
    } else {
        bytes.append(static_cast<char>(maskBit | static_cast<int>(size)));
    }
    return bytes;
}

} // namespace

QByteArray HttpAnswer::value(const QByteArray &name) const
{
    QList<QByteArray> values;
    for (const auto &[candidate, value] : fields) {
        if (candidate == name)
            values.append(value);
    }
    return values.join('|');
}

bool HttpAnswer::has(const QByteArray &name) const
{
    return std::any_of(fields.begin(), fields.end(), [&name](const auto &field) { return field.first == name; });
}

RawClient::RawClient(quint16 port, const QHostAddress &host) : m_port(port), m_host(host)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] {
        if (!m_reads)
            return;
        m_received += m_socket.readAll();
        Q_EMIT cameSomething();
    });
    connect(&m_socket, &QTcpSocket::connected, this,
            [this] { m_duplicate = ::dup(static_cast<int>(m_socket.socketDescriptor())); });
    connect(&m_socket, &QTcpSocket::disconnected, this, &RawClient::onEnd);
    // A write that finds the peer gone.
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &RawClient::onEnd);
}

RawClient::~RawClient()
{
    m_socket.disconnect(this);
    closeDuplicate();
}

void RawClient::onEnd()
{
    if (m_reads)
        m_received += m_socket.readAll();
    m_ended = true;
    closeDuplicate();
    Q_EMIT cameSomething();
}

void RawClient::closeDuplicate()
{
    if (m_duplicate < 0)
        return;
    tcp_info info{};
    socklen_t size = sizeof info;
    m_wasReset = ::getsockopt(m_duplicate, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_state == TCP_CLOSE;
    ::close(std::exchange(m_duplicate, -1));
}

bool RawClient::connects()
{
    if (m_socket.state() == QAbstractSocket::UnconnectedState || m_socket.state() == QAbstractSocket::BoundState)
        m_socket.connectToHost(m_host, m_port);
    return comesTrue([this] { return m_socket.state() == QAbstractSocket::ConnectedState; });
}

void RawClient::buffersLittle()
{
    // The option must be there before the connection, and there is a descriptor only once it is bound.
    m_socket.bind(m_host);
    m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
}

void RawClient::stopReading()
{
    m_reads = false;
    m_socket.setReadBufferSize(1);
}

void RawClient::readAgain()
{
    m_reads = true;
    m_socket.setReadBufferSize(0);
    m_received += m_socket.readAll();
}

void RawClient::send(const QByteArray &bytes)
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.write(bytes);
}

void RawClient::sendInPieces(const QByteArray &bytes, qsizetype size)
{
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        send(bytes.mid(at, size));
        m_socket.flush();
        QCoreApplication::processEvents();
    }
}

void RawClient::closeWriting()
{
    m_socket.flush();
    ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
}

void RawClient::reset()
{
    closeDuplicate();
    const linger none{1, 0};
    ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    m_socket.abort();
}

qsizetype RawClient::headEnd() const
{
    const qsizetype blank = m_received.indexOf("\r\n\r\n");
    return blank < 0 ? -1 : blank + 4;
}

HttpAnswer RawClient::answer() const
{
    HttpAnswer answer;
    const qsizetype end = headEnd();
    if (end < 0 || !m_received.startsWith("HTTP/1.1 "))
        return answer;
    const QList<QByteArray> lines = m_received.first(end - 4).split('\n');
    answer.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.fields.emplaceBack(line.first(std::max<qsizetype>(colon, 0)).toLower(), line.mid(colon + 1).trimmed());
    }
    answer.body = m_received.mid(end);
    return answer;
}

HttpAnswer RawClient::wholeAnswer()
{
    return comesTrue([this] { return m_ended; }) ? answer() : HttpAnswer();
}

QByteArray RawClient::handshake(const QByteArray &path, const Fields &fields) const
{
    Fields all{{"Host", m_host.toString().toUtf8() + ':' + QByteArray::number(m_port)},
               {"Upgrade", "websocket"},
               {"Connection", "Upgrade"},
               {"Sec-WebSocket-Key", sampleKey},
               {"Sec-WebSocket-Version", "13"}};
    if (path == "/room")
        all.emplaceBack("Sec-WebSocket-Protocol", "foyer.v1");
    for (const auto &[name, value] : fields) {
        const auto sameName = [&name = name](const auto &field) { return field.first == name; };
        all.removeIf(sameName);
        if (!value.isEmpty())
            all.emplaceBack(name, value);
    }
    QByteArray head = "GET " + path + " HTTP/1.1\r\n";
    for (const auto &[name, value] : std::as_const(all))
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

bool RawClient::shakesHands(const QByteArray &path, const Fields &fields)
{
    if (!connects())
        return false;
    send(handshake(path, fields));
    return comesTrue([this] { return m_ended || headEnd() >= 0; }) && answer().status == 101;
}

QList<WireFrame> RawClient::frames() const
{
    QList<WireFrame> frames;
    QByteArrayView rest(m_received);
    rest = headEnd() < 0 ? QByteArrayView() : rest.sliced(headEnd());
    while (rest.size() >= 2) {
        const auto first = static_cast<uchar>(rest[0]);
        const auto second = static_cast<uchar>(rest[1]);
        qsizetype head = 2;
        auto length = static_cast<quint64>(second & 0x7f);
        if (length == 126) {
            head = 4;
            if (rest.size() < head)
                break;
            length = qFromBigEndian<quint16>(rest.data() + 2);
        } else if (length == 127) {
            head = 10;
            if (rest.size() < head)
                break;
            length = qFromBigEndian<quint64>(rest.data() + 2);
        }
        if (static_cast<quint64>(rest.size() - head) < length)
            break;
        const auto size = static_cast<qsizetype>(length);
        frames.append({(first & 0x80) != 0, first & 0x7f, (second & 0x80) != 0, rest.sliced(head, size).toByteArray()});
        rest = rest.sliced(head + size);
    }
    return frames;
}

QList<QByteArray> RawClient::texts() const
{
    QList<QByteArray> texts;
    const QList<WireFrame> all = frames();
    for (const WireFrame &frame : all) {
        if (frame.opcode == Text && frame.fin)
            texts.append(frame.payload);
    }
    return texts;
}

std::optional<quint16> RawClient::closeCode() const
{
    const QList<WireFrame> all = frames();
    const auto it = std::find_if(all.begin(), all.end(), [](const WireFrame &frame) { return frame.opcode == Close; });
    if (it == all.end() || it->payload.size() < 2)
        return std::nullopt;
    return qFromBigEndian<quint16>(it->payload.constData());
}

QByteArray RawClient::closeReason() const
{
    const QList<WireFrame> all = frames();
    const auto it = std::find_if(all.begin(), all.end(), [](const WireFrame &frame) { return frame.opcode == Close; });
    return it == all.end() ? QByteArray() : it->payload.mid(2);
}

QByteArray RawClient::frame(int opcode, const QByteArray &payload, bool fin, std::optional<quint64> announced)
{
    QByteArray bytes = head((fin ? 0x80 : 0) | opcode, 0x80, static_cast<quint64>(payload.size()), announced);
    bytes.append(mask, sizeof mask);
    const qsizetype begin = bytes.size();
    bytes.append(payload);
    char *masked = bytes.data() + begin;
    for (qsizetype i = 0; i < payload.size(); ++i)
        masked[i] = static_cast<char>(masked[i] ^ mask[i % 4]);
    return bytes;
}

QByteArray RawClient::bareFrame(int opcode, const QByteArray &payload)
{
    return head(0x80 | opcode, 0, static_cast<quint64>(payload.size())) + payload;
}

} // namespace foyer
