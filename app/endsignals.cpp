// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endsignals.h"

#include <csignal>

#include <sys/socket.h>
#include <unistd.h>

namespace foyer {

namespace {

/// A signal handler can reach nothing else (POSIX, signal-safety).
volatile std::sig_atomic_t signalEnd = -1;

void onPosixSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(static_cast<int>(signalEnd), &byte, 1);
}

} // namespace

EndSignals::EndSignals(QObject *parent) : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_ends) != 0)
        return;
    signalEnd = m_ends[0];
    m_notifier = std::make_unique<QSocketNotifier>(m_ends[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT arrived();
    });
    std::signal(SIGINT, onPosixSignal);
    std::signal(SIGTERM, onPosixSignal);
    if (std::signal(SIGHUP, onPosixSignal) == SIG_IGN)
        std::signal(SIGHUP, SIG_IGN); // nohup has asked for that
}

EndSignals::~EndSignals()
{
    if (!m_notifier)
        return;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGHUP, SIG_DFL);
    m_notifier.reset();
    for (const int end : m_ends)
        ::close(end);
}

} // namespace foyer
