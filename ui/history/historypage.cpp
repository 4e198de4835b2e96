// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historypage.h"

namespace foyer {

HistoryPage::HistoryPage(HistoryControl &history, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
{
}

void HistoryPage::setKeepsNothing(bool keepsNothing)
{
    m_keepsNothing = keepsNothing;
    showState();
}

} // namespace foyer
