// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/wordlines.h"

#include <QAbstractItemView>
#include <QScrollBar>
#include <QStyleOptionViewItem>
#include <QTextLayout>

namespace foyer::wordlines {

qreal breakLines(QTextLayout &layout, qreal width, int lines)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    qreal y = 0;
    layout.beginLayout();
    for (int drawn = 0; drawn < lines; ++drawn) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
    return y;
}

QString layoutText(QString words)
{
    return words.replace(u'\n', QChar::LineSeparator);
}

int rowWidth(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return view ? view->width() - 2 * view->frameWidth() - view->verticalScrollBar()->sizeHint().width()
                : option.rect.width();
}

} // namespace foyer::wordlines
