// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testroom.h"

#include "server/base/systemclock.h"
#include "server/storage/sqlitelog.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <netinet/in.h>
#include <sys/socket.h>

namespace foyer {

namespace {

/// The port of an IPv4 or IPv6 socket address; 0 for others.
quint16 portOf(const sockaddr_storage &address)
{
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port);
    return 0;
}

} // namespace

TestRoom::TestRoom()
{
    if (qEnvironmentVariableIsSet("FOYER_TEST_HISTORY"))
        keepHistory();
}

TestRoom::~TestRoom() = default;

ServerConfig TestRoom::testConfig()
{
    ServerConfig config;
    config.roomName = QStringLiteral("Class 7b");
    config.hostName = QStringLiteral("Ms Brandt");
    config.bindAddress = QStringLiteral("127.0.0.1");
    config.port = 0;
    config.operatorSecret = operatorSecret;
    config.tokenKey = QByteArray(32, 'k');
    config.limits.rate = 0;
    config.limits.joinsPerAddress = 0;
    config.limits.bytesIn = 0;
    config.limits.work = 0;
    config.limits.logLate = std::chrono::hours(1); // an answer is behind everything that was decided before it
    return config;
}

bool TestRoom::open()
{
    m_engine.reset(); // with its log
    std::unique_ptr<LateLog> log;
    if (m_folder) {
        SqliteLog::Options options{m_folder->path(), DeviceTokens(config.tokenKey), config.survivesPowerLoss};
        options.keeping = config.keeping;
        options.inMemory = options.inMemoryAlone = config.limits.keptEvents;
        auto opened = SqliteLog::open(options, SystemClock().wallMs());
        if (!opened)
            return false;
        log = std::make_unique<LateLog>(opened.takeValue());
    } else {
        log = std::make_unique<LateLog>(config.limits.keptEvents);
    }
    m_log = log.get();
    m_log->setTurns(qEnvironmentVariableIntValue("FOYER_TEST_COMMIT_TURNS"));
    m_engine = std::make_unique<Engine>(config, std::move(log), std::move(clock));
    const bool started = m_engine->start();
    m_port = m_engine->port();
    return started;
}

void TestRoom::keepHistory()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestRoom::vanish()
{
    m_log = nullptr;
    m_engine.reset();
}

qint64 TestRoom::stop()
{
    QSignalSpy stopped(m_engine.get(), &Engine::stopped);
    QElapsedTimer took;
    took.start();
    m_engine->stop();
    return comesTrue([&stopped] { return !stopped.isEmpty(); }) ? took.elapsed() : -1;
}

QUrl TestRoom::url(const QByteArray &path) const
{
    return QUrl::fromEncoded("ws://" + host() + path, QUrl::StrictMode);
}

QByteArray TestRoom::host() const
{
    return "127.0.0.1:" + QByteArray::number(port());
}

QList<int> acceptedSockets(quint16 port)
{
    constexpr int mostDescriptors = 4096;
    QList<int> found;
    for (int descriptor = 0; descriptor < mostDescriptors; ++descriptor) {
        sockaddr_storage own{};
        sockaddr_storage peer{};
        socklen_t ownSize = sizeof own;
        socklen_t peerSize = sizeof peer;
        if (::getsockname(descriptor, reinterpret_cast<sockaddr *>(&own), &ownSize) == 0 && portOf(own) == port
            && ::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &peerSize) == 0)
            found.append(descriptor);
    }
    return found;
}

} // namespace foyer
