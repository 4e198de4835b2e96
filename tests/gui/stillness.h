// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QImage>
#include <QPixmap>
#include <QWidget>

#include <utility>

namespace foyer {

/// Waits until a window looks the same for several turns of the event loop: layouts and heights settle over some of them.
inline bool becomesStill(QWidget &window)
{
    QImage before;
    int still = 0;
    for (int turn = 0; turn < 200 && still < 5; ++turn) {
        QCoreApplication::processEvents();
        still = std::exchange(before, window.grab().toImage()) == before ? still + 1 : 0;
    }
    return still == 5;
}

} // namespace foyer
