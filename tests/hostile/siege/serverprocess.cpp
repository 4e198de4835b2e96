// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/serverprocess.h"

#include "tests/bench/load/process.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace siege {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 20s;

/// "VmRSS" and the like from /proc/PID/status, in bytes.
double statusBytes(pid_t pid, const std::string &name)
{
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name + ':'))
            return std::strtod(line.c_str() + name.size() + 1, nullptr) * 1024;
    }
    return 0;
}

/// The first line that comes through this descriptor; empty when none does.
std::string firstLine(int descriptor)
{
    std::string line;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (char byte = 0; byte != '\n' && std::chrono::steady_clock::now() < deadline;) {
        pollfd waiting{descriptor, POLLIN, 0};
        if (::poll(&waiting, 1, 100) <= 0)
            continue;
        if (::read(descriptor, &byte, 1) <= 0)
            break;
        line += byte;
    }
    return line;
}

} // namespace

ServerProcess::ServerProcess(const How &how)
{
    std::string folder = (std::filesystem::temp_directory_path() / "foyer-siege-XXXXXX").string();
    if (!::mkdtemp(folder.data()))
        throw std::system_error(errno, std::generic_category(), "mkdtemp");
    m_folder = folder;
    int out[2];
    if (::pipe2(out, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe2");
    m_pid = ::fork();
    if (m_pid == 0)
        run(how, out[1]);
    ::close(out[1]);
    const std::string ready = firstLine(out[0]);
    ::close(out[0]);
    const std::size_t colon = ready.rfind(':');
    m_port = static_cast<std::uint16_t>(colon == std::string::npos ? 0 : std::atoi(ready.c_str() + colon + 1));
    if (m_port == 0) {
        stop();
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
        throw std::runtime_error("the room did not open: " + how.executable + " said “" + ready + "”");
    }
}

/// In the child.
void ServerProcess::run(const How &how, int out)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that is killed leaves nothing behind
    ::dup2(out, STDOUT_FILENO);
    if (how.descriptors > 0) {
        const rlimit limit{how.descriptors, how.descriptors};
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    if (how.core >= 0) {
        cpu_set_t cores;
        CPU_ZERO(&cores);
        CPU_SET(static_cast<unsigned>(how.core), &cores);
        ::sched_setaffinity(0, sizeof cores, &cores);
    }
    if (!how.operatorSecret.empty())
        ::setenv("FOYER_OPERATOR_SECRET", how.operatorSecret.c_str(), 1);
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    std::vector<std::string> words{how.executable, "--headless", "--bind", "127.0.0.1", "--port", "0", "--lang", "en", "--data-dir", m_folder};
    words.insert(words.end(), how.arguments.begin(), how.arguments.end());
    std::vector<char *> arguments;
    for (std::string &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(how.executable.c_str(), arguments.data());
    ::_exit(127);
}

ServerProcess::~ServerProcess()
{
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

sockaddr_in ServerProcess::address() const
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::string ServerProcess::host() const
{
    return "127.0.0.1:" + std::to_string(m_port);
}

unsigned ServerProcess::descriptors() const
{
    std::error_code gone;
    const std::filesystem::directory_iterator entries("/proc/" + std::to_string(m_pid) + "/fd", gone);
    return static_cast<unsigned>(std::distance(begin(entries), end(entries)));
}

double ServerProcess::residentBytes() const
{
    return statusBytes(m_pid, "VmRSS");
}

double ServerProcess::peakBytes() const
{
    return statusBytes(m_pid, "VmHWM");
}

void ServerProcess::restartPeak() const
{
    // proc(5), clear_refs: 5 sets the peak to what is there now.
    std::ofstream("/proc/" + std::to_string(m_pid) + "/clear_refs") << "5";
}

double ServerProcess::cpuSeconds() const
{
    return bench::process::cpuSeconds(m_pid);
}

bool ServerProcess::isAlive() const
{
    siginfo_t ended{};
    return m_pid > 0 && ::waitid(P_PID, static_cast<id_t>(m_pid), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
}

std::map<std::string, double> ServerProcess::metrics() const
{
    std::map<std::string, double> samples;
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval wait{5, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    const sockaddr_in to = address();
    const std::string request = "GET /metrics HTTP/1.1\r\nHost: " + host() + "\r\n\r\n";
    std::string answer;
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0
        && ::send(fd, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size())) {
        char buffer[4096];
        for (ssize_t count = 0; (count = ::recv(fd, buffer, sizeof buffer, 0)) > 0;)
            answer.append(buffer, static_cast<std::size_t>(count));
    }
    ::close(fd);
    std::istringstream lines(answer.substr(std::min(answer.find("\r\n\r\n"), answer.size())));
    for (std::string line; std::getline(lines, line);) {
        if (const std::size_t space = line.rfind(' '); space != std::string::npos && !line.starts_with('#'))
            samples[line.substr(0, space)] = std::strtod(line.c_str() + space + 1, nullptr);
    }
    return samples;
}

int ServerProcess::stop()
{
    if (m_pid <= 0)
        return -1;
    ::kill(m_pid, SIGTERM);
    int status = 0;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    pid_t ended = 0;
    while ((ended = ::waitpid(m_pid, &status, WNOHANG)) == 0 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(5ms);
    if (ended == 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, &status, 0);
        status = -1;
    }
    m_pid = -1;
    return status != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace siege
