// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/historyscene.h"
#include "tests/support/fakehistorycontrol.h"
#include "tests/support/handmovedclock.h"
#include "tests/support/scriptedquestions.h"
#include "ui/history/attendancemodel.h"
#include "ui/history/historylinemodel.h"
#include "ui/history/historylist.h"
#include "ui/history/historywindow.h"
#include "ui/history/recordtable.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace foyer::historyscene;

/// What the window shows of what is kept is what is kept by now, and the reader stays where they are.
class tst_HistoryRefresh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isReadWhenTheWindowComesToTheFront();
    void isNotReadTwiceAtATime();
    void linesKeepPlaceAndChoice();
    void asFarBackAsItIsShown();
    void theBeginningStaysTheBeginning();
    void whatIsDeletedIsSeenNoMore();
    void whatIsOlderIsDeleted();
    void otherTabsForgetToo();
    void theSurroundingsStay();
    void tablesKeepPlaceAndChoice();

private:
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        return m_window->findChild<Widget *>(name);
    }
    [[nodiscard]] HistoryList *results() const { return find<HistoryList>(u"results"_s); }
    void answer(const HistoryHits &found) { Q_EMIT m_history->found(m_history->number(), found); }
    void choose(int tab) { find<QTabWidget>(u"historyTabs"_s)->setCurrentIndex(tab); }
    void comeBack();
    [[nodiscard]] static quint64 seqAtTheTop(const HistoryList *list);
    [[nodiscard]] static quint64 chosen(const HistoryList *list);

    HandMovedClock m_clock;
    std::unique_ptr<FakeHistoryControl> m_history;
    std::unique_ptr<ScriptedQuestions> m_questions;
    std::unique_ptr<HistoryWindow> m_window;
};

void tst_HistoryRefresh::init()
{
    m_clock.jumpWall(at(12, 0) - m_clock.wallMs());
    m_history = std::make_unique<FakeHistoryControl>();
    m_questions = std::make_unique<ScriptedQuestions>(std::make_shared<QuestionScript>());
    m_window = std::make_unique<HistoryWindow>(*m_history, *m_questions, m_clock);
    for (const QAbstractItemView *view : m_window->findChildren<QAbstractItemView *>()) {
        if (qobject_cast<const HistoryList *>(view) || qobject_cast<const RecordTable *>(view))
            new QAbstractItemModelTester(view->model(), QAbstractItemModelTester::FailureReportingMode::Fatal, m_window.get());
    }
    m_window->search({});
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_HistoryRefresh::cleanup()
{
    m_window.reset();
    m_history.reset();
}

/// From another window.
void tst_HistoryRefresh::comeBack()
{
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

quint64 tst_HistoryRefresh::seqAtTheTop(const HistoryList *list)
{
    return list->indexAt({2, 1}).data(HistoryLineModel::SeqRole).toULongLong();
}

quint64 tst_HistoryRefresh::chosen(const HistoryList *list)
{
    const QModelIndexList rows = list->selectionModel()->selectedRows();
    return rows.size() == 1 ? rows.constFirst().data(HistoryLineModel::SeqRole).toULongLong() : 0;
}

void tst_HistoryRefresh::isReadWhenTheWindowComesToTheFront()
{
    answer(hits(3, 40, false));
    QCOMPARE(m_history->searches.size(), 1);
    comeBack();
    QCOMPARE(m_history->searches.size(), 2);
    QCOMPARE(results()->model()->rowCount(), 3); // until there is an answer
    answer(hits(5, 42, false));
    QCOMPARE(results()->model()->rowCount(), 5);
    choose(1);
    Q_EMIT m_history->attendanceTaken(m_history->number(), attendance(), {});
    comeBack();
    QCOMPARE(m_history->attendances.size(), 2);
    choose(2);
    Q_EMIT m_history->actsRead(m_history->number(), acts(), false);
    comeBack();
    QCOMPARE(m_history->acts.size(), 2);
    QCOMPARE(m_history->searches.size(), 2); // and nothing that is not in front
}

void tst_HistoryRefresh::isNotReadTwiceAtATime()
{
    QCOMPARE(m_history->searches.size(), 1);
    comeBack();
    QCOMPARE(m_history->searches.size(), 1);
    answer(hits(3, 40, false));
    QCOMPARE(results()->model()->rowCount(), 3);
}

void tst_HistoryRefresh::linesKeepPlaceAndChoice()
{
    HistoryList *list = results();
    answer(hits(50, 200, false));
    QTRY_VERIFY(list->verticalScrollBar()->maximum() > 0);
    list->setCurrentIndex(list->model()->index(30, 0));
    list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum() / 2 + 7);
    const quint64 top = seqAtTheTop(list);
    const int offset = list->visualRect(list->indexAt({2, 1})).top();
    QVERIFY(top > 0 && top < 200);
    comeBack();
    answer(hits(57, 207, false)); // seven more were said
    QCOMPARE(list->model()->rowCount(), 57);
    QCOMPARE(seqAtTheTop(list), top);
    QCOMPARE(list->visualRect(list->indexAt({2, 1})).top(), offset);
    QCOMPARE(chosen(list), 170U);
}

/// Not only the first page of it.
void tst_HistoryRefresh::asFarBackAsItIsShown()
{
    answer(hits(50, 1000, true));
    for (quint64 newest = 950; newest > 200; newest -= 50) {
        results()->verticalScrollBar()->setValue(0);
        results()->doItemsLayout();
        results()->verticalScrollBar()->setValue(results()->verticalScrollBar()->maximum());
        answer(hits(50, newest, true));
    }
    QCOMPARE(results()->model()->rowCount(), 800);
    const qsizetype asked = m_history->searches.size();
    comeBack();
    QCOMPARE(m_history->searches.size(), asked + 1);
    QCOMPARE(m_history->searches.constLast().before, HistoryQuery::fromTheNewest);
    QCOMPARE(m_history->searches.constLast().limit, 500);
    answer(hits(500, 1000, true));
    QCOMPARE(results()->model()->rowCount(), 800); // until all of it is here
    QCOMPARE(m_history->searches.size(), asked + 2);
    QCOMPARE(m_history->searches.constLast().before, 501U);
    answer(hits(500, 500, true));
    QCOMPARE(m_history->searches.size(), asked + 2);
    QCOMPARE(results()->model()->rowCount(), 1000);
}

/// Who reads what is newest sees what is newer.
void tst_HistoryRefresh::theBeginningStaysTheBeginning()
{
    answer(hits(50, 200, false));
    QTRY_VERIFY(results()->verticalScrollBar()->maximum() > 0);
    comeBack();
    answer(hits(57, 207, false));
    results()->doItemsLayout();
    QCOMPARE(results()->verticalScrollBar()->value(), 0);
    QCOMPARE(seqAtTheTop(results()), 207U);
}

void tst_HistoryRefresh::whatIsDeletedIsSeenNoMore()
{
    answer(hits(50, 200, false));
    results()->setCurrentIndex(results()->model()->index(3, 0));
    Q_EMIT m_history->surroundingsRead(m_history->number(), {{line(197, u"the old mill 3"_s)}, false, false});
    auto *around = find<HistoryList>(u"around"_s);
    QCOMPARE(around->model()->rowCount(), 1);
    const qsizetype asked = m_history->searches.size();
    Q_EMIT m_history->forgotten({});
    QCOMPARE(m_history->searches.size(), asked + 1);
    answer({});
    QCOMPARE(results()->model()->rowCount(), 0);
    QCOMPARE(around->model()->rowCount(), 0);
    QVERIFY(results()->hint().startsWith(u"Nothing has been kept yet"_s));
    // By the room, too, and while an earlier question has not been answered.
    m_window->readAgain();
    m_window->readAgain();
    QCOMPARE(m_history->searches.size(), asked + 3);
}

void tst_HistoryRefresh::whatIsOlderIsDeleted()
{
    answer(hits(50, 200, false));
    results()->setCurrentIndex(results()->model()->index(2, 0));
    m_window->readAgain();
    answer(hits(10, 200, false));
    QCOMPARE(results()->model()->rowCount(), 10);
    QCOMPARE(chosen(results()), 198U);
}

void tst_HistoryRefresh::otherTabsForgetToo()
{
    answer(hits(5, 200, false));
    choose(1);
    Q_EMIT m_history->attendanceTaken(m_history->number(), attendance(), {});
    choose(2);
    Q_EMIT m_history->actsRead(m_history->number(), acts(), false);
    m_window->close();
    Q_EMIT m_history->forgotten({});
    const HistoryControl::Number last = m_history->number(); // of three questions
    Q_EMIT m_history->found(last - 2, {});
    Q_EMIT m_history->attendanceTaken(last - 1, {}, {});
    Q_EMIT m_history->actsRead(last, {}, false);
    QCOMPARE(results()->model()->rowCount(), 0);
    QCOMPARE(find<RecordTable>(u"attendance"_s)->model()->rowCount(), 0);
    QCOMPARE(find<RecordTable>(u"acts"_s)->model()->rowCount(), 0);
}

void tst_HistoryRefresh::theSurroundingsStay()
{
    answer(hits(5, 200, false));
    results()->setCurrentIndex(results()->model()->index(2, 0));
    HistoryContext context;
    for (quint64 seq = 178; seq <= 218; ++seq)
        context.lines.append(line(seq, u"line %1"_s.arg(seq)));
    Q_EMIT m_history->surroundingsRead(m_history->number(), context);
    auto *around = find<HistoryList>(u"around"_s);
    QTRY_VERIFY(around->verticalScrollBar()->maximum() > 0);
    around->verticalScrollBar()->setValue(around->verticalScrollBar()->maximum() / 3);
    around->selectionModel()->select(around->model()->index(8, 0), QItemSelectionModel::Select);
    const quint64 top = seqAtTheTop(around);
    comeBack();
    answer(hits(5, 200, false));
    QCOMPARE(m_history->arounds.constLast().seq, 198U);
    context.lines.removeFirst(); // too old by now
    Q_EMIT m_history->surroundingsRead(m_history->number(), context);
    QCOMPARE(around->model()->rowCount(), 40);
    QCOMPARE(seqAtTheTop(around), top);
    QCOMPARE(chosen(around), 186U);
}

void tst_HistoryRefresh::tablesKeepPlaceAndChoice()
{
    choose(1);
    Attendance there;
    for (quint64 user = 1; user <= 60; ++user)
        there.people.append({UserId{user}, u"Person %1"_s.arg(user), at(9, int(user) - 1), at(11, 0), false, user, {}});
    Q_EMIT m_history->attendanceTaken(m_history->number(), there, {});
    auto *table = find<RecordTable>(u"attendance"_s);
    QTRY_VERIFY(table->verticalScrollBar()->maximum() > 0);
    table->verticalScrollBar()->setValue(700);
    table->selectRow(30);
    const auto name = [table](int row) { return table->model()->index(row, AttendanceModel::Name).data().toString(); };
    const int offset = table->visualRect(table->model()->index(30, 0)).top();
    table->setColumnWidth(AttendanceModel::Minutes, 133);
    comeBack();
    there.people.removeFirst();
    there.people[29].messages = 1000;
    there.people.prepend({UserId{99}, u"Early"_s, at(8, 0), at(11, 0), false, 1, {}});
    there.people.prepend({UserId{98}, u"Earlier"_s, at(7, 0), at(11, 0), false, 1, {}});
    Q_EMIT m_history->attendanceTaken(m_history->number(), there, {});
    QCOMPARE(table->model()->rowCount(), 61);
    QCOMPARE(name(0), u"Earlier"_s);
    const QModelIndexList rows = table->selectionModel()->selectedRows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(name(rows.constFirst().row()), u"Person 31"_s);
    QCOMPARE(table->visualRect(rows.constFirst()).top(), offset);
    QCOMPARE(table->model()->index(rows.constFirst().row(), AttendanceModel::Messages).data().toString(), QLocale().toString(1000));
    QCOMPARE(table->columnWidth(AttendanceModel::Minutes), 133);
    choose(2);
    Q_EMIT m_history->actsRead(m_history->number(), acts(), false);
    auto *actsTable = find<RecordTable>(u"acts"_s);
    actsTable->selectRow(2);
    const QString text = actsTable->selectedText();
    comeBack();
    Q_EMIT m_history->actsRead(m_history->number(), acts() + QList<Event>{{20, at(9, 9), Audience::everyone(), RoomRenamed{u"Class 7c"_s}}}, false);
    QCOMPARE(actsTable->model()->rowCount(), 5);
    QCOMPARE(actsTable->selectedText(), text);
}

QTEST_MAIN(tst_HistoryRefresh)
#include "tst_historyrefresh.moc"
