// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;
class QString;

namespace foyer {

/// Says in the middle of an empty list what will appear there. To be called at the end of its paintEvent().
void paintEmptyHint(QAbstractItemView &view, const QString &hint);

} // namespace foyer
