// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservercontrol.h"
#include "tests/support/handmovedclock.h"
#include "ui/models/livelogmodel.h"
#include "ui/views/logview.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

/// Reading in a log while more is said: where the lines stand, and that a click hits what is seen.
class tst_LogView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<LiveLogModel>(m_clock);
        m_model->setCapacity(400);
        m_view = std::make_unique<LogView>(*m_model);
        m_view->resize(500, 400);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_said = 0;
        say(300);
        QTRY_VERIFY(bar().maximum() > 0);
        QTRY_COMPARE(bar().value(), bar().maximum());
        QTRY_VERIFY(bar().isVisible()); // it takes its place from the lines a moment later
    }

    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void showsTheEnd()
    {
        const QModelIndex last = m_view->model()->index(m_view->model()->rowCount() - 1, 0);
        QCOMPARE(m_view->visualRect(last).bottom(), m_view->viewport()->height() - 1);
        say(20);
        QTRY_COMPARE(bottomLine(), u"said 320"_s);
    }

    /// To measure all of a long log with every word that is said is what made the window stall.
    void onlyLinesInViewAreMeasured()
    {
        const QModelIndex early = m_view->model()->index(6, 0); // of many words
        const int guessed = m_view->visualRect(early).height();
        m_view->scrollTo(early);
        QVERIFY(m_view->visualRect(early).height() > guessed);
    }

    void linesStandOneBelowTheOther()
    {
        for (const double share : {0.0, 0.3, 0.7, 1.0}) {
            bar().setValue(int(bar().maximum() * share));
            int bottom = 0;
            int lines = 0;
            for (int y = 0; y < m_view->viewport()->height();) {
                const QModelIndex index = m_view->indexAt({100, y});
                QVERIFY(index.isValid());
                const QRect rect = m_view->visualRect(index);
                QVERIFY(rect.contains(100, y));
                QVERIFY(lines == 0 || rect.top() == bottom);
                bottom = rect.top() + rect.height();
                y = bottom;
                ++lines;
            }
            QVERIFY(lines > 5);
        }
    }

    /// However high the lines are that come into view: what is seen moves by as much as the wheel says.
    void scrollsByWhatIsAsked()
    {
        for (int i = 0; i < 60; ++i) {
            const QModelIndex seen = m_view->indexAt({100, 100});
            const int before = m_view->visualRect(seen).top();
            bar().setValue(bar().value() - 30);
            QCOMPARE(m_view->visualRect(seen).top(), before + 30);
        }
    }

    void whatIsReadStaysWhereItIs()
    {
        bar().setValue(bar().maximum() / 2);
        QVERIFY(!m_view->isAtEnd());
        const QPersistentModelIndex seen = m_view->indexAt({100, 150});
        const QRect before = m_view->visualRect(seen);
        say(30); // below
        QCoreApplication::processEvents();
        QCOMPARE(m_view->visualRect(seen), before);
        say(100); // so many that the oldest go
        QCoreApplication::processEvents();
        QVERIFY(seen.row() < 300);
        QCOMPARE(m_view->visualRect(seen), before);
        m_model->setCapacity(600);
        m_model->prepend({older(u"long ago\nand in\nthree lines"_s), older(u"long ago"_s)});
        QCoreApplication::processEvents();
        QCOMPARE(m_view->visualRect(seen), before);
    }

    void whatIsReadStaysWhenTheWindowChanges()
    {
        bar().setValue(bar().maximum() / 2);
        const QPersistentModelIndex top = m_view->indexAt({100, 0});
        const int y = m_view->visualRect(top).top();
        for (const int width : {900, 300, 500}) {
            m_view->resize(width, 400);
            QCoreApplication::processEvents();
            QCOMPARE(m_view->indexAt({100, 0}), QModelIndex(top));
            QCOMPARE(m_view->visualRect(top).top(), y);
        }
    }

    void whatIsReadMayEnd()
    {
        bar().setValue(bar().maximum() / 3);
        say(400);
        QCoreApplication::processEvents();
        QVERIFY(!m_view->isAtEnd());
        QVERIFY(m_view->indexAt({100, 10}).isValid());
        QCOMPARE(bar().value(), 0); // the oldest that are left
    }

    /// The line that was clicked goes when the log is full: its successor is current then, which is far above what is seen.
    void aClickedLineGoesWithoutAJump_data()
    {
        QTest::addColumn<double>("share");
        QTest::newRow("while something is read") << 0.7;
        QTest::newRow("while the end is followed") << 1.0;
    }

    void aClickedLineGoesWithoutAJump()
    {
        QFETCH(double, share);
        bar().setValue(bar().maximum() / 6);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(m_view->indexAt({100, 200})).center());
        const QPersistentModelIndex clicked = m_view->currentIndex();
        QVERIFY(clicked.isValid());
        bar().setValue(int(bar().maximum() * share));
        const QPersistentModelIndex seen = m_view->indexAt({100, 200});
        const QRect before = m_view->visualRect(seen);
        say(180);
        QCoreApplication::processEvents();
        QVERIFY(!clicked.isValid());
        if (share < 1)
            QCOMPARE(m_view->visualRect(seen), before);
        else
            QCOMPARE(bottomLine(), u"said %1"_s.arg(m_said));
        QCOMPARE(m_view->isAtEnd(), share == 1.0);
    }

    void aClickHitsWhatIsSeen()
    {
        bar().setValue(bar().maximum() / 2);
        const QModelIndex seen = m_view->indexAt({100, 200});
        const QPoint at = m_view->visualRect(seen).center();
        say(200); // not laid out yet, and the oldest are gone
        const QString words = m_view->indexAt(at).data(LiveLogModel::WordsRole).toString();
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(m_view->currentIndex().data(LiveLogModel::WordsRole).toString(), words);
        QCOMPARE(m_view->visualRect(m_view->currentIndex()).contains(at), true);
    }

    void filterKeepsWhatIsSelected()
    {
        m_view->setCurrentIndex(m_view->model()->index(m_view->model()->rowCount() - 1, 0));
        QCOMPARE(m_view->selectedText().right(8), u"said 300"_s);
        m_view->setFilter(u"300"_s);
        QCOMPARE(m_view->model()->rowCount(), 1);
        QCOMPARE(m_view->selectedText().right(8), u"said 300"_s);
        say(1);
        QCOMPARE(m_view->model()->rowCount(), 1);
        m_view->setFilter({});
        QTRY_COMPARE(bottomLine(), u"said 301"_s);
        QCOMPARE(m_view->selectedText().right(8), u"said 300"_s);
    }

    void filterTellsOfOneChange()
    {
        QSignalSpy removed(m_view->model(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(m_view->model(), &QAbstractItemModel::layoutChanged);
        m_view->setFilter(u"7"_s);
        QCOMPARE(removed.size(), 0);
        QCOMPARE(changed.size(), 1);
    }

    void keysMoveThroughTheLines()
    {
        m_view->setFocus();
        m_view->setCurrentIndex(m_view->model()->index(m_view->model()->rowCount() - 1, 0));
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(m_view->currentIndex().row(), m_view->model()->rowCount() - 2);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QCOMPARE(m_view->currentIndex().row(), 0);
        QCOMPARE(m_view->visualRect(m_view->currentIndex()).top(), 0);
        QVERIFY(!m_view->isAtEnd());
        QTest::keyClick(m_view.get(), Qt::Key_PageDown);
        QVERIFY(m_view->currentIndex().row() > 3);
        QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex())));
        QTest::keyClick(m_view.get(), Qt::Key_PageUp);
        QCOMPARE(m_view->currentIndex().row(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_view->selectionModel()->selectedRows().size(), 3);
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QTRY_VERIFY(m_view->isAtEnd());
        QCOMPARE(m_view->currentIndex().row(), m_view->model()->rowCount() - 1);
    }

    void draggingSelectsWhatLiesBetween()
    {
        const QModelIndex from = m_view->indexAt({100, 100});
        const QModelIndex to = m_view->indexAt({100, 300});
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(from).center());
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, m_view->visualRect(to).center());
        QCOMPARE(m_view->selectionModel()->selectedRows().size(), to.row() - from.row() + 1);
    }

    void fewLinesStandAtTheTop()
    {
        m_model->reset({});
        QTRY_COMPARE(bar().maximum(), 0);
        QVERIFY(!m_view->indexAt({100, 10}).isValid());
        say(1);
        QTRY_VERIFY(m_view->indexAt({100, 10}).isValid());
        QCOMPARE(m_view->visualRect(m_view->model()->index(0, 0)).top(), 0);
        QVERIFY(!m_view->indexAt({100, 300}).isValid());
    }

private:
    [[nodiscard]] QScrollBar &bar() { return *m_view->verticalScrollBar(); }
    [[nodiscard]] QString bottomLine()
    {
        const QString words = m_view->indexAt({100, m_view->viewport()->height() - 1}).data(LiveLogModel::WordsRole).toString();
        return words.mid(words.lastIndexOf("said "_L1));
    }
    [[nodiscard]] static Event older(const QString &text) { return {1, 1, Audience::everyone(), Said{UserId{1}, u"Ada"_s, Role::Guest, text, {}}}; }
    /// Every fifth is long, every seventh has lines.
    void say(int count)
    {
        QList<Event> events;
        for (int i = 0; i < count; ++i) {
            ++m_said;
            const QString more = m_said % 5 == 1 ? u"many words "_s.repeated(1 + m_said % 40)
                : m_said % 7 == 1               ? u"one\ntwo\nthree\n"_s
                                                : QString();
            events.append(scene::said(quint64(1 + m_said % 9), u"Ada"_s, QString(more + u"said %1"_s.arg(m_said))));
        }
        m_model->append(events);
    }

    HandMovedClock m_clock;
    std::unique_ptr<LiveLogModel> m_model;
    std::unique_ptr<LogView> m_view;
    int m_said = 0;
};

QTEST_MAIN(tst_LogView)
#include "tst_logview.moc"
