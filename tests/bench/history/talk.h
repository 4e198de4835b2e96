// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QRandomGenerator>
#include <QStringList>

namespace foyer {

/// What a busy room may have heard in some months, the same in every run: several languages, some words in every other line and most of them rarely, a few
/// people who talk much and many who hardly do, who come in the morning and go.
class Talk final
{
public:
    static constexpr qint64 firstMs = 1'770'000'000'000;
    static constexpr int people = 400;
    static constexpr int days = 150;

    /// So many messages in all, in pages of `batch` events.
    explicit Talk(int messages);

    [[nodiscard]] QList<Event> next(int events);
    [[nodiscard]] bool isOver() const { return m_said >= m_messages; }
    [[nodiscard]] qint64 nowMs() const { return m_nowMs; }

    /// Of a language (0 to languages - 1): the n-th most frequent word.
    [[nodiscard]] QString word(int language, int rank) const;
    [[nodiscard]] static QString name(int person);
    static constexpr int languages = 6;
    static constexpr int words = 20'000; ///< of each language

private:
    [[nodiscard]] int zipf(int below);
    [[nodiscard]] QString sentence(int language);
    [[nodiscard]] Event said();
    [[nodiscard]] Event comingOrGoing();

    QRandomGenerator m_chance;
    QList<QStringList> m_words;
    QList<bool> m_isHere;
    const int m_messages;
    int m_said = 0;
    quint64 m_seq = 0;
    qint64 m_nowMs = firstMs;
};

} // namespace foyer
