// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/logdelegate.h"

#include "ui/lineicon.h"
#include "ui/models/livelogmodel.h"
#include "ui/theme.h"
#include "ui/tokens.h"
#include "ui/views/wordlines.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

constexpr int side = 16;
constexpr int gap = 10;
constexpr int above = 4;
constexpr int dayHeight = 36;
constexpr qsizetype mostHeights = 20000;

/// In narrower rows the name stands above the words.
constexpr int narrow = 420;

struct Columns
{
    QRect time;
    QRect name;
    QRect words;
};

int timeWidth(const QFont &font)
{
    return QFontMetrics(tabular(sized(font, 12))).horizontalAdvance(u"00:00"_s);
}

Columns columnsOf(const QRect &row, const QFont &font, bool said)
{
    Columns columns;
    const int height = QFontMetrics(font).height();
    if (row.width() < narrow && said) {
        const int wide = row.width() - 2 * side;
        const int time = timeWidth(font);
        columns.name = {row.left() + side, row.top() + above, wide - time - gap, height};
        columns.time = {row.right() - side - time, row.top() + above, time, height};
        columns.words = {row.left() + side, row.top() + above + height, std::max(40, wide), 0};
        return columns;
    }
    columns.time = {row.left() + side, row.top() + above, timeWidth(font), height};
    const int nameWidth = std::clamp(row.width() / 4, 84, 150);
    columns.name = {columns.time.right() + 1 + gap, row.top() + above, nameWidth, height};
    const int left = said ? columns.name.right() + 1 + gap : columns.name.left();
    columns.words = {left, row.top() + above, std::max(40, row.right() - side - left), 0};
    return columns;
}

bool isSaid(const QModelIndex &index)
{
    return LogLine::Kind(index.data(LiveLogModel::KindRole).toInt()) == LogLine::Kind::Said;
}

bool isDay(const QModelIndex &index)
{
    return LogLine::Kind(index.data(LiveLogModel::KindRole).toInt()) == LogLine::Kind::Day;
}

} // namespace

void LogDelegate::forgetHeights()
{
    m_heights.clear();
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QString words = index.data(LiveLogModel::WordsRole).toString();
    if (isDay(index)) {
        paintDay(*painter, option.rect, t, words);
        painter->restore();
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? t.accentSoft : mixed(t.surface, t.text, 0.04));
        painter->drawRoundedRect(option.rect.adjusted(4, 0, -4, 0), 6, 6);
    }
    const bool said = isSaid(index);
    QRect row = option.rect;
    row.setWidth(wordlines::rowWidth(option));
    const Columns columns = columnsOf(row, option.font, said);

    QTextLayout layout(wordlines::layoutText(words), option.font, painter->device());
    wordlines::breakLines(layout, columns.words.width());
    // Time and name stand on the first line of the words, however tall its script is.
    const int baseline = columns.name.top() == columns.words.top() && layout.lineCount() > 0
        ? columns.words.top() + int(layout.lineAt(0).ascent())
        : columns.name.top() + QFontMetrics(option.font).ascent();
    painter->setPen(t.muted);
    painter->setFont(tabular(sized(option.font, 12)));
    painter->drawText(columns.time.left(), baseline, index.data(LiveLogModel::TimeRole).toString());
    if (said)
        paintName(*painter, columns.name, baseline, t, index);

    painter->setPen(said ? t.text : t.muted);
    layout.draw(painter, columns.words.topLeft());
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(t.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(4.5, 0.5, -4.5, -0.5), 6, 6);
    }
    painter->restore();
}

void LogDelegate::paintDay(QPainter &painter, const QRect &rect, const Tokens &tokens, const QString &words) const
{
    painter.setFont(sized(painter.font(), 12, QFont::DemiBold));
    const int width = QFontMetrics(painter.font()).horizontalAdvance(words) + 24;
    const QRect middle(rect.center().x() - width / 2, rect.top(), width, rect.height());
    painter.setPen(tokens.line);
    const int y = rect.center().y();
    painter.drawLine(rect.left() + side, y, middle.left(), y);
    painter.drawLine(middle.right(), y, rect.right() - side, y);
    painter.setPen(tokens.muted);
    painter.drawText(middle, Qt::AlignCenter, words);
}

void LogDelegate::paintName(QPainter &painter, const QRect &rect, int baseline, const Tokens &tokens,
                            const QModelIndex &index) const
{
    const bool host = index.data(LiveLogModel::HostRole).toBool();
    QFont font = painter.font();
    font.setPixelSize(14);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const int star = host ? 18 : 0;
    const QString name = metrics.elidedText(index.data(LiveLogModel::NameRole).toString(), Qt::ElideRight,
                                            rect.width() - star);
    painter.setPen(nameColor(tokens, UserId{index.data(LiveLogModel::UserRole).toULongLong()}));
    painter.drawText(rect.left(), baseline, name);
    if (host) {
        const int x = rect.left() + metrics.horizontalAdvance(name) + 4;
        lineIcon(u"host"_s, IconTone::Accent)
            .paint(&painter, QRect(x, baseline - metrics.capHeight() / 2 - 7, 14, 14));
    }
}

int LogDelegate::leastHeight(const QFont &font) const
{
    return 2 * above + QFontMetrics(font).height();
}

QSize LogDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int width = wordlines::rowWidth(option);
    if (isDay(index))
        return {width, dayHeight};
    if (width != m_width || m_heights.size() > mostHeights) {
        m_heights.clear();
        m_width = width;
    }
    int &height = m_heights[index.data(LiveLogModel::SerialRole).toULongLong()];
    if (height == 0) {
        QTextLayout layout(wordlines::layoutText(index.data(LiveLogModel::WordsRole).toString()), option.font);
        const Columns columns = columnsOf(QRect(0, 0, width, 0), option.font, isSaid(index));
        height = columns.words.top() + above
            + std::max(int(std::ceil(wordlines::breakLines(layout, columns.words.width()))), QFontMetrics(option.font).height());
    }
    return {width, height};
}

} // namespace foyer
