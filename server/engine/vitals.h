// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/roomhealth.h"
#include "server/engine/loopwatch.h"
#include "server/net/meters.h"
#include "server/storage/logtrouble.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>

namespace foyer {

/// How the running room does: as a page of figures for whoever asks, and once a second for the window, as long as anything happens (to wake up
/// with thousands of connections is work in itself). Looks at numbers
/// that are there already, never at people one by one.
class Vitals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Vitals)

public:
    struct Census
    {
        quint32 members = 0;
        quint32 sessions = 0;
        quint32 atTheDoor = 0;
        quint32 unwritten = 0;   ///< events that wait for the log
        qint64 unwrittenMs = 0;  ///< how long the oldest has done so
        bool takesNothingMore = false;
        LogTrouble log = {};
    };
    using TakeCensus = std::function<Census()>;

    Vitals(const Meters &meters, const Clock &clock, TakeCensus takeCensus, QObject *parent = nullptr);

    /// From now on, in the calling thread.
    void start();
    void stop();

    /// What /metrics answers.
    [[nodiscard]] QByteArray page() const;
    /// Takes note of how things stand: once a second by itself, until nothing has happened for a while.
    void look();
    /// Something happens.
    void stir();
    [[nodiscard]] bool isWatching() const { return m_timer.isActive(); }

Q_SIGNALS:
    void healthChanged(const foyer::RoomHealth &health);

private:
    struct Sample
    {
        quint64 messages;
        quint64 refusals;
        quint64 cutOff;
        decltype(Meters::appendToBroadcast) appendToBroadcast;
        bool operator==(const Sample &) const = default;
    };
    [[nodiscard]] bool isQuiet() const;
    [[nodiscard]] Sample sample() const;
    [[nodiscard]] RoomHealth health() const;

    const Meters &m_meters;
    const Clock &m_clock;
    const TakeCensus m_takeCensus;
    LoopWatch m_loop;
    QTimer m_timer;
    std::deque<Sample> m_samples; ///< one a second, the oldest first
    std::optional<RoomHealth> m_told;
    qint64 m_startedAtMs = 0;
    bool m_running = false;
};

} // namespace foyer
