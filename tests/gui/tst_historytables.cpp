// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/historyscene.h"
#include "tests/support/fakehistorycontrol.h"
#include "tests/support/handmovedclock.h"
#include "tests/support/scriptedquestions.h"
#include "ui/history/attendanceheader.h"
#include "ui/history/attendancemodel.h"
#include "ui/history/historywindow.h"
#include "ui/history/recordtable.h"
#include "ui/history/timeaxis.h"
#include "ui/timetext.h"

#include <QTabWidget>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace foyer::historyscene;

/// What stands in the tables of the history window, and how.
class tst_HistoryTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsPeopleOfOneNameApart();
    void leavesRoomBetweenColumns();
    void writesDatesOneWay();
    void hasATimeLine();

private:
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        return m_window->findChild<Widget *>(name);
    }
    [[nodiscard]] QString cell(const QString &table, int row, int column) const;

    HandMovedClock m_clock;
    std::unique_ptr<FakeHistoryControl> m_history;
    std::unique_ptr<ScriptedQuestions> m_questions;
    std::unique_ptr<HistoryWindow> m_window;
};

/// With the table of people in front.
void tst_HistoryTables::init()
{
    m_clock.jumpWall(at(12, 0) - m_clock.wallMs());
    m_history = std::make_unique<FakeHistoryControl>();
    m_questions = std::make_unique<ScriptedQuestions>(std::make_shared<QuestionScript>());
    m_window = std::make_unique<HistoryWindow>(*m_history, *m_questions, m_clock);
    m_window->search({});
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    find<QTabWidget>(u"historyTabs"_s)->setCurrentIndex(1);
}

void tst_HistoryTables::cleanup()
{
    m_window.reset();
    m_history.reset();
}

QString tst_HistoryTables::cell(const QString &table, int row, int column) const
{
    return find<RecordTable>(table)->model()->index(row, column).data().toString();
}

void tst_HistoryTables::tellsPeopleOfOneNameApart()
{
    Attendance there;
    for (const QString &name : {u"Lena"_s, u"Lena"_s, u"Lena (2)"_s, u"Sam"_s}) {
        const quint64 number = quint64(there.people.size()) + 1;
        const qint64 came = at(9, int(number));
        there.people.append({UserId{number}, name, came, came + 24'000, false, 1, {{came, came + 24'000}}});
    }
    Q_EMIT m_history->attendanceTaken(m_history->number(), there, {});
    QCOMPARE(cell(u"attendance"_s, 0, AttendanceModel::Name), u"Lena"_s);
    QCOMPARE(cell(u"attendance"_s, 1, AttendanceModel::Name), u"Lena (3)"_s);
    QCOMPARE(cell(u"attendance"_s, 2, AttendanceModel::Name), u"Lena (2)"_s);
    QCOMPARE(cell(u"attendance"_s, 3, AttendanceModel::Name), u"Sam"_s);
    QCOMPARE(cell(u"attendance"_s, 3, AttendanceModel::Minutes), u"<1"_s);
}

void tst_HistoryTables::leavesRoomBetweenColumns()
{
    Q_EMIT m_history->attendanceTaken(m_history->number(), attendance(), {});
    auto *table = find<RecordTable>(u"attendance"_s);
    for (const int column : {AttendanceModel::First, AttendanceModel::Last, AttendanceModel::Minutes, AttendanceModel::Messages}) {
        for (int row = 0; row < table->model()->rowCount(); ++row)
            QVERIFY(table->columnWidth(column) >= table->fontMetrics().horizontalAdvance(cell(u"attendance"_s, row, column)) + 16);
    }
}

void tst_HistoryTables::writesDatesOneWay()
{
    const QLocale american(QLocale::English, QLocale::UnitedStates);
    const QLocale british(QLocale::English, QLocale::UnitedKingdom);
    QCOMPARE(TimeText::dateFormat(american, QLocale::c()), u"yyyy-MM-dd"_s); // English, but nobody said which
    QCOMPARE(TimeText::dateFormat(QLocale::c(), QLocale::c()), u"yyyy-MM-dd"_s);
    QCOMPARE(TimeText::dateFormat(american, american), u"M/d/yyyy"_s);
    QCOMPARE(TimeText::dateFormat(british, british), u"dd/MM/yyyy"_s);
    QCOMPARE(TimeText::dateFormat(QLocale(QLocale::Chinese), QLocale::c()), u"yyyy/M/d"_s);
    QVERIFY(TimeText::stamp(at(18, 5)).endsWith(u" 18:05"_s));
    QVERIFY(TimeText::moment(at(18, 5)).endsWith(u" 18:05:00"_s));
}

void tst_HistoryTables::hasATimeLine()
{
    const TimeAxis axis(at(8, 55), at(11, 5));
    QStringList labels;
    for (const TimeAxis::Mark &mark : axis.marks(5))
        labels.append(mark.label);
    QCOMPARE(labels, (QStringList{u"09:00"_s, u"09:30"_s, u"10:00"_s, u"10:30"_s, u"11:00"_s}));
    QVERIFY(TimeAxis(at(9, 0), at(9, 0)).marks(5).isEmpty());
    QCOMPARE(TimeAxis(at(0, 0), at(0, 0, day.addDays(3))).marks(5).size(), 4); // midnights

    Q_EMIT m_history->attendanceTaken(m_history->number(), attendance(), {});
    const auto *header = m_window->findChild<AttendanceHeader *>();
    const QList<AttendanceHeader::Label> shown = header->labels(QRect(0, 0, 400, 30));
    QCOMPARE(shown.constFirst().text, u"09:00"_s);
    QCOMPARE(shown.constLast().text, u"11:00"_s);
    QVERIFY(shown.size() > 2);
    for (qsizetype i = 1; i < shown.size(); ++i)
        QVERIFY(shown.at(i).place.left() > shown.at(i - 1).place.right());
}

QTEST_MAIN(tst_HistoryTables)
#include "tst_historytables.moc"
