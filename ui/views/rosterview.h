// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QTableView>

class QMenu;

namespace foyer {

class RosterDelegate;
class RosterModel;
class RosterOrder;

/// The table of people. Where it is too narrow for all columns, the rest of each row moves below the name.
class RosterView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RosterView)

public:
    explicit RosterView(RosterModel &roster, QWidget *parent = nullptr);

    void setHint(const QString &hint);
    /// Guests' windows know no addresses and count no messages.
    void setForHost(bool forHost);
    [[nodiscard]] UserId currentUser() const;
    /// One entry for each column that rows can be sorted by, also while its header is hidden.
    void addSorting(QMenu *menu);
    [[nodiscard]] RosterOrder &order() { return *m_order; }

Q_SIGNALS:
    void menuWanted(const QModelIndex &person, const QPoint &globalPosition);
    void removeWanted(foyer::UserId user);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) override;

private:
    void fit();
    [[nodiscard]] int widthOf(int column) const;

    RosterOrder *m_order;
    RosterDelegate *m_delegate;
    QString m_hint;
    bool m_forHost = true;
};

} // namespace foyer
