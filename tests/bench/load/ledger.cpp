// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/ledger.h"

#include "tests/bench/load/wire.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace bench {

namespace {

std::uint64_t hashOf(std::string_view bytes)
{
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    // Four at a time, each on its own: this is what the load generator spends its time with.
    std::array<std::uint64_t, 4> lanes{1, 2, 3, 4};
    const std::size_t size = bytes.size();
    while (bytes.size() >= sizeof lanes) {
        std::array<std::uint64_t, 4> words;
        std::memcpy(words.data(), bytes.data(), sizeof words);
        for (std::size_t i = 0; i < lanes.size(); ++i) {
            lanes[i] = (lanes[i] ^ words[i]) * odd;
            lanes[i] ^= lanes[i] >> 29;
        }
        bytes.remove_prefix(sizeof words);
    }
    std::uint64_t hash = size * odd;
    for (const std::uint64_t lane : lanes)
        hash = (hash ^ lane) * odd;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * odd;
    return hash ^ hash >> 32;
}

/// "t12 34 …": the talker's number and the line's.
bool parse(std::string_view text, std::uint32_t &talker, std::uint32_t &number)
{
    if (!text.starts_with('t'))
        return false;
    const char *end = text.data() + text.size();
    const auto [afterTalker, badTalker] = std::from_chars(text.data() + 1, end, talker);
    if (badTalker != std::errc() || afterTalker == end || *afterTalker != ' ')
        return false;
    return std::from_chars(afterTalker + 1, end, number).ec == std::errc();
}

} // namespace

Ledger::Talker &Ledger::talker(std::uint32_t number)
{
    if (number >= m_talkers.size())
        m_talkers.resize(number + 1);
    return m_talkers[number];
}

std::string Ledger::compose(std::uint32_t number, std::int64_t nowNs)
{
    Talker &from = talker(number);
    std::string text(1, 't');
    text.append(std::to_string(number)).append(1, ' ').append(std::to_string(++from.sent)).append(1, ' ');
    if (text.size() < m_payload)
        text.append(m_payload - text.size(), 'x');
    from.sentNs[from.sent] = nowNs;
    ++m_sent;
    return text;
}

std::int64_t Ledger::firstSight(std::string_view bytes, std::uint64_t hash)
{
    std::uint32_t number = 0;
    std::uint32_t line = 0;
    if (!parse(m_textOf(bytes), number, line))
        return -1;
    Talker &from = talker(number);
    if (line <= from.seen) {
        ++doubled;
        return -1;
    }
    missing += line - from.seen - 1;
    from.seen = line;
    const auto sent = from.sentNs.extract(line);
    m_placeOf.emplace(hash, static_cast<std::int64_t>(m_lines.size()));
    m_stream += wire::serverFrame(bytes);
    m_ends.push_back(m_stream.size());
    m_lines.push_back({hash, sent ? sent.mapped() : 0, number});
    return static_cast<std::int64_t>(m_lines.size()) - 1;
}

void Ledger::count(std::size_t line, std::int64_t nowNs)
{
    if (line < m_measuredFrom)
        return;
    ++m_deliveries;
    if (m_lines[line].sentNs != 0) // else nobody of ours sent it
        m_latency.add(nowNs - m_lines[line].sentNs);
}

Ledger::Run Ledger::receivedRun(Place &place, std::string_view bytes, std::uint32_t talker, std::int64_t nowNs)
{
    Run run;
    auto line = static_cast<std::size_t>(place.next);
    if (place.next < 0 || line >= m_lines.size())
        return run;
    const std::size_t begin = m_ends[line];
    const std::size_t comparable = std::min(bytes.size(), m_stream.size() - begin);
    if (std::memcmp(bytes.data(), m_stream.data() + begin, comparable) != 0)
        return run;
    for (; line < m_lines.size() && m_ends[line + 1] <= begin + comparable; ++line) {
        count(line, nowNs);
        run.own |= m_lines[line].talker == talker;
    }
    place.next = static_cast<std::int64_t>(line);
    run.bytes = m_ends[line] - begin;
    return run;
}

int Ledger::received(Place &place, std::string_view bytes, std::int64_t nowNs)
{
    const std::uint64_t hash = hashOf(bytes);
    const auto lines = static_cast<std::int64_t>(m_lines.size());
    if (place.next < 0) {
        const auto known = m_placeOf.find(hash);
        place.next = known == m_placeOf.end() ? lines : known->second;
    }
    if (place.next == lines) {
        if (firstSight(bytes, hash) < 0)
            return -1;
    } else if (m_lines[static_cast<std::size_t>(place.next)].hash != hash) {
        ++disordered;
        // From where the others saw it, so that one slip is not counted for ever.
        const auto known = m_placeOf.find(hash);
        if (known == m_placeOf.end())
            return -1;
        if (known->second > place.next)
            missing += static_cast<std::uint64_t>(known->second - place.next);
        else
            ++doubled;
        place.next = known->second;
    }
    const auto at = static_cast<std::size_t>(place.next++);
    count(at, nowNs);
    return static_cast<int>(m_lines[at].talker);
}

void Ledger::close(const Place &place)
{
    if (place.next >= 0)
        missing += m_lines.size() - static_cast<std::size_t>(place.next);
}

} // namespace bench
