// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/limitnames.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

class tst_LimitNames final : public QObject
{
    Q_OBJECT

private:
    static QString sentenceOf(const QString &assignment)
    {
        const auto result = withLimit({}, assignment);
        return result ? QString() : result.error().sentence;
    }

    /// One for each limit that can be set.
    static QStringList settableLines()
    {
        return limitsTable().section(u"\n\n"_s, 0, 0).split(u'\n', Qt::SkipEmptyParts).mid(2);
    }

private Q_SLOTS:
    void sets()
    {
        Limits limits;
        for (const QString &assignment :
             {u"connections=2"_s, u"per-address=2"_s, u"joins-per-address=3"_s, u"rate=4/20"_s, u"bytes-in=5000"_s, u"bytes-owed=66000"_s,
              u"head-bytes=7000"_s, u"handshake-seconds=8"_s, u"join-seconds=9"_s, u"frame-bytes=33000"_s,
              u"silence-seconds=11"_s, u"ping-seconds=12"_s, u"work-per-address=13"_s}) {
            auto changed = withLimit(limits, assignment);
            QVERIFY2(changed, qPrintable(assignment));
            limits = changed.takeValue();
        }
        QCOMPARE(limits.connections, 2);
        QCOMPARE(limits.perAddress, 2);
        QCOMPARE(limits.joinsPerAddress, 3);
        QCOMPARE(limits.rate, 4);
        QCOMPARE(limits.rateBurst, 20);
        QCOMPARE(limits.bytesIn, 5000);
        QCOMPARE(limits.owedBytes, 66000);
        QCOMPARE(limits.headBytes, 7000);
        QCOMPARE(limits.handshake, 8s);
        QCOMPARE(limits.join, 9s);
        QCOMPARE(limits.frameBytes, 33000);
        QCOMPARE(limits.silence, 11s);
        QCOMPARE(limits.ping, 12s);
        QCOMPARE(limits.work, 13);
        // These are all there are.
        QCOMPARE(limitChanges(limits).size(), 13);
        QCOMPARE(settableLines().size(), 13);
    }

    void rate()
    {
        QCOMPARE(withLimit({}, u"rate=5")->rate, 5);
        QCOMPARE(withLimit({}, u"rate=5")->rateBurst, 10);
        QCOMPARE(withLimit({}, u"rate=50")->rateBurst, 50);
        QCOMPARE(withLimit({}, u"rate=2/3")->rateBurst, 3);
        QCOMPARE(withLimit({}, u"rate=0")->rate, 0);
    }

    /// With less nobody could take part, or say what may be said.
    void leastOnes()
    {
        const QStringList lines = settableLines();
        QVERIFY(!lines.isEmpty());
        for (const QString &line : lines) {
            const QStringList cells = line.split(QRegularExpression(u"  +"_s), Qt::SkipEmptyParts);
            const QString name = cells.at(0);
            const qint64 least = cells.at(2).toLongLong();
            QVERIFY2(least > 0, qPrintable(line));
            QVERIFY2(sentenceOf(name + u'=' + QString::number(least)).isEmpty(), qPrintable(line));
            QVERIFY2(sentenceOf(name + u"=0"_s).isEmpty(), qPrintable(line));
            if (least > 1)
                QVERIFY2(sentenceOf(name + u'=' + QString::number(least - 1)).contains(u" from %1 to "_s.arg(least)),
                         qPrintable(line));
        }
    }

    void theLongestMessageFitsIntoTheLeastFrame()
    {
        const Limits usual;
        QVERIFY(!sentenceOf(u"frame-bytes=%1"_s.arg(usual.textBytes)).isEmpty());
        QVERIFY(!sentenceOf(u"frame-bytes=%1"_s.arg(6 * usual.textCodePoints)).isEmpty());
        QCOMPARE(sentenceOf(u"frame-bytes=32768"_s), QString());
    }

    void tellsWhatCannotBeSet()
    {
        const QString fixed = limitsTable().section(u"\n\n"_s, 1);
        const Limits usual;
        for (const qint64 value : {qint64(usual.nameGraphemes), qint64(usual.textCodePoints), usual.owedInAll})
            QVERIFY2(fixed.contains(u"  %1 "_s.arg(value)), qPrintable(fixed));
    }

    void badOnes_data()
    {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<QString>("about");
        const QString number = u"takes 0 (none) or a whole number from "_s;
        QTest::newRow("nothing") << u""_s << u"NAME=VALUE"_s;
        QTest::newRow("no value") << u"rate"_s << u"NAME=VALUE"_s;
        QTest::newRow("unknown") << u"speed=3"_s << u"no limit “speed”. These can be set: connections, per-address, "_s;
        QTest::newRow("empty") << u"rate="_s << number;
        QTest::newRow("negative") << u"per-address=-1"_s << number;
        QTest::newRow("signed") << u"per-address=+1"_s << number;
        QTest::newRow("fraction") << u"ping-seconds=0.5"_s << number;
        QTest::newRow("word") << u"bytes-in=lots"_s << number;
        QTest::newRow("unit") << u"bytes-in=64k"_s << number;
        QTest::newRow("huge") << u"connections=1000001"_s << u"to 1000000."_s;
        QTest::newRow("beyond any number") << u"bytes-owed=99999999999999999999"_s << number;
        QTest::newRow("more than a day") << u"join-seconds=86401"_s << u"to 86400."_s;
        QTest::newRow("burst of nothing") << u"rate=3/0"_s << u"or two as in 3/10"_s;
        QTest::newRow("burst left out") << u"rate=3/"_s << u"or two as in 3/10"_s;
        QTest::newRow("two bursts") << u"rate=3/4/5"_s << u"or two as in 3/10"_s;
        QTest::newRow("burst of another") << u"per-address=3/4"_s << number;
        QTest::newRow("other digits") << u"per-address=３"_s << number;
    }

    void badOnes()
    {
        QFETCH(const QString, assignment);
        QFETCH(const QString, about);
        QVERIFY2(sentenceOf(assignment).contains(about), qPrintable(sentenceOf(assignment)));
    }

    void changes()
    {
        QVERIFY(limitChanges({}).isEmpty());
        const auto change = [](const QString &assignment) {
            const QList<LimitChange> all = limitChanges(*withLimit({}, assignment));
            return all.size() == 1 ? all.first() : LimitChange{};
        };
        QCOMPARE(change(u"rate=0"_s).words, u"limit rate lifted"_s);
        QVERIFY(change(u"rate=0"_s).isLooser);
        QCOMPARE(change(u"connections=9000"_s).words, u"limit connections=9000 (default 2000)"_s);
        QVERIFY(change(u"connections=9000"_s).isLooser);
        QCOMPARE(change(u"rate=3/20"_s).words, u"limit rate=3/20 (default 3/10)"_s);
        QVERIFY(change(u"rate=3/20"_s).isLooser);
        QCOMPARE(change(u"silence-seconds=10"_s).words, u"limit silence-seconds=10 (default 25)"_s);
        QVERIFY(!change(u"silence-seconds=10"_s).isLooser);

        // As the room has it in force: half a second more is not forgotten, and less than one is not "none".
        Limits quick = *withLimit({}, u"silence-seconds=3");
        quick.ping = quick.pingInterval();
        QCOMPARE(limitChanges(quick).last().words, u"limit ping-seconds=1.5 (default 10), half of silence-seconds"_s);
        QVERIFY(!limitChanges(quick).last().isLooser);
        quick.ping = 500ms;
        QCOMPARE(limitChanges(quick).last().words, u"limit ping-seconds=0.5 (default 10)"_s);
    }

    void protocolNamesThem()
    {
        QFile file(QStringLiteral(FOYER_SOURCE_DIR "/server/protocol/protocol.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString protocol = QString::fromUtf8(file.readAll());
        const QStringList lines = settableLines();
        for (const QString &line : lines) {
            const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
            const QString row = u"| `%1` | %2"_s.arg(words.at(0), words.at(1));
            QVERIFY2(protocol.contains(row), qPrintable(row));
        }
    }
};

QTEST_APPLESS_MAIN(tst_LimitNames)
#include "tst_limitnames.moc"
