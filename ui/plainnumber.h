// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QIntValidator;
class QObject;

namespace foyer {

/// For a field that QString::toInt() reads: a number in this range, and no "10,000", which that does not understand.
[[nodiscard]] QIntValidator *plainNumber(int least, int most, QObject *parent);

} // namespace foyer
