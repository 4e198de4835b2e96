// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <algorithm>
#include <csignal>

namespace {

constexpr int patience = 20000;

} // namespace

/// The real program without a display: what it prints, how it ends.
class tst_Headless final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dataDir;

    /// Starts the program; its address is in m_address once it is open.
    void start(QProcess &process, const QStringList &more)
    {
        process.setProgram(qEnvironmentVariable("FOYER_EXECUTABLE"));
        process.setArguments(QStringList{QStringLiteral("--headless"), QStringLiteral("--bind"), QStringLiteral("127.0.0.1"),
                                         QStringLiteral("--data-dir"), m_dataDir.path()}
                             + more);
        process.start();
    }

    static QUrl addressOf(QProcess &process)
    {
        while (!process.canReadLine()) {
            if (!process.waitForReadyRead(patience))
                return {};
        }
        const QString line = QString::fromUtf8(process.readLine()).trimmed();
        const QString before = QStringLiteral("foyer: room open at ");
        return line.startsWith(before) ? QUrl(line.mid(before.size())) : QUrl();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dataDir.isValid());
        QVERIFY2(qEnvironmentVariableIsSet("FOYER_EXECUTABLE"), "ctest sets it");
    }

    void opensServesAndEndsInOrder_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }

    void opensServesAndEndsInOrder()
    {
        QFETCH(int, signal);
        QProcess process;
        start(process, {QStringLiteral("--port"), QStringLiteral("0")});
        const QUrl address = addressOf(process);
        QVERIFY(address.isValid());
        QCOMPARE(address.host(), QStringLiteral("127.0.0.1"));
        QVERIFY(address.port() > 0);

        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> page{network.get(QNetworkRequest(address))};
        QTRY_VERIFY_WITH_TIMEOUT(page->isFinished(), patience);
        QCOMPARE(page->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        QVERIFY(page->readAll().contains("<title>Foyer</title>"));

        QWebSocket guest;
        QUrl room = address;
        room.setScheme(QStringLiteral("ws"));
        room.setPath(QStringLiteral("/ws/Ada"));
        QSignalSpy connected(&guest, &QWebSocket::connected);
        QSignalSpy disconnected(&guest, &QWebSocket::disconnected);
        guest.open(room);
        QTRY_COMPARE_WITH_TIMEOUT(connected.size(), 1, patience);

        ::kill(static_cast<pid_t>(process.processId()), signal);
        QTRY_COMPARE_WITH_TIMEOUT(disconnected.size(), 1, patience);
        QCOMPARE(static_cast<int>(guest.closeCode()), 1001);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }

    void figuresAreOpenedByAnOption_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("status");
        QTest::newRow("closed") << QStringList{} << 403;
        QTest::newRow("open") << QStringList{QStringLiteral("--open-metrics")} << 200;
    }

    void figuresAreOpenedByAnOption()
    {
        QFETCH(QStringList, options);
        QFETCH(int, status);
        QProcess process;
        start(process, QStringList{QStringLiteral("--port"), QStringLiteral("0")} + options);
        QUrl address = addressOf(process);
        QVERIFY(address.isValid());
        address.setPath(QStringLiteral("/metrics"));
        QNetworkRequest throughProxy(address);
        throughProxy.setRawHeader("X-Forwarded-For", "192.168.1.7");
        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> figures{network.get(throughProxy)};
        QTRY_VERIFY_WITH_TIMEOUT(figures->isFinished(), patience);
        QCOMPARE(figures->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), status);
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(patience));
    }

    void portInUseIsOneLine()
    {
        QTcpServer occupant;
        QVERIFY(occupant.listen(QHostAddress::LocalHost));
        QProcess process;
        start(process, {QStringLiteral("--port"), QString::number(occupant.serverPort())});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QCOMPARE(said.count(QLatin1Char('\n')), 1);
        QVERIFY2(said.startsWith(QStringLiteral("foyer: Port %1 is in use by another program. Port ")
                                     .arg(occupant.serverPort())),
                 qPrintable(said));
    }

    /// Nowhere to show a window: whatever the program can say without one, it says.
    void withoutADisplay_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("bad option") << QStringList{QStringLiteral("--frobnicate")} << 1 << QByteArray("foyer: There is no option ");
        QTest::newRow("help") << QStringList{QStringLiteral("--help")} << 0 << QByteArray("Usage: ");
        QTest::newRow("help, shortly") << QStringList{QStringLiteral("-h")} << 0 << QByteArray("Usage: ");
        QTest::newRow("version") << QStringList{QStringLiteral("--version")} << 0 << QByteArray("Foyer ");
        QTest::newRow("limits") << QStringList{QStringLiteral("--help-limits")} << 0 << QByteArray("--limit ");
        QTest::newRow("a window") << QStringList{} << 1 << QByteArray("foyer: There is no display to show the window on. With --headless");
        QTest::newRow("in Chinese") << QStringList{QStringLiteral("--lang"), QStringLiteral("zh_CN")} << 1
                                    << QByteArray("foyer: \u6ca1\u6709\u663e\u793a\u5668");
    }

    void withoutADisplay()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, said);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QString::fromLatin1(name));
        process.setProcessEnvironment(environment);
        process.start(qEnvironmentVariable("FOYER_EXECUTABLE"), arguments);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), code);
        const QByteArray out = process.readAllStandardOutput();
        const QByteArray err = process.readAllStandardError();
        QVERIFY2((code == 0 ? out : err).startsWith(said), err.constData());
        QVERIFY((code == 0 ? err : out).isEmpty());
        QVERIFY(code == 0 || err.count('\n') == 1);
    }

    /// And with one, asked for in Qt's own way, the window is there: the room opens.
    void aWindowAfterAll()
    {
        QProcess process;
        process.start(qEnvironmentVariable("FOYER_EXECUTABLE"),
                      {QStringLiteral("-platform"), QStringLiteral("offscreen"), QStringLiteral("--start"), QStringLiteral("--port"),
                       QStringLiteral("0"), QStringLiteral("--log"), QStringLiteral("foyer.app"), QStringLiteral("--data-dir"),
                       m_dataDir.path()});
        process.setReadChannel(QProcess::StandardError);
        QByteArray said;
        while (!said.contains("with a window") && process.waitForReadyRead(patience))
            said += process.readAllStandardError();
        QVERIFY2(said.contains("with a window"), said.constData());
        QCOMPARE(process.state(), QProcess::Running);
        process.kill();
        QVERIFY(process.waitForFinished(patience));
    }

    void theWindowEndsInOrder_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }

    /// Nobody is asked, everybody is told, and what was to be kept until then is gone.
    void theWindowEndsInOrder()
    {
        QFETCH(int, signal);
        QTemporaryDir folder;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("QT_LOGGING_RULES"));
        process.setProcessEnvironment(environment);
        process.start(qEnvironmentVariable("FOYER_EXECUTABLE"),
                      {QStringLiteral("-platform"), QStringLiteral("offscreen"), QStringLiteral("--start"), QStringLiteral("--port"),
                       QStringLiteral("0"), QStringLiteral("--bind"), QStringLiteral("127.0.0.1"), QStringLiteral("--keep"),
                       QStringLiteral("until-closed"), QStringLiteral("--log"), QStringLiteral("foyer.room.info=true"),
                       QStringLiteral("--data-dir"), folder.path()});
        process.setReadChannel(QProcess::StandardError);
        QByteArray said;
        const QRegularExpression opened(QStringLiteral("opened on port (\\d+)\\s"));
        while (!QString::fromUtf8(said).contains(opened) && process.waitForReadyRead(patience))
            said += process.readAllStandardError();
        const QString port = opened.match(QString::fromUtf8(said)).captured(1);
        QVERIFY2(!port.isEmpty(), said.constData());

        QWebSocket guest;
        QSignalSpy heard(&guest, &QWebSocket::textMessageReceived);
        QSignalSpy disconnected(&guest, &QWebSocket::disconnected);
        connect(&guest, &QWebSocket::connected, &guest, [&guest] { guest.sendTextMessage(QStringLiteral("Donaudampfschiffahrt")); });
        guest.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/ws/Ada").arg(port)));
        QTRY_VERIFY_WITH_TIMEOUT(!heard.isEmpty(), patience);
        const auto holdsTheWord = [&folder] {
            const QFileInfoList files = QDir(folder.path()).entryInfoList({QStringLiteral("history.db*")}, QDir::Files | QDir::Hidden);
            return std::any_of(files.begin(), files.end(), [](const QFileInfo &info) {
                QFile file(info.filePath());
                return file.open(QIODevice::ReadOnly) && file.readAll().contains("Donaudampfschiffahrt");
            });
        };
        QVERIFY(holdsTheWord());

        ::kill(static_cast<pid_t>(process.processId()), signal);
        QTRY_COMPARE_WITH_TIMEOUT(disconnected.size(), 1, patience);
        QCOMPARE(static_cast<int>(guest.closeCode()), 1001);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(!holdsTheWord());
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("history.db.lock"))));
    }

    void badArgumentsAreRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--frobnicate")};
        QTest::newRow("port that is no number") << QStringList{QStringLiteral("--port"), QStringLiteral("http")};
        QTest::newRow("port too large") << QStringList{QStringLiteral("--port"), QStringLiteral("70000")};
        QTest::newRow("unknown language") << QStringList{QStringLiteral("--lang"), QStringLiteral("tlh")};
        QTest::newRow("the origin of anything") << QStringList{QStringLiteral("--allow-origin"), QStringLiteral("null")};
        QTest::newRow("an origin that is none") << QStringList{QStringLiteral("--allow-origin"), QStringLiteral("foo")};
        QTest::newRow("a host that is none") << QStringList{QStringLiteral("--allow-host"), QStringLiteral("a b")};
        QTest::newRow("a limit too low") << QStringList{QStringLiteral("--limit"), QStringLiteral("frame-bytes=10")};
        QTest::newRow("a name that is none") << QStringList{QStringLiteral("--host-name"), QStringLiteral("a:b")};
        QTest::newRow("unknown limit") << QStringList{QStringLiteral("--limit"), QStringLiteral("speed=3")};
        QTest::newRow("stray word") << QStringList{QStringLiteral("please")};
    }

    void badArgumentsAreRefused()
    {
        QFETCH(QStringList, arguments);
        QProcess process;
        start(process, arguments);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 1);
        const QByteArray said = process.readAllStandardError();
        QVERIFY(said.startsWith("foyer: "));
        QCOMPARE(said.count('\n'), 1);
    }

    void tellsOfALiftedLimit()
    {
        QProcess process;
        start(process, {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--limit"), QStringLiteral("rate=0")});
        QVERIFY(addressOf(process).isValid());
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardError().contains("limit rate lifted"));
    }

    void listsItsLimits()
    {
        QProcess process;
        start(process, {QStringLiteral("--help-limits")});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains("frame-bytes"));
    }

    void tellsItsVersion()
    {
        QProcess process;
        start(process, {QStringLiteral("--version")});
        QVERIFY(process.waitForFinished(patience));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(process.readAllStandardOutput(), QByteArray("Foyer " FOYER_VERSION "\n"));
    }
};

QTEST_GUILESS_MAIN(tst_Headless)
#include "tst_headless.moc"
