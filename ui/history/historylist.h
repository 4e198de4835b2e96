// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/historylinedelegate.h"

#include <QListView>

namespace foyer {

/// A list of messages of the history; says when its end comes into sight.
class HistoryList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryList)

public:
    HistoryList(HistoryLineModel &lines, const Clock &clock, HistoryLineDelegate::Extent extent, QWidget *parent = nullptr);

    void setHint(const QString &hint);
    [[nodiscard]] QString hint() const { return m_hint; }
    /// New lines change what has been measured under the same seq: the marks are others.
    void measureAnew();
    void reset() override;
    void doItemsLayout() override;

Q_SIGNALS:
    /// Also while everything fits in.
    void endInSight();
    /// 0: none.
    void chosen(quint64 seq);

protected:
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void lookForTheEnd();
    void copySelection() const;

    HistoryLineDelegate *m_delegate;
    QString m_hint;
    bool m_isLaidOut = false; ///< until then the scroll bar is that of the lines before
};

} // namespace foyer
