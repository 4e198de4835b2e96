// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/siege.h"

#include "tests/bench/load/crowd.h"
#include "tests/hostile/siege/bouncer.h"
#include "tests/hostile/siege/serverprocess.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <thread>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace siege {

namespace {

using bench::Crowd;
using bench::Ledger;
using bench::Member;

constexpr double longest = 20;
constexpr std::size_t payload = 48;
constexpr std::int64_t betweenLinesNs = 50'000'000; ///< of all together: each keeps well below what one person may say

double secondsSince(std::int64_t ns)
{
    return static_cast<double>(bench::nowNs() - ns) / 1e9;
}

std::map<int, unsigned> closesOf(const Attack &attack, const ServerProcess &server)
{
    const auto samples = server.metrics();
    std::map<int, unsigned> closes;
    for (const auto &[code, least] : attack.closes) {
        const auto it = samples.find("foyer_closes_total{code=\"" + std::to_string(code) + "\"}");
        closes[code] = it == samples.end() ? 0 : static_cast<unsigned>(it->second);
    }
    return closes;
}

bool isEnough(const Attack &attack, const std::map<int, unsigned> &closes)
{
    return std::all_of(attack.closes.begin(), attack.closes.end(),
                       [&closes](const auto &wanted) { return closes.at(wanted.first) >= wanted.second; });
}

bool hasClosedEnough(const Attack &attack, const ServerProcess &server)
{
    return isEnough(attack, closesOf(attack, server));
}

/// The mob in a thread of its own: what it has to do is not to hold up those who measure.
class Assault final
{
public:
    Assault(const ServerProcess &server, const Attack &attack)
        : m_server(server), m_attack(attack), m_mob(server.address(), attack.conducts, attack.numbers), m_thread([this] { run(); })
    {}
    ~Assault() { stop(); }

    /// All have come and gone, or have been closed as they should.
    [[nodiscard]] bool isOver() const { return m_over; }
    [[nodiscard]] bool haveAllCome() const { return m_allCame; }
    /// Nobody more comes; over once those are told who must be.
    void dismiss() { m_dismissed = true; }
    void stop()
    {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    /// Once it is stopped.
    [[nodiscard]] const Mob &mob() const { return m_mob; }

private:
    void run()
    {
        ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), 10);
        // Whatever goes wrong in here shows as an attack that did not take place.
        try {
            attack();
        } catch (const std::exception &error) {
            std::fprintf(stderr, "siege: %s\n", error.what());
            m_over = m_allCame = true;
        }
    }

    void attack()
    {
        std::int64_t lookedNs = bench::nowNs();
        while (!m_stop && !m_over) {
            m_mob.turn(5);
            m_allCame = m_mob.came() == m_attack.numbers.total;
            if (m_dismissed)
                m_mob.dismiss();
            m_over = m_mob.isOver() || (m_dismissed && m_mob.isAsWanted());
            if (!m_attack.closes.empty() && secondsSince(lookedNs) > 0.5) {
                lookedNs = bench::nowNs();
                m_over = m_over || (m_mob.isAsWanted() && hasClosedEnough(m_attack, m_server));
            }
        }
    }

    const ServerProcess &m_server;
    const Attack &m_attack;
    Mob m_mob;
    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_dismissed = false;
    std::atomic<bool> m_allCame = false;
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

/// People who talk with each other, and know who has heard what.
class Company final
{
public:
    explicit Company(const ServerProcess &server)
        : m_crowd({server.address(), server.host(), true, 1, {}}), m_ledger(payload, m_crowd.textOf())
    {
        const Ledger::TextOf textOf = m_crowd.textOf();
        m_crowd.onLine = [this, textOf](Member *member, std::string_view bytes) {
            if (textOf(bytes).size() == payload) // what the mob says is none of theirs
                m_ledger.received(member->place, bytes, bench::nowNs());
        };
    }

    [[nodiscard]] bool comes(unsigned members)
    {
        for (unsigned i = 0; i < members; ++i)
            m_crowd.add();
        return m_crowd.runUntil([&] { return m_crowd.in() == members; }, longest);
    }
    /// They talk until `over`, or for `seconds`.
    void talk(double seconds, const std::function<bool()> &over = [] { return false; })
    {
        const std::int64_t began = bench::nowNs();
        while (secondsSince(began) < seconds && !over()) {
            if (const std::int64_t now = bench::nowNs(); now >= m_nextLineNs) {
                Member *member = m_crowd.members()[m_next++ % m_crowd.members().size()].get();
                m_nextLineNs = now + betweenLinesNs;
                if (member->state == Member::State::In)
                    m_crowd.say(member, m_ledger.compose(member->number, now));
            }
            m_crowd.turn(2);
        }
    }
    /// Everything said has been heard by everybody; who has not heard it has lost it.
    void finish(Findings &findings)
    {
        m_crowd.runUntil(
            [&] {
                return m_ledger.unanswered() == 0
                       && std::all_of(m_crowd.members().begin(), m_crowd.members().end(), [&](const auto &member) {
                              return member->state != Member::State::In || member->number >= m_founders
                                     || member->place.next == static_cast<std::int64_t>(m_ledger.messages());
                          });
            },
            longest);
        for (const auto &member : m_crowd.members()) {
            if (member->number < m_founders)
                m_ledger.close(member->place);
        }
        findings.lines = m_ledger.messages();
        findings.lost = m_ledger.missing + m_ledger.unanswered();
        findings.doubled = m_ledger.doubled;
        findings.disordered = m_ledger.disordered;
        findings.refused = m_crowd.refusals;
        findings.thrownOut = static_cast<unsigned>(m_crowd.members().size()) - m_crowd.in();
        findings.p50Ms = m_ledger.latency().quantileMs(0.5);
        findings.p99Ms = m_ledger.latency().quantileMs(0.99);
        findings.longestMs = m_ledger.latency().longestMs();
    }
    /// Seconds until one more is in; -1 when that takes too long.
    [[nodiscard]] double newcomer()
    {
        m_founders = static_cast<unsigned>(m_crowd.members().size());
        const std::int64_t began = bench::nowNs();
        const unsigned before = m_crowd.in();
        m_crowd.add();
        return m_crowd.runUntil([&] { return m_crowd.in() > before; }, longest) ? secondsSince(began) : -1;
    }
    /// From now on; somebody speaks at once, so that the shortest attack is felt by one.
    void beginMeasuring()
    {
        m_ledger.beginMeasuring();
        m_nextLineNs = 0;
    }

private:
    Crowd m_crowd;
    Ledger m_ledger;
    std::size_t m_next = 0;
    std::int64_t m_nextLineNs = 0;
    unsigned m_founders = 0;
};

void judgeEndings(const Attack &attack, const Mob &mob, Findings &findings)
{
    for (const auto &[ending, count] : mob.endings()) {
        const Conduct &conduct = attack.conducts[ending.first];
        findings.endings[conduct.name][ending.second] += count;
        if (!conduct.told.empty() && !conduct.told.contains(ending.second))
            findings.surprises.push_back(conduct.name + ": " + std::to_string(count) + " ended with “" + ending.second + "”");
    }
}

void countCloses(const Attack &attack, const ServerProcess &server, Company &company, Findings &findings)
{
    const std::int64_t began = bench::nowNs();
    while (!isEnough(attack, findings.closes = closesOf(attack, server)) && secondsSince(began) < longest)
        company.talk(0.05);
}

/// Seconds from the first kick until the last connection of the kicked was gone; -1 when that did not come.
double kickOut(Bouncer &bouncer, const Attack &attack, const ServerProcess &server, Company &company)
{
    company.talk(longest, [&] { return bouncer.seen() >= attack.numbers.total; });
    company.talk(2);
    const unsigned before = server.descriptors();
    const std::int64_t began = bench::nowNs();
    bouncer.kickAll();
    company.talk(longest, [&] { return bouncer.kicked() >= attack.numbers.total && server.descriptors() <= before - attack.numbers.total; });
    return server.descriptors() <= before - attack.numbers.total ? secondsSince(began) : -1;
}

} // namespace

Findings hold(const Attack &attack, const Ground &ground)
{
    rlimit descriptors{};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);
    ServerProcess::How how{ground.executable, {}, attack.descriptors, ground.serverCore, attack.isKicked ? Bouncer::secret : ""};
    for (const std::string &limit : attack.limits)
        how.arguments.insert(how.arguments.end(), {"--limit", limit});
    ServerProcess server(how);
    Findings findings;
    Company company(server);
    if (!company.comes(ground.members))
        return findings;
    std::unique_ptr<Bouncer> bouncer;
    if (attack.isKicked) {
        bouncer = std::make_unique<Bouncer>(server);
        company.talk(longest, [&] { return bouncer->isIn(); });
    }
    company.talk(0.5);
    findings.descriptorsBefore = server.descriptors();
    const double residentBefore = server.residentBytes();
    const double cpuBefore = server.cpuSeconds();
    server.restartPeak();
    company.beginMeasuring();

    const std::int64_t began = bench::nowNs();
    {
        Assault assault(server, attack);
        if (bouncer)
            findings.goneSeconds = kickOut(*bouncer, attack, server, company);
        std::int64_t lookedNs = 0;
        company.talk(attack.seconds, [&] {
            if (const std::int64_t now = bench::nowNs(); now - lookedNs > 100'000'000) {
                lookedNs = now;
                findings.descriptorsMost = std::max(findings.descriptorsMost, server.descriptors());
            }
            return assault.isOver() && ground.endsWithTheAttack;
        });
        // However slow this machine is: all of them are to come.
        company.talk(10 * longest, [&] { return assault.isOver() || assault.haveAllCome(); });
        assault.dismiss();
        company.talk(longest, [&] { return assault.isOver(); });
        findings.seconds = secondsSince(began);
        findings.cpuShare = (server.cpuSeconds() - cpuBefore) / findings.seconds;
        assault.stop();
        judgeEndings(attack, assault.mob(), findings);
        findings.came = assault.mob().came();
        findings.bytesSent = assault.mob().bytesSent();
    }
    findings.newcomerSeconds = company.newcomer();
    const std::int64_t over = bench::nowNs();
    const unsigned wanted = findings.descriptorsBefore + 1; // the newcomer
    while (server.descriptors() > wanted && secondsSince(over) < longest)
        company.talk(0.02);
    findings.descriptorsAfter = server.descriptors();
    if (findings.descriptorsAfter <= wanted)
        findings.descriptorsBackSeconds = secondsSince(over);
    if (!attack.closes.empty())
        countCloses(attack, server, company, findings);
    company.finish(findings);
    findings.growthBytes = server.peakBytes() - residentBefore;
    findings.exitCode = server.isAlive() ? server.stop() : -1;
    return findings;
}

} // namespace siege
