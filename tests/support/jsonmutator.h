// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>

#include <utility>

namespace foyer {

/// Spoils JSON objects in every way that somebody who wants to do harm might think of. What comes out is UTF-8, as text
/// frames must be, but often no JSON any more. The same seed spoils the same objects alike.
class JsonMutator final
{
public:
    explicit JsonMutator(quint32 seed) : m_random(seed) {}

    /// `object`, which has members, with one of them spoilt, or changed in several places.
    [[nodiscard]] QByteArray mutate(const QByteArray &object);

private:
    /// Keys and values as they stand in the text, so that there may be what no QJsonObject can hold.
    using Members = QList<std::pair<QByteArray, QByteArray>>;

    [[nodiscard]] static Members membersOf(const QByteArray &object);
    [[nodiscard]] static QByteArray written(const Members &members);
    void change(Members &members);
    [[nodiscard]] QByteArray hostileValue();
    [[nodiscard]] QByteArray hostileString();
    [[nodiscard]] QByteArray changeBytes(QByteArray bytes);
    [[nodiscard]] QByteArray wrap(const QByteArray &object);

    [[nodiscard]] qsizetype below(qsizetype end);
    [[nodiscard]] bool oneIn(int chances) { return m_random.bounded(chances) == 0; }
    template <typename List>
    [[nodiscard]] auto oneOf(const List &list)
    {
        return list[static_cast<size_t>(below(static_cast<qsizetype>(std::size(list))))];
    }

    QRandomGenerator m_random;
};

} // namespace foyer
