// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/mob.h"

#include "tests/bench/load/crowd.h"
#include "tests/bench/load/wire.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <linux/filter.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace siege {

namespace wire = bench::wire;

namespace {

constexpr std::size_t floodBytes = 16 * 1024; ///< that are sent in one go by who sends as fast as possible
constexpr std::int64_t msNs = 1'000'000;

/// Drops every packet before TCP sees it: to the other end it looks as if the cable had been pulled.
void pullTheCable(int fd)
{
    sock_filter dropAll{BPF_RET | BPF_K, 0, 0, 0};
    const sock_fprog program{1, &dropAll};
    ::setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

} // namespace

struct Mob::Attacker
{
    enum class Step : unsigned char { Connecting, Opening, Shaking, Pausing, Repeating, Parting };

    std::size_t place = 0; ///< of its conduct
    const Conduct *conduct = nullptr;
    int fd = -1;
    Step step = Step::Connecting;
    std::int64_t nextNs = 0; ///< when the next byte or repetition is due
    std::size_t dripped = 0;
    std::string flood; ///< `again`, often enough for one go
    std::string unsent;
    std::string inbox;
    bool headSeen = false;
    bool answered = false; ///< something came after the greeting
    std::string word;      ///< what it was told
};

Mob::Mob(const sockaddr_in &target, const std::vector<Conduct> &conducts, Numbers numbers)
    : m_target(target), m_conducts(conducts), m_numbers(numbers), m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_random(numbers.seed)
{
    if (m_epoll < 0)
        throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

Mob::~Mob()
{
    for (const auto &[attacker, owner] : m_open)
        ::close(attacker->fd);
    ::close(m_epoll);
}

void Mob::turn(int ms)
{
    // At most so many: who measures meanwhile must not wait for a storm of ours.
    for (int i = 0; i < 64 && m_begun < m_numbers.total && m_open.size() < m_numbers.atOnce; ++i)
        begin();
    std::array<epoll_event, 128> events;
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), ms);
    for (int i = 0; i < count; ++i) {
        auto *attacker = static_cast<Attacker *>(events[static_cast<std::size_t>(i)].data.ptr);
        if (m_open.contains(attacker))
            onEvents(attacker, events[static_cast<std::size_t>(i)].events);
    }
    const std::int64_t now = bench::nowNs();
    std::vector<Attacker *> due;
    for (const auto &[attacker, owner] : m_open) {
        if (attacker->nextNs != 0 && attacker->nextNs <= now)
            due.push_back(attacker);
    }
    for (Attacker *attacker : due) {
        if (m_open.contains(attacker))
            act(attacker);
    }
    m_ended.clear();
}

bool Mob::isAsWanted() const
{
    return m_begun == m_numbers.total && std::all_of(m_open.begin(), m_open.end(), [](const auto &entry) {
               const Attacker &attacker = *entry.first;
               const bool isIn = !attacker.conduct->upgrades || attacker.headSeen;
               return attacker.conduct->told.contains(isIn ? "stays" : "waits");
           });
}

std::map<std::pair<std::size_t, std::string>, unsigned> Mob::endings() const
{
    auto all = m_endings;
    for (const auto &[attacker, owner] : m_open)
        // Who waits for a handshake still is not in yet.
        ++all[{attacker->place, !attacker->word.empty()                                      ? attacker->word
                                : attacker->conduct->upgrades && !attacker->headSeen ? "waits"
                                                                                     : "stays"}];
    return all;
}

void Mob::begin()
{
    auto owner = std::make_unique<Attacker>();
    Attacker *attacker = owner.get();
    attacker->place = m_begun % m_conducts.size();
    attacker->conduct = &m_conducts[attacker->place];
    attacker->fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (attacker->fd < 0)
        throw std::system_error(errno, std::generic_category(), "socket");
    const int on = 1;
    ::setsockopt(attacker->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(attacker->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    if (!attacker->conduct->reads) { // the system is to hold little of what it does not read
        const int little = 4096;
        ::setsockopt(attacker->fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
    }
    sockaddr_in from{};
    from.sin_family = AF_INET;
    const auto conducts = static_cast<unsigned>(m_conducts.size());
    from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + m_begun / conducts % m_numbers.addresses);
    ++m_begun;
    if (::bind(attacker->fd, reinterpret_cast<const sockaddr *>(&from), sizeof from) != 0)
        throw std::system_error(errno, std::generic_category(), "bind");
    m_open.emplace(attacker, std::move(owner));
    if (::connect(attacker->fd, reinterpret_cast<const sockaddr *>(&m_target), sizeof m_target) != 0
        && errno != EINPROGRESS) {
        end(attacker, "refused");
        return;
    }
    watch(attacker, EPOLL_CTL_ADD);
}

void Mob::watch(Attacker *attacker, int operation) const
{
    const bool floods = attacker->step == Attacker::Step::Repeating && !attacker->flood.empty();
    epoll_event event{};
    const bool reads = attacker->conduct->reads || attacker->step < Attacker::Step::Repeating; // the answer to its handshake at least
    event.events = (reads ? EPOLLIN : 0u)
                   | (attacker->step == Attacker::Step::Connecting || floods || !attacker->unsent.empty() ? EPOLLOUT : 0u);
    event.data.ptr = attacker;
    ::epoll_ctl(m_epoll, operation, attacker->fd, &event);
}

void Mob::onEvents(Attacker *attacker, std::uint32_t events)
{
    if (attacker->step == Attacker::Step::Connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(attacker->fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0) {
            end(attacker, "refused");
            return;
        }
        attacker->step = Attacker::Step::Opening;
        act(attacker);
        return;
    }
    if ((events & EPOLLIN) != 0) {
        read(attacker);
        if (attacker->fd < 0)
            return;
    } else if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        read(attacker); // what is left, up to the error
        if (attacker->fd >= 0)
            end(attacker, "reset");
        return;
    }
    if ((events & EPOLLOUT) != 0 && flush(attacker) && attacker->step == Attacker::Step::Repeating
        && !attacker->flood.empty())
        say(attacker, attacker->flood);
}

/// The next step, as far as it goes without waiting.
void Mob::act(Attacker *attacker)
{
    using Step = Attacker::Step;
    const Conduct &conduct = *attacker->conduct;
    const std::int64_t now = bench::nowNs();
    attacker->nextNs = 0;
    if (attacker->step == Step::Opening) {
        if (conduct.dripMs > 0 && attacker->dripped < conduct.opening.size()) {
            say(attacker, std::string_view(conduct.opening).substr(attacker->dripped++, 1));
            if (attacker->fd >= 0)
                attacker->nextNs = now + conduct.dripMs * msNs;
            return;
        }
        attacker->step = conduct.upgrades ? Step::Shaking : Step::Pausing;
        if (attacker->step == Step::Pausing)
            attacker->nextNs = now + conduct.pauseMs * msNs;
        if (conduct.dripMs == 0)
            say(attacker, conduct.opening);
        else
            watch(attacker, EPOLL_CTL_MOD);
        return;
    }
    if (attacker->step == Step::Pausing) {
        attacker->step = Step::Repeating;
        attacker->answered = false;
        if (!conduct.again.empty() && conduct.everyMs == 0) {
            while (attacker->flood.size() < floodBytes)
                attacker->flood += conduct.again;
        }
        if (!conduct.again.empty() && conduct.everyMs > 0)
            attacker->nextNs = now + conduct.everyMs * msNs;
        if (conduct.farewell != Conduct::Farewell::None)
            attacker->nextNs = now + (conduct.greeting.empty() && conduct.randomBytes == 0 ? 0 : conduct.patienceMs * msNs);
        say(attacker, conduct.greeting + randomBytes(conduct.randomBytes));
        if (conduct.vanishes && attacker->fd >= 0)
            pullTheCable(attacker->fd);
        return;
    }
    if (attacker->step == Step::Repeating) {
        if (conduct.farewell != Conduct::Farewell::None) {
            part(attacker);
        } else if (attacker->unsent.empty()) {
            attacker->nextNs = now + conduct.everyMs * msNs;
            say(attacker, conduct.again);
        } else {
            attacker->nextNs = now + conduct.everyMs * msNs;
        }
    }
}

std::string Mob::randomBytes(unsigned most)
{
    std::string bytes(most == 0 ? 0 : m_random() % most + 1, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(m_random());
    return bytes;
}

void Mob::part(Attacker *attacker)
{
    attacker->step = Attacker::Step::Parting;
    switch (attacker->conduct->farewell) {
    case Conduct::Farewell::CloseFrame:
        say(attacker, wire::frame(wire::Opcode::Close, "\x03\xe8"));
        break;
    case Conduct::Farewell::Reset: {
        const linger none{1, 0};
        ::setsockopt(attacker->fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
        end(attacker, "left");
        break;
    }
    default:
        end(attacker, "left");
    }
}

void Mob::read(Attacker *attacker)
{
    std::array<char, 64 * 1024> buffer;
    const ssize_t count = ::recv(attacker->fd, buffer.data(), buffer.size(), 0);
    if (count < 0) {
        if (errno != EAGAIN && errno != EINTR)
            end(attacker, "reset");
        return;
    }
    if (count == 0) {
        end(attacker, "end");
        return;
    }
    attacker->inbox.append(buffer.data(), static_cast<std::size_t>(count));
    take(attacker);
}

void Mob::take(Attacker *attacker)
{
    using Step = Attacker::Step;
    std::string &inbox = attacker->inbox;
    if (!attacker->headSeen) {
        const std::size_t head = wire::headSize(inbox);
        if (head == 0)
            return;
        if (!wire::isSwitchingProtocols(inbox)) {
            if (attacker->word.empty())
                attacker->word = inbox.substr(9, 3); // HTTP/1.1 NNN
            inbox.erase(0, head);
            return;
        }
        attacker->headSeen = true;
        inbox.erase(0, head);
        if (attacker->step == Step::Shaking) {
            attacker->step = Step::Pausing;
            attacker->nextNs = bench::nowNs() + attacker->conduct->pauseMs * msNs;
        }
    }
    std::size_t taken = 0;
    while (const auto frame = wire::firstFrame(std::string_view(inbox).substr(taken))) {
        taken += frame->size;
        if (frame->opcode == wire::Opcode::Close) {
            if (attacker->word.empty())
                attacker->word = std::to_string(wire::closeCode(frame->payload));
        } else if (frame->opcode == wire::Opcode::Ping && attacker->conduct->pongs) {
            say(attacker, wire::frame(wire::Opcode::Pong, frame->payload));
            if (attacker->fd < 0)
                return;
        } else if (attacker->step == Step::Repeating && !std::exchange(attacker->answered, true)
                   && attacker->conduct->farewell != Conduct::Farewell::None) {
            attacker->nextNs = 1; // at once
        }
    }
    inbox.erase(0, taken);
}

void Mob::say(Attacker *attacker, std::string_view bytes)
{
    attacker->unsent.append(bytes);
    flush(attacker);
}

/// True when all is sent.
bool Mob::flush(Attacker *attacker)
{
    while (!attacker->unsent.empty()) {
        const ssize_t count = ::send(attacker->fd, attacker->unsent.data(), attacker->unsent.size(), MSG_NOSIGNAL);
        if (count < 0) {
            if (errno == EAGAIN || errno == EINTR)
                break;
            // It may have been told why: what it was told is still to be read.
            attacker->unsent.clear();
            attacker->flood.clear();
            attacker->nextNs = 0;
            if (attacker->conduct->reads)
                break;
            end(attacker, "reset");
            return false;
        }
        m_bytesSent += static_cast<std::uint64_t>(count);
        attacker->unsent.erase(0, static_cast<std::size_t>(count));
    }
    watch(attacker, EPOLL_CTL_MOD);
    return attacker->unsent.empty();
}

void Mob::end(Attacker *attacker, const std::string &word)
{
    ++m_endings[{attacker->place, attacker->word.empty() ? word : attacker->word}];
    ::close(attacker->fd);
    attacker->fd = -1;
    const auto it = m_open.find(attacker);
    m_ended.push_back(std::move(it->second)); // whoever is at work on it may still look at it
    m_open.erase(it);
}

} // namespace siege
