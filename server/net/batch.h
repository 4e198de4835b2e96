// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "server/protocol/sentences.h"

#include <QByteArray>

#include <array>

namespace foyer {

/// The events of one tick as WebSocket frames, encoded once for all who read the same: by dialect and by rights.
/// Offsets into such a stream tell who gets which part.
class Batch final
{
public:
    enum class Stream : quint8 { JsonGuest, JsonOperator, Plain };
    static constexpr size_t streams = 3;

    /// Streams that nobody reads are not encoded.
    using Wanted = std::array<bool, streams>;
    Batch(const Sentences &sentences, Wanted wanted);

    /// Adds an event for everyone or for a role; one for listed users is not part of any stream.
    void add(const Event &event);

    [[nodiscard]] const QByteArray &bytes(Stream stream) const { return m_bytes[index(stream)]; }
    /// There is nothing in it for anybody.
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] qsizetype size(Stream stream) const { return m_bytes[index(stream)].size(); }

    [[nodiscard]] static size_t index(Stream stream) { return static_cast<size_t>(stream); }
    /// The frame of one event in this dialect; empty when the dialect does not tell of it.
    [[nodiscard]] QByteArray frame(const Event &event, Stream stream) const;

private:
    const Sentences &m_sentences;
    Wanted m_wanted;
    std::array<QByteArray, streams> m_bytes;
};

} // namespace foyer
