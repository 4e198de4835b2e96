// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/permissions.h"

#include "server/protocol/encode.h"
#include "tests/unit/roomundertest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

/// One command of each kind.
QList<CommandBody> everyCommand()
{
    return {Join{},
            Say{u"x"_s},
            Rename{u"Bob"_s},
            IsTyping{},
            Leave{},
            Ping{},
            FetchBacklog{},
            FetchRoster{},
            Kick{UserId{9}, {}, {}},
            LetBackIn{CoolingId{9}, {}},
            RenameRoom{u"7c"_s},
            SetKeeping{{Keeping::Mode::Days, 7}},
            Search{}};
}

/// What each of them meets: before joining, as a guest, as an operator. In the order of CommandBody.
struct Row
{
    const char *before;
    const char *guest;
    const char *host;
};
constexpr Row table[] = {
    {"", "already-joined", "already-joined"}, // join
    {"not-joined", "", ""},                   // say
    {"not-joined", "", ""},                   // rename
    {"not-joined", "", ""},                   // typing
    {"", "", ""},                             // leave
    {"", "", ""},                             // ping
    {"not-joined", "", ""},                   // backlog
    {"not-joined", "", ""},                   // roster
    {"not-joined", "not-allowed", ""},        // kick
    {"not-joined", "not-allowed", ""},        // let-in
    {"not-joined", "not-allowed", ""},        // rename-room
    {"not-joined", "not-allowed", ""},        // set-keeping
    {"not-joined", "", ""},                   // search
};
static_assert(std::size(table) == std::variant_size_v<CommandBody>);

} // namespace

Q_DECLARE_METATYPE(foyer::CommandBody)

/// The one gate before every command, and that the room has no way round it.
class tst_Permissions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gate_data();
    void gate();
    void roomAsksTheGate_data();
    void roomAsksTheGate();
    void costs();
};

void tst_Permissions::gate_data()
{
    QTest::addColumn<CommandBody>("command");
    QTest::addColumn<int>("role"); // -1: not joined
    QTest::addColumn<QString>("refusal");
    for (const CommandBody &command : everyCommand()) {
        const QString word = commandWord(command);
        const Row &row = table[command.index()];
        QTest::newRow(qPrintable(word + u" before joining"_s)) << command << -1 << QString::fromLatin1(row.before);
        QTest::newRow(qPrintable(word + u" as a guest"_s))
            << command << int(Role::Guest) << QString::fromLatin1(row.guest);
        QTest::newRow(qPrintable(word + u" as the host"_s))
            << command << int(Role::Operator) << QString::fromLatin1(row.host);
    }
}

void tst_Permissions::gate()
{
    QFETCH(const CommandBody, command);
    QFETCH(const int, role);
    QFETCH(const QString, refusal);
    const auto no = permissions::check(command, role < 0 ? std::nullopt : std::optional(static_cast<Role>(role)));
    QCOMPARE(no ? QString(refusalWord(no->code)) : QString(), refusal);
}

void tst_Permissions::roomAsksTheGate_data()
{
    gate_data();
}

void tst_Permissions::roomAsksTheGate()
{
    QFETCH(const CommandBody, command);
    QFETCH(const int, role);
    QFETCH(const QString, refusal);
    if (refusal.isEmpty())
        return; // what then happens is each command's own story
    RoomUnderTest test;
    const JoinRequest request = role == int(Role::Operator) ? test.host(u"Ms Brandt"_s) : test.newcomer(u"Ada"_s);
    if (role >= 0)
        test.comesIn(request);
    const quint64 seq = test.room().lastSeq();
    const Outcome outcome =
        std::holds_alternative<Join>(command) ? test.room().join(request) : test.does(request.session, command);
    QCOMPARE(outcome.replies.size(), 1);
    QCOMPARE(outcome.replies.first().session, request.session);
    QCOMPARE(outcome.replies.first().command, command.index());
    QCOMPARE(outcome.replies.first().id, std::holds_alternative<Join>(command) ? request.commandId : u"c1"_s);
    QCOMPARE(refusalWordOf(outcome), refusal);
    QVERIFY(outcome.events.isEmpty() && outcome.endings.isEmpty() && outcome.admissions.isEmpty());
    QCOMPARE(test.room().lastSeq(), seq);
}

void tst_Permissions::costs()
{
    const Limits limits;
    for (const CommandBody &command : everyCommand()) {
        const bool mayGo = std::holds_alternative<Leave>(command);
        const bool byItself = std::holds_alternative<IsTyping>(command) || std::holds_alternative<Ping>(command);
        const double cost = permissions::cost(command);
        QVERIFY2(mayGo ? cost == 0 : byItself ? cost > 0 && cost < 1 : cost == (std::holds_alternative<Search>(command) ? 2 : 1), qPrintable(commandWord(command)));
    }
    // Typing every three seconds in each of four windows leaves room for what is then said.
    QVERIFY(permissions::cost(IsTyping{}) / 3 * limits.sessionsPerDevice < limits.rate / 2.0);
}

QTEST_APPLESS_MAIN(tst_Permissions)
#include "tst_permissions.moc"
