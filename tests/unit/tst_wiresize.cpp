// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/wiresize.h"

#include "server/protocol/encode.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

constexpr quint64 large = quint64{1} << 53;

Event happened(EventBody body)
{
    return Event{large, static_cast<qint64>(large), {}, std::move(body)};
}

} // namespace

Q_DECLARE_METATYPE(foyer::Event)

/// What is sent in one go is bounded by this estimate: it is never too small.
class tst_WireSize final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enough_data();
    void enough();
};

void tst_WireSize::enough_data()
{
    QTest::addColumn<bool>("isUnicode");
    QTest::addColumn<Event>("event");
    const QList<std::pair<const char *, QString>> texts{
        {"short", u"x"_s},
        {"ASCII", QString(5000, u'x')},
        {"two bytes", u"é"_s.repeated(5000)},
        {"three bytes", u"明"_s.repeated(5000)},
        {"four bytes", u"\U0001F600"_s.repeated(5000)},
        {"quotes", u"\""_s.repeated(5000)},
        {"backslashes", u"\\"_s.repeated(5000)},
        {"line breaks and tabs", u"\n\t"_s.repeated(2500)},
        {"control characters", QString(5000, QChar(1))},
        {"byte order marks", QString(5000, QChar::ByteOrderMark)},
        {"lone surrogates", QString(5000, QChar(0xD83D))},
    };
    for (const auto &[words, text] : texts) {
        const auto row = [&words, &text](const char *kind) -> QTestData & {
            return QTest::addRow("%s: %s", kind, words) << text.isValidUtf16();
        };
        const UserId user{large};
        Member member{user, text, Role::Operator, ConnectionKind::Browser, static_cast<qint64>(large),
                      true, text, large};
        const CoolingOff cooling{CoolingId{large}, text, text, text, static_cast<qint64>(large), {}};
        row("said") << happened(Said{user, text, Role::Operator, text, QString(64, u'i')});
        row("joined") << happened(Joined{member, 0xffffffff});
        row("left") << happened(Left{user, text, LeaveReason::Kicked, 0xffffffff});
        row("renamed") << happened(Renamed{user, text, text});
        row("room") << happened(RoomRenamed{text});
        row("keeping") << happened(KeepingChanged{{Keeping::Mode::Days, Keeping::mostDays}, text});
        row("kicked") << happened(Kicked{user, text, cooling});
        row("let-in") << happened(LetIn{CoolingId{large}, text});
        row("knock") << happened(Knock{CoolingId{large}, text});
    }
    QTest::newRow("presence") << true << happened(Presence{UserId{large}, true});
    QTest::newRow("typing") << true << happened(Typing{UserId{large}});
    QTest::newRow("people") << true << happened(PeopleCount{0xffffffff, false});
}

void tst_WireSize::enough()
{
    QFETCH(const Event, event);
    QFETCH(const bool, isUnicode);
    const qsizetype real = encodeEvent(event).size();
    QVERIFY2(wireSize(event) >= real, qPrintable(u"%1 of %2 bytes"_s.arg(wireSize(event)).arg(real)));
    // Nor so large that a page holds much less than it may (what is not Unicode never gets that far).
    if (isUnicode)
        QVERIFY2(wireSize(event) <= real + real / 2 + 240,
                 qPrintable(u"%1 for %2 bytes"_s.arg(wireSize(event)).arg(real)));
}

QTEST_APPLESS_MAIN(tst_WireSize)
#include "tst_wiresize.moc"
