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
    /// Finds what was said in what a server sends of it.
    using TextOf = std::string_view (*)(std::string_view bytes);
    Ledger(std::size_t payload, TextOf textOf) : m_payload(payload), m_textOf(textOf) {}

    /// Where a member is in the one order; it begins with the first line it sees.
    struct Place
    {
        std::int64_t next = -1;
    };

    /// The next text of this talker, padded to the payload's size; noted as sent at `nowNs`.
    [[nodiscard]] std::string compose(std::uint32_t talker, std::int64_t nowNs);
    struct Run
    {
        std::size_t bytes = 0; ///< of whole frames
        bool own = false;      ///< a line of this talker was among them
    };
    /// As received(), for as many frames as stand in `bytes` just as they came to the member who saw them first: one comparison in place of
    /// one for each, so that the load generator is not what is measured.
    [[nodiscard]] Run receivedRun(Place &place, std::string_view bytes, std::uint32_t talker, std::int64_t nowNs);
    /// A member has received a line. Gives back the talker, -1 when it is nobody's.
    int received(Place &place, std::string_view bytes, std::int64_t nowNs);
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

    void count(std::size_t line, std::int64_t nowNs);
    [[nodiscard]] Talker &talker(std::uint32_t number);
    [[nodiscard]] std::int64_t firstSight(std::string_view bytes, std::uint64_t hash);

    const std::size_t m_payload;
    const TextOf m_textOf;
    std::vector<Line> m_lines;
    std::string m_stream;                  ///< all of them as frames
    std::vector<std::size_t> m_ends{0};    ///< where line n begins in it; one more than there are lines
    std::unordered_map<std::uint64_t, std::int64_t> m_placeOf; ///< by hash, for members who come in later
    std::vector<Talker> m_talkers;
    Latency m_latency;
    std::size_t m_measuredFrom = 0;
    std::uint64_t m_deliveries = 0;
    std::uint64_t m_sent = 0;
};

} // namespace bench
