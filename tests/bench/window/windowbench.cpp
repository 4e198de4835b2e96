// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "server/engine/serverthread.h"
#include "tests/bench/window/crowdcontrol.h"
#include "tests/bench/window/talkers.h"
#include "tests/bench/window/turnwatch.h"
#include "ui/client/clientwindow.h"
#include "ui/models/livelogmodel.h"
#include "ui/tokens.h"
#include "ui/views/logview.h"
#include "ui/views/rosterview.h"

#include <QAbstractProxyModel>
#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

struct Load
{
    int people = 1000;
    int perSecond = 2000;
    int seconds = 20;
};

/// Something a person does with a window while it is flooded; `step` counts up five times a second.
struct Doing
{
    const char *name;
    std::function<void(QWidget &window, int step)> act = [](QWidget &, int) {};
};

template <typename Widget>
Widget &part(QWidget &window, const QString &name)
{
    return *window.findChild<Widget *>(name);
}

void filter(QWidget &window, int step)
{
    const QString word = u"page "_s;
    part<QLineEdit>(window, u"filter"_s).setText(word.left(step % 12));
}

void scrollUp(QWidget &window, int step)
{
    QScrollBar &bar = *part<LogView>(window, u"log"_s).verticalScrollBar();
    bar.setValue(step == 0 ? bar.maximum() / 2 : bar.value() - 40);
}

void drag(QWidget &window, int step)
{
    QScrollBar &bar = *part<LogView>(window, u"log"_s).verticalScrollBar();
    bar.setValue(int(double(bar.maximum()) * (step % 20) / 20));
}

void resize(QWidget &window, int step)
{
    window.resize(900 + step % 13 * 50, 560 + step % 7 * 30);
}

void select(QWidget &window, int step)
{
    auto &log = part<LogView>(window, u"log"_s);
    auto &people = part<RosterView>(window, u"people"_s);
    log.setCurrentIndex(log.model()->index(log.model()->rowCount() - 1 - step % 5, 0));
    if (step % 10 == 9)
        log.selectAll();
    people.selectRow(step * 37 % people.model()->rowCount());
}

void widePeople(QWidget &window, int step)
{
    if (step == 0) {
        window.resize(1800, 1000);
        part<RosterView>(window, u"people"_s).sortByColumn(step / 10 % 6, Qt::AscendingOrder);
        for (QSplitter *parts : window.findChildren<QSplitter *>())
            parts->setSizes(parts->count() == 3 ? QList{300, 600, 900} : QList{900, 900});
    }
    if (step % 10 == 0)
        part<RosterView>(window, u"people"_s).sortByColumn(step / 10 % 6, step % 20 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder);
}

/// Something else keeps the machine busy, and what has come meanwhile is there all at once.
void heldUp(QWidget &, int step)
{
    if (step % 10 == 9)
        QThread::sleep(1);
}

/// Counts what is really painted.
class Frames final : public QObject
{
public:
    int painted = 0;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        painted += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }
};

void wait(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

void heading()
{
    std::printf("%-26s %9s %9s %9s %9s %8s %8s %9s\n", "ms of thread CPU per turn", "longest", "p99", "p50", "load %", "frames/s",
                "lines/s", "MiB more");
}

void report(const QString &name, const TurnWatch &watch, const Frames &frames, int seconds, quint64 lines, double grown)
{
    std::printf("%-26s %9.1f %9.1f %9.1f %9.1f %8.1f %8.0f %9.1f\n", qPrintable(name), watch.longestMs(), watch.quantileMs(0.99),
                watch.quantileMs(0.5), watch.totalMs() / (10.0 * seconds), double(frames.painted) / seconds,
                double(lines) / seconds, grown);
    std::fflush(stdout);
}

quint64 lastSerial(const LogView &log)
{
    const QAbstractItemModel *all = log.model();
    if (const auto *proxy = qobject_cast<const QAbstractProxyModel *>(all))
        all = proxy->sourceModel();
    return all->index(all->rowCount() - 1, 0).data(LiveLogModel::SerialRole).toULongLong();
}

void measure(const QString &name, QWidget &window, const Doing &doing, int seconds)
{
    auto &log = part<LogView>(window, u"log"_s);
    TurnWatch watch;
    Frames frames;
    log.viewport()->installEventFilter(&frames);
    QTimer acting;
    int step = 0;
    QObject::connect(&acting, &QTimer::timeout, &window, [&] { doing.act(window, step++); });
    const double before = residentMiB();
    const quint64 serial = lastSerial(log);
    watch.begin();
    acting.start(200);
    wait(seconds * 1000);
    watch.end();
    report(name, watch, frames, seconds, lastSerial(log) - serial, residentMiB() - before);
    log.viewport()->removeEventFilter(&frames);
}

const QList<Doing> &doings()
{
    static const QList<Doing> all{{"nothing"},
                                  {"filter typed", filter},
                                  {"scrolled up", scrollUp},
                                  {"scroll bar dragged", drag},
                                  {"window resized", resize},
                                  {"rows selected", select},
                                  {"people wide and sorted", widePeople},
                                  {"held up for a second", heldUp}};
    return all;
}

void mainWindow(const Load &load, const QString &only, bool dark)
{
    for (const Doing &doing : doings()) {
        const QString name = u"%1, %2"_s.arg(dark ? u"main, dark"_s : u"main"_s, QString::fromLatin1(doing.name));
        if (!name.contains(only))
            continue;
        QTemporaryDir folder;
        SettingsStore store(folder.path());
        CrowdControl control(load.people, load.perSecond);
        control.lines = LiveLogModel::defaultCapacity;
        Application application(control, store, {});
        if (dark)
            application.theme().wear(darkTokens());
        application.show();
        wait(300);
        application.startRoom();
        wait(1000);
        measure(name, application.window(), doing, load.seconds);
        application.window().disconnect();
    }
}

void clientWindow(const Load &load, const QString &only)
{
    const int talking = 20;
    QTemporaryDir folder;
    SettingsStore store(folder.path());
    ServerThread server;
    Application application(server, store, {});
    ServerConfig config;
    config.port = 0;
    config.bindAddress = u"127.0.0.1"_s;
    config.operatorSecret = u"bench"_s;
    config.tokenKey = QByteArray(32, 'k');
    config.limits.grace = std::chrono::hours(1); // whoever has lost the connection stays in the roster
    config.limits.keptEvents = 20000;
    config.limits.connections = config.limits.perAddress = config.limits.joinsPerAddress = config.limits.rate = 0;
    QEventLoop opened;
    QObject::connect(&server, &ServerControl::statusChanged, &opened, [&](const ServerStatus &status) {
        if (status.state == ServerStatus::State::Running)
            opened.quit();
    });
    server.start(config);
    opened.exec();
    const QUrl room(u"ws://127.0.0.1:%1/room"_s.arg(server.status().port));

    QThread thread;
    auto *talkers = new Talkers(load.people, talking, load.perSecond);
    talkers->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, talkers, &QObject::deleteLater);
    thread.start();
    QEventLoop here;
    QObject::connect(talkers, &Talkers::allHere, &here, &QEventLoop::quit);
    QMetaObject::invokeMethod(talkers, [=] { talkers->come(room); });
    here.exec();
    QMetaObject::invokeMethod(talkers, &Talkers::talk);
    wait(3000);

    const SystemClock clock;
    for (const Doing &doing : doings()) {
        const QString name = u"client, %1"_s.arg(QString::fromLatin1(doing.name));
        if (!name.contains(only) || qstrcmp(doing.name, "filter typed") == 0)
            continue;
        auto *window = new ClientWindow({room, u"Host %1"_s.arg(QString::fromLatin1(doing.name)).left(30), config.operatorSecret}, clock);
        TurnWatch watch;
        Frames frames;
        window->findChild<LogView *>(u"log"_s)->viewport()->installEventFilter(&frames);
        const double before = residentMiB();
        watch.begin();
        window->open();
        window->show();
        wait(3500); // until the log is at its cap
        watch.end();
        report(u"client, opened"_s, watch, frames, 3, lastSerial(*window->findChild<LogView *>(u"log"_s)), residentMiB() - before);
        measure(name, *window, doing, load.seconds);
        window->close();
        wait(200);
    }
    QMetaObject::invokeMethod(talkers, &Talkers::stop, Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
    server.stop();
    wait(500);
    application.window().disconnect();
}

} // namespace

/// Shows the real windows under a flood and measures how long a turn of their event loop takes, in CPU time of its thread:
///     xvfb-run -s "-screen 0 1920x1080x24" build/check/tests/bench/foyer_windowbench
int main(int argc, char **argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    QApplication qt(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures the windows under load."_s);
    parser.addHelpOption();
    const QCommandLineOption seconds(u"seconds"_s, u"For each measurement."_s, u"N"_s, u"20"_s);
    const QCommandLineOption people(u"people"_s, u"In the room."_s, u"N"_s, u"1000"_s);
    const QCommandLineOption rate(u"rate"_s, u"Messages a second."_s, u"N"_s, u"2000"_s);
    const QCommandLineOption only(u"only"_s, u"Those whose name holds TEXT."_s, u"TEXT"_s);
    parser.addOptions({seconds, people, rate, only});
    parser.process(qt);
    const Load load{parser.value(people).toInt(), parser.value(rate).toInt(), parser.value(seconds).toInt()};

    heading();
    const QString which = parser.value(only);
    if (!which.startsWith("client"_L1)) {
        mainWindow(load, which, false);
        mainWindow(load, which, true);
    }
    if (!which.startsWith("main"_L1))
        clientWindow(load, which);
    return 0;
}
