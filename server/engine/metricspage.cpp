// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/metricspage.h"

#include "server/web/prometheus.h"

namespace foyer {

namespace {

constexpr double microseconds = 1e6; // in a second

double seconds(qint64 us)
{
    return static_cast<double>(us) / microseconds;
}

void writeMoment(Prometheus &page, const Meters &meters, const MomentFigures &moment)
{
    page.begin("foyer_build_info", Prometheus::Kind::Gauge, "The version that runs; always 1.");
    page.sample(quint64{1}, {{"version", FOYER_VERSION}});
    page.gauge("foyer_start_time_seconds", "When the room was opened, in seconds since 1970.",
               static_cast<double>(moment.startedAtMs) / 1000);
    page.gauge("foyer_members", "People in the room, those away included.", quint64{moment.members});
    page.gauge("foyer_sessions", "Open WebSocket connections.", quint64{moment.sessions});
    page.gauge("foyer_sessions_behind", "WebSocket connections to which something waits to be sent.",
               quint64{meters.sessionsBehind});
    page.gauge("foyer_connections_at_the_door", "Connections that have not become a WebSocket, or are being answered.",
               quint64{moment.atTheDoor});
    page.gauge("foyer_loop_turn_max_seconds", "Longest turn of the room's event loop since the room was opened.",
               seconds(moment.longestTurnUs));
    page.gauge("foyer_loop_turn_recent_max_seconds", "Longest turn of the room's event loop within the last minute.",
               seconds(moment.longestTurnLatelyUs));
    page.gauge("foyer_log_waiting_events", "Events that wait to be written down; nobody sees them before.",
               quint64{moment.unwritten});
    page.gauge("foyer_log_waiting_seconds", "How long the oldest of them has waited.", seconds(moment.unwrittenMs * 1000));
}

void writeCounters(Prometheus &page, const Meters &meters)
{
    page.counter("foyer_connections_total", "Connections accepted.", meters.accepted);
    page.counter("foyer_sessions_opened_total", "WebSocket handshakes completed.", meters.arrived);
    page.counter("foyer_messages_total", "Messages said in the room.", meters.messages);
    page.counter("foyer_deliveries_total", "Events for everyone, times the connections they were sent to.",
                 meters.deliveries);
    page.counter("foyer_sent_bytes_total", "Bytes sent over WebSocket connections.", meters.sentBytes);
    page.counter("foyer_received_bytes_total", "Bytes of the text messages that came in.", meters.receivedBytes);
    page.histogram("foyer_batch_events", "Events that went out together.", meters.batchEvents.bounds(),
                   meters.batchEvents.counts(), meters.batchEvents.sum());
    page.histogram("foyer_append_to_broadcast_seconds",
                   "From the decision of the room, through the log, until events were written to every connection.",
                   meters.appendToBroadcast.bounds(), meters.appendToBroadcast.counts(),
                   meters.appendToBroadcast.sum(), microseconds);

    page.begin("foyer_refusals_total", Prometheus::Kind::Counter, "Commands that were refused, by the code of the refusal.");
    for (const auto &[code, text] : wire::refusals.rows)
        page.sample(meters.refusals[static_cast<size_t>(code)],
                    {{"reason", QByteArray(text.data(), text.size())}});
    page.begin("foyer_http_responses_total", Prometheus::Kind::Counter, "Answers to HTTP requests, by status.");
    for (auto it = meters.responses.cbegin(); it != meters.responses.cend(); ++it)
        page.sample(it.value(), {{"code", QByteArray::number(it.key())}});
    page.begin("foyer_closes_total", Prometheus::Kind::Counter, "WebSocket connections that ended, by close code.");
    for (auto it = meters.closes.cbegin(); it != meters.closes.cend(); ++it)
        page.sample(it.value(), {{"code", it.key() == Meters::otherCode ? "other" : QByteArray::number(it.key())}});
}

void writeProcess(Prometheus &page, const ProcessFigures &process)
{
    page.counter("process_cpu_seconds_total", "Processor time of the whole program.", process.cpuSeconds);
    page.gauge("process_resident_memory_bytes", "Memory in use.", static_cast<quint64>(process.residentBytes));
    page.gauge("process_open_fds", "Open file descriptors.", static_cast<quint64>(process.openDescriptors));
    page.gauge("process_max_fds", "How many file descriptors may be open.", static_cast<quint64>(process.mostDescriptors));
}

} // namespace

QByteArray metricsPage(const Meters &meters, const MomentFigures &moment)
{
    Prometheus page;
    writeMoment(page, meters, moment);
    writeCounters(page, meters);
    writeProcess(page, moment.process);
    return page.text();
}

} // namespace foyer
