// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/batch.h"

#include "server/net/frame.h"
#include "server/protocol/encode.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

using Stream = Batch::Stream;
constexpr Batch::Wanted all{true, true, true};

Event said(quint64 seq, const QString &text, Audience audience = Audience::everyone())
{
    return Event{seq, 1'790'000'000'000, std::move(audience), Said{UserId{3}, u"Ada"_s, Role::Guest, text, {}}};
}

Event left(quint64 seq, Audience audience)
{
    return Event{seq, 1'790'000'000'000, std::move(audience), Left{UserId{3}, u"Ada"_s, LeaveReason::Left, 1}};
}

Member ada()
{
    Member member;
    member.user = UserId{3};
    member.name = u"Ada"_s;
    return member;
}

QByteArray json(const Event &event)
{
    return frame::text(encodeEvent(event));
}

} // namespace

Q_DECLARE_METATYPE(foyer::Event)

class tst_Batch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streams_data();
    void streams();
    void everyEventStandsAtItsOffset();
    void listedUsersAreInNoStream();
    void onlyWantedStreamsAreEncoded_data();
    void onlyWantedStreamsAreEncoded();
    void plainTextSpeaksTheRoomsLanguage();
    void nothingIsInAnEmptyBatch();

private:
    const Sentences m_english{u"en"_s};
};

void tst_Batch::streams_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<bool>("toGuests");
    QTest::addColumn<bool>("toOperators");
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("a message") << said(1, u"a\nb"_s) << true << true << "Ada: a\n    b"_ba;
    QTest::newRow("a leaving") << left(1, Audience::everyone()) << true << true << "Ada left the room"_ba;
    QTest::newRow("a leaving while people are counted: on the plain-text paths it is a promise")
        << left(1, Audience::atLeast(Role::Operator)) << false << true << "Ada left the room"_ba;
    QTest::newRow("a coming while people are counted")
        << Event{1, 1, Audience::atLeast(Role::Operator), Joined{ada(), 400}} << false << true << ""_ba;
    QTest::newRow("a coming") << Event{1, 1, Audience::everyone(), Joined{ada(), 4}} << true << true << ""_ba;
    QTest::newRow("a kick") << Event{1, 1, Audience::atLeast(Role::Operator), Kicked{UserId{3}, u"Ms Brandt"_s, {}}}
                            << false << true << ""_ba;
    QTest::newRow("typing") << Event{0, 1, Audience::everyone(), Typing{UserId{3}}} << true << true << ""_ba;
    QTest::newRow("for guests and above is for everyone")
        << said(1, u"x"_s, Audience::atLeast(Role::Guest)) << true << true << "Ada: x"_ba;
    QTest::newRow("a message for operators")
        << said(1, u"x"_s, Audience::atLeast(Role::Operator)) << false << true << ""_ba;
}

void tst_Batch::streams()
{
    QFETCH(const Event, event);
    QFETCH(const bool, toGuests);
    QFETCH(const bool, toOperators);
    QFETCH(const QByteArray, plain);
    Batch batch(m_english, all);
    batch.add(event);
    QCOMPARE(batch.bytes(Stream::JsonGuest), toGuests ? json(event) : QByteArray());
    QCOMPARE(batch.bytes(Stream::JsonOperator), toOperators ? json(event) : QByteArray());
    QCOMPARE(batch.bytes(Stream::Plain), plain.isEmpty() ? QByteArray() : frame::text(plain));
}

void tst_Batch::everyEventStandsAtItsOffset()
{
    const QList<Event> events{said(1, u"one"_s), left(2, Audience::atLeast(Role::Operator)),
                              said(3, QString(200, u'x')), Event{0, 1, {}, Typing{UserId{3}}}, said(4, u"小明"_s)};
    Batch batch(m_english, all);
    QList<std::array<qsizetype, Batch::streams>> offsets;
    for (const Event &event : events) {
        offsets.append({batch.size(Stream::JsonGuest), batch.size(Stream::JsonOperator), batch.size(Stream::Plain)});
        batch.add(event);
    }
    // Who joins before an event gets the tail from its offset, who goes before it the head up to there.
    for (const Stream stream : {Stream::JsonGuest, Stream::JsonOperator, Stream::Plain}) {
        for (qsizetype from = 0; from < events.size(); ++from) {
            Batch tail(m_english, all);
            Batch head(m_english, all);
            for (qsizetype i = 0; i < events.size(); ++i)
                (i < from ? head : tail).add(events[i]);
            const qsizetype offset = offsets[from][Batch::index(stream)];
            QCOMPARE(batch.bytes(stream).mid(offset), tail.bytes(stream));
            QCOMPARE(batch.bytes(stream).first(offset), head.bytes(stream));
        }
    }
}

void tst_Batch::listedUsersAreInNoStream()
{
    Batch batch(m_english, all);
    const Event whisper = said(1, u"psst"_s, Audience::only({UserId{3}}));
    batch.add(whisper);
    for (const Stream stream : {Stream::JsonGuest, Stream::JsonOperator, Stream::Plain})
        QVERIFY(batch.bytes(stream).isEmpty());
    // They get frames of their own.
    QCOMPARE(batch.frame(whisper, Stream::JsonGuest), json(whisper));
    QCOMPARE(batch.frame(whisper, Stream::Plain), frame::text("Ada: psst"));
    QVERIFY(batch.frame(Event{0, 1, {}, Typing{UserId{3}}}, Stream::Plain).isEmpty());
}

void tst_Batch::onlyWantedStreamsAreEncoded_data()
{
    QTest::addColumn<int>("wanted");
    for (int wanted = 0; wanted < 8; ++wanted)
        QTest::addRow("guests %d, operators %d, plain text %d", wanted & 1, wanted >> 1 & 1, wanted >> 2 & 1) << wanted;
}

void tst_Batch::onlyWantedStreamsAreEncoded()
{
    QFETCH(const int, wanted);
    Batch batch(m_english, {(wanted & 1) != 0, (wanted & 2) != 0, (wanted & 4) != 0});
    batch.add(said(1, u"x"_s));
    batch.add(left(2, Audience::atLeast(Role::Operator)));
    for (size_t i = 0; i < Batch::streams; ++i)
        QCOMPARE(!batch.bytes(static_cast<Stream>(i)).isEmpty(), ((wanted >> i) & 1) != 0);
}

void tst_Batch::plainTextSpeaksTheRoomsLanguage()
{
    const Sentences chinese(u"zh_CN"_s);
    Batch batch(chinese, all);
    batch.add(left(1, Audience::everyone()));
    QCOMPARE(batch.bytes(Stream::Plain), frame::text("Ada 离开了聊天室"));
}

void tst_Batch::nothingIsInAnEmptyBatch()
{
    const Batch batch(m_english, all);
    for (const Stream stream : {Stream::JsonGuest, Stream::JsonOperator, Stream::Plain}) {
        QVERIFY(batch.bytes(stream).isEmpty());
        QCOMPARE(batch.size(stream), 0);
    }
}

QTEST_APPLESS_MAIN(tst_Batch)
#include "tst_batch.moc"
