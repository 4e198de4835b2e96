// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logfile.h"
#include "app/logging.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

const QMessageLogContext net(nullptr, 0, nullptr, "foyer.net");

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_LogFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->filePath(u"log"_s);
    }

    void aLineSaysWhenWhatAndWhere()
    {
        LogFile file(m_folder);
        QVERIFY2(file.open(), qPrintable(file.errorString()));
        QCOMPARE(file.write(QtInfoMsg, net, u"session 1 over"_s), LogFile::Fate::Written);
        static const QRegularExpression line(
            u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3} foyer\\.net info \\[main\\] session 1 over\\n$"_s);
        const QString text = QString::fromUtf8(contents(file.path()));
        QVERIFY2(line.match(text).hasMatch(), qPrintable(text));
    }

    void threadsAreNamed()
    {
        LogFile file(m_folder);
        QVERIFY(file.open());
        const std::unique_ptr<QThread> thread{QThread::create([&] { file.write(QtWarningMsg, net, u"x"_s); })};
        thread->setObjectName(u"foyer-server"_s);
        thread->start();
        QVERIFY(thread->wait());
        QVERIFY(contents(file.path()).contains("foyer.net warning [foyer-server] x\n"));
    }

    void isItsOwnersAlone()
    {
        ::umask(0);
        LogFile file(m_folder);
        QVERIFY(file.open());
        struct stat status{};
        QCOMPARE(::stat(QFile::encodeName(file.path()).constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0600);
        QCOMPARE(::stat(QFile::encodeName(m_folder).constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0700);
        ::umask(022);
    }

    void oldFilesMoveOnAndGo()
    {
        LogFile file(m_folder, {1000, 3});
        QVERIFY(file.open());
        for (int i = 0; i < 200; ++i)
            QCOMPARE(file.write(QtInfoMsg, net, u"line %1"_s.arg(i)), LogFile::Fate::Written);
        const QDir dir(m_folder);
        QCOMPARE(dir.entryList(QDir::Files, QDir::Name), QStringList({u"foyer.1.log"_s, u"foyer.2.log"_s, u"foyer.log"_s}));
        QByteArray all;
        for (const QString &name : {u"foyer.2.log"_s, u"foyer.1.log"_s, u"foyer.log"_s}) {
            const QByteArray one = contents(dir.filePath(name));
            QVERIFY(one.size() <= 1000 + LogFile::mostLineBytes);
            all += one;
        }
        QVERIFY(all.endsWith("line 199\n"));
        // Whole, and in order: nothing is lost on the way from one file to the next.
        int expected = -1;
        for (const QByteArray &line : all.trimmed().split('\n')) {
            const int number = line.mid(line.lastIndexOf(' ') + 1).toInt();
            QVERIFY(expected < 0 || number == expected);
            expected = number + 1;
        }
    }

    void goesOnWhereItWas()
    {
        for (int run = 0; run < 2; ++run) {
            LogFile file(m_folder, {1000, 3});
            QVERIFY(file.open());
            QCOMPARE(file.write(QtInfoMsg, net, u"run %1 "_s.arg(run).repeated(60)), LogFile::Fate::Written);
        }
        QCOMPARE(contents(m_folder + u"/foyer.log"_s).count('\n'), 2);
        LogFile file(m_folder, {500, 3});
        QVERIFY(file.open());
        QCOMPARE(contents(m_folder + u"/foyer.log"_s), QByteArray());
        QCOMPARE(contents(m_folder + u"/foyer.1.log"_s).count('\n'), 2);
    }

    /// Another thread may not move files; until the one that may comes to it there is a bound all the same.
    void aFloodIsBounded()
    {
        LogFile file(m_folder, {10000, 2});
        QVERIFY(file.open());
        const std::unique_ptr<QThread> thread{QThread::create([&] {
            for (int i = 0; i < 5000; ++i)
                file.write(QtInfoMsg, net, u"flood %1"_s.arg(i));
            file.write(QtFatalMsg, net, u"the last words"_s); // room or not
        })};
        thread->start();
        QVERIFY(thread->wait()); // without a turn of this thread's event loop
        QVERIFY(contents(file.path()).endsWith("the last words\n"));
        QVERIFY(QFile(file.path()).size() <= 15000 + LogFile::mostLineBytes);
        QCOMPARE(QDir(m_folder).entryList(QDir::Files).size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(QDir(m_folder).entryList(QDir::Files).size(), 2);
        QVERIFY(contents(file.path()).contains(" lines were not written\n"));
        QCOMPARE(file.write(QtInfoMsg, net, u"after"_s), LogFile::Fate::Written);
        QVERIFY(contents(file.path()).endsWith(" after\n"));
    }

    void threadsDoNotMixTheirLines()
    {
        LogFile file(m_folder, {20000, 50});
        QVERIFY(file.open());
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back(QThread::create([&file, t] {
                for (int i = 0; i < 500; ++i)
                    file.write(QtInfoMsg, net, QString(QChar(u'a' + t)).repeated(50));
            }));
            threads.back()->start();
        }
        for (int i = 0; i < 500; ++i) {
            file.write(QtInfoMsg, net, u"z"_s.repeated(50)); // this one moves files meanwhile
            QCoreApplication::processEvents();
        }
        for (const auto &thread : threads)
            QVERIFY(thread->wait());
        static const QRegularExpression line(u"^\\S+ foyer\\.(net info \\[\\w+\\] (a+|b+|c+|d+|z+)|app warning \\[main\\] \\d+ lines were not written)$"_s);
        const QDir dir(m_folder);
        for (const QString &name : dir.entryList(QDir::Files)) {
            for (const QString &text : QString::fromUtf8(contents(dir.filePath(name))).split(u'\n', Qt::SkipEmptyParts))
                QVERIFY2(line.match(text).hasMatch(), qPrintable(text));
        }
    }

    void nothingBreaksOutOfItsLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("line feed") << u"a\nb"_s << u"a\\nb"_s;
        QTest::newRow("carriage return") << u"a\rb"_s << u"a\\u000db"_s;
        QTest::newRow("escape sequence") << u"\x1b[2J"_s << u"\\u001b[2J"_s;
        QTest::newRow("C1") << QString(QChar(0x9b)) << u"\\u009b"_s;
        QTest::newRow("NUL") << QString(QChar(0)) << u"\\u0000"_s;
        QTest::newRow("line separator") << QString(QChar(0x2028)) << u"\\u2028"_s;
        QTest::newRow("right to left override") << QString(QChar(0x202e)) << u"\\u202e"_s;
        QTest::newRow("half a character") << QString(QChar(0xd83d)) << u"\\ud83d"_s;
        QTest::newRow("words") << u"好 👍 é"_s << u"好 👍 é"_s;
    }

    void nothingBreaksOutOfItsLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, line);
        QCOMPARE(LogFile::harmless(text), line);
        LogFile file(m_folder);
        QVERIFY(file.open());
        QCOMPARE(file.write(QtWarningMsg, net, text), LogFile::Fate::Written);
        QVERIFY(contents(file.path()).endsWith((u"] "_s + line + u'\n').toUtf8()));
        QCOMPARE(contents(file.path()).count('\n'), 1);
    }

    void longLinesAreCut()
    {
        LogFile file(m_folder);
        QVERIFY(file.open());
        QCOMPARE(file.write(QtWarningMsg, net, u"好"_s.repeated(100000)), LogFile::Fate::Written);
        const QByteArray line = contents(file.path());
        QVERIFY(line.size() <= LogFile::mostLineBytes);
        QVERIFY(line.endsWith("好…\n"));
    }

    void nowhereToWriteIsToldAndNoMore()
    {
        QFile inTheWay(m_folder);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        LogFile file(m_folder);
        QVERIFY(!file.open());
        QVERIFY(!file.errorString().isEmpty());
        QCOMPARE(file.write(QtWarningMsg, net, u"x"_s), LogFile::Fate::Failed);
    }

    void aLinkIsNotFollowed()
    {
        QVERIFY(QDir().mkpath(m_folder));
        const QString elsewhere = m_dir->filePath(u"elsewhere"_s);
        QVERIFY(QFile::link(elsewhere, m_folder + u"/foyer.log"_s));
        LogFile file(m_folder);
        QVERIFY(!file.open());
        QVERIFY(!QFile::exists(elsewhere));
    }

    void takesWhatIsLoggedAnywhere()
    {
        const QLoggingCategory category("foyer.test", QtWarningMsg);
        {
            const Logging logging(m_folder, Logging::Stderr::Silent);
            qCWarning(category) << "taken" << 7;
            qCInfo(category) << "too quiet";
        }
        QTest::ignoreMessage(QtWarningMsg, "after");
        qCWarning(category) << "after";
        const QByteArray text = contents(m_folder + u"/foyer.log"_s);
        QCOMPARE(text.count('\n'), 1);
        QVERIFY(text.contains("foyer.test warning [main] taken 7\n"));
    }

    void addressesAreLeftOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("plain");
        QTest::newRow("IPv4") << u"accepted \"127.0.0.1\" port 5"_s << u"accepted \"[address]\" port 5"_s;
        QTest::newRow("IPv6") << u"session 1 is \"fe80::1%eth0\" port 5"_s << u"session 1 is \"[address]\" port 5"_s;
        QTest::newRow("both at once") << u"::ffff:10.0.0.1 and 10.0.0.2: gone"_s << u"[address] and [address]: gone"_s;
        QTest::newRow("a page") << u"at http://[2001:db8::7]:8080/ and http://192.168.1.7:8080/"_s << u"at http://[[address]]:8080/ and http://[address]:8080/"_s;
        QTest::newRow("none") << u"Foyer 0.1.0 with Qt 6.4.2 at 12:30:45, foyer::Room: 1.2.3.4000"_s << u"Foyer 0.1.0 with Qt 6.4.2 at 12:30:45, foyer::Room: 1.2.3.4000"_s;
    }

    void addressesAreLeftOut()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, plain);
        QCOMPARE(Logging::withoutAddresses(text), plain);
    }

    void beginsAnewWhereNothingIsKept()
    {
        const QLoggingCategory category("foyer.test", QtWarningMsg);
        Logging logging(m_folder, Logging::Stderr::Silent);
        qCWarning(category) << "from 10.0.0.1";
        QFile::copy(m_folder + u"/foyer.log"_s, m_folder + u"/foyer.3.log"_s);
        logging.setKeeping({});
        QVERIFY(contents(m_folder + u"/foyer.log"_s).contains("from 10.0.0.1"));
        logging.setKeeping({Keeping::Mode::Nothing, 0});
        qCWarning(category) << "from 10.0.0.2";
        QCOMPARE(QDir(m_folder).entryList(QDir::Files), QStringList{u"foyer.log"_s});
        QVERIFY(contents(m_folder + u"/foyer.log"_s).endsWith(" from [address]\n"));
        QVERIFY(!contents(m_folder + u"/foyer.log"_s).contains("10.0"));
        logging.setKeeping({});
        qCWarning(category) << "from 10.0.0.3";
        QVERIFY(contents(m_folder + u"/foyer.log"_s).endsWith(" from 10.0.0.3\n"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_folder;
};

QTEST_GUILESS_MAIN(tst_LogFile)
#include "tst_logfile.moc"
