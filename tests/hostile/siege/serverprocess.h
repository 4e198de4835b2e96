// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <netinet/in.h>
#include <sys/types.h>

namespace siege {

/// The real program, headless, on a free port of 127.0.0.1, with a data folder of its own; ended with the object.
class ServerProcess final
{
public:
    struct How
    {
        std::string executable;
        std::vector<std::string> arguments; ///< beyond --headless --bind --port --data-dir
        unsigned descriptors = 0;           ///< that it may open; 0: as many as we
        int core = -1;                      ///< that it runs on; -1: any
        std::string operatorSecret;
    };
    /// Throws std::runtime_error when it does not open the room.
    explicit ServerProcess(const How &how);
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    [[nodiscard]] pid_t pid() const { return m_pid; }
    [[nodiscard]] sockaddr_in address() const;
    [[nodiscard]] std::string host() const; ///< "127.0.0.1:port"

    [[nodiscard]] unsigned descriptors() const;
    [[nodiscard]] double residentBytes() const;
    /// The most that it has had in memory since restartPeak().
    [[nodiscard]] double peakBytes() const;
    void restartPeak() const;
    [[nodiscard]] double cpuSeconds() const;
    /// What /metrics says: the sample's name with its labels, and its value; empty when it does not answer.
    [[nodiscard]] std::map<std::string, double> metrics() const;
    [[nodiscard]] bool isAlive() const;

    /// SIGTERM; its exit code, or -1 when it did not end in order.
    int stop();

private:
    void run(const How &how, int out);

    pid_t m_pid = -1;
    std::uint16_t m_port = 0;
    std::string m_folder;
};

} // namespace siege
