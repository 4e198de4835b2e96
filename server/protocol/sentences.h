// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"
#include "server/contract/limits.h"
#include "server/contract/refusal.h"
#include "server/contract/roomtypes.h"

#include <QString>
#include <QTranslator>

#include <memory>

namespace foyer {

/// Everything the room itself says to people, in the room's language (which need not be the window's).
class Sentences final
{
public:
    /// "en" or "zh_CN"; anything else is English. `limits` are the room's, for what is said of them.
    explicit Sentences(const QString &language, const Limits &limits = {});
    ~Sentences();
    Q_DISABLE_COPY_MOVE(Sentences)

    [[nodiscard]] QString refusal(const Refusal &refusal) const;
    /// "You sent: X"
    [[nodiscard]] QString echo(const QString &text) const;
    /// "name left the room"
    [[nodiscard]] QString left(const QString &name) const;
    [[nodiscard]] QString renamed(const QString &was, const QString &name) const;
    [[nodiscard]] QString roomRenamed(const QString &name) const;
    [[nodiscard]] QString keepingChanged(const Keeping &keeping, const QString &by) const;
    [[nodiscard]] QString roomClosed() const;
    [[nodiscard]] QString kicked(const QString &reason, qint64 retryAfterMs) const;
    [[nodiscard]] QString joinTimeout() const;
    [[nodiscard]] QString roomFull() const;
    [[nodiscard]] QString addressFull() const;
    [[nodiscard]] QString notWritten() const;
    [[nodiscard]] QString flooding() const;
    [[nodiscard]] QString tooSlow() const;
    [[nodiscard]] QString silent() const;
    [[nodiscard]] QString garbled() const;
    [[nodiscard]] QString textOnly() const;
    [[nodiscard]] QString tokensNotInUse() const;
    [[nodiscard]] QString nameMissing() const;

private:
    [[nodiscard]] QString say(const char *source) const;
    [[nodiscard]] QString nameTaken(const Refusal &refusal) const;

    const Limits m_limits;
    std::unique_ptr<QTranslator> m_translator;
};

} // namespace foyer
