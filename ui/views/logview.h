// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/rowheights.h"

#include <QListView>
#include <QPersistentModelIndex>

namespace foyer {

class LogDelegate;
class LogFilter;
class LiveLogModel;

/// Shows a log. Follows the end only while it is at the end; elsewhere what is read stays where it is,
/// whatever is added below or above. Only lines in view are ever measured, so its work does not grow with the log.
class LogView final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogView)

public:
    explicit LogView(LiveLogModel &log, QWidget *parent = nullptr);

    void setHint(const QString &hint);
    void setFilter(const QString &word);
    [[nodiscard]] bool isAtEnd() const { return m_atEnd; }
    void goToEnd();
    /// The selected lines as plain text, in their order.
    [[nodiscard]] QString selectedText() const;
    void copySelection() const;

    void doItemsLayout() override;
    void reset() override;
    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

Q_SIGNALS:
    /// The first line has come into view: older ones are wanted.
    void reachedBeginning();
    void atEndChanged(bool atEnd);
    /// Somebody's line was asked for its menu; 0 for lines without a speaker.
    void menuWanted(const QModelIndex &line, const QPoint &globalPosition);
    void removeWanted(const QModelIndex &line);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;

private:
    [[nodiscard]] bool atEndOfBar() const;
    void noteEnd(bool was);
    void noteScroll();
    void measureAnew();
    void unsettle();
    /// Measures what is in view and puts the scroll bar where that belongs.
    void settle() const;
    void settled() const;
    int measured(int row) const;
    void standAt(int row, int y) const;
    [[nodiscard]] int placeRow() const;

    LogDelegate *m_delegate;
    LogFilter *m_filter;
    QString m_hint;
    bool m_atEnd = true;
    // Found out when somebody asks where a line stands.
    mutable RowHeights m_rows;
    mutable bool m_settled = false;
    mutable bool m_settling = false;
    mutable int m_value = 0;               ///< of the scroll bar, when it was last settled
    mutable QPersistentModelIndex m_place; ///< a line in view, by which the others stand
    mutable int m_placeY = 0;              ///< px from the top of the view to the top of that line
};

} // namespace foyer
