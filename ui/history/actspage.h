// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/historypage.h"

class QLineEdit;

namespace foyer {

class ActModel;
class PlainLabel;
class RecordTable;

/// What the host did about people and the room: who was asked to leave, by whom, and why.
class ActsPage final : public HistoryPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActsPage)

public:
    explicit ActsPage(HistoryControl &history, QWidget *parent = nullptr);

    void refresh() override;
    [[nodiscard]] bool hasRows() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void askForMore();
    void take(quint64 number, const QList<Event> &events, bool more);
    void takeFresh();
    void filter();
    void showState() override;
    void fitColumns();
    void retranslate();

    quint64 m_next = 0;                 ///< where older ones begin
    bool m_isFresh = false;             ///< what is read takes the place of what is shown,
    QList<Event> m_fresh;               ///< as soon as it is here
    quint64 m_downTo = 0;               ///< down to this seq; 0: the first page is enough
    bool m_more = false;
    ActModel *m_acts;
    QLineEdit *m_filter;
    PlainLabel *m_state;
    RecordTable *m_table;
};

} // namespace foyer
