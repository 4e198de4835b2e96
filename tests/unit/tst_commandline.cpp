// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/roomconfig.h"
#include "ui/language.h"

#include <QLoggingCategory>
#include <QRegularExpression>
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
        return roomConfig(overridden({}, overrides), overrides, u"en"_s, {}, QByteArray(32, 'k'));
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
    }

    void helpNamesTheSubcommands()
    {
        const auto line = parse({u"--help"_s});
        QVERIFY(line);
        for (const QString &named : {u"foyer export"_s, u"foyer import"_s, u"“foyer export --help”"_s})
            QVERIFY2(line->onlyPrint.contains(named), qPrintable(named));
        QVERIFY(line->onlyPrint.simplified().contains(u"settings, the history and the log"_s)); // over two lines
    }

    void origins_data()
    {
        QTest::addColumn<QString>("asTyped");
        QTest::addColumn<QString>("origin"); // empty: refused
        QTest::newRow("usual") << u"https://example.org"_s << u"https://example.org"_s;
        QTest::newRow("port") << u"http://192.168.1.7:3000"_s << u"http://192.168.1.7:3000"_s;
        QTest::newRow("capitals, slash") << u"HTTPS://Example.org/"_s << u"https://example.org"_s;
        QTest::newRow("standard port") << u"https://example.org:443"_s << u"https://example.org"_s;
        QTest::newRow("extension") << u"moz-extension://6f1c2a"_s << u"moz-extension://6f1c2a"_s;
        QTest::newRow("IPv6") << u"http://[fd00::1]:8080"_s << u"http://[fd00::1]:8080"_s;
        QTest::newRow("other letters") << u"https://例子.测试"_s << u"https://xn--fsqu00a.xn--0zwm56d"_s;
        for (const QString &bad : {u"foo"_s, u""_s, u"example.org"_s, u"localhost:3000"_s, u"http://"_s, u"http://a b"_s, u"*"_s,
                                   u"https://*.example.org"_s, u"http://example.org/page"_s, u"http://example.org?x"_s,
                                   u"http://me@example.org"_s, u"http://example.org:0"_s, u"http://example.org:70000"_s, u"null"_s,
                                   u"NULL"_s, u"file:///tmp"_s, u"http://999.1.1.1"_s})
            QTest::newRow(qPrintable(u"bad: "_s + bad)) << bad << QString();
    }

    void origins()
    {
        QFETCH(const QString, asTyped);
        QFETCH(const QString, origin);
        const auto line = parse({u"--allow-origin"_s, asTyped});
        QCOMPARE(bool(line), !origin.isEmpty());
        if (line)
            QCOMPARE(line->overrides.allowedOrigins, QStringList{origin});
        else
            QVERIFY2(line.error().sentence.startsWith(u"--allow-origin "_s), qPrintable(line.error().sentence));
    }

    void hosts_data()
    {
        QTest::addColumn<QString>("asTyped");
        QTest::addColumn<QString>("host"); // empty: refused
        QTest::newRow("name") << u"Chat.example.org"_s << u"chat.example.org"_s;
        QTest::newRow("word") << u"classroom-7_b"_s << u"classroom-7_b"_s;
        QTest::newRow("closing dot") << u"example.org."_s << u"example.org"_s;
        QTest::newRow("IPv4") << u"10.0.0.7"_s << u"10.0.0.7"_s;
        QTest::newRow("IPv6") << u"FD00::1"_s << u"fd00::1"_s;
        QTest::newRow("in brackets") << u"[fd00::1]"_s << u"fd00::1"_s;
        QTest::newRow("other letters") << u"教室.local"_s << u"xn--wbtt9t.local"_s;
        for (const QString &bad : {u"a b"_s, u""_s, u"example.org:8000"_s, u"http://example.org"_s, u"*.example.org"_s, u"-a"_s, u"a..b"_s,
                                   u"10.0.0"_s, u"10.0.0.256"_s, u"[10.0.0.7]"_s, u"fe80::1%eth0"_s, u"a/b"_s})
            QTest::newRow(qPrintable(u"bad: "_s + bad)) << bad << QString();
    }

    void hosts()
    {
        QFETCH(const QString, asTyped);
        QFETCH(const QString, host);
        const auto line = parse({u"--allow-host"_s, asTyped});
        QCOMPARE(bool(line), !host.isEmpty());
        if (line)
            QCOMPARE(line->overrides.allowedHosts, QStringList{host});
        else
            QVERIFY2(line.error().sentence.startsWith(u"--allow-host "_s), qPrintable(line.error().sentence));
    }

    void nameOfTheHost()
    {
        QCOMPARE(config(parse({u"--host-name"_s, u"  Ms  Brandt "_s})->overrides).hostName, u"Ms Brandt"_s);
        for (const QString &bad : {u""_s, u"a:b"_s, u"★"_s, u"! x"_s, QString(33, u'x')}) {
            const auto line = parse({u"--host-name"_s, bad});
            QVERIFY2(!line && line.error().sentence.startsWith(u"--host-name takes a name of up to 32 characters"_s), qPrintable(bad));
        }
    }

    void whatIsKept()
    {
        QCOMPARE(config(parse({})->overrides).keeping, Keeping());
        QVERIFY(config(parse({})->overrides).joinersSeeLatest);
        using Mode = Keeping::Mode;
        for (const auto &[word, keeping] : {std::pair{u"nothing"_s, Keeping{Mode::Nothing, 0}}, {u"until-closed"_s, Keeping{Mode::UntilClosed, 0}},
                                            {u"7"_s, Keeping{Mode::Days, 7}}, {u"always"_s, Keeping{Mode::Always, 0}}}) {
            const auto line = parse({u"--keep"_s, word});
            QVERIFY2(line, qPrintable(word));
            QCOMPARE(config(line->overrides).keeping, keeping);
        }
        for (const QString &bad : {u""_s, u"0"_s, u"3651"_s, u"for ever"_s}) {
            const auto line = parse({u"--keep"_s, bad});
            QVERIFY2(!line && line.error().sentence.startsWith(u"--keep takes"_s), qPrintable(bad));
        }
        QCOMPARE(config(parse({})->overrides).keepMessages, 0);
        QCOMPARE(config(parse({u"--keep-messages"_s, u"1000"_s})->overrides).keepMessages, 1000);
        QCOMPARE(config(parse({u"--keep-messages"_s, u"0"_s})->overrides).keepMessages, 0);
        for (const QString &bad : {u""_s, u"-1"_s, u"999"_s, u"100000001"_s, u"many"_s}) {
            const auto line = parse({u"--keep-messages"_s, bad});
            QVERIFY2(!line && line.error().sentence.startsWith(u"--keep-messages takes a number from 1000 to"_s), qPrintable(bad));
        }
        QVERIFY(!config(parse({u"--joiners-see"_s, u"nothing"_s})->overrides).joinersSeeLatest);
        QVERIFY(config(parse({u"--joiners-see"_s, u"latest"_s})->overrides).joinersSeeLatest);
        QVERIFY(!config(parse({})->overrides).guestsMaySearch);
        QVERIFY(config(parse({u"--guests-search"_s})->overrides).guestsMaySearch);
        QVERIFY(!parse({u"--joiners-see"_s, u"all"_s}));
    }

    void languageOfTheSentences_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("language");
        QTest::newRow("none") << QStringList{u"--headless"_s} << QString();
        QTest::newRow("apart") << QStringList{u"--port"_s, u"x"_s, u"--lang"_s, u"zh_CN"_s} << u"zh_CN"_s;
        QTest::newRow("together") << QStringList{u"--lang=zh_CN"_s, u"--help"_s} << u"zh_CN"_s;
        QTest::newRow("the last one") << QStringList{u"--lang=zh_CN"_s, u"--lang"_s, u"en"_s} << u"en"_s;
        QTest::newRow("nothing behind it") << QStringList{u"--lang"_s} << QString();
    }

    void languageOfTheSentences()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, language);
        QCOMPARE(CommandLine::languageIn(QStringList{u"foyer"_s} + arguments), language);
    }

    /// Everything that can be said, in Chinese: no word of the sentences is left in English.
    void speaksChinese_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s};
        QTest::newRow("unknown letter") << QStringList{u"-q"_s};
        QTest::newRow("value missing") << QStringList{u"--port"_s};
        QTest::newRow("value too many") << QStringList{u"--start=1"_s};
        QTest::newRow("stray word") << QStringList{u"please"_s};
        QTest::newRow("port") << QStringList{u"--port"_s, u"x"_s};
        QTest::newRow("bind") << QStringList{u"--bind"_s, u"x"_s};
        QTest::newRow("language") << QStringList{u"--lang"_s, u"tlh"_s};
        QTest::newRow("keep") << QStringList{u"--keep"_s, u"x"_s};
        QTest::newRow("keep messages") << QStringList{u"--keep-messages"_s, u"x"_s};
        QTest::newRow("joiners see") << QStringList{u"--joiners-see"_s, u"x"_s};
        QTest::newRow("null origin") << QStringList{u"--allow-origin"_s, u"null"_s};
        QTest::newRow("origin") << QStringList{u"--allow-origin"_s, u"x"_s};
        QTest::newRow("host") << QStringList{u"--allow-host"_s, u"a b"_s};
        QTest::newRow("name") << QStringList{u"--host-name"_s, u"*:"_s};
        QTest::newRow("limit") << QStringList{u"--limit"_s, u"x"_s};
        QTest::newRow("no such limit") << QStringList{u"--limit"_s, u"x=1"_s};
        QTest::newRow("limit too low") << QStringList{u"--limit"_s, u"frame-bytes=10"_s};
        QTest::newRow("bad rate") << QStringList{u"--limit"_s, u"rate=x"_s};
        QTest::newRow("log") << QStringList{u"--log"_s, u"=="_s};
        QTest::newRow("log, unknown") << QStringList{u"--log"_s, u"foyer.x"_s};
        QTest::newRow("log, empty") << QStringList{u"--log"_s, u";"_s};
        QTest::newRow("help") << QStringList{u"--help"_s};
        QTest::newRow("limits") << QStringList{u"--help-limits"_s};
    }

    void speaksChinese()
    {
        QFETCH(const QStringList, arguments);
        Language language;
        language.speak(u"zh_CN"_s);
        const auto line = parse(arguments);
        const QString said = line ? line->onlyPrint : line.error().sentence;
        QVERIFY(!said.isEmpty());
        const QStringList lines = said.split(u'\n', Qt::SkipEmptyParts);
        const QRegularExpression chinese(u"\\p{Han}"_s);
        const QRegularExpression english(u"[a-z]+ [a-z]+ [a-z]+"_s);
        for (const QString &one : lines) {
            QVERIFY2(!english.match(one).hasMatch(), qPrintable(one));
            QVERIFY2(chinese.match(one).hasMatch() || arguments == QStringList{u"--help"_s}, qPrintable(one));
        }
        language.speak(u"en"_s);
    }

    void noDisplay()
    {
        const auto environment = [](const char *name, const char *value) {
            for (const char *one : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
                qunsetenv(one);
            if (name)
                qputenv(name, value);
        };
        const QStringList none{u"foyer"_s, u"--start"_s};
        environment(nullptr, nullptr);
        QVERIFY(!CommandLine::hasDisplay(none));
        QVERIFY(CommandLine::noDisplay().contains(u"--headless"_s));
        // Qt's own arguments are no mistake of ours.
        const QStringList withPlatform{u"foyer"_s, u"-platform"_s, u"offscreen"_s, u"--start"_s};
        QVERIFY(CommandLine::hasDisplay(withPlatform));
        QVERIFY(CommandLine::parse(withPlatform)->start);
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
            environment(name, "");
            QVERIFY(!CommandLine::hasDisplay(none));
            environment(name, ":0");
            QVERIFY(CommandLine::hasDisplay(none));
        }
    }

    void theRoomGetsThem()
    {
        QTest::ignoreMessage(QtWarningMsg, "limit rate lifted");
        QLoggingCategory::setFilterRules(u"foyer.limits.info=true"_s);
        QTest::ignoreMessage(QtInfoMsg, "limit silence-seconds=7 (default 25)");
        QTest::ignoreMessage(QtInfoMsg, "limit ping-seconds=3.5 (default 10), half of silence-seconds");
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

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
