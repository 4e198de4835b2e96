// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "server/contract/historysearch.h"
#include "server/room/roompast.h"
#include "server/storage/logtrouble.h"

#include <QObject>

#include <functional>

namespace foyer {

/// A device that takes part as a user.
struct DeviceUse
{
    UserId user;
    DeviceId device;
    qint64 atMs = 0; ///< wall clock
    quint64 firstSeq = 0; ///< with which the user first came in
};

/// Where events are kept. Asynchronous: append() returns at once, committed() tells when it is done.
class EventLog : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLog)

public:
    using QObject::QObject;

    struct Reader
    {
        UserId user;
        Role role = Role::Guest;
    };
    struct Page
    {
        QList<Event> events; ///< what the reader may see, oldest first
        bool more = false;   ///< there is more in the direction of reading
        quint64 upTo = 0;    ///< readAfter(): every seq up to this one has been looked at

        /// As if there were nothing before `seq`.
        void dropBefore(quint64 seq);
        /// Without what was before this time (wall clock).
        void dropOlderThan(qint64 atMs);
    };
    using PageCallback = std::function<void(const Page &)>;
    using HitsCallback = std::function<void(const HistoryHits &)>;

    /// Names this life of the log.
    [[nodiscard]] virtual QString epoch() const = 0;
    /// The lowest seq that can still be read; one more than the highest when the log is empty.
    [[nodiscard]] virtual quint64 oldestSeq() const = 0;

    /// The first seq that has not been given out.
    [[nodiscard]] virtual quint64 nextSeq() const = 0;

    /// What a room goes on from.
    [[nodiscard]] virtual RoomPast past() const { return {}; }
    /// Who this device has been in an earlier life; null when it is not known.
    [[nodiscard]] virtual UserId userOf(DeviceId) const { return {}; }
    /// With which seq it first came in, in an earlier life; 0 when that is not known.
    [[nodiscard]] virtual quint64 firstSeqOf(DeviceId) const { return 0; }
    /// What is wrong with keeping at present.
    [[nodiscard]] virtual LogTrouble trouble() const { return {}; }

    struct Opening
    {
        QString movedAside;   ///< where a damaged file was found and lies now; empty: all was well
        qint64 recovered = 0; ///< events of it that go on being kept
    };
    [[nodiscard]] virtual Opening opening() const { return {}; }

    /// Keeps `events` (rising seq; may be empty), and that these devices take part. committed() follows once for every call, in their order, never from within it.
    virtual void append(const QList<Event> &events, const QList<DeviceUse> &devices = {}) = 0;
    /// No more messages than that from now on, see KeptMessages. A log in memory has a bound of its own.
    virtual void keepMessages(int) {}
    /// The room has been closed in order, and not ended by a crash: what was to be kept until then goes.
    virtual void close() {}

    /// Committed events with a seq above `after`, at most `bytes` of them (see wireSize()) but at least one. The callback comes in the
    /// caller's thread, later, unless `context` has gone by then.
    virtual void readAfter(quint64 after, qsizetype bytes, Reader reader, QObject *context, PageCallback callback) = 0;
    /// The latest `limit` committed events with a seq below `before`.
    virtual void readBefore(quint64 before, int limit, qsizetype bytes, Reader reader, QObject *context,
                            PageCallback callback) = 0;
    /// What the reader may see of what is kept. A log that keeps nothing answers that it is unreadable.
    virtual void search(const HistoryQuery &query, Reader reader, QObject *context, HitsCallback callback);

Q_SIGNALS:
    void committed();
    void troubleChanged();
    /// Some of what was kept has been deleted, and with it so many of the messages that past() counted or that were appended since; or all of it.
    void shortened(quint64 messages);
    /// The log ends; `last` is what it could not do. What it still holds is lost.
    void ended(const foyer::LogTrouble &last);
};

} // namespace foyer
