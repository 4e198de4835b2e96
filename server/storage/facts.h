// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QStringView>

#include <array>

namespace foyer {

class HistoryConnection;

/// The numbers that there are once in a history file: its table `facts`.
namespace facts {

/// 0 when it is not there.
[[nodiscard]] quint64 number(HistoryConnection &connection, QLatin1String name);
[[nodiscard]] bool set(HistoryConnection &connection, QLatin1String name, quint64 value);
/// Never to less than it is.
[[nodiscard]] bool raise(HistoryConnection &connection, QLatin1String name, quint64 value);

inline constexpr QLatin1String nextSeq("next_seq");         ///< no lower seq is ever given out
inline constexpr QLatin1String lastUser("last_user");       ///< nor this user or a lower one
inline constexpr QLatin1String lastCooling("last_cooling"); ///< nor this one or a lower
inline constexpr QLatin1String indexedSeq("indexed_seq");   ///< up to it, messages are in the index
inline constexpr QLatin1String indexedAs("indexed_as");     ///< FoldedText::version() of the index
inline constexpr QLatin1String residue("residue");          ///< 1: deleted words are still to be cleared out of the index
inline constexpr QLatin1String unswept("unswept");        ///< 1: everything was deleted, but the file still has the pages
inline constexpr QLatin1String remains("remains");          ///< 1: bytes of rows that were deleted may lie in the pages of others
inline constexpr QLatin1String forgetBelow("forget_below"); ///< what lies below this seq was to be deleted and may still be there

/// What is true of a history wherever it lies, and must not go back; the others are about how the file was left.
inline constexpr std::array lasting{nextSeq, lastUser, lastCooling, forgetBelow};
[[nodiscard]] bool isLasting(QStringView name);

} // namespace facts
} // namespace foyer
