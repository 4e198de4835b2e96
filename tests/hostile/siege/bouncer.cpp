// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/bouncer.h"

#include "tests/bench/load/wire.h"
#include "tests/hostile/siege/words.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace siege {

namespace wire = bench::wire;

Bouncer::Bouncer(const ServerProcess &server) : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const sockaddr_in to = server.address();
    if (::connect(m_fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0) {
        const std::string head = words::handshake("/room");
        ::send(m_fd, head.data(), head.size(), MSG_NOSIGNAL);
    }
    m_thread = std::thread([this] { run(); });
}

Bouncer::~Bouncer()
{
    m_stop = true;
    m_thread.join();
    ::close(m_fd);
}

void Bouncer::run()
{
    std::string inbox;
    bool headSeen = false;
    while (!m_stop) {
        for (std::size_t end = 0; m_kicks && (end = m_todo.find(' ')) != std::string::npos; m_todo.erase(0, end + 1)) {
            say(R"({"type":"kick","user":)" + m_todo.substr(0, end) + R"(,"reason":"enough","seconds":60})");
            ++m_kicked;
        }
        pollfd waiting{m_fd, POLLIN, 0};
        if (::poll(&waiting, 1, 10) <= 0)
            continue;
        char buffer[16 * 1024];
        const ssize_t count = ::recv(m_fd, buffer, sizeof buffer, 0);
        if (count <= 0)
            return;
        inbox.append(buffer, static_cast<std::size_t>(count));
        if (!headSeen) {
            const std::size_t head = wire::headSize(inbox);
            if (head == 0)
                continue;
            headSeen = true;
            inbox.erase(0, head);
            say(std::string(R"({"type":"join","name":"Bouncer","operator":")") + secret + "\"}");
        }
        std::size_t taken = 0;
        while (const auto frame = wire::firstFrame(std::string_view(inbox).substr(taken))) {
            taken += frame->size;
            if (frame->opcode == wire::Opcode::Text)
                take(frame->payload);
            else if (frame->opcode == wire::Opcode::Ping) {
                const std::string pong = wire::frame(wire::Opcode::Pong, frame->payload);
                ::send(m_fd, pong.data(), pong.size(), MSG_NOSIGNAL);
            }
        }
        inbox.erase(0, taken);
    }
}

void Bouncer::take(std::string_view json)
{
    if (json.starts_with(R"({"type":"welcome")")) {
        m_in = true;
    } else if (json.starts_with(R"({"type":"joined")") && wire::stringMember(json, "name").starts_with("Mob")) {
        constexpr std::string_view member = R"("user":)";
        const std::size_t begin = json.find(member) + member.size();
        m_todo.append(json.substr(begin, json.find(',', begin) - begin)).append(1, ' ');
        ++m_seen;
    }
}

void Bouncer::say(std::string_view json)
{
    const std::string frame = words::text(json);
    ::send(m_fd, frame.data(), frame.size(), MSG_NOSIGNAL);
}

} // namespace siege
