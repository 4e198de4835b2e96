// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/historythread.h"
#include "tests/support/historycopy.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/writtenhistory.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <limits>
#include <optional>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

/// Of the thread of this process that has the name (proc(5), /proc/pid/stat, field 19).
std::optional<int> nicenessOf(const QByteArray &name)
{
    const auto contentOf = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    };
    const QStringList threads = QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &thread : threads) {
        const QString folder = u"/proc/self/task/"_s + thread;
        if (contentOf(folder + u"/comm"_s) != name)
            continue;
        const QByteArray stat = contentOf(folder + u"/stat"_s);
        return stat.mid(stat.lastIndexOf(')') + 2).split(' ').value(16).toInt(); // from the third field on
    }
    return std::nullopt;
}

} // namespace

/// The host looks at what is kept, from another thread, while the room goes on.
class tst_HistoryThread final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TestRoom> m_room;

    /// The answer to what `ask` asks, which `signal` carries.
    template <typename Answer, typename Signal, typename Ask>
    std::optional<Answer> answer(HistoryThread &history, Signal signal, Ask ask)
    {
        std::optional<Answer> answer;
        HistoryControl::Number asked = 0;
        const auto connection = connect(&history, signal, this, [&](HistoryControl::Number number, const Answer &found) {
            if (number == asked)
                answer = found;
        });
        asked = ask();
        const bool came = comesTrue([&answer] { return answer.has_value(); });
        disconnect(connection);
        return came ? answer : std::nullopt;
    }

    HistoryHits search(HistoryThread &history, const QString &words)
    {
        HistoryQuery query;
        query.words = words;
        return answer<HistoryHits>(history, &HistoryControl::found, [&] { return history.search(query); }).value_or(HistoryHits{});
    }

    static std::optional<ExportOutcome> exported(HistoryThread &history, const QString &file, const ExportRequest &what, bool isCancelled = false)
    {
        std::optional<ExportOutcome> outcome;
        QObject context;
        connect(&history, &HistoryControl::exportEnded, &context, [&outcome](const ExportOutcome &ended) { outcome = ended; });
        history.exportTo(file, what);
        if (isCancelled)
            history.cancelExport();
        const bool came = comesTrue([&outcome] { return outcome.has_value(); });
        return came ? outcome : std::nullopt;
    }

private Q_SLOTS:
    void init()
    {
        m_room = std::make_unique<TestRoom>();
        m_room->keepHistory();
        QVERIFY(m_room->open());
    }

    void cleanup() { m_room.reset(); }

    void whatWasJustSaidIsFound()
    {
        RoomGuest ada(*m_room);
        QVERIFY(ada.comes(u"Ada"_s));
        QVERIFY(ada.isAnswered(ada.say(u"the quick brown fox"_s)));
        QVERIFY(ada.isAnswered(ada.say(u"老师好"_s)));
        HistoryThread history(m_room->historyFolder());
        QCOMPARE(search(history, u"quick"_s).lines.size(), 1);
        const HistoryHits chinese = search(history, u"师"_s);
        QCOMPARE(chinese.lines.size(), 1);
        QCOMPARE(chinese.lines.constFirst().name, u"Ada"_s);
        QVERIFY(search(history, u"slow"_s).lines.isEmpty());
        const auto context = answer<HistoryContext>(history, &HistoryControl::surroundingsRead,
                                                    [&] { return history.readAround(chinese.lines.constFirst().seq, 5); });
        QVERIFY(context);
        QCOMPARE(context->lines.size(), 2);
        // While the room goes on.
        QVERIFY(ada.isAnswered(ada.say(u"and the lazy dog"_s)));
        QCOMPARE(search(history, u"lazy"_s).lines.size(), 1);
    }

    void whoReadsLeavesTheProcessorToTheRoom()
    {
#ifndef Q_OS_LINUX
        QSKIP("only Linux counts by threads");
#endif
        const HistoryThread history(m_room->historyFolder());
        for (const QByteArray &reader : {"foyer-archive"_ba, "foyer-history"_ba, "foyer-export"_ba})
            QVERIFY2(comesTrue([&] { return nicenessOf(reader) == 10; }), reader.constData());
        QCOMPARE(nicenessOf("foyer-log"), 0);
    }

    void howManyWouldGo()
    {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        RoomGuest ada(*m_room);
        QVERIFY(ada.comes(u"Ada"_s));
        HistoryThread history(m_room->historyFolder());
        std::optional<quint64> messages;
        const auto count = [&](const HistoryLoss &loss) {
            messages.reset();
            QObject context;
            connect(&history, &HistoryControl::lossCounted, &context, [&](quint64, const std::optional<quint64> &counted) { messages = counted; });
            history.countLoss(loss);
            return comesTrue([&] { return messages.has_value(); });
        };
        constexpr qint64 always = std::numeric_limits<qint64>::max();
        QVERIFY(count({always, 0}));
        QCOMPARE(*messages, 0u); // that somebody has come is no message
        for (int i = 0; i < 3; ++i)
            QVERIFY(ada.isAnswered(ada.say(u"line %1"_s.arg(i))));
        QVERIFY(count({always, 0}));
        QCOMPARE(*messages, 3u);
        QVERIFY(count({before - 1000, 0}));
        QCOMPARE(*messages, 0u);
        QVERIFY(count({0, 1}));
        QCOMPARE(*messages, 2u);
        QVERIFY(count({0, 4}));
        QCOMPARE(*messages, 0u);
        QVERIFY(count({always, 1}));
        QCOMPARE(*messages, 3u);
    }

    void whoWasThereAndWhatWasDone()
    {
        RoomGuest bob(*m_room);
        QVERIFY(bob.comes(u"Bob"_s));
        QVERIFY(bob.isAnswered(bob.say(u"hello"_s)));
        RoomGuest host(*m_room);
        QVERIFY(host.comesAsOperator());
        host.send({u"k"_s, Kick{bob.user(), u"spam"_s, 60}});
        QVERIFY(host.isAnswered(u"k"_s));
        QVERIFY(host.isUpToDate());
        HistoryThread history(m_room->historyFolder());
        std::optional<Attendance> attendance;
        QString problem;
        QObject context;
        connect(&history, &HistoryControl::attendanceTaken, &context, [&](quint64, const Attendance &taken, const QString &why) {
            attendance = taken;
            problem = why;
        });
        history.takeAttendance({});
        QVERIFY(comesTrue([&] { return attendance.has_value(); }));
        QCOMPARE(problem, QString());
        QCOMPARE(attendance->people.size(), 2);
        QCOMPARE(attendance->people.constFirst().name, u"Bob"_s);
        QCOMPARE(attendance->people.constFirst().messages, 1);
        QVERIFY(!attendance->people.constFirst().isHere && attendance->people.constLast().isHere);
        std::optional<QList<Event>> acts;
        connect(&history, &HistoryControl::actsRead, &context, [&](quint64, const QList<Event> &read, bool more) {
            acts = read;
            QVERIFY(!more);
        });
        history.readActs(HistoryQuery::fromTheNewest, 100);
        QVERIFY(comesTrue([&] { return acts.has_value(); }));
        QCOMPARE(acts->size(), 1);
        QCOMPARE(std::get<Kicked>(acts->constFirst().body).cooling.reason, u"spam"_s);
    }

    /// A room that was killed has ended nobody's visit: nobody is taken to be there since.
    void whoWasThereBeforeACrash()
    {
        constexpr qint64 minute = 60'000;
        QTemporaryDir folder;
        HistoryBatch batch;
        const Member ada{UserId{1}, u"Ada"_s, Role::Guest, ConnectionKind::Browser, 10 * minute, false, {}, 0};
        batch.events = {{1, 10 * minute, {}, Joined{ada, 1}}, {2, 40 * minute, {}, Said{ada.user, ada.name, Role::Guest, u"last words"_s, {}}}};
        QVERIFY(writeHistory(folder.path(), batch));
        HistoryThread history(folder.path());
        QSignalSpy taken(&history, &HistoryControl::attendanceTaken);
        history.takeAttendance({});
        QVERIFY(comesTrue([&taken] { return taken.size() == 1; }));
        const auto attendance = taken[0][1].value<Attendance>();
        QCOMPARE(attendance.people.size(), 1);
        QCOMPARE(attendance.people.constFirst().minutesPresent(), 30);
        QVERIFY(!attendance.people.constFirst().isHere);
    }

    void exportsWhileTheRoomGoesOn()
    {
        RoomGuest ada(*m_room);
        QVERIFY(ada.comes(u"Ada"_s));
        QVERIFY(ada.isAnswered(ada.say(u"to be handed out"_s)));
        HistoryThread history(m_room->historyFolder());
        const QString file = m_room->historyFolder() + u"/out.txt"_s;
        ExportRequest what;
        what.format = ExportFormat::Text;
        const auto outcome = exported(history, file, what);
        QVERIFY(outcome && !outcome->failure);
        QCOMPARE(outcome->summary.messages, 1);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().contains("to be handed out"));
        const auto impossible = exported(history, m_room->historyFolder(), what);
        QVERIFY(impossible && impossible->failure);
        QCOMPARE(impossible->failure->kind, ExportFailure::Kind::NotAFile);
    }

    void whereNothingHasBeenKept()
    {
        QTemporaryDir empty;
        HistoryThread history(empty.path());
        QVERIFY(search(history, u"anything"_s).lines.isEmpty());
        const auto outcome = exported(history, empty.path() + u"/out.html"_s, {});
        QVERIFY(outcome && outcome->failure);
        QCOMPARE(outcome->failure->kind, ExportFailure::Kind::NoHistory);
        QVERIFY(!QFile::exists(empty.path() + u"/out.html"_s));
    }
};

QTEST_GUILESS_MAIN(tst_HistoryThread)
#include "tst_historythread.moc"
