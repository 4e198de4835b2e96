// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/logrules.h"
#include "server/contract/limitnames.h"

#include <QCommandLineParser>
#include <QHostAddress>

#include <algorithm>
#include <cstring>

namespace foyer {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("foyer::CommandLine", source);
}

} // namespace

Result<CommandLine, CommandLineError> CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "A chat room for everyone on the local network.")));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "Show this help and end.")));
    const QCommandLineOption version(QStringLiteral("version"),
                                     tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "Show the version and end.")));
    const QCommandLineOption headless(
        QStringLiteral("headless"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "Host the room without a window; needs no display.")));
    const QCommandLineOption start(QStringLiteral("start"),
                                   tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "Open the room at once.")));
    const QCommandLineOption port(
        QStringLiteral("port"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "The port to listen on; 0 for any free one.")), QStringLiteral("N"));
    const QCommandLineOption bind(
        QStringLiteral("bind"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "The one address to listen on, in place of all.")),
        QStringLiteral("ADDR"));
    const QCommandLineOption room(QStringLiteral("room"),
                                  tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "The room's name.")),
                                  QStringLiteral("NAME"));
    const QCommandLineOption language(
        QStringLiteral("lang"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "The language of the room and the window: en or zh_CN.")),
        QStringLiteral("LANG"));
    const QCommandLineOption dataDir(
        QStringLiteral("data-dir"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "The folder that holds the settings.")), QStringLiteral("DIR"));
    const QCommandLineOption allowOrigin(
        QStringLiteral("allow-origin"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine",
                             "A web page's origin that may open the room too, “https://example.org” for example; "
                             "repeatable.")),
        QStringLiteral("ORIGIN"));
    const QCommandLineOption allowHost(
        QStringLiteral("allow-host"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine",
                             "A name under which this machine is reached, beyond its own; repeatable.")),
        QStringLiteral("HOST"));
    const QCommandLineOption limit(
        QStringLiteral("limit"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "Sets one of the room's limits, 0 for none; repeatable. See --help-limits.")),
        QStringLiteral("NAME=VALUE"));
    const QCommandLineOption helpLimits(
        QStringLiteral("help-limits"), tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "List the limits and end.")));
    const QCommandLineOption openMetrics(
        QStringLiteral("open-metrics"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "Let other computers read the room’s figures at /metrics.")));
    const QCommandLineOption log(
        QStringLiteral("log"),
        tr(QT_TRANSLATE_NOOP("foyer::CommandLine",
                             "What is logged beyond warnings, “foyer.net” or “foyer.net.debug=true;foyer.room.info=true” for example; "
                             "“all” is everything.")),
        QStringLiteral("RULES"));
    parser.addOptions({help, version, headless, start, port, bind, room, language, dataDir, allowOrigin, allowHost, limit,
                       helpLimits, openMetrics, log});

    if (!parser.parse(arguments))
        return CommandLineError{parser.errorText()};
    if (!parser.positionalArguments().isEmpty())
        return CommandLineError{
            tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "“%1” is not an option. --help lists them."))
                .arg(parser.positionalArguments().first())};

    CommandLine line;
    if (parser.isSet(help))
        line.onlyPrint = parser.helpText();
    else if (parser.isSet(version))
        line.onlyPrint = QStringLiteral("Foyer " FOYER_VERSION "\n");
    else if (parser.isSet(helpLimits))
        line.onlyPrint = limitsTable();
    line.headless = parser.isSet(headless);
    line.start = parser.isSet(start) || line.headless;
    line.dataDir = parser.value(dataDir);
    if (parser.isSet(port)) {
        bool ok = false;
        line.overrides.port = parser.value(port).toUShort(&ok);
        if (!ok)
            return CommandLineError{
                tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "--port takes a number from 0 to 65535."))};
    }
    if (parser.isSet(bind)) {
        if (QHostAddress(parser.value(bind)).isNull())
            return CommandLineError{tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "--bind takes an IP address."))};
        line.overrides.bindAddress = parser.value(bind);
    }
    if (parser.isSet(room))
        line.overrides.roomName = parser.value(room);
    if (parser.isSet(language)) {
        line.overrides.language = parser.value(language);
        if (line.overrides.language != QLatin1String("en") && line.overrides.language != QLatin1String("zh_CN"))
            return CommandLineError{tr(QT_TRANSLATE_NOOP("foyer::CommandLine", "--lang takes en or zh_CN."))};
    }
    line.overrides.allowedOrigins = parser.values(allowOrigin);
    if (line.overrides.allowedOrigins.contains(QStringLiteral("null"), Qt::CaseInsensitive))
        return CommandLineError{tr(QT_TRANSLATE_NOOP(
            "foyer::CommandLine", "--allow-origin null is not possible: any sandboxed frame and any local file has it."))};
    if (parser.isSet(openMetrics))
        line.overrides.openMetrics = true;
    line.overrides.allowedHosts = parser.values(allowHost);
    const QStringList assignments = parser.values(limit);
    for (const QString &assignment : assignments) {
        const Result<Limits, LimitError> limits = withLimit(line.overrides.limits, assignment);
        if (!limits)
            return CommandLineError{limits.error().sentence};
        line.overrides.limits = *limits;
    }
    if (parser.isSet(log)) {
        const auto rules = logrules::parse(parser.values(log).join(QLatin1Char(';')));
        if (!rules)
            return CommandLineError{rules.error().sentence};
        line.logRules = *rules;
    }
    return line;
}

bool CommandLine::wantsHeadless(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *argument) {
        return std::strcmp(argument, "--headless") == 0 || std::strcmp(argument, "-headless") == 0
               || std::strcmp(argument, "--help") == 0 || std::strcmp(argument, "-h") == 0
               || std::strcmp(argument, "--version") == 0 || std::strcmp(argument, "--help-limits") == 0;
    });
}

} // namespace foyer
