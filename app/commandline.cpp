// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/allowances.h"
#include "app/logrules.h"
#include "server/contract/keepingword.h"
#include "server/contract/limitnames.h"
#include "server/room/names.h"

#include <QCommandLineParser>
#include <QHostAddress>

#include <algorithm>
#include <array>

namespace foyer {

namespace {

QString say(const char *source)
{
    return QCoreApplication::translate("foyer::CommandLine", source);
}

// What QCommandLineParser says by itself: Qt's own translations are seldom installed, so ours have it too.
[[maybe_unused]] constexpr std::array wordsOfTheParser{
    QT_TRANSLATE_NOOP("QCommandLineParser", "Usage: %1"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "[options]"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Options:"),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Missing value after '%1'."),
    QT_TRANSLATE_NOOP("QCommandLineParser", "Unexpected value after '%1'."),
};

/// What "foyer export" and "foyer import" do, see historycommand.h; for the end of --help.
QString subcommands()
{
    return QLatin1Char('\n') + say(QT_TRANSLATE_NOOP("foyer::CommandLine", "The history, in and out of files:"))
           + QLatin1String("\n  foyer export  ")
           + say(QT_TRANSLATE_NOOP("foyer::CommandLine", "Writes it into a file. “foyer export --help” has more."))
           + QLatin1String("\n  foyer import  ")
           + say(QT_TRANSLATE_NOOP("foyer::CommandLine", "Reads it into a folder that has none. “foyer import --help” has more."))
           + QLatin1Char('\n');
}

/// Qt's own arguments, which QGuiApplication takes for itself, and whether a value follows.
struct QtArgument
{
    QLatin1String name;
    bool hasValue;
    bool namesADisplay = false;
};
constexpr std::array qtArguments{
    QtArgument{QLatin1String("platform"), true, true},
    QtArgument{QLatin1String("display"), true, true},
    QtArgument{QLatin1String("platformpluginpath"), true},
    QtArgument{QLatin1String("platformtheme"), true},
    QtArgument{QLatin1String("plugin"), true},
    QtArgument{QLatin1String("qwindowgeometry"), true},
    QtArgument{QLatin1String("geometry"), true},
    QtArgument{QLatin1String("qwindowicon"), true},
    QtArgument{QLatin1String("qwindowtitle"), true},
    QtArgument{QLatin1String("style"), true},
    QtArgument{QLatin1String("stylesheet"), true},
    QtArgument{QLatin1String("session"), true},
    QtArgument{QLatin1String("reverse"), false},
};

const QtArgument *qtArgument(const QString &argument)
{
    const QString name = argument.section(QLatin1Char('='), 0, 0);
    const auto isIt = [&name](const QtArgument &one) {
        return name == QLatin1Char('-') + one.name || name == QLatin1String("--") + one.name;
    };
    const auto it = std::find_if(qtArguments.begin(), qtArguments.end(), isIt);
    return it == qtArguments.end() ? nullptr : &*it;
}

QStringList withoutQtArguments(const QStringList &arguments)
{
    QStringList ours;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QtArgument *qt = i > 0 ? qtArgument(arguments.at(i)) : nullptr;
        if (!qt)
            ours.append(arguments.at(i));
        else if (qt->hasValue && !arguments.at(i).contains(QLatin1Char('=')))
            ++i;
    }
    return ours;
}

QString asOption(const QString &option)
{
    return option.size() == 1 ? QString(QLatin1Char('-') + option) : QString(QLatin1String("--") + option);
}

} // namespace

Result<CommandLine, CommandLineError> CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "A chat room for everyone on the local network.")));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  say(QT_TRANSLATE_NOOP("foyer::CommandLine", "Show this help and end.")));
    const QCommandLineOption version(QStringLiteral("version"),
                                     say(QT_TRANSLATE_NOOP("foyer::CommandLine", "Show the version and end.")));
    const QCommandLineOption headless(
        QStringLiteral("headless"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "Host the room without a window; needs no display.")));
    const QCommandLineOption start(QStringLiteral("start"),
                                   say(QT_TRANSLATE_NOOP("foyer::CommandLine", "Open the room at once.")));
    const QCommandLineOption port(
        QStringLiteral("port"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "The port to listen on; 0 for any free one.")), QStringLiteral("N"));
    const QCommandLineOption bind(
        QStringLiteral("bind"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "The one address to listen on, in place of all.")),
        QStringLiteral("ADDR"));
    const QCommandLineOption room(QStringLiteral("room"),
                                  say(QT_TRANSLATE_NOOP("foyer::CommandLine", "The room's name.")),
                                  QStringLiteral("NAME"));
    const QCommandLineOption hostName(
        QStringLiteral("host-name"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "How whoever hosts is called in the room.")),
        QStringLiteral("NAME"));
    const QCommandLineOption language(
        QStringLiteral("lang"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "The language of the room and the window: en or zh_CN.")),
        QStringLiteral("LANG"));
    const QCommandLineOption dataDir(
        QStringLiteral("data-dir"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "The folder that holds the settings, the history and the log.")), QStringLiteral("DIR"));
    const QCommandLineOption allowOrigin(
        QStringLiteral("allow-origin"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                             "A web page's origin that may open the room too, “https://example.org” for example; "
                             "repeatable.")),
        QStringLiteral("ORIGIN"));
    const QCommandLineOption allowHost(
        QStringLiteral("allow-host"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                             "A name under which this machine is reached, beyond its own; repeatable.")),
        QStringLiteral("HOST"));
    const QCommandLineOption limit(
        QStringLiteral("limit"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "Sets one of the room's limits, 0 for none; repeatable. See --help-limits.")),
        QStringLiteral("NAME=VALUE"));
    const QCommandLineOption helpLimits(
        QStringLiteral("help-limits"), say(QT_TRANSLATE_NOOP("foyer::CommandLine", "List the limits and end.")));
    const QCommandLineOption openMetrics(
        QStringLiteral("open-metrics"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "Let other computers read the room’s figures at /metrics.")));
    const QCommandLineOption keep(
        QStringLiteral("keep"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                             "What becomes of what is said: “nothing” (and what was kept is deleted for good), “until-closed”, a number of "
                             "days, or “always”.")),
        QStringLiteral("nothing|until-closed|N|always"));
    const QCommandLineOption keepMessages(
        QStringLiteral("keep-messages"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                             "Keep so many messages at the most, the newest, and nothing from before them (that is deleted for good); 0: any number.")),
        QStringLiteral("N"));
    const QCommandLineOption joinersSee(
        QStringLiteral("joiners-see"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                             "What joiners see from before they came: “latest”, the last lines, or “nothing”.")),
        QStringLiteral("latest|nothing"));
    const QCommandLineOption guestsSearch(
        QStringLiteral("guests-search"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine", "Let everybody in the room search what was said, as far back as they may read.")));
    const QCommandLineOption log(
        QStringLiteral("log"),
        say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                             "What is logged beyond warnings, “foyer.net” or “foyer.net.debug=true;foyer.room.info=true” for example; "
                             "“all” is everything.")),
        QStringLiteral("RULES"));
    parser.addOptions({help, version, headless, start, port, bind, room, hostName, language, dataDir, allowOrigin, allowHost, limit,
                       helpLimits, openMetrics, keep, keepMessages, joinersSee, guestsSearch, log});

    const bool isUnderstood = parser.parse(withoutQtArguments(arguments));
    if (!parser.unknownOptionNames().isEmpty())
        return CommandLineError{
            say(QT_TRANSLATE_NOOP("foyer::CommandLine", "There is no option “%1”. --help lists them all."))
                .arg(asOption(parser.unknownOptionNames().first()))};
    if (!isUnderstood)
        return CommandLineError{parser.errorText()};
    if (!parser.positionalArguments().isEmpty())
        return CommandLineError{
            say(QT_TRANSLATE_NOOP("foyer::CommandLine", "“%1” is not an option. --help lists them."))
                .arg(parser.positionalArguments().first())};

    CommandLine line;
    if (parser.isSet(help))
        line.onlyPrint = parser.helpText() + subcommands();
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
                say(QT_TRANSLATE_NOOP("foyer::CommandLine", "--port takes a number from 0 to 65535."))};
    }
    if (parser.isSet(bind)) {
        if (QHostAddress(parser.value(bind)).isNull())
            return CommandLineError{say(QT_TRANSLATE_NOOP("foyer::CommandLine", "--bind takes an IP address."))};
        line.overrides.bindAddress = parser.value(bind);
    }
    if (parser.isSet(room))
        line.overrides.roomName = parser.value(room);
    if (parser.isSet(hostName)) {
        const auto name = names::clean(parser.value(hostName), line.overrides.limits);
        if (!name)
            return CommandLineError{
                say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                                      "--host-name takes a name of up to %1 characters, without a colon, a star, or a “!” at the "
                                      "beginning."))
                    .arg(line.overrides.limits.nameGraphemes)};
        line.overrides.hostName = *name;
    }
    if (parser.isSet(language)) {
        line.overrides.language = parser.value(language);
        if (line.overrides.language != QLatin1String("en") && line.overrides.language != QLatin1String("zh_CN"))
            return CommandLineError{say(QT_TRANSLATE_NOOP("foyer::CommandLine", "--lang takes en or zh_CN."))};
    }
    const QStringList origins = parser.values(allowOrigin);
    for (const QString &asTyped : origins) {
        if (asTyped.compare(QLatin1String("null"), Qt::CaseInsensitive) == 0)
            return CommandLineError{say(QT_TRANSLATE_NOOP(
                "foyer::CommandLine", "--allow-origin null is not possible: any sandboxed frame and any local file has it."))};
        const auto origin = allowances::origin(asTyped);
        if (!origin)
            return CommandLineError{
                say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                                      "--allow-origin takes the beginning of an address, https://example.org or "
                                      "http://192.168.1.7:3000 for example; not “%1”."))
                    .arg(asTyped)};
        line.overrides.allowedOrigins.append(*origin);
    }
    const QStringList hosts = parser.values(allowHost);
    for (const QString &asTyped : hosts) {
        const auto host = allowances::host(asTyped);
        if (!host)
            return CommandLineError{
                say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                                      "--allow-host takes a host name or an IP address without a port, chat.example.org for example; "
                                      "not “%1”."))
                    .arg(asTyped)};
        line.overrides.allowedHosts.append(*host);
    }
    if (parser.isSet(openMetrics))
        line.overrides.openMetrics = true;
    if (parser.isSet(keep)) {
        line.overrides.keeping = keepingword::read(parser.value(keep));
        if (!line.overrides.keeping)
            return CommandLineError{
                say(QT_TRANSLATE_NOOP("foyer::CommandLine", "--keep takes nothing, until-closed, a number of days from 1 to %1, or always."))
                    .arg(Keeping::mostDays)};
    }
    if (parser.isSet(keepMessages)) {
        bool ok = false;
        line.overrides.keepMessages = parser.value(keepMessages).toInt(&ok);
        if (!ok || !KeptMessages::isValid(*line.overrides.keepMessages))
            return CommandLineError{
                say(QT_TRANSLATE_NOOP("foyer::CommandLine", "--keep-messages takes a number from %1 to %2, or 0."))
                    .arg(KeptMessages::least)
                    .arg(KeptMessages::most)};
    }
    if (parser.isSet(joinersSee)) {
        const QString seen = parser.value(joinersSee);
        if (seen != QLatin1String("latest") && seen != QLatin1String("nothing"))
            return CommandLineError{say(QT_TRANSLATE_NOOP("foyer::CommandLine", "--joiners-see takes latest or nothing."))};
        line.overrides.joinersSeeLatest = seen == QLatin1String("latest");
    }
    if (parser.isSet(guestsSearch))
        line.overrides.guestsMaySearch = true;
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

QString CommandLine::languageIn(const QStringList &arguments)
{
    const QString option = QStringLiteral("--lang");
    QString language;
    for (qsizetype i = 1; i < arguments.size() && arguments.at(i) != QLatin1String("--"); ++i) {
        if (arguments.at(i) == option && i + 1 < arguments.size())
            language = arguments.at(++i);
        else if (arguments.at(i).startsWith(option + QLatin1Char('=')))
            language = arguments.at(i).sliced(option.size() + 1);
    }
    return language;
}

bool CommandLine::hasDisplay(const QStringList &arguments)
{
    const bool isNamed = std::any_of(arguments.cbegin(), arguments.cend(), [](const QString &argument) {
        const QtArgument *qt = qtArgument(argument);
        return qt && qt->namesADisplay;
    });
    return isNamed || !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
           || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

QString CommandLine::noDisplay()
{
    return say(QT_TRANSLATE_NOOP("foyer::CommandLine",
                                 "There is no display to show the window on. With --headless the room is hosted without one."));
}

QString CommandLine::tooFewFiles()
{
    return say(QT_TRANSLATE_NOOP("foyer::CommandLine", "The system lets this program open too few files for a room (ulimit -n)."));
}

} // namespace foyer
