// SPDX-License-Identifier: GPL-3.0-or-later
// What the operator's own client reads: a room of another make may send anything.
#include "server/protocol/decode.h"
#include "server/protocol/encode.h"
#include "tests/fuzz/holds.h"

using namespace foyer;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<ServerMessage, QString> message = decodeServerMessage(bytes);
    if (!message) {
        FOYER_HOLDS(!message.error().isEmpty());
        return 0;
    }
    const QByteArray encoded = encodeServerMessage(*message);
    FOYER_HOLDS(encoded.isValidUtf8());
    const Result<ServerMessage, QString> again = decodeServerMessage(encoded);
    FOYER_HOLDS(again.hasValue() && again->index() == message->index());
    FOYER_HOLDS(encodeServerMessage(*again) == encoded);
    // Read once more, nothing is left that could change: what is not sent (the seq of an event that is not kept) is
    // gone.
    const Result<ServerMessage, QString> third = decodeServerMessage(encodeServerMessage(*again));
    FOYER_HOLDS(third && *third == *again);
    // What the room puts together in pieces is the same message.
    if (const auto *welcome = std::get_if<Welcome>(&*again)) {
        WelcomeEncoder encoder;
        FOYER_HOLDS(encoder.encode(*welcome) == encoded);
        FOYER_HOLDS(encoder.encode(*welcome) == encoded);
    } else if (const auto *event = std::get_if<Event>(&*again)) {
        FOYER_HOLDS(encodeEvent(*event) == encoded);
    }
    return 0;
}
