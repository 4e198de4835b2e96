// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/echo/echoserver.h"
#include "tests/support/rawclient.h"

#include <QStringList>

namespace foyer {

/// Says something in bytes to an echo server of its own, and tells in words what came back.
class EchoTalk final
{
    Q_DISABLE_COPY_MOVE(EchoTalk)

public:
    explicit EchoTalk(const Limits &limits = quietLimits());
    /// Those of the program, but that it says nothing by itself: no ping comes between.
    [[nodiscard]] static Limits quietLimits();

    [[nodiscard]] EchoServer &server() { return m_server; }

    /// Shakes hands, sends the bytes, so many at a time (0: at once), and waits for the end. One word for each frame
    /// that came, and how it ended: `inOrder` when the server has closed the connection (FIN), else "reset" or "no
    /// end".
    [[nodiscard]] QStringList answersTo(const QByteArray &bytes, qsizetype piece = 0);
    [[nodiscard]] static QString inOrder();

    /// "text 5: hello"; large and binary ones by their hash, a close by its code alone.
    [[nodiscard]] static QString word(int opcode, const QByteArray &payload);
    [[nodiscard]] static QString closed(quint16 code);
    [[nodiscard]] static QStringList wordsOf(const RawClient &client);

    /// A close frame as a client sends it.
    [[nodiscard]] static QByteArray close(quint16 code, const QByteArray &reason = {});

private:
    EchoServer m_server;
};

} // namespace foyer
