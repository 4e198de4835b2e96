// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/keeping.h"
#include "tests/gui/historyscene.h"
#include "tests/gui/stillness.h"
#include "tests/support/fakehistorycontrol.h"
#include "tests/support/handmovedclock.h"
#include "tests/support/scriptedquestions.h"
#include "ui/history/actmodel.h"
#include "ui/history/attendancemodel.h"
#include "ui/history/exportdialog.h"
#include "ui/history/historylinemodel.h"
#include "ui/history/historylist.h"
#include "ui/history/historysearchpage.h"
#include "ui/history/historywindow.h"
#include "ui/history/periodpicker.h"
#include "ui/history/recordtable.h"
#include "ui/language.h"
#include "ui/screenroom.h"
#include "ui/theme.h"
#include "ui/tokens.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace foyer::historyscene;

/// The window in which the host looks at what was kept.
class tst_HistoryWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void isNoLargerThanTheScreen();
    void showsTheLatestAtFirst();
    void searchesByWordsPersonAndDays();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void saysThatTheIndexIsBeingBuilt();
    void readsOnWhenTheEndIsInSight();
    void readsOnThroughEmptyPages();
    void ignoresLateAnswers();
    void showsTheSurroundings();
    void saysThatAMessageIsGone();
    void searchesForWordsOfTheMainWindow();
    void marksWhatWasLookedFor();
    void showsWhoWasThere();
    void choosesAPeriod();
    void ignoresAnOlderAttendance();
    void showsWhatTheHostDid();
    void filtersAllThatTheHostDid();
    void speaksAnotherLanguage();
    void showsMarkupAsItIs();
    void saysThatNothingIsKept();
    void looks_data();
    void looks();

private:
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        return m_window->findChild<Widget *>(name);
    }
    void answer(const HistoryHits &found) { Q_EMIT m_history->found(m_history->number(), found); }
    void choose(int tab) { find<QTabWidget>(u"historyTabs"_s)->setCurrentIndex(tab); }
    [[nodiscard]] QString cell(const QString &table, int row, int column) const;
    [[nodiscard]] ExportDialog *openExport();
    static void choosePeriod(const QWidget *page, PeriodPicker::Choice choice);

    HandMovedClock m_clock;
    std::unique_ptr<FakeHistoryControl> m_history;
    std::shared_ptr<QuestionScript> m_script;
    std::unique_ptr<ScriptedQuestions> m_questions;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<HistoryWindow> m_window;
};

void tst_HistoryWindow::initTestCase()
{
    m_language = std::make_unique<Language>();
}

void tst_HistoryWindow::init()
{
    m_language->speak(u"en"_s);
    m_clock.jumpWall(at(12, 0) - m_clock.wallMs());
    m_history = std::make_unique<FakeHistoryControl>();
    m_script = std::make_shared<QuestionScript>();
    m_questions = std::make_unique<ScriptedQuestions>(m_script);
    m_window = std::make_unique<HistoryWindow>(*m_history, *m_questions, m_clock);
    for (const QAbstractItemView *view : m_window->findChildren<QAbstractItemView *>()) {
        if (qobject_cast<const HistoryList *>(view) || qobject_cast<const RecordTable *>(view))
            new QAbstractItemModelTester(view->model(), QAbstractItemModelTester::FailureReportingMode::Fatal, m_window.get());
    }
    m_window->search({});
    QVERIFY(QTest::qWaitForWindowActive(m_window.get())); // before the first answer: what is being read need not be read again
}

void tst_HistoryWindow::cleanup()
{
    m_window.reset();
    m_history.reset();
}

QString tst_HistoryWindow::cell(const QString &table, int row, int column) const
{
    return find<RecordTable>(table)->model()->index(row, column).data().toString();
}

ExportDialog *tst_HistoryWindow::openExport()
{
    QTest::mouseClick(find<QPushButton>(u"export"_s), Qt::LeftButton);
    return m_window->findChild<ExportDialog *>();
}

void tst_HistoryWindow::choosePeriod(const QWidget *page, PeriodPicker::Choice choice)
{
    page->findChild<PeriodPicker *>()->choose(choice);
}

void tst_HistoryWindow::isNoLargerThanTheScreen()
{
    const QWidget unseen; // as it was then
    QCOMPARE(m_window->size(), withinScreen({1000, 680}, unseen));
}

void tst_HistoryWindow::showsTheLatestAtFirst()
{
    QCOMPARE(m_history->searches.size(), 1);
    QCOMPARE(m_history->searches.constFirst(), HistoryQuery());
    QCOMPARE(find<HistoryList>(u"results"_s)->hint(), u"Searching…"_s);
    answer({});
    QVERIFY(find<HistoryList>(u"results"_s)->hint().startsWith(u"Nothing has been kept yet"_s));
}

void tst_HistoryWindow::searchesByWordsPersonAndDays()
{
    answer({});
    auto *words = find<QLineEdit>(u"words"_s);
    QTRY_VERIFY(words->hasFocus());
    QTest::keyClicks(words, u" old mill "_s);
    QTest::keyClicks(find<QLineEdit>(u"author"_s), u"ada"_s);
    m_window->findChild<HistorySearchPage *>()->findChild<PeriodPicker *>()->chooseDays(day.addDays(-2), day.addDays(-1));
    QTest::keyClick(words, Qt::Key_Return);
    const HistoryQuery &query = m_history->searches.constLast();
    QCOMPARE(query.words, u"old mill"_s);
    QCOMPARE(query.author, u"ada"_s);
    QCOMPARE(query.fromMs, at(0, 0, day.addDays(-2)));
    QCOMPARE(query.toMs, at(0, 0, day));
    QCOMPARE(query.before, HistoryQuery::fromTheNewest);

    answer(hits(3, 40, false));
    auto *results = find<HistoryList>(u"results"_s);
    QCOMPARE(results->model()->rowCount(), 3);
    QCOMPARE(results->model()->index(0, 0).data(HistoryLineModel::SeqRole).toULongLong(), 40U);
    QVERIFY(results->model()->index(0, 0).data().toString().endsWith(u"Ada  the old mill 0"_s));
    QCOMPARE(find<QLabel>(u"found"_s)->text(), u"FOUND  3"_s);

    words->setText(u"mo"_s);
    QTest::keyClicks(words, u"p"_s); // without Enter, after a pause
    QTRY_COMPARE(m_history->searches.constLast().words, u"mop"_s);
    answer({});
    QVERIFY(results->hint().startsWith(u"Nothing was found."_s));
    QCOMPARE(results->model()->rowCount(), 0);
}

void tst_HistoryWindow::saysWhatIsWrong_data()
{
    QTest::addColumn<HistoryHits::Problem>("problem");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("too long") << HistoryHits::Problem::TooLong << u"That is too long to look for. Up to 256 characters fit."_s;
    QTest::newRow("no words") << HistoryHits::Problem::NoWords << u"There is no word in that."_s;
    QTest::newRow("unreadable") << HistoryHits::Problem::Unreadable << u"What was kept cannot be read."_s;
}

void tst_HistoryWindow::saysWhatIsWrong()
{
    QFETCH(HistoryHits::Problem, problem);
    QFETCH(QString, sentence);
    answer(hits(2, 9, false));
    QTest::keyClick(find<QLineEdit>(u"words"_s), Qt::Key_Return);
    answer(refused(problem));
    auto *results = find<HistoryList>(u"results"_s);
    QCOMPARE(results->model()->rowCount(), 0);
    QVERIFY2(results->hint().startsWith(sentence), qPrintable(results->hint()));
}

void tst_HistoryWindow::saysThatTheIndexIsBeingBuilt()
{
    HistoryHits some = hits(2, 9, false);
    some.complete = false;
    answer(some);
    QVERIFY(find<QLabel>(u"note"_s)->isVisible());
    QTest::keyClick(find<QLineEdit>(u"words"_s), Qt::Key_Return);
    answer(hits(2, 9, false));
    QVERIFY(!find<QLabel>(u"note"_s)->isVisible());
}

void tst_HistoryWindow::readsOnWhenTheEndIsInSight()
{
    auto *results = find<HistoryList>(u"results"_s);
    answer(hits(50, 200, true));
    QTRY_VERIFY(results->verticalScrollBar()->maximum() > 0);
    QCOMPARE(find<QLabel>(u"found"_s)->text(), u"THE LATEST 50"_s);
    QCOMPARE(m_history->searches.size(), 1);
    results->verticalScrollBar()->setValue(results->verticalScrollBar()->maximum());
    QCOMPARE(m_history->searches.size(), 2);
    QCOMPARE(m_history->searches.constLast().before, 151U);
    results->verticalScrollBar()->setValue(0);
    results->verticalScrollBar()->setValue(results->verticalScrollBar()->maximum());
    QCOMPARE(m_history->searches.size(), 2); // one question at a time
    results->verticalScrollBar()->setValue(0);
    answer(hits(20, 150, false));
    QCOMPARE(results->model()->rowCount(), 70);
    QCOMPARE(find<QLabel>(u"found"_s)->text(), u"FOUND  70"_s);
    QTRY_VERIFY(results->verticalScrollBar()->maximum() > 0);
    results->verticalScrollBar()->setValue(results->verticalScrollBar()->maximum());
    QCOMPARE(m_history->searches.size(), 2);
}

void tst_HistoryWindow::readsOnThroughEmptyPages()
{
    answer(hits(0, 500, true));
    QCOMPARE(m_history->searches.size(), 2);
    QCOMPARE(m_history->searches.constLast().before, 501U);
    answer(hits(0, 300, true));
    QCOMPARE(m_history->searches.size(), 3);
    answer(hits(1, 100, false));
    QCOMPARE(m_history->searches.size(), 3);
    QCOMPARE(find<HistoryList>(u"results"_s)->model()->rowCount(), 1);
}

void tst_HistoryWindow::ignoresLateAnswers()
{
    const HistoryControl::Number first = m_history->number();
    QTest::keyClick(find<QLineEdit>(u"words"_s), Qt::Key_Return);
    const HistoryControl::Number second = m_history->number();
    auto *results = find<HistoryList>(u"results"_s);
    Q_EMIT m_history->found(first, hits(5, 50, false));
    QCOMPARE(results->model()->rowCount(), 0);
    Q_EMIT m_history->found(second, hits(2, 20, false));
    QCOMPARE(results->model()->rowCount(), 2);
    Q_EMIT m_history->found(second, hits(4, 20, false)); // and no answer twice
    Q_EMIT m_history->found(0, hits(4, 20, false));
    QCOMPARE(results->model()->rowCount(), 2);

    results->setCurrentIndex(results->model()->index(0, 0));
    const HistoryControl::Number older = m_history->number();
    results->setCurrentIndex(results->model()->index(1, 0));
    Q_EMIT m_history->surroundingsRead(older, {{line(20, u"too late"_s)}, false, false});
    QCOMPARE(find<HistoryList>(u"around"_s)->model()->rowCount(), 0);
}

void tst_HistoryWindow::showsTheSurroundings()
{
    answer(hits(3, 40, false));
    auto *results = find<HistoryList>(u"results"_s);
    auto *around = find<HistoryList>(u"around"_s);
    QVERIFY(around->hint().startsWith(u"Choose a message"_s));
    QTest::mouseClick(results->viewport(), Qt::LeftButton, {}, results->visualRect(results->model()->index(1, 0)).center());
    QCOMPARE(m_history->arounds.constLast().seq, 39U);
    HistoryContext context;
    for (quint64 seq = 30; seq <= 48; ++seq)
        context.lines.append(line(seq, u"line %1"_s.arg(seq)));
    Q_EMIT m_history->surroundingsRead(m_history->number(), context);
    QCOMPARE(around->model()->rowCount(), 19);
    for (int row = 0; row < 19; ++row)
        QCOMPARE(around->model()->index(row, 0).data(HistoryLineModel::ChosenRole).toBool(), row == 9);
    QTRY_VERIFY(around->viewport()->rect().contains(around->visualRect(around->model()->index(9, 0)).center()));
    QTest::keyClick(find<QLineEdit>(u"words"_s), Qt::Key_Return);
    answer({});
    QCOMPARE(around->model()->rowCount(), 0);
}

void tst_HistoryWindow::saysThatAMessageIsGone()
{
    answer(hits(1, 40, false));
    auto *results = find<HistoryList>(u"results"_s);
    results->setCurrentIndex(results->model()->index(0, 0));
    Q_EMIT m_history->surroundingsRead(m_history->number(), {});
    QCOMPARE(find<HistoryList>(u"around"_s)->hint(), u"This message is no longer kept."_s);
}

void tst_HistoryWindow::searchesForWordsOfTheMainWindow()
{
    answer({});
    choose(2);
    m_window->search(u"caves"_s);
    QCOMPARE(find<QTabWidget>(u"historyTabs"_s)->currentIndex(), 0);
    QCOMPARE(m_history->searches.constLast().words, u"caves"_s);
    answer({});
    m_window->search(u"mill"_s);
    QCOMPARE(m_history->searches.constLast().words, u"mill"_s);
    answer({});
    const qsizetype before = m_history->searches.size();
    m_window->search({}); // only comes to the front
    QCOMPARE(m_history->searches.size(), before);
    QCOMPARE(find<QLineEdit>(u"words"_s)->text(), u"mill"_s);
    m_window->close();
    m_window->search({}); // something may have been said meanwhile
    QCOMPARE(m_history->searches.size(), before + 1);
}

void tst_HistoryWindow::marksWhatWasLookedFor()
{
    qApp->setPalette(paletteOf(lightTokens()));
    HistoryHits found;
    found.lines = {line(2, QString(900, u'x') + u" needle"_s, {{901, 6}}), line(1, u"no marks here"_s)};
    answer(found);
    auto *results = find<HistoryList>(u"results"_s);
    QTRY_VERIFY(results->visualRect(results->model()->index(1, 0)).bottom() > 0);
    const QRgb marked = mixed(lightTokens().surface, lightTokens().warn, 0.28).rgb();
    const QImage picture = results->viewport()->grab().toImage();
    const auto hasMarks = [&](int row) {
        const QRect rect = results->visualRect(results->model()->index(row, 0)) & picture.rect();
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = rect.left(); x <= rect.right(); ++x) {
                if (picture.pixel(x, y) == marked)
                    return true;
            }
        }
        return false;
    };
    QVERIFY(hasMarks(0)); // however far in it stands
    QVERIFY(!hasMarks(1));
}

void tst_HistoryWindow::showsWhoWasThere()
{
    choose(1);
    QCOMPARE(m_history->attendances.size(), 1);
    QVERIFY(!m_history->attendances.constFirst().fromMs);
    Q_EMIT m_history->attendanceTaken(m_history->number(), attendance(), {});
    auto *table = find<RecordTable>(u"attendance"_s);
    QCOMPARE(table->model()->rowCount(), 3);
    QCOMPARE(cell(u"attendance"_s, 0, AttendanceModel::Name), u"Ada"_s);
    QCOMPARE(cell(u"attendance"_s, 0, AttendanceModel::Minutes), u"60"_s);
    QCOMPARE(cell(u"attendance"_s, 1, AttendanceModel::Last), u"here now"_s);
    QCOMPARE(find<QLabel>(u"people"_s)->text(), u"3 people"_s);

    table->sortByColumn(AttendanceModel::Messages, Qt::DescendingOrder); // by number, not by text
    QCOMPARE(cell(u"attendance"_s, 0, AttendanceModel::Name), u"Bob"_s);
    QCOMPARE(cell(u"attendance"_s, 1, AttendanceModel::Name), u"Ada"_s);
    table->selectRow(1);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QStringList cells = QGuiApplication::clipboard()->text().split(u'\t');
    QCOMPARE(cells.size(), int(AttendanceModel::ColumnCount));
    QCOMPARE(cells.at(AttendanceModel::Name), u"Ada"_s);
    QCOMPARE(cells.at(AttendanceModel::Messages), u"12"_s);

    choosePeriod(table->parentWidget()->parentWidget(), PeriodPicker::Choice::Today);
    Q_EMIT m_history->attendanceTaken(m_history->number(), {}, u"disk trouble"_s);
    QVERIFY(table->hint().endsWith(u"disk trouble"_s));
    QCOMPARE(table->model()->rowCount(), 0);
}

void tst_HistoryWindow::choosesAPeriod()
{
    choose(1);
    auto *picker = find<RecordTable>(u"attendance"_s)->parentWidget()->parentWidget()->findChild<PeriodPicker *>();
    picker->choose(PeriodPicker::Choice::Today);
    QCOMPARE(m_history->attendances.constLast().fromMs, std::optional(at(0, 0)));
    QVERIFY(!m_history->attendances.constLast().toMs);
    picker->choose(PeriodPicker::Choice::LastWeek);
    QCOMPARE(m_history->attendances.constLast().fromMs, std::optional(at(0, 0, day.addDays(-6))));
    QVERIFY(!picker->findChild<QDateEdit *>(u"fromDay"_s)->isVisible());
    picker->choose(PeriodPicker::Choice::Days);
    QVERIFY(picker->findChild<QDateEdit *>(u"fromDay"_s)->isVisible());
    picker->findChild<QDateEdit *>(u"fromDay"_s)->setDate(day);
    picker->findChild<QDateEdit *>(u"toDay"_s)->setDate(day.addDays(-3)); // the wrong way round
    QCOMPARE(m_history->attendances.constLast().fromMs, std::optional(at(0, 0, day.addDays(-3))));
    QCOMPARE(m_history->attendances.constLast().toMs, std::optional(at(0, 0, day.addDays(1))));
}

void tst_HistoryWindow::ignoresAnOlderAttendance()
{
    choose(1);
    const HistoryControl::Number first = m_history->number();
    auto *table = find<RecordTable>(u"attendance"_s);
    choosePeriod(table->parentWidget()->parentWidget(), PeriodPicker::Choice::Today);
    Q_EMIT m_history->attendanceTaken(first, attendance(), {});
    QCOMPARE(table->model()->rowCount(), 0);
    QCOMPARE(table->hint(), u"Counting…"_s);
    Q_EMIT m_history->attendanceTaken(m_history->number(), {}, {});
    QCOMPARE(table->hint(), u"Nobody was here in this time."_s);
}

void tst_HistoryWindow::showsWhatTheHostDid()
{
    choose(2);
    QCOMPARE(m_history->acts.size(), 1);
    QCOMPARE(m_history->acts.constFirst().before, HistoryQuery::fromTheNewest);
    Q_EMIT m_history->actsRead(m_history->number(), acts(), false);
    QCOMPARE(find<RecordTable>(u"acts"_s)->model()->rowCount(), 4);
    QCOMPARE(cell(u"acts"_s, 0, ActModel::What), u"let back in"_s);
    QCOMPARE(cell(u"acts"_s, 0, ActModel::Whom), u"Bob"_s);
    QCOMPARE(cell(u"acts"_s, 0, ActModel::By), u"Ms Brandt"_s); // who had asked him to leave
    QCOMPARE(cell(u"acts"_s, 2, ActModel::StaysOut), u"5 minutes"_s);
    QCOMPARE(cell(u"acts"_s, 1, ActModel::Whom), u"Lena"_s);
    QCOMPARE(cell(u"acts"_s, 2, ActModel::What), u"asked to leave"_s);
    QCOMPARE(cell(u"acts"_s, 2, ActModel::By), u"Ms Brandt"_s);
    QCOMPARE(cell(u"acts"_s, 2, ActModel::Why), u"spam, again"_s);
    QCOMPARE(cell(u"acts"_s, 3, ActModel::Whom), u"Class 7b"_s);
}

void tst_HistoryWindow::filtersAllThatTheHostDid()
{
    choose(2);
    QList<Event> newer = acts();
    newer.removeFirst(); // the room's new name
    newer.removeFirst(); // Bob
    const HistoryControl::Number late = m_history->number();
    m_window->close();
    m_window->show(); // asks again
    Q_EMIT m_history->actsRead(late, acts(), false);
    auto *table = find<RecordTable>(u"acts"_s);
    QCOMPARE(table->model()->rowCount(), 0);
    Q_EMIT m_history->actsRead(m_history->number(), newer, true); // there is room for more
    QCOMPARE(m_history->acts.constLast().before, 13U);
    QCOMPARE(cell(u"acts"_s, 0, ActModel::Whom), QString());
    Q_EMIT m_history->actsRead(m_history->number(), acts().first(2), false);
    QCOMPARE(table->model()->rowCount(), 4);
    QCOMPARE(cell(u"acts"_s, 0, ActModel::Whom), u"Bob"_s); // known by now

    QTest::keyClicks(find<QLineEdit>(u"actsFilter"_s), u"AGAIN bob"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(cell(u"acts"_s, 0, ActModel::Why), u"spam, again"_s);
    QTest::keyClicks(find<QLineEdit>(u"actsFilter"_s), u" never"_s);
    QCOMPARE(table->model()->rowCount(), 0);
    QCOMPARE(table->hint(), u"Nothing has these words."_s);
}

void tst_HistoryWindow::speaksAnotherLanguage()
{
    answer(hits(3, 40, false));
    choose(1);
    Q_EMIT m_history->attendanceTaken(m_history->number(), attendance(), {});
    choose(2);
    Q_EMIT m_history->actsRead(m_history->number(), acts(), false);
    m_language->speak(u"zh_CN"_s);
    QTRY_COMPARE(find<QTabWidget>(u"historyTabs"_s)->tabText(0), u"搜索"_s);
    QCOMPARE(find<QLabel>(u"people"_s)->text(), u"3 人"_s);
    QCOMPARE(cell(u"attendance"_s, 1, AttendanceModel::Last), u"仍在房间"_s);
    QCOMPARE(cell(u"acts"_s, 2, ActModel::What), u"请其离开"_s);
    QVERIFY(m_window->windowTitle().contains(u"历史"_s));
}

/// Nothing that guests write is taken for markup.
void tst_HistoryWindow::showsMarkupAsItIs()
{
    const QString words = u"<b>x</b> & <img src=\"file:///etc/passwd\">"_s;
    HistoryHits found;
    found.lines = {line(1, words, {}, words)};
    answer(found);
    QVERIFY(find<HistoryList>(u"results"_s)->model()->index(0, 0).data().toString().contains(words));
    choose(1);
    Attendance there;
    there.people = {{UserId{1}, words, at(9, 0), at(9, 1), false, 1, {{at(9, 0), at(9, 1)}}}};
    Q_EMIT m_history->attendanceTaken(m_history->number(), there, {});
    choose(2);
    const CoolingOff cooling{CoolingId{7}, words, {}, words, 0, {}};
    Q_EMIT m_history->actsRead(m_history->number(), {{1, at(9, 1), Audience::everyone(), Kicked{UserId{3}, words, cooling}}}, false);
    for (const QString &table : {u"attendance"_s, u"acts"_s}) {
        const QAbstractItemModel *model = find<RecordTable>(table)->model();
        int places = 0;
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(0, column);
            places += index.data().toString() == words ? 1 : 0;
            const QString tip = index.data(Qt::ToolTipRole).toString();
            QVERIFY2(!tip.contains(u"<b>"_s) && !tip.contains(u"<img"_s), qPrintable(tip));
        }
        QVERIFY(places >= 1);
    }
    for (const QLabel *label : m_window->findChildren<QLabel *>())
        QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
}

void tst_HistoryWindow::saysThatNothingIsKept()
{
    const QString sentence = u"Nothing is kept, so there is nothing to be found here. In the settings you choose what is kept."_s;
    m_window->setKeeping({Keeping::Mode::Nothing, 0});
    answer({});
    QCOMPARE(find<HistoryList>(u"results"_s)->hint(), sentence);
    choose(1);
    Q_EMIT m_history->attendanceTaken(m_history->number(), {}, {});
    QCOMPARE(find<RecordTable>(u"attendance"_s)->hint(), sentence);
    choose(2);
    Q_EMIT m_history->actsRead(m_history->number(), {}, false);
    QCOMPARE(find<RecordTable>(u"acts"_s)->hint(), sentence);
    m_window->setKeeping({});
    QVERIFY(find<RecordTable>(u"acts"_s)->hint() != sentence);
}

void tst_HistoryWindow::looks_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const bool dark : {false, true}) {
        for (const char *language : {"en", "zh_CN"}) {
            for (const QSize &size : {QSize(720, 440), QSize(1000, 680)})
                QTest::addRow("%s-%s-%d", dark ? "dark" : "light", language, size.width())
                    << dark << QString::fromLatin1(language) << size;
        }
    }
}

/// Nothing is cut off. With FOYER_SHOTS naming a folder the pictures are kept there to be looked at.
void tst_HistoryWindow::looks()
{
    QFETCH(bool, dark);
    QFETCH(QString, language);
    QFETCH(QSize, size);
    m_language->speak(language);
    Theme theme(*qApp);
    theme.wear(dark ? darkTokens() : lightTokens());
    m_window->resize(size);
    const QString row = QString::fromLatin1(QTest::currentDataTag());
    const auto look = [&](QWidget *window, const QString &name) {
        QVERIFY2(becomesStill(*window), qPrintable(name));
        if (const QString folder = qEnvironmentVariable("FOYER_SHOTS"); !folder.isEmpty())
            QVERIFY(window->grab().save(folder + u"/history-"_s + row + u'-' + name + u".png"_s));
        for (QLabel *label : window->findChildren<QLabel *>()) {
            if (!label->isVisibleTo(window) || label->wordWrap() || label->text().isEmpty())
                continue;
            QVERIFY2(label->width() >= label->fontMetrics().horizontalAdvance(label->text()), qPrintable(name + u": "_s + label->text()));
        }
        for (QAbstractButton *button : window->findChildren<QAbstractButton *>()) {
            if (button->isVisibleTo(window) && !button->text().isEmpty())
                QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(name + u": "_s + button->text()));
        }
    };
    find<QLineEdit>(u"words"_s)->setText(u"mill"_s);
    m_window->findChild<HistorySearchPage *>()->findChild<PeriodPicker *>()->chooseDays(day.addDays(-30), day);
    HistoryHits found;
    found.lines = {line(40, u"<b>I vote for the mill</b>"_s, {{18, 4}}), line(39, u"the mill is closed on Mondays"_s, {{4, 4}}, u"Sam"_s),
                   line(30, u"I have found three places that we could reach by train in less than an hour, and all of them have "
                            "something to see when it rains:\n1. the old mill\n2. the museum\n3. the caves"_s, {{144, 4}},
                        u"Maximiliane von Hohenfels"_s),
                   line(12, u"老师,磨坊 mill 远吗?"_s, {{6, 4}}, u"小明"_s)};
    found.lines.last().atMs = at(9, 12, day.addDays(-40));
    found.complete = false;
    answer(found);
    auto *results = find<HistoryList>(u"results"_s);
    results->setCurrentIndex(results->model()->index(1, 0));
    HistoryContext context;
    for (quint64 seq = 34; seq <= 44; ++seq)
        context.lines.append(seq == 39 ? found.lines.at(1) : line(seq, u"and what do we do when it rains? %1"_s.arg(seq), {}, u"Person %1"_s.arg(seq % 5)));
    Q_EMIT m_history->surroundingsRead(m_history->number(), context);
    look(m_window.get(), u"search"_s);
    QTest::keyClick(find<QLineEdit>(u"words"_s), Qt::Key_Return);
    answer({});
    look(m_window.get(), u"nothing"_s);
    choose(1);
    Q_EMIT m_history->attendanceTaken(m_history->number(), attendance(), {});
    look(m_window.get(), u"attendance"_s);
    choose(2);
    Q_EMIT m_history->actsRead(m_history->number(), acts(), false);
    look(m_window.get(), u"acts"_s);
    ExportDialog *dialog = openExport();
    dialog->findChild<QLineEdit *>(u"file"_s)->setText(u"/home/ada/Documents/foyer-2026-11-25.html"_s);
    dialog->findChild<PeriodPicker *>()->chooseDays(day.addDays(-30), day);
    look(dialog, u"export"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"beginExport"_s), Qt::LeftButton);
    Q_EMIT m_history->exportProgressed(40, 100);
    look(dialog, u"export-writing"_s);
    Q_EMIT m_history->exportEnded({m_history->files.constFirst(), {}, {1234, 1000, 0}});
    look(dialog, u"export-done"_s);
}

QTEST_MAIN(tst_HistoryWindow)
#include "tst_historywindow.moc"
