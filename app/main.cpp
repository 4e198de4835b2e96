// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/commandline.h"
#include "app/headless.h"
#include "app/historycommand.h"
#include "app/logcategories.h"
#include "app/logging.h"
#include "app/roomconfig.h"
#include "app/settingsstore.h"
#include "server/engine/serverthread.h"
#include "ui/language.h"

#include <QApplication>
#include <QResource>

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

int hostHeadless(const foyer::CommandLine &line)
{
    foyer::SettingsStore store(line.dataDir);
    const foyer::Settings settings = foyer::overridden(store.load(), line.overrides);
    foyer::Language language;
    language.speak(settings.language);
    const foyer::Logging logging(store.logFolder(), foyer::Logging::Stderr::Spoken);
    noteStart(line);
    foyer::ServerThread server;
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
    const foyer::Logging logging(store.logFolder(), line.logRules.isEmpty() ? foyer::Logging::Stderr::Silent
                                                                            : foyer::Logging::Stderr::Spoken);
    noteStart(line);
    foyer::ServerThread server;
    foyer::Application application(server, store, line.overrides);
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
    if (foyer::historycommand::isWanted(argc, argv))
        return foyer::historycommand::run(argc, argv);
    Q_INIT_RESOURCE(foyer_page);

    std::unique_ptr<QCoreApplication> qt;
    if (foyer::CommandLine::wantsHeadless(argc, argv))
        qt = std::make_unique<QCoreApplication>(argc, argv);
    else
        qt = std::make_unique<QApplication>(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("foyer"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FOYER_VERSION));

    const auto line = foyer::CommandLine::parse(QCoreApplication::arguments());
    if (!line)
        return endWith(stderr, QStringLiteral("foyer: %1\n").arg(line.error().sentence), 1);
    if (!line->onlyPrint.isEmpty())
        return endWith(stdout, line->onlyPrint, 0);
    if (!line->logRules.isEmpty())
        QLoggingCategory::setFilterRules(line->logRules);
    return line->headless ? hostHeadless(*line) : hostInWindow(*line);
}
