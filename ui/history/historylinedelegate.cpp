// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historylinedelegate.h"

#include "server/base/clock.h"
#include "ui/history/historylinemodel.h"
#include "ui/theme.h"
#include "ui/timetext.h"
#include "ui/tokens.h"
#include "ui/views/wordlines.h"

#include <QPainter>
#include <QTextBoundaryFinder>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

constexpr int side = 14;
constexpr int above = 6;
constexpr int between = 2;
constexpr int excerptLines = 4;
/// In UTF-16 units; where the first mark lies further in, an excerpt begins this far before it.
constexpr qsizetype lead = 60;
constexpr qsizetype mostLead = 160;
/// No text on screen needs more; a layout of all of a long one would take its time.
constexpr qsizetype mostExcerpt = 1200;
constexpr qsizetype mostHeights = 20000;

/// The latest border between characters, as people see them, that is not behind `at`.
qsizetype characterBorder(const QString &text, qsizetype at)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(at);
    return finder.isAtBoundary() ? at : std::max<qsizetype>(0, finder.toPreviousBoundary());
}

QList<QTextLayout::FormatRange> formatsOf(const QList<TextMark> &marks, const Tokens &tokens)
{
    QTextCharFormat format;
    format.setBackground(mixed(tokens.surface, tokens.warn, 0.28));
    format.setForeground(tokens.text);
    format.setFontWeight(QFont::DemiBold);
    QList<QTextLayout::FormatRange> formats;
    formats.reserve(marks.size());
    for (const TextMark &mark : marks)
        formats.append({int(mark.from), int(mark.length), format});
    return formats;
}

int headHeight(const QFont &font)
{
    return QFontMetrics(sized(font, 13, QFont::DemiBold)).height();
}

} // namespace

HistoryLineDelegate::HistoryLineDelegate(const HistoryLineModel &lines, const Clock &clock, Extent extent, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_lines(lines)
    , m_clock(clock)
    , m_extent(extent)
{
}

/// As much of it as is drawn, with the marks where they are in that.
HistoryLine HistoryLineDelegate::shown(const HistoryLine &line) const
{
    HistoryLine part = line;
    part.text = wordlines::layoutText(part.text);
    if (m_extent == Extent::Whole)
        return part;
    qsizetype from = 0;
    if (!line.marks.isEmpty() && line.marks.constFirst().from > mostLead)
        from = characterBorder(line.text, line.marks.constFirst().from - lead);
    const bool cut = line.text.size() - from > mostExcerpt;
    const qsizetype to = cut ? characterBorder(line.text, from + mostExcerpt) : line.text.size();
    const QString before = from > 0 ? u"…"_s : QString();
    part.text = before + QStringView(part.text).sliced(from, to - from) + (cut ? u"…"_s : QString());
    part.marks.clear();
    for (const TextMark &mark : line.marks) {
        if (mark.from >= from && mark.from + mark.length <= to)
            part.marks.append({mark.from - from + before.size(), mark.length});
    }
    return part;
}

void HistoryLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.palette);
    const HistoryLine line = shown(m_lines.line(index.row()));
    const bool chosen = index.data(HistoryLineModel::ChosenRole).toBool();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || chosen || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected || chosen ? t.accentSoft : mixed(t.surface, t.text, 0.04));
        painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 6, 6);
    }
    if (chosen) { // a shape beside the colour
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.accent);
        painter->drawRoundedRect(QRect(option.rect.left() + 4, option.rect.top() + 5, 3, option.rect.height() - 10), 1.5, 1.5);
    }
    const int width = wordlines::rowWidth(option);
    const QRect head(option.rect.left() + side, option.rect.top() + above, width - 2 * side, headHeight(option.font));

    const QFont timeFont = tabular(sized(option.font, 12));
    const QString time = u"%1  %2"_s.arg(TimeText::day(line.atMs, m_clock.wallMs()), TimeText::clock(line.atMs));
    const int timeWidth = QFontMetrics(timeFont).horizontalAdvance(time);
    const QFont nameFont = sized(option.font, 13, QFont::DemiBold);
    const int baseline = head.top() + QFontMetrics(nameFont).ascent();
    painter->setFont(nameFont);
    painter->setPen(nameColor(t, line.user));
    painter->drawText(head.left(), baseline,
                      QFontMetrics(nameFont).elidedText(line.name, Qt::ElideRight, std::max(40, head.width() - timeWidth - 12)));
    painter->setFont(timeFont);
    painter->setPen(t.muted);
    painter->drawText(head.right() + 1 - timeWidth, baseline, time);

    QTextLayout layout(line.text, option.font, painter->device());
    layout.setFormats(formatsOf(line.marks, t));
    wordlines::breakLines(layout, head.width(), m_extent == Extent::Excerpt ? excerptLines : wordlines::most);
    painter->setPen(t.text);
    layout.draw(painter, QPointF(head.left(), head.bottom() + 1 + between));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(t.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(4.5, 1.5, -4.5, -1.5), 6, 6);
    }
    painter->restore();
}

QSize HistoryLineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int width = wordlines::rowWidth(option);
    if (width != m_width || m_heights.size() > mostHeights) {
        m_heights.clear();
        m_width = width;
    }
    const HistoryLine &line = m_lines.line(index.row());
    int &height = m_heights[line.seq];
    if (height == 0) {
        const HistoryLine part = shown(line);
        QTextLayout layout(part.text, option.font);
        layout.setFormats(formatsOf(part.marks, tokensOf(option.palette)));
        const qreal words = wordlines::breakLines(layout, width - 2 * side, m_extent == Extent::Excerpt ? excerptLines : wordlines::most);
        height = 2 * above + headHeight(option.font) + between
            + std::max(int(std::ceil(words)), QFontMetrics(option.font).height());
    }
    return {width, height};
}

} // namespace foyer
