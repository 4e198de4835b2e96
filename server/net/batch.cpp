// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/batch.h"

#include "server/net/frame.h"
#include "server/protocol/encode.h"
#include "server/protocol/plaintext.h"

#include <algorithm>

namespace foyer {

Batch::Batch(const Sentences &sentences, Wanted wanted) : m_sentences(sentences), m_wanted(wanted) {}

void Batch::add(const Event &event)
{
    if (event.audience.kind == Audience::Kind::Users)
        return;
    const bool forGuests = event.audience.admits({}, Role::Guest);
    const bool wantsJson = (forGuests && m_wanted[index(Stream::JsonGuest)]) || m_wanted[index(Stream::JsonOperator)];
    if (wantsJson) {
        const QByteArray json = frame(event, Stream::JsonGuest);
        if (forGuests && m_wanted[index(Stream::JsonGuest)])
            m_bytes[index(Stream::JsonGuest)] += json;
        if (m_wanted[index(Stream::JsonOperator)])
            m_bytes[index(Stream::JsonOperator)] += json;
    }
    // A leaving is always told on the plain-text paths: theirs is a promise.
    const bool isLeft = std::holds_alternative<Left>(event.body);
    if (m_wanted[index(Stream::Plain)] && (forGuests || isLeft))
        m_bytes[index(Stream::Plain)] += frame(event, Stream::Plain);
}

bool Batch::isEmpty() const
{
    return std::all_of(m_bytes.begin(), m_bytes.end(), [](const QByteArray &bytes) { return bytes.isEmpty(); });
}

QByteArray Batch::frame(const Event &event, Stream stream) const
{
    if (stream != Stream::Plain)
        return frame::text(encodeEvent(event));
    const std::optional<QByteArray> line = plaintext::line(event, m_sentences);
    return line ? frame::text(*line) : QByteArray();
}

} // namespace foyer
