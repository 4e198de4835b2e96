// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/hostile/siege/serverprocess.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace siege {

/// The operator, on a connection and in a thread of their own: kicks whoever comes in under a name that begins with "Mob", once told to.
class Bouncer final
{
public:
    static constexpr const char *secret = "the-bouncer-alone-knows-this";

    explicit Bouncer(const ServerProcess &server);
    ~Bouncer();
    Bouncer(const Bouncer &) = delete;
    Bouncer &operator=(const Bouncer &) = delete;

    /// Has been let in as the operator.
    [[nodiscard]] bool isIn() const { return m_in; }
    /// How many have come in that are to be kicked.
    [[nodiscard]] unsigned seen() const { return m_seen; }
    void kickAll() { m_kicks = true; }
    [[nodiscard]] unsigned kicked() const { return m_kicked; }

private:
    void run();
    void take(std::string_view json);
    void say(std::string_view json);

    int m_fd;
    std::string m_todo; ///< user ids, each followed by a blank
    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_in = false;
    std::atomic<bool> m_kicks = false;
    std::atomic<unsigned> m_seen = 0;
    std::atomic<unsigned> m_kicked = 0;
    std::thread m_thread;
};

} // namespace siege
