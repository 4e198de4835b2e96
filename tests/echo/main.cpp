// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/limitnames.h"
#include "tests/echo/echoserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTextStream>

#include <csignal>
#include <optional>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace foyer;

namespace {

void printLine(FILE *stream, const QString &line)
{
    QTextStream(stream) << "foyer_echo: " << line << Qt::endl;
}

/// A descriptor that can be read from once the program is asked to end.
int endRequests()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_CLOEXEC);
}

struct Options
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 9001;
    Limits limits = EchoServer::suiteLimits();
};

/// Nothing when they make no sense, which has been said then.
std::optional<Options> optionsOf(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Sends every WebSocket message at / back in kind, for conformance suites."));
    parser.addHelpOption();
    const QCommandLineOption port(QStringLiteral("port"), QStringLiteral("0: any free one."), QStringLiteral("N"),
                                  QStringLiteral("9001"));
    const QCommandLineOption bind(QStringLiteral("bind"), QStringLiteral("This address alone."), QStringLiteral("ADDR"),
                                  QStringLiteral("127.0.0.1"));
    const QCommandLineOption limit(
        QStringLiteral("limit"),
        QStringLiteral("As the room's own (foyer --help-limits), once for each; 0 is none. By default "
                       "frame-bytes=16777216, bytes-owed=67108864, bytes-in=0. What is about the room, "
                       "as rate is, changes nothing."),
        QStringLiteral("NAME=VALUE"));
    parser.addOptions({port, bind, limit});
    parser.process(application);

    Options options;
    bool isNumber = false;
    options.port = parser.value(port).toUShort(&isNumber);
    options.address = QHostAddress(parser.value(bind));
    if (!isNumber || options.address.isNull() || !parser.positionalArguments().isEmpty()) {
        printLine(stderr, QStringLiteral("see --help"));
        return std::nullopt;
    }
    const QStringList assignments = parser.values(limit);
    for (const QString &assignment : assignments) {
        const Result<Limits, LimitError> changed = withLimit(options.limits, assignment);
        if (!changed) {
            printLine(stderr, changed.error().sentence);
            return std::nullopt;
        }
        options.limits = *changed;
    }
    return options;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1"); // as the room's own thread
    const int signalled = endRequests();
    QCoreApplication application(argc, argv);
    const std::optional<Options> options = optionsOf(application);
    if (!options)
        return 2;
    EchoServer server(options->limits);
    if (!server.listen(options->address, options->port)) {
        printLine(stderr, server.errorString());
        return 1;
    }
    QObject::connect(&server, &EchoServer::stopped, &application, &QCoreApplication::quit);
    QSocketNotifier ends(signalled, QSocketNotifier::Read);
    QObject::connect(&ends, &QSocketNotifier::activated, &server, [&] {
        ends.setEnabled(false);
        server.stop();
    });
    printLine(stdout, QStringLiteral("listening at %1").arg(server.url()));
    return QCoreApplication::exec();
}
