// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/load/latency.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bench {

/// What was sent and who has seen what: finds lines that were lost, came twice or in another order than to the others.
/// The first member to see a line fixes its place; everybody after must see the same bytes in that place.
class Ledger final
{
public:
    explicit Ledger(std::size_t payload) : m_payload(payload) {}

    /// Where a member is in the one order; it begins with the first line it sees.
    struct Place
    {
        std::int64_t next = -1;
    };

    /// The next text of this talker, padded to the payload's size; noted as sent at `nowNs`.
    [[nodiscard]] std::string compose(std::uint32_t talker, std::int64_t nowNs);
    /// A member has received a line: `bytes` as they came, with the composed text beginning at `text`. Gives back the talker, -1 when it is
    /// nobody's.
    int received(Place &place, std::string_view bytes, std::string_view text, std::int64_t nowNs);
    /// All that a member who stays to the end must have seen.
    void close(const Place &place);

    /// From now on deliveries and latencies count.
    void beginMeasuring()
    {
        m_latency.clear();
        m_deliveries = 0;
        m_measuredFrom = m_lines.size();
    }
    [[nodiscard]] const Latency &latency() const { return m_latency; }
    [[nodiscard]] std::uint64_t deliveries() const { return m_deliveries; }
    [[nodiscard]] std::uint64_t messages() const { return m_lines.size(); }
    [[nodiscard]] std::uint64_t measuredMessages() const { return m_lines.size() - m_measuredFrom; }
    [[nodiscard]] std::uint64_t unanswered() const { return m_sent - m_lines.size(); }

    std::uint64_t missing = 0;
    std::uint64_t doubled = 0;
    std::uint64_t disordered = 0; ///< not the same as the others saw in that place

private:
    struct Line
    {
        std::uint64_t hash;
        std::int64_t sentNs;
        std::uint32_t talker;
    };
    struct Talker
    {
        std::uint32_t sent = 0;
        std::uint32_t seen = 0;
        std::unordered_map<std::uint32_t, std::int64_t> sentNs; ///< of lines that nobody has seen yet
    };

    [[nodiscard]] Talker &talker(std::uint32_t number);
    [[nodiscard]] std::int64_t firstSight(std::string_view bytes, std::string_view text);

    const std::size_t m_payload;
    std::vector<Line> m_lines;
    std::unordered_map<std::uint64_t, std::int64_t> m_placeOf; ///< by hash, for members who come in later
    std::vector<Talker> m_talkers;
    Latency m_latency;
    std::size_t m_measuredFrom = 0;
    std::uint64_t m_deliveries = 0;
    std::uint64_t m_sent = 0;
};

} // namespace bench
