// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historycontrol.h"

#include <QWidget>

namespace foyer {

/// What the tabs of the history window have in common: each shows what it has asked for.
class HistoryPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryPage)

public:
    HistoryPage(HistoryControl &history, QWidget *parent);

    /// Nothing is kept at present: an empty page says so.
    void setKeepsNothing(bool keepsNothing);
    /// Reads it anew, as far back as it is shown; what is shown stays until then, and the reader's place after that.
    virtual void refresh() = 0;
    [[nodiscard]] bool isReading() const { return m_asked != 0; }
    [[nodiscard]] virtual bool hasRows() const = 0;

protected:
    virtual void showState() = 0;
    [[nodiscard]] bool keepsNothing() const { return m_keepsNothing; }

    HistoryControl &m_history;
    HistoryControl::Number m_asked = 0; ///< 0: no answer is awaited

private:
    bool m_keepsNothing = false;
};

} // namespace foyer
