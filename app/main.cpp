// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/commandline.h"
#include "app/endsignals.h"
#include "app/headless.h"
#include "app/historycommand.h"
#include "app/logcategories.h"
#include "app/logging.h"
#include "app/roomconfig.h"
#include "app/settingsstore.h"
#include "server/base/descriptors.h"
#include "server/engine/serverthread.h"
#include "server/storage/historyfile.h"
#include "ui/language.h"

#include <QApplication>
#include <QResource>

#include <csignal>
#include <cstdio>
#include <memory>

namespace {

int endWith(FILE *stream, const QString &text, int code)
{
    std::fputs(qPrintable(text), stream);
    return code;
}

void noteStart(const foyer::CommandLine &line)
{
    qCInfo(foyer::lcApp) << "Foyer" << FOYER_VERSION << "with Qt" << qVersion() << (line.headless ? "without a window" : "with a window");
}

/// The language of the sentences about the options is among the options.
foyer::Result<foyer::CommandLine, foyer::CommandLineError> readIn(const QString &lang, const QStringList &arguments)
{
    foyer::Language language;
    language.speak(lang);
    const auto line = foyer::CommandLine::parse(arguments);
    constexpr int roomOpens = 24; // three threads, the history, the log, the door and the least that a limit leaves to guests
    if (line && line->onlyPrint.isEmpty() && !foyer::canOpenFiles(roomOpens))
        return foyer::CommandLineError{foyer::CommandLine::tooFewFiles()};
    const bool needsDisplay = line && line->onlyPrint.isEmpty() && !line->headless;
    if (needsDisplay && !foyer::CommandLine::hasDisplay(arguments))
        return foyer::CommandLineError{foyer::CommandLine::noDisplay()};
    return line;
}

/// Where nothing is kept the log keeps nothing of anybody, either.
void letFollow(foyer::Logging &logging, foyer::ServerControl &server)
{
    QObject::connect(&server, &foyer::ServerControl::eventsArrived, &server, [&logging](const QList<foyer::Event> &events) {
        for (const foyer::Event &event : events) {
            if (const auto *changed = std::get_if<foyer::KeepingChanged>(&event.body))
                logging.setKeeping(changed->keeping);
        }
    });
    const auto follow = [&logging](const foyer::RoomSnapshot &room) { logging.setKeeping(room.keeping); };
    QObject::connect(&server, &foyer::ServerControl::roomOpened, &server, follow);
    QObject::connect(&server, &foyer::ServerControl::roomRenewed, &server, follow);
}

/// The log of a room that another Foyer has open is not begun anew.
void begin(foyer::Logging &logging, const foyer::Keeping &keeping, const QString &folder)
{
    if (!foyer::historyfile::isInUse(folder))
        logging.setKeeping(keeping);
}

int hostHeadless(const foyer::CommandLine &line)
{
    foyer::SettingsStore store(line.dataDir);
    const foyer::Settings settings = foyer::overridden(store.load(), line.overrides);
    foyer::Language language;
    language.speak(settings.language);
    foyer::Logging logging(store.logFolder(), foyer::Logging::Stderr::Spoken);
    begin(logging, settings.keeping, store.folder());
    noteStart(line);
    foyer::ServerThread server;
    letFollow(logging, server);
    foyer::Headless headless(server);
    // Without a window there is nobody to hand a secret to: only who starts the program may choose one.
    foyer::ServerConfig config = foyer::roomConfig(settings, line.overrides, language.spoken(),
                                                   qEnvironmentVariable("FOYER_OPERATOR_SECRET"), store.tokenKey());
    config.historyFolder = store.folder();
    headless.start(config);
    return QCoreApplication::exec();
}

int hostInWindow(const foyer::CommandLine &line)
{
    foyer::SettingsStore store(line.dataDir);
    foyer::Logging logging(store.logFolder(), line.logRules.isEmpty() ? foyer::Logging::Stderr::Silent
                                                                      : foyer::Logging::Stderr::Spoken);
    begin(logging, foyer::overridden(store.load(), line.overrides).keeping, store.folder());
    noteStart(line);
    foyer::ServerThread server;
    letFollow(logging, server);
    foyer::Application application(server, store, line.overrides);
    QObject::connect(&application, &foyer::Application::keepingChosen, &application,
                     [&logging](const foyer::Keeping &keeping) { logging.setKeeping(keeping); });
    const foyer::EndSignals endSignals;
    QObject::connect(&endSignals, &foyer::EndSignals::arrived, &application, &foyer::Application::end);
    QObject::connect(qApp, &QGuiApplication::commitDataRequest, &application, &foyer::Application::end);
    application.show();
    if (line.start)
        application.startRoom();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    // GLib's dispatcher collapses at thousands of sockets, Qt's own does not; it must be asked for before any thread starts.
    qputenv("QT_NO_THREADED_GLIB", "1");
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error like a full disk, not the end
    if (foyer::historycommand::isWanted(argc, argv))
        return foyer::historycommand::run(argc, argv);
    Q_INIT_RESOURCE(foyer_page);

    // Read before a window system is asked for: whoever mistypes an option on a machine without a display is told so, too.
    auto qt = std::make_unique<QCoreApplication>(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("foyer"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FOYER_VERSION));
    const QStringList arguments = QCoreApplication::arguments();
    const auto line = readIn(foyer::CommandLine::languageIn(arguments), arguments);
    if (!line)
        return endWith(stderr, QStringLiteral("foyer: %1\n").arg(line.error().sentence), 1);
    if (!line->onlyPrint.isEmpty())
        return endWith(stdout, line->onlyPrint, 0);
    if (!line->logRules.isEmpty())
        QLoggingCategory::setFilterRules(line->logRules);
    if (line->headless)
        return hostHeadless(*line);
    qt.reset();
    const QApplication windows(argc, argv);
    return hostInWindow(*line);
}
