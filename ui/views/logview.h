// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QPersistentModelIndex>

namespace foyer {

class LogDelegate;
class LogFilter;
class LiveLogModel;

/// Shows a log. Follows the end only while it is at the end; elsewhere what is read stays where it is,
/// whatever is added below or above.
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

private:
    void noteScroll();
    void rememberPlace();
    void restorePlace();

    LogDelegate *m_delegate;
    LogFilter *m_filter;
    QString m_hint;
    bool m_atEnd = true;
    bool m_restoring = false;
    QPersistentModelIndex m_place; ///< the uppermost line in view
    int m_placeOffset = 0;         ///< px from the top of the view to the top of that line
};

} // namespace foyer
