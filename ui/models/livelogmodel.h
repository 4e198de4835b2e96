// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/logline.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>

namespace foyer {

class Clock;

/// The latest lines of a room, oldest first, in a ring that never outgrows its capacity.
class LiveLogModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveLogModel)

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< LogLine::Kind as int
        SerialRole,
        SeqRole,
        UserRole, ///< quint64
        HostRole, ///< bool: spoken by an operator
        NameRole,
        WordsRole, ///< what was said or happened, without time and speaker
        TimeRole,  ///< "10:02"
    };

    static constexpr int defaultCapacity = 5000;

    explicit LiveLogModel(const Clock &clock, QObject *parent = nullptr);

    void setCapacity(int lines);

    /// Forgets everything and begins with `events`.
    void reset(const QList<Event> &events);
    /// Adds at the end: one removal and one insertion at most, however many they are.
    void append(const QList<Event> &events);
    /// Adds older ones at the beginning, as many as there is room for.
    void prepend(const QList<Event> &events);
    /// Says at the end that something is missing here.
    void noteGap(quint64 missing = 0);
    /// The words anew, in the language of now.
    void retranslate();

    /// The lowest seq that is shown; 0 when there is none.
    [[nodiscard]] quint64 firstSeq() const;
    [[nodiscard]] bool isFull() const { return m_lines.size() >= m_capacity; }
    [[nodiscard]] const LogLine &line(int row) const { return m_lines.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// Whether `word` stands in what was said or happened, or in the name of who said it; in no heading.
    [[nodiscard]] bool mentions(int row, const QString &word) const;
    /// The whole line as it is copied: "10:02  Ada  Hello".
    [[nodiscard]] QString plainLine(int row) const;

private:
    [[nodiscard]] QList<LogLine> linesOf(const QList<Event> &events, qint64 previousMs);
    [[nodiscard]] LogLine dayLine(qint64 atMs);
    [[nodiscard]] QString words(const LogLine &line) const;
    void makeRoomFor(qsizetype count);
    void addAtEnd(QList<LogLine> lines);

    const Clock &m_clock;
    QList<LogLine> m_lines;
    qsizetype m_capacity = defaultCapacity;
    quint64 m_nextSerial = 1;
    QHash<CoolingId, QString> m_cooled; ///< who a LetIn is about
    QSet<UserId> m_removed;             ///< whose Left would only repeat their Kicked
};

} // namespace foyer
