// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/scenarios.h"

#include "tests/bench/load/process.h"
#include "tests/bench/load/report.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <deque>
#include <random>
#include <string_view>
#include <unordered_map>

namespace bench {

namespace {

constexpr double patience = 120; ///< seconds, for what should take a moment
constexpr int goingAway = 1001;  ///< RFC 6455 §7.4.1

double secondsSince(std::int64_t ns)
{
    return static_cast<double>(nowNs() - ns) / 1e9;
}

/// Lets `members` in, with at most `atOnce` of them on their way; false when that does not come to an end.
bool fill(Crowd &crowd, std::uint32_t members, std::uint32_t atOnce)
{
    std::uint32_t begun = 0;
    return crowd.runUntil(
        [&] {
            while (begun < members && begun - crowd.in() - crowd.failed() < atOnce) {
                crowd.add();
                ++begun;
            }
            return crowd.in() + crowd.failed() >= members;
        },
        patience);
}

/// Without ever going to sleep: a sleeper has to be woken by every write, which on a network no server pays for.
void spin(Crowd &crowd, double seconds)
{
    const std::int64_t began = nowNs();
    while (secondsSince(began) < seconds)
        crowd.turn(0);
}

void reportLatency(Report &report, const Ledger &ledger)
{
    report.add("p50_ms", ledger.latency().quantileMs(0.5));
    report.add("p99_ms", ledger.latency().quantileMs(0.99));
    report.add("max_ms", ledger.latency().longestMs());
}

void reportFaults(Report &report, const Crowd &crowd, const Ledger &ledger)
{
    report.add("missing", ledger.missing);
    report.add("doubled", ledger.doubled);
    report.add("disordered", ledger.disordered);
    report.add("refused", crowd.refusals);
    report.add("failed", crowd.failed());
    if (ledger.missing + ledger.doubled + ledger.disordered + crowd.refusals + crowd.failed() > 0)
        report.fail("something was lost, doubled, out of order or refused");
}

/// N members, S of them talking, each as fast as its own lines come back.
void talk(const Options &options, Report &report)
{
    Crowd crowd(options.target);
    Ledger ledger(options.payload, crowd.textOf());
    bool talking = false;
    crowd.onLine = [&](Member *member, std::string_view bytes) {
        const std::int64_t now = nowNs();
        const int talker = ledger.received(member->place, bytes, now);
        if (talker == static_cast<int>(member->number) && talking)
            crowd.say(member, ledger.compose(member->number, now));
    };
    crowd.onRun = [&](Member *member, std::string_view bytes) {
        const std::int64_t now = nowNs();
        const Ledger::Run run = ledger.receivedRun(member->place, bytes, member->number, now);
        if (run.own && talking)
            crowd.say(member, ledger.compose(member->number, now));
        return run.bytes;
    };
    const double residentBefore = process::residentBytes(options.pid);
    if (!fill(crowd, options.members, 16)) {
        report.fail("not everybody came in");
        return;
    }
    talking = true;
    for (std::uint32_t i = 0; i < std::min(options.talkers, options.members); ++i)
        crowd.say(crowd.members()[i].get(), ledger.compose(i, nowNs()));
    spin(crowd, options.warmUp);

    ledger.beginMeasuring();
    const double cpuBefore = process::cpuSeconds(options.pid);
    const std::uint64_t bytesBefore = crowd.bytesIn;
    const std::uint64_t readsBefore = crowd.reads;
    const std::int64_t began = nowNs();
    spin(crowd, options.seconds);
    const double seconds = secondsSince(began);
    const double cpu = process::cpuSeconds(options.pid) - cpuBefore;
    const auto deliveries = static_cast<double>(ledger.deliveries());
    report.add("deliveries_per_second", deliveries / seconds);
    report.add("messages_per_second", static_cast<double>(ledger.measuredMessages()) / seconds);
    if (options.pid != 0) {
        report.add("deliveries_per_cpu_second", cpu > 0 ? deliveries / cpu : 0);
        report.add("cpu_share", cpu / seconds);
        report.add("resident_bytes", process::residentBytes(options.pid));
        report.add("resident_growth_bytes", process::residentBytes(options.pid) - residentBefore);
    }
    report.add("bytes_per_read",
               static_cast<double>(crowd.bytesIn - bytesBefore)
                   / static_cast<double>(std::max<std::uint64_t>(crowd.reads - readsBefore, 1)));
    reportLatency(report, ledger);

    talking = false;
    if (options.talkers == 0) { // the server talks by itself, and will not stop
        reportFaults(report, crowd, ledger);
        return;
    }
    crowd.runUntil(
        [&] {
            return std::all_of(crowd.members().begin(), crowd.members().end(), [&](const auto &member) {
                return ledger.unanswered() == 0
                       && member->place.next == static_cast<std::int64_t>(ledger.messages());
            });
        },
        20);
    for (const auto &member : crowd.members())
        ledger.close(member->place);
    reportFaults(report, crowd, ledger);
}

/// What people look for in a history of tests/bench/history/talk.h: common and rare, whole words and beginnings, several at once.
constexpr std::array<std::string_view, 12> lookedFor{"the", "of and", "z", "在", "wer schön", "thehim", "mak", "人 我", "two his", "xyzzy", "ра", "for on with"};

/// Members who do nothing but search.
class Searchers final
{
public:
    /// `rate`: searches a second, each; 0: the next as soon as the last is answered.
    Searchers(Crowd &crowd, double rate) : m_crowd(crowd), m_pauseNs(rate > 0 ? static_cast<std::int64_t>(1e9 / rate) : 0)
    {
        crowd.onFound = [this](Member *member, std::string_view bytes) { found(member, bytes); };
    }

    void begin(Member *member) { m_due.emplace_back(nowNs(), member); }
    /// Whose time has come asks.
    void turn()
    {
        const std::int64_t now = nowNs();
        for (; !m_due.empty() && m_due.front().first <= now; m_due.pop_front())
            next(m_due.front().second, now);
    }
    void clear()
    {
        m_latency.clear();
        m_lines = 0;
    }
    void report(Report &report, double seconds) const
    {
        report.add("searches_per_second", static_cast<double>(m_latency.count()) / seconds);
        report.add("found_per_search", static_cast<double>(m_lines) / std::max(1.0, static_cast<double>(m_latency.count())));
        report.add("search_p50_ms", m_latency.quantileMs(0.5));
        report.add("search_p99_ms", m_latency.quantileMs(0.99));
    }

private:
    void next(Member *member, std::int64_t now)
    {
        m_beganNs[member] = now;
        m_crowd.search(member, lookedFor[m_asked++ % lookedFor.size()]);
    }
    void found(Member *member, std::string_view bytes)
    {
        const std::int64_t now = nowNs();
        m_latency.add(now - m_beganNs[member]);
        for (std::size_t at = bytes.find(R"("seq":)"); at != std::string_view::npos; at = bytes.find(R"("seq":)", at + 1))
            ++m_lines;
        if (m_pauseNs > 0)
            m_due.emplace_back(std::max(now, m_beganNs[member] + m_pauseNs), member);
        else
            next(member, now);
    }

    Crowd &m_crowd;
    const std::int64_t m_pauseNs;
    std::deque<std::pair<std::int64_t, Member *>> m_due; ///< when who asks next; all pause as long
    std::unordered_map<Member *, std::int64_t> m_beganNs;
    Latency m_latency;
    std::uint64_t m_asked = 0;
    std::uint64_t m_lines = 0;
};

/// A lively room: messages at a steady rate from anybody, people coming and going.
void churn(const Options &options, Report &report)
{
    Crowd crowd(options.target);
    Ledger ledger(options.payload, crowd.textOf());
    std::deque<Member *> present;
    Searchers searchers(crowd, options.searches);
    crowd.onIn = [&](Member *member) {
        if (member->number < options.searchers)
            searchers.begin(member);
        else
            present.push_back(member);
    };
    crowd.onLine = [&](Member *member, std::string_view bytes) {
        ledger.received(member->place, bytes, nowNs());
    };
    if (!fill(crowd, options.members + options.searchers, 16)) {
        report.fail("not everybody came in");
        return;
    }
    std::mt19937 random(7); // the same story each time
    double messages = 0;
    double changes = 0;
    std::vector<Member *> gone;
    const auto live = [&](double seconds) {
        const std::int64_t began = nowNs();
        const double messagesBefore = messages;
        const double changesBefore = changes;
        while (secondsSince(began) < seconds) {
            const double passed = secondsSince(began);
            for (; messages - messagesBefore < passed * options.rate; ++messages) {
                Member *member = present[random() % present.size()];
                if (member->state == Member::State::In)
                    crowd.say(member, ledger.compose(member->number, nowNs()));
            }
            for (; changes - changesBefore < passed * options.churn; ++changes) {
                crowd.add();
                Member *leaver = present.front();
                present.pop_front();
                gone.push_back(leaver);
                crowd.leave(leaver);
            }
            searchers.turn();
            crowd.turn(1);
        }
    };
    live(options.warmUp);
    ledger.beginMeasuring();
    searchers.clear();
    const double cpuBefore = process::cpuSeconds(options.pid);
    const std::int64_t began = nowNs();
    live(options.seconds);
    const double seconds = secondsSince(began);
    report.add("cpu_share", (process::cpuSeconds(options.pid) - cpuBefore) / seconds);
    report.add("messages_per_second", static_cast<double>(ledger.measuredMessages()) / seconds);
    report.add("deliveries_per_second", static_cast<double>(ledger.deliveries()) / seconds);
    reportLatency(report, ledger);
    if (options.searchers > 0)
        searchers.report(report, seconds);
    crowd.runUntil([&] { return ledger.unanswered() == 0; }, 5);
    crowd.runUntil([] { return false; }, 0.5);
    for (Member *member : present)
        ledger.close(member->place);
    // Whoever was asked to leave and spoke just before may have been cut off from their own line: it must be there for the others.
    report.add("unanswered", ledger.unanswered());
    reportFaults(report, crowd, ledger);
}

/// Everybody is silent: what does it cost to keep them?
void idle(const Options &options, Report &report)
{
    Crowd crowd(options.target);
    const double residentBefore = process::residentBytes(options.pid);
    if (!fill(crowd, options.members, 16)) {
        report.fail("not everybody came in");
        return;
    }
    crowd.runUntil([] { return false; }, options.warmUp);
    const double growth = process::residentBytes(options.pid) - residentBefore;
    // In slices: those with a burst of pings stand apart from those without.
    std::vector<double> slices;
    const double cpuBefore = process::cpuSeconds(options.pid);
    const std::int64_t began = nowNs();
    while (secondsSince(began) < options.seconds) {
        const double before = process::cpuSeconds(options.pid);
        const std::int64_t sliceBegan = nowNs();
        crowd.runUntil([] { return false; }, 1);
        slices.push_back((process::cpuSeconds(options.pid) - before) / secondsSince(sliceBegan));
    }
    std::sort(slices.begin(), slices.end());
    report.add("in", crowd.in());
    report.add("failed", crowd.failed());
    report.add("bytes_per_member", growth / std::max(1u, crowd.in()));
    report.add("cpu_share", (process::cpuSeconds(options.pid) - cpuBefore) / secondsSince(began));
    report.add("cpu_share_between_pings", slices[slices.size() / 2]);
    report.add("cpu_share_of_a_ping_second", slices.back());
    if (crowd.in() != options.members)
        report.fail("somebody was lost");
}

/// Everybody comes at once.
void storm(const Options &options, Report &report)
{
    Crowd crowd(options.target);
    const double cpuBefore = process::cpuSeconds(options.pid);
    const std::int64_t began = nowNs();
    const bool done =
        fill(crowd, options.members, options.concurrency > 0 ? static_cast<std::uint32_t>(options.concurrency) : options.members);
    const double seconds = secondsSince(began);
    crowd.runUntil([] { return false; }, options.warmUp);
    report.add("in", crowd.in());
    report.add("failed", crowd.failed());
    report.add("seconds", seconds);
    report.add("joins_per_second", crowd.in() / seconds);
    report.add("joins_per_cpu_second", crowd.in() / std::max(process::cpuSeconds(options.pid) - cpuBefore, 1e-9));
    report.add("bytes", crowd.bytesIn);
    report.add("bytes_per_member", static_cast<double>(crowd.bytesIn) / std::max(1u, crowd.in()));
    if (!done || crowd.failed() > 0)
        report.fail("not everybody came in");
}

/// The host closes a full room: SIGTERM is sent to the server.
void stop(const Options &options, Report &report)
{
    Crowd crowd(options.target);
    std::uint32_t told = 0;
    crowd.onClosed = [&](const Member *member) { told += member->closeCode == goingAway; };
    if (!fill(crowd, options.members, 16)) {
        report.fail("not everybody came in");
        return;
    }
    const std::int64_t began = nowNs();
    ::kill(options.pid, SIGTERM);
    crowd.runUntil([&] { return crowd.in() == 0; }, 10);
    report.add("told", told);
    report.add("all_told_seconds", secondsSince(began));
    while (::kill(options.pid, 0) == 0 && process::residentBytes(options.pid) > 0 && secondsSince(began) < 10)
        crowd.turn(1);
    report.add("ended_seconds", secondsSince(began));
    if (told != options.members)
        report.fail("not everybody was told");
}

} // namespace

int run(const Options &options)
{
    Report report(options.scenario);
    report.add("members", options.members);
    if (options.scenario == "talk") {
        report.add("talkers", options.talkers);
        talk(options, report);
    } else if (options.scenario == "churn") {
        churn(options, report);
    } else if (options.scenario == "idle") {
        idle(options, report);
    } else if (options.scenario == "storm") {
        storm(options, report);
    } else if (options.scenario == "stop") {
        stop(options, report);
    } else {
        report.fail("no such scenario");
    }
    return report.print();
}

} // namespace bench
