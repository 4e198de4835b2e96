// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/report.h"

#include <cstdio>

namespace bench {

Report::Report(std::string_view scenario) : m_json(R"({"scenario":")" + std::string(scenario) + '"') {}

void Report::add(std::string_view name, double value)
{
    char number[32];
    std::snprintf(number, sizeof number, "%.6g", value);
    m_json.append(",\"").append(name).append("\":").append(number);
}

void Report::add(std::string_view name, std::uint64_t value)
{
    m_json.append(",\"").append(name).append("\":").append(std::to_string(value));
}

void Report::fail(std::string_view why)
{
    m_failure = why;
}

int Report::print()
{
    if (!m_failure.empty())
        m_json += R"(,"failure":")" + m_failure + '"';
    std::printf("%s}\n", m_json.c_str());
    std::fflush(stdout);
    return m_failure.empty() ? 0 : 1;
}

} // namespace bench
