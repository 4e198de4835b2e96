// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/recordtable.h"

#include "ui/history/recordorder.h"
#include "ui/lineicon.h"
#include "ui/views/emptyhint.h"
#include "ui/views/menuplace.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

constexpr int columnGap = 16;

} // namespace

RecordTable::RecordTable(QAbstractItemModel &records, QHeaderView *header, QWidget *parent)
    : QTableView(parent)
    , m_order(new RecordOrder(this))
{
    if (header)
        setHorizontalHeader(header);
    m_order->setSourceModel(&records);
    setModel(m_order);
    setSortingEnabled(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setFrameShape(NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(30);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(48);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &RecordTable::lookForTheEnd);
}

void RecordTable::setHint(const QString &hint)
{
    m_hint = hint;
    viewport()->update();
}

void RecordTable::setFilter(const QString &words)
{
    m_order->setWords(words);
    viewport()->update();
}

void RecordTable::fitColumn(int column)
{
    resizeColumnToContents(column);
    horizontalHeader()->resizeSection(column, columnWidth(column) + columnGap);
}

QString RecordTable::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < m_order->columnCount(); ++column) {
            // What a name or a reason has of them must not look like the next cell.
            const QString cell = row.siblingAtColumn(column).data().toString();
            cells.append(cell.simplified());
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void RecordTable::lookForTheEnd()
{
    const QScrollBar *bar = verticalScrollBar();
    if (bar->value() >= bar->maximum() - viewport()->height())
        Q_EMIT endInSight();
}

void RecordTable::copySelection() const
{
    if (const QString text = selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void RecordTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    paintEmptyHint(*this, m_hint);
}

void RecordTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void RecordTable::contextMenuEvent(QContextMenuEvent *event)
{
    const MenuPlace place = MenuPlace::of(*event, *this);
    if (!place.index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(lineIcon(u"copy"_s), tr("Copy"), this, &RecordTable::copySelection);
    menu->popup(place.at);
    event->accept();
}

void layOutPage(QWidget &page, QLayout *controls, RecordTable *table)
{
    auto *card = new QFrame;
    card->setProperty("look", u"card"_s);
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(6, 4, 6, 6);
    cardLayout->addWidget(table);
    auto *layout = new QVBoxLayout(&page);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(controls);
    layout->addWidget(card, 1);
}

} // namespace foyer
