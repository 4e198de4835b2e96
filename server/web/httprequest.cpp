// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/httprequest.h"

#include <algorithm>
#include <array>

namespace foyer {

namespace {

/// RFC 9110 §5.6.2
bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

/// RFC 9110 §5.5: visible characters, space, tab and bytes above 0x7F.
bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '\t' || (static_cast<uchar>(c) >= 0x20 && c != 0x7f); });
}

bool isTarget(QByteArrayView text)
{
    return text.startsWith('/')
           && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
}

/// Fields that say something else when they come twice.
constexpr std::array<QByteArrayView, 7> singleFields{"host",
                                                     "origin",
                                                     "content-length",
                                                     "authorization",
                                                     "sec-websocket-key",
                                                     "sec-websocket-version",
                                                     "upgrade"};

HeadError bad(const char *sentence)
{
    return {400, sentence};
}

std::variant<HeadError, RequestHead> parseRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first)
        return bad("The request line is not “METHOD /path HTTP/1.1”.");
    const QByteArrayView version = line.sliced(last + 1);
    if (!version.startsWith("HTTP/") || version.size() != 8)
        return bad("The request line is not “METHOD /path HTTP/1.1”.");
    if (version != "HTTP/1.1")
        return HeadError{505, "Only HTTP/1.1 is spoken here."};
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    if (!isToken(method) || !isTarget(target))
        return bad("The request line is not “METHOD /path HTTP/1.1”.");
    RequestHead head;
    head.method = method.toByteArray();
    const qsizetype question = target.indexOf('?');
    head.path = (question < 0 ? target : target.first(question)).toByteArray();
    head.query = question < 0 ? QByteArray() : target.sliced(question + 1).toByteArray();
    return head;
}

/// What is wrong with the fields taken together, if anything.
std::variant<std::monostate, HeadError> checkFields(const RequestHead &head)
{
    if (!head.has("host") || head.value("host").isEmpty())
        return bad("The Host field is missing.");
    if (head.has("content-length") && head.has("transfer-encoding"))
        return bad("Content-Length and Transfer-Encoding exclude each other.");
    const QByteArray length = head.value("content-length");
    if (head.has("content-length")
        && (length.isEmpty() || length.size() > 18
            || !std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; })))
        return bad("The Content-Length is not a number.");
    return {};
}

} // namespace

QByteArray RequestHead::value(QByteArrayView name) const
{
    const auto it = std::find_if(fields.begin(), fields.end(), [name](const auto &field) { return field.first == name; });
    return it == fields.end() ? QByteArray() : it->second;
}

bool RequestHead::has(QByteArrayView name) const
{
    return std::any_of(fields.begin(), fields.end(), [name](const auto &field) { return field.first == name; });
}

bool RequestHead::lists(QByteArrayView name, QByteArrayView word) const
{
    return std::any_of(fields.begin(), fields.end(), [&](const auto &field) {
        if (field.first != name)
            return false;
        const QList<QByteArray> words = field.second.toLower().split(',');
        return std::any_of(words.begin(), words.end(), [word](const QByteArray &listed) { return listed.trimmed() == word; });
    });
}

HeadResult parseRequestHead(QByteArrayView bytes, qsizetype atMostBytes, int atMostLines)
{
    const HeadError tooLarge{431, "The head of the request is too large."};
    RequestHead head;
    qsizetype at = 0;
    for (int line = 0;; ++line) {
        const qsizetype end = bytes.indexOf('\n', at);
        const QByteArrayView text = bytes.sliced(at, (end < 0 ? bytes.size() : end) - at);
        if (text.contains('\0'))
            return bad("The head of the request holds a NUL.");
        if (line == 0 && !text.isEmpty() && !isTokenCharacter(text.front()))
            return bad("This is not HTTP.");
        if (end < 0) {
            if (bytes.size() > atMostBytes)
                return tooLarge;
            return HeadIncomplete{};
        }
        if (end + 1 > atMostBytes || line > atMostLines)
            return tooLarge;
        if (!text.endsWith('\r') || text.chopped(1).contains('\r'))
            return bad("Lines of the head end with CR LF.");
        const QByteArrayView content = text.chopped(1);
        at = end + 1;

        if (line == 0) {
            auto parsed = parseRequestLine(content);
            if (auto *error = std::get_if<HeadError>(&parsed))
                return *error;
            head = std::get<RequestHead>(std::move(parsed));
            continue;
        }
        if (content.isEmpty())
            break;
        if (content.front() == ' ' || content.front() == '\t')
            return bad("Folded lines are not taken.");
        const qsizetype colon = content.indexOf(':');
        if (colon <= 0 || !isToken(content.first(colon)) || !isFieldValue(content.sliced(colon + 1)))
            return bad("A line of the head is not “Name: value”.");
        QByteArray name = content.first(colon).toByteArray().toLower();
        const bool single = std::find(singleFields.begin(), singleFields.end(), QByteArrayView(name)) != singleFields.end();
        if (single && head.has(name))
            return HeadError{400, "The field " + name + " came twice."};
        head.fields.emplaceBack(std::move(name), content.sliced(colon + 1).toByteArray().trimmed());
    }
    head.size = at;
    if (const auto wrong = checkFields(head); const auto *error = std::get_if<HeadError>(&wrong))
        return *error;
    return head;
}

} // namespace foyer
