// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstring>

namespace foyer::fuzz {

/// What somebody may have typed, out of any bytes: UTF-8, or UTF-16 behind the byte 0xFF, so that lone surrogates come
/// about.
[[nodiscard]] inline QString typed(const std::uint8_t *data, std::size_t size)
{
    if (size == 0 || data[0] != 0xff)
        return QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    QString text(static_cast<qsizetype>((size - 1) / sizeof(char16_t)), Qt::Uninitialized);
    std::memcpy(text.data(), data + 1, static_cast<std::size_t>(text.size()) * sizeof(char16_t));
    return text;
}

} // namespace foyer::fuzz
