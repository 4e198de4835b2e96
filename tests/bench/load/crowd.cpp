// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/crowd.h"

#include "tests/bench/load/wire.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {

namespace {

constexpr std::size_t bufferBytes = 1024 * 1024;
constexpr int abnormal = 1006; ///< RFC 6455 §7.4.1

} // namespace

std::int64_t nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

Crowd::Crowd(Target target) : m_target(std::move(target)), m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_buffer(bufferBytes)
{
    if (m_epoll < 0)
        throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

Crowd::~Crowd()
{
    for (const auto &member : m_members) {
        if (member->fd >= 0)
            ::close(member->fd);
    }
    ::close(m_epoll);
}

Member *Crowd::add()
{
    Member *member = m_members.emplace_back(std::make_unique<Member>()).get();
    member->number = static_cast<std::uint32_t>(m_members.size() - 1);
    member->beganNs = nowNs();
    member->fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (member->fd < 0)
        throw std::system_error(errno, std::generic_category(), "socket");
    const int on = 1;
    ::setsockopt(member->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (m_target.addresses > 1) {
        ::setsockopt(member->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        sockaddr_in from{};
        from.sin_family = AF_INET;
        from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + member->number % m_target.addresses);
        if (::bind(member->fd, reinterpret_cast<const sockaddr *>(&from), sizeof from) != 0)
            throw std::system_error(errno, std::generic_category(), "bind");
    }
    const auto *to = reinterpret_cast<const sockaddr *>(&m_target.address);
    if (::connect(member->fd, to, sizeof m_target.address) != 0 && errno != EINPROGRESS) {
        close(member, abnormal);
        return member;
    }
    watch(member, EPOLL_CTL_ADD, true);
    return member;
}

void Crowd::watch(Member *member, int operation, bool forWriting) const
{
    epoll_event event{};
    event.events = (member->reads ? EPOLLIN : 0u) | (forWriting ? EPOLLOUT : 0u);
    event.data.ptr = member;
    ::epoll_ctl(m_epoll, operation, member->fd, &event);
}

void Crowd::say(Member *member, std::string_view text)
{
    if (m_target.json) {
        // The text needs no escapes; something that rises, as in the page's ids, and its first two words make an id.
        std::array<char, 24> time{};
        std::snprintf(time.data(), time.size(), "%012llx-", static_cast<unsigned long long>(bench::nowNs() / 1'000'000));
        std::string words(text.substr(0, text.find(' ', text.find(' ') + 1)));
        words[words.find(' ')] = '-';
        const std::string id = time.data() + words;
        send(member, wire::frame(wire::Opcode::Text,
                                 R"({"type":"say","id":")" + id + R"(","text":")" + std::string(text) + "\"}"));
    } else {
        send(member, wire::frame(wire::Opcode::Text, text));
    }
}

void Crowd::search(Member *member, std::string_view words)
{
    send(member, wire::frame(wire::Opcode::Text, R"({"type":"search","id":"s","words":")" + std::string(words) + "\"}"));
}

void Crowd::leave(Member *member)
{
    send(member, wire::frame(wire::Opcode::Close, "\x03\xe8"));
}

void Crowd::turn(int ms)
{
    std::array<epoll_event, 512> events;
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), ms);
    for (int i = 0; i < count; ++i)
        onEvents(static_cast<Member *>(events[static_cast<std::size_t>(i)].data.ptr),
                 events[static_cast<std::size_t>(i)].events);
}

bool Crowd::runUntil(const std::function<bool()> &done, double seconds)
{
    const std::int64_t end = nowNs() + static_cast<std::int64_t>(seconds * 1e9);
    while (!done()) {
        if (nowNs() >= end)
            return false;
        turn(5);
    }
    return true;
}

void Crowd::onEvents(Member *member, std::uint32_t events)
{
    if (member->fd < 0)
        return;
    if ((events & EPOLLOUT) != 0) {
        if (member->state == Member::State::Connecting) {
            int error = 0;
            socklen_t size = sizeof error;
            ::getsockopt(member->fd, SOL_SOCKET, SO_ERROR, &error, &size);
            if (error != 0) {
                close(member, abnormal);
                return;
            }
            member->state = Member::State::Shaking;
            watch(member, EPOLL_CTL_MOD, false);
            send(member, wire::handshake(m_target.json ? "/room" : "/ws/u" + std::to_string(member->number),
                                         m_target.host, m_target.json));
        } else {
            const std::string unsent = std::exchange(member->unsent, {});
            watch(member, EPOLL_CTL_MOD, false);
            send(member, unsent);
        }
    }
    if (member->fd >= 0 && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        read(member);
}

void Crowd::read(Member *member)
{
    const std::size_t kept = member->incomplete.size();
    if (kept > 0)
        std::memcpy(m_buffer.data(), member->incomplete.data(), kept);
    const ssize_t count = ::recv(member->fd, m_buffer.data() + kept, m_buffer.size() - kept, 0);
    if (count <= 0) {
        if (count == 0 || (errno != EAGAIN && errno != EINTR))
            close(member, abnormal);
        return;
    }
    bytesIn += static_cast<std::uint64_t>(count);
    ++reads;
    std::string_view bytes(m_buffer.data(), kept + static_cast<std::size_t>(count));
    bytes.remove_prefix(take(member, bytes));
    if (member->fd >= 0)
        member->incomplete.assign(bytes);
}

/// How much of it was understood; the rest is kept for later.
std::size_t Crowd::take(Member *member, std::string_view bytes)
{
    std::size_t taken = 0;
    if (member->state == Member::State::Shaking) {
        taken = takeHead(member, bytes);
        if (taken == 0)
            return 0;
    }
    if (onRun && member->state == Member::State::In)
        taken += onRun(member, bytes.substr(taken));
    while (const std::optional<wire::Frame> frame = wire::firstFrame(bytes.substr(taken))) {
        taken += frame->size;
        switch (frame->opcode) {
        case wire::Opcode::Text:
            takeText(member, frame->payload);
            break;
        case wire::Opcode::Ping:
            send(member, wire::frame(wire::Opcode::Pong, frame->payload));
            break;
        case wire::Opcode::Close:
            send(member, wire::frame(wire::Opcode::Close, frame->payload));
            close(member, wire::closeCode(frame->payload));
            return taken;
        default:
            break;
        }
        if (member->fd < 0)
            break;
    }
    return taken;
}

std::size_t Crowd::takeHead(Member *member, std::string_view bytes)
{
    const std::size_t head = wire::headSize(bytes);
    if (head == 0)
        return 0;
    if (!wire::isSwitchingProtocols(bytes)) {
        close(member, abnormal);
        return head;
    }
    if (m_target.json) {
        member->state = Member::State::Joining;
        std::string join = R"({"type":"join","name":"u)" + std::to_string(member->number) + '"';
        if (!m_target.operatorSecret.empty() && member->number == 0)
            join += R"(,"operator":")" + m_target.operatorSecret + '"';
        send(member, wire::frame(wire::Opcode::Text, join + '}'));
    } else {
        takePart(member);
    }
    return head;
}

void Crowd::takePart(Member *member)
{
    member->state = Member::State::In;
    ++m_in;
    if (onIn)
        onIn(member);
}

void Crowd::takeText(Member *member, std::string_view payload)
{
    if (m_target.json) {
        takeJson(member, payload);
        return;
    }
    if (payload.starts_with("! ")) {
        ++refusals;
        return;
    }
    if (onLine && payload.find(": ") != std::string_view::npos)
        onLine(member, payload);
}

void Crowd::takeJson(Member *member, std::string_view payload)
{
    if (payload.starts_with(R"({"type":"said")")) {
        if (onLine)
            onLine(member, payload);
    } else if (payload.starts_with(R"({"type":"welcome")")) {
        takePart(member);
    } else if (payload.starts_with(R"({"type":"found")")) {
        if (onFound)
            onFound(member, payload);
    } else if (payload.starts_with(R"({"type":"refused")")) {
        if (refusals++ == 0)
            std::fprintf(stderr, "load: refused: %.*s\n", static_cast<int>(payload.size()), payload.data());
        if (member->state == Member::State::Joining)
            close(member, abnormal);
    }
}

Ledger::TextOf Crowd::textOf() const
{
    if (m_target.json)
        return [](std::string_view payload) { return wire::stringMember(payload, "text"); };
    return [](std::string_view payload) {
        const std::size_t colon = payload.find(": ");
        return colon == std::string_view::npos ? std::string_view() : payload.substr(colon + 2);
    };
}

void Crowd::send(Member *member, std::string_view bytes)
{
    if (member->fd < 0)
        return;
    if (!member->unsent.empty()) {
        member->unsent.append(bytes);
        return;
    }
    const ssize_t count = ::send(member->fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN) {
        close(member, abnormal);
        return;
    }
    bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    if (!bytes.empty()) {
        member->unsent.assign(bytes);
        watch(member, EPOLL_CTL_MOD, true);
    }
}

void Crowd::close(Member *member, int code)
{
    if (member->state == Member::State::Closed)
        return;
    if (member->state == Member::State::In)
        --m_in;
    else
        ++m_failed;
    member->state = Member::State::Closed;
    member->closeCode = code;
    if (member->fd >= 0)
        ::close(member->fd);
    member->fd = -1;
    member->incomplete = {};
    member->unsent = {};
    if (onClosed)
        onClosed(member);
}

} // namespace bench
