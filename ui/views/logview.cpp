// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/logview.h"

#include "ui/models/livelogmodel.h"
#include "ui/views/emptyhint.h"
#include "ui/views/logdelegate.h"
#include "ui/views/logfilter.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

LogView::LogView(LiveLogModel &log, QWidget *parent)
    : QListView(parent)
    , m_delegate(new LogDelegate(this))
    , m_filter(new LogFilter(this))
{
    m_filter->setSourceModel(&log);
    setModel(m_filter);
    setItemDelegate(m_delegate);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers);
    verticalScrollBar()->setSingleStep(24);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::noteScroll);
    connect(&log, &QAbstractItemModel::modelReset, this, [this] {
        m_delegate->forgetHeights();
        goToEnd();
    });
}

void LogView::setHint(const QString &hint)
{
    m_hint = hint;
    viewport()->update();
}

void LogView::setFilter(const QString &word)
{
    m_filter->setWord(word);
    goToEnd();
}

void LogView::goToEnd()
{
    m_place = QPersistentModelIndex();
    const bool was = m_atEnd;
    m_atEnd = true;
    scheduleDelayedItemsLayout();
    if (!was)
        Q_EMIT atEndChanged(true);
}

QString LogView::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    lines.reserve(rows.size());
    for (const QModelIndex &row : rows)
        lines.append(row.data(Qt::DisplayRole).toString());
    return lines.join(u'\n');
}

void LogView::copySelection() const
{
    if (const QString text = selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void LogView::doItemsLayout()
{
    m_restoring = true;
    QListView::doItemsLayout();
    restorePlace();
    m_restoring = false;
}

void LogView::restorePlace()
{
    if (m_atEnd) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        return;
    }
    if (!m_place.isValid())
        return;
    const int top = visualRect(m_place).top();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + top - m_placeOffset);
}

void LogView::noteScroll()
{
    if (m_restoring)
        return;
    const bool was = m_atEnd;
    m_atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
    rememberPlace();
    if (m_atEnd != was)
        Q_EMIT atEndChanged(m_atEnd);
    if (verticalScrollBar()->value() <= viewport()->height() / 2 && !m_atEnd)
        Q_EMIT reachedBeginning();
}

void LogView::rememberPlace()
{
    const QModelIndex top = indexAt({viewport()->width() / 2, 0});
    m_place = top;
    m_placeOffset = top.isValid() ? visualRect(top).top() : 0;
}

void LogView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    paintEmptyHint(*this, m_filter->isFiltering() ? tr("Nothing here has that word in it.") : m_hint);
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout(); // QListView itself waits 100 ms, and shows the old heights meanwhile
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    if (event->matches(QKeySequence::Delete) && currentIndex().isValid()) {
        Q_EMIT removeWanted(currentIndex());
        event->accept();
        return;
    }
    QListView::keyPressEvent(event);
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    const QPoint at = byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    Q_EMIT menuWanted(index, at);
    event->accept();
}

void LogView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange) {
        m_delegate->forgetHeights();
        scheduleDelayedItemsLayout();
    }
    QListView::changeEvent(event);
}

} // namespace foyer
