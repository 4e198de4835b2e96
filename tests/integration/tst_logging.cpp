// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/roomguest.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace foyer;

/// What the real program writes into its log while people come, talk and are asked to leave: ids, and nothing that is theirs.
class tst_Logging final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dataDir;
    QProcess m_process;

    void start(const QStringList &more)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"QT_LOGGING_RULES"_s); // it would have the last word
        environment.insert(u"FOYER_OPERATOR_SECRET"_s, u"opensesame-operator"_s);
        m_process.setProcessEnvironment(environment);
        m_process.start(qEnvironmentVariable("FOYER_EXECUTABLE"),
                        QStringList{u"--headless"_s, u"--bind"_s, u"127.0.0.1"_s, u"--port"_s, u"0"_s, u"--room"_s, u"Hidden room"_s,
                                    u"--data-dir"_s, m_dataDir->path()}
                            + more);
    }

    QUrl room()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(20000))
                return {};
        }
        QUrl url(QString::fromUtf8(m_process.readLine()).trimmed().section(u' ', -1));
        url.setScheme(u"ws"_s);
        url.setPath(u"/room"_s);
        return url;
    }

    [[nodiscard]] QString logPath() const { return m_dataDir->filePath(u"log/foyer.log"_s); }
    [[nodiscard]] QByteArray log() const
    {
        QFile file(logPath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void end()
    {
        m_process.terminate();
        QVERIFY(m_process.waitForFinished(20000));
        QCOMPARE(m_process.exitCode(), 0);
    }

private Q_SLOTS:
    void init()
    {
        m_dataDir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dataDir->isValid());
        QVERIFY2(qEnvironmentVariableIsSet("FOYER_EXECUTABLE"), "ctest sets it");
    }

    void cleanup()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
        m_process.readAll();
        m_process.readAllStandardError();
    }

    void idsAndNothingElse()
    {
        start({u"--log"_s, u"all"_s});
        const QUrl url = room();
        QVERIFY(url.isValid());
        RoomGuest host(url);
        Join asHost;
        asHost.operatorSecret = u"opensesame-operator"_s;
        QVERIFY(host.comes(u"Brandtsecretname"_s, asHost));
        RoomGuest guest(url);
        QVERIFY(guest.comes(u"Adasecretname"_s));
        const Welcome welcome = guest.welcome();
        QVERIFY(guest.isAnswered(guest.say(u"a very secret sentence"_s)));
        guest.send({u"k"_s, Rename{u"Othersecretname"_s}});
        QVERIFY(guest.isAnswered(u"k"_s));
        QWebSocket plain;
        QSignalSpy plainClosed(&plain, &QWebSocket::disconnected);
        plain.open(QUrl(url.toString().replace(u"/room"_s, u"/ws/Plainsecretname?token=shownsecrettoken"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(plainClosed.size(), 1, 20000);
        host.send({u"kick"_s, Kick{welcome.user, u"a secret reason"_s, 60}});
        QVERIFY(host.isAnswered(u"kick"_s));
        QVERIFY(guest.isClosed());
        end();

        const QByteArray written = log();
        const QByteArray said = m_process.readAllStandardError();
        const QByteArray user = "user " + QByteArray::number(welcome.user.value);
        for (const QByteArray &text : {written, said}) {
            for (const QByteArray &wanted : QList<QByteArray>{user + " joined", user + " kicked, cooling 1", user + " left: kicked",
                                                              "closed with 4001", "opened on port"})
                QVERIFY2(text.contains(wanted), QByteArray(wanted + " is not in\n" + text).constData());
            for (const QString &secret : {u"secret sentence"_s, u"secretname"_s, u"secret reason"_s, u"opensesame"_s, u"shownsecrettoken"_s,
                                          u"Hidden room"_s, welcome.device, welcome.resume}) {
                QVERIFY(!secret.isEmpty());
                QVERIFY2(!text.contains(secret.toUtf8()), qPrintable(secret + u" is in\n"_s + QString::fromUtf8(text)));
            }
        }
        QVERIFY(written.contains("[foyer-server]"));
        QVERIFY(written.contains("foyer.app info [main] Foyer"));
    }

    void addressesAreForDebuggingAlone()
    {
        start({u"--log"_s, u"foyer.*.info=true"_s});
        const QUrl url = room();
        RoomGuest guest(url);
        QVERIFY(guest.comes(u"Ada"_s));
        end();
        QVERIFY(log().contains(" joined, session 1"));
        QVERIFY(!log().contains("127.0.0.1"));
    }

    void quietByDefault()
    {
        start({});
        const QUrl url = room();
        RoomGuest guest(url);
        QVERIFY(guest.comes(u"Ada"_s));
        // However a guest goes, it is nothing to warn of.
        RoomGuest leaving(url);
        QVERIFY(leaving.comes(u"Sam"_s));
        leaving.closeSocket();
        QVERIFY(leaving.isClosed());
        RoomGuest lost(url);
        QVERIFY(lost.comes(u"Kim"_s));
        lost.cut();
        RoomGuest binary(url);
        QVERIFY(binary.connects());
        binary.sendBytes("x");
        QVERIFY(binary.isClosed());
        QVERIFY(guest.isUpToDate());
        end();
        QVERIFY(QFile::exists(logPath()));
        QCOMPARE(log(), QByteArray());
        QCOMPARE(m_process.readAllStandardError(), QByteArray());
    }

    void goesOnWithoutALog()
    {
        QFile inTheWay(m_dataDir->filePath(u"log"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        start({u"--log"_s, u"foyer.room"_s});
        const QUrl url = room();
        RoomGuest guest(url);
        QVERIFY(guest.comes(u"Ada"_s));
        end();
        const QByteArray said = m_process.readAllStandardError();
        QCOMPARE(said.count("The log cannot be written"), 1);
        QVERIFY(said.contains("opened on port"));
    }

    void aWrongRuleIsOneSentence()
    {
        start({u"--log"_s, u"foyer.nte"_s});
        QVERIFY(m_process.waitForFinished(20000));
        QCOMPARE(m_process.exitCode(), 1);
        const QByteArray said = m_process.readAllStandardError();
        QVERIFY2(said.startsWith("foyer: --log: nothing is called “foyer.nte”."), said.constData());
        QCOMPARE(said.count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Logging)
#include "tst_logging.moc"
