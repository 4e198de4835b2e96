// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/attendance.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historyfile.h"
#include "tests/support/writtenhistory.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

constexpr qint64 minute = 60'000;
const UserId ada{1};
const UserId bob{2};

Event comes(quint64 seq, qint64 atMinute, UserId user, const QString &name)
{
    return {seq, atMinute * minute, {}, Joined{{user, name, Role::Guest, ConnectionKind::Browser, atMinute * minute, false, {}, 0}, 1}};
}

Event goes(quint64 seq, qint64 atMinute, UserId user, const QString &name)
{
    return {seq, atMinute * minute, {}, Left{user, name, LeaveReason::Left, 0}};
}

Event says(quint64 seq, qint64 atMinute, UserId user, const QString &name)
{
    return {seq, atMinute * minute, {}, Said{user, name, Role::Guest, u"x"_s, {}}};
}

QList<Attendance::Span> minutes(const QList<std::pair<qint64, qint64>> &pairs)
{
    QList<Attendance::Span> spans;
    for (const auto &[from, to] : pairs)
        spans.append({from * minute, to * minute});
    return spans;
}

} // namespace

/// Who was there when.
class tst_Attendance final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    Attendance read(const ExportRequest &what, qint64 untilMinute)
    {
        HistoryConnection connection(historyfile::pathIn(m_dir.path()), HistoryConnection::Access::Read);
        Attendance attendance;
        QString error;
        return attendance::read(connection, what, untilMinute * minute, attendance, error) ? attendance : Attendance();
    }

private Q_SLOTS:
    void initTestCase()
    {
        HistoryBatch batch;
        batch.events = {
            comes(1, 10, ada, u"Ada"_s),      says(2, 11, ada, u"Ada"_s), comes(3, 20, bob, u"Bob"_s), goes(4, 30, ada, u"Ada"_s), says(5, 35, bob, u"Bob"_s),
            comes(6, 50, ada, u"Augusta"_s), says(7, 55, ada, u"Augusta"_s),
            says(8, 58, UserId{9}, u"Never came"_s),
        };
        QVERIFY(writeHistory(m_dir.path(), batch));
    }

    void everybody()
    {
        const Attendance attendance = read({}, 60);
        QCOMPARE(attendance.people.size(), 3);
        const Attendance::Person &first = attendance.people[0];
        QCOMPARE(first.user, ada);
        QCOMPARE(first.name, u"Augusta"_s);
        QCOMPARE(first.firstMs, 10 * minute);
        QCOMPARE(first.lastMs, 60 * minute);
        QVERIFY(first.isHere);
        QCOMPARE(first.messages, 2u);
        QCOMPARE(first.spans, minutes({{10, 30}, {50, 60}}));
        QCOMPARE(first.minutesPresent(), 30);
        const Attendance::Person &second = attendance.people[1];
        QCOMPARE(second.spans, minutes({{20, 60}}));
        QCOMPARE(second.minutesPresent(), 40);
        QCOMPARE(attendance.people[2].name, u"Never came"_s);
        QCOMPARE(attendance.people[2].minutesPresent(), 0);
    }

    /// For spreadsheets: a row for each person, and in it when they were there.
    void everyStayIsInTheTable()
    {
        const QByteArray table = attendance::csv(read({}, 60));
        const auto moment = [](qint64 atMinute) {
            return QDateTime::fromMSecsSinceEpoch(atMinute * minute).toString(u"yyyy-MM-dd HH:mm:ss"_s).toUtf8();
        };
        QVERIFY(table.contains(",Times present,Stays\r\n"));
        const QByteArray stays = moment(10) + '/' + moment(30) + "; " + moment(50) + '/' + moment(60);
        QVERIFY2(table.contains(QByteArray(",30,2,2,\"" + stays + "\"\r\n")), table.constData());
        QVERIFY2(table.endsWith(",0,1,0,\r\n"), table.constData());
    }

    void inAPeriod()
    {
        ExportRequest what;
        what.fromMs = 25 * minute;
        what.toMs = 52 * minute;
        const Attendance attendance = read(what, 60);
        QCOMPARE(attendance.people.size(), 2);
        QCOMPARE(attendance.people[0].spans, minutes({{25, 30}, {50, 52}}));
        QCOMPARE(attendance.people[0].messages, 0u);
        QCOMPARE(attendance.people[1].spans, minutes({{25, 52}}));
        QCOMPARE(attendance.people[1].messages, 1u);
        QVERIFY(!attendance.people[1].isHere);
        what.author = u"augusta"_s;
        QCOMPARE(read(what, 60).people.size(), 1);
    }

    void overlappingVisitsCountOnce()
    {
        HistoryBatch batch;
        // A room that was killed knows of no end; the same person comes again, and both end together.
        batch.events = {comes(1, 0, ada, u"Ada"_s), comes(2, 5, ada, u"Ada"_s), goes(3, 10, ada, u"Ada"_s)};
        QTemporaryDir dir;
        QVERIFY(writeHistory(dir.path(), batch));
        HistoryConnection connection(historyfile::pathIn(dir.path()), HistoryConnection::Access::Read);
        Attendance attendance;
        QString error;
        QVERIFY(attendance::read(connection, {}, 100 * minute, attendance, error));
        QCOMPARE(attendance.people.constFirst().spans, minutes({{0, 10}}));
        QCOMPARE(attendance.people.constFirst().minutesPresent(), 10);
    }
};

QTEST_GUILESS_MAIN(tst_Attendance)
#include "tst_attendance.moc"
