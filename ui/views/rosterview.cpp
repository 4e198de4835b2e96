// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rosterview.h"

#include "ui/models/rostermodel.h"
#include "ui/models/rosterorder.h"
#include "ui/views/emptyhint.h"
#include "ui/views/menuplace.h"
#include "ui/views/rosterdelegate.h"

#include <QActionGroup>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

/// Below this many px the columns would cut each other short.
constexpr int wideEnough = 560;

} // namespace

RosterView::RosterView(RosterModel &roster, QWidget *parent)
    : QTableView(parent)
    , m_order(new RosterOrder(this))
    , m_delegate(new RosterDelegate(this))
{
    m_order->setSourceModel(&roster);
    setModel(m_order);
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setSortingEnabled(true);
    sortByColumn(RosterModel::Name, Qt::AscendingOrder);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(40);
    fit();
}

void RosterView::setHint(const QString &hint)
{
    m_hint = hint;
    viewport()->update();
}

void RosterView::setForHost(bool forHost)
{
    m_forHost = forHost;
    fit();
}

UserId RosterView::currentUser() const
{
    return UserId{currentIndex().data(RosterModel::UserRole).toULongLong()};
}

void RosterView::fit()
{
    const bool wide = width() >= wideEnough;
    m_delegate->setTwoLines(!wide, m_forHost);
    verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight());
    for (const int column : {RosterModel::RoleColumn, RosterModel::Connected, RosterModel::Since})
        setColumnHidden(column, !wide);
    setColumnHidden(RosterModel::Address, !wide || !m_forHost);
    setColumnHidden(RosterModel::Messages, !wide || !m_forHost);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(RosterModel::Name, QHeaderView::Stretch);
    for (int column = RosterModel::Name + 1; column < RosterModel::ColumnCount; ++column)
        horizontalHeader()->resizeSection(column, widthOf(column));
    horizontalHeader()->setVisible(wide);
}

/// By what may stand in it: to ask every row each time somebody says a word would take longer than all the rest.
int RosterView::widthOf(int column) const
{
    const QFontMetrics metrics(font());
    int widest = horizontalHeader()->sectionSizeHint(column);
    for (const QString &text : RosterModel::usualCells(column))
        widest = std::max(widest, metrics.horizontalAdvance(text) + 20);
    return widest;
}

void RosterView::dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    QTableView::dataChanged(first, last, roles);
    viewport()->update(); // in narrow places the name's cell shows the others too
}

/// Qt would choose whoever stands next, and the next Delete would be about them.
void RosterView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const int row = currentIndex().row();
    if (row >= first && row <= last)
        selectionModel()->clear();
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void RosterView::addSorting(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    for (int column = 0; column < RosterModel::ColumnCount; ++column) {
        if (!m_forHost && (column == RosterModel::Address || column == RosterModel::Messages))
            continue;
        QAction *action = menu->addAction(m_order->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(m_order->sortColumn() == column);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, column] {
            sortByColumn(column, column == RosterModel::Messages ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
    }
}

void RosterView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    paintEmptyHint(*this, m_hint);
}

void RosterView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if ((width() >= wideEnough) == isColumnHidden(RosterModel::Since))
        fit();
}

void RosterView::keyPressEvent(QKeyEvent *event)
{
    // With the focus Qt makes the first row the current one, which nobody has chosen.
    if (selectionModel()->isSelected(currentIndex())) {
        if (event->matches(QKeySequence::Copy)) {
            QGuiApplication::clipboard()->setText(currentIndex().data(RosterModel::NameRole).toString());
            event->accept();
            return;
        }
        if (event->matches(QKeySequence::Delete)) {
            Q_EMIT removeWanted(currentUser());
            event->accept();
            return;
        }
    }
    QTableView::keyPressEvent(event);
}

void RosterView::contextMenuEvent(QContextMenuEvent *event)
{
    const MenuPlace place = MenuPlace::of(*event, *this);
    if (!place.index.isValid())
        return;
    Q_EMIT menuWanted(place.index, place.at);
    event->accept();
}

void RosterView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_order->retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        fit();
    QTableView::changeEvent(event);
}

} // namespace foyer
