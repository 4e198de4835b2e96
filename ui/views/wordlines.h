// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QStyleOptionViewItem;
class QTextLayout;

namespace foyer {

/// How a list draws what people say, over several lines.
namespace wordlines {

/// A message of five thousand line breaks must not push everybody else off the screen.
inline constexpr int most = 40;

/// Breaks the words into at most so many lines of `width`; returns their height. Pixels.
qreal breakLines(QTextLayout &layout, qreal width, int lines = most);
/// As a QTextLayout wants it: with line separators.
[[nodiscard]] QString layoutText(QString words);
/// The width a row has beside a scroll bar, also while there is none: what has been measured stays right.
[[nodiscard]] int rowWidth(const QStyleOptionViewItem &option);

} // namespace wordlines
} // namespace foyer
