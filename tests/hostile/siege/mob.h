// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/hostile/siege/conduct.h"

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <netinet/in.h>

namespace siege {

/// How many come, and from where.
struct Numbers
{
    unsigned total = 1;     ///< connections in all; the conducts take turns
    unsigned atOnce = 1;    ///< open at the same time
    unsigned addresses = 1; ///< 127.0.0.2 and so many
    unsigned seed = 1;      ///< of what is random
};

/// Hostile connections in one thread on one epoll: each does what its conduct says, and how it ended is counted.
class Mob final
{
public:
    Mob(const sockaddr_in &target, const std::vector<Conduct> &conducts, Numbers numbers);
    ~Mob();
    Mob(const Mob &) = delete;
    Mob &operator=(const Mob &) = delete;

    /// Goes on with what can be done, waiting at most `ms`.
    void turn(int ms);
    /// From now on nobody more comes.
    void dismiss() { m_numbers.total = m_begun; }
    /// All have come, and those who are still here may stay.
    [[nodiscard]] bool isAsWanted() const;
    /// All have come and gone.
    [[nodiscard]] bool isOver() const { return m_begun == m_numbers.total && m_open.empty(); }

    /// How many of each conduct ended how, those who are still there included; by the conduct's place and the word.
    [[nodiscard]] std::map<std::pair<std::size_t, std::string>, unsigned> endings() const;
    [[nodiscard]] std::uint64_t bytesSent() const { return m_bytesSent; }
    [[nodiscard]] unsigned came() const { return m_begun; }

private:
    struct Attacker;
    void begin();
    void onEvents(Attacker *attacker, std::uint32_t events);
    void act(Attacker *attacker);
    void read(Attacker *attacker);
    void take(Attacker *attacker);
    void say(Attacker *attacker, std::string_view bytes);
    bool flush(Attacker *attacker);
    void part(Attacker *attacker);
    [[nodiscard]] std::string randomBytes(unsigned most);
    void end(Attacker *attacker, const std::string &word);
    void watch(Attacker *attacker, int operation) const;

    const sockaddr_in m_target;
    const std::vector<Conduct> &m_conducts;
    Numbers m_numbers;
    int m_epoll;
    std::mt19937 m_random;
    unsigned m_begun = 0;
    std::uint64_t m_bytesSent = 0;
    std::map<Attacker *, std::unique_ptr<Attacker>> m_open;
    std::vector<std::unique_ptr<Attacker>> m_ended; ///< in this turn
    std::map<std::pair<std::size_t, std::string>, unsigned> m_endings;
};

} // namespace siege
