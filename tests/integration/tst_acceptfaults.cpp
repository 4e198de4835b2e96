// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/sanitized.h"
#include "tests/support/testroom.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

int failures = 0;
int warnings = 0;

/// Counts what the gateway writes of failing to accept.
void countFailures(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (!text.startsWith("accepting failed"_L1))
        return;
    ++failures;
    warnings += type == QtWarningMsg ? 1 : 0;
}

QLoggingCategory::CategoryFilter usualFilter = nullptr;

/// Whatever the rules in the environment say.
void hearTheGateway(QLoggingCategory *category)
{
    usualFilter(category);
    if (qstrcmp(category->categoryName(), "foyer.net") == 0)
        category->setEnabled(QtDebugMsg, true);
}

/// A TCP client that needs no descriptor any more when it connects.
class EarlySocket final
{
public:
    EarlySocket() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
    ~EarlySocket() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(EarlySocket)

    [[nodiscard]] bool connects(quint16 port) const
    {
        sockaddr_in room{};
        room.sin_family = AF_INET;
        room.sin_port = htons(port);
        room.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return ::connect(m_socket, reinterpret_cast<const sockaddr *>(&room), sizeof room) == 0;
    }
    [[nodiscard]] bool sends(const QByteArray &bytes) const
    {
        return ::send(m_socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }
    [[nodiscard]] QByteArray received() const
    {
        char bytes[4096];
        const ssize_t size = ::recv(m_socket, bytes, sizeof bytes, MSG_DONTWAIT);
        return size > 0 ? QByteArray(bytes, size) : QByteArray();
    }

private:
    const int m_socket;
};

/// Leaves this process no descriptor that it could open anything with.
class NoDescriptors final
{
public:
    NoDescriptors()
    {
        rlimit limit{};
        if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
            m_before = limit.rlim_cur;
            limit.rlim_cur = std::min<rlim_t>(limit.rlim_cur, 1024);
            static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
        }
        for (int one = another(); one >= 0; one = another())
            m_taken.append(one);
    }
    ~NoDescriptors()
    {
        for (const int one : std::as_const(m_taken))
            ::close(one);
        rlimit limit{};
        if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
            limit.rlim_cur = m_before;
            static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
        }
    }
    Q_DISABLE_COPY_MOVE(NoDescriptors)

private:
    [[nodiscard]] static int another() { return ::open("/dev/null", O_RDONLY | O_CLOEXEC); }

    QList<int> m_taken;
    rlim_t m_before = 0;
};

} // namespace

/// The system lets nobody in: there is no descriptor left.
class tst_AcceptFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptingGoesOnByItself()
    {
        if (isSanitized)
            QSKIP("The sanitizer needs descriptors of its own, and there are to be none.");
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        RoomGuest bob(room);
        QVERIFY(ada.comes(u"Ada"_s) && bob.comes(u"Bob"_s));
        EarlySocket early;
        EarlySocket another;
        const auto before = qInstallMessageHandler(countFailures);
        usualFilter = QLoggingCategory::installFilter(nullptr);
        QLoggingCategory::installFilter(hearTheGateway);
        QElapsedTimer elapsed;
        elapsed.start();
        {
            const NoDescriptors none;
            QVERIFY(early.connects(room.port())); // the system has it, and the room cannot take it
            QVERIFY(another.connects(room.port()));
            QVERIFY(early.sends("GET /healthz HTTP/1.1\r\nHost: " + room.host() + "\r\nConnection: close\r\n\r\n"));
            QVERIFY(comesTrue([] { return failures > 0; }));
            // Those inside notice nothing of it, and nothing spins.
            for (int line = 0; line < 200; ++line) {
                ada.say(u"line %1"_s.arg(line));
                QVERIFY(ada.isUpToDate() && bob.isUpToDate());
            }
            QVERIFY2(failures <= 2 + elapsed.elapsed() / 1000, qPrintable(QString::number(failures)));
            QVERIFY(comesTrue([] { return failures > 1; })); // it goes on trying
            QCOMPARE(warnings, 1);
        }
        QCOMPARE(bob.heard().size(), 200);
        QByteArray answer;
        QVERIFY(comesTrue([&] {
            answer += early.received();
            return answer.endsWith("ok\n");
        }));
        qInstallMessageHandler(before);
        QLoggingCategory::installFilter(usualFilter);
        RoomGuest carl(room);
        QVERIFY(carl.comes(u"Carl"_s));
    }

    /// Not enough for the room to begin with: said in one line, and no crash.
    void noneFromTheBeginning_data()
    {
        QTest::addColumn<int>("descriptors");
        for (const int descriptors : {8, 10, 12, 14, 15, 16, 18, 24, 32, 64})
            QTest::addRow("%d", descriptors) << descriptors;
    }

    void noneFromTheBeginning()
    {
        QFETCH(int, descriptors);
        QVERIFY2(qEnvironmentVariableIsSet("FOYER_EXECUTABLE"), "ctest sets it");
        QTemporaryDir data;
        QProcess process;
        process.start(
            u"/bin/sh"_s,
            {u"-c"_s,
             u"ulimit -n %1; exec \"$0\" --headless --bind 127.0.0.1 --port 0 --data-dir \"$1\""_s.arg(descriptors),
             qEnvironmentVariable("FOYER_EXECUTABLE"), data.path()});
        QVERIFY(comesTrue([&] { return process.canReadLine() || process.state() == QProcess::NotRunning; }));
        const QByteArray said = process.readAllStandardOutput();
        if (said.startsWith("foyer: room open at ")) {
            process.terminate();
            QVERIFY(process.waitForFinished(patienceMs));
            QCOMPARE(process.exitCode(), 0);
            return;
        }
        const QByteArray complaint = process.readAllStandardError();
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        QVERIFY2(complaint.startsWith("foyer: "), complaint.constData());
    }
};

QTEST_GUILESS_MAIN(tst_AcceptFaults)
#include "tst_acceptfaults.moc"
