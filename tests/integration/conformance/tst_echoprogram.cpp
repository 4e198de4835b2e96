// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/conformance/echotalk.h"
#include "tests/support/patience.h"

#include <QProcess>
#include <QTest>

#include <csignal>

using namespace foyer;
using namespace Qt::StringLiterals;

/// The program that conformance suites are pointed at.
class tst_EchoProgram final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listensAndEndsInOrder_data();
    void listensAndEndsInOrder();
    void keepsTheLimitsItIsGiven();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    /// The port it says it listens at; 0 when it says nothing of the kind.
    static quint16 start(QProcess &program, const QStringList &arguments = {})
    {
        program.start(qEnvironmentVariable("FOYER_ECHO"), QStringList{u"--port"_s, u"0"_s} + arguments);
        const bool said =
            comesTrue([&program] { return program.canReadLine() || program.state() == QProcess::NotRunning; });
        const QByteArray line = said ? program.readLine().trimmed() : QByteArray();
        const QByteArray before = "foyer_echo: listening at ws://127.0.0.1:";
        return line.startsWith(before) && line.endsWith('/') ? line.sliced(before.size()).chopped(1).toUShort()
                                                             : quint16(0);
    }
};

void tst_EchoProgram::listensAndEndsInOrder_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void tst_EchoProgram::listensAndEndsInOrder()
{
    QFETCH(const int, signal);
    QProcess program;
    const quint16 port = start(program);
    QVERIFY(port > 0);
    RawClient client(port);
    QVERIFY(client.shakesHands("/"));
    client.send(RawClient::frame(RawClient::Text, "你好")
                + RawClient::frame(RawClient::Binary, QByteArray(100'000, '\xff')));
    const QStringList words{EchoTalk::word(RawClient::Text, "你好"),
                            EchoTalk::word(RawClient::Binary, QByteArray(100'000, '\xff'))};
    QTRY_COMPARE_WITH_TIMEOUT(EchoTalk::wordsOf(client), words, patienceMs);

    ::kill(static_cast<pid_t>(program.processId()), signal);
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
    QCOMPARE(client.closeCode().value_or(0), closecode::goingAway);
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, patienceMs);
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.readAllStandardError(), QByteArray());
}

void tst_EchoProgram::keepsTheLimitsItIsGiven()
{
    QProcess program;
    const quint16 port = start(program, {u"--limit"_s, u"frame-bytes=32768"_s});
    QVERIFY(port > 0);
    RawClient client(port);
    QVERIFY(client.shakesHands("/"));
    const QByteArray longest(32768, 'x');
    client.sendText(longest);
    client.sendText(longest + 'x');
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
    QCOMPARE(EchoTalk::wordsOf(client),
             (QStringList{EchoTalk::word(RawClient::Text, longest), EchoTalk::closed(1009)}));
    program.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, patienceMs);
}

void tst_EchoProgram::saysWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("code");
    QTest::newRow("no such limit") << QStringList{u"--limit"_s, u"size=3"_s} << "size"_ba << 2;
    QTest::newRow("no number") << QStringList{u"--port"_s, u"many"_s} << "--help"_ba << 2;
    QTest::newRow("no address") << QStringList{u"--bind"_s, u"here"_s} << "--help"_ba << 2;
    QTest::newRow("an address of others")
        << QStringList{u"--port"_s, u"0"_s, u"--bind"_s, u"192.0.2.1"_s} << "address"_ba << 1;
}

void tst_EchoProgram::saysWhatIsWrong()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, word);
    QFETCH(const int, code);
    QProcess program;
    program.start(qEnvironmentVariable("FOYER_ECHO"), arguments);
    QVERIFY(program.waitForFinished(patienceMs));
    QCOMPARE(program.exitCode(), code);
    const QByteArray said = program.readAllStandardError();
    QVERIFY2(said.startsWith("foyer_echo: ") && said.contains(word) && said.count('\n') == 1, said.constData());
    QVERIFY(program.readAllStandardOutput().isEmpty());
}

QTEST_GUILESS_MAIN(tst_EchoProgram)
#include "tst_echoprogram.moc"
