// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

/// The figures of one run, as one line of JSON.
class Report final
{
public:
    explicit Report(std::string_view scenario);

    void add(std::string_view name, double value);
    void add(std::string_view name, std::uint64_t value);
    void add(std::string_view name, std::uint32_t value) { add(name, std::uint64_t{value}); }
    /// The run did not go as it must.
    void fail(std::string_view why);

    /// Prints it; 0 when the run did not fail.
    [[nodiscard]] int print();

private:
    std::string m_json;
    std::string m_failure;
};

} // namespace bench
