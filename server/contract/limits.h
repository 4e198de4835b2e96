// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace foyer {

using namespace std::chrono_literals;

/// Every bound that the room keeps, in one place. Those that the command line can set (limitnames.h) mean "none" when they are 0.
struct Limits
{
    int nameGraphemes = 32;
    int nameCodePoints = 64;
    int textCodePoints = 5000;
    int textBytes = 20000; ///< UTF-8
    int reasonCodePoints = 200;
    int sessionsPerDevice = 4;
    int connections = 2000;
    int atTheDoor = 512;      ///< and so many beyond, for pages and for those who are told that the room is full
    int perAddress = 256;     ///< connections; a whole school behind one address fits
    int joinsPerAddress = 64; ///< newcomers in joinSpan
    std::chrono::milliseconds joinSpan = 10s;
    int rate = 3;       ///< messages a second, per user
    int rateBurst = 10; ///< and so many at once
    int bytesIn = 128 * 1024; ///< a second, per connection; beyond, reading is slowed
    int work = 100; ///< ms a second that reading from one address may take, a tenth of it from one connection; beyond, it is slowed

    /// Fits the numbers of connections into what the process may have open, with some left for everything else. True when fewer
    /// connections than wanted are possible.
    bool fitInto(int descriptors)
    {
        constexpr int reserve = 64 + 32; // and for those who are told that there is no place at all
        const int sockets = std::max(descriptors - reserve, 8);
        const int wanted = connections;
        atTheDoor = std::min(atTheDoor, std::max(sockets / 4, 2));
        connections = connections > 0 ? std::min(connections, sockets - atTheDoor) : sockets - atTheDoor;
        return connections < wanted;
    }

    int headBytes = 8192;
    int headLines = 64;
    int frameBytes = 65536; ///< frames and messages in
    qint64 owedBytes = 1024 * 1024;
    qint64 owedInAll = 16 * 1024 * 1024; ///< where many are behind, each may owe its share of this, but always leastOwed
    qint64 leastOwed = 64 * 1024;
    int garbledMessages = 10; ///< then closed with 4002

    std::chrono::milliseconds handshake = 5s;
    std::chrono::milliseconds join = 10s;
    std::chrono::milliseconds ping = 10s;
    std::chrono::milliseconds silence = 25s;
    std::chrono::milliseconds comeBack = 10s; ///< after which to try again, for those who find no place or flooded

    /// `ping`, but often enough that whoever is there has answered before they count as silent.
    [[nodiscard]] std::chrono::milliseconds pingInterval() const
    {
        return silence > 0ms ? std::min(ping, silence / 2) : ping;
    }

    std::chrono::milliseconds grace = 30s;
    std::chrono::milliseconds closeGrace = 1500ms; ///< from close() to abort()

    int welcomeMessages = 50;
    int welcomeBytes = 32 * 1024;
    int rosterRows = 200;
    int pageBytes = 64 * 1024;      ///< of missed or older events
    int gapEvents = 10000;          ///< more missed than this: a fresh snapshot
    int listedPeople = 300;         ///< above, comings and goings are only counted
    int keptEvents = 1000;          ///< by the in-memory log
    qint64 unwrittenBytes = 64 * 1024 * 1024; ///< waiting for the log: beyond, nothing more is taken in
    int unwrittenEvents = 100'000;
    std::chrono::milliseconds logLate = 1s; ///< who asks whether anybody is here is answered then without waiting for it
    std::chrono::milliseconds unwrittenRetry = 2s; ///< after which to try again then
    int untakenEvents = 20'000; ///< waiting for a window that is busy: beyond, it gets the room as it stands
    qint64 untakenBytes = 16 * 1024 * 1024;
};

} // namespace foyer
