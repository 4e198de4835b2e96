// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservercontrol.h"
#include "ui/models/rostermodel.h"
#include "ui/views/rosterview.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

class Paintings final : public QObject
{
public:
    int count = 0;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

/// The table of people while things change in it.
class tst_RosterView final : public QObject
{
    Q_OBJECT

private:
    void show(RosterView &view, RosterModel &roster, int width)
    {
        roster.fold({scene::joined(1, u"Ada"_s, 1, Role::Guest, ConnectionKind::Browser, u"192.168.100.200"_s),
                     scene::joined(2, u"Bob"_s, 2, Role::Operator, ConnectionKind::TextClient, u"10.0.0.1"_s)});
        view.resize(width, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }

private Q_SLOTS:
    /// Whoever has left, the next Delete is not about the person who stood below them.
    void nobodyTakesTheChosenOnesPlace()
    {
        RosterModel roster;
        RosterView view(roster);
        show(view, roster, 300);
        roster.fold({scene::joined(3, u"Cem"_s, 3), scene::joined(4, u"Dan"_s, 4)});
        view.setFocus();
        const QModelIndexList cems = view.model()->match(view.model()->index(0, 0), Qt::DisplayRole, u"Cem"_s);
        QCOMPARE(cems.size(), 1);
        view.setCurrentIndex(cems.constFirst());
        QSignalSpy removeWanted(&view, &RosterView::removeWanted);
        roster.fold({scene::left(1, u"Ada"_s, 5, LeaveReason::Left)}); // somebody else
        QCOMPARE(view.currentUser(), UserId{3});
        roster.fold({scene::left(3, u"Cem"_s, 6, LeaveReason::Kicked)});
        QVERIFY(view.selectionModel()->selectedIndexes().isEmpty());
        QTest::keyClick(&view, Qt::Key_Delete);
        QCOMPARE(removeWanted.size(), 0);
        // Nor is it about the first one, whom Qt makes current when the dialog gives the focus back.
        view.clearFocus();
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Delete);
        QCOMPARE(removeWanted.size(), 0);
        view.selectRow(0);
        QTest::keyClick(&view, Qt::Key_Delete);
        QCOMPARE(removeWanted.size(), 1);
    }

    /// Who asks every row how wide it is does so whenever anybody says a word, and moves the columns under the reader's eyes.
    void columnsStayAsWideAsTheyAre()
    {
        RosterModel roster;
        RosterView view(roster);
        show(view, roster, 900);
        const auto widths = [&] {
            QList<int> all;
            for (int column = 0; column < RosterModel::ColumnCount; ++column)
                all.append(view.columnWidth(column));
            return all;
        };
        const QList<int> before = widths();
        roster.fold({scene::joined(3, u"Eve"_s, 3, Role::Guest, ConnectionKind::Browser, u"2001:db8:1234:5678:9abc:def0:1234:5678"_s),
                     scene::said(1, u"Ada"_s, u"hello"_s)});
        QCoreApplication::processEvents();
        QCOMPARE(widths(), before);
    }

    void columnsHoldWhatIsUsual()
    {
        RosterModel roster;
        RosterView view(roster);
        show(view, roster, 900);
        for (int column = RosterModel::Name + 1; column < RosterModel::ColumnCount; ++column) {
            QVERIFY(!view.isColumnHidden(column));
            for (int row = 0; row < view.model()->rowCount(); ++row) {
                const QString text = view.model()->index(row, column).data().toString();
                QVERIFY2(view.columnWidth(column) >= view.fontMetrics().horizontalAdvance(text) + 16, qPrintable(text));
            }
        }
    }

    /// In narrow places the count stands in the name's cell, whose own data has not changed.
    void whatIsSaidIsCountedInNarrowPlacesToo()
    {
        RosterModel roster;
        RosterView view(roster);
        show(view, roster, 240);
        QVERIFY(view.isColumnHidden(RosterModel::Messages));
        QCoreApplication::processEvents();
        Paintings paintings;
        view.viewport()->installEventFilter(&paintings);
        roster.fold({scene::said(1, u"Ada"_s, u"hello"_s)});
        QTRY_VERIFY(paintings.count > 0);
    }
};

QTEST_MAIN(tst_RosterView)
#include "tst_rosterview.moc"
