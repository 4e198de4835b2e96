// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/roomconfig.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

class tst_CommandLine final : public QObject
{
    Q_OBJECT

private:
    static Result<CommandLine, CommandLineError> parse(const QStringList &arguments)
    {
        return CommandLine::parse(QStringList{u"foyer"_s} + arguments);
    }
    static ServerConfig config(const Overrides &overrides)
    {
        return roomConfig({}, overrides, u"en"_s, {}, QByteArray(32, 'k'));
    }

private Q_SLOTS:
    void nothingAsked()
    {
        const auto line = parse({});
        QVERIFY(line);
        QVERIFY(!line->headless && !line->start && line->onlyPrint.isEmpty());
        QCOMPARE(line->overrides.limits.rate, Limits{}.rate);
    }

    void limits()
    {
        const auto line = parse({u"--limit"_s, u"rate=7"_s, u"--limit=per-address=0"_s, u"--limit"_s, u"rate=8/9"_s});
        QVERIFY(line);
        QCOMPARE(line->overrides.limits.rate, 8);
        QCOMPARE(line->overrides.limits.rateBurst, 9);
        QCOMPARE(line->overrides.limits.perAddress, 0);
        QCOMPARE(line->overrides.limits.connections, Limits{}.connections);
    }

    void badLimit()
    {
        const auto line = parse({u"--limit"_s, u"speed=7"_s});
        QVERIFY(!line);
        QVERIFY(line.error().sentence.startsWith(u"There is no limit “speed”."_s));
    }

    void listsTheLimits()
    {
        const auto line = parse({u"--help-limits"_s});
        QVERIFY(line);
        QVERIFY(line->onlyPrint.contains(u"joins-per-address  64 in 10 s"_s));
        char program[] = "foyer";
        char option[] = "--help-limits";
        char *arguments[] = {program, option};
        QVERIFY2(CommandLine::wantsHeadless(2, arguments), "needs no display");
    }

    void theRoomGetsThem()
    {
        QTest::ignoreMessage(QtWarningMsg, "limit rate lifted");
        QLoggingCategory::setFilterRules(u"foyer.limits.info=true"_s);
        QTest::ignoreMessage(QtInfoMsg, "limit silence-seconds=7 (default 25)");
        const ServerConfig made =
            config(parse({u"--limit"_s, u"rate=0"_s, u"--limit"_s, u"silence-seconds=7"_s})->overrides);
        QCOMPARE(made.limits.rate, 0);
        QCOMPARE(made.limits.silence, 7s);
    }

    void tellsWhenTheSystemAllowsFewer()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^limit connections cut to \\d+: "_s));
        // What is told is what is in force.
        const QRegularExpression inForce(u"^limit connections=\\d{4,5} \\(default 2000\\)$"_s);
        QTest::ignoreMessage(QtWarningMsg, inForce);
        const ServerConfig made = config(parse({u"--limit"_s, u"connections=1000000"_s})->overrides);
        QVERIFY(made.limits.connections <= 65536 - 64);
        // Without a limit of our own the system's still holds.
        QTest::ignoreMessage(QtWarningMsg, inForce);
        QCOMPARE(config(parse({u"--limit"_s, u"connections=0"_s})->overrides).limits.connections,
                 made.limits.connections);
    }
};

QTEST_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
