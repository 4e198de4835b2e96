// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/logview.h"

#include "ui/models/livelogmodel.h"
#include "ui/views/emptyhint.h"
#include "ui/views/logdelegate.h"
#include "ui/views/logfilter.h"
#include "ui/views/menuplace.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace foyer {

LogView::LogView(LiveLogModel &log, QWidget *parent)
    : QListView(parent)
    , m_delegate(new LogDelegate(this))
    , m_filter(new LogFilter(log, this))
{
    setItemDelegate(m_delegate);
    setModel(m_filter);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers);
    verticalScrollBar()->setSingleStep(24);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::noteScroll);
    connect(&log, &QAbstractItemModel::modelReset, this, &LogView::goToEnd);
}

void LogView::setHint(const QString &hint)
{
    m_hint = hint;
    viewport()->update();
}

void LogView::setFilter(const QString &word)
{
    m_filter->setWord(word);
    measureAnew();
    goToEnd();
}

void LogView::goToEnd()
{
    const bool was = m_atEnd;
    m_atEnd = true;
    unsettle();
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

// ---- Where the lines stand

void LogView::reset()
{
    QAbstractItemView::reset();
    measureAnew();
}

void LogView::doItemsLayout()
{
    if (m_rows.count() != model()->rowCount()) // the filter has changed
        measureAnew();
    QAbstractItemView::doItemsLayout();
}

void LogView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    settle();
}

void LogView::measureAnew()
{
    m_rows.reset(model()->rowCount(), m_delegate->leastHeight(font()));
    unsettle();
}

void LogView::unsettle()
{
    m_settled = false;
    scheduleDelayedItemsLayout();
}

/// Qt asks const functions before the delayed layout has run, as it does with its own views.
void LogView::settled() const
{
    if (!m_settled)
        settle();
}

int LogView::measured(int row) const
{
    if (!m_rows.isMeasured(row)) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        m_rows.measured(row, m_delegate->sizeHint(option, model()->index(row, 0)).height());
    }
    return m_rows.height(row);
}

void LogView::standAt(int row, int y) const
{
    m_place = model()->index(row, 0);
    m_placeY = y;
}

int LogView::placeRow() const
{
    return m_place.isValid() ? m_place.row() : 0;
}

void LogView::settle() const
{
    if (m_settling || m_rows.count() != model()->rowCount())
        return;
    m_settling = true;
    m_settled = true;
    const int height = viewport()->height();
    const int count = m_rows.count();
    bool atEnd = m_atEnd;
    int row = placeRow();
    int y = m_place.isValid() ? m_placeY : 0;
    if (!atEnd && count > 0) {
        for (y = std::min(y, height - 1); row > 0 && y > 0; y -= measured(row))
            --row;
        y = std::min(y, 0);
        for (; row < count - 1 && y + measured(row) <= 0; ++row)
            y += m_rows.height(row);
        int below = row;
        for (int bottom = y; bottom < height && !atEnd; ++below) {
            atEnd = below == count; // there is less below than the view could show
            bottom += atEnd ? 0 : measured(below);
        }
    }
    if (atEnd) {
        for (row = count, y = height; row > 0 && y > 0; y -= m_rows.height(row))
            measured(--row);
        y = row == 0 ? std::min(y, 0) : y;
    }
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(height);
    bar->setRange(0, std::max(0, m_rows.top(count) - height));
    if (count > 0) {
        standAt(row, y);
        bar->setValue(m_rows.top(row) - y);
    }
    m_value = bar->value();
    m_settling = false;
}

bool LogView::atEndOfBar() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
}

void LogView::noteEnd(bool was)
{
    m_atEnd = atEndOfBar();
    if (m_atEnd != was)
        Q_EMIT atEndChanged(m_atEnd);
}

void LogView::noteScroll()
{
    if (m_settling)
        return;
    const int value = verticalScrollBar()->value();
    const bool was = m_atEnd;
    m_atEnd = atEndOfBar();
    // By a little: from what is in view, whatever the lines that come into view measure. By much: to where that is.
    if (const int by = value - m_value; std::abs(by) <= viewport()->height() && m_place.isValid())
        m_placeY -= by;
    else if (const int row = m_rows.rowAt(value); row >= 0)
        standAt(row, m_rows.top(row) - value);
    settle();
    noteEnd(was);
    if (verticalScrollBar()->value() <= viewport()->height() / 2 && !m_atEnd)
        Q_EMIT reachedBeginning();
}

void LogView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    m_rows.insert(first, last - first + 1);
    QAbstractItemView::rowsInserted(parent, first, last);
    unsettle();
}

void LogView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    m_rows.remove(first, last - first + 1);
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
    unsettle();
}

void LogView::dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    QAbstractItemView::dataChanged(first, last, roles);
    m_rows.forget(first.row(), last.row());
    unsettle();
}

QRect LogView::visualRect(const QModelIndex &index) const
{
    settled();
    if (!index.isValid() || index.row() >= m_rows.count())
        return {};
    const int row = index.row();
    return {0, m_rows.top(row) - verticalOffset(), viewport()->width(), m_rows.height(row)};
}

QModelIndex LogView::indexAt(const QPoint &point) const
{
    settled();
    const int y = point.y() + verticalOffset();
    if (y < 0 || y >= m_rows.top(m_rows.count()))
        return {};
    return model()->index(m_rows.rowAt(y), 0);
}

int LogView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void LogView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    // While lines go, the one that was last clicked may be among them: its successor becomes the current one, and nobody has gone there.
    if (!index.isValid() || m_rows.count() != model()->rowCount())
        return;
    settled();
    const int height = viewport()->height();
    const int own = measured(index.row());
    const int top = m_rows.top(index.row()) - verticalOffset();
    int y = top;
    if (hint == PositionAtTop || (hint == EnsureVisible && (top < 0 || own > height)))
        y = 0;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && top + own > height))
        y = height - own;
    else if (hint == PositionAtCenter)
        y = (height - own) / 2;
    if (y == top)
        return;
    standAt(index.row(), y);
    const bool was = m_atEnd;
    m_atEnd = false;
    settle();
    noteEnd(was);
    viewport()->update();
}

void LogView::scrollContentsBy(int, int)
{
    viewport()->update();
}

QModelIndex LogView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = m_rows.count();
    if (count == 0)
        return {};
    settled();
    const int row = currentIndex().row();
    const int page = viewport()->height();
    switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft:
        return model()->index(row < 0 ? count - 1 : std::max(row - 1, 0), 0);
    case MoveDown:
    case MoveNext:
    case MoveRight:
        return model()->index(std::min(row + 1, count - 1), 0);
    case MoveHome:
        return model()->index(0, 0);
    case MoveEnd:
        return model()->index(count - 1, 0);
    case MovePageUp:
        return model()->index(std::max(0, std::min(row - 1, m_rows.rowAt(m_rows.top(std::max(row, 0)) - page))), 0);
    case MovePageDown:
        return model()->index(std::min(count - 1, std::max(row + 1, m_rows.rowAt(m_rows.top(std::max(row, 0)) + page))), 0);
    }
    return {};
}

void LogView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    settled();
    QItemSelection selection;
    const int from = rect.normalized().top() + verticalOffset();
    const int to = rect.normalized().bottom() + verticalOffset();
    if (m_rows.count() > 0 && to >= 0 && from < m_rows.top(m_rows.count()))
        selection.select(model()->index(m_rows.rowAt(from), 0), model()->index(m_rows.rowAt(to), 0));
    selectionModel()->select(selection, command);
}

QRegion LogView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const QRect rect = visualRect(range.topLeft()).united(visualRect(range.bottomRight()));
        region += rect.intersected(viewport()->rect());
    }
    return region;
}

// ---- What is seen and done

void LogView::paintEvent(QPaintEvent *event)
{
    settled();
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QModelIndex current = currentIndex();
    const QModelIndex hovered =
        viewport()->underMouse() ? indexAt(viewport()->mapFromGlobal(QCursor::pos())) : QModelIndex();
    const QStyle::State state = option.state & ~(QStyle::State_HasFocus | QStyle::State_MouseOver);
    for (int row = m_rows.rowAt(verticalOffset()); row >= 0 && row < m_rows.count(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        option.rect = visualRect(index);
        if (option.rect.top() >= viewport()->height())
            break;
        if (!event->region().intersects(option.rect))
            continue;
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, index == current && hasFocus());
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        m_delegate->paint(&painter, option, index);
    }
    painter.end();
    paintEmptyHint(*this, m_filter->isFiltering() ? tr("Nothing here has that word in it.") : m_hint);
}

void LogView::resizeEvent(QResizeEvent *event)
{
    if (event->size().width() != event->oldSize().width())
        m_rows.forget(0, m_rows.count() - 1);
    m_settled = false;
    QAbstractItemView::resizeEvent(event);
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
    const MenuPlace place = MenuPlace::of(*event, *this);
    if (!place.index.isValid())
        return;
    Q_EMIT menuWanted(place.index, place.at);
    event->accept();
}

void LogView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange) {
        m_delegate->forgetHeights();
        measureAnew();
    }
    QListView::changeEvent(event);
}

} // namespace foyer
