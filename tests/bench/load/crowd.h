// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/load/ledger.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <netinet/in.h>

namespace bench {

/// Steady time.
[[nodiscard]] std::int64_t nowNs();

/// One connection to the room.
struct Member
{
    enum class State : std::uint8_t { Connecting, Shaking, Joining, In, Closed };

    std::uint32_t number = 0;
    int fd = -1;
    State state = State::Connecting;
    bool reads = true; ///< false: it is not there for reading
    int closeCode = 0; ///< that the server said; 1006 when it said none
    std::int64_t beganNs = 0;
    std::string incomplete; ///< the beginning of a frame
    std::string unsent;
    Ledger::Place place;
};

/// Where the room is and what is spoken with it.
struct Target
{
    sockaddr_in address{};
    std::string host;  ///< for the Host field
    bool json = false; ///< /room in place of /ws/{user}
    std::uint32_t addresses = 1; ///< members come from 127.0.0.1, .2 … as many as these
    std::string operatorSecret;
};

/// Many connections in one thread on one epoll. Nothing of it blocks.
class Crowd final
{
public:
    explicit Crowd(Target target);
    ~Crowd();
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    /// Begins another connection; onIn follows when it takes part.
    Member *add();
    void say(Member *member, std::string_view text);
    /// Looks for words (without anything that JSON has to escape) in what has been said; /room alone. onFound follows.
    void search(Member *member, std::string_view words);
    /// A closing handshake is begun by us.
    void leave(Member *member);
    /// Handles what has come, waiting at most `ms` for something.
    void turn(int ms);
    /// turn() until `done` or for `seconds`; whether it was done.
    bool runUntil(const std::function<bool()> &done, double seconds);

    std::function<void(Member *)> onIn;
    /// A line of the room that somebody has said: the frame's payload.
    std::function<void(Member *, std::string_view)> onLine;
    /// Whole frames from the beginning of these bytes that need not be looked at one by one; gives back how many bytes.
    std::function<std::size_t(Member *, std::string_view)> onRun;
    /// What a search has found: the frame's payload.
    std::function<void(Member *, std::string_view)> onFound;
    /// What they said in it.
    [[nodiscard]] Ledger::TextOf textOf() const;
    std::function<void(Member *)> onClosed;

    [[nodiscard]] const std::vector<std::unique_ptr<Member>> &members() const { return m_members; }
    [[nodiscard]] std::uint32_t in() const { return m_in; }
    [[nodiscard]] std::uint32_t failed() const { return m_failed; } ///< closed before they took part

    std::uint64_t bytesIn = 0;
    std::uint64_t reads = 0;
    std::uint64_t refusals = 0;

private:
    void onEvents(Member *member, std::uint32_t events);
    void read(Member *member);
    std::size_t take(Member *member, std::string_view bytes);
    std::size_t takeHead(Member *member, std::string_view bytes);
    void takeText(Member *member, std::string_view payload);
    void takeJson(Member *member, std::string_view payload);
    void takePart(Member *member);
    void send(Member *member, std::string_view bytes);
    void watch(Member *member, int operation, bool forWriting) const;
    void close(Member *member, int code);

    const Target m_target;
    int m_epoll;
    std::vector<std::unique_ptr<Member>> m_members;
    std::vector<char> m_buffer;
    std::uint32_t m_in = 0;
    std::uint32_t m_failed = 0;
};

} // namespace bench
