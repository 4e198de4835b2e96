// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/screenroom.h"

#include <QScreen>
#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace foyer {

QSize withinScreen(const QSize &wanted, const QWidget &window)
{
    const QWidget *shown = window.parentWidget() ? window.parentWidget()->window() : &window;
    QSize frame = shown->frameGeometry().size() - shown->size();
    frame.setHeight(std::max(frame.height(), window.style()->pixelMetric(QStyle::PM_TitleBarHeight)));
    return wanted.boundedTo(shown->screen()->availableGeometry().size() - frame);
}

} // namespace foyer
