// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/skewedclock.h"
#include "tests/support/testroom.h"

#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

HistoryQuery of(const QString &words, const QString &author = {})
{
    HistoryQuery query;
    query.words = words;
    query.author = author;
    query.limit = Search::usualLines;
    return query;
}

bool says(RoomGuest &guest, const QStringList &texts)
{
    return std::all_of(texts.begin(), texts.end(), [&guest](const QString &text) { return guest.isAnswered(guest.say(text)); });
}

/// The answer, or nothing where it was refused.
std::optional<HistoryHits> search(RoomGuest &guest, const HistoryQuery &query)
{
    static int number = 0;
    const QString id = u"look%1"_s.arg(++number);
    guest.send({id, Search{query}});
    if (!guest.isAnswered(id))
        return {};
    for (const Found &found : guest.all<Found>()) {
        if (found.id == id)
            return found.hits;
    }
    return {};
}

QString refused(RoomGuest &guest, const HistoryQuery &query)
{
    static int number = 0;
    const QString id = u"try%1"_s.arg(++number);
    guest.send({id, Search{query}});
    const bool isAnswered = guest.isAnswered(id);
    return isAnswered && guest.refusal(id) ? guest.refusal(id)->code : QString();
}

QStringList texts(const std::optional<HistoryHits> &hits)
{
    QStringList all;
    if (!hits)
        return {u"(refused)"_s};
    for (const HistoryLine &line : hits->lines)
        all.append(line.text);
    return all;
}

} // namespace

/// Everybody in the room looks for what was said, where the host lets them.
class tst_Search final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhereTheHostAllows()
    {
        TestRoom room;
        room.keepHistory();
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator() && says(host, {u"the old mill"_s}));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QVERIFY(!ada.welcome().maySearch && host.welcome().maySearch);
        QCOMPARE(refused(ada, of(u"mill"_s)), u"not-allowed"_s);
        QCOMPARE(texts(search(host, of(u"mill"_s))), QStringList{u"the old mill"_s});
    }

    void findsByWordsPersonAndDay()
    {
        TestRoom room;
        room.keepHistory();
        room.config.guestsMaySearch = true;
        QVERIFY(room.open());
        RoomGuest ada(room);
        RoomGuest bob(room);
        QVERIFY(ada.comes(u"Ada"_s) && bob.comes(u"Bob"_s));
        QVERIFY(ada.welcome().maySearch);
        QVERIFY(says(ada, {u"the old mill"_s, u"我们去磨坊吗"_s}) && says(bob, {u"Millstones are heavy"_s, u"no"_s}));
        QCOMPARE(texts(search(ada, of(u"MILL"_s))), (QStringList{u"Millstones are heavy"_s, u"the old mill"_s}));
        QCOMPARE(texts(search(ada, of(u"mill"_s, u"ad"_s))), QStringList{u"the old mill"_s});
        QCOMPARE(texts(search(bob, of(u"磨"_s))), QStringList{u"我们去磨坊吗"_s});
        QCOMPARE(texts(search(bob, of({}, u"bob"_s))), (QStringList{u"no"_s, u"Millstones are heavy"_s}));
        const auto marked = search(ada, of(u"old"_s));
        QVERIFY(marked && marked->complete && !marked->more);
        QCOMPARE(marked->lines.constFirst().marks, (QList<TextMark>{{4, 3}}));
        QCOMPARE(marked->lines.constFirst().user, ada.user());
        HistoryQuery yesterday = of(u"mill"_s);
        yesterday.toMs = marked->lines.constFirst().atMs;
        QCOMPARE(texts(search(ada, yesterday)), QStringList());
        QCOMPARE(texts(search(ada, of(u"nowhere"_s))), QStringList());
    }

    void pageByPage()
    {
        TestRoom room;
        room.keepHistory();
        room.config.guestsMaySearch = true;
        room.config.limits.pageBytes = 40'000;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QStringList said;
        for (int i = 0; i < 12; ++i)
            said.prepend(u"mill %1 %2"_s.arg(i).arg(u"鼎"_s.repeated(3000)));
        for (auto it = said.crbegin(); it != said.crend(); ++it)
            QVERIFY(says(ada, {*it}));
        QStringList found;
        HistoryQuery query = of(u"mill"_s);
        int pages = 0;
        for (bool more = true; more && pages < 20; ++pages) {
            const auto page = search(ada, query);
            QVERIFY(page);
            found += texts(page);
            more = page->more;
            query.before = page->next;
        }
        QCOMPARE(found, said);
        QVERIFY(pages >= 3); // what one answer may have is bounded
    }

    void asFarBackAsTheyMayRead()
    {
        TestRoom room;
        room.keepHistory();
        room.config.guestsMaySearch = true;
        room.config.joinersSeeLatest = false;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator() && says(host, {u"mill before"_s}));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s) && says(host, {u"mill after"_s}));
        const auto found = search(ada, of(u"mill"_s));
        QCOMPARE(texts(found), QStringList{u"mill after"_s});
        QVERIFY(!found->more);
        QCOMPARE(texts(search(host, of(u"mill"_s))), (QStringList{u"mill after"_s, u"mill before"_s}));
    }

    /// Not for a moment longer, though the file still has it.
    void asLongAsItIsKept()
    {
        TestRoom room;
        room.keepHistory();
        room.config.guestsMaySearch = true;
        room.config.keeping = {Keeping::Mode::Days, 7};
        auto owned = std::make_unique<SkewedClock>();
        SkewedClock *clock = owned.get();
        room.clock = std::move(owned);
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s) && says(ada, {u"the old mill"_s}));
        QCOMPARE(texts(search(ada, of(u"mill"_s))), QStringList{u"the old mill"_s});
        clock->setWall(qint64{8} * 24 * 60 * 60 * 1000);
        QCOMPARE(texts(search(ada, of(u"mill"_s))), QStringList());
    }

    void whatCannotBeLookedFor()
    {
        TestRoom room;
        room.keepHistory();
        room.config.guestsMaySearch = true;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator() && says(host, {u"the old mill"_s}));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QCOMPARE(refused(ada, of(u"x"_s.repeated(HistoryQuery::mostCodePoints + 1))), u"search-too-long"_s);
        QCOMPARE(refused(ada, of(u"mill"_s, u"x"_s.repeated(HistoryQuery::mostCodePoints + 1))), u"search-too-long"_s);
        QCOMPARE(refused(ada, of(u"\"' %"_s)), u"search-no-words"_s);
        host.send({u"k"_s, SetKeeping{{Keeping::Mode::Nothing, 0}}});
        QVERIFY(host.isAnswered(u"k"_s));
        QCOMPARE(refused(ada, of(u"mill"_s)), u"search-unavailable"_s);
        host.send({u"a"_s, SetKeeping{{Keeping::Mode::Always, 0}}});
        QVERIFY(host.isAnswered(u"a"_s) && says(host, {u"a new mill"_s}));
        QCOMPARE(texts(search(ada, of(u"mill"_s))), QStringList{u"a new mill"_s});
    }

    void inMemoryThereIsNothingToSearch()
    {
        TestRoom room;
        room.config.guestsMaySearch = true;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QCOMPARE(refused(ada, of(u"mill"_s)), u"search-unavailable"_s);
    }
};

QTEST_GUILESS_MAIN(tst_Search)
#include "tst_search.moc"
