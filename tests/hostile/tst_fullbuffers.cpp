// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/metricstext.h"
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"

#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

/// In the room, and reading nothing more; so much is owed to it that what follows waits.
class FullBuffers final
{
public:
    explicit FullBuffers(TestRoom &room) : m_client(room.port()) { m_client.buffersLittle(); }

    [[nodiscard]] bool fillUp(RoomGuest &talker)
    {
        if (!m_client.shakesHands("/room"))
            return false;
        m_client.sendText(R"({"type":"join","name":"Bob"})");
        if (!comesTrue([this] { return m_client.received().contains("welcome"); }))
            return false;
        m_client.stopReading();
        // More than the system holds for one who does not read.
        for (int i = 0; i < 150; ++i) {
            talker.say(QString(4900, u'x'));
            if (i % 10 == 9 && !talker.isUpToDate())
                return false;
        }
        return !m_client.hasEnded();
    }
    [[nodiscard]] RawClient &client() { return m_client; }

private:
    RawClient m_client;
};

UserId userCalled(RoomGuest &who, const QString &name)
{
    for (const auto &joined : who.events<Joined>()) {
        if (joined.member.name == name)
            return joined.member.user;
    }
    return {};
}

} // namespace

/// A kick reaches whoever does not read, too.
class tst_FullBuffers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKickedMemberIsGoneAndHearsNothingMore()
    {
        TestRoom room;
        room.config.limits.owedBytes = 0; // else it would be closed for being slow
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        FullBuffers bob(room);
        QVERIFY(bob.fillUp(host));
        const UserId user = userCalled(host, u"Bob"_s);
        QVERIFY(!user.isNull());
        QCOMPARE(acceptedSockets(room.port()).size(), 2);

        host.send({u"k"_s, Kick{user, u"spam"_s, 60}});
        QVERIFY(host.isAnswered(u"k"_s));
        host.say(u"said after the kick"_s);
        QVERIFY(host.isUpToDate());
        // Out of the room at once, whatever is still owed.
        const QList<Left> left = host.events<Left>();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.constFirst().user, user);
        QCOMPARE(left.constFirst().why, LeaveReason::Kicked);

        QVERIFY2(Limits().closeGrace <= 2s, "whoever is kicked is gone within two seconds");
        QVERIFY(comesTrue([&room] { return acceptedSockets(room.port()).size() == 1; }));
        bob.client().readAgain();
        QVERIFY(comesTrue([&bob] { return bob.client().hasEnded(); }));
        QVERIFY(!bob.client().received().contains("said after the kick"));
    }

    void aKickedMemberThatReadsInTheEndLearnsWhy()
    {
        TestRoom room;
        room.config.limits.owedBytes = 0;
        room.config.limits.closeGrace = 10min;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        FullBuffers bob(room);
        QVERIFY(bob.fillUp(host));
        host.send({u"k"_s, Kick{userCalled(host, u"Bob"_s), u"spam"_s, 60}});
        QVERIFY(host.isAnswered(u"k"_s));
        host.say(u"said after the kick"_s);
        QVERIFY(host.isUpToDate());
        bob.client().readAgain();
        QVERIFY(comesTrue([&bob] { return bob.client().closeCode().has_value(); }));
        QCOMPARE(*bob.client().closeCode(), quint16(4001));
        QVERIFY(bob.client().received().contains("spam"));
        QVERIFY(!bob.client().received().contains("said after the kick"));
    }

    /// What it still says is not heard either.
    void aKickedMemberSaysNothingMore()
    {
        TestRoom room;
        room.config.limits.owedBytes = 0;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        FullBuffers bob(room);
        QVERIFY(bob.fillUp(host));
        host.send({u"k"_s, Kick{userCalled(host, u"Bob"_s), u"spam"_s, 60}});
        QVERIFY(host.isAnswered(u"k"_s));
        bob.client().sendText(R"({"type":"say","id":"1","text":"I am still here"})");
        QVERIFY(comesTrue([&room] { return acceptedSockets(room.port()).size() == 1; }));
        QVERIFY(host.isUpToDate());
        QVERIFY(!host.heard().contains(u"I am still here"_s));
    }

    /// Where many are behind, each may owe less: together they never fill the memory.
    void manyWhoDoNotReadShareWhatMayBeOwed()
    {
        TestRoom room;
        room.config.limits.owedBytes = 1024 * 1024;
        room.config.limits.owedInAll = 1024 * 1024;
        room.config.limits.leastOwed = 64 * 1024;
        QVERIFY(room.open());
        std::vector<std::unique_ptr<RawClient>> laggards;
        for (int i = 0; i < 8; ++i) {
            laggards.push_back(std::make_unique<RawClient>(room.port()));
            laggards.back()->buffersLittle();
            QVERIFY(laggards.back()->shakesHands("/ws"));
            laggards.back()->stopReading();
        }
        // Each is owed 960 KB at most, of which the system takes a part: no one of them owes what one alone may not.
        const QByteArray line = RawClient::frame(RawClient::Text, QByteArray(60000, 'x'));
        for (int i = 0; i < 16; ++i) {
            for (const auto &laggard : laggards)
                laggard->send(line);
        }
        // Together they owe several times what all may: those go who owe more than a share, until little enough is left.
        QVERIFY(comesTrue([&room] {
            return MetricsText(room.engine().vitals().page()).value("foyer_closes_total", {{"code", "4004"}}) >= 4;
        }));
    }

    /// Pongs are QWebSocket's own, and where nothing else is sent no broadcast finds that they pile up.
    void pongsThatNobodyReadsAreBounded()
    {
        TestRoom room;
        room.config.limits.owedBytes = 64 * 1024;
        room.config.limits.silence = 10min;
        QVERIFY(room.open());
        RawClient pinger(room.port());
        pinger.buffersLittle();
        QVERIFY(pinger.shakesHands("/ws"));
        pinger.stopReading();
        const QByteArray pings = RawClient::frame(RawClient::Ping, QByteArray(125, 'p')).repeated(500);
        QVERIFY(comesTrue([&] {
            if (pinger.unsent() == 0)
                pinger.send(pings);
            return MetricsText(room.engine().vitals().page()).value("foyer_closes_total", {{"code", "4004"}}) == 1;
        }));
    }
};

QTEST_GUILESS_MAIN(tst_FullBuffers)
#include "tst_fullbuffers.moc"
