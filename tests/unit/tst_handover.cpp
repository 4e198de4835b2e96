// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/handover.h"

#include <QSignalSpy>
#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

Event said(quint64 seq, const QString &text = u"hello"_s)
{
    return {seq, 1, {}, Said{UserId{3}, u"Ada"_s, Role::Guest, text, {}}};
}

/// A handover, and what the window has been given.
struct Window
{
    explicit Window(const Limits &limits = {}) : handover(limits)
    {
        QObject::connect(&handover, &Handover::handed, &handover, [this](const QList<Event> &events) {
            QList<quint64> seqs;
            for (const Event &event : events)
                seqs.append(event.seq);
            lists.append(seqs);
        });
    }

    Handover handover;
    QList<QList<quint64>> lists;
    QSignalSpy wanted{&handover, &Handover::renewalWanted};
    QSignalSpy renewed{&handover, &Handover::renewed};
};

} // namespace

class tst_Handover final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneListAtATime()
    {
        Window window;
        window.handover.add({said(1)});
        window.handover.add({said(2)});
        window.handover.add({said(3), said(4)});
        QCOMPARE(window.lists, (QList<QList<quint64>>{{1}}));
        window.handover.taken();
        QCOMPARE(window.lists, (QList<QList<quint64>>{{1}, {2, 3, 4}}));
        window.handover.taken();
        window.handover.add({said(5)});
        QCOMPARE(window.lists.size(), 3);
        QVERIFY(window.wanted.isEmpty());
    }

    void tooManyOrTooMuch_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("most");
        QTest::newRow("events") << u"hello"_s << 10;
        QTest::newRow("bytes") << QString(30'000, u'x') << 3;
    }

    void tooManyOrTooMuch()
    {
        QFETCH(QString, text);
        QFETCH(int, most);
        Limits limits;
        limits.untakenEvents = 10;
        limits.untakenBytes = 100'000;
        Window window(limits);
        window.handover.add({said(1)});
        quint64 seq = 2;
        for (; seq < 2 + quint64(most); ++seq)
            window.handover.add({said(seq, text)});
        window.handover.add(
            {Event{0, 1, {}, Typing{UserId{3}}}, Event{seq++, 1, {}, RoomRenamed{u"Class 8"_s}}, said(seq, text)});
        window.handover.add({said(++seq, text)}); // nothing is held any more
        QCOMPARE(window.lists.size(), 1);
        QVERIFY(window.wanted.isEmpty()); // it would only wait, too
        window.handover.taken();
        QCOMPARE(window.wanted.size(), 1);
        window.handover.add({said(++seq)});
        QCOMPARE(window.lists.size(), 1);
        RoomSnapshot room;
        room.seq = seq;
        window.handover.renew(room);
        QCOMPARE(window.renewed.size(), 1);
        QCOMPARE(window.renewed[0][0].value<RoomSnapshot>().seq, seq);
        const auto leftOut = window.renewed[0][1].value<LeftOut>();
        QCOMPARE(leftOut.lines, seq - 1);
        QCOMPARE(leftOut.messages, seq - 2);
        // The room as it stands has to be taken like any list.
        window.handover.add({said(++seq)});
        QCOMPARE(window.lists.size(), 1);
        window.handover.taken();
        QCOMPARE(window.lists, (QList<QList<quint64>>{{1}, {seq}}));
        QCOMPARE(window.wanted.size(), 1);
    }

    void theEndWaitsForNobody()
    {
        Window window;
        window.handover.add({said(1)});
        window.handover.add({said(2)});
        window.handover.finish();
        QCOMPARE(window.lists, (QList<QList<quint64>>{{1}, {2}}));
    }
};

QTEST_GUILESS_MAIN(tst_Handover)
#include "tst_handover.moc"
