// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/writtenhistory.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

constexpr int patience = 20000;

struct Run
{
    int code = -1;
    QByteArray out = {};
    QByteArray said = {};
};

Run foyerWith(const QStringList &arguments)
{
    QProcess process;
    process.start(qEnvironmentVariable("FOYER_EXECUTABLE"), arguments);
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

bool isOneSentence(const QByteArray &said)
{
    return said.startsWith("foyer: ") && said.count('\n') == 1 && said.endsWith('\n');
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// "foyer export" and "foyer import", as they are typed.
class tst_HistoryCommand final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_folder; ///< with a history of a few hundred kilobytes

    QString in(const QString &name) { return m_dir.filePath(name); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(qEnvironmentVariableIsSet("FOYER_EXECUTABLE"), "ctest sets it");
        qputenv("LC_ALL", "C.UTF-8");
        m_folder = in(u"data"_s);
        HistoryBatch batch;
        for (quint64 seq = 1; seq <= 3000; ++seq) {
            Event event;
            event.seq = seq;
            event.atMs = 1'790'000'000'000 + static_cast<qint64>(seq);
            event.body = Said{UserId{1}, u"Ada"_s, Role::Guest, u"line %1 %2"_s.arg(seq).arg(u"x"_s.repeated(100)), {}};
            batch.events.append(event);
        }
        QVERIFY(writeHistory(m_folder, batch));
    }

    void outAndInAndOut()
    {
        const QString first = in(u"first.jsonl"_s);
        const Run out = foyerWith({u"export"_s, u"--data-dir"_s, m_folder, u"--format"_s, u"jsonl"_s, u"-o"_s, first});
        QCOMPARE(out.said, QByteArray());
        QCOMPARE(out.code, 0);
        QCOMPARE(out.out, "Wrote 3000 lines to " + first.toUtf8() + "\n");
        const Run into = foyerWith({u"import"_s, u"--data-dir"_s, in(u"other"_s), first});
        QCOMPARE(into.said, QByteArray());
        QCOMPARE(into.code, 0);
        const Run again = foyerWith({u"export"_s, u"--data-dir"_s, in(u"other"_s), u"--format=jsonl"_s, u"-o"_s, u"-"_s});
        QCOMPARE(again.code, 0);
        QCOMPARE(again.out, contentOf(first));
        const Run twice = foyerWith({u"import"_s, u"--data-dir"_s, in(u"other"_s), first});
        QCOMPARE(twice.code, 1);
        QVERIFY2(isOneSentence(twice.said) && twice.said.contains("There is a history in"), twice.said.constData());
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("sentence");
        const QStringList most{u"export"_s, u"--data-dir"_s, u"DATA"_s, u"-o"_s, u"DIR/refused"_s, u"--format"_s};
        QTest::newRow("no format") << most.mid(0, 5) << QByteArray("--format takes one of html, csv, jsonl, txt, attendance-csv.");
        QTest::newRow("unknown format") << most + QStringList{u"pdf"_s} << QByteArray("--format takes one of");
        QTest::newRow("no file") << QStringList{u"export"_s, u"--format"_s, u"csv"_s} << QByteArray("Say with -o");
        QTest::newRow("bad day") << most + QStringList{u"csv"_s, u"--from"_s, u"monday"_s} << QByteArray("--from takes a day");
        QTest::newRow("bad end") << most + QStringList{u"csv"_s, u"--to"_s, u"2026-13-01"_s} << QByteArray("--to takes a day");
        QTest::newRow("backwards") << most + QStringList{u"csv"_s, u"--from"_s, u"2026-11-02"_s, u"--to"_s, u"2026-11-01"_s} << QByteArray("--from is later");
        QTest::newRow("empty author") << most + QStringList{u"csv"_s, u"--author"_s, u" "_s} << QByteArray("--author takes a name");
        QTest::newRow("unknown option") << most + QStringList{u"csv"_s, u"--frobnicate"_s} << QByteArray("frobnicate");
        QTest::newRow("stray word") << most + QStringList{u"csv"_s, u"please"_s} << QByteArray("“please”");
        QTest::newRow("no history") << QStringList{u"export"_s, u"--data-dir"_s, u"DIR/none"_s, u"--format"_s, u"csv"_s, u"-o"_s, u"DIR/refused"_s}
                                    << QByteArray("There is no history in");
        QTest::newRow("nobody") << most + QStringList{u"csv"_s, u"--author"_s, u"Nobody"_s}
                                << QByteArray("Nobody called “Nobody” is in this history. Those who are: Ada.");
        QTest::newRow("a folder") << QStringList{u"export"_s, u"--data-dir"_s, u"DATA"_s, u"--format"_s, u"csv"_s, u"-o"_s, u"DIR"_s}
                                  << QByteArray("is a folder");
        QTest::newRow("the history itself") << QStringList{u"export"_s, u"--data-dir"_s, u"DATA"_s, u"--force"_s, u"--format"_s, u"csv"_s, u"-o"_s, u"DATA/history.db"_s}
                                            << QByteArray("Foyer itself needs");
        QTest::newRow("import nothing") << QStringList{u"import"_s, u"--data-dir"_s, u"DIR/none"_s} << QByteArray("Say which file");
        QTest::newRow("import what is not there") << QStringList{u"import"_s, u"--data-dir"_s, u"DIR/none"_s, u"DIR/nofile"_s} << QByteArray("cannot be read");
        QTest::newRow("import a folder") << QStringList{u"import"_s, u"--data-dir"_s, u"DIR/none"_s, u"DIR"_s} << QByteArray("is a folder");
        QTest::newRow("import garbage") << QStringList{u"import"_s, u"--data-dir"_s, u"DIR/none"_s, u"DATA/history.db"_s} << QByteArray("Line 1 of ");
    }

    void refusals()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, sentence);
        QStringList filled;
        for (QString argument : arguments)
            filled.append(argument.replace(u"DATA"_s, m_folder).replace(u"DIR"_s, m_dir.path()));
        const Run run = foyerWith(filled);
        QCOMPARE(run.code, 1);
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(isOneSentence(run.said) && run.said.contains(sentence), run.said.constData());
        QVERIFY(!QFileInfo::exists(in(u"refused"_s)));
        QVERIFY(!QFileInfo::exists(in(u"none"_s)));
    }

    void writesOverAFileOnlyByForce()
    {
        const QString file = in(u"there.txt"_s);
        QStringList arguments{u"export"_s, u"--data-dir"_s, m_folder, u"--format"_s, u"txt"_s, u"-o"_s, file};
        QCOMPARE(foyerWith(arguments).code, 0);
        const QByteArray before = contentOf(file);
        const Run refused = foyerWith(arguments);
        QCOMPARE(refused.code, 1);
        QVERIFY2(isOneSentence(refused.said) && refused.said.contains("--force"), refused.said.constData());
        QCOMPARE(contentOf(file), before);
        QCOMPARE(foyerWith(arguments + QStringList{u"--force"_s}).code, 0);
    }

    void aFullDiskLeavesNoFile()
    {
        const QString target = in(u"small"_s);
        QVERIFY(QDir().mkpath(target));
        QProcess shell;
        // 64 blocks of 512 or 1024 bytes, and an error in place of a signal.
        shell.start(u"sh"_s, {u"-c"_s, u"trap '' XFSZ; ulimit -f 64; exec \"$0\" export --data-dir \"$1\" --format html -o \"$2\""_s,
                              qEnvironmentVariable("FOYER_EXECUTABLE"), m_folder, target + u"/out.html"_s});
        QVERIFY(shell.waitForFinished(patience));
        QCOMPARE(shell.exitCode(), 1);
        const QByteArray said = shell.readAllStandardError();
        QVERIFY2(isOneSentence(said) && said.contains("cannot be written"), said.constData());
        QVERIFY(QDir(target).isEmpty());

        shell.start(u"sh"_s, {u"-c"_s, u"exec \"$0\" export --data-dir \"$1\" --format html -o - > /dev/full"_s, qEnvironmentVariable("FOYER_EXECUTABLE"), m_folder});
        QVERIFY(shell.waitForFinished(patience));
        QCOMPARE(shell.exitCode(), 1);
        const QByteArray full = shell.readAllStandardError();
        QVERIFY2(isOneSentence(full) && full.contains("not enough room on the disk for standard output"), full.constData());
    }

    void aFullDiskLeavesNothingImported()
    {
        const QString file = in(u"full.jsonl"_s);
        QCOMPARE(foyerWith({u"export"_s, u"--data-dir"_s, m_folder, u"--format"_s, u"jsonl"_s, u"-o"_s, file}).code, 0);
        QProcess shell;
        shell.start(u"sh"_s, {u"-c"_s, u"trap '' XFSZ; ulimit -f 300; exec \"$0\" import --data-dir \"$1\" \"$2\""_s, qEnvironmentVariable("FOYER_EXECUTABLE"),
                              in(u"narrow"_s), file});
        QVERIFY(shell.waitForFinished(patience));
        QCOMPARE(shell.exitCode(), 1);
        const QByteArray said = shell.readAllStandardError();
        QVERIFY2(isOneSentence(said), said.constData());
        QVERIFY(!QFileInfo::exists(in(u"narrow"_s)));
    }

    void whileTheRoomIsOpen()
    {
        const QString folder = in(u"open"_s);
        QProcess room;
        room.start(qEnvironmentVariable("FOYER_EXECUTABLE"), {u"--headless"_s, u"--port"_s, u"0"_s, u"--bind"_s, u"127.0.0.1"_s, u"--data-dir"_s, folder});
        while (!room.canReadLine())
            QVERIFY(room.waitForReadyRead(patience));
        QUrl address(QString::fromUtf8(room.readLine()).trimmed().section(u' ', -1));
        address.setScheme(u"ws"_s);
        address.setPath(u"/ws/Grace"_s);
        QWebSocket guest;
        QSignalSpy heard(&guest, &QWebSocket::textMessageReceived);
        connect(&guest, &QWebSocket::connected, &guest, [&guest] { guest.sendTextMessage(u"is anybody here?"_s); });
        guest.open(address);
        QTRY_VERIFY_WITH_TIMEOUT(!heard.isEmpty(), patience); // so it is written

        const Run text = foyerWith({u"export"_s, u"--data-dir"_s, folder, u"--format"_s, u"txt"_s, u"-o"_s, u"-"_s});
        QCOMPARE(text.code, 0);
        QVERIFY2(text.out.contains("Grace: is anybody here?"), text.out.constData());
        const Run table = foyerWith({u"export"_s, u"--data-dir"_s, folder, u"--format"_s, u"attendance-csv"_s, u"-o"_s, u"-"_s});
        QCOMPARE(table.code, 0);
        QVERIFY2(table.out.contains("\r\nGrace,"), table.out.constData());
        const Run into = foyerWith({u"import"_s, u"--data-dir"_s, folder, in(u"first.jsonl"_s)});
        QCOMPARE(into.code, 1);
        QVERIFY2(isOneSentence(into.said) && into.said.contains("Another Foyer"), into.said.constData());
        ::kill(static_cast<pid_t>(room.processId()), SIGTERM);
        QVERIFY(room.waitForFinished(patience));
        QCOMPARE(room.exitCode(), 0);
    }

    void helpsInBothLanguages()
    {
        for (const QString &command : {u"export"_s, u"import"_s}) {
            const Run english = foyerWith({command, u"--help"_s, u"--lang"_s, u"en"_s});
            QCOMPARE(english.code, 0);
            QVERIFY2(english.out.startsWith(QByteArray("Usage: foyer " + command.toUtf8())), english.out.constData());
            const Run chinese = foyerWith({command, u"--help"_s, u"--lang"_s, u"zh_CN"_s});
            QCOMPARE(chinese.code, 0);
            QVERIFY2(chinese.out.startsWith("用法：foyer ") && chinese.out.contains("历史记录"), chinese.out.constData());
        }
    }
};

QTEST_GUILESS_MAIN(tst_HistoryCommand)
#include "tst_historycommand.moc"
