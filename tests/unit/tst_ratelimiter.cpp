// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/ratelimiter.h"
#include "tests/support/handmovedclock.h"

#include <QTest>

using namespace foyer;

namespace {

constexpr Sender ada{UserId{1}, {}};
constexpr Sender bob{UserId{2}, {}};
constexpr Sender stranger{{}, SessionId{1}};

} // namespace

class tst_RateLimiter final : public QObject
{
    Q_OBJECT

private:
    HandMovedClock m_clock;

    [[nodiscard]] qint64 ask(RateLimiter &limiter, const Sender &sender, double cost = 1) const
    {
        return limiter.ask(sender, cost, m_clock.steadyMs()).retryAfterMs;
    }

private Q_SLOTS:
    void burstThenRate()
    {
        RateLimiter limiter{Limits{}};
        for (int i = 0; i < 10; ++i)
            QCOMPARE(ask(limiter, ada), 0);
        const qint64 wait = ask(limiter, ada);
        QCOMPARE(wait, 334);
        m_clock.advance(wait - 1);
        QCOMPARE(ask(limiter, ada), 1);
        m_clock.advance(1);
        QCOMPARE(ask(limiter, ada), 0);
        QVERIFY(ask(limiter, ada) > 0);
        m_clock.advance(2000);
        for (int i = 0; i < 6; ++i)
            QCOMPARE(ask(limiter, ada), 0);
        QVERIFY(ask(limiter, ada) > 0);
        m_clock.advance(3'600'000);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(ask(limiter, ada), 0);
        QVERIFY(ask(limiter, ada) > 0);
    }

    void everybodyForThemselves()
    {
        RateLimiter limiter{Limits{}};
        while (ask(limiter, ada) == 0) { }
        QCOMPARE(ask(limiter, bob), 0);
        QCOMPARE(ask(limiter, stranger), 0);
        QVERIFY(ask(limiter, ada) > 0);
    }

    void fractions()
    {
        RateLimiter limiter{Limits{}};
        for (int i = 0; i < 40; ++i)
            QCOMPARE(ask(limiter, ada, 0.25), 0);
        QCOMPARE(ask(limiter, ada, 0.25), 84);
        QCOMPARE(ask(limiter, ada, 0), 0);
    }

    void noneIsNone()
    {
        Limits limits;
        limits.rate = 0;
        RateLimiter limiter(limits);
        for (int i = 0; i < 100000; ++i)
            QCOMPARE(ask(limiter, ada), 0);
        QCOMPARE(limiter.remembered(), 0);
    }

    void whoWaitsIsNeverFlooding()
    {
        RateLimiter limiter{Limits{}};
        // Hours of a client that sends as fast as it may, and each time once too often.
        for (int i = 0; i < 50000; ++i) {
            const auto verdict = limiter.ask(ada, 1, m_clock.steadyMs());
            QVERIFY(!verdict.flooding);
            m_clock.advance(verdict.retryAfterMs);
        }
    }

    void whoGoesOnIsFlooding()
    {
        RateLimiter limiter{Limits{}};
        int refused = 0;
        for (int i = 0; i < 60; ++i) {
            const auto verdict = limiter.ask(ada, 1, m_clock.steadyMs());
            QVERIFY2(!verdict.flooding, qPrintable(QString::number(i)));
            refused += verdict.retryAfterMs > 0 ? 1 : 0;
        }
        QCOMPARE(refused, 50);
        QVERIFY(limiter.ask(ada, 1, m_clock.steadyMs()).flooding);
        QVERIFY(!limiter.ask(bob, 1, m_clock.steadyMs()).flooding);
        // A pause makes it good.
        m_clock.advance(4000);
        QCOMPARE(limiter.ask(ada, 1, m_clock.steadyMs()).retryAfterMs, 0);
    }

    void slowerFloodIsFoundToo()
    {
        RateLimiter limiter{Limits{}};
        int messages = 0;
        while (messages < 10000 && !limiter.ask(ada, 1, m_clock.steadyMs()).flooding) {
            ++messages;
            m_clock.advance(40); // 25 a second
        }
        QVERIFY2(messages > 60 && messages < 500, qPrintable(QString::number(messages)));
    }

    void forgetsWhoeverIsAsNew()
    {
        RateLimiter limiter{Limits{}};
        while (ask(limiter, ada) == 0) { }
        for (quint64 user = 10; user < 5010; ++user) {
            QCOMPARE(ask(limiter, {UserId{user}, {}}), 0);
            m_clock.advance(1);
        }
        QVERIFY2(limiter.remembered() < 1500, qPrintable(QString::number(limiter.remembered())));
        QCOMPARE(ask(limiter, ada), 0);
    }
};

QTEST_APPLESS_MAIN(tst_RateLimiter)
#include "tst_ratelimiter.moc"
