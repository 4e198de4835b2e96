// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace foyer {

class RecordOrder;

/// A table of what was kept: sorted by a click, filtered, copied by rows as spreadsheets take them.
class RecordTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordTable)

public:
    /// What rows are sorted by; where a model has none for a cell, the text is.
    static constexpr int sortRole = Qt::UserRole + 1;

    /// With `header` in place of the usual one, if there is one.
    explicit RecordTable(QAbstractItemModel &records, QHeaderView *header = nullptr, QWidget *parent = nullptr);

    void setHint(const QString &hint);
    [[nodiscard]] QString hint() const { return m_hint; }
    /// Rows in which some cell has these words.
    void setFilter(const QString &words);
    /// As wide as its words, with room up to the next.
    void fitColumn(int column);
    /// Cells by tabs, rows by line breaks.
    [[nodiscard]] QString selectedText() const;

Q_SIGNALS:
    void endInSight();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void lookForTheEnd();
    void copySelection() const;

    RecordOrder *m_order;
    QString m_hint;
};

/// A page of records: these controls, and below them the table in a card.
void layOutPage(QWidget &page, QLayout *controls, RecordTable *table);

} // namespace foyer
