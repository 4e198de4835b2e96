// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/serverconfig.h"
#include "server/engine/engine.h"
#include "tests/support/latelog.h"

#include <QTemporaryDir>
#include <QUrl>

#include <memory>

namespace foyer {

/// A room on a free port of the loopback address, in the test's own thread, with a log that the test can hold back.
/// FOYER_TEST_COMMIT_TURNS in the environment makes every commit that many turns of the event loop late; with FOYER_TEST_HISTORY the log is
/// in a file, and goes on in the next open().
class TestRoom final
{
    Q_DISABLE_COPY_MOVE(TestRoom)

public:
    TestRoom();
    ~TestRoom();

    /// What a room of tests is begun with: port 0, loopback, "Class 7b" of "Ms Brandt", the operator's secret below. Tests come and speak
    /// faster than people, so `rate`, `joins-per-address`, `bytes-in` and `work-per-address` are lifted, and no answer overtakes a late log.
    [[nodiscard]] static ServerConfig testConfig();
    static constexpr QLatin1String operatorSecret{"the-host-alone-knows-this"};

    /// Keeps its history in a file of its own, as with FOYER_TEST_HISTORY. To be called before open().
    void keepHistory();
    /// Where the file is; empty when there is none.
    [[nodiscard]] QString historyFolder() const { return m_folder ? m_folder->path() : QString(); }
    /// To be changed before open().
    ServerConfig config = testConfig();
    /// To be handed in before open(); the room has it then. Without one it is the system's.
    std::unique_ptr<const Clock> clock;

    [[nodiscard]] bool open();
    /// Ends the room without a word, as a crash would.
    void vanish();
    /// Closes it in order; how many ms until all was down, or -1 when that took too long to wait for.
    [[nodiscard]] qint64 stop();

    [[nodiscard]] Engine &engine() { return *m_engine; }
    [[nodiscard]] LateLog &log() { return *m_log; }
    /// The one it was opened on, also when it has been closed since.
    [[nodiscard]] quint16 port() const { return m_port; }
    /// "ws://127.0.0.1:port" and the path as it goes over the wire.
    [[nodiscard]] QUrl url(const QByteArray &path) const;
    /// "127.0.0.1:port"
    [[nodiscard]] QByteArray host() const;

private:
    std::unique_ptr<QTemporaryDir> m_folder; ///< outlives the log
    std::unique_ptr<Engine> m_engine;
    LateLog *m_log = nullptr; ///< the engine's
    quint16 m_port = 0;
};

/// The descriptors of this process that are the server's ends of connections to this port.
[[nodiscard]] QList<int> acceptedSockets(quint16 port);

} // namespace foyer
