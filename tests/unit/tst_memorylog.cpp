// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/memorylog.h"

#include "server/protocol/encode.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

constexpr qsizetype enough = 1024 * 1024;
const EventLog::Reader guest{UserId{3}, Role::Guest};
const EventLog::Reader host{UserId{1}, Role::Operator};

Event said(quint64 seq, const QString &text = u"x"_s, Audience audience = Audience::everyone())
{
    return Event{seq, 1'790'000'000'000, std::move(audience), Said{UserId{3}, u"Ada"_s, Role::Guest, text, {}}};
}

QList<Event> saidFrom(quint64 first, quint64 last)
{
    QList<Event> events;
    for (quint64 seq = first; seq <= last; ++seq)
        events.append(said(seq));
    return events;
}

QList<quint64> seqsOf(const EventLog::Page &page)
{
    QList<quint64> seqs;
    for (const Event &event : page.events)
        seqs.append(event.seq);
    return seqs;
}

QList<quint64> range(quint64 first, quint64 last)
{
    QList<quint64> seqs;
    for (quint64 seq = first; seq <= last; ++seq)
        seqs.append(seq);
    return seqs;
}

} // namespace

class tst_MemoryLog final : public QObject
{
    Q_OBJECT

private:
    /// Appends, and waits until it is committed.
    static void commit(MemoryLog &log, const QList<Event> &events)
    {
        QSignalSpy committed(&log, &EventLog::committed);
        log.append(events);
        QTRY_COMPARE(committed.size(), 1);
    }
    static EventLog::Page after(MemoryLog &log, quint64 seq, EventLog::Reader reader = guest, qsizetype bytes = enough)
    {
        std::optional<EventLog::Page> read;
        QObject context;
        log.readAfter(seq, bytes, reader, &context, [&read](const EventLog::Page &page) { read = page; });
        [&read] { QTRY_VERIFY(read); }();
        return read.value_or(EventLog::Page{});
    }
    static EventLog::Page before(MemoryLog &log, quint64 seq, int limit, EventLog::Reader reader = guest,
                                 qsizetype bytes = enough)
    {
        std::optional<EventLog::Page> read;
        QObject context;
        log.readBefore(seq, limit, bytes, reader, &context, [&read](const EventLog::Page &page) { read = page; });
        [&read] { QTRY_VERIFY(read); }();
        return read.value_or(EventLog::Page{});
    }

private Q_SLOTS:
    void commitsLaterAndInOrder();
    void emptyAppendIsCommittedToo();
    void nothingIsReadBeforeItsCommit();
    void latestAreKept();
    void oldestSeqOfAnEmptyLog();
    void eachLifeHasItsName();
    void pagesForward();
    void pagesBackward();
    void forwardFromTheMiddleOfWhatIsGone();
    void seqMayLeaveNumbersOut();
    void audienceIsKept();
    void morePromisesSomethingToRead();
    void atLeastOneEvent();
    void pagesAreBoundedOnTheWire_data();
    void pagesAreBoundedOnTheWire();
    void answersComeLater();
    void whoHasGoneIsNotCalled();
};

void tst_MemoryLog::commitsLaterAndInOrder()
{
    MemoryLog log(100);
    QSignalSpy committed(&log, &EventLog::committed);
    log.append(saidFrom(1, 3));
    log.append(saidFrom(4, 4));
    QVERIFY2(committed.isEmpty(), "never from within append()");
    QTRY_COMPARE(committed.size(), 2);
    QCOMPARE(seqsOf(after(log, 0)), range(1, 4));
}

void tst_MemoryLog::emptyAppendIsCommittedToo()
{
    MemoryLog log(100);
    commit(log, {});
    QCOMPARE(log.oldestSeq(), quint64{1});
}

void tst_MemoryLog::nothingIsReadBeforeItsCommit()
{
    MemoryLog log(100);
    commit(log, saidFrom(1, 1));
    std::optional<EventLog::Page> read;
    log.append(saidFrom(2, 2));
    log.readAfter(0, enough, guest, this, [&read](const EventLog::Page &page) { read = page; });
    QTRY_VERIFY(read);
    QCOMPARE(seqsOf(*read), range(1, 1));
    QCOMPARE(read->upTo, quint64{1});
}

void tst_MemoryLog::latestAreKept()
{
    MemoryLog log(10);
    commit(log, saidFrom(1, 7));
    QCOMPARE(log.oldestSeq(), quint64{1});
    commit(log, saidFrom(8, 25));
    QCOMPARE(log.oldestSeq(), quint64{16});
    QCOMPARE(seqsOf(after(log, 15)), range(16, 25));
    QCOMPARE(seqsOf(before(log, 100, 100)), range(16, 25));
}

void tst_MemoryLog::oldestSeqOfAnEmptyLog()
{
    MemoryLog log(10);
    QCOMPARE(log.oldestSeq(), quint64{1});
    const EventLog::Page forward = after(log, 0);
    QVERIFY(forward.events.isEmpty() && !forward.more);
    QCOMPARE(forward.upTo, quint64{0});
    const EventLog::Page backward = before(log, 100, 50);
    QVERIFY(backward.events.isEmpty() && !backward.more);
}

void tst_MemoryLog::eachLifeHasItsName()
{
    const MemoryLog one(10);
    const MemoryLog other(10);
    QCOMPARE(one.epoch().size(), 16);
    QCOMPARE(one.epoch(), one.epoch());
    QVERIFY(one.epoch() != other.epoch());
}

void tst_MemoryLog::pagesForward()
{
    MemoryLog log(1000);
    commit(log, saidFrom(1, 500));
    QList<quint64> seqs;
    quint64 at = 100;
    int pages = 0;
    for (bool more = true; more; ++pages) {
        const EventLog::Page page = after(log, at, guest, 4096);
        QVERIFY(!page.events.isEmpty());
        QCOMPARE(page.upTo, page.events.last().seq);
        seqs += seqsOf(page);
        at = page.upTo;
        more = page.more;
    }
    QCOMPARE(seqs, range(101, 500));
    QVERIFY(pages > 5);
}

void tst_MemoryLog::pagesBackward()
{
    MemoryLog log(1000);
    commit(log, saidFrom(1, 120));
    const EventLog::Page latest = before(log, 121, 50);
    QCOMPARE(seqsOf(latest), range(71, 120));
    QVERIFY(latest.more);
    const EventLog::Page earlier = before(log, 71, 50);
    QCOMPARE(seqsOf(earlier), range(21, 70));
    const EventLog::Page first = before(log, 21, 50);
    QCOMPARE(seqsOf(first), range(1, 20));
    QVERIFY(!first.more);
    QVERIFY(!before(log, 51, 50).more);
    QVERIFY(before(log, 1, 50).events.isEmpty());
    QVERIFY(before(log, 0, 50).events.isEmpty());
}

void tst_MemoryLog::forwardFromTheMiddleOfWhatIsGone()
{
    MemoryLog log(5);
    commit(log, saidFrom(1, 20));
    QCOMPARE(seqsOf(after(log, 3)), range(16, 20));
}

void tst_MemoryLog::seqMayLeaveNumbersOut()
{
    MemoryLog log(100);
    commit(log, {said(2), said(5), said(9)});
    QCOMPARE(seqsOf(after(log, 2)), (QList<quint64>{5, 9}));
    QCOMPARE(seqsOf(after(log, 3)), (QList<quint64>{5, 9}));
    QCOMPARE(seqsOf(before(log, 9, 50)), (QList<quint64>{2, 5}));
    QCOMPARE(seqsOf(before(log, 8, 1)), (QList<quint64>{5}));
    QCOMPARE(log.oldestSeq(), quint64{2});
}

void tst_MemoryLog::audienceIsKept()
{
    MemoryLog log(100);
    commit(log,
           {said(1), said(2, u"x"_s, Audience::atLeast(Role::Operator)), said(3, u"x"_s, Audience::only({UserId{3}})),
            said(4, u"x"_s, Audience::only({UserId{7}})), said(5, u"x"_s, Audience::atLeast(Role::Operator))});
    QCOMPARE(seqsOf(after(log, 0, guest)), (QList<quint64>{1, 3}));
    QCOMPARE(seqsOf(after(log, 0, host)), (QList<quint64>{1, 2, 5}));
    QCOMPARE(seqsOf(before(log, 6, 50, guest)), (QList<quint64>{1, 3}));
    QCOMPARE(seqsOf(before(log, 6, 50, host)), (QList<quint64>{1, 2, 5}));
    QCOMPARE(after(log, 0, guest).upTo, quint64{5});
}

void tst_MemoryLog::morePromisesSomethingToRead()
{
    MemoryLog log(100);
    commit(log, {said(1, u"x"_s, Audience::atLeast(Role::Operator)), said(2), said(3)});
    QVERIFY(!before(log, 4, 2, guest).more);
    QVERIFY(before(log, 4, 2, host).more);
}

void tst_MemoryLog::atLeastOneEvent()
{
    MemoryLog log(100);
    commit(log, {said(1, QString(5000, u'x')), said(2, QString(5000, u'y'))});
    const EventLog::Page page = after(log, 0, guest, 1);
    QCOMPARE(seqsOf(page), range(1, 1));
    QVERIFY(page.more);
    QCOMPARE(seqsOf(before(log, 3, 50, guest, 1)), range(2, 2));
}

void tst_MemoryLog::pagesAreBoundedOnTheWire_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("long messages") << QString(5000, u'x');
    QTest::newRow("the largest messages") << u"\U0001F600"_s.repeated(5000);
    QTest::newRow("messages that JSON writes twice as long") << u"\""_s.repeated(5000);
    QTest::newRow("short messages") << u"x"_s;
}

void tst_MemoryLog::pagesAreBoundedOnTheWire()
{
    // protocol.md: at most 64 KiB of events.
    QFETCH(const QString, text);
    MemoryLog log(1000);
    QList<Event> events;
    for (quint64 seq = 1; seq <= 600; ++seq)
        events.append(said(seq, text));
    commit(log, events);
    for (const EventLog::Page &page : {before(log, 601, 100, guest, 64 * 1024), after(log, 0, guest, 64 * 1024)}) {
        qsizetype bytes = 0;
        for (const Event &event : page.events)
            bytes += encodeEvent(event).size();
        QVERIFY2(bytes <= 64 * 1024, qPrintable(u"%1 bytes"_s.arg(bytes)));
        QVERIFY(page.events.size() >= 3);
    }
}

void tst_MemoryLog::answersComeLater()
{
    MemoryLog log(100);
    bool called = false;
    log.readAfter(0, enough, guest, this, [&called](const EventLog::Page &) { called = true; });
    QVERIFY2(!called, "never from within the call");
    QTRY_VERIFY(called);
}

void tst_MemoryLog::whoHasGoneIsNotCalled()
{
    MemoryLog log(100);
    bool called = false;
    bool laterCalled = false;
    auto context = std::make_unique<QObject>();
    log.readBefore(9, 50, enough, guest, context.get(), [&called](const EventLog::Page &) { called = true; });
    log.readAfter(0, enough, guest, context.get(), [&called](const EventLog::Page &) { called = true; });
    context.reset();
    log.readAfter(0, enough, guest, this, [&laterCalled](const EventLog::Page &) { laterCalled = true; });
    QTRY_VERIFY(laterCalled);
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(tst_MemoryLog)
#include "tst_memorylog.moc"
