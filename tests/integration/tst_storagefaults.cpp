// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/metricstext.h"
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace foyer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

[[nodiscard]] RoomHealth lastOf(const QSignalSpy &healths)
{
    return healths.isEmpty() ? RoomHealth() : healths.constLast().constFirst().value<RoomHealth>();
}

/// Says so many lines, and goes on when all of them have reached the room; the ids.
[[nodiscard]] QStringList saysMany(RoomGuest &who, int lines, const QString &text)
{
    QStringList ids;
    for (int i = 0; i < lines; ++i)
        ids.append(who.say(text.arg(i)));
    return who.hasReadAll() ? ids : QStringList();
}

} // namespace

/// Storage says no for a while, and then yes.
class tst_StorageFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodySeesWhatIsNotWritten()
    {
        TestRoom room;
        room.config.limits.logLate = 50ms;
        QVERIFY(room.open());
        RoomGuest ada(room);
        RoomGuest bob(room);
        TextGuest carl(room, "/ws/Carl");
        QVERIFY(ada.comes(u"Ada"_s) && bob.comes(u"Bob"_s) && carl.comes());
        QVERIFY(ada.isUpToDate() && bob.isUpToDate());
        ada.forget();
        bob.forget();
        carl.forget();
        room.log().hold();
        const QStringList ids = saysMany(ada, 5, u"line %1"_s);
        QCOMPARE(ids.size(), 5);
        // That we live is answered all the same, to those who were waiting for it and to those who ask now.
        QVERIFY(ada.isUpToDate());
        QVERIFY(bob.isUpToDate() && bob.isUpToDate());
        QCOMPARE(ada.heard() + bob.heard(), QStringList());
        QVERIFY(!ada.acceptance(ids.constFirst()));
        QVERIFY(carl.hasReadAll());
        QCOMPARE(carl.lines(), QStringList());
        // And so is the door.
        RawClient asking(room.port());
        QVERIFY(asking.connects());
        asking.send("GET /healthz HTTP/1.1\r\nHost: " + room.host() + "\r\nConnection: close\r\n\r\n");
        QCOMPARE(asking.wholeAnswer().status, 200);
        RoomGuest dora(room);
        QVERIFY(dora.connects());
        dora.join(u"j"_s, u"Dora"_s);
        QVERIFY(dora.isUpToDate());
        QVERIFY(dora.all<Welcome>().isEmpty());

        room.log().letGo();
        QVERIFY(comesTrue([&] { return !dora.all<Welcome>().isEmpty(); }));
        QVERIFY(ada.isUpToDate() && bob.isUpToDate() && carl.hasReadAll());
        QStringList lines;
        for (int i = 0; i < 5; ++i)
            lines.append(u"line %1"_s.arg(i));
        QCOMPARE(ada.heard(), lines);
        QCOMPARE(bob.heard(), lines);
        QCOMPARE(dora.heard().last(5), lines); // from the welcome
        QCOMPARE(carl.lines().size(), 5);
        for (const QString &id : ids)
            QVERIFY(ada.acceptance(id));
    }

    void whatWaitsIsBounded()
    {
        constexpr int most = 50;
        TestRoom room;
        room.config.limits.logLate = 50ms;
        room.config.limits.unwrittenEvents = most;
        QVERIFY(room.open());
        RoomGuest ada(room);
        RoomGuest host(room);
        TextGuest carl(room, "/ws/Carl");
        QVERIFY(ada.comes(u"Ada"_s) && host.comesAsOperator() && carl.comes());
        QVERIFY(ada.isUpToDate() && host.isUpToDate());
        ada.forget();
        room.log().hold();
        const QStringList ids = saysMany(ada, 2 * most, u"line %1"_s);
        QVERIFY(!ids.isEmpty());
        QStringList taken;
        QStringList refused;
        for (qsizetype i = 0; i < ids.size(); ++i) {
            const std::optional<Refused> no = ada.refusal(ids.at(i));
            if (!no) {
                taken.append(u"line %1"_s.arg(i));
                continue;
            }
            refused.append(u"line %1"_s.arg(i));
            QCOMPARE(no->code, u"too-fast"_s);
            QCOMPARE(no->retryAfterMs, qint64{2000});
        }
        QCOMPARE(taken.size(), most + 1);
        QCOMPARE(room.log().waitingEvents() > 0, true);
        carl.say(u"not taken"_s);
        QVERIFY(carl.hears(u"! The room cannot write anything down just now, and takes nothing more until it can. "
                           "Try again in a moment."_s));
        // Nobody comes in either: they are told when to try again.
        RoomGuest dora(room);
        QVERIFY(!dora.comes(u"Dora"_s));
        QCOMPARE(dora.all<Refused>().constFirst().code, u"too-fast"_s);
        TextGuest eve(room, "/ws/Eve");
        QVERIFY(eve.connects());
        QVERIFY(eve.isClosed());
        QCOMPARE(eve.closeCode(), quint16(4006));
        // What is not kept neither grows nor is answered; order is kept all the same.
        ada.send({{}, IsTyping{}});
        ada.send({u"b"_s, FetchBacklog{1000, 50}});
        QVERIFY(ada.isAnswered(u"b"_s));
        QCOMPARE(ada.refusal(u"b"_s)->code, u"too-fast"_s);
        ada.send({u"k"_s, Kick{host.user(), {}, {}}});
        QVERIFY(ada.isAnswered(u"k"_s));
        QCOMPARE(ada.refusal(u"k"_s)->code, u"too-fast"_s);
        host.send({u"r"_s, RenameRoom{u"Class 8"_s}});
        QVERIFY(host.hasReadAll());
        QVERIFY(!host.refusal(u"r"_s));

        room.log().letGo();
        QVERIFY(host.isAnswered(u"r"_s));
        QVERIFY(host.acceptance(u"r"_s));
        QVERIFY(ada.isUpToDate());
        QCOMPARE(ada.heard(), taken);
        // Sent again, as clients do by themselves, everything is there.
        for (const QString &line : std::as_const(refused))
            ada.say(line);
        QVERIFY(ada.isUpToDate());
        QCOMPARE(ada.heard(), taken + refused);
        dora.join(u"again"_s, u"Dora"_s);
        QVERIFY(comesTrue([&] { return !dora.all<Welcome>().isEmpty(); }));
    }

    void memoryIsWhatIsBounded()
    {
        TestRoom room;
        room.config.limits.unwrittenBytes = 256 * 1024;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s) && ada.isUpToDate());
        room.log().hold();
        const QStringList ids = saysMany(ada, 200, QString(4000, u'x') + u" %1"_s);
        const auto taken = std::count_if(ids.cbegin(), ids.cend(), [&](const QString &id) { return !ada.refusal(id); });
        QVERIFY2(taken > 50 && taken < 70, qPrintable(QString::number(taken)));
        room.log().letGo();
        QVERIFY(ada.isUpToDate());
        QCOMPARE(ada.heard().size(), taken);
    }

    void theHostIsTold()
    {
        TestRoom room;
        room.config.limits.unwrittenEvents = 3;
        QVERIFY(room.open());
        QSignalSpy healths(&room.engine().vitals(), &Vitals::healthChanged);
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s) && ada.isUpToDate());
        QVERIFY(comesTrue([&] { return lastOf(healths).sessions == 1; }));
        QCOMPARE(lastOf(healths).unwrittenFor, 0s);
        room.log().hold();
        QVERIFY(!saysMany(ada, 4, u"line %1"_s).isEmpty());
        QVERIFY(comesTrue([&] { return lastOf(healths).unwrittenFor > 0s; }));
        QCOMPARE(lastOf(healths).unwritten, quint32{4});
        QVERIFY(lastOf(healths).takesNothingMore);
        QCOMPARE(lastOf(healths).verdict(), RoomHealth::Verdict::Struggling);
        const MetricsText late(room.engine().vitals().page());
        QCOMPARE(late.complaint(), QByteArray());
        QCOMPARE(late.value("foyer_log_waiting_events"), 4.0);
        QVERIFY(late.value("foyer_log_waiting_seconds") >= 1);
        room.log().letGo();
        QVERIFY(comesTrue([&] { return lastOf(healths).unwrittenFor == 0s && lastOf(healths).unwritten == 0; }));
        QVERIFY(!lastOf(healths).takesNothingMore);
        const MetricsText now(room.engine().vitals().page());
        QCOMPARE(now.value("foyer_log_waiting_events"), 0.0);
        QCOMPARE(now.value("foyer_log_waiting_seconds"), 0.0);
    }

    /// What many have said while nothing could be written, some 40 MB of it, leaves in order and loses nothing.
    void aHugeBatch()
    {
        constexpr int speakers = 10;
        constexpr int lines = 1000;                               // of each
        const QString text = QString(1200, u'\u8bdd') + u" %1"_s; // 3.6 KB
        TestRoom room;
        room.config.limits.keptEvents = 2 * speakers * lines;
        room.config.limits.gapEvents = 2 * speakers * lines;
        QVERIFY(room.open());
        QSignalSpy healths(&room.engine().vitals(), &Vitals::healthChanged);
        auto ada = std::make_unique<RoomGuest>(room);
        QVERIFY(ada->comes(u"Ada"_s));
        std::vector<std::unique_ptr<RoomGuest>> guests;
        for (int i = 0; i < speakers; ++i) {
            guests.push_back(std::make_unique<RoomGuest>(room));
            QVERIFY(guests.back()->comes(u"Guest %1"_s.arg(i)));
        }
        QVERIFY(ada->isUpToDate());
        room.log().hold();
        for (const auto &guest : guests) {
            QCOMPARE(saysMany(*guest, lines, text).size(), lines);
            guest->cut(); // one who hears it all is enough
        }
        QVERIFY(comesTrue([&] { return room.engine().vitals().page().contains("foyer_sessions 1\n"); }));
        // In pieces that whoever reads can follow: none is more than half of what may wait for somebody.
        room.log().commitNext();
        QVERIFY(comesTrue([&] { return room.log().waiting() == 1; }));
        QVERIFY(room.log().waitingEvents() <= room.config.limits.owedBytes / 2 / 3600);
        QVERIFY(room.log().waitingEvents() > 10);
        room.log().letGo();

        QList<quint64> seqs;
        QStringList heard;
        const auto note = [&] {
            QVERIFY(ada->undecoded().isEmpty());
            seqs += ada->seqs();
            for (const Said &said : ada->events<Said>())
                heard.append(said.name + said.text.mid(1200));
        };
        int comebacks = 0;
        // A pong would not do: it does not wait for the pages of what was missed.
        const auto hasHeardAll = [&] {
            return comesTrue([&, before = heard.size()] {
                return !ada->isOpen() || before + ada->events<Said>().size() == speakers * lines;
            });
        };
        while (hasHeardAll() && !ada->isOpen()) {
            QCOMPARE(ada->closeCode(), quint16(4004));
            QVERIFY(++comebacks < 1000);
            note();
            const Join back = ada->takingUp();
            ada = std::make_unique<RoomGuest>(room);
            QVERIFY(ada->comes(u"Ada"_s, back));
            QVERIFY(ada->welcome().resumed);
        }
        note();
        QVERIFY(std::is_sorted(seqs.cbegin(), seqs.cend()));
        QCOMPARE(QSet<quint64>(seqs.cbegin(), seqs.cend()).size(), seqs.size());
        QCOMPARE(heard.size(), speakers * lines);
        for (int i = 0; i < speakers; ++i) {
            for (int line = 0; line < lines; ++line)
                QCOMPARE(heard.at(i * lines + line), u"Guest %1 %2"_s.arg(i).arg(line));
        }
        qInfo() << "longest turn" << lastOf(healths).longestTurn.count() << "ms, cut off" << comebacks << "times";
    }
};

QTEST_GUILESS_MAIN(tst_StorageFaults)
#include "tst_storagefaults.moc"
