// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/serverthread.h"
#include "server/net/lanaddresses.h"
#include "server/net/networkwatch.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"

#include <QSignalSpy>
#include <QTest>

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

using namespace foyer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The only interface of a new network namespace; it can be given further addresses (netdevice(7)).
class Loopback final
{
public:
    Loopback() : m_socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {}
    ~Loopback() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(Loopback)

    [[nodiscard]] bool rises() const { return changes("lo", true); }
    /// As "lo:number".
    [[nodiscard]] bool gets(int number, const char *address) const
    {
        ifreq request = named("lo:" + QByteArray::number(number));
        sockaddr_in wanted{};
        wanted.sin_family = AF_INET;
        ::inet_pton(AF_INET, address, &wanted.sin_addr);
        std::memcpy(&request.ifr_addr, &wanted, sizeof wanted);
        return ::ioctl(m_socket, SIOCSIFADDR, &request) == 0;
    }
    [[nodiscard]] bool loses(int number) const { return changes("lo:" + QByteArray::number(number), false); }

private:
    [[nodiscard]] static ifreq named(const QByteArray &name)
    {
        ifreq request{};
        std::memcpy(request.ifr_name, name.constData(), size_t(name.size()));
        return request;
    }
    [[nodiscard]] bool changes(const QByteArray &name, bool up) const
    {
        ifreq request = named(name);
        if (::ioctl(m_socket, SIOCGIFFLAGS, &request) != 0)
            return false;
        request.ifr_flags = short(up ? request.ifr_flags | IFF_UP : request.ifr_flags & ~IFF_UP);
        return ::ioctl(m_socket, SIOCSIFFLAGS, &request) == 0;
    }

    const int m_socket;
};

[[nodiscard]] bool machineHas(const QString &address)
{
    const QList<lanaddresses::Interface> interfaces = lanaddresses::ofThisMachine();
    return std::any_of(interfaces.cbegin(), interfaces.cend(), [&](const lanaddresses::Interface &interface) {
        return interface.addresses.contains(QHostAddress(address));
    });
}

[[nodiscard]] QStringList hostsOf(const ServerControl &server)
{
    QStringList hosts;
    const ServerStatus status = server.status();
    for (const LanAddress &address : status.addresses)
        hosts.append(address.host);
    return hosts;
}

bool hasOwnNetwork = false;

} // namespace

/// Network interfaces come and go, in a network of the test's own.
class tst_NetworkWatch final : public QObject
{
    Q_OBJECT

private:
    Loopback m_loopback;

private Q_SLOTS:
    void initTestCase()
    {
        if (!hasOwnNetwork)
            QSKIP("This system lets nobody here have a network of their own (unshare).");
        if (!m_loopback.rises())
            QSKIP("This system lets nobody here change a network of their own.");
        QVERIFY(comesTrue([] { return machineHas(u"127.0.0.1"_s); }));
    }

    void tellsOfWhatComesAndGoes()
    {
        NetworkWatch watch;
        QVERIFY(watch.isTold());
        QSignalSpy changed(&watch, &NetworkWatch::changed);
        QVERIFY(m_loopback.gets(1, "192.168.77.5"));
        QVERIFY(comesTrue([&] { return changed.size() == 1; }));
        QVERIFY(machineHas(u"192.168.77.5"_s));
        QVERIFY(m_loopback.loses(1));
        QVERIFY(comesTrue([&] { return changed.size() == 2; }));
        QVERIFY(!machineHas(u"192.168.77.5"_s));
    }

    void manyAtOnceAreToldOnce()
    {
        NetworkWatch watch;
        QSignalSpy changed(&watch, &NetworkWatch::changed);
        for (int number = 1; number <= 20; ++number)
            QVERIFY(m_loopback.gets(number, qPrintable(u"192.168.%1.1"_s.arg(number))));
        QVERIFY(comesTrue([&] { return !changed.isEmpty(); }));
        QVERIFY(machineHas(u"192.168.1.1"_s) && machineHas(u"192.168.20.1"_s));
        for (int number = 1; number <= 20; ++number)
            QVERIFY(m_loopback.loses(number));
        QVERIFY(comesTrue([&] { return changed.size() > 1; }));
        QCOMPARE(changed.size(), 2);
    }

    void looksByItselfWhereNobodyTells()
    {
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
        rlimit none = before;
        none.rlim_cur = 0; // no further descriptor, so no socket to be told on
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
        NetworkWatch watch(10ms);
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
        QVERIFY(!watch.isTold());
        QSignalSpy changed(&watch, &NetworkWatch::changed);
        QVERIFY(comesTrue([&] { return changed.size() >= 3; }));
    }

    void addressesOfTheRoomFollow()
    {
        ServerThread server;
        QSignalSpy statuses(&server, &ServerControl::statusChanged);
        ServerConfig config = TestRoom::testConfig();
        config.bindAddress.clear();
        server.start(config);
        QVERIFY(comesTrue([&] { return server.status().state == ServerStatus::State::Running; }));
        QVERIFY(!server.status().isReachable());
        QCOMPARE(server.status().boundAddress, QString());
        const quint16 port = server.status().port;
        RoomGuest ada(QUrl(u"ws://127.0.0.1:%1/room"_s.arg(port)));
        QVERIFY(ada.comes(u"Ada"_s));

        QVERIFY(m_loopback.gets(1, "192.168.77.5"));
        QVERIFY(comesTrue([&] { return hostsOf(server).contains(u"192.168.77.5"_s); }));
        QCOMPARE(server.status().port, port);
        // Who comes by it comes in.
        RoomGuest bob(QUrl(u"ws://192.168.77.5:%1/room"_s.arg(port)));
        QVERIFY(bob.comes(u"Bob"_s));

        const qsizetype told = statuses.size();
        QVERIFY(m_loopback.loses(1));
        QVERIFY(comesTrue([&] { return !hostsOf(server).contains(u"192.168.77.5"_s); }));
        QCOMPARE(statuses.size(), told + 1);
        ada.say(u"still here"_s);
        QVERIFY(ada.isUpToDate());
        QVERIFY(ada.heard().contains(u"still here"_s));
    }

    void theOnlyAddressGoes()
    {
        QVERIFY(m_loopback.gets(2, "192.168.78.6"));
        ServerThread server;
        ServerConfig config = TestRoom::testConfig();
        config.bindAddress = u"192.168.78.6"_s;
        server.start(config);
        QVERIFY(comesTrue([&] { return server.status().state == ServerStatus::State::Running; }));
        QCOMPARE(server.status().boundAddress, u"192.168.78.6"_s);
        QVERIFY(server.status().isReachable());
        QVERIFY(m_loopback.loses(2));
        QVERIFY(comesTrue([&] { return server.status().addresses.isEmpty(); }));
        QVERIFY(!server.status().isReachable());
        QVERIFY(m_loopback.gets(2, "192.168.78.6"));
        QVERIFY(comesTrue([&] { return server.status().isReachable(); }));
        QVERIFY(m_loopback.loses(2));
    }
};

int main(int argc, char **argv)
{
    // Before there is any other thread: each has a namespace of its own.
    hasOwnNetwork = ::unshare(CLONE_NEWNET) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
    QCoreApplication application(argc, argv);
    tst_NetworkWatch test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_networkwatch.moc"
