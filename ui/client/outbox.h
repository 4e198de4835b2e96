// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace foyer {

/// Lines that the room has not yet confirmed, in the order in which they were written.
class Outbox final
{
public:
    struct Line
    {
        QString id;
        QString text;
        bool operator==(const Line &) const = default;
    };

    /// Keeps a line under an id that has never been used before. It begins with the latest seq that was seen: ids that rise with the room, whoever draws
    /// them, lie side by side in the host's file.
    const Line &add(const QString &text, quint64 lastSeq);
    /// The line of that id, which is kept no longer; empty id when there is none.
    Line take(const QString &id);

    [[nodiscard]] const QList<Line> &lines() const { return m_lines; }
    [[nodiscard]] bool isEmpty() const { return m_lines.isEmpty(); }

private:
    QList<Line> m_lines;
};

} // namespace foyer
