// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "ui/keepawake.h"

#include <QDBusContext>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

#include <array>

using namespace Qt::StringLiterals;
using namespace foyer;

/// Stands in for logind on a bus of the test's own: gives out locks and sees when they are let go.
class FakeLogind final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~FakeLogind() override { close(); }

    QStringList asked;
    bool refuses = false;
    bool late = false;
    QDBusMessage waiting;

    [[nodiscard]] bool isHeld() const
    {
        // The other end of the pipe is open as long as somebody holds the lock.
        char byte = 0;
        return m_reading >= 0 && ::read(m_reading, &byte, 1) < 0;
    }

    /// The answer that was held back.
    void answer(QDBusConnection bus) { bus.send(waiting.createReply(QVariant::fromValue(newLock()))); }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &, const QString &mode)
    {
        asked.append(what + u' ' + who + u' ' + mode);
        if (refuses) {
            sendErrorReply(QDBusError::AccessDenied);
            return {};
        }
        if (late) {
            setDelayedReply(true);
            waiting = message();
            return {};
        }
        return newLock();
    }

private:
    QDBusUnixFileDescriptor newLock()
    {
        close();
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            return {};
        m_reading = ends[0];
        QDBusUnixFileDescriptor lock;
        lock.giveFileDescriptor(ends[1]);
        return lock;
    }

    void close()
    {
        if (m_reading >= 0)
            ::close(m_reading);
        m_reading = -1;
    }

    int m_reading = -1;
};

class tst_KeepAwake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void holdsWhileWanted();
    void letsGoOfALockThatCameTooLate();
    void livesWithARefusal();
    void livesWithoutABus();

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
    QDBusConnection m_login = QDBusConnection(QString());
    QDBusConnection m_bus = QDBusConnection(QString());
    std::unique_ptr<FakeLogind> m_logind;
};

void tst_KeepAwake::initTestCase()
{
    if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
        QSKIP("dbus-daemon is not installed");
    m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s,
                                      u"--address=unix:path="_s + m_folder.filePath(u"bus"_s)});
    QVERIFY(comesTrue([this] { return m_daemon.canReadLine(); }));
    m_address = QString::fromLocal8Bit(m_daemon.readLine()).trimmed();
    m_login = QDBusConnection::connectToBus(m_address, u"login"_s);
    m_bus = QDBusConnection::connectToBus(m_address, u"desktop"_s);
    QVERIFY(m_login.isConnected() && m_bus.isConnected());
    QVERIFY(m_login.registerService(u"org.freedesktop.login1"_s));
}

void tst_KeepAwake::init()
{
    m_logind = std::make_unique<FakeLogind>();
    QVERIFY(m_login.registerObject(u"/org/freedesktop/login1"_s, m_logind.get(), QDBusConnection::ExportAllSlots));
}

void tst_KeepAwake::cleanup()
{
    m_login.unregisterObject(u"/org/freedesktop/login1"_s);
    m_logind.reset();
}

void tst_KeepAwake::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"login"_s);
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    if (m_daemon.state() != QProcess::NotRunning) {
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished());
    }
}

void tst_KeepAwake::holdsWhileWanted()
{
    KeepAwake awake(m_bus);
    QSignalSpy held(&awake, &KeepAwake::heldChanged);
    awake.setWanted(true);
    awake.setWanted(true);
    QVERIFY(comesTrue([&] { return held.size() == 1; }));
    QVERIFY(awake.isHeld());
    QCOMPARE(m_logind->asked, QStringList({u"idle:sleep Foyer block"_s}));
    QVERIFY(comesTrue([&] { return m_logind->isHeld(); }));
    awake.setWanted(false);
    QVERIFY(!awake.isHeld());
    QVERIFY(comesTrue([&] { return !m_logind->isHeld(); }));
    awake.setWanted(true);
    QVERIFY(comesTrue([&] { return awake.isHeld(); }));
    QCOMPARE(m_logind->asked.size(), 2);
}

void tst_KeepAwake::letsGoOfALockThatCameTooLate()
{
    KeepAwake awake(m_bus);
    m_logind->late = true;
    awake.setWanted(true);
    QVERIFY(comesTrue([&] { return m_logind->asked.size() == 1; }));
    awake.setWanted(false);
    m_logind->answer(m_login);
    QVERIFY(comesTrue([&] { return !m_logind->isHeld(); }));
    QVERIFY(!awake.isHeld());
}

void tst_KeepAwake::livesWithARefusal()
{
    m_logind->refuses = true;
    KeepAwake awake(m_bus);
    awake.setWanted(true);
    QVERIFY(comesTrue([&] { return m_logind->asked.size() == 1; }));
    awake.setWanted(false);
    // A refusal is no reason not to ask the next time.
    m_logind->refuses = false;
    QVERIFY(comesTrue([&] {
        if (awake.isHeld())
            return true;
        awake.setWanted(false);
        awake.setWanted(true);
        return false;
    }));
}

void tst_KeepAwake::livesWithoutABus()
{
    KeepAwake awake(QDBusConnection(u"there is none"_s));
    awake.setWanted(true);
    QVERIFY(!awake.isHeld());
    awake.setWanted(false);
}

QTEST_GUILESS_MAIN(tst_KeepAwake)
#include "tst_keepawake.moc"
