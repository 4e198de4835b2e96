// SPDX-License-Identifier: GPL-3.0-or-later
// The limit: no room at all, just send() of ready-made frames to everybody in turn, so many bytes at a time.
// Usage: foyer_peer_limit PORT MEMBERS BYTES PAYLOAD
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

/// "u0: t0 17 xxx…", as a room would send it to those on /ws/{user}.
std::string frameOf(unsigned number, std::size_t payload)
{
    std::string text("t0 ");
    text.append(std::to_string(number)).append(1, ' ');
    if (text.size() < payload)
        text.append(payload - text.size(), 'x');
    text.insert(0, "u0: ");
    std::string frame(1, '\x81');
    if (text.size() < 126) {
        frame.push_back(static_cast<char>(text.size()));
    } else {
        frame.push_back('\x7e');
        frame.push_back(static_cast<char>(text.size() >> 8));
        frame.push_back(static_cast<char>(text.size() & 0xff));
    }
    return frame + text;
}

bool shakeHands(int client)
{
    char head[4096];
    std::string got;
    while (got.find("\r\n\r\n") == std::string::npos) {
        const ssize_t count = ::recv(client, head, sizeof head, 0);
        if (count <= 0)
            return false;
        got.append(head, static_cast<std::size_t>(count));
    }
    constexpr char answer[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    return ::send(client, answer, sizeof answer - 1, MSG_NOSIGNAL) > 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    rlimit descriptors{};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);

    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(argv[1])));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::listen(listener, 1024) != 0) {
        std::perror("limit");
        return 1;
    }
    std::puts("ready");
    std::fflush(stdout);

    const auto members = static_cast<std::size_t>(std::atoi(argv[2]));
    const auto bytes = static_cast<std::size_t>(std::atof(argv[3]));
    const auto payload = static_cast<std::size_t>(std::atoi(argv[4]));
    std::vector<int> clients;
    while (clients.size() < members) {
        const int client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            return 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (shakeHands(client))
            clients.push_back(client);
    }
    unsigned number = 0;
    while (!clients.empty()) {
        std::string frames;
        std::string frame;
        do {
            frame = frameOf(++number, payload);
            frames += frame;
        } while (frames.size() + frame.size() / 2 < bytes);
        for (std::size_t i = 0; i < clients.size();) {
            std::size_t sent = 0;
            while (sent < frames.size()) {
                const ssize_t count = ::send(clients[i], frames.data() + sent, frames.size() - sent, MSG_NOSIGNAL);
                if (count < 0)
                    break;
                sent += static_cast<std::size_t>(count);
            }
            if (sent < frames.size()) {
                ::close(clients[i]);
                clients[i] = clients.back();
                clients.pop_back();
            } else {
                ++i;
            }
        }
    }
    return 0;
}
