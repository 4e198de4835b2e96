// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QString>

class QPainter;
class QRectF;

namespace foyer {

struct Tokens;

/// A small disc in somebody's colour with the initial of the name; hollow while they are away.
void paintNameDisc(QPainter &painter, const QRectF &rect, const Tokens &tokens, UserId user, const QString &name,
                   bool away);

/// The first letter as people see it: a whole emoji, a letter with its accents.
[[nodiscard]] QString initialOf(const QString &name);

} // namespace foyer
