// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/acceptor.h"

#include "server/base/logcategories.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/socket.h>

namespace foyer {

namespace {

/// Then it is the turn of those inside.
constexpr int mostAtOnce = 64;
/// What the system holds for one connection; by itself it would take megabytes for each that does not read, or that we do not read.
constexpr int sendBufferBytes = 192 * 1024;
constexpr int receiveBufferBytes = 96 * 1024;

} // namespace

Acceptor::Acceptor(int backlog, QObject *parent) : QObject(parent)
{
    m_server.setListenBacklogSize(backlog);
    m_goOn.setSingleShot(true);
    m_goOn.setInterval(std::chrono::seconds(1));
    connect(&m_goOn, &QTimer::timeout, this, [this] {
        m_somebodyWaits->setEnabled(true);
        acceptAll();
    });
}

bool Acceptor::listen(const QHostAddress &address, quint16 port)
{
    if (!m_server.listen(address, port))
        return false;
    m_server.pauseAccepting();
    // Those who are accepted inherit it.
    const auto listener = static_cast<int>(m_server.socketDescriptor());
    ::setsockopt(listener, SOL_SOCKET, SO_SNDBUF, &sendBufferBytes, sizeof sendBufferBytes);
    ::setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &receiveBufferBytes, sizeof receiveBufferBytes);
    m_somebodyWaits = std::make_unique<QSocketNotifier>(m_server.socketDescriptor(), QSocketNotifier::Read);
    connect(m_somebodyWaits.get(), &QSocketNotifier::activated, this, &Acceptor::acceptAll);
    return true;
}

void Acceptor::close()
{
    m_goOn.stop();
    m_somebodyWaits.reset();
    m_server.close();
}

/// accept(2)
void Acceptor::acceptAll()
{
    for (int i = 0; i < mostAtOnce && m_server.isListening(); ++i) {
        const int descriptor =
            ::accept4(static_cast<int>(m_server.socketDescriptor()), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor >= 0) {
            if (std::exchange(m_rests, false))
                qCWarning(lcNet) << "accepting again";
            Q_EMIT accepted(descriptor);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return;
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM || errno == EBADF
                   || errno == EINVAL) {
            rest(errno);
            return;
        }
        // Anything else is the trouble of that one connection: the next.
    }
}

/// To try again at once would only spin.
void Acceptor::rest(int error)
{
    if (!std::exchange(m_rests, true))
        qCWarning(lcNet) << "accepting failed:" << std::strerror(error) << "- trying again every second";
    else
        qCDebug(lcNet) << "accepting failed again:" << std::strerror(error);
    m_somebodyWaits->setEnabled(false);
    m_goOn.start();
}

} // namespace foyer
