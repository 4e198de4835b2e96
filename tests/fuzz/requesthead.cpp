// SPDX-License-Identifier: GPL-3.0-or-later
// The first bytes of any connection: the head of a request, where its path leads, and what is answered.
#include "server/net/frontdoor.h"
#include "server/web/httprequest.h"
#include "tests/fuzz/holds.h"

#include <QSet>

#include <algorithm>

using namespace foyer;

namespace {

constexpr qsizetype mostBytes = 8192;
constexpr int mostLines = 64;
constexpr quint16 port = 8000;
/// The Host and the address of the room in the corpus.
const QHostAddress local(QStringLiteral("192.168.1.20"));

HeadResult parsed(QByteArrayView bytes)
{
    return parseRequestHead(bytes, mostBytes, mostLines);
}

bool isPrintable(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool isSame(const RequestHead &one, const RequestHead &other)
{
    return one.method == other.method && one.path == other.path && one.query == other.query
           && one.fields == other.fields;
}

/// The front door looks again whenever more bytes have come: what it has decided must not depend on how they came in
/// pieces.
void mustNotDependOnPieces(QByteArrayView bytes, const HeadResult &whole)
{
    const auto *head = std::get_if<RequestHead>(&whole);
    const qsizetype lineEnd = bytes.indexOf('\n') + 1;
    for (const qsizetype cut : {bytes.size() / 3, bytes.size() / 2, lineEnd, bytes.size() - 1,
                                head ? head->size - 1 : 0, head ? head->size : 0}) {
        if (cut < 0 || cut > bytes.size())
            continue;
        const HeadResult early = parsed(bytes.first(cut));
        if (head) {
            FOYER_HOLDS(std::holds_alternative<RequestHead>(early) == (cut >= head->size));
            FOYER_HOLDS(std::holds_alternative<HeadIncomplete>(early) == (cut < head->size));
        } else if (std::holds_alternative<HeadIncomplete>(whole)) {
            FOYER_HOLDS(std::holds_alternative<HeadIncomplete>(early));
        } else {
            FOYER_HOLDS(!std::holds_alternative<RequestHead>(early));
        }
    }
}

void mustBeStrict(const RequestHead &head, QByteArrayView bytes)
{
    FOYER_HOLDS(head.size > 0 && head.size <= mostBytes && bytes.first(head.size).endsWith("\r\n\r\n"));
    FOYER_HOLDS(!bytes.first(head.size - 2).contains("\r\n\r\n") && !bytes.first(head.size).contains('\0'));
    FOYER_HOLDS(bytes.first(head.size).count('\n') == bytes.first(head.size).count('\r'));
    FOYER_HOLDS(head.fields.size() < mostLines);
    FOYER_HOLDS(!head.method.isEmpty() && isPrintable(head.method));
    FOYER_HOLDS(head.path.startsWith('/') && isPrintable(head.path) && !head.path.contains('?'));
    FOYER_HOLDS(isPrintable(head.query) && !QByteArray(head.path + head.query).contains('#'));
    FOYER_HOLDS(!head.value("host").isEmpty());
    FOYER_HOLDS(!(head.has("content-length") && head.has("transfer-encoding")));
    QSet<QByteArray> seen;
    for (const auto &[name, value] : head.fields) {
        FOYER_HOLDS(!name.isEmpty() && isPrintable(name) && name == name.toLower() && !name.contains(':'));
        FOYER_HOLDS(value == value.trimmed());
        FOYER_HOLDS(std::none_of(value.begin(), value.end(),
                                 [](char c) { return (static_cast<uchar>(c) < 0x20 && c != '\t') || c == 0x7f; }));
        for (const char *single : {"host", "origin", "content-length", "authorization", "sec-websocket-key"})
            FOYER_HOLDS(name != single || !seen.contains(name));
        seen.insert(name);
    }
}

/// Written out again, plainly, it is the same request.
void mustReadTheSameAgain(const RequestHead &head)
{
    QByteArray plain =
        head.method + ' ' + head.path + (head.query.isEmpty() ? QByteArray() : '?' + head.query) + " HTTP/1.1\r\n";
    for (const auto &[name, value] : head.fields)
        plain += name + ':' + value + "\r\n";
    plain += "\r\n";
    const HeadResult again = parsed(plain);
    const auto *same = std::get_if<RequestHead>(&again);
    FOYER_HOLDS(same && isSame(*same, head));
    FOYER_HOLDS(same->size == plain.size());
}

void mustBeAnAnswer(const HttpResponse &response, const QByteArray &host)
{
    static const QSet<int> documented{200, 304, 400, 403, 404, 405, 413, 421, 426};
    FOYER_HOLDS(documented.contains(response.status));
    FOYER_HOLDS(response.status != 405 || response.fields.contains({"Allow", "GET, HEAD"})
                || response.fields.contains({"Allow", "GET"}));
    FOYER_HOLDS(response.status != 426 || response.fields.contains({"Upgrade", "websocket"}));
    const QByteArray bytes = response.toBytes(false, host);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    FOYER_HOLDS(end > 0 && bytes.mid(end + 4) == (response.status == 304 ? QByteArray() : response.body));
    const QList<QByteArray> lines = bytes.first(end).split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        FOYER_HOLDS(line.indexOf(':') > 0 && isPrintable(line.first(line.indexOf(':'))));
        if (!line.startsWith("Content-Security-Policy: "))
            continue;
        // Nothing of what was asked for may add a rule to it.
        FOYER_HOLDS(line.count(';') == 9 && line.count(',') == 0);
        FOYER_HOLDS(line.contains(QByteArray("; connect-src 'self' ws://" + host + ';')));
    }
}

void mustBeDecided(const RequestHead &head, qsizetype bytesBehind)
{
    static const FrontDoor door(
        HostGuard(QStringLiteral("brandt-laptop"), {}), OriginGuard({QStringLiteral("https://listed.example")}),
        StaticSite(QStringLiteral(":/testsite")), MetricsGuard(), [] { return QByteArrayLiteral("figures 1\n"); });
    const Route route = Route::of(head);
    FOYER_HOLDS(!route.user || route.kind == Route::Kind::TextClient);
    FOYER_HOLDS(!route.isPlainText() || head.path.startsWith("/ws"));
    const FrontDoor::Decision decision = door.decide(head, local, port, bytesBehind, local);
    const QByteArray host = head.value("host");
    const HostGuard hosts(QStringLiteral("brandt-laptop"), {});
    if (const auto *response = std::get_if<HttpResponse>(&decision)) {
        // A Host that was refused is not repeated, see HttpConnection.
        const bool admitted = hosts.admits(host, local);
        FOYER_HOLDS(admitted == (response->status != 421));
        if (admitted)
            mustBeAnAnswer(*response, host);
        // Nobody but this machine reads the figures.
        const FrontDoor::Decision far =
            door.decide(head, local, port, bytesBehind, QHostAddress(QStringLiteral("192.168.1.77")));
        const auto *farAnswer = std::get_if<HttpResponse>(&far);
        FOYER_HOLDS(farAnswer && !farAnswer->body.contains("figures 1"));
        return;
    }
    const Route &way = std::get<FrontDoor::Upgrade>(decision).route;
    FOYER_HOLDS(way.kind == route.kind && way.user == route.user && way.isSocket());
    FOYER_HOLDS(head.method == "GET" && bytesBehind == 0 && hosts.admits(host, local));
    FOYER_HOLDS(head.value("sec-websocket-version") == "13");
    FOYER_HOLDS(QByteArray::fromBase64(head.value("sec-websocket-key")).size() == 16);
    FOYER_HOLDS(!head.has("transfer-encoding") && head.value("content-length").toLongLong() == 0);
    FOYER_HOLDS(way.kind != Route::Kind::Room || head.lists("sec-websocket-protocol", "foyer.v1"));
    QByteArray origin = head.value("origin").toLower();
    while (origin.endsWith('/'))
        origin.chop(1);
    const bool isExtension = origin.startsWith("chrome-extension:") || origin.startsWith("moz-extension:");
    FOYER_HOLDS(origin.isEmpty() || origin == "http://" + host.toLower()
                || QByteArray(origin + ":80") == "http://" + host.toLower() || origin == "https://listed.example"
                || (way.isPlainText() && isExtension));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const HeadResult result = parsed(bytes);
    mustNotDependOnPieces(bytes, result);
    if (const auto *error = std::get_if<HeadError>(&result)) {
        FOYER_HOLDS(error->status == 400 || error->status == 431 || error->status == 505);
        FOYER_HOLDS(error->sentence.endsWith('.'));
    } else if (const auto *head = std::get_if<RequestHead>(&result)) {
        mustBeStrict(*head, bytes);
        mustReadTheSameAgain(*head);
        mustBeDecided(*head, bytes.size() - head->size);
    } else {
        FOYER_HOLDS(bytes.size() <= mostBytes);
    }
    return 0;
}
