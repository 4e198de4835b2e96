// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historycontrol.h"

#include <QWidget>

class QLineEdit;

namespace foyer {

class ActModel;
class PlainLabel;
class RecordTable;

/// What the host did about people and the room: who was asked to leave, by whom, and why.
class ActsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActsPage)

public:
    explicit ActsPage(HistoryControl &history, QWidget *parent = nullptr);

    /// Nothing is kept at present: an empty page says so.
    void setKeepsNothing(bool keepsNothing);
    /// Reads it anew, as far back as it is shown; what is shown stays until then, and the reader's place after that.
    void refresh();
    [[nodiscard]] bool isReading() const { return m_asked != 0; }
    [[nodiscard]] bool hasRows() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void askForMore();
    void take(quint64 number, const QList<Event> &events, bool more);
    void takeFresh();
    void filter();
    void showState();
    void fitColumns();
    void retranslate();

    HistoryControl &m_history;
    HistoryControl::Number m_asked = 0; ///< 0: no answer is awaited
    quint64 m_next = 0;                 ///< where older ones begin
    bool m_isFresh = false;             ///< what is read takes the place of what is shown,
    QList<Event> m_fresh;               ///< as soon as it is here
    quint64 m_downTo = 0;               ///< down to this seq; 0: the first page is enough
    bool m_keepsNothing = false;
    bool m_more = false;
    ActModel *m_acts;
    QLineEdit *m_filter;
    PlainLabel *m_state;
    RecordTable *m_table;
};

} // namespace foyer
