// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/roomhealth.h"
#include "server/contract/serverstatus.h"

#include <QCoreApplication>

#include <optional>

namespace foyer {

/// What the host has to be told of how the history is kept, in a sentence.
class HistoryNews final
{
    Q_DECLARE_TR_FUNCTIONS(foyer::HistoryNews)

public:
    /// The room has been opened; an empty sentence: all was well.
    [[nodiscard]] QString begin(const ServerStatus &status);
    /// Nothing: there is nothing new to say.
    [[nodiscard]] std::optional<QString> follow(const RoomHealth &health);
    [[nodiscard]] const QString &lastTold() const { return m_lastTold; }
    [[nodiscard]] bool isInTrouble() const { return m_isInTrouble; }
    [[nodiscard]] bool lastWasGood() const { return m_lastWasGood; }

    [[nodiscard]] static QString ofDamage(const ServerStatus &status);
    /// Something that was to be deleted is still there, while the room is open,
    [[nodiscard]] static QString ofUndeleted();
    /// is there no more,
    [[nodiscard]] static QString ofDeleted();
    /// or is there still though the room is closed.
    [[nodiscard]] static QString ofUndeletedAtTheEnd();
    /// The room is closed; an empty sentence: nothing more is missing than has been told.
    [[nodiscard]] QString ofLostAtTheEnd(const ServerStatus &status) const;

private:
    QString m_lastTold;
    quint64 m_lost = 0;
    bool m_isInTrouble = false;
    bool m_lastWasGood = false;
};

} // namespace foyer
