// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/scenarios.h"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <stdexcept>

#include <arpa/inet.h>
#include <sys/resource.h>

namespace {

constexpr const char *usage = R"(foyer_load SCENARIO [OPTION VALUE …]

SCENARIO  talk   members of whom some talk, each waiting for its own line
          churn  a steady rate of messages while people come and go
          idle   nobody says anything
          storm  everybody comes at once
          stop   the server is ended (SIGTERM) while all are in
--port N  --path room|ws  --members N  --talkers N  --payload BYTES  --rate N  --churn N  --searchers N  --searches N (a second)
--seconds N  --warm-up N
--pid N (of the server)  --addresses N (127.0.0.1 …)  --concurrency N  --operator SECRET
Prints one line of JSON; ends with 1 when something was lost, doubled, out of order or refused.
)";

void raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2 || argc % 2 != 0) {
        std::fputs(usage, stderr);
        return 2;
    }
    bench::Options options;
    options.scenario = argv[1];
    int port = 8000;
    const std::map<std::string, std::function<void(const char *)>> known{
        {"--port", [&](const char *value) { port = std::atoi(value); }},
        {"--path", [&](const char *value) { options.target.json = std::string(value) == "room"; }},
        {"--members", [&](const char *value) { options.members = static_cast<std::uint32_t>(std::atoi(value)); }},
        {"--talkers", [&](const char *value) { options.talkers = static_cast<std::uint32_t>(std::atoi(value)); }},
        {"--payload", [&](const char *value) { options.payload = static_cast<std::size_t>(std::atoi(value)); }},
        {"--rate", [&](const char *value) { options.rate = std::atof(value); }},
        {"--churn", [&](const char *value) { options.churn = std::atof(value); }},
        {"--searchers", [&](const char *value) { options.searchers = static_cast<std::uint32_t>(std::atoi(value)); }},
        {"--searches", [&](const char *value) { options.searches = std::atof(value); }},
        {"--seconds", [&](const char *value) { options.seconds = std::atof(value); }},
        {"--warm-up", [&](const char *value) { options.warmUp = std::atof(value); }},
        {"--pid", [&](const char *value) { options.pid = std::atoi(value); }},
        {"--addresses",
         [&](const char *value) { options.target.addresses = static_cast<std::uint32_t>(std::atoi(value)); }},
        {"--concurrency", [&](const char *value) { options.concurrency = std::atoi(value); }},
        {"--operator", [&](const char *value) { options.target.operatorSecret = value; }},
    };
    for (int i = 2; i + 1 < argc; i += 2) {
        const auto option = known.find(argv[i]);
        if (option == known.end()) {
            std::fputs(usage, stderr);
            return 2;
        }
        option->second(argv[i + 1]);
    }
    options.target.address.sin_family = AF_INET;
    options.target.address.sin_port = htons(static_cast<std::uint16_t>(port));
    options.target.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    options.target.host = "127.0.0.1:" + std::to_string(port);
    raiseDescriptorLimit();
    try {
        return bench::run(options);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "foyer_load: %s\n", error.what());
        return 2;
    }
}
