// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/networkwatch.h"

#include "server/base/logcategories.h"

#ifdef Q_OS_LINUX
#include <cerrno>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace foyer {

NetworkWatch::NetworkWatch(std::chrono::milliseconds lookEvery, QObject *parent) : QObject(parent)
{
    m_moment.setSingleShot(true);
    m_moment.setInterval(500ms);
    m_look.setInterval(lookEvery);
    connect(&m_moment, &QTimer::timeout, this, &NetworkWatch::changed);
    connect(&m_look, &QTimer::timeout, this, &NetworkWatch::changed);
    if (!listen())
        lookForThem();
}

NetworkWatch::~NetworkWatch()
{
    m_told.reset();
#ifdef Q_OS_LINUX
    if (m_socket >= 0)
        ::close(m_socket);
#endif
}

void NetworkWatch::lookForThem()
{
    qCInfo(lcNet) << "looking for changes of the network every" << m_look.interval() << "ms";
    m_told.reset();
    m_look.start();
}

#ifdef Q_OS_LINUX

/// rtnetlink(7)
bool NetworkWatch::listen()
{
    m_socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (m_socket < 0)
        return false;
    sockaddr_nl groups{};
    groups.nl_family = AF_NETLINK;
    groups.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
    if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&groups), sizeof groups) != 0)
        return false;
    m_told = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    connect(m_told.get(), &QSocketNotifier::activated, this, &NetworkWatch::hear);
    return true;
}

/// What has changed is not read: whoever is told looks at everything anew.
void NetworkWatch::hear()
{
    char message[8192];
    while (true) {
        const ssize_t size = ::recv(m_socket, message, sizeof message, 0);
        if (size > 0 || errno == EINTR)
            continue;
        if (size == 0 || (errno != EAGAIN && errno != ENOBUFS)) { // ENOBUFS: there was more than could be held
            lookForThem();
            break;
        }
        if (errno == EAGAIN)
            break;
    }
    // Not begun anew: an interface that never comes to rest would keep it from ever being told.
    if (!m_moment.isActive())
        m_moment.start();
}

#else

bool NetworkWatch::listen()
{
    return false;
}

void NetworkWatch::hear() {}

#endif

} // namespace foyer
