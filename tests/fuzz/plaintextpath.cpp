// SPDX-License-Identifier: GPL-3.0-or-later
// /ws/{user}: a path, and behind the first line break what whoever came by it says. Nobody may speak in another's name.
#include "server/net/route.h"
#include "server/protocol/plaintext.h"
#include "server/room/messagetext.h"
#include "server/room/names.h"
#include "tests/fuzz/holds.h"

#include <algorithm>
#include <array>

using namespace foyer;

namespace {

const QString continuation = QStringLiteral("    ");
const QString fromTheRoom = QStringLiteral("! ");

/// At everything that a terminal or a text box may take for the end of a line.
QStringList linesOf(const QByteArray &utf8)
{
    QString text = QString::fromUtf8(utf8);
    for (const char16_t end : {u'\r', u'\v', u'\f', u'\u001C', u'\u001D', u'\u001E', u'\u0085', u'\u2028', u'\u2029'})
        text.replace(QChar(end), QLatin1Char('\n'));
    return text.split(QLatin1Char('\n'));
}

/// As a reader who knows protocol.md alone takes it: the speaker of a line, or nothing when the line is no message's
/// first.
std::optional<QString> speakerOf(const QString &line)
{
    const qsizetype colon = line.indexOf(QLatin1String(": "));
    if (colon < 0 || line.startsWith(continuation) || line.startsWith(fromTheRoom))
        return std::nullopt;
    return line.first(colon);
}

void mustContinue(const QStringList &lines)
{
    FOYER_HOLDS(
        std::all_of(lines.begin() + 1, lines.end(), [](const QString &line) { return line.startsWith(continuation); }));
}

std::array<const Sentences *, 2> languages()
{
    static const Sentences english(QStringLiteral("en"));
    static const Sentences chinese(QStringLiteral("zh_CN"));
    return {&english, &chinese};
}

QByteArray lineOf(EventBody body, const Sentences &sentences)
{
    return plaintext::line(Event{7, 1'790'000'000'000, {}, std::move(body)}, sentences).value_or(QByteArray());
}

/// What is told of somebody with this name beside what they say.
void mustNotSpeakFor(const QString &name)
{
    for (const Sentences *sentences : languages()) {
        const QStringList left = linesOf(lineOf(Left{UserId{3}, name, LeaveReason::Left, 2}, *sentences));
        FOYER_HOLDS(left.size() == 1 && left.first() == sentences->left(name) && !speakerOf(left.first()));
        FOYER_HOLDS(left.first().startsWith(name) && !left.first().startsWith(fromTheRoom)
                    && !left.first().startsWith(continuation));
        for (const auto &body :
             {EventBody(Renamed{UserId{3}, name, QStringLiteral("Ada")}),
              EventBody(Renamed{UserId{3}, QStringLiteral("Ada"), name}), EventBody(RoomRenamed{name}),
              EventBody(KeepingChanged{{Keeping::Mode::Days, 7}, name})}) {
            const QStringList lines = linesOf(lineOf(body, *sentences));
            FOYER_HOLDS(lines.size() == 1 && lines.first().startsWith(fromTheRoom) && lines.first().contains(name));
        }
    }
}

void mustBeTheirs(const QString &name, const QString &text)
{
    for (const Sentences *sentences : languages()) {
        const QByteArray told = lineOf(Said{UserId{3}, name, Role::Guest, text, {}}, *sentences);
        FOYER_HOLDS(told.isValidUtf8());
        QStringList lines = linesOf(told);
        mustContinue(lines);
        FOYER_HOLDS(speakerOf(lines.first()) == name);
        // Nothing of it is lost either.
        lines.first().remove(0, name.size() + 2);
        for (qsizetype i = 1; i < lines.size(); ++i)
            lines[i].remove(0, continuation.size());
        FOYER_HOLDS(lines.join(QLatin1Char('\n')) == text);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype lineEnd = bytes.indexOf('\n');
    const QByteArray target = lineEnd < 0 ? bytes : bytes.first(lineEnd);
    const qsizetype question = target.indexOf('?');
    RequestHead head;
    head.method = "GET";
    head.path = question < 0 ? target : target.first(question);
    head.query = question < 0 ? QByteArray() : target.mid(question + 1);
    const Route route = Route::of(head);
    FOYER_HOLDS(!route.user || route.kind == Route::Kind::TextClient);
    FOYER_HOLDS(route.kind != Route::Kind::TextClient || head.path.startsWith("/ws/"));
    if (route.isPlainText() && head.query.startsWith("token="))
        FOYER_HOLDS(route.kind == Route::Kind::TokenShown);

    if (route.user) {
        FOYER_HOLDS(route.user->isValidUtf16() && route.user->size() <= head.path.size());
        const QByteArray encoded = route.user->toUtf8().toPercentEncoding();
        const std::optional<QString> again = plaintext::userOf(encoded);
        FOYER_HOLDS(again && (*again == *route.user || route.user->startsWith(QChar::ByteOrderMark)));
    }
    const QString typed = QString::fromUtf8(lineEnd < 0 ? QByteArray() : bytes.mid(lineEnd + 1));
    const QStringList notice = QString::fromUtf8(plaintext::notice(typed)).split(QLatin1Char('\n'));
    FOYER_HOLDS(notice.first().startsWith(fromTheRoom));
    mustContinue(notice);
    const Result<QString, Refusal> name = names::clean(route.user.value_or(QString()), Limits{});
    if (!name)
        return 0;
    mustNotSpeakFor(*name);
    if (const Result<QString, Refusal> text = messagetext::clean(typed, Limits{}))
        mustBeTheirs(*name, *text);
    return 0;
}
