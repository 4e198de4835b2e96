// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"
#include "server/storage/export/records.h"

#include <variant>

/// The lines of a history as jsonl.md describes them. Each ends with a line feed.
namespace foyer::jsonl {

inline constexpr quint64 version = 1;
/// No longer one is read: a text takes 20 000 bytes, six times as many where every character is escaped.
inline constexpr qint64 mostLineBytes = 1024 * 1024;

struct Header
{
    bool isWhole = true;      ///< nothing was left out by time or author
    bool isAnonymised = false;
    bool operator==(const Header &) const = default;
};

/// By which it is seen that nothing is missing.
struct End
{
    quint64 events = 0;
    bool operator==(const End &) const = default;
};

using Line = std::variant<Header, HistoryRecord, End>;

struct Error
{
    enum class Kind : quint8 {
        NotJson,    ///< not one JSON object, or not UTF-8
        NotOurs,    ///< a header that is another's
        TooNew,     ///< a header of a later version
        UnknownType,
        BadField,   ///< missing, of the wrong kind, out of range, or not known
    };
    Kind kind = Kind::NotJson;
    QString subject = {}; ///< the type, the field
};

[[nodiscard]] QByteArray encode(const Header &header);
[[nodiscard]] QByteArray encode(const HistoryRecord &record);
[[nodiscard]] QByteArray encode(const Event &event);
[[nodiscard]] QByteArray encode(const End &end);

/// `line` without its line feed.
[[nodiscard]] Result<Line, Error> decode(const QByteArray &line);

} // namespace foyer::jsonl
