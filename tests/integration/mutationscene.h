// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/protocol/decode.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QSet>

#include <memory>

namespace foyer {

/// A room, Bea and Tom (on a plain-text path), who hear what is to be heard, and Mal, who sends what nobody should.
/// What Mal is answered and what the others hear is held against protocol.md. The functions that give a text say what
/// was wrong; nothing when all is well.
class MutationScene final
{
    Q_DISABLE_COPY_MOVE(MutationScene)

public:
    enum class Standing { Outside, Guest, Operator };

    explicit MutationScene(Standing standing);
    ~MutationScene();

    [[nodiscard]] QString begin();
    /// A command of tests/golden/client, as it would be right just now, under this id.
    [[nodiscard]] QByteArray right(const QByteArray &golden, const QString &id) const;
    [[nodiscard]] QString endure(const QByteArray &sent);
    /// Everybody who should be is there, and talks.
    [[nodiscard]] QString goesOn();

    /// How many messages were answered so, and how many were carried out.
    [[nodiscard]] int refusals() const { return m_refusals; }
    [[nodiscard]] int takings() const { return m_takings; }

private:
    [[nodiscard]] QString enter();
    [[nodiscard]] bool tomEnters();
    [[nodiscard]] bool samIsAskedToLeave();
    [[nodiscard]] bool allHaveHeard();
    [[nodiscard]] QString judge(const Result<Command, Undecodable> &command, const QList<ServerMessage> &answers);
    [[nodiscard]] QString judgeRefusal(const ServerMessage &answer, const QString &to, const QString &id,
                                       const QSet<QString> &codes) const;
    [[nodiscard]] QString judgeAnswer(const Command &command, const ServerMessage &answer) const;
    [[nodiscard]] QString judgeHeard(const Command *carriedOut, bool wasClosed);
    [[nodiscard]] QString setRight(const Command *carriedOut);
    void forget();

    const Standing m_standing;
    const QSet<QString> m_documented; ///< the codes of refusals in protocol.md
    TestRoom m_room;
    std::unique_ptr<RoomGuest> m_bea;
    std::unique_ptr<TextGuest> m_tom;
    std::unique_ptr<RoomGuest> m_mal;
    UserId m_tomsUser;
    Join m_malsTokens;
    QString m_malsName;
    QSet<QString> m_posted; ///< ids under which Mal has said something
    CoolingId m_cooling;
    int m_refusals = 0;
    int m_takings = 0;
    int m_garbled = 0; ///< of what Mal has sent over this connection
};

} // namespace foyer
