// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historylist.h"

#include "ui/history/historylinemodel.h"
#include "ui/lineicon.h"
#include "ui/views/emptyhint.h"
#include "ui/views/menuplace.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

HistoryList::HistoryList(HistoryLineModel &lines, const Clock &clock, HistoryLineDelegate::Extent extent, QWidget *parent)
    : QListView(parent)
    , m_delegate(new HistoryLineDelegate(lines, clock, extent, this))
{
    setItemDelegate(m_delegate);
    setModel(&lines);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers);
    verticalScrollBar()->setSingleStep(24);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &HistoryList::lookForTheEnd);
}

void HistoryList::setHint(const QString &hint)
{
    m_hint = hint;
    viewport()->update();
}

void HistoryList::measureAnew()
{
    m_delegate->forgetHeights();
}

void HistoryList::reset()
{
    m_isLaidOut = false;
    QListView::reset();
}

void HistoryList::rowsInserted(const QModelIndex &parent, int first, int last)
{
    m_isLaidOut = false;
    QListView::rowsInserted(parent, first, last);
}

void HistoryList::doItemsLayout()
{
    QListView::doItemsLayout();
    m_isLaidOut = true;
    lookForTheEnd();
}

void HistoryList::lookForTheEnd()
{
    const QScrollBar *bar = verticalScrollBar();
    if (m_isLaidOut && bar->value() >= bar->maximum() - viewport()->height())
        Q_EMIT endInSight();
}

void HistoryList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT chosen(current.data(HistoryLineModel::SeqRole).toULongLong());
}

void HistoryList::copySelection() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : rows)
        lines.append(row.data().toString());
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void HistoryList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    paintEmptyHint(*this, m_hint);
}

void HistoryList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    QListView::keyPressEvent(event);
}

void HistoryList::contextMenuEvent(QContextMenuEvent *event)
{
    const MenuPlace place = MenuPlace::of(*event, *this);
    if (!place.index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(lineIcon(u"copy"_s), tr("Copy"), this, &HistoryList::copySelection);
    menu->popup(place.at);
    event->accept();
}

void HistoryList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_delegate->forgetHeights();
    if (event->type() == QEvent::LanguageChange)
        viewport()->update();
    QListView::changeEvent(event);
}

} // namespace foyer
